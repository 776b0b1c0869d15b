"""What must hold for any two drafts: both can be made from the comparison, and a draft doesn't differ from itself."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.comparing.changes import Change, Comparison, Tag, What
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Cell, Draft, Kind, Row, Run, Story, StoryKind
from tests.comparing.rebuild import check
from tests.word_builders import draft_of

WORDS = st.sampled_from(
    ["a", "the", "group", "of", "noted", "3.1", "(Rev.", "2024)", "—", "会议", "النص", "lamps\u00a0x"]
)
TEXTS = st.lists(WORDS, max_size=9).map(" ".join)
RUNS = st.lists(
    st.builds(
        Run,
        TEXTS.filter(bool),
        strong=st.booleans(),
        emphasis=st.booleans(),
        link=st.sampled_from([None, "https://example.org/a", "https://example.org/b", "#_Toc12"]),
        target=st.sampled_from([None, None, None, "t#1", "t#2"]),
        note=st.sampled_from([None, None, None, "footnote 1", "footnote 2"]),
        field=st.sampled_from([None, None, None, "PAGE", "DATE", "SEQ Figure"]),
        object=st.sampled_from([None, None, None, "picture 3f2a", "picture 77aa"]),
    ),
    max_size=4,
).map(tuple)
PARAGRAPHS = st.builds(
    Block,
    st.sampled_from([Kind.HEADING, Kind.NUMBERED, Kind.PARAGRAPH, Kind.LIST_ITEM]),
    RUNS,
    level=st.integers(0, 3),
    label=st.sampled_from(["", "1", "2", "a)", "–"]),
    origin=st.sampled_from(["", "", "t#1", "t#2", "t#3"]),
    style=st.sampled_from(["", "Normal", "TOC 1"]),
)
ROWS = st.lists(
    st.lists(st.builds(Cell, st.lists(PARAGRAPHS, max_size=2).map(tuple)), min_size=1, max_size=3).map(tuple).map(Row),
    min_size=1,
    max_size=4,
).map(tuple)
BLOCKS = st.one_of(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS, st.builds(Block, st.just(Kind.TABLE), rows=ROWS))
STORIES = st.lists(st.tuples(st.sampled_from(StoryKind), st.lists(PARAGRAPHS, min_size=1, max_size=2)), max_size=4)


def drafts_of(blocks: list[Block], stories: list[tuple[StoryKind, list[Block]]]) -> Draft:
    numbered = tuple(
        Story(kind, f"{kind.value} {n}", tuple(inner), author="A. Reader" if kind is StoryKind.COMMENT else "")
        for n, (kind, inner) in enumerate(stories, 1)
    )
    return replace(draft_of(blocks), stories=numbered)


DRAFTS = st.builds(drafts_of, st.lists(BLOCKS, max_size=8), STORIES)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Draft, Draft]:
    """Draw a draft and what a few edits make of it: blocks gone, new, moved, their words changed."""
    old = draw(DRAFTS)
    blocks = list(old.blocks)
    for _ in range(draw(st.integers(0, 4))):
        what = draw(st.sampled_from(["insert", "delete", "move", "edit", "split"]))
        n = draw(st.integers(0, max(len(blocks) - 1, 0)))
        if what == "insert":
            blocks.insert(n, draw(BLOCKS))
        elif not blocks:
            continue
        elif what == "delete":
            del blocks[n]
        elif what == "move":
            blocks.insert(draw(st.integers(0, len(blocks) - 1)), blocks.pop(n))
        elif what == "edit":
            blocks[n] = replace(blocks[n], runs=draw(RUNS)) if not blocks[n].rows else draw(BLOCKS)
        elif blocks[n].runs:
            blocks[n : n + 1] = [
                replace(blocks[n], runs=blocks[n].runs[:1]),
                replace(blocks[n], runs=blocks[n].runs[1:]),
            ]
    return old, replace(old, blocks=tuple(blocks), stories=old.stories[draw(st.integers(0, 1)) :])


@settings(max_examples=100, deadline=None)
@given(st.one_of(edited(), st.tuples(DRAFTS, DRAFTS)))
def test_both_drafts_can_be_made_from_their_comparison(pair: tuple[Draft, Draft]) -> None:
    check(*pair)


@settings(max_examples=60, deadline=None)
@given(DRAFTS)
def test_a_draft_compared_with_itself_gives_nothing(draft: Draft) -> None:
    found = compare(draft, draft)
    assert not found.differs
    assert found.derived() == {}


@settings(max_examples=60, deadline=None)
@given(edited())
def test_only_drafts_that_say_the_same_do_not_differ(pair: tuple[Draft, Draft]) -> None:
    """What isn't shown is the same but for what Word computes."""
    old, new = pair
    if not compare(old, new).differs:
        assert [_plain(block) for block in old.blocks] == [_plain(block) for block in new.blocks]


