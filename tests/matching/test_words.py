"""Comparing tokens: nothing lost, as little marked as can be, at the places where words begin."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.matching.words import compare_tokens, split_words

SENTENCES = st.lists(st.sampled_from(["the ", "group ", "noted ", "it", ".", " ", "a", "Chair "]), max_size=30)


def shown(old: str, new: str) -> str:
    """Return the words of both texts, those that went in [-brackets-], those that came in {+braces+}."""
    first, second = split_words(old), split_words(new)
    out = ""
    for one in compare_tokens(first, second):
        if one.tag == "delete":
            out += f"[-{''.join(first[one.old_start : one.old_end])}-]"
        else:
            words = "".join(second[one.new_start : one.new_end])
            out += f"{{+{words}+}}" if one.tag == "insert" else words
    return out


def weight(tokens: Sequence[str]) -> int:
    return sum(len(one) for one in tokens)


def heaviest(old: Sequence[str], new: Sequence[str]) -> int:
    """Return the greatest weight that two sequences can have in common, by the book."""
    best = [0] * (len(new) + 1)
    for one in old:
        before = best[:]
        for j, other in enumerate(new):
            best[j + 1] = max(before[j + 1], best[j], before[j] + len(one) if one == other else 0)
    return best[-1]


def test_tokens_are_words_white_space_and_single_signs() -> None:
    assert split_words("Doc. 42/5 – был\u00a0ok") == [
        "Doc",
        ".",
        " ",
        "42",
        "/",
        "5",
        " ",
        "–",
        " ",
        "был",
        "\u00a0",
        "ok",
    ]


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("", "", ""),
        ("same words", "same words", "same words"),
        ("", "all new", "{+all new+}"),
        ("the cat sat", "the big cat sat", "the {+big +}cat sat"),
        ("noted the report", "welcomed the report", "[-noted-]{+welcomed+} the report"),
        ("One. Two two. Three", "One. Two two. Two two. Three", "One. Two two. {+Two two. +}Three"),
        ("The Chair spoke. It ended.", "It ended.", "[-The Chair spoke. -]It ended."),
    ],
)
def test_what_changed_begins_where_a_word_begins(old: str, new: str, wanted: str) -> None:
    assert shown(old, new) == wanted


def test_long_words_are_kept_rather_than_many_short_ones() -> None:
    old, new = ["a", "b", "telecommunication"], ["telecommunication", "a", "b"]
    kept = [one for one in compare_tokens(old, new) if one.tag == "equal"]
    assert [old[one.old_start : one.old_end] for one in kept] == [["telecommunication"]]


def test_weights_can_be_given() -> None:
    old, new = [1, 2, 9], [9, 1, 2]
    kept = [one for one in compare_tokens(old, new, ([1, 1, 5], [5, 1, 1])) if one.tag == "equal"]
    assert [(one.old_start, one.new_start) for one in kept] == [(2, 0)]


@given(SENTENCES, SENTENCES)
def test_both_sides_can_be_made_from_what_is_found_and_no_less_could_be_marked(old: list[str], new: list[str]) -> None:
    first: list[str] = []
    second: list[str] = []
    common = 0
    for one in compare_tokens(old, new):
        first += old[one.old_start : one.old_end]
        second += new[one.new_start : one.new_end]
        if one.tag == "equal":
            assert old[one.old_start : one.old_end] == new[one.new_start : one.new_end]
            common += weight(old[one.old_start : one.old_end])
    assert (first, second) == (old, new)
    assert common == heaviest(old, new)
