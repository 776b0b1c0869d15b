"""Which fact would make a computed sentence say what somebody typed: found by trying, each try drafted again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from cwgdraft.adopting.wording import interval
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.draft import Block
from cwgdraft.drafting.report import Report
from cwgdraft.folding.decisions import Value
from cwgdraft.jobs.edits import Edit, drafted_without
from cwgdraft.jobs.folding.trials import Trials, said
from cwgdraft.jobs.states import State
from cwgdraft.jobs.wording import described
from cwgdraft.language.mentions import dates_in
from cwgdraft.matching.words import compare_tokens, split_words
from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import parse_dates
from cwgdraft.records.yaml import Data, Path, read_yaml

_MOST_TRIES = 24
_MOST_EACH = 4
_SHORT = 3
"""So short a text is replaced only where it is the whole value, or a word of a short one: it stands in too many."""
_SHORT_VALUE = 24
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that explains an edit, or several: in words, the new values, why it has to be looked at (empty if safe).

    `changes` are the texts of paragraphs that it changes though the copy didn't.
    """

    says: str
    values: tuple[Value, ...]
    review: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Try:
    file: str
    path: Path
    old: str
    new: str


def _drafting(tries: Sequence[_Try]) -> Callable[[State], Report | None]:
    """Return what drafts the report of a state with the values that are tried."""
    edits = [Edit(one.file, one.path, one.new, one.old, 0) for one in tries]
    return lambda state: drafted_without(state, state, edits)


class Facts:
    """Finds the facts behind edits of the computed sentences of a state."""

    def __init__(self, trials: Trials) -> None:
        self._trials = trials
        self._state = trials.state
        self._values: list[tuple[str, Path, str]] = []

    def behind(self, old: Block, new: Block) -> Fact | None:
        """Return the fact that makes the block `old` say what `new` does; None without one.

        Dates are tried as dates, all else as the words that differ; a fact counts when the report, drafted with it, has
        the block just as it was typed. It is safe when it changes nothing else that the copy doesn't say too, and when
        no other fact would do the same.
        """
        self._values = self._values or list(_values(self._state))
        before, typed = said(old.text), said(new.text)
        swaps = dict.fromkeys((*_swaps(before, typed), *_stretches(before, typed)))
        single = itertools.islice(self._tries(list(swaps)), _MOST_TRIES)
        held: list[tuple[_Try, ...]] = [
            (one,) for one in single if self._trials.says(_drafting((one,)), before, typed)
        ]  # fmt: skip
        held = held or list(itertools.islice(self._together(before, typed), 1))
        return self._fact(held, old) if held else None

    def _fact(self, held: Sequence[tuple[_Try, ...]], old: Block) -> Fact:
        """Return the first of the facts that would do, and why it has to be looked at."""
        best = held[0]
        values = tuple(Value(one.file, tuple(one.path), one.new) for one in best)
        fact = Fact("; ".join(map(self._said, best)), values, "", self._trials.changes(_drafting(best)))
        if len(held) > 1:
            other = held[1][0]
            return replace(
                fact, review=f"another fact would say so too: {other.file} {' / '.join(map(str, other.path))}"
            )
        if fact.changes:
            return replace(fact, review=f"it changes what the copy left alone too: {excerpt(fact.changes[0], _SHOWN)}")
        for one in best:
            if one.old.upper() != one.old and one.old.upper() in old.text:
                return replace(fact, review=f"printed in capitals: see whether it is written '{one.new}'")
        return fact

    def _said(self, one: _Try) -> str:
        shown = Edit(one.file, one.path, one.old, one.new, 0)
        return f"{one.file.rpartition('/')[2]}: {described(shown, self._state.catalogue.writing)}"

    def _together(self, before: str, typed: str) -> Iterator[tuple[_Try, ...]]:
        """Yield facts that make a sentence say what was typed together, one for each stretch of words that differs."""
        stretches = list(_stretches(before, typed))
        if len(stretches) < 2:
            return
        choices = [list(itertools.islice(self._tries([pair]), _MOST_EACH)) for pair in stretches]
        for tries in itertools.islice(itertools.product(*choices), _MOST_TRIES):
            if self._trials.says(_drafting(tries), before, typed):
                yield tries

    def _tries(self, swaps: list[tuple[str, str]]) -> Iterator[_Try]:
        """Yield values of the report's files that may print what stood there, with what they would be instead."""
        found = set()
        for old, new in swaps:
            for file, path, value in self._values:
                if (file, path) not in found and old and new and (changed := self._changed(value, old, new)):
                    found.add((file, path))
                    yield _Try(file, path, value, changed)

    def _changed(self, value: str, old: str, new: str) -> str:
        """Return a value with what it prints replaced, empty where it prints something else."""
        try:
            printed = self._state.catalogue.writing.days(parse_dates(value).parts)
        except WrongValueError:
            return _swapped(value, old, new)
        if said(printed) != old:
            return ""
        dates = tuple(dates_in(new))
        first, last = (dates[0].first, dates[0].last) if len(dates) == 1 else (None, None)
        if first is None or last is None or last < first:
            return ""
        return interval(first, last)


