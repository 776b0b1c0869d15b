"""A document is cited that was withdrawn.

A report must not send its readers to a paper that its authors took back. The records say of each document whether it
was withdrawn. A sentence that says so itself is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.about import sentence_around
from cwgdraft.checking.documents import document_lists, is_own
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
NEEDS = "records"


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents that were withdrawn and are cited as if they weren't."""
    lists = document_lists(subject)
    for passage, symbol in subject.symbols:
        listed = lists.get(symbol.meeting, {}).get(symbol.number)
        if listed is None or not listed.withdrawn or not is_own(subject, symbol):
            continue
        start, end = sentence_around(passage.plain, symbol.start)
        if "withdr" not in passage.plain[start:end].lower():
            yield Hit(
                passage,
                symbol.start,
                symbol.end,
                f"'{symbol.text}' was withdrawn",
                "leave the document out, or say that it was withdrawn",
            )
