"""Dates in text: every form that people type, ranges over months and years, and what only looks like a date."""

from __future__ import annotations

import datetime as dt

import pytest

from cwgdraft.language.mentions import DateMention, dates_in, meetings_in


def one(text: str) -> DateMention:
    """Return the one date of a text."""
    found = list(dates_in(text))
    assert len(found) == 1, found
    return found[0]


def days(text: str) -> list[tuple[str, str]]:
    return [(str(date.first), str(date.last)) for date in dates_in(text)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 10 September 2025", "2025-09-10", "2025-09-10"),
        ("on 10th of September 2025", "2025-09-10", "2025-09-10"),
        ("on 10 Sept. 2025", "2025-09-10", "2025-09-10"),
        ("9-10 September 2025", "2025-09-09", "2025-09-10"),
        ("9–10 September 2025", "2025-09-09", "2025-09-10"),
        ("9 and 10 September 2025", "2025-09-09", "2025-09-10"),
        ("9, 10 and 11 September 2025", "2025-09-09", "2025-09-11"),
        ("from 7 to 11 July 2025", "2025-07-07", "2025-07-11"),
        ("1 and 2 December 2025", "2025-12-01", "2025-12-02"),
        ("28 February-1 March 2025", "2025-02-28", "2025-03-01"),
        ("30 September to 2 October 2025", "2025-09-30", "2025-10-02"),
        ("30 December-2 January 2026", "2025-12-30", "2026-01-02"),
        ("30 December 2025-2 January 2026", "2025-12-30", "2026-01-02"),
        ("30 September 2024 to 2 October 2025", "2024-09-30", "2025-10-02"),
        ("September 10, 2025", "2025-09-10", "2025-09-10"),
        ("September 10 2025", "2025-09-10", "2025-09-10"),
        ("September 9-10, 2025", "2025-09-09", "2025-09-10"),
        ("2025-09-10", "2025-09-10", "2025-09-10"),
        ("10/09/2025", "2025-09-10", "2025-09-10"),
        ("10.09.2025", "2025-09-10", "2025-09-10"),
        ("in September 2025", "2025-09-01", "2025-09-30"),
        ("in December 2025", "2025-12-01", "2025-12-31"),
        ("3 May 2025", "2025-05-03", "2025-05-03"),
        ("3 March 2025", "2025-03-03", "2025-03-03"),
    ],
)
def test_a_date_with_a_year_has_its_days(text: str, first: str, last: str) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize("text", ["by 14 March", "by March 14.", "9-10 September", "24 February – deadline"])
def test_a_date_without_a_year_has_no_days_but_its_figures(text: str) -> None:
    found = one(text)
    assert found.first is None
    assert found.year is None
    assert found.days[1] > 0


def test_a_range_over_two_months_keeps_the_month_of_its_first_day() -> None:
    found = one("28 February-1 March")
    assert (found.first_month, found.month, found.days) == (2, 3, (28, 1))


@pytest.mark.parametrize(
    "text",
    [
        "the group may meet, and will march on",
        "Annex 2 May also be read",
        "the Augustinian order of the December club",
        "document CWG-LAMP-32/19",
        "Resolution 1332 (Modified 2024)",
        "a share of 10.5.2 per cent",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert list(dates_in(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "documents 4 and 3 June 2025",
        "CWG-LAMP-15 - 3 June 2025",
        "Agenda item 2 - 3 June 2025",
        "items 1 and 3 June 2025",
    ],
)
def test_a_number_of_something_else_begins_no_range(text: str) -> None:
    assert days(text) == [("2025-06-03", "2025-06-03")]


def test_a_day_that_is_not_in_the_calendar_is_impossible() -> None:
    assert not one("31 June 2025").is_possible
    assert not one("29 February 2025").is_possible
    assert one("29 February 2024").is_possible


def test_a_range_whose_first_year_is_said_keeps_it() -> None:
    found = one("30 December 2025 to 2 January 2025")
    assert (found.first, found.last) == (dt.date(2025, 12, 30), dt.date(2025, 1, 2))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Tuesday, 10 June 2025", "Tuesday", ""),
        ("Tuesday 10 June 2025", "Tuesday", ""),
        ("10 June 2025 (Tuesday)", "Tuesday", ""),
        ("Monday, 9 June to Friday, 13 June 2025", "Monday", "Friday"),
        ("Monday 9 to Friday 13 June 2025", "Monday", "Friday"),
        ("Monday to Friday, 9-13 June 2025", "", "Friday"),
        ("Monday, 9-13 June 2025", "Monday", ""),
    ],
)
def test_a_weekday_belongs_to_its_day(text: str, first: str, last: str) -> None:
    found = one(text)
    assert (found.weekday, found.last_weekday) == (first, last)


def test_the_words_of_a_date_stand_where_it_says() -> None:
    text = "held on 9-10 September 2025, and again in May 2026"
    assert [text[date.start : date.end] for date in dates_in(text)] == ["9-10 September 2025", "May 2026"]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("the 41st and 42nd meetings", (41, 42)),
        ("the seventh and eighth meetings", (7, 8)),
        ("the Fifteenth meeting", (15,)),
        ("the twenty-first meeting", (21,)),
        ("the 41st to 44th meetings", (41, 42, 43, 44)),
    ],
)
def test_meetings_are_counted_in_figures_or_in_words(text: str, numbers: tuple[int, ...]) -> None:
    assert [found.numbers for found in meetings_in(text)] == [numbers]


@pytest.mark.parametrize("text", ["its first meeting", "the second meeting of the board", "the fifth of the month"])
def test_a_small_ordinal_in_words_counts_no_meeting_of_the_group(text: str) -> None:
    assert list(meetings_in(text)) == []
