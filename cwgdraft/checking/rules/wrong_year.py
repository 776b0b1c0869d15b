"""A date has another year than its event, its neighbours or its own sentence allow.

In January and February the old year slips in: "the meeting will be held on 11 February 2024", in a report on meetings
that began in October 2024. The rule finds a date that is told as still to come and lies before everything on which
the document reports, if the same day of the next year fits; a date whose event has another year in its name ("IGF
2024, held in December 2023"); and one item of a list of dates whose year differs from that of all the others, where
theirs puts the list in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.event_dates import year_slips
from cwgdraft.checking.listing import lists_of
from cwgdraft.checking.moment import own_dates
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.written_dates import in_year, with_year
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention

SEVERITY = Severity.ERROR
_SEVERAL = 3


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates whose year can't be right."""
    seen = {(one.passage.number, one.date.start) for one in own_dates(subject)}
    slips = (_hit(one.told.passage, one.told.date, one.why, one.year) for one in year_slips(subject))
    for hit in (*slips, *_odd_ones_out(subject)):
        if (hit.passage.number, hit.start) not in seen:
            seen.add((hit.passage.number, hit.start))
            yield hit


def _odd_ones_out(subject: Subject) -> Iterator[Hit]:
    for items in lists_of(subject):
        dated = [(item, date) for item in items if (date := _leading(subject, item)) is not None]
        if len(dated) < _SEVERAL:
            continue
        years = [date.year for _, date in dated]
        usual = max(set(years), key=years.count)
        odd = [pair for pair in dated if pair[1].year != usual]
        if len(odd) != 1 or usual is None:
            continue
        days = [in_year(date.first, usual) for _, date in dated if date.first is not None]
        if None not in days and days == sorted(day for day in days if day is not None):
            yield _hit(*odd[0], f"stands in a list of dates of {usual}", usual)


def _leading(subject: Subject, item: Passage) -> DateMention | None:
    """Return the date with which an item begins; one with a day and a year."""
    found = subject.once(_by_passage).get(item.number)
    return found if found is not None and not item.plain[: found.start].strip() else None


def _by_passage(subject: Subject) -> dict[int, DateMention]:
    found: dict[int, DateMention] = {}
    for passage, date in subject.dates:
        if date.first is not None and date.precision == "day":
            found.setdefault(passage.number, date)
    return found


def _hit(passage: Passage, date: DateMention, why: str, year: int) -> Hit:
    return Hit(
        passage,
        date.start,
        date.end,
        f"'{date.text}' {why}",
        f"check the year; {year} would fit",
        Fix(with_year(date, year), safe=False) if re.search(r"\d{4}", date.text) else None,
    )
