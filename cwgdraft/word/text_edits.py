"""Replacing words in the paragraphs of a Word file: the look stays that of the words that go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.package import W, parse, write_xml

_Q = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_T = f"{_Q}t"
_SIGNS = {
    f"{_Q}tab": "\t",
    f"{_Q}br": "\n",
    f"{_Q}cr": "\n",
    f"{_Q}noBreakHyphen": "\u2011",
    f"{_Q}softHyphen": "\u00ad",
}
_APART = tuple(f"{_Q}{name}" for name in ("txbxContent", "del", "moveFrom", "pPr", "rPr"))


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Words to be replaced in a paragraph, whose number counts from 1 through all `w:p` of the main part.

    `old` are the words that must stand there, from `start` to `end` of its text.
    """

    paragraph: int
    start: int
    end: int
    old: str
    new: str


def with_edits(parts: Parts, edits: Iterable[TextEdit]) -> tuple[Parts, tuple[TextEdit, ...]]:
    """Return a package with words replaced, and the edits that couldn't be made.

    One can't be made where other words stand, where it would cross another one, or where it takes in what is no text: a
    tab, a break, a picture, the edge of a link.
    """
    found = dict(parts)
    root = parse(found[MAIN], MAIN)
    paragraphs = list(root.iter(f"{_Q}p"))
    refused = []
    last: tuple[int, int] = (0, 0)
    for edit in sorted(edits, key=lambda one: (one.paragraph, one.start), reverse=True):
        free = last[0] != edit.paragraph or edit.end <= last[1]
        if free and 0 < edit.paragraph <= len(paragraphs) and _replace(paragraphs[edit.paragraph - 1], edit):
            last = (edit.paragraph, edit.start)
        else:
            refused.append(edit)
    found[MAIN] = write_xml(root)
    return found, tuple(reversed(refused))


def _pieces(paragraph: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield the text of a paragraph as it is read, element by element: no text boxes, nothing deleted."""
    for element in paragraph.iter(_T, *_SIGNS):
        above = next((one for one in element.iterancestors(*_APART, f"{_Q}p")), None)
        if above is paragraph:
            yield element, (element.text or "") if element.tag == _T else _SIGNS[str(element.tag)]


def _replace(paragraph: etree._Element, edit: TextEdit) -> bool:
    at = 0
    touched: list[tuple[etree._Element, int, int]] = []
    for element, text in _pieces(paragraph):
        first, last = max(edit.start - at, 0), min(edit.end - at, len(text))
        if first < last or (edit.start == edit.end and 0 <= edit.start - at <= len(text) and not touched):
            touched.append((element, first, max(last, first)))
        at += len(text)
    if not touched or any(element.tag != _T for element, _, _ in touched):
        return False
    texts = [(element.text or "")[first:last] for element, first, last in touched]
    holders = {id(_link(element)) for element, _, _ in touched}
    if "".join(texts) != edit.old or len(holders) > 1:
        return False
    for number, (element, first, last) in enumerate(touched):
        text = element.text or ""
        element.text = text[:first] + (edit.new if number == 0 else "") + text[last:]
        element.set(_SPACE, "preserve")
    return True


def _link(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(f"{_Q}hyperlink", f"{_Q}sdt", f"{_Q}fldSimple"), None)
