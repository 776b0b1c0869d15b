"""A sentence leads to a list and ends without a colon.

"The group agreed to" with the items below it looks as if its end was lost. Headings may stand above a list as they
are, and so may sentences that end with a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.wording import has_verb, is_ended, is_statement
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FEWEST = 4


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the sentences above a list that end with a word."""
    for lead, item in zip(subject.passages, subject.passages[1:], strict=False):
        if item.kind is not Kind.LIST_ITEM or item.numbers or lead.in_cell or lead.is_front or is_ended(lead.plain):
            continue
        if _is_sentence(lead):
            text = lead.plain.rstrip()
            start = text.rfind(" ", 0, max(len(text) - 30, 0)) + 1
            fix = Fix(f"{lead.text[start : len(text)]}:", safe=False)
            message = f"'…{text[start:]}' leads to a list without a colon"
            yield Hit(lead, start, len(text), message, "add the colon", fix)


def _is_sentence(lead: Passage) -> bool:
    if len(lead.plain.split()) < _FEWEST or lead.kind is Kind.LIST_ITEM:
        return False
    if lead.kind in (Kind.NUMBERED, Kind.PARAGRAPH, Kind.CONTINUATION):
        return has_verb(lead.plain)
    return lead.is_heading and is_statement(lead.plain)
