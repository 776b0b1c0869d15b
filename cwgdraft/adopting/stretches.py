"""A note-taker's file in stretches: a heading with the paragraphs and lists below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cwgdraft.adopting.outline import Line, Paragraph, Part, folded
from cwgdraft.draft import Block, Draft, Kind, ListKind, Row, StoryKind, flat
from cwgdraft.plain_text import labelled
from cwgdraft.records.source import UNPRINTABLE

_HASHES = re.compile(r"(#{1,6})[ \t]+(\S.*?)[ \t]*#*")
_RULE = re.compile(r"[=~_–—*-]{3,}")
_ITEM = re.compile(r"(?:agenda )?item (?:no\.? ?)?(\d{1,2}(?:\.\d{1,2})*)\.?(?:[ \t]*[:.–—-][ \t]*(.*)|[ \t]*)", re.I)
_STOP = re.compile(r"[.;!?][\"”’)\]]*$")
_LONGEST = 150
_ASIDE = (StoryKind.COMMENT, StoryKind.FOOTNOTE, StoryKind.ENDNOTE, StoryKind.TEXT_BOX)
_TITLES = ("title", "subtitle")
_TITLE = "it is the title of the notes"


@dataclass(frozen=True, slots=True)
class Typed:
    """A line of a file: `level` is that of a heading (0: it may be none), `depth` how far in an item or words stand.

    `stands_out` says that it is all bold or in capitals. `reason` says why it can't be part of minutes, `is_dropped`
    that nobody misses it there. `links` are words with the addresses to which they lead.
    """

    line: Line
    level: int = 0
    depth: int = 0
    stands_out: bool = False
    reason: str = ""
    is_dropped: bool = False
    links: tuple[tuple[str, str], ...] = ()


@dataclass(eq=False, slots=True)
class Stretch:
    """What stands below a heading; `number` is that of its item in the agenda, where it was typed."""

    heading: Line
    level: int
    title: str
    number: tuple[int, ...] = ()
    paragraphs: list[Paragraph] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Yield the lines below the heading."""
        for paragraph in self.paragraphs:
            yield from paragraph.lines()


@dataclass(slots=True)
class Stretches:
    """All stretches of a file, and the lines that are in none, each with the reason."""

    found: list[Stretch] = field(default_factory=list)
    loose: list[tuple[Line, str]] = field(default_factory=list)
    left_out: list[tuple[Line, str]] = field(default_factory=list)
    links: dict[Line, tuple[tuple[str, str], ...]] = field(default_factory=dict)


# --- lines ------------------------------------------------------------------------------------------


def lines_of_text(text: str) -> Iterator[Typed]:
    """Yield the lines of a plain text, numbered as an editor numbers them; empty ones aren't."""
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        words = UNPRINTABLE.sub("", raw).strip()
        if not words:
            continue
        indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
        if found := _HASHES.fullmatch(words):
            label, title, _ = labelled(found[2])
            yield Typed(Line(number, Kind.HEADING, label, folded(title)), len(found[1]))
        elif _RULE.fullmatch(words):
            yield Typed(Line(number, Kind.CLOSING_RULE, "", words), reason="it is only a rule", is_dropped=True)
        else:
            yield _typed(number, words, indent)


def lines_of_word(draft: Draft, is_known: Callable[[str], bool] = lambda _: False) -> Iterator[Typed]:
    """Yield the paragraphs of a Word file, numbered from 1, and what stands beside its text.

    A row of a table is a heading with words below it where one of its first two cells is a title that `is_known` knows.
    """
    number = 0
    for block in draft.blocks:
        for row in block.rows:
            number += 1
            yield from _of_row(number, row, is_known)
        if block.kind is not Kind.TABLE:
            number += 1
            yield from _of_block(number, block)
    for story in draft.stories:
        if story.kind in _ASIDE:
            for block in story.blocks:
                number += 1
                line = Line(number, block.kind, "", folded(block.text.replace("\n", " ")))
                if line.text:
                    yield Typed(line, reason=f"it stands in a {story.kind} ({story.name})")


