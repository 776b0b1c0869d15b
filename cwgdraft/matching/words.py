"""Comparing two sequences of words so that as few characters as possible are marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_SMALL = 40_000
"""Up to so many pairs of tokens the best alignment by characters is computed, above it the best by tokens."""

Tag = Literal["equal", "delete", "insert"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens that are in both sequences, only in the old one, or only in the new one; the ends are exclusive."""

    tag: Tag
    old_start: int
    old_end: int
    new_start: int
    new_end: int


def split_words(text: str) -> list[str]:
    """Return the tokens of a text: runs of word characters, runs of white space, single other characters."""
    return _TOKEN.findall(text)


def compare_tokens(
    old: Sequence[Hashable], new: Sequence[Hashable], weights: tuple[Sequence[int], Sequence[int]] | None = None
) -> list[Stretch]:
    """Return what leads from `old` to `new`, in order: what was deleted comes before what was inserted.

    `weights` are the lengths of the tokens in characters, of both sequences; without them a token that is a string has
    its own length, any other 1. Equal tokens have equal weights. What is marked has the least weight that is possible,
    for sequences of up to some two hundred differing tokens; beyond, the fewest tokens.
    """
    start = 0
    end_old, end_new = len(old), len(new)
    while start < min(end_old, end_new) and old[start] == new[start]:
        start += 1
    while end_old > start and end_new > start and old[end_old - 1] == new[end_new - 1]:
        end_old, end_new = end_old - 1, end_new - 1
    pairs: list[tuple[int, int]] = [(n, n) for n in range(start)]
    if end_old > start and end_new > start:
        inner_old, inner_new = old[start:end_old], new[start:end_new]
        found = list(_longest(inner_old, inner_new))
        if len(inner_old) * len(inner_new) <= _SMALL and not _is_heaviest(inner_old, inner_new, len(found)):
            heavy = weights[0][start:end_old] if weights else [_length(one) for one in inner_old]
            found = list(_heaviest(inner_old, inner_new, heavy))
        pairs.extend((start + i, start + j) for i, j in _closed_up(found, inner_old, inner_new))
    pairs.extend((end_old + n, end_new + n) for n in range(len(old) - end_old))
    return _slid(list(_stretches(pairs, len(old), len(new))), old, new)


def _length(token: Hashable) -> int:
    return len(token) if isinstance(token, str) else 1


