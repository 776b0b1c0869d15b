"""Copies that LibreOffice saved or edited: each edit is in the report built again, or on the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from tests.folding.edits.editor import AUTHOR
from tests.folding.edits.for_office import KINDS, changes_at_random
from tests.folding.edits.office import Job, edited_by_libreoffice, saved_by_libreoffice
from tests.folding.random_edits import EDITS, edited
from tests.folding.survival import files_in, lost, moved_along, possible, touched, unlogged
from tests.folding.workspaces import REPORTS, document, drafted, sample_workspace

pytestmark = pytest.mark.witness
SAVED, EDITED = 12, 40
_BUT_COMMENTS = [name for name, _, _ in EDITS if name != "comment"]


@pytest.fixture(scope="module")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return copies that were edited by their XML, and then saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("saved")
    files = []
    for seed in range(SAVED):
        copy, saved = folder / f"copy-{seed}.docx", folder / f"saved-{seed}.docx"
        copy.write_bytes(edited(drafted("council-2025"), seed, 5, tracked=seed % 2 == 0, without=("comment",))[0])
        files.append((copy, saved))
    saved_by_libreoffice(folder / "office", files)
    return [saved for _, saved in files]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return copies that LibreOffice edited through its own interface, every second with changes recorded.

    Comments are put in afterwards, into every third: LibreOffice 7.4 aborts on files with comments opened by a macro.
    """
    folder = tmp_path_factory.mktemp("edited")
    jobs = []
    for seed in range(EDITED):
        data = drafted(REPORTS[seed % len(REPORTS)])
        file = folder / f"draft-{seed}.docx"
        file.write_bytes(data)
        jobs.append(
            Job(file, folder / f"{seed}.docx", changes_at_random(data, seed, 2 + seed % 6), tracked=seed // 4 % 2 == 0)
        )
    edited_by_libreoffice(folder / "office", jobs)
    for seed, job in enumerate(jobs):
        if seed % 3 == 0:
            job.to.write_bytes(edited(job.to.read_bytes(), seed, 1, tracked=False, without=_BUT_COMMENTS)[0])
    assert {one.do for job in jobs for one in job.changes} == set(KINDS)
    return [job.to for job in jobs]


@pytest.mark.parametrize("seed", range(SAVED))
def test_edits_in_copies_that_libreoffice_saved_are_placed_or_listed(
    tmp_path: Path, resaved: list[Path], seed: int
) -> None:
    _judge(tmp_path, resaved[seed], "council-2025")


@pytest.mark.parametrize("seed", range(EDITED))
def test_edits_that_libreoffice_made_are_placed_or_listed(tmp_path: Path, written: list[Path], seed: int) -> None:
    _judge(tmp_path, written[seed], REPORTS[seed % len(REPORTS)])


def _judge(folder: Path, copy: Path, report: str) -> None:
    workspace = sample_workspace(folder / "work")
    before, data = files_in(workspace), copy.read_bytes()
    found = fold(workspace, [copy])
    done = apply(workspace, found, possible(found))
    built = document(workspace, report)
    assert lost(found, done, data, built) == []
    assert moved_along(found, done, built) == []
    assert unlogged(found, data, AUTHOR) == []
    assert touched(before, files_in(workspace), done) == []
    assert len(found.decisions) < 20, "saving alone counts as an edit"
