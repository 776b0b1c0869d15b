"""Events that a sentence names beside their days: which event, and what its name says of the year."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cwgdraft.checking.subject import Subject
from cwgdraft.checking.told_dates import Told, ToldDate, sentence_start, told_dates, told_without_year
from cwgdraft.language.mentions import DateMention

_NOUNS = (
    "annual", "session", "sessions", "meeting", "meetings", "forum", "conference", "event", "events", "summit",
    "review",
    "workshop",
    "consultation", "consultations", "side", "high-level", "regional", "inter-sessional", "intersessional",
    "week", "day", "dialogue", "assembly", "symposium", "preparatory",
)  # fmt: skip
_PIECE = (
    r"(?:[A-Z0-9][\w+&’'./-]*|[\"“][^\"”]{3,90}[\"”]|\([A-Z][\w-]+\)"
    rf"|(?:of|the|on|for|and|in|to|{'|'.join(sorted(_NOUNS, key=len, reverse=True))})(?!\w))"
)
_EVENT = re.compile(
    rf"(?<![\w(+&-])(?:[A-Z][\w+&’'./-]*|\d{{1,3}}(?:st|nd|rd|th)|annual|regional)(?!\w)(?: {_PIECE}){{0,14}}"
)
_TAIL = re.compile(
    r"(?:,? ?(?:which|that|it)\b|\([^)]*\)|,? in [A-Z]\w+(?:,? [A-Z]\w+)*"
    r"|,| (?:is|are|was|were|has been|have been|successfully|to be)\b|\s)*+"
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d|-?\d)|(?<=[A-Z])[-’' ]?(\d\d)\b(?![\d/])")
_WITH_YEAR = re.compile(
    r"(?<![\w(-])[A-Z][\w+&’'-]*(?: (?:[A-Z][\w+&’'-]*|of|the|on|for)){0,8}? (?:Event|Forum|Conference|Summit|Meeting"
    r"|Week|Session|Assembly|Symposium|Workshop|IGF|HLPF) 20\d\d\b"
)
_ANAPHORS = frozenset({"event", "forum", "conference", "summit", "workshop"})
_BACK = 2000
_NO_DAY = dt.date(1, 1, 1)
_STOP = frozenset({"the", "of", "on", "for", "and", "in", "to", "a", "its", "this", "annual"})
_HELD = re.compile(
    r"\b(?:held|take place|taking place|took place|takes place|organi[sz]ed|convened|hosted|celebrated"
    r"|scheduled|rescheduled"
    r"|postponed|planned|meet|conducted)"
)
_OFFSET = frozenset(
    {"WTSA-20", "WTDC-21", "WTSA 2020", "WTDC 2021", "Expo 2020", "EXPO 2020", "TOKYO 2020", "Tokyo 2020"}
)
_OTHER_HEADS = re.compile(
    r"\b(?:Resolutions?|Decisions?|Agenda|Reports?|Prizes?|Roadmaps?|Plan|Plans|Stocktaking|Documents?"
    r"|Chair|Vice-Chairs?"
    r"|Secretar\w+|Council|Group|CWG[\w&-]*|Working|Members?|Union|ITU|Call|Calls|Fund|Trust|Update"
    r"|Updates)(?: 20\d\d)?$"
)


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event with the days that a sentence gives it: its name as it stands, and the words that make it this event.

    `year` is the year in its name, 0 without one.
    """

    told: ToldDate
    name: str
    key: frozenset[str]
    year: int


def dated_events(subject: Subject) -> tuple[DatedEvent, ...]:
    """Return the events that are told with their days, in order."""
    return subject.once(_all)


def year_of(name: str) -> int:
    """Return the year that the name of an event says, 0 without one: `IGF 2024`, `WTSA-24`."""
    years = [int(found[1]) if found[1] else 2000 + int(found[2]) for found in _YEAR.finditer(name)]
    return years[-1] if years and 2000 < years[-1] < 2050 else 0


def _all(subject: Subject) -> tuple[DatedEvent, ...]:
    dated = [event for told in told_dates(subject) if (event := _event(told)) is not None]
    years: dict[frozenset[str], set[int]] = {}
    for one in dated:
        years.setdefault(one.key, set()).add(one.told.last.year)
    for passage, date, how, start, mark in told_without_year(subject):
        event = _event(ToldDate(passage, date, how, start, mark, _NO_DAY, _NO_DAY))
        known = {event.year} - {0} or years.get(event.key, set()) if event is not None else set()
        if event is not None and len(known) == 1:
            first, last = _in_year(date, next(iter(known)))
            if first is not None and last is not None:
                dated.append(replace(event, told=replace(event.told, first=first, last=last)))
    return tuple(sorted(dated, key=lambda one: (one.told.passage.number, one.told.date.start)))


def _event(told: ToldDate) -> DatedEvent | None:
    """Return the event of which a sentence tells that it is held then, None where it tells something else."""
    if told.told is Told.DUE or not _HELD.search(told.mark):
        return None
    text = told.passage.plain
    start = max(sentence_start(text, told.start), told.start - 200)
    found = [one[0] for one in _EVENT.finditer(text, start, told.start) if _TAIL.fullmatch(text, one.end(), told.start)]
    if not found:
        return None
    name = _name(found[-1])
    if name.lower() in _ANAPHORS:
        earlier = [one[0] for one in _WITH_YEAR.finditer(text, max(start - _BACK, 0), start)]
        name = _name(earlier[-1]) if earlier else name
    key = frozenset(word for word in _words(name) if word not in _STOP and not word.isdigit())
    if name in _OFFSET or _OTHER_HEADS.search(name) or not key:
        return None
    return DatedEvent(told, name, key, year_of(name))


def _in_year(date: DateMention, year: int) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of a date that says no year, in a year."""
    try:
        last = dt.date(year, date.month, date.days[1])
        first = dt.date(year, date.first_month or date.month, date.days[0])
    except ValueError:
        return None, None
    return (first, last) if first <= last else (None, None)


def _name(phrase: str) -> str:
    name = phrase.strip(" ,")
    return re.sub(r"^(?:The|In|At|On|An?|This|It|During|For|Its)\s+(?:the\s+)?(?=\S)", "", name)


def _words(name: str) -> Iterator[str]:
    for word in re.findall(r"[\w+&-]+", name.lower()):
        yield word.removesuffix("s") if len(word) > 4 else word
