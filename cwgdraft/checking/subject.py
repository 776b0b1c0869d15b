"""What is checked: a document, with what the workspace knows of it where there is one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cwgdraft.checking.passages import Passage, passages_of
from cwgdraft.draft import Draft
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import (
    DateMention,
    MeetingMention,
    ResolutionMention,
    SessionMention,
    SymbolMention,
    dates_in,
    meetings_in,
    resolutions_in,
    sessions_in,
    symbols_in,
)
from cwgdraft.records.house import House
from cwgdraft.records.model import Plan, Records


@dataclass(frozen=True, slots=True)
class Fix:
    """Words to stand in the place of those that a hit means; `safe` when nobody has to look at it first."""

    new: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a rule found: the signs from `start` to `end` of a passage's text, what is wrong, what to do.

    `severity` is that of its rule unless it says another. `fix` puts other words in their place.
    """

    passage: Passage
    start: int
    end: int
    message: str
    help: str
    fix: Fix | None = None
    severity: Severity | None = None

    @property
    def words(self) -> str:
        """Return the words that are meant."""
        return self.passage.text[self.start : self.end]


@dataclass
class Subject:
    """A document that is checked.

    `records`, `plan` and `meetings` are what the workspace knows: None and empty outside of one. `earlier` are reports of
    the workspace that were made before, the latest first. `own` says that the document was made from the records, so
    that what a computed sentence says is right. `today` is given where something depends on it.
    """

    draft: Draft
    house: House
    records: Records | None = None
    plan: Plan | None = None
    meetings: tuple[int, ...] = ()
    earlier: tuple[Draft, ...] = ()
    own: bool = False
    passages: tuple[Passage, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.passages = passages_of(self.draft)

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """Return the passages without the first page's box and the signature."""
        return tuple(one for one in self.passages if not one.is_front and not one.is_signature)

    @cached_property
    def dates(self) -> tuple[tuple[Passage, DateMention], ...]:
        """Return every date that the document names, with its passage."""
        return tuple((one, found) for one in self.passages for found in dates_in(one.plain))

    @cached_property
    def symbols(self) -> tuple[tuple[Passage, SymbolMention], ...]:
        """Return every document symbol, in whatever form."""
        return tuple((one, found) for one in self.passages for found in symbols_in(one.plain, self.acronym))

    @cached_property
    def resolutions(self) -> tuple[tuple[Passage, ResolutionMention], ...]:
        """Return every resolution that is cited."""
        return tuple((one, found) for one in self.passages for found in resolutions_in(one.plain))

    @cached_property
    def sessions(self) -> tuple[tuple[Passage, SessionMention], ...]:
        """Return every Council session that is named."""
        return tuple((one, found) for one in self.passages for found in sessions_in(one.plain))

    @cached_property
    def meeting_mentions(self) -> tuple[tuple[Passage, MeetingMention], ...]:
        """Return every place where meetings are named by their numbers."""
        return tuple((one, found) for one in self.passages for found in meetings_in(one.plain))

    @cached_property
    def acronym(self) -> str:
        """Return the acronym of the group: the workspace's, else the one that the document uses most, else empty."""
        if self.records is not None:
            return self.records.group.acronym
        found: dict[str, int] = {}
        for passage in self.passages:
            for word in _groups(passage.plain):
                found[word] = found.get(word, 0) + 1
        return max(found, key=lambda word: (found[word], word), default="")

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of the meetings that it reports on: the plan's, else those that it names as its own."""
        if self.meetings:
            return self.meetings
        counts: dict[int, int] = {}
        for passage, mention in self.meeting_mentions:
            weight = 5 if passage.is_front or passage.number < 12 else 1
            for number in mention.numbers:
                counts[number] = counts.get(number, 0) + weight
        most = max(counts.values(), default=0)
        return tuple(sorted(number for number, count in counts.items() if count * 3 >= most))

    @cached_property
    def combined(self) -> bool:
        """Return whether it reports on several meetings."""
        return len(self.numbers) > 1

    @cached_property
    def date(self) -> dt.date | None:
        """Return the date of the document: the plan's or the draft's, None where it isn't known."""
        if self.plan is not None and self.plan.facts.date:
            return self.plan.facts.date
        try:
            return dt.date.fromisoformat(self.draft.date) if self.draft.date and self.own else None
        except ValueError:
            return None


def _groups(text: str) -> list[str]:
    import re

    return re.findall(r"\bCWG-[A-Z][A-Za-z&]*[A-Z]\b", text)
