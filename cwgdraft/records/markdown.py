"""Minutes and words: headings, paragraphs, lists and attributes, each with its place.

The dialect is that of docs/records.md, read line by line. It is not CommonMark: its lists count with
letters and Roman numbers too, its `1.` lists are numbered sub-paragraphs, and everything that isn't
named there is text, so that nothing a delegate said can turn into mark-up.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import partial

from cwgdraft.draft import ListKind
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.language.near import near_miss
from cwgdraft.records.inline import read_inline
from cwgdraft.records.model import Item, Part, Statement, Words
from cwgdraft.records.source import Source

ITEM_KEYS = ("id", "topic", "covers", "meetings", "unnumbered", "run-in")
STATEMENT_KEYS = (
    "id", "topic", "unnumbered", "list", "meetings", "actor", "verb", "addressee", "matter", "deadline", "force",
)  # fmt: skip
FORCES = ("decision", "view", "proposal", "information")
_FLAGS = {"-": "unnumbered", "unnumbered": "unnumbered", "run-in": "run-in", "list": "list"}
MAX_LEVEL = 6

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)|(#{2,6})(\{.*)")
_MARKER = re.compile(r"( *)(?:([-*])|(\d{1,3})([.)])|([a-z])\)|([ivxlcdm]{1,7})([.)]))[ ]+(?=\S)")
_ATTRIBUTES = re.compile(r"[ \t]*\{([^{}]*)\}[ \t]*$")
_TOKEN = re.compile(r'\s*(?:#([\w.:-]+)|([\w-]+)=(?:"([^"]*)"|([^\s"{}]+))|(-|unnumbered|run-in|list)(?=\s|$))\s*')
_ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(slots=True)
class _OpenPart:
    kind: str
    line: int
    column: int
    lines: list[tuple[int, int, str]]
    depth: int = 0
    list_kind: ListKind | None = None
    ordinal: int = 0


@dataclass(slots=True)
class _OpenItem:
    item: Item
    children: list[Item | Statement] = field(default_factory=list)


@dataclass(slots=True)
class _OpenList:
    indent: int
    kind: str
    count: int


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.findings: list[Finding] = []
        self.top = _OpenItem(Item((), 0, Place(source.path, 1, 1), {}))
        self.stack: list[_OpenItem] = [self.top]
        self.parts: list[_OpenPart] = []
        self.lists: list[_OpenList] = []
        self.ids: dict[str, Place] = {}
        self.blank = True
        self.titled = False
        self.plain = (0, False)

    def found(self, rule: str, place: Place, message: str, help_: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(rule, severity, message, place, help_))

    # --- lines ------------------------------------------------------------------------------

    def read(self) -> Words:
        for number, line in enumerate(self.source.text.split("\n"), 1):
            line = line.expandtabs(4) if "\t" in line[: len(line) - len(line.lstrip())] else line
            text = line.strip()
            if not text:
                self.blank = True
                continue
            if line[0] == "#" and (heading := _HEADING.fullmatch(line.rstrip())):
                self.close_statement()
                self.open_item(number, heading)
            else:
                self.take_line(number, line.rstrip(), text)
            self.blank = False
        self.close_statement()
        while len(self.stack) > 1:
            self.close_item()
        return Words(tuple(c for c in self.top.children if isinstance(c, Item)), Place(self.source.path))

    def take_line(self, number: int, line: str, text: str) -> None:
        indent = len(line) - len(text)
        marker = _MARKER.match(line)
        if marker and (kind := self.kind_of(marker, indent)):
            name, list_kind, ordinal = kind
            depth = self.open_list(indent, name)
            rest = line[marker.end() :]
            what = "numbered" if list_kind is None else "item"
            self.parts.append(
                _OpenPart(
                    what, number, marker.end() + 1, [(number, marker.end() + 1, rest)], depth, list_kind, ordinal
                )
            )
        elif not self.blank and self.parts:
            self.parts[-1].lines.append((number, indent + 1, text))
        elif indent >= 2 and self.parts:
            while self.lists and indent < self.lists[-1].indent + 2:
                self.lists.pop()
            depth = len(self.lists)
            self.parts.append(_OpenPart("continuation", number, indent + 1, [(number, indent + 1, text)], depth))
        else:
            self.close_statement()
            self.parts = [_OpenPart("text", number, indent + 1, [(number, indent + 1, text)])]

    def kind_of(self, marker: re.Match[str], indent: int) -> tuple[str, ListKind | None, int] | None:
        """Return name, kind and number of the list item that a line begins, or None when it is only text."""
        _, sign, digits, after, letter, roman, roman_after = marker.groups()
        open_list = next((one for one in reversed(self.lists) if one.indent <= indent), None)
        may_start = self.blank or open_list is not None
        if sign:
            return (sign, ListKind.DASH if sign == "-" else ListKind.BULLET, 0)
        if digits:
            value = int(digits)
            if not may_start and value != 1:
                return None
            return ("1.", None, value) if after == "." else ("1)", ListKind.NUMBER_PAREN, value)
        going = open_list.kind if open_list else ""
        if letter:
            value = ord(letter) - 96
            if going == "i)" and _roman(letter) == (open_list.count + 1 if open_list else 0):
                return ("i)", ListKind.ROMAN_PAREN, _roman(letter))
            if letter == "i" and not (open_list and going == "a)" and open_list.count == 8):
                return ("i)", ListKind.ROMAN_PAREN, 1)
            return ("a)", ListKind.LETTER_PAREN, value) if may_start or value == 1 else None
        value = _roman(roman)
        name = f"i{roman_after}"
        if not value or not (going == name or value == 1 and may_start):
            return None
        return (name, ListKind.ROMAN_DOT if roman_after == "." else ListKind.ROMAN_PAREN, value)

    def open_list(self, indent: int, kind: str) -> int:
        """Return the depth of an item of `kind` at `indent`."""
        if not self.parts:
            self.lists = []
        while self.lists and indent < self.lists[-1].indent:
            self.lists.pop()
        if self.lists and indent < self.lists[-1].indent + 2:
            if self.lists[-1].kind == kind:
                self.lists[-1].count += 1
                return len(self.lists)
            self.lists.pop()
        self.lists.append(_OpenList(indent, kind, 1))
        return len(self.lists)

    # --- items ------------------------------------------------------------------------------

    def open_item(self, number: int, heading: re.Match[str]) -> None:
        marks = heading[1] or heading[3]
        text = (heading[2] if heading[1] else heading[4]).rstrip("# ") if not heading[4] else heading[4]
        level = len(marks) - 1
        column = len(marks) + 2
        place = Place(self.source.path, number, 1)
        if level == 0:
            if self.titled or len(self.stack) > 1:
                message = "a second heading with one '#': that is the file's own title"
                self.found("second-title", place, message, "write '## ' before an item's heading")
            self.titled = True
            return
        text, attributes = self.take_attributes(text, number, column, ITEM_KEYS, "a heading")
        while len(self.stack) > level:
            self.close_item()
        if len(self.stack) < level:
            message = f"the heading has {len(marks)} '#' below one with {len(self.stack)}"
            self.found("heading-jumps", place, message, f"write {'#' * (len(self.stack) + 1)}")
        self.register(attributes, place)
        spans = read_inline(text, partial(self.at, [(number, column, text)]), self.refuse_link)
        self.stack.append(_OpenItem(Item(spans, len(self.stack), place, attributes)))

    def close_item(self) -> None:
        done = self.stack.pop()
        item = done.item
        self.stack[-1].children.append(
            Item(item.title, item.level, item.place, item.attributes, tuple(done.children))
        )

    # --- statements -------------------------------------------------------------------------

    def close_statement(self) -> None:
        parts, self.parts, self.lists = self.parts, [], []
        if not parts:
            return
        done = [self.part(one) for one in parts]
        first = done[0]
        if len(self.stack) == 1:
            message = f"words stand before the first item: '{first.source[:40]}'"
            self.found("words-without-item", first.place, message, "put a heading '## …' above them")
            return
        digest = hashlib.sha256("\n".join(p.source for p in done).encode()).hexdigest()[:8]
        self.stack[-1].children.append(Statement(tuple(done), digest, first.attributes))

    def part(self, one: _OpenPart) -> Part:
        place = Place(self.source.path, one.line, one.column)
        lines = one.lines
        text, attributes = lines[-1][2], {}
        whole = len(lines) == 1 and text.startswith("{") and text.endswith("}") and text.count("{") == 1
        if not whole and text.endswith("}"):
            text, attributes = self.take_attributes(text, lines[-1][0], lines[-1][1], STATEMENT_KEYS, "a paragraph")
            lines = [*lines[:-1], (lines[-1][0], lines[-1][1], text)] if text else lines[:-1]
        source = " ".join(piece for _, _, piece in lines)
        self.register(attributes, place)
        if (force := attributes.get("force")) and force not in FORCES:
            near = near_miss(force, FORCES)
            hint = f"; did you mean '{near}'?" if near else ""
            self.found("wrong-value", place, f"'{force}' is no force{hint}", f"use one of: {', '.join(FORCES)}")
        kind, list_kind = one.kind, one.list_kind
        if kind == "numbered" and "list" in attributes or kind == "numbered" and self.in_plain_list(one):
            kind, list_kind = "item", ListKind.NUMBER_DOT
        spans = read_inline(source, partial(self.at, lines), self.refuse_link)
        part = Part(kind, spans, source, place, one.depth, list_kind, one.ordinal, attributes)
        self.plain = (one.depth, kind == "item" and list_kind is ListKind.NUMBER_DOT)
        return part

    def in_plain_list(self, one: _OpenPart) -> bool:
        """Return whether a counted item goes on in a list whose first item was marked `{list}`."""
        return self.plain == (one.depth, True) and one.ordinal > 1

    def refuse_link(self, place: Place, address: str) -> None:
        message = f"a document can't link to '{address[:60]}'"
        self.found("unsafe-link", place, message, "link to an http, https or mailto address")

    def at(self, lines: list[tuple[int, int, str]], offset: int) -> Place:
        """Return the place of the character at `offset` of the joined lines."""
        for number, column, text in lines:
            if offset <= len(text):
                return Place(self.source.path, number, column + offset)
            offset -= len(text) + 1
        return Place(self.source.path, lines[-1][0], lines[-1][1])

    # --- attributes -------------------------------------------------------------------------

    def take_attributes(
        self, text: str, line: int, column: int, known: tuple[str, ...], where: str
    ) -> tuple[str, dict[str, str]]:
        """Return the text without the attributes at its end, and these; braces of another form are text."""
        found = _ATTRIBUTES.search(text)
        if not found:
            return text, {}
        attributes: dict[str, str] = {}
        inside, position = found[1], 0
        while position < len(inside):
            token = _TOKEN.match(inside, position)
            if not token:
                return text, {}
            identifier, key, quoted, bare, flag = token.groups()
            name = "id" if identifier else key or _FLAGS[flag]
            attributes[name] = identifier or (quoted if quoted is not None else bare) or "yes"
            position = token.end()
        if not attributes:
            return text, {}
        place = Place(self.source.path, line, column + found.start())
        for name in attributes:
            if name not in known:
                near = near_miss(name, known)
                hint = f"; did you mean '{near}'?" if near else ""
                message = f"'{name}' is not an attribute of {where}{hint}"
                self.found("unknown-attribute", place, message, f"use one of: {', '.join(known)}")
        return text[: found.start()].rstrip(), attributes

    def register(self, attributes: dict[str, str], place: Place) -> None:
        name = attributes.get("id")
        if not name:
            return
        if name in self.ids:
            message = f"the id '#{name}' is given twice (first in line {self.ids[name].line})"
            self.found("duplicate-id", place, message, "give one of them another id")
        self.ids[name] = place


def _roman(text: str) -> int:
    """Return the value of a Roman number in small letters, 0 when it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_VALUES[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def read_markdown(source: Source) -> tuple[Words, list[Finding]]:
    """Return the items and statements of a Markdown file, and what is wrong with its form."""
    reader = _Reader(source)
    words = reader.read()
    return words, reader.findings
