"""The people whom a document names: by title and name, with what stands in brackets behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind

_TITLE = r"(?:H\.\s?E\. ?)?(?:Mr|Mrs|Ms|Mme|Dr|Prof|Professor|Amb|Ambassador|Sir|Eng)\b\.?|H\.\s?E\."
_SMALL = r"(?:de|da|das|do|dos|del|della|van|von|der|den|bin|al|el|la|le|ibn|y)"
_WORD = r"(?:[A-ZÀ-ÖØ-Þ][\w'’]*(?:[-‑][A-ZÀ-ÖØ-Þa-z][\w'’]*)*\.?)"
_PERSON = re.compile(
    rf"(?<![\w.])(?P<title>{_TITLE}) (?P<name>{_WORD}(?:(?: {_SMALL}){{0,2}} {_WORD}){{0,5}})(?P<after> ?\()?"
)
_GENDER = {"mr": "Mr", "sir": "Mr", "ms": "Ms", "mrs": "Ms", "mme": "Ms"}
_NOT_NAMES = frozenset(
    (
        "Chair",
        "Vice-Chair",
        "Chairman",
        "Director",
        "Secretary-General",
        "Ambassador",
        "Minister",
        "President",
        "The",
        "ITU",
    )
)


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


def without_accents(name: str) -> str:
    """Return a name without its accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def _all(subject: Subject) -> tuple[Named, ...]:
    return tuple(_people(subject))


def _people(subject: Subject) -> Iterator[Named]:
    for passage in subject.passages:
        text = passage.plain
        if passage.kind is Kind.SIGNATURE_NAME:
            name = text.strip()
            bare = re.sub(rf"^(?:{_TITLE}) ", "", name)
            if bare and len(bare.split()) > 1:
                start = text.index(bare)
                yield Named(passage, start, start + len(bare), name[: len(name) - len(bare)].strip(), bare)
            continue
        for match in _PERSON.finditer(text):
            words = match["name"].split()
            while words and words[-1] in _NOT_NAMES:
                words.pop()
            if not words or words[0] in _NOT_NAMES:
                continue
            name = " ".join(words).rstrip(".") if not re.fullmatch(r"[A-Z]\.", words[-1]) else " ".join(words)
            start = match.start("name")
            country, end = _bracket(text, match.end() - 1) if match["after"] and name == match["name"] else ("", 0)
            yield Named(passage, start, start + len(name), match["title"], name, country, end)


def _bracket(text: str, opening: int) -> tuple[str, int]:
    """Return the first thing in a bracket that begins at a place, and where the bracket ends."""
    depth = 0
    for place in range(opening, min(len(text), opening + 120)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            inner = text[opening + 1 : place]
            return re.split(r", (?:remote|online|virtual)", inner)[0].strip(), place + 1
    return "", 0
