"""Who made an edit of a copy: the author of the tracked changes where it stands, else who saved the copy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from cwgdraft.draft import Block
from cwgdraft.folding.decisions import Decision
from cwgdraft.folding.differences import Difference
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.word.anchors import bookmark_names
from cwgdraft.word.authors import Authors, authors_of, edited_by, key_of
from cwgdraft.word.gate import read_parts


def authors_in(path: Path, blocks: Sequence[Block] = ()) -> Callable[[Decision], tuple[str, ...]]:
    """Return what tells who made the edits of the copy at `path`, which reads `blocks`.

    What was there before is known by its bookmark, what came by its own words and place; nobody is named for what is
    known by neither, but who saved the copy.
    """
    parts = read_parts(read_bytes(path), path.name)
    by, saved = authors_of(parts), edited_by(parts)

    def authors(one: Decision) -> tuple[str, ...]:
        found = [name for edit in one.differences for name in _of(edit, by, blocks)]
        return tuple(dict.fromkeys(found)) or ((saved,) if saved else ())

    return authors


def _of(edit: Difference, by: Authors, blocks: Sequence[Block]) -> tuple[str, ...]:
    if edit.base is not None and edit.base.origin:
        found = by.by_bookmark.get(bookmark_names([edit.base])[0], ())
        if found or edit.new is None:
            return found
    return by.of_words(edit.new.text, _twin(edit, blocks)) if edit.new is not None else ()


def _twin(edit: Difference, blocks: Sequence[Block]) -> int:
    """Return which of the blocks that read like an edited one it is, from 0; -1 where that isn't known."""
    if edit.new is None or not 0 <= edit.place < len(blocks) or blocks[edit.place].text != edit.new.text:
        return -1
    key = key_of(edit.new.text)
    return sum(key_of(block.text) == key for block in blocks[: edit.place])
