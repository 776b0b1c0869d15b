"""The copies for the outside say nothing of their making: every part of every file that a publication writes."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest

from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.word.gate import read_file, read_parts
from cwgdraft.word.outside import for_outside
from cwgdraft.word.package import CORE, RELATIONSHIP, Relationships, add_content_type, pack
from cwgdraft.word.tracked import count_tracked
from cwgdraft.workspace import Workspace
from tests.jobs.test_publishing import BOX, DATED, MINUTES, made
from tests.repositories import edited

DAY = dt.date(2024, 5, 2)
APP = (
    '<?xml version="1.0" encoding="UTF-8"?><Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Template>P:\\Jane\\mine.dotx</Template><Manager>Jane Doe</Manager><Company>Doe Ltd</Company>'
    "<HyperlinkBase>file:///P:/Jane</HyperlinkBase></Properties>"
)
SETTINGS = (
    b'<w:rsids><w:rsidRoot w:val="00AA11BB"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="Jane"/></w:docVars>'
)
TRACES = (
    "jane", "doe", "mine.dotx", "_cwg", "urn:cwgdraft", "cwgdraft", "w:rsid", "w14:paraid", "docid", "records/",
    "thumbnail", "attachedtemplate", "comment", "people.xml", "customxml", "labelinfo", "docvars",
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = made(tmp_path / "group", DATED + BOX)
    path = found.templates / "council-report.docx"
    path.write_bytes(with_traces(path))
    return found


def with_traces(path: Path) -> bytes:
    """Return a document with everything in its package by which Word tells who made it, and where."""
    parts = dict(read_file(path))
    package = Relationships(parts, "")
    for part, kind, content, kind_of_content in (
        ("docProps/app.xml", f"{RELATIONSHIP}/extended-properties", APP, "application/xml"),
        (
            "docProps/custom.xml",
            f"{RELATIONSHIP}/custom-properties",
            "<Properties>Jane</Properties>",
            "application/xml",
        ),
        ("docProps/thumbnail.jpeg", f"{RELATIONSHIP}/metadata/thumbnail", "Jane", "image/jpeg"),
        ("docMetadata/LabelInfo.xml", "http://schemas.microsoft.com/labels", "<Jane/>", "application/xml"),
    ):
        if part not in parts:
            package.add(kind, part)
        parts[part] = content.encode()
        add_content_type(parts, part, kind_of_content)
    package.save()
    links = Relationships(parts, "word/document.xml")
    parts["customXml/item7.xml"] = b"<jane/>"
    links.add(f"{RELATIONSHIP}/customXml", "../customXml/item7.xml")
    links.save()
    document = parts["word/document.xml"]
    first = document.index(b"<w:p>") if b"<w:p>" in document else document.index(b"<w:p ")
    parts["word/document.xml"] = (
        document[:first] + b'<w:p w:rsidR="00AA11BB" w:rsidRDefault="00AA11BB"/>' + document[first:]
    )
    parts["word/settings.xml"] = re.sub(
        rb"(<w:settings[^>]*>)",
        rb"\1" + SETTINGS,
        parts["word/settings.xml"],
    )
    return pack(parts)


def test_nothing_in_any_file_says_how_or_by_whom_it_was_made(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", "C24/8", later="Corr", date=DAY)
    edited(place, "records/meetings/12.md", "for more lamps.", "for more lamps.\n\nOne spoke of moths.")
    publish(place, "r", "C24/8", later="Add", date=DAY)
    files = list((place.records / "published").glob("*/*.docx"))
    assert sorted(f"{path.parent.name}/{path.name}" for path in files) == [
        "C24-8-Add.1/addendum.docx", "C24-8-Add.1/redline.docx", "C24-8-Add.1/report.docx",
        "C24-8-Corr.1/corrigendum.docx", "C24-8-Corr.1/redline.docx", "C24-8-Corr.1/report.docx",
        "C24-8/report.docx",
    ]  # fmt: skip
    for path in files:
        check_package(path, place.root)


def check_package(path: Path, root: Path) -> None:
    parts = read_file(path)
    for name, data in parts.items():
        for trace in (*TRACES, str(root).lower()):
            assert trace not in name.lower(), (path.name, name)
            assert trace.encode() not in data.lower(), (path.name, name, trace)
    core = parts["docProps/core.xml"].decode()
    assert re.findall("<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core) == ["CWG-TEST", "CWG-TEST"]
    assert set(re.findall(r"<dcterms:\w+ [^>]*>([^<]*)<", core)) == {"2024-05-02T00:00:00Z"}
    assert not re.search(
        "<cp:(?:keywords|category|revision|contentStatus|lastPrinted)>|<dc:(?:subject|description)>", core
    )
    authors = {one for data in parts.values() for one in re.findall(rb'w:author="([^"]*)"', data)}
    dates = {one for data in parts.values() for one in re.findall(rb'w:date="([^"]*)"', data)}
    assert authors == ({b"CWG-TEST"} if path.name == "redline.docx" else set())
    assert dates == ({b"2024-05-02T00:00:00Z"} if path.name == "redline.docx" else set())
    assert bool(count_tracked(parts)) == (path.name == "redline.docx")
    with zipfile.ZipFile(path) as archive:
        assert {member.date_time[:3] for member in archive.infolist()} == {(1980, 1, 1)}
        assert not archive.comment


def test_texts_and_about_name_nobody(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    folder = publish(place, "r", "C24/8", later="Corr", date=DAY).published.folder
    for path in folder.glob("*.txt"):
        assert "cwgdraft" not in path.read_text(encoding="utf-8")
        assert str(place.root) not in path.read_text(encoding="utf-8")
    assert str(place.root) not in (folder / "about.json").read_text(encoding="utf-8")


def test_comments_and_names_are_taken_out_and_words_stay(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    paragraph = document.add_paragraph('He wrote w:author="Jane" and w:rsidR="1" in plain words.')
    document.add_comment(paragraph.runs, text="secret", author="Jane Doe", initials="JD")
    path = tmp_path / "a.docx"
    document.save(str(path))
    parts = read_parts(for_outside(path.read_bytes(), 'A & "B"'), "a")
    assert not [name for name in parts if "comments" in name or "thumbnail" in name]
    body = parts["word/document.xml"].decode()
    assert 'w:author="Jane" and w:rsidR="1" in plain words.' in body
    assert "comment" not in body
    assert all(b"comments" not in data for name, data in parts.items() if name.endswith((".rels", "Types].xml")))


def test_tracked_changes_are_the_organizations(tmp_path: Path) -> None:
    import docx
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = docx.Document()
    inner = '<w:ins w:id="1" w:author="Jane Doe" w:date="2024-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>'
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))
    path = tmp_path / "a.docx"
    document.save(str(path))
    parts = read_parts(for_outside(path.read_bytes(), 'A & "B"'), "a")
    assert b'w:author="A &amp; &quot;B&quot;"' in parts["word/document.xml"]
    assert CORE.encode() in parts["_rels/.rels"]
