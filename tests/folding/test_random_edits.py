"""Edits at random give documents that can be read, and the same ones each time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import W, pack, parse
from cwgdraft.word.tracked import reject
from tests.folding.edits.office import Change, Job, edited_by_libreoffice, saved_by_libreoffice
from tests.folding.random_edits import (
    EDITS,
    changes_text,
    edited,
)
from tests.witnesses.reports import built

_Q = f"{{{W}}}"
SEEDS = range(20)


def texts(data: bytes) -> list[str]:
    """Return the text of each paragraph, those of the boxes too."""
    found = []
    for block in read_draft(read_parts(data, "edited.docx"), "edited.docx").blocks:
        cells = [one for row in block.rows for cell in row.cells for one in cell.blocks]
        found += [one.text for one in cells or (block,)]
    return found


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("seed", SEEDS)
def test_an_edited_document_is_read_and_says_something_else(seed: int, tracked: bool) -> None:
    original = built("council-2025")
    data, done = edited(original, seed, 1 + seed, tracked=tracked)
    assert len(done) == 1 + seed
    assert (texts(data) != texts(original)) == changes_text(done), done
    assert edited(original, seed, 1 + seed, tracked=tracked) == (data, done)


@pytest.mark.parametrize("tracked", [False, True])
def test_many_edits_leave_a_whole_document(tracked: bool) -> None:
    kinds: Counter[str] = Counter()
    for seed in SEEDS:
        data, done = edited(built("council-2025"), seed, 60, tracked=tracked)
        kinds.update(line.partition(":")[0] for line in done)
        root = parse(read_parts(data, "edited.docx")[MAIN])
        for kind in ("bookmark", "commentRange"):
            start, end = f"{kind}Start", f"{kind}End"
            starts = [one.get(f"{_Q}id") for one in root.iter(f"{_Q}{start}")]
            assert Counter(starts) == Counter(one.get(f"{_Q}id") for one in root.iter(f"{_Q}{end}"))
            assert len(set(starts)) == len(starts)
        assert all(cell[-1].tag == f"{_Q}p" for cell in root.iter(f"{_Q}tc"))
    assert set(kinds) == {name for name, _, _ in EDITS}


def test_rejecting_tracked_edits_gives_the_original_text() -> None:
    original = built("council-2025")
    for seed in SEEDS:
        data, done = edited(original, seed, 30, tracked=True)
        assert texts(pack(reject(read_parts(data, "edited.docx")))) == texts(original), done


@pytest.mark.witness
def test_libreoffice_saves_what_was_edited(tmp_path: Path) -> None:
    files = []
    for seed in range(4):
        data, _ = edited(built("council-2025"), seed, 20, tracked=seed % 2 == 1, without=("comment",))
        files.append((tmp_path / f"{seed}.docx", tmp_path / f"{seed} saved.docx"))
        files[-1][0].write_bytes(data)
    saved_by_libreoffice(tmp_path / "office", files)
    for before, after in files:
        assert [one for one in texts(after.read_bytes()) if one] == [one for one in texts(before.read_bytes()) if one]


@pytest.mark.witness
def test_libreoffice_edits_paragraphs(tmp_path: Path) -> None:
    original = built("council-2025")
    (tmp_path / "a.docx").write_bytes(original)
    blocks = [one.text for one in read_draft(read_parts(original, "a.docx"), "a.docx").blocks]
    index = next(number for number, text in enumerate(blocks) if text.startswith("PP-22 also considered"))
    changes = (
        Change("replace", index, "In addition, PP-22", "PP-22 also"),
        Change("insert", index + 1, "A paragraph of the Chair’s."),
        Change("delete", index + 2),
    )
    jobs = [Job(tmp_path / "a.docx", tmp_path / f"{tracked}.docx", changes, tracked) for tracked in (False, True)]
    edited_by_libreoffice(tmp_path / "office", jobs)
    expected = [*blocks]
    expected[index] = blocks[index].replace("PP-22 also", "In addition, PP-22")
    expected[index + 2] = "A paragraph of the Chair’s."
    for job in jobs:
        parts = read_parts(job.to.read_bytes(), "a.docx")
        assert (b"<w:del " in parts[MAIN]) == job.tracked
        found = [one.text for one in read_draft(parts, "a.docx").blocks]
        assert [one for one in found if one] == [one for one in expected if one]
