"""`cwgdraft fold --page`, and the answers that it saves."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.jobs.folding.answers import seal_of
from cwgdraft.jobs.folding.fold import fold as folded
from cwgdraft.jobs.folding.page import command_line
from cwgdraft.workspace import Workspace
from tests.folding.decided import CONFLICT, NASTY, OTHER_WORDS, SAFE_WORDS, decided, paragraph
from tests.folding.edits.editor import Editor
from tests.folding.workspaces import document, replaced, sample_workspace, with_paragraph_after


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    return decided(tmp_path_factory.mktemp("made") / "work")


@pytest.fixture
def workspace(made: tuple[Workspace, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return the workspace, with the copy in it; it is where commands run."""
    shutil.copytree(made[0].root, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return Workspace((tmp_path / "work").resolve())


COPY = "from-a-delegate.docx"


def page_of(*words: str) -> str:
    assert run(["fold", COPY, "--page", "page.html", *words]) == 1
    return Path("page.html").read_text(encoding="utf-8")


def names(page: str, state: str) -> list[str]:
    return re.findall(rf'is-{state}" id="d-([0-9a-f]{{8}})"', page)


def article(page: str, words: str) -> str:
    return next(one for one in page.split("<article")[1:] if words in re.sub("<[^>]*>", "", one)).split("</article")[0]


def minutes(workspace: Workspace, number: int) -> str:
    return (workspace.meetings / f"{number}.md").read_text(encoding="utf-8")


def answers(text: str) -> int:
    Path("answers.txt").write_text(text, encoding="utf-8")
    return run(["fold", COPY, "--apply", "--answers", "answers.txt"])


# --- the page ---------------------------------------------------------------------------------------


def test_every_decision_is_on_the_page_with_its_state(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    page = page_of("--json")
    out, err = capsys.readouterr()
    data = json.loads(out)["decisions"]
    assert re.findall(r'<article [^>]*data-name="([0-9a-f]{8})"', page) == [one["name"] for one in data]
    assert names(page, "safe") == [one["name"] for one in data if one["safe"]]
    assert len(names(page, "look")) == 2
    assert names(page, "hand") == [one["name"] for one in data if one["lands"] == "unplaced"]
    assert err.endswith("wrote page.html\n")
    assert "5 safe</span>, <span" in page
    assert "held against the digests that the copy carries" in page


def test_a_card_tells_place_and_who_and_marks_the_words_that_differ(workspace: Workspace) -> None:
    card = article(page_of(), "how promptly")
    assert "<del>promptly</del><ins>quickly</ins>" in card
    assert "how promptly ITU" in card
    assert "<code>records/meetings/42.md:13</code>" in card
    assert '<bdi class="by">Delegate</bdi>' in card
    assert '<b>3.2.7</b> <span class="state safe">safe</span>' in card
    assert "Records now" not in card
    assert re.findall(r'value="(\w+)" checked', card) == ["accept"]


def test_a_conflict_shows_what_the_records_say_and_is_undecided(workspace: Workspace) -> None:
    card = article(page_of(), "continue to work")
    assert '<b>Look:</b> <span dir="auto">the records changed it too' in card
    records = card.split("Records now")[1].split("</dd>")[0]
    assert "<ins>go on</ins>" in records
    assert "<del>keep</del>" in records
    assert re.findall(r'value="(\w+)" checked', card) == ["later"]


def test_what_can_only_be_done_by_hand_says_why_and_cannot_be_accepted(workspace: Workspace) -> None:
    card = article(page_of(), "or tab in a paragraph")
    assert "records can&#39;t hold a line break or tab in a paragraph: make two paragraphs of it" in card
    assert re.findall(r'value="(\w+)"', card) == ["reject", "later"]


def test_agreed_words_are_locked_unless_reopened(workspace: Workspace) -> None:
    assert run(["agree", "42", "--date", "2025-02-11"]) == 0
    page = page_of()
    card = article(page, "how promptly")
    assert "<b>Locked:</b>" in card
    assert '<fieldset class="answer" disabled>' in card
    assert len(names(page, "agreed")) == 3
    page = page_of("--reopen")
    assert names(page, "agreed") == []
    assert ">cwgdraft fold from-a-delegate.docx --reopen --apply</pre>" in page


def test_the_comments_of_the_copies_are_listed(workspace: Workspace) -> None:
    remarks = page_of().split('id="comments"')[1]
    assert "<bdi>Delegate</bdi></b> <span>2026-02-03</span> <span>3.1.11</span>" in remarks
    assert "Is there a date for this?" in remarks
    assert "The group took note that the Roadmaps 2025" in remarks


def test_texts_of_copies_stay_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, copy = decided(tmp_path / "work", nasty=NASTY, name="a &<b>'s copy.docx")
    monkeypatch.chdir(workspace.root)
    assert run(["fold", copy.name, "--page", "page.html"]) == 1
    page = Path("page.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1
    assert "<img" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "a &amp;&lt;b&gt;&#39;s copy.docx" in page
    assert "{{ x }} {% y %} &amp;amp; &lt;!-- --&gt;" in page


def test_the_command_line_is_quoted_as_a_shell_wants_it(
    tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    if command_line(["a b"]) != "'a b'":
        pytest.skip("another system's shell")
    shutil.copy(COPY, "-my copy.docx")
    assert run(["-w", str(workspace.root), "fold", "--page", "page.html", "--", "-my copy.docx"]) == 1
    page = Path("page.html").read_text(encoding="utf-8")
    assert ">cwgdraft fold &#39;./-my copy.docx&#39; --apply</pre>" in page


def test_the_page_names_no_folder_of_this_machine(workspace: Workspace, tmp_path: Path) -> None:
    copy = str(workspace.root / COPY)
    assert run(["-w", str(workspace.root), "fold", copy, "--page", "page.html"]) == 1
    page = Path("page.html").read_text(encoding="utf-8")
    assert str(tmp_path) not in page
    assert f"# cwgdraft fold {COPY} --apply --answers FILE" in page


def test_decisions_of_several_copies_stand_in_the_order_of_the_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = sample_workspace(tmp_path / "work")
    monkeypatch.chdir(workspace.root)
    data = document(workspace)
    late = replaced(data, "on its successful G20 meetings", "on its G20 meetings")
    Path("one.docx").write_bytes(replaced(late, "how promptly", "how quickly"))
    between = with_paragraph_after(data, "noted with appreciation the side event of UNGIS", "The group said more.")
    Path("two.docx").write_bytes(replaced(between, "how promptly", "how soon"))
    assert run(["fold", "one.docx", "two.docx", "--page", "page.html"]) == 1
    cards = Path("page.html").read_text(encoding="utf-8").split("<article")[1:]
    copies = [re.findall(r"in <bdi>(\w+)", one)[0] for one in cards]
    assert copies == ["one", "two", "two", "one"]
    assert "the copies disagree" in cards[0]
    assert "The group said more." in cards[2]


def test_what_moved_stands_where_it_is_now(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = sample_workspace(tmp_path / "work")
    monkeypatch.chdir(workspace.root)
    editor = Editor(document(workspace), random.Random(0), tracked=False)
    moved, above = (paragraph(editor, words) for words in ("how promptly ITU", "on its successful G20 meetings"))
    above.addnext(moved)
    Path("one.docx").write_bytes(editor.saved())
    Path("two.docx").write_bytes(replaced(document(workspace), "side event of UNGIS at IGF", "event of UNGIS at IGF"))
    assert run(["fold", "one.docx", "two.docx", "--page", "page.html"]) == 1
    cards = Path("page.html").read_text(encoding="utf-8").split("<article")[1:]
    assert [re.findall(r'class="kind">(\w+)', one)[0] for one in cards] == ["changed", "moved"]
    assert "moved, now behind “The group congratulated Brazil on its successful G20 meetings" in cards[1]
    assert "What it does" not in cards[1]


def test_without_edits_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = sample_workspace(tmp_path / "work")
    monkeypatch.chdir(workspace.root)
    Path("same.docx").write_bytes(document(workspace))
    assert run(["fold", "same.docx", "--page", "page.html"]) == 0
    assert "No edit is left to be folded." in Path("page.html").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_replaced_only_when_it_is_ours(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    page_of()
    page_of()
    Path("page.html").write_text("my own", encoding="utf-8")
    capsys.readouterr()
    assert run(["fold", COPY, "--page", "page.html"]) == 2
    assert "page.html is there already, and isn't as this command wrote it" in capsys.readouterr().err
    assert Path("page.html").read_text(encoding="utf-8") == "my own"
    page_of("--force")
    assert run(["fold", COPY, "--page", COPY]) == 2
    assert "is one of the documents that are read" in capsys.readouterr().err
    assert run(["fold", COPY, "--page", "page.html", "--apply"]) == 2
    assert "--page is for deciding, --apply writes what is decided: take one of them" in capsys.readouterr().err


# --- answers ----------------------------------------------------------------------------------------


def test_answers_are_followed_and_what_they_do_not_name_is_left(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    page = page_of()
    safe = {
        word: re.findall(r'data-name="(\w+)"', article(page, word))[0] for word in ("how promptly", "great success")
    }
    conflict = re.findall(r'data-name="(\w+)"', article(page, "keep working closely"))[0]
    capsys.readouterr()
    text = (
        f"# Answers\nreport: council-2025\naccept {safe['how promptly']}  # yes\n\nreject {safe['great success']}\n"
        f"later {names(page, 'hand')[0]}\naccept {conflict}\n"
    )
    assert answers(text) == 1
    out, err = capsys.readouterr()
    assert "2 taken into the records, 1 rejected, 5 left" in err
    assert out.count("left undecided") == 3
    assert OTHER_WORDS in minutes(workspace, 42)
    assert "continue to work" in minutes(workspace, 41)
    assert "great success" not in (workspace.reports / "council-2025.md").read_text(encoding="utf-8")
    assert "The group asked to be kept informed" not in minutes(workspace, 42)


def test_a_safe_edit_can_be_left_for_later(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    name = re.findall(r'data-name="(\w+)"', article(page_of(), "how promptly"))[0]
    assert run(["fold", COPY, "--apply", "--later", name]) == 1
    assert f"left open: {name}: left undecided; --accept {name} or --reject {name}\n" in capsys.readouterr().out
    assert SAFE_WORDS in minutes(workspace, 42)
    assert "The group asked to be kept informed" in minutes(workspace, 42)
    assert run(["fold", COPY, "--later", name]) == 2
    assert run(["fold", COPY, "--apply", "--later", "all"]) == 2


def test_the_command_line_counts_more_than_the_file(workspace: Workspace) -> None:
    name = re.findall(r'data-name="(\w+)"', article(page_of(), "how promptly"))[0]
    Path("answers.txt").write_text(f"reject {name}\n", encoding="utf-8")
    assert run(["fold", COPY, "--apply", "--answers", "answers.txt", "--accept", name]) == 1
    assert OTHER_WORDS in minutes(workspace, 42)


def test_answers_given_twice_are_no_mistake_and_a_rejection_after_it_is(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    name = re.findall(r'data-name="(\w+)"', article(page_of(), "how promptly"))[0]
    assert answers(f"accept {name}\n") == 1
    assert answers(f"accept {name}\n") == 1
    assert "0 taken into the records" in capsys.readouterr().err
    assert answers(f"reject {name}\n") == 2
    assert f"answers.txt rejects {name}, which was taken into the records before" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("accept 12345678\n", "answers.txt answers what isn't asked: there is no decision 12345678"),
        ("", "answers.txt answers none of these decisions"),
        ("later 12345678\n", "answers.txt answers none of these decisions"),
        ("x\nacept 12345678\n", "answers.txt:1: 'x' is no answer"),
        ("acept \x1b[2J12345678\n", "answers.txt:1: 'acept "),
        ("accept all\n", "answers.txt:1: 'accept all' is no answer"),
        ("accept 12345678\nreject 12345678\n", "answers.txt:2: 12345678 has two answers"),
        (
            "report: council-2026\n",
            "answers.txt:1: answers for 'council-2026', and these are copies of 'council-2025'",
        ),
        ("accept HAND\n", "answers.txt accepts HAND, which can't be: records can't hold a line break"),
        (
            "accept SAFE 00000000\n",
            "answers.txt answers SAFE as it was: the records have changed since, and it would do something else now",
        ),
    ],
)
def test_answers_that_cannot_be_followed_are_refused_and_nothing_is_written(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    page = page_of()
    before = {path: path.read_bytes() for path in workspace.records.rglob("*") if path.is_file()}
    known = {"HAND": names(page, "hand")[0], "SAFE": names(page, "safe")[0]}
    for word, name in known.items():
        text, message = text.replace(word, name), message.replace(word, name)
    assert answers(text) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "\x1b[2J" not in err
    assert {path: path.read_bytes() for path in workspace.records.rglob("*") if path.is_file()} == before


def test_agreed_words_are_not_accepted_by_answers(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    name = re.findall(r'data-name="(\w+)"', article(page_of(), "how promptly"))[0]
    assert run(["agree", "42", "--date", "2025-02-11"]) == 0
    assert answers(f"accept {name}\n") == 2
    err = capsys.readouterr().err
    assert f"answers.txt accepts {name}, which can't be: the meeting has agreed these words" in err
    assert "help: add --reopen" in err


def test_a_seal_holds_until_the_records_change(workspace: Workspace) -> None:
    def seal(words: str) -> tuple[str, str]:
        (one,) = [
            one for one in folded(workspace, [Path(COPY)]).decisions
            if one.difference.new and words in one.difference.new.text
        ]  # fmt: skip
        return one.name, seal_of(one)

    before = seal("continue to work")
    assert seal("continue to work") == before
    file = workspace.meetings / "41.md"
    text = file.read_text(encoding="utf-8")
    assert CONFLICT not in text
    file.write_text(text.replace("all Regional Offices", "some Regional Offices"), encoding="utf-8")
    after = seal("continue to work")
    assert after[0] == before[0]
    assert after[1] != before[1]
