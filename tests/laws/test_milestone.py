"""The first milestone: a draft of every kind of block goes through Word and LibreOffice and comes back."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run
from cwgdraft.labels import Labelling
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.documents import rest_of
from tests.word_builders import (
    DOTTED,
    UNDOTTED,
    Writer,
    converted,
    identity_of,
    in_word,
    own_blocks,
    part,
    read,
    template,
)

TEMPLATES = pytest.mark.parametrize("name", [UNDOTTED, DOTTED])


def every_kind(labelling: Labelling, name: str) -> Draft:
    """Return a draft that has a block of every kind."""
    writer = Writer(labelling)
    writer.plain(Kind.FRONT_LABEL, "Purpose", origin="front:purpose/label")
    writer.plain(Kind.FRONT_TEXT, 'Tells what "they" did & why', origin="front:purpose")
    writer.plain(Kind.FRONT_RULE, "_______________", origin="front:rule-1")
    writer.outline(Kind.HEADING, 1, "Opening", origin="phrase:opening")
    writer.plain(Kind.PARAGRAPH, "Somebody opened, 2 < 3 and 3 > 2.")
    writer.outline(Kind.HEADING, 2, "Agenda & “documents”")
    writer.outline(Kind.HEADING, 3, "Seats in room\u00a0H")
    writer.outline(
        Kind.NUMBERED, 4, "Nobody sat. ", Run("All", strong=True), " stood, ", Run("late", emphasis=True), "."
    )
    writer.plain(Kind.CONTINUATION, "They went on standing.")
    writer.outline(Kind.NUMBERED, 2, "Braces {{ x }} and {% if %} and {# note #} stay.")
    writer.outline(Kind.NUMBERED, 3, "Entities such as &copy; and &#38; stay.")
    target = writer.outline(Kind.NUMBERED, 1, "A first level.", origin="41/t#first").rstrip(".")
    writer.outline(Kind.NUMBERED, 2, "See ", Run(target, target="41/t#first"), " above.", origin="41/t#reference")
    writer.plain(Kind.SUBHEADING, "Things asked")
    for kind in ListKind:
        writer.item(kind, 1, f"one of {kind.value}")
        writer.item(kind, 1, f"two of {kind.value}")
    writer.plain(Kind.PARAGRAPH, "Nested, and each begins anew:")
    writer.item(ListKind.LETTER_PAREN, 1, "outer a")
    writer.item(ListKind.ROMAN_PAREN, 2, "inner one")
    writer.item(ListKind.ROMAN_PAREN, 2, "inner two")
    writer.plain(Kind.CONTINUATION, "A paragraph within the list.", level=1)
    writer.item(ListKind.LETTER_PAREN, 1, "outer b")
    writer.item(ListKind.ROMAN_PAREN, 2, "inner begins anew")
    writer.item(ListKind.DASH, 3, "a dash inside")
    writer.outline(Kind.HEADING, 1, "Elsewhere")
    link = Run("a page", link="https://example.org/a?b=1&c=%20d#e")
    writer.plain(Kind.PARAGRAPH, "Read ", link, " or ", replace(link, text="mail", link="mailto:a@example.org"), ".")
    writer.plain(Kind.PARAGRAPH, "Due on ", Run("[date]", open=True), " at Room\u00a0B‑7, CWG\u201141/2.")
    writer.plain(Kind.PARAGRAPH, "مرحبا بالعالم ١٢٣ (اختبار)")
    writer.plain(Kind.PARAGRAPH, "会议记录，第三号文件。")
    writer.table([["Name", "Seat & row"], ["A <b>", ""], ["C", "D"]], origin="table:seats")
    writer.plain(Kind.SIGNATURE_NAME, "Family NAME", origin="signature:name")
    writer.plain(Kind.SIGNATURE_TITLE, "Chair of the samples", origin="signature:title")
    writer.plain(Kind.CLOSING_RULE, "______________", origin="signature:rule")
    return writer.draft(name)


def sample(name: str) -> Draft:
    return every_kind(template(name).labelling, name)


def seen(blocks: object) -> list[tuple[object, ...]]:
    return [(b.kind, b.label, b.text, b.origin) for b in blocks]  # type: ignore[attr-defined]


def test_the_sample_has_every_kind_of_block_and_of_list() -> None:
    blocks = sample(UNDOTTED).blocks
    assert {b.kind for b in blocks} == set(Kind)
    assert {b.list_kind for b in blocks} >= set(ListKind)


@TEMPLATES
def test_reading_what_was_typeset_gives_the_blocks_back(name: str) -> None:
    draft = sample(name)
    document = read(typeset(draft, template(name)))
    assert own_blocks(document) == tuple(in_word(block) for block in draft.blocks)
    assert document.made is not None
    assert document.made.rest == rest_of(document)


@TEMPLATES
def test_the_templates_number_with_and_without_a_full_stop(name: str) -> None:
    headings = [b.label for b in sample(name).blocks if b.kind is Kind.HEADING]
    stop = "." if name == DOTTED else ""
    assert headings == [f"1{stop}", f"1.1{stop}", f"1.1.1{stop}", f"3{stop}"]


@TEMPLATES
def test_every_other_origin_and_bookmark_holds_when_a_statement_is_put_in(name: str) -> None:
    draft = sample(name)
    new = Block(Kind.PARAGRAPH, (Run("Something new."),), origin="42/t#new")
    more = replace(draft, blocks=(*draft.blocks[:5], new, *draft.blocks[5:]))
    before, after = identity_of(typeset(draft, template(name))), identity_of(typeset(more, template(name)))
    added = set(after.anchors) - set(before.anchors)
    assert [anchor.origin for anchor in added] == ["42/t#new"]
    assert set(before.anchors) <= set(after.anchors)


def test_a_changed_paragraph_is_found_by_its_origin() -> None:
    data = typeset(sample(UNDOTTED), template(UNDOTTED))
    from tests.word_builders import Parts, pack, read_parts

    parts: Parts = read_parts(data, "built.docx")
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"A first level.", b"A first level, changed.")
    document = read(pack(parts))
    assert document.made is not None
    digests = document.made.blocks
    assert [b.origin for b in own_blocks(document) if b.digest != digests[b.origin]] == ["41/t#first"]


def squeezed(text: str) -> str:
    """Return text without the signs that a PDF may order or break as it likes."""
    return (
        re.sub(r"[\s\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text).replace("\u2011", "-").replace("‐", "-")
    )


@pytest.mark.witness
def test_everything_holds_when_libreoffice_saves_the_file_and_makes_a_pdf_of_it(tmp_path: Path) -> None:
    drafts = {name: sample(name) for name in (UNDOTTED, DOTTED)}
    files = []
    for name, draft in drafts.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(typeset(draft, template(name)))
    for file, draft in zip(converted(tmp_path, "docx", *files), drafts.values(), strict=True):
        document = read(file.read_bytes())
        assert seen(own_blocks(document)) == seen(draft.blocks)
        assert document.made is not None
        assert document.made.rest == rest_of(document)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext isn't installed: apt-get install poppler-utils")
    for file, draft in zip(converted(tmp_path, "pdf", *files), drafts.values(), strict=True):
        command = ["pdftotext", "-layout", str(file), "-"]
        text = squeezed(subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout)
        for block in draft.blocks:
            cells = [r.text for row in block.rows for cell in row.cells for one in cell.blocks for r in one.runs] or [
                block.text
            ]
            for cell in cells:
                whole = squeezed(cell)
                right_to_left = re.search("[\u0600-\u06ff]", cell)
                assert all(c in text for c in whole) if right_to_left else whole in text, cell


def test_the_document_has_the_report_s_language_and_title_in_its_properties() -> None:
    core = part(typeset(sample(UNDOTTED), template(UNDOTTED)), "docProps/core.xml")
    assert "<dc:title>Report of the group on samples</dc:title>" in core
    assert "<dc:language>en</dc:language>" in core
