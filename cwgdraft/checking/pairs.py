"""Brackets and quotation marks that lack their other half, over a document's passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage

_BRACKETS = {")": "(", "]": "["}
_BRACKET = re.compile(r"[()\[\]]")
_ITEM = re.compile(r"(?:^|[\s;:,(])(?:[a-z]{1,2}|[ivxl]{1,5}|[IVX]{1,4}|[A-Z]|\d{1,2})\Z")
_MARK = re.compile(r"[“”„«»]|(?<!\d)\"|(?<=\d)\"(?=[\s.,;:)]|$)")
_FAR, _NEAR = 12, 3
"""Over how many paragraphs a quotation may run, and a bracket."""
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Half:
    """A mark without its other half: the mark and the words beside it, from `start` to `end`; whether it `opens`."""

    passage: Passage
    at: int
    opens: bool

    @property
    def start(self) -> int:
        """Return where the words begin."""
        if self.opens:
            return self.at
        first = max(self.at - 2 * _SHOWN, 0)
        space = self.passage.plain.rfind(" ", first, max(self.at - _SHOWN, 0))
        return first if space < 0 else space + 1

    @property
    def end(self) -> int:
        """Return where the words end."""
        text = self.passage.plain
        if not self.opens:
            return self.at + 1
        last = self.at + 2 * _SHOWN
        space = text.find(" ", self.at + _SHOWN, last)
        return self.at + len(text[self.at : last].rstrip()) if space < 0 else space


def unpaired_brackets(passages: Sequence[Passage]) -> Iterator[Half]:
    """Yield the brackets that are opened or closed only; a pair may stand in two paragraphs near each other."""
    return _across(passages, "()[]", _brackets, _NEAR)


def unpaired_quotations(passages: Sequence[Passage]) -> Iterator[Half]:
    """Yield the double quotation marks that open or close only; a quotation may run over several paragraphs."""
    for half in _across(passages, '“”„«»"', _quotations, _FAR):
        after = passages[half.passage.number + 1 : half.passage.number + 2]
        opened_again = half.opens and any(one.plain.lstrip()[:1] == half.passage.plain[half.at] for one in after)
        if not opened_again:
            yield half


def _across(
    passages: Sequence[Passage], marks: str, halves: Callable[[Passage], list[Half]], reach: int
) -> Iterator[Half]:
    """Yield the halves of passages that none in the passages behind or before them completes."""
    found: list[Half] = []
    open_: list[Half] = []
    whole: set[Half] = set()
    for passage in passages:
        if not any(mark in passage.plain for mark in marks) or len(passage.plain) < 3:
            continue
        open_ = [one for one in open_ if passage.number - one.passage.number <= reach]
        here = halves(passage)
        for half in here:
            if not half.opens and open_:
                whole.update(open_)
                open_ = []
            else:
                found.append(half)
        open_ += [half for half in here if half.opens]
    yield from (one for one in found if one not in whole)


def _brackets(passage: Passage) -> list[Half]:
    """Return the brackets of a passage that lack their half; the mark of an item, `a)`, is none by itself."""
    text = passage.plain
    marks = list(_BRACKET.finditer(text))
    opened = sum(one[0] in "([" for one in marks)
    items = {
        one.start() for one in marks if one[0] == ")" and _ITEM.search(text[max(one.start() - 6, 0) : one.start()])
    }
    too_many = len(marks) - opened > opened
    stack: list[tuple[str, int]] = []
    found: list[Half] = []
    for one in marks:
        sign, at = one[0], one.start()
        if sign in "([":
            stack.append((sign, at))
        elif stack and stack[-1][0] == _BRACKETS[sign] and not (too_many and at in items and at - stack[-1][1] > 5):
            stack.pop()
        elif at not in items:
            found.append(Half(passage, at, opens=False))
    found += [Half(passage, at, opens=True) for _, at in stack]
    return sorted(found, key=lambda half: half.at)


def _quotations(passage: Passage) -> list[Half]:
    """Return the quotation marks of a passage that lack their half; a straight one may stand for either."""
    text = passage.plain
    stack: list[tuple[str, int]] = []
    found: list[Half] = []
    marks = list(_MARK.finditer(text))
    if len(marks) % 2 == 0 and len({one[0] for one in marks}) == 1:
        return []  # one sign for both, of whatever direction
    for one in marks:
        sign, at = one[0], one.start()
        if sign in "“„«" and not (stack and stack[-1][0] == "„" and sign == "“"):
            stack.append((sign, at))
        elif stack and (sign != '"' or not _opens(text, at) or len(marks) % 2 == 0):
            stack.pop()
        elif sign == '"' and (_opens(text, at) or len(marks) > 1):
            stack.append((sign, at))
        else:
            found.append(Half(passage, at, opens=False))
    found += [Half(passage, at, opens=True) for _, at in stack]
    return sorted(found, key=lambda half: half.at)


def _opens(text: str, at: int) -> bool:
    """Return whether a straight mark stands before a word."""
    return (at == 0 or text[at - 1] in " ([–—-/") and at + 1 < len(text) and not text[at + 1].isspace()
