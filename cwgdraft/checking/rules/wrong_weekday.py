"""A date has the wrong day of the week.

"Monday, 10 June 2025" was a Tuesday: either the weekday or the date is wrong, and somebody will come on the wrong
day. The rule computes the weekday of every date that has one and a year; for a range of days it knows to which of
them a weekday belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention
from cwgdraft.language.mentions.dates import WEEKDAYS

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the weekdays that aren't those of their dates."""
    for passage, date in subject.dates:
        if date.precision == "day":
            if date.weekday and date.first is not None:
                yield from _wrong(passage, date, date.weekday, date.first)
            if date.last_weekday and date.last is not None:
                yield from _wrong(passage, date, date.last_weekday, date.last)


def _wrong(passage: Passage, date: DateMention, weekday: str, day: dt.date) -> Iterator[Hit]:
    right = WEEKDAYS[day.weekday()]
    if weekday == right:
        return
    start = passage.plain.find(weekday, date.start, date.end + len(weekday) + 3)
    if start < 0:
        return
    yield Hit(
        passage,
        start,
        start + len(weekday),
        f"{written(day)} is a {right}, not a '{weekday}'",
        f"write '{right}', or correct the date",
        Fix(right, safe=False),
    )
