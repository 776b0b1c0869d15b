"""A resolution is cited by its number, without the word "Resolution".

"In line with 140 (Rev. Bucharest, 2022)" was read over in the first lines of a published report. A number with an
edition in brackets is a resolution; the rule looks whether "Resolution" or "Resolutions" stands before it in its
sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.editions import body_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the resolutions that have a number and an edition alone."""
    for passage, mention in subject.resolutions:
        if mention.noun or mention.shared or passage.in_cell:
            continue
        body = body_of(mention)
        lead = (
            "PP Resolution"
            if body == "plenipotentiary"
            else "Council Resolution"
            if body == "council"
            else "Resolution"
        )
        number = mention.end - len(mention.text) + len(mention.lead)
        yield Hit(
            passage,
            mention.start,
            mention.end,
            f"'{mention.text}' has no 'Resolution' before it",
            f"write '{lead} {mention.text[len(mention.lead) :]}'",
            Fix(f"{lead} {passage.text[number : mention.end]}", safe=False),
        )
