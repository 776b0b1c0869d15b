"""What writing a redline shares: one part of each document, and what belongs to the documents as a whole."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.word.redline.marks import Marks, Q
from cwgdraft.word.redline.numbers import Numbers
from cwgdraft.word.redline.parts import Links, Part, canonical
from cwgdraft.word.redline.styles import Styles
from cwgdraft.word.redline.tokens import Piece
from cwgdraft.word.redline.units import BlockUnit, Side

Note = tuple[str, str]
"""A note: `footnoteReference` or `endnoteReference`, and its id."""


@dataclass(slots=True)
class Shared:
    """What belongs to the documents as a whole.

    `kept_notes` are the old notes with a reference that stayed, each with the new note that it leads to now. `notes`
    collects what becomes of notes while the text is written: (what, old note, new note).
    """

    marks: Marks
    styles: Styles
    numbers: Numbers
    remarks: Counter[str] = field(default_factory=Counter)
    styles_used: set[str] = field(default_factory=set)
    kept_notes: dict[Note, Note] = field(default_factory=dict)
    notes: list[tuple[Note | None, Note | None, etree._Element | None]] = field(default_factory=list)


@dataclass(slots=True)
class Scope:
    """One part of the old document and the part of the new one that it became."""

    shared: Shared
    old: Part
    new: Part
    links: Links
    old_side: Side
    new_side: Side
    write_container: Callable[[Scope, etree._Element, etree._Element], object]
    bookmarks: set[str] = field(default_factory=set)
    _settled: dict[int, etree._Element] = field(default_factory=dict)

    @property
    def marks(self) -> Marks:
        """Return what makes the elements of tracked changes."""
        return self.shared.marks

    @property
    def numbers(self) -> Numbers:
        """Return the lists of both documents."""
        return self.shared.numbers

    def remark(self, text: str) -> None:
        """Say something that a reader of the redline has to know, once, with how often it happened."""
        self.shared.remarks[text] += 1

    def is_same(self, old: BlockUnit, new: BlockUnit) -> bool:
        """Return whether nothing differs between two blocks that a reader would see, their lists included."""
        if old.print != new.print or len(old.lists) != len(new.lists):
            return False
        pairs = zip(old.lists, new.lists, strict=True)
        same = all([self.numbers.pair(one.decode(), other.decode()) for one, other in pairs])  # noqa: C419 - pairs all
        if same:
            for (kind, one), (_, other) in zip(old.notes, new.notes, strict=False):
                name = f"{kind.decode()}noteReference"
                self.shared.kept_notes.setdefault((name, one.decode()), (name, other.decode()))
        return same

    def container(self, old: etree._Element, new: etree._Element) -> None:
        """Write what became of the blocks of a text box, a cell or a note."""
        self.write_container(self, old, new)

    def section(self, old: etree._Element, new: etree._Element) -> None:
        """Record what a section's properties were, where they differ, headers and footers apart."""
        if _section(old) != _section(new):
            self.marks.record(new, old, without=("headerReference", "footerReference"))

    def used_styles(self, element: etree._Element) -> None:
        """Note the styles that old content names."""
        for one in element.iter(f"{Q}pStyle", f"{Q}rStyle", f"{Q}tblStyle"):
            self.shared.styles_used.add(one.get(f"{Q}val", ""))

    # --- old content in the new part ----------------------------------------------------------

    @staticmethod
    def copied(element: etree._Element) -> etree._Element:
        """Return a copy of old content, which may be taken apart."""
        return copy.deepcopy(element)

    def borrowed(self, element: etree._Element) -> etree._Element:
        """Return a copy of old content that can stand in the new part."""
        found = copy.deepcopy(element)
        found.tail = None
        self._settle(found)
        return found

    def _settle(self, element: etree._Element) -> None:
        self.links.settle(element)
        self.numbers.want(element)
        self.used_styles(element)
        for one in element.iter(f"{Q}footnoteReference", f"{Q}endnoteReference"):
            self.shared.notes.append(((etree.QName(one).localname, one.get(f"{Q}id", "")), None, one))

    def borrowed_piece(self, piece: Piece) -> Piece:
        """Return a piece of an old token (of a copy) that can stand in the new part, with the link around it."""
        chain = []
        for one in piece.chain:
            if one.tag in (f"{Q}hyperlink", f"{Q}bdo", f"{Q}dir"):
                if id(one) not in self._settled:
                    shell = etree.Element(one.tag, attrib=dict(one.attrib))
                    self.links.settle(shell)
                    self._settled[id(one)] = one
                    one.attrib.clear()
                    one.attrib.update(shell.attrib)
                chain.append(one)
            elif one.tag == f"{Q}sdt" and id(one) not in self._settled:
                self._settled[id(one)] = one
                self.remark("a content control around deleted words is not restored when they are: Word can't track it")
        for element in piece.elements:
            element.tail = None
            self._settle(element)
        if piece.properties is not None:
            self.used_styles(piece.properties)
        own = (piece.properties, piece.text, piece.elements, tuple(chain), piece.bare, piece.whole_runs)
        return Piece(*own, piece.link, piece.look)

    # --- notes --------------------------------------------------------------------------------

    def note_came(self, kind: str, number: str) -> None:
        """Note that a reference to a note was inserted."""
        self.shared.notes.append((None, (kind, number), None))

    def note_stayed(self, old: Note, new: Note) -> None:
        """Note that a reference stayed, whose note may have been edited."""
        self.shared.kept_notes.setdefault(old, new)
        self.shared.notes.append((old, new, None))


_UNTRACKED = frozenset(f"{Q}{name}" for name in ("headerReference", "footerReference", "sectPrChange"))


def _section(section: etree._Element) -> list[bytes]:
    return sorted(canonical(one) for one in section if one.tag not in _UNTRACKED)
