"""Bringing together what two drafts have beside the body: the first page, headers, footers, notes, comments, boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from cwgdraft.draft import Block, Draft, Kind, Run, Story, StoryKind
from cwgdraft.matching.blocks import Unit, align

Pair = tuple[Story | None, Story | None]

_LEAST = 0.2
"""From this share of common words on, two notes in one place are one that was edited."""


def front_blocks(draft: Draft) -> tuple[Block, ...]:
    """Return the facts of a draft's first page as blocks, each labelled with its name."""
    return tuple(
        Block(Kind.FRONT_TEXT, (Run(text),) if text else (), label=name, origin=f"front:{name}")
        for name, text in draft.front.items()
    )


def pair_stories(old: Draft, new: Draft) -> Iterator[Pair]:
    """Yield the stories of both drafts in one order, by their kind; one side is None where a story came or went.

    Headers and footers belong together by their names, notes and text boxes by order and words, comments by who wrote
    what about which words.
    """
    for kind in StoryKind:
        first = [story for story in old.stories if story.kind is kind]
        second = [story for story in new.stories if story.kind is kind]
        if kind in (StoryKind.HEADER, StoryKind.FOOTER):
            yield from _by_name(first, second)
        else:
            yield from _by_words(first, second)


def note_names(pairs: Sequence[Pair]) -> Mapping[str, str]:
    """Return the names that the old draft's notes have in the new one; a note that went has a name that none has."""
    return {old.name: new.name if new else f"{old.name} (gone)" for old, new in pairs if old}


def _by_name(old: Sequence[Story], new: Sequence[Story]) -> Iterator[Pair]:
    by_name = {story.name: story for story in new}
    shared = {story.name for story in old} & by_name.keys()
    rest_old = [story for story in old if story.name not in shared]
    rest_new = [story for story in new if story.name not in shared]
    for story in old:
        if story.name in shared:
            yield story, by_name[story.name]
    for one in rest_old:
        like = next((other for other in rest_new if _words(other) == _words(one)), None)
        if like is not None:
            rest_new.remove(like)
        yield one, like
    yield from ((None, story) for story in rest_new)


def _by_words(old: Sequence[Story], new: Sequence[Story]) -> Iterator[Pair]:
    partners: dict[int, int] = {}
    for step in align([_unit(story) for story in old], [_unit(story) for story in new]):
        if step.move:
            continue
        if step.old and step.new and _alike(old[step.old[0]], new[step.new[0]]):
            partners[step.old[0]] = step.new[0]
    left = {n: _unit(story).key for n, story in enumerate(new) if n not in partners.values()}
    for n, story in enumerate(old):
        if n not in partners:
            like = next((j for j, key in left.items() if key == _unit(story).key), None)
            if like is not None:
                partners[n] = like
                del left[like]
    arrived = {j: i for i, j in partners.items()}
    place = 0
    for j, story in enumerate(new):
        i = arrived.get(j)
        if i is not None:
            yield from ((old[n], None) for n in range(place, i) if n not in partners)
            place = max(place, i + 1)
        yield (old[i] if i is not None else None), story
    yield from ((old[n], None) for n in range(place, len(old)) if n not in partners)


def _unit(story: Story) -> Unit:
    text = " ".join(filter(None, (story.author, story.excerpt, _words(story))))
    return Unit((story.author, story.excerpt, _words(story)), text, kind=f"{story.kind.value} {story.author}")


def _words(story: Story) -> str:
    return "\n".join(block.text for block in story.blocks)


def _alike(old: Story, new: Story) -> bool:
    if _words(old) == _words(new):
        return True
    if old.kind is StoryKind.TEXT_BOX:
        return True
    first, second = set(re.findall(r"\w+", _words(old))), set(re.findall(r"\w+", _words(new)))
    return 2 * len(first & second) >= _LEAST * (len(first) + len(second)) > 0
