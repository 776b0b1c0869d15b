"""A draft: the ordered blocks of one document, before Word and after it.

A draft is made from records, or read from a file. Checking, comparing and typesetting work on it, so
it knows nothing of YAML, of templates or of Word's XML.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DOCUMENT_DEFAULTS = "document defaults"
"""The name under which `Draft.styles` has what looks so without any style."""


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

    What only documents from outside have: `look` is all other formatting of the characters, in Word's words
    (`color=FF0000 u=single`); `note` names the story that a reference leads to (`footnote 2`); `field` is the
    instruction of the Word field that computed the text (`PAGE`); `object` stands for what isn't text, a picture or an
    equation, with a digest of its content (`picture 3f2a`), and `text` is then how it is shown; `tracked` says how
    a tracked change touches the text (`inserted`, `deleted`, `moved here`, `moved away`) when changes are shown.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    target: str | None = None
    open: bool = False
    look: str = ""
    note: str | None = None
    field: str | None = None
    object: str | None = None
    tracked: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph-like thing of a draft.

    `level` counts from 1 (depth of number, or nesting of a list). `label` is the number or mark as it is
    printed (`3.6.1`, `a)`, `–`), empty where there is none. `origin` says what the block was made from
    (`41/ai#request`, `phrase:introduction/attendance`), `facts` which facts a computed sentence used.
    `starts` is the first number of a counted list on its first item, else 0. `rows` holds a table's cells.

    What is read from Word has besides: `style`, the name of the paragraph's style; `look`, the paragraph's own
    formatting in Word's words (`jc=center ind.left=720`); `tracked`, how a tracked change touches the paragraph as
    a whole, or a table.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    label: str = ""
    origin: str = ""
    list_kind: ListKind | None = None
    starts: int = 0
    facts: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    style: str = ""
    look: str = ""
    tracked: str = ""

    @property
    def text(self) -> str:
        """Return the text of all runs; a table's rows on lines of their own, cells separated by tabs."""
        if self.kind is Kind.TABLE:
            return "\n".join("\t".join(cell.text for cell in row.cells) for row in self.rows)
        return "".join([run.text for run in self.runs])

    @property
    def digest(self) -> str:
        """Return twelve hexadecimal digits that stand for the block's text."""
        return digest(self.text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its blocks, how many columns it spans, whether it goes on with the cell above it."""

    blocks: tuple[Block, ...] = ()
    columns: int = 1
    continues: bool = False

    @property
    def text(self) -> str:
        """Return the text of the cell's blocks, one space between them; numbers before the text that they count."""
        return " ".join(f"{block.label} {block.text}" if block.label else block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `tracked` says how a tracked change touches it as a whole."""

    cells: tuple[Cell, ...] = ()
    tracked: str = ""


def plain_row(*cells: Runs) -> Row:
    """Return a row of cells with one paragraph each; an empty one has none."""
    return Row(tuple(Cell((Block(Kind.PARAGRAPH, runs),) if runs else ()) for runs in cells))


class StoryKind(enum.StrEnum):
    """Where text stands that is not part of the body: the values are Word's words."""

    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    COMMENT = "comment"
    TEXT_BOX = "text box"


@dataclass(frozen=True, slots=True)
class Story:
    """Text beside the body. `name` is one in its draft: `footnote 2`, `header 1 (first page)`, `text box 1`.

    A comment has the `author` and the `excerpt` that it is about; `anchor` is the place of the block in the body
    (from 0, counting blocks) where a note, a comment or a text box hangs, -1 where it hangs in no block of the body.
    `names_cause` is set for a comment that cwgdraft wrote into a redline: it says why, and belongs to no document.
    `answers` names the comment that a comment replies to, `resolved` says that its thread was closed, `within` names
    the story that it hangs in, as `footnote 2`. Of one whose words a tracked change deletes, `gone` are these words
    and `origin` is what their paragraph was made from.
    """

    kind: StoryKind
    name: str
    blocks: tuple[Block, ...]
    author: str = ""
    date: str = ""
    excerpt: str = ""
    anchor: int = -1
    names_cause: bool = False
    answers: str = ""
    resolved: bool = False
    within: str = ""
    gone: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """That a document was written as a redline: the name of what it was compared with, whose tracked changes, when."""

    old: str
    author: str
    date: str


@dataclass(frozen=True, slots=True)
class Made:
    """How a draft was made: by which version, of which files, and what its blocks said then.

    `sources` has a digest of each file by its path below the workspace (`records/meetings/43.yaml`), empty where it
    isn't known. `blocks` has the digest of the text by origin, of a draft that was read from Word; `rest` that of the
    text outside the blocks. `report` is the report's name, which a file may not have any more. `marked` is set where
    the draft was written with tracked changes.
    """

    version: str
    sources: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""
    report: str = ""
    marked: Marked | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole document: `front` are the facts of its first page by name, `blocks` everything below them.

    `placeholders` are the texts in `front` that stand for facts which aren't known yet: `[symbol]`. `stories` is
    what a document from outside has beside its body; `remarks` is what was noticed when it was read. `made` is how the
    draft was made, None where a document doesn't say. `styles` says by name what the styles of a Word file look like
    (`color=FF0000 basedOn=Normal`, what they take over from others included).
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
    stories: tuple[Story, ...] = ()
    remarks: tuple[str, ...] = ()
    made: Made | None = None
    styles: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        """Yield the draft as plain text: label, TAB and text where a block has a label, else the text."""
        for block in self.blocks:
            if block.kind is Kind.TABLE:
                yield from block.text.split("\n")
            elif block.label:
                yield f"{block.label}\t{block.text}"
            else:
                yield block.text


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks; a table that is no block of the draft, such as the box on the first page, by what is in it."""
    for block in blocks:
        if block.rows and not block.origin:
            yield from flat(one for row in block.rows for cell in row.cells for one in cell.blocks)
        else:
            yield block


def joined(runs: Runs) -> Runs:
    """Return runs with neighbours of the same look made one; cross-references stay by themselves."""
    found: list[Run] = []
    for run in runs:
        if found and not (run.target or run.note or run.object) and _look(found[-1]) == _look(run):
            found[-1] = Run(found[-1].text + run.text, *_look(run))
        elif run.text or run.target:
            found.append(run)
    return tuple(found)


def _look(run: Run) -> tuple[Any, ...]:
    return (
        run.strong, run.emphasis, run.link, run.target, run.open,
        run.look, run.note, run.field, run.object, run.tracked,
    )  # fmt: skip


def digest(text: str) -> str:
    """Return twelve hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
