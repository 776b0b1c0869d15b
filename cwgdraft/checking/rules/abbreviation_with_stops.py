"""An acronym has full stops.

Acronyms are written without: "UN", "ITU", "USA". The stops of "e.g.", "i.e.", "a.m." and "H.E.", and those behind the
initials of a name, are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FOUND = re.compile(r"[A-Z]\.(?<![\w.][A-Z]\.)(?: ?[A-Z]\.)+(?![A-Za-z])")
_KNOWN = frozenset(("UN", "US", "USA", "UK", "EU", "ITU", "UAE", "USSR", "NGO", "ICT", "IT", "PP", "PRC", "DC"))


def check(subject: Subject) -> Iterator[Hit]:
    """Yield acronyms with full stops that are known, or that stand elsewhere without."""
    prose = prose_of(subject)
    for one in prose.find(_FOUND, verbatim=True):
        joined = one.words.replace(".", "").replace(" ", "")
        if joined == "HE" or one.at in prose.addresses:
            continue
        if joined in _KNOWN or joined in subject.house.acronyms or (len(joined) > 2 and joined in prose.words):
            end = one.end
            last = prose.after(one.at + end - one.start, 2).strip() == ""
            new = (
                f"{joined}." if last and one.passage.text.endswith(one.words) and not one.passage.is_heading else joined
            )
            message = f"'{one.words}' has full stops"
            yield Hit(one.passage, one.start, end, message, f"write '{joined}'", Fix(new))
