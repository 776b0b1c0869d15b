"""What was loaded: the records of a working group, whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from cwgdraft.draft import ListKind
from cwgdraft.finding import Finding, Place
from cwgdraft.records.schema import (
    BoxField,
    GroupFile,
    MeetingFile,
    Person,
    PlanFile,
    Resolution,
    Session,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference as written between double brackets: what it names, and the words or form to show it in."""

    name: str
    form: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of recorded words with one look; a reference is a span whose text isn't known yet."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    reference: Reference | None = None


Spans = tuple[Span, ...]


Breaks = tuple[tuple[int, int, int], ...]
"""Of each line of a paragraph but the first: where it begins in the words, and its line and column in the file."""


def place_at(first: Place, breaks: Breaks, offset: int) -> Place:
    """Return where in its file the sign at `offset` of a paragraph stands; `first` is where the paragraph begins."""
    begins, line, column = 0, first.line, first.column
    for one in breaks:
        if one[0] > offset:
            break
        begins, line, column = one
    return Place(first.path, line, column + offset - begins)


@dataclass(frozen=True, slots=True)
class Written:
    """A text of a YAML file: `place` is where its value begins, quotes and all, `breaks` where its stretches stand.

    `text` is empty where its signs can't be found again in the file, as when it is written with escapes.
    """

    place: Place
    text: str = ""
    breaks: Breaks = ()

    def stretch(self, start: int, end: int) -> Written:
        """Return a stretch of the text, line feeds as spaces."""
        before = [one for one in self.breaks if one[0] <= start]
        head = [(0, line, column + start - begins) for begins, line, column in before[-1:]]
        inside = [(begins - start, line, column) for begins, line, column in self.breaks if start < begins < end]
        return Written(self.place, self.text[start:end].replace("\n", " "), (*head, *inside))


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a statement.

    `kind` is `text` (the statement's own first paragraph), `continuation`, `numbered` (a numbered
    sub-paragraph) or `item` (of a plain list). `depth` counts from 1 for list items and numbered
    sub-paragraphs; a continuation has the depth of the item that it belongs to, 0 when it belongs to the text.
    `ordinal` is the number that a counted list item was given in the file. `breaks` says where its lines begin.
    """

    kind: str
    spans: Spans
    source: str
    place: Place
    depth: int = 0
    list_kind: ListKind | None = None
    ordinal: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    breaks: Breaks = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A paragraph of minutes with the lists and paragraphs that hang on it."""

    parts: tuple[Part, ...]
    digest: str
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Return the name that the author gave it, or the empty text."""
        return self.attributes.get("id", "")

    @property
    def place(self) -> Place:
        """Return the place of its first paragraph."""
        return self.parts[0].place

    @property
    def source(self) -> str:
        """Return its words as they stand in the file."""
        return "\n".join(part.source for part in self.parts)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda (or a section of a report's own words) with everything below it.

    `breaks` says where the words of its heading begin, unless they hold marks.
    """

    title: Spans
    level: int
    place: Place
    attributes: Mapping[str, str]
    children: tuple[Item | Statement, ...] = ()
    breaks: Breaks = ()

    @property
    def id(self) -> str:
        """Return the name that the author gave it, or the empty text."""
        return self.attributes.get("id", "")

    @property
    def words(self) -> str:
        """Return the title as plain words; a reference by the words it shows, else by its name."""
        return "".join(
            span.text if span.reference is None else span.reference.form or span.reference.name for span in self.title
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A Markdown file: its items in order."""

    items: tuple[Item, ...] = ()

    def count(self) -> int:
        """Return how many statements there are, at any depth."""
        todo: list[Item | Statement] = list(self.items)
        found = 0
        while todo:
            one = todo.pop()
            if isinstance(one, Statement):
                found += 1
            else:
                todo += one.children
        return found

    def item(self, key: str) -> Item | None:
        """Return the item with the id `key`, at any depth, or None."""
        todo = list(self.items)
        while todo:
            one = todo.pop(0)
            if one.id == key:
                return one
            todo[:0] = [child for child in one.children if isinstance(child, Item)]
        return None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: its facts, and its minutes by language."""

    facts: MeetingFile
    place: Place
    minutes: Mapping[str, Words] = field(default_factory=dict)
    document_places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """Return the meeting's number."""
        return self.facts.number


@dataclass(frozen=True, slots=True)
class Plan:
    """A report's recipe, and its own words by language.

    `places` are those of what messages about it point at, `texts` says how its titles and box texts are written.
    """

    name: str
    facts: PlanFile
    place: Place
    words: Mapping[str, Words] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    texts: Mapping[str, Written] = field(default_factory=dict)

    @property
    def is_pattern(self) -> bool:
        """Return whether the plan names no meetings and so serves any."""
        return not self.facts.meetings


@dataclass(frozen=True, slots=True)
class Records:
    """Everything under records/, read and checked; `findings` are what doesn't stop a draft."""

    group: GroupFile
    people: Mapping[str, Person]
    resolutions: Mapping[str, Resolution]
    boxes: Mapping[str, tuple[BoxField, ...]]
    sessions: Mapping[str, Session]
    meetings: Mapping[int, Meeting]
    plans: Mapping[str, Plan]
    findings: tuple[Finding, ...] = ()

    def topics(self) -> dict[str, Topic]:
        """Return every topic of the outline by key, in the outline's order."""
        found: dict[str, Topic] = {}
        todo = list(self.group.topics)
        while todo:
            topic = todo.pop(0)
            found[topic.key] = topic
            todo[:0] = topic.topics
        return found

    def session_before(self, key: str) -> str:
        """Return the key of the Council session before the session `key`, or the empty text."""
        here = self.sessions.get(key)
        if here is None:
            return ""
        earlier = [(s.dates.first, k) for k, s in self.sessions.items() if s.dates.first < here.dates.first]
        return max(earlier)[1] if earlier else ""

    def last_day(self, meetings: tuple[int, ...]) -> dt.date | None:
        """Return the last day of the last of the meetings whose dates are known."""
        days = [m.facts.dates.last for n in meetings if (m := self.meetings.get(n)) and m.facts.dates]
        return max(days) if days else None
