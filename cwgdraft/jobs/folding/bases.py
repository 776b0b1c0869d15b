"""A base that can't be built any more: what the digests in a copy, the copy and the records let know of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from cwgdraft.draft import Block, Made, Run
from cwgdraft.folding.differences import UNKNOWN, Difference, What, stem_of


def guessed(made: Made, now: Sequence[Block], copy: Sequence[Block], original: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a base that can't be built any more, as far as digests tell; else as the copy has them.

    What is taken from the copy loses its looks: those may be edits.
    """
    drafted, was, there = (
        {block.origin: block for block in blocks if block.origin} for blocks in (now, original, copy)
    )
    by_digest = {block.digest: block for block in now}
    for origin, digest in made.blocks.items():
        own = [side[origin] for side in (was, there) if origin in side]
        known = [one for one in (drafted.get(origin), by_digest.get(digest)) if one and one.digest == digest]
        if known:
            label = own[0].label if own else known[0].label
            yield replace(known[0], origin=origin, label=label)
        elif own:
            yield _without_looks(next((one for one in own if one.digest == digest), own[0]))
        elif origin in drafted:
            yield drafted[origin]
    texts = {block.text for block in copy}
    yield from (block for block in now if not block.origin and block.text in texts)


def _without_looks(block: Block) -> Block:
    return replace(block, runs=tuple(replace(run, strong=False, emphasis=False, look="") for run in block.runs))


def lost_words(made: Made, base: Sequence[Block], now: Sequence[Block], copy: Sequence[Block]) -> Iterator[Difference]:
    """Yield what a copy lacks and the records reworded, where nobody knows any more how it read."""
    known = {block.origin for block in base}
    texts = {block.text for block in copy}
    before, after = _by_item(made.blocks), _by_item({block.origin: block for block in now if block.origin})
    drafted = {block.origin: block for block in now}
    for stem, origins in before.items():
        there = [drafted[one] for one in after.get(stem, ())]
        for place, origin in enumerate(origins):
            if origin in known or not there:
                continue
            fresh = [one for one in there if one.origin not in made.blocks and one.text not in texts]
            beside = there[place : place + 1] if len(there) == len(origins) else fresh[:1]
            if beside and beside[0] in fresh:
                gone = Block(beside[0].kind, (Run(UNKNOWN),), origin=origin)
                yield Difference(What.DELETED, beside[0], None, gone, conflict="the records changed it")


def _by_item(origins: Iterable[str]) -> dict[str, list[str]]:
    """Return origins by what they are without the digests of their words, in order."""
    found: dict[str, list[str]] = {}
    for origin in origins:
        found.setdefault(stem_of(origin), []).append(origin)
    return found
