"""One event has two dates: a later passage replaces what an earlier one says, which stands uncorrected.

When paragraphs of several meetings are put under one topic, the first still says that a forum "is scheduled for 12-13
February" and the second that it "has been rescheduled to 4-5 June". A reader who finds only the first comes on the
wrong day. The rule compares the days of events by their names: same words, same number or year. The days of a meeting
of the group are left to meetings-contradict.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.event_dates import contradictions
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates of events that another passage contradicts."""
    for one in contradictions(subject):
        told, later = one.earlier.told, one.later.told
        if one.moved:
            help_ = f"say that the date was changed, or leave out '{told.date.text}'"
        else:
            help_ = "find out which is right, and correct the other"
        yield Hit(
            told.passage,
            told.date.start,
            told.date.end,
            f"'{one.earlier.name}' is on '{told.date.text}' here, and on '{later.date.text}' in"
            f" {_place(later.passage)}",
            help_,
        )


def _place(passage: Passage) -> str:
    if passage.numbers:
        return passage.label.rstrip(".")
    section = passage.section
    return f"section {section.label.rstrip('.')}" if section is not None and section.numbers else "a later passage"
