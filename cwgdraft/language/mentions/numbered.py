"""Council sessions and meetings in text: "Council 2025", "Council-25", "41st and 42nd meetings"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SESSION = re.compile(
    r"\b(?:(?P<before>(?:19|20)\d\d) (?:session of the )?(?:ITU )?Council(?: session)?\b"
    r"|(?:ITU )?Council(?:'s|’s)?(?: session)?(?P<join> ?[-–] ?| )(?P<year>(?:19|20)\d\d|\d\d)(?![\d/%-]|\.\d|\w)"
    r"|C-?(?P<letter>\d\d)(?![\d/-]|\.\d|\w))"
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth",
)  # fmt: skip
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}
_FROM = 5
"""Below, an ordinal in words counts the meetings of a year or of a committee rather than those of the group."""
_IN_WORDS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1) if number >= _FROM},
    **{f"{ten}ieth": number for ten, number in _TENS.items()},
    **{f"{ten}y-{unit}": number + more for ten, number in _TENS.items() for more, unit in enumerate(_UNITS, 1)},
}
_LOW = {word: number for number, word in enumerate(_UNITS[: _FROM - 1], 1)}


def _ordinal(words: Iterable[str]) -> str:
    return rf"(?:\d{{1,3}}(?:st|nd|rd|th)|(?ai:{'|'.join(sorted(words, key=len, reverse=True))}))\b"


def _meeting(ordinal: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<list>\b{ordinal}(?:(?:, | and |, and | to |-|–| & |/){ordinal})*)"
        r"(?P<middle>(?: and last| regular| ordinary)?"
        r"(?: (?:of the )?(?:ITU )?(?:CWG|Council Working Group)[\w&-]*(?: on [A-Z][\w& ]*?)?)?)"
        r"(?P<word> [Mm]eetings?)?"
    )


_ORDINAL = _ordinal(_IN_WORDS)
_ANY_ORDINAL = _ordinal((*_IN_WORDS, *_LOW))
_MEETING = _meeting(_ORDINAL)
_MEETING_LOW = _meeting(_ANY_ORDINAL)
_CANDIDATE = re.compile(r"\b(?:\d{1,3}|[EFNSTefnst][a-z]{2,}(?:-[a-z]{2,})?)(?:st|nd|rd|th)\b")
_ABOUT = re.compile(r"[Mm]eeting|CWG|Council Working")
_EACH = re.compile(_ANY_ORDINAL)
_SPAN = re.compile(rf"{_ORDINAL} to {_ORDINAL}|{_ORDINAL}[-–]{_ORDINAL}")


@dataclass(frozen=True, slots=True)
class SessionMention:
    """A Council session in a text: its `year` in four figures, and how the words are joined (`-`, a space, nothing).

    `form` is `long` (Council 2025), `short` (Council 25), `letter` (C25) or `before` (2025 session of the Council).
    """

    start: int
    end: int
    text: str
    year: int
    form: str
    join: str = ""


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """Meetings that a text names by their numbers: `numbers` in its order; `word` whether "meeting" follows."""

    start: int
    end: int
    text: str
    numbers: tuple[int, ...]
    word: bool


def sessions_in(text: str) -> Iterator[SessionMention]:
    """Yield the Council sessions that a text names, in order; years that only follow the word are among them."""
    for match in _SESSION.finditer(text):
        if match["before"]:
            yield SessionMention(*match.span(), match[0], int(match["before"]), "before")
        elif match["letter"]:
            yield SessionMention(*match.span(), match[0], 2000 + int(match["letter"]), "letter")
        else:
            year = match["year"]
            form = "long" if len(year) == 4 else "short"
            yield SessionMention(
                *match.span(), match[0], int(year) if len(year) == 4 else 2000 + int(year), form, match["join"]
            )


def meetings_in(text: str, *, low: bool = False) -> Iterator[MeetingMention]:
    """Yield where a text names meetings of the group by their numbers, in order.

    An ordinal counts that stands before "meeting" or before the name of the group; one in words from the fifth on, with
    `low` from the first.
    """
    pattern = _MEETING_LOW if low else _MEETING
    end = 0
    for candidate in _CANDIDATE.finditer(text) if _ABOUT.search(text) else ():
        match = pattern.match(text, candidate.start()) if candidate.start() >= end else None
        if match is None or (not match["word"] and not match["middle"].strip()):
            continue
        end = match.end()
        numbers = [_number(one[0]) for one in _EACH.finditer(match["list"])]
        if _SPAN.search(match["list"]) and len(numbers) == 2 and numbers[0] < numbers[1] < numbers[0] + 40:
            numbers = list(range(numbers[0], numbers[1] + 1))
        yield MeetingMention(*match.span(), match[0], tuple(numbers), bool(match["word"]))


def _number(ordinal: str) -> int:
    if ordinal[0].isdigit():
        return int(ordinal[:-2])
    word = ordinal.lower()
    return _IN_WORDS.get(word) or _LOW[word]
