"""A sentence says "above" of what stands below it, or "below" of what stands above.

The section was moved, and the word stayed. The place of the number that is named decides.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.references import place_of, references_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words "above" and "below" that point the wrong way."""
    for one in references_of(subject):
        target = place_of(subject, one)
        if target is None or not one.direction or target.number == one.passage.number:
            continue
        right = "above" if target.number < one.passage.number else "below"
        if one.passage.numbers[: len(target.numbers)] == target.numbers:
            continue  # inside what it refers to
        if one.direction != right:
            start = one.end - len(one.direction)
            where = "before" if right == "above" else "after"
            yield Hit(
                one.passage,
                start,
                one.end,
                f"'{one.words}', but {one.number} stands {where} it",
                f"write '{right}', or correct the number",
                Fix(right, safe=False),
            )
