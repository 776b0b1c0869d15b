"""Tracked changes taken as final, or taken back: what Word does for "Accept all" and "Reject all".

What Word does (ECMA-376 part 1, 17.13.5): content stands in `ins`, `del`, `moveFrom` and `moveTo`; a marker in the
properties of a paragraph's mark, of a row or of a cell says the same of these; a property that was changed keeps the
old ones in an element called …Change. A paragraph whose mark goes joins the next one, which keeps its own properties.
A mark that stands before a table or at the end of a cell can't join anything: the paragraph goes when it is empty and
a table follows, or it stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W, parse, write_xml

_Q = f"{{{W}}}"
STORY_PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)[^/]*\.xml")
_TRACKED = re.compile(
    rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|numberingChange|\w+PrChange|tblGridChange|\w+Range(?:Start|End))"
    rb"[ />]"
)
_SIGNS = (
    b":ins", b":del", b":move", b":cell", b"PrChange", b"GridChange", b"numberingChange", b"customXmlInsRange",
    b"customXmlDelRange",
)  # fmt: skip
"""One of these stands in every part with tracked changes; looking for them is quick."""
_RUN_MARKS = ("ins", "del", "moveFrom", "moveTo")
_COUNTED = tuple(
    f"{_Q}{name}"
    for name in (
        *_RUN_MARKS, "cellIns", "cellDel", "rPrChange", "pPrChange", "tblPrChange", "tblGridChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "sectPrChange", "numberingChange",
    )
)  # fmt: skip
_RANGES = tuple(
    f"{_Q}{name}{end}"
    for name in ("moveFromRange", "moveToRange", "customXmlInsRange", "customXmlDelRange",
                 "customXmlMoveFromRange", "customXmlMoveToRange")
    for end in ("Start", "End")
)  # fmt: skip
_CHANGES = tuple(
    f"{_Q}{name}Change" for name in ("rPr", "pPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "tblGrid", "numbering")
)
_STAYS = {
    f"{_Q}pPrChange": (f"{_Q}rPr", f"{_Q}sectPr", f"{_Q}pPrChange"),
    f"{_Q}rPrChange": tuple(f"{_Q}{name}" for name in (*_RUN_MARKS, "rPrChange")),
    f"{_Q}trPrChange": (f"{_Q}ins", f"{_Q}del", f"{_Q}trPrChange"),
    f"{_Q}tcPrChange": (f"{_Q}cellIns", f"{_Q}cellDel", f"{_Q}cellMerge", f"{_Q}tcPrChange"),
    f"{_Q}sectPrChange": (f"{_Q}headerReference", f"{_Q}footerReference", f"{_Q}sectPrChange"),
}
_PROPERTIES = frozenset(f"{_Q}{name}" for name in ("rPr", "trPr", "tcPr", "numPr", "pPr"))
_LIVE = {f"{_Q}delText": f"{_Q}t", f"{_Q}delInstrText": f"{_Q}instrText"}
_BLOCKS = (f"{_Q}p", f"{_Q}tbl")
_TRANSPARENT = (f"{_Q}sdt", f"{_Q}sdtContent", f"{_Q}customXml", f"{_Q}smartTag")


def accept(parts: Parts) -> Parts:
    """Return a package with every tracked change made final; parts without any are the same bytes.

    Raises `WordFileError` when a part is damaged.
    """
    return _resolved(parts, accept_tree)


def reject(parts: Parts) -> Parts:
    """Return a package with every tracked change taken back; parts without any are the same bytes.

    Raises `WordFileError` when a part is damaged.
    """
    return _resolved(parts, reject_tree)


def count_tracked(parts: Parts, *, of: tuple[str, str] | None = None) -> int:
    """Return how many tracked changes a package carries, each marked run, mark, row and property counted.

    With `of` only those of an author at a date, as Word writes it.
    """
    found = 0
    for name, data in parts.items():
        if _may_be_tracked(name, data):
            found += sum(
                of is None or (one.get(f"{_Q}author", ""), one.get(f"{_Q}date", "")) == of
                for one in parse(data, name).iter(*_COUNTED)
            )
    return found


def _may_be_tracked(name: str, data: bytes) -> bool:
    return bool(STORY_PART.fullmatch(name) and any(sign in data for sign in _SIGNS) and _TRACKED.search(data))


def _resolved(parts: Parts, resolve: Callable[[etree._Element], None]) -> Parts:
    found = dict(parts)
    for name, data in parts.items():
        if _may_be_tracked(name, data):
            root = parse(data, name)
            resolve(root)
            found[name] = write_xml(root)
    return found


def accept_tree(root: etree._Element) -> None:
    """Make the tracked changes below `root` final, in place."""
    _resolve(root, gone=("del", "moveFrom"), stays=("ins", "moveTo"), restore=False)


def reject_tree(root: etree._Element) -> None:
    """Take the tracked changes below `root` back, in place."""
    _resolve(root, gone=("ins", "moveTo"), stays=("del", "moveFrom"), restore=True)


def _resolve(root: etree._Element, gone: tuple[str, ...], stays: tuple[str, ...], *, restore: bool) -> None:
    marked = [one.getparent() for one in root.iter(*(f"{_Q}{name}" for name in _RUN_MARKS), *_CHANGES)]
    for one in list(root.iter(*_CHANGES)):
        _settle_properties(one, restore=restore)
    _settle_rows(root, gone)
    touched: list[etree._Element] = []
    for one in list(root.iter(*(f"{_Q}{name}" for name in gone))):
        parent = one.getparent()
        if parent is None or parent.tag in _PROPERTIES:
            continue
        touched.append(parent)
        remove(one)
    for one in list(root.iter(*(f"{_Q}{name}" for name in stays))):
        parent = one.getparent()
        if parent is None:
            continue
        if parent.tag in _PROPERTIES:
            parent.remove(one)
        else:
            unwrap(one)
    for one in list(root.iter(*_RANGES)):
        remove(one)
    for one in root.iter(*_LIVE):
        one.tag = _LIVE[one.tag]
    for parent in touched:
        _drop_hollow(parent)
    for mark in list(root.iter(*(f"{_Q}{name}" for name in gone))):
        properties = mark.getparent()
        above = properties.getparent()
        properties.remove(mark)
        if above is not None and properties.tag == f"{_Q}numPr":
            above.remove(properties)
        elif above is not None and above.tag == f"{_Q}pPr" and above.getparent() is not None:
            join_with_next(above.getparent())
    for properties in marked:
        _drop_empty(properties)


def _drop_empty(properties: etree._Element | None) -> None:
    """Remove properties that only said that something was tracked."""
    while properties is not None and properties.tag in _PROPERTIES and not len(properties):
        above = properties.getparent()
        if above is None:
            return
        remove(properties)
        properties = above


def _settle_properties(change: etree._Element, *, restore: bool) -> None:
    """Drop a record of old properties, or put them in the place of the new ones."""
    properties = change.getparent()
    if properties is None:
        return
    properties.remove(change)
    if not restore or change.tag == f"{_Q}numberingChange":
        return
    old = change[0] if len(change) else None
    if change.tag == f"{_Q}tblGridChange":
        for one in list(properties):
            properties.remove(one)
        properties.extend(list(old) if old is not None else [])
        return
    kept = _STAYS.get(change.tag, ())
    place = 0
    for one in list(properties):
        if one.tag not in kept:
            properties.remove(one)
    fresh = [one for one in (old if old is not None else []) if one.tag not in kept]
    if change.tag == f"{_Q}sectPrChange" or change.tag == f"{_Q}rPrChange":
        place = len(properties)
    for n, one in enumerate(fresh):
        properties.insert(place + n, one)


def _settle_rows(root: etree._Element, gone: tuple[str, ...]) -> None:
    """Take out rows and cells that go, and the tables that have no row left."""
    cell = f"{_Q}cellDel" if "del" in gone else f"{_Q}cellIns"
    for properties in list(root.iter(f"{_Q}trPr")):
        if any(properties.find(f"{_Q}{name}") is not None for name in gone):
            row = properties.getparent()
            table = next(row.iterancestors(f"{_Q}tbl"), None)
            _remove_with_shell(row)
            if table is not None and table.find(f".//{_Q}tr") is None:
                _remove_with_shell(table)
        else:
            for name in _RUN_MARKS:
                for one in properties.findall(f"{_Q}{name}"):
                    properties.remove(one)
    for one in list(root.iter(f"{_Q}cellIns", f"{_Q}cellDel", f"{_Q}cellMerge")):
        properties = one.getparent()
        if one.tag == cell:
            remove(properties.getparent())
        else:
            properties.remove(one)


def _remove_with_shell(element: etree._Element) -> None:
    """Remove an element, and the content controls around it that would be left without anything."""
    parent = element.getparent()
    if parent is None:
        return
    remove(element)
    while parent is not None and parent.tag in _TRANSPARENT and parent.find(f".//{_Q}tr") is None:
        if parent.find(f".//{_Q}p") is not None:
            return
        above = parent.getparent()
        if parent.tag != f"{_Q}sdtContent":
            remove(parent)
        parent = above


def _drop_hollow(element: etree._Element) -> None:
    """Remove a link that has no text any more."""
    while element is not None and element.tag == f"{_Q}hyperlink" and not len(element):
        above = element.getparent()
        if above is None:
            return
        remove(element)
        element = above


def remove(element: etree._Element) -> None:
    """Remove an element; the white space after it, which means nothing in Word's files, goes with it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


