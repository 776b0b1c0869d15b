"""Decisions as lines for a terminal: the name, where the edit lands, the words that went and came, what it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cwgdraft.comparing.blocks import changes_of
from cwgdraft.comparing.changes import Change
from cwgdraft.comparing.changes import What as Fate
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.terminal import Options, change_lines
from cwgdraft.comparing.words import Ties
from cwgdraft.draft import Block
from cwgdraft.folding.decisions import Decision, Lands
from cwgdraft.folding.differences import What
from cwgdraft.matching.blocks import Step

_INDENT = "    "
_SHOWN = 60


def decision_lines(one: Decision, options: Options) -> Iterator[str]:
    """Yield what is told of a decision; `options` say how words are marked, and whether paragraphs are cut."""
    edit = one.difference
    block = edit.new or edit.old or edit.base
    place = (block.label if block else "") or excerpt(edit.section, _SHOWN) or "the beginning"
    state = "safe" if one.is_safe else f"look: {one.review}" if one.review else "by hand"
    by = f" by {', '.join(one.by)}" if one.by else ""
    yield f"{one.name} {one.lands.value}: {edit.what.value} at {place}{by} ({state})"
    if one.file:
        yield f"{_INDENT}{one.file}{f':{one.line}' if one.line else ''}"
    inner = replace(options, width=max(options.width - 13, 40) if options.width else 0)
    for name, old, new in _sides(one):
        for n, line in enumerate(_words(old, new, inner)):
            yield f"{_INDENT}{(name if not n else '').ljust(9 if edit.conflict else 0)}{line}"
    if edit.what is What.MOVED:
        above = edit.before[0].text if edit.before else ""
        yield f"{_INDENT}behind “{excerpt(above, _SHOWN)}”" if above else f"{_INDENT}to the beginning"
    if one.covers:
        more = [excerpt(side.text, _SHOWN) for other in one.covers[:1] for side in (other.new or other.old,) if side]
        yield f"{_INDENT}with it: {len(one.covers)} more ({'; '.join(more)})" if more else ""
    if one.lands is not Lands.RECORD:
        yield f"{_INDENT}{one.says}"


def _sides(one: Decision) -> Iterator[tuple[str, Block | None, Block | None]]:
    """Yield what is shown side by side: in a conflict what the records made of the words, then what the copy did."""
    edit = one.difference
    if edit.what in (What.MOVED, What.FORMATTED):
        return
    if edit.conflict and edit.base is not None:
        yield "records:", edit.base, edit.old
    yield "copy:" if edit.conflict else "", edit.base, edit.new


def _words(old: Block | None, new: Block | None, options: Options) -> Iterator[str]:
    """Yield the words of a paragraph with what went and came marked, without numbers."""
    before, after = (tuple(replace(side, label="") for side in (block,) if side is not None) for block in (old, new))
    if before and after:
        if before[0].rows or after[0].rows or before[0].text == after[0].text:
            yield excerpt(after[0].text, _SHOWN)
            return
        (change,) = changes_of([Step((0,), (0,))], before, after, Ties())
    elif not before and not after:
        return
    else:
        change = Change(Fate.INSERTED if after else Fate.DELETED, before, after)
        if any(block.rows for block in (*before, *after)):
            yield excerpt((*before, *after)[0].text, _SHOWN)
            return
    yield from change_lines(change, options)
