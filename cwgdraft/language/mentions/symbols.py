"""Symbols of documents in text: the group's, the Council's, circular letters, the United Nations', in every form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LEAD = r"(?P<lead>\b[Dd](?:ocuments?|ocs?\.?|OC\.?)\s*)?"
_SUFFIX = r"(?P<suffix>(?:\s?[-(]?\s?(?:Rev|Add|Corr|REV|ADD|CORR)\.?\s?\d{0,2}\s?\)?)*)"
_LANGUAGE = r"(?P<language>-[EFSRAC]\b)?"
_KIND = r"(?:(?P<kind>INF|ADM|DT|DL|inf|Inf)\s?[/-]\s?)?"
_GROUP = re.compile(
    rf"{_LEAD}(?P<group>\b(?:C?WG|CWG)[-\s&]?[A-Z]{{2,}}(?:\s?[&-]\s?[A-Z]{{2,}})*)\s?[-–]?\s?(?P<meeting>\d{{1,3}})"
    rf"\s?(?P<stroke>[/-])\s?{_KIND}(?P<number>\d{{1,3}})(?!\d){_LANGUAGE}{_SUFFIX}"
)
_COUNCIL = re.compile(
    rf"{_LEAD}(?P<group>\bC)-?(?P<year>\d{{2}})\s?(?P<stroke>/)\s?{_KIND}(?P<number>\d{{1,4}})(?![\d/])"
    rf"{_LANGUAGE}{_SUFFIX}"
)
_CIRCULAR = re.compile(r"(?P<group>\bCL)[-/ ]?(?P<year>\d{2})\s?(?P<stroke>/)\s?(?P<number>\d{1,4})\b")
_UNITED = re.compile(
    r"\b(?P<group>[AES])(?P<rest>(?:\s?/\s?(?:RES|C\.\d|HRC|CONF\.\d+|AC\.\d+|L\.\d+|DEC|INF|PV\.\d+|Res|res))?"
    r"(?:\s?/\s?\d{1,4})?(?:\s?/\s?(?:L\.?\s?\d+|\d{1,4}|Rev\.\d|Add\.\d))*)(?=[^\w/]|$)"
)
_BARE = re.compile(
    r"(?P<lead>\b(?:[Dd]ocuments?|[Dd]ocs?\.?)\s)(?P<kind>(?:INF|ADM)[/ -]?)?(?P<number>\d{1,3})\b"
    r"(?!\s*(?:contributions?|information|were|was|documents?|%|years?|days?|\.\d))"
)
_PIECE = re.compile(r"(Rev|Add|Corr)\.?\s?(\d{1,2})?", re.I)


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A document symbol in a text; `start` is where the symbol begins, `lead_start` where "Document" before it does.

    `series` is `group`, `council`, `circular`, `un`, or `bare` for a number behind "document" alone. `meeting` is the
    number of the group's meeting, `year` the two figures of the Council's; `number` the document's, with its kind
    (`INF/4`). `revision`, `addendum`, `corrigendum` are 0 without. `lead` is the word before it: `Doc. `, `Documents `.
    `usual` is the symbol in the form of its series, as far as the words tell.
    """

    start: int
    end: int
    text: str
    series: str
    group: str
    number: str
    usual: str
    meeting: int = 0
    year: int = 0
    revision: int = 0
    addendum: int = 0
    corrigendum: int = 0
    language: str = ""
    lead: str = ""
    lead_start: int = -1

    @property
    def is_usual(self) -> bool:
        """Return whether it is written in the form of its series; a language letter may follow."""
        return self.text in (self.usual, f"{self.usual}{self.language}")


def symbols_in(text: str, acronym: str = "") -> Iterator[SymbolMention]:
    """Yield the symbols of documents in a text, in order; `acronym` is the group's, for the usual form of its series."""
    found: list[SymbolMention] = []
    taken: list[tuple[int, int]] = []
    if not any(sign.isdigit() for sign in text):
        return
    for series, pattern in (
        ("group", _GROUP), ("council", _COUNCIL), ("circular", _CIRCULAR), ("un", _UNITED), ("bare", _BARE),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            mention = _mention(series, match, acronym)
            if mention is not None:
                taken.append(match.span())
                found.append(mention)
    yield from sorted(found, key=lambda one: one.start)


def _mention(series: str, match: re.Match[str], acronym: str) -> SymbolMention | None:
    groups = match.groupdict()
    lead = groups.get("lead") or ""
    start = match.start() + len(lead)
    text = match[0][len(lead) :].rstrip()
    lead_start = match.start() if lead else -1
    end = start + len(text)
    if series == "un":
        return _united(text, start, end)
    kind = (groups.get("kind") or "").upper().strip(" /-")
    number = f"{kind}/{int(groups['number'])}" if kind else str(int(groups["number"]))
    suffixes = {"Rev": 0, "Add": 0, "Corr": 0}
    for piece in _PIECE.finditer(groups.get("suffix") or ""):
        suffixes[piece[1].capitalize()] = int(piece[2] or 1)
    tail = "".join(f"({name}.{value})" for name, value in suffixes.items() if value)
    language = groups.get("language") or ""
    meeting, year = int(groups.get("meeting") or 0), int(groups.get("year") or 0)
    group = groups.get("group") or ""
    if series == "group":
        usual = f"{acronym or group}-{meeting}/{number}{tail}"
    elif series == "council":
        usual = f"C{year:02}/{number}{tail}"
    elif series == "circular":
        usual = f"CL-{year:02}/{number}"
    else:
        usual = ""
    return SymbolMention(
        start, end, text, series, group, number, usual, meeting, year, suffixes["Rev"], suffixes["Add"],
        suffixes["Corr"], language, lead, lead_start,
    )  # fmt: skip


def _united(text: str, start: int, end: int) -> SymbolMention | None:
    """Return a symbol of the United Nations: at least two strokes, or a stroke and RES or a figure behind it."""
    if text.count("/") < 2 and not re.fullmatch(r"[AES]\s?/\s?\d{2,}(?:\s?/\s?\d+)?", text):
        return None
    usual = re.sub(r"\s*/\s*", "/", text).replace("/Res/", "/RES/").replace("/res/", "/RES/")
    usual = re.sub(r"/L\.?\s?(\d)", r"/L.\1", usual)
    return SymbolMention(start, end, text, "un", text[0], usual.rpartition("/")[2], usual)
