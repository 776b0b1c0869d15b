"""Ordinals, numbers, dates and lists in several languages."""

from __future__ import annotations

import datetime as dt

import pytest

from cwgdraft.language.words import Writing


def day(text: str) -> tuple[dt.date, dt.date]:
    first, _, last = text.partition("/")
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)


def ordinary(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("number", "printed"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (42, "42nd"), (43, "43rd"), (111, "111th"), (112, "112th"), (121, "121st")],
)  # fmt: skip
def test_an_english_ordinal_is(number: int, printed: str) -> None:
    assert Writing().ordinal(number) == printed


def test_small_numbers_have_the_catalogues_words() -> None:
    writing = Writing(figures_from=10, number_words=("nought", "one", "a couple"))
    assert [writing.number(number) for number in (0, 2, 3, 10)] == ["nought", "a couple", "three", "10"]


def test_an_ordinal_follows_the_catalogues_pattern() -> None:
    assert Writing("es", "{n}ª").ordinal(42) == "42ª"


@pytest.mark.parametrize(
    ("locale", "parts", "printed"),
    [
        ("en_GB", ["2025-02-10"], "10 February 2025"),
        ("en_GB", ["2023-09-05"], "5 September 2023"),
        ("en_GB", ["2025-02-10/2025-02-11"], "10-11 February 2025"),
        ("en_GB", ["2025-02-28/2025-03-01"], "28 February-1 March 2025"),
        ("en_GB", ["2025-12-30/2026-01-02"], "30 December 2025-2 January 2026"),
        ("en_GB", ["2020-06-09/2020-06-12", "2020-11-16/2020-11-20"], "9-12 June and 16-20 November 2020"),
        ("en_GB", ["2025-09-09/2025-09-10", "2026-01-15/2026-01-16"], "9-10 September 2025 and 15-16 January 2026"),
        ("fr", ["2025-02-10/2025-02-11"], "10-11 février 2025"),
        ("es", ["2025-02-10/2025-02-11"], "10-11 de febrero de 2025"),
        ("es", ["2025-02-28/2025-03-01"], "28 de febrero-1 de marzo de 2025"),
        ("ru", ["2025-02-10/2025-02-11"], "10-11 февраля 2025\u202fг."),
        ("zh", ["2025-02-10/2025-02-11"], "2025年2月10-11日"),
        ("zh", ["2025-02-28/2025-03-01"], "2025年2月28日-3月1日"),
        ("de", ["2025-02-10/2025-02-11"], "10-11. Februar 2025"),
    ],
)
def test_days_are_written(locale: str, parts: list[str], printed: str) -> None:
    assert ordinary(Writing(locale).days([day(part) for part in parts])) == printed


def test_a_day_is_held_to_its_month() -> None:
    assert Writing().day(dt.date(2025, 2, 10)) == "10\u00a0February 2025"


def test_the_range_sign_is_the_catalogues() -> None:
    assert ordinary(Writing(range_sign="–").days([day("2025-02-10/2025-02-11")])) == "10–11 February 2025"


@pytest.mark.parametrize(("number", "printed"), [(1, "one"), (9, "nine"), (10, "10"), (1500, "1,500")])
def test_numbers_below_ten_are_words(number: int, printed: str) -> None:
    assert Writing().number(number) == printed


def test_numbers_may_be_asked_for_in_figures() -> None:
    assert Writing().number(4, figures=True) == "4"


@pytest.mark.parametrize(
    ("texts", "printed"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is(texts: list[str], printed: str) -> None:
    assert Writing().listed(texts) == printed


def test_a_list_of_entries_with_commas_has_semicolons() -> None:
    assert Writing().listed_long(["a, b", "c, d", "e, f"]) == "a, b; c, d; and e, f"


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [
        ([44], "44th"),
        ([43, 44], "43rd and 44th"),
        ([42, 43, 44], "42nd, 43rd and 44th"),
        ([39, 40, 41, 42, 43, 44], "39th to 44th"),
        ([35, 36, 37, 38, 40], "35th to 38th and 40th"),
        ([35, 37, 39, 41], "35th, 37th, 39th and 41st"),
    ],
)
def test_meetings_are_named(numbers: list[int], printed: str) -> None:
    assert Writing().meetings(numbers, "{first} to {last}") == printed


def test_a_language_without_a_form_for_rows_lists_all_meetings() -> None:
    assert Writing().meetings([1, 2, 3, 4]) == "1st, 2nd, 3rd and 4th"


@pytest.mark.parametrize(
    ("locale", "number", "category"), [("en", 0, "other"), ("fr", 0, "one"), ("ru", 3, "few"), ("ar", 2, "two")]
)
def test_the_plural_is_the_languages(locale: str, number: int, category: str) -> None:
    assert Writing(locale).plural(number) == category


def test_braces_in_the_form_of_a_span_are_text() -> None:
    writing = Writing(locale="en_GB")
    assert writing.meetings((39, 40, 41, 42), "{first} to {last} {0} {first.__class__}") == (
        "39th to 42nd {0} {first.__class__}"
    )
