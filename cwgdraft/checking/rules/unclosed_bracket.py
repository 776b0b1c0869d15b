"""A bracket is opened and not closed, or closed and not opened.

Symbols and editions lose their end so: "(Rev. Bucharest, 2022". The marks of lists, "a)" and "1)", are no brackets,
and a bracket may be closed in a paragraph further down.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.pairs import unpaired_brackets
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the brackets that have no other half."""
    for one in unpaired_brackets(subject.passages):
        words = one.passage.text[one.start : one.end].strip()
        if one.opens:
            yield Hit(one.passage, one.start, one.end, f"the bracket in '{words}' is never closed", "close it")
        else:
            yield Hit(
                one.passage, one.start, one.end, f"the bracket in '{words}' was never opened", "open it, or take it out"
            )
