"""The words of a document in one string, so that a pattern runs once over it, and where they stand in its passages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ANCHOR = re.compile(
    r"://|@|www\.|\.(?:int|org|com|net|edu|gov|info|pdf|docx?|xlsx?|aspx|html?)\b(?!\.[A-Z])|/\d|\[bookmark"
)
"""What shows that the word around it is an address, the name of a file or a symbol."""
_QUOTED = re.compile(r"“[^“”\n]{1,300}”|\"[^\"\n]{1,300}\"|«[^«»\n]{1,300}»")
_LONGEST = 2000
"""How many signs an address has before and behind what shows it, at most."""
_ENDS = frozenset(".!?:;")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern was found: `start` and `end` in the passage, `at` in the whole document."""

    passage: Passage
    start: int
    end: int
    match: re.Match[str]
    at: int

    @property
    def words(self) -> str:
        """Return the words that were found, as they are in the text."""
        return self.passage.text[self.start : self.end]


class Spans:
    """Stretches of a text, in order and apart; `at in spans` says whether a sign stands in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        self.spans: Sequence[tuple[int, int]] = merged
        self._starts = [start for start, _ in merged]

    def __contains__(self, at: int) -> bool:
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self.spans[number][1]


class Prose:
    """The plain text of passages, each on a line of its own: `text`, and `raw` with its non-breaking signs."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.text = "\n".join([one.plain for one in passages])
        starts, at = [], 0
        for one in passages:
            starts.append(at)
            at += len(one.plain) + 1
        self.starts: Sequence[int] = starts

    @cached_property
    def raw(self) -> str:
        """Return the text as it is; every sign stands where it does in `text`."""
        return "\n".join([one.text.replace("\n", " ") for one in self.passages])

    @cached_property
    def words(self) -> Mapping[str, Sequence[int]]:
        """Return where each word begins; hyphens hold a word together."""
        found: dict[str, list[int]] = {}
        for match in _WORD.finditer(self.text):
            found.setdefault(match[0], []).append(match.start())
        return found

    @cached_property
    def addresses(self) -> Spans:
        """Return the stretches that are addresses, names of files or symbols with strokes."""
        found = []
        for match in _ANCHOR.finditer(self.text):
            at = match.start()
            first, last = max(at - _LONGEST, 0), min(at + _LONGEST, len(self.text))
            before = max(self.text.rfind(sign, first, at) for sign in " \n(")
            start = first if before < 0 else before + 1
            end = min((one for sign in " \n()" if (one := self.text.find(sign, at, last)) >= 0), default=last)
            word = self.text[start:end].rstrip('.,;:)”"')
            found.append((start, start + len(word)))
        return Spans(found)

    @cached_property
    def verbatim(self) -> Spans:
        """Return the stretches that are written as they are elsewhere: addresses, symbols, quotations."""
        return Spans([*self.addresses.spans, *(match.span() for match in _QUOTED.finditer(self.text))])

    def place(self, at: int) -> tuple[Passage, int]:
        """Return the passage in which a sign of the text stands, and where in it."""
        number = bisect_right(self.starts, at) - 1
        return self.passages[number], at - self.starts[number]

    def find(self, pattern: re.Pattern[str], *, raw: bool = False, verbatim: bool = False) -> Iterator[Found]:
        """Yield where a pattern is found; not in what is `verbatim` unless that is asked for."""
        for match in pattern.finditer(self.raw if raw else self.text):
            if verbatim or not self.is_verbatim(match.start()):
                yield self.found(match)

    def found(self, match: re.Match[str], group: str | int = 0) -> Found:
        """Return the place of a match, or of a group of it."""
        start, end = match.span(group)
        passage, offset = self.place(start)
        return Found(passage, offset, offset + end - start, match, start)

    def is_verbatim(self, at: int) -> bool:
        """Return whether a sign of the text stands in an address, a symbol or a quotation."""
        return at in self.verbatim

    def opens_sentence(self, at: int) -> bool:
        """Return whether what begins here is the first word of a sentence, a passage or a line of a list."""
        before = self.text[max(at - 12, 0) : at].rstrip(" (“\"'‘")
        return not before or before[-1] == "\n" or before[-1] in _ENDS

    def before(self, at: int, length: int = 40) -> str:
        """Return the text before a place, within its passage."""
        return self.text[max(at - length, 0) : at].rpartition("\n")[2]

    def after(self, at: int, length: int = 40) -> str:
        """Return the text behind a place, within its passage."""
        return self.text[at : at + length].partition("\n")[0]


def prose_of(subject: Subject) -> Prose:
    """Return the words of all passages of a document in one text, made once."""
    return subject.once(_prose)


def _prose(subject: Subject) -> Prose:
    return Prose(subject.passages)
