"""A heading has nothing under it: the next heading of its level, a higher one, or the end follows at once.

Either its text was lost or the heading is left over. Where several headings of a level have none, they are a list
of items and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import depth, headings, names_part
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, has_verb, is_ended
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_LONGEST = 25


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the headings without a body."""
    every = [one for one in headings(subject) if one.kind is Kind.HEADING]
    bare = {one.number for one in every if _is_bare(subject, one)}
    for one in every:
        if one.number not in bare or not _is_title(one):
            continue
        beside = [other for other in every if other is not one and _is_beside(one, other)]
        others = [other for other in beside if other.number in bare]
        if depth(one) > 1 and (not beside or len(others) * 3 > len(beside)):
            continue
        if len(others) * 3 <= len(beside):
            message = f"nothing stands under '{excerpt(f'{one.label} {one.text}')}'"
            yield Hit(one, 0, len(one.text), message, "bring back its text, or take the heading out")


def _is_beside(one: Passage, other: Passage) -> bool:
    """Return whether two headings stand at the same depth of the same section; without numbers, of the document."""
    return (
        depth(one) == depth(other)
        and other.numbers[:-1] == one.numbers[:-1]
        and bool(other.numbers) == bool(one.numbers)
    )


def _is_title(one: Passage) -> bool:
    return (
        0 < len(one.text.split()) <= _LONGEST
        and not has_verb(one.plain)
        and not is_ended(one.plain)
        and ": " not in one.plain
    )


def _is_bare(subject: Subject, one: Passage) -> bool:
    """Return whether nothing stands under a heading; a title and an annex are as good as without text of their own."""
    behind = (subject.passages[place] for place in range(one.number + 1, len(subject.passages)))
    after = next((other for other in behind if other.label or other.text.strip()), None)
    if after is None or after.note or after.is_signature:
        return True
    if not one.numbers and (one.section is None or names_part(one.plain)):
        return False
    if bool(after.numbers) != bool(one.numbers):
        return False
    return after.kind is Kind.HEADING and depth(after) <= depth(one)