def _swapped(value: str, old: str, new: str) -> str:
    if value.upper() == old != value:  # a family name in capitals
        return new.capitalize() if new == new.upper() and new.isalpha() else ""
    if len(old) <= _SHORT and value != old:
        word = re.compile(rf"(?<![\w.]){re.escape(old)}(?![\w.])")
        return word.sub(lambda _: new, value) if len(value) <= _SHORT_VALUE and word.search(value) else ""
    return value.replace(old, new) if old in value else ""


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
        yield _whole_words(old, new)
        for one, other in itertools.pairwise(steps):
            if one.tag == "delete" and other.tag == "insert" and one.old_end == other.old_start:
                yield "".join(words[one.old_start : one.old_end]), "".join(others[other.new_start : other.new_end])


def _stretches(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield each stretch of words that differs, what stood there and what stands there now; dates whole."""
    dates = [pair for pair in _swaps(old, new) if next(iter(dates_in(pair[0])), None)]
    dates = [pair for pair in dates if pair[0] in old and next(iter(dates_in(pair[0]))).text == pair[0]]
    yield from dict.fromkeys(dates)
    before, after = old.split(" "), new.split(" ")
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        stood = " ".join(before[start:end]).strip(",.;:()")
        if what == "replace" and not any(stood in date for date, _ in dates):
            yield stood, " ".join(after[first:last]).strip(",.;:()")
        elif what in ("insert", "delete"):
            yield " ".join(before[max(start - 1, 0) : end]), " ".join(after[max(first - 1, 0) : last])


def _whole_words(old: str, new: str) -> tuple[str, str]:
    """Return what differs in two texts, grown to what stands between spaces: `1.5` and `1.7`, not 5 and 7."""
    before, after = old.split(" "), new.split(" ")
    start = next((n for n, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    end = 0
    while end < min(len(before), len(after)) - start - 1 and before[-1 - end] == after[-1 - end]:
        end += 1
    return " ".join(before[start : len(before) - end]), " ".join(after[start : len(after) - end])


def _values(state: State) -> Iterator[tuple[str, Path, str]]:
    """Yield every text of the YAML files that the report was made from."""
    files = [one for one in state.digests if one.endswith(".yaml") and one.startswith("records/")]
    for file in files:
        if file in state.texts:
            for path, value in _leaves(read_yaml(state.texts[file])[0].data, ()):
                yield file, path, value


def _leaves(data: Data, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, dict):
        for key, one in data.items():
            yield from _leaves(one, (*path, key))
    elif isinstance(data, list):
        for place, one in enumerate(data):
            yield from _leaves(one, (*path, place))
    elif data is not None:
        yield path, data
