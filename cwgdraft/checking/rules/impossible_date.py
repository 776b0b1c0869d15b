"""A date doesn't exist, or a range of days ends before it begins.

There is no 31 June, no 29 February 2025, and no meeting from 28 to 24 February. Such a date is a slip of one figure;
which one, only somebody who knows the event can say.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention
from cwgdraft.language.mentions.dates import MONTHS

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates that can't be."""
    for passage, date in subject.dates:
        if date.precision == "day" and (why := _why(date)):
            yield Hit(passage, date.start, date.end, f"'{date.text}' {why}", "correct the date")


def _why(date: DateMention) -> str:
    if not date.month:
        return "" if date.first is not None else "isn't a date: there is no such day"
    for day, month in zip(date.days, (date.first_month or date.month, date.month), strict=True):
        if day > _longest(month, date.year):
            year = f" {date.year}" if month == 2 and day == 29 and date.year else ""
            return f"isn't a date: {MONTHS[month - 1]}{year} has {_longest(month, date.year)} days"
    if date.first is not None and date.last is not None:
        return "ends before it begins" if date.last < date.first else ""
    backwards = date.first_month == date.month and date.days[1] < date.days[0]
    return "ends before it begins" if backwards else ""


def _longest(month: int, year: int | None) -> int:
    return calendar.monthrange(year or 2024, month)[1]
