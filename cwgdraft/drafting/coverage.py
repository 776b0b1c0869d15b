"""Coverage: where each statement and document of the meetings went, or why it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cwgdraft.draft import Block
from cwgdraft.drafting.combine import Combiner
from cwgdraft.drafting.leaving import Leaving
from cwgdraft.drafting.minutes import AgendaItem, Said
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.symbols import document_symbol
from cwgdraft.finding import Place
from cwgdraft.language.words import NB_HYPHEN


@dataclass(frozen=True, slots=True)
class Covered:
    """What became of one statement or document.

    `outcome` is `printed` (`where` is its number, or its section), `covered` (by the own words of the section
    `where`), `merged`, `left out` (`reason` says why) or `missing`: left out without a reason.
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


def coverage(scope: Scope, combiner: Combiner, leaving: Leaving, blocks: Iterable[Block]) -> list[Covered]:
    """Return a line for each statement, then for each document, of every meeting of the report."""
    numbers = _numbers(blocks)
    found: list[Covered] = []
    for meeting in scope.meetings:
        statements = [said for item in combiner.agendas[meeting] for said in _everything(item)]
        for item, said in statements:
            found.append(_statement(combiner, leaving, numbers, item, said))
    cited = _cited(blocks)
    sources = {
        said.origin: said.statement.source for items in combiner.agendas.values() for i in items for said in i.said()
    }
    statements = [(one, sources[one.what]) for one in found if one.outcome in ("covered", "left out", "merged")]
    for meeting in scope.meetings:
        found.extend(_documents(scope, combiner, leaving, meeting, cited, statements))
    return found


def _everything(item: AgendaItem, above: tuple[AgendaItem, ...] = ()) -> list[tuple[tuple[AgendaItem, ...], Said]]:
    here = (*above, item)
    found: list[tuple[tuple[AgendaItem, ...], Said]] = []
    for child in item.children:
        if isinstance(child, Said):
            found.append((here, child))
        else:
            found.extend(_everything(child, here))
    return found


def _numbers(blocks: Iterable[Block]) -> dict[str, str]:
    """Return by origin the number that a block has, or that of the last numbered block before it."""
    numbers: dict[str, str] = {}
    last = ""
    for block in blocks:
        if block.label and block.list_kind is None:
            last = block.label.rstrip(".")
        numbers.setdefault(block.origin, last)
    return numbers


def _statement(
    combiner: Combiner, leaving: Leaving, numbers: dict[str, str], items: tuple[AgendaItem, ...], said: Said
) -> Covered:
    excerpt = " ".join(said.statement.source.split())[:70]
    common = {"excerpt": excerpt, "place": said.statement.place}
    if said.origin in numbers and said.origin in combiner.used:
        return Covered(said.origin, said.meeting, "printed", numbers[said.origin], **common)  # type: ignore[arg-type]
    if said.origin in leaving.merged:
        reason = leaving.merged[said.origin]
        return Covered(said.origin, said.meeting, "merged", reason=reason, **common)  # type: ignore[arg-type]
    for cover in combiner.covers:
        if said.meeting in cover.meetings and cover.topic in combiner.homes.above(said.topic):
            return Covered(said.origin, said.meeting, "covered", cover.section, **common)  # type: ignore[arg-type]
    for name, topic in ((said.origin, said.topic), *((item.key, item.topic) for item in reversed(items))):
        if reason := leaving.leaves(name, topic, said.meeting):
            return Covered(said.origin, said.meeting, "left out", reason=reason, **common)  # type: ignore[arg-type]
    return Covered(said.origin, said.meeting, "missing", **common)  # type: ignore[arg-type]


def _cited(blocks: Iterable[Block]) -> dict[str, str]:
    """Return by link and by symbol the number of the first block that cites a document."""
    cited: dict[str, str] = {}
    last = ""
    for block in blocks:
        if block.label and block.list_kind is None:
            last = block.label.rstrip(".")
        for run in block.runs:
            if run.link:
                cited.setdefault(run.link, last or "front")
                cited.setdefault(run.text.replace(NB_HYPHEN, "-"), last or "front")
    return cited


def _documents(
    scope: Scope,
    combiner: Combiner,
    leaving: Leaving,
    meeting: int,
    cited: dict[str, str],
    statements: list[tuple[Covered, str]],
) -> list[Covered]:
    """Return a line for each document of a meeting that the report should speak of: agendas and summaries apart."""
    record = scope.records.meetings.get(meeting)
    found: list[Covered] = []
    for number, document in record.facts.documents.items() if record else ():
        if document.kind in ("agenda", "summary") or document.withdrawn:
            continue
        symbol = document_symbol(scope.records, meeting, number, document)
        excerpt = document.title.get(scope.language)[:70] if document.title else ""
        common = {"excerpt": excerpt, "place": record.place if record else None}
        if symbol in cited:
            found.append(Covered(symbol, meeting, "printed", cited[symbol], **common))  # type: ignore[arg-type]
            continue
        if reason := leaving.documents.get((meeting, number)):
            found.append(Covered(symbol, meeting, "left out", reason=reason, **common))  # type: ignore[arg-type]
            continue
        by_statement = _by_statement(meeting, number, statements)
        if by_statement:
            found.append(
                Covered(symbol, meeting, by_statement.outcome, by_statement.where, by_statement.reason, **common)  # type: ignore[arg-type]
            )
            continue
        cover = next(
            (
                one.section
                for one in combiner.covers
                if meeting in one.meetings and document.topic and one.topic in combiner.homes.above(document.topic)
            ),
            None,
        )
        if cover:
            found.append(Covered(symbol, meeting, "covered", cover, **common))  # type: ignore[arg-type]
        else:
            found.append(Covered(symbol, meeting, "missing", **common))  # type: ignore[arg-type]
    return found


def _by_statement(meeting: int, number: str, statements: list[tuple[Covered, str]]) -> Covered | None:
    """Return what became of the first statement that cites a document but isn't printed itself."""
    for one, source in statements:
        named = rf"\[\[{meeting}/{number}[\]|]"
        if one.meeting == meeting:
            named += rf"|\[\[{number}[\]|]|^\{{[a-z-]+ [^{{}}]*(?<![\w/]){number}(?!\d)"
        if re.search(named, source):
            return one
    return None
