"""A number or letter stands twice: two paragraphs are numbered 3.4.

Whoever quotes 3.4 may mean either. It happens when a number is typed by hand, or when a list begins again in the
middle of a section; a series that begins again says so once.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import Wrong, breaks, outlined, shown
from cwgdraft.checking.series import gaps
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the numbers that another passage has already."""
    for one in breaks(subject):
        if one.wrong is Wrong.TWICE and one.first is not None:
            message = f"'{one.passage.label}' stands twice, also before '{excerpt(one.first.text, 40)}'"
            yield Hit(one.passage, 0, 0, message, f"number it {shown(one.expected)}, and what follows after it")
    for passage in outlined(subject):
        if passage.plain.startswith((f"{passage.label} ", f"{passage.label}. ")):
            message = f"'{passage.label}' stands before the text twice"
            yield Hit(passage, 0, len(passage.label), message, "take one out")
    for gap in gaps(subject.passages):
        if gap.twice:
            message = f"'{gap.passage.label}' stands twice in the list"
            yield Hit(gap.passage, 0, 0, message, "mark the items one after another")
