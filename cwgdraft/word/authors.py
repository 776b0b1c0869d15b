"""Who edited a document: the authors of its tracked changes, else who saved it last."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from lxml import etree

from cwgdraft.errors import WordFileError
from cwgdraft.word.anchors import PREFIX
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_CHANGES = tuple(f"{_Q}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_OF_ROWS = tuple(f"{_Q}{name}" for name in ("ins", "del", "cellIns", "cellDel", "cellMerge"))
_CORE = "docProps/core.xml"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
_LONGEST = 80
SAVED = " (saved the copy)"
"""What stands behind the name of somebody of whom only this is known."""


def shown_name(author: str) -> str:
    """Return the name of an author as it can be shown: on one line, without signs that nobody sees, not too long."""
    seen = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in author[: _LONGEST * 10])
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in ("Cf", "Cs", "Cn", "Co", "Zl", "Zp"))
    name = " ".join(seen.split())
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"


def edited_by(parts: Parts) -> str:
    """Return who edited a copy where no tracked change says so: who saved it last, with `SAVED` behind the name.

    Empty where that isn't known: a copy that nobody has saved since it was built says what the build wrote.
    """
    data = parts.get(_CORE)
    if not data:
        return ""
    try:
        root = parse(data, _CORE)
    except WordFileError:
        return ""
    name = shown_name(root.findtext(f"{_CP}lastModifiedBy") or "")
    return f"{name}{SAVED}" if name and not _as_built(root, name) else ""


def _as_built(root: etree._Element, name: str) -> bool:
    """Return whether a document's properties are those of a build: made and saved by one person, in one moment."""
    made, saved = (root.findtext(f"{_TERMS}{one}") for one in ("created", "modified"))
    return made is not None and made == saved and name == shown_name(root.findtext(f"{_DC}creator") or "")


def authors_of(parts: Parts) -> Mapping[str, tuple[str, ...]]:
    """Return the authors of tracked changes by the name of the bookmark, and by the words, of their paragraph.

    The words are those of the paragraph with its changes accepted; a paragraph without tracked changes isn't there. Who
    inserts or deletes a row does so with each of its paragraphs.
    """
    found: dict[str, tuple[str, ...]] = {}
    pending: list[str] = []
    for element in parse(parts[MAIN], MAIN).iter(f"{_Q}bookmarkStart", f"{_Q}p"):
        if element.tag != f"{_Q}p":
            if next(element.iterancestors(f"{_Q}p"), None) is None:
                pending.append(element.get(f"{_Q}name", ""))
            continue
        names = [*pending, *(one.get(f"{_Q}name", "") for one in element.iter(f"{_Q}bookmarkStart"))]
        pending = []
        marks = [*element.iter(*_CHANGES), *_of_row(element)]
        authors = tuple(dict.fromkeys(shown_name(one.get(f"{_Q}author", "")) for one in marks))
        authors = tuple(filter(None, authors))
        if not authors:
            continue
        gone = {id(one) for away in element.iter(f"{_Q}del", f"{_Q}moveFrom") for one in away.iter(f"{_Q}t")}
        text = "".join(one.text or "" for one in element.iter(f"{_Q}t") if id(one) not in gone)
        for name in (*(one for one in names if one.startswith(PREFIX)), text):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *authors)))
    return found


def _of_row(paragraph: etree._Element) -> list[etree._Element]:
    """Return the marks by which the row or cell around a paragraph came or went."""
    return [
        mark
        for box in paragraph.iterancestors(f"{_Q}tr", f"{_Q}tc")
        for properties in box.iterchildren(f"{_Q}trPr", f"{_Q}tcPr")
        for mark in properties.iterchildren(*_OF_ROWS)
    ]
