"""Pairs of whole Word files, each with one thing changed: what a redline has to carry, feature by feature."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from cwgdraft.word.gate import Parts
from tests.document_builders import R, level, numbered, numbering, p, parts_of, r

_WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "header1": "header",
}
_STYLES = "".join(
    f'<w:style w:type="{kind}" w:styleId="{name}"{default}><w:name w:val="{shown}"/>{more}</w:style>'
    for kind, name, shown, default, more in (
        ("paragraph", "Normal", "Normal", ' w:default="1"', ""),
        ("paragraph", "Heading1", "heading 1", "", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("paragraph", "Heading2", "heading 2", "", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("paragraph", "FootnoteText", "footnote text", "", ""),
        (
            "character",
            "FootnoteReference",
            "footnote reference",
            "",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
        ),
        ("character", "Hyperlink", "Hyperlink", "", '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>'),
    )
)
_NUMBERING = numbering(level(0, "%1.") + level(1, "%1.%2."), level(0, "%1)", "lowerLetter"))
_MARK = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_SEPARATORS = "".join(
    f'<w:{{0}} w:type="{name}" w:id="{number}"><w:p><w:r><w:{name}/></w:r></w:p></w:{{0}}>'
    for number, name in enumerate(("separator", "continuationSeparator"), -1)
)
_LAST = '<w:sectPr><w:headerReference w:type="default" r:id="rIdH"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'


@dataclass(frozen=True, slots=True)
class Pair:
    """An old document and the new one."""

    old: Parts
    new: Parts


def document(
    *blocks: str, feet: tuple[str, ...] = (), ends: tuple[str, ...] = (), head: str = "Working group", **links: str
) -> Parts:
    """Return the parts of a whole file that Word opens.

    `feet` and `ends` are the texts of notes, counted from 1, `links` addresses by id; a number from 0 to 255 is a
    picture of that grey.
    """
    relations = {"rIdS": "styles.xml", "rIdN": "numbering.xml", "rIdF": "footnotes.xml", "rIdE": "endnotes.xml"}
    parts = parts_of(
        "".join(blocks) + _LAST,
        {**relations, "rIdH": "header1.xml", **{key: to for key, to in links.items() if ":" in to}},
        styles=_STYLES,
        numbering=_NUMBERING,
        footnotes=_notes("footnote", feet),
        endnotes=_notes("endnote", ends),
        header1=p(head),
    )
    pictures = {key: to for key, to in links.items() if to.isdigit()}
    relations_part = "word/_rels/document.xml.rels"
    for key, grey in pictures.items():
        parts[f"word/media/{key}.png"] = _png(int(grey))
        more = f'<Relationship Id="{key}" Type="{R}/image" Target="media/{key}.png"/></Relationships>'
        parts[relations_part] = parts[relations_part].replace(b"</Relationships>", more.encode())
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORDML}.{kind}+xml"/>' for name, kind in _KINDS.items()
    )
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()
    parts["_rels/.rels"] = (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>'
    ).encode()
    return parts


def _notes(kind: str, texts: tuple[str, ...]) -> str:
    found = _SEPARATORS.format(kind)
    for number, text in enumerate(texts, 1):
        mark = f"<w:r>{_MARK}<w:{kind}Ref/></w:r>"
        found += f'<w:{kind} w:id="{number}">{p(mark + r(" " + text), _style("FootnoteText"))}</w:{kind}>'
    return found


def _png(grey: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes((0, grey))))
        + chunk(b"IEND", b"")
    )


# --- pieces -------------------------------------------------------------------------------------------------


def _style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def _heading(text: str, depth: int = 1) -> str:
    return p(text, _style(f"Heading{depth}"))


def _item(text: str, number: int = 1, depth: int = 0) -> str:
    return p(text, numbered(number, depth))


def _link(key: str, text: str) -> str:
    look = '<w:rStyle w:val="Hyperlink"/>'
    return f'<w:hyperlink r:id="{key}">{r(text, look)}</w:hyperlink>'


def _note(kind: str, number: int) -> str:
    return f'<w:r>{_MARK}<w:{kind}Reference w:id="{number}"/></w:r>'


def _cell(inner: str, properties: str = "") -> str:
    blocks = inner if inner.startswith("<w:") else p(inner)
    return f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{properties}</w:tcPr>{blocks}</w:tc>'


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(one if one.startswith('<w:tc') else _cell(one) for one in cells)}</w:tr>"


def _controlled(inner: str, alias: str = "rows") -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _table(*rows: str, columns: int = 2) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = '<w:gridCol w:w="3000"/>' * columns
    properties = f'<w:tblW w:w="0" w:type="auto"/><w:tblBorders>{edges}</w:tblBorders>'
    inner = "".join(rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def _picture(key: str) -> str:
    picture = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="360000" cy="360000"/><wp:docPr id="1" name="Picture 1"/>'
        f'<a:graphic><a:graphicData uri="{picture}"><pic:pic xmlns:pic="{picture}"><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="one"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="360000" cy="360000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _equation(text: str) -> str:
    return f"<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"


def _box(text: str) -> str:
    style = "width:120pt;height:40pt"
    inner = f"<v:textbox><w:txbxContent>{p(text)}</w:txbxContent></v:textbox>"
    return f'<w:r><w:pict><v:shape id="box1" style="{style}" type="#_x0000_t202">{inner}</v:shape></w:pict></w:r>'


_TEXT = (
    "The group noted the contribution of the Secretariat with appreciation.",
    "The Chair thanked all Member States for their proposals and comments.",
    "Several delegations asked for more time before the next session.",
    "The report of the meeting will be submitted to the Council in June.",
    "Participants discussed the roadmap and its timeline at length.",
)
A, B, C, D, E = (p(one) for one in _TEXT)
_ROWS = (
    _row("Item", "Outcome"),
    _row("Opening", "Agenda adopted"),
    _row("Reports", "Noted by all"),
    _row("Dates", "Not yet known"),
)
_MORE = _row("Budget", "Deferred to the Council")
_BOLD = "<w:b/>"


FEATURES = {
    "words": Pair(
        document(A, B, C), document(A, p("The Chair thanked most Member States for their written proposals."), C)
    ),
    "paragraph inserted": Pair(document(A, B, D), document(A, B, C, D)),
    "paragraph deleted": Pair(document(A, B, C, D), document(A, C, D)),
    "first and last paragraph": Pair(document(A, B, C), document(D, B, E)),
    "order": Pair(document(A, B, C, D, E), document(B, C, D, A, E)),
    "moved and edited": Pair(document(A, B, C, D, E), document(B, C, D, p(_TEXT[0].replace("noted", "welcomed")), E)),
    "split": Pair(document(A, p(f"{_TEXT[1]} {_TEXT[2]}"), D), document(A, B, C, D)),
    "merge": Pair(document(A, B, C, D), document(A, p(f"{_TEXT[1]} {_TEXT[2]}"), D)),
    "styles": Pair(
        document(_heading("Opening"), A, p("Closing"), B), document(_heading("Opening", 2), A, _heading("Closing"), B)
    ),
    "numbering": Pair(
        document(_item("First matter"), _item("Second matter"), _item("Detail of it", 1, 1), _item("Third matter"), A),
        document(
            _item("First matter"),
            _item("A new matter"),
            _item("Second matter"),
            _item("Detail of it"),
            A,
            _item("Third matter", 2),
        ),
    ),
    "rows": Pair(
        document(A, _table(*_ROWS), B),
        document(A, _table(_ROWS[0], _MORE, _row("Opening", "Agenda adopted as amended"), _ROWS[3]), B),
    ),
    "table inserted": Pair(document(A, B), document(A, _table(*_ROWS), B)),
    "table deleted": Pair(document(A, _table(*_ROWS), B), document(A, B)),
    "table inside a cell": Pair(
        document(A, _table(_row("Inner", _cell(_table(_ROWS[1], _ROWS[2]) + p()))), B),
        document(A, _table(_row("Inner", _cell(_table(_ROWS[1], _MORE, _ROWS[2]) + p()))), B),
    ),
    "rows in content controls": Pair(
        document(A, _table(_ROWS[0], _controlled(_ROWS[1]), _controlled(_ROWS[2]), _controlled(_ROWS[3])), B),
        document(
            A,
            _table(
                _ROWS[0], _controlled(_ROWS[1]), _controlled(_row("Reports", "Approved by all")), _controlled(_MORE)
            ),
            B,
        ),
    ),
    "cells": Pair(
        document(A, _table(_row("One", "Two"), _row("Three", "Four")), B),
        document(A, _table(_row(_cell("One and two", '<w:gridSpan w:val="2"/>')), _row("Three", "Four")), B),
    ),
    "link text": Pair(
        document(
            p(r("See ") + _link("rIdA", "the agenda") + r(" of the meeting.")), B, rIdA="https://example.org/agenda"
        ),
        document(
            p(r("See ") + _link("rIdA", "the adopted agenda") + r(" of the meeting.")),
            B,
            rIdA="https://example.org/agenda",
        ),
    ),
    "link target": Pair(
        document(
            p(r("See ") + _link("rIdA", "the agenda") + r(" of the meeting.")), B, rIdA="https://example.org/agenda"
        ),
        document(
            p(r("See ") + _link("rIdA", "the agenda") + r(" of the meeting.")), B, rIdA="https://example.org/agenda/2"
        ),
    ),
    "link came and went": Pair(
        document(
            p(r("See ") + _link("rIdA", "the agenda") + r(" and the report.")), B, rIdA="https://example.org/agenda"
        ),
        document(
            p(r("See the agenda and ") + _link("rIdA", "the report") + r(".")), B, rIdA="https://example.org/report"
        ),
    ),
    "footnotes": Pair(
        document(
            p(r("Noted") + _note("footnote", 1) + r(" and approved") + _note("footnote", 2) + r(".")),
            B,
            feet=("See document 4.", "With one reservation by the Chair."),
        ),
        document(
            p(r("Noted") + _note("footnote", 1) + r(" and approved") + _note("footnote", 2) + r(".")),
            B,
            feet=("See document 4.", "With two reservations by the Chair."),
        ),
    ),
    "footnotes came and went": Pair(
        document(p(r("Noted") + _note("footnote", 1) + r(" and approved.")), B, feet=("See document 4.",)),
        document(p(r("Noted and approved") + _note("footnote", 1) + r(".")), B, feet=("By all who were present.",)),
    ),
    "endnotes": Pair(
        document(
            p(r("Noted") + _note("endnote", 1) + r(" and approved") + _note("endnote", 2) + r(".")),
            B,
            ends=("See document 4.", "With one reservation by the Chair."),
        ),
        document(p(r("Noted") + _note("endnote", 1) + r(" and approved.")), B, ends=("See document 5.",)),
    ),
    "formatting": Pair(
        document(p(r("The group ") + r("noted", _BOLD) + r(" the report and approved it.")), B),
        document(p(r("The group noted the report and ") + r("approved", "<w:i/>") + r(" it.")), B),
    ),
    "headers": Pair(document(A, B, head="Working group, draft 1"), document(A, B, head="Working group, draft 2")),
    "content control in a line": Pair(
        document(A, p(r("Symbol: ") + _controlled(r("C26/14"), "symbol") + r(" of the Council")), B),
        document(A, p(r("Symbol: ") + _controlled(r("C26/77"), "symbol") + r(" of the Council")), B),
    ),
    "content control around a paragraph": Pair(
        document(A, _controlled(p(_TEXT[2]), "block"), B),
        document(A, _controlled(p(_TEXT[2].replace("more", "less")), "block"), B),
    ),
    "pictures": Pair(
        document(A, p(r("Seal: ") + _picture("rIdP")), B, rIdP="10"),
        document(A, p(r("Seal: ") + _picture("rIdP")), B, rIdP="200"),
    ),
    "equations": Pair(
        document(A, p(r("Growth is ") + _equation("a+b") + r(" each year.")), B),
        document(A, p(r("Growth is ") + _equation("a+c") + r(" each year.")), B),
    ),
    "text boxes": Pair(
        document(A, p(r("Beside it: ") + _box("Draft for comments")), B),
        document(A, p(r("Beside it: ") + _box("Draft for approval")), B),
    ),
}
