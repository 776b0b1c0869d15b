"""`cwgdraft check --fix`: what is put right, what is kept, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import read_file
from tests.cli.test_check import found, text, word
from tests.draft_builders import group, plan
from tests.repositories import NAMED

Capture = pytest.CaptureFixture[str]
MINUTES = Path("records/meetings/11.md")
PLAN = Path("records/reports/r.yaml")
SPACES = ["--rule", "double-space"]


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


# --- texts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_slips_of_a_paragraph_are_put_right_and_every_other_byte_is_kept(
    folder: Path, capsys: Capture, mark: str, end: str
) -> None:
    content = f"{mark}1\tWork{end}{end}\f1.1\tThe  group noted  the long  paper.{end}\t {end}1.2\tIt  met."
    assert run(["check", text(content), *SPACES, "--fix"]) == 0
    assert Path("old.txt").read_bytes().decode() == content.replace("  ", " ")
    assert capsys.readouterr().err == "wrote old.txt\nput right: 4\nnothing found\n"


def test_the_same_words_in_two_cells_of_a_row_are_both_put_right(folder: Path, capsys: Capture) -> None:
    content = "1\tWork\n1.1\tThese spoke:\nMr. Lamp\tMr. Lamp\nMs. Bulb\tUtopia\n"
    run(["check", text(content), "--rule", "title-full-stop", "--fix"])
    assert Path("old.txt").read_text(encoding="utf-8") == content.replace(". ", " ")


def test_of_fixes_that_overlap_the_first_is_made_and_the_rest_is_found_again(folder: Path, capsys: Capture) -> None:
    content = "1\tWork\n1.1\tThe group noted  , and left.\n"
    run(["check", text(content), *SPACES, "--rule", "space-before-punctuation", "--fix"])
    after = Path("old.txt").read_text(encoding="utf-8")
    assert after in (content.replace("  ", " "), content.replace("  ", ""))
    assert run(["check", "old.txt", *SPACES, "--rule", "space-before-punctuation", "--fix"]) == 0
    assert Path("old.txt").read_text(encoding="utf-8") == content.replace("  ", "")


def test_titles_come_out_alike(folder: Path, capsys: Capture) -> None:
    content = "1\tWork\n1.1\tMr. Lamp spoke.\n1.2\tMs. Bulb and Dr. Wire spoke.\n"
    run(["check", text(content), "--rule", "title-full-stop", "--fix"])
    for title in ("Mr", "Ms", "Dr"):
        content = content.replace(f"{title}.", title)
    assert Path("old.txt").read_text(encoding="utf-8") == content


# --- what is printed --------------------------------------------------------------------------------


def test_what_is_left_is_found_anew_behind_the_fixes(folder: Path, capsys: Capture) -> None:
    """The places are those of the file as it was written."""
    text("1\tWork\n1.1\tThe  group met on Monday, 4 March 2025.\n")
    run(["check", "old.txt", *SPACES, "--rule", "wrong-weekday", "--fix", "--json"])
    first = capsys.readouterr().out
    run(["check", "old.txt", *SPACES, "--rule", "wrong-weekday", "--json"])
    assert capsys.readouterr().out == first
    assert '"rule": "wrong-weekday"' in first


def test_what_is_left_in_a_word_file_is_told_of_the_copy(folder: Path, capsys: Capture) -> None:
    name = word("The group  met on Monday, 4 March 2025.")
    left = found(capsys, name, *SPACES, "--rule", "wrong-weekday", "--fix")
    assert [(one["file"], one["rule"]) for one in left] == [("old-fixed.docx", "wrong-weekday")]


def test_what_needs_a_look_is_left_without_a_terminal_and_said(folder: Path, capsys: Capture) -> None:
    content = "1\tWork\n1.1\tThe group met on Monday, 4 March 2025.\n"
    assert run(["check", text(content), "--rule", "wrong-weekday", "--fix", "--unsafe"]) == 1
    assert (
        "not put right: 1 that need a look; run it in a terminal, where each is asked for\n" in capsys.readouterr().err
    )
    assert Path("old.txt").read_text(encoding="utf-8") == content


def test_a_baseline_is_written_of_what_is_found_and_nothing_put_right(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--fix", "--write-baseline"]) == 2
    assert "let --fix put it right first" in capsys.readouterr().err


# --- Word -------------------------------------------------------------------------------------------


def test_all_slips_of_a_paragraph_in_word_are_put_right(folder: Path, capsys: Capture) -> None:
    assert run(["check", word("The  group noted  the long  paper."), *SPACES, "--fix"]) == 0
    fixed = read_file(Path("old-fixed.docx"))
    texts = [read_draft(fixed, "x", view).blocks[0].text for view in (View.FINAL, View.ORIGINAL)]
    assert texts == ["The group noted the long paper.", "The  group noted  the long  paper."]


def test_our_own_copy_is_replaced_and_one_that_was_edited_is_not(folder: Path, capsys: Capture) -> None:
    name = word("The group noted  the paper.")
    assert run(["check", name, *SPACES, "--fix"]) == 0
    assert run(["check", word("The group noted  the lamp."), *SPACES, "--fix"]) == 0
    copy = Path("old-fixed.docx")
    assert read_draft(read_file(copy), "x", View.FINAL).blocks[0].text == "The group noted the lamp."
    copy.write_bytes(Path(word("Mine.", name="mine.docx")).read_bytes())
    before = copy.read_bytes()
    assert run(["check", name, *SPACES, "--fix"]) == 2
    assert "old-fixed.docx is there already, and isn't as this command wrote it" in capsys.readouterr().err
    assert copy.read_bytes() == before


def test_another_file_is_named_for_word_files_only(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), *SPACES, "--fix", "--out", "x.docx"]) == 2
    assert capsys.readouterr().err == (
        "error: --out is for a Word file: what is found in old.txt is put right where it stands\n"
        "    help: leave --out out\n"
    )


def test_what_is_put_right_is_counted_though_it_is_nothing(folder: Path, capsys: Capture) -> None:
    assert run(["check", word("The group met."), *SPACES, "--fix"]) == 0
    assert capsys.readouterr().err == "put right: 0\nnothing found\n"


def test_the_file_that_is_read_is_never_written(folder: Path, capsys: Capture) -> None:
    name = word("The group noted  the paper.")
    before = Path(name).read_bytes()
    assert run(["check", name, *SPACES, "--fix", "--out", name, "--force"]) == 2
    assert "old.docx is one of the documents that are read" in capsys.readouterr().err
    assert Path(name).read_bytes() == before


# --- records ----------------------------------------------------------------------------------------


def test_headings_and_paragraphs_with_marks_are_put_right_where_they_stand(place: Path, capsys: Capture) -> None:
    content = (
        "## Alpha  lamps {#alpha topic=alpha}\r\n\r\n"
        "The *secretariat*  presented  Document [[2]], a  **long**  paper,\r\n"
        "and  [the  lamps](https://example.org/a). {#x}\r\n"
    )
    MINUTES.write_bytes(content.encode())
    assert [(one["line"], one["column"]) for one in found(capsys, "11", *SPACES)] == [
        (1, 9), (3, 18), (3, 29), (3, 48), (3, 58), (4, 4), (4, 10),
    ]  # fmt: skip
    assert run(["check", "11", *SPACES, "--fix"]) == 0
    assert MINUTES.read_bytes().decode() == content.replace("  ", " ")


@pytest.mark.parametrize(
    "title",
    [
        "title: Lamps  and bulbs",
        'title: "Lamps  and bulbs"',
        "title: 'Lamps''  and bulbs'",
        "title: {en: Lamps  and bulbs, fr: Lampes}",
        "title: >-\n      Lamps\n      of ours,  and bulbs",
    ],
)
def test_the_title_of_a_section_is_found_and_put_right_in_the_plan(place: Path, capsys: Capture, title: str) -> None:
    content = plan(f"  - topic: alpha\n    {title}\n")
    PLAN.write_text(content, encoding="utf-8")
    (one,) = found(capsys, "r", *SPACES)
    before = content[: content.index("  and")].split("\n")
    assert (one["file"], one["line"], one["column"]) == (PLAN.as_posix(), len(before), len(before[-1]) + 1)
    assert run(["check", "r", *SPACES, "--fix"]) == 0
    assert PLAN.read_text(encoding="utf-8") == content.replace("  and", " and")


BOX = (
    "box:\n  purpose: To count  lamps.\n  action: |\n    The Council is  invited to note\n    this  report.\n\n"
    "    It is  invited to agree.\n"
)


def test_the_texts_of_the_box_are_found_and_put_right_in_the_plan(place: Path, capsys: Capture) -> None:
    content = plan("  - topic: alpha\n", more=f"session: C24\n{BOX}")
    PLAN.write_text(content, encoding="utf-8", newline="\r\n")
    lines = content.split("\n")
    places = [(one["line"], one["column"]) for one in found(capsys, "r", *SPACES)]
    wanted = [n for n, one in enumerate(lines, 1) if "  " in one.strip()]
    assert [line for line, _ in places] == wanted
    assert places == [(n, lines[n - 1].rindex("  ") + 1) for n in wanted]
    assert run(["check", "r", *SPACES, "--fix"]) == 0
    fixed = "\r\n".join(_inner_spaces_single(one) for one in lines)
    assert PLAN.read_bytes().decode() == fixed


def _inner_spaces_single(line: str) -> str:
    lead = line[: len(line) - len(line.lstrip())]
    return lead + line.lstrip().replace("  ", " ")


def test_a_fix_that_the_plan_could_not_hold_is_not_made(place: Path, capsys: Capture) -> None:
    """Without quotes the straight quotation mark at its head would begin a quoted text."""
    content = plan('  - topic: alpha\n    title: “Lamps” and "bulbs"\n')
    PLAN.write_text(content, encoding="utf-8")
    run(["check", "r", "--rule", "mixed-quotes", "--severity", "advice", "--fix"])
    run(["check", "r", "--rule", "double-space"])
    assert "error" not in capsys.readouterr().out
