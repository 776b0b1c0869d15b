"""A paragraph as a row of tokens: words, and what isn't text; and below them the runs that they came from.

Word cuts runs in the middle of words; so words are found in the text of neighbouring runs together, and each token
knows the pieces of runs that it is made of. Marks that have no width (bookmarks, ends of comments) are kept aside with
their place.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.matching.words import split_words
from cwgdraft.word.package import R
from cwgdraft.word.redline.marks import BARE, SPACE, WRAPPERS, Q, text_element
from cwgdraft.word.redline.parts import canonical
from cwgdraft.word.redline.units import Side, digest_of, print_of

_R = f"{{{R}}}"
_DROPPED = frozenset(f"{Q}{name}" for name in ("proofErr", "lastRenderedPageBreak"))
_PROPERTIES = frozenset(f"{Q}{name}" for name in ("pPr", "smartTagPr", "customXmlPr"))
_GEOMETRY = re.compile(rb'\s(?:cx|cy|style|w14:anchorId|w14:editId|wp14:\w+|o:spid|id|name)="[^"]*"')
_BOX = f"{Q}txbxContent"
Chain = tuple[etree._Element, ...]


@dataclass(slots=True, eq=False)
class Piece:
    """A part of a run: its text, or an element of it that isn't text; `properties` is the run's `rPr` or None.

    `bare` elements stand in the paragraph without a run, `whole_runs` are runs themselves. `link` stands for the target
    of the link around it, `look` for what the properties say. `points` are marks without width that stand before it.
    """

    properties: etree._Element | None
    text: str = ""
    elements: tuple[etree._Element, ...] = ()
    chain: Chain = ()
    bare: bool = False
    whole_runs: bool = False
    link: Hashable = None
    look: bytes = b""
    points: list[tuple[etree._Element, Chain]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Token:
    """What is compared: tokens of one `key` are the same. `weight` is its length in characters."""

    key: Hashable
    weight: int
    pieces: list[Piece]
    boxes: tuple[etree._Element, ...] = ()
    note: tuple[str, str] | None = None


@dataclass(slots=True)
class Tokens:
    """The tokens of a paragraph, and the marks that stand after the last one."""

    tokens: list[Token]
    tail: list[tuple[etree._Element, Chain]]


def tokens_of(paragraph: etree._Element, side: Side) -> Tokens:
    """Return the tokens of a paragraph, fields made of one kind beforehand."""
    spell_out_fields(paragraph)
    reader = _Reader(side)
    reader.walk(paragraph, ())
    return reader.tokens()


def spell_out_fields(paragraph: etree._Element) -> None:
    """Turn simple fields into complex ones, which can be tracked a part at a time."""
    for one in list(paragraph.iter(f"{Q}fldSimple")):
        if one.getparent() is None:
            continue
        runs = [_field_run("begin"), _instruction_run(one.get(f"{Q}instr", "")), _field_run("separate")]
        for element in runs:
            one.addprevious(element)
        for child in list(one):
            if child.tag != f"{Q}fldData":
                one.addprevious(child)
        one.addprevious(_field_run("end"))
        one.getparent().remove(one)


def _field_run(kind: str) -> etree._Element:
    run = etree.Element(f"{Q}r")
    etree.SubElement(run, f"{Q}fldChar").set(f"{Q}fldCharType", kind)
    return run


def _instruction_run(text: str) -> etree._Element:
    run = etree.Element(f"{Q}r")
    instruction = text_element(text)
    instruction.tag = f"{Q}instrText"
    run.append(instruction)
    return run


class _Reader:
    def __init__(self, side: Side) -> None:
        self.side = side
        self.items: list[Piece] = []
        self.points: list[tuple[etree._Element, Chain]] = []

    def walk(self, parent: etree._Element, chain: Chain) -> None:
        children = list(parent)
        n = 0
        while n < len(children):
            child = children[n]
            n += 1
            tag = child.tag
            if tag == f"{Q}r":
                taken = self._field_start(children, n - 1)
                if taken:
                    self._add(Piece(_properties(child), elements=tuple(taken), chain=chain, whole_runs=True))
                    n += len(taken) - 1
                else:
                    self._run(child, chain)
            elif tag in BARE:
                self._add(Piece(None, elements=(child,), chain=chain, bare=True))
            elif tag in WRAPPERS:
                inner = child.find(f"{Q}sdtContent") if tag == f"{Q}sdt" else child
                if inner is not None:
                    if not any(one.tag == f"{Q}r" or one.tag in BARE or one.tag in WRAPPERS for one in inner):
                        self.points.append((child, chain))
                    else:
                        self.walk(inner, (*chain, child))
            elif isinstance(tag, str) and tag not in _DROPPED and tag not in _PROPERTIES:
                self.points.append((child, chain))

    def _field_start(self, runs: list[etree._Element], at: int) -> list[etree._Element]:
        """Return the runs from the beginning of a field to where its result begins; none when no such field begins."""
        first = [one for one in runs[at] if one.tag != f"{Q}rPr"]
        if len(first) != 1 or first[0].tag != f"{Q}fldChar" or first[0].get(f"{Q}fldCharType") != "begin":
            return []
        depth = 0
        taken: list[etree._Element] = []
        for run in runs[at:]:
            if run.tag in (f"{Q}bookmarkStart", f"{Q}bookmarkEnd", f"{Q}proofErr"):
                return []
            if run.tag != f"{Q}r":
                return []
            taken.append(run)
            signs = [one.get(f"{Q}fldCharType") for one in run.iterfind(f"{Q}fldChar")]
            if len(signs) > 1:
                return []
            for sign in signs:
                depth += {"begin": 1, "end": -1}.get(sign or "", 0)
                if depth == 0 or (depth == 1 and sign == "separate"):
                    return taken if len(taken) > 1 and sign == "separate" and len(run) <= 2 else []
        return []

    def _run(self, run: etree._Element, chain: Chain) -> None:
        properties = _properties(run)
        look = look_of(properties)
        for child in run:
            tag = child.tag
            if tag == f"{Q}rPr" or tag in _DROPPED or not isinstance(tag, str):
                continue
            if tag == f"{Q}t":
                if text := shown_text(child):
                    self._add(Piece(properties, text, chain=chain, look=look))
            elif tag == f"{Q}commentReference":
                self.points.append((_run_of(properties, child), chain))
            else:
                self._add(Piece(properties, elements=(child,), chain=chain, look=look))

    def _add(self, piece: Piece) -> None:
        piece.points, self.points = self.points, []
        self.items.append(piece)

    def tokens(self) -> Tokens:
        found: list[Token] = []
        pending: list[Piece] = []
        link: Hashable = None
        for piece in self.items:
            own = piece.link = self._link(piece.chain)
            if not piece.text or own != link:
                found.extend(_word_tokens(pending, link))
                pending = []
            link = own
            if piece.text:
                pending.append(piece)
            else:
                found.append(self._object(piece, own))
        found.extend(_word_tokens(pending, link))
        return Tokens(found, self.points)

    def _link(self, chain: Chain) -> Hashable:
        for one in reversed(chain):
            if one.tag == f"{Q}hyperlink":
                address = one.get(f"{_R}id")
                return (self.side.digest(address) if address else "", one.get(f"{Q}anchor", ""))
        return None

    def _object(self, piece: Piece, link: Hashable) -> Token:
        first = piece.elements[0]
        kind = etree.QName(first).localname
        if piece.whole_runs:
            words = "".join(one.text or "" for run in piece.elements for one in run.iter(f"{Q}instrText"))
            return Token(("field", " ".join(words.split()), link), 0, [piece])
        if kind in ("footnoteReference", "endnoteReference"):
            number = first.get(f"{Q}id", "")
            key = self.side.note_key(kind[:3] if kind[0] == "e" else "foot", number)
            return Token((kind, key, link), 1, [piece], note=(kind, number))
        if kind == "fldChar":
            return Token(("field", first.get(f"{Q}fldCharType"), link), 0, [piece])
        if kind == "instrText":
            return Token(("instruction", " ".join((first.text or "").split()), link), 0, [piece])
        boxes = tuple(box for box in first.iter(_BOX) if _is_outermost(box, first))
        return Token((kind, _shape(first, self.side, boxes), link), 1, [piece], boxes)


def shown_text(element: etree._Element) -> str:
    """Return the text of a `w:t`; without `xml:space` white space at its ends is no part of it."""
    text = element.text or ""
    return text if element.get(SPACE) == "preserve" else text.strip(" \t\r\n")


def _properties(run: etree._Element) -> etree._Element | None:
    return run[0] if len(run) and run[0].tag == f"{Q}rPr" else run.find(f"{Q}rPr")


def _run_of(properties: etree._Element | None, child: etree._Element) -> etree._Element:
    run = etree.Element(f"{Q}r")
    if properties is not None:
        run.append(copy.deepcopy(properties))
    run.append(copy.deepcopy(child))
    return run


def _shape(element: etree._Element, side: Side, boxes: tuple[etree._Element, ...]) -> bytes:
    """Return what stands for an object by its content; of text boxes the frame counts, not its text and size."""
    if not boxes:
        data = etree.tostring(element, with_tail=False)
        if not len(element):  # the first tag, which a print leaves out, says everything
            data = b"<one>" + data
        return digest_of(_without_names(print_of(data, side)))
    shown = copy.deepcopy(element)
    for box in list(shown.iter(_BOX)):
        for child in list(box):
            box.remove(child)
    return digest_of(_GEOMETRY.sub(b"", print_of(etree.tostring(shown, with_tail=False), side)) + b"%d" % len(boxes))


def _is_outermost(box: etree._Element, top: etree._Element) -> bool:
    """Return whether a text box below `top` stands in no other one, which is compared with all that is in it."""
    for above in box.iterancestors():
        if above is top:
            return True
        if above.tag == _BOX:
            return False
    return True


_NAMES = re.compile(rb"(<(?:wp:docPr|pic:cNvPr)) [^>]*?(/?>)")
_EDITS = re.compile(rb'\s(?:w14:anchorId|w14:editId|wp14:\w+)="[^"]*"')


def _without_names(data: bytes) -> bytes:
    return _EDITS.sub(b"", _NAMES.sub(rb"\1\2", data))


def _word_tokens(pieces: list[Piece], link: Hashable) -> Iterator[Token]:
    """Yield the words of neighbouring pieces of text, each with the pieces that it is cut from."""
    if not pieces:
        return
    if len(pieces) == 1:
        yield from _words_of_one(pieces[0], link)
        return
    at, used = 0, 0
    for word in split_words("".join(piece.text for piece in pieces)):
        parts: list[Piece] = []
        left = len(word)
        while left:
            piece = pieces[at]
            take = min(left, len(piece.text) - used)
            points = piece.points if used == 0 else []
            text = piece.text[used : used + take]
            parts.append(part_of(piece, text, points))
            used, left = used + take, left - take
            if used == len(piece.text):
                at, used = at + 1, 0
        yield Token(word if link is None else (word, link), len(word), parts)


def _words_of_one(piece: Piece, link: Hashable) -> Iterator[Token]:
    points = piece.points
    for word in split_words(piece.text):
        yield Token(word if link is None else (word, link), len(word), [part_of(piece, word, points)])
        points = []


def part_of(piece: Piece, text: str, points: list[tuple[etree._Element, Chain]]) -> Piece:
    """Return a part of a piece of text."""
    return Piece(piece.properties, text, (), piece.chain, False, False, piece.link, piece.look, points)


_NO_LOOK = frozenset(f"{Q}{name}" for name in ("lang", "noProof", "rPrChange"))


def look_of(properties: etree._Element | None) -> bytes:
    """Return what an `rPr` says of the look of a run, as bytes."""
    if properties is None:
        return b""
    return b"".join(sorted(canonical(one) for one in properties if one.tag not in _NO_LOOK))
