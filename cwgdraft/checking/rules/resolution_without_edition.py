"""A resolution is first cited without its edition, and with it later.

Which edition is meant belongs where the resolution is named first. Only documents that give the edition somewhere are
looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.editions import resolutions_by_key
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ADVICE


def check(subject: Subject) -> Iterator[Hit]:
    """Yield first mentions without an edition that a later mention has."""
    for places in resolutions_by_key(subject).values():
        passage, first = places[0]
        later = next((one for _, one in places[1:] if one.edition), None)
        if first.edition or later is None or passage.is_heading:
            continue
        yield Hit(
            passage,
            first.start,
            first.end,
            f"'{first.text}' is first cited without its edition, later with '({later.edition})'",
            f"add '({later.edition})' here",
        )
