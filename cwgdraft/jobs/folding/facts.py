"""Which fact would make a computed sentence say what somebody typed: found by trying, each try drafted again."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
_SHORT = 3
"""So short a text is replaced only where it is the whole value, or a word of a short one: it stands in too many."""
_SHORT_VALUE = 24
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that explains an edit: in words, its new value, why it has to be looked at (empty where it is safe).

    `changes` are the texts of paragraphs that it changes though the copy didn't.
    """

    says: str
    value: Value
    review: str
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Try:
    file: str
    path: Path
    old: str
    new: str

    def drafted(self, state: State) -> Report | None:
        """Return the report of a state with the value that is tried."""
        return drafted_without(state, state, [Edit(self.file, self.path, self.new, self.old, 0)])


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
        tries = itertools.islice(self._tries(list(_swaps(before, typed))), _MOST_TRIES)
        held = [one for one in tries if self._trials.says(one.drafted, before, typed)]
        if not held:
            return None
        best = held[0]
        shown = Edit(best.file, best.path, best.old, best.new, 0)
        says = f"{best.file.rpartition('/')[2]}: {described(shown, self._state.catalogue.writing)}"
        fact = Fact(says, Value(best.file, tuple(best.path), best.new), "", self._trials.changes(best.drafted))
        if len(held) > 1:
            other = f"{held[1].file} {' / '.join(map(str, held[1].path))}"
            return replace(fact, review=f"another fact would say so too: {other}")
        if fact.changes:
            return replace(fact, review=f"it changes what the copy left alone too: {excerpt(fact.changes[0], _SHOWN)}")
        if best.old.upper() != best.old and best.old.upper() in old.text:
            return replace(fact, review=f"printed in capitals: see whether it is written '{best.new}'")
        return fact

    def _tries(self, swaps: list[tuple[str, str]]) -> Iterator[_Try]:
        """Yield values of the report's files that may print what stood there, with what they would be instead."""
        found = set()
        for old, new in swaps:
            for file, path, value in self._values:
                if (file, path) not in found and new and (changed := self._changed(value, old, new)):
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
