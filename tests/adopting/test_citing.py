"""Citations as note-takers type them."""

from __future__ import annotations

import pytest

from cwgdraft.adopting.citing import citations_in, unlisted_in

LISTS = {11: {"3", "INF/1"}, 12: {"5"}}


def completed(text: str) -> str:
    """Return a text of notes on the 12th meeting with its citations completed."""
    for one in reversed(citations_in(text, "CWG-TEST", 12, LISTS)):
        text = text[: one.start] + one.piece.reference + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("sec presented doc 5", "sec presented Document [[5]]"),
        ("Document 5(Rev.1) was noted", "Document [[5]] was noted"),
        ("see doc. 5 rev 2, fine", "see Document [[5]], fine"),
        ("(doc 5), (Doc. 6), (docs 7 and 8)", "(Doc. [[5]]), (Doc. [[6]]), (Docs [[7]] and [[8]])"),
        ("doc5, doc #6, doc. no. 7", "Document [[5]], Document [[6]], Document [[7]]"),
        ("docs 3, 4 and INF/1", "Documents [[3]], [[4]] and [[INF/1]]"),
        ("Docs 3-5", "Docs [[3]]-[[5]]"),
        ("INF/2, INF 3 and inf talk", "[[INF/2]], [[INF/3]] and inf talk"),
        ("12/5 and 12/INF/6", "[[5]] and [[INF/6]]"),
        ("11/3, 11/INF/1", "[[11/3]], [[11/INF/1]]"),
        ("doc 11/9", "Document [[11/9]]"),
        ("Doc. CWG-TEST-12/7(Rev.1) and CWG-TEST-11/3", "Doc. [[7]] and [[11/3]]"),
    ],
)
def test_a_citation_becomes_a_reference(typed: str, written: str) -> None:
    assert completed(typed) == written


@pytest.mark.parametrize(
    "typed",
    [
        "doc reviewed", "13 documents 5 countries", "documents 5 information papers", "24/7 support", "11/9 of them",
        "Document CWG-OTHER-3/4", "C26/8 and C26/INF/3", "https://example.org/12/5", "doc 5.2", "12/5/2026",
    ],
)  # fmt: skip
def test_what_is_no_citation_of_the_group_stays(typed: str) -> None:
    assert completed(typed) == typed


def test_a_number_behind_one_document_counts_something_else() -> None:
    assert completed("doc 5 and 3 delegates, docs 5 and 3 delegates") == (
        "Document [[5]] and 3 delegates, Documents [[5]] and 3 delegates"
    )


def test_revisions_are_told() -> None:
    found = citations_in("doc 5(Rev.2), CWG-TEST-12/6(Rev.1), INF/1", "CWG-TEST", 12, LISTS)
    assert [(one.number, one.revision) for one in found] == [("5", 2), ("6", 1), ("INF/1", 0)]


def test_figures_of_a_recorded_meeting_that_no_list_has_are_told() -> None:
    assert unlisted_in("11/9, 11/3, 24/7 and 12/5", 12, LISTS) == ["11/9"]
