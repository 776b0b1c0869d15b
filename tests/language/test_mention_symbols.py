"""Symbols of documents in text, in every form that somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.language.mentions import SymbolMention, same_group, symbols_in

GROUP = "CWG-WSIS&SDG"


def only(text: str, acronym: str = GROUP) -> SymbolMention:
    (found,) = symbols_in(text, acronym)
    return found


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("CWG-WSIS&SDG-42/12(Rev.1)", "CWG-WSIS&SDG-42/12(Rev.1)"),
        ("CWG-WSIS&SDG-42/INF/4", "CWG-WSIS&SDG-42/INF/4"),
        ("CWG-WSIS&SDG-42/INF/4-E", "CWG-WSIS&SDG-42/INF/4"),
        ("CWG-WSIS&SDG-42/INF 4", "CWG-WSIS&SDG-42/INF/4"),
        ("CWGWSIS35/11", "CWG-WSIS&SDG-35/11"),
        ("CWGWSIS&SDG37/7-Rev.1", "CWG-WSIS&SDG-37/7(Rev.1)"),
        ("CWG-WSIS&SDG-34-22", "CWG-WSIS&SDG-34/22"),
        ("WG-WSIS-32/19-E Rev. 1", "CWG-WSIS&SDG-32/19(Rev.1)"),
        ("CWG WSIS&SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG&WSIS&SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG-WSIS-SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG-WSIS&SDG-42/7(Add.1)(Corr.2)", "CWG-WSIS&SDG-42/7(Add.1)(Corr.2)"),
        ("CWG-WSIS&SDG-42 / 7", "CWG-WSIS&SDG-42/7"),
        ("CWG-FHR-15/3", "CWG-FHR-15/3"),
        ("CWG-FHR 15/3", "CWG-FHR-15/3"),
        ("CWG-Internet-12/4", "CWG-Internet-12/4"),
        ("CWG-COP/8/2", "CWG-COP-8/2"),
        ("CWG-LANG 9/3", "CWG-LANG-9/3"),
        ("EG-ITRs-1/2", "EG-ITRs-1/2"),
    ],
)
def test_a_symbol_of_a_group_is_read_in_every_form(text: str, usual: str) -> None:
    found = only(f"See {text}, which is long.")
    assert (found.series, found.text, found.usual) == ("group", text, usual)


@pytest.mark.parametrize(
    ("text", "series", "usual"),
    [
        ("C21/8-E", "council", "C21/8"),
        ("C26/INF/3", "council", "C26/INF/3"),
        ("C26/ADM/2(Rev.1)", "council", "C26/ADM/2(Rev.1)"),
        ("C17/12 (Rev.1)", "council", "C17/12(Rev.1)"),
        ("C17/12+Add.1", "council", "C17/12(Add.1)"),
        ("C-26/8", "council", "C26/8"),
        ("C09/119", "council", "C09/119"),
        ("CL-25/44", "circular", "CL-25/44"),
        ("CL25/44", "circular", "CL-25/44"),
        ("CL/25/44", "circular", "CL-25/44"),
        ("A/RES/80/173", "un", "A/RES/80/173"),
        ("A/RES 80/173", "un", "A/RES/80/173"),
        ("A/RES80/173", "un", "A/RES/80/173"),
        ("A.RES/80/173", "un", "A/RES/80/173"),
        ("A/80/RES/173", "un", "A/RES/80/173"),
        ("A/Res/80/173", "un", "A/RES/80/173"),
        ("E/RES/2019/24", "un", "E/RES/2019/24"),
        ("A/76/L.8", "un", "A/76/L.8"),
        ("A/76/L8", "un", "A/76/L.8"),
        ("E/CN.16/2025/2", "un", "E/CN.16/2025/2"),
        ("A/HRC/RES/47/16", "un", "A/HRC/RES/47/16"),
    ],
)
def test_symbols_of_other_series_are_read(text: str, series: str, usual: str) -> None:
    found = only(f"See {text}.")
    assert (found.series, found.text, found.usual) == (series, text, usual)


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("CWG-WSIS&SDG-42/3", True),
        ("CWG-WSIS&SDG-42/3-E", True),
        ("CWG-WSIS&SDG-42/3-E(Rev.1)", True),
        ("CWG-WSIS&SDG-42/3 (Rev.1)", False),
        ("CWGWSIS-42/3", False),
        ("A/RES/80/173", True),
        ("A/RES 80/173", False),
    ],
)
def test_a_symbol_knows_whether_it_is_in_the_form_of_its_series(text: str, usual: bool) -> None:
    assert only(text).is_usual is usual


def test_numbers_behind_document_are_bare_or_short() -> None:
    found = [
        (one.series, one.text, one.lead) for one in symbols_in("document 14, Doc. 5 Rev.1, Document 42/20.", GROUP)
    ]
    assert found == [
        ("bare", "14", "document "), ("bare", "5 Rev.1", "Doc. "), ("short", "42/20", "Document "),
    ]  # fmt: skip


def test_short_symbols_in_a_list_belong_to_the_group_of_the_first() -> None:
    found = [one.usual for one in symbols_in("Documents CWG-FHR-15/3, 15/4 and 15/INF/2", GROUP)]
    assert found == ["CWG-FHR-15/3", "CWG-FHR-15/4", "CWG-FHR-15/INF/2"]


def test_the_word_before_a_symbol_is_its_lead() -> None:
    found = only("(see Docs. CWG-FHR-15/3)")
    assert (found.lead, found.lead_start, found.start) == ("Docs. ", 5, 11)


@pytest.mark.parametrize(
    "text",
    [
        "Action Lines C2, C4, C5 and C11",
        "CWG-FHR 14/15 February",
        "CWG-FHR 14-15 February",
        "CWG-WSIS&SDG 41-42",
        "CWG-WSIS&SDG Meeting 41/42",
        "the documents 30 days before",
        "document 3 years old",
        "open 24/7 and 1/2 full, on 10/09/2025",
        "Documents 10-12",
        "the 42nd meeting of 2025",
    ],
)
def test_what_only_looks_like_a_symbol_is_none(text: str) -> None:
    assert [one.text for one in symbols_in(text, GROUP) if one.series != "bare"] == []


def test_a_revision_is_none_of_a_word_that_begins_like_it() -> None:
    assert only("CWG-WSIS&SDG-42/14 Revised").text == "CWG-WSIS&SDG-42/14"
    assert only("(CWG-WSIS&SDG-42/14 Rev.2)").revision == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("CWGWSIS", "CWG-WSIS&SDG", True),
        ("WG-WSIS", "CWG-WSIS&SDG", True),
        ("CWG-WSIS&SDGs", "CWG-WSIS&SDG", True),
        ("CWG-FHR", "CWG-WSIS&SDG", False),
        ("", "CWG-FHR", False),
    ],
)
def test_acronyms_of_one_group_are_told_from_those_of_others(one: str, other: str, same: bool) -> None:
    assert same_group(one, other) is same


@given(st.text(alphabet="CWG-FHRAELSIND oc.u/&()0123456789Rev", max_size=60))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for one in symbols_in(text, "CWG-FHR"):
        assert text[one.start : one.end] == one.text
        assert end <= one.start < one.end
        end = one.end
