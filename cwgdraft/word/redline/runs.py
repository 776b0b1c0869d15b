"""Writing the runs of one paragraph from pieces, each with its fate, and what stands around them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.word.redline.marks import SPACE, Q, bury, text_element
from cwgdraft.word.redline.scope import Scope
from cwgdraft.word.redline.tokens import Chain, Piece, look_of

_LINK = f"{Q}hyperlink"
_ALONE = frozenset(
    (
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
        *(f"{Q}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")),
        *(f"{Q}{name}" for name in ("fldChar", "instrText")),
    )
)
"""What gets a run of its own, as Word writes it: pandoc reads no text beside it in the same run."""


@dataclass(slots=True)
class Atom:
    """A piece as it will stand: `status` is empty for what stays, else the element around it; `was` the old look."""

    status: str
    piece: Piece
    was: etree._Element | None = None
    formatted: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph to be written: its atoms, and the old and new paragraph whose marks end it."""

    atoms: list[Atom] = field(default_factory=list)
    old: etree._Element | None = None
    new: etree._Element | None = None
    tail: list[tuple[etree._Element, Chain]] = field(default_factory=list)

    def add(self, atoms: Iterator[Atom]) -> None:
        """Add atoms; text that goes on in the same run with the same fate is one atom."""
        for atom in atoms:
            last = self.atoms[-1] if self.atoms else None
            piece = atom.piece
            if (
                last is not None
                and piece.text
                and last.piece.text
                and last.status == atom.status
                and last.piece.properties is piece.properties
                and last.piece.chain == piece.chain
                and last.was is atom.was
                and not piece.points
            ):
                last.piece.text += piece.text
            else:
                self.atoms.append(atom)


def fill(scope: Scope, line: Line, paragraph: etree._Element) -> None:
    """Write the atoms of a line into a paragraph, in the place of what stands there."""
    for child in list(paragraph):
        if child.tag != f"{Q}pPr":
            paragraph.remove(child)
    _Filler(scope, paragraph).fill(line)


class _Filler:
    """Writes runs into a paragraph; opens and closes what stands around them."""

    def __init__(self, scope: Scope, paragraph: etree._Element) -> None:
        self.scope = scope
        self.paragraph = paragraph
        self.open: list[tuple[etree._Element, etree._Element]] = []
        self.around: etree._Element | None = None
        self.status = ""
        self.run: etree._Element | None = None
        self.look: tuple[bytes, bytes | None] | None = None

    def fill(self, line: Line) -> None:
        chains = _chains(line.atoms)
        for point, its_chain in _beginning(line.atoms):
            self._point(point, its_chain)
        for atom, chain in zip(line.atoms, chains, strict=True):
            for point, its_chain in atom.piece.points:
                self._point(point, its_chain)
            self._atom(atom, chain)
        for point, its_chain in line.tail:
            self._point(point, its_chain)

    def _point(self, point: etree._Element, chain: Chain) -> None:
        self._enter(chain)
        self._close_status()
        self._inner().append(point)

    def _inner(self) -> etree._Element:
        return self.open[-1][1] if self.open else self.paragraph

    def _enter(self, chain: Chain) -> None:
        """Close what isn't around the next piece, and open what is."""
        shared = 0
        while shared < min(len(chain), len(self.open)) and self.open[shared][0] is chain[shared]:
            shared += 1
        if shared < len(self.open) or shared < len(chain):
            self._close_status()
        del self.open[shared:]
        for source in chain[shared:]:
            shell = etree.Element(source.tag, attrib=dict(source.attrib))
            inner = shell
            for child in source:
                if child.tag == f"{Q}sdtContent":
                    inner = etree.SubElement(shell, child.tag)
                elif child.tag in (f"{Q}sdtPr", f"{Q}sdtEndPr", f"{Q}smartTagPr", f"{Q}customXmlPr"):
                    shell.append(copy.deepcopy(child))
            self._inner().append(shell)
            self.open.append((source, inner))

    def _close_status(self) -> None:
        self.around, self.status, self.run, self.look = None, "", None, None

    def _atom(self, atom: Atom, chain: Chain) -> None:
        self._enter(chain)
        if atom.status != self.status:
            self._close_status()
            self.status = atom.status
            if atom.status:
                self.around = self.scope.marks.element(atom.status)
                self._inner().append(self.around)
        place = self._inner() if self.around is None else self.around
        piece = atom.piece
        dead = atom.status == "del"
        if piece.bare or piece.whole_runs:
            self.run = None
            for element in piece.elements:
                place.append(element)
                if dead:
                    bury(element)
            return
        look = (piece.look, look_of(atom.was) if atom.formatted else None)
        alone = any(one.tag in _ALONE for one in piece.elements)
        if self.run is None or look != self.look or alone:
            self.run, self.look = etree.SubElement(place, f"{Q}r"), look
            self._properties(self.run, atom)
        if piece.text:
            self._text(self.run, piece.text, dead=dead)
        for element in piece.elements:
            self.run.append(element)
            if dead:
                bury(self.run)
        if alone:
            self.run = None

    def _properties(self, run: etree._Element, atom: Atom) -> None:
        properties = atom.piece.properties
        if properties is not None or atom.formatted:
            own = copy.deepcopy(properties) if properties is not None else etree.Element(f"{Q}rPr")
            run.append(own)
            if atom.formatted:
                self.scope.marks.record(own, atom.was)
                self.scope.used_styles(own)

    @staticmethod
    def _text(run: etree._Element, text: str, *, dead: bool) -> None:
        last = run[-1] if len(run) else None
        if last is not None and last.tag == (f"{Q}delText" if dead else f"{Q}t"):
            last.text = (last.text or "") + text
            last.set(SPACE, "preserve")
        else:
            run.append(text_element(text, dead=dead))


def _beginning(atoms: list[Atom]) -> list[tuple[etree._Element, Chain]]:
    """Take the bookmarks that begin with the paragraph, which stand before words that were deleted there."""
    first = next((atom.piece for atom in atoms if atom.status != "del"), None)
    if first is None or not atoms or atoms[0].status != "del":
        return []
    found = [one for one in first.points if one[0].tag == f"{Q}bookmarkStart" and not one[1]]
    first.points = [one for one in first.points if one not in found]
    return found


def _chains(atoms: list[Atom]) -> list[Chain]:
    """Return what stands around each atom: around deleted ones what is around both their neighbours, and their link."""
    following: list[Piece | None] = [None] * len(atoms)
    nearest: Piece | None = None
    for n in range(len(atoms) - 1, -1, -1):
        following[n] = nearest
        if atoms[n].status != "del":
            nearest = atoms[n].piece
    found: list[Chain] = []
    before: Piece | None = None
    before_chain: Chain = ()
    for atom, after in zip(atoms, following, strict=True):
        if atom.status != "del":
            before, before_chain = atom.piece, atom.piece.chain
            found.append(atom.piece.chain)
            continue
        own = atom.piece
        if own.link is not None and before is not None and before.link == own.link:
            chain = before_chain
        elif own.link is not None and after is not None and after.link == own.link:
            chain = after.chain
        else:
            chain = (*_shared(before_chain, after.chain if after else ()), *own.chain)
        found.append(chain)
    return found


def _shared(one: Chain, other: Chain) -> Chain:
    """Return what two chains begin with alike, up to a link, which can't go on around text without it."""
    out: list[etree._Element] = []
    for first, second in zip(one, other, strict=False):
        if first is not second or first.tag == _LINK:
            break
        out.append(first)
    return tuple(out)
