"""Drafts for tests, their labels made as a report's are; Word templates with one thing changed; LibreOffice."""

from __future__ import annotations

import functools
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Cell, Draft, Kind, ListKind, Row, Run, flat, plain_row
from cwgdraft.labels import Labelling
from cwgdraft.typesetting.template import Template, load_template, template_of
from cwgdraft.word.anchors import Identity, read_identity
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import pack
from tests.document_builders import paragraphs

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
UNDOTTED, DOTTED = "council-report", "meeting-summary"
FRONT = {
    "session": "Council 2031",
    "session_dates": "Geneva, 3–12 June 2031",
    "group": "Council Working Group on Samples",
    "meeting": "Fifth meeting, Geneva, 4 March 2031",
    "agenda_item": "Agenda item: SMP 1.2",
    "document": "Document C31/77‑E",
    "symbol": "C31/77‑E",
    "date": "4 March 2031",
    "original": "English only",
    "originator": "Contribution by the Chair of the group",
    "title": "Report of the group on samples",
    "website": "https://example.org/council",
}


class Writer:
    """Collects blocks and counts as an outline and its lists do, so that every block has the label it must have."""

    def __init__(self, labelling: Labelling | None = None) -> None:
        self.labelling = labelling or Labelling()
        self.blocks: list[Block] = []
        self.numbers: list[int] = []
        self.items: dict[int, tuple[ListKind, int]] = {}

    def outline(self, kind: Kind, level: int, *runs: Run | str, origin: str = "") -> str:
        """Add a heading or numbered paragraph; return its label."""
        self.numbers = [*self.numbers[:level], *[1] * (level - 1 - len(self.numbers))]
        self.numbers = [*self.numbers[: level - 1], (self.numbers[level - 1] if len(self.numbers) >= level else 0) + 1]
        label = self.labelling.number(self.numbers)
        self.items = {}
        self._add(Block(kind, _runs(runs), level, label), origin)
        return label

    def item(self, list_kind: ListKind, level: int, *runs: Run | str, start: int = 0, origin: str = "") -> str:
        """Add a list item; return its label."""
        self.items = {depth: one for depth, one in self.items.items() if depth <= level}
        going = self.items.get(level)
        fresh = going is None or going[0] is not list_kind or start > 0
        number = (start or 1) if going is None or fresh else going[1] + 1
        self.items[level] = (list_kind, number)
        label = self.labelling.item(list_kind, level, number)
        starts = number if fresh and list_kind.counts else 0
        self._add(Block(Kind.LIST_ITEM, _runs(runs), level, label, "", list_kind, starts), origin)
        return label

    def plain(self, kind: Kind, *runs: Run | str, level: int = 0, origin: str = "") -> None:
        """Add a block without a number; what stands in a list (level above 0) leaves the list open."""
        if not level:
            self.items = {}
        self._add(Block(kind, _runs(runs), level), origin)

    def table(self, rows: Iterable[Iterable[str]], origin: str = "") -> None:
        """Add a table of plain text."""
        cells = tuple(plain_row(*((Run(text),) if text else () for text in row)) for row in rows)
        self._add(Block(Kind.TABLE, rows=cells), origin)

    def _add(self, block: Block, origin: str) -> None:
        from dataclasses import replace

        self.blocks.append(replace(block, origin=origin or f"41/t#{len(self.blocks)}"))

    def draft(self, template: str = UNDOTTED, **front: str) -> Draft:
        """Return the draft of all blocks."""
        return draft_of(self.blocks, template, **front)


def _runs(pieces: Iterable[Run | str]) -> tuple[Run, ...]:
    return tuple(Run(one) if isinstance(one, str) else one for one in pieces)


def draft_of(blocks: Iterable[Block], template: str = UNDOTTED, **front: str) -> Draft:
    """Return a draft of blocks, its first page as `FRONT` but for what `front` says."""
    facts = {**FRONT, **front}
    return Draft(
        "sample",
        "council-report",
        "en",
        template,
        facts,
        tuple(blocks),
        facts["title"],
        "Chair",
        "2031-03-04",
        ("a.yaml",),
    )


