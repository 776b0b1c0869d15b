"""People in text: by title and name, with what stands in brackets behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TITLE = (
    r"(?:H\.\s?E\. ?)?(?:Mr|Mrs|Ms|Mme|Dr|Prof|Professor|Amb|Ambassador|Sir|Eng)\b\.?(?: (?:Dr|Prof)\b\.?)?|H\.\s?E\."
)
"""A title that stands before a name."""
_SMALL = r"(?:de|da|das|do|dos|del|della|van|von|der|den|bin|al|el|la|le|ibn|y)"
_WORD = r"(?:(?:[A-ZÀ-ÖØ-Þ]\.[-‑]?){1,3}|(?:Jr|Sr|St)\.|[A-ZÀ-ÖØ-Þ][\w'’]*(?:[-‑][A-ZÀ-ÖØ-Þa-z][\w'’]*)*)"
"""A word of a name; a full stop ends initials and what is cut short, else it ends the sentence."""
_PERSON = re.compile(
    rf"(?<![\w.])(?P<title>{TITLE}) (?P<name>{_WORD}(?:(?: {_SMALL}){{0,2}} {_WORD}){{0,5}})(?P<after> ?\()?"
)
_NOT_NAMES = frozenset(
    (
        "Chair", "Vice-Chair", "Chairman", "Director", "Secretary-General", "Ambassador", "Minister", "President",
        "The", "ITU",
    )
)  # fmt: skip
_LONGEST_BRACKET = 120
_PRESENCE = re.compile(r", (?:remote|online|virtual)")


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person in a text: `title_start` is where the title begins, `start` to `end` is the name without it.

    `bracket` is what stands in brackets behind the name, `bracket_end` where these end, 0 without. `country` is the
    first thing in the bracket.
    """

    title_start: int
    start: int
    end: int
    title: str
    name: str
    bracket: str = ""
    bracket_end: int = 0

    @property
    def country(self) -> str:
        """Return what the bracket says before how somebody took part, empty without a bracket."""
        return _PRESENCE.split(self.bracket)[0].strip()


def people_named(text: str) -> Iterator[PersonMention]:
    """Yield everybody whom a text names with a title, in order."""
    for match in _PERSON.finditer(text):
        words = match["name"].split()
        while words and words[-1] in _NOT_NAMES:
            words.pop()
        if not words or words[0] in _NOT_NAMES:
            continue
        name = " ".join(words).rstrip(".") if not re.fullmatch(r"[A-Z]\.", words[-1]) else " ".join(words)
        start = match.start("name")
        whole = match["after"] and name == match["name"]
        inner, end = _bracket(text, match.end() - 1) if whole else ("", 0)
        yield PersonMention(match.start(), start, start + len(name), match["title"], name, inner, end)


def _bracket(text: str, opening: int) -> tuple[str, int]:
    """Return what stands in a bracket that begins at a place, and where the bracket ends."""
    depth = 0
    for place in range(opening, min(len(text), opening + _LONGEST_BRACKET)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return text[opening + 1 : place], place + 1
    return "", 0
