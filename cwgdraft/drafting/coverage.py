"""Coverage: where each statement and document of the meetings went, or why it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cwgdraft.draft import Block
from cwgdraft.drafting.combine import Combiner
from cwgdraft.drafting.leaving import Leaving
from cwgdraft.drafting.minutes import AgendaItem, Said
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.symbols import document_link, document_symbol
from cwgdraft.finding import Place
from cwgdraft.language.words import NB_HYPHEN

_SYMBOL = re.compile(r"[^\s()\[\],;:\"'“”‘’]+/\d+(?:\((?:Rev|Add|Corr)\.\d+\))*")


@dataclass(frozen=True, slots=True)
class Covered:
    """What became of one statement or document.

    `outcome` is `printed` (`where` is its number, or its section), `covered` (by the own words of the section
    `where`), `merged`, `left out` (`reason` says why) or `missing`: left out without a reason; `reason` then says
    what would help.
    """

    what: str
    meeting: int
    outcome: str
    where: str = ""
    reason: str = ""
    excerpt: str = ""
    place: Place | None = None

    def as_data(self) -> dict[str, object]:
        """Return the line as plain data for JSON."""
        data: dict[str, object] = {"what": self.what, "meeting": self.meeting, "outcome": self.outcome}
        data |= {k: v for k in ("where", "reason", "excerpt") if (v := getattr(self, k))}
        if self.place:
            data |= {"file": self.place.path.name, "line": self.place.line}
        return data


def coverage(scope: Scope, combiner: Combiner, leaving: Leaving, blocks: Sequence[Block]) -> list[Covered]:
    """Return a line for each statement, then for each document, of every meeting of the report."""
    numbers = _numbers(blocks)
    found: list[Covered] = []
    unprinted: list[tuple[Covered, str]] = []
    for meeting in scope.meetings:
        for item in combiner.agendas[meeting]:
            for items, said in _everything(item):
                line = _statement(scope, combiner, leaving, numbers, items, said)
                found.append(line)
                if line.outcome in ("covered", "left out", "merged"):
                    unprinted.append((line, said.statement.source))
    cited = _Cited(blocks)
    for meeting in scope.meetings:
        found += _documents(scope, combiner, leaving, meeting, cited, unprinted)
    return found


def _everything(item: AgendaItem, above: tuple[AgendaItem, ...] = ()) -> Iterator[tuple[tuple[AgendaItem, ...], Said]]:
    """Yield every statement below an item, with the items that it stands in."""
    here = (*above, item)
    for child in item.children:
        if isinstance(child, Said):
            yield here, child
        else:
            yield from _everything(child, here)


def _numbers(blocks: Iterable[Block]) -> dict[str, str]:
    """Return by origin the number that a block has, or that of the last numbered block before it."""
    numbers: dict[str, str] = {}
    for block, last in _numbered(blocks):
        numbers.setdefault(block.origin, last)
    return numbers


def _numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Yield every block with its number, or with that of the last numbered block before it."""
    last = ""
    for block in blocks:
        if block.label and block.list_kind is None:
            last = block.label.rstrip(".")
        yield block, last


# --- statements -----------------------------------------------------------------------------------


def _statement(
    scope: Scope,
    combiner: Combiner,
    leaving: Leaving,
    numbers: Mapping[str, str],
    items: tuple[AgendaItem, ...],
    said: Said,
) -> Covered:
    excerpt = " ".join(said.statement.source.split())[:70]

    def line(outcome: str, where: str = "", reason: str = "") -> Covered:
        return Covered(said.origin, said.meeting, outcome, where, reason, excerpt, said.statement.place)

    if said.origin in numbers and said.origin in combiner.used:
        return line("printed", numbers[said.origin])
    kept = leaving.kept.get(said.origin)
    if kept in combiner.used:
        return line("merged", numbers.get(kept, ""), leaving.merged[said.origin])
    for cover in combiner.covers:
        if said.meeting in cover.meetings and cover.topic in combiner.homes.above(said.topic):
            return line("covered", cover.section)
    names = [(said.origin, said.topic), *((item.key, item.topic) for item in reversed(items))]
    for name, topic in names:
        reason = None if name in leaving.kept else leaving.leaves(name, topic, said.meeting)
        if reason:
            return line("left out", reason=reason)
    return line("missing", reason=_why_missing(scope, said, kept))


