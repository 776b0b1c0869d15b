"""A percentage is written in a form that the house doesn't have, or in several.

The United Nations write "per cent" in running text and "%" in tables; "percent" is American. A document that has "per
cent" has it throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_WORD = re.compile(r"per-?cent\b|percents\b")
_SIGN = re.compile(r"%(?<=[\d ]%)")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield 'percent', and '%' in the running text of a document that writes 'per cent'."""
    prose = prose_of(subject)
    for one in prose.find(_WORD):
        message = f"'{one.words}' is written 'per cent'"
        yield Hit(one.passage, one.start, one.end, message, "write 'per cent'", Fix("per cent"))
    if "per cent" not in prose.text:
        return
    for one in prose.find(_SIGN):
        if not one.passage.in_cell:
            yield Hit(
                one.passage,
                one.start,
                one.end,
                "'%' stands in a document that writes 'per cent'",
                "write one of the two",
                severity=Severity.ADVICE,
            )
