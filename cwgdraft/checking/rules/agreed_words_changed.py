"""Words that a meeting has agreed are others now.

Who reads a report relies on agreed words. `cwgdraft agree 42 --date DAY` keeps a digest of the paragraphs, as the
meeting's summary prints them, and of their headings. It tells what was changed by hand, and also what the phrase
catalogue, a register or a plan makes of references. Numbers in cross-references and signs that nobody sees may differ.
It can't be accepted: put the words back, or open the minutes again (`cwgdraft agree 42 --reopen`).
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.agreed_text import hits_on_agreed
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
NEEDS = "records"
ACCEPTABLE = False


def check(subject: Subject) -> Iterator[Hit]:
    """Yield agreed words that have changed."""
    return hits_on_agreed(subject, "agreed-words-changed")
