"""A corrigendum or an addendum as a document of its own: the report's first page, then what is corrected or added.

It is typeset through the report's template. Numbers of the report stand in it as text, because Word would count anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cwgdraft.draft import Block, Cell, Draft, Kind, Row, Run, Runs, joined
from cwgdraft.drafting.front import RULE
from cwgdraft.drafting.report import Report
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.corrections import Action, Correction, Corrections, words_of
from cwgdraft.jobs.publishing.readings import plain_runs, text_of
from cwgdraft.jobs.publishing.spots import Spot
from cwgdraft.language.phrases import TOKEN, Catalogue, Shelf
from cwgdraft.typesetting.template import Template

_EMPHASIS = re.compile(r"\*([^*]+)\*")
_SIGNATURE = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)
_SHOWN = 5
_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class Frozen:
    """The document that is corrected or added to, as its first page names it; `last` is what was issued on it last."""

    symbol: str
    date: str
    last: str = ""


def corrigendum(
    report: Report, corrections: Corrections, number: int, frozen: Frozen, catalogue: Catalogue, template: Template
) -> Draft:
    """Return the corrigendum: the report's first page, the corrections in order, a closing rule.

    Raises `CwgdraftError` when nothing is to be corrected.
    """
    if not corrections.found:
        raise CwgdraftError(
            f"no words differ from {frozen.last or frozen.symbol}: there is nothing to correct",
            "publish a revision with --rev if the new look matters, else leave it as it is",
        )
    return _Issue("corrigendum", report, number, frozen, catalogue, template).draft(corrections)


def addendum(
    report: Report, corrections: Corrections, number: int, frozen: Frozen, catalogue: Catalogue, template: Template
) -> Draft:
    """Return the addendum: the report's first page, what is added in order, the signature.

    Raises `CwgdraftError` when nothing is added, or when something that was published was changed or taken out.
    """
    others = [one for one in corrections.found if one.action is not Action.INSERT]
    if others:
        lines = [f"\n    {_told(one, catalogue)}" for one in others[:_SHOWN]]
        more = len(others) - len(lines)
        lines += [f"\n    and {more} more"] if more > 0 else []
        raise CwgdraftError(
            f"an addendum only adds to {frozen.symbol}, and this changes what was published:{''.join(lines)}",
            "publish a corrigendum with --corr, or a revision with --rev; or take these changes back",
        )
    if not corrections.found:
        raise CwgdraftError(
            f"nothing is added to {frozen.last or frozen.symbol}",
            "publish a revision with --rev if the new look matters, else leave it as it is",
        )
    return _Issue("addendum", report, number, frozen, catalogue, template).draft(corrections)


_FATES = {Action.READ: "changed", Action.TEXT: "changed", Action.DELETE: "taken out", Action.MOVE: "moved"}


def _told(one: Correction, catalogue: Catalogue) -> str:
    """Return a correction in a line of a message."""
    words = "; ".join(spot.words(catalogue) for spot in one.spots)
    text = next((text_of(reading.new) for reading in one.readings), next((b.text for b in one.blocks), ""))
    short = text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"
    return f"{words} ({_FATES.get(one.action, 'numbered anew')}){f': {short}' if short else ''}".replace("\n", " ")


class _Issue:
    """Writes one corrigendum or addendum; `kind` begins the names of its phrases."""

    def __init__(
        self, kind: str, report: Report, number: int, frozen: Frozen, catalogue: Catalogue, template: Template
    ) -> None:
        self.kind, self.report, self.catalogue, self.template = kind, report, catalogue, template
        self.data = {"number": number, "document": frozen.symbol, "date": frozen.date, "last": frozen.last}
        self.data["title"] = report.draft.title

    def draft(self, corrections: Corrections) -> Draft:
        draft = self.report.draft
        title = text_of(self.phrase(f"{self.kind}-title", **self.data))
        body = [block for one in corrections.found for block in self.correction(one)]
        if corrections.renumbers:
            body.append(Block(self.text_kind, self.phrase("correction-numbers")))
        blocks = (*self.box(), *body, *self.closing())
        placed = tuple(replace(block, origin=f"{self.kind}:{n}") for n, block in enumerate(blocks, 1))
        return replace(draft, front={**draft.front, "title": title}, blocks=placed, title=title, placeholders=())

    def phrase(self, name: str, **data: object) -> Runs:
        """Return a phrase of the catalogue; runs stand in it as they are, words between asterisks in italics."""
        shelf = Shelf()
        filled = {key: shelf.put(value) if isinstance(value, tuple) else value for key, value in data.items()}
        text = " ".join(self.catalogue.render("forms", name, filled, shelf).split())
        found: list[Run] = []
        for n, piece in enumerate(TOKEN.split(text)):
            found += shelf.runs[int(piece)] if n % 2 else _emphasized(piece)
        return joined(tuple(found))

    # --- first and last -----------------------------------------------------------------------

    def box(self) -> Iterator[Block]:
        """Yield the first field of the report's box with the sentence that says what this document does."""
        label = next((block for block in self.report.draft.blocks if block.kind is Kind.FRONT_LABEL), None)
        if label is not None:
            yield label
            yield Block(Kind.FRONT_TEXT, self.phrase(f"{self.kind}-purpose", **self.data))

    def closing(self) -> Iterator[Block]:
        """Yield how it ends: what is added is signed as the report is, what is corrected ends with a rule."""
        if self.kind == "addendum":
            yield from (block for block in self.report.draft.blocks if block.kind in _SIGNATURE)
        elif Kind.CLOSING_RULE.value in self.template.samples:
            yield Block(Kind.CLOSING_RULE, (Run(RULE),))

    # --- a correction -------------------------------------------------------------------------

    @property
    def text_kind(self) -> Kind:
        """Return the kind of block that plain paragraphs are."""
        return Kind.PARAGRAPH if Kind.PARAGRAPH.value in self.template.samples else Kind.CONTINUATION

    def place(self, words: str, *more: Run) -> Block:
        """Return a line that begins with the place, in bold."""
        return Block(self.text_kind, joined((Run(words[:1].upper() + words[1:], strong=True), *more)))

    def words(self, spots: Sequence[Spot]) -> str:
        return "; ".join(dict.fromkeys(spot.words(self.catalogue) for spot in spots))

    def correction(self, one: Correction) -> Iterator[Block]:
        """Yield the lines of a correction: its place, what is to be done there, and the paragraphs that it brings."""
        if one.action is Action.INSERT:
            after = self.words(one.spots)
            yield self.place(text_of(self.phrase(f"{self.kind}-after" if after else f"{self.kind}-first", place=after)))
        else:
            first, *others = self.told(one)
            yield self.place(self.words(one.spots), Run(" \N{EN DASH} "), *first)
            yield from (Block(self.text_kind, runs) for runs in others)
        if one.action in (Action.INSERT, Action.TEXT):
            yield from self.shown(one.blocks)

    def told(self, one: Correction) -> list[Runs]:
        """Return what is to be done at a place, a line for each reading."""
        if one.action is Action.READ:
            sides = [words_of(reading) for reading in one.readings]
            return [self.phrase("correction-read", old=old, new=new) for old, new in sides]
        if one.action is Action.TEXT:
            return [self.phrase("correction-text")]
        if one.action is Action.DELETE:
            if len(one.spots) == 1 and one.spots[0].whole:
                return [self.phrase(f"correction-delete-{one.spots[0].whole}")]
            gone = tuple(Run(block.text) for block in one.blocks if block.kind is not Kind.TABLE)
            return [self.phrase("correction-delete", old=gone)]
        if one.action is Action.MOVE:
            return [self.phrase("correction-move", place=self.words((one.after,)) if one.after else "")]
        return [self.phrase("correction-number", label=one.label)]

    def shown(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """Yield paragraphs of the report as they read in it, their numbers as text."""
        for block in blocks:
            runs = plain_runs(block.runs)
            marked = block.kind is Kind.LIST_ITEM and block.list_kind is not None and not block.list_kind.counts
            if block.kind is Kind.TABLE:
                yield replace(block, rows=tuple(_plain_row(row) for row in block.rows), style="", look="")
            elif marked and block.list_kind is not None and block.list_kind.value in self.template.samples:
                yield Block(Kind.LIST_ITEM, runs, block.level, block.label, list_kind=block.list_kind)
            elif block.kind is Kind.HEADING:
                label = (Run(f"{block.label}\t", strong=True),) if block.label else ()
                yield Block(self.text_kind, joined((*label, *(replace(run, strong=True) for run in runs))))
            elif block.label and block.kind is Kind.LIST_ITEM and Kind.CONTINUATION.value in self.template.samples:
                yield Block(Kind.CONTINUATION, joined((Run(f"{block.label}\t"), *runs)), block.level)
            else:
                yield Block(self.text_kind, joined((Run(f"{block.label}\t"), *runs) if block.label else runs))


def _emphasized(text: str) -> Iterator[Run]:
    for n, piece in enumerate(_EMPHASIS.split(text)):
        if piece:
            yield Run(piece, emphasis=bool(n % 2))


def _plain_row(row: Row) -> Row:
    return Row(
        tuple(
            Cell(tuple(Block(Kind.PARAGRAPH, plain_runs(block.runs)) for block in cell.blocks), cell.columns)
            for cell in row.cells
        )
    )
