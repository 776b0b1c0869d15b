"""Counted lists in files of words count on when items of them came or went."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cwgdraft.numerals import roman

_MARK = re.compile(
    r"(?P<indent> *)(?:(?P<sign>[-*])|(?P<count>\d{1,3}|[a-z]|[ivxlcdm]{2,7})(?P<after>[.)]))(?=[ \t]+\S)"
)
_MOST_SKIPPED = 3


@dataclass(slots=True)
class _Open:
    """A list that is open: how far in, its kind, the number that its last item had, and the one that it has now."""

    indent: int
    kind: str
    was: int
    now: int


def renumbered(text: str, places: Iterable[int]) -> str:
    """Return the text of a file in which the lists around places count from their first item on, without gap or double.

    Lists of paragraphs that hold none of the places stay as they are, as do dashes and bullets.
    """
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    touched = {next((n for n in range(len(lines)) if place < starts[n + 1]), len(lines) - 1) for place in places}
    done: set[int] = set()
    for place in sorted(touched):
        run = _around(lines, place)
        if run.start in done:
            continue
        done.add(run.start)
        here = {n - run.start for n in touched if n in run}
        lines[run.start : run.stop] = _counted(lines[run.start : run.stop], here)
    return "".join(lines)


def _around(lines: list[str], place: int) -> range:
    """Return the lines without a blank one between them that a line is one of; of a blank one those behind it."""
    if place < len(lines) and not lines[place].strip():
        place += 1
    start = end = min(max(place, 0), len(lines))
    while start and lines[start - 1].strip():
        start -= 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return range(start, end)


def _counted(lines: list[str], touched: set[int]) -> list[str]:
    """Return the lines of a paragraph and its lists; at `touched` the first item of a list may have been taken out."""
    found: list[str] = []
    open_: list[_Open] = []
    for n, line in enumerate(lines):
        mark = _MARK.match(line)
        if mark is None:
            found.append(line)
            continue
        indent = len(mark["indent"])
        while open_ and indent < open_[-1].indent:
            open_.pop()
        going = open_[-1] if open_ and indent < open_[-1].indent + 2 else None
        if mark["sign"]:
            if going is not None:
                open_.pop()
            open_.append(_Open(indent, mark["sign"], 0, 0))
            found.append(line)
            continue
        kind, was = _read(mark["count"], mark["after"], going)
        if going is not None and going.kind == kind and 0 <= was - going.was <= _MOST_SKIPPED:
            going.was, going.now = was, going.now + 1
            now = going.now
        elif was == 0 or (n and was > 1 and n not in touched):
            found.append(line)  # a wrapped line that begins like an item
            continue
        else:
            if going is not None:
                open_.pop()
            now = 1 if n else was
            open_.append(_Open(indent, kind, was, now))
        written = _written(kind, now) + mark["after"]
        found.append(mark["indent"] + written + line[mark.end() :])
    return found


def _read(count: str, after: str, going: _Open | None) -> tuple[str, int]:
    """Return the kind of a count and its number: `c` is a letter, or a Roman number where these go on or begin."""
    if count.isdigit():
        return f"1{after}", int(count)
    value = next((n for n in range(1, 100) if roman(n) == count), 0)
    letter = ord(count) - 96 if len(count) == 1 and after == ")" else 0
    goes_on = going is not None and going.kind == f"i{after}"
    is_letter = going is not None and going.kind == "a)" and 0 <= letter - going.was <= _MOST_SKIPPED
    if letter and (is_letter or not value or (not goes_on and count != "i")):
        return "a)", letter
    return f"i{after}", value


def _written(kind: str, number: int) -> str:
    if kind[0] == "1":
        return str(number)
    return chr(96 + number) if kind[0] == "a" and number <= 26 else roman(number)
