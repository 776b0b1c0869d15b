"""Dates as the house writes them in English: `9-10 September 2025`, `28 February-1 March 2025`."""

from __future__ import annotations

import datetime as dt

from cwgdraft.language.mentions import DateMention
from cwgdraft.language.mentions.dates import MONTHS


def written(first: dt.date, last: dt.date | None = None) -> str:
    """Return a day or a range of days; signs that hold words together are left to the house style."""
    last = last or first
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    start = f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start}-{end}" if first.year == last.year else f"{start} {first.year}-{end}"


def in_year(day: dt.date, year: int) -> dt.date | None:
    """Return the same day of another year, None for a 29 February that it doesn't have."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def with_year(date: DateMention, year: int) -> str:
    """Return the words of a date with another year in the place of its last one."""
    old = str(date.year)
    head, found, tail = date.text.rpartition(old)
    return f"{head}{year}{tail}" if found else date.text
