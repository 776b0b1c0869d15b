"""Paragraphs and runs in the XML of a Word file: what they are, and how they are cut and copied."""

from __future__ import annotations

import copy
import re

from lxml import etree

from cwgdraft.word.package import R, W

Q = f"{{{W}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORD = re.compile(r"[^\W\d_][\w’'-]*")
HEADINGS = ("Heading", "SubHeading", "Title")
MARKS = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph without what is deleted in it."""
    return "".join(one.text or "" for one in paragraph.iter(f"{Q}t"))


def style_of(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{Q}pPr/{Q}pStyle")
    return "" if found is None else str(found.get(f"{Q}val", ""))


def is_heading(paragraph: etree._Element) -> bool:
    return style_of(paragraph).startswith(HEADINGS)


def is_numbered(paragraph: etree._Element) -> bool:
    return paragraph.find(f"{Q}pPr/{Q}numPr") is not None


def is_ours(paragraph: etree._Element) -> bool:
    return any(one.get(f"{Q}name", "").startswith("_cwg") for one in paragraph.iterchildren(f"{Q}bookmarkStart"))


def is_open(paragraph: etree._Element) -> bool:
    """Return whether a paragraph can be edited: it ends no section, has no field, and its mark isn't deleted."""
    if paragraph.find(f"{Q}pPr/{Q}sectPr") is not None or paragraph.find(f"{Q}pPr/{Q}rPr/{Q}del") is not None:
        return False
    return next(paragraph.iter(f"{Q}fldChar", f"{Q}fldSimple", f"{Q}instrText"), None) is None


def has_plain_mark(paragraph: etree._Element) -> bool:
    return all(paragraph.find(f"{Q}pPr/{Q}rPr/{Q}{name}") is None for name in ("ins", "del"))


def is_followed(paragraph: etree._Element) -> bool:
    """Return whether another paragraph follows: a mark that is tracked can go only into one."""
    after = paragraph.getnext()
    return after is not None and after.tag == f"{Q}p"


def is_text(run: etree._Element) -> bool:
    """Return whether a run is of one text, with two words or more."""
    inside = [one for one in run if one.tag != f"{Q}rPr"]
    return len(inside) == 1 and inside[0].tag == f"{Q}t" and len(WORD.findall(inside[0].text or "")) > 1


def has_text(child: etree._Element) -> bool:
    return child.tag in (f"{Q}r", f"{Q}ins", f"{Q}del", f"{Q}hyperlink") and any(
        one.tag in (f"{Q}t", f"{Q}delText") for one in child.iter()
    )


def links_of(paragraph: etree._Element) -> list[etree._Element]:
    """Return the links of a paragraph in which nothing is tracked yet."""
    return [
        one
        for one in paragraph.iterchildren(f"{Q}hyperlink")
        if one.get(f"{{{R}}}id") and all(child.tag == f"{Q}r" for child in one)
    ]


def empty_like(paragraph: etree._Element) -> etree._Element:
    """Return an empty paragraph that looks like another."""
    made = etree.Element(f"{Q}p")
    looks = paragraph.find(f"{Q}pPr")
    if looks is not None:
        looks = copy.deepcopy(looks)
        for one in list(looks.iterchildren(f"{Q}rPr", f"{Q}pPrChange")):
            looks.remove(one)
        made.append(looks)
    return made


def run_like(run: etree._Element | None, text: str) -> etree._Element:
    """Return a run that looks like another, with a text."""
    made = etree.Element(f"{Q}r")
    looks = None if run is None else run.find(f"{Q}rPr")
    if looks is not None:
        made.append(copy.deepcopy(looks))
        for change in made[0].findall(f"{Q}rPrChange"):
            made[0].remove(change)
    etree.SubElement(made, f"{Q}t")
    set_text(made, text)
    return made


def set_text(run: etree._Element, text: str) -> None:
    found = run.find(f"{Q}t")
    found.text = text
    found.set(XML_SPACE, "preserve")


def cut(run: etree._Element, start: int, end: int) -> etree._Element | None:
    """Cut a run in up to three at places of its text, and return the one between them; None when it is empty.

    `run` stays the first, and is left out when there is nothing in it.
    """
    text = run.find(f"{Q}t").text
    middle, after = copy.deepcopy(run), copy.deepcopy(run)
    if text[end:]:
        set_text(after, text[end:])
        run.addnext(after)
    if text[start:end]:
        set_text(middle, text[start:end])
        run.addnext(middle)
    set_text(run, text[:start])
    if not text[:start] and text[start:end]:
        run.getparent().remove(run)
    return middle if text[start:end] else None


def shown_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Return copies of the runs and links of a paragraph, without its marks, and with its changes made."""
    whole = copy.deepcopy(paragraph)
    etree.strip_elements(whole, *(f"{Q}{name}" for name in (*MARKS, "pPr", "del", "rPrChange")), with_tail=False)
    etree.strip_tags(whole, f"{Q}ins")
    for reference in list(whole.iter(f"{Q}commentReference")):
        whole.remove(reference.getparent())
    for link in list(whole.iterchildren(f"{Q}hyperlink")):
        if not len(link):
            whole.remove(link)
    return list(whole)
