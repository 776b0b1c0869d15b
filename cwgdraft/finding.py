"""A finding: what is wrong at a place, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


class Severity(enum.IntEnum):
    """How much a finding weighs; a higher one weighs more."""

    ADVICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """Return the word that is printed: error, warning or advice."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; `line` and `column` count from 1, 0 when the whole file is meant."""

    path: Path
    line: int = 0
    column: int = 0

    def shown(self, root: Path | None = None) -> str:
        """Return `path:line:column`, the path relative to `root` when it lies below it."""
        path = self.path
        if root is not None and path.is_relative_to(root):
            path = path.relative_to(root)
        text = path.as_posix()
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `rule` names it, `message` states the fact, `help` gives the order."""

    rule: str
    severity: Severity
    message: str
    place: Place | None = None
    help: str | None = None

    def shown(self, root: Path | None = None) -> str:
        """Return the finding as text: a line, and an indented line of help when there is one."""
        where = f"{self.place.shown(root)}: " if self.place else ""
        text = f"{where}{self.severity.word} {self.rule}: {self.message}"
        return f"{text}\n    help: {self.help}" if self.help else text

    def as_data(self, root: Path | None = None) -> dict[str, object]:
        """Return the finding as plain data for JSON."""
        data: dict[str, object] = {"rule": self.rule, "severity": self.severity.word, "message": self.message}
        if self.help:
            data["help"] = self.help
        if self.place:
            path = self.place.path
            if root is not None and path.is_relative_to(root):
                path = path.relative_to(root)
            data["file"] = path.as_posix()
            if self.place.line:
                data["line"] = self.place.line
            if self.place.column:
                data["column"] = self.place.column
        return data


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by file, line and column, each once."""

    def key(finding: Finding) -> tuple[str, int, int, str]:
        place = finding.place
        where = (place.path.as_posix(), place.line, place.column) if place else ("", 0, 0)
        return (*where, finding.message)

    return tuple(sorted(dict.fromkeys(findings), key=key))


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are errors."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)
