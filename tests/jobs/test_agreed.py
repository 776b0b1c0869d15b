"""Agreed text: which words are agreed, the mark in the meeting's file, and what has changed since."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.jobs.agreed import RULE, agree, agreed_findings, agreed_lines, agreed_statements, reopen
from cwgdraft.jobs.checking.ready import last_look
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.records.load import load_records
from cwgdraft.records.schema import MinutesState
from cwgdraft.records.shape import read_shape
from cwgdraft.workspace import Workspace
from tests.builders import shown
from tests.draft_builders import FIRST, SECOND, SECOND_WORDS, group
from tests.folding.workspaces import sample_workspace

DAY = dt.date(2025, 2, 11)
YAML, WORDS = "records/meetings/12.yaml", "records/meetings/12.md"
AGREED = "minutes: {state: agreed, date: 2025-02-11}\n"


def findings(place: Workspace) -> list[str]:
    return shown(agreed_findings(place, load_records(place)), place.root)


def reworded(place: Workspace, old: str, new: str, name: str = WORDS) -> None:
    path = place.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_a_bare_word_is_a_state() -> None:
    assert read_shape(MinutesState, "draft")[0] == MinutesState(state="draft")


def test_agreed_minutes_need_a_day(tmp_path: Path) -> None:
    place = group(tmp_path, {YAML: SECOND + "minutes: agreed\n"})
    with pytest.raises(RecordsError) as error:
        load_records(place)
    assert shown(error.value.findings, tmp_path) == [
        f"{YAML}:14:10: error wrong-value: the minutes are agreed, and no day is given | add 'date: 2025-02-11'"
    ]


def test_a_word_that_is_no_state_is_refused_on_a_paragraph(tmp_path: Path) -> None:
    place = group(tmp_path, {WORDS: "## A\n\nIt met. {state=agred}\n"})
    with pytest.raises(RecordsError) as error:
        load_records(place)
    assert shown(error.value.findings, tmp_path) == [
        f"{WORDS}:3:9: error wrong-value: 'agred' is no state; did you mean 'agreed'?"
        " | use one of: draft, bracketed, agreed"
    ]


# --- which words ------------------------------------------------------------------------------------


def lines(place: Workspace) -> list[int]:
    return sorted(line for _, line in agreed_statements(load_records(place), 12))


def test_no_words_are_agreed_by_themselves(tmp_path: Path) -> None:
    assert lines(group(tmp_path)) == []
    assert agreed_statements(load_records(Workspace(tmp_path)), 99) == frozenset()


def test_every_part_of_agreed_statements_is_agreed(tmp_path: Path) -> None:
    words = "## A\n\nIt asked\nfor:\n\n- lamps;\n- buoys.\n\n  And more.\n"
    place = group(tmp_path, {YAML: SECOND + AGREED, WORDS: words})
    assert lines(place) == [3, 6, 7, 9]
    assert sorted(line for _, line in agreed_lines(load_records(place))) == [1, 3, 4, 6, 7, 9]


def test_what_stands_on_an_item_or_paragraph_wins(tmp_path: Path) -> None:
    words = (
        "## A {state=draft}\n\nOne.\n\nTwo. {state=agreed}\n\n### B\n\nThree.\n\n"
        "## C\n\nFour:\n\n- five; {state=bracketed}\n- six.\n"
    )
    assert lines(group(tmp_path, {YAML: SECOND + AGREED, WORDS: words})) == [5, 13, 16]


# --- agreeing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_other_byte_of_the_file_is_kept(tmp_path: Path, end: str, mark: bytes) -> None:
    before = mark + f"# on top\n{SECOND}# below\n".replace("\n", end).encode()
    place = group(tmp_path, {YAML: before})
    found = agree(place, 12, DAY)
    assert (found.file, found.paragraphs) == (tmp_path / YAML, 2)
    after = found.file.read_bytes()
    assert after.startswith(before + b"minutes: {state: agreed, date: 2025-02-11, digest: ")
    assert after.endswith(b'"}' + end.encode())
    assert findings(place) == []
    reopen(place, 12)
    assert found.file.read_bytes() == before + f"minutes: {{state: draft}}{end}".encode()


@pytest.mark.parametrize(
    ("old", "head", "tail"),
    [
        ("minutes: draft   # for now", "", "   # for now"),
        ("minutes: {state: bracketed}", "", ""),
        ("minutes: {state: bracketed,\n  date: 2025-01-01} # x", "", " # x"),
        ("minutes:  # so\n  state: draft\n\n  date: 2025-01-01", "", "  # so"),
        ("minutes:", "", ""),
        ("minutes: ~", "", ""),
        ('minutes: "draft"', "", ""),
    ],
)
def test_a_state_that_is_there_is_replaced(tmp_path: Path, old: str, head: str, tail: str) -> None:
    place = group(tmp_path, {YAML: f"{SECOND}{old}\n# below\nroom: A\n"})
    path = agree(place, 12, DAY).file
    before, _, rest = path.read_text(encoding="utf-8").partition("minutes: {state: agreed, date: 2025-02-11, digest: ")
    assert before == SECOND
    assert rest[len('"0123456789abcdef-0123456789abcdef-0123456789abcdef"') :] == "}" + tail + "\n# below\nroom: A\n"


def test_a_file_in_which_nothing_can_be_added_is_left_alone(tmp_path: Path) -> None:
    place = group(tmp_path, {YAML: "{format: 1, number: 12}\n"})
    with pytest.raises(CwgdraftError, match="isn't written as such files are") as error:
        agree(place, 12, DAY)
    assert error.value.help is not None
    assert error.value.help.startswith("write into it yourself: minutes: {state: agreed,")
    assert (tmp_path / YAML).read_text(encoding="utf-8") == "{format: 1, number: 12}\n"


def test_a_short_formula_is_refused_with_what_is_printed(tmp_path: Path) -> None:
    place = group(tmp_path)
    with pytest.raises(RecordsError) as error:
        agree(place, 11, DAY)
    assert shown(error.value.findings, tmp_path) == [
        "records/meetings/11.md:18:1: error formula-in-agreed-words: '{noted 3, INF/1}' stands for words of the phrase"
        " catalogue, which may change | write: The group noted Documents CWG‑TEST‑11/3(Rev.1) and"
        " CWG‑TEST‑11/INF/1."
    ]
    assert error.value.message == "the minutes of meeting 11 can't be agreed: they hold a short formula"
    assert (tmp_path / "records/meetings/11.yaml").read_text(encoding="utf-8") == FIRST


def test_minutes_without_words_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError, match="there are no words to agree: the minutes of meeting 14 hold none"):
        agree(group(tmp_path), 14, DAY)


def test_minutes_of_which_nothing_is_agreed_are_refused(tmp_path: Path) -> None:
    place = group(tmp_path, {WORDS: "## A {state=draft}\n\nIt met.\n"})
    with pytest.raises(CwgdraftError, match="the minutes of meeting 12 are all marked as not agreed"):
        agree(place, 12, DAY)


def test_a_day_before_the_meeting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError, match="2024-09-29 is before meeting 12, which began on 2024-09-30"):
        agree(group(tmp_path), 12, dt.date(2024, 9, 29))


def test_only_agreed_minutes_are_opened_again(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError, match="the minutes of meeting 12 aren't agreed"):
        reopen(group(tmp_path), 12)


# --- what has changed -------------------------------------------------------------------------------


def test_changed_words_are_found_and_not_agreed_over(tmp_path: Path) -> None:
    place = group(tmp_path)
    agree(place, 12, DAY)
    reworded(place, "more lamps", "fewer lamps")
    message = "the minutes of meeting 12 were agreed on 2025-02-11, and their words have changed since"
    help_ = "put the agreed words back, or open the minutes again: cwgdraft agree 12 --reopen"
    assert findings(place) == [f"{YAML}:14: error agreed-words-changed: {message} | {help_}"]
    with pytest.raises(CwgdraftError, match=message):
        agree(place, 12, DAY)
    reopen(place, 12)
    assert findings(place) == []


def test_a_statement_that_is_taken_out_or_no_longer_agreed_is_a_change(tmp_path: Path) -> None:
    place = group(tmp_path)
    agree(place, 12, DAY)
    reworded(place, "more lamps.", "more lamps. {state=draft}")
    assert len(findings(place)) == 1
    (tmp_path / WORDS).unlink()
    assert len(findings(place)) == 1


def test_what_a_reference_prints_belongs_to_the_words(tmp_path: Path) -> None:
    place = group(tmp_path, {WORDS: SECOND_WORDS + "\n[[mock|office]] left.\n"})
    agree(place, 12, DAY)
    reworded(place, "office: Deputy Head", "office: Head", "records/registers/people.yaml")
    assert len(findings(place)) == 1


def test_line_breaks_and_what_is_not_agreed_may_change(tmp_path: Path) -> None:
    place = group(tmp_path, {WORDS: SECOND_WORDS + "\nIt [may] go. {state=bracketed}\n"})
    agree(place, 12, DAY)
    reworded(place, "asked for more", "asked\nfor more")
    reworded(place, "[may]", "may")
    assert findings(place) == []


def test_words_that_the_summary_does_not_print_are_agreed_too(tmp_path: Path) -> None:
    one = "format: 1\nkind: meeting-summary\ntemplate: meeting-summary\nsections:\n  - {topic: alpha}\n"
    place = group(tmp_path, {"records/reports/one.yaml": one})
    agree(place, 12, DAY)
    reworded(place, "more lamps", "fewer lamps")
    assert len(findings(place)) == 1


def test_agreed_by_hand_is_a_warning(tmp_path: Path) -> None:
    place = group(tmp_path, {YAML: SECOND + AGREED})
    assert findings(place) == [
        f"{YAML}:14: warning agreed-without-digest: the minutes of meeting 12 are agreed, but nothing says what their"
        " words were | let it be written: cwgdraft agree 12 --date 2025-02-11"
    ]


def test_minutes_that_were_not_read_are_passed_over(tmp_path: Path) -> None:
    place = group(tmp_path)
    agree(place, 12, DAY)
    assert agreed_findings(place, load_records(place, lambda _: {11})) == ()


def test_a_report_whose_agreed_words_changed_is_not_ready_and_not_published(tmp_path: Path) -> None:
    workspace = sample_workspace(tmp_path / "work")
    agree(workspace, 44, dt.date(2026, 1, 16))
    path = workspace.meetings / "44.md"
    text = path.read_text(encoding="utf-8")
    words = next(line for line in text.split("\n") if line.endswith("."))
    assert not any(RULE in one for answer in last_look(workspace, ["council-2026"])[1] for one in answer.details)
    path.write_text(text.replace(words, f"{words[:-1]} once more."), encoding="utf-8")
    assert any(RULE in one for answer in last_look(workspace, ["council-2026"])[1] for one in answer.details)
    with pytest.raises(CwgdraftError, match=RULE):
        publish(workspace, "council-2026", "C26/8")
