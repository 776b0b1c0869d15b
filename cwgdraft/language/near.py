"""Near misses: the known word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def near_miss(word: str, known: Iterable[str], at_least: int = 70) -> str | None:
    """Return the known word that is most like `word`, or None when none is alike in `at_least` per cent."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), {k: k.lower() for k in known}, scorer=fuzz.ratio, score_cutoff=at_least)
    return str(found[2]) if found else None
