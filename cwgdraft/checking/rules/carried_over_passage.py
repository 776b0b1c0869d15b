"""A passage that names a date, session or meeting stands word for word in an earlier report.

Last year's report is the model of this year's, and what nobody rewrote is wrong now. Passages without a figure of
their own may stay the same, and so may what is printed from the minutes of a meeting that both reports cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cwgdraft.checking.passages import Passage, passages_of
from cwgdraft.checking.statements import statements
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, words
from cwgdraft.draft import Draft
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"
_SHORTEST = 8


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the passages that an earlier report has, and that name a time."""
    if not subject.earlier:
        return
    timed = _timed(subject)
    known = _known(subject.earlier)
    for statement in statements(subject):
        passage = statement.passage
        if passage.number not in timed or len(statement.words) < _SHORTEST or _is_shared(subject, passage):
            continue
        earlier = known.get(statement.words)
        if earlier is not None and not (passage.origin and passage.origin == earlier[1]):
            message = f"'{excerpt(passage.text)}' stands word for word in {earlier[0]}"
            yield Hit(passage, 0, len(passage.text), message, "bring its dates and numbers up to this report")


def _timed(subject: Subject) -> set[int]:
    """Return the numbers of the passages that name a date, a session or a meeting."""
    mentions = (subject.dates, subject.sessions, subject.meeting_mentions)
    return {passage.number for one in mentions for passage, _ in one}


def _known(earlier: tuple[Draft, ...]) -> Mapping[tuple[str, ...], tuple[str, str]]:
    """Return the name of the latest report that has a passage, and the passage's origin there, by its words."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for draft in earlier:
        for one in passages_of(draft):
            found.setdefault(tuple(words(one.plain)), (draft.name, one.origin))
    return found


def _is_shared(subject: Subject, passage: Passage) -> bool:
    """Return whether a passage was recorded at a meeting, or comes from another report by the plan's will."""
    source = passage.origin.partition("/")[0]
    return bool(source) and source != subject.draft.name