# --- paragraphs whose mark goes ---------------------------------------------------------------------


def join_with_next(paragraph: etree._Element) -> None:
    """Join a paragraph without a mark with the next one, whose properties stay.

    Before a table the paragraph goes if it is empty, else it stays; at the end of a cell, note or body it stays.
    """
    following = next_block(paragraph)
    if following is not None and not has_content(paragraph):
        _drop_bookmarks(paragraph)
    if following is not None and following.tag == f"{_Q}p":
        content = [one for one in paragraph if one.tag != f"{_Q}pPr"]
        place = 1 if len(following) and following[0].tag == f"{_Q}pPr" else 0
        for n, one in enumerate(content):
            following.insert(place + n, one)
        _remove_block(paragraph)
    elif following is not None and not has_content(paragraph):
        _hand_on(paragraph)
        _remove_block(paragraph)


def _drop_bookmarks(paragraph: etree._Element) -> None:
    """Remove the bookmarks that begin and end in a paragraph of which nothing is left; Word does so too."""
    ends = {one.get(f"{_Q}id"): one for one in paragraph.iter(f"{_Q}bookmarkEnd")}
    for start in list(paragraph.iter(f"{_Q}bookmarkStart")):
        end = ends.get(start.get(f"{_Q}id"))
        if end is not None:
            remove(start)
            remove(end)


