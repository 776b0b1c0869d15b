"""Near misses: the known word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def near_miss(word: str, known: Iterable[str], at_least: int = 70) -> str | None:
    """Return the known word that is most like `word`, or None when none is alike in `at_least` per cent."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(word.lower(), {k: k.lower() for k in known}, scorer=fuzz.ratio, score_cutoff=at_least)
    return str(found[2]) if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a message that names the near miss, `; did you mean 'meetings'?`, empty when there is none."""
    near = near_miss(word, known)
    return f"; did you mean '{near}'?" if near else ""
