"""Whose words a paragraph is: one meeting's only where it says so."""

from __future__ import annotations

import pytest

from cwgdraft.adopting.allotting import meetings_of
from tests.adopting_builders import outline

BOTH = (11, 12)


def of(*lines: str, reported: tuple[int, ...] = BOTH) -> tuple[int, ...]:
    """Return the meetings of a paragraph with what hangs on it."""
    (section,) = outline("1\tWork\n1.1\t" + "\n".join(lines) + "\n").sections
    (paragraph,) = section.paragraphs()
    return meetings_of(paragraph, reported, "CWG-TEST")


@pytest.mark.parametrize(
    ("words", "meetings"),
    [
        ("The secretariat presented Document CWG-TEST-11/4 on lamps.", (11,)),
        ("Docs CWG-TEST-12/4 and CWG-TEST-12/INF/2 were noted by the group.", (12,)),
        ("During the 12th meeting, the group looked at lamps.", (12,)),
        ("At its 11th meeting, the group looked at lamps.", (11,)),
        ("At the twelfth meeting of the group, lamps were shown.", (12,)),
    ],
)
def test_a_paragraph_says_whose_it_is_by_its_documents_or_in_words(words: str, meetings: tuple[int, ...]) -> None:
    assert of(words) == meetings


@pytest.mark.parametrize(
    "words",
    [
        "The group noted the lamps.",
        "The group noted Documents CWG-TEST-11/4 and CWG-TEST-12/2 together.",
        "The group noted Document CWG-TEST-11/4 and will come back to it at the 12th meeting.",
        "The secretariat will report before the 12th meeting on lamps.",
        "The next report is due for the 12th meeting of the group.",
        "The group asked for a report at its next meeting, the 12th meeting.",
    ],
)
def test_a_paragraph_that_doesnt_say_may_concern_all(words: str) -> None:
    assert of(words) == BOTH


def test_only_meetings_that_it_may_concern_are_named() -> None:
    words = "The group noted Documents CWG-TEST-11/4 and CWG-TEST-13/2 together."
    assert of(words, reported=(11, 12, 13)) == (11, 13)


def test_what_hangs_on_a_paragraph_counts_too() -> None:
    assert of("The group noted the documents:", "a)\tCWG-TEST-12/1;", "b)\tCWG-TEST-12/2.") == (12,)
    assert of("The group noted the documents:", "a)\tCWG-TEST-11/1;", "b)\tCWG-TEST-12/2.") == BOTH


def test_documents_of_another_group_and_of_other_meetings_decide_nothing() -> None:
    assert of("The secretariat presented Document CWG-DARK-11/4 on lamps.") == BOTH
    assert of("The group came back to Document CWG-TEST-9/4 on lamps.") == BOTH


def test_everything_in_a_report_on_one_meeting_is_its_own() -> None:
    assert of("The group came back to Document CWG-TEST-9/4.", reported=(12,)) == (12,)
