"""What a template may not hold, as real files through the real commands: what runs, what lies outside, pictures."""

from __future__ import annotations

import struct
import zlib

import pytest

from cwgdraft.word.gate import Parts
from tests.attack_builders import (
    BUILD,
    CHECK,
    PREVIEW,
    RENDER,
    Bench,
    built,
    complex_field,
    in_body,
    in_header,
    instruction,
)
from tests.word_builders import related, template_parts

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
BODY_MARK = b"<w:p><w:r><w:t>{{p body }}"


# --- what runs, or comes from outside ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("instructions", "says"),
    [
        (('INCLUDEPICTURE "https://example.org/a.png"',), "a field INCLUDEPICTURE"),
        (('INCLUDETEXT "/etc/passwd"',), "a field INCLUDETEXT"),
        ((r"DDEAUTO c:\\windows\\cmd.exe x",), "a field DDEAUTO"),
        (("DDE", "AUTO cmd"), "a field DDEAUTO"),
        (("MACROBUTTON Run me",), "a field MACROBUTTON"),
        (("DATE",), "a field DATE, which changes by itself"),
        (('HYPERLINK "file:///etc/passwd"',), "a link to 'file:///etc/passwd'"),
        ((r"HYPERLINK \\host\share",), r"a link to '\\host\share'"),
        ((r'HYPERLINK \o "https://example.org" "javascript:alert(1)"',), "a link to 'javascript:alert(1)'"),
        ((r'HYPERLINK \l "mark" "file:///x"',), "a link to 'file:///x'"),
        ((r"HYPERLINK https://example.org file:///x",), "a link to 'file:///x'"),
    ],
)
def test_fields_that_fetch_run_or_lead_astray_are_refused(
    bench: Bench, instructions: tuple[str, ...], says: str
) -> None:
    xml = complex_field(*map(instruction, instructions))
    for parts in (in_body(xml), in_header(xml)):
        bench.refused_as_template(parts, f"holds {says} (")
        assert says in bench.finds(*CHECK)


@pytest.mark.parametrize(
    "field", [r'HYPERLINK \l "mark"', r'HYPERLINK "https://example.org" \o "a tip: x" \t "_blank"']
)
def test_fields_that_lead_to_a_place_or_a_page_may_stay(bench: Bench, field: str) -> None:
    bench.put(in_body(complex_field(instruction(field))))
    assert bench.run(*BUILD).code == 0


def test_a_field_that_only_filling_reveals_is_refused(bench: Bench) -> None:
    """A condition takes the harmless word away with which the instruction began when it was looked at."""
    tags = ("{% if false %}", "{% endif %}")
    begin, end = (f"<w:r><w:t>{tag}</w:t></w:r>" for tag in tags)
    bench.put(in_body(complex_field(begin, instruction("PAGE"), end, instruction(" DDEAUTO cmd"))))
    says = "the template evil.docx holds a field DDEAUTO (word/document.xml)"
    bench.refuses(*BUILD, says=says)
    bench.refuses(*PREVIEW, says=says)
    assert "a field DDEAUTO" in bench.finds(*RENDER)


EXTERNAL = [
    ("image", "https://example.org/pixel.png", "a picture from outside"),
    ("oleObject", "file:///c:/x.xls", "an OLE object from outside"),
    ("frame", "https://example.org/", "a frame from outside"),
    ("subDocument", "other.docx", "a document from outside"),
    ("hyperlink", "javascript:alert(1)", "a link to 'javascript:alert(1)'"),
    ("hyperlink", " javascript:alert(1)", "a link to ' javascript:alert(1)'"),
    ("hyperlink", "file:///etc/passwd", "a link to 'file:///etc/passwd'"),
    ("hyperlink", r"\\host\share\x", r"a link to '\\host\share\x'"),
    ("hyperlink", "//host/x", "a link to '//host/x'"),
    ("hyperlink", "ms-word:ofe|u|https://example.org/x", "a link to 'ms-word:ofe|u|https://example.org/x'"),
]


@pytest.mark.parametrize("part", ["document", "settings", "header2"])
@pytest.mark.parametrize(("kind", "target", "what"), EXTERNAL)
def test_what_lies_outside_is_refused(bench: Bench, kind: str, target: str, what: str, part: str) -> None:
    parts = related(kind, target, external=True, part=part)
    bench.refused_as_template(parts, f"the template evil.docx holds {what} (word/_rels/{part}.xml.rels)")


@pytest.mark.parametrize(("kind", "target", "what"), [one for one in EXTERNAL if ":" in one[1] and one[1][0] != " "])
def test_what_lies_outside_is_refused_where_the_file_doesnt_say_so(
    bench: Bench, kind: str, target: str, what: str
) -> None:
    bench.put(related(kind, target))
    bench.refuses(*BUILD, says=what)
    bench.finds(*CHECK)


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("oleObject", "embeddings/oleObject1.bin", "an embedded OLE object"),
        ("package", "embeddings/x.xlsx", "an embedded file"),
        ("control", "activeX/activeX1.xml", "an ActiveX control"),
        ("aFChunk", "afchunk.htm", "a file of another kind"),
        ("vbaProject", "vbaProject.bin", "macros"),
        ("keyMapCustomizations", "customizations.xml", "keys that run macros"),
        ("webextensiontaskpanes", "webextensions/taskpanes.xml", "an add-in from the web"),
    ],
)
def test_what_is_embedded_and_runs_is_refused(bench: Bench, kind: str, target: str, what: str) -> None:
    parts = related(kind, target)
    parts[f"word/{target}"] = b"<x/>" if target.endswith("xml") else b"\xd0\xcf\x11\xe0"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"<Default", b'<Default Extension="bin" ContentType="application/x"/><Default', 1
    )
    bench.refused_as_template(parts, f"holds {what} (")


