"""People whom a text names with their titles."""

from __future__ import annotations

import pytest

from cwgdraft.language.mentions import people_named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms Santoyo. Mr Jun online", ["Santoyo", "Jun"]),
        ("thanked Mr A. Sample. The group", ["A. Sample"]),
        ("H.E. Neville M. Gertze and Ms J.-P. Mock", ["Neville M. Gertze", "J.-P. Mock"]),
        ("Mr Sam Sample Jr. spoke", ["Sam Sample Jr"]),
    ],
)
def test_a_full_stop_behind_a_name_ends_the_sentence_and_behind_initials_does_not(text: str, names: list[str]) -> None:
    assert [one.name for one in people_named(text)] == names
