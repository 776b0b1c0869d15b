"""The signs of words that are put in the place of others: non-breaking ones stay where the old words had them."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

_SIGN = re.compile(r"[()\[\]]")


def ending(pattern: re.Pattern[str], text: str, end: int, longest: int = 120) -> re.Match[str] | None:
    """Return where a pattern that closes with `$` is found right before a place, at most so many signs long."""
    return pattern.search(text, max(end - longest, 0), end)


def like(old: str, new: str) -> str:
    """Return new words with non-breaking hyphens and spaces where the old words have such."""
    if "\u2011" in old:
        new = new.replace("-", "\u2011")
    if "\u00a0" in old:
        first, stroke, rest = new.partition(" ")
        new = f"{first}\u00a0{rest}" if stroke else new
    return new


def letters(text: str) -> str:
    """Return the letters and figures of a text, in capitals: what stays the same when only its form changes."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def in_brackets(text: str, at: int) -> bool:
    """Return whether a place of a text stands between round or square brackets."""
    places, depths = _depths(text)
    number = bisect_left(places, at)
    return number > 0 and depths[number - 1] > 0


@lru_cache(maxsize=8)  # a paragraph is asked for each of its citations
def _depths(text: str) -> tuple[list[int], list[int]]:
    """Return where a text has brackets, and how many are open behind each."""
    places, depths, depth = [], [], 0
    for found in _SIGN.finditer(text):
        depth = depth + 1 if found[0] in "([" else max(depth - 1, 0)
        places.append(found.start())
        depths.append(depth)
    return places, depths
