"""The Vice-Chairs who were present and those who are thanked aren't the same.

The introduction says which Vice-Chairs were present, the closing words thank them. Where one list was brought up to
date and the other wasn't, somebody who took part isn't thanked, or somebody is thanked who isn't named among those
present. The rule compares the two lists where both give names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.people import Named, people_in
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import sentence_start
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_OFFICE = re.compile(
    r"\bVice[- ]?[Cc]hair(?:s|men|man|persons?)?\b(?:,| of the [Gg]roup,?| of CWG[\w&-]*,?)?(?: namely:?"
    r"|:)? ?(?:the )?$"
)
_BETWEEN = re.compile(r"\s*(?:,? and |, |; (?:and )?|,? as well as )\s*")
_PRESENT = re.compile(r"\b(?:present|attended|participated|took part|in attendance)\b")
_THANKED = re.compile(r"\b(?:thank(?:s|ed|ing)?|gratitude|appreciation)\b", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the lists that differ: the names that one of them lacks."""
    present, thanked = _lists(subject)
    if not present or not thanked or all(one.passage.computed for one in (*present, *thanked)):
        return
    missing = _without(present, thanked)
    if missing:
        yield _hit(
            thanked,
            f"{_named(missing)} present, and {_is(missing)} not thanked",
            "thank every Vice-Chair who was present",
        )
    unknown = _without(thanked, present)
    if unknown:
        message = (
            f"{_named(unknown, thanked=True)} thanked, and {_is(unknown)} not among the Vice-Chairs who were present"
        )
        yield _hit(present, message, "complete the list of those who were present, or that of the thanks")


def _lists(subject: Subject) -> tuple[list[Named], list[Named]]:
    """Return the Vice-Chairs who were present, and those who are thanked; the first list of each kind."""
    present: list[Named] = []
    thanked: list[Named] = []
    by_passage: dict[int, list[Named]] = {}
    for one in people_in(subject):
        by_passage.setdefault(one.passage.number, []).append(one)
    for people in by_passage.values():
        for run in _runs(people[0].passage, people):
            text = people[0].passage.plain
            start = sentence_start(text, run[0].start)
            before, after = text[start : run[0].start], text[run[-1].end : run[-1].end + 90]
            if _THANKED.search(before):
                thanked = thanked or run
            elif _PRESENT.search(after) or _PRESENT.search(before):
                present = present or run
    return present, thanked


def _runs(passage: Passage, people: Sequence[Named]) -> Iterator[list[Named]]:
    """Yield the people who are named one after the other behind the word Vice-Chairs."""
    text = passage.plain
    run: list[Named] = []
    ended = False
    for one in people:
        at = one.start - len(one.title) - 1
        between = _BETWEEN.fullmatch(text, run[-1].bracket_end or run[-1].end, at) if run else None
        if between is not None and not ended:
            run.append(one)
            ended = "and" in between[0]
            continue
        if run:
            yield run
        ended = False
        run = [one] if _OFFICE.search(text, max(at - 60, 0), at) else []
    if run:
        yield run


def _without(people: Sequence[Named], others: Sequence[Named]) -> list[Named]:
    """Return the people who aren't among others: no word of their names is that of anybody there."""
    known = {word for other in others for word in other.key.split() if len(word) > 2}
    return [one for one in people if not {word for word in one.key.split() if len(word) > 2} & known]


def _named(people: Sequence[Named], *, thanked: bool = False) -> str:
    names = [f"'{one.name}'" for one in people]
    joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{joined} {('is' if len(names) == 1 else 'are') if thanked else ('was' if len(names) == 1 else 'were')}"


def _is(people: Sequence[Named]) -> str:
    return "is" if len(people) == 1 else "are"


def _hit(where: Sequence[Named], message: str, help_: str) -> Hit:
    first, last = where[0], where[-1]
    return Hit(first.passage, first.start - len(first.title) - 1, last.bracket_end or last.end, message, help_)
