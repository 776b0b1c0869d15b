"""A sentence has the number of a section, where the sections beside it have headings.

"6.3 At its last meeting, the group …" among headings 6.1, 6.2 and 6.4 leaves the reader without a title for what
follows, and the table of contents without a line. Either it wants a heading, or it belongs under the one before. A
sentence that leads to what stands below it is left alone, and so is a report made from records, whose plan says
what has a heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import outlined
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, has_verb
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FEWEST = 4


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the sentences that are numbered as sections."""
    if subject.own:
        return
    families: dict[tuple[int, ...], list[Passage]] = {}
    for one in outlined(subject):
        families.setdefault(one.numbers[:-1], []).append(one)
    for above, family in families.items():
        headings = [one for one in family if one.is_heading and _has_body(subject, one)]
        if len(family) < _FEWEST or len(headings) * 3 < len(family) * 2 or len(above) > 1:
            continue
        for one in family:
            leads = one.plain.rstrip().endswith(":")
            if one.kind is Kind.NUMBERED and has_verb(one.plain) and not leads and not one.computed:
                message = f"'{excerpt(f'{one.label} {one.text}')}' has no heading, unlike the sections beside it"
                yield Hit(one, 0, len(one.text), message, "give it a heading, or number it below the section before")


def _has_body(subject: Subject, one: Passage) -> bool:
    """Return whether something stands below a heading."""
    after = subject.passages[one.number + 1] if one.number + 1 < len(subject.passages) else None
    return after is not None and (not after.numbers or len(after.numbers) > len(one.numbers))
