"""A comparison of the frozen text with the report as it is now becomes a list of corrections, or of additions.

What only differs in look (styles, margins, headers) is no correction: a corrigendum corrects words.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cwgdraft.comparing.changes import Change, Comparison, What
from cwgdraft.comparing.compare import BODY
from cwgdraft.draft import Block, Kind, Run, StoryKind
from cwgdraft.jobs.publishing.readings import NONE_SMALL, Reading, SmallWords, plain_runs, readings_of
from cwgdraft.jobs.publishing.spots import FIRST_PAGE, Spot, spots_of

_NOTES = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE, StoryKind.TEXT_BOX)


class Action(enum.StrEnum):
    """What a correction does. The values end the names of the phrases that tell it."""

    READ = "read"
    TEXT = "text"
    INSERT = "insert"
    DELETE = "delete"
    MOVE = "move"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction of the frozen text: at which place of it, and what it does there.

    `spots` are the places that are corrected (for INSERT the place behind which something comes, none at the very
    beginning); `after` where a MOVE leads to. `readings` are the words of READ, `blocks` what comes
    with INSERT and TEXT and what goes with DELETE, `label` the new number of NUMBER.
    """

    action: Action
    spots: tuple[Spot, ...]
    readings: tuple[Reading, ...] = ()
    blocks: tuple[Block, ...] = ()
    after: Spot | None = None
    label: str = ""


@dataclass(slots=True)
class Corrections:
    """All corrections in order; `renumbers` says that numbers follow which none of them names."""

    found: list[Correction] = field(default_factory=list)
    renumbers: bool = False


def corrections_of(comparison: Comparison, frozen: Sequence[Block], small: SmallWords = NONE_SMALL) -> Corrections:
    """Return what leads from the `frozen` blocks to those that they were compared with.

    `small` are words with which no reading begins, or ends.
    """
    found = Corrections()
    for story in comparison.stories:
        if story.kind is None and story.name == BODY:
            found.renumbers = any(_moves_numbers(change) for change in story.changes)
            found.found += _corrections(story.changes, spots_of(frozen), small)
        elif story.kind in _NOTES:
            spot = Spot((("note", story.name),))
            found.found += _within(story.changes, spot, small)
    return found


def _moves_numbers(change: Change) -> bool:
    """Return whether a number, or a reference to one, differs that no correction names."""
    derived = change.derived in ("renumbering", "cross-reference") and change.what is not What.SAME
    return derived or (change.label and change.what in (What.CHANGED, What.FORMATTED))


def _corrections(changes: Sequence[Change], spots: Sequence[Spot], small: SmallWords) -> Iterator[Correction]:
    """Yield corrections; paragraphs that come in at one place are one of them."""
    last: Spot | None = None
    going: list[Correction] = []
    coming: list[Block] = []
    for change in changes:
        if change.what is What.INSERTED:
            coming += change.new
        elif change.what is What.DELETED:
            gone = tuple(spots[n] for n in change.old_places)
            going.append(Correction(Action.DELETE, gone, blocks=change.old))
        elif not change.away:
            yield from _between(going, coming, last)
            going, coming = [], []
            yield from _correction(change, tuple(spots[n] for n in change.old_places), last, small)
            last = spots[change.old_places[-1]]
    yield from _between(going, coming, last)


def _between(going: Sequence[Correction], coming: Sequence[Block], last: Spot | None) -> Iterator[Correction]:
    """Yield what goes and what comes between two paragraphs that stay; one for one it is the same place, read anew."""
    if len(going) == len(coming) == 1 and _stands_alike(going[0].blocks[0], coming[0]):
        yield Correction(Action.TEXT, going[0].spots, blocks=tuple(coming))
        return
    yield from going
    if coming:
        yield Correction(Action.INSERT, (last,) if last else (), blocks=tuple(coming))


