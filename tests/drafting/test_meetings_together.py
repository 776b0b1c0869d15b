"""What a report says of one meeting and of several: singular and plural, sums, officers, thanks, placeholders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.draft_builders import FIRST, GROUP, SECOND, THIRD, below, drafted, group, lines, messages, plan, text

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("meetings", ["11", "11 12", "11 12 13", "11 12 13 14 15"])
def test_a_report_is_the_golden_one(tmp_path: Path, golden: Golden, meetings: str) -> None:
    report = drafted(group(tmp_path), *meetings.split())
    assert report.findings == ()
    assert report.missing == ()
    golden(f"drafts/{meetings.replace(' ', '-')}.txt", text(report))


@pytest.mark.parametrize(
    ("meetings", "name"),
    [
        ("11", "the 11th meeting"),
        ("11 12", "the 11th and 12th meetings"),
        ("11 12 13", "the 11th, 12th and 13th meetings"),
        ("11 13", "the 11th and 13th meetings"),
        ("11 12 13 14", "the 11th to 14th meetings"),
        ("11 12 13 15", "the 11th, 12th, 13th and 15th meetings"),
    ],
)
def test_meetings_are_named_together(tmp_path: Path, meetings: str, name: str) -> None:
    purpose = lines(drafted(group(tmp_path), *meetings.split()))[1]
    assert f"main outcomes of {name} of the Council Working Group" in purpose


def test_documents_of_a_list_are_counted_without_agenda_and_summary(tmp_path: Path) -> None:
    assert "considered two contributions and one information document." in text(drafted(group(tmp_path), "11"))


def test_withdrawn_documents_are_not_counted(tmp_path: Path) -> None:
    files = {"records/meetings/11.yaml": FIRST.replace("2: Report on alpha", "2: {title: Gone, withdrawn: true}")}
    assert "considered one contribution and one information document." in text(drafted(group(tmp_path, files), "11"))


def test_stated_totals_win_over_the_list(tmp_path: Path) -> None:
    assert "considered 14 contributions and 2 information documents" in text(drafted(group(tmp_path), "11", "12"))


def test_totals_known_only_together_win_over_a_list(tmp_path: Path) -> None:
    files = {
        "records/reports/r.yaml": plan(
            "  - {key: general, content: [documents-considered]}\n",
            "shared: [{totals: {contributions: 31, information: 7}}]\n",
        )
    }
    said = below(drafted(group(tmp_path, files), "r"), "General update on the 11th and 12th meetings of CWG-TEST")
    assert said == ["1.1\tThe two meetings considered 31 contributions and 7 information documents."]


def test_a_meeting_without_documents_leaves_a_placeholder_that_is_listed(tmp_path: Path) -> None:
    report = drafted(group(tmp_path), "14")
    assert "1.2\tThe meeting considered [number of documents]." in lines(report)
    assert "the number of documents of the 14th meeting (totals, or a list of documents)" in [
        fact.what for fact in report.open_facts
    ]


def test_totals_of_nothing_print_no_sentence(tmp_path: Path) -> None:
    files = {"records/meetings/14.yaml": "format: 1\nnumber: 14\ntotals: {contributions: 0}\n"}
    assert "considered" not in text(drafted(group(tmp_path, files), "14"))


def test_only_what_the_report_prints_is_listed_as_open(tmp_path: Path) -> None:
    files = {"records/reports/r.yaml": plan("  - {topic: beta}\n", meetings="[13]")}
    report = drafted(group(tmp_path, files), "r")
    assert [fact.name for fact in report.open_facts] == ["symbol", "session", "date"]


def test_a_remark_that_differs_names_its_meeting(tmp_path: Path) -> None:
    said = text(drafted(group(tmp_path), "11", "12"))
    assert "Mr B Sample (Erewhon, represented by Mr I Deputy at the 12th meeting)" in said
    assert "Ms D Remote (remote at the 11th meeting)" in said


def test_a_remark_that_holds_for_all_meetings_names_none(tmp_path: Path) -> None:
    files = {"records/meetings/12.yaml": SECOND.replace(", Ms D Remote]", ", {person: Ms D Remote, presence: remote}]")}
    assert "and Ms D Remote (remote) were present" in text(drafted(group(tmp_path, files), "11", "12"))


def test_an_officer_present_at_one_meeting_is_named_with_it(tmp_path: Path) -> None:
    files = {"records/meetings/12.yaml": SECOND.replace(", Ms D Remote]\nopening", "]\nopening")}
    assert "Ms D Remote (remote at the 11th meeting)" in text(drafted(group(tmp_path, files), "11", "12"))


def test_an_absent_officer_is_not_named(tmp_path: Path) -> None:
    assert "Away" not in text(drafted(group(tmp_path), "11"))


def test_a_single_vice_chair_is_in_the_singular(tmp_path: Path) -> None:
    files = {
        "records/meetings/11.yaml": FIRST.replace("[sample, {person: Ms D Remote, presence: remote}, ", "[sample, ")
    }
    said = text(drafted(group(tmp_path, files), "11"))
    assert "The Vice-Chair Mr B Sample (Erewhon) was present." in said
    assert "the Vice-Chair, Mr B Sample (Erewhon), and all those" in said


def test_different_chairs_are_named_with_their_meetings(tmp_path: Path) -> None:
    said = text(drafted(group(tmp_path), "11", "12", "13"))
    assert (
        "Ms A Example (Utopia) chaired the 11th and 12th meetings. Mr B Sample (Erewhon) chaired the 13th meeting."
        in said
    )


def test_thanks_are_merged_once_each_in_the_order_recorded(tmp_path: Path) -> None:
    said = text(drafted(group(tmp_path), "11", "12"))
    assert "in particular Ms F Clerk, Mr G Clerk and Ms J New." in said
    assert "the Vice-Chairs, Ms D Remote and Mr B Sample (Erewhon)," in said


def test_thanks_name_only_the_meetings_that_recorded_them(tmp_path: Path) -> None:
    assert "At the close of the 11th and 12th meetings, the Chair" in text(drafted(group(tmp_path), "11", "12", "13"))


def test_the_last_chair_signs_with_the_family_name_in_capitals(tmp_path: Path) -> None:
    assert lines(drafted(group(tmp_path), "11", "12", "13"))[-2:] == ["B SAMPLE", "Chair, CWG-TEST"]


def test_a_chair_written_out_signs_without_the_title(tmp_path: Path) -> None:
    files = {"records/meetings/13.yaml": THIRD.replace("chair: sample", "chair: Mme K Inconnue")}
    assert lines(drafted(group(tmp_path, files), "13"))[-3] == "K INCONNUE"


def test_the_mandate_has_the_edition_in_force_on_the_reports_date(tmp_path: Path) -> None:
    sections = "  - {key: introduction, content: [mandate]}\n"
    for day, edition in (("2024-06-13", "Modified 2023"), ("2024-06-14", "Modified 2024")):
        files = {"records/reports/r.yaml": plan(sections, f"date: {day}\n")}
        (said,) = below(drafted(group(tmp_path, files), "r"), "Introduction")
        assert f"Council Resolution 902 ({edition})." in said


def test_a_group_without_mandate_says_nothing_of_it(tmp_path: Path) -> None:
    files = {"records/group.yaml": GROUP.replace("mandate: [PP 901, C 902]\n", "")}
    said = text(drafted(group(tmp_path, files), "11"))
    assert "in line with" not in said
    assert "rests on" not in said


def test_meetings_are_listed_with_dates_and_summaries(tmp_path: Path) -> None:
    report = drafted(group(tmp_path), "11", "12")
    links = {run.text: run.link for block in report.draft.blocks for run in block.runs if run.link}
    assert links["Summary of the 11th meeting"] == "https://example.org/S24-TEST11-C-0009"
    assert links["Summary of the 12th meeting"] == "https://example.org/summary-12"
    said = below(report, "General update on the 11th and 12th meetings of CWG-TEST")
    assert said[1:3] == [
        "–\t11th meeting: held on 5-6 February 2024 in Geneva (Summary of the 11th meeting);",
        "–\t12th meeting: held on 30 September-1 October 2024 in Geneva (Summary of the 12th meeting).",
    ]


def test_names_with_signs_of_mark_up_arrive_as_written(tmp_path: Path) -> None:
    people = """\
