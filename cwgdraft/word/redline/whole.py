"""Paragraphs, rows and tables that came or went as a whole."""

from __future__ import annotations

from lxml import etree

from cwgdraft.word.contents import block_elements
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.scope import Scope
from cwgdraft.word.redline.tokens import spell_out_fields
from cwgdraft.word.redline.units import cells_of, rows_of
from cwgdraft.word.tracked import unwrap

_GONE_WITH_OLD = frozenset(
    f"{Q}{name}"
    for name in ("proofErr", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "commentReference")
)


def mark_paragraph(scope: Scope, paragraph: etree._Element, name: str = "ins") -> None:
    """Mark a whole paragraph of the new document as inserted, or moved here (`moveTo`)."""
    spell_out_fields(paragraph)
    scope.marks.wrap(paragraph, name)
    scope.marks.mark_paragraph(paragraph, name)
    for one in paragraph.iter(f"{Q}footnoteReference", f"{Q}endnoteReference"):
        scope.note_came(etree.QName(one).localname, one.get(f"{Q}id", ""))


def dead_paragraph(scope: Scope, paragraph: etree._Element, name: str = "del") -> etree._Element:
    """Return a paragraph of the old document as deleted, or moved away (`moveFrom`), ready to stand in the new part."""
    found = scope.borrowed(paragraph)
    clean(scope, found)
    spell_out_fields(found)
    scope.marks.wrap(found, name)
    scope.marks.mark_paragraph(found, name)
    return found


def clean(scope: Scope, element: etree._Element) -> None:
    """Take from old content what can't come along: content controls, comments, bookmarks that the new document has."""
    for one in list(element.iter()):
        parent = one.getparent()
        if parent is None or not isinstance(one.tag, str):
            continue
        if one.tag in _GONE_WITH_OLD:
            parent.remove(one)
        elif one.tag == f"{Q}bookmarkStart":
            name = one.get(f"{Q}name", "")
            end = next((x for x in element.iter(f"{Q}bookmarkEnd") if x.get(f"{Q}id") == one.get(f"{Q}id")), None)
            if name in scope.bookmarks or end is None:
                parent.remove(one)
            else:
                scope.bookmarks.add(name)
                number = scope.marks.next_id()
                one.set(f"{Q}id", number)
                end.set(f"{Q}id", number)
                end.set(f"{Q}kept", "")
        elif one.tag == f"{Q}sdt":
            inner = one.find(f"{Q}sdtContent")
            scope.remark("a content control around deleted text is not restored when it is: Word can't track it")
            if inner is not None:
                for child in list(inner):
                    one.addprevious(child)
            parent.remove(one)
        elif one.tag in (f"{Q}smartTag", f"{Q}customXml"):
            for child in one.findall(f"{Q}{etree.QName(one).localname}Pr"):
                one.remove(child)
            unwrap(one)
    for one in list(element.iter(f"{Q}bookmarkEnd")):
        if one.attrib.pop(f"{Q}kept", None) is None and one.getparent() is not None:
            one.getparent().remove(one)


def mark_table(scope: Scope, table: etree._Element) -> None:
    """Mark every row of a table as inserted."""
    for row in rows_of(table):
        mark_row(scope, row)


def mark_row(scope: Scope, row: etree._Element) -> None:
    """Mark a row, and all that is in it, as inserted."""
    for cell in cells_of(row):
        for block in block_elements(cell):
            if block.tag == f"{Q}p":
                mark_paragraph(scope, block)
            else:
                mark_table(scope, block)
    scope.marks.mark_row(row, "ins")


def dead_table(scope: Scope, table: etree._Element) -> etree._Element:
    """Return a table of the old document with every row deleted, ready to stand in the new part."""
    found = scope.borrowed(table)
    clean(scope, found)
    bury_rows(scope, found)
    return found


def bury_rows(scope: Scope, table: etree._Element) -> None:
    """Mark every row of a table of the old document, and all that is in it, as deleted."""
    for row in rows_of(table):
        bury_row(scope, row)


def bury_row(scope: Scope, row: etree._Element) -> None:
    """Mark a row of the old document, and all that is in it, as deleted."""
    for cell in cells_of(row):
        for block in block_elements(cell):
            if block.tag == f"{Q}p":
                spell_out_fields(block)
                scope.marks.wrap(block, "del")
                scope.marks.mark_paragraph(block, "del")
            else:
                bury_rows(scope, block)
    scope.marks.mark_row(row, "del")
