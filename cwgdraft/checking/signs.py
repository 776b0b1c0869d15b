"""The signs of words that are put in the place of others: non-breaking ones stay where the old words had them."""

from __future__ import annotations


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
    depth = 0
    for sign in text[:at]:
        if sign in "([":
            depth += 1
        elif sign in ")]":
            depth = max(depth - 1, 0)
    return depth > 0
