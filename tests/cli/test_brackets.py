"""`cwgdraft brackets`: what stands in brackets, and what was reserved."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from cwgdraft.cli import run
from cwgdraft.jobs.brackets import brackets_in
from tests.draft_builders import group
from tests.repositories import NAMED

Capture = pytest.CaptureFixture[str]
WORDS = """\
## [New] lamps {#alpha topic=alpha}

The group [shall / should] see [[#other]] and [a link](https://example.org/a), and
[buy [more] lamps, as in
Document [[2]]].

- [Utopia reserves its position] on buoys;
- nothing.

## Other business {#other topic=other}

Mr. Lamp of Erewhon reserved his position. It left. Utopia entered a reservation.
"""
OWN = "## Lamps {#alpha}\n\nIt was [long].\n"


def kinds(text: str, *, references: bool = True) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in brackets_in(text, references=references)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It [may] go.", [("bracket", "[may]")]),
        ("It [may/should] go.", [("alternatives", "[may/should]")]),
        ("See [42/6].", [("bracket", "[42/6]")]),
        ("[a [b / c] d]", [("bracket", "[a [b / c] d]"), ("alternatives", "[b / c]")]),
        ("[[a] / b]", [("alternatives", "[[a] / b]"), ("bracket", "[a]")]),
        ("[[42/6]] and [x](https://a.b/c)", []),
        ("[x](y)", [("bracket", "[x]")]),
        ("[see [[42/6]] / [[42/7]]]", [("alternatives", "[see [[42/6]] / [[42/7]]]")]),
        ("It [may go.", [("unpaired", "[may go.")]),
        ("It may] go.", [("unpaired", "]")]),
        ("It met. Utopia reserves the right to return.", [("reservation", "Utopia reserves the right to return.")]),
        ("[Utopia entered a formal reservation.]", [("reservation", "[Utopia entered a formal reservation.]")]),
        ("A room was reserved. It held the position.", []),
    ],
)  # fmt: skip
def test_a_paragraph_is_taken_apart(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_outside_of_records_double_brackets_are_brackets() -> None:
    assert kinds("[[a]]", references=False) == [("bracket", "[[a]]"), ("bracket", "[a]")]


def test_alternatives_are_told_apart() -> None:
    (one, _) = brackets_in("[one [x / y] two / three]", references=True)
    assert one.alternatives == ("one [x / y] two", "three")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    group(tmp_path, {**NAMED, "records/meetings/12.md": WORDS, "records/reports/r.md": OWN})
    monkeypatch.chdir(tmp_path)
    return tmp_path


LISTED = [
    "records/meetings/12.md:1:4: bracket: [New]",
    "records/meetings/12.md:3:11: alternatives: [shall / should]",
    "records/meetings/12.md:4:1: bracket: [buy [more] lamps, as in Document [[2]]]",
    "records/meetings/12.md:4:6: bracket: [more]",
    "records/meetings/12.md:7:3: reservation: [Utopia reserves its position]",
    "records/meetings/12.md:12:1: reservation: Mr. Lamp of Erewhon reserved his position.",
    "records/meetings/12.md:12:53: reservation: Utopia entered a reservation.",
]


def test_minutes_are_listed_by_place(place: Path, capsys: Capture) -> None:
    assert run(["brackets", "12"]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == LISTED
    assert printed.err == "3 bracket, 1 alternatives, 3 reservation\n"


@pytest.mark.parametrize("words", [[], ["r"], ["r", "12"]])
def test_a_report_has_its_own_words_and_its_meetings(place: Path, capsys: Capture, words: list[str]) -> None:
    assert run(["brackets", *words]) == 0
    assert capsys.readouterr().out.splitlines() == [*LISTED, "records/reports/r.md:3:8: bracket: [long]"]


def test_json_says_the_same(place: Path, capsys: Capture) -> None:
    assert run(["brackets", "12", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["brackets"]
    assert found[1] == {
        "file": "records/meetings/12.md", "line": 3, "column": 11, "kind": "alternatives", "words": "[shall / should]",
        "depth": 0, "alternatives": ["shall", "should"],
    }  # fmt: skip


def test_nothing_in_brackets_is_said(place: Path, capsys: Capture) -> None:
    assert run(["brackets", "13"]) == 0
    assert capsys.readouterr().err == "none\n"


def test_a_word_file_is_listed_by_label_and_excerpt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    document = docx.Document()
    document.add_paragraph("1\tWork")
    document.add_paragraph("The group [shall / should] go.")
    table = document.add_table(1, 1)
    table.rows[0].cells[0].text = "[lamps]"
    document.save("a.docx")
    Path("b.txt").write_text("1\tWork\n1.1\tThe group [may] go.\n", encoding="utf-8")
    assert run(["brackets", "a.docx", "b.txt"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.docx, paragraph 2, 'The group [shall / should] go.': alternatives: [shall / should]",
        "a.docx, paragraph 3, '[lamps]': bracket: [lamps]",
        "b.txt, 1.1, 'The group [may] go.': bracket: [may]",
    ]


def test_what_there_is_not_is_refused(place: Path, capsys: Capture) -> None:
    assert run(["brackets", "no.docx"]) == 2
    assert "there is no file no.docx" in capsys.readouterr().err
    assert run(["brackets", "rr"]) == 2
    assert "there is no report 'rr'" in capsys.readouterr().err
