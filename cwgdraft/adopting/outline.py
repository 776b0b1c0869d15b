"""A document as a tree: its first page, sections with what stands in them, and what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cwgdraft.draft import Block, Draft, Kind, ListKind

_SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_FRONT = (Kind.FRONT_LABEL, Kind.FRONT_TEXT, Kind.FRONT_RULE)
_CLOSING = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A paragraph of the source: its number from 1, its label as printed, its words with plain spaces and hyphens."""

    number: int
    kind: Kind
    label: str
    text: str
    list_kind: ListKind | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the parts of its number, none where the label is none or that of a list."""
        counted = self.label.rstrip(".")
        if self.kind is Kind.LIST_ITEM or not re.fullmatch(r"\d{1,3}(?:\.\d{1,3})*", counted):
            return ()
        return tuple(map(int, counted.split(".")))

    @property
    def shown(self) -> str:
        """Return it as `cwgdraft text` prints it."""
        return f"{self.label}\t{self.text}" if self.label else self.text


@dataclass(frozen=True, eq=False, slots=True)
class Part:
    """What hangs on a paragraph: an item of a list, a numbered sub-paragraph or a continuation, `depth` from 1."""

    line: Line
    kind: str
    depth: int = 0


@dataclass(eq=False, slots=True)
class Paragraph:
    """A paragraph with what hangs on it; a list that hangs on none has no line of its own."""

    line: Line | None
    parts: list[Part] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield its lines in order."""
        if self.line is not None:
            yield self.line
        for part in self.parts:
            yield part.line

    @property
    def text(self) -> str:
        """Return all its words, a paragraph a line."""
        return "\n".join(line.text for line in self.lines())

    @property
    def is_numbered(self) -> bool:
        """Return whether it carries a number."""
        return self.line is not None and bool(self.line.numbers)


