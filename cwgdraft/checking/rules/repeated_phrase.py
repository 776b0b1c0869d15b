"""A heading says the same words twice.

The title of a document was put behind a heading that has it already. Names are repeated by right; what counts is a
run of seven words or more.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, word_places
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_RUN = 7


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the headings with a run of words that stands in them before."""
    for passage in subject.passages:
        if not passage.is_heading or passage.computed:
            continue
        words, places = word_places(passage.plain)
        seen: dict[tuple[str, ...], int] = {}
        for start in range(len(words) - _RUN + 1):
            first = seen.setdefault(words[start : start + _RUN], start)
            if first == start or start - first < _RUN:
                continue
            length = _RUN
            while start + length < len(words) and words[first + length] == words[start + length]:
                length += 1
            span = places[start][0], places[start + length - 1][1]
            message = f"the heading says '{excerpt(passage.text[span[0] : span[1]])}' twice"
            yield Hit(passage, *span, message, "say it once")
            break
