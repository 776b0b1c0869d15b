"""Why two Word files differ: by hand, by their records, by the template; and what is said where nothing is known."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from cwgdraft.comparing.changes import Cause, CauseKind, Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.jobs.file_causes import causes_of_files
from cwgdraft.jobs.reading import read_document
from cwgdraft.workspace import Workspace
from tests.draft_builders import group
from tests.jobs.test_status import built, by_hand, paragraph, several_edits
from tests.repositories import NAMED, committed, edited, needs_git, repository


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return group(tmp_path / "group", NAMED, templates=True)


def compared(old: Path, new: Path, workspace: Workspace | None = None) -> Comparison:
    first, second = read_document(old), read_document(new)
    return causes_of_files(first, second, compare(first, second, old_name=old.name, new_name=new.name), workspace)


def causes(old: Path, new: Path, workspace: Workspace | None) -> set[tuple[str, str, int, str]]:
    found = compared(old, new, workspace)
    return {
        (one.cause.kind.value, one.cause.file, one.cause.line, one.cause.detail)
        for _, one in found.shown()
        if one.cause is not None
    }


def test_two_files_name_the_hand_that_edited_one(place: Workspace) -> None:
    path = built(place)
    assert causes(path, by_hand(path, several_edits), None) == {
        ("edited by hand", "", 0, "edited in the new file"),
        ("edited by hand", "", 0, "written into the new file"),
        ("edited by hand", "", 0, "taken out of the new file"),
        ("edited by hand", "", 0, "moved in the new file"),
    }


@needs_git
def test_two_files_of_states_in_git_name_line_and_fact(tmp_path: Path) -> None:
    place = repository(tmp_path)
    old = built(place).rename(tmp_path / "old.docx")
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    edited(place, "records/reports/r.yaml", "C24/1", "C24/2")
    committed(tmp_path)
    assert causes(old, built(place), place) == {
        ("computed sentence", "records/meetings/11.yaml", 6, "attendance / count: 80 -> 85"),
        ("plan", "records/reports/r.yaml", 6, "symbol: C24/1 -> C24/2"),
    }


def test_two_files_whose_states_are_lost_name_the_source_that_differs(place: Workspace, tmp_path: Path) -> None:
    old = built(place).rename(tmp_path / "old.docx")
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    assert causes(old, built(place), place) == {("computed sentence", "records/meetings/11.yaml", 0, "")}


def test_two_files_far_from_their_records_name_all_that_may_be_the_cause(place: Workspace, tmp_path: Path) -> None:
    old = built(place).rename(tmp_path / "old.docx")
    edited(place, "records/meetings/11.yaml", "2: Report on alpha", "2: {title: Report on alpha, revision: 1}")
    edited(place, "records/meetings/11.md", "{noted 3, INF/1}\n", "{noted 3, INF/1}\n\nMore was said.\n")
    files = "records/meetings/11.yaml, records/meetings/11.md"
    assert ("record", "", 0, f"one of these changed: {files}") in causes(old, built(place), None)


def bold(document: docx.document.Document) -> None:
    paragraph(document, "to count the lamps").runs[0].bold = True


def test_a_look_that_no_build_gave_was_changed_by_hand(place: Workspace) -> None:
    path = built(place)
    edited_copy = by_hand(path, bold)
    assert causes(path, edited_copy, place) == {("edited by hand", "", 0, "its look was changed in the new file")}
    assert causes(edited_copy, path, place) == {("edited by hand", "", 0, "its look was changed in the old file")}
    assert causes(path, edited_copy, None) == {("edited by hand", "", 0, "its look was changed in one of the files")}


@needs_git
def test_a_look_changed_by_hand_is_told_from_one_that_the_template_brings(tmp_path: Path) -> None:
    place = repository(tmp_path)
    old = built(place).rename(tmp_path / "old.docx")
    path = place.templates / "council-report.docx"
    template = docx.Document(str(path))
    sample = next(one for one in template.paragraphs if "sample: numbered 2 " in one.text)
    sample.alignment = WD_ALIGN_PARAGRAPH.CENTER
    template.save(str(path))
    commit = committed(tmp_path)
    found = compared(old, by_hand(built(place), bold), place)
    causes_by_text = {change.new[0].text[:12]: change.cause for _, change in found.shown() if change.new}
    assert causes_by_text["to count the"] == Cause(CauseKind.HAND, "its look was changed in the new file")
    template_cause = Cause(
        CauseKind.TEMPLATE, "its samples or numbers changed", "templates/council-report.docx", 0, commit
    )
    assert template_cause in causes_by_text.values()


@needs_git
def test_text_of_the_template_has_its_commit(tmp_path: Path) -> None:
    place = repository(tmp_path)
    old = built(place).rename(tmp_path / "old.docx")
    path = place.templates / "council-report.docx"
    template = docx.Document(str(path))
    header = template.sections[0].header
    header.is_linked_to_previous = False
    header.add_paragraph("A line that the chair wrote")
    template.save(str(path))
    commit = committed(tmp_path)
    found = {change.cause for _, change in compared(old, built(place), place).shown()}
    assert found == {Cause(CauseKind.TEMPLATE, "", "templates/council-report.docx", 0, commit)}


@needs_git
def test_edits_that_moved_nothing_in_two_files_are_a_remark(tmp_path: Path) -> None:
    place = repository(tmp_path)
    old = built(place).rename(tmp_path / "old.docx")
    edited(place, "records/meetings/11.yaml", "INF/1: Notes", "INF/1: Remarks")
    found = compared(old, built(place), place)
    assert not found.differs
    (remark,) = found.remarks
    assert remark.startswith("1 edit of the records moved nothing here: records/meetings/11.yaml:")


def test_two_different_reports_have_no_causes(place: Workspace) -> None:
    found = compared(built(place, "11"), built(place, "12"), place)
    assert found.differs
    assert {change.cause for _, change in found.shown()} == {None}
    assert found.remarks == ("causes aren't named: 'one-11' and 'one-12' are two different reports",)


def test_files_without_identity_have_no_causes_and_say_so(place: Workspace, tmp_path: Path) -> None:
    for name, words in (("a", "One."), ("b", "Two.")):
        document = docx.Document()
        document.add_paragraph(words)
        document.save(str(tmp_path / f"{name}.docx"))
    path = built(place)
    for old, new, said in (
        (tmp_path / "a.docx", tmp_path / "b.docx", "neither a.docx nor b.docx says"),
        (tmp_path / "a.docx", path, "a.docx doesn't say"),
        (path, tmp_path / "b.docx", "b.docx doesn't say"),
    ):
        found = compared(old, new, place)
        assert {change.cause for _, change in found.shown()} == {None}
        assert found.remarks == (f"causes aren't known: {said} what it was made from",)
