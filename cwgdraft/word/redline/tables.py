"""Writing a table as it became another: row by row, cell by cell."""

from __future__ import annotations

from lxml import etree

from cwgdraft.matching.blocks import Unit, align
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.parts import canonical
from cwgdraft.word.redline.scope import Scope
from cwgdraft.word.redline.units import cells_of, put_after, put_before, row_text, rows_of, structure_of, unit_of
from cwgdraft.word.redline.whole import bury_row, clean, mark_row


def write_table(scope: Scope, old: etree._Element, new: etree._Element) -> None:
    """Write in a table of the new document what became of the rows of an old one."""
    before, after = rows_of(old), rows_of(new)
    steps = align(_row_units(before), _row_units(after))
    cursor: etree._Element | None = None
    for step in steps:
        if step.old and step.new:
            one, other = before[step.old[0]], after[step.new[0]]
            _write_row(scope, one, other)
            cursor = other
        elif step.new:
            cursor = after[step.new[0]]
            mark_row(scope, cursor)
        else:
            row = scope.borrowed(before[step.old[0]])
            clean(scope, row)
            bury_row(scope, row)
            _put_row(new, after, cursor, row)
            cursor = row
    _settle_part(scope, old, new, "tblPr")
    _settle_part(scope, old, new, "tblGrid")


def _row_units(rows: list[etree._Element]) -> list[Unit]:
    found = []
    for row in rows:
        text, structure = row_text(row), structure_of(row)
        found.append(Unit((text, structure), text or "\u00b7", kind=f"row {structure}"))
    return found


def _put_row(
    table: etree._Element, rows: list[etree._Element], cursor: etree._Element | None, row: etree._Element
) -> None:
    if cursor is None:
        first = rows[0] if rows else None
        while first is not None and first.getparent() is not table:
            first = first.getparent()
        if first is None:
            table.append(row)
        else:
            put_before(first, row)
        return
    while cursor.getparent() is not table and not any(one.tag == f"{Q}tr" for one in cursor.itersiblings()):
        cursor = cursor.getparent()
    put_after(cursor, row)


def _write_row(scope: Scope, old: etree._Element, new: etree._Element) -> None:
    if scope.is_same(unit_of(old, scope.old_side), unit_of(new, scope.new_side)):
        return
    for one, other in zip(cells_of(old), cells_of(new), strict=True):
        scope.container(one, other)
        _settle_part(scope, one, other, "tcPr")
    _settle_part(scope, old, new, "trPr")


def _settle_part(scope: Scope, old: etree._Element, new: etree._Element, name: str) -> None:
    """Record what the properties of a table, row or cell were, where they differ."""
    before, after = old.find(f"{Q}{name}"), new.find(f"{Q}{name}")
    if _plain(before) == _plain(after):
        return
    if after is None:
        after = etree.Element(f"{Q}{name}")
        new.insert(0 if new.find(f"{Q}tblPrEx") is None else 1, after)
    scope.marks.record(after, before)
    if before is not None:
        scope.used_styles(before)


def _plain(properties: etree._Element | None) -> list[bytes]:
    if properties is None:
        return []
    return [canonical(one) for one in properties if not str(one.tag).endswith("Change")]
