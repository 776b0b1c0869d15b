"""`cwgdraft template fields` and `cwgdraft template phrases`: what they print, write and answer."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cwgdraft.cli import run
from tests.draft_builders import group
from tests.jobs.templates.tables import sent_back

Capture = pytest.CaptureFixture[str]
CATALOGUE = Path("templates/phrases/en.yaml")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    group(tmp_path, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(capsys: Capture, *words: str) -> tuple[int, str, str]:
    code = run(["template", *words])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


# --- fields -----------------------------------------------------------------------------------------


def test_the_list_of_fields_has_no_spaces_at_the_ends_of_lines_in_a_pipe(place: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "fields")
    assert (code, err) == (0, "")
    assert "front.title" in out
    assert "numbered 2" in out
    assert all(line == line.rstrip() and len(line) <= 160 for line in out.splitlines())


def test_words_search_the_fields(place: Path, capsys: Capture) -> None:
    code, out, _ = called(capsys, "fields", "Council", "DATES", "--json")
    assert code == 0
    assert json.loads(out) == [
        {
            "section": "First page",
            "name": "front.session_dates",
            "what": "place and dates of the Council session",
            "tag": "{{ front.session_dates }}",
            "source": "records/registers/sessions.yaml",
            "used": ["council-report", "council-report-2020"],
        }
    ]


def test_nothing_found_names_the_near_miss_and_answers_1(place: Path, capsys: Capture) -> None:
    assert called(capsys, "fields", "titel") == (
        1,
        "",
        "error: nothing that is listed has 'titel' in it; did you mean 'title'?\n"
        "    help: list everything: cwgdraft template fields\n",
    )


def test_the_fields_of_phrases_are_listed_without_templates(place: Path, capsys: Capture) -> None:
    code, out, _ = called(capsys, "fields", "--phrases")
    assert code == 0
    assert "followed_by" in out
    assert "front.title" not in out
    assert "council-report.docx" not in out


@pytest.mark.parametrize("words", [["fields"], ["fields", "--phrases"], ["phrases"]])
def test_a_handout_is_written_once_more_but_not_over_somebodys_edits(
    words: list[str], place: Path, capsys: Capture
) -> None:
    assert called(capsys, *words, "--docx", "out.docx") == (0, "out.docx\n", "")
    first = Path("out.docx").read_bytes()
    assert called(capsys, *words, "--docx", "out.docx")[0] == 0
    assert Path("out.docx").read_bytes() == first
    Path("out.docx").write_bytes(b"somebody's")
    code, out, err = called(capsys, *words, "--docx", "out.docx")
    assert (code, out) == (2, "")
    assert err == (
        "error: out.docx is there already, and isn't as this command wrote it\n"
        "    help: write to another file, or give it up with --force\n"
    )
    assert called(capsys, *words, "--docx", "out.docx", "--force")[0] == 0
    assert Path("out.docx").read_bytes() == first


def test_a_handout_is_not_written_while_it_is_open_in_word(place: Path, capsys: Capture) -> None:
    Path("~$fields.docx").write_bytes(b"")
    code, _, err = called(capsys, "fields", "--docx", "fields.docx")
    assert code == 2
    assert "fields.docx is open in Word" in err


# --- phrases ----------------------------------------------------------------------------------------


def test_the_phrases_are_listed_with_their_examples(place: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "phrases")
    assert (code, err) == (0, "")
    assert "\ntitles: Headings of sections whose plan gives none.\n" in out
    assert (
        "\n  signature\n      Chair, {{ group.acronym }}\n    → Chair, CWG-TEST\n" in out.replace("\u2011", "-")
    )  # fmt: skip
    code, out, _ = called(capsys, "phrases", "--json")
    assert {"phrase": "forms: remote", "wording": "remote", "example": "remote"} in json.loads(out)


def test_an_untouched_table_answers_0_and_says_so(place: Path, capsys: Capture) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    said = f"the table says what {CATALOGUE} says: nothing to be changed\n"
    assert called(capsys, "phrases", "t.docx") == (0, "", said)
    assert called(capsys, "phrases", "t.docx", "--accept") == (0, "", said)


def test_changes_are_shown_and_written_only_when_accepted(place: Path, capsys: Capture) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    sent_back(Path("t.docx"), {"titles: closing": "Last remarks", "sentences: took-note": "One.\n\n- two"})
    before = CATALOGUE.read_bytes()
    code, out, err = called(capsys, "phrases", "t.docx")
    assert code == 1
    assert out.endswith("titles: closing\n    [-Concluding-]{+Last+} remarks\n")
    assert err == f"2 phrases would change in {CATALOGUE}: cwgdraft template phrases t.docx --accept\n"
    assert CATALOGUE.read_bytes() == before
    code, _, err = called(capsys, "phrases", "t.docx", "--accept")
    assert (code, err) == (0, f"{CATALOGUE}: 2 phrases written\n")
    assert "  closing: Last remarks\n" in CATALOGUE.read_text(encoding="utf-8")
    assert called(capsys, "phrases", "t.docx")[0] == 0


def test_one_wrong_wording_keeps_all_from_being_written(place: Path, capsys: Capture) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    sent_back(Path("t.docx"), {"titles: closing": "Last remarks", "titles: documents": "{{ nope }}"})
    before = CATALOGUE.read_bytes()
    code, out, err = called(capsys, "phrases", "t.docx", "--accept")
    assert code == 1
    assert "{+Last+}" in out
    assert err == (
        "t.docx, row 'titles: documents', '{{ nope }}': error unusable-wording: the new wording can't be used: 'nope' "
        "is not known here\n"
        "    help: correct it in the table; 'cwgdraft template fields --phrases' lists what it may use\n"
        "nothing is written: correct the table, and give it again (2 phrases would change)\n"
    )
    assert CATALOGUE.read_bytes() == before


def test_a_warning_is_written_and_answers_1(place: Path, capsys: Capture) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    sent_back(Path("t.docx"), {"titles: closing": ""})
    code, _, err = called(capsys, "phrases", "t.docx", "--accept")
    assert code == 1
    assert "warning empty-wording" in err
    assert err.endswith(f"{CATALOGUE}: 1 phrase written\n")
    assert '  closing: ""\n' in CATALOGUE.read_text(encoding="utf-8")


def test_changes_are_data_too(place: Path, capsys: Capture) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    sent_back(Path("t.docx"), {"titles: closing": "{{ group.name|d(‘x’) }}"})
    code, out, _ = called(capsys, "phrases", "t.docx", "--json")
    assert code == 1
    found = json.loads(out)
    (finding,) = found.pop("findings")
    assert found == {
        "language": "en",
        "written": False,
        "changes": [
            {"phrase": "titles: closing", "old": "Concluding remarks", "new": "{{ group.name|d('x') }}"},
        ],
    }  # fmt: skip
    assert (finding["rule"], finding["severity"], finding["where"]) == ("mended-tag", "advice", "row 'titles: closing'")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["t.docx", "--docx", "u.docx"], "--docx writes a table, TABLE.docx is read: give one of the two"),
        (["--accept"], "--accept goes with the table that came back: cwgdraft template phrases TABLE.docx --accept"),
        (["nope.docx"], "nope.docx can't be read: No such file or directory"),
        (["templates/council-report.docx"], "council-report.docx holds no table of phrases"),
        (["--language", "xx"], "there is no phrase catalogue for 'xx' in templates/phrases"),
    ],
)
def test_what_cannot_be_run_answers_2(words: list[str], message: str, place: Path, capsys: Capture) -> None:
    code, out, err = called(capsys, "phrases", *words)
    assert (code, out) == (2, "")
    assert message in err


def test_a_catalogue_that_cannot_be_written_is_left_alone(
    place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    called(capsys, "phrases", "--docx", "t.docx")
    sent_back(Path("t.docx"), {"titles: closing": "Last remarks"})
    before = CATALOGUE.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full)
    code, _, err = called(capsys, "phrases", "t.docx", "--accept")
    assert code == 2
    assert "the disk is full" in err
    assert CATALOGUE.read_bytes() == before
