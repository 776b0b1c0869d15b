"""A template paragraph by paragraph: its text as tags are read in it, and where somebody finds it in Word."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

from cwgdraft.finding import WordPlace
from cwgdraft.typesetting.template import SAMPLE_MARK, SAMPLES_NOTE
from cwgdraft.word.gate import MAIN, Parts
from cwgdraft.word.links import links_of, part_of
from cwgdraft.word.numbering import Counter, Numbering
from cwgdraft.word.package import R, W, parse
from cwgdraft.word.styles import Styles

_Q, _RQ = f"{{{W}}}", f"{{{R}}}"
_P, _T, _TBL, _TR, _TC = (f"{_Q}{name}" for name in ("p", "t", "tbl", "tr", "tc"))
_BLANKS = (f"{_Q}tab", f"{_Q}br")
_BOX = f"{_Q}txbxContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FILLED = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes)\.xml")
"""The parts in which docxtpl fills tags."""
_READ = re.compile(r"word/(?:document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
_PAGES = {"first": " of the first page", "even": " of even pages"}
_LONGEST = 70


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A paragraph of a template.

    `number` counts the paragraphs of its part from 1, those in tables and text boxes too; `cells` are table, row and
    column of the cells around it, the outermost first. `text` has a blank for each tab and line break. `sample` is the
    kind that it is the sample of, as it is written there.
    """

    part: str
    number: int
    element: etree._Element
    text: str
    cells: tuple[tuple[int, int, int], ...] = ()
    heading: str = ""
    in_box: bool = False
    in_fallback: bool = False
    sample: str = ""
    is_note: bool = False
    in_samples: bool = False

    @property
    def style(self) -> str:
        """Return the id of its style, empty where it names none."""
        found = self.element.find(f"{_Q}pPr/{_Q}pStyle")
        return "" if found is None else found.get(f"{_Q}val", "")


class Pieces:
    """The elements that hold the signs of a paragraph's text: each a `w:t`, a tab or a break."""

    def __init__(self, paragraph: Paragraph) -> None:
        self._elements: list[etree._Element] = []
        self._ends: list[int] = []
        position = 0
        for one in paragraph.element.iter(_T, *_BLANKS):
            if next(one.iterancestors(_P), None) is paragraph.element:
                position += len(one.text or "") if one.tag == _T else 1
                self._elements.append(one)
                self._ends.append(position)

    def at(self, column: int) -> etree._Element | None:
        """Return the element that holds the sign at a column, from 1; None behind the last one."""
        place = bisect.bisect_left(self._ends, column)
        return self._elements[place] if place < len(self._elements) else None