def test_macros_that_nothing_leads_to_are_refused(bench: Bench) -> None:
    bench.refused_as_template({**template_parts(), "word/vbaProject.bin": b"\xd0\xcf"}, "holds macros (")


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (f'<v:shape {VML} id="s1" href="file:///x"/>', "a link to 'file:///x'"),
        (f'<v:shape {VML} href="javascript:alert(1)"/>', "a link to 'javascript:alert(1)'"),
        (rf'<v:shape {VML}><v:imagedata src="\\host\a.png"/></v:shape>', "a picture from outside"),
    ],
)
def test_drawings_that_link_without_a_relationship_are_refused(bench: Bench, xml: str, says: str) -> None:
    bench.refused_as_template(in_body(f"<w:p><w:r><w:pict>{xml}</w:pict></w:r></w:p>"), f"holds {says} (")


def test_a_mail_merge_is_refused(bench: Bench) -> None:
    parts = template_parts()
    merge = b'<w:mailMerge><w:connectString w:val="Provider=x"/></w:mailMerge></w:settings>'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"</w:settings>", merge)
    bench.refused_as_template(parts, "holds a mail merge (word/settings.xml)")


def test_the_template_that_a_file_is_attached_to_is_forgotten(bench: Bench) -> None:
    parts = related("attachedTemplate", r"\\host\evil.dotm", external=True, part="settings")
    attached = b'<w:attachedTemplate r:id="rId99"/><w:zoom '
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:zoom ", attached)
    bench.put(parts)
    assert "attached-template" in bench.run(*CHECK).out
    assert bench.run(*BUILD).code == 0
    assert not any(b"attachedTemplate" in data or b"evil.dotm" in data for data in built(bench).values())


# --- pictures ---------------------------------------------------------------------------------------


def png(width: int, height: int, density: tuple[int, int, int] | None = None) -> bytes:
    """Return a PNG that says it is so large; `density` is its pHYs: dots a unit, across and down, and the unit."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    dense = b"" if density is None else chunk(b"pHYs", struct.pack(">IIB", *density))
    rows = zlib.compress(b"\0" * min((width + 1) * height, 1_000))
    return b"\x89PNG\r\n\x1a\n" + head + dense + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(dots: int) -> bytes:
    """Return the head of a JPEG of 16 pixels a side with so many dots an inch."""
    density = struct.pack(">BHH", 1, dots, dots)
    size = b"\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01" + density + b"\x00\x00" + size + b"\xff\xd9"


def pictured(data: bytes, extension: str = "png", width: int = 914_400) -> Parts:
    """Return a template with a picture in its text, so wide on paper (English Metric Units)."""
    parts = related("image", f"media/evil.{extension}")
    parts[f"word/media/evil.{extension}"] = data
    types = f'<Default Extension="{extension}" ContentType="image/{extension}"/><Default'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"<Default", types, 1)
    xml = (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{width}" cy="914400"/><wp:docPr id="91" name="p"/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture">'
        '<pic:nvPicPr><pic:cNvPr id="91" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId99"/>'
        "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    ).encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(BODY_MARK, xml + BODY_MARK)
    return parts


@pytest.mark.parametrize(
    ("data", "extension", "says"),
    [
        (png(30_001, 10), "png", "the picture evil.png has 30,001 × 10 pixels; at most 30,000 a side"),
        (png(10, 4_000_000_000), "png", "the picture evil.png has 10 × 4,000,000,000 pixels"),
        (png(30_000, 30_000), "png", "the picture evil.png has 30,000 × 30,000 pixels; at most 100 million in all"),
        (png(0, 0), "png", "the picture evil.png is damaged"),
        (png(10, 10)[:20], "png", "the picture evil.png is damaged"),
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "svg",
            "evil.svg is an SVG without a picture for older",
        ),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "webp", "the picture evil.webp is a WebP picture"),
        (b"RIFF\x1a\0\0\0WEBPVP8L", "png", "the picture evil.png is a WebP picture"),
        (b"%!PS", "png", "the picture evil.png is of a kind that Word may not show"),
    ],
    ids=lambda value: value[-30:] if isinstance(value, str) else "",
)
def test_pictures_that_cant_be_printed_are_refused(bench: Bench, data: bytes, extension: str, says: str) -> None:
    bench.refused_as_template(pictured(data, extension), says)
    assert "refused-picture" in bench.finds(*CHECK)


def test_a_picture_larger_than_any_page_is_refused(bench: Bench) -> None:
    says = "a picture is 417 inches long, more than any page"
    bench.refused_as_template(pictured(png(30_000, 10), width=417 * 914_400), says)


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (png(10, 10, (0, 0, 1)), "png"),
        (png(10, 10, (0, 0, 0)), "png"),
        (png(10, 10, (39, 39, 1)), "png"),
        (jpeg(0), "jpeg"),
        (jpeg(1), "jpeg"),
        (png(30_000, 10, (39, 39, 1)), "png"),
    ],
)
def test_a_picture_of_no_or_one_dot_an_inch_has_the_size_that_the_template_gives_it(
    bench: Bench, data: bytes, extension: str
) -> None:
    bench.put(pictured(data, extension))
    assert bench.run(*CHECK).code == 0
    assert bench.run(*BUILD).code == 0
    parts = built(bench)
    assert b'<wp:extent cx="914400" cy="914400"/>' in parts["word/document.xml"]
    assert data in parts.values()
