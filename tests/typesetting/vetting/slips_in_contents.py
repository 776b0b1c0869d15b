"""Slips in contents: fields that will be stale, and what a template may not hold."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from cwgdraft.finding import Severity
from tests.document_builders import field
from tests.template_builders import (
    Change,
    Slip,
    Slot,
    chained,
    linked,
    notes,
    put,
    story,
    swapped,
)
from tests.typesetting.vetting.said import ADDRESS, NONE, PICTURE, SETTINGS, TAKE_OUT, WORDS
from tests.typesetting.vetting.slips_in_word import paragraph


def content_slips() -> Iterator[Slip]:
    """Yield slips in contents."""
    yield from _fields()
    yield from _active()
    yield from _pictures()


def _fields() -> Iterator[Slip]:
    for instruction, shown in {
        "TOC \\o": "the table of contents",
        "INDEX": "the index",
        "TOA": "the table of authorities",
        "REF x": "the field REF",
        "PAGEREF x": "the field PAGEREF",
        "NUMPAGES": "the field NUMPAGES",
        "SEQ x": "the field SEQ",
        "STYLEREF x": "the field STYLEREF",
        "DOCPROPERTY x": "the field DOCPROPERTY",
        "= 1 + 1": "the field =",
    }.items():
        yield Slip(
            "stale-field",
            instruction,
            chained(
                story("header", paragraph(field(f" {instruction} ", WORDS))),
                paragraph(field(" PAGE ", WORDS)),
            ),
            paragraph(field(f" {instruction} ", WORDS)),
            "paragraph 10",
            instruction,
            f"{shown} is printed as it was in the template, until somebody updates it",
            "write a tag in its place, or press F9 in each report before it goes out",
        )
    toc = paragraph(field(" TOC ", WORDS))
    zoom, told = '<w:zoom w:percent="100"/>', '<w:zoom w:percent="100"/><w:updateFields w:val="{}"/>'
    yield Slip(
        "stale-field",
        "Word isn't told to update it",
        chained(toc, swapped(zoom, told.replace("{}", "true"), SETTINGS)),
        chained(toc, swapped(zoom, told.replace("{}", "false"), SETTINGS)),
        "paragraph 10",
        "TOC",
        "the table of contents is printed as it was in the template, until somebody updates it",
        "write a tag in its place, or press F9 in each report before it goes out",
    )
    for name, bad, where in (
        ("simple", paragraph(f'<w:fldSimple w:instr=" TOC ">{WORDS}</w:fldSimple>'), "paragraph 10"),
        ("in a footnote", notes("footnote", toc), "the footnotes, paragraph 3"),
    ):
        yield Slip(
            "stale-field",
            name,
            NONE,
            bad,
            where,
            "TOC",
            "the table of contents is printed as it was in the template, until somebody updates it",
            "write a tag in its place, or press F9 in each report before it goes out",
        )


def _refused(
    name: str, bad: Slot, what: str, help_: str = TAKE_OUT, where: str = "paragraph 10", excerpt: str = ""
) -> Slip:
    return Slip("refused-content", name, NONE, bad, where, excerpt, f"a template may not hold {what}", help_)


def _active() -> Iterator[Slip]:
    for instruction, what, help_ in (
        ('DATE \\@ "d"', "a field DATE, which changes by itself", "write a tag in its place: {{ front.date }}"),
        ("SAVEDATE", "a field SAVEDATE, which changes by itself", "write a tag in its place: {{ front.date }}"),
        ("DDEAUTO c d", "a field DDEAUTO", TAKE_OUT),
        ('INCLUDETEXT "x"', "a field INCLUDETEXT", TAKE_OUT),
        ('INCLUDEPICTURE "x"', "a field INCLUDEPICTURE", TAKE_OUT),
        ("MACROBUTTON x", "a field MACROBUTTON", TAKE_OUT),
        ("MERGEFIELD x", "a field MERGEFIELD", TAKE_OUT),
        ('HYPERLINK "javascript:x"', "a link to 'javascript:x'", ADDRESS),
    ):
        bad = paragraph(field(f" {instruction} ", WORDS))
        yield _refused(instruction, bad, what, help_, excerpt="words")
    divided = paragraph(field(" DA</w:instrText></w:r><w:r><w:instrText>TE ", WORDS))
    date = ("a field DATE, which changes by itself", "write a tag in its place: {{ front.date }}")
    yield _refused("divided", divided, *date, excerpt="words")
    yield _refused(
        "in a header",
        story("header", paragraph(field(" DATE ", WORDS))),
        *date,
        where="the header of even pages, paragraph 1",
        excerpt="words",
    )
    link = paragraph(f'<w:hyperlink r:id="rId50">{WORDS}</w:hyperlink>')
    for target in ("javascript:alert(1)", "file:///C:/x"):
        bad_link = chained(link, linked("hyperlink", target, "rId50", outside=True))
        yield _refused(target, bad_link, f"a link to '{target}'", ADDRESS, excerpt="words")
    yield _refused(
        "a picture from outside",
        chained(picture_of("r:link"), linked("image", "https://x.org/a.png", "rId50", outside=True)),
        "a picture from outside",
    )
    yield _refused(
        "a picture from outside in a header",
        chained(
            story("header", picture_of("r:link")),
            linked("image", "https://x.org/a.png", "rId50", "header9", outside=True),
        ),
        "a picture from outside",
        where="the header of even pages, paragraph 1",
    )
    thing = paragraph('<w:r><w:object><o:OLEObject r:id="rId50"/></w:object></w:r>')
    for kind, target, what in (
        ("oleObject", "embeddings/o.bin", "an embedded OLE object"),
        ("package", "embeddings/o.xlsx", "an embedded file"),
        ("control", "activeX/activeX1.xml", "an ActiveX control"),
    ):
        inside = chained(thing, linked(kind, target, "rId50"), put(f"word/{target}", b"<x/>"))
        yield _refused(what, inside, what)
    yield _refused(
        "an OLE object from outside",
        chained(thing, linked("oleObject", "file:///x", "rId50", outside=True)),
        "an OLE object from outside",
    )
    yield _refused(
        "altChunk",
        chained('<w:altChunk r:id="rId50"/>', linked("aFChunk", "c.html", "rId50"), put("word/c.html", b"x")),
        "a file of another kind",
        excerpt="{{p body }}",
    )
    yield _refused(
        "a part of a master document",
        chained('<w:p><w:subDoc r:id="rId50"/></w:p>', linked("subDocument", "x.docx", "rId50", outside=True)),
        "a document from outside",
    )
    office = "http://schemas.microsoft.com/office/2006/relationships"
    yield _refused(
        "macros",
        chained(
            linked(f"{office}/vbaProject", "vbaProject.bin", "rId50"),
            put("word/vbaProject.bin", b"x"),
            linked(f"{office}/wordVbaData", "vbaData.xml", "rId51"),
            put("word/vbaData.xml", b"<x/>"),
        ),
        "macros",
        "save it in Word as a document without macros (*.docx)",
        "the file",
    )
    yield _refused(
        "something else from outside",
        linked("video", "https://x.org", "rId50", outside=True),
        "something from outside ('video')",
        where="the file",
    )
    yield Slip(
        "attached-template",
        "a .dotx",
        NONE,
        chained(
            linked("attachedTemplate", "file:///C:/x.dotx", "rId1", "settings", outside=True),
            swapped(
                '<w:zoom w:percent="100"/>', '<w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/>', SETTINGS
            ),
        ),
        "",
        "",
        "the file is attached to a template of Word's, which isn't used here",
        "nothing has to be done: it is forgotten when a report is built",
        Severity.ADVICE,
    )


def picture_of(link: str = "r:embed", side: int = 900_000, more: str = "") -> str:
    """Return a paragraph with a picture, `side` in English Metric Units."""
    blip = f'<a:blip {link}="rId50">{more}</a:blip>'
    extent = f'<wp:extent cx="{side}" cy="900000"/>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    return paragraph(f"<w:r><w:drawing><wp:inline>{extent}{graphic}</wp:inline></w:drawing></w:r>")


def png(width: int = 10) -> bytes:
    """Return a PNG one pixel high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, 1, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * (1 + width * 3))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def picture(data: bytes, name: str = "image1.png", side: int = 900_000, more: str = "") -> Change:
    """Return the change that puts in a picture."""
    return chained(
        picture_of(side=side, more=more), image(f"word/media/{name}", data), linked("image", f"media/{name}", "rId50")
    )


