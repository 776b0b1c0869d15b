"""Handouts in Word: a title, paragraphs and tables to be read, or filled in, beside the real work.

What Word does: it takes typed quotes for curly ones, but leaves those alone that stand in a file; a row may break over
two pages unless it says `cantSplit`; a header row is repeated only where it is the first; a cell ends in a paragraph.
"""

from __future__ import annotations

import datetime as dt
import enum
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cwgdraft.errors import WordFileError
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML 1.0 can't hold."""
_BIRTH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When every handout says that it was made: the same text has the same bytes."""
_WIDTH = 15_138
"""The room between the margins of a landscape A4 page, in twentieths of a point."""
_TEXT, _MONO = "Calibri", "Consolas"
_INK, _CODE, _GREY, _HEAD, _RULE = "1F2933", "0B4F8A", "8A94A0", "E4EBF3", "C3CDD8"


class Look(enum.StrEnum):
    """How some words of a handout look. The values are names of Word styles, empty for none."""

    PLAIN = ""
    CODE = "Tag"
    GREY = "Grey"
    STRONG = "Strong"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look; a line feed in them is a line break, a TAB a tab."""

    text: str
    look: Look = Look.PLAIN


Paragraph = tuple[Words, ...]
Cell = tuple[Paragraph, ...]
"""The paragraphs of a cell; one without any is empty."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, paragraphs, and a table; `widths` are the shares of its columns."""

    heading: str
    paragraphs: tuple[Paragraph, ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """A whole handout; `language` is that of its words, such as `en-GB`."""

    title: str
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    language: str = "en-GB"


def line(text: str, look: Look = Look.PLAIN) -> Paragraph:
    """Return a paragraph of one look."""
    return (Words(text, look),)


def cell(*texts: str, look: Look = Look.PLAIN) -> Cell:
    """Return a cell with a paragraph for each text."""
    return tuple(line(text, look) for text in texts)


def write_handout(handout: Handout) -> bytes:
    """Return a handout as a Word file; the same handout has the same bytes.

    Raises `WordFileError` for a sign that XML can't hold, and `ValueError` for a row that doesn't fit its table.
    """
    from docx import Document

    document = Document()
    _set_styles(document, handout.language)
    _set_page(document, handout.title)
    _set_properties(document, handout)
    document.add_paragraph(_fit(handout.title), style="Title")
    _add_all(document, handout.paragraphs, "Body Text")
    for section in handout.sections:
        document.add_heading(_fit(section.heading), 1)
        _add_all(document, section.paragraphs, "Body Text", keep=bool(section.columns))
        if section.columns:
            _add_table(document, section)
    buffer = io.BytesIO()
    document.save(buffer)
    parts = read_parts(buffer.getvalue(), "the handout")
    return pack({name: data for name, data in parts.items() if name != "docProps/thumbnail.jpeg"} | _without(parts))


def _without(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the package's relationships without the picture of python-docx's own template."""
    found = re.sub(rb"<Relationship\b[^>]*thumbnail[^>]*/>", b"", parts["_rels/.rels"])
    return {"_rels/.rels": found}


def _fit(text: str) -> str:
    """Return a text as it is; raises `WordFileError` where XML can't hold it."""
    if bad := _UNFIT.search(text):
        message = f"the character U+{ord(bad[0]):04X} in '{ascii(text[:60])[1:-1]}' can't stand in a Word file"
        raise WordFileError(message, "delete it where it comes from")
    return text


# --- the page ---------------------------------------------------------------------------------------


def _set_page(document: WordDocument, title: str) -> None:
    """Make the pages landscape A4, with the title and the page's number below."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Twips

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin, section.bottom_margin = Mm(14), Mm(14)
    section.header_distance = section.footer_distance = Mm(7)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    stops = footer.paragraph_format.tab_stops
    from docx.enum.text import WD_TAB_ALIGNMENT

    stops.add_tab_stop(Twips(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(f"{_fit(title)}\t")
    _add_field(footer, "PAGE")
    footer.add_run(" / ")
    _add_field(footer, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    """Add a field that Word counts: its instruction, and 1 until then."""
    field = _element("w:fldSimple", {"w:instr": f" {name} "})
    run = _element("w:r")
    text = _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _set_properties(document: WordDocument, handout: Handout) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = _fit(handout.title), "cwgdraft", "cwgdraft"
    properties.comments, properties.language = "", handout.language
    properties.created = properties.modified = _BIRTH.replace(tzinfo=None)
    properties.revision = 1
    for setting in document.settings.element.iter(_name("w:compatSetting")):
        if setting.get(_name("w:name")) == "compatibilityMode":
            setting.set(_name("w:val"), "15")  # else Word says "Compatibility Mode" above it


def _set_styles(document: WordDocument, language: str) -> None:
    """Set fonts, sizes and spacing; the words of tags and the grey ones have styles of their own."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    sizes = {"Normal": (9.5, 0, 0), "Body Text": (10.5, 0, 6), "Title": (20, 0, 4), "Heading 1": (13.5, 14, 4)}
    for name, (size, before, after) in sizes.items():
        style: Any = document.styles[name]
        _set_font(style, _TEXT)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(_INK)
        style.font.bold = name in ("Title", "Heading 1")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.line_spacing = 1.0
    document.styles["Heading 1"].paragraph_format.keep_with_next = True
    for border in list(document.styles["Title"].element.iter(_name("w:pBdr"))):
        border.getparent().remove(border)
    footer: Any = document.styles["Footer"]
    footer.font.size, footer.font.color.rgb = Pt(8), RGBColor.from_string(_GREY)
    for stops in list(footer.element.iter(_name("w:tabs"))):
        stops.getparent().remove(stops)
    tag: Any = document.styles.add_style(Look.CODE.value, WD_STYLE_TYPE.CHARACTER)
    _set_font(tag, _MONO)
    tag.font.size, tag.font.color.rgb, tag.font.no_proof = Pt(8.5), RGBColor.from_string(_CODE), True
    grey: Any = document.styles.add_style(Look.GREY.value, WD_STYLE_TYPE.CHARACTER)
    grey.font.size, grey.font.color.rgb, grey.font.no_proof = Pt(7.5), RGBColor.from_string(_GREY), True
    for one in document.styles.element.iter(_name("w:lang")):
        one.set(_name("w:val"), language)


def _set_font(style: Any, font: str) -> None:
    """Give a style one font for all scripts, in the place of those of the theme."""
    style.font.name = font
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_name(f"w:{script}"), font)


# --- what stands on it ------------------------------------------------------------------------------


def _add_all(document: WordDocument, paragraphs: Iterable[Paragraph], style: str, *, keep: bool = False) -> None:
    for words in paragraphs:
        paragraph = document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = keep or None
        _fill(paragraph, words)


def _fill(paragraph: Any, words: Paragraph) -> None:
    for one in words:
        if one.text:
            run = paragraph.add_run(_fit(one.text))
            if one.look:
                run.style = one.look.value


def _add_table(document: WordDocument, section: Section) -> None:
    """Add a table: fixed columns, a shaded head that every page repeats, rows that don't break."""
    count = len(section.columns)
    if len(section.widths) != count or any(len(row) != count for row in section.rows):
        raise ValueError(f"the rows and widths of the table '{section.heading}' don't fit its {count} columns")
    widths = _shared(section.widths)
    table = document.add_table(rows=0, cols=count)
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    for name, attributes in (
        ("w:tblW", {"w:w": str(_WIDTH), "w:type": "dxa"}),
        ("w:tblBorders", {}),
        ("w:tblLayout", {"w:type": "fixed"}),
        ("w:tblCellMar", {}),
        ("w:tblLook", {"w:val": "0020", "w:firstRow": "1"}),
    ):
        properties.append(_element(name, attributes))
    borders, margins = properties.find(_name("w:tblBorders")), properties.find(_name("w:tblCellMar"))
    for side in ("top", "bottom", "insideH"):
        borders.append(_element(f"w:{side}", {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _RULE}))
    for side, room in (("top", 50), ("left", 85), ("bottom", 50), ("right", 85)):
        margins.append(_element(f"w:{side}", {"w:w": str(room), "w:type": "dxa"}))
    for column, width in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(_name("w:w"), str(width))
    body = table._tbl
    body.append(_row(document, [cell(one, look=Look.STRONG) for one in section.columns], widths, is_head=True))
    for row in section.rows:
        body.append(_row(document, row, widths))
    document.add_paragraph().paragraph_format.space_after = 0


def _row(document: WordDocument, cells: Sequence[Cell], widths: Sequence[int], *, is_head: bool = False) -> Any:
    """Return a row; made as XML, since python-docx looks through the whole table for each cell."""
    from docx.text.paragraph import Paragraph as WordParagraph

    row = _element("w:tr")
    properties = _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    if is_head:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    for paragraphs, width in zip(cells, widths, strict=True):
        box = _element("w:tc")
        own = _element("w:tcPr")
        own.append(_element("w:tcW", {"w:w": str(width), "w:type": "dxa"}))
        if is_head:
            own.append(_element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": _HEAD}))
        box.append(own)
        for words in paragraphs or ((),):
            element = _element("w:p")
            box.append(element)
            paragraph = WordParagraph(element, document._body)
            paragraph.paragraph_format.keep_with_next = is_head or None
            _fill(paragraph, words)
        row.append(box)
    return row


def _shared(shares: Sequence[int]) -> list[int]:
    """Return the widths of columns in twentieths of a point, the rounding in the last."""
    widths = [_WIDTH * share // sum(shares) for share in shares]
    return [*widths[:-1], _WIDTH - sum(widths[:-1])]


def _element(name: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml.parser import OxmlElement

    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(_name(key), value)
    return element


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
