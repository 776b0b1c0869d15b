"""Comparing sequences of blocks: the body of two drafts, the blocks of a cell or of a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cwgdraft.comparing.changes import Change, Piece, RowChange, Tag, What
from cwgdraft.comparing.formats import block_formats, word_formats
from cwgdraft.comparing.tables import compare_rows, fate_of_rows, whole_row
from cwgdraft.comparing.words import RENUMBERING, Ties, compare_words, said, whole
from cwgdraft.draft import Block, Kind
from cwgdraft.matching.blocks import Step, Unit, align


def aligned(old: Sequence[Block], new: Sequence[Block]) -> list[Step]:
    """Return which blocks belong together, in one order."""
    if len(old) == len(new) == 1 and (old[0].kind is Kind.TABLE) == (new[0].kind is Kind.TABLE):
        return [Step((0,), (0,))]
    return align([_unit(block) for block in old], [_unit(block) for block in new])


def _unit(block: Block) -> Unit:
    if block.kind is Kind.TABLE:
        text = block.text
        return Unit(text, text, block.origin, "table")
    key = said(block)
    return Unit(key or (block.kind, block.style), block.text, block.origin)


def compare_blocks(old: Sequence[Block], new: Sequence[Block], ties: Ties) -> tuple[Change, ...]:
    """Return every block of both sides, in one order."""
    return changes_of(aligned(old, new), old, new, ties)


def _compare_cell(old: Sequence[Block], new: Sequence[Block], ties: Ties) -> tuple[Change, ...]:
    """Return every block of a cell in one order; in so small a place what moved came and went."""
    return changes_of([replace(step, move=0) for step in aligned(old, new)], old, new, ties)


def changes_of(steps: Sequence[Step], old: Sequence[Block], new: Sequence[Block], ties: Ties) -> tuple[Change, ...]:
    """Return what became of the blocks that `steps` bring together."""
    ends: dict[int, tuple[int, int]] = {}
    for step in steps:
        if step.move:
            was, now = ends.get(step.move, (-1, -1))
            ends[step.move] = (step.old[0] if step.old else was, step.new[0] if step.new else now)
    return tuple(
        _moved(step, ends[step.move], old, new, ties) if step.move else _change(step, old, new, ties) for step in steps
    )


def _change(step: Step, old: Sequence[Block], new: Sequence[Block], ties: Ties) -> Change:
    before, after = tuple(old[n] for n in step.old), tuple(new[n] for n in step.new)
    if not before or not after:
        what, tag = (What.DELETED, Tag.DELETED) if before else (What.INSERTED, Tag.INSERTED)
        return Change(
            what, before, after, step.old, step.new, whole(before or after, tag), _whole_rows((before or after)[0], tag)
        )
    if len(before) > 1 or len(after) > 1:
        pieces = compare_words(before, after, ties)
        what = What.CHANGED if len(before) == len(after) else What.SPLIT if len(after) > len(before) else What.MERGED
        label = before[0].label != after[0].label
        return Change(what, before, after, step.old, step.new, pieces, formats=tuple(word_formats(pieces)), label=label)
    return _pair(before[0], after[0], step.old, step.new, ties)


def _moved(step: Step, ends: tuple[int, int], old: Sequence[Block], new: Sequence[Block], ties: Ties) -> Change:
    was, now = ends
    if step.old:
        label = old[was].label != new[now].label
        edited = _pair(old[was], new[now], (), (), ties, moved=True)
        return Change(
            What.MOVED, (old[was],), (new[now],), (was,), (now,),
            label=label, move=step.move, away=True, edited=_is_edit(edited),
        )  # fmt: skip
    found = _pair(old[was], new[now], (was,), (now,), ties, moved=True)
    pieces = found.pieces or whole(found.new, Tag.SAME)
    rows = found.rows or _whole_rows(new[now], Tag.SAME)
    return Change(
        What.MOVED, found.old, found.new, found.old_places, found.new_places, pieces, rows, found.formats,
        found.label, move=step.move, edited=_is_edit(found),
    )  # fmt: skip


def _is_edit(change: Change) -> bool:
    return change.what in (What.CHANGED, What.FORMATTED) and not change.derived


def _pair(
    old: Block, new: Block, old_places: tuple[int, ...], new_places: tuple[int, ...], ties: Ties, *, moved: bool = False
) -> Change:
    """Return what became of a block that is in both drafts."""
    label = old.label != new.label
    if old.kind is Kind.TABLE and new.kind is Kind.TABLE:
        return _table(old, new, old_places, new_places, ties)
    same = old.runs == new.runs and all(
        not run.note or ties.notes.get(run.note, run.note) == run.note for run in old.runs
    )
    if same and not label and _standing(old) == _standing(new):
        return Change(What.SAME, (old,), (new,), old_places, new_places)
    pieces = whole((new,), Tag.SAME) if same else compare_words((old,), (new,), ties)
    formats = (*block_formats(old, new, ties, moved=moved), *word_formats(pieces))
    what, derived = _verdict(pieces, formats, label)
    if what is What.SAME:
        return Change(What.SAME, (old,), (new,), old_places, new_places)
    return Change(what, (old,), (new,), old_places, new_places, pieces, formats=formats, label=label, derived=derived)


def _standing(block: Block) -> tuple[object, ...]:
    return block.kind, block.level, block.list_kind, block.style, block.look


def _verdict(pieces: Sequence[Piece], formats: Sequence[str], label: bool) -> tuple[What, str]:
    """Return what became of a block, and which noise it is if it only follows from another change."""
    if any(piece.tag in (Tag.DELETED, Tag.INSERTED) for piece in pieces):
        return What.CHANGED, ""
    if formats:
        return What.FORMATTED, ""
    derived = next((piece.derived for piece in pieces if piece.derived), "")
    if derived:
        return What.CHANGED, derived
    if label:
        return What.RENUMBERED, RENUMBERING
    return What.SAME, ""


# --- tables -----------------------------------------------------------------------------------------


def _table(old: Block, new: Block, old_places: tuple[int, ...], new_places: tuple[int, ...], ties: Ties) -> Change:
    if old.rows == new.rows and _standing(old) == _standing(new):
        return Change(What.SAME, (old,), (new,), old_places, new_places)
    rows = compare_rows(old.rows, new.rows, lambda one, other: _compare_cell(one, other, ties))
    formats = tuple(block_formats(old, new, ties))
    what, derived = fate_of_rows(rows)
    if formats and (what is What.SAME or derived):
        what, derived = What.FORMATTED, ""
    if what is What.SAME:
        return Change(What.SAME, (old,), (new,), old_places, new_places)
    return Change(what, (old,), (new,), old_places, new_places, (), rows, formats, derived=derived)


def _whole_rows(block: Block, tag: Tag) -> tuple[RowChange, ...]:
    return tuple(whole_row(row, tag) for row in block.rows)
