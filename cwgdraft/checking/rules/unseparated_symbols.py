"""Two symbols stand side by side with nothing between them.

They are links that were pasted one after the other; in print they read as one.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.citations import citations_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the symbols between which a comma or "and" is missing."""
    for one in citations_of(subject):
        if one.passage.in_cell:
            continue
        for first, second in zip(one.symbols, one.symbols[1:], strict=False):
            between = one.passage.plain[first.end : second.start]
            if between.strip() or second.lead:
                continue
            text = one.passage.text
            new = f"{text[first.start : first.end]}, {text[second.start : second.end]}"
            yield Hit(
                one.passage,
                first.start,
                second.end,
                f"'{first.text}' and '{second.text}' stand side by side",
                "put a comma or 'and' between them",
                Fix(new, safe=False),
            )
