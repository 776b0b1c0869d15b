"""Rules on texts that nobody means well with: no rule stops, and each takes a time that grows as the text does."""

from __future__ import annotations

import pytest

from cwgdraft.checking.event_dates import contradictions
from cwgdraft.checking.prose import Prose
from cwgdraft.checking.registry import load_rule, names
from cwgdraft.checking.signs import in_brackets
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import sentence_start
from cwgdraft.language.mentions import dates_in, resolutions_in, symbols_in
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import load_house
from tests.benchmarks.checks import HOSTILE

HOUSE = load_house(None)
ONCE = [rule for rule in map(load_rule, names()) if rule.needs != "records" and rule.name != "grammar"]


def subject(*texts: str) -> Subject:
    """Return a document of numbered paragraphs, each text one of them."""
    lines = ["1\tIntroduction", *(f"1.{n}\t{text}" for n, text in enumerate(texts, 1))]
    return Subject(read_text("\n".join(lines), "lamps"), HOUSE)


def hits(rule: str, *texts: str) -> list[Hit]:
    return list(load_rule(rule).check(subject(*texts)))


@pytest.mark.parametrize("piece", HOSTILE)
def test_every_hit_lies_in_its_passage(piece: str) -> None:
    given = subject(piece * 60, piece, "")
    for rule in ONCE:
        for hit in rule.check(given):
            assert 0 <= hit.start <= hit.end <= len(hit.passage.text)
            assert hit.passage is given.passages[hit.passage.number]
            assert hit.fix is None or hit.fix.new != hit.words
            assert len(hit.message) < 2_000


@pytest.mark.parametrize(
    "text",
    [
        "The group considered ſeven documents and sİx contributions (fıve documents).",
        "The ſecond meeting of the group, the Firſt meeting and the forty-firſt meeting were held on 4 March 2025.",
        "At the ſixth and sİxth meetings Document CWG-TEST-6/1 was noted: ſix (7) documents.",
        "The Forum 2024 was held from 15 to 19 December 202۵, and the 4th meeting on ٣ March 2025.",
        "The Trust - Fund  of Lamps (TFX) and the A- -B of Oil (ABO).",
    ],
)
def test_letters_that_only_look_alike_stop_no_rule(text: str) -> None:
    for rule in ONCE:
        list(rule.check(subject(text, "This is on the 6th meeting of CWG-TEST (Doc. CWG-TEST-6/2).")))


def test_brackets_of_an_events_tail_are_read_once() -> None:
    tail = "  (a)" * 30 + ", which, which, which, which, which"
    assert contradictions(subject(f"The Lamp Forum{tail} xx was held on 5 January 2026.")) == ()


def test_a_short_symbol_has_the_group_of_the_one_before_it() -> None:
    text = "CWG-OIL-1/2 and 1/3; later CWG-GAS-9/9"
    assert [one.usual for one in symbols_in(text)] == ["CWG-OIL-1/2", "CWG-OIL-1/3", "CWG-GAS-9/9"]


def test_the_noun_of_a_list_counts_to_the_end_of_its_sentence() -> None:
    text = "Resolutions 140 (Rev. Dubai, 2018) on oil and 70 (Rev. Dubai, 2018). That 71 (Rev. Dubai, 2018) burns."
    assert [(one.number, one.shared) for one in resolutions_in(text)] == [("140", False), ("70", True), ("71", False)]


def test_dates_that_overlap_are_one() -> None:
    text = "5, 6 and 7 January 2026, 8 January 2026"
    assert [one.text for one in dates_in(text)] == ["5, 6 and 7 January 2026", "8 January 2026"]


def test_depth_and_sentence_are_those_of_the_place() -> None:
    text = "One (two [three]) four. Five! Six )seven( eight"
    assert [in_brackets(text, text.index(word)) for word in ("One", "three", "four", "seven", "eight")] == [
        False, True, False, False, True,
    ]  # fmt: skip
    assert [text[sentence_start(text, text.index(word)) :][:6].strip() for word in ("two", "Five", "Six", "eight")] == [
        "One (t", "Five!", "Six )", "Six )",
    ]  # fmt: skip


def test_an_address_is_no_longer_than_any_is() -> None:
    prose = Prose(subject("a" * 5_000 + "://" + "b" * 5_000).passages)
    (span,) = prose.addresses.spans
    assert span[1] - span[0] == 4_000


def test_a_bracket_is_shown_with_some_words_only() -> None:
    assert [hit.words for hit in hits("unclosed-bracket", "(" + "a" * 500)] == ["(" + "a" * 47]


def test_a_name_that_differs_is_found_among_many() -> None:
    many = ", ".join(f"Ms Anna {letter}{other}lberg" for letter in "BDFGHKLM" for other in "aeiouy")
    found = hits("name-spelt-differently", many, "Mr Bernardo Lampister spoke. Mr Bernardo Lampistar left.")
    assert "'Bernardo Lampistar' is 'Bernardo Lampister' elsewhere in the document" in [hit.message for hit in found]


def test_of_dates_of_a_meeting_that_most_have_is_right() -> None:
    told = ["The 41st meeting was held on 2 October 2024."] * 3 + ["The 41st meeting was held on 9 October 2024."]
    (hit,) = hits("meetings-contradict", *told)
    assert hit.words == "9 October 2024"
