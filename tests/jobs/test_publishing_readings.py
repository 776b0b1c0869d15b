"""For … read …: put in their places, the new words give the new paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.draft import Run
from cwgdraft.jobs.publishing.readings import Reading, SmallWords, plain_runs, readings_of, text_of

SMALL = SmallWords(frozenset(["than", "to", "and"]), frozenset(["the", "in", "of", "to", "by", "than", "and", "are"]))
LONG = "At its first meeting the group asked the secretariat to count the lamps in every street of the town by March."


def told(old: str, new: str) -> list[tuple[str, str]]:
    return [(text_of(one.old), text_of(one.new)) for one in readings_of((Run(old),), (Run(new),), SMALL)]


def applied(old: str, readings: tuple[Reading, ...]) -> str:
    """Return a paragraph with each reading put where its old words stand; they stand there once, and apart."""
    places = []
    for one in readings:
        words = text_of(one.old)
        assert old.find(words) == old.rfind(words) >= 0, (old, words)
        places.append((old.index(words), len(words), text_of(one.new)))
    assert all(a[0] + a[1] <= b[0] for a, b in zip(sorted(places), sorted(places)[1:], strict=False))
    for start, length, words in sorted(places, reverse=True):
        old = old[:start] + words + old[start + length :]
    return old


WORDS = st.lists(st.sampled_from(["a", "the", "lamp", "lamps", "street,", "town.", "", "count"]), max_size=40)


@given(WORDS, WORDS)
def test_readings_lead_from_the_old_words_to_the_new(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    readings = readings_of((Run(before),), (Run(after),), SMALL)
    if readings:
        assert applied(before, readings) == after


@given(st.data())
def test_a_few_edits_in_a_long_paragraph_are_readings(data: st.DataObject) -> None:
    words = LONG.split(" ")
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(words) - 1))
        words[place : place + data.draw(st.integers(0, 1))] = data.draw(st.sampled_from([["x"], [], ["two", "words"]]))
    after = " ".join(words)
    readings = readings_of((Run(LONG),), (Run(after),), SMALL)
    assert applied(LONG, readings) == after if readings else after == LONG or len(words) < len(LONG.split(" ")) + 6


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (LONG, LONG.replace("first", "second"), [("its first meeting", "its second meeting")]),
        (LONG, LONG.replace("March.", "April."), [("town by March", "town by April")]),
        (LONG, LONG.replace("every ", ""), [("lamps in every street", "lamps in street")]),
        (LONG, LONG.replace("the group", "the whole group"), [("the group asked", "the whole group asked")]),
        (
            LONG,
            LONG.replace("first", "second").replace("March", "April"),
            [("its first meeting", "its second meeting"), ("town by March", "town by April")],
        ),
        (
            "more than 305 delegates came to the town",
            "more than 312 delegates came to the town",
            [("more than 305 delegates", "more than 312 delegates")],
        ),
        (
            "The lamps are lit in 12 streets, and all is well here",
            "The lamps are lit in 14 streets, and all is well here",
            [("in 12 streets", "in 14 streets")],
        ),
        (
            "In the year, moths, and not owls",
            "In the year, bats, and not owls",
            [("the year, moths", "the year, bats")],
        ),
        ("from 7 to 11 July", "from 7 to 12 July", [("7 to 11 July", "7 to 12 July")]),
    ],
)
def test_a_reading_is_a_phrase_of_three_words_and_begins_and_ends_with_no_small_one(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert told(old, new) == expected


def test_a_paragraph_that_was_written_anew_has_no_readings() -> None:
    other = "In spring, several members spoke at length about moths, owls and all that flies around any light at night."
    assert told(LONG, other) == []


def test_words_that_are_only_emphasized_are_no_reading() -> None:
    old, new = (Run("one two three"),), (Run("one "), Run("two", emphasis=True), Run(" three"))
    assert readings_of(old, new) == ()
    assert plain_runs(old) != plain_runs(new)


def test_a_link_that_leads_elsewhere_is_a_reading() -> None:
    old, new = ((Run(f"{LONG} See the "), Run("page", link=f"https://{name}.org")) for name in "ab")
    (one,) = readings_of(old, new)
    assert text_of(one.old) == text_of(one.new)
    assert one.old[-1].link == "https://a.org"


def test_the_number_of_a_reference_is_no_change() -> None:
    old, new = ((Run("See "), Run(number, field="REF"), Run(" on lamps.")) for number in ("3.1", "3.2"))
    assert readings_of(old, new) == ()
