"""What became of the blocks, words, tables and stories of two drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cwgdraft.comparing.changes import Change, Comparison, Tag, What
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Cell, Draft, Kind, ListKind, Row, Run, Story, StoryKind
from tests.comparing.rebuild import check
from tests.word_builders import Writer, draft_of

LONG = "The secretariat presented the report on lamps, which the group noted with appreciation."
OTHER = "Several members asked for further consultation on bulbs before the next session begins."
THIRD = "Nothing else was raised under this item, and the Chair closed it without any discussion."


def texts(*lines: str | Run | Block) -> Draft:
    blocks = [
        line if isinstance(line, Block) else Block(Kind.PARAGRAPH, (Run(line) if isinstance(line, str) else line,))
        for line in lines
    ]
    return draft_of(blocks)


def numbered(*lines: str) -> Draft:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps")
    for line in lines:
        writer.outline(Kind.NUMBERED, 2, line)
    return draft_of(replace(block, origin="") for block in writer.blocks)


def shown(found: Comparison) -> list[Change]:
    return [change for _, change in found.shown()]


def words(change: Change) -> str:
    """Return a change's words as `git diff --word-diff` marks them."""
    signs = {Tag.SAME: "{}", Tag.DELETED: "[-{}-]", Tag.INSERTED: "{{+{}+}}", Tag.FORMATTED: "*{}*"}
    return "".join(signs[one.tag].format("¶" if one.mark else one.run.text) for one in change.pieces)


# --- blocks -----------------------------------------------------------------------------------------


def test_a_paragraph_that_came_is_inserted_and_the_numbers_after_it_follow() -> None:
    found = check(numbered(LONG, OTHER), numbered(THIRD, LONG, OTHER))
    (change,) = shown(found)
    assert (change.what, change.section, words(change)) == (What.INSERTED, "1 Lamps", "{+" + THIRD + "+}")
    assert found.derived() == {"renumbering": 2}


def test_what_has_one_origin_is_one_block_whatever_its_words() -> None:
    old = texts(Block(Kind.PARAGRAPH, (Run(LONG),), origin="41/a#x"), THIRD)
    new = texts(Block(Kind.PARAGRAPH, (Run(OTHER),), origin="41/a#x"), THIRD)
    assert [change.what for change in shown(check(old, new))] == [What.CHANGED]


def test_a_move_has_two_ends_and_counts_once() -> None:
    found = check(texts(LONG, OTHER, THIRD), texts(OTHER, THIRD, LONG))
    left, arrived = shown(found)
    assert (left.what, left.away, left.old_places, left.new_places) == (What.MOVED, True, (0,), (2,))
    assert (arrived.what, arrived.away, arrived.edited, arrived.move) == (What.MOVED, False, False, left.move)
    assert found.counts() == {What.MOVED: 1}


def test_a_moved_paragraph_shows_its_edits_where_it_stands_now() -> None:
    found = check(texts(LONG, OTHER, THIRD), texts(OTHER, THIRD, LONG.replace("lamps", "bulbs")))
    arrived = shown(found)[-1]
    assert arrived.edited
    assert "[-lamps-]{+bulbs+}" in words(arrived)


def test_paragraphs_that_were_split_and_merged_share_their_words() -> None:
    split = check(texts(f"{LONG} {OTHER}"), texts(LONG, OTHER))
    (change,) = shown(split)
    assert (change.what, words(change)) == (What.SPLIT, f"{LONG}[- -]{{+¶+}}{OTHER}")
    (change,) = shown(check(texts(LONG, OTHER), texts(f"{LONG} {OTHER}")))
    assert (change.what, words(change)) == (What.MERGED, f"{LONG}[-¶-]{{+ +}}{OTHER}")


