"""A finding: what is wrong at a place, and what to do about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_HIDDEN = {
    **{sign: f"\\x{sign:02x}" for sign in (*range(0x20), *range(0x7F, 0xA0))},
    **{sign: f"\\u{sign:04x}" for sign in (0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A))},
    **dict.fromkeys(map(ord, "\t\n\r"), " "),
}


def visible(text: str) -> str:
    """Return a text on one line for a terminal: signs that would steer it, or turn its direction, are written out."""
    return text.translate(_HIDDEN)


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
        text = _shown_path(self.path, root)
        if self.line:
            text += f":{self.line}"
            if self.column:
                text += f":{self.column}"
        return text

    def as_data(self, root: Path | None = None) -> dict[str, object]:
        """Return the place as plain data for JSON."""
        data: dict[str, object] = {"file": _shown_path(self.path, root)}
        if self.line:
            data["line"] = self.line
        if self.column:
            data["column"] = self.column
        return data


@dataclass(frozen=True, slots=True)
class WordPlace:
    """A place in a Word document, as somebody finds it in Word.

    `where` says it in words (`table 1, row 1, column 2`, `header`), `excerpt` are the words to look for. `part` is the
    part of the package (empty for the whole file), `paragraph` counts the paragraphs of that part from 1 in the order
    of the file (0 for the whole part), `column` the signs of the paragraph from 1 (0 for the whole paragraph). `cells`
    are table, row and column, each from 1, of the cells around it, the outermost first. `label` is the number of the
    paragraph as it is printed (`3.6.1`), `line` the line of a plain text, from 1.
    """

    path: Path
    where: str = ""
    excerpt: str = ""
    part: str = ""
    paragraph: int = 0
    column: int = 0
    cells: tuple[tuple[int, int, int], ...] = ()
    label: str = ""
    line: int = 0

    def shown(self, root: Path | None = None) -> str:
        """Return `path, where, 'excerpt'`, the path relative to `root` when it lies below it."""
        pieces = [_shown_path(self.path, root) + (f":{self.line}" if self.line else "")]
        if self.where:
            pieces.append(self.where)
        if self.excerpt:
            pieces.append(f"'{self.excerpt}'")
        return ", ".join(pieces)

    def as_data(self, root: Path | None = None) -> dict[str, object]:
        """Return the place as plain data for JSON."""
        cells = [{"table": t, "row": r, "column": c} for t, r, c in self.cells]
        data: dict[str, object] = {
            "line": self.line,
            "where": self.where,
            "label": self.label,
            "excerpt": self.excerpt,
            "part": self.part,
            "paragraph": self.paragraph,
            "column": self.column,
            "cells": cells,
        }
        return {"file": _shown_path(self.path, root)} | {key: value for key, value in data.items() if value}


def _shown_path(path: Path, root: Path | None) -> str:
    return (path.relative_to(root) if root is not None and path.is_relative_to(root) else path).as_posix()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `rule` names it, `message` states the fact, `help` gives the order."""

    rule: str
    severity: Severity
    message: str
    place: Place | WordPlace | None = None
    help: str | None = None

    def shown(self, root: Path | None = None) -> str:
        """Return the finding as text: a line, and an indented line of help when there is one."""
        where = f"{self.place.shown(root)}: " if self.place else ""
        text = visible(f"{where}{self.severity.word} {self.rule}: {self.message}")
        return f"{text}\n    help: {visible(self.help)}" if self.help else text

    def as_data(self, root: Path | None = None) -> dict[str, object]:
        """Return the finding as plain data for JSON."""
        data: dict[str, object] = {"rule": self.rule, "severity": self.severity.word, "message": self.message}
        if self.help:
            data["help"] = self.help
        if self.place:
            data |= self.place.as_data(root)
        return data


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings by file, line and column, each once; in a Word document by part and paragraph."""

    def key(finding: Finding) -> tuple[str, int, str, int, int, str]:
        place = finding.place
        if place is None:
            return "", 0, "", 0, 0, finding.message
        if isinstance(place, Place):
            return place.path.as_posix(), 0, "", place.line, place.column, finding.message
        rank = 0 if not place.part else 1 if place.part == "word/document.xml" else 2
        return place.path.as_posix(), rank, place.part, place.paragraph, place.column, finding.message

    return tuple(sorted(dict.fromkeys(findings), key=key))


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that are errors."""
    return tuple(f for f in findings if f.severity is Severity.ERROR)
