"""The elements by which Word tracks a change: who made it and when, each with an id of its own."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Iterable

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.package import W
from cwgdraft.word.tracked import STORY_PART

Q = f"{{{W}}}"
_ID = re.compile(rb'w:id="(\d{1,9})"')
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_LAST_IN = {
    f"{Q}rPr": f"{Q}rPrChange",
    f"{Q}tblPr": f"{Q}tblPrChange",
    f"{Q}trPr": f"{Q}trPrChange",
    f"{Q}tcPr": f"{Q}tcPrChange",
    f"{Q}sectPr": f"{Q}sectPrChange",
    f"{Q}tblGrid": f"{Q}tblGridChange",
}
_MARK_ORDER = (f"{Q}ins", f"{Q}del", f"{Q}moveFrom", f"{Q}moveTo")
_DEAD = {f"{Q}t": f"{Q}delText", f"{Q}instrText": f"{Q}delInstrText"}


class Marks:
    """Makes the elements of tracked changes for one author and time (`2026-11-23T09:00:00Z`)."""

    def __init__(self, author: str, date: str, parts: Parts) -> None:
        self.author, self.date = author, date
        taken = [int(one) for name, data in parts.items() if STORY_PART.fullmatch(name) for one in _ID.findall(data)]
        self._ids = itertools.count(max((one for one in taken if one < 2**30), default=0) + 1)
        self._moves = itertools.count(1)

    def next_id(self) -> str:
        """Return an id that no other annotation of the document has."""
        return str(next(self._ids))

    def next_move(self) -> str:
        """Return a name for the two ends of a move."""
        return f"move{next(self._moves)}"

    def element(self, tag: str, /, **more: str) -> etree._Element:
        """Return an empty element of Word's with id, author, date and the attributes `more`."""
        found = etree.Element(f"{Q}{tag}")
        found.set(f"{Q}id", self.next_id())
        found.set(f"{Q}author", self.author)
        found.set(f"{Q}date", self.date)
        for key, value in more.items():
            found.set(f"{Q}{key}", value)
        return found

    def mark_paragraph(self, paragraph: etree._Element, name: str) -> None:
        """Say of a paragraph's mark that it was inserted, deleted or moved (`ins`, `del`, `moveFrom`, `moveTo`)."""
        properties = mark_properties(paragraph)
        properties.insert(0, self.element(name))

    def mark_row(self, row: etree._Element, name: str) -> None:
        """Say of a table's row that it was inserted or deleted."""
        properties = row.find(f"{Q}trPr")
        if properties is None:
            properties = etree.Element(f"{Q}trPr")
            before = row.find(f"{Q}tblPrEx")
            row.insert(0 if before is None else row.index(before) + 1, properties)
        properties.append(self.element(name))

    def wrap(self, paragraph: etree._Element, name: str) -> None:
        """Put all runs of a paragraph into `ins`, `del`, `moveFrom` or `moveTo`; links stay around them."""
        self._wrap_in(paragraph, name)
        if name == "del":
            bury(paragraph)

    def _wrap_in(self, parent: etree._Element, name: str) -> None:
        around: etree._Element | None = None
        for child in list(parent):
            if child.tag == f"{Q}r" or child.tag in BARE:
                if around is None:
                    around = self.element(name)
                    child.addprevious(around)
                around.append(child)
            elif child.tag in WRAPPERS:
                around = None
                inner = child.find(f"{Q}sdtContent") if child.tag == f"{Q}sdt" else child
                if inner is not None:
                    self._wrap_in(inner, name)
            else:
                around = None

    def record(self, properties: etree._Element, old: etree._Element | None, *, without: Iterable[str] = ()) -> None:
        """Record in `properties` what they were before: `old`, an element of the same name, None for none.

        `without` names what can't stand in such a record.
        """
        name = etree.QName(properties).localname
        if name == "tblGrid":
            change = etree.SubElement(properties, f"{Q}tblGridChange")
            change.set(f"{Q}id", self.next_id())
        else:
            change = self.element(f"{name}Change")
            properties.append(change)
        kept = etree.SubElement(change, f"{Q}{name}")
        skipped = {f"{Q}{one}" for one in without} | {_LAST_IN.get(properties.tag, ""), f"{Q}pPrChange"}
        for one in old if old is not None else ():
            if one.tag not in skipped:
                kept.append(copy.deepcopy(one))
        if old is not None and name == "sectPr":
            for key, value in old.attrib.items():
                if "rsid" in key:
                    kept.set(key, value)


MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
BARE = frozenset({f"{{{MATH}}}oMath", f"{{{MATH}}}oMathPara"})
"""What stands in a paragraph without a run around it."""
WRAPPERS = frozenset(f"{Q}{name}" for name in ("hyperlink", "sdt", "smartTag", "customXml", "dir", "bdo", "fldSimple"))
"""What may stand around runs."""


def paragraph_properties(paragraph: etree._Element) -> etree._Element:
    """Return the `pPr` of a paragraph, made when there is none."""
    if len(paragraph) and paragraph[0].tag == f"{Q}pPr":
        return paragraph[0]
    found = paragraph.find(f"{Q}pPr")
    if found is None:
        found = etree.Element(f"{Q}pPr")
        paragraph.insert(0, found)
    return found


def mark_properties(paragraph: etree._Element) -> etree._Element:
    """Return the `rPr` of a paragraph's mark, made at its place when there is none."""
    properties = paragraph_properties(paragraph)
    found = properties.find(f"{Q}rPr")
    if found is None:
        found = etree.Element(f"{Q}rPr")
        after = next((one for one in properties if one.tag in (f"{Q}sectPr", f"{Q}pPrChange")), None)
        if after is None:
            properties.append(found)
        else:
            after.addprevious(found)
    return found


def bury(element: etree._Element) -> None:
    """Make text and field instructions below `element` those of deleted runs, but for text boxes in it."""
    for one in list(element.iter(*_DEAD)):
        if _belongs(one, element):
            one.tag = _DEAD[one.tag]


def _belongs(text: etree._Element, top: etree._Element) -> bool:
    """Return whether a text belongs to `top` itself and not to a text box in it."""
    for above in text.iterancestors():
        if above is top:
            return True
        if above.tag == f"{Q}txbxContent":
            return False
    return False


def text_element(text: str, *, dead: bool = False) -> etree._Element:
    """Return a `w:t`, or `w:delText`, with white space kept."""
    found = etree.Element(f"{Q}delText" if dead else f"{Q}t")
    found.text = text
    if text != text.strip() or "  " in text:
        found.set(SPACE, "preserve")
    return found