def test_a_number_that_nothing_explains_is_shown_once() -> None:
    """Somebody told the list to begin at 7."""
    old = texts(*(Block(Kind.NUMBERED, (Run(text),), 1, f"{n}.") for n, text in enumerate((LONG, OTHER), 1)))
    new = texts(*(Block(Kind.NUMBERED, (Run(text),), 1, f"{n}.") for n, text in enumerate((LONG, OTHER), 7)))
    found = check(old, new)
    assert [change.what for change in shown(found)] == [What.RENUMBERED]
    assert found.derived() == {"renumbering": 1}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda block: replace(block, list_kind=ListKind.BULLET, label="•"), "list: letter-paren -> bullet"),
        (lambda block: replace(block, level=2), "level: 1 -> 2"),
        (lambda block: replace(block, label="1)"), "number: a) -> 1)"),
        (lambda block: replace(block, label=""), "number: a) -> none"),
        (lambda block: replace(block, style="List Bullet"), "style: List -> List Bullet"),
        (lambda block: replace(block, look="jc=center"), "alignment: center"),
        (lambda block: replace(block, look="ind.left=720"), "left indent: 36 pt"),
    ],
)
def test_how_a_paragraph_looks_is_said_in_words(change: Callable[[Block], Block], said: str) -> None:
    block = Block(Kind.LIST_ITEM, (Run(LONG),), 1, "a)", list_kind=ListKind.LETTER_PAREN, style="List")
    (found,) = shown(check(texts(block, THIRD), texts(change(block), THIRD)))
    assert (found.what, found.formats) == (What.FORMATTED, (said,))


def test_the_next_letter_or_roman_number_is_no_other_list() -> None:
    block = Block(Kind.LIST_ITEM, (Run(LONG),), 1, "iv.", list_kind=ListKind.ROMAN_DOT)
    found = check(texts(Block(Kind.LIST_ITEM, (Run(OTHER),), 1, "iii."), block), texts(replace(block, label="iii.")))
    assert [change.what for change in shown(found)] == [What.DELETED]


# --- words ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (Run("the group noted", strong=True), Run("the group noted"), "no bold: “the group noted”"),
        (Run("the group noted"), Run("the group noted", emphasis=True), "italic: “the group noted”"),
        (Run("noted", look="color=FF0000"), Run("noted", look="color=00FF00"), "colour: FF0000 -> 00FF00: “noted”"),
        (Run("noted", look="sz=24 u=single"), Run("noted", look="sz=20"), "size: 12 pt -> 10 pt, no underline: “noted”"),  # noqa: E501
        (Run("noted", look="rFonts.ascii=Arial"), Run("noted"), "no font: “noted”"),
    ],
)  # fmt: skip
def test_words_that_only_look_otherwise_are_formatted(old: Run, new: Run, said: str) -> None:
    (change,) = shown(check(texts(old), texts(new)))
    assert (change.what, change.formats) == (What.FORMATTED, (said,))
    assert {piece.tag for piece in change.pieces} == {Tag.FORMATTED}


def test_a_word_that_is_bold_in_part_is_still_one_word() -> None:
    old = Block(Kind.PARAGRAPH, (Run("the secretariat noted"),))
    new = Block(Kind.PARAGRAPH, (Run("the secre"), Run("tariat", strong=True), Run(" noted")))
    (change,) = shown(check(texts(old), texts(new)))
    assert words(change) == "the secre*tariat* noted"


def test_a_link_that_leads_elsewhere_is_another_word() -> None:
    old, new = (texts(Block(Kind.PARAGRAPH, (Run("See "), Run("INF/3", link=address)))) for address in ("x:a", "x:b"))
    (change,) = shown(check(old, new))
    assert words(change) == "See [-INF/3-]{+INF/3+}"


def test_another_picture_is_another_word() -> None:
    old, new = (texts(Run("[picture]", object=f"picture {name}")) for name in ("3f2a", "77aa"))
    assert [words(change) for change in shown(check(old, new))] == ["[-[picture]-]{+[picture]+}"]


