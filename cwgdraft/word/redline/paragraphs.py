"""Writing paragraphs as they became others: words inserted and deleted, marks of paragraphs, formatting.

What Word does: a paragraph is its content and then its mark, which carries the properties. Taking back an inserted
mark joins the content to what follows, so a paragraph that was split is its first parts with inserted marks, and the
old mark comes last.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from cwgdraft.matching.words import compare_tokens
from cwgdraft.word.redline.marks import Q, mark_properties, paragraph_properties
from cwgdraft.word.redline.parts import canonical
from cwgdraft.word.redline.runs import Atom, Line, fill
from cwgdraft.word.redline.tokens import Piece, Token, Tokens, look_of, part_of, tokens_of

if TYPE_CHECKING:
    from cwgdraft.word.redline.scope import Scope

_APART = frozenset(f"{Q}{name}" for name in ("rPr", "sectPr", "pPrChange"))


@dataclass(slots=True, eq=False)
class _Mark:
    """The end of a paragraph, as a token."""

    paragraph: etree._Element


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
            fill(scope, line, host)
            if line.old is None:
                scope.marks.mark_paragraph(host, "ins")
            else:
                settle_properties(scope, line.old, host)
        else:
            assert line.old is not None  # noqa: S101 - a line ends in a mark of one side at least
            host = _deleted_host(scope, line, host)


def _deleted_host(scope: Scope, line: Line, following: etree._Element) -> etree._Element:
    """Return a paragraph for content whose old mark was deleted, put before `following`."""
    assert line.old is not None  # noqa: S101
    host = etree.Element(f"{Q}p")
    properties = line.old.find(f"{Q}pPr")
    if properties is not None:
        host.append(scope.borrowed(properties))
    following.addprevious(host)
    fill(scope, line, host)
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
) -> Iterator[Line]:
    """Yield the paragraphs to be written, in order."""
    left, right = _stream(old, before), _stream(new, after)
    line = Line()
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
                line = Line()
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


def _atoms(scope: Scope, old: Token | None, new: Token | None) -> Iterator[Atom]:
    if new is None:
        assert old is not None  # noqa: S101
        for piece in old.pieces:
            yield Atom("del", scope.borrowed_piece(piece))
    elif old is None:
        if new.note:
            scope.note_came(*new.note)
        for piece in new.pieces:
            yield Atom("ins", piece)
    else:
        if old.note and new.note:
            scope.note_stayed(old.note, new.note)
        for one, other in zip(old.boxes, new.boxes, strict=False):
            scope.container(one, other)
        yield from _kept(old.pieces, new.pieces)


def _kept(old: list[Piece], new: list[Piece]) -> Iterator[Atom]:
    """Yield the pieces of a token that stayed, cut where the old look or the new one changes."""
    if not new[0].text:
        for one, other in zip(old, new, strict=False):
            differs = not other.whole_runs and one.look != other.look
            yield Atom("", other, one.properties, differs)
        return
    if len(old) == len(new) == 1:
        yield Atom("", new[0], old[0].properties, old[0].look != new[0].look)
        return
    at = used = 0
    for piece in new:
        rest = piece.text
        points = piece.points
        while rest:
            here = old[at]
            take = min(len(rest), len(here.text) - used)
            yield Atom("", part_of(piece, rest[:take], points), here.properties, here.look != piece.look)
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


def rewrite_moved(scope: Scope, old: etree._Element, new: etree._Element) -> None:
    """Write a paragraph that was moved and edited: words that it had before are moved here, new ones are inserted."""
    before, after = tokens_of(scope.copied(old), scope.old_side), tokens_of(new, scope.new_side)
    _pair_notes([before], [after])
    line = Line(old=old, new=new, tail=after.tail)
    first, second = [_key(one) for one in before.tokens], [_key(one) for one in after.tokens]
    weights = ([_weight(one) for one in before.tokens], [_weight(one) for one in after.tokens])
    for stretch in compare_tokens(first, second, weights):
        status = {"equal": "moveTo", "insert": "ins"}.get(stretch.tag, "")
        if status:
            for token in after.tokens[stretch.new_start : stretch.new_end]:
                if token.note:
                    scope.note_came(*token.note)
                line.atoms.extend(Atom(status, piece) for piece in token.pieces)
    fill(scope, line, new)