def paragraph(text: str, origin: str = "41/t#only") -> Draft:
    """Return a draft of one paragraph."""
    return draft_of([Block(Kind.PARAGRAPH, (Run(text),), origin=origin)])


@functools.cache
def template(name: str = UNDOTTED) -> Template:
    """Return one of the templates of the workspace."""
    return load_template(TEMPLATES / f"{name}.docx")


def template_parts(name: str = UNDOTTED) -> Parts:
    """Return the parts of one of the templates, to be changed."""
    return read_parts((TEMPLATES / f"{name}.docx").read_bytes(), name)


def changed(part: str, change: Callable[[str], str], name: str = UNDOTTED) -> Parts:
    """Return the parts of a template with one of them changed as text."""
    parts = template_parts(name)
    before = parts[part].decode()
    after = change(before)
    assert after != before, "the change found nothing to change"
    parts[part] = after.encode()
    return parts


def replaced(old: str, new: str, part: str = "word/document.xml") -> Template:
    """Return the template with one text in the place of another."""
    return template_of(changed(part, lambda xml: xml.replace(old, new)), "council-report.docx")


def with_paragraph(xml: str) -> Template:
    """Return the template with XML before its body."""
    mark = "<w:p><w:r><w:t>{{p body }}"
    return replaced(mark, xml + mark)


def related(kind: str, target: str, *, external: bool = False, part: str = "document") -> Parts:
    """Return the parts of the template with one more relationship of a part."""
    mode = ' TargetMode="External"' if external else ""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xml = f'<Relationship Id="rId99" Type="{office}/{kind}" Target="{target}"{mode}/></Relationships>'
    parts = template_parts()
    name = f"word/_rels/{part}.xml.rels"
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[name] = parts.get(name, empty.encode()).replace(b"</Relationships>", xml.encode())
    return parts


def written(tmp_path: Path, parts: Parts | bytes, name: str = "council-report.docx") -> Path:
    """Return the path of a file that holds a package, or bytes as they are."""
    path = tmp_path / name
    path.write_bytes(parts if isinstance(parts, bytes) else pack(parts))
    return path


def zipped(members: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of members, whatever they are called."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def read(data: bytes) -> Draft:
    """Return what a .docx says."""
    return read_draft(read_parts(data, "built.docx"), "built")


def own_blocks(draft: Draft) -> tuple[Block, ...]:
    """Return the blocks that anchors name, as a draft has them: without the names of styles and the looks of samples.

    A cell must have a paragraph in Word, so an empty one alone is none.
    """
    return tuple(_drafted(block) for block in flat(draft.blocks) if block.origin)


def in_word(block: Block) -> Block:
    """Return a block of a draft as Word can hold it: how deep one without a number stands, only its indent tells."""
    return block if block.label else replace(block, level=0)


def _drafted(block: Block) -> Block:
    rows = tuple(Row(tuple(_drafted_cell(cell) for cell in row.cells), row.tracked) for row in block.rows)
    return replace(block, rows=rows, style="", look="")


def _drafted_cell(cell: Cell) -> Cell:
    blocks = tuple(_drafted(block) for block in cell.blocks)
    return replace(cell, blocks=() if blocks == (Block(Kind.PARAGRAPH),) else blocks)


def identity_of(data: bytes) -> Identity:
    """Return what a .docx of ours says of itself."""
    found = read_identity(read_parts(data, "built.docx"))
    assert found is not None
    return found


def texts(data: bytes) -> list[str]:
    """Return the text of every paragraph of a .docx, tables included."""
    return [one.text for one in paragraphs(read(data).blocks)]


def part(data: bytes, name: str = "word/document.xml") -> str:
    """Return a part of a .docx as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def converted(folder: Path, to: str, *files: Path) -> list[Path]:
    """Return what LibreOffice makes of files, in one start; the test is skipped where there is none."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) isn't installed: apt-get install libreoffice-writer-nogui")
    out = folder / to.partition(":")[0]
    out.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", to, "--outdir", str(out), *map(str, files)]
    environment = {**os.environ, "HOME": str(folder)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment, stdin=subprocess.DEVNULL)
    found = [out / f"{file.stem}.{to.partition(':')[0]}" for file in files]
    assert all(file.is_file() for file in found), "LibreOffice wrote nothing"
    return found
