"""Comments in Word: written on paragraphs of the body, and taken out again.

Word allows no comments in headers, footers and notes. The ones of ours have the initials `cwg`, by which they are known
again (`anchors.INITIALS`).
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable

from lxml import etree

from cwgdraft.word.anchors import INITIALS
from cwgdraft.word.contents import block_elements, children
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import RELATIONSHIP, Relationships, W, add_content_type, parse, write_xml

_Q = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
AUTHOR = "cwgdraft"
"""Whose comments those are that answer a template."""
_MARKS = tuple(f"{_Q}{name}" for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_DELETING = (f"{_Q}bookmarkStart", f"{_Q}p", f"{_Q}delText", *_MARKS[:2])


def comment_element(comment: etree._Element, number: str, text: str) -> etree._Element:
    """Return a `w:comment` that has author and date already with id, initials and text, a paragraph for each line."""
    comment.set(f"{_Q}id", number)
    comment.set(f"{_Q}initials", INITIALS)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, f"{_Q}p"), f"{_Q}r")
        words = etree.SubElement(run, f"{_Q}t")
        words.text = line
        if line != line.strip() or "  " in line:
            words.set(_SPACE, "preserve")
    return comment


def point_at(paragraph: etree._Element, number: str) -> None:
    """Let a comment be about a whole paragraph; what Word shows first is what begins first."""
    start, end = etree.Element(f"{_Q}commentRangeStart"), etree.SubElement(paragraph, f"{_Q}commentRangeEnd")
    for one in (start, end):
        one.set(f"{_Q}id", number)
    before = itertools.takewhile(lambda child: child.tag in (f"{_Q}pPr", start.tag), paragraph)
    paragraph.insert(sum(1 for _ in before), start)
    run = etree.SubElement(paragraph, f"{_Q}r")
    etree.SubElement(run, f"{_Q}commentReference").set(f"{_Q}id", number)


def with_comments(parts: Parts, comments: Iterable[tuple[int, str]], date: str) -> Parts:
    """Return a package with comments of ours on paragraphs of the body.

    Each is the number of a paragraph, counted from 1 through all `w:p` of the main part, and the text; a number that no
    paragraph has stands for the first. `date` is written on each (`2026-11-25T09:00:00Z`).
    """
    found = dict(parts)
    document = parse(found[MAIN], MAIN)
    name = part_of(found, "comments", "word/comments.xml")
    root = parse(found[name], name) if name in found else etree.Element(f"{_Q}comments", nsmap={"w": W})
    paragraphs = list(document.iter(f"{_Q}p"))
    taken = [int(number) for one in root if (number := one.get(f"{_Q}id", "")).isdigit()]
    added = 0
    for number, (place, text) in enumerate(comments, max([*taken, -1]) + 1):
        if not paragraphs:
            break
        comment = etree.Element(f"{_Q}comment")
        comment.set(f"{_Q}author", AUTHOR)
        comment.set(f"{_Q}date", date)
        root.append(comment_element(comment, str(number), text))
        point_at(paragraphs[place - 1 if 0 < place <= len(paragraphs) else 0], str(number))
        added += 1
    if not added:
        return found
    if name not in found:
        add_content_type(found, name, CONTENT_TYPE)
        links = Relationships(found, MAIN)
        links.add(f"{RELATIONSHIP}/comments", name.removeprefix("word/"))
        links.save()
    found[name] = write_xml(root)
    found[MAIN] = write_xml(document)
    return found


def without_answers(parts: Parts) -> Parts:
    """Return a package without the comments by which a template was answered: whoever mends it may leave them in."""

    def is_ours(comment: etree._Element) -> bool:
        return (comment.get(f"{_Q}initials"), comment.get(f"{_Q}author")) == (INITIALS, AUTHOR)

    return _without(parts, is_ours)


def _without(parts: Parts, gone: Callable[[etree._Element], bool]) -> Parts:
    """Return a package without some of its comments; the same when there are none such."""
    name = part_of(parts, "comments", "word/comments.xml")
    if name not in parts or INITIALS.encode() not in parts[name]:
        return parts
    root = parse(parts[name], name)
    numbers = set()
    for comment in list(root.iterfind(f"{_Q}comment")):
        if gone(comment):
            numbers.add(comment.get(f"{_Q}id"))
            root.remove(comment)
    if not numbers:
        return parts
    found = dict(parts)
    document = parse(found[MAIN], MAIN)
    for mark in list(document.iter(*_MARKS)):
        if mark.get(f"{_Q}id") in numbers:
            _take_out(mark)
    found[MAIN] = write_xml(document)
    found[name] = write_xml(root)
    return found


def _take_out(mark: etree._Element) -> None:
    """Take out the mark of a comment, with the run that it fills alone."""
    parent = mark.getparent()
    if parent is None:
        return
    parent.remove(mark)
    if parent.tag == f"{_Q}r" and not any(child.tag != f"{_Q}rPr" for child in parent):
        above = parent.getparent()
        if above is not None:
            above.remove(parent)


def deleted_words(parts: Parts, numbers: Collection[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the deleted words that comments are about, and the bookmarks of the paragraph where these begin.

    `parts` still has its tracked changes; `numbers` are those of the comments that are asked for. A comment that is
    about no deleted words isn't there.
    """
    wanted = set(numbers)
    words: dict[str, list[str]] = {}
    marks: dict[str, tuple[str, ...]] = {}
    pending: list[str] = []
    here: tuple[str, ...] = ()
    going: set[str] = set()
    for element in parse(parts[MAIN], MAIN).iter(*_DELETING):
        number = element.get(f"{_Q}id", "")
        if element.tag == f"{_Q}bookmarkStart":
            if next(element.iterancestors(f"{_Q}p"), None) is None:
                pending.append(element.get(f"{_Q}name", ""))
        elif element.tag == f"{_Q}p":
            here = (*pending, *(one.get(f"{_Q}name", "") for one in element.iter(f"{_Q}bookmarkStart")))
            pending = []
        elif element.tag == _MARKS[0] and number in wanted:
            going.add(number)
        elif element.tag == _MARKS[1]:
            going.discard(number)
        elif element.tag == f"{_Q}delText":
            for one in going:
                words.setdefault(one, []).append(element.text or "")
                marks.setdefault(one, here)
    return {one: (" ".join("".join(pieces).split()), marks[one]) for one, pieces in words.items()}


