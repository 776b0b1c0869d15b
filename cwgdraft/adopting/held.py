"""When, where, how and by how many meetings were held, as single sentences tell it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from cwgdraft.language.mentions import DateMention, dates_in, meetings_in

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIGURES = {word: number for number, word in enumerate(_WORDS, 1)}
_COUNT = rf"(\d[\d,]*|{'|'.join(_WORDS)})"
_ABOUT = r"(?:(more than|over|about|around|approximately|almost|nearly|some)\s+)?"
_ATTENDANCE = re.compile(rf"{_ABOUT}\b{_COUNT} (delegates|participants|attendees|representatives)\b", re.I)
_ATTENDED = re.compile(
    r"\battend|\bparticipat|\btook part\b|\bpresent\b|\bjoined\b|\bgathered\b|\b(?:held|took place)\b.*\bwith\b",
    re.I | re.S,
)
_SAID_OF_OTHERS = re.compile(
    r"\b(?:noted|informed|recalled|reported|highlighted|stated|said|mentioned)\b.*\bthat\b"
    r"|\b(?:forum|workshop|webinar|conference|event|consultations?|panel|session)\b(?!.*\bmeetings?\b)", re.I | re.S
)  # fmt: skip
_TOTALS = re.compile(
    rf"{_COUNT} (?:documents?|contributions?)(?: \([^)]*\))?,? and {_COUNT} information documents?", re.I
)
_CONSIDERED = re.compile(r"consider|receiv|submitted|discussed|examin", re.I)
_HERE = r"(?:physical(?:ly)?|in[ -]person)"
_AWAY = r"(?:virtual(?:ly)?|remote(?:ly)?|online)"
_HYBRID = re.compile(
    rf"\bhybrid\b|\b{_HERE}(?:,? and|,? or|/)+ ?(?:by )?{_AWAY}|\b{_AWAY}(?:,? and|,? or|/)+ ?{_HERE}", re.I
)
_VIRTUAL = re.compile(r"held (?:virtually|online|remotely)|(?<!non-)virtual meetings?\b|fully virtual", re.I)
_HELD = re.compile(r"\bheld\b|\btook place\b|\bmet\b|\bconvened\b")
_NOT_ITS_OWN = re.compile(
    r"[.;]|deadline|event|consultation|forum|conference|workshop|will be|to be held|scheduled|planned|postponed"
    r"|\b(?:that|not|not(?:ed|ing)|agree|request|invit|consider|discuss|recommend|approv|endors|inform)"
    r"|\b(?:by|before|until|since|after|next) *$"
)
_SMALL = frozenset(
    ("a", "also", "and", "as", "at", "for", "from", "group", "held", "in", "its", "meeting", "of", "on", "the", "was",
     "were", "which", "working")
)  # fmt: skip
_MORE = re.compile(r"(?:, |; | and |, and )(?:then |also )?(?:on |from )?")
_HELD_SO_MANY = re.compile(rf"\bheld {_COUNT} meetings\b[^.;]{{0,80}}?$", re.I)
_THE_MEETING = re.compile(r"\b(?:[Tt]he|[Tt]his) meeting\b(?=[^.;]*\b(?:held|took place)\b)")
_UPPER = r"[A-ZÀ-ÖØ-Þ][\w’'-]+"
_NO_PLACE = (
    r"(?!The\b|Date\b|ITU\b|Room\b|Council\b|Annex|Document|Doc|Member|Summar|Virtual|Online|Hybrid|Remote|Physical|Report"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|Session\b|See\b|Part\b|Plenary\b|Agenda\b|Resolution)"
)
_NAME = rf"({_NO_PLACE}{_UPPER}(?: (?!on\b){_UPPER})?)"
_BEHIND = re.compile(
    rf"(?:,? (?:in|at) (?:the )?(?:(?:ITU|its|the Union['’]s) [Hh]eadquarters,? (?:in )?)?| \((?:in )?){_NAME}"
    r"(?=,|\.|\)| \(|;|$| and| with| under| at)"
)
_BETWEEN = re.compile(rf"(?:\b(?:held|place|met|convened) (?:in|at) |[–—-] ?|, ?|^\(?){_NAME},? ?(?:on|from)? ?$")
_PLACE_LINE = re.compile(rf"{_NAME}(?:, {_UPPER})?(?:,| \(|:| –| -) ?")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Mod|Docs?|No|Nos|St|Amb|Eng|Add|Corr)|\b[A-Z])\.$")
_NEAR = 120
_FAR = 400


@dataclass(frozen=True, slots=True)
class Days:
    """When a meeting was held, and where, empty where nothing says so."""

    meeting: int
    first: dt.date
    last: dt.date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many attended: the count, the word that weakens it, and who they are."""

    count: int
    about: str
    who: str


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph, in order."""
    start = 0
    for found in re.finditer(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ“\"(])", text):
        if not _ABBREVIATED.search(text, max(start, found.start() - 12), found.start()):
            yield text[start : found.start()]
            start = found.end()
    if start < len(text):
        yield text[start:]


def whole_dates(text: str) -> list[DateMention]:
    """Return the dates of a text; "19 September and 20 September 2017" is one, as "19-20 September 2017" is."""
    found: list[DateMention] = []
    for one in dates_in(text):
        before = found[-1] if found else None
        if before is not None and (joined := _joined(text, before, one)):
            found[-1] = joined
        else:
            found.append(one)
    return found


def _joined(text: str, before: DateMention, one: DateMention) -> DateMention | None:
    """Return two days that follow each other as one range, None where they are two dates."""
    if text[before.end : one.start] not in (" and ", " and on ") or one.first is None or one.precision != "day":
        return None
    first = before.first
    if before.year is None and before.precision == "day" and before.first_month == one.month:
        first = one.first.replace(day=before.days[0]) if before.days[1] < one.days[0] else None
    if first is None or (one.first - first).days != 1:
        return None
    return replace(one, start=before.start, text=text[before.start : one.end], first=first)


# --- days ------------------------------------------------------------------------------------------


def days_told(text: str, reported: Sequence[int]) -> Iterator[Days]:
    """Yield when and where the reported meetings were held, as far as a sentence says so.

    Several meetings named together have the days that follow, one after the other, where they are as many; so have all
    that are reported behind "held three meetings: on …, … and …".
    """
    for meetings, dates, between in _told(text, reported, low=True):
        yield from _days(text, meetings, dates, between)


def dates_of_meetings(text: str, reported: Collection[int]) -> Iterator[tuple[int, DateMention]]:
    """Yield the dates in a text that are said to be the days of a meeting, each with the meeting's number."""
    for meetings, dates, _ in _told(text, reported, low=False):
        yield from zip(meetings, dates, strict=False)