def _correction(change: Change, spots: tuple[Spot, ...], last: Spot | None, small: SmallWords) -> Iterator[Correction]:
    """Yield what is to be corrected in a paragraph, or several, that are in both."""
    if change.what is What.MOVED:
        yield Correction(Action.MOVE, spots, after=last)
    if change.what is What.RENUMBERED and not change.derived:
        yield Correction(Action.NUMBER, spots, label=change.new[0].label)
    if not change.is_shown or change.what is What.RENUMBERED or (change.move and not change.edited):
        return
    if len(change.old) == len(change.new) == 1:
        if change.old[0].kind is Kind.TABLE and change.new[0].kind is Kind.TABLE:
            yield from _table(change, spots[0], small)
            return
        if not _differs(change.old[0], change.new[0]):
            return
        alike = _stands_alike(*change.old, *change.new)
        readings = readings_of(change.old[0].runs, change.new[0].runs, small) if alike else ()
        if readings:
            yield Correction(Action.READ, spots, readings)
            return
    yield Correction(Action.TEXT, spots, blocks=change.new)


def _differs(old: Block, new: Block) -> bool:
    """Return whether more differs than the look that a style or Word's own formatting gives."""
    return plain_runs(old.runs) != plain_runs(new.runs) or not _stands_alike(old, new)


def _stands_alike(old: Block, new: Block) -> bool:
    return (old.kind, old.level, old.list_kind) == (new.kind, new.level, new.list_kind)


# --- tables and notes -----------------------------------------------------------------------------


def _table(change: Change, spot: Spot, small: SmallWords) -> Iterator[Correction]:
    """Yield what changed in the cells of a table; where rows came or went the whole of it, but on the first page."""
    is_first_page = spot == FIRST_PAGE
    if not is_first_page and any(row.what in (What.INSERTED, What.DELETED) for row in change.rows):
        yield Correction(Action.TEXT, (spot,), blocks=change.new)
        return
    for n, row in enumerate(change.rows, 1):
        whole = row.new or row.old
        if is_first_page and whole and row.what in (What.INSERTED, What.DELETED):
            action = Action.INSERT if row.what is What.INSERTED else Action.DELETE
            yield Correction(action, (spot,), blocks=tuple(block for cell in whole.cells for block in cell.blocks))
            continue
        for m, cell in enumerate(row.cells, 1):
            inside = spot if is_first_page else spot.inside("row", n).inside("column", m)
            if cell.what is not What.SAME:
                yield from _within(cell.changes, inside, small)


def _within(changes: Sequence[Change], spot: Spot, small: SmallWords) -> Iterator[Correction]:
    """Yield what changed in a cell or a note, whose paragraphs have no numbers: their words tell which are meant."""
    old = {n: block for change in changes for n, block in zip(change.old_places, change.old, strict=True)}
    yield from _corrections(changes, _box_spots([old[n] for n in sorted(old)], spot), small)


def _box_spots(blocks: Sequence[Block], spot: Spot) -> list[Spot]:
    """Return the places of a cell's paragraphs: under the label that stands above them, as in the box."""
    found, here = [], spot
    for block in blocks:
        if "label" in block.style.lower() and block.text:
            here = spot.inside("box", block.text)
        found.append(here)
    return found


# --- words ----------------------------------------------------------------------------------------


def words_of(reading: Reading) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Return both sides of a reading as runs to print; an address stands beside words that only lead elsewhere."""
    old, new = plain_runs(reading.old), plain_runs(reading.new)
    if "".join(run.text for run in old) == "".join(run.text for run in new):
        old, new = _with_addresses(old), _with_addresses(new)
    return tuple(Run(run.text, run.strong, run.emphasis) for run in old), new


def _with_addresses(runs: Sequence[Run]) -> tuple[Run, ...]:
    found: list[Run] = []
    for run in runs:
        found.append(run)
        if run.link:
            found.append(Run(f" ({run.link})"))
    return tuple(found)
