"""What putting something back would do to a block: a draft made so, beside the one that is and the one that was."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cwgdraft.comparing.changes import Change, What
from cwgdraft.comparing.stories import front_blocks
from cwgdraft.draft import Block, Draft, Kind


class Effect(enum.IntEnum):
    """What putting something back does to a block."""

    NONE = 0
    DIFFERS = 1
    RESTORES = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of a draft, with the origins of the block before it and of the heading that it stands under.

    `sections` is what stands before that heading and before those above it: a block moves with its section.
    """

    block: Block
    before: str
    section: str
    sections: tuple[str, ...] = ()


Layout = Mapping[str, Placed]


def layout(draft: Draft) -> Layout:
    """Return the blocks of a draft, and the facts of its first page, by origin."""
    found = {block.origin: Placed(block, "", "") for block in front_blocks(draft)}
    before = ""
    above: list[tuple[int, str, str]] = []
    for block in draft.blocks:
        if block.kind is Kind.HEADING:
            above = [*(one for one in above if one[0] < block.level), (block.level, before, block.origin)]
        section = above[-1][2] if above else ""
        found[block.origin] = Placed(block, before, section, tuple(one[1] for one in above))
        before = block.origin
    return found


def effect(change: Change, old: Layout, now: Layout, trial: Layout) -> Effect:
    """Return what the draft `trial`, which is `now` with something put back, does to a change from `old` to `now`."""
    if change.what is What.INSERTED:
        return Effect.NONE if any(one.origin in trial for one in change.new) else Effect.RESTORES
    if change.what is What.DELETED:
        return Effect.RESTORES if any(one.origin in trial for one in change.old) else Effect.NONE
    found = Effect.NONE
    for one in change.new:
        was = next((old[other.origin] for other in change.old if other.origin in old), None)
        if one.origin in now:
            found = max(found, _effect(change, was, now[one.origin], _found(trial, one, change)))
    return found


def _found(trial: Layout, block: Block, change: Change) -> Placed | None:
    """Return a block in a draft; one whose origin changed with its words, by the origin that it had."""
    names = (block.origin, *(one.origin for one in change.old))
    return next((trial[name] for name in names if name in trial), None)


def _effect(change: Change, was: Placed | None, now: Placed, trial: Placed | None) -> Effect:
    if trial is None:
        return Effect.RESTORES
    if change.what is What.MOVED:
        if _stands(trial) == _stands(now):
            return Effect.NONE
        return Effect.RESTORES if was and _stands(trial) == _stands(was) else Effect.DIFFERS
    if change.what is What.RENUMBERED:
        if trial.block.label == now.block.label:
            return Effect.NONE
        return Effect.RESTORES if was and trial.block.label == was.block.label else Effect.DIFFERS
    if _content(trial.block) == _content(now.block):
        return Effect.NONE
    return Effect.RESTORES if was and _content(trial.block) == _content(was.block) else Effect.DIFFERS


def _stands(placed: Placed) -> tuple[str, str, tuple[str, ...]]:
    return placed.before, placed.section, placed.sections


def _content(block: Block) -> object:
    """Return what of a block isn't its number: text and look, cross-references without the numbers that they show."""
    runs = tuple(replace(run, text="") if run.target else run for run in block.runs)
    return runs, block.rows, block.kind, block.list_kind, block.level
