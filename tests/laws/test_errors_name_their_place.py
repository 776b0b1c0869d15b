"""What goes wrong while a template is filled names the paragraph in the template, and the field of the records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cwgdraft.errors import TemplateError
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import template_of
from cwgdraft.word.gate import Parts
from tests.attack_builders import BUILD, RENDER, Bench, in_body, in_footer, in_footnote, in_header, in_title, line
from tests.word_builders import draft_of

CELL = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
AFTER = line("after")

PLACES = [
    (
        in_header(CELL.format(line("From: {{ front.titel }}")) + AFTER),
        "the template evil.docx prints 'titel' in word/header2.xml ('From: {{ front.titel }}'), which no report has; "
        "did you mean 'title'?",
        "a template may print front.NAME with one of: ",
    ),
    (
        in_body(line("Places: {{ places }}")),
        "a tag in word/document.xml of the template evil.docx can't be read ('Places: {{ places }}'): it prints a list "
        "with brackets and quotes: print its entries one by one",
        "correct the tag",
    ),
    (
        in_footer(line("All: {{ front }}")),
        "a tag in word/footer1.xml of the template evil.docx can't be read ('All: {{ front }}'): it prints a group of "
        "fields with brackets and quotes: print its entries one by one",
        "correct the tag",
    ),
    (
        in_body(CELL.format(line("before")) + line("{{ front.title|round }} of it") + AFTER),
        "the template evil.docx can't be filled in word/document.xml ('{{ front.title|round }} of it'): ",
        "check the tags that were changed last",
    ),
    (
        in_body(line("{{ front.title|rond }}")),
        "a tag in word/document.xml of the template evil.docx can't be read ('{{ front.title|rond }}'): "
        "No filter named 'rond'",
        "correct the tag",
    ),
    (
        in_footnote(line("Note: {{ ''.__class__ }}")),
        "the template evil.docx runs code in word/footnotes.xml ('Note: {{ ''.__class__ }}'): access to attribute "
        "'__class__' of 'str' object is unsafe",
        "take the tag out; a template may only print facts",
    ),
    (
        in_title("Report {{ nobody }}"),
        "the template evil.docx prints 'nobody' in its properties, which no report has",
        "a template may print front.NAME with one of: ",
    ),
    (
        in_body(line("{% if front.title %}") + AFTER),
        "a tag in word/document.xml of the template evil.docx can't be read",
        "correct the tag",
    ),
]


@pytest.mark.parametrize(("parts", "message", "remedy"), PLACES)
def test_a_command_names_the_paragraph_and_what_to_do(bench: Bench, parts: Parts, message: str, remedy: str) -> None:
    bench.put(parts)
    said = bench.refuses(*BUILD, says=f"error: {message}")
    assert f"\n    help: {remedy}" in said
    assert "evil.docx, " in bench.finds(*RENDER)


@pytest.mark.parametrize(
    ("tag", "put", "part"),
    [
        ("On: {{ front.title }}", in_header, "header2"),
        ("On: {{ front.title|trim }}", in_body, "document"),
        ("On: {{ front['title'] }}", in_footnote, "footnotes"),
    ],
)
def test_a_sign_that_no_document_holds_is_named_with_paragraph_and_field(
    tag: str, put: Callable[[str], Parts], part: str
) -> None:
    """The records are refused before; a draft that was made otherwise may have it."""
    parts = put(CELL.format(line(tag)) + AFTER)
    own = b"<w:t>{{ front.title }}</w:t></w:r></w:p><w:tbl>"
    assert own in parts["word/document.xml"]
    parts["word/document.xml"] = parts["word/document.xml"].replace(own, own.replace(b"{{ front.title }}", b"Report"))
    draft = draft_of([])
    draft = replace(draft, front={**draft.front, "title": "a\x0bb"})
    with pytest.raises(TemplateError) as caught:
        typeset(draft, template_of(parts, "evil.docx"))
    assert caught.value.message == (
        "the character U+000B in 'a\\x0bb' can't stand in a document, in the field 'front.title'; the template "
        f"evil.docx prints it in word/{part}.xml ('{tag}')"
    )
    assert caught.value.help == "delete it from the record"
