"""What ends a command before its work is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cwgdraft.finding import Finding


class CwgdraftError(Exception):
    """A command could not run: what is wrong, and what to do about it."""

    def __init__(self, message: str, help: str | None = None) -> None:  # noqa: A002 - the word users see
        super().__init__(message)
        self.message = message
        self.help = help


class RecordsError(CwgdraftError):
    """The records cannot be loaded; `findings` names every place at once."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        count = sum(finding.severity.word == "error" for finding in findings)
        super().__init__(f"the records can't be loaded: {count} error{'s' if count != 1 else ''}")
        self.findings = findings


class TemplateError(CwgdraftError):
    """A template cannot be used: where in it, and what to do.

    `part` is the part of the package and `paragraph` the text of the paragraph, each empty where it isn't known.
    """

    def __init__(self, message: str, help: str | None = None, *, part: str = "", paragraph: str = "") -> None:  # noqa: A002
        super().__init__(message, help)
        self.part = part
        self.paragraph = paragraph


class WordFileError(CwgdraftError):
    """A file is no Word document that can be read safely."""


class OutputError(CwgdraftError):
    """An output file cannot be written; whatever stood there before is untouched."""
