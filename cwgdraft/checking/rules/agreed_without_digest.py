"""Minutes are agreed, and nothing says what their words, or their headings, were.

Somebody wrote `minutes: {state: agreed, date: …}` by hand, or an earlier version of cwgdraft did, which knew no
headings. So nobody would notice a change. `cwgdraft agree 42 --date DAY` writes what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.agreed_text import hits_on_agreed
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
NEEDS = "records"


def check(subject: Subject) -> Iterator[Hit]:
    """Yield agreed minutes of which not all is known."""
    return hits_on_agreed(subject, "agreed-without-digest")
