"""Records that change while a draft is out: both edits survive, or are a conflict that shows both texts."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from cwgdraft.draft import Block, flat
from cwgdraft.jobs.folding.apply import Applied, apply
from cwgdraft.jobs.folding.fold import Folding, fold
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from tests.folding.edits.of_records import reword
from tests.folding.random_edits import edited
from tests.folding.survival import lost, moved_along, possible, words_of
from tests.folding.workspaces import REPORTS, document, drafted, sample_workspace
from tests.repositories import committed, git, needs_git

SEEDS = 40


@needs_git
@pytest.mark.parametrize("seed", range(SEEDS))
def test_edits_of_the_records_and_of_the_copy_survive_or_are_a_conflict(tmp_path: Path, seed: int) -> None:
    """Of each two seeds one has its base from a commit, one knows it by its digests only."""
    workspace, report, from_git = sample_workspace(tmp_path / "work"), REPORTS[seed // 2 % len(REPORTS)], seed % 2 == 0
    base = drafted(report)
    data, edits = edited(base, seed, 2 + seed % 7, tracked=(True, False, None)[seed % 3])
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    if from_git:
        git(workspace.root, "init", "-q", "-b", "main")
        committed(workspace.root)
    chance = random.Random(seed)
    theirs = [line.partition(": ")[2] for line in edits]
    others = [one.text for one in chance.sample(_blocks(base), 12)]
    reworded = [text for text in [*theirs, *others] if reword(workspace, text, chance)]
    assert reworded
    now = document(workspace, report)
    found = fold(workspace, [path])
    assert found.copies[0].basis.startswith("the records at" if from_git else "the digests")
    assert list(_unshown(found, base, data, now, from_git)) == []
    done = apply(workspace, found, [one for one in possible(found) if not one.difference.conflict])
    built = document(workspace, report)
    changed = [one for pair in _changed(base, now) for one in pair]
    assert moved_along(found, done, built) == []
    assert lost(found, done, data, built, [words_of(one) for one in changed]) == []
    assert _overwritten(done, [words_of(one) for one in changed]) == []


def _blocks(data: bytes) -> list[Block]:
    return [one for one in flat(read_draft(read_parts(data, "document"), "document").blocks) if one.text.strip()]


def _changed(base: bytes, now: bytes) -> list[tuple[Block, Block]]:
    """Return the paragraphs that the records changed, before and now; words are replaced, so each keeps its place."""
    return [
        (old, new)
        for old, new in zip(_blocks(base), _blocks(now), strict=True)
        if words_of(old) != words_of(new)
    ]  # fmt: skip


def _unshown(found: Folding, base: bytes, data: bytes, now: bytes, from_git: bool) -> Iterator[str]:
    """Yield the paragraphs that copy and records both changed, and that no conflict shows with both texts."""
    copy = {one.origin: one for one in _blocks(data) if one.origin}
    texts = {words_of(one) for one in _blocks(data)}
    conflicts = [one.difference for one in found.decisions if one.difference.conflict]
    for old, new in _changed(base, now):
        theirs = copy.get(old.origin)
        if words_of(theirs or old) in (words_of(old), words_of(new)) and words_of(theirs or old) in texts:
            continue  # also one that was moved, whose mark didn't move with it
        shown = [
            one
            for one in conflicts
            if _says(one.old, new) and _says(one.new, theirs) and (not from_git or _says(one.base, old))
        ]
        if not shown:
            yield f"{old.text!r} is now {new.text!r} and in the copy {theirs.text if theirs else 'deleted'!r}"


def _says(one: Block | None, other: Block | None) -> bool:
    return words_of(one) == words_of(other) if one and other else one is other


def _overwritten(done: Applied, changed: Sequence[str]) -> list[str]:
    """Return what decisions made instead of words that the records had changed."""
    return [
        one.says
        for one in done.done
        if one.difference.old is not None and one.difference.what != "moved" and words_of(one.difference.old) in changed
    ]
