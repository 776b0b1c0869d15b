"""A draft: the ordered blocks of one document, before Word and after it.

A draft is made from records, or read from a file. Checking, comparing and typesetting work on it, so
it knows nothing of YAML, of templates or of Word's XML.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


class Kind(enum.StrEnum):
    """What a block is. The values are the words that stand in a template's samples."""

    HEADING = "heading"
    NUMBERED = "numbered"
    PARAGRAPH = "paragraph"
    CONTINUATION = "continuation"
    SUBHEADING = "subheading"
    LIST_ITEM = "list item"
    TABLE = "table"
    FRONT_LABEL = "front label"
    FRONT_TEXT = "front text"
    FRONT_RULE = "front rule"
    SIGNATURE_NAME = "signature name"
    SIGNATURE_TITLE = "signature title"
    CLOSING_RULE = "closing rule"


class ListKind(enum.StrEnum):
    """How the items of a list are marked."""

    DASH = "dash"
    BULLET = "bullet"
    NUMBER_PAREN = "number-paren"
    LETTER_PAREN = "letter-paren"
    ROMAN_DOT = "roman-dot"
    ROMAN_PAREN = "roman-paren"
    NUMBER_DOT = "number-dot"

    @property
    def counts(self) -> bool:
        """Whether the items carry numbers or letters."""
        return self not in (ListKind.DASH, ListKind.BULLET)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one look: emphasis, the address it links to, the anchor it refers to.

    `target` names the origin of another block: the text is that block's number, and Word keeps it right.
    `open` marks a placeholder for a fact that isn't known yet.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    target: str | None = None
    open: bool = False


Runs = tuple[Run, ...]
Cell = tuple[Runs, ...]
"""The paragraphs of one table cell."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like thing of a draft.

    `level` counts from 1 (depth of number, or nesting of a list). `label` is the number or mark as it is
    printed (`3.6.1`, `a)`, `–`), empty where there is none. `origin` says what the block was made from
    (`41/ai#request`, `phrase:introduction/attendance`), `facts` which facts a computed sentence used.
    `starts` is the first number of a counted list on its first item, else 0. `rows` holds a table's cells.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    label: str = ""
    origin: str = ""
    list_kind: ListKind | None = None
    starts: int = 0
    facts: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def text(self) -> str:
        """Return the text of all runs; a table's rows on lines of their own, cells separated by tabs."""
        if self.kind is Kind.TABLE:
            return "\n".join(
                "\t".join(" ".join("".join(r.text for r in p) for p in cell) for cell in row) for row in self.rows
            )
        return "".join([run.text for run in self.runs])

    @property
    def digest(self) -> str:
        """Return twelve hexadecimal digits that stand for the block's text."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document: `front` are the facts of its first page by name, `blocks` everything below them.

    `placeholders` are the texts in `front` that stand for facts which aren't known yet: `[symbol]`.
    """

    name: str
    kind: str
    language: str
    template: str
    front: Mapping[str, str]
    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    date: str = ""
    sources: tuple[str, ...] = field(default=())
    placeholders: tuple[str, ...] = field(default=())

    def lines(self) -> Iterator[str]:
        """Yield the draft as plain text: label, TAB and text where a block has a label, else the text."""
        for block in self.blocks:
            if block.kind is Kind.TABLE:
                yield from block.text.split("\n")
            elif block.label:
                yield f"{block.label}\t{block.text}"
            else:
                yield block.text


def joined(runs: Runs) -> Runs:
    """Return runs with neighbours of the same look made one; cross-references stay by themselves."""
    found: list[Run] = []
    for run in runs:
        if found and _look(found[-1]) == _look(run) and not run.target:
            found[-1] = Run(found[-1].text + run.text, *_look(run))
        elif run.text or run.target:
            found.append(run)
    return tuple(found)


def _look(run: Run) -> tuple[bool, bool, str | None, str | None, bool]:
    return run.strong, run.emphasis, run.link, run.target, run.open


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
