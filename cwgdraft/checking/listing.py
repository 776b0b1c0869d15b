"""The lists of a document: items that follow one another with marks of one kind."""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind


def lists_of(subject: Subject) -> tuple[tuple[Passage, ...], ...]:
    """Return the lists, each as its items; items of lists inside of it are left out."""
    return subject.once(_lists)


def lead_of(subject: Subject, items: tuple[Passage, ...]) -> Passage | None:
    """Return the passage right before a list, which announces it."""
    number = items[0].number
    return subject.passages[number - 1] if number else None


def _lists(subject: Subject) -> tuple[tuple[Passage, ...], ...]:
    return tuple(tuple(one) for one in _runs(subject))


def _runs(subject: Subject) -> Iterator[list[Passage]]:
    items: list[Passage] = []
    for passage in subject.passages:
        if passage.kind is not Kind.LIST_ITEM or passage.in_cell:
            if items:
                yield items
            items = []
        elif items and passage.level > items[0].level:
            continue
        elif items and _begins(passage, items[0]):
            yield items
            items = [passage]
        else:
            items.append(passage)
    if items:
        yield items


def _begins(passage: Passage, first: Passage) -> bool:
    """Return whether an item begins another list than the one of which `first` is the first item."""
    kind = passage.block.list_kind
    if passage.level < first.level or kind != first.block.list_kind:
        return True
    return bool(passage.block.starts and kind is not None and kind.counts)
