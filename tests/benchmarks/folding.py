"""What the benchmarks of `cwgdraft fold` run: copies of a real report and of made-up ones, with 60 edits."""

from __future__ import annotations

import shutil
from pathlib import Path

from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.jobs.states import load_state
from cwgdraft.workspace import Workspace
from tests.benchmarks import subjects
from tests.folding.random_edits import edited

REPORT = "council-2025"
EDITS = 60
_VERBS = ("presented", "introduced", "discussed", "recalled", "considered", "welcomed", "noted")


def sample(folder: Path) -> tuple[Path, Path]:
    """Return a workspace with the sample records, and a copy of a report of some 250 paragraphs with 60 edits."""
    folder.mkdir()
    for name in ("records", "templates"):
        shutil.copytree(subjects.ROOT / name, folder / name)
    return folder, _edited(folder, REPORT)


def made_up(folder: Path, count: int) -> tuple[Path, Path]:
    """Return a workspace whose one meeting has so many paragraphs of words told apart, and a copy with 60 edits."""
    subjects.workspace(folder, count)
    lines = [
        f"Delegation {i} {_VERBS[i % 7]} Document [CWG-TEST-42/{i}](https://www.itu.int/md/S25-TEST42-C-{i:04}/en) "
        f"on matter {i * 7919 % 100_003}, and the group of {i % 13} took note of its {i * 31 % 977} proposals.\n"
        for i in range(count)
    ]
    (folder / "records" / "meetings" / "42.md").write_text("## Documents {#documents}\n\n" + "\n".join(lines), "utf-8")
    return folder, _edited(folder, "42")


def _edited(folder: Path, report: str) -> Path:
    copy = folder / "copy.docx"
    data = load_state(Workspace(folder.resolve()), [report], "0").document()
    copy.write_bytes(edited(data, 1, EDITS, tracked=True)[0])
    return copy


def fold_and_apply(folder: Path, copy: Path) -> None:
    """Fold a copy and take in what is safe, in a workspace of its own that is gone afterwards."""
    place = folder / "again"
    for name in ("records", "templates"):
        shutil.copytree(folder / name, place / name)
    workspace = Workspace(place.resolve())
    found = fold(workspace, [copy])
    apply(workspace, found, [one for one in found.decisions if one.is_safe])
    shutil.rmtree(place)
