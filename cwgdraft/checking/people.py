"""The people whom a document names: by title and name, with what stands in brackets behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind
from cwgdraft.language.mentions import TITLE, people_named

_GENDER = {"mr": "Mr", "sir": "Mr", "ms": "Ms", "mrs": "Ms", "mme": "Ms"}


@dataclass(frozen=True, slots=True)
class Named:
    """A person in a text: `start` to `end` is the name without its title. `country` is the first thing in brackets."""

    passage: Passage
    start: int
    end: int
    title: str
    name: str
    country: str = ""
    bracket_end: int = 0

    @property
    def gender(self) -> str:
        """Return `Mr` or `Ms`, empty for a title that doesn't say."""
        return _GENDER.get(self.title.lower().replace("h.e.", "").strip(" ."), "")

    @property
    def key(self) -> str:
        """Return the name as it is compared: capitals, hyphens and stops count for nothing, accents do."""
        return " ".join(self.name.casefold().replace("-", " ").replace("’", "'").replace(".", " ").split())


def people_in(subject: Subject) -> tuple[Named, ...]:
    """Return everybody whom a document names with a title, and who signs it, in order."""
    return subject.once(_all)


def _all(subject: Subject) -> tuple[Named, ...]:
    return tuple(_people(subject))


def _people(subject: Subject) -> Iterator[Named]:
    for passage in subject.passages:
        text = passage.plain
        if passage.kind is Kind.SIGNATURE_NAME:
            name = text.strip()
            bare = re.sub(rf"^(?:{TITLE}) ", "", name)
            if bare and len(bare.split()) > 1:
                start = text.index(bare)
                yield Named(passage, start, start + len(bare), name[: len(name) - len(bare)].strip(), bare)
            continue
        for one in people_named(text):
            yield Named(passage, one.start, one.end, one.title, one.name, one.country, one.bracket_end)
