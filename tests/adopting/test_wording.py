"""Words as the records hold them: facts become references, and nothing else of the words changes."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.adopting.facts import Who
from cwgdraft.adopting.wording import Registers, edition_meant, interval, mark_of, pieces_of, written
from cwgdraft.draft import ListKind

KNOWN = Registers(
    "CWG-TEST",
    people={
        "ann example": ("example", Who("Ms", "Ann Example", "Utopia")),
        "cy mock": ("mock", Who("Ms", "Cy Mock", "", "Deputy Head")),
    },
    resolutions={"PP 901": ("Sample City, 2018", "Rev. Mock Town, 2022"), "C 1902": ("Modified 2023",)},
    sessions={"C24": "Council 2024"},
    meetings={11: (dt.date(2024, 2, 5), dt.date(2024, 2, 6)), 12: None},
    documents={(11, "4"): "(Rev.1)"},
    family={"example": "example", "mock": "mock"},
)


def markdown(text: str, meeting: int = 0) -> str:
    return "".join(one.markdown for one in pieces_of(text, KNOWN, meeting))


def printed(text: str) -> str:
    return "".join(one.printed for one in pieces_of(text, KNOWN))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Document CWG-TEST-11/4(Rev.1) on lamps", "Document [[11/4]] on lamps"),
        ("Docs CWG-TEST-11/5 and CWG-TEST-12/INF/2", "Docs [[11/5]] and [[12/INF/2]]"),
        ("C24/18, CL-24/18 and A/RES/80/173", "[[C24/18]], [[CL-24/18]] and [[A/RES/80/173]]"),
        ("on 5-6 February 2024", "on [[2024-02-05/06]]"),
        ("30 September-1 October 2024", "[[2024-09-30/2024-10-01]]"),
        ("in March 2024, on 3 April 2024", "in [[2024-03]], on [[2024-04-03]]"),
        ("The 11th meeting was held on 5-6 February 2024.", "The 11th meeting was held on [[meeting 11|dates]]."),
        ("Ms Ann Example (Utopia) spoke", "[[example|full]] spoke"),
        ("Ms Cy Mock, Deputy Head, spoke", "[[mock|office]], spoke"),
        ("Ms Ann Example spoke", "[[example]] spoke"),
        ("PP Resolution 901 (Rev. Mock Town, 2022)", "[[PP 901@Rev. Mock Town, 2022]]"),
        ("at Council 2024", "at [[C24]]"),
    ],
)
def test_a_fact_that_is_registered_becomes_a_reference_that_prints_it(text: str, words: str) -> None:
    assert markdown(text) == words
    assert printed(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("from 5 to 6 February 2024", "from [[2024-02-05/06|5 to 6 February 2024]]"),
        ("Ms. Example spoke", "[[example|Ms. Example]] spoke"),
        ("Resolution 901", "[[PP 901|Resolution 901]]"),
        ("Council Resolution 1902 (Mod. 2023)", "[[C 1902@Modified 2023|Council Resolution 1902 (Mod. 2023)]]"),
        ("the 2024 session of the Council", "the [[C24|2024 session of the Council]]"),
    ],
)
def test_another_form_is_kept_as_it_was_typed(text: str, words: str) -> None:
    assert markdown(text) == words
    assert printed(text) == text


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("Document CWG TEST-11/5", "Document CWG-TEST-11/5"),
        ("Document CWG-TEST-11/4", "Document CWG-TEST-11/4(Rev.1)"),
        ("The 11th meeting was held on 17 October 2023.", "The 11th meeting was held on 5-6 February 2024."),
    ],
)
def test_what_the_record_knows_better_is_printed(text: str, now: str) -> None:
    assert printed(text) == now


@pytest.mark.parametrize(
    "text",
    [
        "Document CWG-DARK-11/4 of another group",
        "document 14, where nothing says whose",
        "by 3 April, of a year that nobody names",
        "Ms Xy Unknown (Utopia)",
        "Resolution 77 (Nowhere, 1999)",
        "the 12th meeting, whose days nobody knows, 40 lamps",
        "",
    ],
)
def test_what_isnt_known_stays_words(text: str) -> None:
    assert markdown(text) == text


def test_in_a_report_on_one_meeting_its_documents_are_cited_by_number() -> None:
    assert markdown("see document 14", 11) == "see document [[11/14|14]]"


FRAGMENT = st.sampled_from(
    [
        "Document CWG-TEST-11/4(Rev.1)", "CWG-TEST-12/INF/2", "on 5-6 February 2024", "in March 2024", "C24/18",
        "Ms Ann Example", "Ms Ann Example (Utopia)", "Ms Cy Mock, Deputy Head", "Council 2024", "11/4", "901",
        "PP Resolution 901 (Rev. Mock Town, 2022)", "the 11th meeting was held on 1 May 2020",
        " ", ", ", "and ", "(", ")", "[", "]", "|", "“", "-", "\n",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENT, max_size=8), st.sampled_from([0, 11]))
def test_what_the_pieces_typed_is_the_paragraph(parts: list[str], meeting: int) -> None:
    text = "".join(parts)
    pieces = pieces_of(text, KNOWN, meeting)
    assert "".join(one.typed for one in pieces) == text
    assert all(one.markdown == one.typed for one in pieces if not one.reference)


@settings(max_examples=100, deadline=None)
@given(st.dates(dt.date(2000, 1, 1), dt.date(2097, 1, 1)), st.integers(0, 400))
def test_days_as_the_house_prints_them_are_read_as_the_same_days(first: dt.date, more: int) -> None:
    last = first + dt.timedelta(more)
    assert markdown(f"on {written(first, last)} in Geneva") == f"on [[{interval(first, last)}]] in Geneva"


@pytest.mark.parametrize(
    ("typed", "edition"),
    [
        ("Rev. Mock Town, 2022", "Rev. Mock Town, 2022"),
        ("Mod. 2022", "Rev. Mock Town, 2022"),
        ("C18", "Sample City, 2018"),
        ("2030", ""),
        ("", ""),
    ],
)
def test_an_edition_is_known_by_its_year(typed: str, edition: str) -> None:
    assert edition_meant(typed, ("Sample City, 2018", "Rev. Mock Town, 2022")) == edition


@pytest.mark.parametrize(
    ("kind", "label", "mark"),
    [
        (ListKind.DASH, "–", "-"),
        (ListKind.BULLET, "•", "*"),
        (ListKind.NUMBER_DOT, "3.", "3."),
        (ListKind.LETTER_PAREN, "b)", "b)"),
        (ListKind.LETTER_PAREN, "(b)", "b)"),
        (ListKind.ROMAN_DOT, "iv.", "iv."),
    ],
)
def test_items_have_the_marks_of_the_records(kind: ListKind, label: str, mark: str) -> None:
    assert mark_of(kind, label) == mark
