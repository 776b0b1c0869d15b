"""A short formula stands in agreed words: {noted 4, 5}.

Its words are those of the phrase catalogue, and change with it. Agreed words are written out. `cwgdraft agree` refuses
such minutes; this tells of those that were marked by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.agreed_text import hits_on_agreed
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"


def check(subject: Subject) -> Iterator[Hit]:
    """Yield short formulas in agreed words."""
    return hits_on_agreed(subject, "formula-in-agreed-words")