@pytest.mark.parametrize(
    ("old", "new", "noise"),
    [
        (Run("3.1", target="41/a#x"), Run("3.2", target="41/a#x"), "cross-reference"),
        (Run("3", field="PAGE"), Run("4", field="PAGE"), "page field"),
        (Run("12", field="NUMPAGES"), Run("13", field="NUMPAGES"), "page field"),
        (Run("1 May", field="SAVEDATE"), Run("2 May", field="SAVEDATE"), "date of generation"),
        (Run("2", field="SEQ Figure"), Run("3", field="SEQ Figure"), "renumbering"),
        (Run("3.1", field="REF"), Run("3.2", field="REF"), "cross-reference"),
    ],
)
def test_what_word_computes_is_folded(old: Run, new: Run, noise: str) -> None:
    found = check(texts(LONG, old), texts(LONG, new))
    assert not found.differs
    assert found.derived() == {noise: 1}


def test_a_computed_number_beside_an_edit_is_not_marked() -> None:
    old, new = (
        texts(Block(Kind.PARAGRAPH, (Run(f"{word} in "), Run(number, target="41/a#x"))))
        for word, number in (("noted", "3.1"), ("approved", "3.2"))
    )
    (change,) = shown(check(old, new))
    assert words(change) == "[-noted-]{+approved+} in 3.2"
    assert [(piece.derived, piece.was and piece.was.text) for piece in change.pieces][-1] == ("cross-reference", "3.1")


def test_a_line_of_contents_follows_its_heading() -> None:
    lines = [Block(Kind.PARAGRAPH, (Run(text),), style="TOC 1") for text in ("3.1\tLamps\t7", "3.2\tLamps\t8")]
    found = check(texts(lines[0]), texts(lines[1]))
    assert not found.differs
    (change,) = shown(check(texts(lines[0]), texts(replace(lines[0], runs=(Run("3.1\tBulbs\t7"),)))))
    assert words(change) == "3.1\t[-Lamps-]{+Bulbs+}\t7"


# --- tables -----------------------------------------------------------------------------------------


def table(*rows: str, style: str = "") -> Block:
    """Return a table; cells are divided by bars."""
    cells = (
        Row(tuple(Cell((Block(Kind.PARAGRAPH, (Run(text.strip()),)),)) for text in row.split("|"))) for row in rows
    )
    return Block(Kind.TABLE, rows=tuple(cells), style=style)


def fates(change: Change) -> list[str]:
    return [row.what.value for row in change.rows]


def test_a_table_is_compared_row_by_row_and_cell_by_cell() -> None:
    old = texts(table("Lamp | 100", "Bulb | 200", "Wire | 300"))
    new = texts(table("Lamp | 100", "Fuse | 150", "Bulb | 250"))
    (change,) = shown(check(old, new))
    assert change.what is What.CHANGED
    assert sorted(fates(change)) == ["changed", "deleted", "inserted", "same"]
    (row,) = [row for row in change.rows if row.what is What.CHANGED]
    assert [cell.what.value for cell in row.cells] == ["same", "changed"]
    assert words(row.cells[1].changes[0]) == "[-200-]{+250+}"


def test_a_row_with_other_cells_is_another_row() -> None:
    (change,) = shown(check(texts(table("Lamp | 100", "a | b")), texts(table("Lamp | 100", "a | b | c"))))
    assert fates(change) == ["same", "deleted", "inserted"]


def test_a_table_in_a_table_is_compared_too() -> None:
    def outer(inner: Block) -> Draft:
        return texts(Block(Kind.TABLE, rows=(Row((Cell((Block(Kind.PARAGRAPH, (Run("x"),)), inner)),)),)))

    (change,) = shown(check(outer(table("Lamp | 100")), outer(table("Lamp | 120"))))
    inner = change.rows[0].cells[0].changes[1]
    assert words(inner.rows[0].cells[1].changes[0]) == "[-100-]{+120+}"


def test_numbers_in_cells_follow_from_rows() -> None:
    def items(*labels: str) -> Draft:
        rows = (
            Row((Cell((Block(Kind.NUMBERED, (Run(f"Lamp of the kind {name}"),), 1, label),)),))
            for label, name in zip(labels, ("first", "second"), strict=True)
        )
        return texts(Block(Kind.TABLE, rows=tuple(rows)))

    found = check(items("1", "2"), items("2", "3"))
    assert not found.differs
    assert found.derived() == {"renumbering": 1}


