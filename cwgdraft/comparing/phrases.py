"""What views of a comparison say in words: counts, causes, where something moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, What

SIGNS = {
    What.SAME: " ", What.INSERTED: "+", What.DELETED: "-", What.CHANGED: "~", What.MOVED: ">", What.SPLIT: "~",
    What.MERGED: "~", What.RENUMBERED: "#", What.FORMATTED: "=",
}  # fmt: skip
_FOLDED = {
    "renumbering": ("renumbered", "renumbered"),
    "page field": ("page field", "page fields"),
    "date of generation": ("date of generation", "dates of generation"),
    "cross-reference": ("cross-reference", "cross-references"),
    "naming of the meeting": ("meeting named", "meetings named"),
}
_ORDER = (
    What.INSERTED, What.DELETED, What.CHANGED, What.MOVED, What.SPLIT, What.MERGED, What.RENUMBERED, What.FORMATTED,
)  # fmt: skip


def sign_of(change: Change) -> str:
    """Return the sign of what became of a block, the same in all views."""
    return "<" if change.away else SIGNS[change.what]


def counted(counts: Mapping[What, int]) -> str:
    """Return counts of changes in words: `3 inserted, 2 deleted`."""
    return ", ".join(f"{counts[what]} {what.value}" for what in _ORDER if counts.get(what))


def folded(derived: Mapping[str, int]) -> str:
    """Return counts of noise in words: `14 renumbered, 3 page fields`."""
    return ", ".join(f"{n} {_FOLDED.get(kind, (kind, kind))[n != 1]}" for kind, n in derived.items())


def summary(found: Comparison, *, everything: bool = False) -> str:
    """Return the line that ends a comparison; `everything` says that what is folded was shown."""
    counts = found.counts()
    total = sum(counts.values())
    text = f"{total} change{'s' if total != 1 else ''}: {counted(counts)}" if total else "no changes"
    noise = folded(found.derived())
    if noise:
        text += f"; {noise} besides" if everything else f"; folded: {noise} (--all shows them)"
    return text


def cause_in_words(cause: Cause | None) -> str:
    """Return why something changed, on one line; empty where nobody knows."""
    if cause is None or (cause.kind is CauseKind.UNKNOWN and not cause.detail):
        return ""
    place = f"{cause.file}:{cause.line}" if cause.file and cause.line else cause.file
    commit = cause.commit[:10] if re.fullmatch(r"[0-9a-f]{10,}", cause.commit) else cause.commit
    if commit:
        place = f"{place} ({commit})" if place else commit
    kind = "" if cause.kind in (CauseKind.RECORD, CauseKind.UNKNOWN) and place else cause.kind.value
    return " – ".join(filter(None, (kind, place, cause.detail)))


def other_ends(changes: Iterable[Change]) -> dict[tuple[int, bool], Change]:
    """Return the ends of moves by number and by whether they are the end that was left."""
    return {(change.move, change.away): change for change in changes if change.move}


def moved_together(changes: Sequence[Change]) -> dict[int, int]:
    """Return for each move the first one of its run: blocks that left and came together, unedited."""
    left = {change.move: n for n, change in enumerate(changes) if change.move and change.away}
    found: dict[int, int] = {}
    last: Change | None = None
    for change in changes:
        here = change if change.move and not change.away else None
        if here is not None:
            goes_on = last is not None and not (last.edited or here.edited)
            before = last.move if last is not None else 0
            goes_on = goes_on and left.get(here.move, -1) == left.get(before, -3) + 1
            found[here.move] = found[before] if goes_on else here.move
        last = here
    return found


def place_in_words(change: Change, away: bool) -> str:
    """Return where a moved block stood (`away`) or stands: its number, else its section."""
    block = (change.old if away else change.new)[0]
    return block.label if block.label and any(sign.isalnum() for sign in block.label) else change.section
