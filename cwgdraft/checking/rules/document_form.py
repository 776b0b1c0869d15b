"""A document is cited by a number alone where the document cites others by their symbols.

"Document 14" can be a paper of either meeting, of the Council or of a conference; it can't be looked up. The rule
compares with the rest of the document: where most citations are whole symbols, a number without one is found. The
help proposes the symbol where the sentence or the report leaves only one meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.about import meeting_about
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import in_brackets
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import SymbolMention

SEVERITY = Severity.WARNING
_ELSEWHERE = re.compile(r"\s*(?:of|from|to) (?:the )?(?:[A-Z]|agenda|resolution)")
_ORDINARY = re.compile(r"\b(?:outcome|annex(?:es)? to|working|temporary|conference|total of|all|the following) $", re.I)
_ANNEX = re.compile(r"\bannex $", re.I)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents that are cited without a symbol."""
    whole = sum(1 for _, one in subject.symbols if one.series in ("group", "council"))
    found = [
        (passage, one)
        for passage, one in subject.symbols
        if one.lead and (one.series == "bare" or (one.series == "short" and one.stroke == "/"))
    ]
    if whole < 3 or len(found) > whole:
        return
    for passage, symbol in found:
        start = symbol.lead_start
        if _ELSEWHERE.match(passage.plain, symbol.end) or _ORDINARY.search(passage.plain, 0, start):
            continue
        words = passage.plain[start : symbol.end]
        new = _symbol(subject, passage, symbol)
        annex = _ANNEX.search(passage.plain, 0, start)
        lead = "Doc." if in_brackets(passage.plain, start) else "the annex to Document" if annex else "Document"
        yield Hit(
            passage,
            start,
            symbol.end,
            f"'{words}' has no symbol; other documents are cited by theirs",
            f"write '{lead} {new}'" if new else "cite the document by its symbol",
            Fix(f"{lead}\u00a0{new}", safe=False) if new and not annex else None,
        )


def _symbol(subject: Subject, passage: Passage, symbol: SymbolMention) -> str:
    """Return the whole symbol where only one meeting can be meant, else nothing."""
    if symbol.series == "short":
        return symbol.usual
    if not subject.acronym:
        return ""
    about = meeting_about(subject, passage, symbol.start)
    if about is None:
        named = {number for other, one in subject.meeting_mentions if other is passage for number in one.numbers}
        if len(named) == 1 and len(subject.numbers) == 1:
            return f"{subject.acronym}-{named.pop()}/{symbol.number}"
        if len(subject.numbers) == 1:
            return f"{subject.acronym}-{subject.numbers[0]}/{symbol.number}"
        # the last document with the number that was cited before
        before = [
            one.meeting
            for other, one in subject.symbols
            if one.series == "group" and one.number == symbol.number and other.number <= passage.number
        ]
        return f"{subject.acronym}-{before[-1]}/{symbol.number}" if before else ""
    return f"{subject.acronym}-{about.number}/{symbol.number}"
