"""Where in a YAML file the signs of a text stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.records.model import place_at
from cwgdraft.records.written import written_at
from cwgdraft.records.yaml import read_yaml
from tests.builders import source


def signs(content: str, keys: tuple[str | int, ...] = ("a",)) -> list[tuple[str, str]]:
    """Return each sign of a text that is no white space, with the sign that stands at its place in the file."""
    document, findings = read_yaml(source(content, "x.yaml"))
    assert findings == []
    data = document.data
    for key in keys:
        data = data[key]  # type: ignore[index, call-overload]
    assert isinstance(data, str)
    written = written_at(document, keys, data)
    assert written.text == data
    lines = content.split("\n")
    places = [place_at(written.place, written.breaks, n) for n in range(len(data))]
    return [
        (sign, lines[place.line - 1][place.column - 1])
        for sign, place in zip(data, places, strict=True)
        if not sign.isspace()
    ]


@pytest.mark.parametrize(
    "value",
    [
        "plain words",
        "plain\n  words go\n    on",
        "'it''s  quoted'",
        '"a \\"b\\" \\\\ c"',
        '"folded\n  lines  here"',
        "|\n  kept\n    lines\n\n  here",
        ">-\n  folded\n  lines\n\n  here # no comment",
        "|2-\n   indented",
        "\n  below",
    ],
)
def test_every_sign_is_found_again(value: str) -> None:
    pairs = signs(f"b: x\na: {value}\nc: y\n")
    assert pairs
    assert [one for one in pairs if one[0] != one[1]] == []


def test_a_text_with_other_escapes_has_only_a_place() -> None:
    document, _ = read_yaml(source('a: "caf\\u00e9  here"\n', "x.yaml"))
    written = written_at(document, ("a",), "café  here")
    assert (written.text, written.breaks, written.place.line, written.place.column) == ("", (), 1, 4)


@given(text=st.text("ab'\"\\ :#|>-,", min_size=1, max_size=30), quote=st.sampled_from("'\""))
def test_every_sign_of_any_quoted_text_is_found_again(text: str, quote: str) -> None:
    escaped = text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')
    pairs = signs(f"a: [x, {quote}{escaped}{quote}]\n", ("a", 1))
    assert [one for one in pairs if one[0] != one[1]] == []


def test_a_stretch_keeps_the_places_of_its_signs() -> None:
    content = "a: |\n  one two\n  three\n\n  four\n"
    document, _ = read_yaml(source(content, "x.yaml"))
    text = "one two\nthree\n\nfour"
    stretch = written_at(document, ("a",), text).stretch(4, 13)
    assert stretch.text == "two three"
    places = [place_at(stretch.place, stretch.breaks, n) for n in (0, 4)]
    assert [(one.line, one.column) for one in places] == [(2, 7), (3, 3)]
