"""A combined report beside what its meetings approved: as approved, worded otherwise, merged, covered, left out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from cwgdraft.comparing.as_json import as_data
from cwgdraft.comparing.changes import CauseKind, Comparison, Tag, What
from cwgdraft.comparing.page import page
from cwgdraft.comparing.terminal import Options, lines
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.agreed import agree
from cwgdraft.jobs.summaries import against_summaries
from tests.draft_builders import group, ordinary, plan

TOPICS = "  - {topic: opening}\n  - {topic: alpha}\n  - {topic: beta}\n  - {topic: other}\n"
LAMPS = "The group asked for forty lamps along the northern harbour wall before winter."


def beside(folder: Path, sections: str = TOPICS, more: str = "", files: Mapping[str, str] | None = None) -> Comparison:
    place = group(folder, {"records/reports/r.yaml": plan(sections, more), **(files or {})}, templates=True)
    return against_summaries(place, ["r"])


def views(found: Comparison) -> tuple[str, object]:
    """Return what the terminal and JSON show."""
    return ordinary("\n".join(lines(found, Options()))), as_data(found)["changes"]


def told(found: Comparison) -> list[tuple[What, str, str]]:
    return [
        (change.what, change.section, ordinary(change.cause.detail if change.cause else ""))
        for _, change in found.shown()
    ]


def test_what_is_printed_as_approved_is_no_change(tmp_path: Path) -> None:
    found = beside(tmp_path)
    assert not found.differs
    assert found.remarks == (
        "7 statements of the meetings: 6 as approved, 1 as approved but for the naming of the meeting",
    )
    assert found.old_name == "what the 11th and 12th meetings approved"


def test_naming_the_meeting_is_folded_and_counted(tmp_path: Path) -> None:
    found = beside(tmp_path, more="opening: phrase\n")
    assert not found.differs
    assert found.derived()["naming of the meeting"] == 5


def test_what_is_left_out_has_its_reason_and_the_line_of_the_plan(tmp_path: Path) -> None:
    found = beside(tmp_path, more="leave_out:\n  - {what: 11#presented, reason: it is known}\n")
    assert told(found) == [
        (What.DELETED, "11th meeting, 3 Alpha", "left out: it is known"),
        (What.CHANGED, "11th meeting, 4 Beta", "printed in 3.2"),  # the reference to it leads nowhere now
    ]
    change = next(change for _, change in found.shown())
    assert change.cause is not None
    assert (change.cause.kind, change.cause.file, change.cause.line) == (CauseKind.PLAN, "records/reports/r.yaml", 6)
    assert change.old[0].label.startswith("3.1")
    terminal, data = views(found)
    assert "\n- 3.1  [-The secretariat presented Document CWG-TEST-11/2.-]\n" in terminal
    assert '"tag": "deleted", "text": "The secretariat presented Document "' in json.dumps(data)


def test_what_no_section_prints_is_missing(tmp_path: Path) -> None:
    found = beside(tmp_path, "  - {topic: opening}\n  - {topic: alpha}\n  - {topic: beta}\n")
    assert told(found) == [
        (
            What.DELETED,
            "12th meeting, 3 Other business",
            "missing: no section prints the items of 'other' of meeting 12: add one, or leave it out",
        )
    ]


def test_a_merged_statement_is_shown_as_the_one_that_is_kept(tmp_path: Path) -> None:
    words = {
        "records/meetings/11.md": "## Beta {#beta topic=beta}\n\nThe group liked red buoys. {#red}\n",
        "records/meetings/12.md": "## Beta {#beta topic=beta}\n\nThe group liked the red buoys. {#red}\n",
    }
    found = beside(tmp_path, more="merge:\n  - {statements: [11#red, 12#red], keep: 12#red}\n", files=words)
    assert told(found) == [(What.CHANGED, "11th meeting, 2 Beta", "merged into 12#red, printed in 1.1")]
    ((_, change),) = found.shown()
    assert [piece.run.text for piece in change.pieces if piece.tag is Tag.INSERTED] == ["the "]
    assert change.cause is not None
    assert change.cause.line == 6


def covered(folder: Path, prose: str) -> Comparison:
    words = {
        "records/meetings/11.md": f"## Alpha {{#alpha topic=alpha}}\n\n{LAMPS}\n",
        "records/meetings/12.md": "",
        "records/reports/r.md": f"## Alpha {{#alpha covers=11,12}}\n\n{prose}\n",
    }
    return beside(folder, files=words)


def test_own_words_that_hold_most_of_a_statement_are_shown_as_its_rewording(tmp_path: Path) -> None:
    found = covered(tmp_path, LAMPS.replace("forty", "some"))
    assert told(found) == [(What.CHANGED, "11th meeting, 2 Alpha", "covered by the words of '1 Alpha'")]
    ((_, change),) = found.shown()
    assert change.cause is not None
    assert (change.cause.file, change.cause.line) == ("records/reports/r.md", 3)
    assert [p.run.text for p in change.pieces if p.tag is not Tag.SAME] == ["forty", "some"]


def test_own_words_that_say_little_of_it_tell_how_little(tmp_path: Path) -> None:
    found = covered(tmp_path, "Lamps were spoken of by the group.")
    detail = "covered by the words of '1 Alpha', of which the nearest paragraph holds 20% of its words"
    assert told(found) == [(What.DELETED, "11th meeting, 2 Alpha", detail)]


def test_own_words_without_minutes_are_a_remark(tmp_path: Path) -> None:
    words = {"records/reports/r.md": "## Other {#other covers=11}\n\nNothing else was said.\n"}
    assert beside(tmp_path, files=words).remarks[1:] == (
        "the report's own words on other stand for what the minutes don't record: "
        "they can't be compared with anything approved",
    )


def test_own_words_beside_statements_that_are_printed_are_no_remark(tmp_path: Path) -> None:
    words = {"records/reports/r.md": "## Alpha {#alpha covers=11}\n\nMuch was said of lamps.\n"}
    sections = TOPICS.replace("{topic: alpha}", "{topic: alpha, content: [items, words]}")
    assert len(beside(tmp_path, sections, files=words).remarks) == 1


def test_a_summary_is_not_compared_with_itself(tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError) as caught:
        against_summaries(group(tmp_path, templates=True), ["11"])
    assert caught.value.message == "'one-11' is itself the summary of a meeting"
    assert caught.value.help == "name a report on several meetings, such as 43 44"


# --- agreed words -----------------------------------------------------------------------------------

DAY = dt.date(2025, 2, 11)
AGREED = "departs from words that meeting 11 agreed on 2025-02-11"


def after_agreeing(
    folder: Path, words: str, more: str = "", prose: str = "", then: tuple[str, str] | None = None
) -> Comparison:
    """Return the comparison when the 11th meeting has agreed its minutes."""
    files = {
        "records/meetings/11.md": words,
        "records/meetings/12.md": "",
        "records/reports/r.yaml": plan(TOPICS, more),
    }
    if prose:
        files["records/reports/r.md"] = f"## Alpha {{#alpha covers=11,12}}\n\n{prose}\n"
    place = group(folder, files, templates=True)
    agree(place, 11, DAY)
    if then:
        path = folder / "records/meetings/11.md"
        path.write_text(path.read_text(encoding="utf-8").replace(*then), encoding="utf-8")
    return against_summaries(place, ["r"])


def test_own_words_in_the_place_of_agreed_ones_are_a_departure(tmp_path: Path) -> None:
    words = f"## Alpha {{#alpha topic=alpha}}\n\n{LAMPS}\n\n{LAMPS.replace('lamps', 'buoys')} {{state=draft}}\n"
    found = after_agreeing(tmp_path, words, prose=LAMPS.replace("forty", "some"))
    covered = "covered by the words of '1 Alpha'"
    assert [detail for _, _, detail in told(found)] == [f"{AGREED}: {covered}", covered]
    assert [change.cause and change.cause.kind for _, change in found.shown()] == [CauseKind.AGREED, CauseKind.RECORD]
    assert found.remarks == (
        "2 statements of the meetings: 2 covered by own words",
        "1 statement departs from words that a meeting has agreed",
    )
    terminal, data = views(found)
    assert f"cause: agreed text – records/reports/r.md:3 – {AGREED}: {covered}\n" in terminal
    assert '"cause": {"kind": "agreed text", "detail": "departs from words that' in json.dumps(data)
    assert "<b>agreed text</b>" in page(found, title="t", public=False, language="en")
    assert "agreed text" not in page(found, title="t", public=True, language="en")


def test_merging_departs_from_agreed_words_and_leaving_out_says_that_they_were_agreed(tmp_path: Path) -> None:
    buoys = "We liked red buoys. {#red}\n\nWe liked the red buoys. {#two}"
    words = f"## Beta {{#beta topic=beta}}\n\n{buoys}\n\nSo it was. {{#so}}\n"
    more = "merge:\n  - {statements: [11#red, 11#two], keep: 11#two}\nleave_out:\n  - {what: 11#so, reason: known}\n"
    found = after_agreeing(tmp_path, words, more)
    assert [detail for _, _, detail in told(found)] == [
        f"{AGREED}: merged into 11#two, printed in 1.1",
        "left out: known (words that meeting 11 agreed on 2025-02-11)",
    ]
    assert [change.cause and change.cause.kind for _, change in found.shown()] == [CauseKind.AGREED, CauseKind.PLAN]
    assert "1 statement departs from words that a meeting has agreed" in found.remarks


def test_what_merging_adds_to_agreed_words_is_a_departure(tmp_path: Path) -> None:
    words = "## Beta {#beta topic=beta}\n\nWe liked: {#one}\n\n- buoys.\n\nWe liked: {#two}\n\n- buoys.\n- lamps.\n"
    found = after_agreeing(tmp_path, words, "merge:\n  - {statements: [11#one, 11#two], keep: 11#two}\n")
    assert told(found) == [(What.INSERTED, "11th meeting, 2 Beta", f"{AGREED}: merged into 11#two, printed in 1.1")]


def test_agreed_words_as_they_were_agreed_are_no_departure(tmp_path: Path) -> None:
    found = after_agreeing(tmp_path, f"## Alpha {{topic=alpha}}\n\n{LAMPS}\n", "opening: phrase\n")
    assert not found.differs
    assert found.derived() == {"naming of the meeting": 1}
    assert len(found.remarks) == 1


def test_words_that_changed_after_they_were_agreed_are_a_remark(tmp_path: Path) -> None:
    found = after_agreeing(tmp_path, f"## Alpha {{topic=alpha}}\n\n{LAMPS}\n", then=("forty", "fifty"))
    assert found.remarks[1:] == (
        "the minutes of meeting 11 were agreed on 2025-02-11, and their words have changed since: "
        "they stand here as they are now",
    )


def test_a_list_of_which_only_some_is_agreed_is_told_by_its_parts(tmp_path: Path) -> None:
    words = "## Alpha {#alpha topic=alpha}\n\nThe group saw:\n\n- red lamps;\n- green lamps. {state=draft}\n"
    found = after_agreeing(tmp_path, words, prose="Nothing was seen there.")
    covered = "covered by the words of '1 Alpha', of which the nearest paragraph holds 0% of its words"
    assert [detail for _, _, detail in told(found)] == [f"{AGREED}: {covered}"] * 2 + [covered]