def _told(
    text: str, reported: Collection[int], *, low: bool
) -> Iterator[tuple[Sequence[int], Sequence[DateMention], str]]:
    """Yield meetings with the dates that are theirs, and what stands between where there is one."""
    dates = [one for one in whole_dates(text) if one.first and one.precision == "day"]
    if not dates:
        return
    starts = [one.start for one in dates]
    mentions = [one for one in meetings_in(text, low=low) if set(one.numbers) & set(reported)]
    for place, one in enumerate(mentions):
        until = mentions[place + 1].start if place + 1 < len(mentions) else len(text)
        behind = dates[bisect_left(starts, one.end) : bisect_left(starts, until)]
        if behind and _tells_when(between := text[one.end : behind[0].start]):
            chain = _chain(text, behind)
            if len(one.numbers) == 1:
                yield one.numbers, behind[:1], between
            elif len(chain) == len(one.numbers):
                yield one.numbers, chain, ""
    if mentions:
        return
    before = text[: dates[0].start]
    its_own = _THE_MEETING.search(before) if len(reported) == 1 else None
    if its_own and _tells_when(between := before[its_own.end() :]):
        yield tuple(reported), dates[:1], between
    elif found := _HELD_SO_MANY.search(before):
        chain = _chain(text, dates)
        if len(chain) == len(reported) == number_of(found[1]):
            yield sorted(reported), chain, ""


