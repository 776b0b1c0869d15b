"""Writing the blocks of a container as they became others: paragraphs that came, went or moved; tables by row."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.matching.blocks import Step, align
from cwgdraft.word.contents import block_elements
from cwgdraft.word.redline.marks import Q
from cwgdraft.word.redline.paragraphs import rewrite, rewrite_moved, settle_properties
from cwgdraft.word.redline.scope import Scope
from cwgdraft.word.redline.tables import write_table
from cwgdraft.word.redline.tokens import tokens_of
from cwgdraft.word.redline.units import (
    SHELLS,
    BlockUnit,
    put_after,
    put_before,
    units_of,
)
from cwgdraft.word.redline.whole import dead_paragraph, dead_table, mark_paragraph, mark_table


@dataclass(slots=True)
class Written:
    """Where the blocks of both sides stand in the redline, by their place in the container."""

    old: dict[int, etree._Element] = field(default_factory=dict)
    new: dict[int, etree._Element] = field(default_factory=dict)


def write_container(scope: Scope, old: etree._Element, new: etree._Element) -> Written:
    """Write in `new`, a container of the new tree, what became of the blocks of `old`."""
    before, after = units_of(old, scope.old_side), units_of(new, scope.new_side)
    steps = align([one.unit() for one in before], [one.unit() for one in after])
    return _Container(scope, new, before, after, settled_end(steps, before, after)).write()


def unmark(paragraph: etree._Element) -> None:
    """Take from a paragraph's mark that it came or went, and what its properties were."""
    properties = paragraph.find(f"{Q}pPr")
    if properties is None:
        return
    for change in properties.findall(f"{Q}pPrChange"):
        properties.remove(change)
    mark = properties.find(f"{Q}rPr")
    for one in mark if mark is not None else ():
        if one.tag in (f"{Q}ins", f"{Q}del", f"{Q}rPrChange"):
            mark.remove(one)


# --- the end of a container ---------------------------------------------------------------------------


def settled_end(steps: list[Step], old: list[BlockUnit], new: list[BlockUnit]) -> list[Step]:
    """Return the steps with the last paragraphs of both sides in one: the last mark of a container can't come or go."""
    if not (old and new and old[-1].is_paragraph and new[-1].is_paragraph):
        return steps
    last_old, last_new = len(old) - 1, len(new) - 1
    if any(last_old in one.old and last_new in one.new for one in steps):
        return steps
    place = next((n for n in range(len(steps) - 1, -1, -1) if steps[n].old and steps[n].new), -1)
    head, pair, rest = steps[: max(place, 0)], steps[place : place + 1] if place >= 0 else [], steps[place + 1 :]
    rest_old = [n for one in rest for n in one.old]
    rest_new = [n for one in rest for n in one.new]
    if rest_old and rest_new:
        moves = {(one.old, one.new): one.move for one in rest}
        tail = [Step((n,), (), moves.get(((n,), ()), 0)) for n in rest_old if n != last_old]
        tail += [Step((), (n,), moves.get(((), (n,)), 0)) for n in rest_new if n != last_new]
        return _without_lone_moves([*head, *pair, *tail, Step((last_old,), (last_new,))])
    if not pair:
        return steps
    places_old, places_new = (*pair[0].old, *rest_old), (*pair[0].new, *rest_new)
    if not all(old[n].is_paragraph for n in places_old) or not all(new[n].is_paragraph for n in places_new):
        return steps
    return _without_lone_moves([*head, Step(places_old, places_new)])


def _without_lone_moves(steps: list[Step]) -> list[Step]:
    """Return the steps with a move that has lost one end made what it is then: something that came, or went."""
    ends: dict[int, int] = {}
    for one in steps:
        if one.move:
            ends[one.move] = ends.get(one.move, 0) + 1
    return [Step(one.old, one.new, one.move if ends.get(one.move) == 2 else 0) for one in steps]


# --- blocks -------------------------------------------------------------------------------------------------