def block_paragraphs(parts: Parts) -> tuple[int, ...]:
    """Return for each block of the body, in order, the number of its first paragraph, as `with_comments` counts them.

    A block is a paragraph or a table; a table without any paragraph has the number of the next one.
    """
    document = parse(parts[MAIN], MAIN)
    body = document.find(f"{_Q}body")
    numbers = {paragraph: number for number, paragraph in enumerate(document.iter(f"{_Q}p"), 1)}
    found, last = [], 0
    for block in [] if body is None else block_elements(body):
        first = block if block.tag == f"{_Q}p" else next(block.iter(f"{_Q}p"), None)
        last = numbers.get(first, last + 1) if first is not None else last + 1
        found.append(last)
    return tuple(found)


def passage_paragraphs(parts: Parts) -> tuple[int, ...]:
    """Return for each paragraph of the body, those in tables too, its number as `with_comments` counts them.

    They are in the order in which a document is read: text boxes, which are read apart, are left out.
    """
    document = parse(parts[MAIN], MAIN)
    body = document.find(f"{_Q}body")
    numbers = {paragraph: number for number, paragraph in enumerate(document.iter(f"{_Q}p"), 1)}
    return () if body is None else tuple(numbers[one] for one in _inner(body))


def _inner(container: etree._Element) -> Iterable[etree._Element]:
    """Yield the paragraphs of a body or cell in order, tables by their cells."""
    for block in block_elements(container):
        if block.tag == f"{_Q}p":
            yield block
            continue
        for row in children(block):
            if row.tag == f"{_Q}tr":
                for cell in children(row):
                    if cell.tag == f"{_Q}tc":
                        yield from _inner(cell)
