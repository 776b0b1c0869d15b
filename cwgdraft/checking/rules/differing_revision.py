"""A document is cited with a revision in one place and without it in another.

Readers can't tell whether two documents are meant. The rule compares the places where a document is cited; those that
lack the highest revision are found. A sentence that speaks of the revision itself ("the original agenda was revised")
may cite both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.about import sentence_around
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import like
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import SymbolMention

SEVERITY = Severity.WARNING
_SPOKEN_OF = re.compile(r"\b(?:revis\w+|original\w*|amended|updated|first version|draft)\b", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the places where a document is cited without the revision that it has elsewhere."""
    cited: dict[tuple[str, str], list[tuple[Passage, SymbolMention]]] = {}
    for passage, symbol in subject.symbols:
        if symbol.series in ("group", "council", "short") and not (symbol.addendum or symbol.corrigendum):
            group = "" if symbol.series == "short" else symbol.usual.partition("/")[0]
            cited.setdefault((group, symbol.stem), []).append((passage, symbol))
    for places in cited.values():
        highest = max(symbol.revision for _, symbol in places)
        where = next(passage for passage, symbol in places if symbol.revision == highest)
        for passage, symbol in places:
            if symbol.revision == highest:
                continue
            start, end = sentence_around(passage.plain, symbol.start)
            if _SPOKEN_OF.search(passage.plain, start, end):
                continue
            elsewhere = f" in {where.label.rstrip('.')}" if where.numbers and where is not passage else " elsewhere"
            plain = symbol.text.replace(symbol.suffix, "") if symbol.suffix else symbol.text
            yield Hit(
                passage,
                symbol.start,
                symbol.end,
                f"'{symbol.text}' here, (Rev.{highest}){elsewhere}",
                "cite the revision that the meeting considered in both places",
                Fix(like(passage.text[symbol.start : symbol.end], f"{plain}(Rev.{highest})"), safe=False),
            )
