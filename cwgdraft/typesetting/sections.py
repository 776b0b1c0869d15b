"""Sections of a template: what becomes of their breaks when samples and tags are taken out.

Word keeps the properties of a section in its last paragraph, those of the last section at the end of the body.
"""

from __future__ import annotations

import re

from lxml import etree

from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_SOLID = tuple(f"{_Q}{name}" for name in ("t", "drawing", "pict", "object", "sym", "fldChar", "fldSimple", "tbl"))
_PARAGRAPH_TAG = re.compile(r"\{[{%]p\s")


def take_out(body: etree._Element, samples: list[etree._Element]) -> None:
    """Take samples out of a body, and with them a section of nothing but samples, or a page break before them."""
    gone = set(samples)
    kept: list[etree._Element] = []
    for section in _sections(body):
        solid = [one for one in section if one not in gone]
        if len(solid) < len(section) and kept and not any(map(_has_content, solid)):
            for one in section:
                if one.tag == f"{_Q}sectPr":
                    _end_document(body, one, kept[-1])
                body.remove(one)
            continue
        for one in section:
            if one in gone:
                _keep_break(body, one)
                body.remove(one)
            else:
                kept.append(one)
    content = [one for one in body if one.tag != f"{_Q}sectPr"]
    if samples and content and _is_page_break(content[-1]):
        body.remove(content[-1])


def free_sections(document: etree._Element) -> None:
    """Give section breaks that stand in the paragraph of a tag one of their own, because the tag's is replaced."""
    for paragraph in list(document.iter(f"{_Q}p")):
        section = paragraph.find(f"{_Q}pPr/{_Q}sectPr")
        if section is not None and _PARAGRAPH_TAG.search("".join(t.text or "" for t in paragraph.iter(f"{_Q}t"))):
            paragraph.addnext(_break_with(section))


def _sections(body: etree._Element) -> list[list[etree._Element]]:
    """Return the elements of each section, the one that holds its properties last."""
    found: list[list[etree._Element]] = [[]]
    for element in body:
        found[-1].append(element)
        if element.find(f"{_Q}pPr/{_Q}sectPr") is not None:
            found.append([])
    return found


def _has_content(element: etree._Element) -> bool:
    return element.tag in _SOLID or next(element.iter(*_SOLID), None) is not None


def _is_page_break(element: etree._Element) -> bool:
    breaks = element.findall(f".//{_Q}br")
    return bool(breaks) and not _has_content(element) and element.find(f"{_Q}pPr/{_Q}sectPr") is None


def _end_document(body: etree._Element, last: etree._Element, paragraph: etree._Element) -> None:
    """Make the section that ends with `paragraph` the last one, in the place of `last`."""
    section = paragraph.find(f"{_Q}pPr/{_Q}sectPr")
    if section is None:
        return
    last.addnext(section)
    if not _has_content(paragraph):
        body.remove(paragraph)


def _keep_break(body: etree._Element, sample: etree._Element) -> None:
    """Leave the section break that stands in a sample."""
    section = sample.find(f"{_Q}pPr/{_Q}sectPr")
    if section is not None:
        body.insert(body.index(sample), _break_with(section))


def _break_with(section: etree._Element) -> etree._Element:
    paragraph = etree.Element(f"{_Q}p")
    etree.SubElement(paragraph, f"{_Q}pPr").append(section)
    return paragraph