@dataclass
class TemplateText:
    """The paragraphs of a template, all parts that are filled and the endnotes, and what tells where they stand."""

    parts: Parts
    path: Path
    numbering: Numbering
    styles: Styles
    roots: Mapping[str, etree._Element]
    paragraphs: tuple[Paragraph, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    styles_root: etree._Element | None = None

    def of(self, part: str) -> list[Paragraph]:
        """Return the paragraphs of a part."""
        return [one for one in self.paragraphs if one.part == part]

    @property
    def filled_parts(self) -> list[str]:
        """Return the parts in which tags are filled, the body first."""
        return [part for part in self.roots if _FILLED.fullmatch(part)]

    def place(self, paragraph: Paragraph, column: int = 0, excerpt: str = "") -> WordPlace:
        """Return the place of a paragraph, or of the words in it that begin at a column (from 1)."""
        shown = " ".join((excerpt or around(paragraph.text, column)).split())
        return WordPlace(
            self.path,
            self._where(paragraph),
            shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…",
            paragraph.part,
            paragraph.number,
            column,
            paragraph.cells,
        )

    def whole(self, part: str = "", where: str = "") -> WordPlace:
        """Return the file, or one of its parts, as a place."""
        return WordPlace(self.path, where or self.names.get(part, part), part=part)

    def _where(self, paragraph: Paragraph) -> str:
        pieces = []
        if paragraph.part != MAIN:
            pieces.append(self.names.get(paragraph.part, paragraph.part))
        if paragraph.sample:
            pieces.append(f"the sample '{paragraph.sample}'")
        elif paragraph.cells:
            cells = [f"table {table}, row {row}, column {column}" for table, row, column in paragraph.cells]
            pieces.append(", in it ".join(cells))
        elif paragraph.in_box:
            pieces.append("a text box")
        else:
            pieces.append(f"paragraph {paragraph.number}")
        if paragraph.heading and not paragraph.sample:
            pieces.append(f"under '{paragraph.heading}'")
        return ", ".join(pieces)

    def holder(self, part: str, element: etree._Element) -> Paragraph | None:
        """Return the paragraph that an element stands in; of a row, cell or table its first one, else the next."""
        found = element if element.tag == _P else next(element.iterancestors(_P), None)
        if found is None:
            inside = next(element.iterancestors(_TR, _TBL), element)
            found = next(inside.iter(_P), None)
        if found is None:
            found = next((one for following in element.itersiblings() for one in following.iter(_P)), None)
        return None if found is None else self._by_element.get((part, found))

    @cached_property
    def _by_element(self) -> dict[tuple[str, etree._Element], Paragraph]:
        return {(one.part, one.element): one for one in self.paragraphs}


def read_template(parts: Parts, path: Path) -> TemplateText:
    """Return the text of a template; raises `WordFileError` when a part is damaged."""
    part = part_of(parts, "styles", "word/styles.xml")
    styles_root = parse(parts[part], part) if part in parts else None
    styles, numbering = Styles(parts, styles_root), Numbering(parts, styles_root)
    names = sorted((part for part in parts if _READ.fullmatch(part)), key=lambda part: (part != MAIN, part))
    roots = {part: parse(parts[part], part) for part in names}
    paragraphs: list[Paragraph] = []
    for part, root in roots.items():
        paragraphs += _Walk(part, styles, numbering).paragraphs(root)
    return TemplateText(parts, path, numbering, styles, roots, tuple(paragraphs), _names(parts, roots), styles_root)


class _Walk:
    """Goes through a part once, in the order of the file."""

    def __init__(self, part: str, styles: Styles, numbering: Numbering) -> None:
        self.part = part
        self.styles = styles
        self.numbering = numbering
        self.counter = Counter(numbering)
        self.number = 0
        self.tables = 0
        self.open_tables: list[list[int]] = []
        self.open_boxes = 0
        self.open_fallbacks = 0
        self.heading = ""
        self.in_samples = False

    def paragraphs(self, root: etree._Element) -> Iterator[Paragraph]:
        """Yield the paragraphs of a part; cells are counted as docxtpl-lint counts them, tables through the part."""
        for event, element in etree.iterwalk(root, events=("start", "end"), tag=(_P, _TBL, _TR, _TC, _BOX, _FALLBACK)):
            step = 1 if event == "start" else -1
            if element.tag == _P:
                if event == "start":
                    self.number += 1
                    yield self._paragraph(element)
            elif element.tag == _BOX:
                self.open_boxes += step
            elif element.tag == _FALLBACK:
                self.open_fallbacks += step
            else:
                self._table(element.tag, begins=event == "start")

    def _table(self, tag: str, *, begins: bool) -> None:
        if tag == _TBL and begins:
            self.tables += 1
            self.open_tables.append([self.tables, 0, 0])
        elif tag == _TBL:
            self.open_tables.pop()
        elif begins and self.open_tables and tag == _TR:
            self.open_tables[-1][1:] = [self.open_tables[-1][1] + 1, 0]
        elif begins and self.open_tables:
            self.open_tables[-1][2] += 1

    def _paragraph(self, element: etree._Element) -> Paragraph:
        text = own_text(element)
        sample, is_note = "", False
        if "{#" in text:
            if found := SAMPLE_MARK.search(text):
                sample = " ".join(found[1].lower().split())
            is_note = SAMPLES_NOTE.search(text) is not None
        self.in_samples = self.in_samples or is_note or bool(sample)
        if self.part == MAIN and not self.in_samples:
            self._note_heading(element, text)
        cells = tuple((table, row, column) for table, row, column in self.open_tables)
        return Paragraph(
            self.part,
            self.number,
            element,
            text,
            cells,
            self.heading,
            self.open_boxes > 0,
            self.open_fallbacks > 0,
            sample,
            is_note,
            self.in_samples,
        )

    def _note_heading(self, element: etree._Element, text: str) -> None:
        """Take down the heading under which what follows stands, with its number; every number counts."""
        properties = element.find(f"{_Q}pPr")
        numbered = self.numbering.of_paragraph(properties)
        label = self.counter.label(*numbered) if numbered else ""
        style = "" if properties is None else _value(properties.find(f"{_Q}pStyle"))
        if self.styles.heading(style) and text.strip():
            self.heading = " ".join(f"{label} {text}".split())[:_LONGEST]


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{_Q}val", "")


def _names(parts: Parts, roots: Mapping[str, etree._Element]) -> dict[str, str]:
    """Return how people call the parts: `header of the first page`."""
    names = {"word/footnotes.xml": "the footnotes", "word/endnotes.xml": "the endnotes"}
    links = links_of(parts, MAIN)
    document = roots.get(MAIN)
    if document is None:
        return names
    for one in document.iter(f"{_Q}headerReference", f"{_Q}footerReference"):
        link = links.get(one.get(f"{_RQ}id", ""))
        if link is not None:
            word = "header" if one.tag == f"{_Q}headerReference" else "footer"
            names.setdefault(link.target, f"the {word}{_PAGES.get(one.get(f'{_Q}type', 'default'), '')}")
    for part in parts:
        if found := re.fullmatch(r"word/(header|footer)\d*\.xml", part):
            names.setdefault(part, f"a {found[1]} that no page shows")
    return names


def _text(element: etree._Element) -> str:
    return "".join([one.text or "" if one.tag == _T else " " for one in element.iter(_T, *_BLANKS)])


def own_text(element: etree._Element) -> str:
    """Return the text of a paragraph without that of text boxes in it."""
    if next(element.iter(_BOX), None) is None:
        return _text(element)
    inside = (one for one in element.iter(_T, *_BLANKS) if next(one.iterancestors(_P), None) is element)
    return "".join([one.text or "" if one.tag == _T else " " for one in inside])


def around(text: str, column: int) -> str:
    """Return the words of a text around a column (from 1; 0 for its beginning)."""
    if len(text) <= _LONGEST or not column:
        return text
    start = max(0, column - 1 - 20)
    return ("…" if start else "") + text[start : start + _LONGEST]
