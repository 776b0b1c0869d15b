"""Edits come home: after folding and building again each is in the report, or on the list; none is lost."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from cwgdraft.draft import flat
from cwgdraft.folding.decisions import Decision, Lands
from cwgdraft.jobs.folding.fold import Applied, Folding, apply, fold
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from tests.folding.random_edits import edited
from tests.folding.workspaces import document, sample_workspace

SEEDS = 60


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_edit_is_in_the_report_built_again_or_on_the_list(tmp_path: Path, seed: int) -> None:
    workspace = sample_workspace(tmp_path / "work")
    data, _ = edited(document(workspace), seed, 1 + seed % 8, tracked=seed % 2 == 0)
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    found = fold(workspace, [path])
    done = apply(workspace, found, possible(found))
    assert not lost(found, done, data, document(workspace))


def possible(found: Folding) -> list[Decision]:
    """Return the decisions that can be made; no facts, which move other sentences too."""
    return [one for one in found.decisions if one.can_be_made and one.lands is not Lands.FACT]


def lost(found: Folding, done: Applied, copy: bytes, built: bytes) -> list[str]:
    """Return the paragraphs in which a copy and the report built again differ, and which no decision names."""
    placed = {one.name for one in done.done}
    explained = {
        block.text
        for one in found.decisions
        if one.name not in placed
        for block in (one.difference.old, one.difference.new, one.difference.base)
        if block is not None
    }
    explained = {_shown(text) for text in explained}
    one, other = _texts(copy), _texts(built)
    return [text for text in (one - other) + (other - one) if _shown(text) not in explained]


def _shown(text: str) -> str:
    """Return a text without its numbers: those of cross-references follow the report."""
    return re.sub(r"\d+(\.\d+)+|§", "§", text)


def _texts(data: bytes) -> Counter[str]:
    """Return the paragraphs of a document; what a cross-reference shows is a number, and counts for itself."""
    blocks = flat(read_draft(read_parts(data, "document"), "document").blocks)
    texts = ("".join("§" if run.target else run.text for run in block.runs) for block in blocks)
    return Counter(text.strip(" ") for text in texts if text.strip())
