"""Notes of a meeting become its minutes: items by their headings, citations completed, words as they were typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from cwgdraft.adopting.citing import Citation, citations_in, unlisted_in
from cwgdraft.adopting.merging import merged
from cwgdraft.adopting.minutes import Entry, Minutes, plain, topic_named
from cwgdraft.adopting.outline import Line
from cwgdraft.adopting.people import key_of
from cwgdraft.adopting.recording import Recorder
from cwgdraft.adopting.stretches import Stretch, Stretches
from cwgdraft.adopting.wording import Piece, Registers, markdown_of, pieces_of
from cwgdraft.language.mentions import PersonMention, dates_in, people_named, resolutions_in
from cwgdraft.records.attributes import ITEM_KEYS, take_attributes
from cwgdraft.records.model import Records
from cwgdraft.records.schema import MeetingDocument, Person

_NUMBERS = r"(?:(?:INF|ADM|DT)[ /]?)?\d{1,3}(?: ?\(Rev\. ?\d+\))?"
_SEVERAL = rf"{_NUMBERS}(?:(?:,? (?:and|&) |, ?|; ?| ?[-–] ?){_NUMBERS})*"
_BEHIND = re.compile(
    rf"\s*(?:[\[(] ?(?:docs?\b\.?|documents?\b)[^()\[\]]*(?:\([^()]*\)[^()\[\]]*)*[\])]"
    rf"|[\[(] ?{_SEVERAL} ?[\])]|\s(?:docs?\b\.?|documents?\b):? {_SEVERAL})$", re.I
)  # fmt: skip
"""The documents that agendas and notes name behind a title."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said of a line: where it was placed, why it wasn't, or what wants a look in it."""

    line: Line
    what: str


@dataclass(slots=True)
class Noted:
    """What came of notes: lines with the item they went to, those that weren't placed, what was left out on purpose."""

    placed: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    looks: list[Remark] = field(default_factory=list)
    left_out: list[Remark] = field(default_factory=list)


def title_of(text: str) -> tuple[str, str]:
    """Return a title without the documents in brackets behind it, and these."""
    found = _BEHIND.search(text)
    return (text[: found.start()].strip(), found[0].strip()) if found else (text.strip(), "")


def is_known(text: str, minutes: Minutes, records: Records) -> bool:
    """Return whether words are the title of an item of the minutes, or of a topic of the outline."""
    title = title_of(_marked(text)[0])[0]
    return bool(topic_named(title, records)) or minutes.named(title) is not None


def _marked(text: str) -> tuple[str, str]:
    """Return a heading without its attributes (`{#ai topic=ai}`), and the topic that they name."""
    found = take_attributes(text, ITEM_KEYS, "a heading", lambda *_: None)
    return found.text, found.values.get("topic", "")


def note(
    notes: Stretches, minutes: Minutes, records: Records, meeting: int, documents: Mapping[str, MeetingDocument]
) -> Noted:
    """Put notes into a meeting's minutes and return what came of each line; `documents` are those of its list.

    An item that has no words yet takes those of its notes; one that has keeps its own, and the notes are unplaced. An
    item that isn't there is added, behind those that are.
    """
    return _Notes(minutes, records, meeting, documents).take(notes)


