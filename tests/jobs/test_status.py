"""What a Word file says of itself: its sources, and what was edited in it by hand."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from cwgdraft.comparing.changes import What
from cwgdraft.errors import CwgdraftError, WordFileError
from cwgdraft.jobs.build import BuildOptions, build
from cwgdraft.jobs.status import Again, Status, status
from cwgdraft.jobs.targets import load_targets
from cwgdraft.workspace import Workspace
from tests.draft_builders import group
from tests.jobs.test_building import reworded
from tests.repositories import NAMED, committed, edited, needs_git, repository

NEW = "A sentence that a delegate typed in."


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return group(tmp_path / "group", NAMED, templates=True)


def built(place: Workspace, name: str = "r", *, final: bool = False) -> Path:
    records, (target,) = load_targets(place, [name])
    return build(place, records, target, BuildOptions(final=final, force=True)).files[0]


def by_hand(path: Path, change: Callable[[docx.document.Document], None]) -> Path:
    """Change a Word file as somebody would in Word, and save it under another name."""
    document = docx.Document(str(path))
    change(document)
    copy = path.with_name("edited.docx")
    document.save(str(copy))
    return copy


def paragraph(document: docx.document.Document, words: str) -> docx.text.paragraph.Paragraph:
    return next(one for one in document.paragraphs if words in one.text)


def several_edits(document: docx.document.Document) -> None:
    """Reword a paragraph, write one, take one out and move one."""
    lamps = paragraph(document, "to count the lamps")
    lamps.runs[0].text = lamps.runs[0].text.replace("the lamps", "all the lamps")
    lamps.insert_paragraph_before(NEW)
    gone = paragraph(document, "to report by")._p
    gone.getparent().remove(gone)
    moved = paragraph(document, "The group noted")._p
    paragraph(document, "The group requested")._p.addprevious(moved)


def edits(found: Status) -> list[tuple[What, str, str | None, str | None]]:
    return [(one.what, one.section, one.old, one.new and one.new.replace("\u00a0", " ")) for one in found.edits]


def test_a_file_as_it_was_built_says_so(place: Workspace) -> None:
    found = status(built(place), place)
    assert found.is_as_built
    assert (found.made.report, found.kind, found.template) == ("r", "council-report", "council-report")
    assert found.again == Again(0, False, False, False)
    assert {one.state for one in found.sources} == {"same"}
    assert [one.file for one in found.sources] == [
        "records/group.yaml", "records/registers/people.yaml", "records/registers/resolutions.yaml",
        "records/registers/sessions.yaml", "records/reports/r.yaml", "records/meetings/11.yaml",
        "records/meetings/11.md", "records/meetings/12.yaml", "records/meetings/12.md",
        "templates/phrases/en.yaml", "templates/council-report.docx",
    ]  # fmt: skip


def test_a_save_without_edits_is_no_edit(place: Workspace) -> None:
    assert status(by_hand(built(place), lambda document: None), place).is_as_built


@pytest.mark.witness
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_a_save_by_libreoffice_is_no_edit(place: Workspace, tmp_path: Path) -> None:
    path = built(place)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "out"), str(path)]
    subprocess.run(words, capture_output=True, check=True, timeout=120)
    assert status(tmp_path / "out" / path.name, place).is_as_built
    assert status(tmp_path / "out" / path.name, None).edits == ()


def test_edits_are_told_with_the_words_as_they_were(place: Workspace) -> None:
    found = status(by_hand(built(place), several_edits), place)
    assert found.basis == "the records as they are"
    assert not found.is_as_built
    first = "2 Alpha"
    moved = "The group noted Documents CWG‑TEST‑11/3(Rev.1) and CWG‑TEST‑11/INF/1."
    assert edits(found) == [
        (What.MOVED, first, moved, moved),
        (What.INSERTED, first, None, NEW),
        (What.CHANGED, first, "to count the lamps;", "to count all the lamps;"),
        (What.DELETED, first, "to report by 1 March 2024.", None),
    ]


def test_without_the_records_the_file_itself_tells_what_was_edited(place: Workspace) -> None:
    found = status(by_hand(built(place), several_edits), None)
    assert found.basis == ""
    assert {(one.what, one.old, one.new) for one in found.edits if one.what in (What.INSERTED, What.CHANGED)} == {
        (What.INSERTED, None, NEW),
        (What.CHANGED, None, "to count all the lamps;"),
    }
    (gone,) = [one for one in found.edits if one.what is What.DELETED]
    assert re.fullmatch(r"11/alpha~\w+/\w+", gone.origin)
    assert sum(one.what is What.MOVED for one in found.edits) == 1
    assert {one.state for one in found.sources} == {"unknown"}


def test_text_of_the_template_that_was_edited_is_told(place: Workspace) -> None:
    path = by_hand(built(place), lambda document: paragraph(document, "Report by the Chair").add_run(" (draft)"))
    assert [one.new for one in status(path, place).edits] == [
        "Report by the Chair of the Council Working Group on Testing (CWG-TEST) (draft)"
    ]
    assert status(path, None).outside


def test_sources_that_changed_are_named_and_what_they_would_change(place: Workspace) -> None:
    path = built(place)
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    (place.meetings / "12.md").unlink()
    found = status(path, place)
    assert {(one.file, one.state) for one in found.changed_sources} == {
        ("records/meetings/11.yaml", "changed"),
        ("records/meetings/12.md", "gone"),
    }
    assert (found.again, found.edits, found.is_as_built) == (Again(2, False, False, False), (), False)


@needs_git
def test_the_words_as_they_were_are_found_in_git(tmp_path: Path) -> None:
    place = repository(tmp_path)
    path = by_hand(built(place), several_edits)
    edited(place, "records/meetings/11.md", "to count the lamps", "to light the lamps")
    commit = committed(tmp_path)
    found = status(path, place)
    assert found.basis.endswith(" in git")
    assert [(one.file, one.commit) for one in found.changed_sources] == [("records/meetings/11.md", commit)]
    assert (What.CHANGED, "to count the lamps;", "to count all the lamps;") in [
        (one.what, one.old, one.new) for one in found.edits
    ]


def test_comments_are_counted(place: Workspace) -> None:
    def comment(document: docx.document.Document) -> None:
        document.add_comment(paragraph(document, "to count").runs, text="Why?", author="A Delegate")

    found = status(by_hand(built(place), comment), place)
    assert (found.comments, found.edits, found.is_as_built) == (1, (), False)


@pytest.mark.parametrize("final", [True, False])
def test_a_file_without_identity_is_refused(place: Workspace, final: bool, tmp_path: Path) -> None:
    if final:
        path = built(place, final=True)
    else:
        path = tmp_path / "r-final.docx"
        docx.Document().save(str(path))
    with pytest.raises(CwgdraftError) as caught:
        status(path, place)
    assert caught.value.message == (
        "r-final.docx carries no identity: cwgdraft didn't make it, or for the outside (--final, --public)"
    )
    assert caught.value.help == "compare it with a file that a build wrote: cwgdraft diff build/NAME.docx FILE"


def test_a_file_that_is_no_word_file_is_refused(place: Workspace) -> None:
    with pytest.raises(WordFileError):
        status(place.group_file, place)


def test_a_file_from_before_digests_were_kept_still_reads(place: Workspace) -> None:
    path = built(place)
    reworded(path)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = next(one for one in parts if one.startswith("customXml/item") and b"<source" in parts[one])
    old = re.sub(rb'<source digest="\w+">records/', b"<source>", parts[name])
    parts[name] = re.sub(rb'<source digest="\w+">[^<]*</source>', b"", old)
    with zipfile.ZipFile(path, "w") as package:
        for one, data in parts.items():
            package.writestr(one, data)
    found = status(path, place)
    assert {one.state for one in found.sources} == {"unknown"}
    assert found.sources[0].file == "records/group.yaml"
    assert {one.what for one in found.edits} == {What.CHANGED}
