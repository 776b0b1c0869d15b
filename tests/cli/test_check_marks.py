"""Marks that accept a finding of `cwgdraft check`: where they hold, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.comments import with_comments
from cwgdraft.word.gate import read_file
from cwgdraft.word.package import pack
from tests.cli.test_check import found, rules, text, with_mark, word
from tests.draft_builders import group, plan
from tests.repositories import NAMED, committed, needs_git, repository

Capture = pytest.CaptureFixture[str]
MINUTES = Path("records/meetings/11.md")
PLAN = Path("records/reports/r.yaml")
SPACES = ["--rule", "double-space"]
WITHOUT_REASON = "double-space is accepted here without a reason, so it isn't"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the test runs, outside of any workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def place(folder: Path) -> Path:
    """Return a workspace in which the test runs."""
    group(folder, NAMED, templates=True)
    return folder


# --- where they hold --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sections",
    [
        "  - topic: alpha\n    title: Lamps  and bulbs # accept double-space: so\n",
        "  - topic: alpha\n    # accept double-space: so\n    title: Lamps  and bulbs\n",
        "  - topic: alpha\n    # accept double-space: so\n    title: >\n      Lamps\n      and  bulbs\n",
    ],
)
def test_a_title_in_a_plan_is_accepted_by_a_comment_beside_it(place: Path, capsys: Capture, sections: str) -> None:
    PLAN.write_text(plan(sections), encoding="utf-8")
    assert run(["check", "r", *SPACES]) == 0
    assert capsys.readouterr().err == "1 accepted with a reason\nnothing found\n"


def test_a_text_of_the_box_is_accepted_by_a_comment_above_it(place: Path, capsys: Capture) -> None:
    box = "box:\n  # accept double-space: so\n  purpose: |\n    To count\n    all  lamps.\n\n    And  bulbs.\n"
    PLAN.write_text(plan("  - topic: alpha\n", more=f"session: C24\n{box}"), encoding="utf-8")
    assert run(["check", "r", *SPACES]) == 0
    assert capsys.readouterr().err == "2 accepted with a reason\nnothing found\n"


@pytest.mark.parametrize(
    ("words", "column"),
    [
        ('The {accept="double-space: so"} group  met.', 5),
        ('The group  met. {accept="double-space: so"\n}', 17),
        ('The group  met, accept="double-space: so".', 17),
    ],
)
def test_a_mark_that_is_no_attribute_is_an_error_of_the_records(
    place: Path, capsys: Capture, words: str, column: int
) -> None:
    MINUTES.write_text(f"## Alpha {{#alpha topic=alpha}}\n\n{words}\n", encoding="utf-8")
    assert run(["check", "r", *SPACES]) == 2
    said = capsys.readouterr().err
    assert f"{MINUTES}:3:{column}: error misplaced-accept: this mark is printed as text and accepts nothing: '" in said
    assert 'move it to the end of its paragraph or heading, as {accept="rule: reason"}\n' in said


# --- what is said of them ---------------------------------------------------------------------------


def test_the_rule_has_a_manual_page_and_can_be_asked_for_alone(place: Path, capsys: Capture) -> None:
    assert run(["rule", "wrong-accept"]) == 0
    assert capsys.readouterr().out.startswith("wrong-accept (structure; warning)\n\nA mark that accepts a finding ")
    with_mark('accept="wrong-weekday: so"')
    assert rules(capsys, "r", "--rule", "wrong-accept") == []
    (one,) = found(capsys, "--rule", "wrong-accept")
    assert one["message"] == "'wrong-weekday' is accepted here, and isn't found here any more"


def test_another_rule_says_nothing_of_marks_for_others(place: Path, capsys: Capture) -> None:
    with_mark('accept="mixed-quotes"')
    assert rules(capsys, "r", *SPACES) == ["double-space"]


@pytest.mark.parametrize(
    ("path", "mark", "form"),
    [
        (MINUTES, '{accept="double-space"}', 'accept="rule: reason"'),
        (PLAN, "# accept double-space", "# accept rule: reason"),
    ],
)
def test_the_advice_names_the_form_that_a_mark_has_there(
    place: Path, capsys: Capture, path: Path, mark: str, form: str
) -> None:
    content = path.read_text(encoding="utf-8").replace("lamps;", f"lamps; {mark}")
    path.write_text(content if mark in content else f"{mark}\n{content}", encoding="utf-8")
    (one,) = found(capsys, "r", "--rule", "wrong-accept")
    assert (one["message"], one["help"]) == (WITHOUT_REASON, f"write why behind a colon: {form}")


def commented(comment: str) -> str:
    """Return the name of somebody's Word file with a slip, and a comment at it."""
    name = word("The group noted  the paper.")
    parts = read_file(Path(name))
    Path(name).write_bytes(pack(with_comments(parts, [(1, comment)], "2026-01-01T00:00:00Z")))
    return name


