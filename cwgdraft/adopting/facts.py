"""What a report says of its group, its meetings and their people, each fact with the paragraph that says it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cwgdraft.adopting.held import (
    Days,
    attendances,
    days_in_row,
    days_of_line,
    days_told,
    form_of,
    number_of,
    sentences,
    totals,
)
from cwgdraft.adopting.outline import Line, Outline
from cwgdraft.adopting.people import Who, joined, key_of, roles_in, signer, split_name
from cwgdraft.draft import Kind
from cwgdraft.language.mentions import (
    ResolutionMention,
    SymbolMention,
    meetings_in,
    resolutions_in,
    same_group,
    symbols_in,
)

_LISTED = re.compile(r"(?:[\s,]|\band\b|\bdocuments?\b|\bdocs?\b\.?)*", re.I)
"""What may stand between symbols in a list of them."""
_GROUP = re.compile(
    r"((?:ITU )?(?:Council )?(?:Informal )?(?:Working|Expert|Experts) Group(?: (?:on|of|for) [^()]{3,140}?)) ?"
    r"\(([A-Z][\w&-]+)\)"
)
_NOT_REPORTED = re.compile(
    r"\b(?:next|since|after|before|until|previous|prior to|further to|in addition to|buil[dt]\w* (?:up)?on|based on"
    r"|follow\w*|agreed at|decided at|pursuant to) (?:the |its )?$", re.I
)  # fmt: skip
_LATER = re.compile(
    r"[^.;]{0,60}?\b(?:will|should|shall|would|to) be\b|[^.;]{0,60}?\b(?:is|are) (?:scheduled|planned)\b"
)
_REPORTED = re.compile(
    r"\bheld\b|\btook place\b|\bchaired\b|\battended\b|\bopened\b|\bmet\b|\breport|\boutcome|\bsummar|\bwelcom", re.I
)
_SO_MANY = re.compile(r"\bheld (\d+|\w+) meetings\b", re.I)
_IT = re.compile(r"(?:It|They|The meetings?|These meetings|This meeting)\b")
_FIRST_LINES = 40
_TOP = 12
_LONGEST_TITLE = 300
_FIRST_IN_WORDS = 5
_REFERENCES = re.compile(r"reference", re.I)


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


def said_by(outline: Outline, file: str, acronym: str = "", name: str = "") -> Said:
    """Return what a report says; `acronym` and `name` are those of the workspace's group, where it has one."""
    return _Reader(outline, file, acronym, name).read()


def acronym_of(outline: Outline) -> str:
    """Return the acronym of the group whose report it is, empty where nothing says it."""
    reader = _Reader(outline, "", "", "")
    reader.group()
    return reader.said.acronym


