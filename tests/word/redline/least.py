"""The least that must be marked between two versions of a model, computed apart from the program.

A block is known by its key. Blocks that stayed in order cost the tokens that differ, others their whole text; a moved
one counts at both ends. Tokens are runs of word characters, runs of white space, single other characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.word.redline.random_documents import Block, Model, Paragraph, Row, Span, Table

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)


def least_marked(old: Model, new: Model) -> int:
    """Return the characters that have to be marked."""
    return _blocks(old.blocks, new.blocks) + _blocks(old.header, new.header)


def _blocks(old: Sequence[Block], new: Sequence[Block]) -> int:
    after = {one.key: one for one in new}
    pairs = [(one, after[one.key]) for one in old if one.key in after]
    keep = _heaviest([one.key for one in old], [one.key for one in new], {one.key: len(_all(one)) + 1 for one in old})
    total = sum(len(_all(one)) for one in old if one.key not in after)
    total += sum(len(_all(one)) for one in new if one.key not in {x.key for x in old})
    for one, other in pairs:
        if one.key in keep:
            total += _pair(one, other)
        else:
            total += len(_all(one)) + len(_all(other))
    return total


def _pair(old: Block, new: Block) -> int:
    if isinstance(old, Table) and isinstance(new, Table):
        return _rows(old.rows, new.rows)
    assert isinstance(old, Paragraph)
    assert isinstance(new, Paragraph)
    first, second = _tokens(old), _tokens(new)
    total = sum(len(one[0]) for one in (*first, *second)) - 2 * _common(first, second)
    notes, others = [x for x in old.spans if x.note], [x for x in new.spans if x.note]
    for one, other in zip(notes, others, strict=False):
        total += _blocks(one.note, other.note)
    for left in (*notes[len(others) :], *others[len(notes) :]):
        total += sum(len(_all(one)) for one in left.note)
    return total


def _rows(old: Sequence[Row], new: Sequence[Row]) -> int:
    after = {one.key: one for one in new}
    total = 0
    for one in old:
        other = after.pop(one.key, None)
        if other is None or len(one.cells) != len(other.cells):
            total += _row(one) + (_row(other) if other else 0)
        else:
            total += sum(_blocks(x, y) for x, y in zip(one.cells, other.cells, strict=True))
    return total + sum(_row(one) for one in after.values())


def _row(row: Row) -> int:
    return sum(len(_all(one)) for cell in row.cells for one in cell)


def _all(block: Block) -> str:
    if isinstance(block, Table):
        return "".join(_all(one) for row in block.rows for cell in row.cells for one in cell)
    return "".join(_shown(span) + "".join(_all(one) for one in span.note) for span in block.spans)


def _shown(span: Span) -> str:
    if span.kind == "text":
        return span.text
    return {"simple": "9", "PAGE": "1", "REF x": "1"}.get(span.kind, "")


def _tokens(paragraph: Paragraph) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    text, link = "", ""
    for span in (*paragraph.spans, Span("", kind="end")):
        if span.kind != "text" or (span.link != link and span.text):
            found.extend((word, link) for word in _TOKEN.findall(text))
            text = ""
        if span.kind == "text" and span.text:
            text, link = text + span.text, span.link
        elif _shown(span):
            found.append((_shown(span), span.kind))
    return found


def _common(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> int:
    best = [0] * (len(new) + 1)
    for one in old:
        before = best[:]
        for j, other in enumerate(new):
            best[j + 1] = max(before[j + 1], best[j], before[j] + len(one[0]) if one == other else 0)
    return best[-1]


def _heaviest(old: list[int], new: list[int], weights: dict[int, int]) -> set[int]:
    """Return the keys that stay in order, of the greatest weight."""
    places = {key: n for n, key in enumerate(new)}
    keys = [key for key in old if key in places]
    best: list[tuple[int, tuple[int, ...]]] = []
    for n, key in enumerate(keys):
        before = max((best[m] for m in range(n) if places[keys[m]] < places[key]), default=(0, ()))
        best.append((before[0] + weights[key], (*before[1], key)))
    return set(max(best, default=(0, ()))[1])
