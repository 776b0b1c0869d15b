"""A heading has nothing under it: the next heading of its level, a higher one, or the end follows at once.

Either its text was lost or the heading is left over. Where several headings of a level have none, they are a list
of items and are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import outlined
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, has_verb, is_ended
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_LONGEST = 25


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the headings without a body."""
    headings = [one for one in outlined(subject) if one.kind is Kind.HEADING]
    bare = {one.number for one in headings if _is_bare(subject, one)}
    for one in headings:
        if one.number not in bare or not _is_title(one):
            continue
        beside = [other for other in headings if other is not one and other.numbers[:-1] == one.numbers[:-1]]
        others = [other for other in beside if other.number in bare]
        if len(one.numbers) > 1 and (not beside or len(others) * 3 > len(beside)):
            continue
        if len(others) * 3 <= len(beside):
            message = f"nothing stands under '{excerpt(f'{one.label} {one.text}')}'"
            yield Hit(one, 0, len(one.text), message, "bring back its text, or take the heading out")


def _is_title(one: Passage) -> bool:
    return (
        0 < len(one.text.split()) <= _LONGEST
        and not has_verb(one.plain)
        and not is_ended(one.plain)
        and ": " not in one.plain
    )


def _is_bare(subject: Subject, one: Passage) -> bool:
    after = subject.passages[one.number + 1] if one.number + 1 < len(subject.passages) else None
    if after is None or after.is_signature:
        return True
    return bool(after.numbers) and after.kind is Kind.HEADING and len(after.numbers) <= len(one.numbers)
