"""What is checked: a document, with what the workspace knows of it where there is one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from cwgdraft.checking.passages import Passage, passages_of
from cwgdraft.draft import Draft, Kind
from cwgdraft.finding import Finding, Place, Severity
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

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fix:
    """Words to stand in the place of those that a hit means; `safe` when nobody has to look at it first."""

    new: str
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that a rule found: the signs from `start` to `end` of a passage's text, what is wrong, what to do.

    `severity` is that of its rule unless it says another. `fix` puts other words in their place. `place` is given where
    what is wrong stands in a record and in no passage.
    """

    passage: Passage
    start: int
    end: int
    message: str
    help: str
    fix: Fix | None = None
    severity: Severity | None = None
    place: Place | None = None

    @property
    def words(self) -> str:
        """Return the words that are meant."""
        return self.passage.text[self.start : self.end]


@dataclass
class Subject:
    """A document that is checked.

    `records`, `plan` and `meetings` are what the workspace knows: None and empty outside of one. `earlier` are reports
    of the workspace that were made before, the latest first. `own` says that the document was made from the records, so
    that what a computed sentence says is right. `today` is given where something depends on it. `agreed` returns what
    is wrong with the words that its meetings have agreed, None where nothing is known of them.
    """

    draft: Draft
    house: House
    records: Records | None = None
    plan: Plan | None = None
    meetings: tuple[int, ...] = ()
    earlier: tuple[Draft, ...] = ()
    own: bool = False
    agreed: Callable[[], Iterable[Finding]] | None = None
    passages: tuple[Passage, ...] = field(init=False)
    _made: dict[Any, Any] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.passages = passages_of(self.draft)

    def __iter__(self) -> Iterator[Passage]:
        return iter(self.passages)

    def once(self, make: Callable[[Subject], T]) -> T:
        """Return what a function makes of the document; it is made once, for all rules that ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

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

    @property
    def is_english(self) -> bool:
        """Return whether rules can read it: a report in another language is none of theirs. Of others none is known."""
        return not self.own or self.draft.language in ("", "en")

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
        if said := {number for one, found in self.meeting_mentions if _is_own(one, found) for number in found.numbers}:
            return tuple(sorted(said))
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
    return re.findall(r"\b(?:C?WG|EG)-[A-Z][A-Za-z]+(?:&[A-Z]{2,})?(?=\W|\d|_|$)", text)


_ABOUT = re.compile(
    r"\b(?:report|summar(?:y|i[sz]es?)|outcomes?|results?|covers?|update|work)\b[^.;]{0,60}$"
    r"|\b(?:held|convened) (?:its|the) $",
    re.I,
)
_OTHER = re.compile(r"\b(?:since|from|after|before|until|prior to|by) (?:the|its) $", re.I)
_DATED = re.compile(r":|,? \(|,? (?:was )?held\b")
_HEAD = 30
_BEFORE = 300


def _is_own(passage: Passage, mention: MeetingMention) -> bool:
    """Return whether a document says here, in its first part, which meetings it reports on."""
    if passage.number >= _HEAD:
        return False
    before = passage.plain[max(mention.start - _BEFORE, 0) : mention.start]
    if passage.kind is Kind.LIST_ITEM:
        return before in ("", "The ") and _DATED.match(passage.plain, mention.end) is not None
    head = passage.is_front or passage.section is None or (passage.is_heading and passage.level < 2)
    if not head and not passage.plain.startswith(("This report", "The present report", "The report", "This document")):
        return re.search(r"\b(?:[Gg]roup|CWG[\w&-]*|EG[\w-]*)\)?,? (?:has )?held its $", before) is not None
    return _ABOUT.search(before) is not None and _OTHER.search(before) is None
