from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cwgdraft.cli import run
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack, parse, write_xml
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import document, replaced, sample_workspace, with_paragraph_after, without_paragraph


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
    assert err.endswith("\n1 safe; --apply takes the safe ones\n")
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
    capsys.readouterr()
    assert fold(workspace, copy, "--apply", "--reopen") == 1
    out, err = capsys.readouterr()
    assert (workspace.meetings / "42.md").read_bytes() == before
    assert re.search(r"left open: (\w{8}): the meeting has agreed these words", out)
    assert "no longer as agreed" not in err
    assert fold(workspace, copy, "--apply", "--reopen", "--accept", "all") == 0
    assert (
        "the words of meeting 42 are no longer as agreed on 2025-02-11: open them with 'cwgdraft agree 42 --reopen', "
        "and when the meeting has agreed them anew, 'cwgdraft agree 42 --date YYYY-MM-DD'" in capsys.readouterr().err
    )
    assert run(["-w", str(workspace.root), "agree", "42", "--reopen"]) == 0
    assert run(["-w", str(workspace.root), "agree", "42", "--date", "2025-03-01"]) == 0


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


def test_new_and_deleted_paragraphs_show_their_words(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    data = with_paragraph_after(document(workspace), "how promptly", "The group said more.")
    path = workspace.root / "chair.docx"
    path.write_bytes(without_paragraph(data, "The group congratulated Brazil on its"))
    for words in ((), ("--full",)):
        assert fold(workspace, str(path), *words) == 1
        out = capsys.readouterr().out
        assert (
            "record: inserted after 3.2.7 (safe)\n    records/meetings/42.md:14\n    + {+The group said more.+}\n"
            in out
        )
        assert "record: deleted at 3.8.7 (safe)\n" in out
        assert (
            "    - [-The group congratulated Brazil on its successful G20 meetings, held in Brazil in 2024.-]\n" in out
        )


def test_places_are_said_as_a_reader_finds_them(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    data = replaced(document(workspace, "council-2026"), "43rd meeting: held", "43rd meeting: it was held")
    data = replaced(data, "From 7 to 11 July", "From the 7 to 11 July")
    data = replaced(data, "General update on the", "Overview of the")
    path = workspace.root / "chair.docx"
    path.write_bytes(data)
    fold(workspace, str(path))
    out = capsys.readouterr().out
    assert ": changed at 2, first dash (" in out
    assert ": changed at section 4, first paragraph (" in out
    assert ": changed at 2 General update on the 43rd and 44th meetings of …" in out or ": changed at 2 General" in out


def test_all_leaves_out_what_copies_disagree_about(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    names = []
    for name, words in (("one", "how quickly"), ("two", "how soon")):
        path = workspace.root / f"{name}.docx"
        path.write_bytes(replaced(document(workspace), "how promptly", words))
        names.append(str(path))
    before = (workspace.meetings / "42.md").read_bytes()
    assert fold(workspace, *names, "--apply", "--accept", "all") == 1
    out, err = capsys.readouterr()
    assert (workspace.meetings / "42.md").read_bytes() == before
    found = re.findall(r"^left open: (\w+): the copies disagree; --accept \1 or --reject \1$", out, re.M)
    assert len(found) == 2
    assert "not placed" not in out
    assert "2 to look at\n" in err


# --- at a terminal ------------------------------------------------------------------------------------


@pytest.fixture
def asked(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return two copies that disagree; somebody is at the terminal."""
    monkeypatch.setattr("cwgdraft.cli.fold.is_terminal", lambda: True)
    names = []
    for name, words in (("one", "how quickly"), ("two", "how soon")):
        path = workspace.root / f"{name}.docx"
        path.write_bytes(replaced(document(workspace), "how promptly", words))
        names.append(str(path))
    return names


def said(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Let somebody type answers, and then interrupt."""
    left = iter(answers)

    def visible_input(prompt: str = "") -> str:
        click.echo(prompt, err=True)
        try:
            return next(left)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("click.termui.visible_prompt_func", visible_input)


def test_a_question_stands_below_its_words_and_takes_yes_and_no(
    workspace: Workspace, asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(monkeypatch, "?", "what", "y", "n")
    assert fold(workspace, *asked, "--apply") == 0
    err = capsys.readouterr().err
    first = err.split("--- 1 of 2\n")[1].split("--- 2 of 2\n")[0]
    assert first.index("[-promptly-]{+quickly+}") < first.index("accept (y), reject (n), later (l), show all of it (?)")
    assert first.count("[-promptly-]{+quickly+}") == 2
    assert "'what' is none of them" in first
    assert "1 taken into the records, 1 rejected, 0 left" in err
    assert "how quickly" in (workspace.meetings / "42.md").read_text(encoding="utf-8")


def test_an_interrupted_question_writes_nothing(
    workspace: Workspace, asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(monkeypatch, "y")
    before = (workspace.meetings / "42.md").read_bytes()
    assert fold(workspace, *asked, "--apply") == 130
    assert capsys.readouterr().err.endswith("stopped; nothing was written\n")
    assert (workspace.meetings / "42.md").read_bytes() == before
    assert not list(workspace.reports.glob("*.comments.yaml"))


def test_a_page_never_overwrites_a_record(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    copy = edited(workspace)
    minutes = workspace.meetings / "41.md"
    before = minutes.read_bytes()
    assert fold(workspace, copy, "--page", str(minutes), "--force") == 2
    assert "may be a file of records: it isn't overwritten" in capsys.readouterr().err
    assert minutes.read_bytes() == before


def test_the_log_of_one_meetings_report_has_its_number(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workspace.root / "copy.docx"
    path.write_bytes(replaced(document(workspace, "41"), "congratulated Brazil", "commended Brazil"))
    assert fold(workspace, str(path), "--apply") == 0
    assert (workspace.reports / "41.comments.yaml").is_file()
    capsys.readouterr()
    assert run(["-w", str(workspace.root), "comments", "41"]) == 0
    assert "commended Brazil" in capsys.readouterr().out
