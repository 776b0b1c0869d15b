"""Which lines begin an item of a list, of which kind, and how deep."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cwgdraft.draft import ListKind

_MARKER = re.compile(r"(?:([-*])|(\d{1,3})([.)])|([a-z])\)|([ivxlcdm]{1,7})([.)]))[ \t]+(?=[^ \t])", re.A)
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """The sign that an item begins with: its `length` with the space behind it, kind and number.

    `list_kind` is None for `1.`, which begins a numbered sub-paragraph.
    """

    name: str
    list_kind: ListKind | None
    ordinal: int
    length: int


@dataclass(slots=True)
class _OpenList:
    indent: int
    name: str
    ordinal: int
    count: int = 1


class Lists:
    """The lists that are open at a line, outermost first."""

    def __init__(self) -> None:
        self._open: list[_OpenList] = []

    def close(self) -> None:
        """Close all lists."""
        self._open = []

    def marker(self, text: str, indent: int, *, after_blank: bool) -> Marker | None:
        """Return the marker that `text`, `indent` spaces into its line, begins with, or None when it is only text.

        Behind a line of the same paragraph only `-`, `*`, a first number or letter, and one that goes on with an open
        list (or skips one or two) begin an item: a wrapped line may begin with any other number.
        """
        found = _MARKER.match(text)
        if not found:
            return None
        sign, digits, after, letter, roman, roman_after = found.groups()
        length = found.end()
        if sign:
            return Marker(sign, ListKind.DASH if sign == "-" else ListKind.BULLET, 0, length)
        going = next((one for one in reversed(self._open) if one.indent <= indent < one.indent + 2), None)
        if digits:
            kind = None if after == "." else ListKind.NUMBER_PAREN
            choices = [Marker(f"1{after}", kind, int(digits), length)]
        elif letter:
            choices = self._lettered(letter, going, length)
        else:
            kind = ListKind.ROMAN_DOT if roman_after == "." else ListKind.ROMAN_PAREN
            value = _roman(roman)
            goes_on = going is not None and going.name == f"i{roman_after}"
            choices = [Marker(f"i{roman_after}", kind, value, length)] if value == 1 or (value and goes_on) else []
        return next((one for one in choices if after_blank or one.ordinal == 1 or _goes_on(one, going)), None)

    def skips(self, text: str, indent: int) -> bool:
        """Return whether words look like an item of the list that is open here, but not like its next one."""
        found = _MARKER.match(text)
        going = self._open[-1] if self._open else None
        if not found or going is None or not going.indent <= indent < going.indent + 2:
            return False
        last = (found[3] or found[6] or ")") if found[2] or found[5] else ")"
        return going.name in ({f"1{last}"} if found[2] else {"a)", "i)"} if found[4] else {f"i{last}"})

    def _lettered(self, letter: str, going: _OpenList | None, length: int) -> list[Marker]:
        """Return what `c)` or `i)` may be: the letter, or a Roman number where one begins or goes on."""
        as_letter = Marker("a)", ListKind.LETTER_PAREN, ord(letter) - 96, length)
        as_roman = Marker("i)", ListKind.ROMAN_PAREN, _roman(letter), length)
        if as_roman.ordinal and _is_next(as_roman, going):
            return [as_roman]
        if letter == "i" and not _is_next(as_letter, going):
            return [as_roman]
        return [as_letter]

    def open(self, indent: int, marker: Marker) -> int:
        """Return the depth, from 1, of an item that begins `indent` spaces into its line."""
        while self._open and indent < self._open[-1].indent:
            self._open.pop()
        if self._open and indent < self._open[-1].indent + 2:
            last = self._open[-1]
            if last.name == marker.name:
                last.ordinal = marker.ordinal
                last.count += 1
                return len(self._open)
            self._open.pop()
        self._open.append(_OpenList(indent, marker.name, marker.ordinal))
        return len(self._open)

    def depth_of_paragraph(self, indent: int) -> int:
        """Return the depth of the item that an indented paragraph belongs to, 0 for the statement itself."""
        while self._open and indent < self._open[-1].indent + 2:
            self._open.pop()
        return len(self._open)


def _is_next(marker: Marker, going: _OpenList | None) -> bool:
    return going is not None and going.name == marker.name and marker.ordinal == going.ordinal + 1


def _goes_on(marker: Marker, going: _OpenList | None) -> bool:
    return going is not None and going.name == marker.name and 1 <= marker.ordinal - going.ordinal <= 3


def _roman(text: str) -> int:
    """Return the value of a Roman number in small letters, 0 when it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
