"""A document is cited without its last revision.

What the meeting considered is the revised document; the older text says something else. The records have the last
revision of each document. A sentence that speaks of the revision itself ("the agenda was revised") may cite the older
one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.about import sentence_around
from cwgdraft.checking.documents import document_lists, is_own
from cwgdraft.checking.signs import like
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"
_SPOKEN_OF = re.compile(r"\b(?:revis\w+|original\w*|amended|updated version|first version)\b", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents that are cited in a revision that isn't the last."""
    lists = document_lists(subject)
    for passage, symbol in subject.symbols:
        listed = lists.get(symbol.meeting, {}).get(symbol.number)
        if listed is None or symbol.revision >= listed.revision or not is_own(subject, symbol):
            continue
        start, end = sentence_around(passage.plain, symbol.start)
        if symbol.addendum or symbol.corrigendum or _SPOKEN_OF.search(passage.plain, start, end):
            continue
        plain = symbol.text.replace(symbol.suffix, "") if symbol.suffix else symbol.text
        yield Hit(
            passage,
            symbol.start,
            symbol.end,
            f"'{symbol.text}' is not the last revision; (Rev.{listed.revision}) is",
            f"add (Rev.{listed.revision})",
            Fix(like(passage.text[symbol.start : symbol.end], f"{plain}(Rev.{listed.revision})"), safe=False),
        )
