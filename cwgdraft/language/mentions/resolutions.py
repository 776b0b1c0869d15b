"""Resolutions in text: of the Plenipotentiary Conference, the Council, and other conferences, in every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EDITION = r"(?:\s?\((?P<edition>(?:Rev\.?|Mod\.?|Modified|Revised|rev\.?|mod\.?)?,?\s?[^()]{0,40}?(?:19|20)\d\d)\))?"
_BODY = (
    r"(?P<body>(?:\bITU )?\b(?:PP|Plenipotentiary(?: Conference)?|Council|WTDC|WTSA|WRC|RA|UNGA|UN General Assembly|"
    r"General Assembly|ECOSOC)(?:-\d\d)?\s+)?"
)
_OF = (
    r"(?P<of>\s+(?:of|by) the (?:ITU )?(?:Plenipotentiary Conference|Council|World Telecommunication Development "
    r"Conference|World Telecommunication Standardization Assembly|UN(?:ited Nations)? General Assembly|General Assembly))?"
)
_FIRST = re.compile(
    rf"{_BODY}(?P<noun>\b(?:[Rr]esolutions?|RESOLUTIONS?|[Rr]es\.?))\s+"
    rf"(?P<number>\d{{1,4}}(?:/\d{{1,4}})?)(?![\d/]){_EDITION}{_OF}"
)
_MORE = re.compile(rf"(?:,\s+(?:and\s+)?|\s+and\s+|\s?&\s?){_BODY}(?P<number>\d{{1,4}})(?![\d/.-]){_EDITION}{_OF}")
_LOOSE = re.compile(
    rf"{_BODY}(?P<number>\b\d{{2,4}})\s?\((?P<edition>(?:Rev\.|Mod\.|Modified)[^()]{{0,40}}(?:19|20)\d\d)\)"
)


@dataclass(frozen=True, slots=True)
class ResolutionMention:
    """A resolution in a text, from `start` (its body or noun) to `end`.

    `body` is `plenipotentiary`, `council`, another body's word, or empty where it isn't named. `noun` is the word
    "Resolution" as it stands, empty where there is none; `shared` says that the noun of the one before counts for it.
    `edition` is what stands in brackets behind the number, as written. `of` says that the body stands behind it.
    """

    start: int
    end: int
    text: str
    number: str
    body: str
    noun: str
    edition: str
    shared: bool = False
    of: bool = False

    @property
    def edition_year(self) -> int:
        """Return the year of its edition, 0 without."""
        found = re.search(r"(?:19|20)\d\d", self.edition)
        return int(found[0]) if found else 0


def resolutions_in(text: str) -> Iterator[ResolutionMention]:
    """Yield the resolutions that a text cites, in order: each number of a list is one."""
    found: list[ResolutionMention] = []
    position = 0
    while match := _FIRST.search(text, position):
        found.append(_mention(match, shared=False))
        position = match.end()
        plural = match["noun"].lower().startswith("resolutions")
        while more := _MORE.match(text, position):
            if not plural and not more["edition"]:
                break
            found.append(_mention(more, shared=plural or not more["body"], body=found[-1].body))
            position = more.end()
    taken = [(one.start, one.end) for one in found]
    for match in _LOOSE.finditer(text):
        if all(match.start() >= end or start >= match.end() for start, end in taken):
            found += [_mention(match, shared=False)]
    yield from sorted(found, key=lambda one: one.start)


def _mention(match: re.Match[str], *, shared: bool, body: str = "") -> ResolutionMention:
    groups = match.groupdict()
    named = f"{groups.get('body') or ''} {groups.get('of') or ''}"
    start = (
        match.start("body")
        if groups.get("body")
        else match.start("noun")
        if groups.get("noun")
        else match.start("number")
    )
    return ResolutionMention(
        start,
        match.end(),
        match.string[start : match.end()],
        groups["number"],
        _body(named) or (body if shared else ""),
        groups.get("noun") or "",
        (groups.get("edition") or "").strip(),
        shared,
        bool(groups.get("of")),
    )


def _body(words: str) -> str:
    if re.search(r"\bPP\b|Plenipotentiary", words):
        return "plenipotentiary"
    if "General Assembly" in words or "UNGA" in words:
        return "general assembly"
    if "Council" in words:
        return "council"
    others = (("WTDC", "Development Conference"), ("WTSA", "Standardization Assembly"), ("ECOSOC", "ECOSOC"))
    if other := next((name for name, sign in others if name in words or sign in words), None):
        return other
    found = re.search(r"\b(WRC|RA)\b", words)
    return found[1] if found else ""
