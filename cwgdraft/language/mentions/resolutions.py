"""Resolutions in text: of the Plenipotentiary Conference, the Council, and other conferences, in every form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

CITIES = (
    "Kyoto", "Minneapolis", "Marrakesh", "Antalya", "Guadalajara", "Busan", "Dubai", "Bucharest", "Doha", "Valletta",
    "Istanbul", "Hyderabad", "Buenos Aires", "Kigali", "Baku", "Montreal", "Florianópolis", "Johannesburg", "Hammamet",
    "New Delhi", "Sharm el-Sheikh", "Geneva",
)  # fmt: skip
"""Where conferences adopted resolutions, as editions name them."""
_YEAR = r"(?:19|20)\d\d"
_SESSIONS = rf"(?:C-?\d\d\b|Council[- ]?(?:{_YEAR}|\d\d)|PP-?\d\d|{_YEAR})"
_MARK = (
    r"(?:[Rr]ev(?:ised)?\b\.?|REV\b\.?|[Mm]od(?:ified)?\b\.?|MOD(?:IFIED)?\b\.?|[Ll]ast (?:amended|modified|revised)"
    r"|[Aa]mended)"
)
_PLACE = rf"(?:{'|'.join(CITIES)}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
_INNER = (
    rf"(?:{_MARK},?\s?(?:(?:at |by |in )?(?:the )?{_PLACE},?\s?)?(?:{_MARK},?\s?)?{_SESSIONS}"  # Rev. Bucharest, 2022
    rf"|{_PLACE},?\s?(?:{_MARK},?\s?)?{_YEAR}"  # Bucharest, 2022
    rf"|Council {_YEAR}|{_SESSIONS}(?:,?\s(?:{_MARK}|and|in)[^()]{{0,40}})?)"  # C11, last amended C24
)
_EDITION = rf"(?:\s{{0,2}}\(\s?(?P<edition>{_INNER})\s?\))?"
_BODY = (
    r"(?P<body>(?:(?:ITU )?\b(?:PP|Plenipotentiary(?: Conference)?(?: \(PP\))?|"
    r"(?:Security |Human Rights |Economic and Social )?Council|WTDC|WTSA|WRC|WCIT|RA|"
    r"UNGA|UN General Assembly|General Assembly|ECOSOC)(?:-\d\d| \d{4})?(?:['’]s)?\s+)?)"
)
_OF = (
    r"(?P<of>,?\s+(?:of|by|adopted by|from) the (?:ITU )?(?:(?:\d{4} )?Plenipotentiary Conference|Council"
    r"|World Telecommunication Development Conference|World Telecommunication Standardization Assembly"
    r"|UN(?:ited Nations)? General Assembly|General Assembly)\b)?"
)
_BEHIND = rf"(?:\s\((?P<behind>{_INNER})\))?"  # Resolution 140 of the Plenipotentiary Conference (Guadalajara, 2010)
_NUMBER = r"(?P<number>\d{1,4}(?:/\d{1,4})?)(?![\d/]|\.\d)"
_FIRST = re.compile(
    rf"{_BODY}(?P<noun>\b(?:[Rr]esolutions?|RESOLUTIONS?|[Rr]es\.?|Decisions?))\s*(?P<colon>:?)\s*"
    rf"(?:No\.?\s?)?{_NUMBER}{_EDITION}{_OF}{_BEHIND}"
)
_MORE = re.compile(
    rf"(?:,\s+(?:and\s+|or\s+)?|\s+and\s+(?:to\s+|of\s+)?|\s+or\s+|\s?&\s?|\s?/\s?){_BODY}{_NUMBER}"
    rf"(?!-\d|\s?(?:%|per cent)){_EDITION}{_OF}{_BEHIND}"
)
_LOOSE = re.compile(
    rf"{_BODY}(?P<number>\b\d{{2,4}})\s?\((?P<edition>{_MARK},?\s?(?:{_PLACE},?\s?)?{_YEAR}"
    rf"|(?:{'|'.join(CITIES)}),? {_YEAR})\)"
)
_ANY = re.compile(r"[Rr]es(?:olution)?s?\b|RESOLUTION|Decision|\d ?\((?:[Rr]ev|REV|[Mm]od|MOD|[A-Z])")
_YEARS = re.compile(r"((?:19|20)\d\d)|(?:C|PP|Council)-?\s?(\d\d)\b")
_STOP = re.compile(r"(?<!\bRev)(?<!\bMod)\. (?=[A-Z])")
_PLURAL = re.compile(r"\b[Rr](?:esolutions|ESOLUTIONS)\b")


@dataclass(frozen=True, slots=True)
class ResolutionMention:
    """A resolution in a text, from `start` (its body or noun) to `end`.

    `body` is `plenipotentiary`, `council`, another body's word, or empty where it isn't named. `noun` is the word
    "Resolution" (or "Decision") as it stands, empty where there is none; `shared` says that the noun of one before
    counts for it. `edition` is what stands in brackets behind the number, as written, `edition_start` where (-1
    without). `of` says that the body stands behind it. `lead` is what stands between `start` and the number
    (`PP Resolution `).
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
    lead: str = ""
    edition_start: int = -1

    @property
    def edition_year(self) -> int:
        """Return the year of its edition, the last that it names, 0 without: 2024 for `C11, last amended C24`."""
        years = _YEARS.findall(self.edition)
        return int(years[-1][0] or f"20{years[-1][1]}") if years else 0

    @property
    def is_decision(self) -> bool:
        """Return whether it is a decision."""
        return self.noun.startswith("Decision")


