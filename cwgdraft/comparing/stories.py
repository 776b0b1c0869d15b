"""Bringing together what two drafts have beside the body: the first page, headers, footers, notes, comments, boxes."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence

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


def pair_stories(old: Draft, new: Draft, places: Mapping[int, int]) -> Iterator[Pair]:
    """Yield the stories of both drafts in one order, by their kind; one side is None where a story came or went.

    Headers and footers belong together by their names, notes and text boxes by order and words or where they hang
    (`places` says where old blocks of the body are now), comments by who wrote what about which words. Comments in
    which a redline names causes belong to neither draft.
    """
    for kind in StoryKind:
        first = [story for story in old.stories if story.kind is kind and not story.names_cause]
        second = [story for story in new.stories if story.kind is kind and not story.names_cause]
        if kind in (StoryKind.HEADER, StoryKind.FOOTER):
            yield from _by_name(first, second)
        else:
            yield from _by_words(first, second, places)


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


def _by_words(old: Sequence[Story], new: Sequence[Story], places: Mapping[int, int]) -> Iterator[Pair]:
    partners = _in_order(old, new)
    _join(partners, [_unit(one).key for one in old], [_unit(one).key for one in new])
    _join(partners, [_home(one, places.get(one.anchor)) for one in old], [_home(one, one.anchor) for one in new])
    arrived = {j: i for i, j in partners.items()}
    place = 0
    for j, story in enumerate(new):
        i = arrived.get(j, -1)
        if i >= place:
            yield from ((old[n], None) for n in range(place, i) if n not in partners)
            place = i + 1
        yield (old[i] if i >= 0 else None), story
    yield from ((old[n], None) for n in range(place, len(old)) if n not in partners)


def _in_order(old: Sequence[Story], new: Sequence[Story]) -> dict[int, int]:
    """Return the places of stories that belong together by order and words."""
    steps = align([_unit(story) for story in old], [_unit(story) for story in new])
    pairs = [(step.old[0], step.new[0]) for step in steps if step.old and step.new]
    return {i: j for i, j in pairs if _alike(old[i], new[j])}


def _join(partners: dict[int, int], old: Sequence[Hashable | None], new: Sequence[Hashable | None]) -> None:
    """Add to `partners` the stories that have none yet and share a name, in order; None is no name."""
    taken = set(partners.values())
    left: dict[Hashable, deque[int]] = defaultdict(deque)
    for j, name in enumerate(new):
        if j not in taken and name is not None:
            left[name].append(j)
    for i, name in enumerate(old):
        if i not in partners and name is not None and left.get(name):
            partners[i] = left[name].popleft()


def _home(story: Story, place: int | None) -> int | None:
    """Return the place of the paragraph where a note hangs: what is left there is one that was written anew."""
    notes = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE)
    return place if story.kind in notes and story.anchor >= 0 else None


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
