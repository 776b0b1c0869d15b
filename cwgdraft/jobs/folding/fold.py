"""Folding: edited copies of a draft are read, held against their base and the records, each edit becomes a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Block
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Decision
from cwgdraft.folding.differences import What
from cwgdraft.jobs.folding.beside import beside
from cwgdraft.jobs.folding.copies import Copy, blocks_of, compared, read_copy
from cwgdraft.jobs.folding.placing import Placer
from cwgdraft.jobs.folding.trials import Trials, plain
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.jobs.states import State, load_state
from cwgdraft.word.anchors import bookmark_names
from cwgdraft.word.authors import authors_of, edited_by
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace


@dataclass(frozen=True)
class Folding:
    """What folding copies of one report comes to: its blocks `now`, and all edits in the order of the document."""

    state: State
    now: tuple[Block, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]

    @property
    def report(self) -> str:
        """Return the name of the report's plan."""
        return self.state.target.plan.name


def fold(workspace: Workspace, paths: Sequence[Path], agreed: frozenset[tuple[Path, int]] = frozenset()) -> Folding:
    """Return what would become of every edit in the copies at `paths`; nothing is written.

    Raises `WordFileError` for what is no Word file, `CwgdraftError` for a copy of no report of the workspace, and for
    copies of different reports.
    """
    returned = [read_copy(workspace, path) for path in paths]
    if len({one.words for one in returned}) > 1:
        shown = ", ".join(f"{one.name} of {' '.join(one.words)}" for one in returned)
        raise CwgdraftError(f"these are copies of different reports: {shown}", "fold each report by itself")
    state = load_state(workspace, returned[0].words, cwgdraft.__version__, returned[0].draft.language)
    drafted = read_draft(read_parts(state.document(), "now"), "now")
    copies = [compared(workspace, state, drafted, one) for one in returned]
    decisions: list[Decision] = []
    for path, copy in zip(paths, copies, strict=True):
        trials = Trials(state, frozenset(plain(block.text) for block in copy.blocks))
        placer = Placer(trials, copy.name, copy.blocks, agreed)
        authors = _authors(path)
        made = placer.decide(copy.found)
        made += beside(copy.built, copy.draft, copy.name) if copy.built else []
        decisions += [replace(one, by=authors(one)) for one in made]
    now = blocks_of(drafted)
    found = list(_agreeing(decisions))
    return Folding(state, now, tuple(copies), tuple(found if len(copies) == 1 else _in_order(found, now)))


def _authors(path: Path) -> Callable[[Decision], tuple[str, ...]]:
    """Return what tells who made an edit: the authors of its tracked changes, else who saved the copy."""
    parts = read_parts(read_bytes(path), path.name)
    by, saved = authors_of(parts), edited_by(parts)

    def authors(one: Decision) -> tuple[str, ...]:
        block, new = one.difference.base or one.difference.new, one.difference.new
        name = bookmark_names([block])[0] if block is not None and block.origin else ""
        return by.get(name) or (by.get(new.text, ()) if new else ()) or ((saved,) if saved else ())

    return authors


def _agreeing(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield decisions of several copies: equal ones once, with all who made them; disagreeing ones to be reviewed."""
    found: dict[str, Decision] = {}
    for one in decisions:
        same = found.get(one.name)
        if same is not None:
            found[one.name] = replace(same, by=tuple(dict.fromkeys((*same.by, *one.by))))
        else:
            found[one.name] = one
    by_block: dict[str, set[str]] = {}
    for one in found.values():
        if one.difference.base and one.difference.base.origin and one.difference.what in (What.CHANGED, What.DELETED):
            by_block.setdefault(one.difference.base.origin, set()).add(one.name)
    for one in found.values():
        origin = one.difference.base.origin if one.difference.base else ""
        several = one.difference.what is not What.FORMATTED and len(by_block.get(origin, ())) > 1
        yield replace(one, review="the copies disagree") if several else one


def _in_order(decisions: Sequence[Decision], now: Sequence[Block]) -> list[Decision]:
    """Return the decisions of several copies in the order of the document as it is drafted now."""
    by_origin = {block.origin: place for place, block in enumerate(now) if block.origin}
    by_text = {block.text: place for place, block in enumerate(now)}

    def place(one: Decision) -> float:
        edit = one.difference
        for step, block in enumerate((edit.old, edit.base, *edit.before)):
            if block is not None:
                there = by_origin.get(block.origin, by_text.get(block.text))
                if there is not None:
                    return there + (0.5 if step > 1 else 0)
        return len(now)

    return sorted(decisions, key=place)
