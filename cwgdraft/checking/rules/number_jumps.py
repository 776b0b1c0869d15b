"""A number or letter is missing from a series: 3.1 is followed by 3.3, or a) by c).

Readers quote paragraphs by their numbers, and a gap makes them look for a paragraph that was lost. Lists with
numbers of their own inside the text (terms of reference that are quoted) are no part of the series.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import Wrong, breaks, shown
from cwgdraft.checking.series import gaps
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the numbers before which one is missing."""
    for one in breaks(subject):
        if one.wrong is Wrong.JUMP:
            message = f"'{one.passage.label}' follows '{one.before.label}': {shown(one.expected)} is missing"
            yield Hit(one.passage, 0, 0, message, f"number it {shown(one.expected)}, or bring back what is missing")
    for gap in gaps(subject.passages):
        if not gap.twice:
            message = f"'{gap.passage.label}' follows '{gap.before.label}' in the list: an item is missing"
            yield Hit(gap.passage, 0, 0, message, "mark the items one after another, or bring back what is missing")
