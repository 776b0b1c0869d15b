"""The changes as lines: what stands where, what is left out, and how it is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.comparing.causes import with_causes
from cwgdraft.comparing.changes import Cause, CauseKind, Comparison, Piece, Tag
from cwgdraft.comparing.compare import compare
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.gathering import gathered
from cwgdraft.comparing.phrases import cause_in_words
from cwgdraft.comparing.spans import Span, laid_out, shortened, width_of
from cwgdraft.comparing.terminal import Options, lines, stat
from cwgdraft.draft import Block, Draft, Kind, Run, Story, StoryKind
from tests.comparing.test_compare import LONG, OTHER, THIRD, numbered, table, texts
from tests.word_builders import Writer, draft_of

WIDE = " ".join(f"word{n}" for n in range(60))


def printed(old: Draft, new: Draft, options: Options = Options()) -> list[str]:  # noqa: B008 - frozen
    return list(lines(compare(old, new, old_name="old.docx", new_name="new.docx"), options))


def body(old: Draft, new: Draft, options: Options = Options()) -> list[str]:  # noqa: B008 - frozen
    """Return the lines between the names of the drafts and the summary."""
    return printed(old, new, options)[3:-2]


def test_changes_stand_below_their_section_with_their_numbers() -> None:
    assert printed(numbered(LONG, OTHER), numbered(LONG, OTHER.replace("bulbs", "lamps"), THIRD)) == [
        "--- old.docx",
        "+++ new.docx",
        "",
        "@@ 1 Lamps",
        "~ 1.2  Several members asked for further consultation on [-bulbs-]{+lamps+} before the next session begins.",
        f"+ 1.3  {{+{THIRD}+}}",
        "",
        "2 changes: 1 inserted, 1 changed",
    ]


def test_nothing_is_said_of_drafts_that_do_not_differ() -> None:
    assert printed(texts(LONG), texts(LONG)) == ["no changes"]


def test_what_is_folded_is_counted_and_shown_with_all() -> None:
    old, new = numbered(LONG, OTHER), numbered(THIRD, LONG, OTHER)
    assert printed(old, new)[-1] == "1 change: 1 inserted; folded: 2 renumbered (--all shows them)"
    shown = printed(old, new, Options(everything=True))
    assert f"# 1.1 -> 1.2  {LONG}" in shown
    assert shown[-1] == "1 change: 1 inserted; 2 renumbered besides"


def test_a_computed_number_is_shown_with_all() -> None:
    old, new = (texts(LONG, Run(number, field="PAGE")) for number in "34")
    assert printed(old, new) == ["no changes; folded: 1 page field (--all shows them)"]
    assert body(old, new, Options(everything=True)) == ["@@ body", "~ [-3-]{+4+}"]


def test_a_move_is_known_by_its_beginning_and_shown_in_full_when_asked() -> None:
    old, new = numbered(LONG, OTHER, THIRD), numbered(OTHER, THIRD, LONG)
    assert body(old, new) == [
        "@@ 1 Lamps",
        "< 1.1  (moved to 1.3) The secretariat presented the report on lamps, which the group …",
        "> 1.3  (moved from 1.1) The secretariat presented the report on lamps, which the group …",
    ]
    assert body(old, new, Options(full=True))[-1] == f"> 1.3  (moved from 1.1) {LONG}"


def sections(*titles: str, level: int = 2) -> Draft:
    """Return a draft with a section of a heading and two paragraphs for each title, some at another depth."""
    writer = Writer()
    for title in titles:
        deep = level if title == "Lamps" else 2
        writer.outline(Kind.HEADING, 1, f"The part of the report on {title.lower()}")
        if deep > 2:
            writer.outline(Kind.HEADING, 2, "On the way")
        writer.outline(Kind.HEADING, deep, f"{title}, their makers and their users")
        for text in (LONG, OTHER):
            writer.outline(Kind.NUMBERED, deep + 1, f"{title}: {text}")
    return draft_of(replace(block, origin="", style=f"Numbered {block.level}") for block in writer.blocks)


def test_a_section_that_moved_is_one_line_at_each_end() -> None:
    old, new = sections("Lamps", "Bulbs", "Wires", "Fuses"), sections("Bulbs", "Wires", "Fuses", "Lamps")
    assert body(old, new) == [
        "@@ 1 The part of the report on lamps",
        "< 1  (moved to 4 and 3 more after it) The part of the report on lamps",
        "",
        "@@ 4 The part of the report on lamps",
        "> 4  (moved from 1, with the 3 paragraphs below it) The part of the report on lamps",
    ]
    shown = [line for line in body(old, new, Options(full=True)) if line.startswith(">")]
    assert shown[-1] == f"> 4.1.2  (moved from 1.1.2) Lamps: {OTHER}"
    assert len(shown) == 4


def test_what_follows_from_a_move_to_another_depth_is_not_told() -> None:
    old = sections("Lamps", "Bulbs", "Wires", "Fuses")
    found = body(old, sections("Bulbs", "Wires", "Fuses", "Lamps", level=3), Options(full=True))
    assert f"> 4.1.1.2  (moved from 1.1.2) Lamps: {OTHER}" in found
    assert not [line for line in found if line.startswith("    ")]


def test_a_cause_that_several_changes_share_is_written_once() -> None:
    cause = Cause(CauseKind.RECORD, "reworded", "records/meetings/42.md", 7)
    found = compare(numbered(LONG, OTHER, THIRD), numbered(LONG + "!", OTHER + "!", THIRD))
    printed = list(lines(with_causes(found, lambda *_: cause), Options()))
    assert [line for line in printed if "cause" in line] == [
        "    cause: records/meetings/42.md:7 – reworded",
        "    cause: as above",
    ]


def test_a_comment_says_what_it_is_about_and_where_it_hangs() -> None:
    comment = Story(
        StoryKind.COMMENT, "comment 1", texts("Why?").blocks, author="A. Writer", excerpt="the lamps", anchor=1
    )
    new = replace(numbered(LONG), stories=(comment,))
    assert body(numbered(LONG), new)[0] == "@@ comment 1 (A. Writer) (inserted) on “the lamps”, in 1 Lamps"


def test_paragraphs_that_moved_together_leave_one_line() -> None:
    first, second = body(texts(LONG, OTHER, WIDE, WIDE[::-1]), texts(WIDE, WIDE[::-1], LONG, OTHER))[1:3]
    assert first.startswith("< (moved to further down and 1 more after it) The secretariat")
    assert second.startswith("> (moved from further up and 1 more after it) The secretariat")


def test_a_moved_and_edited_paragraph_marks_its_words() -> None:
    shown = body(texts(LONG, OTHER, THIRD), texts(OTHER, THIRD, LONG.replace("lamps", "bulbs")))
    assert "[-lamps-]{+bulbs+}" in shown[-1]
    assert shown[-1].startswith("> (moved from further up) The secretariat")


def test_the_middle_of_long_paragraphs_is_left_out() -> None:
    (line,) = body(texts(WIDE), texts(WIDE.replace("word5 ", "WORD ").replace("word55", "WORDS")))[1:]
    assert line == (
        "~ word0 word1 word2 word3 word4 [-word5-]{+WORD+} word6 word7 word8 word9 word10 word11 word12 … "
        "word49 word50 word51 word52 word53 word54 [-word55-]{+WORDS+} word56 word57 word58 word59"
    )


def test_a_paragraph_is_shown_in_full_when_asked() -> None:
    (line,) = body(texts(WIDE), texts(WIDE.replace("word5 ", "WORD ")), Options(full=True))[1:]
    assert line == "~ " + WIDE.replace("word5 ", "[-word5-]{+WORD+} ")


def test_a_split_and_an_empty_paragraph_are_visible() -> None:
    assert body(texts(f"{LONG} {OTHER}"), texts(LONG, OTHER), Options(full=True))[1] == f"~ {LONG}[- -]{{+¶+}}{OTHER}"
    assert body(texts(LONG), texts(LONG, Block(Kind.PARAGRAPH)))[1] == "+ (empty paragraph)"


def test_a_table_shows_its_changed_rows() -> None:
    old = texts(table("Lamp | 100", "Bulb | 200", "Wire | 300"))
    new = texts(table("Lamp | 100", "Bulb | 250", "Wire | 300", "Fuse | 7"))
    assert body(old, new) == [
        "@@ body",
        "~ table of 4 rows",
        "    … 1 row",
        "  ~ Bulb | [-200-]{+250+}",
        "    … 1 row",
        "  + {+Fuse+} | {+7+}",
    ]


def test_formatting_and_links_are_said_in_words() -> None:
    old = texts(Block(Kind.PARAGRAPH, (Run("See "), Run("INF/3", link="https://example.org/a")), style="A"))
    new = texts(
        Block(Kind.PARAGRAPH, (Run("See ", strong=True), Run("INF/3", link="https://example.org/b")), style="B")
    )
    assert body(old, new)[1:] == [
        "~ See [-INF/3-]{+INF/3+}",
        "    style: A -> B",
        "    bold: “See”",
        "    link of “INF/3”: https://example.org/a -> https://example.org/b",
    ]


def test_signs_that_look_the_same_are_named() -> None:
    old, new = texts("Mr Sample and Ms Mock, C31/8-E"), texts("Mr\u00a0Sample and Ms\u00a0Mock, C31/8\u2011E")
    assert body(old, new)[2:] == ["    space -> non-breaking space (2 times)", "    hyphen -> non-breaking hyphen"]


def test_a_story_that_came_says_so() -> None:
    note = Story(StoryKind.FOOTNOTE, "footnote 1", (Block(Kind.PARAGRAPH, (Run("Ibid."),)),))
    assert body(texts(LONG), replace(texts(LONG), stories=(note,))) == ["@@ footnote 1 (inserted)", "+ {+Ibid.+}"]


def test_unchanged_blocks_stand_around_changes_when_asked() -> None:
    old, new = texts(LONG, OTHER, THIRD, WIDE), texts(LONG, OTHER, "Wires.", THIRD, WIDE)
    assert body(old, new, Options(context=1)) == [
        "@@ body",
        "  Several members asked for further consultation on bulbs before …",
        "+ {+Wires.+}",
        "  Nothing else was raised under this item, and the Chair closed it …",
    ]


def caused(found: Comparison, cause: Cause) -> Comparison:
    stories = tuple(
        replace(story, changes=tuple(replace(change, cause=cause) for change in story.changes))
        for story in found.stories
    )
    return replace(found, stories=stories)


def test_a_cause_stands_below_its_change_but_not_for_the_public() -> None:
    cause = Cause(CauseKind.RECORD, "reworded", "records/meetings/43.md", 12, "1a2b3c4d5e6f7a8b9c0d")
    found = caused(compare(texts(LONG), texts(LONG + " Again.")), cause)
    assert "    cause: records/meetings/43.md:12 (1a2b3c4d5e) – reworded" in list(lines(found, Options()))
    assert not any("43.md" in line for line in lines(found, Options(public=True)))


def test_a_cause_names_its_kind_unless_the_file_says_it() -> None:
    detail = "dates: 9 May 2031 -> 10 May 2031"
    cause = Cause(CauseKind.COMPUTED, detail, "records/meetings/43.yaml", 4, "not committed")
    assert cause_in_words(cause) == f"computed sentence – records/meetings/43.yaml:4 (not committed) – {detail}"
    assert cause_in_words(Cause(CauseKind.HAND)) == "edited by hand"
    assert cause_in_words(Cause(CauseKind.UNKNOWN)) == ""


def test_the_statistic_counts_by_section() -> None:
    found = compare(numbered(LONG, OTHER, THIRD), numbered(OTHER, THIRD, LONG + " Again.", WIDE))
    assert list(stat(found, Options())) == [
        " 1 Lamps | 1 inserted, 1 moved",
        "2 changes: 1 inserted, 1 moved; folded: 2 renumbered (--all shows them)",
    ]


def test_a_style_gets_every_text_with_its_role_and_no_brackets_stand() -> None:
    def style(text: str, role: str) -> str:
        return f"<{role}:{text}>" if role else text

    options = Options(style=style, brackets=False)
    assert body(texts("the lamps on,now"), texts("the bulbs on, now"), options) == [
        "<section:@@ body>",
        "~ the <deleted:lamps><inserted:bulbs> on,<inserted blank: >now",
    ]


def test_text_can_not_steer_the_terminal() -> None:
    (line,) = body(texts("a"), texts("a \x1b[2J\x9b red\ttab\nline"))[1:]
    assert line == "~ a{+ \ufffd[2J\ufffd red⇥tab↵line+}"


def test_other_scripts_are_left_as_they_are() -> None:
    (line,) = body(texts("الاجتماع ٤٢ 会议"), texts("الاجتماع ٤٣ 会议"))[1:]
    assert line == "~ الاجتماع [-٤٢-]{+٤٣+} 会议"


TEXT = st.text(st.sampled_from("ab cé́会议 النص—-"), max_size=60)
SPANS = st.lists(st.builds(Span, TEXT, st.sampled_from(["", "deleted", "inserted"])), max_size=5)


@settings(deadline=None)
@given(SPANS, st.integers(8, 40), st.integers(0, 6))
def test_lines_are_never_wider_than_the_terminal_and_lose_nothing(spans: list[Span], width: int, indent: int) -> None:
    found = laid_out(spans, lambda text, role: text, width, indent)
    assert all(width_of(line.rstrip(" ")) <= width for line in found)
    assert "".join("".join(found).split()) == "".join("".join(span.text for span in spans).split())


@settings(deadline=None)
@given(SPANS)
def test_gathering_keeps_both_texts(spans: list[Span]) -> None:
    tags = {"": Tag.SAME, "deleted": Tag.DELETED, "inserted": Tag.INSERTED}
    pieces = [Piece(tags[span.role], Run(span.text)) for span in spans]

    def side(some: list[Piece], other: Tag) -> str:
        return "".join(piece.run.text for piece in some if piece.tag is not other)

    found = gathered(pieces)
    for other in (Tag.DELETED, Tag.INSERTED):
        assert side(found, other) == side(pieces, other)


@given(TEXT, st.integers(2, 20), st.sampled_from(["start", "end", "both"]))
def test_an_excerpt_is_made_of_the_beginning_and_the_end(text: str, length: int, keep: Literal["start", "end"]) -> None:
    head, cut, tail = excerpt(text, length, keep).partition("…")
    if cut:
        assert text.startswith(head.rstrip()) and text.endswith(tail.lstrip())
        assert len(head.strip()) + len(tail.strip()) <= length + 4  # accents belong to their letters


def test_an_excerpt_is_cut_between_words() -> None:
    text = "in accordance with Resolution 1334 (Modified 2023)"
    assert excerpt(text, 22) == "in accordance with …"
    assert excerpt(text, 22, "end") == "… 1334 (Modified 2023)"
    assert excerpt(text, 40, "both") == "in accordance with … 1334 (Modified 2023)"
    assert excerpt("Donaudampfschifffahrtsgesellschaft", 10) == "Donaudampf …"
    assert excerpt("short", 4) == "short"


def test_words_that_gave_way_together_are_marked_together() -> None:
    (line,) = body(texts("It is based on lamps, it is so"), texts("It works on lamps, it was"))[1:]
    assert line == "~ It [-is based-]{+works+} on lamps, it [-is so-]{+was+}"


@settings(deadline=None)
@given(SPANS)
def test_shortening_keeps_every_marked_word(spans: list[Span]) -> None:
    def marked(some: list[Span]) -> list[str]:
        return ["".join(span.text for span in some if span.role == role) for role in ("deleted", "inserted")]

    assert marked(shortened(spans, 5)) == marked(spans)


def test_drafts_without_headings_have_one_part() -> None:
    headed = draft_of([Block(Kind.PARAGRAPH, (Run(LONG),)), *numbered(OTHER).blocks])
    changed = draft_of([Block(Kind.PARAGRAPH, (Run(THIRD),)), *numbered(OTHER + " x").blocks])
    assert [line for line in body(headed, changed) if line.startswith("@@")] == [
        "@@ before the first heading",
        "@@ 1 Lamps",
    ]
