"""Paragraphs and tables of a story as blocks: one block for each `w:p` and `w:tbl`, in the order of the document.

Content controls, custom XML and smart tags are looked through. A table in a cell is a block of that cell; a cell's
last paragraph, which Word demands after a table, is a block like any other, and so is an empty paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from cwgdraft.draft import Block, Cell, Kind, ListKind, Row
from cwgdraft.errors import WordFileError
from cwgdraft.word.anchors import PREFIX, Anchor
from cwgdraft.word.gathering import Gathering
from cwgdraft.word.inline import DELETED, INSERTED, MOVED_AWAY, TRACKED, Lines
from cwgdraft.word.links import Link
from cwgdraft.word.looks import look_of
from cwgdraft.word.numbering import Counter, Numbering
from cwgdraft.word.objects import chosen
from cwgdraft.word.package import W
from cwgdraft.word.styles import BODY_TEXT, outline_level

_Q = f"{{{W}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P, TBL = f"{_Q}p", f"{_Q}tbl"
_PSTYLE, _NUMPR, _RPR, _OUTLINE = f"{_Q}pStyle", f"{_Q}numPr", f"{_Q}rPr", f"{_Q}outlineLvl"
_TR, _TC, _PPR, _VAL = f"{_Q}tr", f"{_Q}tc", f"{_Q}pPr", f"{_Q}val"
_THROUGH = frozenset(
    f"{_Q}{name}" for name in ("customXml", "smartTag", "ins", "del", "moveFrom", "moveTo", "sdtContent")
)
_DEEPEST = 40
"""How deep tables may stand in one another: far beyond what a page has room for."""
_WIDEST = 63
"""The most columns that a table in Word has."""
_KINDS = frozenset(Kind)


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield what stands in a body, cell or note, containers that don't show looked through."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == f"{_Q}sdt":
            content = child.find(f"{_Q}sdtContent")
            if content is not None:
                stack.append(iter(content))
        elif child.tag in _THROUGH:
            stack.append(iter(child))
        elif child.tag == f"{_MC}AlternateContent":
            taken = chosen(child)
            if taken is not None:
                stack.append(iter(taken))
        else:
            yield child


def block_elements(parent: etree._Element) -> list[etree._Element]:
    """Return the paragraphs and tables of a body, cell or note: one for each of its blocks, in the same order."""
    return [child for child in children(parent) if child.tag in (P, TBL)]


class Contents:
    """Reads the blocks of stories that count together: the body, or all footnotes, or all text boxes.

    `anchors` are the bookmarks of our own by name; `changes` says whether tracked changes are shown.
    """

    def __init__(
        self,
        root: etree._Element,
        gathering: Gathering,
        numbering: Numbering,
        links: Mapping[str, Link],
        anchors: Mapping[str, Anchor],
        *,
        changes: bool,
        counter: Counter | None = None,
    ) -> None:
        self._gathering = gathering
        self._numbering = numbering
        self._counter = counter or Counter(numbering)
        self._lines = Lines(root, gathering, links, changes=changes)
        self._anchors = anchors
        self._changes = changes
        self._pending: list[str] = []
        self._seen: set[str] = set()
        self._tables: list[list[Anchor]] = []
        self._base = ""

    def body(self, element: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of the body; each is the place where the notes and boxes in it hang."""
        found: list[Block] = []
        for child in children(element):
            self._gathering.anchor = len(found)
            block = self._block(child)
            if block is not None:
                found.append(block)
        self._gathering.end_body(len(found))
        return tuple(found)

    def blocks(self, element: etree._Element) -> tuple[Block, ...]:
        """Return the blocks of a cell, a note, a header or a text box."""
        return tuple([block for child in children(element) if (block := self._block(child)) is not None])

    def _block(self, child: etree._Element) -> Block | None:
        tag = child.tag
        if tag == P:
            return self._paragraph(child)
        if tag == TBL:
            return self._table(child)
        if tag == f"{_Q}bookmarkStart":
            self._pending.append(child.get(f"{_Q}name", ""))
        elif tag == f"{_Q}commentRangeStart":
            self._gathering.comment_begins(child.get(f"{_Q}id", ""))
        elif tag == f"{_Q}commentRangeEnd":
            self._gathering.comment_ends(child.get(f"{_Q}id", ""))
        elif tag == f"{_Q}altChunk":
            self._gathering.remark("it takes in another file (altChunk) when Word opens it: that isn't read")
        return None

    # --- paragraphs

    def _paragraph(self, element: etree._Element) -> Block:
        gathering, numbering = self._gathering, self._numbering
        styles = gathering.styles
        properties = element.find(_PPR)
        said = {} if properties is None else {one.tag: one for one in properties}
        style, tracked = "", ""
        if (found := said.get(_PSTYLE)) is not None:
            style = found.get(_VAL, "")
        if self._changes:
            tracked = _first_tracked(said.get(_RPR))
        anchor = self._anchor_of(element) if self._anchors else None
        label, level, starts = "", 0, 0
        list_kind: ListKind | None = None
        numbered = numbering.of_style_and(style, said.get(_NUMPR))
        if numbered is not None and (tracked or self._base) not in (DELETED, MOVED_AWAY):
            counted = self._counter.count(*numbered)
            label, level = counted.label, numbered[1] + 1
            list_kind = numbering.list_kind(*numbered) if label else None
            starts = counted.number if counted.begins and list_kind is not None and list_kind.counts else 0
        if anchor is not None:
            kind = Kind(anchor.kind) if anchor.kind in _KINDS else Kind.PARAGRAPH
            bold, italic = "b" in anchor.look, "i" in anchor.look
        else:
            bold, italic = styles.bold_and_italic(style)
            outline = outline_level(properties) if _OUTLINE in said else None
            kind, level = self._kind(outline, style, label, level, list_kind)
        if kind is not Kind.LIST_ITEM:
            list_kind, starts = None, 0
        return Block(
            kind,
            self._lines.read(element, bold, italic, self._base),
            level,
            label,
            anchor.origin if anchor else "",
            list_kind,
            starts,
            anchor.facts if anchor else (),
            (),
            styles.name(style or styles.default),
            look_of(properties),
            tracked or self._base,
        )

    def _kind(
        self, outline: int | None, style: str, label: str, level: int, list_kind: ListKind | None
    ) -> tuple[Kind, int]:
        """Return what a paragraph is and its level: outline level and style first, then its number."""
        if outline is None:
            heading = self._gathering.styles.heading(style) or 0
        else:
            heading = 0 if outline >= BODY_TEXT else outline + 1
        if heading:
            return Kind.HEADING, heading
        if not label:
            return Kind.PARAGRAPH, 0
        return (Kind.NUMBERED if list_kind is None else Kind.LIST_ITEM), level

    def _anchor_of(self, element: etree._Element) -> Anchor | None:
        """Return the first anchor of our own in or before a paragraph; a table's is left for the table around it.

        Two blocks that somebody joined are one paragraph with both anchors; an anchor around nothing is left of a block
        that was taken out, and counts only where there is no other. A table without rows is an empty paragraph.
        LibreOffice moves the bookmark around a table into its first cell, and writes it once more in the last.
        """
        names = [*self._pending, *(one.get(f"{_Q}name", "") for one in element.iter(f"{_Q}bookmarkStart"))]
        self._pending = []
        taken: Anchor | None = None
        hollow: Anchor | None = None
        around_nothing = _around_nothing(element)
        for anchor in self._fresh(names):
            if anchor.kind == Kind.TABLE:
                if self._tables:
                    self._tables[-1].append(anchor)
                elif next(element.iter(f"{_Q}t"), None) is None:
                    hollow = hollow or anchor
            elif anchor.bookmark in around_nothing:
                hollow = hollow or anchor
            elif taken is None:
                taken = anchor
        return taken or hollow

    def _fresh(self, names: list[str]) -> Iterator[Anchor]:
        for name in names:
            if name.startswith(PREFIX) and name not in self._seen and name in self._anchors:
                self._seen.add(name)
                yield self._anchors[name]

    # --- tables

    def _table(self, element: etree._Element) -> Block:
        if len(self._tables) >= _DEEPEST:
            raise WordFileError(
                f"tables stand more than {_DEEPEST} deep in one another", "take the innermost tables out in Word"
            )
        before = [name for name in self._pending if name in self._anchors and self._anchors[name].kind == Kind.TABLE]
        self._pending = [name for name in self._pending if name not in before]
        self._tables.append(list(self._fresh(before)))
        rows = tuple([self._row(row) for row in children(element) if row.tag == _TR])
        found = self._tables.pop()
        anchor = found[0] if found else None
        properties = element.find(f"{_Q}tblPr")
        named = None if properties is None else properties.find(f"{_Q}tblStyle")
        tracked = {row.tracked for row in rows}
        return Block(
            Kind.TABLE,
            origin=anchor.origin if anchor else "",
            facts=anchor.facts if anchor else (),
            rows=rows,
            style="" if named is None else self._gathering.styles.name(named.get(_VAL, "")),
            tracked=tracked.pop() if len(tracked) == 1 else "",
        )

    def _row(self, element: etree._Element) -> Row:
        tracked = ""
        if self._changes:
            tracked = _first_tracked(element.find(f"{_Q}trPr"))
        around = self._base
        self._base = tracked or around
        cells = tuple([self._cell(cell) for cell in children(element) if cell.tag == _TC])
        self._base = around
        return Row(cells, tracked or around)

    def _cell(self, element: etree._Element) -> Cell:
        properties = element.find(f"{_Q}tcPr")
        columns, continues = 1, False
        around = self._base
        if properties is not None:
            if (span := properties.find(f"{_Q}gridSpan")) is not None:
                columns = _columns(span.get(_VAL, ""))
            if (merge := properties.find(f"{_Q}vMerge")) is not None:
                continues = merge.get(_VAL, "continue") == "continue"
            if self._changes and not around:
                for name, how in (("cellIns", INSERTED), ("cellDel", DELETED)):
                    if properties.find(f"{_Q}{name}") is not None:
                        self._base = how
        blocks = self.blocks(element)
        self._base = around
        return Cell(blocks, columns, continues)


def _around_nothing(paragraph: etree._Element) -> set[str]:
    """Return the names of the bookmarks that begin and end in a paragraph with nothing between."""
    open_now: dict[str, str] = {}
    found: set[str] = set()
    for one in paragraph.iter(f"{_Q}bookmarkStart", f"{_Q}bookmarkEnd", f"{_Q}r"):
        number = one.get(f"{_Q}id", "")
        if one.tag == f"{_Q}bookmarkStart":
            open_now[number] = one.get(f"{_Q}name", "")
        elif one.tag == f"{_Q}bookmarkEnd":
            if name := open_now.pop(number, ""):
                found.add(name)
        elif any(inner.tag != f"{_Q}rPr" for inner in one):
            open_now.clear()
    return found


def _first_tracked(properties: etree._Element | None) -> str:
    """Return the tracked change that properties name; a deletion before the insertion that it takes back."""
    if properties is None:
        return ""
    found = [TRACKED[one.tag] for one in properties if one.tag in TRACKED]
    return next((one for one in found if one in (DELETED, MOVED_AWAY)), found[0] if found else "")


def _columns(text: str) -> int:
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
