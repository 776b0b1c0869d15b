"""An article stands before "ITU".

ITU goes by its name alone: "the role of ITU", "ITU's contribution". The article belongs to what follows: "the ITU
secretariat". Since other acronyms take it, this is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ADVICE
_FOUND = re.compile(
    r"(?:the|The) ITU(?:(?=['’]s\b)|(?=[.,;:)])|(?= (?:and|or|in|to|on|for|with|by|as|is|was|has|had|will|"
    r"should|shall|would|could|can|may|that|which|at|of|from|within|through|towards?|needs?|continues?)\b)|$)",
    re.M,
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield 'the ITU' where nothing follows that the article could belong to."""
    for one in prose_of(subject).find(_FOUND):
        if one.passage.plain[max(one.start - 1, 0) : one.start] not in ("", " ", "(", "]"):
            continue
        yield Hit(
            one.passage, one.start, one.end, f"'{one.words}' has an article", "write 'ITU'", Fix("ITU", safe=False)
        )
