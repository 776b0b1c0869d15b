"""Counts in a text: numbers in words or figures before what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
NUMBER = rf"(?a:\d{{1,4}}|{'|'.join(WORDS[2:])})"
"""A number in plain letters and figures only: `ſix` isn't one, though its capitals are those of one."""
_THING = (
    r"(?:(?:input|written|new) )?contributions?|information documents?|(?:working |input )?documents?"
    r"|delegates?|participants?"
    r"|Member States?|Sector Members?|meetings?|countries|recommendations"
)
_COUNT = re.compile(
    rf"(?<![\w/.,-])(?P<about>(?:more than|over|about|around|some|nearly|almost|approximately|at least|up to) )?"
    rf"(?P<number>{NUMBER}|(?<=\ba total of )[0-9]+) (?P<thing>{_THING})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Count:
    """That a text counts `number` of a `thing` (in the plural); `about` says that it isn't exact."""

    start: int
    end: int
    text: str
    number: int
    thing: str
    about: str


def counts_in(text: str) -> Iterator[Count]:
    """Yield the counts of documents, people and meetings in a text."""
    for match in _COUNT.finditer(text):
        thing = match["thing"].lower()
        thing = thing if thing.endswith("s") else f"{thing}s"
        for word in ("input ", "written ", "working "):
            thing = thing.removeprefix(word)
        yield Count(*match.span(), match[0], value_of(match["number"]), thing, (match["about"] or "").strip().lower())


def value_of(number: str) -> int:
    """Return what a number in figures, or in words up to twenty, is worth."""
    return int(number) if number.isdigit() else WORDS.index(number.lower())
