"""Editing one text of a YAML file: that text changes, every other byte stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.records.editing import replace_text
from cwgdraft.records.source import UNPRINTABLE, Source
from cwgdraft.records.yaml import Path as Keys
from cwgdraft.records.yaml import read_yaml

FILE = Path("en.yaml")
WHOLE = """\
# what stands above
folded: >-   # a note
  one two
  three

  four

# between
literal: |
    x
    - y

plain: some words   # behind
long: some words
  and more
single: 'it''s'
double: "p \\" q"
empty:
nothing: ""
flow: {one: delegate, other: "delegates"}   # of one line
list: [x, y]
inner:
  - key: value
    other: 1
  - |
    lit
  - >
    fold

    ed
last: end
"""
OWN: dict[Keys, tuple[int, int]] = {
    ("folded",): (2, 6), ("literal",): (9, 11), ("plain",): (13, 13), ("long",): (14, 15), ("single",): (16, 16),
    ("double",): (17, 17), ("empty",): (18, 18), ("nothing",): (19, 19), ("flow", "one"): (20, 20),
    ("flow", "other"): (20, 20), ("list", 0): (21, 21), ("list", 1): (21, 21), ("inner", 0, "key"): (23, 23),
    ("inner", 0, "other"): (24, 24), ("inner", 1): (25, 26), ("inner", 2): (27, 30), ("last",): (31, 31),
}  # fmt: skip
"""Each text, and its first and last line."""
PLACES = list(OWN)
FORMS = {
    "as it is": lambda text: text,
    "with CRLF": lambda text: text.replace("\n", "\r\n"),
    "without an end": lambda text: text.removesuffix("\n"),
    "with CRLF, without an end": lambda text: text.removesuffix("\n").replace("\n", "\r\n"),
    "with CR": lambda text: text.replace("\n", "\r"),
    "with a mark": lambda text: "\ufeff" + text,
}
TEXTS = st.text(
    st.one_of(
        st.sampled_from(" \n\t-#:{}[]\"'|>%&*!?,`@~=\\"),
        st.characters(exclude_categories=("Cs",)).filter(lambda sign: not UNPRINTABLE.match(sign) and sign != "\r"),
    ),
    max_size=40,
)


def edited(text: str, keys: Keys, new: str) -> str:
    return replace_text(FILE, text.encode(), keys, new).decode()


def data_of(text: str) -> object:
    document, findings = read_yaml(Source(FILE, text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")))
    assert not findings
    return document.data


def at(data: object, keys: Keys) -> object:
    for step in keys:
        data = data[step]  # type: ignore[index]
    return data


def without(data: object, keys: Keys) -> object:
    """Return data with the text at `keys` taken out."""
    if not keys:
        return None
    if isinstance(data, dict):
        return {key: without(one, keys[1:]) if key == keys[0] else one for key, one in data.items()}
    assert isinstance(data, list)
    return [without(one, keys[1:]) if place == keys[0] else one for place, one in enumerate(data)]


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), TEXTS)
@example(("folded",), "one two\nthree")
@example(("literal",), "")
@example(("empty",), "~")
@example(("plain",), "a\n b")
@example(("last",), "x\n\n- y\n")
def test_just_the_text_changes(form: str, keys: Keys, new: str) -> None:
    old = FORMS[form](WHOLE)
    found = edited(old, keys, new)
    assert at(data_of(found), keys) == new
    assert without(data_of(found), keys) == without(data_of(old), keys)
    for comment in ("# what stands above", "# a note", "# between", "# behind", "# of one line"):
        assert comment in found
    assert set(re.findall("\r\n|\r|\n", found)) <= set(re.findall("\r\n|\r|\n", old))
    assert found.startswith("\ufeff") == old.startswith("\ufeff")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PLACES), TEXTS)
def test_what_stands_before_and_behind_stays_byte_for_byte(keys: Keys, new: str) -> None:
    found, (first, last) = edited(WHOLE, keys, new), OWN[keys]
    lines = WHOLE.splitlines(keepends=True)
    assert found.startswith("".join(lines[: first - 1]))
    assert found.endswith("".join(lines[last:]))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PLACES), TEXTS)
def test_the_same_text_changes_no_byte(keys: Keys, new: str) -> None:
    once = edited(WHOLE, keys, new)
    assert edited(once, keys, new) == once


def test_an_edit_and_its_undoing_give_the_file_back() -> None:
    for keys in (("plain",), ("folded",), ("single",), ("double",), ("flow", "one"), ("inner", 0, "key")):
        was = at(data_of(WHOLE), keys)
        assert isinstance(was, str)
        assert edited(edited(WHOLE, keys, was.replace(was[0], "A", 1)), keys, was) == WHOLE


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("a: >-\n  one two\n  three four\n", "one two 3 four", "a: >-\n  one two\n  3 four\n"),
        ("a: >-\n  one\n  two\n\n  three\n  four\n", "one 2\nthree\n5", "a: >-\n  one\n  2\n\n  three\n\n  5\n"),
        ("a: |\n  x\n\nb: c\n", "y\n\n- z", "a: |\n  y\n\n  - z\n\nb: c\n"),
        ("a: >-  # note\n  x\n", "", 'a: ""  # note\n'),
        ("a: >-\n  x\nb: y\n", "ends in a space ", 'a: "ends in a space "\nb: y\n'),
        ("a: x  # note\n", "y", "a: y  # note\n"),
        ("a: x  # note\n", "y: z", 'a: "y: z"  # note\n'),
        ("a: x  # note\n", "y\nz", "a: |-  # note\n  y\n  z\n"),
        ("a: 'x'\n", "it's", "a: 'it''s'\n"),
        ('a: "x"\n', 'say "y"', 'a: "say \\"y\\""\n'),
        ("a: {one: x, other: y}\n", "u, v", 'a: {one: "u, v", other: y}\n'),
        ("a: {one: x, other: y}\n", "u\nv", 'a: {one: "u\\nv", other: y}\n'),
    ],
)  # fmt: skip
def test_the_style_stays_where_it_can_hold_the_text(old: str, new: str, wanted: str) -> None:
    assert edited(old, ("a", "one") if "{" in old else ("a",), new) == wanted


def test_a_file_in_utf_16_stays_one() -> None:
    text = "a: x\nb: y\n"
    data = b"\xff\xfe" + text.encode("utf-16-le")
    assert replace_text(FILE, data, ("a",), "ž") == b"\xff\xfe" + "a: ž\nb: y\n".encode("utf-16-le")


@pytest.mark.parametrize(
    ("keys", "new", "message"),
    [
        (("nope",), "x", "en.yaml has nothing at 'nope'"),
        (("list", 7), "x", "en.yaml has nothing at 'list / 7'"),
        (("flow",), "x", "en.yaml has no text at 'flow'"),
        (("plain",), "a\rb", "the character U+000D can't stand in a document"),
        (("plain",), "a\x07b", "the character U+0007 can't stand in a document"),
    ],
)
def test_what_cannot_be_replaced_is_said(keys: Keys, new: str, message: str) -> None:
    with pytest.raises(CwgdraftError) as caught:
        edited(WHOLE, keys, new)
    assert caught.value.message == message


def test_a_text_that_cannot_be_replaced_where_it_stands_is_said() -> None:
    with pytest.raises(CwgdraftError) as caught:
        edited("? b\n", ("b",), "y")
    assert caught.value.message == "the text at 'b' of en.yaml can't be replaced where it stands"


def test_a_file_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(RecordsError):
        edited("a: &x b\n", ("a",), "c")
