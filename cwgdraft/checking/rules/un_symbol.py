"""A symbol of the United Nations is malformed.

The documents of the United Nations are found by their symbols alone: A/RES/80/173 is one, A/RES 80/173 and
A/80/RES/173 are none. A resolution of the General Assembly has the number of the session and its own: A/RES/80 lacks
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.signs import letters
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_HALF = re.compile(r"[AE]/RES/\d{1,4}")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the symbols of the United Nations that have another form than its own."""
    for passage, symbol in subject.symbols:
        if symbol.series != "un":
            continue
        if symbol.text != symbol.usual:
            old = passage.text[symbol.start : symbol.end]
            yield Hit(
                passage,
                symbol.start,
                symbol.end,
                f"'{symbol.text}' is not a symbol of the United Nations",
                f"write '{symbol.usual}'",
                Fix(symbol.usual, safe=letters(old) == letters(symbol.usual)),
            )
        elif _HALF.fullmatch(symbol.usual):
            yield Hit(
                passage,
                symbol.start,
                symbol.end,
                f"'{symbol.text}' lacks the number of the session or of the resolution",
                "write the whole symbol: A/RES/80/173",
            )
