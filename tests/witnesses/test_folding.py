"""Copies that LibreOffice saved: each edit is in the report built again, or on the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.jobs.folding.fold import apply, fold
from tests.folding.random_edits import edited, saved_by_libreoffice
from tests.folding.workspaces import document, sample_workspace
from tests.laws.test_folding import lost, possible

SEEDS = 12


@pytest.mark.witness
def test_edits_in_copies_that_libreoffice_saved_are_placed_or_listed(tmp_path: Path) -> None:
    first = sample_workspace(tmp_path / "first")
    data = document(first)
    files = []
    for seed in range(SEEDS):
        copy, saved = tmp_path / f"copy-{seed}.docx", tmp_path / f"saved-{seed}.docx"
        copy.write_bytes(edited(data, seed, 5, tracked=seed % 2 == 0, without=("comment",))[0])
        files.append((copy, saved))
    saved_by_libreoffice(tmp_path / "office", files)
    for seed, (_, saved) in enumerate(files):
        workspace = sample_workspace(tmp_path / f"work-{seed}")
        found = fold(workspace, [saved])
        done = apply(workspace, found, possible(found))
        assert not lost(found, done, saved.read_bytes(), document(workspace)), f"seed {seed}"
        assert len(found.decisions) < 20, f"seed {seed}: saving alone counts as an edit"