def image(part: str, data: bytes) -> Change:
    """Return the change that adds a picture's part."""
    return put(part, data, f"image/{part.rpartition('.')[2]}")


def _pictures() -> Iterator[Slip]:
    good = picture(png())
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    fallback = '<a:extLst><a:ext uri="{96DAC541}"><asvg:svgBlip r:embed="rId51"/></a:ext></a:extLst>'
    both = chained(
        picture(png(), more=fallback), image("word/media/a.svg", svg), linked("image", "media/a.svg", "rId51")
    )

    def refused(name: str, bad: Slot, message: str, fine: Slot = good) -> Slip:
        return Slip("refused-picture", name, fine, bad, "paragraph 10", "", message, PICTURE)

    yield refused(
        "WebP",
        picture(b"RIFF\x10\0\0\0WEBPVP8 ", "image1.webp"),
        "the picture image1.webp is a WebP picture",
    )
    yield refused(
        "SVG",
        picture(svg, "image1.svg"),
        "the picture image1.svg is an SVG without a picture for older programs",
        both,
    )
    yield refused(
        "too many pixels",
        picture(png(30_001)),
        "the picture image1.png has 30,001 × 1 pixels; at most 30,000 a side",
        picture(png(30_000)),
    )
    yield refused("damaged", picture(png()[:20]), "the picture image1.png is damaged")
    yield refused("of no kind", picture(b"words"), "the picture image1.png is of a kind that Word may not show")
    yield refused(
        "too long",
        picture(png(), side=23 * 914_400),
        "a picture is 23 inches long, more than any page",
        picture(png(), side=22 * 914_400),
    )
