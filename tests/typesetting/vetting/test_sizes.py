"""Templates beyond all measure get a clear word, and are never worth a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import WordFileError
from cwgdraft.finding import Finding
from cwgdraft.typesetting.vetting import vet
from tests.document_builders import p, parts_of
from tests.word_builders import template_parts


def found(*texts: str) -> list[Finding]:
    parts = template_parts()
    parts["word/document.xml"] = parts_of("".join(map(p, texts)))["word/document.xml"]
    return vet(parts, Path("t.docx"), ours=False).findings


def test_each_brace_of_a_paragraph_full_of_them_is_found() -> None:
    assert [one.rule for one in found("{%" * 20_000)] == ["open-tag"] * 20_000


def test_more_tags_than_a_template_needs_are_refused() -> None:
    with pytest.raises(WordFileError) as caught:
        found("{{ front.title }}" * 50_001)
    assert "t.docx is no template: it has more than 50,000 tags" in str(caught.value)


@pytest.mark.parametrize("begin", ["{%p if front.title %}", "{% if front.title %}", "{%p for one in meetings %}"])
def test_blocks_inside_thousands_of_others_are_one_finding(begin: str) -> None:
    end = begin.split()[0] + " end" + begin.split()[1] + " %}"
    opened, closed = [begin] * 2000, [end] * 2000
    assert [one.rule for one in found(*opened, *closed) if one.rule != "blank-paragraph"] == ["deep-block"]


@pytest.mark.parametrize(
    "words",
    [
        "(" * 5000 + "1" + ")" * 5000,
        "-" * 5000 + "1",
        "1" + " + 1" * 5000,
        "one" + ".two" * 5000,
        "one" + "|trim" * 5000,
        "not " * 5000 + "one",
        "[" * 60 + "]" * 60,
    ],
    ids=["brackets", "signs", "sum", "steps", "filters", "not", "lists"],
)
@pytest.mark.parametrize("ours", [True, False])
def test_a_tag_with_thousands_of_parts_inside_one_another_is_found(words: str, ours: bool) -> None:
    parts = template_parts()
    parts["word/document.xml"] = parts_of(p("{{ " + words + " }}"))["word/document.xml"]
    said = [one for one in vet(parts, Path("t.docx"), ours=ours).findings if one.rule == "unreadable-tag"]
    assert [one.message.partition("…' ")[2] for one in said] == ["can't be read: too much stands inside one another"]
