"""What a report says of its group, meetings and people, and what it doesn't say."""

from __future__ import annotations

import datetime as dt

import pytest

from cwgdraft.adopting.facts import Said
from cwgdraft.adopting.merging import shown_value
from tests.adopting_builders import HEAD, reported, said


def facts(found: Said) -> set[tuple[tuple[int, ...], str, str]]:
    """Return the facts in words: of which meetings, what, and its value."""
    return {(one.meetings, one.name, shown_value(one.value)) for one in found.facts}


def told(*paragraphs: str) -> set[tuple[tuple[int, ...], str, str]]:
    return facts(said(reported(*paragraphs)))


@pytest.mark.parametrize(
    ("text", "acronym", "group", "meetings"),
    [
        (HEAD, "CWG-TEST", "Council Working Group on Lamps", (11, 12)),
        ("Summary\nSummary of the 3rd meeting.\n1\tWork\n1.1\tCWG-DARK-3/1 was noted.\n", "CWG-DARK", "CWG-DARK", (3,)),
        ("1\tWork\n1.1\tThe fifth meeting was held on 3 May 2024 in Geneva.\n", "", "", (5,)),
        ("1\tWork\n1.1\tDocuments CWG-DARK-7/1 and CWG-DARK-7/2 were noted.\n", "CWG-DARK", "CWG-DARK", (7,)),
        ("1\tWork\n1.1\tThe lamps were lit.\n", "", "", ()),
    ],
)
def test_the_group_and_the_meetings_are_found(text: str, acronym: str, group: str, meetings: tuple[int, ...]) -> None:
    found = said(text)
    assert (found.acronym, found.group, found.meetings) == (acronym, group, meetings)


def test_the_workspaces_group_is_taken_as_it_is() -> None:
    assert said(HEAD, acronym="CWG-OTHER").acronym == "CWG-OTHER"


def test_days_and_places_are_those_that_a_sentence_tells_of_its_meeting() -> None:
    assert told(
        "The 11th meeting was held on 5-6 February 2024 in Geneva, and the 12th meeting: "
        "held on 30 September-1 October 2024."
    ) == {
        ((11,), "dates", "5-6 February 2024"),
        ((11,), "place", "Geneva"),
        ((12,), "dates", "30 September-1 October 2024"),
    }


@pytest.mark.parametrize(
    "words",
    [
        "The deadline for the 11th meeting is 3 January 2024.",
        "The report of the 11th meeting was sent on 3 March 2024 to members.",
        "The 11th meeting asked for lamps. They came on 3 March 2024.",
        "The 13th meeting will be held on 3 February 2025 in Geneva.",
        "The Lamp Forum was held on 5-6 February 2024 in Geneva.",
        "The 11th meeting asked for lamps by 3 March 2024.",
    ],
)
def test_other_days_are_no_meetings_days(words: str) -> None:
    assert {one for one in told(words) if one[1] in ("dates", "place") and set(one[0]) & {11, 12}} == set()


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("The meetings were attended by more than 70 delegates.", "attendance", "count 70"),
        ("The meetings were attended by 1,200 participants.", "attendance", "count 1200"),
        ("The meetings were held physically and virtually.", "form", "hybrid"),
        (
            "The meetings considered 12 contributions and three information documents.",
            "totals",
            "contributions 12, information 3",
        ),
        ("The meetings were chaired by Ms Ann Example (Utopia).", "chair", "Ann Example"),
        ("Ms Cy Mock, Deputy Secretary-General, delivered welcoming remarks to the meetings.", "opening", "Cy Mock"),
    ],
)
def test_what_is_told_of_both_meetings_is_a_fact_of_both(words: str, name: str, value: str) -> None:
    assert ((11, 12), name, value) in told(words)


def test_what_is_told_of_one_meeting_is_its_own() -> None:
    assert ((11,), "totals", "contributions 4, information 2") in told(
        "The 11th meeting considered 4 contributions and 2 information documents."
    )


def test_people_are_taken_down_with_the_most_that_any_place_says() -> None:
    found = said(
        reported(
            "Ms Ann Example spoke of lamps.",
            "The meetings were chaired by Ms Ann Example (Utopia).",
            "Ms Example thanked Mr Bo Sample (Erewhon).",
        )
    )
    assert {(one.title, one.name, one.country) for one in found.people.values()} == {
        ("Ms", "Ann Example", "Utopia"),
        ("Mr", "Bo Sample", "Erewhon"),
    }


def test_the_signature_is_the_chairs() -> None:
    found = said(reported("The group met.") + "\tAnn EXAMPLE\n\tChair, CWG-TEST\n")
    assert found.signer is not None
    assert found.signer.name == "Ann Example"
    assert ((11, 12), "chair", "Ann Example") in facts(found)


def test_documents_have_their_revision_and_who_presented_them() -> None:
    found = said(
        reported(
            "The secretariat presented Document CWG-TEST-11/4(Rev.1) on lamps, and Utopia presented CWG-TEST-12/2.",
            "Erewhon presented Documents CWG-TEST-12/5 and CWG-TEST-12/INF/6 on Document CWG-TEST-12/7.",
            "Document CWG-TEST-11/4(Add.2) was noted.",
            "Document CWG-DARK-11/9 is another group's.",
        )
    ).documents
    assert {key: (one.revision, one.addendum, one.presenter) for key, one in found.items()} == {
        (11, "4"): (1, 2, "secretariat"),
        (12, "2"): (0, 0, ""),
        (12, "5"): (0, 0, "Erewhon"),
        (12, "INF/6"): (0, 0, "Erewhon"),
        (12, "7"): (0, 0, ""),
    }


def test_a_list_of_documents_gives_their_titles() -> None:
    found = said(
        reported("The documents were:")
        + "a)\tCWG-TEST-11/4: Lamps in streets;\nb)\tOld lamps of the town (CWG-TEST-12/2)\n"
    )
    titles = {key: one.title.rstrip(";") for key, one in found.documents.items()}
    assert titles == {(11, "4"): "Lamps in streets", (12, "2"): "Old lamps of the town"}


def test_each_fact_says_where_it_was_read() -> None:
    (fact,) = [
        one for one in said(reported("The 11th meeting was held on 5 February 2024.")).facts if one.name == "dates"
    ]
    assert fact.source == "report.txt, 1.1"
    assert fact.value == (dt.date(2024, 2, 5), dt.date(2024, 2, 5))
