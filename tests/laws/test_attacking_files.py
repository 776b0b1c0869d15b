"""Files that attack whoever opens them, as templates and as drafts, by the real commands; what a redline keeps."""

from __future__ import annotations

import functools
import io
import struct
import sys
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree

from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import pack
from tests.attack_builders import BUILD, CHECK, EVIL, Bench, complex_field, in_body, in_header, instruction
from tests.word_builders import template_parts, zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits the memory of a process")


# --- packages ---------------------------------------------------------------------------------------


def typed(content_type: bytes) -> bytes:
    parts = template_parts()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(TYPE, content_type)
    return pack(parts)


def with_entities(encoding: str, part: str = "word/styles.xml") -> bytes:
    xml = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"
    return zipped({**template_parts(), part: xml.encode(encoding)})


def laughing() -> bytes:
    entities = "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    xml = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{entities}]><x>&a9;</x>"
    return zipped({**template_parts(), "word/document.xml": xml.encode()})


def patched(name: str, offset: int, form: str, value: int, data: bytes | None = None) -> bytes:
    """Return a package in whose directory a number about a member is another one."""
    found = bytearray(data or zipped(template_parts()))
    at = found.index(b"PK\x01\x02")
    while found[at + 46 : at + 46 + len(name)] != name.encode():
        at = found.index(b"PK\x01\x02", at + 4)
    struct.pack_into(form, found, at + offset, value)
    return bytes(found)


@functools.cache
def bomb() -> bytes:
    """Return a package with a part of 400 MB that is a file of 400 kB."""
    return zipped({**template_parts(), "word/media/a.bin": b"\0" * 400_000_000})


