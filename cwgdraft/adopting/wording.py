"""Words as the records hold them: facts that are registered become references, all else stays as it was typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cwgdraft.adopting.held import dates_of_meetings, whole_dates
from cwgdraft.adopting.outline import Line, Paragraph
from cwgdraft.adopting.people import Who, key_of
from cwgdraft.draft import ListKind
from cwgdraft.language.mentions import (
    meetings_in,
    people_named,
    resolutions_in,
    same_group,
    sessions_in,
    symbols_in,
)
from cwgdraft.language.mentions.dates import MONTHS
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Statement
from cwgdraft.records.source import Source

_INDENT = 3
_NO_WORDS = re.compile(r"[\[\]|\n]")
_OUTSIDE = re.compile(
    r"C\d\d/(?:(?:INF|ADM|DT|DL)/)?\d+(?:\((?:Rev|Add|Corr)\.\d+\))*|CL-\d\d/\d+|[AES](?:/[A-Z0-9.-]+)+/\d+"
)
"""Symbols of the Council's, of circulars and of the United Nations' documents, as references name them."""
_BODIES = {"PP": "plenipotentiary", "C": "council"}
_BEGINS = {"plenipotentiary": "PP Resolution", "council": "Council Resolution"}


class Revised(Protocol):
    """What has revisions: a document of a record, of a source, or as a text cites it."""

    @property
    def revision(self) -> int:
        """Return the number of its revision."""

    @property
    def addendum(self) -> int:
        """Return the number of its addendum."""

    @property
    def corrigendum(self) -> int:
        """Return the number of its corrigendum."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words: as it was typed, and, where a fact stands there, the reference and what it will print."""

    typed: str
    reference: str = ""
    prints: str = ""
    fact: str = ""

    @property
    def markdown(self) -> str:
        """Return it as it stands in the records."""
        return self.reference or self.typed

    @property
    def printed(self) -> str:
        """Return it as it will be printed."""
        return self.prints if self.reference else self.typed


@dataclass(slots=True)
class Registers:
    """What references may name: people by compared name, resolutions with editions, sessions, days of meetings."""

    acronym: str
    people: Mapping[str, tuple[str, Who]] = field(default_factory=dict)
    resolutions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sessions: Mapping[str, str] = field(default_factory=dict)
    meetings: Mapping[int, tuple[dt.date, dt.date] | None] = field(default_factory=dict)
    documents: Mapping[tuple[int, str], str] = field(default_factory=dict)
    """What the suffix of each document's symbol is: `(Rev.1)`."""
    family: Mapping[str, str] = field(default_factory=dict)
    """The keys of people by family names that nobody else has, for those who are called so later on."""


def pieces_of(
    text: str, registers: Registers, meeting: int = 0, known: Iterable[tuple[int, int, Piece]] = ()
) -> list[Piece]:
    """Return the pieces of a paragraph, in order: joined, what they typed is the paragraph.

    `meeting` is the one whose documents may be cited by their numbers alone ("document 14"), 0 where nothing says so.
    `known` are pieces that were found already, each with where it starts and ends.
    """
    found: list[tuple[int, int, Piece]] = []
    taken = bytearray(len(text))
    for start, end, piece in (*known, *_candidates(text, registers, meeting)):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append((start, end, piece))
    pieces: list[Piece] = []
    position = 0
    for start, end, piece in sorted(found, key=lambda one: one[0]):
        if start > position:
            pieces.append(Piece(text[position:start]))
        pieces.append(piece)
        position = end
    if position < len(text):
        pieces.append(Piece(text[position:]))
    return pieces


def _candidates(text: str, registers: Registers, meeting: int) -> Iterator[tuple[int, int, Piece]]:
    """Yield what may become a reference; of two that overlap the first holds."""
    yield from _days_of_meetings(text, registers)
    yield from _symbols(text, registers, meeting)
    yield from _resolutions(text, registers)
    yield from _people(text, registers)
    yield from _dates(text)
    yield from _sessions(text, registers)


def _piece(typed: str, name: str, prints: str, fact: str, *, form: str = "") -> Piece:
    """Return a reference, with the words that it shows where it would print others."""
    if form or typed == prints:
        return Piece(typed, f"[[{name}|{form}]]" if form else f"[[{name}]]", prints, fact)
    if _NO_WORDS.search(typed) or not typed.strip():
        return Piece(typed)
    return Piece(typed, f"[[{name}|{typed}]]", typed, fact)


# --- facts in text ---------------------------------------------------------------------------------


