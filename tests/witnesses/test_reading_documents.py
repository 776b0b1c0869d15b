"""LibreOffice as witness of how documents are read: its plain text, and what is left of ours after it saved them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Draft, Kind
from cwgdraft.jobs.reading import read_document
from tests.document_builders import corpus, paragraphs
from tests.witnesses.reports import PLANS, built
from tests.witnesses.test_libreoffice import shown
from tests.word_builders import converted


def lines(path: Path) -> list[str]:
    return [shown(line) for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def told(draft: Draft) -> Iterator[str]:
    """Yield each line of a draft's body as LibreOffice writes it: a cell of a table on a line of its own."""
    for block in paragraphs(draft.blocks):
        for n, line in enumerate(block.text.split("\n")):
            yield shown(f"{block.label} {line}" if block.label and n == 0 else line)


@pytest.mark.witness
def test_libreoffice_shows_every_paragraph_of_a_report_with_the_number_that_is_read(tmp_path: Path) -> None:
    files = []
    for name in PLANS:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(built(name))
    for name, file in zip(PLANS, converted(tmp_path, "txt:Text (encoded):UTF8", *files), strict=True):
        theirs = iter(lines(file))
        for line in filter(None, told(read_document(tmp_path / f"{name}.docx"))):
            assert line in theirs, f"{name}: LibreOffice doesn't show '{line}' where it belongs"


OTHERS = [
    "poi--signed", "poi--heading123", "mammoth.js--simple-list", "mammoth.js--tables",
    "python-docx--blk-containing-table", "python-docx--num-having-numbering-part",
    "python-docx--blk-paras-and-tables", "poi--sample", "docx-rs--paragraph",
]  # fmt: skip


@pytest.mark.witness
def test_libreoffice_shows_every_paragraph_of_others_with_the_number_that_is_read(tmp_path: Path) -> None:
    files = [corpus(f"word/read/{name}.docx") for name in OTHERS]
    for name, path, file in zip(OTHERS, files, converted(tmp_path, "txt:Text (encoded):UTF8", *files), strict=True):
        theirs = iter(lines(file))
        for line in filter(None, told(read_document(path))):
            assert line in theirs, f"{name}: LibreOffice doesn't show '{line}' where it belongs"


def kept(block: Block) -> tuple[object, ...]:
    rows = [[cell.text for cell in row.cells] for row in block.rows]
    return (block.kind, block.origin, block.label, block.level, rows or block.text, block.facts)


@pytest.mark.witness
def test_what_libreoffice_saved_still_says_what_each_block_was_made_from(tmp_path: Path) -> None:
    files = []
    for name in PLANS:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(built(name))
    for before, after in zip(files, converted(tmp_path, "docx", *files), strict=True):
        ours, theirs = (
            [kept(one) for one in every(read_document(path).blocks) if one.origin] for path in (before, after)
        )
        assert theirs == ours
        assert len(ours) > 10


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if block.kind is Kind.TABLE:
            for row in block.rows:
                for cell in row.cells:
                    yield from every(cell.blocks)
