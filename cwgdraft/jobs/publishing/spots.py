"""Where a block of a published document stands, as a corrigendum names it: by its number, or by what is above it.

Places are those of the frozen text, whose numbers the reader has before him.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cwgdraft.draft import Block, Kind
from cwgdraft.language.phrases import Catalogue


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a document: the name of a phrase (`paragraph`) with a number or words, one for each step inwards."""

    steps: tuple[tuple[str, str], ...]

    def inside(self, name: str, value: object) -> Spot:
        """Return a place inside this one."""
        return Spot((*self.steps, (name, str(value))))

    def words(self, catalogue: Catalogue) -> str:
        """Return the place in words: `paragraph 3.2.1, item a)`; raises `CwgdraftError` without its phrase."""
        return ", ".join(
            catalogue.render("forms", f"place-{name}", _place_data(value, catalogue)) for name, value in self.steps
        )

    @property
    def whole(self) -> str:
        """Return what a place is of which all is meant: `paragraph`, `item`, `heading`, `table`, else nothing."""
        return _WHOLES.get(self.steps[-1][0], "")


_WHOLES = {
    "paragraph": "paragraph", "text": "paragraph", "unnumbered": "paragraph", "item": "item", "dash": "item",
    "bullet": "item", "heading": "heading", "table": "table",
}  # fmt: skip


def _place_data(value: str, catalogue: Catalogue) -> dict[str, object]:
    """Return what the phrase of a place may print: its `value`, of a number `nth` in words (`third`, `12th`)."""
    if not value.isdecimal():
        return {"value": value, "nth": value}
    number, writing = int(value), catalogue.writing
    if not 0 < number < writing.figures_from:
        return {"value": number, "nth": writing.ordinal(number)}
    from num2words import num2words

    return {"value": number, "nth": str(num2words(number, to="ordinal", lang=writing.locale.split("_")[0]))}


FIRST_PAGE = Spot((("first-page", ""),))


def spots_of(blocks: Sequence[Block]) -> tuple[Spot, ...]:
    """Return the place of each block of a document."""
    return tuple(map(_Walk().step, blocks))


class _Walk:
    """Goes through the blocks of a document from its beginning, and counts what has no number."""

    def __init__(self) -> None:
        self.above = FIRST_PAGE
        self.counts: Counter[str] = Counter()
        self.marks: list[tuple[int, tuple[str, str]]] = []
        self.seen: set[Spot] = set()

    def step(self, block: Block) -> Spot:
        spot = self._spot(block)
        if spot in self.seen and spot is not FIRST_PAGE:
            spot = spot.inside("unnumbered", self._count("again"))
        self.seen.add(spot)
        return spot

    def _spot(self, block: Block) -> Spot:
        if block.kind is Kind.HEADING and block.label:
            label = block.label.rstrip(".")
            return self._below(Spot((("heading", label),)), Spot((("section", label),)))
        if block.kind is Kind.HEADING:
            found = Spot((("heading", block.text),))
            return self._below(found, found)
        if block.kind is Kind.NUMBERED and block.label:
            found = Spot((("paragraph", block.label.rstrip(".")),))
            return self._below(found, found)
        if "signature" in block.style.lower():
            return Spot((("signature", ""),))
        if block.style.lower() == "title":
            return Spot((("title", ""),))
        if block.kind is Kind.LIST_ITEM:
            return self._item(block)
        self.marks = []
        if block.kind is Kind.TABLE:
            return FIRST_PAGE if self.above is FIRST_PAGE else self.above.inside("table", self._count("table"))
        name = "unnumbered" if self.above.steps[-1][0] == "paragraph" else "text"
        return self.above.inside(name, self._count("unnumbered"))

    def _below(self, found: Spot, above: Spot) -> Spot:
        self.above, self.marks = above, []
        self.counts.clear()
        return found

    def _item(self, block: Block) -> Spot:
        """Return the place of a list's item: the items that it lies in, then its own mark, or which dash it is."""
        self.marks = [(level, step) for level, step in self.marks if level < block.level]
        kind, around = block.list_kind, [step for _, step in self.marks]
        if kind is not None and kind.counts and block.label:
            step = ("item", block.label)
        else:
            name = "item" if kind is None or kind.counts else kind.value
            step = (name, str(self._count(f"{around} {name}")))
        self.marks.append((block.level, step))
        return Spot((*self.above.steps, *around, step))

    def _count(self, what: str) -> int:
        self.counts[what] += 1
        return self.counts[what]
