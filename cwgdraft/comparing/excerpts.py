"""Parts of a text that is too long to be shown, cut between words."""

from __future__ import annotations

import unicodedata
from typing import Literal


def excerpt(text: str, length: int, keep: Literal["start", "end", "both"] = "start") -> str:
    """Return a text that has at most `length` characters, else its beginning, its end, or half of each.

    It is cut between words, and in a word only where that is longer than the half of what is shown, or where a script
    has no spaces. `…` stands for what is left out, a space away.
    """
    if len(text) <= length + 1:
        return text
    if keep == "start":
        return f"{beginning(text, length)} …"
    if keep == "end":
        return f"… {ending(text, length)}"
    return f"{beginning(text, length // 2)} … {ending(text, length // 2)}"


def beginning(text: str, length: int) -> str:
    """Return the first whole words of a text in at most `length` characters, and accents that belong to the last."""
    if len(text) <= length:
        return text
    end = length
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    space = text.rfind(" ", length // 2, end + 1)
    return text[: space if space > 0 else end].rstrip()


def ending(text: str, length: int) -> str:
    """Return the last whole words of a text in at most `length` characters, and the letter that an accent is on."""
    if len(text) <= length:
        return text
    start = len(text) - length
    while start > 0 and unicodedata.combining(text[start]):
        start -= 1
    space = text.find(" ", max(start - 1, 0), len(text) - length // 2)
    return text[space + 1 if space >= 0 else start :].lstrip()
