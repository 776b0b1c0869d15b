"""Resolutions in text, in every form that somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.language.mentions import ResolutionMention, resolutions_in


def only(text: str) -> ResolutionMention:
    (found,) = resolutions_in(text)
    return found


@pytest.mark.parametrize(
    ("text", "body", "number", "edition", "year"),
    [
        ("PP Resolution 140 (Rev. Bucharest, 2022)", "plenipotentiary", "140", "Rev. Bucharest, 2022", 2022),
        ("Resolution 140 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "plenipotentiary", "140",
         "Rev. Dubai, 2018", 2018),
        ("Resolution 140 of the Plenipotentiary Conference (Guadalajara 2010)", "plenipotentiary", "140",
         "Guadalajara 2010", 2010),
        ("Resolution 214 (Bucharest, 2022)", "", "214", "Bucharest, 2022", 2022),
        ("ITU Plenipotentiary Resolution 179 (Rev. Dubai, 2018)", "plenipotentiary", "179", "Rev. Dubai, 2018", 2018),
        ("Plenipotentiary Conference Resolution 140", "plenipotentiary", "140", "", 0),
        ("PP-22 Resolution 214", "plenipotentiary", "214", "", 0),
        ("Council Resolution 1332 (Modified 2024)", "council", "1332", "Modified 2024", 2024),
        ("ITU Council Resolution 1332 (Mod. 2024)", "council", "1332", "Mod. 2024", 2024),
        ("Council resolution 1334 (mod.2023)", "council", "1334", "mod.2023", 2023),
        ("Council Resolution 1332 (MOD, 2016)", "council", "1332", "MOD, 2016", 2016),
        ("Council Resolution 1332 (Geneva, 2024)", "council", "1332", "Geneva, 2024", 2024),
        ("Council Resolution 1332 (C11, last amended C24)", "council", "1332", "C11, last amended C24", 2024),
        ("Council Resolution 1332 (2011, modified 2016)", "council", "1332", "2011, modified 2016", 2016),
        ("Resolution 1306 (Council 2009)", "", "1306", "Council 2009", 2009),
        ("Council Resolution 1344 (Rev. 2015)", "council", "1344", "Rev. 2015", 2015),
        ("Resolution 140 (Rev.Bucharest 2022)", "", "140", "Rev.Bucharest 2022", 2022),
        ("Resolution 140 (Bucharest, Rev. 2022)", "", "140", "Bucharest, Rev. 2022", 2022),
        ("Resolution 102 (Rev. PP-22)", "", "102", "Rev. PP-22", 2022),
        ("WTDC 2017 Resolution 30 (REV. Buenos Aires, 2017)", "WTDC", "30", "REV. Buenos Aires, 2017", 2017),
        ("WTSA-16 Resolution 75 (Rev. Hammamet, 2016)", "WTSA", "75", "Rev. Hammamet, 2016", 2016),
        ("RESOLUTION 146 (REV. BUSAN, 2014)", "", "146", "REV. BUSAN, 2014", 2014),
        ("UNGA Resolution 70/125", "general assembly", "70/125", "", 0),
        ("Resolution 70/125", "general assembly", "70/125", "", 0),
        ("ECOSOC Resolution 2019/24", "ECOSOC", "2019/24", "", 0),
        ("Human Rights Council Resolution 47/16", "human rights council", "47/16", "", 0),
        ("Security Council Resolution 1325", "security council", "1325", "", 0),
        ("Council Resolutions: 1332", "council", "1332", "", 0),
        ("Resolution No. 140", "", "140", "", 0),
    ],
)  # fmt: skip
def test_a_resolution_is_read_in_every_form(text: str, body: str, number: str, edition: str, year: int) -> None:
    found = only(f"In line with {text}, it met.")
    assert (found.text, found.body, found.number, found.edition, found.edition_year) == (
        text, body, number, edition, year,
    )  # fmt: skip


def test_each_number_of_a_list_is_a_resolution_with_the_noun_and_body_of_the_first() -> None:
    text = "Council Resolutions 1332 (Modified 2024), 1334 (Modified 2023) and 1306"
    found = [(one.number, one.body, one.shared) for one in resolutions_in(text)]
    assert found == [("1332", "council", False), ("1334", "council", True), ("1306", "council", True)]


def test_the_noun_counts_on_through_the_sentence() -> None:
    text = "Resolutions 140 (Rev. Busan, 2014) on lamps and 1332 (Modified 2016) on oil"
    assert [(one.number, one.shared) for one in resolutions_in(text)] == [("140", False), ("1332", True)]


def test_a_number_of_the_council_does_not_take_the_body_of_the_conference() -> None:
    found = [(one.number, one.body) for one in resolutions_in("PP Resolutions 140 and 1332")]
    assert found == [("140", "plenipotentiary"), ("1332", "")]


def test_a_number_with_an_edition_alone_is_a_resolution_without_noun() -> None:
    found = only("in line with 140 (Rev. Bucharest, 2022), it met")
    assert (found.text, found.noun, found.shared) == ("140 (Rev. Bucharest, 2022)", "", False)


def test_a_resolution_tells_what_stands_before_its_number_and_where_its_edition_is() -> None:
    text = "See ITU Council Resolution 1332 (Modified 2024)."
    found = only(text)
    assert found.lead == "ITU Council Resolution "
    assert text[found.edition_start :].startswith("Modified 2024")


def test_decisions_are_told_from_resolutions() -> None:
    assert only("Decision 5 (Rev. Bucharest, 2022)").is_decision
    assert not only("Resolution 5 (Rev. Bucharest, 2022)").is_decision


@pytest.mark.parametrize(
    "text",
    [
        "UNGA Resolution A/RES/80/173",
        "140 delegates (in 2022)",
        "the 2024 session (Geneva)",
        "a resolution of 5.4 million",
        "a decision 3 years ago",
    ],
)
def test_what_is_no_numbered_resolution_is_none(text: str) -> None:
    assert list(resolutions_in(text)) == []


def test_words_in_brackets_that_are_no_edition_are_left_outside() -> None:
    assert only("Resolution 140 (implementing the outcomes, 2022)").text == "Resolution 140"


@given(st.text(alphabet="PCounciRes olt.14032(),Mdfv&/", max_size=60))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for one in resolutions_in(text):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        end = one.end
