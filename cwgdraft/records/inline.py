"""The inside of a paragraph: emphasis, links and references; all else is text.

Written here rather than taken from a Markdown library: CommonMark's escapes, entities, code, HTML and
emphasis inside words would all have to be switched off, and its tokens carry no columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.records.links import LINK_HELP, is_safe_link
from cwgdraft.records.model import Reference, Span, Spans

__all__ = ["Locate", "Note", "is_safe_link", "read_inline"]

_ATOM = re.compile(
    r"\[\[(?=\s*[^\s\[\]|])(?P<name>[^\[\]|\n]+)(?:\|(?P<form>[^\[\]\n]*))?\]\]"
    r"|\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\((?P<link>(?:[^()\s]|\([^()\s]*\))+)\)"
)
_BROKEN = re.compile(r"\[\[|\]\(")
_EMPHASIS = re.compile(r"\*+")
_MAX_BROKEN = 20

Locate = Callable[[int], Place]
Note = Callable[[Finding], None]


def read_inline(text: str, locate: Locate | None = None, note: Note | None = None) -> Spans:
    """Return the spans of a paragraph.

    `locate` gives the place of the character at an offset of `text`; `note` takes a finding for each link that a
    document may not carry and for each reference or link that isn't closed: these stay text as written.
    """
    if "[" not in text and "*" not in text:
        return (Span(text),) if text else ()
    reader = _Reader(text, locate, note)
    reader.read(0, len(text), strong=False, emphasis=False)
    return tuple(reader.spans)


@dataclass(slots=True)
class _Atom:
    """A reference or link, in which no emphasis begins or ends."""

    start: int
    end: int
    span: Span


@dataclass(slots=True)
class _Reader:
    text: str
    locate: Locate | None
    note: Note | None
    spans: list[Span] = field(default_factory=list)
    atoms: list[_Atom] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    """Where runs of asterisks outside atoms begin and end."""

    def __post_init__(self) -> None:
        position = 0
        for found in _ATOM.finditer(self.text):
            atom = self.atom(found)
            if atom:
                self.plain(position, atom.start)
                self.atoms.append(atom)
                position = atom.end
        self.plain(position, len(self.text))

    def found(self, rule: str, severity: Severity, at: int, message: str, help_: str) -> None:
        if self.locate and self.note:
            self.note(Finding(rule, severity, message, self.locate(at), help_))

    def atom(self, found: re.Match[str]) -> _Atom | None:
        """Return a reference or link; None, with a finding, for an address that a document may not carry."""
        if found["name"] is not None:
            place = self.locate(found.start()) if self.locate else None
            span = Span("", reference=Reference(found["name"].strip(), (found["form"] or "").strip(), place))
        elif is_safe_link(found["link"]):
            span = Span(found["words"], link=found["link"])
        else:
            message = f"a document can't link to '{found['link'][:60]}'"
            help_ = f"{LINK_HELP}; if this is no link, put a space between ] and ("
            self.found("unsafe-link", Severity.ERROR, found.start(), message, help_)
            return None
        return _Atom(found.start(), found.end(), span)

    def plain(self, start: int, end: int) -> None:
        """Take note of the asterisks and of the broken references and links between two atoms."""
        self.marks += [m.span() for m in _EMPHASIS.finditer(self.text, start, end) if m.end() - m.start() <= 3]
        bracket = self.text.find("[", start, end)
        for found in islice(_BROKEN.finditer(self.text, start, end), _MAX_BROKEN):
            at = found.start()
            shown = self.text[at : at + 30]
            if found[0] == "[[":
                message = f"this is no reference and is printed as it is: '{shown}'"
                help_ = "write [[name]] or [[name|words]], with no other brackets inside"
                self.found("broken-reference", Severity.WARNING, at, message, help_)
            elif (0 <= bracket < at or 0 < at == start) and not _ATOM.match(
                self.text, max(self.text.rfind("[", start, at), 0)
            ):
                message = f"this is no link and is printed as it is: '{shown}'"
                help_ = "write [words](https://…) without spaces in the address"
                self.found("broken-link", Severity.WARNING, at, message, help_)

    # --- emphasis -----------------------------------------------------------------------------

    def read(self, start: int, end: int, *, strong: bool, emphasis: bool) -> None:
        """Append the spans between two offsets."""
        plain = start
        hopeless: set[int] = set()
        for opening, after in self.marks[bisect_left(self.marks, (start, start)) : bisect_left(self.marks, (end, end))]:
            size = after - opening
            if opening < plain or size in hopeless or not self.opens(opening, after, end):
                continue
            close = self.closing(after, size, end)
            if close < 0:
                hopeless.add(size)
                continue
            self.stretch(plain, opening, strong=strong, emphasis=emphasis)
            self.read(after, close, strong=strong or size > 1, emphasis=emphasis or size != 2)
            plain = close + size
        self.stretch(plain, end, strong=strong, emphasis=emphasis)

    def opens(self, opening: int, after: int, end: int) -> bool:
        """Return whether marks open emphasis: before a word and not behind one, so that `5*3*2` is text."""
        before = self.text[opening - 1] if opening else " "
        return after < end and not self.text[after].isspace() and not before.isalnum()

    def closing(self, after: int, size: int, end: int) -> int:
        """Return where marks of `size` close emphasis, behind a word and not before one; -1 when they don't."""
        for i in range(bisect_left(self.marks, (after + 1, 0)), len(self.marks)):
            start, stop = self.marks[i]
            if stop > end:
                break
            follows = self.text[stop] if stop < len(self.text) else " "
            if stop - start == size and not self.text[start - 1].isspace() and not follows.isalnum():
                return start
        return -1

    def stretch(self, start: int, end: int, *, strong: bool, emphasis: bool) -> None:
        """Append the words and atoms between two offsets in one look."""
        first = bisect_left(self.atoms, start, key=lambda atom: atom.start)
        for i in range(first, len(self.atoms)):
            atom = self.atoms[i]
            if atom.end > end:
                break
            self.words(start, atom.start, strong, emphasis)
            span = atom.span
            self.spans.append(Span(span.text, strong, emphasis, span.link, span.reference))
            start = atom.end
        self.words(start, end, strong, emphasis)

    def words(self, start: int, end: int, strong: bool, emphasis: bool) -> None:
        if end > start:
            self.spans.append(Span(self.text[start:end], strong, emphasis))
