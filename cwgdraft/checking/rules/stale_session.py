"""The document says since which Council session it reports, and elsewhere names another one.

"Activities since Council 2023" stays in the title when last year's report is taken as the model. The session that
the document names most is taken for right, the later one where they are even.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cwgdraft.checking.moment import since_mentions
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the places that name another session than the others."""
    places = [one for one in since_mentions(subject) if not (subject.own and one.passage.computed)]
    counts = Counter(one.mention.year for one in places)
    if len(counts) != 2:
        return
    right = max(counts, key=lambda year: (counts[year], year))
    for one in places:
        year = one.mention.year
        if year < right and right - year <= 2:
            message = f"'since {one.mention.text}': elsewhere the document reports since Council {right}"
            yield Hit(one.passage, one.mention.start, one.mention.end, message, f"write 'Council {right}'")
