"""The blocks of a container (body, cell, note, header, text box) as aligning needs them.

A block's `print` is its XML as bytes without what no reader sees: revision ids, bookmarks, the numbers by which parts
are named. Two blocks of one print need no comparing, which is what makes large documents quick.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from cwgdraft.matching.blocks import Unit
from cwgdraft.word.anchors import PREFIX
from cwgdraft.word.contents import block_elements
from cwgdraft.word.package import R
from cwgdraft.word.redline.marks import BARE, Q

_R = f"{{{R}}}"
BLOCKS = (f"{Q}p", f"{Q}tbl")
SHELLS = (f"{Q}sdt", f"{Q}sdtContent", f"{Q}customXml", f"{Q}smartTag")
"""What may stand around blocks, rows or runs and says nothing by itself."""
_HEAD = re.compile(rb' xmlns:?\w*="[^"]*"')
_UNSEEN = (
    (b"<w:bookmark", re.compile(rb"<w:bookmark(?:Start|End)[^>]*/>")),
    (b"rsid", re.compile(rb'\s(?:\w+:)?rsid\w*="[^"]*"')),
    (b"paraId", re.compile(rb'\s(?:\w+:)?(?:paraId|textId)="[^"]*"')),
    (b"<w:comment", re.compile(rb"<w:comment(?:Range(?:Start|End)|Reference)[^>]*/>")),
    (b"<w:proofErr", re.compile(rb"<w:proofErr[^>]*/>")),
    (b"<w:lastRenderedPageBreak", re.compile(rb"<w:lastRenderedPageBreak/>")),
    (b"<w:noProof", re.compile(rb"<w:noProof/>")),
    (b"<w:lang", re.compile(rb"<w:lang [^>]*/>")),
    (b"<w:rPr/>", re.compile(rb"<w:rPr/>")),
    (b"<w:pPr/>", re.compile(rb"<w:pPr/>")),
    (b"<wp:docPr", re.compile(rb'(?<=<wp:docPr )id="\d+"')),
)
"""What no reader sees: a sign that it may be there, and what is taken out."""
_POINTED = re.compile(rb'(\s\w+:(?:id|embed|link|pict|dm|lo|qs|cs)=")([^"]*)"')
_NUMBER = re.compile(rb'<w:numId w:val="(\d+)"/>')
_NOTE = re.compile(rb'<w:(foot|end)noteReference[^>]*w:id="(-?\d+)"[^>]*/>')
_TEXT = f"{Q}t"
_SIGNS = {f"{Q}tab": "\t", f"{Q}br": "\n", f"{Q}cr": "\n", f"{Q}noBreakHyphen": "\u2011"}
_SPECIAL = re.compile(rb"<(?:w:(?:tab/|br|cr/|noBreakHyphen|drawing|pict|object|sym) ?|m:oMath)")
_OURS = PREFIX.encode()
_SEEN = (_TEXT, *_SIGNS, f"{Q}drawing", f"{Q}pict", f"{Q}object", f"{Q}sym", *BARE)


@dataclass(slots=True)
class Side:
    """One document: what its prints need to name parts, lists and notes by their content."""

    digest: Callable[[str], str]
    list_key: Callable[[str], bytes]
    note_key: Callable[[str, str], bytes]
    lists_alike: bool = False


@dataclass(slots=True, eq=False)
class BlockUnit:
    """A paragraph or table, with its print, its text, the numbers of its lists, and the notes that it refers to."""

    element: etree._Element
    text: str
    print: bytes
    lists: tuple[bytes, ...]
    origin: str = ""
    notes: tuple[tuple[bytes, bytes], ...] = ()

    @property
    def is_paragraph(self) -> bool:
        """Return whether the block is a paragraph."""
        return bool(self.element.tag == BLOCKS[0])

    def unit(self) -> Unit:
        """Return the block as aligning sees it."""
        key = self.text if self.text.strip() else self.print
        return Unit(key, self.text, self.origin, "paragraph" if self.is_paragraph else "table")


def units_of(container: etree._Element, side: Side) -> list[BlockUnit]:
    """Return the blocks of a container as units."""
    return [unit_of(one, side) for one in block_elements(container)]


def unit_of(element: etree._Element, side: Side) -> BlockUnit:
    """Return one block as a unit."""
    data = etree.tostring(element, with_tail=False)
    lists: tuple[bytes, ...] = ()
    if b"<w:numId " in data:
        lists = tuple(_NUMBER.findall(data))
    notes = tuple(_NOTE.findall(data)) if b"noteReference" in data else ()
    plain = element.tag == BLOCKS[0] and not _SPECIAL.search(data)
    text = "".join(element.itertext(_TEXT, with_tail=False)) if plain else text_of(element)
    return BlockUnit(
        element, text, print_of(data, side), lists, _origin(element) if _OURS in data or not plain else "", notes
    )


def print_of(data: bytes, side: Side) -> bytes:
    """Return the bytes of a block without what no reader sees; its first tag, which says nothing more, is left out."""
    data = data[data.index(b">") :]
    for sign, pattern in _UNSEEN:
        if sign in data:
            data = pattern.sub(b"", data)
    if b" xmlns:" in data:
        data = _HEAD.sub(b"", data)
    if b"<w:numId " in data and not side.lists_alike:
        data = _NUMBER.sub(lambda one: b"<list " + side.list_key(one[1].decode()) + b">", data)
    if b"noteReference" in data:
        data = _NOTE.sub(lambda one: b"<note " + side.note_key(one[1].decode(), one[2].decode()) + b">", data)
    if b":id=" in data or b":embed=" in data or b":link=" in data or b":dm=" in data:
        data = _POINTED.sub(lambda one: one[1] + side.digest(one[2].decode()).encode() + b'"', data)
    return data


def text_of(element: etree._Element) -> str:
    """Return the text of a block, for finding its like: a sign for what is no text, tables row by row."""
    if element.tag == BLOCKS[1]:
        return "\n".join(row_text(row) for row in rows_of(element))
    out = []
    for one in element.iter(*_SEEN):
        tag = one.tag
        if tag == _TEXT:
            out.append(one.text or "")
        else:
            out.append(_SIGNS.get(tag, "\ufffc"))
    return "".join(out)


def row_text(row: etree._Element) -> str:
    """Return the text of a table's row, cells with a TAB between them."""
    return "\t".join(" ".join(text_of(one) for one in block_elements(cell)) for cell in cells_of(row))


