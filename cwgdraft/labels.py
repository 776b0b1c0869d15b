"""Labels: how the numbers and marks of an outline and of lists are printed.

A template's numbering decides; without one the undotted outline of Council reports is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cwgdraft.draft import ListKind
from cwgdraft.numerals import format_number as format_number
from cwgdraft.numerals import roman as roman

BULLET = "•"
DASH = "–"
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class LevelFormat:
    """One level of a numbering as Word has it: `text` with `%1` … for the numbers, `format` for its own number.

    `legal` prints the numbers of all levels in figures.
    """

    text: str
    format: str = "decimal"
    legal: bool = False

    @property
    def is_bullet(self) -> bool:
        """Return whether the level has a mark and no number."""
        return self.format in ("bullet", "none")


def level_label(levels: Sequence[LevelFormat], numbers: Sequence[int]) -> str:
    """Return the label of a paragraph whose level is the last of `numbers`."""
    level = levels[len(numbers) - 1]
    if level.format == "bullet":
        return level.text

    def one(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place >= len(numbers):
            return ""
        return format_number(numbers[place], "decimal" if level.legal else levels[place].format)

    return _PLACE.sub(one, level.text)


def _plain(text: str, format_: str = "decimal") -> tuple[LevelFormat, ...]:
    return tuple(LevelFormat(text.replace("%1", f"%{n}"), format_) for n in range(1, 10))


def _outline(end: str) -> tuple[LevelFormat, ...]:
    return tuple(LevelFormat(".".join(f"%{i}" for i in range(1, n + 1)) + end) for n in range(1, 10))


LISTS: Mapping[ListKind, tuple[LevelFormat, ...]] = {
    ListKind.DASH: _plain(DASH, "bullet"),
    ListKind.BULLET: _plain(BULLET, "bullet"),
    ListKind.NUMBER_PAREN: _plain("%1)"),
    ListKind.LETTER_PAREN: _plain("%1)", "lowerLetter"),
    ListKind.ROMAN_DOT: _plain("%1.", "lowerRoman"),
    ListKind.ROMAN_PAREN: _plain("%1)", "lowerRoman"),
    ListKind.NUMBER_DOT: _plain("%1."),
}


@dataclass(frozen=True, slots=True)
class Labelling:
    """The labels of a document: `outline` for headings and numbered paragraphs, `lists` for each kind of list."""

    outline: tuple[LevelFormat, ...] = _outline("")
    lists: Mapping[ListKind, tuple[LevelFormat, ...]] = field(default_factory=lambda: LISTS)

    def number(self, numbers: Sequence[int]) -> str:
        """Return the label of a heading or numbered paragraph: `3.6.1`."""
        return level_label(self.outline, numbers)

    def item(self, kind: ListKind, level: int, number: int) -> str:
        """Return the mark of the `number`-th item of a list at `level` (from 1)."""
        levels = self.lists.get(kind) or LISTS[kind]
        level = min(level, len(levels))
        return level_label(levels, [*([1] * (level - 1)), number])


DOTTED = Labelling(_outline("."))
"""Numbers with a full stop, as in the reports up to 2024."""
