"""What a report says of its group, its meetings and their people, each fact with the paragraph that says it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.adopting.outline import Line, Outline
from cwgdraft.draft import Kind
from cwgdraft.language.mentions import (
    DateMention,
    PersonMention,
    ResolutionMention,
    SymbolMention,
    dates_in,
    meetings_in,
    people_named,
    resolutions_in,
    same_group,
    symbols_in,
)

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = rf"(\d[\d,]*|{'|'.join(_WORDS)})"
_ABOUT = r"(?:(more than|over|about|around|approximately|almost|nearly|some)\s+)?"
_ATTENDANCE = re.compile(rf"{_ABOUT}{_COUNT} (delegates|participants|attendees|representatives)\b", re.I)
_CONTRIBUTIONS = re.compile(
    rf"{_COUNT} (?:documents?|contributions?)(?: \([^)]*\))?,? and {_COUNT} information documents?", re.I
)
_HELD = re.compile(r"\bheld\b|\btook place\b|\bmeeting\b", re.I)
_PLACE = re.compile(r",? (?:in|at) ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)(?=,|\.|\)| \(|;|$| and| with)")
_HYBRID = re.compile(
    r"physically and virtually|virtually and physically|hybrid|in person and (?:remotely|online)", re.I
)
_VIRTUAL = re.compile(r"held virtually|virtual meeting|fully virtual", re.I)
_CHAIRED = re.compile(
    r"\bmeetings? (?:was|were) chaired by (?:the Chair,? )?$|\bunder the chair(?:man)?ship of $", re.I
)
_VICE = re.compile(r"\bVice[- ](?:Chair(?:s|men|man|persons?)?)\b", re.I)
_OPENED = re.compile(r"\b(?:delivered|gave|made)\b.{0,40}\b(?:welcom|opening|introductory)", re.I)
_GUESTS = re.compile(r"\bguests?\b", re.I)
_THANKED = re.compile(r"\bthank", re.I)
_OFFICIAL = re.compile(r"Secretary-General|\bDirector\b", re.I)
_OFFICE = re.compile(r",? (?:the )?((?:ITU )?(?:Deputy )?Secretary-General|Director,? [^,.;]{2,60}|Chief of [A-Z]\w+)")
_BEHIND = re.compile(r", (?:of )?([A-Z][\w&. -]{1,60}?)(?=[;.]|$|, | and )")
_GROUP = re.compile(
    r"((?:ITU )?(?:Council )?(?:Informal )?(?:Working|Expert|Experts) Group(?: (?:on|of|for) [^()]{3,140}?)) ?"
    r"\(([A-Z][\w&-]+)\)"
)
_NEXT = re.compile(r"\bnext meeting\b|\bwill be held\b|\bscheduled\b|\bproposed dates\b", re.I)
_NEAR = 120
_FIRST_MEETING = 1
_FIGURES = {word: number for number, word in enumerate(_WORDS, 1)}


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a meeting, of several together, or of the report (no meetings): its name, value and source."""

    meetings: tuple[int, ...]
    name: str
    value: object
    file: str
    line: Line

    @property
    def source(self) -> str:
        """Return where it was read."""
        label = f" {self.line.label}" if self.line.label else ""
        return f"{self.file},{label or f' paragraph {self.line.number}'}"


@dataclass(frozen=True, slots=True)
class Who:
    """A person as a report names them: `by` what else it says (organization, presence)."""

    title: str
    name: str
    country: str = ""
    office: str = ""
    organization: str = ""
    presence: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A document of the group's as a report cites it."""

    meeting: int
    number: str
    revision: int = 0
    addendum: int = 0
    corrigendum: int = 0
    title: str = ""
    presenter: str = ""


