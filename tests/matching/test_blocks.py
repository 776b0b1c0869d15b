"""Aligning blocks: every one has one fate; moves are moves, splits are splits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.matching.blocks import Step, Unit, align

A = "The Chair opened the meeting and welcomed the participants from many Member States."
B = "The secretariat presented the report on what was done since the last session of the Council."
C = "The group noted the report with appreciation and thanked the secretariat for its work."
D = "Several representatives proposed that the matter be taken up again next year in Geneva."


def units(*texts: str) -> list[Unit]:
    return [Unit(text, text) for text in texts]


def steps(old: list[str], new: list[str]) -> list[Step]:
    return align(units(*old), units(*new))


def test_what_is_the_same_is_paired_in_order() -> None:
    assert steps([A, B], [A, B]) == [Step((0,), (0,)), Step((1,), (1,))]


def test_an_edited_block_is_the_same_block() -> None:
    assert steps([A, B, C], [A, B.replace("last", "previous"), C])[1] == Step((1,), (1,))


def test_blocks_that_have_nothing_in_common_are_one_that_went_and_one_that_came() -> None:
    assert steps([A, B, C], [A, D, C])[1:3] == [Step((1,), ()), Step((), (1,))]


def test_the_lighter_of_two_that_changed_places_has_moved() -> None:
    short = "A short remark was made."
    assert steps([short, A + B], [A + B, short]) == [Step((0,), (), 1), Step((1,), (0,)), Step((), (1,), 1)]


def test_a_block_that_moved_and_was_edited_is_a_move() -> None:
    found = steps([A, B, C, D], [B, C, D, A.replace("many", "all")])
    assert [one.move for one in found if 0 in one.old or 3 in one.new] == [1, 1]


def test_short_blocks_do_not_move() -> None:
    assert not any(one.move for one in steps(["Yes.", A, B], [A, B, "Yes."]))


def test_one_paragraph_made_two_is_one_step() -> None:
    assert steps([A, f"{B} {C}", D], [A, B, C, D])[1] == Step((1,), (1, 2))


def test_two_paragraphs_made_one_are_one_step() -> None:
    assert steps([A, B, C, D], [A, f"{B} {C}", D])[1] == Step((1, 2), (1,))


def test_units_of_one_origin_are_paired_whatever_they_say() -> None:
    old = [Unit("x", "old words", "41/a"), Unit("y", A, "41/b")]
    new = [Unit("z", "quite another thing", "41/a"), Unit("y", A, "41/b")]
    assert align(old, new)[0] == Step((0,), (0,))


def test_units_of_different_kinds_are_never_paired() -> None:
    found = align([Unit(A, A, kind="table")], [Unit(A, A, kind="paragraph")])
    assert found == [Step((0,), ()), Step((), (0,))]


def test_wide_gaps_are_aligned_by_their_rarest_words() -> None:
    old = [f"Paragraph alpha{n} of the report says what was done in year beta{n} of the plan." for n in range(200)]
    new = [text.replace("says", "tells") for text in old]
    assert align(units(*old), units(*new)) == [Step((n,), (n,)) for n in range(200)]


TEXTS = st.lists(st.sampled_from([A, B, C, D, f"{A} {B}", A[:40], "", "Yes."]), max_size=12)


@given(TEXTS, TEXTS)
def test_every_block_of_both_sides_is_in_one_step_and_pairs_keep_their_order(old: list[str], new: list[str]) -> None:
    found = steps(old, new)
    assert sorted(n for one in found for n in one.old) == list(range(len(old)))
    assert sorted(n for one in found for n in one.new) == list(range(len(new)))
    for side in ("old", "new"):
        places = [n for one in found for n in getattr(one, side)]
        assert places == sorted(places)
    ends = [one.move for one in found if one.move]
    assert all(ends.count(number) == 2 for number in ends)
    assert all(not one.move or not (one.old and one.new) for one in found)
