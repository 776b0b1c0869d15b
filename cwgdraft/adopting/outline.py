"""A document as a tree: its first page, sections with what stands in them, and what ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.draft import Block, Draft, Kind, ListKind, StoryKind, flat

_SPACES = re.compile(r"[ \t\u00a0\u202f\u2009]+")
_FRONT = (Kind.FRONT_LABEL, Kind.FRONT_TEXT, Kind.FRONT_RULE)
_LONGEST_HEADING = 100
_CLOSING = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A paragraph of the source: its number from 1, its label as printed, its words with plain spaces and hyphens.

    A row of a table has `cells`; what doesn't stand in the body has its `story`: a footnote, a header.
    """

    number: int
    kind: Kind
    label: str
    text: str
    list_kind: ListKind | None = None
    cells: tuple[str, ...] = ()
    story: StoryKind | None = None

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
    """What hangs on a paragraph, `depth` from 1.

    Its `kind` is an `item` of a list, a `numbered` sub-paragraph, a `continuation`, or `quoted`: a continuation with a
    number that isn't the report's own.
    """

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
    """A document in order: first page, box, sections, what ends it, tables, and what stands beside the text."""

    masthead: list[Line]
    box: list[Line]
    sections: list[Section]
    closing: list[Line]
    tables: list[Line]
    beside: list[Line] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield every paragraph of the source, in order; tables row by row."""
        yield from sorted(self._all(), key=lambda line: line.number)

    def _all(self) -> Iterator[Line]:
        yield from (*self.masthead, *self.box, *self.closing, *self.tables, *self.beside)
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


def follows(before: Sequence[int], numbers: Sequence[int]) -> bool:
    """Return whether a number comes next: the first below the one before, or the next of it or of one above it."""
    if not before or (*before, 1) == (*numbers,):
        return True
    last = len(numbers) - 1
    return last < len(before) and (*before[:last], before[last] + 1) == (*numbers,)


def _end_of_box(blocks: Sequence[Block]) -> int:
    """Return the place of the box's last block: what may be a heading below the last text isn't of the box any more."""
    places = [n for n, one in enumerate(blocks) if one.kind in _FRONT]
    labels = [n for n in places if blocks[n].kind is Kind.FRONT_LABEL]
    if not labels:
        return places[-1] if places else -1
    for place in places:
        if place > labels[-1] + 1 and blocks[place].kind is Kind.FRONT_TEXT and _may_head(folded(blocks[place].text)):
            return place - 1
    return places[-1]


def _may_head(text: str) -> bool:
    """Return whether words may be a heading: few, the first with a capital, no sentence, no figures."""
    return len(text) < _LONGEST_HEADING and text[:1].isupper() and not re.search(r"\d|[.;:,]$|; ", text)


def _settled(children: Sequence[Section | Paragraph]) -> list[Section | Paragraph]:
    """Return sections and paragraphs, headings below which nothing stands made paragraphs.

    One with a number runs into its words; one without goes on with what stands above it.
    """
    found: list[Section | Paragraph] = []
    for child in children:
        if isinstance(child, Section):
            child.children = _settled(child.children)
            if child.line is not None and not child.children and not child.is_sub:
                child.children, child.line, child.run_in = [Paragraph(child.line)], None, True
        if isinstance(child, Section) and child.is_sub and not child.children:
            _innermost(found).append(Paragraph(child.line))
        else:
            found.append(child)
    return found


def _innermost(children: list[Section | Paragraph]) -> list[Section | Paragraph]:
    """Return the children of the last section at the deepest level, the list itself where its last is no section."""
    while children and isinstance(last := children[-1], Section):
        children = last.children
    return children


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
        self.own: tuple[int, ...] = ()
        self.quoted: tuple[int, ...] = ()

    def read(self) -> Outline:
        blocks = list(self.draft.blocks)
        last = _end_of_box(blocks)
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
            elif block.kind is Kind.FRONT_TEXT:
                self.take(line, replace(block, kind=Kind.SUBHEADING if _may_head(line.text) else Kind.PARAGRAPH))
            elif block.kind in _CLOSING:
                self.found.closing.append(line)
            else:
                self.take(line, block)
        for story in self.draft.stories:
            for block in flat(story.blocks):
                line = replace(self.line(block, block.text), story=story.kind)
                self.found.beside += [line] if line.text else []
        settled = _settled(self.found.sections)
        self.found.sections = [one if isinstance(one, Section) else Section(None, 1, [one]) for one in settled]
        return self.found

    def line(self, block: Block, text: str) -> Line:
        self.count += 1
        cells = tuple(map(folded, text.split("\t"))) if block.kind is Kind.TABLE else ()
        label, words = folded(block.label), folded(text)
        if label and not words:  # a number without words is words
            return Line(self.count, Kind.PARAGRAPH, "", label)
        return Line(self.count, block.kind, label, words, block.list_kind, cells)

    def take(self, line: Line, block: Block) -> None:
        if line.kind is not block.kind and line.text == folded(block.label):
            self.paragraph(line)
        elif block.kind is Kind.HEADING:
            self.heading(line)
        elif block.kind is Kind.SUBHEADING:
            self.subheading(line)
        elif block.kind is Kind.LIST_ITEM:
            self.item(line, block.level)
        elif self.is_quoted(line):
            self.quote(line)
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
        self.own = numbers
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

    def is_quoted(self, line: Line) -> bool:
        """Return whether a number is that of a text quoted: no capital, and not the next one of the report."""
        if self.open is None or not line.numbers or not line.text[:1].islower():
            self.quoted = ()
            return False
        return not follows(self.own, line.numbers) or (bool(self.quoted) and follows(self.quoted, line.numbers))

    def quote(self, line: Line) -> None:
        self.quoted = line.numbers
        if self.open is not None:
            counted = len(line.numbers) == 1 and line.label.endswith(".")
            self.open.parts.append(Part(line, "item" if counted else "quoted", 1 if counted else 0))

    def numbered(self, line: Line) -> None:
        numbers = self.own = line.numbers
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
