"""A document as `git diff` is to compare it: a paragraph a line, without the numbers that follow from others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.jobs.reading import document_lines


def git_lines(draft: Draft) -> Iterator[str]:
    """Yield a document as text: headings behind `#` signs, no paragraph with its number.

    A paragraph that comes in early changes the numbers of all behind it, which would all be shown as changed. Marks
    of lists stay; what is empty is left out.
    """
    stories = tuple(story for story in draft.stories if any(block.text.strip() for block in story.blocks))
    return document_lines(replace(draft, blocks=tuple(_blocks(draft)), stories=stories))


def _blocks(draft: Draft) -> Iterator[Block]:
    for block in draft.blocks:
        if not block.text.strip():
            continue
        if block.kind is Kind.HEADING:
            sign = "#" * min(max(block.level, 1), 6)
            yield replace(block, label="", runs=(Run(f"{sign} "), *block.runs))
        elif block.kind is Kind.NUMBERED:
            yield replace(block, label="")
        else:
            yield block
