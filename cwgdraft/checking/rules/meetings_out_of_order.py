"""A list of meetings isn't in the order in which they were held.

A report goes through its meetings from the first to the last; a list that begins with the last one, and a sentence
that names "the 42nd and 41st meetings", have been turned round by the way in which somebody worked. The rule looks at
items of one list that begin with a meeting, and at numbers of meetings that are named together.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from cwgdraft.checking.listing import lists_of
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import MeetingMention
from cwgdraft.language.words import Writing

SEVERITY = Severity.WARNING
_AT_THE_START = 25


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the meetings that stand before an earlier one."""
    first: dict[int, MeetingMention] = {}
    for passage, mention in subject.meeting_mentions:
        if mention.start < _AT_THE_START and mention.word and len(mention.numbers) == 1:
            first.setdefault(passage.number, mention)
        if len(mention.numbers) > 1 and any(b < a for a, b in itertools.pairwise(mention.numbers)):
            yield _together(passage, mention)
    for items in lists_of(subject):
        named = [(item, first[item.number]) for item in items if item.number in first]
        if len(named) < max(2, len(items)):
            continue
        for (item, mention), (_, following) in itertools.pairwise(named):
            number, later = mention.numbers[0], following.numbers[0]
            if later < number:
                yield Hit(
                    item,
                    mention.start,
                    mention.end,
                    f"the '{mention.text}' stands before the {_nth(later)}",
                    "put the meetings in the order in which they were held",
                )


def _together(passage: Passage, mention: MeetingMention) -> Hit:
    ordered = sorted(mention.numbers)
    new = mention.text
    for place, number in enumerate(mention.numbers):
        new = new.replace(_nth(number), f"\0{place}\0", 1)
    for place, number in enumerate(ordered):
        new = new.replace(f"\0{place}\0", _nth(number), 1)
    safe = new != mention.text and "\0" not in new
    return Hit(
        passage,
        mention.start,
        mention.end,
        f"the meetings in '{mention.text}' aren't in their order",
        "name the earlier meeting first",
        Fix(new, safe=False) if safe else None,
    )


def _nth(number: int) -> str:
    return Writing().ordinal(number)