def _of_row(number: int, row: Row, is_known: Callable[[str], bool]) -> Iterator[Typed]:
    """Yield a row: as paragraphs where it has one cell, below a heading where it has one, else as no part of notes."""
    cells = [folded(cell.text.replace("\n", " ")) for cell in row.cells]
    heads = [n for n, text in enumerate(cells[:2]) if is_known(text) or _ITEM.fullmatch(text)]
    if len(cells) > 1 and not heads:
        if any(cells):
            yield Typed(Line(number, Kind.TABLE, "", " | ".join(cells)), reason="it is a row of a table")
        return
    if heads:
        label, title, _ = labelled(cells[heads[0]])
        label = label or next((text for text in cells[: heads[0]] if re.fullmatch(r"[\d.]+", text)), "")
        yield Typed(Line(number, Kind.HEADING, label, title), 1)
    for n, cell in enumerate(row.cells):
        if (not heads or n > heads[0]) and cells[n]:
            for block in flat(cell.blocks):
                if block.kind is not Kind.TABLE:
                    yield from _of_block(number, block)


def _of_block(number: int, block: Block) -> Iterator[Typed]:
    strong = all(run.strong for run in block.runs if run.text.strip())
    links = tuple((folded(run.text), run.link) for run in block.runs if run.link and run.text.strip())
    for place, text in enumerate(block.text.split("\n")):
        words = folded(UNPRINTABLE.sub("", text))
        if not words:
            continue
        if block.style.casefold() in _TITLES:
            yield Typed(Line(number, block.kind, "", words), reason=_TITLE, is_dropped=True)
        elif block.kind is Kind.HEADING:
            label, title, _ = (block.label, words, None) if block.label else labelled(words)
            yield Typed(Line(number, Kind.HEADING, label, title), max(block.level, 1))
        elif block.kind is Kind.LIST_ITEM and not place:
            line = Line(number, Kind.LIST_ITEM, folded(block.label), words, block.list_kind or ListKind.DASH)
            yield Typed(line, 0, max(block.level, 1), links=links)
        elif block.label and not place:
            line = Line(number, Kind.NUMBERED, folded(block.label), words)
            if len(line.numbers) != 1:  # a number below the item's is Word's own; another label is part of the words
                text = words if line.numbers else f"{line.label} {words}"
                line = Line(number, Kind.PARAGRAPH, "", text)
            yield Typed(line, stands_out=strong, links=links)
        else:
            yield _typed(number, words, 0, strong=strong, links=links)


def _typed(
    number: int, text: str, indent: int, *, strong: bool = False, links: tuple[tuple[str, str], ...] = ()
) -> Typed:
    label, words, kind = labelled(text)
    if label and not words:
        label, words, kind = "", text, None
    stands_out = strong or (words.isupper() and sum(map(str.isalpha, words)) > 5)
    sort = Kind.LIST_ITEM if kind else Kind.NUMBERED if label else Kind.PARAGRAPH
    return Typed(Line(number, sort, label, folded(words), kind), 0, indent, stands_out, links=links)


# --- headings ---------------------------------------------------------------------------------------


def stretches_of(lines: Sequence[Typed], is_known: Callable[[str], bool]) -> Stretches:
    """Return a file's lines in stretches; `is_known` says whether words are the title of an item or a topic.

    A heading is what Word or `#` mark as one, "Item 5: …", and a line that is a known title; where the file marks none,
    also a number that goes on counting before words that are no sentence, and a line that is bold or in capitals.
    """
    found = Stretches()
    heads = _heads(lines, is_known)
    title = _title(lines, heads, is_known)
    reader = _Below(found)
    for place, one in enumerate(lines):
        if one.links:
            found.links[one.line] = one.links
        if one.is_dropped or place == title:
            found.left_out.append((one.line, one.reason or _TITLE))
        elif one.reason:
            found.loose.append((one.line, one.reason))
        elif place in heads:
            reader.begin(one.line, heads[place])
        elif found.found:
            reader.take(one)
        else:
            found.loose.append((one.line, "it stands before the first heading"))
    return found


def _heads(lines: Sequence[Typed], is_known: Callable[[str], bool]) -> dict[int, int]:
    """Return the level of each line that is a heading."""
    marked = {n: one.level for n, one in enumerate(lines) if one.level}
    free = {n: one.line for n, one in enumerate(lines) if not one.level and not one.reason}
    known = {n: line for n, line in free.items() if len(line.text) < _LONGEST and is_known(line.text)}
    usual = Counter(marked.values()).most_common(1)[0][0] if marked else 1
    found = {n: usual for n, line in known.items() if not line.label} | marked
    for n, line in free.items():
        if not line.label and (match := _ITEM.fullmatch(line.text)):
            found[n] = match[1].count(".") + 1
    if marked:
        return found
    if any(line.numbers for line in known.values()) or not found:
        found |= {n: len(count) for n, line in known.items() if (count := number_of(line))}
        found |= _counted(free)
    return found or {
        n: 1 for n, line in free.items() if lines[n].stands_out and not line.label and _may_head(line.text)
    }


