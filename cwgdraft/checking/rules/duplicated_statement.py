"""The same statement stands word for word twice in the document.

Saying a thing twice carries weight, and a request that is made twice looks like two. Short sentences that end many
items ("The group noted the documents with appreciation.") may stand under every heading and are left out unless one
follows the other at once, and so is under another heading what names nothing of its own. In a report made from
records, what two meetings each said is no mistake.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.statements import of_two_meetings, statements, where
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, is_stock, names_something
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_SHORTEST = 9


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the statements that were made before."""
    seen: dict[tuple[str, ...], Passage] = {}
    last: Passage | None = None
    for statement in statements(subject):
        passage = statement.passage
        first = seen.setdefault(statement.words, passage)
        elsewhere = first.numbers[:-1] != passage.numbers[:-1] or first.section is not passage.section
        stock = is_stock(passage.plain) or len(statement.words) < _SHORTEST
        stock = stock or (elsewhere and not names_something(passage.plain))
        follows = first is last and not elsewhere and len(statement.words) > 3
        if first is not passage and (not stock or follows) and not of_two_meetings(first, passage):
            message = f"'{excerpt(passage.text)}' stands word for word {where(first)}"
            yield Hit(passage, 0, len(passage.text), message, "say it once, or say what is different the second time")
        last = passage
