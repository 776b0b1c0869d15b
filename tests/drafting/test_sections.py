"""How the items of several meetings come together under the sections of a plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.drafting.report import Report
from tests.draft_builders import below, drafted, group, lines, messages, minutes, outcomes, plan

ALPHA = "## Alpha {topic=alpha}\n\n"


def report_of(tmp_path: Path, sections: str, more: str = "", words: str = "", **files: str) -> Report:
    made = {"records/reports/r.yaml": plan(sections, more)}
    if words:
        made["records/reports/r.md"] = words
    made |= {f"records/meetings/{name[1:]}.md": text for name, text in files.items()}
    return drafted(group(tmp_path, made), "r")


@pytest.mark.parametrize(
    ("opening", "first"),
    [
        ("phrase", ["1.1\tAt the 11th meeting, the group met.", "1.2\tAt the 12th meeting, the group left."]),
        ("none", ["1.1\tThe group met.", "1.2\tThe group left."]),
        ("inside", ["1.1\tThe group met.", "1.2\tThe group at the 12th meeting left."]),
        (
            "subheading",
            [
                "Updates from the 11th meeting",
                "1.1\tThe group met.",
                "Updates from the 12th meeting",
                "1.2\tThe group left.",
            ],
        ),
    ],
)
def test_a_meetings_part_opens_as_the_plan_says(tmp_path: Path, opening: str, first: list[str]) -> None:
    report = report_of(
        tmp_path,
        f"  - {{topic: alpha, opening: {opening}}}\n",
        _11=f"{ALPHA}The group met.\n",
        _12=f"{ALPHA}The group [[at this meeting]] left.\n",
    )
    if opening == "inside":
        first[0] = "1.1\tAt the 11th meeting, the group met."
    assert below(report, "Alpha") == first


def test_a_name_keeps_its_capital_behind_an_opening(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha, opening: phrase}\n",
        _11=f"{ALPHA}Member States met.\n",
        _12=f"{ALPHA}Some members met.\n",
    )
    assert below(report, "Alpha") == [
        "1.1\tAt the 11th meeting, Member States met.",
        "1.2\tAt the 12th meeting, some members met.",
    ]


def test_a_meetings_part_that_begins_with_a_list_opens_with_a_sub_heading(tmp_path: Path) -> None:
    report = report_of(
        tmp_path, "  - {topic: alpha, opening: phrase}\n", _11=f"{ALPHA}- one\n- two\n", _12=f"{ALPHA}The group met.\n"
    )
    assert below(report, "Alpha") == [
        "Updates from the 11th meeting",
        "–\tone",
        "–\ttwo",
        "1.1\tAt the 12th meeting, the group met.",
    ]


def test_items_keep_their_titles_where_the_plan_says_so(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha, opening: phrase, items: titled}\n",
        _11="## Lamps {topic=alpha}\n\nThe group met.\n",
        _12="## More lamps {topic=alpha}\n\nThe group left.\n",
    )
    assert below(report, "Alpha") == [
        "1.1\tLamps",
        "1.1.1\tAt the 11th meeting, the group met.",
        "1.2\tMore lamps",
        "1.2.1\tAt the 12th meeting, the group left.",
    ]


def test_a_section_is_renamed_reordered_and_fused_by_the_plan(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: other}\n  - {topic: work, title: All the lamps, sections: [{key: none, title: x, content: []}]}\n",
        _11="## B {topic=beta}\n\nOf beta.\n\n## A {topic=alpha}\n\nOf alpha.\n",
        _12="## O {topic=other}\n\nOf others.\n",
    )
    assert [line for line in lines(report) if line[0].isdigit()] == [
        "1\tOther business",
        "1.1\tOf others.",
        "2\tAll the lamps",
        "2.1\tB",
        "2.1.1\tOf beta.",
        "2.2\tA",
        "2.2.1\tOf alpha.",
    ]


def test_a_statement_goes_to_its_own_topic(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha}\n  - {topic: other}\n",
        _11=f"{ALPHA}Here.\n\nElsewhere. {{topic=other}}\n",
        _12="",
    )
    assert below(report, "Other business") == ["2.1\tElsewhere."]


def test_a_sub_item_goes_to_the_section_of_its_topic(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha}\n  - {topic: other}\n",
        _11=f"{ALPHA}Here.\n\n### Sub {{topic=other}}\n\nElsewhere.\n\n### Stays\n\nDeeper.\n",
        _12="",
    )
    assert below(report, "Alpha") == ["1.1\tHere.", "1.2\tStays", "1.2.1\tDeeper."]
    assert below(report, "Other business") == ["2.1\tElsewhere."]


def test_meetings_of_a_section_stand_in_its_own_order(tmp_path: Path) -> None:
    report = report_of(
        tmp_path, "  - {topic: alpha, meetings: [12, 11]}\n", _11=f"{ALPHA}First.\n", _12=f"{ALPHA}Second.\n"
    )
    assert below(report, "Alpha") == ["1.1\tSecond.", "1.2\tFirst."]


def test_two_sections_of_a_topic_divide_its_meetings(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha, meetings: [12]}\n  - {key: old, topic: alpha, title: Before, meetings: [11]}\n",
        _11=f"{ALPHA}First.\n",
        _12=f"{ALPHA}Second.\n",
    )
    assert report.findings == ()
    assert below(report, "Before") == ["2.1\tFirst."]


def test_two_sections_with_the_same_items_are_a_finding(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {topic: alpha}\n  - {key: again, topic: alpha, meetings: [12]}\n")
    assert messages(report.findings) == [
        "duplicate-section: two sections print the items of 'alpha' of meeting 12: they stand in the first"
    ]


def test_two_sections_with_one_key_are_a_finding(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {topic: alpha}\n  - {key: alpha, title: Again, content: [words]}\n")
    assert messages(report.findings) == ["duplicate-section: two sections have the key 'alpha'"]


def test_own_words_stand_where_the_content_has_them(tmp_path: Path) -> None:
    words = "## Alpha {#alpha}\n\nOwn words, see [[#alpha]].\n"
    report = report_of(
        tmp_path, "  - {topic: alpha, content: [items, words]}\n", words=words, _11=f"{ALPHA}Said.\n", _12=""
    )
    assert below(report, "Alpha") == ["1.1\tSaid.", "1.2\tOwn words, see 1."]


def test_words_of_another_report_may_stand_twice(tmp_path: Path) -> None:
    sections = "  - {key: a, title: A, content: [words r#w, words r#w]}\n"
    report = report_of(tmp_path, sections, words="## W {#w}\n\nSaid twice.\n")
    assert below(report, "A") == ["1.1\tSaid twice.", "1.2\tSaid twice."]
    origins = [block.origin for block in report.draft.blocks]
    assert len(origins) == len(set(origins))


def test_words_that_no_section_prints_are_a_finding(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {topic: alpha}\n", words="## Lost {#lost}\n\nNobody reads this.\n")
    assert messages(report.findings) == ["unused-words: the words under '#lost' are printed in no section"]


def test_words_that_are_not_there_are_a_finding(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {key: a, title: A, content: [words gone]}\n")
    assert messages(report.findings) == ["unknown-words: there are no words '#gone' in reports/r.md"]


def test_words_that_cover_a_meeting_stand_for_its_statements(tmp_path: Path) -> None:
    words = "## Alpha {#alpha covers=11}\n\nCondensed.\n"
    report = report_of(
        tmp_path, "  - {topic: alpha, content: [words]}\n", words=words, _11=f"{ALPHA}First.\n", _12=f"{ALPHA}Second.\n"
    )
    assert outcomes(report)["11/alpha"] == "covered"
    assert outcomes(report)["12/alpha"] == "missing"


def test_what_words_cover_is_not_printed_under_the_topic_above(tmp_path: Path) -> None:
    words = "## Alpha {#alpha covers=11,12}\n\nCondensed.\n"
    report = report_of(
        tmp_path,
        "  - {topic: alpha, content: [words]}\n  - {topic: work}\n",
        words=words,
        _11=f"{ALPHA}First.\n\n## Beta {{topic=beta}}\n\nOther.\n",
        _12=f"{ALPHA}Second.\n",
    )
    assert [line for line in lines(report) if "First." in line or "Second." in line] == []
    assert below(report, "Alpha") == ["1.1\tCondensed."]
    assert {outcomes(report)[name] for name in ("11/alpha", "12/alpha")} == {"covered"}
    assert outcomes(report)["11/beta"] == "printed"


def test_words_that_cover_an_unknown_meeting_are_a_finding(tmp_path: Path) -> None:
    words = "## Alpha {#alpha covers=99,ab}\n\nCondensed.\n"
    report = report_of(tmp_path, "  - {topic: alpha}\n", words=words)
    assert sorted(messages(report.findings)) == [
        "unknown-meeting: there is no record of meeting 99",
        "wrong-value: 'ab' is no number of a meeting",
    ]


MERGE = "merge: [{statements: [11#a, 12#b], keep: 12#b}]\n"


def test_merged_statements_are_printed_once(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        "  - {topic: alpha}\n",
        MERGE,
        _11=f"{ALPHA}Lamps matter. {{#a}}\n\nSee [[#a]].\n",
        _12=f"{ALPHA}Lamps matter. {{#b}}\n",
    )
    assert report.findings == ()
    assert below(report, "Alpha") == ["1.1\tSee 1.2.", "1.2\tLamps matter."]
    (merged,) = [line for line in report.coverage if line.what == "11#a"]
    assert (merged.outcome, merged.where, merged.reason) == ("merged", "1.2", "merged into 12#b")


def test_a_merge_into_a_statement_that_is_not_there_is_given_up(tmp_path: Path) -> None:
    report = report_of(
        tmp_path, "  - {topic: alpha}\n", MERGE, _11=f"{ALPHA}Lamps matter. {{#a}}\n", _12=f"{ALPHA}Lamps count.\n"
    )
    assert messages(report.findings) == ["unknown-name: there is no statement '12#b' to merge"]
    assert below(report, "Alpha") == ["1.1\tLamps matter.", "1.2\tLamps count."]
    assert outcomes(report)["11#a"] == "printed"


def test_a_merge_that_keeps_none_of_its_statements_is_a_finding(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {topic: alpha}\n", MERGE.replace("keep: 12#b", "keep: 12#c"))
    assert "wrong-value: '12#c' is to be kept, but is not among the statements to be merged" in messages(
        report.findings
    )


def test_what_is_to_be_left_out_but_is_not_there_is_a_warning(tmp_path: Path) -> None:
    more = "leave_out: [{what: 11#gone, reason: x}, {what: a thing, reason: x}]\n"
    report = report_of(tmp_path, "  - {topic: work}\n", more)
    assert "unknown-name: '11#gone' is to be left out, but is not there" in messages(report.findings)
    assert "wrong-value: 'a thing' names nothing that can be left out" in messages(report.findings)


def placed(report: Report) -> list[tuple[str, str, int]]:
    """Return rule, file and line of each finding."""
    return [(one.rule, one.place.path.name, one.place.line) for one in report.findings if one.place]


def test_unknown_content_is_a_finding_with_place_and_near_miss(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {topic: alpha}\n  - {key: a, title: A, content: [atendance]}\n")
    assert messages(report.findings) == [
        "unknown-content: 'atendance' is no content of a section; did you mean 'attendance'?"
    ]
    assert placed(report) == [("unknown-content", "r.yaml", 7)]


def test_a_section_without_a_title_is_a_finding_with_its_place(tmp_path: Path) -> None:
    words = "## X {#xyz}\n\nSaid.\n"
    report = report_of(tmp_path, "  - {topic: alpha}\n  - {key: xyz, content: [words]}\n", words=words)
    assert messages(report.findings) == ["section-without-title: the section 'xyz' has no title"]
    assert placed(report) == [("section-without-title", "r.yaml", 7)]
    assert below(report, "xyz") == ["2.1\tSaid."]


def test_an_unknown_topic_is_a_finding_with_the_near_miss(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## A {topic=alpa}\n\nSaid.\n")), "11", "12")
    assert "unknown-topic: 'alpa' is not a topic of the outline; did you mean 'alpha'?" in messages(report.findings)
    assert [line.reason for line in report.missing][:1] == ["'alpa' is no topic of the outline"]


def test_a_titled_section_may_hold_the_agenda(tmp_path: Path) -> None:
    report = report_of(tmp_path, "  - {key: all, title: All items, content: [agenda]}\n", _11=f"{ALPHA}Said.\n", _12="")
    assert below(report, "All items") == ["1.1\tAlpha", "1.1.1\tSaid."]


def test_a_section_may_name_single_statements_which_then_stand_nowhere_else(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        '  - {key: own, title: Own, content: ["12#b", words, "11#a"]}\n  - {topic: alpha}\n',
        words="## Own {#own}\n\nOwn words.\n",
        _11=f"{ALPHA}The group met. {{#a}}\n\nThe group sat.\n",
        _12=f"{ALPHA}The group left. {{#b}}\n",
    )
    assert below(report, "Own") == ["1.1\tThe group left.", "1.2\tOwn words.", "1.3\tThe group met."]
    assert below(report, "Alpha") == ["2.1\tThe group sat."]
    assert [one.what for one in report.missing if "CWG-TEST" not in one.what] == []


def test_a_statement_that_there_is_not_is_said(tmp_path: Path) -> None:
    report = report_of(
        tmp_path, '  - {key: own, title: Own, content: ["11#sat"]}\n', _11=f"{ALPHA}The group met. {{#sit}}\n"
    )
    assert "the section 'own' names the statement '11#sat', which there isn't; did you mean '11#sit'?" in "".join(
        messages(report.findings)
    )
