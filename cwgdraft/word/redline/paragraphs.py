"""Writing paragraphs as they became others: words inserted and deleted, marks of paragraphs, formatting.

What Word does: a paragraph is its content and then its mark, which carries the properties. Taking back an inserted
mark joins the content to what follows, so a paragraph that was split is its first parts with inserted marks, and the
old mark comes last.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from cwgdraft.matching.words import compare_tokens
from cwgdraft.word.redline.borrowing import canonical
from cwgdraft.word.redline.marks import SPACE, Q, bury, mark_properties, paragraph_properties, text_element
from cwgdraft.word.redline.tokens import Chain, Piece, Token, Tokens, look_of, part_of, tokens_of

if TYPE_CHECKING:
    from cwgdraft.word.redline.scope import Scope

_APART = frozenset(f"{Q}{name}" for name in ("rPr", "sectPr", "pPrChange"))
_LINK = f"{Q}hyperlink"
_DIRECTION = (f"{Q}bdo", f"{Q}dir")
_ALONE = frozenset(
    (
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
        *(f"{Q}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference")),
    )
)
"""What gets a run of its own, as Word writes it: pandoc reads no text beside it in the same run."""


@dataclass(slots=True, eq=False)
class _Mark:
    """The end of a paragraph, as a token."""

    paragraph: etree._Element


@dataclass(slots=True)
class _Atom:
    """A piece as it will stand: `status` is empty for what stays, else the element around it; `was` the old look."""

    status: str
    piece: Piece
    was: etree._Element | None = None
    formatted: bool = False


@dataclass(slots=True)
class _Line:
    """A paragraph to be written: its atoms, and the old and new paragraph whose marks end it."""

    atoms: list[_Atom] = field(default_factory=list)
    old: etree._Element | None = None
    new: etree._Element | None = None
    tail: list[tuple[etree._Element, Chain]] = field(default_factory=list)

    def add(self, atoms: Iterator[_Atom]) -> None:
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


def rewrite(scope: Scope, old: Sequence[etree._Element], new: Sequence[etree._Element]) -> None:
    """Write `new` paragraphs of the new tree as what `old` ones became; the marks of the last ones are one mark."""
    before = [tokens_of(scope.copied(one), scope.old_side) for one in old]
    after = [tokens_of(one, scope.new_side) for one in new]
    _pair_notes(before, after)
    lines = list(_lines(scope, old, new, before, after))
    if len(lines) == 1 and not any(atom.status or atom.formatted for atom in lines[0].atoms):
        settle_properties(scope, old[-1], new[-1])
        return
    host = new[-1]
    for line in reversed(lines):
        if line.new is not None:
            host = line.new
            _fill(scope, line, host)
            if line.old is None:
                scope.marks.mark_paragraph(host, "ins")
            else:
                settle_properties(scope, line.old, host)
        else:
            assert line.old is not None  # noqa: S101 - a line ends in a mark of one side at least
            host = _deleted_host(scope, line, host)


def _deleted_host(scope: Scope, line: _Line, following: etree._Element) -> etree._Element:
    """Return a paragraph for content whose old mark was deleted, put before `following`."""
    assert line.old is not None  # noqa: S101
    host = etree.Element(f"{Q}p")
    properties = line.old.find(f"{Q}pPr")
    if properties is not None:
        host.append(scope.borrowed(properties))
    following.addprevious(host)
    _fill(scope, line, host)
    scope.marks.mark_paragraph(host, "del")
    return host


# --- what became of each token ------------------------------------------------------------------------


def _pair_notes(before: Sequence[Tokens], after: Sequence[Tokens]) -> None:
    """Let notes that were edited be the same note: those without an equal one are paired in order."""
    old = [one for tokens in before for one in tokens.tokens if one.note]
    new = [one for tokens in after for one in tokens.tokens if one.note]
    if not old or not new:
        return
    left, right = Counter(one.key for one in new), Counter(one.key for one in old)
    lone_old = [one for one in old if not left[one.key]]
    lone_new = [one for one in new if not right[one.key]]
    number = 0
    for one in lone_old:
        other = next((x for x in lone_new if x.note and one.note and x.note[0] == one.note[0]), None)
        if other is not None:
            lone_new.remove(other)
            number += 1
            one.key = other.key = ("edited note", number)


def _lines(
    scope: Scope,
    old: Sequence[etree._Element],
    new: Sequence[etree._Element],
    before: Sequence[Tokens],
    after: Sequence[Tokens],
) -> Iterator[_Line]:
    """Yield the paragraphs to be written, in order."""
    left, right = _stream(old, before), _stream(new, after)
    line = _Line()
    stretches = compare_tokens(
        [_key(one) for one in left],
        [_key(one) for one in right],
        ([_weight(one) for one in left], [_weight(one) for one in right]),
    )
    tails = {id(paragraph): tokens.tail for paragraph, tokens in zip(new, after, strict=True)}
    for stretch in stretches:
        if stretch.tag == "equal":
            pairs: Iterator[tuple[Token | _Mark | None, Token | _Mark | None]] = zip(
                left[stretch.old_start : stretch.old_end], right[stretch.new_start : stretch.new_end], strict=True
            )
        elif stretch.tag == "delete":
            pairs = ((one, None) for one in left[stretch.old_start : stretch.old_end])
        else:
            pairs = ((None, one) for one in right[stretch.new_start : stretch.new_end])
        for one, other in pairs:
            if isinstance(one, _Mark) or isinstance(other, _Mark):
                line.old = one.paragraph if isinstance(one, _Mark) else None
                line.new = other.paragraph if isinstance(other, _Mark) else None
                line.tail = tails[id(line.new)] if line.new is not None else []
                yield line
                line = _Line()
            else:
                line.add(_atoms(scope, one, other))
    line.old, line.new, line.tail = old[-1], new[-1], after[-1].tail
    yield line


def _stream(paragraphs: Sequence[etree._Element], tokens: Sequence[Tokens]) -> list[Token | _Mark]:
    found: list[Token | _Mark] = []
    for n, (paragraph, own) in enumerate(zip(paragraphs, tokens, strict=True)):
        found.extend(own.tokens)
        if n < len(paragraphs) - 1:
            found.append(_Mark(paragraph))
    return found


def _key(token: Token | _Mark) -> Hashable:
    return "¶mark" if isinstance(token, _Mark) else token.key


def _weight(token: Token | _Mark) -> int:
    return 1 if isinstance(token, _Mark) else max(token.weight, 1)


def _atoms(scope: Scope, old: Token | None, new: Token | None) -> Iterator[_Atom]:
    if new is None:
        assert old is not None  # noqa: S101
        for piece in old.pieces:
            yield _Atom("del", scope.borrowed_piece(piece))
    elif old is None:
        if new.note:
            scope.note_came(*new.note)
        for piece in new.pieces:
            yield _Atom("ins", piece)
    else:
        if old.note and new.note:
            scope.note_stayed(old.note, new.note)
        for one, other in zip(old.boxes, new.boxes, strict=False):
            scope.container(one, other)
        yield from _kept(old.pieces, new.pieces)


def _kept(old: list[Piece], new: list[Piece]) -> Iterator[_Atom]:
    """Yield the pieces of a token that stayed, cut where the old look or the new one changes."""
    if not new[0].text:
        for one, other in zip(old, new, strict=False):
            differs = not other.whole_runs and one.look != other.look
            yield _Atom("", other, one.properties, differs)
        return
    if len(old) == len(new) == 1:
        yield _Atom("", new[0], old[0].properties, old[0].look != new[0].look)
        return
    at = used = 0
    for piece in new:
        rest = piece.text
        points = piece.points
        while rest:
            here = old[at]
            take = min(len(rest), len(here.text) - used)
            yield _Atom("", part_of(piece, rest[:take], points), here.properties, here.look != piece.look)
            points = []
            rest, used = rest[take:], used + take
            if used == len(here.text):
                at, used = at + 1, 0


# --- properties of a paragraph --------------------------------------------------------------------------


def settle_properties(scope: Scope, old: etree._Element, new: etree._Element) -> None:
    """Record in a new paragraph what its properties were in the old one, where they differ."""
    before, after = old.find(f"{Q}pPr"), new.find(f"{Q}pPr")
    if not _same_properties(scope, before, after):
        properties = paragraph_properties(new)
        change = scope.marks.element("pPrChange")
        kept = etree.SubElement(change, f"{Q}pPr")
        for one in before if before is not None else ():
            if one.tag not in _APART:
                kept.append(copy.deepcopy(one))
        properties.append(change)
        scope.numbers.want(kept)
        scope.used_styles(kept)
    _settle_mark(scope, before, new)
    _settle_section(scope, before, new)


def _same_properties(scope: Scope, old: etree._Element | None, new: etree._Element | None) -> bool:
    first = [one for one in old if one.tag not in _APART] if old is not None else []
    second = [one for one in new if one.tag not in _APART] if new is not None else []
    number_old, number_new = _number(first), _number(second)
    if number_old and number_new:
        if not scope.numbers.pair(number_old, number_new):
            return False
    elif number_old or number_new:
        return False
    return _without_number(first) == _without_number(second)


def _number(properties: list[etree._Element]) -> str:
    for one in properties:
        if one.tag == f"{Q}numPr":
            found = one.find(f"{Q}numId")
            return "" if found is None else str(found.get(f"{Q}val", ""))
    return ""


def _without_number(properties: list[etree._Element]) -> list[bytes]:
    found = []
    for one in properties:
        if one.tag == f"{Q}numPr":
            level = one.find(f"{Q}ilvl")
            found.append(b"level " + (b"0" if level is None else str(level.get(f"{Q}val", "0")).encode()))
        else:
            found.append(canonical(one))
    return sorted(found)


def _settle_mark(scope: Scope, old: etree._Element | None, new: etree._Element) -> None:
    before = old.find(f"{Q}rPr") if old is not None else None
    found = new.find(f"{Q}pPr/{Q}rPr")
    if look_of(before) != look_of(found):
        scope.marks.record(mark_properties(new), before)


def _settle_section(scope: Scope, old: etree._Element | None, new: etree._Element) -> None:
    before = old.find(f"{Q}sectPr") if old is not None else None
    after = new.find(f"{Q}pPr/{Q}sectPr")
    if before is not None and after is not None:
        scope.section(before, after)
    elif before is not None or after is not None:
        scope.remark("a section break came or went with a paragraph that stayed: Word can't track it")


# --- runs -------------------------------------------------------------------------------------------------


def _fill(scope: Scope, line: _Line, paragraph: etree._Element) -> None:
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

    def fill(self, line: _Line) -> None:
        chains = _chains(line.atoms)
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

    def _atom(self, atom: _Atom, chain: Chain) -> None:
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

    def _properties(self, run: etree._Element, atom: _Atom) -> None:
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


def _chains(atoms: list[_Atom]) -> list[Chain]:
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


def own_wrappers(chain: Chain) -> Chain:
    """Return what a deleted piece takes along of what stood around it: its link and its direction."""
    return tuple(one for one in chain if one.tag == _LINK or one.tag in _DIRECTION)


def rewrite_moved(scope: Scope, old: etree._Element, new: etree._Element) -> None:
    """Write a paragraph that was moved and edited: words that it had before are moved here, new ones are inserted."""
    before, after = tokens_of(scope.copied(old), scope.old_side), tokens_of(new, scope.new_side)
    _pair_notes([before], [after])
    line = _Line(old=old, new=new, tail=after.tail)
    first, second = [_key(one) for one in before.tokens], [_key(one) for one in after.tokens]
    weights = ([_weight(one) for one in before.tokens], [_weight(one) for one in after.tokens])
    for stretch in compare_tokens(first, second, weights):
        status = {"equal": "moveTo", "insert": "ins"}.get(stretch.tag, "")
        if status:
            for token in after.tokens[stretch.new_start : stretch.new_end]:
                if token.note:
                    scope.note_came(*token.note)
                line.atoms.extend(_Atom(status, piece) for piece in token.pieces)
    _fill(scope, line, new)
