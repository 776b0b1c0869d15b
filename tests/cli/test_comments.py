"""`cwgdraft comments`: the log printed, written as a table, and answered."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace
from tests.folding.commented import Said, commented
from tests.folding.workspaces import drafted, replaced, sample_workspace

REPORT = "council-2025"
THREAD = (
    Said("Since when?", "how promptly ITU"),
    Said("Since 2024.", to=0, by="Reader B", date="2026-01-06T10:00:00Z"),
    Said("Shorter.", "Introduction", by="Reader B", done=True),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Return a workspace in which a copy with a thread, a comment and an edit was folded."""
    found = sample_workspace(tmp_path / "work")
    copy = found.root / "copy.docx"
    copy.write_bytes(replaced(commented(drafted(REPORT), THREAD), "how promptly", "how quickly"))
    assert run(["-w", str(found.root), "fold", str(copy), "--apply"]) == 0
    return found


def comments(workspace: Workspace, *words: str) -> int:
    return run(["-w", str(workspace.root), "comments", REPORT, *words])


def log(workspace: Workspace) -> Path:
    return workspace.reports / f"{REPORT}.comments.yaml"


def names(workspace: Workspace) -> list[str]:
    lines = log(workspace).read_text(encoding="utf-8").splitlines()
    return [line.rpartition(" ")[2].strip('"') for line in lines if "- name: " in line]


def test_the_log_is_printed_in_the_order_of_the_report_with_replies(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert comments(workspace) == 0
    out, err = capsys.readouterr()
    heads = [line.partition(" ")[2] for line in out.splitlines() if not line.startswith("    ")]
    assert heads[:2] == [
        "1 Reader B 2026-01-05 [open, resolved in Word] Shorter.",
        "3.2.7 Delegation A 2026-01-05 [open] Since when?",
    ]
    assert heads[2].startswith("3.2.7 copy.docx [accepted] read: ") or "(saved the copy)" in heads[2]
    assert "    reply: Reader B, 2026-01-06: Since 2024.\n" in out
    assert err == "2 comments and 1 proposal by 2 persons: 1 accepted, 2 open.\n"


@pytest.mark.parametrize(
    ("words", "count"), [(("--open",), 2), (("--only-comments",), 2), (("--open", "--only-comments"), 2), ((), 3)]
)
def test_only_what_is_open_or_a_comment_is_shown_when_asked(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], count: int
) -> None:
    comments(workspace, "--answer", names(workspace)[2], "", "--outcome", "noted" if not words else "accepted")
    capsys.readouterr()
    assert comments(workspace, *words) == 0
    assert sum(not line.startswith("    ") for line in capsys.readouterr().out.splitlines()) == count


def test_an_answered_comment_is_not_open(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    first = names(workspace)[0]
    assert comments(workspace, "--answer", first, "Taken up: see 1.", "--outcome", "accepted") == 0
    capsys.readouterr()
    assert comments(workspace, "--open") == 0
    assert first not in capsys.readouterr().out
    assert comments(workspace) == 0
    assert "    answer: Taken up: see 1.\n" in capsys.readouterr().out


def test_word_and_csv_hold_the_same_in_the_same_order(workspace: Workspace, tmp_path: Path) -> None:
    word, table = tmp_path / "out.docx", tmp_path / "out.csv"
    assert comments(workspace, "--word", str(word), "--csv", str(table)) == 0
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    draft = read_draft(read_parts(word.read_bytes(), "out"), "out")
    (block,) = [one for one in draft.blocks if one.rows]
    assert [row.cells[0].text for row in block.rows] == [row[0] for row in rows] == ["Paragraph", "1", "3.2.7", "3.2.7"]
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert comments(workspace, "--word", str(word), "--csv", str(table)) == 0


def test_the_file_of_somebody_else_stays_unless_forced(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = tmp_path / "out.docx"
    word.write_bytes(b"mine")
    assert comments(workspace, "--word", str(word)) == 2
    assert "out.docx is there already, and isn't as this command wrote it" in capsys.readouterr().err
    assert word.read_bytes() == b"mine"
    assert comments(workspace, "--word", str(word), "--force") == 0


def test_the_log_itself_is_not_written_over(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    before = log(workspace).read_bytes()
    assert comments(workspace, "--csv", str(log(workspace)), "--force") == 2
    assert "is one of the documents that are read" in capsys.readouterr().err
    assert log(workspace).read_bytes() == before


def test_records_that_cannot_be_drafted_leave_the_numbers(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace.reports / f"{REPORT}.yaml").unlink()
    assert comments(workspace, "--word", str(tmp_path / "out.docx")) == 0
    assert "'council-2025' can't be drafted, so the numbers in the log tell the order: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--outcome", "accepted"), "--outcome says how an entry ended"),
        (("--answer", "a", "b", "--open"), "--answer writes into the log, the other options print it"),
        (("--answer", "a", "b", "--csv", "x.csv"), "--answer writes into the log, the other options print it"),
        (("--answer", "a", " "), "--answer without words wants an --outcome"),
        (("--answer", "ffff", "b"), "council-2025.comments.yaml has no entry 'ffff'"),
    ],
)
def test_what_makes_no_sense_is_said(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], message: str
) -> None:
    before = log(workspace).read_bytes()
    assert comments(workspace, *words) == 2
    assert message in capsys.readouterr().err
    assert log(workspace).read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_answer_keeps_line_ends_and_mark(workspace: Workspace, encoding: str) -> None:
    text = log(workspace).read_text(encoding="utf-8").replace("\n", "\r\n")
    log(workspace).write_bytes(text.encode(encoding))
    assert comments(workspace, "--answer", names(workspace)[0], "So", "--outcome", "accepted") == 0
    new = text.replace("outcome: open\r\n", "outcome: accepted\r\n    answer: So\r\n", 1)
    assert log(workspace).read_bytes() == new.encode(encoding)


def test_a_report_that_is_not_there_is_named_with_the_near_miss(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["-w", str(workspace.root), "comments", "council-26"]) == 2
    assert (
        "there is no report 'council-26'; did you mean 'council-2026'?\n    help: there are: "
        in capsys.readouterr().err
    )