def rows_of(table: etree._Element) -> list[etree._Element]:
    """Return the rows of a table, content controls looked into."""
    return list(_inside(table, f"{Q}tr"))


def cells_of(row: etree._Element) -> list[etree._Element]:
    """Return the cells of a row, content controls looked into."""
    return list(_inside(row, f"{Q}tc"))


def _inside(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in SHELLS:
            yield from _inside(child, tag)


def structure_of(row: etree._Element) -> tuple[tuple[str, str], ...]:
    """Return how a row is divided: for each cell how many columns it spans, and how it goes on with the one above."""
    found = []
    for cell in cells_of(row):
        properties = cell.find(f"{Q}tcPr")
        span = merge = ""
        if properties is not None:
            one = properties.find(f"{Q}gridSpan")
            span = "" if one is None else one.get(f"{Q}val", "")
            one = properties.find(f"{Q}vMerge")
            merge = "" if one is None else one.get(f"{Q}val", "continue")
            one = properties.find(f"{Q}hMerge")
            merge += "" if one is None else " " + one.get(f"{Q}val", "continue")
        found.append((span, merge))
    return tuple(found)


def _origin(element: etree._Element) -> str:
    """Return the name of our own bookmark around a block, which is made from its origin; empty without."""
    if element.tag == BLOCKS[1]:
        before = element.getprevious()
        while before is not None and before.tag == f"{Q}bookmarkStart":
            name = before.get(f"{Q}name", "")
            if name.startswith(PREFIX):
                return str(name)
            before = before.getprevious()
        return ""
    for child in element:
        if child.tag == f"{Q}bookmarkStart" and (name := child.get(f"{Q}name", "")).startswith(PREFIX):
            return str(name)
    return ""


def digest_of(data: bytes) -> bytes:
    """Return sixteen hexadecimal digits that stand for bytes."""
    return hashlib.sha256(data).hexdigest()[:16].encode()


def put_before(where: etree._Element, element: etree._Element) -> None:
    """Put an element before a block and the bookmarks that begin there."""
    previous = where.getprevious()
    while previous is not None and previous.tag == f"{Q}bookmarkStart":
        where, previous = previous, previous.getprevious()
    where.addprevious(element)


def put_after(where: etree._Element, element: etree._Element) -> None:
    """Put an element after a block and what ends there: bookmarks and moves."""
    following = where.getnext()
    while following is not None and following.tag in (f"{Q}bookmarkEnd", f"{Q}moveFromRangeEnd", f"{Q}moveToRangeEnd"):
        where, following = following, following.getnext()
    element.tail = None
    tail, where.tail = where.tail, None
    where.addnext(element)
    element.tail = tail
