"""Comparing tables: row by row, cell by cell, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cwgdraft.comparing.changes import CellChange, Change, RowChange, Tag, What
from cwgdraft.comparing.words import said, whole
from cwgdraft.draft import Block, Cell, Row
from cwgdraft.matching.blocks import Unit, align

Compare = Callable[[Sequence[Block], Sequence[Block]], tuple[Change, ...]]
"""How the blocks of a cell are compared."""
_FATES = {Tag.DELETED: What.DELETED, Tag.INSERTED: What.INSERTED, Tag.SAME: What.SAME}


def compare_rows(old: Sequence[Row], new: Sequence[Row], compare: Compare) -> tuple[RowChange, ...]:
    """Return the rows of two tables in one order; a row of other cells than before is one deleted and one inserted."""
    found: list[RowChange] = []
    for step in align([_unit(row) for row in old], [_unit(row) for row in new]):
        if len(step.old) == len(step.new) == 1:
            found.append(_row(old[step.old[0]], new[step.new[0]], compare))
        else:
            found.extend(whole_row(old[n], Tag.DELETED) for n in step.old)
            found.extend(whole_row(new[n], Tag.INSERTED) for n in step.new)
    return tuple(found)


def _unit(row: Row) -> Unit:
    """Return a row as aligning sees it: only rows of the same cells can be one row."""
    key = tuple(tuple(said(block) for block in cell.blocks) for cell in row.cells)
    structure = " ".join(f"{cell.columns}{'+' if cell.continues else ''}" for cell in row.cells)
    return Unit(key, " ".join(cell.text for cell in row.cells), kind=f"row {structure}")


def _row(old: Row, new: Row, compare: Compare) -> RowChange:
    cells = tuple(_cell(one, other, compare) for one, other in zip(old.cells, new.cells, strict=True))
    return RowChange(_together(cell.what for cell in cells), old, new, cells)


def _cell(old: Cell, new: Cell, compare: Compare) -> CellChange:
    changes = compare(old.blocks, new.blocks)
    what = _together(_counted(change) for change in changes)
    return CellChange(what, old, new, changes)


def _counted(change: Change) -> What:
    if not change.is_shown:
        return What.SAME
    return What.FORMATTED if change.what is What.FORMATTED else What.CHANGED


def _together(fates: Iterable[What]) -> What:
    """Return what became of the whole: changed if a part was, else formatted if a part was, else the same."""
    found = set(fates) - {What.SAME}
    if not found:
        return What.SAME
    return What.FORMATTED if found == {What.FORMATTED} else What.CHANGED


def whole_row(row: Row, tag: Tag) -> RowChange:
    """Return a row that came, went or stayed as it was, with everything in it."""
    what = _FATES[tag]
    cells = tuple(_whole_cell(cell, what, tag) for cell in row.cells)
    return RowChange(what, None if tag is Tag.INSERTED else row, None if tag is Tag.DELETED else row, cells)


def _whole_cell(cell: Cell, what: What, tag: Tag) -> CellChange:
    changes = tuple(_whole_block(block, n, what, tag) for n, block in enumerate(cell.blocks))
    return CellChange(what, None if tag is Tag.INSERTED else cell, None if tag is Tag.DELETED else cell, changes)


def _whole_block(block: Block, place: int, what: What, tag: Tag) -> Change:
    rows = tuple(whole_row(row, tag) for row in block.rows)
    blocks, places = (block,), (place,)
    was, now = (() if tag is Tag.INSERTED else blocks), (() if tag is Tag.DELETED else blocks)
    at, to = (places if was else ()), (places if now else ())
    return Change(what, was, now, at, to, whole(blocks, tag), rows)


def fate_of_rows(rows: Iterable[RowChange]) -> tuple[What, str]:
    """Return what became of a table, and which noise it is if nothing in it counts."""
    rows = tuple(rows)
    what = _together(row.what for row in rows)
    if what is not What.SAME:
        return what, ""
    inner = (change for row in rows for cell in row.cells for change in cell.changes)
    derived = next((change.derived for change in inner if change.derived), "")
    return (What.CHANGED, derived) if derived else (What.SAME, "")
