"""Naming causes: what a draft would be with one thing put back says whether that thing changed a block."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, StoryChanges, What
from cwgdraft.comparing.stories import front_blocks
from cwgdraft.draft import Block, Draft, Kind, Made

Namer = Callable[[StoryChanges, Change], Cause | None]


def with_causes(comparison: Comparison, name: Namer) -> Comparison:
    """Return a comparison whose changes carry the causes that `name` gives; derived changes and the same have none."""
    stories = []
    for story in comparison.stories:
        ends: dict[int, Cause | None] = {}
        changes = []
        for change in story.changes:
            if not change.is_shown or change.cause is not None:
                changes.append(change)
                continue
            cause = ends[change.move] if change.move in ends else name(story, change)
            if change.move:
                ends[change.move] = cause
            changes.append(replace(change, cause=cause))
        stories.append(replace(story, changes=tuple(changes)))
    return replace(comparison, stories=tuple(stories))


# --- what a draft would be -------------------------------------------------------------------------


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


# --- what two Word files say of themselves ----------------------------------------------------------


def cause_by_hand(change: Change, old: Made | None, new: Made | None) -> Cause | None:
    """Return the cause of a change that somebody made in one of two Word files, None where none was made by hand.

    A block whose text isn't what was built was edited; one that the build put there and that is gone was taken out.
    """
    if edited := _edited(change.new, new):
        return Cause(CauseKind.HAND, f"{edited} in the new file")
    if edited := _edited(change.old, old):
        return Cause(CauseKind.HAND, f"{edited} in the old file")
    if new is not None and change.what is What.DELETED and any(one.origin in new.blocks for one in change.old):
        return Cause(CauseKind.HAND, "taken out of the new file")
    if old is not None and change.what is What.INSERTED and any(one.origin in old.blocks for one in change.new):
        return Cause(CauseKind.HAND, "taken out of the old file")
    return None


def _edited(blocks: tuple[Block, ...], made: Made | None) -> str:
    if made is None:
        return ""
    if any(one.origin in made.blocks and made.blocks[one.origin] != one.digest for one in blocks):
        return "edited"
    return ""


def changed_sources(old: Made, new: Made) -> list[str] | None:
    """Return the files whose digests differ between two drafts; None where a draft doesn't know them."""
    if not all((*old.sources.values(), *new.sources.values())) or not old.sources or not new.sources:
        return None
    names = dict.fromkeys((*new.sources, *old.sources))
    return [name for name in names if old.sources.get(name) != new.sources.get(name)]


def cause_by_sources(change: Change, old: Made, new: Made) -> Cause:
    """Return the cause of a change as far as the digests of both drafts' sources tell it."""
    files = changed_sources(old, new)
    other_version = f"version {old.version} -> {new.version}" if old.version != new.version else ""
    if files is None:
        return _by_origin(change) or Cause(CauseKind.UNKNOWN, "the files don't say which records they were made from")
    fitting = [name for name in files if name in _fitting(change, files)]
    if not files:
        if other_version:
            return Cause(CauseKind.PROGRAM, other_version)
        return Cause(CauseKind.UNKNOWN, "both files were made from the same records, template and phrases")
    kind = _kind(change, fitting or files)
    shown = fitting or files
    return Cause(kind, "" if len(shown) == 1 else f"changed: {', '.join(shown)}", shown[0])


def _fitting(change: Change, files: list[str]) -> list[str]:
    """Return those of the changed files that a block can come from."""
    origin = origin_of(change)
    if is_computed(origin):
        return [name for name in files if not name.endswith((".md", ".docx"))]
    if not origin:
        return [name for name in files if name.endswith(".docx")]
    if origin.startswith("section:"):
        plans = [name for name in files if name.startswith("records/reports/") and name.endswith(".yaml")]
        return plans or [name for name in files if name.endswith(("group.yaml", ".yaml"))]
    stem = origin.split("#")[0].split("/")[0]
    folder = "meetings" if stem.isdigit() else "reports"
    own = [name for name in files if name.startswith(f"records/{folder}/{stem}.") and name.endswith(".md")]
    return own or [name for name in files if not name.endswith(".docx")]


def _kind(change: Change, files: list[str]) -> CauseKind:
    origin = origin_of(change)
    if all(name.endswith(".docx") for name in files):
        return CauseKind.TEMPLATE
    if all(name.startswith("templates/phrases/") for name in files):
        return CauseKind.PHRASES
    if is_computed(origin):
        return CauseKind.COMPUTED
    plans = [name for name in files if name.startswith("records/reports/") and name.endswith(".yaml")]
    return CauseKind.PLAN if plans and len(plans) == len(files) else CauseKind.RECORD


def _by_origin(change: Change) -> Cause | None:
    """Return the kind of cause that the origin of a block tells when nothing is known of the files."""
    origin = origin_of(change)
    if not origin:
        return None
    if is_computed(origin):
        return Cause(CauseKind.COMPUTED, "which fact moved it isn't known: the files carry no digests of the records")
    kind = CauseKind.PLAN if origin.startswith("section:") or change.what is What.MOVED else CauseKind.RECORD
    return Cause(kind, f"made from {origin}")


def origin_of(change: Change) -> str:
    """Return the origin of a change's block as it is now, else as it was."""
    return next((one.origin for one in (*change.new, *change.old) if one.origin), "")


def is_computed(origin: str) -> bool:
    """Return whether a block is a sentence or a fact that the program computes."""
    return origin.startswith(("phrase:", "front:", "signature:", "opening:"))
