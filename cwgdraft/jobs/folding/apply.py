"""Decisions are taken into the records.

Nothing is believed: what is written is drafted again first, and an edit counts as placed when it is found there.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Block
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_all
from cwgdraft.folding.decisions import Decision, Lands, name_of
from cwgdraft.folding.differences import astray, differences
from cwgdraft.jobs.folding.copies import blocks_of
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.trials import said
from cwgdraft.jobs.states import load_state
from cwgdraft.records.editing import replace_text
from cwgdraft.records.reshaping import reshaped
from cwgdraft.records.rewriting import FileEdit, applied
from cwgdraft.records.source import read_source, unmarked
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace


@dataclass(frozen=True)
class Applied:
    """What was written: the decisions that were made, those that couldn't be (with the reason), the files."""

    done: tuple[Decision, ...]
    failed: tuple[Decision, ...]
    files: tuple[str, ...]


def apply(workspace: Workspace, folding: Folding, accepted: Sequence[Decision]) -> Applied:
    """Write decisions into the records, each file whole, every other byte kept, and return what became of them.

    First they are written into a copy of the workspace, which is drafted; a decision that isn't found in the draft, or
    whose file couldn't be read again, is given up and stays on the list. Raises `OutputError` where a file can't be
    written, and `CwgdraftError` where one was edited since the copies were read; then nothing was written.
    """
    wanted = [one for one in accepted if one.can_be_made]
    _refuse_changed(workspace, folding, wanted)
    failed: list[Decision] = []
    while wanted:
        files, refused = _written(workspace, wanted)
        bad = list(refused) or [one.name for one in _not_found(workspace, folding, wanted, files)]
        if not bad:
            write_all({workspace.root / name: data for name, data in files.items()})
            return Applied(tuple(wanted), tuple(failed), tuple(files))
        for one in wanted:
            if one.name in bad:
                why = refused.get(one.name, "the report, built again, doesn't read so")
                failed.append(replace(one, lands=Lands.UNPLACED, says=why, review=why))
        wanted = [one for one in wanted if one.name not in bad]
    return Applied((), tuple(failed), ())


def _refuse_changed(workspace: Workspace, folding: Folding, decisions: Sequence[Decision]) -> None:
    """Raise `CwgdraftError` when a file that is to be written isn't as it was when the copies were read."""
    names = {
        *(edit.file for one in decisions for edit in one.rewrites),
        *(edit.file for one in decisions for edit in one.values),
        *(edit.file for one in decisions for edit in one.entries),
    }
    for name in sorted(names):
        path, known = workspace.root / name, folding.state.texts.get(name)
        source = read_source(path)[0] if path.is_file() else None
        if (known.text if known else None) != (source.text if source else None):
            raise CwgdraftError(f"{name} was edited while this was decided; nothing was written", "fold again")


def _written(workspace: Workspace, decisions: Sequence[Decision]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files with decisions made in them, and why others can't be, by their names."""
    files: dict[str, bytes] = {}
    refused: dict[str, str] = {}
    by_file: dict[str, list[tuple[Decision, FileEdit]]] = {}
    for one in decisions:
        for edit in one.rewrites:
            made = FileEdit(edit.start, edit.end, edit.new, edit.counts, edit.last)
            by_file.setdefault(edit.file, []).append((one, made))
    for name, edits in by_file.items():
        path = workspace.root / name
        mark, encoding, text = unmarked(path.read_bytes() if path.is_file() else b"")
        new = applied(text, [edit for _, edit in edits])
        if new is None:
            refused |= dict.fromkeys((one.name for one in _overlapping(edits)), "edits of the same words")
            continue
        files[name] = mark + new.encode(encoding)
    for one in decisions:
        try:
            for entry in one.entries:
                path = workspace.root / entry.file
                data = files[entry.file] if entry.file in files else path.read_bytes()
                files[entry.file] = reshaped(path, data, entry.change)
            for value in one.values:
                path = workspace.root / value.file
                data = files[value.file] if value.file in files else path.read_bytes()
                files[value.file] = replace_text(path, data, value.keys, value.text)
        except CwgdraftError as error:
            refused[one.name] = error.message
    return files, refused


def _overlapping(edits: Sequence[tuple[Decision, FileEdit]]) -> Iterator[Decision]:
    behind = 0
    for one, edit in sorted(edits, key=lambda pair: (pair[1].start, pair[1].end)):
        if edit.start < behind:
            yield one
        behind = max(behind, edit.end)


def _not_found(
    workspace: Workspace, folding: Folding, decisions: Sequence[Decision], files: dict[str, bytes]
) -> list[Decision]:
    """Return the decisions that a draft of the new files doesn't show; all when it can't be made or says more."""
    with tempfile.TemporaryDirectory(prefix="cwgdraft-") as folder:
        root = Path(folder).resolve()
        for name in ("records", "templates"):
            if (workspace.root / name).is_dir():
                shutil.copytree(workspace.root / name, root / name)
        for name, data in files.items():
            (root / name).write_bytes(data)
        try:
            state = load_state(
                Workspace(root),
                folding.state.target.asked.split(),
                cwgdraft.__version__,
                folding.state.catalogue.language,
            )
        except CwgdraftError:
            return list(decisions) if len(decisions) == 1 else _alone(workspace, folding, decisions)
        now = blocks_of(read_draft(read_parts(state.document(), "now"), "now"))
    left: set[str] = set()
    lost: set[tuple[str, int]] = set()
    strays = False
    for copy in folding.copies:
        sides = (copy.base, copy.blocks, now, copy.digests)
        left |= {name_of(one) for one in differences(*sides)}
        gone_astray = astray(*sides)
        lost |= {(copy.name, place) for place in gone_astray}
        before = astray(copy.base, copy.blocks, folding.now, copy.digests)
        strays = strays or bool(gone_astray - before - {one.place for one in copy.found})
    bad = [
        one
        for one in decisions
        if any(name_of(other) in left or (one.copy, other.place) in lost for other in one.differences)
    ]
    if bad:
        return bad
    if strays or _says_else(folding, decisions, now):
        return list(decisions) if len(decisions) == 1 else _alone(workspace, folding, decisions)
    return []


def _says_else(folding: Folding, decisions: Sequence[Decision], now: Sequence[Block]) -> bool:
    """Return whether a draft with these blocks says what no other does, or lacks what all of them say.

    What decisions are known to change doesn't count.
    """
    before = [_shown(block) for block in folding.now]
    copies = [Counter(_shown(block) for block in copy.blocks) for copy in folding.copies]
    changes = {said(text) for one in decisions for text in one.changes}
    known = set(before).union(*copies)
    more = [block for block in now if _shown(block) not in known and not block.origin.startswith("section:")]
    there = Counter(_shown(block) for block in now)
    less = [
        text
        for text, count in Counter(before).items()
        if said(text) not in changes and there[text] < min(count, *(copy[text] for copy in copies))
    ]
    return len(more) > len(changes) or bool(less)


def _shown(block: Block) -> str:
    """Return the words of a block; a number that a cross-reference prints isn't its words."""
    return said(block.text if block.rows else "".join("§" if run.target else run.text for run in block.runs))


def _alone(workspace: Workspace, folding: Folding, decisions: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that can't be made, found by halves; the last where each half can, but not both."""
    middle = len(decisions) // 2
    found: list[Decision] = []
    for half in (decisions[:middle], decisions[middle:]):
        files, refused = _written(workspace, half)
        found += [one for one in half if one.name in refused] or _not_found(workspace, folding, half, files)
    return found or list(decisions[-1:])
