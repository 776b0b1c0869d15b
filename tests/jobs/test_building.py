"""Building: which reports are meant, and what becomes of files that stand there already."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError, OutputError, TemplateError
from cwgdraft.jobs.build import BuildOptions, Built, build
from cwgdraft.jobs.targets import load_targets
from cwgdraft.workspace import Workspace
from tests.draft_builders import group, plan

NAMED = {"records/reports/r.yaml": plan("  - {topic: alpha}\n")}


def built(place: Workspace, *words: str, **options: object) -> Built:
    records, (target,) = load_targets(place, words)
    return build(place, records, target, BuildOptions(**options))  # type: ignore[arg-type]


def reworded(path: Path) -> bytes:
    """Change a word of a Word file, as somebody would in Word, and return the file."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"secretariat", b"Secretariat")
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path.read_bytes()


def names(place: Workspace, *words: str, every: bool = False) -> list[str]:
    return [target.name for target in load_targets(place, words, every=every)[1]]


def test_numbers_are_the_meetings_of_one_report(tmp_path: Path) -> None:
    assert names(group(tmp_path), "12", "11", "11") == ["several-11-12"]


def test_the_plan_over_just_these_meetings_is_taken(tmp_path: Path) -> None:
    assert names(group(tmp_path, NAMED), "12", "11") == ["r"]


def test_a_report_named_twice_is_built_once(tmp_path: Path) -> None:
    assert names(group(tmp_path, NAMED), "r", "records/reports/r.yaml", "11", "12") == ["r"]


def test_all_reports_are_those_that_name_their_meetings(tmp_path: Path) -> None:
    assert names(group(tmp_path, NAMED), every=True) == ["r"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "no report is named"),
        (["nope"], "there is no report 'nope'"),
        (["severl"], "there is no report 'severl'; did you mean 'several'?"),
        (["several"], "the plan 'several' names no meetings: it is a pattern for any"),
        (["99"], "there is no record of meeting 99"),
        (["11", "99"], "there is no record of meeting 99"),
        (["²"], "there is no report '²'"),
        (["1.5"], "there is no report '1.5'"),
    ],
)
def test_a_name_that_nothing_has_is_an_error(tmp_path: Path, words: list[str], message: str) -> None:
    with pytest.raises(CwgdraftError) as caught:
        load_targets(group(tmp_path), words)
    assert caught.value.message == message
    assert caught.value.help


def test_without_a_name_the_known_ones_are_told(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError) as caught:
        load_targets(group(tmp_path, NAMED), [])
    assert caught.value.help == "name a report (r), meetings (11, 12, 13, 14, 15), or --all"


def test_two_plans_over_the_same_meetings_ask_which(tmp_path: Path) -> None:
    files = NAMED | {"records/reports/s.yaml": plan("  - {topic: beta}\n")}
    with pytest.raises(CwgdraftError) as caught:
        load_targets(group(tmp_path, files), ["11", "12"])
    assert caught.value.message == "several reports are about just these meetings: r, s"


def test_a_build_writes_the_report(tmp_path: Path) -> None:
    done = built(group(tmp_path, NAMED, templates=True), "r")
    assert done.files == (tmp_path / "build" / "r.docx",)
    assert done.files[0].read_bytes()[:2] == b"PK"
    assert not done.unchanged


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    first = built(place, "r").files[0].read_bytes()
    again = built(place, "r")
    assert again.unchanged
    assert again.files[0].read_bytes() == first


def test_an_edited_report_is_not_overwritten(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    path = built(place, "r").files[0]
    edited = reworded(path)
    with pytest.raises(OutputError) as caught:
        built(place, "r")
    assert caught.value.message == (
        "r.docx isn't as a build left it: building it again would lose what was edited since"
    )
    assert path.read_bytes() == edited


def test_an_edited_report_is_given_up_with_force(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    path = built(place, "r").files[0]
    path.write_bytes(b"edited")
    assert built(place, "r", force=True).files == (path,)
    assert path.read_bytes()[:2] == b"PK"


def test_a_build_beside_keeps_the_edited_report(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    path = built(place, "r").files[0]
    path.write_bytes(b"edited")
    assert built(place, "r", beside=True).files == (path.with_name("r (2).docx"),)
    assert path.read_bytes() == b"edited"


def test_a_build_beside_gives_word_file_and_pdf_one_name(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    path = built(place, "r").files[0]
    path.write_bytes(b"edited")
    path.with_name("r (2).pdf").write_bytes(b"another")
    assert [file.name for file in built(place, "r", beside=True, pdf=True).files] == ["r (3).docx", "r (3).pdf"]


def test_a_build_beside_writes_over_what_nobody_edited(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    assert built(place, "r", beside=True).files == built(place, "r", beside=True).files


def test_a_file_that_is_the_same_is_not_taken_for_edited(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    (path,) = built(place, "r", final=True).files
    for state in (path.parent / ".cwgdraft").iterdir():
        state.unlink()
    assert built(place, "r", final=True).unchanged
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(OutputError, match="edited since"):
        built(place, "r", final=True)


def test_a_report_that_is_open_in_word_is_not_written(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "~$r.docx").write_bytes(b"")
    (tmp_path / "build" / ".~lock.r.docx#").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        built(place, "r")
    assert "r.docx is open in" in caught.value.message


def test_a_folder_in_the_way_is_an_error(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    (tmp_path / "build" / "r.docx").mkdir(parents=True)
    with pytest.raises(OutputError):
        built(place, "r")


def test_a_report_goes_to_another_folder(tmp_path: Path) -> None:
    out = tmp_path / "some" / "where"
    assert built(group(tmp_path, NAMED, templates=True), "r", out=out).files == (out / "r.docx",)


def test_a_final_copy_has_a_name_of_its_own(tmp_path: Path) -> None:
    assert built(group(tmp_path, NAMED, templates=True), "r", final=True).files[0].name == "r-final.docx"


@pytest.mark.parametrize("template", [".", "records", "records/group.yaml", "nope", "nope.docx", "./no/such.docx"])
def test_a_template_that_is_none_is_an_error(tmp_path: Path, template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place = group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CwgdraftError) as caught:
        built(place, "r", template=template)
    assert caught.value.help
    assert not (tmp_path / "build" / "r.docx").exists()


def test_a_template_that_is_a_folder_is_told_as_one(tmp_path: Path) -> None:
    place = group(tmp_path, NAMED, templates=True)
    with pytest.raises(TemplateError) as caught:
        built(place, "r", template=str(tmp_path))
    assert caught.value.message == f"{tmp_path} is a folder"


def test_a_report_of_meetings_is_asked_for_by_their_numbers(tmp_path: Path) -> None:
    place = group(tmp_path, templates=True)
    assert built(place, "11", "12").asked == "11 12"
