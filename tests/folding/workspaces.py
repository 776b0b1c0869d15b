"""Workspaces for folding: a copy of the samples, a draft of a report, and edits of its text in Word."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

from cwgdraft.jobs.states import load_state
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import W, pack, parse, write_xml
from cwgdraft.workspace import Workspace

ROOT = Path(__file__).parents[2]
_Q = f"{{{W}}}"
REPORTS = ("council-2025", "council-2026", "summary-40", "cycle-2026")
"""The reports of the samples that have meetings of their own."""


def sample_workspace(folder: Path) -> Workspace:
    """Return a workspace with the sample records."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("records", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return Workspace(folder.resolve())


def document(workspace: Workspace, report: str = "council-2025") -> bytes:
    """Return the draft of a report as a Word file."""
    return load_state(workspace, [report], "0").document()


@cache
def drafted(report: str) -> bytes:
    """Return the draft of a report of the samples, made once."""
    return document(Workspace(ROOT), report)


def replaced(data: bytes, old: str, new: str) -> bytes:
    """Return a Word file with words replaced in the one run that holds them."""

    def edit(text: etree._Element) -> bool:
        if old not in (text.text or ""):
            return False
        text.text = text.text.replace(old, new)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return True

    return _edited(data, edit)


def without_paragraph(data: bytes, words: str) -> bytes:
    """Return a Word file without the paragraph that holds some words."""

    def edit(text: etree._Element) -> bool:
        if words not in (text.text or ""):
            return False
        paragraph = next(text.iterancestors(f"{_Q}p"))
        paragraph.getparent().remove(paragraph)
        return True

    return _edited(data, edit)


def with_paragraph_after(data: bytes, words: str, new: str) -> bytes:
    """Return a Word file with a paragraph more behind the one that holds some words, made like it."""

    def edit(text: etree._Element) -> bool:
        if words not in (text.text or ""):
            return False
        paragraph = next(text.iterancestors(f"{_Q}p"))
        fresh = etree.Element(f"{_Q}p")
        if (properties := paragraph.find(f"{_Q}pPr")) is not None:
            fresh.append(etree.fromstring(etree.tostring(properties)))
        etree.SubElement(etree.SubElement(fresh, f"{_Q}r"), f"{_Q}t").text = new
        paragraph.addnext(fresh)
        return True

    return _edited(data, edit)


def _edited(data: bytes, edit: Callable[[etree._Element], bool]) -> bytes:
    parts = dict(read_parts(data, "copy"))
    root = parse(parts[MAIN], MAIN)
    done = [edit(text) for text in list(root.iter(f"{_Q}t"))]
    assert any(done), "nothing was edited"
    parts[MAIN] = write_xml(root)
    return pack(parts)
