"""Who edited a document: the authors of its tracked changes, else who saved it last."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from cwgdraft.errors import WordFileError
from cwgdraft.word.anchors import PREFIX
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_CHANGES = tuple(f"{_Q}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_OF_ROWS = tuple(f"{_Q}{name}" for name in ("ins", "del", "cellIns", "cellDel", "cellMerge"))
_GOING = (f"{_Q}del", f"{_Q}cellDel")
_ENDS = tuple(f"{_Q}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
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


@dataclass(frozen=True, slots=True)
class Authors:
    """The authors of a document's tracked changes, by the paragraph in which these stand.

    `by_bookmark` has them by the name of a paragraph's bookmark; one without tracked changes isn't there. `by_words`
    has them by the words of a paragraph as `key_of` makes them, once for each paragraph that reads so, in their order.
    """

    by_bookmark: Mapping[str, tuple[str, ...]]
    by_words: Mapping[str, tuple[tuple[str, ...], ...]]

    def of_words(self, text: str, twin: int = -1) -> tuple[str, ...]:
        """Return who edited the paragraph that reads so; of several the one with the number `twin`, from 0.

        Without a number, or with one that none has, it is nobody where these have different authors.
        """
        found = self.by_words.get(key_of(text), ()) if key_of(text) else ()
        if 0 <= twin < len(found):
            return found[twin]
        return found[0] if len(set(found)) == 1 else ()


def key_of(text: str) -> str:
    """Return the letters and digits of a text, by which paragraphs are known; spaces and hyphens vary."""
    return "".join(sign for sign in text if sign.isalnum())


def authors_of(parts: Parts) -> Authors:
    """Return the authors of tracked changes.

    The words are those of a paragraph with its changes accepted. Who inserts or deletes a row does so with each of its
    paragraphs. The mark at a paragraph's end counts only where nothing else in it was edited: Word marks that of the
    paragraph above as new where somebody adds one.
    """
    by_bookmark: dict[str, tuple[str, ...]] = {}
    by_words: dict[str, tuple[tuple[str, ...], ...]] = {}
    pending: list[etree._Element] = []
    for element in parse(parts[MAIN], MAIN).iter(f"{_Q}bookmarkStart", f"{_Q}p"):
        if element.tag != f"{_Q}p":
            if next(element.iterancestors(f"{_Q}p"), None) is None:
                pending.append(element)
            continue
        marks = [*pending, *element.iter(f"{_Q}bookmarkStart")]
        pending = []
        authors = _of_paragraph(element)
        for mark in marks:
            name, table = mark.get(f"{_Q}name", ""), _table_behind(mark)
            own = authors if table is None else _of_table(table)
            if own and name.startswith(PREFIX):
                by_bookmark[name] = tuple(dict.fromkeys((*by_bookmark.get(name, ()), *own)))
        if key := key_of(_text(element)):
            by_words[key] = (*by_words.get(key, ()), authors)
    return Authors(by_bookmark, by_words)


def _of_paragraph(paragraph: etree._Element) -> tuple[str, ...]:
    marks = list(paragraph.iter(*_CHANGES))
    words = [one for one in marks if not _is_end(one)]
    found = [shown_name(one.get(f"{_Q}author", "")) for one in [*(words or marks), *_of_row(paragraph)]]
    return tuple(dict.fromkeys(filter(None, found)))


def _table_behind(bookmark: etree._Element) -> etree._Element | None:
    """Return the table that a bookmark is about: the next thing behind it that is no mark."""
    behind = (one for one in bookmark.itersiblings() if one.tag in (f"{_Q}p", f"{_Q}tbl"))
    found = next(behind, None)
    return found if found is not None and found.tag == f"{_Q}tbl" else None


def _of_table(table: etree._Element) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for paragraph in table.iter(f"{_Q}p") for name in _of_paragraph(paragraph)))


def _is_end(mark: etree._Element) -> bool:
    """Return whether a change is that of a paragraph's end: it stands among its properties."""
    above = mark.getparent()
    return above is not None and above.tag == f"{_Q}rPr" and mark.tag in _ENDS


def _text(paragraph: etree._Element) -> str:
    """Return the words of a paragraph without those that are taken out; nothing of a paragraph whose row goes."""
    if any(mark.tag in _GOING for mark in _of_row(paragraph)):
        return ""
    gone = {id(one) for away in paragraph.iter(f"{_Q}del", f"{_Q}moveFrom") for one in away.iter(f"{_Q}t")}
    return "".join(one.text or "" for one in paragraph.iter(f"{_Q}t") if id(one) not in gone)


def _of_row(paragraph: etree._Element) -> list[etree._Element]:
    """Return the marks by which the row or cell around a paragraph came or went."""
    return [
        mark
        for box in paragraph.iterancestors(f"{_Q}tr", f"{_Q}tc")
        for properties in box.iterchildren(f"{_Q}trPr", f"{_Q}tcPr")
        for mark in properties.iterchildren(*_OF_ROWS)
    ]
