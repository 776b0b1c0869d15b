"""Naming causes: what putting one thing back does to a block, and what two Word files say of themselves."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from cwgdraft.comparing.causes import with_causes
from cwgdraft.comparing.changes import Cause, CauseKind, Change, What
from cwgdraft.comparing.compare import compare
from cwgdraft.comparing.effects import Effect, effect, layout
from cwgdraft.comparing.word_files import cause_by_hand, cause_by_sources, word_file
from cwgdraft.draft import Block, Draft, Kind, Made, Row, Run, digest, plain_row

RECORD, PLAN, TEMPLATE = "records/meetings/11.md", "records/reports/r.yaml", "templates/t.docx"
FACTS, PHRASES = "records/meetings/11.yaml", "templates/phrases/en.yaml"


def block(origin: str, text: str = "", kind: Kind = Kind.PARAGRAPH, rows: tuple[Row, ...] = ()) -> Block:
    return Block(kind, (Run(text or f"Words of {origin}, long enough to be known again."),), 1, "", origin, rows=rows)


def draft(*blocks: Block, made: Made | None = None) -> Draft:
    return Draft("r", "council-report", "en", "t", {}, blocks, made=made)


def made(*blocks: Block, version: str = "1", **sources: str) -> Made:
    names = {"record": RECORD, "plan": PLAN, "template": TEMPLATE, "facts": FACTS, "phrases": PHRASES}
    digests = {name: sources.get(key, "0") for key, name in names.items()}
    return Made(version, digests, {one.origin: one.digest for one in blocks})


def only(old: Draft, new: Draft) -> Change:
    (change,) = [change for _, change in compare(old, new).shown() if not change.away]
    return change


# --- putting back ---------------------------------------------------------------------------------

HEAD = block("section:a", "A section", Kind.HEADING)
ONE, TWO, THREE = block("11/a~1"), block("11/a~2"), block("11/a~3")


@pytest.mark.parametrize(
    ("old", "new", "trial", "expected"),
    [
        ((ONE,), (ONE, TWO), (ONE,), Effect.RESTORES),
        ((ONE,), (ONE, TWO), (ONE, TWO), Effect.NONE),
        ((ONE, TWO), (ONE,), (ONE, TWO), Effect.RESTORES),
        ((ONE, TWO), (ONE,), (ONE,), Effect.NONE),
        ((block("p", "Eighty came."),), (block("p", "Ninety came."),), (block("p", "Eighty came."),), Effect.RESTORES),
        ((block("p", "Eighty came."),), (block("p", "Ninety came."),), (block("p", "Ten came."),), Effect.DIFFERS),
        ((block("p", "Eighty came."),), (block("p", "Ninety came."),), (block("p", "Ninety came."),), Effect.NONE),
        ((HEAD, ONE, TWO, THREE), (HEAD, TWO, THREE, ONE), (HEAD, ONE, TWO, THREE), Effect.RESTORES),
        ((HEAD, ONE, TWO, THREE), (HEAD, TWO, THREE, ONE), (HEAD, TWO, THREE, ONE), Effect.NONE),
    ],
)
def test_putting_something_back_restores_a_block_touches_it_or_does_nothing(
    old: tuple[Block, ...], new: tuple[Block, ...], trial: tuple[Block, ...], expected: Effect
) -> None:
    before, after = draft(*old), draft(*new)
    assert effect(only(before, after), layout(before), layout(after), layout(draft(*trial))) is expected


def test_a_block_moves_with_its_section() -> None:
    other = block("section:b", "Another section", Kind.HEADING)
    old, new = draft(HEAD, ONE, other, TWO), draft(other, TWO, HEAD, ONE)
    moved = [change for _, change in compare(old, new).shown() if not change.away]
    assert {change.what for change in moved} == {What.MOVED}
    assert {effect(one, layout(old), layout(new), layout(old)) for one in moved} == {Effect.RESTORES}


def test_the_number_that_a_reference_shows_is_no_words() -> None:
    old = draft(Block(Kind.PARAGRAPH, (Run("See "), Run("3.1", target="x")), origin="p"))
    new = draft(Block(Kind.PARAGRAPH, (Run("See "), Run("3.2", target="x")), origin="p"))
    change = Change(What.CHANGED, old.blocks, new.blocks)
    assert effect(change, layout(old), layout(new), layout(old)) is Effect.NONE


def test_both_ends_of_a_move_have_one_cause_and_what_stays_has_none() -> None:
    found = compare(draft(ONE, TWO, THREE), draft(TWO, THREE, ONE))
    asked: list[Change] = []

    def name(_: object, change: Change) -> Cause:
        asked.append(change)
        return Cause(CauseKind.PLAN, str(len(asked)))

    changes = [change for story in with_causes(found, name).stories for change in story.changes]
    assert [change.cause.detail for change in changes if change.cause] == ["1", "1"]
    assert {change.what for change in changes if change.cause is None} == {What.SAME}


def test_a_table_that_is_no_block_has_the_cause_of_what_changed_in_it() -> None:
    tables = [
        Block(Kind.TABLE, rows=(plain_row((Run("Purpose and scope of the report"),), (Run(text),)),))
        for text in ("To note it.", "To approve it.")
    ]
    found = with_causes(
        compare(draft(tables[0]), draft(tables[1])),
        lambda _, change: Cause(CauseKind.PLAN) if change.new[0].kind is Kind.PARAGRAPH else None,
    )
    assert [change.cause for _, change in found.shown()] == [Cause(CauseKind.PLAN)]


# --- two Word files -------------------------------------------------------------------------------


def by_hand(old: Draft, new: Draft) -> Cause | None:
    return cause_by_hand(only(old, new), word_file(old), word_file(new))


def test_a_block_that_is_not_as_it_was_built_was_edited() -> None:
    typed = block(ONE.origin, "Words that somebody typed, long enough to be known again.")
    built = made(ONE, TWO)
    assert by_hand(draft(ONE, TWO, made=built), draft(typed, TWO, made=built)) == Cause(
        CauseKind.HAND, "edited in the new file"
    )
    assert by_hand(draft(typed, TWO, made=built), draft(ONE, TWO, made=built)) == Cause(
        CauseKind.HAND, "edited in the old file"
    )


def test_a_block_that_a_build_wrote_and_that_is_gone_was_taken_out() -> None:
    built = made(ONE, TWO)
    assert by_hand(draft(ONE, TWO, made=built), draft(ONE, made=built)) == Cause(
        CauseKind.HAND, "taken out of the new file"
    )
    assert by_hand(draft(ONE, made=built), draft(ONE, TWO, made=built)) == Cause(
        CauseKind.HAND, "taken out of the old file"
    )


def test_a_block_that_stands_elsewhere_than_built_was_moved() -> None:
    built = made(ONE, TWO, THREE)
    assert by_hand(draft(ONE, TWO, THREE, made=built), draft(TWO, THREE, ONE, made=built)) == Cause(
        CauseKind.HAND, "moved in the new file"
    )


def test_a_block_that_a_later_build_leaves_out_was_taken_out_by_nobody() -> None:
    assert by_hand(draft(ONE, TWO, made=made(ONE, TWO)), draft(ONE, made=made(ONE))) is None


def source_cause(origin: str, old: Mapping[str, str], new: Mapping[str, str]) -> Cause:
    before, after = block(origin, "Eighty delegates took part."), block(origin, "Ninety delegates took part.")
    return cause_by_sources(only(draft(before), draft(after)), made(**old), made(**new))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("origin", "changed", "expected"),
    [
        ("11/a~1", {"record": "1"}, Cause(CauseKind.RECORD, "", RECORD)),
        ("11/a~1", {"record": "1", "template": "1"}, Cause(CauseKind.RECORD, "", RECORD)),
        ("11/a~1", {"record": "1", "facts": "1"}, Cause(CauseKind.RECORD, f"one of these changed: {RECORD}, {FACTS}")),
        ("phrase:introduction/attendance", {"phrases": "1"}, Cause(CauseKind.PHRASES, "", PHRASES)),
        ("section:a", {"plan": "1", "record": "1"}, Cause(CauseKind.RECORD, f"one of these changed: {RECORD}, {PLAN}")),
        ("section:a", {"plan": "1"}, Cause(CauseKind.PLAN, "", PLAN)),
        ("", {"template": "1"}, Cause(CauseKind.TEMPLATE, "", TEMPLATE)),
        ("", {"template": "1", "plan": "1"}, Cause(CauseKind.UNKNOWN, f"one of these changed: {PLAN}, {TEMPLATE}")),
        (
            "11/a~1",
            {"record": "1", "version": "2"},
            Cause(CauseKind.RECORD, f"one of these changed: {RECORD}, version 1 -> 2"),
        ),
        ("11/a~1", {"version": "2"}, Cause(CauseKind.PROGRAM, "version 1 -> 2")),
        ("11/a~1", {}, Cause(CauseKind.UNKNOWN, "both files were made from the same records, template and phrases")),
        (
            "phrase:a/b",
            {"facts": "1", "phrases": "1"},
            Cause(CauseKind.COMPUTED, f"one of these changed: {FACTS}, {PHRASES}"),
        ),
    ],
)
def test_the_sources_that_differ_name_the_cause(origin: str, changed: Mapping[str, str], expected: Cause) -> None:
    assert source_cause(origin, {}, changed) == expected


def test_a_look_that_no_source_changed_was_changed_by_hand() -> None:
    change = Change(What.FORMATTED, (ONE,), (ONE,))
    assert cause_by_sources(change, made(), made()) == Cause(CauseKind.HAND, "its look was changed in one of the files")
    assert cause_by_sources(change, made(), made(template="1")) == Cause(CauseKind.TEMPLATE, "", TEMPLATE)


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("11/a~1", Cause(CauseKind.RECORD, "made from 11/a~1")),
        ("section:a", Cause(CauseKind.PLAN, "made from section:a")),
        (
            "phrase:a/b",
            Cause(CauseKind.COMPUTED, "which fact moved it isn't known: the files carry no digests of the records"),
        ),
        ("", Cause(CauseKind.UNKNOWN, "the files don't say which records they were made from")),
    ],
)
def test_files_from_before_digests_were_kept_tell_by_the_origin(origin: str, expected: Cause) -> None:
    old, new = block(origin, "Eighty delegates took part."), block(origin, "Ninety delegates took part.")
    unknown = Made("1", {RECORD: ""}, {origin: digest("x")})
    assert cause_by_sources(only(draft(old), draft(new)), unknown, unknown) == expected
