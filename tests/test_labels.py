"""How numbers and marks are printed."""

import pytest

from cwgdraft.draft import ListKind
from cwgdraft.labels import DOTTED, Labelling, LevelFormat, format_number, level_label, roman


def test_reports_number_without_and_older_ones_with_a_full_stop() -> None:
    assert Labelling().number([3, 6, 1]) == "3.6.1"
    assert DOTTED.number([3, 6, 1]) == "3.6.1."


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (ListKind.DASH, ["–", "–"]),
        (ListKind.BULLET, ["•", "•"]),
        (ListKind.NUMBER_PAREN, ["1)", "2)"]),
        (ListKind.LETTER_PAREN, ["a)", "b)"]),
        (ListKind.ROMAN_DOT, ["i.", "ii."]),
        (ListKind.ROMAN_PAREN, ["i)", "ii)"]),
        (ListKind.NUMBER_DOT, ["1.", "2."]),
    ],
)
def test_each_kind_of_list_has_its_marks_at_every_level(kind: ListKind, labels: list[str]) -> None:
    for level in (1, 2, 9, 12):
        assert [Labelling().item(kind, level, number) for number in (1, 2)] == labels


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_after_z_letters_are_doubled_as_word_does(number: int, letters: str) -> None:
    assert format_number(number, "lowerLetter") == letters
    assert format_number(number, "upperLetter") == letters.upper()


@pytest.mark.parametrize(("number", "text"), [(4, "iv"), (9, "ix"), (40, "xl"), (1994, "mcmxciv")])
def test_roman_numbers(number: int, text: str) -> None:
    assert roman(number) == text
    assert format_number(number, "upperRoman") == text.upper()


def test_a_format_that_isnt_known_prints_figures() -> None:
    assert format_number(7, "ideographTraditional") == "7"
    assert format_number(7, "decimalZero") == "07"
    assert format_number(0, "lowerRoman") == "0"


def test_legal_numbering_prints_every_level_in_figures() -> None:
    levels = [LevelFormat("%1", "upperRoman"), LevelFormat("%1.%2", legal=True)]
    assert level_label(levels, [4]) == "IV"
    assert level_label(levels, [4, 2]) == "4.2"
