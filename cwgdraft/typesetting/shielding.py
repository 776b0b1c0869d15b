"""Shielding: values pass through docxtpl as text, whatever signs they hold, and are put back as Word has them.

What docxtpl does otherwise: it reads `{_{` in a value as a brace, a bell as a new paragraph and a form feed as a page
break, renders footnotes once for every section (values become templates), and cuts what follows a badly nested tag.
So signs that it would look at become a sign that no text has, and a letter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from cwgdraft.contract import PLACES
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.typesetting.body import UNPRINTABLE, escaped
from cwgdraft.word.gate import MAIN
from cwgdraft.word.package import W

SHIELD = "\ufdd0"
RECORDED, COMPUTED, END = "1", "2", "0"
"""Figures behind the shield that say where a value comes from, and where it ends, for previews that are tinted.

A template that writes a value in capitals leaves figures as they are.
"""
SOURCES = re.compile(f"{SHIELD}([{RECORDED}{COMPUTED}{END}])")
_Q = f"{{{W}}}"
_CODES = {SHIELD: "s", "{": "o", "}": "c", "\t": "t", "\n": "n", "\u2011": "h"}
_SHIELDED = re.compile("[" + re.escape("".join(_CODES)) + "]")
_BRACES = re.compile("[{}]")
_SIGNS = {code: sign for sign, code in _CODES.items()} | dict.fromkeys((RECORDED, COMPUTED, END), "")
_CODED = re.compile(f"{SHIELD}([{''.join(_SIGNS)}])")
_ELEMENTS = {"t": "tab", "n": "br", "h": "noBreakHyphen"}
_MARKER = re.compile(rf"{SHIELD}\[({'|'.join(PLACES)})\]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def place_marker(place: str) -> str:
    """Return a paragraph that stands for the blocks of a place until they are written."""
    return f"<w:p><w:r><w:t>{SHIELD}[{place}]</w:t></w:r></w:p>"


def shielded(text: str, source: str = "") -> str:
    """Return a value for a tag: escaped, and without a sign that docxtpl would look at.

    `source` (`RECORDED` or `COMPUTED`) is noted around it. Raises `CwgdraftError` for a sign that no document can hold.
    """
    text = checked(text).replace("\r\n", "\n").replace("\r", "\n")
    text = _SHIELDED.sub(_shield, escaped(text)).replace('"', "&#34;")
    return f"{SHIELD}{source}{text}{SHIELD}{END}" if source and text else text


def without_braces(markup: str) -> str:
    """Return a value that is escaped already with its braces shielded."""
    return _BRACES.sub(_shield, checked(markup))


def checked(text: str) -> str:
    """Return a text; raises `CwgdraftError` for a sign that no document can hold."""
    if bad := UNPRINTABLE.search(text):
        message = f"the character U+{ord(bad.group()):04X} in '{ascii(text)[1:-1][:60]}' can't stand in a document"
        raise CwgdraftError(message, "delete it from the record")
    return text


def _shield(found: re.Match[str]) -> str:
    return SHIELD + _CODES[found.group()]


def unshield(root: etree._Element, part: str, name: str) -> None:
    """Put the signs of values back, and a processing instruction in the place of each marker.

    Raises `TemplateError` for a place that stands where blocks can't.
    """
    for element in list(root.iter()):
        for key, value in element.items():
            if SHIELD in value:
                element.set(key, _CODED.sub(lambda m: " " if m[1] in "tn" else _SIGNS[m[1]], value))
        text = element.text
        if not text or SHIELD not in text or not isinstance(element.tag, str):
            continue
        if marker := _MARKER.fullmatch(text):
            _mark_place(element, marker[1], part, name)
        elif element.tag == f"{_Q}t":
            _spell(element, _CODED.split(text))
        else:
            element.text = _CODED.sub(lambda m: _SIGNS[m[1]], text)
        if element.tail and SHIELD in element.tail:
            element.tail = _CODED.sub(lambda m: _SIGNS[m[1]], element.tail)


def _mark_place(text: etree._Element, place: str, part: str, name: str) -> None:
    paragraph = text.getparent().getparent()
    parent = paragraph.getparent()
    if part != MAIN:
        raise TemplateError(f"the template {name} has {{{{p {place} }}}} in {part}", "write it in the text", part=part)
    if parent.tag not in (f"{_Q}body", f"{_Q}tc", f"{_Q}sdtContent"):
        message = f"the template {name} prints {{{{ {place} }}}} within a paragraph, which can't hold paragraphs"
        raise TemplateError(message, f"write {{{{p {place} }}}}, alone in a paragraph", part=part)
    parent.replace(paragraph, etree.ProcessingInstruction(place))


def _spell(element: etree._Element, pieces: Sequence[str]) -> None:
    """Write text (even) and codes (odd pieces) as what Word has for them: tabs, breaks and hyphens are elements."""
    spelled: list[tuple[str, str]] = [("t", "")]
    for i, piece in enumerate(pieces):
        if i % 2 and piece in _ELEMENTS:
            spelled += [(_ELEMENTS[piece], ""), ("t", "")]
        else:
            spelled[-1] = ("t", spelled[-1][1] + (_SIGNS[piece] if i % 2 else piece))
    at = element
    for name, text in spelled:
        if name == "t" and not text:
            continue
        new = etree.Element(f"{_Q}{name}")
        if text:
            new.text = text
            new.set(_SPACE, "preserve")
        at.addnext(new)
        at = new
    element.getparent().remove(element)
