"""A deadline lies before the meeting at which it was set, or before the step that comes first.

Nobody can send comments by a day that was over when they were asked for: the year, the month or the order of two
dates is a slip. The rule compares a deadline with the first day of the meeting that its paragraph names, else with
the first meeting on which the document reports. In a timetable, a list whose items begin with dates, every step comes
after the one before; and comments are due after what they are about was published.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from cwgdraft.checking.listing import lists_of
from cwgdraft.checking.moment import moment_of, own_dates
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import Told, sentence_start, told_dates
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention

SEVERITY = Severity.ERROR
_ASKS = re.compile(
    r"\b(?:request|invit|encourag|ask(?:s|ed)?\b|urg(?:e|ing)|agreed|propos|will|shall|is to|are to"
    r"|deadline|should|to (?:submit|provide"
    r"|send|publish|finali[sz]e|prepare|post|upload|comment))"
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|uploaded|made available|circulated|issued|shared)\b(?: \w+){0,6} (?:on|by) $"
)
_COMMENTS = re.compile(r"\b(?:comments?|inputs?|feedback|contributions)\b(?: \w+){0,4} (?:until|by|before) $")
_HALF_A_YEAR = 183


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the deadlines that come too early."""
    first = moment_of(subject).first
    held = {one.number: one.first for one in own_dates(subject) if one.number and not one.is_month and not one.in_words}
    if first is not None:
        for one in told_dates(subject):
            if one.told is not Told.DUE or one.passage.computed or one.passage.is_front:
                continue
            start = sentence_start(one.passage.plain, one.start)
            number = _meeting(subject, one.passage)
            asked = held.get(number, first) if number else first
            sentence = one.passage.plain[start : one.date.end + 80]
            if one.last < asked and (one.last - asked).days > -1200 and _ASKS.search(sentence):
                meeting = (
                    "the meeting at which it was set" if asked in held.values() else "all that the document reports on"
                )
                yield Hit(
                    one.passage,
                    one.date.start,
                    one.date.end,
                    f"the deadline '{one.date.text}' lies before {meeting} ({written(asked)})",
                    "check the day and the year of the deadline",
                )
    yield from _timetables(subject)
    yield from _comments(subject)


def _meeting(subject: Subject, passage: Passage) -> int:
    """Return the meeting to which a paragraph belongs by the documents that it cites, 0 when it doesn't say."""
    cited = subject.once(_cited).get(passage.number, set())
    return next(iter(cited)) if len(cited) == 1 else 0


def _cited(subject: Subject) -> dict[int, set[int]]:
    """Return by the number of a passage of which meetings of the group it cites documents."""
    found: dict[int, set[int]] = {}
    for passage, symbol in subject.symbols:
        if symbol.series == "group":
            found.setdefault(passage.number, set()).add(symbol.meeting)
    return found


def _timetables(subject: Subject) -> Iterator[Hit]:
    dates = {}
    for passage, date in subject.dates:
        if date.days[1] and passage.number not in dates and not passage.plain[: date.start].strip():
            dates[passage.number] = date
    for items in lists_of(subject):
        steps = [(item, dates[item.number]) for item in items if item.number in dates]
        if len(steps) < 2 or len(steps) < len(items):
            continue
        for (_, before), (item, date) in itertools.pairwise(steps):
            if _is_before(date, before):
                yield Hit(
                    item,
                    date.start,
                    date.end,
                    f"the step of '{date.text}' stands behind that of '{before.text}'",
                    "check the dates of both steps, and put them in order",
                )


def _is_before(date: DateMention, before: DateMention) -> bool:
    if date.first is not None and before.last is not None:
        return date.first < before.first if before.first is not None else False
    one, two = _in_any_year(date), _in_any_year(before)
    return one is not None and two is not None and one < two and (two - one).days < _HALF_A_YEAR


def _in_any_year(date: DateMention) -> dt.date | None:
    try:
        return dt.date(2024, date.month, date.days[1])
    except ValueError:
        return None


def _comments(subject: Subject) -> Iterator[Hit]:
    last: tuple[Passage, DateMention] | None = None
    for passage, date in subject.dates:
        before = passage.plain[max(date.start - 90, 0) : date.start]
        if last is not None and last[0] is passage and _COMMENTS.search(before):
            start = sentence_start(passage.plain, date.start)
            if last[1].start >= start and _is_before(date, last[1]):
                yield Hit(
                    passage,
                    date.start,
                    date.end,
                    f"comments are due '{date.text}', before the publication of '{last[1].text}'",
                    "check both dates",
                )
        last = (passage, date) if _PUBLISHED.search(before) else last if last and last[0] is passage else None
