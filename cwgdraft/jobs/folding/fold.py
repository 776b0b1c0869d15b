"""Folding: edited copies of a draft are read, held against their base and the records, each edit becomes a decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Block, Kind
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Decision
from cwgdraft.folding.differences import What
from cwgdraft.jobs.folding.authors import authors_in
from cwgdraft.jobs.folding.beside import beside
from cwgdraft.jobs.folding.copies import Copy, blocks_of, compared, read_copy
from cwgdraft.jobs.folding.outline import Outline
from cwgdraft.jobs.folding.placing import Placer
from cwgdraft.jobs.folding.trials import Trials, said
from cwgdraft.jobs.states import State, load_state
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace

DISAGREE = "the copies disagree"


@dataclass(frozen=True)
class Folding:
    """What folding copies of one report comes to: its blocks `now`, and all edits in the order of the document."""

    state: State
    now: tuple[Block, ...]
    copies: tuple[Copy, ...]
    decisions: tuple[Decision, ...]

    @property
    def report(self) -> str:
        """Return the name of the report: its plan's, or the numbers of the meetings where a plan serves many."""
        plan = self.state.target.plan
        return "-".join(self.state.target.asked.split()) if plan.is_pattern else plan.name


def fold(
    workspace: Workspace,
    paths: Sequence[Path],
    agreed: frozenset[tuple[Path, int]] = frozenset(),
    *,
    reopen: bool = False,
) -> Folding:
    """Return what would become of every edit in the copies at `paths`; nothing is written.

    `agreed` are file and line of words that can't be changed; with `reopen` they can, but are to be looked at.

    Raises `WordFileError` for what is no Word file, `CwgdraftError` for a copy of no report of the workspace, and for
    copies of different reports.
    """
    returned = [read_copy(workspace, path, name) for path, name in zip(paths, _names(paths), strict=True)]
    if len({one.words for one in returned}) > 1:
        shown = ", ".join(f"{one.name} of {' '.join(one.words)}" for one in returned)
        raise CwgdraftError(f"these are copies of different reports: {shown}", "fold each report by itself")
    state = load_state(workspace, returned[0].words, cwgdraft.__version__, returned[0].draft.language)
    drafted = read_draft(read_parts(state.document(), "now"), "now")
    copies = [compared(workspace, state, drafted, one) for one in returned]
    decisions: list[Decision] = []
    outline = Outline(state)
    for path, copy in zip(paths, copies, strict=True):
        trials = Trials(state, frozenset(said(block.text) for block in copy.blocks))
        placer = Placer(trials, outline, copy.name, copy.blocks, agreed, reopen)
        authors = authors_in(path, copy.blocks)
        made = placer.decide(copy.found)
        made += beside(copy.built, copy.draft, copy.name) if copy.built else []
        decisions += [replace(one, by=authors(one)) for one in made]
    now = blocks_of(drafted)
    found = list(_agreeing(decisions))
    return Folding(state, now, tuple(copies), tuple(found if len(copies) == 1 else _in_order(found, now)))


def _names(paths: Sequence[Path]) -> list[str]:
    """Return what copies are called: the names of their files, with the folder where two have one name."""
    names = [path.name for path in paths]
    if len(set(names)) == len(set(paths)):
        return names
    return [path.as_posix() if names.count(path.name) > 1 else path.name for path in paths]


def _agreeing(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Yield decisions of several copies: equal ones once, with all who made them; disagreeing ones to be reviewed."""
    found: dict[str, Decision] = {}
    for one in decisions:
        same = found.get(one.name)
        if same is not None:
            found[one.name] = replace(same, by=tuple(dict.fromkeys((*same.by, *one.by))))
        else:
            found[one.name] = one
    about: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one in found.values():
        for key in _about(one):
            about.setdefault(key, set()).add((one.copy, one.name))
    for one in found.values():
        others = {copy for key in _about(one) for copy, name in about[key] if name != one.name}
        yield replace(one, review=DISAGREE) if others - {one.copy} else one


def _about(one: Decision) -> Iterator[tuple[str, str]]:
    """Yield what a decision is about, such that two that share it can't both be made: the words or place of a block."""
    for edit in one.differences:
        origin = edit.base.origin if edit.base else ""
        if edit.what is What.INSERTED and edit.new is not None and edit.new.kind is Kind.HEADING:
            yield "heading", f"{edit.above}\n{edit.new.text}"
        elif origin and edit.what in (What.CHANGED, What.DELETED):
            yield "words", origin
        if origin and edit.what in (What.MOVED, What.DELETED):
            yield "place", origin


def _in_order(decisions: Sequence[Decision], now: Sequence[Block]) -> list[Decision]:
    """Return the decisions of several copies in the order of the report as drafted now, what moved where it is now."""
    by_origin = {block.origin: place for place, block in enumerate(now) if block.origin}
    by_text = {block.text: place for place, block in enumerate(now)}

    def place(one: Decision) -> float:
        edit = one.difference
        for block in () if edit.what is What.MOVED else (edit.old, edit.base):
            if block is not None and (there := by_origin.get(block.origin, by_text.get(block.text))) is not None:
                return there
        above = (by_origin.get(block.origin, by_text.get(block.text)) for block in edit.before)
        return next((there + 0.5 for there in above if there is not None), len(now))

    return sorted(decisions, key=place)
