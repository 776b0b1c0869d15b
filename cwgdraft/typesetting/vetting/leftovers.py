"""What somebody left in a template who worked in Word: comments, tracked changes, tags inside deleted text."""

from __future__ import annotations

import re

from lxml import etree

from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.paragraphs import Paragraph
from cwgdraft.word.gate import MAIN
from cwgdraft.word.links import part_of
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_CHANGES = {
    "ins": "inserted", "del": "deleted", "moveFrom": "moved away", "moveTo": "moved here",
    "rPrChange": "formatted", "pPrChange": "formatted", "sectPrChange": "a section's layout",
    "tblPrChange": "formatted", "tblPrExChange": "formatted",
    "trPrChange": "formatted", "tcPrChange": "formatted", "tblGridChange": "formatted", "numberingChange": "numbered",
    "cellIns": "a cell inserted", "cellDel": "a cell deleted", "cellMerge": "cells merged",
    "customXmlInsRangeStart": "a content control inserted", "customXmlDelRangeStart": "a content control deleted",
}  # fmt: skip
_TAGS = tuple(f"{_Q}{name}" for name in _CHANGES)
_ON = {"trPr": "a row ", "rPr": "the end of a paragraph ", "numPr": "a number "}
_GONE = (f"{_Q}del", f"{_Q}moveFrom")
_TAG = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)")
_MARKS = (f"{_Q}commentRangeStart", f"{_Q}commentReference")


def check_leftovers(found: Found) -> None:
    """Note each comment, and each paragraph with tracked changes."""
    _check_comments(found)
    for part in found.text.roots:
        _check_changes(found, part)


def _check_comments(found: Found) -> None:
    parts = found.text.parts
    name = part_of(parts, "comments", "word/comments.xml")
    if name not in parts or b"<w:comment " not in parts[name]:
        return
    comments = {one.get(f"{_Q}id", ""): one for one in parse(parts[name], name).iterfind(f"{_Q}comment")}
    places: dict[str, Paragraph] = {}
    for part, root in found.text.roots.items():
        for mark in root.iter(*_MARKS):
            holder = found.text.holder(part, mark)
            if holder is not None:
                places.setdefault(mark.get(f"{_Q}id", ""), holder)
    for number, comment in comments.items():
        words = " ".join("".join(text.text or "" for text in comment.iter(f"{_Q}t")).split())
        author = comment.get(f"{_Q}author", "")
        shown = words if len(words) <= 80 else f"{words[:80]}…"
        found.add(
            "leftover-comment",
            places.get(number) or found.text.whole(MAIN, "the text"),
            f"a comment{f' by {author}' if author else ''} is left: '{shown}'",
            "delete it (Review, Delete): it would stand in every report",
        )


def _check_changes(found: Found, part: str) -> None:
    changed: dict[Paragraph | None, list[etree._Element]] = {}
    for one in found.text.roots[part].iter(*_TAGS):
        holder = found.text.holder(part, one)
        others = changed.setdefault(holder, [])
        if not any(around in others for around in one.iterancestors(*_TAGS)):
            others.append(one)
    for holder, changes in changed.items():
        place = holder or found.text.whole(part)
        gone = "".join(_words(one) for one in changes if one.tag in _GONE)
        if tag := _TAG.search(gone):
            found.add(
                "deleted-tag",
                place,
                f"the tag '{tag[0]}' stands in deleted text, and still runs",
                "accept or reject the tracked changes (Review, Accept)",
                excerpt=gone,
            )
        elif not found.ours or holder is None or not holder.in_fallback:
            first = changes[0]
            author = first.get(f"{_Q}author", "")
            found.add(
                "tracked-change",
                place,
                f"a tracked change{f' by {author}' if author else ''} is left: {_described(first)}",
                "accept or reject it (Review, Accept): it would stand in every report",
                excerpt=_words(first),
            )


def _described(change: etree._Element) -> str:
    what = _CHANGES[etree.QName(change).localname]
    parent = change.getparent()
    if parent is not None and not what.startswith(("a ", "cells", "formatted")):
        what = _ON.get(etree.QName(parent).localname, "") + what
    words = " ".join(_words(change).split())
    return f"{what} '{words[:60]}'" if words else what


def _words(change: etree._Element) -> str:
    return "".join(one.text or "" for one in change.iter(f"{_Q}t", f"{_Q}delText"))
