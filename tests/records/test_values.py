"""Dates, texts, numbers and patterns of records."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.records import values
from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import Local, parse_dates, parse_day, parse_local, parse_moment

D = dt.date


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2025-02-10", [(D(2025, 2, 10), D(2025, 2, 10))]),
        ("2025-02-10/11", [(D(2025, 2, 10), D(2025, 2, 11))]),
        ("2025-02-28/03-01", [(D(2025, 2, 28), D(2025, 3, 1))]),
        ("2025-12-31/2026-01-02", [(D(2025, 12, 31), D(2026, 1, 2))]),
        (["2020-06-09/12", "2020-11-16"], [(D(2020, 6, 9), D(2020, 6, 12)), (D(2020, 11, 16), D(2020, 11, 16))]),
    ],
)
def test_days_and_ranges_are_read(text: object, parts: object) -> None:
    assert list(parse_dates(text).parts) == parts


@pytest.mark.parametrize(
    ("text", "day"),
    [("2023", D(2023, 12, 31)), ("2024-02", D(2024, 2, 29)), ("2024-02-03", D(2024, 2, 3))],
)
def test_a_year_or_month_alone_is_its_last_day(text: str, day: D) -> None:
    assert parse_moment(text) == day


@pytest.mark.parametrize(
    ("parse", "value", "message", "help_"),
    [
        (parse_day, "10.2.2025", "'10.2.2025' is no date", "write 2025-02-10"),
        (parse_day, ["x"], "a list is no date", "write 2025-02-10"),
        (parse_day, "2026-02-30", "'2026-02-30' is no day of the calendar", "correct the year, month or day"),
        (parse_moment, "0000", "'0000' is no month of the calendar", "write 2025-02"),
        (parse_dates, [], "no date is given", "write 2025-02-10 or 2025-02-10/11"),
        (
            parse_dates,
            "10-11 February",
            "'10-11 February' is no date or range of dates",
            "write 2025-02-10, 2025-02-10/11 or 2025-02-28/2025-03-01",
        ),
        (
            parse_dates,
            "2025-01-30/02",
            "'2025-01-30/02' ends before it begins",
            "give a range into another month or year both dates in full: 2025-02-28/2025-03-01",
        ),
        (
            parse_dates,
            ["2025-02-10/12", "2025-02-11"],
            "'2025-02-11' begins before the part in front of it has ended",
            "put the parts in order",
        ),
        (
            parse_local,
            {"EN": "x"},
            "'EN' is no language",
            "write en, fr, es, ru, ar, zh …; or put the text in quotes",
        ),
        (parse_local, {"en": ["x"]}, "a list stands where the text in 'en' is wanted", "write one text"),
        (
            parse_local,
            {},
            "a group of keys stands where a text is wanted",
            "write a text, or one per language: {en: …, fr: …}",
        ),
        (
            values.parse_text,
            {"a": "b"},
            "a group of keys stands where a text is wanted",
            "write one text, in quotes when it holds ': '",
        ),
        (values.parse_filled, " ", "the text is empty", "write it, or take the key out"),
        (
            values.parse_link,
            "javascript:x",
            "a document can't link to 'javascript:x'",
            "link to an http, https or mailto address",
        ),
        (
            values.parse_pattern,
            "{",
            "the braces in '{' don't match",
            "use {group}, {meeting}, {number}, {yy} and {series}; {number:04} writes four figures",
        ),
        (
            values.parse_pattern,
            "{group.__class__}",
            "the pattern '{group.__class__}' holds braces that can't be filled",
            "use {group}, {meeting}, {number}, {yy} and {series}; {number:04} writes four figures",
        ),
        (
            values.parse_symbol_pattern,
            "G-{meeting}",
            "the pattern 'G-{meeting}' has no place for the number",
            "write {number} where it stands",
        ),
        (values.parse_yes_no, "yes", "'yes' is neither true nor false", "write true or false"),
    ],
)
def test_a_wrong_value_says_what_to_write(
    parse: Callable[[object], object], value: object, message: str, help_: str
) -> None:
    with pytest.raises(WrongValueError) as caught:
        parse(value)
    assert (str(caught.value), caught.value.help) == (message, help_)


@pytest.mark.parametrize("pattern", ["{number:0999999999}", "{number!r}", "{0}", "{}", "{number[0]}", "{yy:>999999}"])
def test_a_pattern_can_do_nothing_but_name_what_it_is_filled_with(pattern: str) -> None:
    with pytest.raises(WrongValueError):
        values.parse_pattern(pattern)


def test_a_text_is_given_in_the_nearest_language() -> None:
    text = Local({"en": "Lamp", "fr": "Lampe"})
    assert [text.get(name) for name in ("fr", "fr-CH", "ru")] == ["Lampe", "Lampe", "Lamp"]


def test_a_long_value_is_cut_in_messages() -> None:
    assert values.shown("x" * 1000) == f"'{'x' * 60}…'"


ANY = st.recursive(st.none() | st.text(max_size=20), lambda x: st.lists(x) | st.dictionaries(st.text(max_size=5), x))


@given(ANY)
def test_any_value_is_read_or_refused_with_a_remedy(value: object) -> None:
    for parse in (
        parse_day, parse_dates, parse_moment, parse_local, values.parse_text, values.parse_filled, values.parse_link,
        values.parse_pattern, values.parse_link_pattern, values.parse_symbol_pattern, values.parse_yes_no,
    ):  # fmt: skip
        try:
            parse(value)
        except WrongValueError as error:
            assert str(error)
            assert error.help


@given(st.dates(), st.dates())
def test_a_range_written_in_full_is_read_as_it_is(first: D, last: D) -> None:
    if first <= last:
        assert parse_dates(f"{first}/{last}").parts == ((first, last),)
