"""Council sessions and meetings in text: "Council 2025", "Council-25", "41st and 42nd meetings"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SESSION = re.compile(
    r"\b(?:(?P<before>(?:19|20)\d\d) (?:session of the )?(?:ITU )?Council(?: session)?\b"
    r"|(?:ITU )?Council(?:'s|’s)?(?: session)?(?P<join> ?[-–] ?| )(?P<year>(?:19|20)\d\d|\d\d)(?![\d/.%-]|\w)"
    r"|C-?(?P<letter>\d\d)(?![\d/.-]|\w))"
)
_ORDINAL = r"\d{1,3}(?:st|nd|rd|th)"
_MEETING = re.compile(
    rf"(?P<list>\b{_ORDINAL}(?:(?:, | and |, and | to |-|–| & |/){_ORDINAL})*)"
    r"(?P<middle>(?: and last| regular| ordinary)?"
    r"(?: (?:of the )?(?:ITU )?(?:CWG|Council Working Group)[\w&-]*(?: on [A-Z][\w& ]*?)?)?)"
    r"(?P<word> [Mm]eetings?)?"
)
_EACH = re.compile(r"(\d{1,3})(st|nd|rd|th)")
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


def meetings_in(text: str) -> Iterator[MeetingMention]:
    """Yield where a text names meetings of the group by their numbers, in order.

    An ordinal counts that stands before "meeting" or before the name of the group.
    """
    for match in _MEETING.finditer(text):
        if not match["word"] and not match["middle"].strip():
            continue
        numbers = [int(one[1]) for one in _EACH.finditer(match["list"])]
        if _SPAN.search(match["list"]) and len(numbers) == 2 and numbers[0] < numbers[1] < numbers[0] + 40:
            numbers = list(range(numbers[0], numbers[1] + 1))
        yield MeetingMention(*match.span(), match[0], tuple(numbers), bool(match["word"]))
