"""Three ways: what a copy was made from, the copy as it came back, and the records as they are now.

What only the copy changed is a difference; what only the records changed stays; what both changed is a conflict. A base
may be known by its digests alone: whether a block is as it was built can be told from these.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.draft import Block, Kind, Run, joined
from cwgdraft.matching.blocks import Unit, align
from cwgdraft.matching.sequence import heaviest_rising

UNKNOWN = "(words that are not known any more)"
"""What stands for the words of a base that can't be built any more."""


class What(enum.StrEnum):
    """What somebody did to a block."""

    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class Difference:
    """An edit of a copy: the block as it is drafted now (`old`), as it stands in the copy (`new`), either may be None.

    `base` is the block as the copy was built, None for one that was inserted. `before` are the blocks of the copy
    above it, nearest first, as far as the heading above, `behind` those below it; what the copy left alone is as it is
    drafted now. `conflict` says what the records did to the same block, empty where only the copy changed.

    `place` is where the block stands in the copy (-1 for one that was deleted), `above` the text of the block before it
    there, `twin` counts edits that are alike in all of this, from 1.
    """

    what: What
    old: Block | None
    new: Block | None
    base: Block | None
    before: tuple[Block, ...] = ()
    behind: tuple[Block, ...] = ()
    section: str = ""
    conflict: str = ""
    place: int = -1
    above: str = ""
    twin: int = 1


