"""Symbols of documents in text: the group's, the Council's, circular letters, the United Nations', in every form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

_LEAD = re.compile(r"(?:\b(?:[Dd]ocuments?|[Dd]ocs?\b\.?|DOCS?\b\.?)[:\s]\s*|\b[Dd]ocs?\.)$")
_LONGEST_LEAD = 14
_SUFFIX = (
    r"(?P<suffix>(?:\s?(?:[-(+&/]\s?)?(?:Rev|Add|Corr|REV|ADD|CORR|rev|add|corr)"
    r"(?:\.\s?\d{0,2}|\s?\d{1,2}|(?=\)))\s?\)?)*)"
)
_LANGUAGE = r"(?P<language>-[EFSRAC](?!\w))?"
_KIND = r"(?:(?P<kind>INF|ADM|DT|DL|inf|Inf|Info|INFO)\s?[/. -]?\s?)?"
_WORDS = r"(?!Meeting|Report|Document|Session|Chair|Summary|Agenda|Member)"
_GROUP = re.compile(
    rf"(?P<group>\b(?:C?WG|EG|IEG)\s?[-–&/]?\s?{_WORDS}[A-Z][A-Za-z]+(?:\s?[&/-]\s?[A-Z]{{2,}}s?)*)"
    rf"(?P<join>\s?[-–/]?\s?)(?P<meeting>\d{{1,3}})"
    rf"(?P<stroke>\s?[/-]\s?){_KIND}(?P<number>\d{{1,3}})(?!\d|[/.]\d){_LANGUAGE}{_SUFFIX}"
)
_COUNCIL = re.compile(
    rf"(?P<group>\bC)(?P<join>\s?-?\s?)(?P<year>\d{{2}})(?P<stroke>\s?/\s?){_KIND}(?P<number>\d{{1,4}})"
    rf"(?!\d|[/.]\d){_LANGUAGE}{_SUFFIX}"
)
_CIRCULAR = re.compile(r"(?P<group>\bCL)(?P<join>[-/ ]?)(?P<year>\d{2})(?P<stroke>\s?/\s?)(?P<number>\d{1,4})\b")
_ORGAN = r"(?:HRC|CN\.\d+|C\.\d+|CONF\.\d+|AC\.\d+|DEC|PV\.\d+|INF)"
_UNITED = re.compile(
    # A/RES/80/173 and what people make of it: A/RES 80/173, A/RES80/173, A.RES/80/173, A/80/RES/173
    r"(?<![\w/.-])(?P<group>[AES])(?:"
    rf"\s?[/.-]?\s?(?:{_ORGAN}/)?(?:RES|Res|res)\s?[/. -]?\s?(?:ES-)?\d{{1,4}}(?:\s?[/-]\s?\d{{1,4}})?"
    r"(?:\s?/\s?(?:Rev|Add)\.\d)?"
    rf"|/\d{{2,4}}/RES/\d{{1,4}}"
    rf"|(?:\s?/\s?(?:{_ORGAN}|\d{{1,4}}))+(?:\s?/\s?(?:L\.?\s?\d+|\d{{1,4}}|(?:Rev|Add|Corr)\.\d))*"
    r")(?![\w/])"
)
_SHORT = re.compile(
    rf"(?<![\w/.-])(?P<meeting>\d{{1,2}})(?P<stroke>[/-]){_KIND}(?P<number>\d{{1,3}})(?![\w/.-]\d|/|\d){_SUFFIX}"
)
_LIST = re.compile(r"(?:\s?\([^()]{0,60}\))?(?:, and |, | and | & )$")
_LONGEST_LIST = 70
_BARE = re.compile(
    rf"(?P<lead>\b(?:[Dd]ocuments?|[Dd]ocs?\.?)\s)(?:[Nn]o\.? ?)?{_KIND}(?P<number>\d{{1,3}})\b(?![/.-]?\d)(?!/)"
    rf"{_SUFFIX}(?!\s*(?:contributions?|information|input|were|was|documents?|%|per cent|years?|days?|months?|pages?"
    r"|countries|Member))"
)
_SERIES = (
    # each with what a text has that names one: most have none of it
    ("group", _GROUP, ("WG", "EG")), ("council", _COUNCIL, ("/",)), ("circular", _CIRCULAR, ("CL",)),
    ("un", _UNITED, ("/", "RES", "Res")), ("short", _SHORT, ("/", "oc")), ("bare", _BARE, ("oc",)),
)  # fmt: skip
_WITH_MEETING = ("group", "short")
_PIECE = re.compile(r"(Rev|Add|Corr)\.?\s?(\d{1,2})?", re.I)
_MONTH = re.compile(r"\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\b")
_RESOLUTION = re.compile(r"RES\s?[/. -]?\s?((?:ES-)?\d{1,4})(?:\s?[/-]\s?(\d{1,4}))?", re.I)


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A document symbol in a text; `start` is where the symbol begins, `lead_start` where "Document" before it does.

    `series` is `group`, `council`, `circular`, `un`, `short` for one without its group (42/12), or `bare` for a number
    behind "document" alone. `meeting` is the number of the group's meeting, `year` the two figures of the Council's;
    `number` the document's, with its kind (`INF/4`). `revision`, `addendum`, `corrigendum` are 0 without. `lead` is the
    word before it: `Doc. `, `Documents `. `join` stands between group and meeting, `suffix` is what it has of
    revisions, as written. `usual` is the symbol in the form of its series, as far as the words tell.
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
    join: str = ""
    stroke: str = ""
    suffix: str = ""

    @property
    def is_usual(self) -> bool:
        """Return whether it is written in the form of its series; a language letter may stand behind the number."""
        if self.text == self.usual:
            return True
        return bool(self.language) and self.text.replace(self.language, "", 1) == self.usual

    @property
    def stem(self) -> str:
        """Return what tells the document from others, whatever its revision: `42/INF/4`, `C21/8`, `14`."""
        if self.series in ("group", "short"):
            return f"{self.meeting}/{self.number}"
        return f"{self.group}{self.year:02}/{self.number}" if self.series in ("council", "circular") else self.number


def symbols_in(text: str, acronym: str = "") -> Iterator[SymbolMention]:
    """Yield the symbols of documents in a text, in order; `acronym` is the group's, for the usual form."""
    found: list[SymbolMention] = []
    ends: dict[int, SymbolMention] = {}
    if not any(sign.isdigit() for sign in text):
        return
    taken = bytearray(len(text))
    for series, pattern, signs in _SERIES:
        if not any(sign in text for sign in signs):
            continue
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            mention = _mention(series, match, acronym)
            if mention is None:
                continue
            if series == "short" and not _has_word(mention, match):
                before = _before_in_list(match, ends)
                if before is None:
                    continue
                mention = replace(mention, usual=_as_before(mention, before))
            start = mention.lead_start if mention.lead else mention.start
            taken[start : mention.end] = b"\1" * (mention.end - start)
            ends[mention.end] = mention
            found.append(mention)
    yield from sorted(found, key=lambda one: one.start)


