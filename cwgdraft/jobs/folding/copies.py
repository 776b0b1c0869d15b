"""Copies that came back: which report each was made from, what that said, and how the copy differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import cwgdraft
from cwgdraft.draft import Block, Draft, Kind, flat
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.differences import Difference, differences
from cwgdraft.jobs.folding.bases import guessed, lost_words
from cwgdraft.jobs.folding.beside import words_only
from cwgdraft.jobs.history import history_or_none
from cwgdraft.jobs.publishing.kept import published_drafts
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.jobs.states import State, load_state, state_of, words_of
from cwgdraft.jobs.targets import plan_targets
from cwgdraft.records.load import load_records
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace

_ALIKE = 0.5
"""The share of a report's paragraphs that a file without identity must hold to be a copy of it."""
_LONG = 40
_NOW = "the records as they are"


@dataclass(frozen=True)
class Copy:
    """A copy that came back: its file, what it says, and how it differs.

    `built` is what it was made from as a whole, None where that can't be built any more: `digests` are then all that is
    known of it for certain.
    """

    name: str
    draft: Draft
    blocks: tuple[Block, ...]
    base: tuple[Block, ...]
    found: tuple[Difference, ...]
    basis: str
    built: Draft | None = None
    digests: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Returned:
    """A file that was read: its tracked changes accepted (`draft`), as it was before them (`original`).

    `words` name the report on a command line; `published` is the published text that it is a copy of, if it is one,
    and `symbol` that text's.
    """

    name: str
    draft: Draft
    original: Draft
    words: tuple[str, ...]
    published: Draft | None = None
    symbol: str = ""


def read_copy(workspace: Workspace, path: Path, name: str) -> Returned:
    """Return a file, called `name`, with the report that it is a copy of.

    Raises `WordFileError` for what is no Word file, `CwgdraftError` for a copy of no report of the workspace.
    """
    parts = read_parts(read_bytes(path), name)
    draft, original = read_draft(parts, path.stem), read_draft(parts, path.stem, View.ORIGINAL)
    if draft.made is None:
        return _by_words(workspace, name, draft, original)
    words = words_of(draft.made)
    records = load_records(workspace, lambda _: ())
    known = words and all(one in records.plans or (one.isdigit() and int(one) in records.meetings) for one in words)
    if not known:
        raise CwgdraftError(
            f"{name} is a copy of '{draft.made.report}', which this workspace doesn't have",
            "fold it in the workspace that it was built in",
        )
    return Returned(name, draft, original, tuple(words))


def _by_words(workspace: Workspace, name: str, draft: Draft, original: Draft) -> Returned:
    """Return a file without identity with the report of which it has most of the words."""
    texts = {block.text for block in flat(original.blocks)}
    best, share = Returned(name, draft, original, ()), 0.0
    for words, published, symbol in _known(workspace):
        known = published or load_state(workspace, words, cwgdraft.__version__).report.draft
        long = [block.text for block in flat(known.blocks) if len(block.text) >= _LONG]
        own = sum(text in texts for text in long) / max(len(long), 1)
        if own > share:
            best, share = Returned(name, draft, original, words, published, symbol), own
    if share < _ALIKE:
        near = f"; the nearest is '{' '.join(best.words)}', of which it holds {share:.0%}" if best.words else ""
        raise CwgdraftError(
            f"{name} is no copy of a report of this workspace: it carries no identity, and its words aren't those of "
            f"any{near}",
            "name a copy of a draft that was built here; a report of others is taken in by 'cwgdraft adopt'",
        )
    return best


def _known(workspace: Workspace) -> Iterator[tuple[tuple[str, ...], Draft | None, str]]:
    """Yield the reports that a file may be a copy of: published texts, those with a plan, single meetings."""
    records = load_records(workspace)
    for one in published_drafts(workspace):
        if one.report in records.plans:
            yield (one.report,), one.draft, one.symbol
    for target in plan_targets(records):
        yield (target.plan.name,), None, ""
    if records.group.plans.one in records.plans:
        yield from (((str(number),), None, "") for number in records.meetings)


def compared(workspace: Workspace, state: State, drafted: Draft, one: Returned) -> Copy:
    """Return a copy held against its base, and against what the records make now (`drafted`)."""
    now, blocks, made = blocks_of(drafted), blocks_of(one.draft), one.draft.made
    if one.published is not None:
        base = blocks_of(one.published)
        found = tuple(differences(base, blocks, now))
        return Copy(one.name, one.draft, blocks, base, found, f"the published {one.symbol}", one.published)
    if made is None or made.sources == state.digests:
        return Copy(one.name, one.draft, blocks, now, tuple(differences(now, blocks, now)), _NOW, drafted)
    old = state_of(workspace, history_or_none(workspace), made, one.draft.language)
    if old is not None:
        whole = read_draft(read_parts(old.document(), "base"), "base")
        base = blocks_of(whole)
        basis = f"the records at {old.revision.shown}" if old.revision else _NOW
        return Copy(one.name, one.draft, blocks, base, tuple(differences(base, blocks, now)), basis, whole)
    base = tuple(guessed(made, now, blocks, blocks_of(one.original)))
    found = (*differences(base, blocks, now, made.blocks), *lost_words(made, base, now, blocks))
    return Copy(one.name, one.draft, blocks, base, found, "the digests that the copy carries", None, made.blocks)


def blocks_of(draft: Draft) -> tuple[Block, ...]:
    """Return the blocks that say something, without spaces at their ends: records hold none there.

    The tables of the first page are taken apart, since records fill their cells; others are whole.
    """
    return tuple(block for _, block in placed_blocks(draft))


def placed_blocks(draft: Draft) -> Iterator[tuple[int, Block]]:
    """Yield the blocks of `blocks_of`, each with the place of the block of the body that it is, or stands in."""
    first = next((n for n, block in enumerate(draft.blocks) if block.kind is Kind.HEADING), len(draft.blocks))
    for place, whole in enumerate(draft.blocks):
        for block in flat((whole,)) if place < first else (whole,):
            if block.text.strip() and (one := _trimmed(block)).text.strip():
                yield place, one


def _trimmed(block: Block) -> Block:
    block = block if block.rows else replace(block, runs=words_only(block.runs))
    if block.rows or block.text == block.text.strip(" "):
        return block
    runs = [run for run in block.runs if run.text]
    if not any(run.text.strip(" ") for run in runs):
        return replace(block, runs=())
    while runs and not runs[0].text.strip(" "):
        del runs[0]
    while runs and not runs[-1].text.strip(" "):
        del runs[-1]
    runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return replace(block, runs=tuple(runs))