def _counted(lines: Mapping[int, Line]) -> dict[int, int]:
    """Return the lines whose number is the next one and whose words are no sentence.

    A number in another form than the first one's (`3)` where that is `1.`) counts only where no numbered line is above.
    """
    found: dict[int, int] = {}
    form = ""
    for n, line in lines.items():
        own = line.label.strip("0123456789")
        above = lines.get(n - 1)
        goes_on = not form or own == form or (above is not None and not number_of(above))
        if number_of(line) == (len(found) + 1,) and _may_head(line.text) and goes_on:
            found[n] = 1
            form = form or own
    return found


def number_of(line: Line) -> tuple[int, ...]:
    """Return the parts of a number that may be that of an item, also where it is counted as a list is (`5)`)."""
    inner = line.label.strip("()").rstrip(".")
    return line.numbers or ((int(inner),) if inner.isdecimal() else ())


def _may_head(text: str) -> bool:
    return len(text) < _LONGEST and not _STOP.search(text) and not text[:1].islower()


def _title(lines: Sequence[Typed], heads: Mapping[int, int], is_known: Callable[[str], bool]) -> int:
    """Return the place of a heading above all others that has no words and names no item, -1 where none is."""
    first = min(heads, default=-1)
    others = [level for place, level in heads.items() if place != first]
    above = first + 1 in heads and min(others) > heads[first]
    return first if above and not is_known(lines[first].line.text) else -1


# --- what stands below ------------------------------------------------------------------------------


class _Below:
    """Takes the lines below headings: paragraphs, and what hangs on them."""

    def __init__(self, found: Stretches) -> None:
        self.found = found
        self.indents: list[int] = []
        self.counted = 0

    def begin(self, line: Line, level: int) -> None:
        match = _ITEM.fullmatch(line.text) if not line.label else None
        title = match[2] or "" if match else line.text
        number = tuple(map(int, match[1].split("."))) if match else number_of(line)
        self.found.found.append(Stretch(line, level, title.strip(), number))
        self.indents, self.counted = [], 0

    def take(self, one: Typed) -> None:
        stretch = self.found.found[-1]
        line = one.line
        if line.kind is Kind.NUMBERED and len(line.numbers) == 1:
            line = Line(line.number, Kind.LIST_ITEM, f"{line.label.rstrip('.')}.", line.text, ListKind.NUMBER_DOT)
            self._keep_links(one, line)
        elif line.kind is Kind.NUMBERED:
            line = self._numbered(stretch, one)
        if line.kind is Kind.LIST_ITEM:
            if not stretch.paragraphs:
                stretch.paragraphs.append(Paragraph(None))
            stretch.paragraphs[-1].parts.append(Part(line, "item", self._depth(one.depth)))
        elif one.depth and self.indents and one.depth > self.indents[0]:
            stretch.paragraphs[-1].parts.append(Part(line, "continuation", len(self.indents)))
        else:
            stretch.paragraphs.append(Paragraph(line))
            self.indents = []

    def _depth(self, indent: int) -> int:
        """Return the depth of an item by how far in it and those above it stand."""
        while self.indents and self.indents[-1] >= indent:
            self.indents.pop()
        self.indents.append(indent)
        return len(self.indents)

    def _numbered(self, stretch: Stretch, one: Typed) -> Line:
        """Return a paragraph without the number that counts it; figures that don't count it are its first words."""
        line, numbers = one.line, one.line.numbers
        follows = numbers[-1] == self.counted + 1
        below = numbers[:-1] == stretch.number and numbers[-1] > self.counted and line.text[:1].isupper()
        counts = below or (follows and (not stretch.number or numbers[:-1] == stretch.number))
        self.counted = numbers[-1] if counts else self.counted
        found = Line(line.number, Kind.PARAGRAPH, "", line.text if counts else f"{line.label} {line.text}")
        self._keep_links(one, found)
        return found

    def _keep_links(self, one: Typed, line: Line) -> None:
        if one.links:
            self.found.links[line] = one.links
