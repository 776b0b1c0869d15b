"""A space stands inside brackets or quotation marks.

Brackets and quotation marks hold on to the words in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FOUND = re.compile(r"(?:[(“]|\[(?= \w)) (?=\S)|[)”](?<=[^\s(\[_] .)|\](?<=[\w.,;)] \])(?!\()")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield spaces behind an opening or before a closing bracket or quotation mark."""
    for one in prose_of(subject).find(_FOUND, verbatim=True):
        sign = one.words.strip()
        side, start = ("before", one.start - 1) if one.words == sign else ("behind", one.start)
        yield Hit(one.passage, start, one.end, f"a space stands {side} '{sign}'", "take the space out", Fix(sign))
