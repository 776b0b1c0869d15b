"""A paragraph is a sentence and ends without a full stop.

Either the stop was forgotten or the end of the sentence was lost. Headings, items of lists, lines that end with an
address, and documents whose paragraphs mostly end so, are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.wording import has_verb, is_ended, is_statement
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_TEXTS = (Kind.NUMBERED, Kind.PARAGRAPH, Kind.CONTINUATION)
_FEWEST = 6
_LONG = 120


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the sentences that end without a stop."""
    body = [one for one in subject.body if (one.section or one.label) and not one.in_cell and not one.note]
    texts = [one for one in body if one.kind in _TEXTS and len(one.text) > _LONG // 2]
    if sum(is_ended(one.plain) for one in texts) * 4 < len(texts) * 3:
        return
    for one in body:
        text = one.plain.rstrip()
        if is_ended(text) or not _is_sentence(one) or _leads(subject, one):
            continue
        start = text.rfind(" ", 0, max(len(text) - 30, 0)) + 1
        message = f"'…{text[start:]}' ends the paragraph without a full stop"
        yield Hit(
            one, start, len(text), message, "add the full stop", Fix(f"{one.text[start : len(text)]}.", safe=False)
        )


def _is_sentence(one: Passage) -> bool:
    """Return whether a passage is a sentence; one that reads as a heading must say that somebody did something."""
    if one.text[:1].islower() or len(one.plain.split()) < _FEWEST:
        return False
    if one.kind is Kind.NUMBERED or (one.kind in _TEXTS and len(one.text) > _LONG):
        return has_verb(one.plain)
    head, _, tail = one.plain.partition(": ")
    return one.kind is Kind.HEADING and (is_statement(one.plain) or (len(head) < _LONG // 2 and is_statement(tail)))


def _leads(subject: Subject, one: Passage) -> bool:
    """Return whether a passage leads to what follows: items, or paragraphs below it."""
    after = subject.passages[one.number + 1] if one.number + 1 < len(subject.passages) else None
    if after is None:
        return False
    below = bool(one.numbers) and len(after.numbers) > len(one.numbers)
    own_text = one.is_heading and not after.label and not after.is_signature
    return below or own_text or after.kind in (Kind.LIST_ITEM, Kind.TABLE) or after.in_cell or after.text[:1].islower()
