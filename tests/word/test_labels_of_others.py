"""Labels in documents of others, written down by hand from their numbering parts by the rules of ECMA-376, 17.9.

The author of `testWORD_override_list_numbering` typed the label that Word showed into each paragraph.
"""

from __future__ import annotations

from cwgdraft.draft import Kind, StoryKind
from cwgdraft.word.documents import View
from tests.document_builders import foreign, paragraphs


def shown(name: str, view: View = View.FINAL) -> list[tuple[str, str]]:
    """Return the labels of a document with the first word of their paragraph."""
    found = paragraphs(foreign(name, view).blocks)
    return [(block.label, block.text.strip().partition(" ")[0]) for block in found if block.label]


def test_lists_of_several_levels_and_in_tables() -> None:
    assert shown("read/tika--testWORD_numbered_list") == [
        ("1)", "This"), ("a)", "Is"), ("i)", "A"), ("ii)", "Level"), ("1.", "Within"), ("a.", "Cell"), ("b.", "Cell"),
        ("iii)", "List"), ("2)", "foo"), ("i)", "bar"), ("ii)", "baz"),
        ("I.", "yet"), ("a)", "another"), ("i)", "list"), ("ii)", "foo"), ("II.", "bar"), ("a)", "baz"), ("(1)", "baq"),
        ("6.", "six"), ("7.", "seven"), ("a.", "seven"), ("e.", "seven"), ("f.", "seven"),
        ("1.", "list"), ("2.", "list"), ("A.", "A"), ("i.", "A"), ("ii.", "A"), ("a.", "A"), ("b.", "A"), ("2.", "A"),
        ("3.", "page"), ("Some-1-CrazyFormat", "Greek"), ("Some-2-CrazyFormat", "Greek"),
        ("1.", "1"), ("1.1.1.", "1.1.1"), ("1.1.", "1.2->1.1"), ("1.2.", "1.3"), ("2.", "2."), ("2.1.", "2.1"),
    ]  # fmt: skip


def test_lists_in_text_boxes_count_apart() -> None:
    boxes = [one for one in foreign("read/tika--testWORD_numbered_list").stories if one.kind is StoryKind.TEXT_BOX]
    found = [(block.label, block.text.strip()) for one in boxes for block in one.blocks if block.label]
    assert found == [("1.", "Short"), ("2.", "Stout"), ("a.", "2 a"), ("i.", "2 a i")]


def test_lists_whose_author_typed_what_word_showed() -> None:
    found = shown("read/tika--testWORD_override_list_numbering")
    assert len(found) == 44
    assert [(label, text) for label, text in found if label != text] == [("•", "·")]


def test_bullets_of_a_symbol_font() -> None:
    assert shown("read/mammoth.js--simple-list") == [("•", "Apple"), ("•", "Banana")]


def test_a_list_through_a_style() -> None:
    assert shown("read/python-docx--num-having-numbering-part") == [("1.", "Paragraph")]


def test_sixteen_steps() -> None:
    found = shown("read/poi--signed")
    assert [label for label, _ in found] == [f"{number}." for number in range(1, 17)]
    assert [text for _, text in found[:2] + found[-1:]] == ["Zorg", "Sluit", "U"]


def test_bullets_then_numbers_in_brackets() -> None:
    found = shown("read/tika--testWORD_various")
    assert [label for label, _ in found] == ["•", "•", "•", "1)", "2)", "3)"]


def test_two_numbers_of_a_simple_list() -> None:
    assert [label for label, _ in shown("read/tika--testWORD_2006ml")] == ["1.", "2."]


def test_a_fifth_level_shows_its_own_number_alone() -> None:
    draft = foreign("read/docx-rs--paragraph")
    assert [(block.label, block.text) for block in draft.blocks[:2]] == [("1.", "Hello"), ("", "World")]


def test_a_list_in_the_style_that_a_localised_word_names() -> None:
    assert shown("read/docx-rs--word_default") == [("1.", "Hello")]


def test_a_list_whose_items_carry_comments() -> None:
    assert shown("read/docx-rs--multi_paragraph_comment") == [("1.", "Hello"), ("2.", "World")]


def test_numbers_and_bullets_through_styles_side_by_side() -> None:
    found = [label for label, _ in shown("pairs/WC004-Large")]
    bullets, numbers = ["▪"] * 6, ["1.", "2."]
    assert found == [*bullets, *numbers, *["▪"] * 3, "3.", "4.", "5.", *["▪"] * 9]


def test_number_0_switches_the_list_of_a_style_off() -> None:
    draft = foreign("pairs/WC004-Large")
    off = [one.label for one in paragraphs(draft.blocks) if one.style == "List Bullet 2" and not one.text]
    assert off
    assert set(off) == {""}


def test_number_0_of_a_heading_leaves_it_a_heading() -> None:
    (block,) = (
        one
        for one in foreign("read/docxtemplater--expected-paragraph-loop-kept-section").blocks
        if one.text == "SOME TEXT"
    )
    assert (block.label, block.style) == ("", "H1")


def test_headings_without_numbers() -> None:
    found = [(one.level, one.text) for one in foreign("read/poi--heading123").blocks if one.kind is Kind.HEADING]
    assert [level for level, _ in found] == [1, 2, 3]


def test_of_19_items_2_were_deleted_and_9_inserted() -> None:
    assert len(shown("read/poi--delins")) == 19 - 2
    assert len(shown("read/poi--delins", View.ORIGINAL)) == 19 - 9