def resolutions_in(text: str) -> Iterator[ResolutionMention]:
    """Yield the resolutions that a text cites, in order: each number of a list is one."""
    if _ANY.search(text) is None:
        return
    found: list[ResolutionMention] = []
    position = 0
    while match := _FIRST.search(text, position):
        found.append(_mention(match, shared=False))
        position = match.end()
        plural = match["noun"].lower().startswith(("resolutions", "decisions"))
        while more := _MORE.match(text, position):
            if not plural and not more["edition"]:
                break
            found.append(_mention(more, shared=plural or not more["body"], body=found[-1].body))
            position = more.end()
    taken = bytearray(len(text))
    for one in found:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    plurals = [one.start() for one in _PLURAL.finditer(text)]
    stops = [one.end() for one in _STOP.finditer(text)]
    for match in _LOOSE.finditer(text):
        if not any(taken[match.start() : match.end()]):
            mention = _mention(match, shared=False)
            # Resolutions 140 (…) on this and 1332 (…) on that: the noun counts on
            last = bisect_left(plurals, mention.start) - 1
            stop = bisect_left(stops, mention.start) - 1
            shared = last >= 0 and (stop < 0 or stops[stop] <= plurals[last])
            found.append(replace(mention, shared=shared))
    yield from sorted(found, key=lambda one: one.start)


def _mention(match: re.Match[str], *, shared: bool, body: str = "") -> ResolutionMention:
    groups = match.groupdict()
    start = (
        match.start("body")
        if groups.get("body")
        else match.start("noun")
        if groups.get("noun")
        else match.start("number")
    )
    number = groups["number"]
    named = _body(f"{groups.get('body') or ''} {groups.get('of') or ''}")
    if not named and "/" in number:
        named = "general assembly"
    if not named and shared and not (body == "plenipotentiary" and number.isdigit() and int(number) >= 1000):
        named = body
    return ResolutionMention(
        start,
        match.end(),
        match.string[start : match.end()],
        number,
        named,
        groups.get("noun") or "",
        (groups.get("edition") or groups.get("behind") or "").strip(),
        shared,
        bool(groups.get("of")),
        match.string[start : match.start("number")],
        next((match.start(name) for name in ("edition", "behind") if groups.get(name)), -1),
    )


def _body(words: str) -> str:
    if re.search(r"\bPP\b|Plenipotentiary", words):
        return "plenipotentiary"
    others = (
        ("general assembly", "General Assembly"), ("general assembly", "UNGA"),
        ("security council", "Security Council"),
        ("human rights council", "Human Rights Council"), ("ECOSOC", "Economic and Social"), ("ECOSOC", "ECOSOC"),
        ("council", "Council"), ("WTDC", "WTDC"), ("WTDC", "Development Conference"), ("WTSA", "WTSA"),
        ("WTSA", "Standardization Assembly"), ("WCIT", "WCIT"),
    )  # fmt: skip
    if other := next((name for name, sign in others if sign in words), None):
        return other
    found = re.search(r"\b(WRC|RA)\b", words)
    return found[1] if found else ""
