"""Reports as plain text: what is a heading, a number, an item, a signature; and that no word is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run, StoryKind
from cwgdraft.plain_text import read_text, with_typed_labels
from tests.document_builders import corpus
from tests.witnesses.reports import PLANS, draft

REPORT = """Purpose
This report summarizes.
Action required
_______________
References
1\tIntroduction
1.1\tThe group met.
–\tone
–\ttwo
2\tUpdates:
2.1.\tUpdate on the roadmap
2.1.1.\tThe group agreed to:
a)\tfirst
b)\tsecond
It went on.
Updates from the 42nd meeting
2.1.2.\tChina presented a document
1.\tAnalyse;
2.\tIdentify.
Name\tVote
A\tyes
\tCynthia LESUFI
\tChair, CWG
"""


def blocks(text: str) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, block.text) for block in read_text(text, "x").blocks]


def test_a_report_has_its_blocks() -> None:
    assert blocks(REPORT) == [
        ("front label", "", "Purpose"),
        ("front text", "", "This report summarizes."),
        ("front label", "", "Action required"),
        ("front rule", "", "_______________"),
        ("front label", "", "References"),
        ("heading", "1", "Introduction"),
        ("numbered", "1.1", "The group met."),
        ("list item", "–", "one"),
        ("list item", "–", "two"),
        ("heading", "2", "Updates:"),
        ("heading", "2.1.", "Update on the roadmap"),
        ("numbered", "2.1.1.", "The group agreed to:"),
        ("list item", "a)", "first"),
        ("list item", "b)", "second"),
        ("continuation", "", "It went on."),
        ("subheading", "", "Updates from the 42nd meeting"),
        ("numbered", "2.1.2.", "China presented a document"),
        ("list item", "1.", "Analyse;"),
        ("list item", "2.", "Identify."),
        ("table", "", "Name\tVote\nA\tyes"),
        ("signature name", "", "Cynthia LESUFI"),
        ("signature title", "", "Chair, CWG"),
    ]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("3.6.1\ttext", "3.6.1", "text"), ("6.7. text", "6.7.", "text"), ("3.6.9.1 \ttext", "3.6.9.1", "text"),
        ("3.1.1\t\ttext", "3.1.1", "text"), (" 1. Introduction", "1.", "Introduction"), ("• text", "•", "text"),
        ("· text", "·", "text"), ("(a)\ttext", "(a)", "text"), ("iv.\ttext", "iv.", "text"), ("2) text", "2)", "text"),
        ("3 March was fine", "", "3 March was fine"), ("2024 was fine", "", "2024 was fine"),
        ("a.m. or p.m.", "", "a.m. or p.m."), ("-text", "", "-text"),
        ("1.1. [bookmark: _3dy6vkm]text", "1.1.", "text"), ("I. text", "", "I. text"),
    ],
)  # fmt: skip
def test_a_label_is_taken_off_a_line(line: str, label: str, text: str) -> None:
    (block,) = read_text(line, "x").blocks
    assert (block.label, block.text) == (label, text)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("–", ListKind.DASH), ("-", ListKind.DASH), ("•", ListKind.BULLET), ("·", ListKind.BULLET),
        ("a)", ListKind.LETTER_PAREN), ("1)", ListKind.NUMBER_PAREN), ("iv.", ListKind.ROMAN_DOT),
        ("ii)", ListKind.ROMAN_PAREN), ("i)", ListKind.ROMAN_PAREN),
    ],
)  # fmt: skip
def test_a_mark_says_what_list_it_is(label: str, kind: ListKind) -> None:
    assert read_text(f"{label}\ttext", "x").blocks[0].list_kind is kind


def test_i_after_h_is_a_letter() -> None:
    found = read_text("h)\teight\ni)\tnine\n", "x").blocks
    assert [block.list_kind for block in found] == [ListKind.LETTER_PAREN] * 2


def test_line_ends_and_the_mark_at_the_start_are_of_no_account() -> None:
    assert blocks("\ufeff1\tA\r\n1.1\tB c.\r") == blocks("1\tA\n1.1\tB c.\n")


def test_nothing_is_made_of_nothing() -> None:
    assert read_text(" \n\n\t\n", "x").blocks == ()


@pytest.mark.parametrize("name", PLANS)
def test_a_report_that_was_printed_is_read_with_its_labels_and_kinds(name: str) -> None:
    before = draft(name)
    after = read_text("\n".join(before.lines()), name)
    assert list(after.lines()) == list(before.lines())
    differ = [b.text for a, b in zip(before.blocks, after.blocks, strict=True) if a.kind is not b.kind]
    assert len(differ) <= len(before.blocks) / 100, differ


PUBLISHED = ["meeting-40-summary", "meetings-41-42-council-2025", "meetings-43-44-council-2026"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_numbers_of_published_reports_are_all_found(name: str) -> None:
    text = corpus(f"{name}.txt").read_text(encoding="utf-8")
    numbers = [block.label for block in read_text(text, name).blocks if re.match(r"\d", block.label)]
    assert numbers == re.findall(r"(?m)^\ufeff? ?(\d+(?:\.\d+)*\.?)(?=[ \t])", text)
    assert len(numbers) >= 8


def kinds(found: Draft) -> list[Block]:
    return [block for block in found.blocks if block.kind is Kind.HEADING and block.level == 1]


def test_sections_of_published_reports_are_headings() -> None:
    found = kinds(read_text(corpus("meetings-41-42-council-2025.txt").read_text(encoding="utf-8"), "x"))
    assert [block.label for block in found] == ["1", "2", "3", "4", "5", "6", "7", "8", "9"]


@given(st.lists(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).map(str.strip)))
def test_no_word_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = " ".join(f"{line}" for line in read_text(text, "x").lines()).replace("\ufeff", "")
    assert "".join(re.sub(r"\[bookmark: [^\]\t]*\]", "", found).split()) == "".join(
        re.sub(r"\[bookmark: [^\]\t]*\]", "", text.replace("\ufeff", "")).split()
    )


def test_what_stands_under_a_name_in_brackets_is_a_story() -> None:
    text = "1\tLamps\n[footnote 1]\n\n[header 1 (first page)]\n\n[comment 1] A. Writer, 2026-02-13, “the lamps”\nWhy?"
    found = read_text(text, "x")
    assert [block.text for block in found.blocks] == ["Lamps", "[footnote 1]"]
    assert [(one.kind, one.name, [block.text for block in one.blocks]) for one in found.stories] == [
        (StoryKind.HEADER, "header 1 (first page)", []),
        (StoryKind.COMMENT, "comment 1", ["Why?"]),
    ]
    comment = found.stories[1]
    assert (comment.author, comment.date, comment.excerpt) == ("A. Writer", "2026-02-13", "the lamps")


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("", ("", "", "")),
        (" A. Writer", ("A. Writer", "", "")),
        (" 2026-02-13", ("", "2026-02-13", "")),
        (" “a “b””", ("", "", "a “b”")),
        (" Writer, A., “lamps”", ("Writer, A.", "", "lamps")),
    ],
)
def test_author_day_and_words_of_a_comment_are_told_apart(facts: str, found: tuple[str, str, str]) -> None:
    (comment,) = read_text(f"text\n\n[comment 1]{facts}\nWhy?", "x").stories
    assert (comment.author, comment.date, comment.excerpt) == found


def test_a_label_that_is_no_number_counts_nothing() -> None:
    block = Block(Kind.LIST_ITEM, (Run("Lamps"),), label="10th")
    assert with_typed_labels([block]) == ((block, 0),)
