"""Letting git show drafts: what real git prints then, and that everything is as it was after undoing it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import docx
import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs import git_setup
from cwgdraft.jobs.git_setup import program_for_shell, repository_of, set_up, undo
from cwgdraft.workspace import Workspace
from tests.repositories import committed, edited, git, needs_git, repository

pytestmark = needs_git
PROGRAM = f"'{Path(sys.executable).as_posix()}' -P -m cwgdraft"


def word_file(path: Path, *paragraphs: str) -> None:
    document = docx.Document()
    document.add_heading("Lamps", level=1)
    for one in paragraphs:
        document.add_paragraph(one)
    document.save(str(path))


def files(folder: Path) -> dict[str, bytes]:
    """Return what git keeps of settings, and the attributes of the working tree."""
    found = [folder / ".git" / "config", *(folder / ".git" / "info").glob("*"), *folder.rglob(".gitattributes")]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with spaces in its name, a workspace in a folder of it, and two states of a Word file."""
    folder = tmp_path / "a repository"
    place = repository(folder, below="the group")
    word_file(folder / "draft.docx", "One lamp is lit.", "The buoys are red.")
    committed(folder, "second")
    word_file(folder / "draft.docx", "Two lamps are lit.", "The buoys are red.")
    edited(place, "records/meetings/11.md", "to count the lamps", "to light the lamps")
    edited(place, "records/meetings/11.yaml", "INF/1: Notes", "INF/1: Remarks")
    return folder


def prepared(folder: Path, *, shared: bool = False) -> list[str]:
    return set_up(repository_of(folder / "the group"), shared=shared, program=PROGRAM)


def test_git_diff_shows_a_word_file_by_paragraphs_below_its_heading(folder: Path) -> None:
    prepared(folder)
    lines = git(folder, "diff", "-U0", "--", "draft.docx").split("\n")
    assert "-One lamp is lit." in lines
    assert "+Two lamps are lit." in lines
    assert any(line.startswith("@@") and line.endswith("# Lamps") for line in lines)


def test_git_diff_shows_single_words_below_the_item_or_key(folder: Path) -> None:
    prepared(folder)
    found = git(folder, "diff", "-U0", "--word-diff", "--", "the group/records")
    assert "to [-count-]{+light+} the lamps" in found
    assert "@@ ## Alpha {#alpha topic=alpha}" in found
    assert "@@ documents:" in found


def test_the_sections_of_a_plan_and_the_keys_of_a_record_are_named(folder: Path) -> None:
    prepared(folder)
    place = Workspace(folder / "the group")
    clerks = "".join(f"    - {{person: Ms {name} Clerk}}\n" for name in "ABCDEFGH")
    edited(place, "records/meetings/12.yaml", "thanks: {", "chairs:\n" + clerks + "thanks: {")
    edited(place, "records/reports/r.yaml", "- {topic: beta}", "- topic: beta\n    title: A\n    content: [items]")
    committed(folder, "third")
    edited(place, "records/meetings/12.yaml", "Ms H Clerk", "Ms H Clark")
    edited(place, "records/reports/r.yaml", "content: [items]", "content: [words]")
    found = git(folder, "diff", "-U0", "--", "the group/records")
    assert re.findall("@@ ([^-+].*|- .*)", found) == ["chairs:", "- topic: beta"]


def test_git_log_shows_word_files_and_goes_on_behind_one_that_is_broken(folder: Path) -> None:
    prepared(folder)
    (folder / "broken.docx").write_text("no Word file")
    committed(folder, "third")
    found = git(folder, "log", "-p", "--", "*.docx")
    assert "+[this file can't be shown: broken.docx is no Word document]" in found
    assert "+One lamp is lit." in found


def test_git_difftool_compares_drafts_and_shows_other_files_as_git_does(folder: Path) -> None:
    prepared(folder)
    found = git(folder, "difftool", "-t", "cwgdraft", "--no-prompt")
    assert "@@ Lamps" in found
    assert re.search(r"\[-One.*\{\+Two", found)
    assert "+  INF/1: Remarks" in found


