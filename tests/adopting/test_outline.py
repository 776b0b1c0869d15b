"""A document as a tree: what hangs on what, what is a heading, and that no line is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.adopting.outline import Line, folded, outline_of
from cwgdraft.draft import Kind
from cwgdraft.jobs.reading import as_text
from tests.adopting_builders import outline, tree
from tests.document_builders import level, numbered, numbering, p, read


def trees(text: str) -> list[object]:
    return [tree(one) for one in outline(text).sections]


def test_headings_hold_paragraphs_and_paragraphs_what_hangs_on_them() -> None:
    text = "1\tWork\n1.1\tFirst.\n1.1.1\tBelow.\n1.1.2\tToo.\n1.2\tSecond.\n2\tOther\n2.1\tThird.\n"
    assert trees(text) == [
        {"1\tWork": [["1.1\tFirst.", "numbered 1 1.1.1\tBelow.", "numbered 1 1.1.2\tToo."], "1.2\tSecond."]},
        {"2\tOther": ["2.1\tThird."]},
    ]


def test_lists_are_nested_by_their_marks() -> None:
    text = "1\tWork\n1.1\tNoted:\na)\tone;\ni.\tinner;\nii.\tinner two;\nb)\ttwo.\n1.2\tAlso:\n–\tdash\n"
    assert trees(text) == [
        {
            "1\tWork": [
                ["1.1\tNoted:", "item 1 a)\tone;", "item 2 i.\tinner;", "item 2 ii.\tinner two;", "item 1 b)\ttwo."],
                ["1.2\tAlso:", "item 1 –\tdash"],
            ]
        }
    ]


def test_a_list_below_a_numbered_sub_paragraph_stands_one_further_in() -> None:
    text = "1\tWork\n1.1\tThe group noted what is below.\n1.1.1\tone:\na)\tinner.\n"
    assert trees(text) == [
        {"1\tWork": [["1.1\tThe group noted what is below.", "numbered 1 1.1.1\tone:", "item 2 a)\tinner."]]}
    ]


def test_a_list_that_hangs_on_no_paragraph_stands_by_itself() -> None:
    assert trees("1\tWork\n–\tone\n–\ttwo\n") == [{"1\tWork": [["", "item 1 –\tone", "item 1 –\ttwo"]]}]


def test_words_behind_a_list_go_on_with_its_paragraph() -> None:
    text = "1\tWork\n1.1\tNoted:\na)\tone.\nThe rest of it.\n"
    assert trees(text) == [{"1\tWork": [["1.1\tNoted:", "item 1 a)\tone.", "continuation 1 The rest of it."]]}]


def test_a_heading_that_runs_into_its_sentence_is_a_paragraph() -> None:
    assert trees("1\tWork\n1.1\tDone.\n2\tClosing: The group closed.\n") == [
        {"1\tWork": ["1.1\tDone."]},
        {"> ": ["2\tClosing: The group closed."]},
    ]


def test_a_numbered_heading_over_nothing_is_a_paragraph() -> None:
    assert trees("1\tWork\n2\tOther\n2.1\tDone.\n") == [{"> ": ["1\tWork"]}, {"2\tOther": ["2.1\tDone."]}]


def test_a_heading_without_number_stands_in_the_section_above_it_and_numbers_count_on() -> None:
    text = "1\tWork\n1.1\tFirst.\nLamps in streets\n1.2\tSecond.\n2\tOther\n2.1\tThird.\n"
    assert trees(text) == [
        {"1\tWork": ["1.1\tFirst.", {"- Lamps in streets": ["1.2\tSecond."]}]},
        {"2\tOther": ["2.1\tThird."]},
    ]


def test_numbers_with_a_full_stop_count_as_those_without() -> None:
    assert trees("1.\tWork\n1.1.\tFirst.\n1.1.1.\tBelow.\n") == [
        {"1.\tWork": [["1.1.\tFirst.", "numbered 1 1.1.1.\tBelow."]]}
    ]


def test_the_first_page_the_box_and_the_end_are_told_apart() -> None:
    found = outline(
        "Report on lamps\nPurpose\nLamps.\n\nMore lamps.\n______________\n1\tWork\n1.1\tDone.\n\tA EXAMPLE\n\tChair\n"
    )
    assert [one.text for one in found.masthead] == ["Report on lamps"]
    assert [one.text for one in found.box] == ["Purpose", "Lamps.", "More lamps.", "______________"]
    assert [one.text for one in found.closing] == ["A EXAMPLE", "Chair"]


def test_a_report_without_numbers_and_box_has_its_paragraphs() -> None:
    found = outline("The group met.\nIt closed.\n")
    assert [one.text for one in found.lines()] == ["The group met.", "It closed."]


def test_automatic_numbers_and_typed_ones_give_the_same_outline() -> None:
    lists = numbering(level(0, "%1") + level(1, "%1.%2"), level(0, "%1)", "lowerLetter"))
    automatic = read(
        p("Work", numbered(1))
        + p("The group met.", numbered(1, 1))
        + p("in May;", numbered(2))
        + p("in June.", numbered(2)),
        numbering=lists,
    )
    typed = read(
        "".join(
            p(f"<w:r><w:t>{label}</w:t><w:tab/><w:t>{words}</w:t></w:r>")
            for label, words in (("1", "Work"), ("1.1", "The group met."), ("a)", "in May;"), ("b)", "in June."))
        )
    )
    found = [[tree(one) for one in outline_of(as_text(one)).sections] for one in (automatic, typed)]
    assert found[0] == found[1] == [{"1\tWork": [["1.1\tThe group met.", "item 1 a)\tin May;", "item 1 b)\tin June."]]}]


@pytest.mark.parametrize(
    ("label", "kind", "numbers"),
    [
        ("3.1.", Kind.NUMBERED, (3, 1)),
        ("12", Kind.HEADING, (12,)),
        ("a)", Kind.LIST_ITEM, ()),
        ("1.", Kind.LIST_ITEM, ()),
        ("", Kind.PARAGRAPH, ()),
        ("2024", Kind.NUMBERED, ()),
        ("A.1", Kind.NUMBERED, ()),
    ],
)
def test_a_line_knows_the_parts_of_its_number(label: str, kind: Kind, numbers: tuple[int, ...]) -> None:
    assert Line(1, kind, label, "words").numbers == numbers


def test_words_are_folded_to_plain_spaces_and_hyphens() -> None:
    assert folded("\u00a0a\u202f b\u2011c\u00add\t\te ") == "a b-cd e"


MARKS = st.sampled_from(["1\t", "2\t", "1.1\t", "1.2\t", "1.1.1\t", "2.3\t", "a)\t", "b)\t", "i.\t", "–\t", "\t", ""])
WORDS = st.sampled_from(
    [
        "Lamps",
        "The group met.",
        "Purpose",
        "Action required",
        "______________",
        "Noted: lamps",
        "Chair, CWG-TEST",
        "A\tB",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(MARKS, WORDS), max_size=14))
def test_every_line_of_any_text_is_in_its_outline_once_and_in_order(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{'' if words[0] == '_' else mark}{words}\n" for mark, words in lines)
    found = list(outline(text).lines())
    assert [one.number for one in found] == sorted({one.number for one in found})
    wanted = " ".join(text.split())
    assert " ".join(" ".join(one.shown for one in found).split()) == wanted
