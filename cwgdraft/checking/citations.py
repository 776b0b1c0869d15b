"""Where a document cites documents: symbols that follow each other behind one word, in brackets or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import ending, in_brackets
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind
from cwgdraft.language.mentions import SymbolMention

_BETWEEN = re.compile(r"(?:\s?\([^()]{0,60}\))?\s?(?:,|;|/|\band\b|, and\b|\bor\b|&|\bto\b|–|\s)?\s*(?:and )?")
_SERIES = ("group", "council", "short")
_BESIDE = 500


@dataclass(frozen=True, slots=True)
class Citation:
    """Symbols that follow each other in a passage; `lead` is the word before the first: `Doc. `, `Documents `.

    `start` is where that word begins, or the first symbol. `bracketed` says that it stands in brackets, `running` that
    it is part of a sentence: in no cell, no list of references, not alone.
    """

    passage: Passage
    symbols: tuple[SymbolMention, ...]
    bracketed: bool
    running: bool

    @property
    def first(self) -> SymbolMention:
        """Return the first of its symbols."""
        return self.symbols[0]

    @property
    def lead(self) -> str:
        """Return the word before it, empty without."""
        return self.first.lead.strip()

    @property
    def start(self) -> int:
        """Return where it begins."""
        return self.first.lead_start if self.first.lead else self.first.start

    @property
    def end(self) -> int:
        """Return where its last symbol ends."""
        return self.symbols[-1].end

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return where a pattern that closes with `$` is found right before it."""
        return ending(pattern, self.passage.plain, self.start)

    def after(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return where a pattern is found right behind it."""
        return pattern.match(self.passage.plain, self.end, self.end + _BESIDE)


def citations_of(subject: Subject) -> tuple[Citation, ...]:
    """Return where a document cites documents of the group or the Council, in order."""
    return subject.once(_citations)


def _citations(subject: Subject) -> tuple[Citation, ...]:
    return tuple(_made(passage, symbols) for passage, symbols in _rows(subject))


def _rows(subject: Subject) -> Iterator[tuple[Passage, list[SymbolMention]]]:
    row: list[SymbolMention] = []
    where: Passage | None = None
    for passage, symbol in subject.symbols:
        if symbol.series not in _SERIES:
            continue
        goes_on = (
            where is passage
            and not symbol.lead
            and _BETWEEN.fullmatch(passage.plain, row[-1].end, symbol.start) is not None
        )
        if not goes_on:
            if where is not None:
                yield where, row
            where, row = passage, []
        row.append(symbol)
    if where is not None:
        yield where, row


def _made(passage: Passage, symbols: list[SymbolMention]) -> Citation:
    first = symbols[0]
    start = first.lead_start if first.lead else first.start
    before = passage.plain[max(start - _BESIDE, 0) : start].rstrip()
    references = passage.front.casefold().startswith(("references", "document"))
    sentence = bool(re.search(r"[a-z]", before)) and not before.endswith((":", "–", "—", ";"))
    alone = passage.in_cell or passage.kind is Kind.FRONT_LABEL or references
    return Citation(passage, tuple(symbols), in_brackets(passage.plain, start), sentence and not alone)
