"""Some numbers of a level end with a full stop and most don't, or the other way round: 3.1. among 3.2 and 3.3.

A document numbers each of its levels in one way. Since 2025 the Council's documents have no full stop after the
number. What is marked is the minority of a level; where neither form prevails, the document is marked once.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.outline import outlined
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the numbers that are written otherwise than the others of their level."""
    levels: dict[int, list[Passage]] = {}
    for one in outlined(subject):
        levels.setdefault(len(one.numbers), []).append(one)
    stopped = sum(one.label.endswith(".") for every in levels.values() for one in every)
    total = sum(map(len, levels.values()))
    for every in levels.values():
        with_stop = [one for one in every if one.label.endswith(".")]
        without = [one for one in every if not one.label.endswith(".")]
        few, many = sorted((with_stop, without), key=len)
        if not few:
            continue
        if len(few) * 2 > len(many):  # the level doesn't say; the document may
            few = without if stopped * 3 > total * 2 else with_stop if stopped * 3 < total else few[:1]
        for one in few:
            yield _hit(one)


def _hit(passage: Passage) -> Hit:
    label = passage.label
    if label.endswith("."):
        message = f"'{label}' ends with a full stop, the other numbers of its level don't"
        return Hit(passage, 0, 0, message, f"write '{label.rstrip('.')}'")
    message = f"'{label}' ends without a full stop, the other numbers of its level have one"
    return Hit(passage, 0, 0, message, f"write '{label}.'")