@dataclass(eq=False, slots=True)
class Section:
    """A heading with what stands below it.

    Without a line it has no heading: words before the first one, or (`run_in`) a number whose heading runs into its
    sentence. `is_sub` is a heading without a number, inside a section.
    """

    line: Line | None
    level: int
    children: list[Section | Paragraph] = field(default_factory=list)
    is_sub: bool = False
    run_in: bool = False

    @property
    def title(self) -> str:
        """Return the words of the heading, empty where there is none."""
        return self.line.text if self.line else ""

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs below it at any depth, in order."""
        for child in self.children:
            if isinstance(child, Paragraph):
                yield child
            else:
                yield from child.paragraphs()

    def own(self) -> list[Paragraph]:
        """Return the paragraphs that stand directly below it."""
        return [child for child in self.children if isinstance(child, Paragraph)]

    def sections(self) -> list[Section]:
        """Return the sections directly below it."""
        return [child for child in self.children if isinstance(child, Section)]

    def holds_sub(self) -> bool:
        """Return whether a heading without a number stands in it, not counting the sections below."""
        return any(child.is_sub for child in self.sections())


@dataclass(eq=False, slots=True)
class Outline:
    """A document in order: the first page above the box, the box, sections, what ends it, and what is no paragraph."""

    masthead: list[Line]
    box: list[Line]
    sections: list[Section]
    closing: list[Line]
    tables: list[Line]

    def lines(self) -> Iterator[Line]:
        """Yield every paragraph of the source, in order; tables row by row."""
        yield from sorted(self._all(), key=lambda line: line.number)

    def _all(self) -> Iterator[Line]:
        yield from (*self.masthead, *self.box, *self.closing, *self.tables)
        for section in self.sections:
            yield from _lines(section)

    def every(self) -> Iterator[Section]:
        """Yield every section at any depth, in order."""
        todo = list(self.sections)
        while todo:
            one = todo.pop(0)
            yield one
            todo[:0] = one.sections()


def _lines(section: Section) -> Iterator[Line]:
    if section.line is not None:
        yield section.line
    for child in section.children:
        yield from child.lines() if isinstance(child, Paragraph) else _lines(child)


def folded(text: str) -> str:
    """Return words with plain spaces and hyphens, each space once, none around them."""
    return _SPACES.sub(" ", text.replace("\u2011", "-").replace("\u00ad", "")).strip()


def outline_of(draft: Draft, *, knows_levels: bool = False) -> Outline:
    """Return the outline of a document that was read as text, so that typed and automatic numbers are alike.

    `knows_levels` says that items of lists have the level that Word gives them; else it is told by their marks.
    """
    return _Reader(draft, knows_levels=knows_levels).read()


class _Reader:
    """Takes block after block; `stack` are the sections that are open, `open` the paragraph that others hang on."""

    def __init__(self, draft: Draft, *, knows_levels: bool) -> None:
        self.draft = draft
        self.knows_levels = knows_levels
        self.found = Outline([], [], [], [], [])
        self.stack: list[Section] = []
        self.open: Paragraph | None = None
        self.lists: list[tuple[ListKind, int]] = []
        self.count = 0

    def read(self) -> Outline:
        blocks = list(self.draft.blocks)
        last = max((n for n, one in enumerate(blocks) if one.kind in _FRONT), default=-1)
        begins = next((n for n, one in enumerate(blocks) if one.kind in (Kind.HEADING, Kind.NUMBERED)), 0)
        first = next((n for n, one in enumerate(blocks) if one.kind in _FRONT), begins)
        for place, block in enumerate(blocks):
            if block.kind is Kind.TABLE:
                self.found.tables += [self.line(block, text) for text in block.text.split("\n")]
                self.open = None
                continue
            line = self.line(block, block.text)
            if not line.text and not line.label:
                continue
            if place < first:
                self.found.masthead.append(line)
            elif place <= last:
                self.found.box.append(line)
            elif block.kind in _CLOSING:
                self.found.closing.append(line)
            else:
                self.take(line, block)
        self.settle(self.found.sections)
        return self.found

    def settle(self, sections: list[Section]) -> None:
        """Let a heading below which nothing stands be a paragraph whose heading runs into it."""
        for section in sections:
            if not section.children and section.line is not None and not section.is_sub:
                section.children, section.line, section.run_in = [Paragraph(section.line)], None, True
            self.settle(section.sections())

    def line(self, block: Block, text: str) -> Line:
        self.count += 1
        return Line(self.count, block.kind, folded(block.label), folded(text), block.list_kind)

    def take(self, line: Line, block: Block) -> None:
        if block.kind is Kind.HEADING:
            self.heading(line)
        elif block.kind is Kind.SUBHEADING:
            self.subheading(line)
        elif block.kind is Kind.LIST_ITEM:
            self.item(line, block.level)
        elif line.numbers:
            self.numbered(line)
        elif self.open is not None and block.kind is Kind.CONTINUATION:
            depth = self.open.parts[-1].depth if self.open.parts else 0
            self.open.parts.append(Part(line, "continuation", depth))
        else:
            self.paragraph(line)

    # --- headings -----------------------------------------------------------------------------

    def heading(self, line: Line) -> None:
        numbers = line.numbers
        level = len(numbers) or 1
        if not numbers:
            self.subheading(line)
            return
        self.close_to(level)
        self.put(Section(line, level))

    def subheading(self, line: Line) -> None:
        while self.stack and self.stack[-1].is_sub:
            self.stack.pop()
        level = self.stack[-1].level if self.stack else 0
        self.put(Section(line, level, is_sub=True))

    def put(self, section: Section) -> None:
        (self.stack[-1].children if self.stack else self.found.sections).append(section)
        self.stack.append(section)
        self.open, self.lists = None, []

    def close_to(self, level: int) -> None:
        while self.stack and (self.stack[-1].level >= level or self.stack[-1].is_sub or self.stack[-1].run_in):
            self.stack.pop()

    # --- paragraphs ---------------------------------------------------------------------------

    def numbered(self, line: Line) -> None:
        numbers = line.numbers
        own = self.open.line.numbers if self.open and self.open.line else ()
        if own and len(numbers) > len(own) and numbers[: len(own)] == own and self.open:
            self.open.parts.append(Part(line, "numbered", len(numbers) - len(own)))
            self.lists = []
            return
        if not (self.stack and self.stack[-1].is_sub and len(numbers) == self.stack[-1].level + 1):
            self.close_to(len(numbers))
        self.paragraph(line)

    def paragraph(self, line: Line) -> None:
        """Begin a paragraph in the section that is open; behind a sub-section its number opens one of its own."""
        counted = line.numbers
        behind = self.stack and any(not one.is_sub for one in self.stack[-1].sections())
        if (counted and len(counted) == 1) or (counted and behind) or not self.stack:
            level = self.stack[-1].level + 1 if self.stack else len(counted) or 1
            self.put(Section(None, level, run_in=bool(counted)))
        self.open, self.lists = Paragraph(line), []
        self.stack[-1].children.append(self.open)

    def item(self, line: Line, level: int) -> None:
        if self.open is None:
            if not self.stack:
                self.put(Section(None, 1))
            self.open, self.lists = Paragraph(None), []
            self.stack[-1].children.append(self.open)
        kind = line.list_kind or ListKind.DASH
        base = next((part.depth for part in reversed(self.open.parts) if part.kind == "numbered"), 0)
        if self.knows_levels:
            self.open.parts.append(Part(line, "item", base + max(level, 1)))
            return
        kinds = [one for one, _ in self.lists]
        if kind in kinds:
            del self.lists[kinds.index(kind) + 1 :]
        else:
            self.lists.append((kind, base))
        self.open.parts.append(Part(line, "item", base + len(self.lists)))
