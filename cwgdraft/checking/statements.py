"""What paragraphs state, as rules compare them: the words alone, and the runs that two of them share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.checking.wording import excerpt, word_places, words
from cwgdraft.draft import Kind

_KINDS = (Kind.NUMBERED, Kind.PARAGRAPH, Kind.CONTINUATION, Kind.LIST_ITEM)
_RUN = 6
"""How many words in a row two statements must share to be compared."""
_COMMON = 6
_MEETING = re.compile(r"\d+(?=[/#])")


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph of the body, and its words in small letters."""

    passage: Passage
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """The longest run of words that a statement shares with one before it: `length` words from `start` in the later."""

    first: Statement
    second: Statement
    start: int
    length: int

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words that both have."""
        return self.second.words[self.start : self.start + self.length]

    @property
    def span(self) -> tuple[int, int]:
        """Return where the words that both have stand in the later passage."""
        _, places = word_places(self.second.passage.plain)
        return places[self.start][0], places[self.start + self.length - 1][1]


def statements(subject: Subject) -> tuple[Statement, ...]:
    """Return the statements of a document in order: paragraphs and items, not headings, tables or the first page."""
    return subject.once(_statements)


def _statements(subject: Subject) -> tuple[Statement, ...]:
    return tuple(
        Statement(one, tuple(words(one.plain)))
        for one in subject.body
        if one.kind in _KINDS and not one.in_cell and not one.note and not one.computed
    )


def of_two_meetings(first: Passage, second: Passage) -> bool:
    """Return whether two statements were recorded at two meetings."""
    one, other = _MEETING.match(first.origin), _MEETING.match(second.origin)
    return one is not None and other is not None and one[0] != other[0]


def where(passage: Passage) -> str:
    """Return where a statement stands: `in 3.4.1`, or under which heading."""
    if passage.numbers:
        return f"in {passage.label.rstrip('.')}"
    if passage.section is not None:
        return f"under '{excerpt(f'{passage.section.label} {passage.section.text}', 40)}'"
    return "above"


def shared_runs(subject: Subject, shortest: int) -> Iterator[Shared]:
    """Yield for each statement the longest run that it shares with one before it, of `shortest` words at least.

    Runs that many statements have are the manner of the house and begin no comparison.
    """
    every = statements(subject)
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for place, statement in enumerate(every):
        best: Shared | None = None
        start = 0
        while start + _RUN <= len(statement.words):
            key = statement.words[start : start + _RUN]
            step = 1
            for other, at in seen.get(key, ()) if len(seen.get(key, ())) <= _COMMON else ():
                length = _length(statement.words, start, every[other].words, at)
                step = max(step, length - _RUN)
                if length >= shortest and (best is None or length > best.length):
                    best = Shared(every[other], statement, start, length)
            start += step
        if best is not None:
            yield best
        for start in range(len(statement.words) - _RUN + 1):
            seen.setdefault(statement.words[start : start + _RUN], []).append((place, start))


def _length(one: tuple[str, ...], start: int, other: tuple[str, ...], at: int) -> int:
    length = 0
    while start + length < len(one) and at + length < len(other) and one[start + length] == other[at + length]:
        length += 1
    return length
