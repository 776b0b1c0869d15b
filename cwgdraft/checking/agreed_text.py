"""What is wrong with the words that meetings have agreed, as hits of the rules that tell it."""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import NOWHERE
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Finding, Place


def hits_on_agreed(subject: Subject, rule: str) -> Iterator[Hit]:
    """Yield what a rule tells of agreed words; it stands in the records, in no passage of the document."""
    for one in subject.once(_findings):
        if one.rule == rule and isinstance(one.place, Place):
            yield Hit(NOWHERE, 0, 0, one.message, one.help or "", severity=one.severity, place=one.place)


def _findings(subject: Subject) -> tuple[Finding, ...]:
    return tuple(subject.agreed()) if subject.agreed is not None else ()
