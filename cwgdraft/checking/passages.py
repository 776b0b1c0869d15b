"""A document as rules read it: its passages in order, each a heading, paragraph, list item or cell.

`plain` has the same length as the text, with ordinary spaces and hyphens in the place of non-breaking ones, so that a
rule finds things in `plain` and points at them in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.draft import Block, Draft, Kind, Story, StoryKind
from cwgdraft.plain_text import with_typed_labels

_PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ", "\u2011": "-", "\t": " ", "\n": " "}
)
_FRONT = (Kind.FRONT_LABEL, Kind.FRONT_TEXT, Kind.FRONT_RULE)
_NOTES = (StoryKind.FOOTNOTE, StoryKind.ENDNOTE)
_PAGES = (StoryKind.HEADER, StoryKind.FOOTER, StoryKind.TEXT_BOX)
_SIGNATURE = (Kind.SIGNATURE_NAME, Kind.SIGNATURE_TITLE, Kind.CLOSING_RULE)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A stretch of text that stands by itself: `number` counts the passages of the document from 0.

    `block` is the block of the draft that it is or, in a table, that it is in a cell of; `index` counts the draft's
    blocks from 0 (-1 for what stands beside the body). `section` is the passage of the heading above it, None before
    the first. `front` is the label of the box on the first page under which it stands. `note` names the footnote,
    header or text box that it stands in. `typed` is how many signs of its paragraph were typed before the text as its
    label. `computed` says that the words are the program's.
    """

    number: int
    index: int
    block: Block
    text: str
    plain: str
    section: Passage | None = None
    front: str = ""
    in_cell: bool = False
    note: str = ""
    typed: int = 0

    @property
    def label(self) -> str:
        """Return its number or mark, as it is printed."""
        return self.block.label

    @property
    def kind(self) -> Kind:
        """Return what it is."""
        return self.block.kind

    @property
    def level(self) -> int:
        """Return its level in the outline or list, from 1."""
        return self.block.level

    @property
    def origin(self) -> str:
        """Return what it was made from, empty in documents of others."""
        return self.block.origin

    @property
    def computed(self) -> bool:
        """Return whether the program wrote the words."""
        return self.origin.startswith(("phrase:", "opening:", "front:", "signature:"))

    @property
    def is_heading(self) -> bool:
        """Return whether it is a heading, with a number or without."""
        return self.kind in (Kind.HEADING, Kind.SUBHEADING)

    @property
    def is_front(self) -> bool:
        """Return whether it stands in the box of the first page."""
        return self.kind in _FRONT

    @property
    def is_signature(self) -> bool:
        """Return whether it belongs to the signature."""
        return self.kind in _SIGNATURE

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return the figures of its number in the outline (`3.6.1` gives 3, 6, 1), none for other labels."""
        figures = self.label.rstrip(".").split(".")
        return tuple(map(int, figures)) if figures and all(one.isdecimal() for one in figures) else ()


NOWHERE = Passage(-1, -1, Block(Kind.PARAGRAPH), "", "")
"""The passage of what is found, but not in the text of a document."""


def passages_of(draft: Draft) -> tuple[Passage, ...]:
    """Return the passages of a draft in their order, empty ones too.

    Behind the body stand the footnotes and endnotes, then headers, footers and text boxes, each text once.
    """
    return tuple(_passages(draft))


def _passages(draft: Draft) -> Iterator[Passage]:
    number, section, front = 0, None, ""
    for index, (block, typed) in enumerate(with_typed_labels(draft.blocks)):
        if block.kind is Kind.FRONT_LABEL:
            front = block.text.strip().rstrip(":")
        elif block.kind not in _FRONT:
            front = ""
        for one, in_cell in _inner(block):
            passage = Passage(number, index, one, one.text, plain(one.text), section, front, in_cell, typed=typed)
            number += 1
            if passage.is_heading and not in_cell and (one.label or one.text.strip()):
                section = passage
            yield passage
    for name, block in _beside(draft.stories):
        yield Passage(number, -1, block, block.text, plain(block.text), None, note=name)
        number += 1


def _beside(stories: Sequence[Story]) -> Iterator[tuple[str, Block]]:
    """Yield the paragraphs beside the body, with the names of their stories; a header that comes again just once."""
    said: set[str] = set()
    for kinds in (_NOTES, _PAGES):
        for story in stories:
            for block, _ in (pair for one in story.blocks for pair in _inner(one)) if story.kind in kinds else ():
                if story.kind in _NOTES or block.text not in said:
                    said.add(block.text)
                    yield story.name, block


def _inner(block: Block, *, in_cell: bool = False) -> Iterator[tuple[Block, bool]]:
    """Yield a block, or the blocks in the cells of a table."""
    if block.kind is not Kind.TABLE:
        yield block, in_cell
        return
    for row in block.rows:
        for cell in row.cells:
            for one in cell.blocks:
                yield from _inner(one, in_cell=True)


def plain(text: str) -> str:
    """Return a text with ordinary spaces and hyphens; every sign stays where it was."""
    return text.translate(_PLAIN)