def test_a_table_in_another_style_is_formatted() -> None:
    (change,) = shown(check(texts(table("a | b", style="Plain")), texts(table("a | b", style="Grid"))))
    assert (change.what, change.formats) == (What.FORMATTED, ("style: Plain -> Grid",))


# --- stories ----------------------------------------------------------------------------------------


def with_notes(*notes: str) -> Draft:
    """Return a draft of a paragraph for each note, with a reference at its end."""
    blocks = [
        Block(Kind.PARAGRAPH, (Run(f"Paragraph about {note}"), Run(str(n), note=f"footnote {n}")))
        for n, note in enumerate(notes, 1)
    ]
    stories = tuple(story(StoryKind.FOOTNOTE, f"footnote {n}", note, n - 1) for n, note in enumerate(notes, 1))
    return replace(draft_of(blocks), stories=stories)


def story(kind: StoryKind, name: str, text: str, anchor: int = -1, author: str = "", excerpt: str = "") -> Story:
    return Story(kind, name, (Block(Kind.PARAGRAPH, (Run(text),)),), author, excerpt=excerpt, anchor=anchor)


def test_a_new_footnote_does_not_change_those_after_it() -> None:
    found = check(with_notes("lamps", "bulbs"), with_notes("wires", "lamps", "bulbs"))
    assert [(one.name, change.what.value) for one, change in found.shown()] == [
        ("body", "inserted"),
        ("footnote 1", "inserted"),
    ]
    assert found.derived() == {"renumbering": 2}


def test_a_footnote_that_was_written_anew_is_the_one_that_hangs_there() -> None:
    found = check(with_notes("lamps"), replace(with_notes("lamps"), stories=with_notes("quite other words").stories))
    assert [(one.name, one.what, change.what) for one, change in found.shown()] == [
        ("footnote 1", What.SAME, What.CHANGED)
    ]


def test_a_header_is_known_by_its_name_and_a_page_number_is_folded() -> None:
    def headed(number: str, name: str = "header 1") -> Draft:
        block = Block(Kind.PARAGRAPH, (Run("C26/8 page "), Run(number, field="PAGE")))
        return replace(texts(LONG), stories=(Story(StoryKind.HEADER, name, (block,)),))

    assert not check(headed("2"), headed("3")).differs
    assert not check(headed("2"), headed("2", "header 2")).differs


def test_a_comment_is_known_by_who_wrote_what_about_what() -> None:
    def commented(*comments: tuple[str, str]) -> Draft:
        stories = (
            story(StoryKind.COMMENT, f"comment {n}", text, 0, author, "noted")
            for n, (author, text) in enumerate(comments, 1)
        )
        return replace(texts(LONG), stories=tuple(stories))

    found = check(
        commented(("Ann", "Is this so?"), ("Ben", "Yes.")), commented(("Cleo", "No!"), ("Ann", "Is this so?"))
    )
    assert [(one.name, one.what.value) for one, _ in found.shown()] == [
        ("comment 1 (Cleo)", "inserted"),
        ("comment 2 (Ben)", "deleted"),
    ]


def test_a_fact_of_the_first_page_is_compared_where_both_drafts_know_it() -> None:
    found = check(draft_of([]), draft_of([], symbol="C31/78"))
    ((place, change),) = found.shown()
    assert (place.name, change.new[0].label, words(change)) == ("front box", "symbol", "C31/[-77‑E-]{+78+}")
    assert not compare(draft_of([]), replace(draft_of([], symbol="x"), front={})).differs


# --- the whole --------------------------------------------------------------------------------------


def test_remarks_of_both_drafts_are_kept_with_their_names() -> None:
    old = replace(texts(LONG), remarks=("3 tracked changes are taken as final",))
    found = compare(old, texts(LONG), old_name="a.docx", new_name="b.docx")
    assert found.remarks == ("a.docx: 3 tracked changes are taken as final",)


