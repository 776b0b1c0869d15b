"""What is gathered while a document is read: notes and comments in the order of the text, text boxes, remarks.

Word counts footnotes and endnotes by their references in the text, whatever their ids are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.gate import Parts
from cwgdraft.word.links import Link
from cwgdraft.word.styles import Styles


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note, comment or text box hangs: its number from 1, and the block of the body (-1 for none)."""

    number: int
    anchor: int


@dataclass(frozen=True, slots=True)
class Box:
    """A text box, the relationships of the part in which it stands, and the block of the body where it hangs."""

    element: etree._Element
    links: Mapping[str, Link]
    anchor: int


class Gathering:
    """Collects what belongs to the whole document; `anchor` is the block of the body that is being read."""

    def __init__(self, parts: Parts, styles: Styles, targets: Mapping[str, str]) -> None:
        self.parts = parts
        self.styles = styles
        self.targets = targets
        self.anchor = -1
        self.notes: dict[str, dict[str, Place]] = {"footnote": {}, "endnote": {}}
        self.comments: dict[str, Place] = {}
        self.open_comments: dict[str, list[str]] = {}
        self.excerpts: dict[str, list[str]] = {}
        self.boxes: list[Box] = []
        self.remarks: list[str] = []

    def note(self, kind: str, number: str) -> int:
        """Return which note a reference is, counted in the order of the references."""
        places = self.notes[kind]
        if number not in places:
            places[number] = Place(len(places) + 1, self.anchor)
        return places[number].number

    def comment(self, number: str) -> None:
        """Take down that a comment hangs here."""
        if number not in self.comments:
            self.comments[number] = Place(len(self.comments) + 1, self.anchor)

    def comment_begins(self, number: str) -> None:
        """Take down that the text which a comment is about begins here."""
        self.comment(number)
        if number not in self.excerpts:
            self.open_comments[number] = self.excerpts[number] = []

    def comment_ends(self, number: str) -> None:
        """Take down that the text which a comment is about ends here."""
        self.open_comments.pop(number, None)

    def excerpt(self, text: str) -> None:
        """Add text to all that comments are about."""
        for pieces in self.open_comments.values():
            pieces.append(text)

    def box(self, element: etree._Element, links: Mapping[str, Link]) -> None:
        """Take down a text box, to be read after the text around it."""
        self.boxes.append(Box(element, links, self.anchor))

    def end_body(self, blocks: int) -> None:
        """Take down that the body has ended; what stands after its last block hangs in that one."""
        self.anchor = -1
        for number, place in self.comments.items():
            if place.anchor >= blocks:
                self.comments[number] = Place(place.number, blocks - 1)

    def remark(self, text: str) -> None:
        """Take down what was noticed, once."""
        if text not in self.remarks:
            self.remarks.append(text)
