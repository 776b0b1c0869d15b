"""The wording of a phrase that makes a computed sentence say what somebody typed: for the chair to decide on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cwgdraft.draft import Block
from cwgdraft.drafting.report import Report
from cwgdraft.folding.decisions import Value
from cwgdraft.folding.differences import look_of
from cwgdraft.jobs.edits import drafted_without
from cwgdraft.jobs.folding.trials import Trials, said
from cwgdraft.jobs.states import State
from cwgdraft.language.phrases import Phrase
from cwgdraft.matching.words import compare_tokens, split_words

_MOST_CONTEXT = 6
_MARKS = re.compile(r"[{}\[\]*%#\n\t]")
"""What has a meaning of its own in a phrase."""
SENTENCE = re.compile(r"phrase:(?P<section>[^/]+)/(?P<name>[^/.]+)(?:\.\d+)?(?:/.*)?")
"""The origin of a block that a phrase prints: its section and name."""


@dataclass(slots=True)
class Phrases:
    """Rewords the phrases behind edits of computed sentences; several edits of one phrase add up."""

    trials: Trials
    _reworded: dict[tuple[str, ...], str] = field(default_factory=dict)

    def behind(self, origin: str, old: Block, new: Block) -> Value | None:
        """Return the phrase that makes the block `old` say what `new` does, as the text of the catalogue; None without.

        Only words that the phrase itself brings can change, not what it prints of the records, and nothing else may
        change with them.
        """
        group_name = self._phrase(origin)
        if group_name is None or _look(old) != _look(new):
            return None
        keys = self._keys(*group_name)
        wording = self._reworded.get(keys) or self.wording(keys)
        changed = _reworded(wording, old.text, new.text)
        if changed is None:
            return None
        before, typed = said(old.text), said(new.text)

        def drafted(state: State) -> Report | None:
            return _drafted(state, keys, changed)

        if not self.trials.says(drafted, before, typed):
            return None
        if any(text != before for text in self.trials.changes(drafted)):
            return None
        self._reworded[keys] = changed
        catalogue = self.trials.state.catalogue
        return Value(f"templates/phrases/{catalogue.language}.yaml", keys, changed)

    def _phrase(self, origin: str) -> tuple[str, str] | None:
        """Return group and name of the phrase that a block comes from."""
        if sentence := SENTENCE.fullmatch(origin):
            found = ("sentences", sentence["name"])
        elif origin == "signature:title":
            found = ("front", "signature")
        else:
            return None
        return found if self.trials.state.catalogue.has(*found) else None

    def _keys(self, group: str, name: str) -> tuple[str, ...]:
        """Return the names that lead to the wording: in the variant for so many meetings."""
        catalogue = self.trials.state.catalogue
        phrase = catalogue.phrases[group][name]
        if isinstance(phrase, str):
            return group, name
        variant = catalogue.writing.plural(len(self.trials.state.target.meetings))
        return group, name, variant if variant in phrase else "other"

    def wording(self, keys: tuple[str | int, ...]) -> str:
        """Return how a phrase is worded now; `keys` are its group, its name and, where it has variants, which."""
        group, name, *variant = map(str, keys)
        phrase: Phrase = self.trials.state.catalogue.phrases[group][name]
        return phrase if isinstance(phrase, str) else phrase[variant[0]]


def _look(block: Block) -> list[tuple[object, ...]]:
    """Return the emphasis and links of a block, in order."""
    return [tuple(part[1:]) for part in look_of(block) if isinstance(part, tuple)]


def _drafted(state: State, keys: tuple[str, ...], wording: str) -> Report | None:
    """Return the report of a state with one phrase worded otherwise."""
    catalogue = state.catalogue
    group = dict(catalogue.phrases[keys[0]])
    phrase = group[keys[1]]
    group[keys[1]] = {**phrase, keys[2]: wording} if isinstance(phrase, Mapping) else wording
    other = replace(state, catalogue=replace(catalogue, phrases={**catalogue.phrases, keys[0]: group}))
    return drafted_without(other, other, [])


def _reworded(wording: str, old: str, new: str) -> str | None:
    """Return a wording with the words replaced that differ in what it printed; None where these aren't its own."""
    before, after = split_words(old), split_words(new)
    steps = [one for one in compare_tokens(before, after) if one.tag != "equal"]
    stretches: list[tuple[int, int, int, int]] = []
    for one in steps:
        if stretches and stretches[-1][1] == one.old_start and stretches[-1][3] == one.new_start:
            first = stretches.pop()
            stretches.append((first[0], one.old_end, first[2], one.new_end))
        else:
            stretches.append((one.old_start, one.old_end, one.new_start, one.new_end))
    for old_start, old_end, new_start, new_end in stretches:
        words = "".join(after[new_start:new_end])
        if _MARKS.search(words):
            return None
        changed = _replaced(wording, before, (old_start, old_end), words)
        if changed is None:
            return None
        wording = changed
    return wording if stretches else None


def _replaced(wording: str, before: list[str], where: tuple[int, int], words: str) -> str | None:
    """Return a wording with a stretch of what it printed replaced, found by the words on both sides of it."""
    start, end = where
    for left, right in itertools.product(range(_MOST_CONTEXT, -1, -1), repeat=2):
        if start - left < 0 or end + right > len(before) or not (left or right):
            continue
        head, tail = "".join(before[start - left : start]), "".join(before[end : end + right])
        stood = head + "".join(before[start:end]) + tail
        if len(stood.strip()) > 2 and stood in wording:
            return wording.replace(stood, head + words + tail)
    return None
