"""Minutes and words: headings, paragraphs, lists and attributes, each with its place.

The dialect is that of docs/records.md, read line by line. It is not CommonMark: its lists count with
letters and Roman numbers too, its `1.` lists are numbered sub-paragraphs, and everything that isn't
named there is text, so that nothing a delegate said can turn into mark-up.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass, field, replace
from functools import partial

from cwgdraft.draft import ListKind
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.records.attributes import ITEM_KEYS, STATEMENT_KEYS, take_attributes
from cwgdraft.records.inline import read_inline
from cwgdraft.records.lists import Lists
from cwgdraft.records.model import Breaks, Item, Part, Span, Statement, Words, place_at
from cwgdraft.records.source import Source

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|(?=\{)|$)")
_SPACE = " \t"
_MARK = re.compile(r'\{[^{}]*\baccept\s*=[^{}]*\}|\baccept="[^"]*"')
_ELSEWHERE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"#{2,}.*"), "put one space behind the '#' of a heading, none before them, and at most six of them"),
    (re.compile(r"(-{3,}|={3,}|_{3,}|\*{3,})"), "take the line out: rules and underlined headings aren't used here"),
    (re.compile(r"(```|~~~).*"), "take the line out: blocks of code aren't used here"),
    (re.compile(r"<!--.*"), "take it out: comments aren't used in minutes and words"),
)
"""Lines that mean something in other kinds of Markdown and are text here, with what to do about them."""


@dataclass(frozen=True, slots=True)
class _Line:
    """Words of a line, without the spaces around them; `column` counts from 1, `indent` in spaces."""

    number: int
    column: int
    text: str
    indent: int = 0


@dataclass(slots=True)
class _OpenPart:
    kind: str
    lines: list[_Line]
    depth: int = 0
    list_kind: ListKind | None = None
    ordinal: int = 0


@dataclass(slots=True)
class _OpenItem:
    item: Item
    children: list[Item | Statement] = field(default_factory=list)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.stack = [_OpenItem(Item((), 0, Place(source.path, 1, 1), {}))]
        self.parts: list[_OpenPart] = []
        self.lists = Lists()
        self.ids: dict[str, Place] = {}
        self.titled = False

    def found(self, rule: str, place: Place, message: str, help_: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(rule, severity, message, place, help_))

    # --- lines ------------------------------------------------------------------------------

    def read(self) -> Words:
        """Return the items of the file."""
        blank = True
        for number, raw in enumerate(self.source.text.split("\n"), 1):
            if not raw.strip():
                blank = True
                continue
            text = raw.strip(_SPACE)
            lead = raw[: raw.index(text)]
            line = _Line(number, len(lead) + 1, text, len(lead.expandtabs(4)))
            heading = _HEADING.match(text) if not lead else None
            if heading and (heading[1] != "#" or heading.end() > 1):
                self.close_statement()
                self.open_item(line, heading)
            else:
                self.take_line(line, after_blank=blank)
            blank = False
        self.close_statement()
        while len(self.stack) > 1:
            self.close_item()
        items = self.stack[0].children
        return Words(tuple(c for c in items if isinstance(c, Item)))

    def take_line(self, line: _Line, *, after_blank: bool) -> None:
        """Take a line of words: it begins an item of a list or a paragraph, or goes on with the one above."""
        marker = self.lists.marker(line.text, line.indent, after_blank=after_blank)
        if marker:
            words = _Line(line.number, line.column + marker.length, line.text[marker.length :])
            depth = self.lists.open(line.indent, marker)
            kind = "numbered" if marker.list_kind is None else "item"
            self.parts.append(_OpenPart(kind, [words], depth, marker.list_kind, marker.ordinal))
            return
        self.check_line(line)
        if not after_blank and self.parts:
            if self.lists.skips(line.text, line.indent):
                place = Place(self.source.path, line.number, line.column)
                message = f"this line goes on with the item above, whose number it doesn't follow: '{line.text[:40]}'"
                help_ = "correct the number; or, if it is no item, let the line break elsewhere"
                self.found("skipped-number", place, message, help_, Severity.WARNING)
            self.parts[-1].lines.append(line)
        elif line.indent >= 2 and self.parts:
            self.parts.append(_OpenPart("continuation", [line], self.lists.depth_of_paragraph(line.indent)))
        else:
            self.close_statement()
            self.parts = [_OpenPart("text", [line])]

    def check_line(self, line: _Line) -> None:
        """Note a line that its author may have meant as mark-up."""
        for pattern, help_ in _ELSEWHERE:
            if pattern.fullmatch(line.text):
                message = f"this line is printed as it is: '{line.text[:40]}'"
                place = Place(self.source.path, line.number, line.column)
                self.found("text-not-markup", place, message, help_, Severity.WARNING)

    # --- items ------------------------------------------------------------------------------

    def open_item(self, line: _Line, heading: re.Match[str]) -> None:
        level = len(heading[1]) - 1
        place = Place(self.source.path, line.number, 1)
        if level == 0:
            if self.titled or len(self.stack) > 1:
                message = "a second heading with one '#': that is the file's own title"
                self.found("second-title", place, message, "write '## ' before an item's heading")
            self.titled = True
            return
        words = _Line(line.number, heading.end() + 1, line.text[heading.end() :])
        text, attributes = self.attributes(words, ITEM_KEYS, "a heading")
        if not text and "run-in" not in attributes:
            message = "the heading has no words"
            help_ = "write the item's title behind it; or {run-in} where only its number is printed"
            self.found("empty-heading", place, message, help_)
        while len(self.stack) > level:
            self.close_item()
        if len(self.stack) < level:
            above = len(self.stack)
            message = f"the heading has {level + 1} '#' below one with {above}"
            message = message if above > 1 else f"the first heading has {level + 1} '#'"
            self.found("heading-jumps", place, message, f"write {'#' * (above + 1)}")
        self.register(attributes, place)
        self.check_marks(text, Place(self.source.path, words.number, words.column), ())
        spans = read_inline(
            text, partial(place_at, Place(self.source.path, words.number, words.column), ()), self.findings.append
        )
        breaks = ((0, line.number, words.column),) if spans == (Span(text),) else ()
        self.stack.append(_OpenItem(Item(spans, len(self.stack), place, attributes, breaks=breaks)))

    def close_item(self) -> None:
        done = self.stack.pop()
        self.stack[-1].children.append(replace(done.item, children=tuple(done.children)))

    # --- statements -------------------------------------------------------------------------

    def close_statement(self) -> None:
        parts, self.parts = self.parts, []
        self.lists.close()
        if not parts:
            return
        plain: set[int] = set()
        done = [self.part(one, plain) for one in parts]
        first = done[0]
        if len(self.stack) == 1:
            message = f"words stand before the first item: '{first.source[:40]}'"
            self.found("words-without-item", first.place, message, "put a heading '## …' above them")
            return
        digest = hashlib.sha256("\n".join(p.source for p in done).encode()).hexdigest()[:8]
        self.stack[-1].children.append(Statement(tuple(done), digest, first.attributes))

    def part(self, one: _OpenPart, plain: set[int]) -> Part:
        """Return a paragraph as it is read; `plain` holds the depths at which a list marked `{list}` goes on."""
        first, last = one.lines[0], one.lines[-1]
        place = Place(self.source.path, first.number, first.column)
        lines = one.lines
        attributes: dict[str, str] = {}
        if len(lines) > 1 or not (last.text.startswith("{") and last.text.count("{") == 1):
            text, attributes = self.attributes(last, STATEMENT_KEYS, "a paragraph")
            lines = [*lines[:-1], _Line(last.number, last.column, text)] if text else lines[:-1]
        source = " ".join(line.text for line in lines)
        self.register(attributes, place)
        kind, list_kind = one.kind, one.list_kind
        if kind != "continuation":
            plain -= {depth for depth in plain if depth > one.depth}
        if kind == "numbered" and ("list" in attributes or (one.depth in plain and one.ordinal > 1)):
            kind, list_kind = "item", ListKind.NUMBER_DOT
            plain.add(one.depth)
        elif kind != "continuation":
            plain.discard(one.depth)
        breaks = _breaks(lines) if len(lines) > 1 else ()
        self.check_marks(source, place, breaks)
        spans = read_inline(source, partial(place_at, place, breaks), self.findings.append)
        return Part(kind, spans, source, place, one.depth, list_kind, one.ordinal, attributes, breaks)

    # --- places and attributes --------------------------------------------------------------

    def attributes(self, line: _Line, known: tuple[str, ...], where: str) -> tuple[str, dict[str, str]]:
        """Return the words of a line without the attributes at its end, and these."""
        place = Place(self.source.path, line.number, line.column + max(line.text.rfind("{"), 0))

        def report(rule: str, message: str, help_: str) -> None:
            if rule == "unread-attributes" and _MARK.search(line.text, max(line.text.rfind("{"), 0)):
                return  # a mark that isn't read is an error: `check_marks`
            severity = Severity.WARNING if rule == "unread-attributes" else Severity.ERROR
            self.found(rule, place, message, help_, severity)

        found = take_attributes(line.text, known, where, report)
        return found.text, found.values

    def check_marks(self, text: str, place: Place, breaks: Breaks) -> None:
        """Note marks that accept a finding and stand where they are printed as text, and accept nothing."""
        for found in _MARK.finditer(text):
            message = f"this mark is printed as text and accepts nothing: '{found[0][:60]}'"
            help_ = 'move it to the end of its paragraph or heading, as {accept="rule: reason"}'
            self.found("misplaced-accept", place_at(place, breaks, found.start()), message, help_)

    def register(self, attributes: dict[str, str], place: Place) -> None:
        name = attributes.get("id")
        if not name:
            return
        if name in self.ids:
            message = f"the id '#{name}' is given twice (first in line {self.ids[name].line})"
            self.found("duplicate-id", place, message, "give one of them another id")
        self.ids.setdefault(name, place)


def _breaks(lines: list[_Line]) -> Breaks:
    """Return where lines begin when they are joined by spaces."""
    found = []
    offset = 0
    for before, line in itertools.pairwise(lines):
        offset += len(before.text) + 1
        found.append((offset, line.number, line.column))
    return tuple(found)


def read_markdown(source: Source) -> tuple[Words, list[Finding]]:
    """Return the items and statements of a Markdown file, and what is wrong with its form."""
    reader = _Reader(source)
    words = reader.read()
    return words, reader.findings
