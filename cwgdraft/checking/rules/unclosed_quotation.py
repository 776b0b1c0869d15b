"""A quotation is opened and not closed, or closed and not opened.

The reader can't tell where the quoted words end. Apostrophes are no quotation marks, and a quotation may run over
several paragraphs, each of which opens it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.pairs import unpaired_quotations
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the quotation marks that have no other half."""
    for one in unpaired_quotations(subject.passages):
        words = one.passage.text[one.start : one.end].strip()
        if one.opens:
            yield Hit(one.passage, one.start, one.end, f"the quotation {words} is never closed", "close it")
        else:
            yield Hit(
                one.passage, one.start, one.end, f"the quotation {words} was never opened", "open it, or take it out"
            )
