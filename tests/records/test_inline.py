"""The inside of a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.finding import Finding
from cwgdraft.records.inline import is_safe_link, read_inline
from cwgdraft.records.model import Span
from tests.builders import shown, source


def look(span: Span) -> str:
    marks = "*" * (span.emphasis + 2 * span.strong)
    reference = span.reference
    inner = f"<{reference.name}|{reference.form}>" if reference else span.text
    return f"{marks}{inner}{marks}" + (f"({span.link})" if span.link else "")


def read(text: str) -> list[str]:
    return [look(span) for span in read_inline(text)]


def findings(text: str) -> list[str]:
    found: list[Finding] = []
    read_inline(text, source(text, "f").place, found.append)
    return shown(found)


@pytest.mark.parametrize(
    "text",
    [
        "5*3*2", "snake_case and _this_", "a * b * c", "*open", "****", "\\[", "&copy; &amp; <b>", "{{ x }} {% y %}",
        "{foo}", "`code`", "[sic]", "[1] (2)", "a\u00a0b\u2009c", "שלום *עולם", "![]", "x**2", "50 %", "*", "\\*",
    ],
)  # fmt: skip
def test_everything_that_is_not_named_is_text(text: str) -> None:
    assert read_inline(text) == (Span(text),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a *b* c", ["a ", "*b*", " c"]),
        ("(**b**)", ["(", "**b**", ")"]),
        ("***b***", ["***b***"]),
        ("*a **b** c*", ["*a *", "***b***", "* c*"]),
        ("*see [[42/6]] now*", ["*see *", "*<42/6|>*", "* now*"]),
        ("*a [[b|c* d]] e*", ["*a *", "*<b|c* d>*", "* e*"]),
        ("[[42/6]]", ["<42/6|>"]),
        ("[[ PP 140 | long ]]", ["<PP 140|long>"]),
        ("[[a|b|c]]", ["<a|b|c>"]),
        ("[[[42]]]", ["[", "<42|>", "]"]),
        ("[w](https://x.org/a_(b))", ["w(https://x.org/a_(b))"]),
        ("[a [b] c](mailto:a@x.org)", ["a [b] c(mailto:a@x.org)"]),
        ("**[w](https://x.org)**", ["**w**(https://x.org)"]),
        ("*שלום* עולם", ["*שלום*", " עולם"]),
    ],
)
def test_emphasis_links_and_references_are_read(text: str, spans: list[str]) -> None:
    assert read(text) == spans


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "a [b](javascript:alert)",
            "f:1:3: error unsafe-link: a document can't link to 'javascript:alert' | link to an http, https or mailto"
            " address; if this is no link, put a space between ] and (",
        ),
        (
            "a [[b",
            "f:1:3: warning broken-reference: this is no reference and is printed as it is: '[[b'"
            " | write [[name]] or [[name|words]], with no other brackets inside",
        ),
        (
            "a [[ ]]",
            "f:1:3: warning broken-reference: this is no reference and is printed as it is: '[[ ]]'"
            " | write [[name]] or [[name|words]], with no other brackets inside",
        ),
        (
            "a [b](c d)",
            "f:1:5: warning broken-link: this is no link and is printed as it is: '](c d)'"
            " | write [words](https://…) without spaces in the address",
        ),
    ],
)
def test_a_reference_or_link_that_cannot_be_read_is_named_and_stays_as_it_is(text: str, found: str) -> None:
    assert findings(text) == [found]
    assert read_inline(text) == (Span(text),)


@pytest.mark.parametrize(
    "address", ["file:///x", "//host", "\\\\host", "data:x", "https:", "https://a\\b", "x.html", "http://["]
)
def test_only_addresses_of_the_web_and_of_mail_are_linked(address: str) -> None:
    assert not is_safe_link(address)


@pytest.mark.parametrize("unit", ["*a ", "*a* ", "**a *b* c** ", "[", "](", "[ x] ", "[[a]] ", "*[[a]]* ", "[a](b "])
def test_long_paragraphs_are_read_in_one_pass(unit: str) -> None:
    read_inline(unit * 20_000, source("x").place, lambda finding: None)


@given(st.text(st.characters(exclude_characters="*[", exclude_categories=("Cs",)), min_size=1))
def test_text_without_marks_is_text(text: str) -> None:
    assert read_inline(text) == (Span(text),)


@given(st.text("*[]()|a \\{", max_size=60))
def test_no_sign_of_the_words_is_lost(text: str) -> None:
    spans = read_inline(text)
    kept = "".join(span.text for span in spans if not span.reference)
    assert [sign for sign in kept if sign not in "*[]()|a \\{"] == []
    if "*" not in text and "[[" not in text and "](" not in text:
        assert kept == text