class _Notes:
    def __init__(
        self, minutes: Minutes, records: Records, meeting: int, documents: Mapping[str, MeetingDocument]
    ) -> None:
        self.minutes, self.records, self.meeting, self.documents = minutes, records, meeting, documents
        acronym = records.group.acronym
        registers = Recorder([], merged([], records), acronym, records, is_new=False).registers
        self.registers = replace(registers, family={})  # whom a family name means is told here, with the title
        self.names = _full_names(self.registers)
        self.families: dict[str, list[str]] = {}
        for key, person in records.people.items():
            self.families.setdefault(key_of(person.family), []).append(key)
        self.lists: dict[int, Collection[str]] = {n: one.facts.documents for n, one in records.meetings.items()}
        self.lists[meeting] = documents
        self.done = Noted()
        self.told: set[str] = set()
        self.links: Mapping[Line, tuple[tuple[str, str], ...]] = {}

    def take(self, notes: Stretches) -> Noted:
        self.done.unplaced += [Remark(line, reason) for line, reason in notes.loose]
        self.done.left_out += [Remark(line, reason) for line, reason in notes.left_out]
        self.links = notes.links
        above: list[tuple[int, Entry]] = []
        for stretch in notes.found:
            while above and above[-1][0] >= stretch.level:
                above.pop()
            entry = self._entry(stretch, above[-1][1] if above else None)
            if entry is not None:
                above.append((stretch.level, entry))
                self._put(stretch, entry)
        return self.done

    # --- items ------------------------------------------------------------------------------------

    def _entry(self, stretch: Stretch, below: Entry | None) -> Entry | None:
        """Return the item of the minutes that a heading means, a new one where it has none."""
        words, topic = _marked(stretch.title)
        title, behind = title_of(words)
        if topic and topic not in self.records.topics():
            self._look(stretch.heading, f"there is no topic '{topic}' in the outline")
            topic = ""
        topic = topic or topic_named(title, self.records)
        entry = self.minutes.named(title, topic) if title else self.minutes.numbered(stretch.number)
        if entry is not None:
            same = title and plain(title).casefold() == entry.title.casefold()
            what = f"item '{entry.title}'" if same else f"'{stretch.heading.shown}' is item '{entry.title}'"
            self.done.placed.append(Remark(stretch.heading, what))
            if behind:
                self._look(stretch.heading, f"'{behind}' isn't taken: the minutes have the heading without it")
            return entry
        if not title:
            number = ".".join(map(str, stretch.number))
            reason = f"the minutes have no item {number}: take the agenda first (--agenda FILE), or write its title"
            self.done.unplaced += [Remark(line, reason) for line in (stretch.heading, *stretch.lines())]
            return None
        if not topic and (topic := self._topic_of_documents(stretch)):
            self._look(stretch.heading, f"the documents that it cites are on the topic '{topic}': it is taken for that")
        elif not topic:
            self._look(stretch.heading, f"'{plain(title)}' is no topic of the outline: give it one (topic=…)")
        heading = self._written(stretch.heading, plain(title) + (f" {behind}" if behind else ""))
        entry = self.minutes.add(heading, topic, below)
        entry.title = plain(title)
        self.done.placed.append(Remark(stretch.heading, f"item '{entry.title}'"))
        return entry

    def _topic_of_documents(self, stretch: Stretch) -> str:
        """Return the topic of the documents that a stretch cites, where they have one and the same."""
        lines = (stretch.heading, *stretch.lines())
        cited = [one for line in lines for one in self._citations(line.text) if one.meeting == self.meeting]
        topics = {found.topic for one in cited if (found := self.documents.get(one.number)) and found.topic}
        return topics.pop() if len(topics) == 1 else ""

    def _put(self, stretch: Stretch, entry: Entry) -> None:
        if not entry.is_open:
            reason = f"the minutes have words under '{entry.title}' already"
            self.done.unplaced += [Remark(line, reason) for line in stretch.lines()]
            return
        for paragraph in stretch.paragraphs:
            lines = markdown_of(paragraph, self._written)
            self.minutes.put(entry, lines if lines[0] else lines[1:])
            self.done.placed += [Remark(line, f"item '{entry.title}'") for line in paragraph.lines()]

    # --- words ------------------------------------------------------------------------------------

    def _citations(self, text: str) -> list[Citation]:
        return citations_in(text, self.records.group.acronym, self.meeting, self.lists)

    def _written(self, line: Line, text: str = "") -> str:
        """Return the words of a line as minutes have them, and note what couldn't be completed."""
        text = text or line.text
        cited = self._citations(text)
        known = [(one.start, one.end, one.piece) for one in cited]
        pieces = pieces_of(text, self.registers, 0, (*known, *self._named(text), *self._linked(line, text)))
        for one in cited:
            self._check_document(line, one)
        for symbol in unlisted_in("".join(one.typed for one in pieces if not one.reference), self.meeting, self.lists):
            self._once(line, f"'{symbol}' stays as it was typed: {_list_of(symbol)} has no such document")
        self._check_people(line, text)
        self._check_rest(line, text)
        return "".join(piece.markdown for piece in pieces)

    def _named(self, text: str) -> Iterator[tuple[int, int, Piece]]:
        """Yield people of the register: in full without their title, or by a family name that one of them has alone."""
        titled = list(people_named(text))
        for one in titled:
            if (person := self._family(one)) and _title(person.title) == _title(one.title):
                typed = text[one.title_start : one.end]
                yield one.title_start, one.end, Piece(typed, f"[[{self._key(one)}|{typed}]]", typed, "person")
        starts = {one.start for one in titled}
        for name, key in self.names.items():
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                if match.start() not in starts:
                    yield match.start(), match.end(), Piece(name, f"[[{key}|{name}]]", name, "person")

    def _key(self, one: PersonMention) -> str:
        """Return the key of a person who is called by the family name, empty where several or none have it."""
        keys = self.families.get(key_of(one.name), ())
        return keys[0] if len(keys) == 1 else ""

    def _family(self, one: PersonMention) -> Person | None:
        return self.records.people.get(self._key(one))

    def _linked(self, line: Line, text: str) -> Iterator[tuple[int, int, Piece]]:
        """Yield the words that are a link in the file, but for those that are something else already."""
        for words, address in self.links.get(line, ()):
            start = text.find(words)
            if start >= 0 and re.match(r"https?://[^\s()]+$", address) and not re.search(r"[\[\]]", words):
                yield start, start + len(words), Piece(words, f"[{words}]({address})", words)

    # --- what wants a look ------------------------------------------------------------------------

    def _look(self, line: Line, what: str) -> None:
        self.done.looks.append(Remark(line, what))

    def _once(self, line: Line, what: str) -> None:
        if what not in self.told:
            self.told.add(what)
            self._look(line, what)

    def _check_document(self, line: Line, one: Citation) -> None:
        if one.number not in self.lists.get(one.meeting, ()):
            self._once(line, f"document {one.number} is not in the meeting's list: meetings/{one.meeting}.yaml")
        listed = self.documents.get(one.number) if one.meeting == self.meeting else None
        if one.revision and (listed is None or listed.revision != one.revision):
            has = f"(Rev.{listed.revision})" if listed and listed.revision else "no revision"
            self._once(line, f"document {one.number} is cited as (Rev.{one.revision}), its meeting's list has {has}")

    def _check_people(self, line: Line, text: str) -> None:
        for one in people_named(text):
            shown = text[one.title_start : one.end]
            known = self.registers.people.get(key_of(one.name))
            person = self.records.people.get(known[0]) if known else self._family(one)
            if person is None:
                several = len(self.families.get(key_of(one.name), ())) > 1
                why = "may be several people of the register" if several else "is not in the register of people"
                self._once(line, f"'{shown}' {why}")
            elif person.title and _title(person.title) != _title(one.title):
                name = f"{person.title} {person.given} {person.family}".replace("  ", " ")
                self._once(line, f"'{shown}': the register has '{name}'")

    def _check_rest(self, line: Line, text: str) -> None:
        for one in dates_in(text):
            if one.precision == "day" and one.year is None:
                self._look(line, f"'{one.text}' has no year: it stays as it was typed")
        for found in resolutions_in(text):
            keys = (f"PP {found.number}", f"C {found.number}")
            if found.body in ("", "plenipotentiary", "council") and not any(
                key in self.records.resolutions for key in keys
            ):
                self._once(line, f"Resolution {found.number} is not in the register of resolutions")


def _list_of(symbol: str) -> str:
    return f"meetings/{symbol.partition('/')[0]}.yaml"


def _title(title: str) -> str:
    return title.replace(".", "").replace(" ", "").casefold()


def _full_names(registers: Registers) -> dict[str, str]:
    """Return the keys of people by their full names, the longest first."""
    names = {who.name: key for key, who in registers.people.values() if " " in who.name}
    return dict(sorted(names.items(), key=lambda one: -len(one[0])))
