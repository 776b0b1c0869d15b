"""The styles of a document: their names, outline levels, and what is bold or italic through them.

A style takes what it doesn't say from the one that it is based on (ECMA-376 part 1, 17.7.4.3); a document may have
them in a ring, so each is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_HEADING = re.compile(r"heading ([1-9])", re.I)
_NAMES = {
    "normal": "Normal", "title": "Title", "subtitle": "Subtitle", "caption": "Caption", "header": "Header",
    "footer": "Footer", "strong": "Strong", "emphasis": "Emphasis", "list paragraph": "List Paragraph",
}  # fmt: skip
BODY_TEXT = 9
"""The outline level that makes a paragraph no heading (17.3.1.20)."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it says it itself: `outline` from 0, `bold` and `italic` None where the style doesn't say."""

    name: str
    based_on: str = ""
    outline: int | None = None
    bold: bool | None = None
    italic: bool | None = None


class Styles:
    """The styles of a document by their id; a paragraph without one has the document's default."""

    def __init__(self, parts: Parts, root: etree._Element | None = None) -> None:
        """Read the styles of a document; `root` is their part where it is parsed already."""
        self._styles: dict[str, Style] = {}
        self.default = ""
        self.language = ""
        self._headings: dict[str, int | None] = {}
        self._bold: dict[str, tuple[bool, bool]] = {}
        part = part_of(parts, "styles", "word/styles.xml")
        if root is None and (data := parts.get(part)):
            root = parse(data, part)
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        language = root.find(f"{_Q}docDefaults/{_Q}rPrDefault/{_Q}rPr/{_Q}lang")
        self.language = "" if language is None else language.get(f"{_Q}val") or ""
        for one in root.iterfind(f"{_Q}style"):
            name = one.get(f"{_Q}styleId") or ""
            run = one.find(f"{_Q}rPr")
            self._styles[name] = Style(
                usual_name(_value(one, "name") or name),
                _value(one, "basedOn"),
                outline_level(one.find(f"{_Q}pPr")),
                toggle(run, "b"),
                toggle(run, "i"),
            )
            if one.get(f"{_Q}type") == "paragraph" and one.get(f"{_Q}default") in ("1", "true", "on"):
                self.default = name

    def name(self, style: str) -> str:
        """Return the name that Word shows for a style; the id where the document doesn't have the style."""
        found = self._styles.get(style)
        return found.name if found else style

    def heading(self, style: str) -> int | None:
        """Return the level (from 1) of the headings of a paragraph style, 0 for text, None where it doesn't say."""
        if style not in self._headings:
            self._headings[style] = self._heading(style)
        return self._headings[style]

    def _heading(self, style: str) -> int | None:
        for one in self._chain(style or self.default):
            if one.outline is not None:
                return 0 if one.outline >= BODY_TEXT else one.outline + 1
            if named := _HEADING.fullmatch(one.name):
                return int(named[1])
        return None

    def bold_and_italic(self, style: str) -> tuple[bool, bool]:
        """Return whether all text of a style is bold, and whether it is italic."""
        found = self._bold.get(style)
        if found is None:
            chain = list(self._chain(style or self.default))
            bold = next((one.bold for one in chain if one.bold is not None), False)
            italic = next((one.italic for one in chain if one.italic is not None), False)
            found = self._bold[style] = (bold, italic)
        return found

    def _chain(self, style: str) -> Iterator[Style]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on


def outline_level(properties: etree._Element | None) -> int | None:
    """Return the outline level (from 0; 9 is text) that a `pPr` states; None without one, or with nonsense."""
    found = None if properties is None else properties.find(f"{_Q}outlineLvl")
    text = "" if found is None else found.get(f"{_Q}val") or ""
    return int(text) if len(text) == 1 and text in "0123456789" else None


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a `rPr` switches a property on or off; None where it doesn't say."""
    found = None if properties is None else properties.find(f"{_Q}{name}")
    return None if found is None else is_on(found)


def is_on(element: etree._Element) -> bool:
    """Return whether a switch is on: without a value it is."""
    return element.get(f"{_Q}val", "1") not in ("0", "false", "off", "none")


def _value(element: etree._Element, name: str) -> str:
    found = element.find(f"{_Q}{name}")
    return "" if found is None else found.get(f"{_Q}val") or ""


def usual_name(name: str) -> str:
    """Return a style's name as Word shows it: its own styles stand in the file in small letters."""
    if heading := _HEADING.fullmatch(name):
        return f"Heading {heading[1]}"
    return _NAMES.get(name.casefold(), name)
