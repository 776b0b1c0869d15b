"""What an edit of the records says to people: `dates: 8-9 September 2025 -> 9-10 September 2025`."""

from __future__ import annotations

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.jobs.edits import NOTHING, Edit, Value, name_in
from cwgdraft.language.words import Writing
from cwgdraft.matching.sequence import heaviest_rising
from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import parse_dates
from cwgdraft.records.yaml import Data

_LONGEST = 70


def described(edit: Edit, writing: Writing) -> str:
    """Return what was edited: the names that lead to the value, what stood there, and what stands there now."""
    if edit.of_words:
        return "the words of the file"
    if not edit.path:
        if NOTHING in (edit.old, edit.new):
            return "the file is new" if edit.old is NOTHING else "the file is gone"
        return "one of many edits of the file"
    path = " / ".join(str(step + 1) if isinstance(step, int) else step for step in edit.path)
    if edit.old is NOTHING:
        return f"{path}: {_shown(edit.new, writing)} (new)"
    if edit.new is NOTHING:
        return f"{path}: {_shown(edit.old, writing)} (taken out)"
    if isinstance(edit.old, list) and isinstance(edit.new, list):
        return f"{path}: {_of_lists(edit.old, edit.new)}"
    if isinstance(edit.old, dict) and isinstance(edit.new, dict):
        return f"{path}: {_of_maps(edit.old, edit.new)}"
    if isinstance(edit.old, str) and isinstance(edit.new, str) and max(len(edit.old), len(edit.new)) > _LONGEST:
        return f"{path}: {' -> '.join(_differing(edit.old, edit.new))}"
    return f"{path}: {_shown(edit.old, writing)} -> {_shown(edit.new, writing)}"


def _differing(old: str, new: str) -> tuple[str, str]:
    """Return what differs in two long texts, with a word around it."""
    before, after = old.split(), new.split()
    start = 0
    while start < min(len(before), len(after)) - 1 and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start - 1 and before[-1 - end] == after[-1 - end]:
        end += 1
    start, end = max(start - 1, 0), max(end - 1, 0)
    return _between(before, start, end), _between(after, start, end)


def _between(words: list[str], start: int, end: int) -> str:
    text = excerpt(" ".join(words[start : len(words) - end]), _LONGEST)
    return f"{'… ' if start else ''}{text}{' …' if end and not text.endswith('…') else ''}"


def _of_lists(old: list[Data], new: list[Data]) -> str:
    """Return which things a list gained and lost, or that only their order changed."""
    before = [name_in(value, place) for place, value in enumerate(old)]
    after = [name_in(value, place) for place, value in enumerate(new)]
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    texts = [f"{_listed(come)} added"] if come else []
    texts += [f"{_listed(gone)} taken out"] if gone else []
    if texts or len(set(before)) < len(before):
        return ", ".join(texts) or "changed"
    places = [before.index(name) for name in after]
    stayed = set(heaviest_rising(places, [1] * len(places)))
    moved = [name for place, name in enumerate(after) if place not in stayed]
    return f"{_listed(moved)} moved" if moved else "changed inside"


def _of_maps(old: dict[str, Data], new: dict[str, Data]) -> str:
    """Return which keys of a map changed, came and went."""
    texts = (
        ("changed", [key for key in new if key in old and old[key] != new[key]]),
        ("added", [key for key in new if key not in old]),
        ("taken out", [key for key in old if key not in new]),
    )
    return ", ".join(f"{_listed(keys)} {what}" for what, keys in texts if keys)


def _listed(names: list[str]) -> str:
    return excerpt(", ".join(f"'{name}'" for name in names), _LONGEST)


def _shown(value: Value, writing: Writing) -> str:
    """Return a value as people write it: dates in words, maps and lists by their parts."""
    if isinstance(value, str):
        try:
            return writing.days(parse_dates(value).parts)
        except WrongValueError:
            return excerpt(" ".join(value.split()), _LONGEST)
    if isinstance(value, dict):
        return excerpt(", ".join(f"{key}: {_shown(one, writing)}" for key, one in value.items()), _LONGEST)
    if isinstance(value, list):
        return excerpt(", ".join(_shown(one, writing) for one in value), _LONGEST)
    return "nothing"
