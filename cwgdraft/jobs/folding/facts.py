"""Which fact would make a computed sentence say what somebody typed: found by trying, each try drafted again."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.adopting.wording import interval
from cwgdraft.draft import Block
from cwgdraft.folding.decisions import Value
from cwgdraft.jobs.edits import Edit, drafted_without
from cwgdraft.jobs.states import State
from cwgdraft.jobs.wording import described
from cwgdraft.language.mentions import dates_in
from cwgdraft.matching.words import compare_tokens, split_words
from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import parse_dates
from cwgdraft.records.yaml import Data, Path, read_yaml

_MOST_TRIES = 24
_SHORT = 3
"""So short a text is replaced only where it is the whole value: it stands in too many."""


@dataclass(frozen=True, slots=True)
class _Try:
    file: str
    path: Path
    old: str
    new: str


def fact_behind(state: State, old: Block, new: Block) -> tuple[str, Value] | None:
    """Return the fact that makes the block `old` say what `new` does, in words and as its value; None without one.

    Dates are tried as dates, all else as the words that differ; a fact counts when the report, drafted with it, has the
    block just as it was typed.
    """
    swaps = list(_swaps(_plain(old.text), _plain(new.text)))
    tries = list(_tries(state, swaps))[:_MOST_TRIES]
    for one in tries:
        edit = Edit(one.file, one.path, one.new, one.old, 0)
        report = drafted_without(state, state, [edit])
        if report is None:
            continue
        texts = [_plain(block.text) for block in report.draft.blocks]
        if _plain(new.text) in texts and _plain(old.text) not in texts:
            shown = Edit(one.file, one.path, one.old, one.new, 0)
            name = one.file.rpartition("/")[2]
            return f"{name}: {described(shown, state.catalogue.writing)}", Value(one.file, tuple(one.path), one.new)
    return None


def _plain(text: str) -> str:
    """Return a text with ordinary spaces and hyphens."""
    return text.replace("\u00a0", " ").replace("\u2011", "-")


def _swaps(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield what stood there and what stands there now: dates whole, then the words that differ."""
    before, after = tuple(dates_in(old)), tuple(dates_in(new))
    if len(before) == len(after):
        yield from ((one.text, other.text) for one, other in zip(before, after, strict=True) if one.text != other.text)
    words, others = split_words(old), split_words(new)
    steps = [one for one in compare_tokens(words, others) if one.tag != "equal"]
    if steps:
        first, last = steps[0], steps[-1]
        yield (
            "".join(words[first.old_start : last.old_end]).strip(),
            "".join(others[first.new_start : last.new_end]).strip(),
        )
        for one, other in itertools.pairwise(steps):
            if one.tag == "delete" and other.tag == "insert" and one.old_end == other.old_start:
                yield "".join(words[one.old_start : one.old_end]), "".join(others[other.new_start : other.new_end])


def _tries(state: State, swaps: list[tuple[str, str]]) -> Iterator[_Try]:
    """Yield values of the report's files that may print what stood there, with what they would be instead."""
    files = [one for one in state.digests if one.endswith(".yaml") and one.startswith("records/")]
    known = [
        (file, path, value)
        for file in files
        if file in state.texts
        for path, value in _texts(read_yaml(state.texts[file])[0].data, ())
    ]
    for old, new in swaps:
        for file, path, value in known:
            if (len(old) > _SHORT or value == old) and new and (changed := _changed(state, value, old, new)):
                yield _Try(file, path, value, changed)


def _changed(state: State, value: str, old: str, new: str) -> str:
    """Return a value with what it prints replaced, empty where it prints something else."""
    try:
        printed = state.catalogue.writing.days(parse_dates(value).parts)
    except WrongValueError:
        return value.replace(old, new) if old in value else ""
    if _plain(printed) != old:
        return ""
    dates = tuple(dates_in(new))
    first, last = (dates[0].first, dates[0].last) if len(dates) == 1 else (None, None)
    if first is None or last is None or last < first:
        return ""
    return interval(first, last)


def _texts(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, one in data.items():
            yield from _texts(one, (*path, key))
    elif isinstance(data, list):
        for place, one in enumerate(data):
            yield from _texts(one, (*path, place))
    elif data is not None:
        yield path, data