def _plain(block: Block) -> str:
    text = block.text
    computed = [run.text for run in block.runs if run.field or run.target or run.note]
    return text if not (computed or block.rows or block.style.startswith("TOC")) else ""


@settings(max_examples=60, deadline=None)
@given(edited())
def test_the_other_way_round_what_came_went(pair: tuple[Draft, Draft]) -> None:
    old, new = pair
    assert compare(old, new).differs == compare(new, old).differs


def marked(found: Comparison) -> tuple[int, int]:
    """Return how many characters are marked as deleted and as inserted; what moved counts at each end."""
    totals = {Tag.DELETED: 0, Tag.INSERTED: 0}
    for story in found.stories:
        for change in story.changes:
            _count(change, totals)
    return totals[Tag.DELETED], totals[Tag.INSERTED]


def _count(change: Change, totals: dict[Tag, int]) -> None:
    if change.what is What.MOVED:
        side, blocks = (Tag.DELETED, change.old) if change.away else (Tag.INSERTED, change.new)
        totals[side] += sum(len(block.text) for block in blocks)
        return
    for piece in change.pieces:
        if piece.tag in totals and not piece.mark:
            totals[piece.tag] += len(piece.run.text)
    for row in change.rows:
        for cell in row.cells:
            for inner in cell.changes:
                _count(inner, totals)


SENTENCES = st.lists(st.integers(0, 400).map(lambda n: f"word{n}"), min_size=12, max_size=30, unique=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=3, max_size=8), st.data())
def test_what_is_marked_is_the_least_that_an_edit_can_be(sentences: list[list[str]], data: st.DataObject) -> None:
    """One word of each paragraph becomes another, new one: nothing else is marked."""
    old = [" ".join(words) for words in sentences]
    new, deleted, inserted = [], 0, 0
    for n, words in enumerate(sentences):
        at = data.draw(st.integers(0, len(words) - 1))
        fresh = f"fresh{n}"
        deleted, inserted = deleted + len(words[at]), inserted + len(fresh)
        new.append(" ".join([*words[:at], fresh, *words[at + 1 :]]))
    assert marked(check(_of(old), _of(new))) == (deleted, inserted)
    assert marked(check(_of(new), _of(old))) == (inserted, deleted)


def _of(texts: list[str]) -> Draft:
    return draft_of(Block(Kind.PARAGRAPH, (Run(text),)) for text in texts)


def test_a_word_is_what_has_no_sign_in_it() -> None:
    found = compare(_of(["See 3.1, please (now)."]), _of(["See 3.2, please (then)."]))
    pieces = [(piece.tag.value, piece.run.text) for _, change in found.shown() for piece in change.pieces]
    assert [one for one in pieces if one[0] != "same"] == [
        ("deleted", "1"), ("inserted", "2"), ("deleted", "now"), ("inserted", "then"),
    ]  # fmt: skip
    assert re.sub(r"\s+", " ", "".join(text for tag, text in pieces if tag != "inserted")) == "See 3.1, please (now)."