class _Container:
    def __init__(
        self, scope: Scope, element: etree._Element, old: list[BlockUnit], new: list[BlockUnit], steps: list[Step]
    ) -> None:
        self.scope, self.element = scope, element
        self.old, self.new, self.steps = old, new, steps
        self.written = Written()
        self.cursor: etree._Element | None = None
        self.cursor_old: etree._Element | None = None
        self.moves: dict[int, tuple[int, int, str]] = self._moves()

    def _moves(self) -> dict[int, tuple[int, int, str]]:
        """Return by its number each move that Word can track: old place, new place and a name."""
        left = {one.move: one.old[0] for one in self.steps if one.move and one.old}
        came = {one.move: one.new[0] for one in self.steps if one.move and one.new}
        return {
            number: (left[number], came[number], self.scope.marks.next_move())
            for number in left
            if number in came and self.old[left[number]].is_paragraph and self.new[came[number]].is_paragraph
        }

    def write(self) -> Written:
        self._steps()
        self._shift_last_mark()
        return self.written

    def _shift_last_mark(self) -> None:
        """Let the last mark stay where a table stands between it and the paragraph that was last.

        What came after that paragraph begins, for Word, with its mark and ends before the last one.
        """
        step = next((one for one in reversed(self.steps) if one.old and one.new), None)
        if step is None or not (self.old[-1].is_paragraph and self.new[-1].is_paragraph):
            return
        old, new = self.old[step.old[-1]], self.new[step.new[-1]]
        came, went = old is self.old[-1], new is self.new[-1]
        if came == went or not old.is_paragraph or not new.is_paragraph:
            return
        if came:
            last = self.new[-1].element
            unmark(new.element)
            self.scope.marks.mark_paragraph(new.element, "ins")
            unmark(last)
            settle_properties(self.scope, old.element, last)
        else:
            last = self.written.old[len(self.old) - 1]
            unmark(new.element)
            unmark(last)
            properties = last.find(f"{Q}pPr")
            if properties is not None:
                last.remove(properties)
            own = new.element.find(f"{Q}pPr")
            if own is not None:
                last.insert(0, own)
            before = old.element.find(f"{Q}pPr")
            if before is not None:
                new.element.insert(0, self.scope.borrowed(before))
            self.scope.marks.mark_paragraph(new.element, "del")
            settle_properties(self.scope, self.old[-1].element, last)

    def _steps(self) -> None:
        for n, step in enumerate(self.steps):
            if step.old and step.new:
                self._stayed(step)
            elif step.new:
                self._came(step)
            else:
                self._went(step, n)

    def _stayed(self, step: Step) -> None:
        scope = self.scope
        for place in step.new:
            self.written.new[place] = self.new[place].element
        first, last = self.old[step.old[0]], self.new[step.new[-1]]
        if len(step.old) == len(step.new) == 1:
            if not scope.is_same(first, last):
                if last.is_paragraph:
                    rewrite(scope, [first.element], [last.element])
                else:
                    write_table(scope, first.element, last.element)
        else:
            rewrite(scope, [self.old[n].element for n in step.old], [self.new[n].element for n in step.new])
        self.cursor, self.cursor_old = last.element, self.old[step.old[-1]].element

    def _came(self, step: Step) -> None:
        unit = self.new[step.new[0]]
        element = unit.element
        self.written.new[step.new[0]] = element
        if step.move in self.moves:
            old_place, _, name = self.moves[step.move]
            _move_here(self.scope, self.old[old_place].element, element, name)
        elif unit.is_paragraph:
            mark_paragraph(self.scope, element)
        else:
            mark_table(self.scope, element)
        self.cursor, self.cursor_old = element, None

    def _went(self, step: Step, n: int) -> None:
        unit = self.old[step.old[0]]
        moved = self.moves.get(step.move)
        if unit.is_paragraph:
            element = dead_paragraph(self.scope, unit.element, "moveFrom" if moved else "del")
        else:
            element = dead_table(self.scope, unit.element)
        self._put(element, unit.element, n)
        if moved:
            _range(self.scope, element, "moveFrom", moved[2])
        self.written.old[step.old[0]] = element
        self.cursor, self.cursor_old = element, unit.element

    def _put(self, element: etree._Element, old: etree._Element, n: int) -> None:
        """Put an old block where it stood: after the block before it, in the content control that both were in."""
        control = _control(old)
        following = next((one for one in self.steps[n + 1 :] if one.new), None)
        if control is not None and following is not None and following.old:
            partner = self.old[following.old[0]].element
            beside = self.cursor_old is not None and _control(self.cursor_old) is control
            if _control(partner) is control and not beside:
                put_before(self.new[following.new[0]].element, element)
                return
        if self.cursor is None:
            first = next((one.element for one in self.new), None)
            if first is None:
                place = 1 if len(self.element) and self.element[0].tag == f"{Q}tcPr" else 0
                self.element.insert(place, element)
            else:
                top = first
                while top.getparent() is not self.element and top.getparent().tag in SHELLS:
                    top = top.getparent()
                put_before(top, element)
            return
        where = self.cursor
        inside = self.cursor_old is not None and control is not None and _control(self.cursor_old) is control
        while not inside and where.getparent() is not self.element and where.getparent().tag in SHELLS:
            parent = where.getparent()
            if any(one in block_elements(parent) for one in _later(where)):
                break
            where = parent
        put_after(where, element)


def _later(element: etree._Element) -> list[etree._Element]:
    found = []
    for one in element.itersiblings():
        found.extend([one] if one.tag in (f"{Q}p", f"{Q}tbl") else block_elements(one))
    return found


def _control(element: etree._Element) -> etree._Element | None:
    """Return the content control around an old block in its container."""
    parent = element.getparent()
    while parent is not None and parent.tag in SHELLS:
        if parent.tag == f"{Q}sdt":
            return parent
        parent = parent.getparent()
    return None


def _move_here(scope: Scope, old: etree._Element, new: etree._Element, name: str) -> None:
    """Mark a paragraph as moved here; words that it didn't have where it stood are inserted."""
    before = [one.key for one in tokens_of(scope.copied(old), scope.old_side).tokens]
    after = tokens_of(new, scope.new_side)
    if before == [one.key for one in after.tokens]:
        mark_paragraph(scope, new, "moveTo")
    else:
        rewrite_moved(scope, old, new)
        scope.marks.mark_paragraph(new, "moveTo")
    _range(scope, new, "moveTo", name)


def _range(scope: Scope, paragraph: etree._Element, name: str, move: str) -> None:
    """Put the marks of a move around a paragraph, its own mark included."""
    start = scope.marks.element(f"{name}RangeStart", name=move)
    end = etree.Element(f"{Q}{name}RangeEnd")
    end.set(f"{Q}id", start.get(f"{Q}id"))
    place = 1 if len(paragraph) and paragraph[0].tag == f"{Q}pPr" else 0
    paragraph.insert(place, start)
    tail, paragraph.tail = paragraph.tail, None
    paragraph.addnext(end)
    end.tail = tail
