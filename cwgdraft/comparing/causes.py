"""Naming causes: what a draft would be with one thing put back says whether that thing changed a block."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, StoryChanges, What
from cwgdraft.comparing.stories import front_blocks
from cwgdraft.draft import Block, Draft, Kind, Made, flat
from cwgdraft.matching.sequence import heaviest_rising

Namer = Callable[[StoryChanges, Change], Cause | None]


def with_causes(comparison: Comparison, name: Namer) -> Comparison:
    """Return a comparison whose changes carry the causes that `name` gives; derived changes and the same have none.

    Both ends of a move have one cause. A table that is no block of the draft has the cause of what changed in it.
    """
    return replace(comparison, stories=tuple(_caused(story, name) for story in comparison.stories))


def _caused(story: StoryChanges, name: Namer) -> StoryChanges:
    ends: dict[int, Cause | None] = {}

    def with_cause(change: Change) -> Change:
        if not change.is_shown or change.cause is not None:
            return change
        if change.move in ends:
            return replace(change, cause=ends[change.move])
        inner = [with_cause(one) for one in _inside(change)] if change.rows and not origin_of(change) else []
        cause = next((one.cause for one in inner if one.cause), None) or name(story, change)
        if change.move:
            ends[change.move] = cause
        return replace(change, cause=cause)

    return replace(story, changes=tuple(with_cause(change) for change in story.changes))


def _inside(change: Change) -> Iterator[Change]:
    """Yield the changes in the cells of a table."""
    for row in change.rows:
        for cell in row.cells:
            yield from cell.changes


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


@dataclass(frozen=True, slots=True)
class WordFile:
    """What a Word file says of its making, and which of its blocks are still there, and in another place than built."""

    made: Made
    present: frozenset[str]
    moved: frozenset[str]


def word_file(draft: Draft) -> WordFile | None:
    """Return what is known of a draft that was read from Word, None when it carries no identity."""
    if draft.made is None:
        return None
    order = {origin: place for place, origin in enumerate(draft.made.blocks)}
    blocks = [block for block in flat(draft.blocks) if block.origin in order]
    kept = heaviest_rising([order[one.origin] for one in blocks], [1 + len(one.text) for one in blocks])
    present = frozenset(block.origin for block in blocks)
    return WordFile(draft.made, present, present - {blocks[place].origin for place in kept})


def cause_by_hand(change: Change, old: WordFile | None, new: WordFile | None) -> Cause | None:
    """Return the cause of a change that somebody made in one of two Word files, None where none was made by hand.

    A block whose text isn't what was built was edited; one that the build put there and that is gone was taken out.
    """
    for file, name, here, there in ((new, "new", change.new, change.old), (old, "old", change.old, change.new)):
        if file is None:
            continue
        blocks = file.made.blocks
        if any(one.origin in blocks and blocks[one.origin] != one.digest for one in here):
            return Cause(CauseKind.HAND, f"edited in the {name} file")
        if any(one.origin in blocks and one.origin not in file.present for one in there):
            return Cause(CauseKind.HAND, f"taken out of the {name} file")
        if change.what is What.MOVED and any(one.origin in file.moved for one in here):
            return Cause(CauseKind.HAND, f"moved in the {name} file")
    return None


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
