"""What record files may hold of YAML, and what is said of the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.records.yaml import Document, read_yaml
from tests.builders import shown, source

QUOTE = "put the text in quotes"


def read(text: str) -> tuple[Document, list[str]]:
    document, findings = read_yaml(source(text, "f"))
    return document, shown(findings)


@pytest.mark.parametrize("text", ["NO", "yes", "1.10", "10:30", "2026-02-30", "0o17", "1_000", "Yes, C#", "a#b"])
def test_a_value_is_the_text_that_was_written(text: str) -> None:
    assert read(f"key: {text}")[0].data == {"key": text}


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "~"])
def test_a_file_without_content_is_nothing(text: str) -> None:
    document, findings = read(text)
    assert (document.data, findings) == (None, [])


@pytest.mark.parametrize("text", ["a: >\n  one\n  two\n", "a: |-\n  one two\n", "a: 'one two'", "a: one\n  two"])
def test_every_way_of_writing_a_text_gives_its_words(text: str) -> None:
    assert read(text)[0].data == {"a": "one two"}


def test_quoted_text_that_looks_like_nothing_is_text() -> None:
    assert read("a: ''\nb: 'null'\nc: null")[0].data == {"a": "", "b": "null", "c": None}


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        (
            "a: Item 4: x",
            f"f:1:10: error invalid-yaml: a second ': ' in a line: 'a: Item 4: x' | {QUOTE}: key: \"Item 4: x\"",
        ),
        ("a: @bob", f"f:1:4: error invalid-yaml: a text can't begin like this: 'a: @bob' | {QUOTE}"),
        ("a: %x", f"f:1:4: error invalid-yaml: a text can't begin like this: 'a: %x' | {QUOTE}"),
        ("a: & b", f"f:1:5: error invalid-yaml: a text can't begin like this: 'a: & b' | {QUOTE}"),
        ("a: *b*", f"f:1:6: error invalid-yaml: a text can't begin like this: 'a: *b*' | {QUOTE}"),
        ("a: | b", f"f:1:6: error invalid-yaml: a text can't begin like this: 'a: | b' | {QUOTE}"),
        ("a: b: @", f"f:1:5: error invalid-yaml: a second ': ' in a line: 'a: b: @' | {QUOTE}: key: \"Item 4: x\""),
        (
            "a: [b, , c]",
            "f:1:8: error invalid-yaml: a text can't begin like this: 'a: [b, , c]'"
            f" | take the extra comma or bracket out, or {QUOTE}",
        ),
        ("a: &c", "f:1:4: error anchor: '&c' would be an anchor; anchors are not used in records | " + QUOTE),
        ("a: *c", "f:1:4: error alias: '*c' would be an alias; aliases are not used in records | " + QUOTE),
        ("a: !c d", "f:1:4: error tag: '!c' would be a tag; tags are not used in records | " + QUOTE),
        ("a: !!int 4", "f:1:4: error tag: '!!int' would be a tag; tags are not used in records | " + QUOTE),
        ("<<: {a: b}", "f:1:1: error merge-key: '<<' would merge maps; records don't use it | " + QUOTE),
        (
            "\ta: b",
            "f:1:1: error invalid-yaml: a tab stands where YAML wants spaces: 'a: b' | replace the tab by spaces",
        ),
        (
            "a:\n\t- b",
            "f:2:1: error invalid-yaml: a tab stands where YAML wants spaces: '- b' | replace the tab by spaces",
        ),
        (
            "a: 'b\nc: d\n",
            "f:1:4: error invalid-yaml: a quote is opened and not closed: 'a: 'b' | close it at the end of the text",
        ),
        (
            "a: 'b\n---\nc'",
            "f:1:4: error invalid-yaml: a quote is opened and not closed: 'a: 'b' | close it at the end of the text",
        ),
        (
            "a: 'don't'",
            "f:1:9: error invalid-yaml: a text goes on behind its closing quote: 'a: 'don't''"
            " | put all of it in double quotes, or write '' for an apostrophe",
        ),
        (
            r'a: "\q"',
            "f:1:5: error invalid-yaml: a backslash in double quotes begins no sign that YAML knows: 'a: \"\\q\"'"
            " | double it",
        ),
        (
            r'a: "\uD800"',
            "f:1:7: error invalid-yaml: a backslash in double quotes begins no sign that YAML knows: 'a: \"\\uD800\"'"
            " | double it",
        ),
        (
            r'a: "\x00"',
            "f:1:4: error unprintable-character: the character U+0000 can't stand in a document"
            " | take the escape out of the text",
        ),
        (
            "a: [b, c\n",
            "f:1:4: error invalid-yaml: a list in [ ] isn't closed, or a comma is missing in it: 'a: [b, c'"
            f" | close it, or {QUOTE}",
        ),
        (
            "a: {b: c\n",
            "f:1:4: error invalid-yaml: keys in { } aren't closed, or a comma is missing: 'a: {b: c'"
            f" | close them, or {QUOTE}",
        ),
        (
            "a: - b",
            "f:1:4: error invalid-yaml: a list can't begin behind its key: 'a: - b'"
            " | begin it on the next line, or in [ ]",
        ),
        (
            "a:\n  b: c\n d: e",
            "f:3:2: error invalid-yaml: this doesn't fit what stands above it: 'd: e'"
            f" | line it up with the keys above, or {QUOTE}",
        ),
        (
            "a: b\n c: d",
            "f:2:3: error invalid-yaml: a key stands where the text above it goes on: 'c: d'"
            " | line it up with the keys above; or a colon is missing there",
        ),
        (
            "a: b\nccc\nd: e",
            "f:3:1: error invalid-yaml: a line that has no 'key: …' stands where one is wanted: 'd: e'"
            " | add the key, or indent the line",
        ),
        (
            "- a\nb: c",
            "f:2:1: error invalid-yaml: a list ends here although nothing closes it: 'b: c'"
            " | begin the line with '- ', or indent it",
        ),
        (
            "a: b\n...\nc",
            "f:3:1: error invalid-yaml: something stands behind the end of the records ('...'): 'c' | take it out",
        ),
        (
            "%YAML 3.2\n---\na: b",
            "f:1:1: error invalid-yaml: the file asks for another YAML than 1.2: '%YAML 3.2'"
            " | take the line that begins with % out",
        ),
        ("a: b\n---\nc: d", "f:2:1: error several-documents: a second document begins ('---') | keep one"),
        (
            "? [a]\n: b",
            "f:1:3: error invalid-yaml: a list or a map stands where a key is wanted"
            f" | write the key before the colon, or {QUOTE}",
        ),
        ("~: b", f"f:1:1: error invalid-yaml: a key is empty | write the key before the colon, or {QUOTE}"),
        (
            "a: C# and #4",
            "f:1:4: error cut-text: the text is cut at '#4': YAML takes ' #' for a comment"
            f" | {QUOTE}, or write '# ' with a space for a comment",
        ),
        (
            "a: #4",
            "f:1:3: error cut-text: the text is cut at '#4': YAML takes ' #' for a comment"
            f" | {QUOTE}, or write '# ' with a space for a comment",
        ),
        (
            "a:\n  - b\n    - c",
            "f:3:5: error joined-text: this line goes on with the text above it: '- c'"
            f" | line its '-' up with the one above it, or {QUOTE}",
        ),
        ("a: 1\nb: {c: 1, c: 2}", "f:2:11: error duplicate-key: 'c' stands twice (first in line 2) | keep one of them"),
    ],
)
def test_what_records_do_not_use_is_named_with_the_remedy(text: str, finding: str) -> None:
    assert read(text)[1] == [finding]


def test_several_mistakes_are_named_at_once() -> None:
    assert len(read("a: &x b\nc: *y\nd: e #f\nd: g")[1]) == 4


def test_a_comment_behind_a_space_is_a_comment() -> None:
    document, findings = read("a: b # inferred\nc: [d] #e")
    assert (document.data, findings) == ({"a": "b", "c": ["d"]}, [])


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    (finding,) = read(text)[1]
    assert "nested-too-deeply: lists and keys are nested more than 40 levels deep" in finding


def test_each_value_and_key_has_its_place() -> None:
    document, _ = read("# x\na:\n  - b: «é» c\n    d: e\n")
    assert document.place(("a", 0, "d")).shown() == "f:4:8"
    assert document.place(("a", 0, "d"), key=True).shown() == "f:4:5"
    assert document.place(("a", 0, "missing")).shown() == "f:3:5"
    assert document.place(("nowhere",)).shown() == "f:1:1"


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=80))
def test_any_text_gives_data_or_findings(text: str) -> None:
    document, findings = read(text)
    assert isinstance(document, Document)
    assert all(" error " in one and " | " in one for one in findings)


@given(st.text("ab:-#'\"[]{},&*!|>%@? \n\t~.", max_size=40))
def test_no_mix_of_yaml_signs_makes_it_fail(text: str) -> None:
    read(text)
