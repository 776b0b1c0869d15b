"""Tables of phrases as a chair sends them back: cells written anew, rows taken out, tracked changes."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cwgdraft.jobs.templates.phrase_table import phrase_table
from cwgdraft.jobs.templates.phrases import load_phrases
from cwgdraft.workspace import Workspace
from tests.draft_builders import group

Wordings = Mapping[str, str | list[str]]


def place_with(folder: Path, phrases: Mapping[str, str] | None = None) -> Workspace:
    """Return the made-up group's workspace, some texts of its catalogue replaced by others."""
    place = group(folder, templates=True)
    for old, new in (phrases or {}).items():
        change_catalogue(place, old, new)
    return place


def change_catalogue(place: Workspace, old: str, new: str) -> None:
    path = place.phrases / "en.yaml"
    before = path.read_bytes()
    after = before.replace(old.encode(), new.encode())
    assert after != before, "the change found nothing to change"
    path.write_bytes(after)


def catalogue_of(place: Workspace) -> str:
    return (place.phrases / "en.yaml").read_text(encoding="utf-8")


def table_of(place: Workspace, name: str = "table.docx") -> Path:
    """Return the table as the command writes it."""
    phrases = load_phrases(place)
    path = place.root / name
    path.write_bytes(phrase_table(phrases.listed(), phrases.language))
    return path


def sent_back(path: Path, wordings: Wordings | None = None, change: Callable[[Any], None] | None = None) -> Path:
    """Return a table in which rows are worded otherwise, a paragraph for each line; `change` changes anything else."""
    document = Document(io.BytesIO(path.read_bytes()))
    for name, wording in (wordings or {}).items():
        lines = wording.split("\n") if isinstance(wording, str) else wording
        write_cell(row_of(document, name).cells[1], lines)
    if change is not None:
        change(document)
    document.save(str(path))
    return path


def row_of(document: Any, name: str) -> Any:
    """Return the row of a phrase."""
    rows = [row for table in document.tables for row in table.rows]
    return next(row for row in rows if row.cells[0].paragraphs[0].text == name)


def write_cell(cell: Any, lines: list[str]) -> None:
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def take_out(name: str) -> Callable[[Any], None]:
    """Return the change that takes a row out."""

    def change(document: Any) -> None:
        row = row_of(document, name)._tr
        row.getparent().remove(row)

    return change


def repeat(name: str) -> Callable[[Any], None]:
    """Return the change that puts a second row below one."""

    def change(document: Any) -> None:
        row = row_of(document, name)._tr
        row.addnext(copy.deepcopy(row))

    return change


def track(name: str, new: str) -> Callable[[Any], None]:
    """Return the change that rewords a row with tracked changes: all runs deleted, new words inserted."""

    def change(document: Any) -> None:
        paragraph = row_of(document, name).cells[1].paragraphs[0]._p
        for run in paragraph.findall(qn("w:r")):
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")
            _wrapped(run, "w:del")
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = new
        run.append(text)
        paragraph.append(run)
        _wrapped(run, "w:ins")

    return change


def _wrapped(run: Any, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:id"), "900")
    mark.set(qn("w:author"), "Chair")
    run.addprevious(mark)
    mark.append(run)
