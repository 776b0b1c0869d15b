"""Keeping as much as possible of an order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_rising(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Return the places of a strictly rising subsequence of `values` with the greatest sum of `weights`, in order.

    `weights` are above 0, one for each value.
    """
    ranks = sorted(set(values))
    tree: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    best = (0, -1)
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        rank = bisect_left(ranks, value)
        found = (0, -1)
        at = rank
        while at > 0:
            found = max(found, tree[at], key=lambda one: one[0])
            at -= at & -at
        before.append(found[1])
        total = (found[0] + weight, place)
        best = max(best, total, key=lambda one: one[0])
        at = rank + 1
        while at < len(tree):
            if tree[at][0] < total[0]:
                tree[at] = total
            at += at & -at
    out = []
    place = best[1]
    while place >= 0:
        out.append(place)
        place = before[place]
    return out[::-1]