def same_group(one: str, other: str) -> bool:
    """Return whether two acronyms mean the same group, whatever stands between their letters: CWGWSIS, CWG-WSIS&SDG."""
    first, second = _letters(one), _letters(other)
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def _letters(acronym: str) -> str:
    """Return the letters of an acronym without the working group that it begins with, and without a plural's."""
    letters = re.sub(r"[^A-Z]", "", acronym.upper())
    return re.sub(r"^(?:C?WG|IEG|EG)", "", letters).removesuffix("S")


def _mention(series: str, match: re.Match[str], acronym: str) -> SymbolMention | None:
    groups = match.groupdict()
    start = match.start() + len(groups.get("lead") or "")
    lead = groups.get("lead") or ""
    if series in ("group", "council", "short") and (
        before := _LEAD.search(match.string, max(start - _LONGEST_LEAD, 0), start)
    ):
        lead = before[0]
    text = match.string[start : match.end()].rstrip()
    text = _closed(text)
    end = start + len(text)
    if series == "un":
        return _united(text, start, end)
    if series == "group" and _is_no_symbol(match, lead):
        return None
    kind = re.sub(r"INFO", "INF", (groups.get("kind") or "").upper().strip(" /.-"))
    number = f"{kind}/{int(groups['number'])}" if kind else str(int(groups["number"]))
    suffixes = {"Rev": 0, "Add": 0, "Corr": 0}
    for piece in _PIECE.finditer(groups.get("suffix") or ""):
        suffixes[piece[1].capitalize()] = int(piece[2] or 1)
    tail = "".join(f"({name}.{value})" for name, value in suffixes.items() if value)
    meeting, year = int(groups.get("meeting") or 0), int(groups.get("year") or 0)
    mention = SymbolMention(
        start, end, text, series, groups.get("group") or "", number, "", meeting, year, suffixes["Rev"],
        suffixes["Add"], suffixes["Corr"], groups.get("language") or "", lead, start - len(lead) if lead else -1,
        groups.get("join") or "", groups.get("stroke") or "", _closed(groups.get("suffix") or ""),
    )  # fmt: skip
    return replace(mention, usual=_usual(mention, tail, acronym))


