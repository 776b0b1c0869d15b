"""Record files that a program writes: read again they say the same, and entries leave every other byte."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.records.source import UNPRINTABLE
from cwgdraft.records.writing import as_yaml, entries, scalar, with_entries
from cwgdraft.records.yaml import Data, read_yaml
from tests.builders import shown, source

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=20).filter(
    lambda text: not UNPRINTABLE.search(text)
)
AWKWARD = st.sampled_from(
    [
        "", " ", "null", "~", "a: b", "a:b", "a:", ":a", "a #b", "a#b", "#a", "- a", "-", "a\nb", "a\tb", "{a}",
        "[[41/2]]", 'say "a"', "a\\b", "*a*", "&a", "!a", "%a", "@a", "1.10", "NO", "a  b", "a ", "–", "a, b", "?",
        "? a", "https://a/b", "it's", "\u00a0a", "10:30", "---", "...", "é", "😀",
    ]
)  # fmt: skip
WORDS = st.one_of(TEXT, AWKWARD)
KEYS = st.one_of(
    st.sampled_from(["a", "PP 901", "INF/1", "1", "first-one", "a.b", "null", "true", "a ", "-", "[x]", "é"]), WORDS
)
DATA = st.recursive(
    st.one_of(WORDS, st.integers(0, 9999), st.booleans()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def read(text: str) -> Data:
    document, findings = read_yaml(source(text, "x.yaml"))
    assert shown(findings) == []
    return document.data


def as_read(value: object) -> object:
    """Return what a value is when it is read: every scalar a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: as_read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_read(one) for one in value]
    return str(value)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(KEYS, DATA, min_size=1, max_size=5))
def test_what_is_written_is_read_as_it_was(data: dict[str, object]) -> None:
    assert read(as_yaml(data)) == as_read(data)


def test_what_fits_on_a_line_stands_on_one_and_the_rest_on_lines_of_its_own() -> None:
    data = {
        "format": 1,
        "documents": {"1": {"title": "Agenda", "kind": "agenda"}, "INF/1": {"title": "Notes on lamps: the first"}},
        "thanks": {"secretariat": ["clerk", "Ms J New"]},
        "shared": [{"meetings": [11, 12], "attendance": {"count": 70}}],
    }
    assert as_yaml(data, "../schema/meeting.json") == (
        "# yaml-language-server: $schema=../schema/meeting.json\n"
        "format: 1\n"
        "documents:\n"
        "  1: {title: Agenda, kind: agenda}\n"
        '  INF/1: {title: "Notes on lamps: the first"}\n'
        "thanks: {secretariat: [clerk, Ms J New]}\n"
        "shared:\n"
        "  - meetings: [11, 12]\n"
        "    attendance: {count: 70}\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Agenda", "Agenda"),
        ("Ms J New", "Ms J New"),
        ("Rev. Mock Town, 2022", '"Rev. Mock Town, 2022"'),
        ("[[12/1]] and more", '"[[12/1]] and more"'),
        ("null", '"null"'),
        ("https://example.org/a", "https://example.org/a"),
        ("a: b", '"a: b"'),
        ('the "lamp"', '"the \\"lamp\\""'),
        ("", '""'),
    ],
)
def test_a_text_is_quoted_where_it_must_be(text: str, written: str) -> None:
    assert scalar(text) == written


# --- entries in files that are there ----------------------------------------------------------------

PEOPLE = """\
# Who we know
format: 1

people:   # a person an entry
  example: {title: Ms, given: A, family: Example}

  # the clerks
  clerk:
    family: Clerk

# the end
more: {}
"""
NEW = {"lamp": {"title": "Mr", "family": "Lamp"}}
LINE = "  lamp: {title: Mr, family: Lamp}\n"


def test_an_entry_comes_behind_the_others_and_every_other_byte_stays() -> None:
    written = entries(PEOPLE, "people", NEW)
    assert written.replace(LINE, "") == PEOPLE
    assert written.index("    family: Clerk\n") < written.index(LINE) < written.index("# the end")


def test_line_endings_stay_as_they_are() -> None:
    windows = PEOPLE.replace("\n", "\r\n")
    assert entries(windows, "people", NEW).replace(LINE.replace("\n", "\r\n"), "") == windows


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_the_encoding_of_a_file_and_its_byte_order_mark_stay(codec: str) -> None:
    data = PEOPLE.replace("Ms", "Mé").encode(codec)
    written = with_entries(data, "people", NEW)
    assert written[:2] == data[:2]
    assert written.decode(codec).replace(LINE, "") == data.decode(codec)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_key_that_is_missing_is_added(ending: str) -> None:
    text = f"format: 1{ending}other: [a]{ending}"
    assert entries(text, "people", NEW) == text + f"people:\n{LINE}".replace("\n", ending)


@pytest.mark.parametrize(
    "empty", ["people:\n", "people: {}\n", "people: {}  # nobody yet\n", "people: { }\n", "people:  # none\n"]
)
def test_a_map_that_is_empty_takes_entries(empty: str) -> None:
    assert read(entries(f"format: 1\n{empty}boxes: {{}}\n", "people", NEW)) == {
        "format": "1",
        "people": {"lamp": {"title": "Mr", "family": "Lamp"}},
        "boxes": {},
    }


def test_entries_stand_as_far_in_as_those_that_are_there() -> None:
    assert entries("people:\n    a:\n        family: A\n", "people", NEW) == (
        "people:\n    a:\n        family: A\n    lamp: {title: Mr, family: Lamp}\n"
    )


def test_a_map_in_braces_takes_entries_before_its_last_brace() -> None:
    text = "format: 1\npeople: {a: {family: A}}\n"
    assert read(entries(text, "people", NEW)) == {
        "format": "1",
        "people": {"a": {"family": "A"}, "lamp": {"title": "Mr", "family": "Lamp"}},
    }


def test_a_file_without_a_last_line_end_gets_one() -> None:
    assert entries("people:\n  a: {family: A}", "people", NEW) == "people:\n  a: {family: A}\n" + LINE
    assert entries("", "people", NEW) == "people:\n" + LINE


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(KEYS, WORDS, min_size=1, max_size=3), st.dictionaries(KEYS, WORDS, min_size=1, max_size=3))
def test_entries_are_read_beside_those_that_were_there(before: dict[str, str], more: dict[str, str]) -> None:
    new = {key: value for key, value in more.items() if key not in before}
    text = as_yaml({"format": 1, "people": before, "other": ["a"]})
    if "{" not in text:  # a map that stands on lines of its own
        assert read(entries(text, "people", new)) == {"format": "1", "people": before | new, "other": ["a"]}
