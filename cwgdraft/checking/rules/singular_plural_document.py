"""The word before a symbol has the wrong number: "Documents" before one, "Document" before several.

It is a trace of a sentence in which a document was taken out or put in. The rule counts the symbols that follow each
other behind the word; short forms ("42/2 and 42/3", "5 to 9") count as several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.citations import Citation, citations_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_GOES_ON = re.compile(
    r"\s*(?:\([^()]*\)|,? ?“[^”]*”|[,:] [^.;]{0,60}?)?\s*(?:,|;|\band\b|&|\bto\b|\bthrough\b|\bor\b|–|-|/|\+)\s*"
    r"(?:and |to |the |in |as well as |its |their )*(?:[Dd]oc\w*\.?\s*|[Aa]dd\w*\s*|[Cc]orr\w*\s*)?\S*\d"
)
_SINGULAR = {"documents": "document", "Documents": "Document", "Docs": "Doc.", "Docs.": "Doc.", "docs": "Doc."}
_PLURAL = {"document": "documents", "Document": "Documents", "Doc.": "Docs", "Doc": "Docs", "doc.": "Docs"}
_JOINED = re.compile(r"\s?(?:,|\band\b|, and\b|&)\s*")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words before symbols that have the wrong number."""
    for one in citations_of(subject):
        lead = one.lead
        if not lead or lead.endswith(":") or one.passage.in_cell:
            continue
        new = ""
        if lead in _SINGULAR and len(one.symbols) == 1 and not one.after(_GOES_ON):
            new, what = _SINGULAR[lead], "one symbol"
        elif lead in _PLURAL and len(one.symbols) > 1 and _are_listed(one):
            new, what = _PLURAL[lead], f"{len(one.symbols)} symbols"
        if new:
            end = one.start + len(lead)
            yield Hit(
                one.passage,
                one.start,
                end,
                f"'{lead}' before {what}",
                f"write '{new}'",
                Fix(new, safe=len(one.symbols) == 1),
            )


def _are_listed(one: Citation) -> bool:
    """Return whether symbols stand in a list, and aren't just side by side."""
    text = one.passage.plain
    pairs = zip(one.symbols, one.symbols[1:], strict=False)
    return all(_JOINED.fullmatch(text, first.end, second.start) for first, second in pairs)
