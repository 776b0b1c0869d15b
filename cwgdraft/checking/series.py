"""Lists: their items as they stand together, letters that don't follow one another, how an item ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.draft import Kind

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ENDINGS = (".", ";", ",")


@dataclass(frozen=True, slots=True)
class Gap:
    """An item whose letter or number doesn't follow from the one before: one is missing, or it stands `twice`."""

    passage: Passage
    before: Passage
    twice: bool


@dataclass(frozen=True, slots=True)
class _Open:
    """A list that may go on: its last item, and what that may count (`i` is 9 or 1)."""

    last: Passage
    style: str
    values: frozenset[int]


def gaps(passages: Sequence[Passage]) -> Iterator[Gap]:
    """Yield the items of lettered and counted lists that don't follow; lists inside a list are told apart."""
    stack: list[_Open] = []
    for one in passages:
        if one.kind is not Kind.LIST_ITEM or one.in_cell or one.note:
            if one.numbers or one.is_heading:
                stack = []
            continue
        values = _values(one.label)
        if not values:
            continue
        style = _style(one.label)
        depth = next((n for n in range(len(stack) - 1, -1, -1) if _next(stack[n], style, values)), -1)
        if depth >= 0:
            kept = frozenset(value for value in values if value - 1 in stack[depth].values)
            stack = [*stack[:depth], _Open(one, style, kept)]
        elif 1 in values or not stack:
            stack.append(_Open(one, style, values))
        else:
            top = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].style == style), -1)
            if top >= 0 and (gap := _gap(stack[top], one, values)) is not None:
                yield gap
            stack = [*stack[: max(top, 0)], _Open(one, style, values)]


def _gap(open_: _Open, one: Passage, values: frozenset[int]) -> Gap | None:
    if len(values) != 1:
        return None
    value, last = min(values), max(open_.values)
    if len(open_.values) == 1 and (value == last or last + 1 < value <= last + 3):
        return Gap(one, open_.last, value == last)
    return None


def _next(open_: _Open, style: str, values: frozenset[int]) -> bool:
    return open_.style == style and any(value - 1 in open_.values for value in values)


def _style(label: str) -> str:
    inner = label.strip("().")
    return ("digits" if inner.isdecimal() else "letters") + label.replace(inner, "")


def _values(label: str) -> frozenset[int]:
    """Return what a letter or number in brackets may count; nothing for other marks."""
    inner = label.strip("().").lower()
    if not label.endswith(")") or not inner.isascii() or not inner.isalnum():
        return frozenset()
    if inner.isdecimal():
        return frozenset({int(inner)})
    found = {ord(inner) - ord("a") + 1} if len(inner) == 1 else set()
    if set(inner) <= set(_ROMAN):
        found.add(_roman(inner))
    return frozenset(found)


def _roman(figures: str) -> int:
    total = 0
    for place, figure in enumerate(figures):
        value = _ROMAN[figure]
        total += -value if any(_ROMAN[later] > value for later in figures[place + 1 :]) else value
    return total


def lists(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the items of each list: those that stand one behind another with marks of one kind.

    Numbered paragraphs that go on with the sentence above them, each with a small letter, are items too.
    """
    run: list[Passage] = []
    for one in passages:
        if one.kind is Kind.LIST_ITEM and not one.numbers and not one.in_cell and not one.note:
            if run and (run[-1].block.list_kind is not one.block.list_kind or run[-1].level != one.level):
                yield run
                run = []
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run
    yield from _numbered(passages)


def _numbered(passages: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Yield the numbered paragraphs below one that ends with a colon, where all begin with a small letter."""
    families: dict[tuple[int, ...], list[Passage]] = {}
    leads = {one.numbers for one in passages if one.numbers and one.plain.rstrip().endswith(":")}
    for one in passages:
        if one.numbers[:-1] in leads and one.kind in (Kind.NUMBERED, Kind.HEADING):
            families.setdefault(one.numbers[:-1], []).append(one)
    for family in families.values():
        if len(family) > 1 and all(one.text[:1].islower() for one in family):
            yield family


def ending(one: Passage) -> str | None:
    """Return the stop at the end of an item, empty for none; None where it leads to something, or ends otherwise."""
    text = one.plain.rstrip().removesuffix(" and").removesuffix(" or").rstrip()
    if not text or text.endswith((":", "?", "!", "…", "-", "–")):
        return None
    if text[-1] in _ENDINGS:
        return text[-1]
    if text[-1] in "”\")’'" and len(text) > 1 and text[-2] == ".":
        return "."
    return ""
