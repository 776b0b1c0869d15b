"""Numbering: nodes of a report become blocks, each with the label that Word will compute.

Headings and numbered paragraphs share one outline of six levels; lists count for themselves and begin anew
under each parent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from cwgdraft.draft import Block, Kind, ListKind, Run, Runs, digest
from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place
from cwgdraft.labels import Labelling

MAX_LEVEL = 6


@dataclass(slots=True)
class Paragraph:
    """One paragraph of an entry; `kind`, `depth`, `list_kind` and `ordinal` as in `records.model.Part`."""

    kind: str
    runs: Runs
    depth: int = 0
    list_kind: ListKind | None = None
    ordinal: int = 0
    names: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(eq=False, slots=True)
class Entry:
    """A statement, a computed sentence or an own word as it will stand in the report."""

    paragraphs: list[Paragraph]
    origin: str
    numbered: bool = True
    subheading: bool = False
    facts: tuple[str, ...] = ()


@dataclass(eq=False, slots=True)
class Node:
    """A section with its heading; `names` are what a reference may call it."""

    title: Runs
    origin: str
    names: tuple[str, ...] = ()
    numbered: bool = True
    paragraphs_numbered: bool = True
    run_in: bool = False
    children: list[Node | Entry] = field(default_factory=list)
    place: Place | None = None

    def has_content(self) -> bool:
        """Return whether anything stands below the heading."""
        return any(isinstance(child, Entry) or child.has_content() for child in self.children)

    def leads(self) -> bool:
        """Return whether a sentence stands first, so that the heading can run into it."""
        first = self.children[0] if self.children else None
        return (
            isinstance(first, Entry)
            and bool(first.paragraphs)
            and first.paragraphs[0].kind == "text"
            and not first.subheading
        )


class _Lists:
    """The lists that are open while an entry is numbered."""

    def __init__(self) -> None:
        self._path: list[tuple[int, str]] = []
        self._counts: dict[int, tuple[ListKind, int]] = {}

    def leave(self, depth: int) -> None:
        """Close the lists below `depth`."""
        self._path = [one for one in self._path if one[0] <= depth]
        self._counts = {one: count for one, count in self._counts.items() if one <= depth}

    def enter(self, depth: int, what: str) -> int:
        """Go to an item (or numbered sub-paragraph) at `depth`; return its level among its like."""
        self.leave(depth)
        self._path = [one for one in self._path if one[0] < depth]
        self._path.append((depth, what))
        return self.depth(what)

    def depth(self, what: str) -> int:
        """Return how many items (or numbered sub-paragraphs) are open."""
        return sum(kind == what for _, kind in self._path)

    def count(self, depth: int, kind: ListKind, ordinal: int) -> tuple[int, bool]:
        """Return the number of the item at `depth`, and whether a list begins with it (at its `ordinal`)."""
        going = self._counts.get(depth)
        fresh = going is None or going[0] is not kind
        number = (ordinal or 1) if going is None or fresh else going[1] + 1
        self._counts[depth] = (kind, number)
        return number, fresh


class Numberer:
    """Gives every block its label, and remembers which number each name has."""

    def __init__(self, scope: Scope, labelling: Labelling) -> None:
        self.scope = scope
        self.labelling = labelling
        self.blocks: list[Block] = []
        self.labels: dict[str, tuple[str, str]] = {}
        self._origins: dict[str, int] = {}

    def number(self, nodes: Iterable[Node]) -> list[Block]:
        """Return the blocks of all nodes, cross-references not yet filled in."""
        position = 0
        for node in nodes:
            position = self._node(node, (), position)
        return self.blocks

    # --- sections -----------------------------------------------------------------------------

    def _node(self, node: Node, above: tuple[int, ...], position: int) -> int:
        """Add the blocks of a node below `above`, whose last number was `position`; return the last number now."""
        if not node.numbered:
            if node.title:
                self._add(Block(Kind.SUBHEADING, node.title, origin=node.origin), node.names)
            return self._children(node, above, position)
        here = (*above, position + 1)
        if node.run_in and node.leads():
            self._run_in(node, here)
            return position + 1
        if not node.title:
            return self._children(node, above, position)
        if len(here) > MAX_LEVEL:
            self._too_deep(node.place, "heading")
            self._add(Block(Kind.SUBHEADING, node.title, origin=node.origin), node.names)
            self._children(node, above, position)
            return position
        block = Block(Kind.HEADING, node.title, len(here), self._label(here), node.origin)
        self._add(block, node.names)
        self._children(node, here, 0)
        return position + 1

    def _children(self, node: Node, here: tuple[int, ...], position: int) -> int:
        for child in node.children:
            if isinstance(child, Node):
                position = self._node(child, here, position)
            else:
                position = self._entry(child, here, position, node.paragraphs_numbered)
        return position

    def _run_in(self, node: Node, here: tuple[int, ...]) -> None:
        """Give the section's number to its first paragraph, behind its title when it has one."""
        first, *entries = node.children
        if not isinstance(first, Entry):
            return
        lead: Runs = ()
        if node.title:
            ends = node.title[-1].text[-1:] in ":.?!–"
            lead = (*node.title, Run(" " if ends else ": "))
        head = first.paragraphs[0]
        opened = Paragraph("text", (*lead, *head.runs), names=(*node.names, *head.names), place=head.place)
        entry = Entry([opened, *first.paragraphs[1:]], first.origin, facts=first.facts)
        self._entry(entry, here[:-1], here[-1] - 1, section_numbered=True)
        rest = Node((), node.origin, numbered=False, paragraphs_numbered=node.paragraphs_numbered, children=entries)
        inside = sum(p.kind == "numbered" and p.depth == 1 for p in first.paragraphs)
        self._children(rest, here, inside)

    # --- paragraphs ---------------------------------------------------------------------------

    def _entry(self, entry: Entry, above: tuple[int, ...], position: int, section_numbered: bool) -> int:
        """Add an entry's paragraphs; return the section's last number now.

        Numbered sub-paragraphs hang under the entry's own number; an entry without one gives them the section's.
        """
        numbered = section_numbered and not entry.subheading
        base, counters, lists = above, [position], _Lists()
        for i, paragraph in enumerate(entry.paragraphs):
            origin = entry.origin if i == 0 else f"{entry.origin}/{digest(self._text(paragraph))[:6]}"
            if paragraph.kind in ("text", "continuation"):
                lists.leave(paragraph.depth)
                if paragraph.kind == "text" and numbered and entry.numbered and len(above) < MAX_LEVEL:
                    position += 1
                    base, counters = (*above, position), []
                    self._numbered(entry, paragraph, base, origin)
                else:
                    if paragraph.kind == "text" and numbered and entry.numbered:
                        self._too_deep(paragraph.place, "paragraph")
                    self._unnumbered(entry, paragraph, lists.depth("item"), origin)
                continue
            if paragraph.kind == "numbered" and numbered:
                level = lists.enter(paragraph.depth, "numbered")
                if len(base) + level <= MAX_LEVEL:
                    counters = [*counters[: level - 1], (counters[level - 1] if len(counters) >= level else 0) + 1]
                    if base == above:
                        position = counters[0]
                    self._numbered(entry, paragraph, (*base, *counters), origin)
                    continue
                self._too_deep(paragraph.place, "paragraph")
            self._item(entry, paragraph, lists, origin)
        return position

    def _numbered(self, entry: Entry, paragraph: Paragraph, number: tuple[int, ...], origin: str) -> None:
        label = self._label(number)
        block = Block(Kind.NUMBERED, paragraph.runs, len(number), label, origin, facts=entry.facts)
        self._add(block, paragraph.names)

    def _item(self, entry: Entry, paragraph: Paragraph, lists: _Lists, origin: str) -> None:
        kind = paragraph.list_kind or ListKind.NUMBER_DOT
        level = lists.enter(paragraph.depth, "item")
        count, fresh = lists.count(paragraph.depth, kind, paragraph.ordinal if paragraph.list_kind else 0)
        if paragraph.list_kind:
            self._check_count(paragraph, kind, count)
        starts = count if fresh and kind.counts else 0
        label = self.labelling.item(kind, level, count)
        self._add(
            Block(Kind.LIST_ITEM, paragraph.runs, level, label, origin, kind, starts, entry.facts), paragraph.names
        )

    def _unnumbered(self, entry: Entry, paragraph: Paragraph, level: int, origin: str) -> None:
        hangs = level > 0 or self._follows_numbered()
        kind = Kind.SUBHEADING if entry.subheading else Kind.CONTINUATION if hangs else Kind.PARAGRAPH
        self._add(Block(kind, paragraph.runs, level, origin=origin, facts=entry.facts), paragraph.names)

    def _follows_numbered(self) -> bool:
        """Return whether the block before is a numbered paragraph, or hangs on one."""
        for block in reversed(self.blocks):
            if block.kind is Kind.NUMBERED:
                return True
            if block.kind not in (Kind.CONTINUATION, Kind.LIST_ITEM):
                return False
        return False

    def _check_count(self, paragraph: Paragraph, kind: ListKind, count: int) -> None:
        if kind.counts and paragraph.ordinal and paragraph.ordinal != count:
            written, printed = self.labelling.item(kind, 1, paragraph.ordinal), self.labelling.item(kind, 1, count)
            message = f"the list item '{written}' is the one that is printed as '{printed}'"
            help_ = f"write '{printed}', or end the list before it with a paragraph"
            self.scope.found("list-jumps", message, paragraph.place, help_)

    # --- labels -------------------------------------------------------------------------------

    @staticmethod
    def _text(paragraph: Paragraph) -> str:
        return "".join([run.text for run in paragraph.runs])

    def _label(self, numbers: tuple[int, ...]) -> str:
        return self.labelling.number(numbers)

    def _add(self, block: Block, names: tuple[str, ...]) -> None:
        """Take a block in, its origin made unique, and remember its label under its names."""
        count = self._origins.get(block.origin, 0) + 1
        self._origins[block.origin] = count
        if count > 1:
            block = replace(block, origin=f"{block.origin}.{count}")
        self.blocks.append(block)
        for name in names:
            self.labels.setdefault(name, (block.label.rstrip("."), block.origin))

    def _too_deep(self, place: Place | None, what: str) -> None:
        message = f"a {what} would have a number with {MAX_LEVEL + 1} parts"
        self.scope.found("too-deep", message, place, f"numbers have at most {MAX_LEVEL}: nest it less deeply")
