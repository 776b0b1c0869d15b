"""A table of a comparison: rows and cells marked by what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import CellChange, Change, RowChange, What
from cwgdraft.comparing.page.elements import element, escaped, together
from cwgdraft.comparing.page.words import shown_run
from cwgdraft.comparing.phrases import SIGNS
from cwgdraft.draft import Block, Cell, Row

ShownBlock = Callable[[Change], Markup]
_FOLDED = 4
"""So many rows in a line that stayed the same are folded to one line."""


def shown_table(change: Change, shown_block: ShownBlock) -> Markup:
    """Return a table; `shown_block` makes the blocks of its cells."""
    if not change.rows:
        return _whole_table(change)
    bodies: list[Markup] = []
    for is_same, group in groupby(change.rows, key=lambda row: row.what is What.SAME):
        rows = list(group)
        shown = [_row(row, shown_block) for row in rows]
        if is_same and len(rows) >= _FOLDED:
            bodies.append(_gap(len(rows), _width(change.rows)))
            bodies.append(element("tbody", *shown, class_="rest"))
        else:
            bodies.append(element("tbody", *shown))
    return _wrapped(*bodies)


def _whole_table(change: Change) -> Markup:
    """Return a table that has one fate as a whole."""
    block = (change.old if change.away else change.new or change.old)[0]
    words = {What.INSERTED: "ins", What.DELETED: "del", What.MOVED: "del" if change.away else "ins"}
    return _wrapped(element("tbody", *(_plain_row(row, words.get(change.what)) for row in block.rows)))


def _width(rows: Iterable[RowChange]) -> int:
    """Return how many columns a table has, the one with the signs included."""
    return 1 + max(sum(cell.columns for cell in (row.new or row.old or Row()).cells) for row in rows)


def _wrapped(*bodies: Markup) -> Markup:
    return element("div", element("table", *bodies), class_="grid")


def _gap(number: int, width: int) -> Markup:
    button = element("button", f"… {number} rows unchanged", type="button", class_="rows", aria_expanded="false")
    return element("tbody", element("tr", element("td", button, colspan=width)), class_="gap")


def _row(row: RowChange, shown_block: ShownBlock) -> Markup:
    said = "" if row.what is What.SAME else element("span", f"row {row.what.value}", class_="v")
    sign = element("td", element("span", SIGNS[row.what].strip(), aria_hidden="true"), said, class_="sign")
    if row.cells:
        cells = [_cell(cell, shown_block) for cell in row.cells]
    else:
        words = {What.INSERTED: "ins", What.DELETED: "del"}.get(row.what)
        cells = _plain_cells(row.new or row.old or Row(), words)
    return element("tr", sign, *cells, class_=row.what.value)


def _cell(cell: CellChange, shown_block: ShownBlock) -> Markup:
    now = cell.new or cell.old or Cell()
    if cell.changes:
        content: Iterable[Markup] = (shown_block(change) for change in cell.changes)
    else:
        words = {What.INSERTED: "ins", What.DELETED: "del"}.get(cell.what)
        content = (_paragraph(block, words) for block in now.blocks)
    return _data(now, content, None if cell.what is What.SAME else cell.what.value)


def _plain_row(row: Row, words: str | None) -> Markup:
    return element("tr", *_plain_cells(row, words))


def _plain_cells(row: Row, words: str | None) -> list[Markup]:
    return [_data(cell, (_paragraph(block, words) for block in cell.blocks), None) for cell in row.cells]


def _data(cell: Cell, content: Iterable[Markup], kind: str | None) -> Markup:
    classes = " ".join(word for word in (kind, "continues" if cell.continues else None) if word)
    return element("td", *content, colspan=cell.columns if cell.columns > 1 else None, class_=classes or None)


def _paragraph(block: Block, words: str | None) -> Markup:
    """Return a block of a cell as it stands; a table inside as its rows."""
    if block.rows:
        return _wrapped(element("tbody", *(_plain_row(row, words) for row in block.rows)))
    shown = together(*(shown_run(run) for run in block.runs))
    if block.label:
        shown = together(escaped(block.label), " ", shown)
    return element("p", element(words, shown) if words else shown, dir="auto")
