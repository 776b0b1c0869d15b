"""Places in a copy as they were printed when it was sent: `3.2.7`, `section 4, first paragraph`, `2, third dash`."""

from __future__ import annotations

from collections.abc import Sequence

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.draft import Block, Kind, ListKind, Story
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.copies import Copy
from cwgdraft.numerals import ordinal, ordinal_words

FIRST = "first page"
"""What stands above everything that has a number."""
ORDINALS = tuple(ordinal_words(number) for number in range(1, 11))
_BESIDE = ("after ", "below ", "table below ")
_SHOWN = 50


class Places:
    """Tells the places in one copy."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._base = {block.origin: n for n, block in enumerate(copy.base) if block.origin}

    def origin_at(self, anchor: int) -> str:
        """Return what the block of the copy at `anchor` was made from, empty where there is none."""
        blocks = self._copy.draft.blocks
        return blocks[anchor].origin if 0 <= anchor < len(blocks) else ""

    def of_comment(self, story: Story) -> str:
        """Return where a comment hangs, and in which note or box there."""
        blocks = self._copy.draft.blocks
        where = ""
        if story.origin in self._base:
            where = place_in(self._copy.base, self._base[story.origin])
        elif 0 <= story.anchor < len(blocks):
            where = self._of_block(blocks, story.anchor)
        if story.gone:
            where = f"{where} (deleted)" if story.origin in self._base else f"deleted before {where}"
        return ", ".join(filter(None, (where, story.within)))

    def of_edit(self, edit: Difference) -> str:
        """Return where an edit is: the place of its block, for one that was inserted the place that it follows."""
        if edit.base is not None and edit.base.origin in self._base:
            return place_in(self._copy.base, self._base[edit.base.origin])
        if not 0 <= edit.place < len(self._copy.blocks):
            return edit.section
        if edit.what is not What.INSERTED:
            return self._of_block(self._copy.blocks, edit.place)
        return self.behind(edit)

    def behind(self, edit: Difference) -> str:
        """Return what stands above a block that came or moved: `after 3.2.7`; the first page where nothing does."""
        if not 0 < edit.place < len(self._copy.blocks):
            return FIRST if edit.place == 0 else ""
        above = self._copy.blocks[edit.place - 1]
        where = self._of_block(self._copy.blocks, edit.place - 1).removeprefix("below ")
        return f"after the heading of {where}" if above.kind is Kind.HEADING else f"after {where}"

    def _of_block(self, blocks: Sequence[Block], place: int) -> str:
        origin = blocks[place].origin
        known = origin in self._base
        return place_in(self._copy.base, self._base[origin]) if known else place_in(blocks, place)


def at_place(where: str, edit: Difference) -> str:
    """Return a place as the end of a sentence, `at 3.2.7`; of a heading with its words."""
    block = edit.base or edit.new or edit.old
    if not where or where == FIRST:
        return f"on the {FIRST}"
    if where.startswith(_BESIDE):
        return where
    title = block.text if block is not None and block.kind is Kind.HEADING and block.label == where else ""
    return f"at {where} {excerpt(title, _SHOWN)}".strip()


def place_in(blocks: Sequence[Block], place: int) -> str:
    """Return the number of a block; of one without its place among those below the number above it."""
    block = blocks[place]
    if _is_named(block):
        return block.label or f"“{excerpt(block.text, _SHOWN)}”"
    first = next((n for n in range(place - 1, -1, -1) if _is_named(blocks[n])), -1)
    if first < 0:
        return FIRST
    above = blocks[first]
    name = above.label or f"“{excerpt(above.text, _SHOWN)}”"
    before = blocks[first + 1 : place]
    if block.kind is Kind.LIST_ITEM:
        return _item(name, block, before)
    if block.kind is Kind.TABLE:
        return f"table below {name}"
    if above.kind is not Kind.HEADING:
        return f"below {name}"
    if block.kind is Kind.SUBHEADING:
        return f"section {name}, subheading"
    count = sum(one.kind not in (Kind.LIST_ITEM, Kind.TABLE, Kind.SUBHEADING) for one in before)
    return f"section {name}, {_ordinal(count)} paragraph"


def _is_named(block: Block) -> bool:
    return block.kind is Kind.HEADING or (bool(block.label) and block.kind is not Kind.LIST_ITEM)


def _item(name: str, block: Block, before: Sequence[Block]) -> str:
    if block.list_kind is not None and block.list_kind.counts:
        return f"{name} {block.label}"
    alike = [one for one in before if one.kind is Kind.LIST_ITEM and one.list_kind is block.list_kind]
    count = sum(one.level == block.level for one in alike)
    what = "dash" if block.list_kind is ListKind.DASH else "bullet"
    return f"{name}, {_ordinal(count)} {what if block.list_kind else 'item'}"


def _ordinal(count: int) -> str:
    """Return which one it is, of which `count` stand before it."""
    return ORDINALS[count] if count < len(ORDINALS) else ordinal(count + 1)
