"""An event is told as still to come though it is over, or as past though it is still to come.

What the minutes of a meeting say of the future is past when the report of the year is written: "the Forum will be
held from 15 to 19 December 2024" in a report of March 2025. Its readers wonder whether it was. The rule compares the
days of an event with the date of the document, or else with its last meeting and with the latest event that it tells
as past; in a report on several meetings it finds also what "will be presented at" a meeting on which it reports.
Where the paragraph names the earlier meeting at which it was said, it is right as told, and only advice is given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from cwgdraft.checking.event_dates import contradictions, year_slips
from cwgdraft.checking.moment import moment_of, own_dates
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import Told, ToldDate, sentence_start, told_dates
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_WRITTEN_LATER = dt.timedelta(days=150)
_WILL = re.compile(
    r"\b(?:will|is to|are to)(?: also| then)? be (?:\w+ly )?(?:presented|discussed|considered|submitted"
    r"|reported|provided"
    r"|made available|published|organi[sz]ed|held|reviewed|shared|introduced|tabled)\b(?P<between>[^.;]{0,110})$"
)
_TO_MEETING = re.compile(r"\b(?:at|to|during|for|(?P<before>prior to|before|ahead of))(?: the)? (?:upcoming |next )?$")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the events that are told in the wrong time."""
    found = list(_told(subject))
    yield from found
    yield from _at_own_meetings(subject, {(one.passage.number, one.start) for one in found})


def _told(subject: Subject) -> Iterator[Hit]:
    moment = moment_of(subject)
    if moment.now is None:
        return
    limit = moment.now if moment.exact else moment.now + _WRITTEN_LATER
    known = {(one.passage.number, one.date.start) for one in own_dates(subject)}
    known |= {(one.earlier.told.passage.number, one.earlier.told.date.start) for one in contradictions(subject)}
    known |= {(one.told.passage.number, one.told.date.start) for one in year_slips(subject)}
    for one in told_dates(subject):
        if one.passage.computed or one.passage.is_heading or (one.passage.number, one.date.start) in known:
            continue
        if one.told is Told.COMING and one.last < moment.now:
            said_then = _names_an_earlier_meeting(subject, one)
            yield Hit(
                one.passage,
                one.start,
                one.date.end,
                f"'{one.date.text}' is told as still to come ('{one.mark}'), but was over on {written(moment.now)}, "
                f"{'the date of the document' if moment.exact else 'of which the document tells'}",
                "tell it as past, or leave it out",
                severity=Severity.ADVICE if said_then else None,
            )
        elif one.told is Told.PAST and one.first > limit:
            yield Hit(
                one.passage,
                one.start,
                one.date.end,
                f"'{one.date.text}' is told as past ('{one.mark}'), but lies after the document",
                "tell it as still to come, or correct the date",
            )


def _at_own_meetings(subject: Subject, known: set[tuple[int, int]]) -> Iterator[Hit]:
    """Yield what a report on several meetings announces for one of them."""
    if not subject.combined:
        return
    for passage, mention in subject.meeting_mentions:
        if len(mention.numbers) != 1 or mention.numbers[0] not in subject.numbers or passage.computed:
            continue
        text = passage.plain
        start = max(sentence_start(text, mention.start), mention.start - 200)
        will = _WILL.search(text[start : mention.start])
        to_meeting = _TO_MEETING.search(will["between"]) if will is not None else None
        if will is None or to_meeting is None or (passage.number, start + will.start()) in known:
            continue
        yield Hit(
            passage,
            start + will.start(),
            mention.end,
            f"'{text[start + will.start() : mention.end]}' announces what a meeting on which the document reports did",
            "tell it as past: was presented, was to be submitted",
            severity=Severity.ADVICE if to_meeting["before"] else None,
        )


def _names_an_earlier_meeting(subject: Subject, one: ToldDate) -> bool:
    """Return whether a sentence says at which meeting, before the event, the event was spoken of."""
    before = {number: day.first for day in own_dates(subject) if (number := day.number)}
    for passage, mention in subject.meeting_mentions:
        if passage is one.passage and mention.end <= one.start and len(mention.numbers) == 1:
            day = before.get(mention.numbers[0])
            if day is not None and day <= one.last:
                return True
    return False
