"""The numbers of headings, paragraphs and lists."""

from __future__ import annotations

from pathlib import Path

from cwgdraft.finding import Severity
from tests.draft_builders import ONE, below, drafted, group, lines, messages, minutes, plan

AGENDA = {"records/reports/one.yaml": ONE.replace("held-and-mandate, attendance-and-officers", "held-and-mandate")}


def said(tmp_path: Path, words: str) -> list[str]:
    """Return what follows the introduction of the 11th meeting's summary, to the concluding remarks."""
    found = lines(drafted(group(tmp_path, {**AGENDA, **minutes(words)}), "11"))
    start = next(i for i, line in enumerate(found) if line.startswith("1.1\t")) + 1
    return found[start : next(i for i, line in enumerate(found) if "Concluding remarks" in line)]


def test_a_heading_runs_into_its_first_sentence(tmp_path: Path) -> None:
    assert said(tmp_path, "## Approval {run-in}\n\nThe group approved it.\n\nIt also left.\n") == [
        "2\tApproval: The group approved it.",
        "2.1\tIt also left.",
    ]


def test_a_heading_does_not_run_into_a_list(tmp_path: Path) -> None:
    assert said(tmp_path, "## Lists {run-in}\n\n- one\n\n### Deeper\n\nSaid.\n") == [
        "2\tLists",
        "–\tone",
        "2.1\tDeeper",
        "2.1.1\tSaid.",
    ]


def test_a_heading_does_not_run_past_a_sub_item(tmp_path: Path) -> None:
    assert said(tmp_path, "## Outer {run-in}\n\n### Inner\n\nSaid.\n") == ["2\tOuter", "2.1\tInner", "2.1.1\tSaid."]


def test_an_item_that_begins_with_a_list_numbers_the_next_sentence_first(tmp_path: Path) -> None:
    assert said(tmp_path, "## Lists\n\n- one\n- two\n\nThen a sentence.\n") == [
        "2\tLists",
        "–\tone",
        "–\ttwo",
        "2.1\tThen a sentence.",
    ]


def test_numbered_sub_paragraphs_hang_on_their_sentence(tmp_path: Path) -> None:
    words = "## A\n\nThe group agreed:\n\n1. one;\n   1. deeper;\n2. two.\n\nNext.\n"
    assert said(tmp_path, words) == [
        "2\tA",
        "2.1\tThe group agreed:",
        "2.1.1\tone;",
        "2.1.1.1\tdeeper;",
        "2.1.2\ttwo.",
        "2.2\tNext.",
    ]


def test_lists_count_anew_under_each_paragraph(tmp_path: Path) -> None:
    words = "## A\n\nFirst:\n\na) one\nb) two\n\nSecond:\n\na) one\n"
    assert said(tmp_path, words) == ["2\tA", "2.1\tFirst:", "a)\tone", "b)\ttwo", "2.2\tSecond:", "a)\tone"]


def test_a_list_of_thirty_goes_on_behind_z(tmp_path: Path) -> None:
    words = "## A\n\nAll:\n\n" + "\n".join(f"{chr(97 + i)}) item" for i in range(26)) + "\n"
    assert said(tmp_path, words)[-1] == "z)\titem"


def test_a_list_that_jumps_is_a_finding(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## A\n\nAll:\n\na) one\nc) three\n")), "11")
    assert messages(report.findings) == ["list-jumps: the list item 'c)' is the one that is printed as 'b)'"]


def test_a_number_with_seven_parts_is_a_finding(tmp_path: Path) -> None:
    words = "## A\n\n### B\n\n#### C\n\n##### D\n\n###### E\n\nSaid:\n\n1. one\n   1. two\n"
    report = drafted(group(tmp_path, minutes(words)), "11")
    assert set(messages(report.findings)) == {"too-deep: a paragraph would have a number with 7 parts"}


def test_unnumbered_headings_give_no_number(tmp_path: Path) -> None:
    assert said(tmp_path, "## A\n\nOne.\n\n### Break {-}\n\nTwo.\n") == ["2\tA", "2.1\tOne.", "Break", "2.2\tTwo."]


def test_unnumbered_paragraphs_stand_between_numbered_ones(tmp_path: Path) -> None:
    assert said(tmp_path, "## A\n\nOne.\n\nBetween. {-}\n\nTwo.\n") == ["2\tA", "2.1\tOne.", "Between.", "2.2\tTwo."]


def test_an_agenda_item_without_words_is_not_printed_and_is_told(tmp_path: Path) -> None:
    words = "## A\n\n### Deeper\n\n## B\n\nOne.\n"
    assert said(tmp_path, words) == ["2\tB", "2.1\tOne."]
    (found,) = drafted(group(tmp_path, minutes(words)), "11").findings
    assert (found.rule, found.severity) == ("empty-item", Severity.ADVICE)
    assert found.message == "nothing is written under 'A': the heading isn't printed"
    assert found.place is not None
    assert (found.place.path.name, found.place.line) == ("11.md", 1)


def test_a_section_whose_headings_alone_are_numbered_lists_its_sub_paragraphs(tmp_path: Path) -> None:
    sections = "  - {topic: alpha, numbering: headings}\n  - {topic: beta}\n"
    words = "## A {topic=alpha}\n\nThe group agreed:\n\n1. one;\n2. two.\n\n## B {topic=beta}\n\nSaid.\n"
    report = drafted(
        group(tmp_path, {"records/reports/r.yaml": plan(sections, meetings="[11]"), **minutes(words)}), "r"
    )
    assert below(report, "Alpha") == ["The group agreed:", "1.\tone;", "2.\ttwo."]
    assert below(report, "Beta") == ["2.1\tSaid."]


def test_numbering_of_a_section_holds_for_those_below_it(tmp_path: Path) -> None:
    sections = "  - {topic: work, numbering: headings, sections: [{topic: alpha}]}\n"
    words = "## A {topic=alpha}\n\nSaid.\n"
    report = drafted(
        group(tmp_path, {"records/reports/r.yaml": plan(sections, meetings="[11]"), **minutes(words)}), "r"
    )
    assert below(report, "Work") == ["1.1\tAlpha", "Said."]
