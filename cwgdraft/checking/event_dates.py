"""Events whose days are at odds: with another place of the document, their own names, the time of the report."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.events import DatedEvent, dated_events
from cwgdraft.checking.meeting_dates import stated_dates
from cwgdraft.checking.moment import moment_of
from cwgdraft.checking.subject import Subject
from cwgdraft.checking.told_dates import Told, ToldDate, told_dates
from cwgdraft.checking.written_dates import in_year

_MOVED = re.compile(r"\b(?:rescheduled|postponed|moved|brought forward|deferred)\b", re.I)
_SOON = 550
"""How many days after its first meeting a report still announces events, at most."""
_VAGUE = frozenset({"event", "meeting", "forum", "session", "conference", "workshop", "headquarter", "pari", "geneva"})
_ALIKE = frozenset({"consultation", "regional", "preparatory", "side", "inter-sessional", "intersessional"})


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An event that is dated twice; `moved` says that the later passage tells of a new date."""

    earlier: DatedEvent
    later: DatedEvent

    @property
    def moved(self) -> bool:
        """Return whether the later passage says that the event was put on another date."""
        return _MOVED.search(self.later.told.mark) is not None


def contradictions(subject: Subject) -> tuple[Contradiction, ...]:
    """Return the events that have different days in two places, in order of the earlier ones."""
    return subject.once(_all)


def _all(subject: Subject) -> tuple[Contradiction, ...]:
    return tuple(sorted(_found(subject), key=lambda one: one.earlier.told.passage.number))


def _found(subject: Subject) -> Iterator[Contradiction]:
    own = {(one.passage.number, one.date.start) for one in stated_dates(subject)}
    by_event: dict[tuple[frozenset[str], int], list[DatedEvent]] = {}
    for one in dated_events(subject):
        told = one.told
        if (told.passage.number, told.date.start) not in own and _is_one(one):
            by_event.setdefault((one.key, one.year), []).append(one)
    for events in by_event.values():
        for earlier, later in itertools.pairwise(events):
            if _differ(earlier, later):
                yield Contradiction(earlier, later)


def _is_one(event: DatedEvent) -> bool:
    """Return whether a name means one event: not one of a series such as regional consultations."""
    if not event.key - _VAGUE:
        return False
    counted = any(word[0].isdigit() for word in event.key)
    return bool(event.year) or counted or (len(event.key) > 1 and not event.key & _ALIKE)


def _differ(earlier: DatedEvent, later: DatedEvent) -> bool:
    one, two = earlier.told, later.told
    if one.first <= two.last and two.first <= one.last:
        both_days = "day" == one.date.precision == two.date.precision
        return (
            both_days
            and one.first != one.last
            and two.first != two.last
            and (one.first, one.last) != (two.first, two.last)
        )
    same_name = bool(earlier.year) or any(word[0].isdigit() for word in earlier.key)
    if earlier.year and (one.first.month, one.first.day) == (two.first.month, two.first.day):
        return False  # the year is the slip: wrong-year
    return one.first.year == two.first.year or (same_name and abs(one.first.year - two.first.year) <= 1)


@dataclass(frozen=True, slots=True)
class YearSlip:
    """A date of an event whose year can't be right: `why` says how one knows, `year` is the one that would fit."""

    told: ToldDate
    why: str
    year: int


def year_slips(subject: Subject) -> tuple[YearSlip, ...]:
    """Return the dates of events whose year can't be right, in order."""
    return subject.once(_all_slips)


def _all_slips(subject: Subject) -> tuple[YearSlip, ...]:
    named = {(one.told.passage.number, one.told.date.start): one for one in dated_events(subject) if one.year}
    found = []
    for place, one in named.items():
        told = one.told
        if not told.first.year <= one.year <= told.last.year and abs(one.year - told.last.year) <= 3:
            found.append((place, YearSlip(told, f"is told of '{one.name}'", one.year)))
    first = moment_of(subject).first
    for told in told_dates(subject) if first is not None else ():
        place = told.passage.number, told.date.start
        later = in_year(told.first, told.first.year + 1)
        if first is None or told.told is not Told.COMING or told.last >= first or later is None or place in named:
            continue
        if told.passage.is_heading or not 0 <= (later - first).days <= _SOON:
            continue
        why = f"is told as still to come ('{told.mark}'), but lies before all that the document reports on"
        found.append((place, YearSlip(told, why, later.year)))
    return tuple(slip for _, slip in sorted(found, key=lambda one: one[0]))
