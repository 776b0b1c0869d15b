"""Lists of changes at random, for LibreOffice to make."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from cwgdraft.draft import Block, Kind
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from tests.folding.edits.office import Change

KINDS = ("replace", "replace", "bold", "split", "merge", "insert", "delete", "move", "cell")
_WORD = re.compile(r"(?<= )[A-Za-z]{4,}(?= )")


def changes_at_random(data: bytes, seed: int, count: int) -> tuple[Change, ...]:
    """Return up to `count` changes of a document; no two are of the same paragraph or of neighbours."""
    chance = random.Random(seed)
    blocks = read_draft(read_parts(data, "document"), "document").blocks
    free = {n for n, one in enumerate(blocks) if _is_open(one) and n + 1 < len(blocks)}
    tables = [n for n, one in enumerate(blocks) if one.rows and not one.origin]
    found: list[Change] = []
    for _ in range(count):
        kind = chance.choice(KINDS)
        if kind == "cell":
            found += _in_a_cell(blocks, tables, chance)
            continue
        fits = [n for n in sorted(free) if kind not in ("merge", "move") or {n - 2, n - 1, n, n + 1} <= free]
        if not fits:
            continue
        place = chance.choice(fits)
        words = list(_WORD.finditer(blocks[place].text))
        word = chance.choice([one for one in words if blocks[place].text.index(one[0]) == one.start()] or [None])
        free -= set(range(place - 3, place + 4))
        if kind == "insert":
            found.append(Change(kind, place, f"LibreOffice wrote paragraph {seed}.{place} here."))
        elif kind == "move":
            found.append(Change(kind, place, str(chance.randint(1, 2))))
        elif kind in ("merge", "delete"):
            found.append(Change(kind, place))
        elif word is not None:
            found.append(Change(kind, place, "office", word[0]))
    return tuple(found)


def _in_a_cell(blocks: tuple[Block, ...], tables: list[int], chance: random.Random) -> Iterator[Change]:
    """Yield a change of a word that stands once in a box; then the box is left alone."""
    if not tables:
        return
    table = tables.pop(chance.randrange(len(tables)))
    texts = [one for row in blocks[table].rows for cell in row.cells for one in cell.blocks if one.origin]
    whole = blocks[table].text
    words = [word[0] for one in texts for word in _WORD.finditer(one.text) if whole.count(word[0]) == 1]
    if words:
        yield Change("cell", table, "office", chance.choice(words))


def _is_open(block: Block) -> bool:
    """Return whether a paragraph can be edited by the place of its letters: it is ours, and has no field."""
    return (
        bool(block.origin)
        and block.kind in (Kind.PARAGRAPH, Kind.LIST_ITEM)
        and not any(run.target or run.field or run.note or run.object for run in block.runs)
    )
