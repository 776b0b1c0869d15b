"""The word before a symbol isn't the one that the document uses elsewhere: "document", "Doc." or "Document".

The house writes "Document X" in running text and "Doc. X" in brackets. Where a document keeps another habit
throughout, that is its manner and nothing is said; what departs from the habit of most of its citations is found.
"document" with a small letter before a symbol is no habit of any, and "the" is too much before a document that is
named by its symbol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cwgdraft.checking.citations import Citation, citations_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FEWEST = 3
_KIND = re.compile(r"\b(?:information|input|outcome|contribution|background|working|draft|related|supporting) $", re.I)
_THE = re.compile(r"\b[Tt]he $")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words before symbols that differ from those of most citations, or are wrong in any."""
    led = [one for one in citations_of(subject) if one.lead and not one.lead.endswith(":") and not one.passage.in_cell]
    short_in_text = _habit([one for one in led if one.running and not one.bracketed])
    short_in_brackets = _habit([one for one in led if one.bracketed])
    for one in led:
        yield from _wrong(one, short_in_brackets if one.bracketed else short_in_text)


def _habit(led: Sequence[Citation]) -> bool | None:
    """Return whether most citations have the short word, None where too few of them agree."""
    short = sum(_is_short(one.lead) for one in led)
    most = max(short, len(led) - short)
    return short > len(led) - short if most >= _FEWEST and most * 10 >= len(led) * 7 else None


def _is_short(lead: str) -> bool:
    return not lead.lower().startswith("document")


def _wrong(one: Citation, short: bool | None) -> Iterator[Hit]:
    lead, several = one.lead, len(one.symbols) > 1
    start, end = one.start, one.start + len(lead)
    where = "in brackets" if one.bracketed else "in running text"
    departs = short is not None and short != _is_short(lead) and (one.bracketed or one.running)
    wanted = short if departs else _is_short(lead)
    new = _word(short=bool(wanted), several=lead.lower().startswith(("documents", "docs")) or several)
    if departs:
        message = f"'{lead}' {where}; other citations there have '{_word(short=bool(wanted), several=False)}'"
        yield Hit(one.passage, start, end, message, f"write '{new}'", Fix(new))
    elif lead[0].islower() and not one.before(_KIND):
        article = one.before(_THE)
        begin = article.start() if article else start
        words = one.passage.plain[begin:end]
        yield Hit(one.passage, begin, end, f"'{words}' before a symbol", f"write '{new}'", Fix(new))
    elif lead in ("Doc", "Docs."):
        right = "Doc." if lead == "Doc" else "Docs"
        yield Hit(one.passage, start, end, f"'{lead}' before a symbol", f"write '{right}'", Fix(right))
    elif lead == "Document" and not several and (article := one.before(_THE)):
        words = one.passage.plain[article.start() : end]
        yield Hit(one.passage, article.start(), end, f"'{words}' before a symbol", "leave out 'the'", Fix(lead))


def _word(*, short: bool, several: bool) -> str:
    if short:
        return "Docs" if several else "Doc."
    return "Documents" if several else "Document"
