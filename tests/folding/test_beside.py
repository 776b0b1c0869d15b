"""What copies hold that records can't comes on the list, and keeps no words from being folded."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import RGBColor
from lxml import etree

from cwgdraft.folding.decisions import Lands
from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import Relationships, W, add_content_type, pack, parse, write_xml
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import ROOT, document, replaced, sample_workspace

_Q = f"{{{W}}}"
WORDS = "invited the secretariat"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


def _said(workspace: Workspace, data: bytes) -> list[tuple[str, str]]:
    path = workspace.root / "copy.docx"
    path.write_bytes(data)
    return [(one.lands.value, one.says) for one in fold(workspace, [path]).decisions]


def _with_look(data: bytes, name: str, value: str) -> bytes:
    """Return a file with the look of one run changed."""
    parts = dict(read_parts(data, "copy"))
    root = parse(parts[MAIN], MAIN)
    run = next(run for run in root.iter(f"{_Q}r") if WORDS in "".join(run.itertext()))
    looks = run.find(f"{_Q}rPr")
    if looks is None:
        looks = etree.Element(f"{_Q}rPr")
        run.insert(0, looks)
    etree.SubElement(looks, f"{_Q}{name}").set(f"{_Q}val", value)
    parts[MAIN] = write_xml(root)
    return pack(parts)


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [("u", "single", "underline"), ("highlight", "yellow", "highlight: yellow"), ("strike", "", "struck through")],
)
def test_a_look_is_on_the_list_once(workspace: Workspace, name: str, value: str, shown: str) -> None:
    ((lands, says),) = _said(workspace, _with_look(document(workspace), name, value))
    assert lands == "unplaced"
    assert f"records can't hold this look: {shown}: “" in says


def test_words_and_look_of_one_paragraph_are_two_edits(workspace: Workspace) -> None:
    data = replaced(_with_look(document(workspace), "u", "single"), WORDS, "asked the secretariat")
    path = workspace.root / "copy.docx"
    path.write_bytes(data)
    found = fold(workspace, [path])
    safe = [one for one in found.decisions if one.is_safe]
    assert {one.lands for one in safe} == {Lands.RECORD}
    assert len(found.decisions) == len(safe) + 1
    assert not apply(workspace, found, safe).failed
    assert [one.lands for one in fold(workspace, [path]).decisions] == [Lands.UNPLACED]


def test_another_style_is_on_the_list(workspace: Workspace) -> None:
    document_ = Document(io.BytesIO(document(workspace)))
    paragraph = next(one for one in document_.paragraphs if WORDS in one.text)
    was = paragraph.style.name
    paragraph.style = document_.styles["Title"] if "Title" in [one.name for one in document_.styles] else "Heading 2"
    out = io.BytesIO()
    document_.save(out)
    says = [says for lands, says in _said(workspace, out.getvalue()) if lands == "unplaced"]
    assert any(f"style: {was} -> " in one for one in says)


def test_a_picture_is_on_the_list_and_the_words_are_folded(workspace: Workspace) -> None:
    document_ = Document(io.BytesIO(document(workspace)))
    paragraph = next(one for one in document_.paragraphs if WORDS in one.text)
    paragraph.add_run().add_picture(str(ROOT / "docs/images/page.png"), width=914400)
    paragraph.add_run(" It was pleased.").font.color.rgb = RGBColor(255, 0, 0)
    out = io.BytesIO()
    document_.save(out)
    said = _said(workspace, out.getvalue())
    assert ("unplaced", "records can't hold a picture: see to it in the document") in said
    assert any(says.endswith("It was pleased.") and lands == "record" for lands, says in said)
    assert any("colour: FF0000" in says for _, says in said)
    assert len(said) == 3


def test_a_header_that_was_edited_is_the_templates(workspace: Workspace) -> None:
    document_ = Document(io.BytesIO(document(workspace, "council-2026")))
    for paragraph in document_.sections[0].header.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("C26/8", "C26/88")
    out = io.BytesIO()
    document_.save(out)
    assert _said(workspace, out.getvalue()) == [("template", "header 1: the template's, for the chair")]


def test_a_footnote_is_on_the_list_and_its_mark_in_no_record(workspace: Workspace) -> None:
    data = _with_footnote(replaced(document(workspace), WORDS, "asked the secretariat"), "asked the secretariat")
    said = _said(workspace, data)
    assert ("unplaced", "records can't hold a footnote: add its words by hand") in said
    records = [says for lands, says in said if lands == "record"]
    assert records
    assert not any("¹" in says or "[1]" in says for says in records)
    path = workspace.root / "copy.docx"
    found = fold(workspace, [path])
    assert not apply(workspace, found, [one for one in found.decisions if one.is_safe]).failed


def _with_footnote(data: bytes, words: str) -> bytes:
    parts = dict(read_parts(data, "copy"))
    root = parse(parts[MAIN], MAIN)
    run = next(run for run in root.iter(f"{_Q}r") if words in "".join(run.itertext()))
    mark = etree.Element(f"{_Q}r")
    etree.SubElement(mark, f"{_Q}footnoteReference").set(f"{_Q}id", "2")
    run.addnext(mark)
    notes = etree.Element(f"{_Q}footnotes", nsmap={"w": W})
    note = etree.SubElement(notes, f"{_Q}footnote")
    note.set(f"{_Q}id", "2")
    etree.SubElement(etree.SubElement(etree.SubElement(note, f"{_Q}p"), f"{_Q}r"), f"{_Q}t").text = "As agreed."
    parts["word/footnotes.xml"] = write_xml(notes)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    add_content_type(parts, "word/footnotes.xml", kind)
    links = Relationships(parts, MAIN)
    links.add("http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes", "footnotes.xml")
    links.save()
    parts[MAIN] = write_xml(root)
    return pack(parts)


def test_an_unedited_copy_has_nothing_beside(workspace: Workspace) -> None:
    assert _said(workspace, document(workspace)) == []