def _chain(text: str, dates: Sequence[DateMention]) -> list[DateMention]:
    """Return the dates that stand in one list with the first: nothing but commas and "and" between them."""
    found = list(dates[:1])
    for one in dates[1:]:
        if not _MORE.fullmatch(text[found[-1].end : one.start]):
            break
        found.append(one)
    return found


def _days(text: str, meetings: Sequence[int], dates: Sequence[DateMention], between: str = "") -> Iterator[Days]:
    behind = _BEHIND.match(text, dates[-1].end)
    found = _BETWEEN.search(between)
    place = behind[1] if behind else found[1] if found else ""
    for number, date in zip(meetings, dates, strict=False):
        if date.first and date.last:
            yield Days(number, date.first, date.last, place)


def _tells_when(between: str) -> bool:
    """Return whether days are those of the meeting before them: it says "held", or no other verb, between them."""
    if len(between) > _NEAR or _NOT_ITS_OWN.search(between.casefold()):
        return False
    words = re.findall(r"\w[\w&’'-]*", between)
    return bool(_HELD.search(between)) or all(one in _SMALL or one[0].isupper() for one in words)


def days_of_line(text: str) -> tuple[str, dt.date, dt.date] | None:
    """Return place and days of a line that has nothing else, as it stands above a report; None for any other."""
    for date in whole_dates(text):
        found = _PLACE_LINE.fullmatch(text, 0, date.start)
        if found and date.first and date.last and date.precision == "day" and not text[date.end :].strip(" )."):
            return found[1], date.first, date.last
    return None


def days_in_row(cells: Sequence[str], reported: Sequence[int]) -> Days | None:
    """Return when and where a meeting was held that a row of a table names beside its days."""
    named = [number for cell in cells for one in meetings_in(cell, low=True) for number in one.numbers]
    dates = [one for cell in cells for one in whole_dates(cell) if one.first and one.precision == "day"]
    if len(named) != 1 or named[0] not in reported or len(dates) != 1:
        return None
    first, last = dates[0].first, dates[0].last
    place = next((cell for cell in cells if re.fullmatch(_NAME, cell)), "")
    return Days(named[0], first, last, place) if first and last else None


# --- how -------------------------------------------------------------------------------------------


def attendances(sentence: str) -> list[Attendance]:
    """Return how many attended, as a sentence on a meeting says it; what attended a forum isn't meant."""
    if not _ATTENDED.search(sentence):
        return []
    return [
        Attendance(number_of(found[2]), (found[1] or "").lower(), found[3].lower())
        for found in _ATTENDANCE.finditer(sentence)
        if not _SAID_OF_OTHERS.search(sentence[max(found.start() - _FAR, 0) : found.start()])
    ]


def totals(sentence: str) -> tuple[int, int] | None:
    """Return the numbers of contributions and of information documents that a sentence says were considered."""
    found = _TOTALS.search(sentence)
    return (number_of(found[1]), number_of(found[2])) if found and _CONSIDERED.search(sentence) else None


def form_of(sentence: str) -> str:
    """Return how a meeting was held that a sentence speaks of: `hybrid`, `virtual`, empty where it doesn't say."""
    if _VIRTUAL.search(sentence):
        return "virtual"
    return "hybrid" if _HYBRID.search(sentence) and re.search(r"attend|participa|took part|held", sentence) else ""


def number_of(text: str) -> int:
    """Return a number in figures or, up to twelve, in words."""
    plain = text.replace(",", "").casefold()
    return int(plain) if plain.isdecimal() else _FIGURES[plain]