def _days_of_meetings(text: str, registers: Registers) -> Iterator[tuple[int, int, Piece]]:
    """Yield the days on which a meeting is said to have been held: the record says which they are."""
    known = {number: days for number, days in registers.meetings.items() if days}
    for number, date in dates_of_meetings(text, known):
        days = known.get(number)
        if days and (date.text == written(*days) or (date.first, date.last) != days):
            yield date.start, date.end, Piece(date.text, f"[[meeting {number}|dates]]", written(*days), "date")


def _symbols(text: str, registers: Registers, meeting: int) -> Iterator[tuple[int, int, Piece]]:
    others = any(number != meeting for one in meetings_in(text) for number in one.numbers)
    for one in symbols_in(text, registers.acronym):
        own = one.series == "short" or (one.series == "group" and same_group(one.group, registers.acronym))
        if own and one.meeting:
            suffix = registers.documents.get((one.meeting, one.number), "")
            name = f"{one.meeting}/{one.number}"
            prints = f"{registers.acronym}-{name}{suffix}"
            if suffix_of(one) not in ("", suffix):  # another revision than the record's is cited on purpose
                yield one.start, one.end, _piece(one.text, name, "", "symbol")
            else:
                yield one.start, one.end, Piece(one.text, f"[[{name}]]", prints, "symbol")
        elif one.series == "bare" and meeting and not others:
            yield one.start, one.end, _piece(one.text, f"{meeting}/{one.number}", "", "symbol")
        elif _OUTSIDE.fullmatch(one.usual):
            yield one.start, one.end, _piece(one.text, one.usual, one.usual, "symbol")


def suffix_of(document: Revised) -> str:
    """Return what a document's symbol has behind its number: `(Rev.1)`, empty where it was never revised."""
    marks = (("Rev", document.revision), ("Add", document.addendum), ("Corr", document.corrigendum))
    return "".join(f"({sign}.{count})" for sign, count in marks if count)


def _resolutions(text: str, registers: Registers) -> Iterator[tuple[int, int, Piece]]:
    for one in resolutions_in(text):
        for prefix, body in _BODIES.items():
            key = f"{prefix} {one.number}"
            if key not in registers.resolutions or (one.body and one.body != body):
                continue
            edition = edition_meant(one.edition, registers.resolutions[key])
            prints = f"{_BEGINS[body]} {one.number} ({edition})" if edition else ""
            name = f"{key}@{edition}" if edition else key
            yield one.start, one.end, _piece(one.text, name, prints, "resolution")
            break


def edition_meant(typed: str, known: tuple[str, ...]) -> str:
    """Return the edition that words mean ("Mod. 2023", "C11, last amended C24"), empty where none is told."""
    if typed in known:
        return typed
    years = re.findall(r"(?:19|20)\d\d", typed) or [f"20{one}" for one in re.findall(r"\bC-?(\d\d)\b", typed)]
    return next((one for one in known if years and years[-1] in one), "")


def _people(text: str, registers: Registers) -> Iterator[tuple[int, int, Piece]]:
    for one in people_named(text):
        known = registers.people.get(key_of(one.name))
        if known is None:
            if key := registers.family.get(key_of(one.name)):
                typed = text[one.title_start : one.end]
                yield one.title_start, one.end, _piece(typed, key, "", "person")
            continue
        key, who = known
        bare = f"{who.title} {who.name}".strip()
        full = f"{bare} ({who.country})" if who.country else ""
        end = one.bracket_end or one.end
        if full and text[one.title_start : end] == full:
            yield one.title_start, end, _piece(full, key, full, "person", form="full")
        elif who.office and text.startswith(f"{bare}, {who.office}", one.title_start):
            words = f"{bare}, {who.office}"
            yield one.title_start, one.title_start + len(words), _piece(words, key, words, "person", form="office")
        else:
            yield one.title_start, one.end, _piece(text[one.title_start : one.end], key, bare, "person")


def _dates(text: str) -> Iterator[tuple[int, int, Piece]]:
    for one in whole_dates(text):
        if one.first is None or one.last is None or one.year is None:
            continue
        if one.precision == "month":
            month = f"{one.first:%Y-%m}"
            yield one.start, one.end, _piece(one.text, month, f"{MONTHS[one.month - 1]} {one.year}", "date")
        elif one.last >= one.first:
            yield (
                one.start,
                one.end,
                _piece(one.text, interval(one.first, one.last), written(one.first, one.last), "date"),
            )


def _sessions(text: str, registers: Registers) -> Iterator[tuple[int, int, Piece]]:
    for one in sessions_in(text):
        key = f"C{one.year % 100:02}"
        if name := registers.sessions.get(key):
            yield one.start, one.end, _piece(one.text, key, name, "session")