@dataclass(eq=False, slots=True)
class Said:
    """What one report says: its group, its kind, its meetings, and all facts in the order of its paragraphs."""

    file: str
    acronym: str = ""
    group: str = ""
    meetings: tuple[int, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    people: dict[str, Who] = field(default_factory=dict)
    documents: dict[tuple[int, str], Cited] = field(default_factory=dict)
    resolutions: list[ResolutionMention] = field(default_factory=list)
    signer: Who | None = None
    date: dt.date | None = None

    @property
    def is_summary(self) -> bool:
        """Return whether it is the summary of one meeting."""
        return len(self.meetings) == 1


def said_by(outline: Outline, file: str, acronym: str = "", name: str = "") -> Said:
    """Return what a report says; `acronym` and `name` are those of the workspace's group, where it has one."""
    return _Reader(outline, file, acronym, name).read()


def key_of(name: str) -> str:
    """Return a name as it is compared: small letters, without stops and accents."""
    import unicodedata

    plain = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return " ".join(plain.casefold().replace(".", " ").replace("-", " ").split())


class _Reader:
    def __init__(self, outline: Outline, file: str, acronym: str, name: str) -> None:
        self.outline = outline
        self.lines = list(outline.lines())
        self.said = Said(file, acronym, name)

    def read(self) -> Said:
        self.group()
        self.said.meetings = self.numbers()
        for line in self.lines:
            self.dates(line)
            self.how(line)
            self.documents(line)
            self.people(line)
            self.said.resolutions += resolutions_in(line.text)
        self.signature()
        return self.said

    def fact(self, meetings: Sequence[int], name: str, value: object, line: Line) -> None:
        self.said.facts.append(Fact(tuple(meetings), name, value, self.said.file, line))

    # --- the group and its meetings -------------------------------------------------------------

    def group(self) -> None:
        if self.said.acronym:
            return
        for line in self.lines:
            if found := _GROUP.search(line.text):
                self.said.group, self.said.acronym = found[1].strip(), found[2]
                break
        counted = Counter(
            one.group for line in self.lines for one in symbols_in(line.text) if one.series == "group" and one.group
        )
        if counted and not self.said.acronym:
            self.said.acronym = counted.most_common(1)[0][0].replace(" ", "")
        self.said.group = self.said.group or self.said.acronym

    def numbers(self) -> tuple[int, ...]:
        """Return the meetings that it reports on: those of its first page, else those said to have been held."""
        for lines in ([*self.outline.masthead, *self.outline.box], self.lines[:40]):
            found = dict.fromkeys(
                number
                for line in lines
                for one in meetings_in(line.text)
                if self.is_own(line, one.start)
                for number in one.numbers
            )
            if found:
                return tuple(sorted(found))
        cited = Counter(one.meeting for line in self.lines for one in self.symbols(line) if one.meeting)
        return (cited.most_common(1)[0][0],) if cited else ()

    @staticmethod
    def is_own(line: Line, start: int) -> bool:
        return not _NEXT.search(line.text[max(start - 30, 0) : start])

    def symbols(self, line: Line) -> Iterator[SymbolMention]:
        for one in symbols_in(line.text, self.said.acronym):
            if one.series == "short" or (one.series == "group" and same_group(one.group, self.said.acronym)):
                yield one

    # --- facts of meetings ----------------------------------------------------------------------

    def dates(self, line: Line) -> None:
        """Take the days of a meeting from a sentence that names it alone and says right behind when it was held."""
        mentions = [one for one in meetings_in(line.text) if set(one.numbers) & set(self.said.meetings)]
        dates = [one for one in dates_in(line.text) if one.first and one.precision == "day"]
        for place, one in enumerate(mentions):
            until = mentions[place + 1].start if place + 1 < len(mentions) else len(line.text)
            if len(one.numbers) != 1:
                continue
            for date in dates:
                between = line.text[one.end : date.start]
                if one.end <= date.start < until and len(between) <= _NEAR and self.tells_when(line, one.end, date):
                    self.fact(one.numbers, "dates", (date.first, date.last), line)
                    if found := _PLACE.match(line.text, date.end):
                        self.fact(one.numbers, "place", found[1], line)
                    break

    def tells_when(self, line: Line, end: int, date: DateMention) -> bool:
        """Return whether the days behind a meeting are its own: "held on", a colon, a bracket or nothing between."""
        between = line.text[end : date.start].casefold().strip()
        if re.search(r"[.;]|deadline|event|consultation process|by$|before$|until$|since$", between):
            return False
        return (
            bool(
                re.fullmatch(
                    r"(?:of the [\w&-]+)?,? ?[:(]? ?(?:was |were )?(?:held|took place|met)?,? ?(?:on|from)?", between
                )
            )
            or "held" in between
        )

    def how(self, line: Line) -> None:
        """Take form, attendance and numbers of documents from a sentence on meetings."""
        text = line.text
        of = self.about(line)
        if not of or line.kind in (Kind.HEADING, Kind.FRONT_LABEL):
            return
        if found := _ATTENDANCE.search(text):
            value = {"count": _number(found[2]), "about": (found[1] or "").lower(), "who": found[3].lower()}
            self.fact(of, "attendance", value, line)
        if _HYBRID.search(text) and _ATTENDANCE.search(text):
            self.fact(of, "form", "hybrid", line)
        elif _VIRTUAL.search(text) and self.first_lines(line):
            self.fact(of, "form", "virtual", line)
        if (found := _CONTRIBUTIONS.search(text)) and re.search(r"consider|receiv|submitted|discussed", text):
            value = {"contributions": _number(found[1]), "information": _number(found[2])}
            self.fact(of, "totals", value, line)

    def first_lines(self, line: Line) -> bool:
        return line.number <= len(self.outline.masthead) + len(self.outline.box) + 12

    def about(self, line: Line) -> tuple[int, ...]:
        """Return the meetings that a sentence on how they were held speaks of: the one that it names, else all."""
        named = {number for one in meetings_in(line.text) for number in one.numbers} & set(self.said.meetings)
        return tuple(sorted(named)) if len(named) == 1 else self.said.meetings

    def documents(self, line: Line) -> None:
        cited = list(self.symbols(line))
        if len(self.said.meetings) == 1 and not any(
            one.numbers != self.said.meetings for one in meetings_in(line.text)
        ):
            bare = (one for one in symbols_in(line.text, self.said.acronym) if one.series == "bare")
            cited += [replace(one, meeting=self.said.meetings[0]) for one in bare]
        for one in cited:
            key = (one.meeting, one.number)
            before = self.said.documents.get(key)
            title = self.title(line, one) if len(cited) == 1 else ""
            self.said.documents[key] = Cited(
                one.meeting,
                one.number,
                max(one.revision, before.revision if before else 0),
                max(one.addendum, before.addendum if before else 0),
                max(one.corrigendum, before.corrigendum if before else 0),
                (before.title if before else "") or title,
                (before.presenter if before else "") or self.presenter(line, one),
            )

    @staticmethod
    def title(line: Line, one: SymbolMention) -> str:
        """Return the title of a document in a list: what stands beside its symbol alone in an item or row."""
        if line.kind not in (Kind.LIST_ITEM, Kind.TABLE):
            return ""
        start = one.lead_start if one.lead else one.start
        behind = line.text[one.end :].strip(" \t:–—-()")
        before = line.text[:start].strip(" \t:–—-()")
        found = behind if not before else before if not behind else ""
        return found if len(found.split()) > 1 and len(found) < 300 else ""

    @staticmethod
    def presenter(line: Line, one: SymbolMention) -> str:
        found = re.match(r"(?:The )?(secretariat|[A-Z][\w]+(?: [A-Z][\w]+){0,3}) presented (?:the )?", line.text, re.I)
        if not found or one.start - found.end() > _NEAR * 4:
            return ""
        name = found[1]
        return "secretariat" if name.casefold().endswith("secretariat") else name if name[0].isupper() else ""

    # --- people -----------------------------------------------------------------------------------

    def people(self, line: Line) -> None:
        named = list(people_named(line.text))
        if not named:
            return
        persons = [self.person(line, one) for one in named]
        for who in persons:
            self.register(who)
        text, of = line.text, self.about(line)
        if _GUESTS.search(text) and _THANKED.search(text):
            self.fact(of, "guests", tuple(persons), line)
            return
        if _THANKED.search(text) and len(persons) > 2:
            self.thanks(of, line, named, persons)
            return
        for one, who in zip(named, persons, strict=True):
            if _CHAIRED.search(text[max(one.title_start - 60, 0) : one.title_start]):
                self.fact(of, "chair", who, line)
            elif _OPENED.search(text[one.end : one.end + 120]) and who.office:
                self.fact(of, "opening", who, line)
        if found := _VICE.search(text):
            officers = tuple(
                who for one, who in zip(named, persons, strict=True)
                if one.start > found.start() and who.country and not who.office
            )  # fmt: skip
            if officers and re.search(r"\bpresent\b|\battended\b|\bparticipated\b|\bassisted\b|chaired by", text):
                self.fact(of, "vice_chairs", officers, line)

    def thanks(self, of: tuple[int, ...], line: Line, named: Sequence[PersonMention], persons: Sequence[Who]) -> None:
        """Take who is thanked: Vice-Chairs have a country, officials an office, all others are staff."""
        vice = _VICE.search(line.text)
        lists: dict[str, list[Who]] = {"vice_chairs": [], "officials": [], "secretariat": []}
        for one, who in zip(named, persons, strict=True):
            if vice and one.start > vice.start() and who.country and not who.office:
                lists["vice_chairs"].append(who)
            elif _OFFICIAL.search(who.office):
                lists["officials"].append(who)
            else:
                lists["secretariat"].append(who)
        self.fact(of, "thanks", {name: tuple(found) for name, found in lists.items() if found}, line)

    def person(self, line: Line, one: PersonMention) -> Who:
        end = one.bracket_end or one.end
        office = _OFFICE.match(line.text, end)
        behind = _BEHIND.match(line.text, end) if not office and _GUESTS.search(line.text) else None
        presence = re.search(r"\b(remote|online|virtual)", one.bracket)
        return Who(
            one.title.rstrip("."),
            one.name,
            one.country,
            office[1].removeprefix("ITU ") if office else "",
            behind[1].strip() if behind else "",
            "remote" if presence else "",
        )

    def register(self, who: Who) -> None:
        """Take down somebody, with the most that any place says of them."""
        key = key_of(who.name)
        old = self.said.people.get(key)
        if old is None and " " not in key and any(one.split()[-1] == key for one in self.said.people):
            return  # called by the family name after having been named in full
        if old is None:
            self.said.people[key] = who
            return
        self.said.people[key] = Who(
            old.title,
            old.name,
            old.country or who.country,
            old.office or who.office,
            old.organization or who.organization,
        )

    def signature(self) -> None:
        for line in self.outline.closing:
            if line.kind is not Kind.SIGNATURE_NAME:
                continue
            key = key_of(line.text)
            known = self.said.people.get(key)
            self.said.signer = known or Who("", _capitalized(line.text))
            if known is None:
                self.said.people[key] = self.said.signer
            self.fact(self.said.meetings, "chair", self.said.people[key], line)


def _capitalized(name: str) -> str:
    """Return a name in which the family's part isn't all in capitals."""
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name.split())


def _number(text: str) -> int:
    plain = text.replace(",", "").casefold()
    return int(plain) if plain.isdecimal() else _FIGURES[plain]
