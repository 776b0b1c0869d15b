"""The answer document: a copy with each decision as a comment; whoever deletes a comment rejects its edit."""

from __future__ import annotations

import re
from pathlib import Path

from cwgdraft.draft import Block, StoryKind, flat
from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Decision
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.word.comments import block_paragraphs, with_comments
from cwgdraft.word.documents import View, read_draft, resolved
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack

_NAME = re.compile(r"^Decision ([0-9a-f]{8})\b")


def answer_document(folding: Folding, path: Path, date: str) -> bytes:
    """Return the copy at `path`, its tracked changes accepted, with a comment on it for each decision that can be made.

    The comment stands on the edited paragraph, of one that was taken out on the first. `date` is written on each.
    """
    parts = resolved(read_parts(read_bytes(path), path.name), View.FINAL)
    places = block_paragraphs(parts)
    blocks = read_draft(parts, path.stem).blocks
    comments = [(_place(blocks, places, one), _said(one)) for one in folding.decisions if one.can_be_made]
    return pack(with_comments(parts, comments, date))


def _place(blocks: tuple[Block, ...], places: tuple[int, ...], one: Decision) -> int:
    new = one.difference.new
    for block, place in zip(blocks, places, strict=True):
        if new is not None and any(inner.text.strip(" ") == new.text for inner in flat((block,))):
            return place
    return 0


def _said(one: Decision) -> str:
    """Return what a comment says: the name, where the edit lands, what stood there, and how to answer."""
    edit = one.difference
    lines = [f"Decision {one.name}: {edit.what}, {one.lands}" + (f", {one.file}:{one.line}" if one.file else "")]
    if one.review:
        lines.append(f"Look: {one.review}.")
    lines += [f"Was: {edit.base.text}"] if edit.base else []
    lines += [f"Records: {edit.old.text}"] if edit.conflict and edit.old else []
    return "\n".join([*lines, "Leave this comment to accept the edit; delete it to reject it."])


def answers_in(folding: Folding, path: Path) -> tuple[list[str], list[str]]:
    """Return the names of the decisions that an answer document accepts, and of those that it rejects.

    Raises `CwgdraftError` for a document that answers none of these decisions.
    """
    draft = read_draft(read_parts(read_bytes(path), path.name), path.stem)
    kept = {
        found[1]
        for story in draft.stories
        if story.kind is StoryKind.COMMENT and story.names_cause and story.blocks
        for found in [_NAME.match(story.blocks[0].text)]
        if found
    }
    asked = [one.name for one in folding.decisions if one.can_be_made]
    if not kept & set(asked):
        raise CwgdraftError(
            f"{path.name} answers none of these decisions: no comment of theirs is left in it",
            "give the document that --answer wrote for the same copies; to reject all, don't fold them",
        )
    return [one for one in asked if one in kept], [one for one in asked if one not in kept]