def test_a_comment_in_anybodys_word_file_accepts(folder: Path, capsys: Capture) -> None:
    assert rules(capsys, commented("accept double-space: printed so"), *SPACES) == []


def test_the_advice_on_a_comment_in_word_names_a_comment(folder: Path, capsys: Capture) -> None:
    (one,) = found(capsys, commented("accept double-space"), "--rule", "wrong-accept")
    assert (one["message"], one["help"]) == (WITHOUT_REASON, "write why behind a colon: accept rule: reason")
    assert one["where"] == "paragraph 1"


@needs_git
def test_marks_in_lines_that_nobody_touched_are_left_out_of_what_changed(folder: Path, capsys: Capture) -> None:
    repository(folder)
    with_mark('accept="double-space"')
    committed(folder, "a mark")
    assert found(capsys, "r", "--changed") == []
    content = MINUTES.read_text(encoding="utf-8")
    MINUTES.write_text(content.replace('"double-space"', '"double-space, mixed-quotes"'), encoding="utf-8")
    assert "wrong-accept" in rules(capsys, "r", "--changed")


def test_the_baseline_knows_wrong_marks(place: Path, capsys: Capture) -> None:
    with_mark('accept="double-space"')
    assert "wrong-accept" in rules(capsys, "r")
    run(["check", "r", "--write-baseline"])
    assert rules(capsys, "r") == []


# --- what they stand beside -------------------------------------------------------------------------


@pytest.mark.parametrize("content", ["1\tWork\n1.1\tMine.\n", "{}", "", '{"findings": []}'])
def test_a_baseline_is_never_written_over_another_file(folder: Path, capsys: Capture, content: str) -> None:
    Path("mine.txt").write_text(content, encoding="utf-8")
    assert run(["check", text(), "--baseline", "mine.txt", "--write-baseline"]) == 2
    assert "error: mine.txt is no baseline of this version\n    help: move it away, or" in capsys.readouterr().err
    assert Path("mine.txt").read_text(encoding="utf-8") == content


def test_a_baseline_is_written_anew(folder: Path, capsys: Capture) -> None:
    words = ["check", text(), *SPACES, "--baseline", "known.json", "--write-baseline"]
    assert run(words) == 0
    before = Path("known.json").read_bytes()
    text("1\tWork\n1.1\tThe group met.\n")
    assert run(words) == 0
    assert Path("known.json").read_bytes() != before


@pytest.mark.parametrize("words", [["r"], ["r", "--rule", "impossible-date"], []])
def test_what_changed_is_not_known_outside_of_a_repository(place: Path, capsys: Capture, words: list[str]) -> None:
    assert run(["check", *words, "--changed"]) == 2
    assert "lies in no git repository\n    help: leave --changed out\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "mark", ["# accept " + " " * 20_000 + "!", "# accept " + "a, " * 20_000 + "!", "# accept" * 20_000]
)
def test_a_comment_that_nearly_is_a_mark_is_read_once(place: Path, capsys: Capture, mark: str) -> None:
    PLAN.write_text(plan("") + mark + "\n", encoding="utf-8")
    assert "wrong-accept" not in rules(capsys)