def interval(first: dt.date, last: dt.date) -> str:
    """Return days as records write them: `2025-02-10/11`."""
    if first == last:
        return first.isoformat()
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.isoformat()}/{f'{last:%d}' if same else last.isoformat()}"


def written(first: dt.date, last: dt.date) -> str:
    """Return days as the house prints them: `10-11 February 2025`."""
    end = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{end}"
    year = f" {first.year}" if first.year != last.year else ""
    return f"{first.day} {MONTHS[first.month - 1]}{year}-{end}"


# --- paragraphs ------------------------------------------------------------------------------------

_LIKE_A_MARK = re.compile(r"^([-*]|#{1,6}|(?:\d{1,3}|[a-z]|[ivxlcdm]{1,7})[.)])(?:[ \t]+|$)")
MARKS = {ListKind.DASH: "-", ListKind.BULLET: "*"}
"""What an item without a number begins with in the records."""


def mark_of(kind: ListKind | None, label: str) -> str:
    """Return what an item of a list begins with in the records: `-`, `a)`, `ii.`."""
    if kind is None or kind is ListKind.NUMBER_DOT:
        return f"{label.strip('().')}."
    if kind in MARKS:
        return MARKS[kind]
    inner = label.strip("().").lower()
    return f"{inner}." if kind is ListKind.ROMAN_DOT else f"{inner})"


def markdown_of(paragraph: Paragraph, written: Callable[[Line], str], marks: Sequence[str] = ()) -> list[str]:
    """Return the lines of a paragraph with what hangs on it, as minutes and words are written.

    `written` gives the words of each line, `marks` are the paragraph's attributes. A list that couldn't be read again
    as it is stands there as paragraphs, each with its mark as it was typed.
    """
    words = {line: _as_text(written(line)) for line in paragraph.lines()}
    lines = _with_lists(paragraph, words, marks)
    if paragraph.parts and not _reads_back(lines, paragraph):
        return _with_typed_marks(paragraph, words, marks)
    return lines


def _as_text(words: str) -> str:
    """Return words that begin like a heading or an item of a list so that they are read as words."""
    return _LIKE_A_MARK.sub("\\1\u00a0", words)


def _with_lists(paragraph: Paragraph, words: Mapping[Line, str], marks: Sequence[str]) -> list[str]:
    lines: list[str] = []
    if paragraph.line is not None:
        lines.append(words[paragraph.line] + _braces(marks))
        marks = ()
    for place, part in enumerate(paragraph.parts):
        if part.kind in ("continuation", "quoted"):
            number = f"{part.line.label}\u00a0" if part.kind == "quoted" else ""
            lines += ["", f"{' ' * max(_INDENT * part.depth, 2)}{number}{words[part.line]}"]
            continue
        numbered = part.kind == "numbered"
        mark = f"{part.line.numbers[-1]}." if numbered else mark_of(part.line.list_kind, part.line.label)
        before = paragraph.parts[place - 1] if place else None
        if before is None or before.kind != part.kind:
            lines.append("")
        counted = part.kind == "item" and mark.endswith(".") and mark[:-1].isdecimal()
        above = next((one for one in reversed(paragraph.parts[:place]) if one.depth <= part.depth), None)
        begins = above is None or (above.kind, above.depth) != (part.kind, part.depth)
        flags = [*marks, *(["list"] if counted and begins else [])]
        marks = ()
        lines.append(f"{' ' * (_INDENT * (part.depth - 1))}{mark} {words[part.line]}{_braces(flags)}")
    return lines


def _with_typed_marks(paragraph: Paragraph, words: Mapping[Line, str], marks: Sequence[str]) -> list[str]:
    lines: list[str] = []
    marks = marks if paragraph.line is not None else [*marks, "-"]
    for line in paragraph.lines():
        own = line is paragraph.line or not line.label
        text = words[line] if own else f"{line.label}\u00a0{words[line]}"
        lines += [f"  {text}" if lines else f"{text}{_braces(marks)}", ""]
    return lines[:-1]


def _braces(marks: Sequence[str]) -> str:
    return f" {{{' '.join(marks)}}}" if marks else ""


def _reads_back(lines: Sequence[str], paragraph: Paragraph) -> bool:
    """Return whether the lines are read as the paragraph that they were written for."""
    text = "\n".join(("## Item", "", *lines, ""))
    found, wrong = read_markdown(Source(Path("words.md"), text))
    statements = [child for item in found.items for child in item.children]
    if wrong or len(statements) != 1 or not isinstance(statements[0], Statement):
        return False
    parts = statements[0].parts[1 if paragraph.line is not None else 0 :]
    wanted = [(part.kind.replace("quoted", "continuation"), part.depth) for part in paragraph.parts]
    return [(part.kind, part.depth) for part in parts] == wanted