class _Reader:
    def __init__(self, outline: Outline, file: str, acronym: str, name: str) -> None:
        self.outline = outline
        self.lines = [line for line in outline.lines() if line.story is None]
        self.sections: dict[Line, tuple[int, ...]] = {}
        self.said = Said(file, acronym, name)

    def read(self) -> Said:
        self.group()
        self.said.meetings = self.numbers()
        self.sections = self.meetings_of_sections()
        self.above()
        for line in self.lines:
            self.held(line)
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
        body = [line for line in self.lines[:_FIRST_LINES] if _REPORTED.search(line.text)]
        for lines in ([*self.outline.masthead, *self.box()], body):
            if found := self.numbers_in(lines):
                return found
        cited = Counter(one.meeting for line in self.lines for one in self.symbols(line) if one.meeting)
        return (cited.most_common(1)[0][0],) if cited else ()

    def box(self) -> Iterator[Line]:
        """Yield the lines of the box, but for its references, which name other meetings."""
        label = ""
        for line in self.outline.box:
            label = line.text if line.kind is Kind.FRONT_LABEL else label
            if not _REFERENCES.search(label):
                yield line

    def numbers_in(self, lines: Sequence[Line]) -> tuple[int, ...]:
        """Return the meetings that lines speak of as held.

        The first four in words ("the second meeting") count where they stand in one row with the others, or where the
        report says so: "held six meetings".
        """
        found: set[int] = set()
        more: set[int] = set()
        count = 0
        for line in lines:
            for one in meetings_in(line.text, low=True):
                if not _NOT_REPORTED.search(line.text[max(one.start - 30, 0) : one.start]) and not _LATER.match(
                    line.text, one.end
                ):
                    (found if re.match(r"\d", one.text) else more).update(one.numbers)
            count = count or next((number_of(one[1]) for one in _SO_MANY.finditer(line.text)), 0)
        every = found | more
        if 1 in every and max(every) <= count:
            return tuple(range(1, count + 1))
        if found and max(every) - min(every) >= len(every):
            every = found | {number for number in more if number >= _FIRST_IN_WORDS}
        return tuple(sorted(every))

    def meetings_of_sections(self) -> dict[Line, tuple[int, ...]]:
        """Return the one meeting that the heading above a line names, by line; the nearest heading counts."""
        found: dict[Line, tuple[int, ...]] = {}
        for section in self.outline.every():
            named = self.named(section.title)
            if len(named) == 1:
                found |= dict.fromkeys((line for one in section.paragraphs() for line in one.lines()), named)
        return found

    def named(self, text: str) -> tuple[int, ...]:
        """Return the reported meetings that words name."""
        every = {number for one in meetings_in(text, low=True) for number in one.numbers}
        return tuple(sorted(every & set(self.said.meetings)))

    def symbols(self, line: Line) -> Iterator[SymbolMention]:
        for one in symbols_in(line.text, self.said.acronym):
            if one.series == "short" or (one.series == "group" and same_group(one.group, self.said.acronym)):
                yield one

    # --- facts of meetings ----------------------------------------------------------------------

    def above(self) -> None:
        """Take place and days of the one meeting from a line above the report that says nothing else."""
        before = ""
        for line in self.lines[:_TOP]:
            told = days_of_line(line.text)
            if told and len(self.said.meetings) == 1 and not re.search(r"Council (?:19|20)\d\d|Conference", before):
                self.when(Days(self.said.meetings[0], told[1], told[2], told[0]), line)
            before = line.text

    def when(self, days: Days, line: Line) -> None:
        self.fact((days.meeting,), "dates", (days.first, days.last), line)
        if days.place:
            self.fact((days.meeting,), "place", days.place, line)

    def held(self, line: Line) -> None:
        """Take days, place, form, attendance and numbers of documents from the sentences of a paragraph."""
        if line.cells:
            if row := days_in_row(line.cells, self.said.meetings):
                self.when(row, line)
            return
        for days in days_told(line.text, self.said.meetings):
            self.when(days, line)
        if line.kind in (Kind.HEADING, Kind.FRONT_LABEL):
            return
        for sentence, of in self.with_meetings(line):
            self.attendance(line, sentence, of)
            form = form_of(sentence)
            if form == "hybrid" or (form and self.first_lines(line)):
                self.fact(of, "form", form, line)
            if found := totals(sentence):
                self.fact(of, "totals", {"contributions": found[0], "information": found[1]}, line)

    def attendance(self, line: Line, sentence: str, of: tuple[int, ...]) -> None:
        """Take how many attended; several counts belong to as many meetings, named one by one."""
        told = attendances(sentence)
        named = [one.numbers[0] for one in meetings_in(sentence, low=True) if len(one.numbers) == 1]
        if len(told) > 1 and len(told) == len(set(named)) == len(named):
            owners: list[tuple[int, ...]] = [(number,) for number in named]
        elif len(told) == 1 and (len(named) < 2 or set(named) == {*of}):
            owners = [of]
        else:
            return
        for one, owner in zip(told, owners, strict=True):
            if set(owner) <= set(self.said.meetings):
                value = {"count": one.count, "about": one.about, "who": one.who}
                self.fact(owner, "attendance", value, line)

    def first_lines(self, line: Line) -> bool:
        return line.number <= len(self.outline.masthead) + len(self.outline.box) + 12

    def with_meetings(self, line: Line) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield the sentences of a paragraph, each with the meetings that it speaks of.

        They are those that it names, with "it" those of the sentence before, else the one that the paragraph or the
        heading names, else all. A sentence on other meetings alone is left out.
        """
        whole = self.named(line.text)
        other = whole if len(whole) == 1 else self.sections.get(line, self.said.meetings)
        before: tuple[int, ...] = ()
        for sentence in sentences(line.text):
            named = {number for one in meetings_in(sentence, low=True) for number in one.numbers}
            before = tuple(sorted(named)) or (before if _IT.match(sentence) else ())
            of = tuple(number for number in before if number in self.said.meetings)
            if of or not before:
                yield sentence, of or other

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
        """Return the title of a document in a list: what stands beside its symbol alone, or behind it and a colon."""
        start = one.lead_start if one.lead else one.start
        if line.cells:
            here = next((n for n, cell in enumerate(line.cells) if one.text in cell), len(line.cells))
            return line.cells[here + 1] if here + 1 < len(line.cells) else ""
        behind = line.text[one.end :].strip(" \t:–—-()")
        if line.kind is not Kind.LIST_ITEM and not (start == 0 and re.match(r" ?[:–—-] ", line.text[one.end :])):
            return ""
        before = line.text[:start].strip(" \t:–—-()")
        found = behind if not before else before if not behind else ""
        return found if len(found.split()) > 1 and len(found) < _LONGEST_TITLE else ""

    @staticmethod
    def presenter(line: Line, one: SymbolMention) -> str:
        """Return who presented a document: whom the paragraph names before "presented", with nothing else between."""
        found = re.match(r"(?:The )?(secretariat|[A-Z][\w]+(?: [A-Z][\w]+){0,3}) presented (?:the )?", line.text, re.I)
        if not found:
            return ""
        between = line.text[found.end() : one.start]
        for other in symbols_in(between):
            between = between.replace(other.text, "", 1)
        if not _LISTED.fullmatch(between):
            return ""
        name = found[1]
        return "secretariat" if name.casefold().endswith("secretariat") else name if name[0].isupper() else ""

    # --- people -----------------------------------------------------------------------------------

    def people(self, line: Line) -> None:
        """Take down who is named, and what part they had in a meeting."""
        if line.cells:
            return
        found: dict[tuple[tuple[int, ...], str], object] = {}
        for sentence, of in self.with_meetings(line):
            told = roles_in(sentence)
            for who in told.people:
                self.register(who)
            for name, value in told.facts.items():
                found[of, name] = joined(found.get((of, name)), self.in_full(value))
        for (of, name), value in found.items():
            self.fact(of, name, value, line)

    def in_full(self, value: object) -> object:
        """Return the people of a fact, those called by the family name as they were named in full before."""
        if isinstance(value, Who):
            if split_name(value.name)[0]:
                return value
            known = {key_of(split_name(one.name)[1]): one for one in self.said.people.values()}
            full = known.get(key_of(value.name), value)
            return replace(full, presence=value.presence, organization=value.organization)
        if isinstance(value, tuple):
            return tuple(map(self.in_full, value))
        return {name: self.in_full(one) for name, one in value.items()} if isinstance(value, dict) else value

    def register(self, who: Who) -> None:
        """Take down somebody, with the most that any place says of them."""
        key = key_of(who.name)
        old = self.said.people.get(key)
        if old is None and any(key_of(split_name(one.name)[1]) == key for one in self.said.people.values()):
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
        """Take who signs: the Chair, where the line below says so, of the meetings of which nobody else is told."""
        for name, below in pairwise([*self.outline.closing, None]):
            if name is None or name.kind is not Kind.SIGNATURE_NAME:
                continue
            who = signer(name.text)
            self.said.signer = self.said.people.setdefault(key_of(who.name), who)
            others = [fact for fact in self.said.facts if fact.name == "chair" and fact.value != self.said.signer]
            untold = set(self.said.meetings) - {number for fact in others for number in fact.meetings}
            if untold and below is not None and re.match(r"(?:The )?Chair", below.text):
                self.fact(sorted(untold), "chair", self.said.signer, name)
