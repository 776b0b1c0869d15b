"""Where in a YAML file the signs of a text stand, whatever quotes or folded lines it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from cwgdraft.records.model import Written
from cwgdraft.records.yaml import Document
from cwgdraft.records.yaml import Path as Keys


def written_at(document: Document, keys: Keys, text: str) -> Written:
    """Return how the text that a document has at `keys` is written."""
    place = document.place(keys)
    reader = _Reader(document.source.text.split("\n"), place.line - 1, place.column - 1)
    breaks: list[tuple[int, int, int]] = []
    for offset, sign in enumerate(text):
        if sign.isspace():
            reader.take(sign)
            continue
        if not reader.find(sign):
            return Written(place)
        begins, line, column = breaks[-1] if breaks else (0, 0, 0)
        if (line, column + offset - begins) != (reader.line + 1, reader.column + 1):
            breaks.append((offset, reader.line + 1, reader.column + 1))
        reader.take(sign)
    return Written(place, text, tuple(breaks))


@dataclass(slots=True)
class _Reader:
    """Goes through the signs of a text as they stand in a file; lines and columns count from 0."""

    lines: list[str]
    line: int
    column: int
    quote: str = ""

    def __post_init__(self) -> None:
        first = self.here()
        if first in ("|", ">"):
            self.line, self.column = self.line + 1, 0
        elif first in ("'", '"'):
            self.quote = first
            self.column += 1

    def here(self, ahead: int = 0) -> str:
        """Return the sign at this place, or a few ahead; empty at the end of a line."""
        line = self.lines[self.line] if self.line < len(self.lines) else ""
        return line[self.column + ahead : self.column + ahead + 1]

    def take(self, sign: str) -> None:
        """Go behind a sign, where it is the next one."""
        if self.here() == sign:
            self.column += 1

    def find(self, sign: str) -> bool:
        """Go to a sign, over white space and what lets it stand in quotes; return whether it is the next one."""
        while self.line < len(self.lines) and (not self.here() or self.here().isspace()):
            self.line, self.column = (self.line, self.column + 1) if self.here() else (self.line + 1, 0)
        pair = self.here() + self.here(1)
        if (self.quote == "'" and pair == "''") or (self.quote == '"' and pair in ('\\"', "\\\\")):
            self.column += 1
        return self.here() == sign
