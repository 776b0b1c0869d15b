"""The sign "&" stands for "and" in running text.

The sign belongs to acronyms ("WSIS&SDG", "Q&A") and to the names of firms; a sentence has the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FOUND = re.compile(r"&(?<= &)(?= )")
_LAST = re.compile(r"(\S+) $")
_FIRST = re.compile(r" (\w\S*)")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield ampersands between words; between capitals, which a firm's name may have, as advice."""
    prose = prose_of(subject)
    for one in prose.find(_FOUND):
        before, after = _LAST.search(prose.before(one.at)), _FIRST.match(prose.after(one.at + 1))
        if before is None or after is None or one.passage.in_cell:
            continue
        words = f"{before[1]} & {after[1].rstrip('.,;:)')}"
        lower = before[1][0].islower() or after[1][0].islower()
        yield Hit(
            one.passage,
            one.start,
            one.end,
            f"'&' stands for 'and' in '{words}'",
            f"write '{words.replace('&', 'and')}'",
            Fix("and", safe=False),
            None if lower else Severity.ADVICE,
        )