def doubled(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in [*template_parts(), *names]:
            archive.writestr(zipfile.ZipInfo(name), template_parts().get(name, b"<x/>"))
    return buffer.getvalue()


@functools.cache
def paragraphs(count: int) -> bytes:
    """Return a document of empty paragraphs: 1.6 million of them are a file of 20 kB."""
    document = f'<w:document xmlns:w="{SPACE}"><w:body>'.encode() + b"<w:p/>" * count + b"</w:body></w:document>"
    return zipped({**template_parts(), "word/document.xml": document})


TOO_LARGE = "has a part that is too large to be opened safely: "
PACKAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities": (lambda: with_entities("utf-8"), "declares entities of its own in 'word/styles.xml'"),
    "wide entities": (lambda: with_entities("utf-16"), "declares entities of its own in 'word/styles.xml'"),
    "entities in UTF-32": (lambda: with_entities("utf-32-be"), "no Word file has (neither UTF-8 nor UTF-16): "),
    "entities in UTF-7": (
        lambda: zipped(
            {**template_parts(), "word/styles.xml": b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE x><x/>"}
        ),
        "no Word file has (neither UTF-8 nor UTF-16): 'word/styles.xml'",
    ),
    "entities in relationships": (
        lambda: with_entities("utf-8", "word/_rels/document.xml.rels"),
        "declares entities of its own in 'word/_rels/document.xml.rels'",
    ),
    "a thousand million laughs": (laughing, "declares entities of its own in 'word/document.xml'"),
    "a part that unpacks to a thousand times as much": (
        lambda: zipped({**template_parts(), "word/media/a.bin": b"\0" * 20_000_000}),
        TOO_LARGE,
    ),
    "a part of 101 MB": (lambda: patched("word/styles.xml", 24, "<I", 101_000_000), TOO_LARGE),
    "1.5 GB in all": (
        lambda: patched("word/styles.xml", 24, "<I", 1_500_000_000),
        "would unpack to more than 200 MB",
    ),
    "a part that is larger than it says": (
        lambda: patched("word/media/a.bin", 24, "<I", 10, bomb()),
        "can't be opened: its package is damaged",
    ),
    "2,001 parts": (
        lambda: zipped([(f"word/media/{n}.png", b"") for n in range(2_001)]),
        "has 2,001 parts; a document has at most 2,000",
    ),
    "20 million paragraphs": (lambda: paragraphs(20_000_000), TOO_LARGE),
    "a name that leaves the package": (
        lambda: doubled("../../evil.xml"),
        "has a part outside its package: '../../evil",
    ),
    "an absolute name": (lambda: doubled("/etc/passwd"), "has a part outside its package: '/etc/passwd'"),
    "a drive": (lambda: doubled("C:/evil.xml"), "has a part outside its package: 'C:/evil.xml'"),
    "backslashes": (lambda: doubled("word\\..\\..\\evil.xml"), "has a part outside its package: "),
    "a name twice": (lambda: doubled("word/document.xml"), "has the part 'word/document.xml' twice"),
    "a name twice but for capitals": (lambda: doubled("word/Document.xml"), "has the part 'word/Document.xml' twice"),
    "an encrypted part": (lambda: patched("word/document.xml", 8, "<H", 1), "is encrypted"),
    "an unknown packing": (lambda: patched("word/document.xml", 10, "<H", 99), "its package is damaged"),
    "cut in the middle": (lambda: pack(template_parts())[:5_000], "its package is damaged"),
    "cut at the end": (lambda: pack(template_parts())[:-30], "its package is damaged"),
    "a damaged part": (
        lambda: pack({**template_parts(), "word/document.xml": template_parts()["word/document.xml"][:-40]}),
        "word/document.xml is damaged",
    ),
    "nothing": (lambda: b"", "is empty"),
    ".docm": (lambda: typed(b"application/vnd.ms-word.document.macroEnabled.main+xml"), "with macros (.docm)"),
    ".dotx": (lambda: typed(TYPE.replace(b"document.main", b"template.main")), "a Word template (.dotx)"),
    ".dotm": (lambda: typed(b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml"), "macros (.dotm)"),
    ".xlsx": (lambda: zipped({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}), "an Excel workbook"),
    ".doc or a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000,
        "it looks like an old .doc, or a document with a password",
    ),
    ".rtf": (lambda: rb"{\rtf1\ansi words}", "it looks like an RTF file"),
    ".odt": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "it looks like an OpenDocument text",
    ),
    "HTML": (lambda: b"\xef\xbb\xbf\n<!doctype html><html><body>x</body></html>", "it looks like an HTML page"),
    "PDF": (lambda: b"%PDF-1.7\n", "it looks like a PDF"),
    "Strict Open XML": (
        lambda: pack(
            {
                name: data.replace(SPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
                for name, data in template_parts().items()
            }
        ),
        "is saved as 'Strict Open XML'",
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", PACKAGES)
def test_a_file_that_is_no_safe_document_is_refused_by_every_command(bench: Bench, name: str) -> None:
    make, says = PACKAGES[name]
    data = make()
    bench.refused_as_template(data, says)
    assert says in bench.finds(*CHECK)
    bench.refused_as_draft(data, says)


def test_words_named_docx_are_no_template(bench: Bench) -> None:
    """As a draft they are read: `diff` takes plain texts."""
    bench.put(b"words in a text file")
    bench.refuses(*BUILD, says="evil.docx is no Word document")
    bench.finds(*CHECK, says="evil.docx is no Word document")


def test_a_part_with_more_tags_than_any_real_one_is_refused(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cwgdraft.word.gate.MAX_TAGS", 1_000_000)
    says = "has a part of more than 1 million tags: 'word/document.xml'"
    bench.refused_as_template(paragraphs(1_500_000), says)
    bench.refused_as_draft(paragraphs(1_500_000), says)


@linux
@pytest.mark.parametrize(
    "name",
    [
        "a thousand million laughs",
        "a part that unpacks to a thousand times as much",
        "a part that is larger than it says",
        "20 million paragraphs",
    ],
)
def test_a_bomb_takes_little_memory(bench: Bench, name: str) -> None:
    make, says = PACKAGES[name]
    bench.put(make())
    for words in (BUILD, CHECK, ("text", EVIL), ("diff", "build/r.docx", EVIL, "--redline", "redline.docx")):
        ran = bench.apart(*words, megabytes=500)
        assert ran.code == 2, ran
        assert says in ran.err


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ],
)
@pytest.mark.parametrize("depth", [300, 5_000])
def test_what_stands_too_deep_within_itself_is_refused(bench: Bench, begin: str, end: str, depth: int) -> None:
    bench.put(in_body(begin * depth + "<w:p/>" + end * depth))
    bench.refuses(*BUILD, says="evil.docx")
    for words in (CHECK, ("text", EVIL), ("diff", "build/r.docx", EVIL)):
        bench.left_alone(bench.run(*words))


# --- what a redline keeps ---------------------------------------------------------------------------

HAZARDS = f"""
<Relationship Id="rIdOle" Type="{OFFICE}/oleObject" Target="embeddings/oleObject1.bin"/>
<Relationship Id="rIdMacro" Type="{MICROSOFT}/vbaProject" Target="vbaProject.bin"/>
<Relationship Id="rIdPicture" Type="{OFFICE}/image" Target="https://example.org/pixel.png" TargetMode="External"/>
<Relationship Id="rIdLink" Type="{OFFICE}/hyperlink" Target="javascript:alert(1)" TargetMode="External"/>
<Relationship Id="rIdShare" Type="{OFFICE}/hyperlink" Target="\\\\host\\share" TargetMode="External"/>
"""
ATTACHED = f"""<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="{OFFICE}/attachedTemplate" Target="file:///c:/evil.dotm" TargetMode="External"/></Relationships>"""
IN_TEXT = (
    '<w:p><w:hyperlink r:id="rIdLink"><w:r><w:t>press here</w:t></w:r></w:hyperlink>'
    '<w:hyperlink r:id="rIdShare"><w:r><w:t>or here</w:t></w:r></w:hyperlink>'
    '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Package"'
    ' r:id="rIdOle"/></w:object></w:r>'
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rIdPicture"/></v:shape></w:pict>'
    "</w:r></w:p>"
)
FIELDS = complex_field(instruction("DATE")) + complex_field(instruction("INCLUDETEXT x.docx"))
KEPT = (
    "word/vbaProject.bin",
    "word/embeddings/oleObject1.bin",
    "word/settings.xml",
    "word/_rels/settings.xml.rels",
)


def hazardous(text: str) -> Parts:
    """Return a document with everything that no template may hold, and a paragraph of text."""
    parts = in_header(FIELDS)
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>", HAZARDS.encode() + b"</Relationships>"
    )
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"<w:zoom ", b'<w:attachedTemplate r:id="rId1" xmlns:r="' + OFFICE.encode() + b'"/><w:zoom '
    )
    body = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{IN_TEXT}{FIELDS}"
    xml = parts["word/document.xml"].decode()
    end = xml.index("<w:sectPr")
    parts["word/document.xml"] = f"{xml[: xml.index('<w:body>')]}<w:body>{body}{xml[end:]}".encode()
    types = b'<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/><Default'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"<Default", types, 1)
    return {
        **parts,
        "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 macros",
        "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0 object",
        "word/_rels/settings.xml.rels": ATTACHED.encode(),
    }


