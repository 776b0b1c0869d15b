"""A meeting of the group has another date than its record.

The dates of meetings are copied from the report of the year before and stay there: a report on the 41st and 42nd
meetings that prints the days of the 39th and 40th has been published. Whoever looks for the documents of a meeting by
its date doesn't find them. The rule compares every date that stands beside the number of a meeting with the record of
that meeting; a single day of a meeting of several days, and the month alone, are right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cwgdraft.checking.meeting_dates import Stated, stated_dates
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity
from cwgdraft.language.words import Writing

SEVERITY = Severity.ERROR
NEEDS = "records"


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates of meetings that differ from the records."""
    if subject.records is None:
        return
    for one in stated_dates(subject):
        meeting = subject.records.meetings.get(one.number)
        if meeting is None or meeting.facts.dates is None or one.in_words or one.passage.computed:
            continue
        held = meeting.facts.dates
        if _agrees(one, held.first, held.last):
            continue
        days = written(held.first, held.last)
        yield Hit(
            one.passage,
            one.date.start,
            one.date.end,
            f"the {Writing().ordinal(one.number)} meeting is dated '{one.date.text}'; its record says {days}",
            f"write '{days}', or correct the dates in {meeting.place.path.name}",
            Fix(days) if not one.is_month and one.date.form == "usual" else None,
        )


def _agrees(one: Stated, first: dt.date, last: dt.date) -> bool:
    if one.is_month:
        return one.first <= last and first <= one.last
    return (one.first, one.last) == (first, last) or (one.first == one.last and first <= one.first <= last)
