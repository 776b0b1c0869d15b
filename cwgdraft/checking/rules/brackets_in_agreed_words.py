"""Square brackets or alternatives are left in words that a meeting has agreed.

What stands in brackets is still to be decided: agree the words without them, or mark the paragraph
`{state=bracketed}`. Reservations may stay, and so may `[sic]`, `[…]` and numbers of notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.agreed_text import hits_on_agreed
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"


def check(subject: Subject) -> Iterator[Hit]:
    """Yield brackets in agreed words."""
    return hits_on_agreed(subject, "brackets-in-agreed-words")
