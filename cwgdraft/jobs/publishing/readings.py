"""For … read …: the words of a paragraph that changed, with so many around them that they are a phrase found once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cwgdraft.draft import Run, Runs, joined
from cwgdraft.language.phrases import Catalogue
from cwgdraft.matching.words import compare_tokens

_NEAR = 2
"""Changes with so many words between them are told in one reading."""
_MOST = 4
_MOST_SHARE = 0.6
_SHORTEST = 8
"""What has fewer letters is told with its neighbours, so that the eye finds it."""
_STOPS = (".", ",", ";", ":")
_FEWEST = 3
"""A reading has so many words where the sentence around it has them."""
_MOST_SMALL = 4
"""So many words are put before or behind a reading at the most because it begins or ends with small ones."""
_FEW = 12
"""So many words are told as a reading even where they are most of the paragraph."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Words as they were, and as they are to be read."""

    old: Runs
    new: Runs


@dataclass(frozen=True, slots=True)
class SmallWords:
    """Words that no reading begins with, because they belong to those before them (*than*), and that none ends with."""

    first: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()


NONE_SMALL = SmallWords()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word that stayed, or words that gave way to others."""

    old: tuple[Runs, ...]
    new: tuple[Runs, ...]
    stays: bool


def small_words(catalogue: Catalogue) -> SmallWords:
    """Return the small words of a language, none where its catalogue names none."""

    def named(name: str) -> frozenset[str]:
        words = catalogue.render("forms", name, {}) if catalogue.has("forms", name) else ""
        return frozenset(words.casefold().split())

    return SmallWords(named("reading-first-not"), named("reading-last-not"))


def readings_of(old: Runs, new: Runs, small: SmallWords = NONE_SMALL) -> tuple[Reading, ...]:
    """Return what to read for what, in one paragraph; nothing where it is plainer to give the whole of it anew.

    The old words of each reading stand once in the old paragraph, and no two readings overlap: put in their places,
    the new words give the new paragraph. Numbers of cross-references count as unchanged. `small` are words with which
    no reading begins or ends where the clause has others.
    """
    units = list(_units(_words(old), _words(new)))
    whole = " ".join(text_of(word) for unit in units for word in unit.old)
    spans = _grown(units, whole, small)
    if len(spans) > _MOST or not all(_is_found(units[start:end], whole) for start, end in spans):
        return ()
    told = sum(len(unit.old) for start, end in spans for unit in units[start:end])
    if told > max(_FEW, _MOST_SHARE * sum(len(unit.old) for unit in units)):
        return ()
    readings = tuple(_trimmed(_reading(units[start:end]), whole) for start, end in spans)
    return () if any(_is_only_look(one) for one in readings) else readings


def text_of(runs: Runs) -> str:
    """Return the text of runs."""
    return "".join(run.text for run in runs)


def plain_runs(runs: Runs) -> Runs:
    """Return runs with what a document that is made here can show of them: emphasis and links."""
    return joined(tuple(Run(run.text, run.strong, run.emphasis, run.link) for run in runs))


def _is_only_look(reading: Reading) -> bool:
    links = [[run.link for run in side if run.link] for side in (reading.old, reading.new)]
    return text_of(reading.old) == text_of(reading.new) and links[0] == links[1]


def _words(runs: Runs) -> list[Runs]:
    """Return the words of a paragraph, divided at single spaces: joined by spaces they are its text."""
    words: list[list[Run]] = [[]]
    for run in runs:
        for n, piece in enumerate(run.text.split(" ")):
            if n:
                words.append([])
            if piece:
                words[-1].append(replace(run, text=piece))
    return [tuple(word) for word in words]


def _units(old: Sequence[Runs], new: Sequence[Runs]) -> Iterator[_Unit]:
    went: tuple[Runs, ...] = ()
    for one in compare_tokens([_key(word) for word in old], [_key(word) for word in new]):
        before, after = tuple(old[one.old_start : one.old_end]), tuple(new[one.new_start : one.new_end])
        if one.tag == "delete":
            went = before
            continue
        if one.tag == "insert":
            yield _Unit(went, after, stays=False)
        else:
            if went:
                yield _Unit(went, (), stays=False)
            yield from (_Unit((was,), (now,), stays=True) for was, now in zip(before, after, strict=True))
        went = ()
    if went:
        yield _Unit(went, (), stays=False)


def _key(word: Runs) -> tuple[object, ...]:
    shown = joined(tuple(Run("" if run.field else run.text, run.strong, run.emphasis, run.link) for run in word))
    return (*shown, *(run.field or run.object or run.note for run in word if run.field or run.object or run.note))


def _grown(units: Sequence[_Unit], whole: str, small: SmallWords) -> list[tuple[int, int]]:
    """Return where each reading begins and ends: changes that are near are one, with enough words around them."""
    spans: list[tuple[int, int]] = []
    for n, unit in enumerate(units):
        if unit.stays:
            continue
        if spans and n - spans[-1][1] <= _NEAR:
            spans[-1] = (spans[-1][0], n + 1)
        else:
            spans.append((n, n + 1))
    found: list[tuple[int, int]] = []
    for span in spans:
        start, end = _rounded(units, small, *_widened(units, whole, *span))
        while found and start <= found[-1][1]:
            start, end = found[-1][0], max(end, found[-1][1])
            found.pop()
        found.append((start, end))
    return found


def _widened(units: Sequence[_Unit], whole: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that is found once: one word more on the left, then one on the right, and so on."""
    left = True
    while not _is_found(units[start:end], whole) and (start > 0 or end < len(units)):
        if (left and start > 0) or end == len(units):
            start -= 1
        else:
            end += 1
        left = not left
    return start, end


