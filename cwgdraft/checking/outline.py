"""The outline of a document by its numbers: where one doesn't follow from the one before.

A list with numbers of its own in the middle (terms of reference that are quoted, steps of a plan) is no part of the
outline: the outline goes on behind it. Where more numbers than a few don't follow, the document counts in a manner
of its own, and nothing is said.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind

Numbers = tuple[int, ...]
_PART = re.compile(r"(?:annex|appendix|attachment|addendum|part|terms of reference)\b", re.I)
_LEADERS = " \t.…0123456789"
_LONGEST_LIST = 40
_LONGEST_TITLE = 120
_FEW = 4


class Wrong(enum.Enum):
    """In which way a number doesn't follow."""

    JUMP = "jump"
    TWICE = "twice"
    ASTRAY = "astray"


@dataclass(frozen=True, slots=True)
class Break:
    """A number that doesn't follow from the one before: `expected` could stand there; `first` has it already."""

    wrong: Wrong
    passage: Passage
    before: Passage
    expected: Numbers
    first: Passage | None = None


def shown(numbers: Numbers) -> str:
    """Return a number as it is printed, without a full stop at the end."""
    return ".".join(map(str, numbers))


def counted(passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages of the body that the outline numbers.

    A section whose number isn't the one that follows reads as an item of a list; numbers below it, or a heading with
    the same number above it, say that it is none.
    """
    every = _without_contents([one for one in passages if one.numbers and not one.in_cell and not one.note])
    found: list[Passage] = []
    for place, one in enumerate(every):
        if one.kind in (Kind.HEADING, Kind.NUMBERED):
            found.append(one)
        elif one.kind is Kind.LIST_ITEM and len(one.numbers) == 1:
            after = every[place + 1].numbers if place + 1 < len(every) else ()
            above = found[-1] if found and found[-1].number == one.number - 1 else None
            if after == (*one.numbers, 1) or (above is not None and above.is_heading and above.numbers == one.numbers):
                found.append(one)
    return found


def _without_contents(every: Sequence[Passage]) -> list[Passage]:
    """Return passages without the lines of a table of contents: headings that all come again, word for word."""
    keys = {one.number: (one.numbers, one.plain.rstrip(_LEADERS).lower()) for one in every}
    last = {keys[one.number]: one.number for one in every}
    lines = {number for number, key in keys.items() if last[key] != number}
    return [one for one in every if one.number not in lines] if len(lines) > 2 else list(every)


def follows(numbers: Numbers, before: Numbers) -> bool:
    """Return whether a number may stand behind another: its first child, the next one, or the next above it."""
    if not before or numbers == (*before, 1):
        return True
    depth = len(numbers)
    return depth <= len(before) and numbers[:-1] == before[: depth - 1] and numbers[-1] == before[depth - 1] + 1


def breaks(subject: Subject) -> tuple[Break, ...]:
    """Return the numbers of a document that don't follow, in order; none where too many of them don't."""
    return subject.once(_breaks)


def outlined(subject: Subject) -> tuple[Passage, ...]:
    """Return the passages that the outline numbers, without lists that have numbers of their own."""
    return subject.once(_walked)[1]


def headings(subject: Subject) -> tuple[Passage, ...]:
    """Return what the outline numbers, and the headings without numbers, in order; cells and notes have none."""
    numbered = outlined(subject)
    bare = [one for one in subject.body if one.kind is Kind.HEADING and not one.numbers and one.text.strip()]
    bare = [one for one in bare if not one.in_cell and not one.note]
    return tuple(sorted((*numbered, *bare), key=lambda one: one.number)) if bare else numbered


def names_part(text: str) -> bool:
    """Return whether a heading names a part of the document: an annex, the terms of reference."""
    return _PART.match(text) is not None


def depth(heading: Passage) -> int:
    """Return how deep a heading stands: by its number, else by its style."""
    return len(heading.numbers) or heading.level


def _breaks(subject: Subject) -> tuple[Break, ...]:
    found, kept = subject.once(_walked)
    return found if len(found) <= max(_FEW, len(kept) // 12) else ()


def _walked(subject: Subject) -> tuple[tuple[Break, ...], tuple[Passage, ...]]:
    walk = _Walk(subject.passages, counted(subject.passages))
    found = tuple(walk.breaks())
    return found, tuple(walk.kept)


class _Walk:
    """A walk through the numbers: `before` is the passage that was met last, `open` the numbers before the next."""

    def __init__(self, passages: Sequence[Passage], every: Sequence[Passage]) -> None:
        self.passages = passages
        self.every = every
        self.seen: dict[Numbers, Passage] = {}
        self.said: set[Numbers] = set()
        self.open: tuple[Numbers, ...] = ((),)
        self.before: Passage | None = None
        self.resumed: tuple[Numbers, ...] = ()
        self.kept: list[Passage] = []

    def breaks(self) -> list[Break]:
        """Return the numbers that don't follow."""
        found: list[Break] = []
        place = 0
        while place < len(self.every):
            passage = self.every[place]
            if self.before is None or any(follows(passage.numbers, one) for one in self.open):
                self.open = (passage.numbers,)
            elif passage.numbers in self.open and passage.numbers not in self.seen:
                self.open = (passage.numbers, *self.open)
            elif self.drops_list(passage):
                self.open = (passage.numbers,)
            elif behind := self.behind_list(place):
                place = behind
                continue
            elif any(follows(passage.numbers, one) for one in self.resumed):
                self.open, self.resumed = (passage.numbers,), ()
            elif self.begins_part(passage, self.before):
                self.resumed, self.open = self.open, (passage.numbers,)
                self.seen, self.said = {}, set()
            else:
                one = self.broken(passage, self.before, self.every[place + 1 : place + 2])
                if one is not None:
                    found.append(one)
                    self.said.add(passage.numbers)
                self.open = (passage.numbers, _expected(passage.numbers, self.before.numbers))
            self.seen.setdefault(passage.numbers, passage)
            self.kept.append(passage)
            self.before = passage
            place += 1
        return found

    def begins_part(self, passage: Passage, before: Passage) -> bool:
        """Return whether the numbers begin anew: at 1, in an annex, under a heading without a number."""
        if passage.numbers == (1,):
            return before.numbers != (1,)
        between = [one for one in self.passages[before.number + 1 : passage.number] if not one.label]
        if any(len(one.text) < _LONGEST_TITLE and names_part(one.plain) for one in between):
            return True
        section = (before.numbers[0] + 1, 1)
        return passage.numbers == section and any(len(one.text) < _LONGEST_TITLE for one in between)

    def drops_list(self, passage: Passage) -> bool:
        """Return whether a number goes on in front of the small letters met last: they were a list, and are dropped."""
        end = len(self.kept)
        while end and self.kept[end - 1].text[:1].islower():
            end -= 1
        if end in (0, len(self.kept)) or not follows(passage.numbers, self.kept[end - 1].numbers):
            return False
        for one in self.kept[end:]:
            if self.seen.get(one.numbers) is one:
                del self.seen[one.numbers]
        del self.kept[end:]
        return True

    def behind_list(self, place: int) -> int:
        """Return the place where the outline goes on behind a list with numbers of its own, 0 where there is none."""
        first = self.every[place]
        lead = self.passages[first.number - 1].plain.rstrip() if first.number else ""
        small = first.text[:1].islower()
        if not (small or lead.endswith((":", "“", '"'))):
            return 0
        for end in range(place + 1, min(len(self.every), place + _LONGEST_LIST)):
            goes_on = small and self.every[end].text[:1].islower()
            if not goes_on and any(follows(self.every[end].numbers, one) for one in self.open):
                return end
        return 0

    def broken(self, passage: Passage, before: Passage, after: Sequence[Passage]) -> Break | None:
        """Return in which way a number doesn't follow; None where that was said, or is a matter of taste."""
        numbers, last = passage.numbers, before.numbers
        expected = _expected(numbers, last)
        first = self.seen.get(numbers)
        if first is not None:
            alike = first.is_heading == passage.is_heading or first.number == passage.number - 1 or len(numbers) > 1
            return Break(Wrong.TWICE, passage, before, expected, first) if alike and numbers not in self.said else None
        if after and after[0].numbers == numbers:
            return Break(Wrong.TWICE, passage, before, expected, after[0])
        depth = len(numbers)
        sibling = depth <= len(last) and numbers[:-1] == last[: depth - 1] and numbers[-1] > last[depth - 1]
        if sibling or (numbers[:-1] == last and numbers[-1] > 1):
            return Break(Wrong.JUMP, passage, before, expected)
        return Break(Wrong.ASTRAY, passage, before, expected)


def _expected(numbers: Numbers, last: Numbers) -> Numbers:
    """Return the number of the same depth that could stand behind `last`, its first child where it is less deep."""
    depth = len(numbers)
    if depth > len(last):
        return (*last, 1)
    return (*last[: depth - 1], last[depth - 1] + 1)