def relationships(parts: Parts) -> set[tuple[str | None, ...]]:
    root = etree.fromstring(parts["word/_rels/document.xml.rels"])
    return {tuple(one.get(name) for name in ("Id", "Type", "Target", "TargetMode")) for one in root}


def test_a_redline_keeps_what_no_template_may_hold(bench: Bench) -> None:
    new = hazardous("The lamps are bright.")
    (bench.place / "old.docx").write_bytes(pack(hazardous("The lamps are dim.")))
    (bench.place / "new.docx").write_bytes(pack(new))
    assert bench.run("diff", "old.docx", "new.docx", "--redline", "redline.docx").code == 1
    found = read_parts((bench.place / "redline.docx").read_bytes(), "redline.docx")
    assert {name: found.get(name) for name in KEPT} == {name: new[name] for name in KEPT}
    assert relationships(found) >= relationships(new)
    header = "word/header2.xml"  # written anew: the same, but for the quotes of its first line
    assert etree.tostring(etree.fromstring(found[header])) == etree.tostring(etree.fromstring(new[header]))
    text = found["word/document.xml"].decode()
    assert "<w:ins " in text
    for kept in ("DATE", "INCLUDETEXT x.docx", 'r:id="rIdOle"', 'r:id="rIdPicture"', 'r:id="rIdLink"'):
        assert kept in text


def test_what_no_template_may_hold_doesnt_keep_a_draft_from_being_read(bench: Bench) -> None:
    bench.put(hazardous("The lamps are dim."))
    ran = bench.run("text", EVIL)
    assert ran.code == 0
    assert "The lamps are dim." in ran.out
    assert bench.run("diff", EVIL, EVIL).code == 0
    bench.refuses(*BUILD, says="the template evil.docx holds ")
