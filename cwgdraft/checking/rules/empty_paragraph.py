"""A number or mark stands alone: the paragraph has no text.

It is left over when text was cut, or an Enter too many was pressed in a numbered list, and every number after it is
one too high. A number whose text stands on the next line is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_MARK = re.compile(r"\(?(?:[a-z]|[ivx]{2,5}|\d{1,2})\)|[–—•·▪]")
_KINDS = (Kind.HEADING, Kind.NUMBERED, Kind.LIST_ITEM)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the numbers and marks without text."""
    passages = subject.passages
    for place, one in enumerate(passages):
        if one.in_cell or one.note:
            continue
        if not one.label and _MARK.fullmatch(one.plain.strip()):
            yield Hit(
                one, 0, len(one.text), f"'{one.plain.strip()}' has no text", "take it out, or bring back its text"
            )
        if one.kind not in _KINDS or not one.label or one.text.strip():
            continue
        after = passages[place + 1] if place + 1 < len(passages) else None
        if after is None or after.is_signature or _goes_on(one, after):
            yield Hit(one, 0, 0, f"'{one.label}' has no text", "take the number out, or bring back its text")


def _goes_on(one: Passage, after: Passage) -> bool:
    """Return whether something else follows than the text of this number, or a page's own number in the text."""
    if not after.label or after.numbers[: len(one.numbers) + 1] == (*one.numbers, 1):
        return False
    return bool(one.kind is Kind.LIST_ITEM and not one.numbers) or "." in one.label or after.numbers[:1] == one.numbers
