"""The changes as plain data for JSON: the form is that of `docs/changes.schema.json`, version 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cwgdraft.comparing.changes import Cause, CellChange, Change, Comparison, Piece, RowChange, StoryChanges, What
from cwgdraft.draft import Block, Run

FORMAT = 1


def as_data(found: Comparison, *, everything: bool = False, public: bool = False) -> dict[str, Any]:
    """Return what differs as plain data; with `everything` also what is folded, with `public` no causes and origins."""
    changes = [
        _change(change, public=public, story=story)
        for story in found.stories
        for change in story.changes
        if change.is_shown or (everything and change.what is not What.SAME)
    ]
    return {
        "format": FORMAT,
        "old": found.old_name,
        "new": found.new_name,
        "differs": found.differs,
        "counts": {what.value: count for what, count in found.counts().items()},
        "folded": found.derived(),
        "remarks": list(found.remarks),
        "changes": changes,
    }


def _change(change: Change, *, public: bool, story: StoryChanges | None = None) -> dict[str, Any]:
    """Return a change; what is empty or doesn't apply isn't there."""
    data: dict[str, Any] = {}
    if story is not None:
        data["number"] = change.number
        data["story"] = _story(story)
    data["what"] = change.what.value
    if change.section:
        data["section"] = change.section
    if change.derived:
        data["derived"] = change.derived
    if change.move:
        data["move"] = {"number": change.move, "end": "left" if change.away else "arrived", "edited": change.edited}
    if change.old:
        data["old"] = _side(change.old, change.old_places, public=public)
    if change.new:
        data["new"] = _side(change.new, change.new_places, public=public)
    if change.pieces and not change.rows:
        data["pieces"] = [_piece(piece) for piece in change.pieces]
    if change.rows:
        data["rows"] = [_row(row, public=public) for row in change.rows]
    if change.formats:
        data["formats"] = list(change.formats)
    if change.cause and not public:
        data["cause"] = _cause(change.cause)
    return data


def _story(story: StoryChanges) -> dict[str, Any]:
    data = {"kind": story.kind.value if story.kind else story.name, "name": story.name}
    others = {
        "what": "" if story.what is What.SAME else story.what.value,
        "about": story.about,
        "section": story.section,
    }
    return data | {name: value for name, value in others.items() if value}


def _side(blocks: Sequence[Block], places: Sequence[int], *, public: bool) -> list[dict[str, Any]]:
    """Return the blocks of one side, and where each stands in its story, from 0."""
    found = []
    for n, block in enumerate(blocks):
        data: dict[str, Any] = {"kind": block.kind.value, "text": block.text}
        if n < len(places):
            data["place"] = places[n]
        if block.label:
            data["label"] = block.label
        if block.style:
            data["style"] = block.style
        if block.origin and not public and not block.origin.startswith("front:"):
            data["origin"] = block.origin
        found.append(data)
    return found


def _piece(piece: Piece) -> dict[str, Any]:
    data: dict[str, Any] = {"tag": piece.tag.value, **_run(piece.run)}
    if piece.mark:
        data["mark"] = True
    if piece.derived:
        data["derived"] = piece.derived
    if piece.was is not None:
        data["was"] = _run(piece.was)
    return data


def _run(run: Run) -> dict[str, Any]:
    data: dict[str, Any] = {"text": run.text}
    if run.strong:
        data["bold"] = True
    if run.emphasis:
        data["italic"] = True
    others = {"link": run.link, "look": run.look, "note": run.note, "object": run.object}
    return data | {name: value for name, value in others.items() if value}


def _row(row: RowChange, *, public: bool) -> dict[str, Any]:
    return {"what": row.what.value, "cells": [_cell(cell, public=public) for cell in row.cells]}


def _cell(cell: CellChange, *, public: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"what": cell.what.value}
    for name, side in (("old", cell.old), ("new", cell.new)):
        if side is not None:
            data[name] = side.text
    changes = [_change(one, public=public) for one in cell.changes if one.what is not What.SAME]
    return {**data, "changes": changes} if changes else data


def _cause(cause: Cause) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": cause.kind.value}
    others = {"detail": cause.detail, "file": cause.file, "line": cause.line, "commit": cause.commit}
    return data | {name: value for name, value in others.items() if value}
