"""What two Word files say of their making: what was changed by hand, and which of their sources differ."""

from __future__ import annotations

from dataclasses import dataclass

from cwgdraft.comparing.causes import is_computed, origin_of
from cwgdraft.comparing.changes import Cause, CauseKind, Change, What
from cwgdraft.draft import Draft, Made, flat
from cwgdraft.matching.sequence import heaviest_rising


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
    """Return the cause of a change as far as the digests of both drafts' sources tell it: all that it may be."""
    files = changed_sources(old, new)
    if files is None:
        return _by_origin(change) or Cause(CauseKind.UNKNOWN, "the files don't say which records they were made from")
    other_version = f"version {old.version} -> {new.version}" if old.version != new.version else ""
    if not files and other_version:
        return Cause(CauseKind.PROGRAM, other_version)
    if not files and change.what is What.FORMATTED:
        return Cause(CauseKind.HAND, "its look was changed in one of the files")
    if not files:
        return Cause(CauseKind.UNKNOWN, "both files were made from the same records, template and phrases")
    shown = _fitting(change, files)
    kind = _kind(change, shown)
    if len(shown) == 1 and not other_version:
        return Cause(kind, "", shown[0])
    return Cause(kind, f"one of these changed: {', '.join(filter(None, (*shown, other_version)))}")


def _fitting(change: Change, files: list[str]) -> list[str]:
    """Return those of the changed files that can have changed a block: words don't come from the template."""
    if not origin_of(change) or change.what is What.FORMATTED:
        return files
    return [name for name in files if not name.endswith(".docx")] or files


def _kind(change: Change, files: list[str]) -> CauseKind:
    """Return what kind of cause some files are, as far as all of them are of one kind."""
    if all(name.endswith(".docx") for name in files):
        return CauseKind.TEMPLATE
    if all(name.startswith("templates/phrases/") for name in files):
        return CauseKind.PHRASES
    if is_computed(origin_of(change)):
        return CauseKind.COMPUTED
    if all(name.startswith("records/reports/") and name.endswith(".yaml") for name in files):
        return CauseKind.PLAN
    return CauseKind.RECORD if all(name.startswith("records/") for name in files) else CauseKind.UNKNOWN


def _by_origin(change: Change) -> Cause | None:
    """Return the kind of cause that the origin of a block tells when nothing is known of the files."""
    origin = origin_of(change)
    if not origin:
        return None
    if is_computed(origin):
        return Cause(CauseKind.COMPUTED, "which fact moved it isn't known: the files carry no digests of the records")
    kind = CauseKind.PLAN if origin.startswith("section:") or change.what is What.MOVED else CauseKind.RECORD
    return Cause(kind, f"made from {origin}")