def _heaviest(old: Sequence[Hashable], new: Sequence[Hashable], weights: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a common subsequence of the greatest weight; among equals one of few stretches."""
    rows, columns = len(old), len(new)
    places: dict[Hashable, list[int]] = {}
    for j, token in enumerate(new):
        places.setdefault(token, []).append(j)
    # best[i][j]: the greatest weight that old[i:] and new[j:] have in common, in thousands, less one for each stretch
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        below, here = best[i + 1], best[i]
        matching = set(places.get(old[i], ()))
        weight = weights[i] * 1000
        more = best[i + 2] if i + 2 <= rows else None
        for j in range(columns - 1, -1, -1):
            found = max(below[j], here[j + 1])
            if j in matching:
                goes_on = more is not None and j + 1 < columns and old[i + 1] == new[j + 1]
                found = max(found, below[j + 1] + weight - (0 if goes_on else 1))
            here[j] = found
    i = j = 0
    while i < rows and j < columns:
        if old[i] == new[j] and best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            yield i, j
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1


def _is_heaviest(old: Sequence[Hashable], new: Sequence[Hashable], common: int) -> bool:
    """Return whether a common subsequence of so many tokens has all that both sides have: none can be heavier."""
    return (Counter(old) & Counter(new)).total() == common


def _closed_up(
    pairs: list[tuple[int, int]], old: Sequence[Hashable], new: Sequence[Hashable]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs with each token as near to the one before it as it can stand, so that stretches are few."""
    last_i = last_j = -1
    for i, j in pairs:
        if i > last_i + 1 and j == last_j + 1 and old[last_i + 1] == new[j]:
            i = last_i + 1
        elif j > last_j + 1 and i == last_i + 1 and new[last_j + 1] == old[i]:
            j = last_j + 1
        yield i, j
        last_i, last_j = i, j


def _longest(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    first, second = encoded(old, new)
    for same in LCSseq.editops(first, second).as_matching_blocks():
        yield from ((same.a + n, same.b + n) for n in range(same.size))


def encoded(*sequences: Sequence[Hashable]) -> list[str]:
    """Return sequences as strings, one character for each item: strings are what rapidfuzz compares fastest."""
    codes: dict[Hashable, str] = {}
    out = []
    for sequence in sequences:
        signs = []
        for item in sequence:
            sign = codes.get(item)
            if sign is None:
                number = len(codes) + 0x100
                sign = codes[item] = chr(number if number < 0xD800 else number + 0x800)
            signs.append(sign)
        out.append("".join(signs))
    return out


def _stretches(pairs: list[tuple[int, int]], old_end: int, new_end: int) -> Iterator[Stretch]:
    i = j = n = 0
    while n <= len(pairs):
        next_i, next_j = pairs[n] if n < len(pairs) else (old_end, new_end)
        if next_i > i:
            yield Stretch("delete", i, next_i, j, j)
        if next_j > j:
            yield Stretch("insert", next_i, next_i, j, next_j)
        if n == len(pairs):
            return
        begin = n
        while n < len(pairs) and pairs[n] == (next_i + n - begin, next_j + n - begin):
            n += 1
        i, j = next_i + n - begin, next_j + n - begin
        yield Stretch("equal", next_i, i, next_j, j)


def _slid(stretches: list[Stretch], old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Stretch]:
    """Return the stretches with lone insertions and deletions moved to where words begin.

    In "a b b c" it can't be said which b is new. A stretch between equal ones may slide to the left over tokens
    that it ends with; it reads best when it begins with a word and white space stands before it.
    """
    found = list(stretches)
    for n in range(1, len(found) - 1):
        before, here, after = found[n - 1], found[n], found[n + 1]
        if here.tag == "equal" or before.tag != "equal" or after.tag != "equal":
            continue
        side = old if here.tag == "delete" else new
        start, end = (here.old_start, here.old_end) if here.tag == "delete" else (here.new_start, here.new_end)
        room = before.old_end - before.old_start
        if _begins_well(side, start):
            continue
        shift = _shift(side, start, end, room, after.old_end - after.old_start)
        if shift:
            found[n - 1 : n + 2] = _moved(before, here, after, shift)
    return [one for one in found if one.old_end > one.old_start or one.new_end > one.new_start]


def _shift(side: Sequence[Hashable], start: int, end: int, left: int, right: int) -> int:
    """Return by how many tokens to the left (below 0: to the right) a stretch slides to begin well, 0 if it can't."""
    shift = 0
    while shift < left and side[start - shift - 1] == side[end - shift - 1]:
        shift += 1
        if _begins_well(side, start - shift):
            return shift
    shift = 0
    while shift < right and side[start + shift] == side[end + shift]:
        shift += 1
        if _begins_well(side, start + shift):
            return -shift
    return 0


def _begins_well(side: Sequence[Hashable], start: int) -> bool:
    token, before = side[start], side[start - 1] if start else " "
    if not isinstance(token, str) or not isinstance(before, str):
        return False
    return not token.isspace() and (before.isspace() or before in ".;:!?")


def _moved(before: Stretch, here: Stretch, after: Stretch, shift: int) -> list[Stretch]:
    return [
        Stretch("equal", before.old_start, before.old_end - shift, before.new_start, before.new_end - shift),
        Stretch(here.tag, here.old_start - shift, here.old_end - shift, here.new_start - shift, here.new_end - shift),
        Stretch("equal", after.old_start - shift, after.old_end, after.new_start - shift, after.new_end),
    ]