def _usual(mention: SymbolMention, tail: str, acronym: str) -> str:
    """Return a symbol in the form of its series, empty where the words don't tell."""
    if mention.series == "group":
        own = acronym and same_group(mention.group, acronym)
        return f"{acronym if own else _spelt(mention.group)}-{mention.meeting}/{mention.number}{tail}"
    if mention.series == "council":
        return f"C{mention.year:02}/{mention.number}{tail}"
    if mention.series == "circular":
        return f"CL-{mention.year:02}/{mention.number}"
    return f"{acronym}-{mention.meeting}/{mention.number}{tail}" if mention.series == "short" and acronym else ""


def _spelt(group: str) -> str:
    """Return the acronym of another group with a hyphen behind CWG."""
    found = re.fullmatch(r"(C?WG|IEG|EG)\s?[-–&/]?\s?(.+)", group)
    return f"{found[1]}-{found[2].replace(' ', '')}" if found else group


def _closed(text: str) -> str:
    """Return a symbol without a bracket at its end that it doesn't open, and without half a suffix."""
    text = text.rstrip()
    while text.endswith(")") and text.count(")") > text.count("("):
        text = text[:-1].rstrip()
    return text


def _is_no_symbol(match: re.Match[str], lead: str) -> bool:
    """Return whether the figures behind a group are no symbol: a date, or meetings from one to the next."""
    if _MONTH.match(match.string, match.end("number")):
        return True
    apart = match["join"].isspace() and match["stroke"].strip() == "-"
    return apart and not lead and not match["kind"]


def _as_before(mention: SymbolMention, before: SymbolMention) -> str:
    """Return a symbol without group in a list by the group of the one before it."""
    group, found, _ = before.usual.partition(f"-{before.meeting}/")
    tail = mention.usual.partition(f"-{mention.meeting}/")[2]
    return f"{group}-{mention.meeting}/{tail or mention.number}" if found else mention.usual


def _has_word(mention: SymbolMention, match: re.Match[str]) -> bool:
    """Return whether a word makes a symbol of two figures behind it: of Document 42-12, not of Documents 10-12."""
    several = mention.lead.lower().startswith(("documents", "docs"))
    return bool(mention.lead) and not (match["stroke"] == "-" and several)


def _before_in_list(match: re.Match[str], ends: Mapping[int, SymbolMention]) -> SymbolMention | None:
    """Return the symbol behind which two figures with a stroke stand in a list, None when they don't."""
    listed = _LIST.search(match.string, max(match.start() - _LONGEST_LIST, 0), match.start())
    before = ends.get(listed.start()) if listed is not None and match["stroke"] != "-" else None
    return before if before is not None and before.series in _WITH_MEETING else None


def _united(text: str, start: int, end: int) -> SymbolMention | None:
    """Return a symbol of the United Nations: at least two strokes, or a stroke and RES or a figure behind it."""
    organ = text[0]
    if found := _RESOLUTION.search(text):
        if turned := re.fullmatch(r"[AES]/(\d+)/RES/(\d+)", text):
            usual = f"{organ}/RES/{turned[1]}/{turned[2]}"
        else:
            body = re.match(rf"[AES]/({_ORGAN}/)", text)
            rest = text[found.end() :].replace(" ", "")
            number = f"{found[1]}/{found[2]}" if found[2] else found[1]
            usual = f"{organ}/{body[1] if body else ''}RES/{number}{rest}"
        return SymbolMention(start, end, text, "un", organ, number_of(usual), usual)
    if text.count("/") < 2 and not re.fullmatch(r"[AES]\s?/\s?\d{2,}", text):
        return None
    usual = re.sub(r"/L\.?\s?(\d)", r"/L.\1", re.sub(r"\s*/\s*", "/", text))
    return SymbolMention(start, end, text, "un", organ, number_of(usual), usual)


def number_of(symbol: str) -> str:
    """Return what stands behind the last stroke of a symbol."""
    return symbol.rpartition("/")[2]
