"""The links of a document: those of Word's runs, and [words](address) in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject

_TYPED = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\s]*)\)")


@dataclass(frozen=True, slots=True)
class Linked:
    """A link: the words from `start` to `end` of a passage, and the address that they lead to."""

    passage: Passage
    start: int
    end: int
    address: str

    @property
    def words(self) -> str:
        """Return the words of the link, with ordinary spaces and hyphens."""
        return self.passage.plain[self.start : self.end]


def links_of(subject: Subject) -> tuple[Linked, ...]:
    """Return the links of a document, in order; runs side by side that lead to the same address are one."""
    return subject.once(_links)


def _links(subject: Subject) -> tuple[Linked, ...]:
    return tuple(one for passage in subject for one in _in_passage(passage))


def _in_passage(passage: Passage) -> Iterator[Linked]:
    at = 0
    open_: Linked | None = None
    for run in passage.block.runs:
        end = at + len(run.text)
        if open_ is not None and run.link != open_.address:
            yield open_
            open_ = None
        if run.link is not None and run.text:
            open_ = Linked(passage, open_.start if open_ else at, end, run.link)
        at = end
    if open_ is not None:
        yield open_
    if "](" in passage.plain:
        for match in _TYPED.finditer(passage.plain):
            yield Linked(passage, match.start(1), match.end(1), match[2])