@pytest.mark.parametrize("shared", [False, True])
@pytest.mark.parametrize("before", [None, b"", b"*.txt text", b"*.txt text\n", b"*.txt text\r\n*.md text\r\n"])
def test_undoing_restores_every_byte(folder: Path, shared: bool, before: bytes | None) -> None:
    for name in (".git/info/attributes", "the group/.gitattributes"):
        if before is not None:
            (folder / name).write_bytes(before)
    was = files(folder)
    assert prepared(folder, shared=shared)
    assert files(folder) != was
    git(folder, "diff")
    assert undo(repository_of(folder / "the group"))
    assert files(folder) == was
    assert not (folder / ".git" / "cwgdraft.gitconfig").exists()
    assert "cwgdraft" not in git(folder, "for-each-ref")


def test_settings_that_are_added_later_stay(folder: Path) -> None:
    prepared(folder)
    git(folder, "config", "alias.st", "status")
    git(folder, "config", "--add", "include.path", "mine.gitconfig")
    undo(repository_of(folder))
    assert git(folder, "config", "alias.st").strip() == "status"


def test_setting_up_twice_does_nothing_more(folder: Path) -> None:
    assert prepared(folder) == [
        "wrote .git/cwgdraft.gitconfig: how Word files and records are shown",
        "added it to .git/config",
        "named the files in .git/info/attributes",
    ]
    once = files(folder)
    assert prepared(folder) == []
    assert files(folder) == once


def test_shared_attributes_take_the_place_of_ones_own(folder: Path) -> None:
    prepared(folder)
    assert prepared(folder, shared=True) == [
        "named the files in the group/.gitattributes",
        "took the block out of .git/info/attributes",
    ]
    assert undo(repository_of(folder / "the group")) == [
        "took the block out of .git/config",
        "took the block out of the group/.gitattributes",
        "deleted .git/cwgdraft.gitconfig",
    ]


def test_nothing_that_git_tracks_changes(folder: Path) -> None:
    before = git(folder, "status", "--porcelain")
    prepared(folder)
    assert git(folder, "status", "--porcelain") == before


def test_a_repository_of_word_files_alone_is_set_up_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    set_up(repository_of(tmp_path), records=False, program=PROGRAM)
    lines = (tmp_path / ".git" / "info" / "attributes").read_text().split("\n")
    assert lines[1:3] == ["*.docx diff=cwgdraft-word", "# <<< cwgdraft"]


def test_cwgdraft_is_called_through_its_python_wherever_the_path_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git_setup.sys, "executable", "/opt/my python/bin/python3")
    assert program_for_shell() == "'/opt/my python/bin/python3' -P -m cwgdraft"


def test_git_goes_on_where_cwgdraft_is_not_there_any_more_until_it_is_set_up_again(folder: Path) -> None:
    set_up(repository_of(folder), program="'/opt/no where/python' -P -m cwgdraft")
    size = (folder / "draft.docx").stat().st_size
    said = f"+[draft.docx, {size} bytes: cwgdraft is not where it was; run cwgdraft git setup again]"
    assert said in git(folder, "diff", "--", "draft.docx").split("\n")
    committed(folder, "third")
    assert git(folder, "log", "-p", "--", "draft.docx").count("is not where it was") == 3
    assert "forgot the texts that git had kept of Word files" in prepared(folder)
    assert "+Two lamps are lit." in git(folder, "log", "-p", "--", "draft.docx")


def test_no_repository_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError) as caught:
        repository_of(tmp_path)
    assert caught.value.message == f"{tmp_path.name} is in no git repository"
    assert caught.value.help == "make one first: git init"


def test_no_git_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CwgdraftError) as caught:
        repository_of(tmp_path)
    assert caught.value.message == "git isn't installed, or not on the PATH"
    assert caught.value.help == "install it from https://git-scm.com"


def test_a_config_that_git_is_writing_is_left_alone(folder: Path) -> None:
    (folder / ".git" / "config.lock").touch()
    with pytest.raises(CwgdraftError) as caught:
        prepared(folder)
    assert caught.value.message == "git is writing its config: .git/config.lock is there"
    assert caught.value.help == "wait; if no git runs, delete that file"
