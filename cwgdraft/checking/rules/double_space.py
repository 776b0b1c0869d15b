"""Two spaces stand where one is wanted.

A second space is left over from typing, or from words that were taken out. Four spaces or more set words apart on
purpose, as a tab does, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_SPACES = re.compile(r"(?<=[^\s_])[ \u00a0]{2,3}(?=[^\s_])")
_MANY = 8
_SHOWN = 20


def check(subject: Subject) -> Iterator[Hit]:
    """Yield runs of spaces inside a text; between sentences as advice where the document always has them there."""
    prose = prose_of(subject)
    if not any(pair in prose.raw for pair in ("  ", " \u00a0", "\u00a0 ", "\u00a0\u00a0")):
        return
    found = list(prose.find(_SPACES, raw=True, verbatim=True))
    sentences = sum(prose.text[one.at - 1] in ".!?" for one in found)
    for one in found:
        if one.passage.is_signature or one.passage.in_cell:
            continue
        habit = sentences > _MANY and prose.text[one.at - 1] in ".!?"
        count = one.end - one.start
        text = one.passage.text
        before, after = text[max(one.start - _SHOWN, 0) : one.start], text[one.end : one.end + _SHOWN]
        message = f"{count} spaces stand between '{before.split()[-1]}' and '{after.split()[0]}'"
        new = "\u00a0" if "\u00a0" in one.words else " "
        yield Hit(one.passage, one.start, one.end, message, "leave one", Fix(new), Severity.ADVICE if habit else None)