def _why_missing(scope: Scope, said: Said, kept: str | None) -> str:
    """Return what would bring a statement into the report."""
    if kept:
        return f"it is merged into {kept}, which isn't printed"
    if not said.topic:
        return "its item names no topic: write '## Title {topic=…}'"
    if said.topic not in scope.records.topics():
        return f"'{said.topic}' is no topic of the outline"
    return f"no section prints the items of '{said.topic}' of meeting {said.meeting}: add one, or leave it out"


# --- documents ------------------------------------------------------------------------------------


class _Cited:
    """Where the blocks of a report cite documents, by link or symbol."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._by_run: dict[str, str] = {}
        self._blocks = blocks
        for block, last in _numbered(blocks):
            for run in block.runs:
                if run.link:
                    self._by_run.setdefault(run.link, last or "front")
                    self._by_run.setdefault(run.text.replace(NB_HYPHEN, "-"), last or "front")

    def where(self, symbol: str, link: str | None) -> str | None:
        """Return the number of the first block that cites a document, None when none does."""
        found = self._by_run.get(symbol) or self._by_run.get(link or "")
        return found or self._in_words.get(symbol)

    @cached_property
    def _in_words(self) -> dict[str, str]:
        """Return by symbol where documents are named that have no address to be linked to."""
        found: dict[str, str] = {}
        for block, last in _numbered(self._blocks):
            for symbol in _SYMBOL.findall(block.text.replace(NB_HYPHEN, "-")):
                found.setdefault(symbol, last or "front")
        return found


def _documents(
    scope: Scope,
    combiner: Combiner,
    leaving: Leaving,
    meeting: int,
    cited: _Cited,
    unprinted: Sequence[tuple[Covered, str]],
) -> Iterator[Covered]:
    """Yield a line for each document of a meeting that the report should speak of: agendas and summaries apart."""
    record = scope.records.meetings.get(meeting)
    if record is None:
        return
    for number, document in record.facts.documents.items():
        if document.kind in ("agenda", "summary") or document.withdrawn:
            continue
        symbol = document_symbol(scope.records, meeting, number, document)
        excerpt = document.title.get(scope.language)[:70] if document.title else ""
        place = record.document_places.get(number, record.place)
        outcome, where, reason = "printed", cited.where(symbol, document_link(scope.records, record, number)), ""
        if not where and (
            why := leaving.documents.get((meeting, number)) or leaving.leaves(symbol, document.topic, meeting)
        ):
            outcome, reason = "left out", why
        elif not where:
            outcome, where, reason = _uncited(combiner, meeting, number, document.topic, unprinted)
        yield Covered(symbol, meeting, outcome, where or "", reason, excerpt, place)


def _uncited(
    combiner: Combiner, meeting: int, number: str, topic: str, unprinted: Sequence[tuple[Covered, str]]
) -> tuple[str, str, str]:
    """Return outcome, place and reason of a document that the report doesn't cite."""
    if statement := _by_statement(meeting, number, unprinted):
        return statement.outcome, statement.where, statement.reason
    if cover := _cover(combiner, meeting, topic):
        return "covered", cover, ""
    return "missing", "", f"nothing in the report cites it: cite it, or leave out {meeting}/{number} with a reason"


def _cover(combiner: Combiner, meeting: int, topic: str) -> str | None:
    """Return the section whose words stand for what a meeting said under a topic."""
    above = set(combiner.homes.above(topic))
    return next((one.section for one in combiner.covers if meeting in one.meetings and one.topic in above), None)


def _by_statement(meeting: int, number: str, unprinted: Sequence[tuple[Covered, str]]) -> Covered | None:
    """Return what became of the first statement that cites a document but isn't printed itself."""
    for one, source in unprinted:
        named = rf"\[\[{meeting}/{number}[\]|]"
        if one.meeting == meeting:
            named += rf"|\[\[{number}[\]|]|^\{{[a-z-]+ [^{{}}]*(?<![\w/]){number}(?!\d)"
        if re.search(named, source):
            return one
    return None
