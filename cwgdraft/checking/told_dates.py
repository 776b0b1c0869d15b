"""How a sentence tells of a date: as something to come, as something past, or as the day by which something is due."""

from __future__ import annotations

import datetime as dt
import enum
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.language.mentions import DateMention


class Told(enum.Enum):
    """How a date is told."""

    COMING = enum.auto()
    PAST = enum.auto()
    DUE = enum.auto()


_BETWEEN = (
    r"(?P<between>(?:(?!\b(?:was|were|has|had|have|which|who|that|since|after|following|before|prior|until|ahead"
    r"|[Dd]ocuments?|Docs?|meeting of)\b)[^.;]){0,110}?)"
)
_INTO = (
    r"[\s,(]*(?:on|from|in|during|for|between|at|to|of)?[\s(]*(?:the )?(?:week of )?(?:the )?"
    r"(?:afternoon of |morning of )?$"
)
_HAPPEN = (
    r"(?:held|take place|taking place|organi[sz]ed?|convened?|hosted?|launched|start|begin|open|celebrated|conducted"
    r"|meet|run|made available|(?<=be )\w+ed)\b"
)
_COMING = re.compile(
    rf"\b(?P<mark>(?:will|shall|is to|are to|(?:is|are) (?:scheduled|planned|expected|due|set) to|scheduled to"
    rf"|planned to|to be|to take)\b(?: also| now| be| \w+ly){{0,3}} ?{_HAPPEN}"
    rf"|(?:scheduled|rescheduled|postponed|planned) (?:for|to|on)"
    rf"|(?:[Uu]p|[Ff]orth)coming\b|to (?:be held|take place)){_BETWEEN}{_INTO}"
)
_PAST = re.compile(
    r"(?P<mark>\b(?:(?:was|were|has been|have been|had been) (?:also |\w+ly )?"
    r"(?:held|organi[sz]ed|convened|hosted|celebrated|launched|published|opened|closed)"
    rf"|took place|(?<!be )(?<!will )held)\b){_BETWEEN}{_INTO}"
)
_DUE = re.compile(
    r"\b(?P<mark>(?:by|until|no later than|not later than|before|prior to)"
    r"|deadlines?(?: for [^.;,]{0,60}?)?(?: of| is| was|:)?)"
    r"(?: the| an)?(?: \w+)?(?: deadline)?(?: of)?(?: end of)?\s$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?:(?<!Mr)(?<!Ms)(?<!No)(?<!Doc)(?<!Docs)(?<!Rev)(?<!Prof)[.;](?=\s)|[!?](?= ))")
_LEADING = re.compile(r"\s*(?:[-–—:]|,)?\s*(?:deadline|final|posting|submission|publication|transmi)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date with the way in which it is told; `mark` are the words that say so, `start` is where they begin.

    `first` and `last` are its days.
    """

    passage: Passage
    date: DateMention
    told: Told
    start: int
    mark: str
    first: dt.date
    last: dt.date


def told_dates(subject: Subject) -> tuple[ToldDate, ...]:
    """Return the dates with a year that are told as coming, past or due, in order."""
    return subject.once(_all)


def sentence_start(text: str, position: int) -> int:
    """Return where the sentence begins in which a place of a text lies."""
    stops = _stops(text)
    number = bisect_left(stops, position)
    return stops[number - 1] if number else 0


@lru_cache(maxsize=8)  # a paragraph is asked for each of its dates
def _stops(text: str) -> list[int]:
    return [match.end() for match in _STOP.finditer(text)]


def _all(subject: Subject) -> tuple[ToldDate, ...]:
    return tuple(_told(subject))


def told_without_year(subject: Subject) -> Iterator[tuple[Passage, DateMention, Told, int, str]]:
    """Yield the days whose year isn't said: how they are told, where the words that say so begin, the words."""
    for passage, date in subject.dates:
        if date.year is None and date.days[1] and date.is_possible and (found := _found(passage, date)):
            yield passage, date, *found


def _told(subject: Subject) -> Iterator[ToldDate]:
    for passage, date in subject.dates:
        if date.first is None or date.last is None:
            continue
        found = _found(passage, date)
        if found is not None:
            told, at, mark = found
            yield ToldDate(passage, date, told, at, mark, date.first, date.last)


def _found(passage: Passage, date: DateMention) -> tuple[Told, int, str] | None:
    """Return how the words before a date tell it, None where they don't."""
    text = passage.plain
    start = max(sentence_start(text, date.start), date.start - 220)
    before = text[start : date.start]
    found = _telling(before)
    if found is None:
        leads = not before.strip() and passage.label and _LEADING.match(text, date.end)
        return (Told.DUE, start, "") if leads else None
    told, at, mark = found
    return told, start + at, mark


def _telling(before: str) -> tuple[Told, int, str] | None:
    """Return how the words before a date tell it: what stands nearest to it counts."""
    due = _DUE.search(before)
    if due:
        return Told.DUE, due.start("mark"), due["mark"]
    coming, past = _last(_COMING, before), _last(_PAST, before)
    if coming is not None and (past is None or past.start("mark") <= coming.end("mark")):
        return Told.COMING, coming.start("mark"), coming["mark"]
    if past is not None:
        return Told.PAST, past.start("mark"), past["mark"]
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the match that begins last; every one reaches to the end of the text."""
    found, position = None, 0
    while match := pattern.search(text, position):
        if found is None or match.start("mark") >= found.end("mark"):
            found = match
        position = match.start() + 1
    return found
