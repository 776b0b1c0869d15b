"""A space stands before a comma, full stop, colon or semicolon.

English has no space before these signs. It is left over where words were taken out, or from a list that was put
together by a program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FOUND = re.compile(r"[,;!?.:](?<=[^\s_.] .)(?=\s|$|(?<=[,;])[a-z])(?! ?\.)", re.M)
_SHOWN = 60


def check(subject: Subject) -> Iterator[Hit]:
    """Yield spaces before punctuation; the dots that stand for left-out words apart."""
    for one in prose_of(subject).find(_FOUND, verbatim=True):
        start = one.start - 1
        before = one.passage.text[max(start - _SHOWN, 0) : start].split()
        sign = one.words
        message = f"a space stands before '{sign}' in '{before[-1]} {sign}'"
        new = sign if one.passage.plain[one.end : one.end + 1].strip() == "" else f"{sign} "
        yield Hit(one.passage, start, one.end, message, f"write '{before[-1]}{sign}'", Fix(new))
