"""Giving the changes of a comparison their causes, as somebody names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from cwgdraft.comparing.changes import Cause, Change, Comparison, StoryChanges

Namer = Callable[[StoryChanges, Change], Cause | None]


def with_causes(comparison: Comparison, name: Namer) -> Comparison:
    """Return a comparison whose changes carry the causes that `name` gives; derived changes and the same have none.

    Both ends of a move have one cause. A table that is no block of the draft has the cause of what changed in it.
    """
    return replace(comparison, stories=tuple(_caused(story, name) for story in comparison.stories))


def _caused(story: StoryChanges, name: Namer) -> StoryChanges:
    ends: dict[int, Cause | None] = {}

    def with_cause(change: Change) -> Change:
        if not change.is_shown or change.cause is not None:
            return change
        if change.move in ends:
            return replace(change, cause=ends[change.move])
        inner = [with_cause(one) for one in _inside(change)] if change.rows and not origin_of(change) else []
        cause = next((one.cause for one in inner if one.cause), None) or name(story, change)
        if change.move:
            ends[change.move] = cause
        return replace(change, cause=cause)

    return replace(story, changes=tuple(with_cause(change) for change in story.changes))


def _inside(change: Change) -> Iterator[Change]:
    """Yield the changes in the cells of a table."""
    for row in change.rows:
        for cell in row.cells:
            yield from cell.changes


def origin_of(change: Change) -> str:
    """Return the origin of a change's block as it is now, else as it was."""
    return next((one.origin for one in (*change.new, *change.old) if one.origin), "")


def is_computed(origin: str) -> bool:
    """Return whether a block is a sentence or a fact that the program computes."""
    return origin.startswith(("phrase:", "front:", "signature:", "opening:"))
