"""Copies with comments: threads as Word keeps them, tracked deletions, and who saved a copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.gate import MAIN, Parts, read_parts
from cwgdraft.word.package import RELATIONSHIP, Relationships, W, add_content_type, pack, parse, write_xml

_Q = f"{{{W}}}"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EXTENDED = "word/commentsExtended.xml"


@dataclass(frozen=True)
class Said:
    """A comment on the run that holds some words, or one that answers another, by its place among all."""

    text: str
    words: str = ""
    to: int = -1
    by: str = "Delegation A"
    date: str = "2026-01-05T09:00:00Z"
    done: bool = False
    initials: str = "DA"


def commented(data: bytes, comments: Sequence[Said]) -> bytes:
    """Return a Word file with comments, and the part that says which answers which."""
    parts = dict(read_parts(data, "copy"))
    document = parse(parts[MAIN], MAIN)
    root = etree.Element(f"{_Q}comments", nsmap={"w": W, "w14": _W14})
    extended = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15})
    for number, one in enumerate(comments):
        root.append(_comment(number, one))
        line = etree.SubElement(extended, f"{{{_W15}}}commentEx")
        line.set(f"{{{_W15}}}paraId", _id(number, one))
        line.set(f"{{{_W15}}}done", str(int(one.done)))
        if one.to >= 0:
            line.set(f"{{{_W15}}}paraIdParent", _id(one.to, comments[one.to]))
        top = one
        while top.to >= 0:
            top = comments[top.to]
        _point(document, number, top.words)
    parts.update({MAIN: write_xml(document), "word/comments.xml": write_xml(root), EXTENDED: write_xml(extended)})
    add_content_type(parts, "word/comments.xml", f"{_WORD}.comments+xml")
    add_content_type(parts, EXTENDED, f"{_WORD}.commentsExtended+xml")
    links = Relationships(parts, MAIN)
    links.add(f"{RELATIONSHIP}/comments", "comments.xml")
    links.add("http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml")
    links.save()
    return pack(parts)


def _id(number: int, one: Said, line: int = -1) -> str:
    lines = one.text.count("\n") + 1
    return f"{number * 64 + (lines if line < 0 else line + 1):08X}"


def _comment(number: int, one: Said) -> etree._Element:
    comment = etree.Element(f"{_Q}comment")
    for name, value in (("id", number), ("author", one.by), ("date", one.date), ("initials", one.initials)):
        comment.set(f"{_Q}{name}", str(value))
    for place, text in enumerate(one.text.split("\n")):
        paragraph = etree.SubElement(comment, f"{_Q}p")
        paragraph.set(f"{{{_W14}}}paraId", _id(number, one, place))
        etree.SubElement(etree.SubElement(paragraph, f"{_Q}r"), f"{_Q}t").text = text
    return comment


def _point(document: etree._Element, number: int, words: str) -> None:
    text = next(one for one in document.iter(f"{_Q}t", f"{_Q}delText") if words in (one.text or ""))
    run = next(text.iterancestors(f"{_Q}r"))
    outer = next((one for one in run.iterancestors(f"{_Q}del")), run)
    start, end = etree.Element(f"{_Q}commentRangeStart"), etree.Element(f"{_Q}commentRangeEnd")
    reference = etree.Element(f"{_Q}r")
    for one in (start, end, etree.SubElement(reference, f"{_Q}commentReference")):
        one.set(f"{_Q}id", str(number))
    outer.addprevious(start)
    outer.addnext(end)
    end.addnext(reference)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a Word file with one part changed."""
    parts = dict(read_parts(data, "copy"))
    parts[name] = change(parts.get(name, b""))
    return pack(parts)


def saved_by(data: bytes, name: str, day: str = "2026-01-08") -> bytes:
    """Return a Word file that somebody saved on a day."""

    def change(core: bytes) -> bytes:
        text = re.sub(r"(<cp:lastModifiedBy>).*?(</)", lambda found: found[1] + name + found[2], core.decode())
        return re.sub(r'(modified xsi:type="dcterms:W3CDTF">)[\d-]+', rf"\g<1>{day}", text).encode()

    return with_part(data, "docProps/core.xml", change)


def tracked_away(data: bytes, words: str, author: str) -> bytes:
    """Return a Word file in which a tracked change deletes the paragraph that holds some words."""
    parts = dict(read_parts(data, "copy"))
    document = parse(parts[MAIN], MAIN)
    text = next(one for one in document.iter(f"{_Q}t") if words in (one.text or ""))
    paragraph = next(text.iterancestors(f"{_Q}p"))
    for run in list(paragraph.iter(f"{_Q}r")):
        gone = _deletion(author)
        run.addprevious(gone)
        gone.append(run)
        for one in run.iter(f"{_Q}t"):
            one.tag = f"{_Q}delText"
    properties = paragraph.find(f"{_Q}pPr")
    if properties is None:
        properties = etree.Element(f"{_Q}pPr")
        paragraph.insert(0, properties)
    mark = properties.find(f"{_Q}rPr")
    mark = etree.SubElement(properties, f"{_Q}rPr") if mark is None else mark
    mark.insert(0, _deletion(author))
    parts[MAIN] = write_xml(document)
    return pack(parts)


def _deletion(author: str) -> etree._Element:
    found = etree.Element(f"{_Q}del")
    for name, value in (("id", "9000"), ("author", author), ("date", "2026-01-05T09:00:00Z")):
        found.set(f"{_Q}{name}", value)
    return found


def parts_of(data: bytes) -> Parts:
    """Return the parts of a Word file."""
    return read_parts(data, "copy")
