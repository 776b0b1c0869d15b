from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack, parse, write_xml
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import document, replaced, sample_workspace, with_paragraph_after


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


def fold(workspace: Workspace, *words: str) -> int:
    return run(["-w", str(workspace.root), "fold", *words])


def edited(workspace: Workspace) -> str:
    path = workspace.root / "chair.docx"
    path.write_bytes(replaced(document(workspace), "how promptly", "how quickly"))
    return str(path)


def test_without_apply_nothing_is_written_and_every_edit_is_shown(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = edited(workspace)
    before = {path: path.read_bytes() for path in workspace.records.rglob("*") if path.is_file()}
    assert fold(workspace, copy) == 1
    out, err = capsys.readouterr()
    assert "record: changed at 3.2.7 (safe)\n    records/meetings/42.md:13\n" in out
    assert "chair.docx: a copy of 'council-2025', held against the records as they are; comments: 0" in err
    assert {path: path.read_bytes() for path in workspace.records.rglob("*") if path.is_file()} == before


def test_apply_writes_what_is_safe_and_says_so(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    copy = edited(workspace)
    assert fold(workspace, copy, "--apply") == 0
    assert "1 taken into the records, 0 rejected, 0 left; 1 new in the log" in capsys.readouterr().err
    assert fold(workspace, copy, "--apply") == 0
    assert "no edit is left to be folded" in capsys.readouterr().err


def test_agreed_words_want_reopen(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    copy = edited(workspace)
    assert run(["-w", str(workspace.root), "agree", "42", "--date", "2025-02-11"]) == 0
    assert fold(workspace, copy, "--apply") == 1
    assert "the meeting has agreed these words (--reopen lets them be changed)" in capsys.readouterr().out
    before = (workspace.meetings / "42.md").read_bytes()
    assert fold(workspace, copy, "--apply", "--accept", "all") == 1
    assert (workspace.meetings / "42.md").read_bytes() == before
    more = workspace.root / "more.docx"
    more.write_bytes(with_paragraph_after(document(workspace), "how promptly", "The group said more."))
    assert fold(workspace, str(more), "--apply", "--accept", "all") == 1
    assert (workspace.meetings / "42.md").read_bytes() == before
    assert fold(workspace, copy, "--apply", "--reopen") == 0


def test_an_unknown_decision_and_a_rejection_without_apply_are_refused(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = edited(workspace)
    assert fold(workspace, copy, "--apply", "--accept", "nothing") == 2
    assert "there is no decision 'nothing'" in capsys.readouterr().err
    assert fold(workspace, copy, "--reject", "all") == 2
    assert fold(workspace, copy, "--apply", "--reject", "all") == 2
    assert fold(workspace, copy, "--apply", "--json") == 2
    assert fold(workspace, copy, "--apply", "--dry-run") == 2


def test_a_report_without_comments_says_how_they_come(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-w", str(workspace.root), "comments", "council-2025"]) == 2
    err = capsys.readouterr().err
    assert "there are no comments on 'council-2025'" in err
    assert "fold a copy that came back: cwgdraft fold FILE --apply" in err


def test_an_answer_document_accepts_what_is_left_and_rejects_what_is_deleted(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = edited(workspace)
    path = Path(copy)
    path.write_bytes(replaced(path.read_bytes(), "on its successful G20 meetings", "on its G20 meetings"))
    answer = workspace.root / "answer.docx"
    assert fold(workspace, copy, "--answer", str(answer)) == 1
    parts = dict(read_parts(answer.read_bytes(), "answer"))
    comments = parse(parts["word/comments.xml"], "comments")
    assert len(comments) == 2
    comments.remove(comments[1])
    parts["word/comments.xml"] = write_xml(comments)
    answer.write_bytes(pack(parts))
    assert fold(workspace, copy, "--apply", "--answers", str(answer)) == 0
    assert "1 taken into the records, 1 rejected, 0 left" in capsys.readouterr().err
    text = (workspace.meetings / "42.md").read_text(encoding="utf-8")
    assert "how quickly" in text
    assert "on its successful G20 meetings" in text
    assert fold(workspace, copy, "--apply", "--answers", copy) == 2
    assert "answers none of these decisions" in capsys.readouterr().err
