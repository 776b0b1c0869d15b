"""The dates of meetings contradict each other: one meeting has two, or a later one comes before an earlier one.

The dates of a meeting stand in the box, in the introduction and in the list of meetings, and are copied there one by
one. The rule compares every date that stands beside the number of a meeting with every other of that number, and the
meetings with each other in the order of their numbers. A single day of a meeting of several days contradicts nothing,
nor does the month alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cwgdraft.checking.meeting_dates import Stated, is_recorded, stated_dates
from cwgdraft.checking.moment import Moment, moment_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.words import Writing

SEVERITY = Severity.ERROR
_KINDS = 100
"""How many different dates of a meeting are weighed, the most frequent first."""


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates of meetings that contradict earlier ones."""
    by_number: dict[tuple[int, bool], list[Stated]] = {}
    moment = moment_of(subject)
    for one in stated_dates(subject):
        if one.number and not one.in_words and not is_recorded(subject, one) and not _is_out(moment, one):
            by_number.setdefault((one.number, one.in_words), []).append(one)
    for (number, _), dates in by_number.items():
        yield from _twice(number, dates)
    firsts = [(number, _trusted(dates)) for (number, _), dates in sorted(by_number.items())]
    for (earlier, one), (later, two) in itertools.pairwise(firsts):
        if two.last < one.first and not two.is_month:
            yield Hit(
                two.passage,
                two.date.start,
                two.date.end,
                f"the {_nth(later)} meeting is dated '{two.date.text}', before the {_nth(earlier)}, '{one.date.text}'",
                "look up the dates of both meetings, and correct the wrong one",
            )


def _is_out(moment: Moment, one: Stated) -> bool:
    """Return whether a date lies outside the time of the report, which meeting-date-out-of-range says."""
    return moment.since is not None and one.last < moment.since.first


def _twice(number: int, dates: list[Stated]) -> Iterator[Hit]:
    """Yield the dates of a meeting that differ from the one that is most often given, or that fits the report."""
    right = _trusted(dates)
    told: set[tuple[object, ...]] = set()
    for one in dates:
        if _agree(right, one) or (one.first, one.last, one.passage.number) in told:
            continue
        told.add((one.first, one.last, one.passage.number))
        yield Hit(
            one.passage,
            one.date.start,
            one.date.end,
            f"the {_nth(number)} meeting is dated '{one.date.text}' here, and '{right.date.text}' in {_place(right)}",
            "look up the dates of the meeting, and write them alike",
        )


def _trusted(dates: list[Stated]) -> Stated:
    """Return the date with which most of the others agree; of equals one that says the days."""
    kinds: dict[tuple[object, ...], list[Stated]] = {}
    for one in dates:
        kinds.setdefault((one.first, one.last, one.is_month), []).append(one)
    most = sorted(kinds.values(), key=len, reverse=True)[:_KINDS]

    def weight(kind: list[Stated]) -> tuple[int, bool, int]:
        agreeing = sum(len(other) for other in most if _agree(kind[0], other[0]))
        return agreeing, not kind[0].is_month, -kind[0].passage.number

    return max(most, key=weight)[0]


def _agree(one: Stated, two: Stated) -> bool:
    if one.is_month or two.is_month:
        return one.first <= two.last and two.first <= one.last
    if one.first == one.last or two.first == two.last:
        return (one.first <= two.first and two.last <= one.last) or (two.first <= one.first and one.last <= two.last)
    return (one.first, one.last) == (two.first, two.last)


def _nth(number: int) -> str:
    return Writing().ordinal(number)


def _place(one: Stated) -> str:
    passage = one.passage
    if passage.is_front:
        return "the box on the first page"
    if passage.numbers:
        return passage.label.rstrip(".")
    section = passage.section
    if section is not None and section.numbers:
        return f"section {section.label.rstrip('.')}"
    return "another place"