def test_formatting_is_not_compared_with_what_has_none() -> None:
    styled = Block(Kind.PARAGRAPH, (Run(LONG, strong=True),), style="Normal")
    found = compare(texts(styled), texts(LONG), old_name="a.docx", new_name="b.txt")
    assert not found.differs
    assert found.remarks == ("b.txt has no styles: looks and links were not compared",)


def test_what_went_stands_under_its_heading_as_it_is_now() -> None:
    old, new = numbered(LONG, OTHER, THIRD), numbered(LONG, THIRD)
    new = replace(new, blocks=(replace(new.blocks[0], runs=(Run("Lamps and bulbs"),)), *new.blocks[1:]))
    assert [change.section for change in shown(check(old, new))] == ["1 Lamps and bulbs", "1 Lamps and bulbs"]


def test_what_moved_with_its_heading_left_the_section_as_it_was() -> None:
    def sections(*titles: str) -> Draft:
        writer = Writer()
        for title in titles:
            writer.outline(Kind.HEADING, 1, title)
            writer.plain(Kind.PARAGRAPH, f"{title}: {LONG}")
        return draft_of(replace(block, origin="") for block in writer.blocks)

    names = ("On lamps and their light", "On bulbs and their sockets", "On wires and their colours")
    found = check(sections(*names), sections(names[2], names[0], names[1]))
    assert {(change.section, change.away) for change in shown(found)} == {
        ("1 On wires and their colours", False),
        ("3 On wires and their colours", True),
    }


def test_changes_and_moves_are_numbered_through_all_stories() -> None:
    found = check(
        replace(texts(LONG, OTHER, THIRD), stories=(story(StoryKind.FOOTER, "footer 1", "a"),)),
        replace(texts(OTHER, THIRD, LONG), stories=(story(StoryKind.FOOTER, "footer 1", "b"),)),
    )
    assert [change.number for change in shown(found)] == [1, 2, 3]


# --- styles -----------------------------------------------------------------------------------------


def with_styles(**styles: str) -> Draft:
    return replace(texts(LONG), styles={name.replace("_", " "): look for name, look in styles.items()})


def test_a_style_defined_otherwise_is_a_change_of_its_own() -> None:
    (change,) = shown(compare(with_styles(Numbered_3="sz=24"), with_styles(Numbered_3="b color=FF0000 sz=24")))
    assert (change.what, words(change), change.formats) == (
        What.FORMATTED, "style Numbered 3", ("bold", "colour: FF0000"),
    )  # fmt: skip


def test_what_a_style_takes_over_from_another_is_told_of_that_one_alone() -> None:
    old = with_styles(document_defaults="sz=22", Base="sz=22 basedOn=document_defaults", Own="sz=22 basedOn=Base")
    new = with_styles(document_defaults="sz=24", Base="sz=24 basedOn=document_defaults", Own="i sz=24 basedOn=Base")
    assert [(words(one), one.formats) for one in shown(compare(old, new))] == [
        ("document defaults", ("size: 11 pt -> 12 pt",)),
        ("style Own", ("italic",)),
    ]


def test_styles_are_compared_only_where_both_drafts_have_them() -> None:
    assert not compare(with_styles(A="b"), texts(LONG)).differs
    assert not compare(with_styles(A="b"), with_styles(B="i")).differs


def test_kinds_are_compared_only_where_both_drafts_know_or_both_guess_them() -> None:
    known = texts(Block(Kind.SUBHEADING, (Run(LONG),), origin="41/a#x", style="Body"))
    guessed = texts(Block(Kind.PARAGRAPH, (Run(LONG),), style="Body"))
    assert not compare(known, guessed).differs
    other = replace(known, blocks=(replace(known.blocks[0], kind=Kind.CONTINUATION),))
    assert [one.formats for one in shown(compare(known, other))] == [("kind: subheading -> continuation",)]