@dataclass(slots=True)
class _Sides:
    """The three documents, and which blocks are one: `in_base` of the copy, `in_now` of the base."""

    base: Sequence[Block]
    copy: Sequence[Block]
    now: Sequence[Block]
    known: frozenset[str]
    in_base: dict[int, int] = field(default_factory=dict)
    in_now: dict[int, int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    moved_now: set[int] = field(default_factory=set)


def differences(
    base: Sequence[Block],
    copy: Sequence[Block],
    now: Sequence[Block],
    digests: Mapping[str, str] | None = None,
) -> list[Difference]:
    """Return what a copy changed, in its order, deletions where the block stood.

    All three are blocks in order, empty ones left out. `digests` are those of the base's blocks by origin, where the
    words of some of these are only guessed.
    """
    sides = _held(base, copy, now, digests)
    found = list(_in_copy(sides, digests or {}))
    places = {b: c for c, b in sides.in_base.items()}
    for place in range(len(base)):
        if place not in places and (one := _deleted(sides, place, digests or {})) is not None:
            above = next((places[n] for n in range(place - 1, -1, -1) if n in places), -1)
            found.append((above + 0.5, one))
    return _told_apart([one for _, one in sorted(found, key=lambda pair: pair[0])])


def astray(
    base: Sequence[Block],
    copy: Sequence[Block],
    now: Sequence[Block],
    digests: Mapping[str, str] | None = None,
) -> frozenset[int]:
    """Return the places of those blocks of a copy that stand in another order in the draft of now."""
    sides = _held(base, copy, now, digests)
    taken = set(sides.in_now.values())
    free: dict[str, list[int]] = {}
    for n, block in enumerate(now):
        if n not in taken:
            free.setdefault(plain(block.text), []).append(n)
    pairs = []
    for place, block in enumerate(copy):
        b = sides.in_base.get(place)
        there = free.get(plain(block.text)) if b is None else None
        stands = there.pop(0) if there else None if b is None else sides.in_now.get(b)
        if stands is not None:
            pairs.append((place, stands, 1 if b is None or place in sides.moved else 4))
    kept = heaviest_rising([n for _, n, _ in pairs], [weight for _, _, weight in pairs])
    return frozenset({place for place, _, _ in pairs} - {pairs[n][0] for n in kept})


def _held(
    base: Sequence[Block], copy: Sequence[Block], now: Sequence[Block], digests: Mapping[str, str] | None
) -> _Sides:
    known = frozenset(one.origin for one in base if not digests or digests.get(one.origin, one.digest) == one.digest)
    sides = _Sides(base, copy, now, known)
    sides.in_base, sides.moved = _paired(base, copy)
    if now is base:
        sides.in_now = {n: n for n in range(len(base))}
        return sides
    forward, away = _paired(base, now)
    sides.in_now = {b: n for n, b in forward.items()}
    sides.moved_now = {forward[n] for n in away}
    _bridge(sides)
    return sides


def _told_apart(found: Sequence[Difference]) -> list[Difference]:
    """Return differences with those counted that are alike: the same edit of paragraphs that say the same."""
    seen: Counter[tuple[object, ...]] = Counter()
    counted = []
    for one in found:
        key = (one.what, one.new and (one.new.origin, look_of(one.new)), one.base and one.base.origin, one.above)
        seen[key] += 1
        counted.append(replace(one, twin=seen[key]) if seen[key] > 1 else one)
    return counted


def _paired(old: Sequence[Block], new: Sequence[Block]) -> tuple[dict[int, int], set[int]]:
    """Return the place in `old` of each block of `new` that was there, and which of the new ones moved."""
    found: dict[int, int] = {}
    moved: dict[int, int] = {}
    arrived: dict[int, int] = {}
    for step in align(_units(old), _units(new)):
        if step.move:
            (moved if step.old else arrived)[step.move] = (step.old or step.new)[0]
        elif step.old and step.new:
            keep = {old[n].origin: n for n in step.old if old[n].origin}
            named = [n for n in step.new if new[n].origin in keep]
            first = named[0] if named else step.new[0]
            found[first] = keep.get(new[first].origin, step.old[0])
    away = {arrived[n]: moved[n] for n in arrived if n in moved}
    return {**found, **away}, set(away)


def _units(blocks: Iterable[Block]) -> list[Unit]:
    return [
        Unit(look_of(block), block.text, block.origin, "table" if block.kind is Kind.TABLE else "paragraph")
        for block in blocks
    ]


def plain(text: str) -> str:
    """Return a text with ordinary spaces and hyphens: a report puts non-breaking ones where they belong."""
    return text.replace("\u00a0", " ").replace("\u2011", "-")


def look_of(block: Block) -> tuple[object, ...]:
    """Return what of a block records can hold: words, emphasis, links; a cross-reference's number isn't its words."""
    if block.rows:
        return (plain(block.text),)
    runs = [
        type(run)("§" if run.target else plain(run.text), run.strong, run.emphasis, run.link)
        for run in block.runs
        if run.text
    ]
    return tuple((run.text, run.strong, run.emphasis, run.link) for run in joined(tuple(runs)))


_LOOKS = ("u", "strike", "dstrike", "highlight", "color", "vertAlign", "shd", "caps", "smallCaps", "vanish", "jc")
_PLAIN = ("none", "auto", "baseline", "0", "false", "000000", "left", "start")


def format_of(block: Block) -> tuple[object, ...]:
    """Return what of a block's look somebody gave it on purpose and records can't hold: underlining, colour, a style.

    What programs write when they save a file, such as fonts, sizes and the alignment that all text has, is left out.
    """
    runs = [(run.text, look) for run in block.runs if run.text.strip() and (look := on_purpose(run.look))]
    whole = (block.style, block.list_kind, block.level, on_purpose(block.look))
    return (*(whole if block.style else ()), *runs)


def on_purpose(look: str) -> str:
    """Return those of the words of a look that somebody chose."""
    words = [word.partition("=") for word in look.split()]
    return " ".join(
        name + sign + value for name, sign, value in words if name in _LOOKS and value not in _PLAIN
    )  # fmt: skip


def _bridge(sides: _Sides) -> None:
    """Pair blocks of the base with those of now that say just what the copy says: they were folded already."""
    free = set(range(len(sides.now))) - set(sides.in_now.values())
    by_text: dict[str, list[int]] = {}
    for n in sorted(free):
        by_text.setdefault(plain(sides.now[n].text), []).append(n)
    for c, b in sides.in_base.items():
        text = plain(sides.copy[c].text)
        paired = sides.in_now.get(b)
        if paired is not None and text in (plain(sides.base[b].text), plain(sides.now[paired].text)):
            continue
        if there := by_text.get(text):
            sides.in_now[b] = there.pop(0)
            if paired is not None:
                by_text.setdefault(plain(sides.now[paired].text), []).append(paired)
    _bridge_reworded(sides)
    _bridge_twins(sides)


def _bridge_twins(sides: _Sides) -> None:
    """Pair paragraphs that say the same such that the one that the copy lacks is the one that now lacks."""
    there = set(sides.in_base.values())
    alone = {(one.text, stem_of(one.origin)): b for b, one in enumerate(sides.base) if b in there - set(sides.in_now)}
    for b in [b for b in sides.in_now if b not in there]:
        one = sides.base[b]
        twin = alone.pop((one.text, stem_of(one.origin)), None) if one.origin else None
        if twin is not None:
            sides.in_now[twin] = sides.in_now.pop(b)


def _bridge_reworded(sides: _Sides) -> None:
    """Pair what the records reworded, whose origin changed with its words: the only one of its item on both sides."""
    said = {plain(block.text) for block in sides.copy}
    taken = set(sides.in_now.values()) | {n for n, block in enumerate(sides.now) if plain(block.text) in said}
    old, new = _by_stem(sides.base, set(sides.in_now)), _by_stem(sides.now, taken)
    for stem, places in old.items():
        if len(places) == 1 == len(new.get(stem, ())):
            sides.in_now[places[0]] = new[stem][0]


def _by_stem(blocks: Sequence[Block], paired: set[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, block in enumerate(blocks):
        if place not in paired and block.origin:
            found.setdefault(stem_of(block.origin), []).append(place)
    return found


def stem_of(origin: str) -> str:
    """Return an origin without the digest of its words, and without what tells it from others that say the same."""
    return re.sub(r"[~/][0-9a-f]{6,8}(?:\.\d+)?$", "", origin)


def _as_built(sides: _Sides, base: Block, other: Block, digests: Mapping[str, str]) -> bool:
    """Return whether a block is as it was built: by its words and look, or by the digest of its words."""
    if base.origin in sides.known or not base.origin:
        return look_of(base) == look_of(other)
    return digests.get(base.origin) == other.digest


def _in_copy(sides: _Sides, digests: Mapping[str, str]) -> Iterable[tuple[float, Difference]]:
    taken = set(sides.in_now.values())
    free: dict[str, list[int]] = {}
    for n, block in enumerate(sides.now):
        if n not in taken:
            free.setdefault(plain(block.text), []).append(n)
    for place, block in enumerate(sides.copy):
        b = sides.in_base.get(place)
        if b is None:
            if there := free.get(plain(block.text)):
                there.pop(0)
            else:
                yield place, _difference(sides, place, What.INSERTED, None, None)
                if any(on_purpose(run.look) for run in block.runs):
                    yield place, _difference(sides, place, What.FORMATTED, None, None)
            continue
        base, paired = sides.base[b], sides.in_now.get(b)
        shown = _known(sides, base)
        edited = not _as_built(sides, base, block, digests)
        if paired is None:
            if edited:
                yield place, _difference(sides, place, What.CHANGED, None, shown, "the records deleted it")
            continue
        now = sides.now[paired]
        if edited and look_of(now) != look_of(block):
            own = "" if _as_built(sides, base, now, digests) else "the records changed it too"
            yield place, _difference(sides, place, What.CHANGED, now, shown, own)
        if place in sides.moved and b not in sides.moved_now:
            yield place, _difference(sides, place, What.MOVED, now, base)
        if format_of(base) != format_of(block) != format_of(now):
            yield place, _difference(sides, place, What.FORMATTED, now, base)


def _deleted(sides: _Sides, place: int, digests: Mapping[str, str]) -> Difference | None:
    base, n = sides.base[place], sides.in_now.get(place)
    if n is None:
        return None
    now = sides.now[n]
    conflict = "" if _as_built(sides, base, now, digests) else "the records changed it"
    gone = _known(sides, base)
    return Difference(What.DELETED, now, None, gone, section=_section(sides.base, place), conflict=conflict)


def _known(sides: _Sides, base: Block) -> Block:
    """Return a block of the base; one whose words are only guessed says so."""
    if not base.origin or base.origin in sides.known or base.rows:
        return base
    return replace(base, runs=(Run(UNKNOWN),))


def _difference(
    sides: _Sides, place: int, what: What, old: Block | None, base: Block | None, conflict: str = ""
) -> Difference:
    copy = sides.copy
    before: list[Block] = []
    for n in range(place - 1, max(place - 13, -1), -1):
        before.append(_settled(sides, n))
        if copy[n].kind is Kind.HEADING:
            break
    behind: list[Block] = []
    for n in range(place + 1, min(place + 13, len(copy))):
        if copy[n].kind is Kind.HEADING:
            break
        behind.append(_settled(sides, n))
    return Difference(
        what, old, copy[place], base, tuple(before), tuple(behind), _section(copy, place), conflict, place,
        copy[place - 1].text if place else "",
    )  # fmt: skip


def _settled(sides: _Sides, place: int) -> Block:
    """Return a block of the copy with the origin that it has now; what the copy left alone has the words of now."""
    block, b = sides.copy[place], sides.in_base.get(place)
    n = sides.in_now.get(b) if b is not None else None
    if b is None or n is None:
        return block
    now = sides.now[n]
    runs = now.runs if block.text == sides.base[b].text else block.runs
    return replace(block, origin=now.origin, runs=runs)


def _section(blocks: Sequence[Block], place: int) -> str:
    """Return label and words of the heading above a block."""
    for block in reversed(blocks[: place + 1]):
        if block.kind is Kind.HEADING:
            return f"{block.label} {block.text}".strip()
    return ""
