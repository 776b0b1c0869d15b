"""Numbers in Word's formats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.numerals import format_number


@pytest.mark.parametrize(
    ("number", "name", "text"),
    [
        (7, "decimal", "7"), (7, "", "7"), (7, "bullet", ""), (7, "none", ""), (7, "nobody's format", "7"),
        (7, "decimalZero", "07"), (12, "decimalZero", "12"), (7, "decimalZero3", "007"), (0, "decimalZero", "00"),
        (1, "ordinal", "1st"), (2, "ordinal", "2nd"), (3, "ordinal", "3rd"), (11, "ordinal", "11th"),
        (12, "ordinal", "12th"), (13, "ordinal", "13th"), (21, "ordinal", "21st"), (112, "ordinal", "112th"),
        (0, "ordinal", "0th"), (0, "lowerLetter", "0"), (-1, "upperRoman", "-1"), (99_999, "lowerLetter", "99999"),
        (1, "cardinalText", "One"), (21, "cardinalText", "Twenty-one"), (40, "cardinalText", "Forty"),
        (115, "cardinalText", "One hundred fifteen"), (2300, "cardinalText", "Two thousand three hundred"),
        (1, "ordinalText", "First"), (12, "ordinalText", "Twelfth"), (20, "ordinalText", "Twentieth"),
        (32, "ordinalText", "Thirty-second"), (100, "ordinalText", "One hundredth"), (8, "ordinalText", "Eighth"),
        (1, "chicago", "*"), (4, "chicago", "§"), (5, "chicago", "**"), (3, "numberInDash", "- 3 -"), (26, "hex", "1A"),
        (1, "hebrew1", "א"), (11, "hebrew1", "יא"), (15, "hebrew1", "טו"), (16, "hebrew1", "טז"),
        (115, "hebrew1", "קטו"), (2, "arabicAlpha", "ب"), (3, "arabicAbjad", "ج"), (3, "russianLower", "в"),
        (10, "chineseCounting", "十"), (12, "japaneseCounting", "十二"), (20, "chineseCounting", "二十"),
        (3, "decimalEnclosedCircle", "③"), (21, "decimalEnclosedCircle", "21"), (12, "decimalFullWidth", "１２"),
        (2, "aiueoFullWidth", "イ"), (2, "iroha", "ロ"), (3, "decimalEnclosedParen", "⑶"),
    ],
)  # fmt: skip
def test_a_number_in_a_format_is(number: int, name: str, text: str) -> None:
    assert format_number(number, name) == text


@given(st.integers(-5, 40_000), st.sampled_from(["hebrew1", "cardinalText", "ordinalText", "lowerRoman", "iroha"]))
def test_every_number_has_a_form(number: int, name: str) -> None:
    assert format_number(number, name)
