"""A mark that accepts a finding names no rule, gives no reason, or accepts nothing any more.

Who accepts a finding says why, so that the next reader needn't ask again; without a reason nothing is accepted. A mark
whose finding has gone would hide the next slip of its kind. That is told by a check of all reports, since only that has
seen everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.marks import mark_in, unknown_rule, without_reason
from cwgdraft.checking.passages import NOWHERE
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import StoryKind
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the marks in comments that are wrong; those in records are looked at when all their findings are known."""
    for story in subject.draft.stories:
        mark = mark_in(" ".join(block.text for block in story.blocks)) if story.kind is StoryKind.COMMENT else None
        if mark is None:
            continue
        rules, reason = mark
        faults = [fault for rule in rules if (fault := unknown_rule(rule))]
        faults += [] if reason else [without_reason(rules, "accept rule: reason")]
        passage = next((one for one in subject.passages if one.index == story.anchor >= 0), NOWHERE)
        for message, help_ in faults:
            yield Hit(passage, 0, 0, message, help_)
