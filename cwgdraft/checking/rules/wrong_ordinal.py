"""An ordinal has the wrong ending.

It is 1st, 2nd, 3rd, 4th, and 11th, 12th, 13th: "43th" and "22th" are slips of the pen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.words import Writing

SEVERITY = Severity.ERROR
_ENDING = re.compile(r"(?:st|nd|rd|th)(?<=\d..)\b")
_FIGURES = re.compile(r"(?<![\d.,/-])\d{1,4}$")
_ENGLISH = Writing()


def check(subject: Subject) -> Iterator[Hit]:
    """Yield ordinals such as '43th'."""
    prose = prose_of(subject)
    for one in prose.find(_ENDING, verbatim=True):
        figures = _FIGURES.search(prose.before(one.at, 8))
        right = _ENGLISH.ordinal(int(figures[0])) if figures else ""
        words = f"{figures[0]}{one.words}" if figures else ""
        if right != words:
            start = one.end - len(words)
            yield Hit(one.passage, start, one.end, f"'{words}' has the wrong ending", f"write '{right}'", Fix(right))