def _hand_on(paragraph: etree._Element) -> None:
    """Leave the bookmarks of a paragraph that goes where it stood."""
    for one in list(paragraph):
        if one.tag in (f"{_Q}bookmarkStart", f"{_Q}bookmarkEnd"):
            paragraph.addprevious(one)


def _remove_block(element: etree._Element) -> None:
    parent = element.getparent()
    remove(element)
    while parent is not None and parent.tag in _TRANSPARENT and next(parent.iter(*_BLOCKS, f"{_Q}r"), None) is None:
        above = parent.getparent()
        if parent.tag != f"{_Q}sdtContent":
            remove(parent)
        parent = above


_UNSEEN = (f"{_Q}rPr", f"{_Q}commentReference")


def has_content(paragraph: etree._Element) -> bool:
    """Return whether a paragraph holds anything that is seen: text, a picture, a field, a note; a comment isn't."""
    return any(
        one.tag != f"{_Q}r" or not len(one) or any(child.tag not in _UNSEEN for child in one)
        for one in paragraph.iter(f"{_Q}r", "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath")
    )


def next_block(element: etree._Element) -> etree._Element | None:
    """Return the paragraph or table after `element` in its cell, note or body, content controls looked into."""
    current = element
    while current is not None:
        sibling = current.getnext()
        while sibling is not None:
            found = next(_first_block(sibling), None)
            if found is not None:
                return found
            sibling = sibling.getnext()
        current = current.getparent()
        if current is None or current.tag not in _TRANSPARENT:
            return None
    return None


def _first_block(element: etree._Element) -> Iterator[etree._Element]:
    if element.tag in _BLOCKS:
        yield element
    elif element.tag in _TRANSPARENT:
        for child in element:
            yield from _first_block(child)
