"""`cwgdraft status` and `cwgdraft git`: what they print, and how they end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import RGBColor

from cwgdraft.cli import run
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack
from cwgdraft.word.tracked import accept, reject
from tests.draft_builders import group
from tests.repositories import NAMED, needs_git, repository

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    assert run(["build", "r"]) == 0
    capsys.readouterr()
    return tmp_path / "build" / "r.docx"


def reworded(path: Path) -> None:
    document = docx.Document(str(path))
    found = next(one for one in document.paragraphs if "to count the lamps" in one.text)
    found.runs[0].text = "to count all the lamps;"
    document.save(str(path))


def test_a_file_as_built_ends_with_0(place: Path, capsys: Capture) -> None:
    assert run(["status", str(place)]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "r.docx: the report 'r' (council-report, en), made by cwgdraft 0.1.0",
        "template: council-report",
        "records, template and phrases are as they were (11 files)",
        "no paragraph was edited",
        "",
    ]


def test_an_edited_file_ends_with_1_and_shows_the_words(place: Path, capsys: Capture) -> None:
    reworded(place)
    assert run(["status", str(place)]) == 1
    printed = capsys.readouterr()
    lines = printed.out.split("\n")
    assert lines[3].startswith("edited 2.2.1 in 2 Alpha  [11/alpha~")
    assert lines[4] == "    to count {+all +}the lamps;"
    assert printed.err == "1 paragraph was edited by hand; what stood there comes from the records as they are\n"


def test_changed_sources_end_with_1_and_tell_what_a_build_would_change(place: Path, capsys: Capture) -> None:
    path = Path("records/meetings/11.yaml")
    path.write_text(path.read_text().replace("count: 80", "count: 85"))
    assert run(["status", str(place)]) == 1
    assert capsys.readouterr().out.split("\n")[2:] == [
        "changed since:",
        "    records/meetings/11.yaml",
        "    built again, 1 paragraph would read differently",
        "no paragraph was edited",
        "",
    ]


def test_a_fact_of_the_first_page_that_changed_is_told(place: Path, capsys: Capture) -> None:
    path = Path("records/reports/r.yaml")
    path.write_text(path.read_text().replace("symbol: C24/1", "symbol: C24/2"))
    assert run(["status", str(place)]) == 1
    assert "    built again, the first page and headers or footers would read differently\n" in capsys.readouterr().out


def restyled(change: Callable[[docx.document.Document], None]) -> None:
    path = "templates/council-report.docx"
    document = docx.Document(path)
    change(document)
    document.save(path)


def test_a_template_that_was_restyled_leaves_the_words(place: Path, capsys: Capture) -> None:
    def blue(document: docx.document.Document) -> None:
        document.styles["Numbered 2"].font.color.rgb = RGBColor(0, 0, 255)

    restyled(blue)
    assert run(["status", str(place)]) == 1
    said = "    built again, it would have the same words; its look may differ\n"
    assert said in capsys.readouterr().out
    reworded(place)
    assert run(["status", str(place)]) == 1
    assert said in capsys.readouterr().out


def test_a_template_with_another_header_is_told(place: Path, capsys: Capture) -> None:
    restyled(lambda document: document.sections[0].header.add_paragraph("In other words") and None)
    assert run(["status", str(place)]) == 1
    assert "    built again, headers or footers would read differently\n" in capsys.readouterr().out


def test_a_look_that_was_changed_by_hand_is_counted(place: Path, capsys: Capture) -> None:
    document = docx.Document(str(place))
    next(one for one in document.paragraphs if "to count the lamps" in one.text).runs[0].bold = True
    document.save(str(place))
    assert run(["status", str(place)]) == 0
    assert capsys.readouterr().out.split("\n")[3:] == [
        "no paragraph was edited",
        "1 paragraph or style looks otherwise than built: by hand, or by a program that saved it "
        "(cwgdraft diff shows how)",
        "",
    ]


def test_a_cell_that_was_edited_shows_its_words(place: Path, capsys: Capture) -> None:
    document = docx.Document(str(place))
    runs = [one for paragraph in document.tables[0].cell(0, 1).paragraphs for one in paragraph.runs]
    found = next(one for one in runs if "English" in one.text)
    found.text = found.text.replace("English", "French")
    document.save(str(place))
    assert run(["status", str(place)]) == 1
    printed = capsys.readouterr().out.replace("\N{NON-BREAKING HYPHEN}", "-")
    assert "    Agenda item: [agenda item] | Document C24/1-E [date] Original: [-English-]{+French+}\n" in printed


def test_a_redline_of_ours_says_so_and_counts_its_marks_for_nobody(place: Path, capsys: Capture) -> None:
    shutil.copy(place, "old.docx")
    path = Path("records/meetings/11.md")
    path.write_text(path.read_text().replace("to count the lamps", "to light the lamps"))
    assert run(["build", "r"]) == 0
    assert run(["diff", "old.docx", str(place), "--redline", "red.docx", "--causes", "--author", "A. Clerk"]) == 1
    capsys.readouterr()
    assert run(["status", "red.docx"]) == 0
    printed = capsys.readouterr().out
    assert "\na redline of old.docx: its tracked changes are at 2 places, read as final\n" in printed
    assert printed.endswith("\nno paragraph was edited\n")
    parts = read_parts(Path("red.docx").read_bytes(), "red.docx")
    Path("accepted.docx").write_bytes(pack(accept(parts)))
    Path("rejected.docx").write_bytes(pack(reject(parts)))
    assert run(["diff", str(place), "red.docx"]) == 0
    assert run(["diff", str(place), "accepted.docx"]) == 0
    assert run(["diff", "old.docx", "rejected.docx"]) == 0
    capsys.readouterr()
    assert run(["status", "accepted.docx"]) == 0
    said = "\na redline of old.docx: its tracked changes are accepted or rejected since\n"
    assert said in capsys.readouterr().out
    run(["diff", "old.docx", str(place), "--redline", "public.docx", "--public"])
    assert run(["status", "public.docx"]) == 2
    assert "cwgdraft didn't make it, or for the outside (--final, --public)" in capsys.readouterr().err


def test_a_file_far_from_its_workspace_tells_what_it_can(
    place: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    reworded(place)
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    Path("r.docx").write_bytes(place.read_bytes())
    assert run(["status", "r.docx"]) == 1
    printed = capsys.readouterr()
    assert printed.out.split("\n")[2] == "made from 11 files; whether they have changed since isn't known here"
    assert printed.err == (
        "1 paragraph was edited by hand\n"
        "    the records that it was made from are neither here nor in git: what stood there isn't known\n"
    )


def test_json_holds_all_of_it(place: Path, capsys: Capture) -> None:
    reworded(place)
    assert run(["status", str(place), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["report"], data["template"], data["as_built"], data["comments"]) == ("r", "council-report", False, 0)
    (edit,) = data["edits"]
    assert (edit["what"], edit["old"], edit["new"]) == ("changed", "to count the lamps;", "to count all the lamps;")


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("nope.docx", "there is no file nope.docx"),
        ("records", "records is a folder"),
        ("records/group.yaml", "group.yaml is no Word document"),
        ("records/meetings/11.md", "11.md is no Word document"),
    ],
)
def test_what_is_no_word_file_ends_with_2(place: Path, file: str, message: str, capsys: Capture) -> None:
    assert run(["status", file]) == 2
    first, help_ = capsys.readouterr().err.split("\n")[:2]
    assert first == f"error: {message}"
    assert help_.startswith("    help: ")


@needs_git
def test_git_setup_and_undo_say_what_they_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["git", "setup"]) == 0
    assert run(["git", "setup"]) == 0
    assert run(["git", "undo"]) == 0
    assert run(["git", "undo"]) == 0
    printed = capsys.readouterr()
    assert printed.out.split("\n")[3:] == [
        "git shows Word files and records as drafts already",
        "took the block out of .git/config",
        "took the block out of .git/info/attributes",
        "deleted .git/cwgdraft.gitconfig",
        "there is nothing to take out: 'cwgdraft git setup' was not run here",
        "",
    ]
    assert "try: git diff --word-diff, git log -p -- '*.docx', git difftool -t cwgdraft\n" in printed.err
    assert run(["git", "setup", "--shared"]) == 0
    said = "the others who use this repository run 'cwgdraft git setup --shared' once, too"
    assert said in capsys.readouterr().err


def test_git_setup_outside_a_repository_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["git", "setup"]) == 2
    assert "is in no git repository\n    help: make one first: git init\n" in capsys.readouterr().err