def _rounded(units: Sequence[_Unit], small: SmallWords, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that is a phrase, as far as its clause goes.

    A number keeps the word behind it, small words at both ends those that they belong to, and a few words are too few.
    """

    def may_begin_earlier() -> bool:
        return start > 0 and _stop(units[start - 1]) not in _STOPS

    def may_end_later() -> bool:
        return end < len(units) and _stop(units[end - 1]) not in _STOPS

    if may_end_later() and any(sign.isdigit() for word in units[end - 1].old[-1:] for sign in text_of(word)):
        end += 1
    while _count(units[start:end]) < _FEWEST and (may_begin_earlier() or may_end_later()):
        small_behind = may_end_later() and _is_small(units[end], small.last, -1)
        if may_begin_earlier() and (small_behind or not may_end_later()):
            start -= 1
        else:
            end += 1
    for _ in range(_MOST_SMALL):
        start -= may_begin_earlier() and _is_small(units[start], small.first, 0)
        end += may_end_later() and _is_small(units[end - 1], small.last, -1)
    return start, end


def _stop(unit: _Unit) -> str:
    return "".join(map(text_of, unit.old or unit.new))[-1:]


def _count(units: Sequence[_Unit]) -> int:
    """Return how many words the shorter side has."""
    return min(sum(len(unit.old) for unit in units), sum(len(unit.new) for unit in units))


def _is_small(unit: _Unit, small: frozenset[str], which: int) -> bool:
    """Return whether the first word of a unit, or the last, is a small one on either side."""
    return any(side and text_of(side[which]).casefold() in small for side in (unit.old, unit.new))


def _is_found(units: Sequence[_Unit], whole: str) -> bool:
    """Return whether there are words on both sides, and the old ones stand once in the whole paragraph."""
    one = _reading(units)
    words = text_of(one.old)
    long = len(words.strip()) >= min(_SHORTEST, len(whole))
    return long and bool(words.strip() and text_of(one.new).strip()) and _stands_once(words, whole)


def _stands_once(words: str, whole: str) -> bool:
    first = whole.find(words)
    return first >= 0 and whole.find(words, first + 1) < 0


def _reading(units: Sequence[_Unit]) -> Reading:
    return Reading(_together(units, lambda unit: unit.old), _together(units, lambda unit: unit.new))


def _trimmed(reading: Reading, whole: str) -> Reading:
    """Return a reading without the stop or comma at its end, where both sides have it and it isn't what differs."""
    old, new = text_of(reading.old), text_of(reading.new)
    if (
        old[-1:] != new[-1:]
        or old[-1:] not in _STOPS
        or min(len(old), len(new)) < 2
        or not _stands_once(old[:-1], whole)
    ):
        return reading
    return Reading(_shortened(reading.old), _shortened(reading.new))


def _shortened(runs: Runs) -> Runs:
    return joined((*runs[:-1], replace(runs[-1], text=runs[-1].text[:-1])))


def _together(units: Sequence[_Unit], side: Callable[[_Unit], tuple[Runs, ...]]) -> Runs:
    words = [word for unit in units for word in side(unit)]
    return joined(tuple(run for n, word in enumerate(words) for run in ((Run(" "), *word) if n else word)))
