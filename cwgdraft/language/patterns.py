"""Build regular expressions from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def any_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words`, the longest first, blanks matching any blank."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered) + ")"


def tree_of(words: Iterable[str]) -> str:
    """Return a regular expression for any of `words` that tries shared beginnings only once, for long lists."""
    root: dict[str, object] = {}
    for word in words:
        node = root
        for letter in word:
            below = node.setdefault(letter, {})
            if isinstance(below, dict):
                node = below
        node[""] = {}
    return _branches(root)


def _branches(node: Mapping[str, object]) -> str:
    parts = []
    for letter, below in node.items():
        if letter and isinstance(below, Mapping):
            parts.append((r"\s+" if letter == " " else re.escape(letter)) + _branches(below))
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and "" not in node else f"(?:{'|'.join(parts)})"
    return f"{body}?" if "" in node else body
