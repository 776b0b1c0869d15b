"""Paragraphs, list items and headings that copies have more: their place is that of their neighbours in the records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from cwgdraft.adopting.wording import mark_of
from cwgdraft.draft import Block, Kind
from cwgdraft.folding.decisions import Decision, Lands
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.homes import Home, Homes
from cwgdraft.records.rewriting import reads_back, rewritten

NO_WORDS = re.compile(r"[\n\t]")
"""What a paragraph of records can't hold."""


@dataclass(frozen=True, slots=True)
class Inserter:
    """Places what was inserted into one copy; `guarded` refuses what would change agreed words."""

    homes: Homes
    copy: str
    blocks: Sequence[Block]
    guarded: Callable[[Decision, Home], Decision]

    def decide(self, one: Difference) -> Decision:
        """Return what would become of a paragraph that was inserted."""
        new = one.new
        if new is None or new.rows or NO_WORDS.search(new.text):
            return self._unplaced(one, "records can't hold tables, line breaks or tabs: add it by hand")
        if not one.before and new.kind is not Kind.LIST_ITEM and not one.behind:
            return Decision(Lands.TEMPLATE, one, self.copy, "text outside the report's paragraphs: the template's")
        if new.kind is Kind.HEADING:
            return self._unplaced(one, "a new heading: add it to the minutes, or to the plan's sections")
        there = self.homes.neighbour(one)
        if there is None:
            return self._outside(one)
        home, behind = there
        words = words_of(one)
        if not reads_back(words, new.text):
            return self._unplaced(
                one, "it looks like a mark of the records (a number, a list, brackets): add it by hand"
            )
        if new.kind is Kind.LIST_ITEM and behind and not self.homes.is_heading(home):
            rewrite = self.homes.item(home, new, words)
        else:
            rewrite = self.homes.paragraph(home, marked(one, words), behind=behind)
        made = Decision(Lands.RECORD, one, self.copy, words, rewrites=(rewrite,))
        return self.guarded(made, replace(home, first=home.last + 1, last=home.last + 1))

    def items(self, found: Sequence[Difference]) -> list[Decision]:
        """Return the decisions on new headings among the items of minutes, each with the new paragraphs below it."""
        made = (self._item(one, place, below) for place, one, below in headings_that_came(self.blocks, found))
        return [one for one in made if one is not None]

    def _item(self, one: Difference, place: int, below: Sequence[Difference]) -> Decision | None:
        """Return a new item of minutes, None where its neighbours are no items."""
        level = self.blocks[place].level
        above = self.blocks[:place]
        heading = next((b for b in reversed(above) if b.kind is Kind.HEADING and b.level <= level), None)
        beside = self.homes.of(heading.origin) if heading and heading.level == level else None
        last = next((home for b in reversed(above) if b.origin and (home := self.homes.of(b.origin))), None)
        if beside is None or last is None or last.file != beside.file or not self.homes.is_heading(beside):
            return None
        mark = self.homes.lines(beside.file).line(beside.first).split(" ")[0]
        ending = self.homes.lines(beside.file).ending
        parts = [f"{mark} {words_of(one)}", *(marked(edit, words_of(edit)) for edit in below)]
        rewrite = self.homes.paragraph(last, (ending * 2).join(parts), behind=True)
        says = f"a new item: {words_of(one)}"
        made = Decision(Lands.RECORD, one, self.copy, says, rewrites=(rewrite,), covers=tuple(below))
        return self.guarded(made, replace(last, first=last.last + 1, last=last.last + 1))

    def _outside(self, one: Difference) -> Decision:
        """Return what becomes of a paragraph in a section that prints no recorded words."""
        near = next((block.origin for block in (*one.before, *one.behind) if block.origin), "")
        if not near:
            return Decision(Lands.TEMPLATE, one, self.copy, "text outside the report's paragraphs: the template's")
        name = self.homes.state.target.plan.name
        says = f"the section has no recorded words beside it: write them in records/reports/{name}.md"
        return self._unplaced(one, says)

    def _unplaced(self, one: Difference, why: str) -> Decision:
        return Decision(Lands.UNPLACED, one, self.copy, why)


def headings_that_came(
    blocks: Sequence[Block], found: Sequence[Difference]
) -> Iterator[tuple[int, Difference, list[Difference]]]:
    """Yield the place of each new heading among the blocks of a copy, its edit, and those of the new ones below it.

    Left out are headings with nothing new below them, and those with something that records can't hold.
    """
    by_place = {one.place: one for one in found if one.what is What.INSERTED and one.new}
    for place, one in by_place.items():
        if blocks[place].kind is not Kind.HEADING or NO_WORDS.search(blocks[place].text):
            continue
        behind = takewhile(
            lambda n: n in by_place and blocks[n].kind is not Kind.HEADING, range(place + 1, len(blocks))
        )
        below = [by_place[n] for n in behind]
        if below and all(edit.new and reads_back(words_of(edit), edit.new.text) for edit in below):
            yield place, one, below


def words_of(one: Difference) -> str:
    """Return the words of an inserted block as Markdown."""
    return (rewritten("", (), one.new.runs) or one.new.text) if one.new else ""


def marked(one: Difference, words: str, beside: Sequence[Block] = ()) -> str:
    """Return a paragraph as records write it: where those beside it have numbers and it has none, it says so.

    An item of a list begins with its mark.
    """
    if one.new is not None and one.new.kind is Kind.LIST_ITEM:
        return f"{mark_of(one.new.list_kind, one.new.label)} {words}"
    beside = beside or (*one.before[:1], *one.behind[:1])
    numbered = any(block.kind is Kind.NUMBERED for block in beside)
    own = one.new is not None and bool(one.new.label or one.new.kind is Kind.NUMBERED)
    return words if own or not numbered else f"{words} {{-}}"
