"""What stands between double brackets: documents, resolutions, people, meetings, sections."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.finding import Severity
from tests.draft_builders import below, drafted, group, messages, minutes, ordinary, plan

NOWHERE = "leads to nothing that has a number in this report"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("[[2]]", "CWG-TEST-11/2"),
        ("[[11/3]]", "CWG-TEST-11/3(Rev.1)"),
        ("[[INF/1]]", "CWG-TEST-11/INF/1"),
        ("[[12/2]]", "CWG-TEST-12/2"),
        ("[[2|title]]", "Report on alpha"),
        ("[[2|number]]", "2"),
        ("[[2|the report]]", "the report"),
        ("[[C21/8]]", "C21/8"),
        ("[[A/RES/80/173]]", "A/RES/80/173"),
        ("[[CL-25/44]]", "CL-25/44"),
        ("[[PP 901]]", "PP Resolution 901 (Rev. Mock Town, 2022)"),
        ("[[PP 901|long]]", "Resolution 901 (Rev. Mock Town, 2022) of the Plenipotentiary Conference"),
        ("[[PP 901|number]]", "Resolution 901"),
        ("[[PP 901@2018]]", "PP Resolution 901 (Sample City, 2018)"),
        ("[[C 902]]", "Council Resolution 902 (Modified 2023)"),
        ("[[C 902@2024]]", "Council Resolution 902 (Modified 2024)"),
        ("[[example]]", "Ms A Example"),
        ("[[example|full]]", "Ms A Example (Utopia)"),
        ("[[mock|office]]", "Ms C Mock, Deputy Head"),
        ("[[mock|family]]", "Mock"),
        ("[[meeting 12]]", "12th meeting"),
        ("[[meeting 11|dates]]", "5-6 February 2024"),
        ("[[meeting 11|place]]", "Geneva"),
        ("[[meetings 11, 12]]", "11th and 12th meetings"),
        ("[[this meeting]]", "this meeting"),
        ("[[next meeting]]", "next meeting"),
        ("[[C25]]", "Council 2025"),
        ("[[C25|dates]]", "17-27 June 2025"),
        ("[[2025-02-10]]", "10 February 2025"),
        ("[[2025-02-10/11]]", "10-11 February 2025"),
        ("[[2025-02-28/2025-03-01]]", "28 February-1 March 2025"),
        ("[[2025-02]]", "February 2025"),
        ("[[2025-02-10|the 10th of that month]]", "the 10th of that month"),
        ("[[summary 12]]", "Summary of the 12th meeting"),
        ("[[#alpha]]", "3"),
        ("[[#said]]", "3.1"),
        ("[[#alpha|the section]]", "the section"),
    ],
)
def test_a_reference_prints(tmp_path: Path, written: str, printed: str) -> None:
    words = f"## Opening {{topic=opening}}\n\nOpened.\n\n## Alpha {{#alpha topic=alpha}}\n\n<{written}> {{#said}}\n"
    report = drafted(group(tmp_path, minutes(words)), "11")
    assert report.findings == ()
    assert below(report, "Alpha") == [f"3.1\t<{printed}>"]


def test_relative_meetings_are_named_in_a_report_on_several(tmp_path: Path) -> None:
    words = "## A {topic=alpha}\n\nAt [[this meeting]], for the [[next meeting]], after the [[previous meeting]].\n"
    files = {"records/reports/r.yaml": plan("  - {topic: alpha, meetings: [11]}\n"), **minutes(words)}
    assert below(drafted(group(tmp_path, files), "r"), "Alpha") == [
        "1.1\tAt the 11th meeting, for the 12th meeting, after the 10th meeting."
    ]


def test_the_edition_is_that_of_the_meeting_in_minutes_and_of_the_report_in_its_words(tmp_path: Path) -> None:
    files = {
        "records/reports/r.yaml": plan("  - {topic: alpha, content: [items, words]}\n"),
        "records/reports/r.md": "## A {#alpha}\n\nUnder [[C 902]].\n",
        "records/meetings/12.md": "",
        **minutes("## A {topic=alpha}\n\nUnder [[C 902]].\n"),
    }
    assert below(drafted(group(tmp_path, files), "r"), "Alpha") == [
        "1.1\tUnder Council Resolution 902 (Modified 2023).",
        "1.2\tUnder Council Resolution 902 (Modified 2024).",
    ]


def test_words_that_speak_of_one_meeting_may_say_this_meeting(tmp_path: Path) -> None:
    files = {
        "records/reports/r.yaml": plan("  - {key: a, title: A, content: [words]}\n"),
        "records/reports/r.md": "## A {#a}\n\nDoc. [[2]] of [[this meeting]]. {meetings=12}\n",
    }
    report = drafted(group(tmp_path, files), "r")
    assert report.findings == ()
    assert below(report, "A") == ["1.1\tDoc. CWG-TEST-12/2 of the 12th meeting."]


def test_words_on_several_meetings_must_name_the_one_they_mean(tmp_path: Path) -> None:
    files = {
        "records/reports/r.yaml": plan("  - {key: a, title: A, content: [words]}\n"),
        "records/reports/r.md": "## A {#a}\n\nDoc. [[2]] of [[this meeting]].\n",
    }
    assert messages(drafted(group(tmp_path, files), "r").findings) == [
        "unclear-meeting: '[[2]]' doesn't say of which meeting the document is",
        "unclear-meeting: '[[this meeting]]' in words that belong to several meetings",
    ]


def test_a_cross_reference_names_a_statement_of_another_meeting(tmp_path: Path) -> None:
    files = {
        **minutes("## A {topic=alpha}\n\nFirst. {#x}\n"),
        "records/meetings/12.md": "## A {topic=alpha}\n\nSee [[11#x]] and [[#x]]. {#x}\n",
    }
    report = drafted(group(tmp_path, files), "11", "12")
    assert below(report, "Alpha")[1].endswith("see 3.1.1 and 3.1.2.")


def test_a_cross_reference_in_a_heading_is_a_number(tmp_path: Path) -> None:
    sections = "  - {topic: beta}\n  - {key: a, title: 'More on [[#beta]]', content: [words]}\n"
    files = {"records/reports/r.yaml": plan(sections), "records/reports/r.md": "## A {#a}\n\nSaid.\n"}
    report = drafted(group(tmp_path, files), "r")
    assert below(report, "More on 1") == ["2.1\tSaid."]


def test_the_id_of_an_item_that_runs_on_leads_to_its_section(tmp_path: Path) -> None:
    words = "## A {#lamps topic=alpha}\n\nSaid.\n\n## B {topic=beta}\n\nSee [[#lamps]].\n"
    files = {"records/reports/r.yaml": plan("  - {topic: alpha}\n  - {topic: beta}\n"), **minutes(words)}
    assert below(drafted(group(tmp_path, files), "r"), "Beta") == ["2.1\tSee 1."]


def test_a_cross_reference_of_an_inherited_topic_leads_to_the_section(tmp_path: Path) -> None:
    words = "## A {topic=alpha}\n\nSaid.\n\n### Deeper\n\nSee [[#alpha]].\n"
    files = {"records/reports/r.yaml": plan("  - {topic: alpha}\n", meetings="[11]"), **minutes(words)}
    assert below(drafted(group(tmp_path, files), "r"), "Deeper") == ["1.2.1\tSee 1."]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[#alpa]]", f"unknown-cross-reference: '[[#alpa]]' in '11#said' {NOWHERE}; did you mean '#alpha'?"),
        ("[[12#x]]", f"unknown-cross-reference: '[[12#x]]' in '11#said' {NOWHERE}"),
        ("[[exmple]]", "unknown-reference: '[[exmple]]' names nothing that is recorded; did you mean 'example'?"),
        ("[[77]]", "unregistered-document: document 77 is not in meetings/11.yaml"),
        ("[[99/1]]", "unregistered-document: there is no record of the 99th meeting"),
        ("[[C 902@1999]]", "unknown-edition: 'C 902' has no edition '1999'"),
        ("[[meeting 99|dates]]", "unknown-meeting: the 99th meeting has no record: its dates can't be printed"),
        ("[[meeting 99]]", "unknown-meeting: there is no record of meeting 99"),
        ("[[meeting 11|date]]", "doubtful-form: '[[meeting 11|date]]' prints the word 'date'; did you mean 'dates'?"),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_a_finding(tmp_path: Path, written: str, message: str) -> None:
    report = drafted(group(tmp_path, minutes(f"## A {{#alpha topic=alpha}}\n\nSee {written}. {{#said}}\n")), "11")
    assert messages(report.findings) == [message]
    assert [finding.help for finding in report.findings] != [None]


@pytest.mark.parametrize("written", ["[[meeting 99]]", "[[meeting 11|date]]"])
def test_what_is_doubtful_in_a_reference_is_a_warning(tmp_path: Path, written: str) -> None:
    report = drafted(group(tmp_path, minutes(f"## A {{topic=alpha}}\n\nSee {written}.\n")), "11")
    assert [finding.severity for finding in report.findings] == [Severity.WARNING]


def test_a_cross_reference_that_leads_nowhere_has_its_place(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## A {topic=alpha}\n\nOne.\n\nSee [[#gone]].\n")), "11")
    (place,) = [finding.place for finding in report.findings]
    assert place is not None
    assert (place.path.name, place.line, place.column) == ("11.md", 5, 5)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{notde 2}", "unknown-formula: '{notde}' is not a formula; did you mean 'noted'?"),
        ("{noted x}", "wrong-value: 'x' in '{noted x}' is no number of a document here"),
        ("{noted}", "wrong-value: '{noted}' names no document"),
    ],
)
def test_a_formula_that_can_not_be_written_out_is_a_finding(tmp_path: Path, written: str, message: str) -> None:
    report = drafted(group(tmp_path, minutes(f"## A {{topic=alpha}}\n\n{written}\n")), "11")
    assert messages(report.findings) == [message]
    assert f"2.1\t{written}" in below(report, "A")


def test_what_names_its_meeting_first_begins_with_a_capital(tmp_path: Path) -> None:
    words = "## A {topic=alpha}\n\n[[at this meeting]], the group met.\n"
    files = {"records/reports/r.yaml": plan("  - {topic: alpha, opening: inside}\n"), **minutes(words)}
    assert below(drafted(group(tmp_path, files), "r"), "Alpha")[0] == "1.1\tAt the 11th meeting, the group met."
    assert below(drafted(group(tmp_path, files), "11"), "A") == ["2.1\tThe group met."]


def test_a_symbol_does_not_break_at_the_end_of_a_line(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## A\n\nDoc. [[2]].\n")), "11")
    block = next(block for block in report.draft.blocks if "Doc." in block.text)
    assert "CWG\u2011TEST\u201111/2" in block.text
    assert "CWG-TEST-11/2" in ordinary(block.text)


def test_this_meeting_brings_no_second_article(tmp_path: Path) -> None:
    files = {
        "records/reports/r.yaml": plan("  - {key: a, title: A, content: [words]}\n"),
        "records/reports/r.md": "## A {#a}\n\nAt the [[this meeting]] and at [[this meeting]]. {meetings=12}\n",
    }
    assert below(drafted(group(tmp_path, files), "r"), "A") == ["1.1\tAt the 12th meeting and at the 12th meeting."]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("[[2025-02-31]]", "'2025-02-31' is no day of the calendar"),
        ("[[2025-13]]", "'2025-13' is no month of the calendar"),
        ("[[2025-02-11/10]]", "'2025-02-11/10' ends before it begins"),
    ],
)
def test_a_date_that_there_is_not_is_said_with_its_place(tmp_path: Path, written: str, message: str) -> None:
    words = f"## Opening {{topic=opening}}\n\nOpened.\n\n## Alpha {{#alpha topic=alpha}}\n\nOn {written}.\n"
    (finding,) = drafted(group(tmp_path, minutes(words)), "11").findings
    assert finding.message == message
    assert finding.place is not None
    assert finding.place.line == 7