format: 1
people:
  example: {given: "*A* [[x]]", family: "{{ Ex }} & <b>"}
  sample: {title: Mr, given: 1. B, family: "- Sample"}
  mock: {family: "# Mock\\n\\n1. y"}
"""
    report = drafted(group(tmp_path, {"records/registers/people.yaml": people}), "11")
    assert "*A* [[x]] {{ Ex }} & <b> chaired the meeting." in text(report)
    assert "The Vice-Chairs Mr 1. B - Sample and" in text(report)
    assert "# Mock 1. y delivered welcoming remarks" in text(report)


def test_facts_that_come_late_print_as_placeholders(tmp_path: Path) -> None:
    files = {"records/reports/r.yaml": plan("  - {topic: work}\n", "session: C25\n")}
    report = drafted(group(tmp_path, files), "r")
    assert report.draft.front["document"] == "Document [symbol]"
    assert report.draft.front["agenda_item"] == "Agenda item: [agenda item]"
    assert report.draft.front["date"] == "[date]"
    assert [fact.what for fact in report.open_facts] == [
        "symbol of the document (in r.yaml)",
        "agenda item (in r.yaml)",
        "date of the document (in r.yaml)",
    ]


def test_a_person_who_is_not_registered_is_a_finding_and_a_placeholder(tmp_path: Path) -> None:
    files = {"records/meetings/11.yaml": FIRST.replace("chair: example", "chair: exmple")}
    report = drafted(group(tmp_path, files), "11")
    assert "unknown-person: 'exmple' is not in the register of people; did you mean 'example'?" in messages(
        report.findings
    )


def test_a_section_without_anything_to_say_is_not_printed(tmp_path: Path) -> None:
    assert "Concluding remarks" not in text(drafted(group(tmp_path), "14"))


def test_documents_considered_lead_to_the_list_of_meetings_where_it_follows(tmp_path: Path) -> None:
    sections = "  - {key: general, content: [documents-considered, list-of-meetings]}\n"
    report = drafted(group(tmp_path, {"records/reports/r.yaml": plan(sections)}), "r")
    said = below(report, "General update on the 11th and 12th meetings of CWG-TEST")
    assert said[0].endswith("2 information documents:")


def test_a_vice_chair_who_was_represented_throughout_has_a_sentence(tmp_path: Path) -> None:
    said = text(drafted(group(tmp_path), "12"))
    assert "The Vice-Chair Ms D Remote was present. " in said
    assert "The Vice-Chair Mr B Sample (Erewhon) was represented by Mr I Deputy." in said


def test_nobody_is_said_to_be_present_where_all_were_represented(tmp_path: Path) -> None:
    files = {"records/meetings/12.yaml": SECOND.replace("by: Mr I Deputy}, Ms D Remote]", "by: example}]")}
    said = text(drafted(group(tmp_path, files), "12"))
    assert "The Vice-Chair Mr B Sample (Erewhon) was represented by Ms A Example." in said
    assert "present." not in said


def test_the_chair_is_thanked_only_where_thanks_are_recorded(tmp_path: Path) -> None:
    files = {"records/reports/r.yaml": plan("  - {key: closing, content: [thanks-chair, words]}\n", meetings="[13]")}
    assert "able guidance" not in text(drafted(group(tmp_path, files), "r"))
    assert "thanked Ms A Example, Chair of the CWG-TEST, for the able guidance" in text(drafted(group(tmp_path), "11"))


def test_every_chair_is_thanked(tmp_path: Path) -> None:
    said = text(drafted(group(tmp_path), "11", "12", "13"))
    assert "The group thanked Ms A Example and Mr B Sample for the able guidance of its work." in said


def test_who_attended_is_said_as_it_is_recorded(tmp_path: Path) -> None:
    files = {"records/meetings/11.yaml": FIRST.replace("about: more than}", "about: more than, who: guests of all}")}
    assert "by more than 80 guests of all. The meeting" in text(drafted(group(tmp_path, files), "11"))
    assert "Sector Members" not in text(drafted(group(tmp_path), "11"))
