"""Edits come home: after folding and building again each is in the report, or on the list; none is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from tests.folding.edits.editor import AUTHOR
from tests.folding.random_edits import edited
from tests.folding.survival import files_in, lost, moved_along, possible, touched, unlogged
from tests.folding.workspaces import REPORTS, document, drafted, sample_workspace

SEEDS = 250


@pytest.mark.parametrize("seed", range(SEEDS))
def test_every_edit_is_in_the_report_built_again_or_on_the_list(tmp_path: Path, seed: int) -> None:
    workspace = sample_workspace(tmp_path / "work")
    report = REPORTS[seed % len(REPORTS)]
    data, _ = edited(drafted(report), seed, 1 + seed % 12, tracked=(True, False, None)[seed % 3])
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    before = files_in(workspace)
    found = fold(workspace, [path])
    done = apply(workspace, found, possible(found))
    built = document(workspace, report)
    assert lost(found, done, data, built) == []
    assert moved_along(found, done, built) == []
    assert unlogged(found, data, AUTHOR) == []
    assert touched(before, files_in(workspace), done) == []


def test_most_edits_are_placed_and_few_are_given_up(tmp_path: Path) -> None:
    """A list that names everything would keep the law too; so this counts."""
    counts = Counter[str]()
    for seed in range(0, 48, 2):
        workspace = sample_workspace(tmp_path / f"work-{seed}")
        path = tmp_path / f"copy-{seed}.docx"
        path.write_bytes(edited(drafted(REPORTS[seed // 2 % len(REPORTS)]), seed, 6, tracked=None)[0])
        found = fold(workspace, [path])
        done = apply(workspace, found, possible(found))
        counts.update(all=len(found.decisions), done=len(done.done), failed=len(done.failed))
    assert counts["done"] >= 0.7 * counts["all"], counts
    assert counts["failed"] <= 0.05 * counts["all"], counts
