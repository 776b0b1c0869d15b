"""The sections of a report: the plan's, filled up from the outline, and which of them a topic belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place
from cwgdraft.records.model import Plan
from cwgdraft.records.schema import Section, Topic

DEFAULT_CONTENT = ("words", "items")


@dataclass(eq=False, slots=True)
class Part:
    """A section as it will stand in the report, before it has a number."""

    key: str
    topic: str
    title: str | None
    content: tuple[str, ...]
    opening: str
    meetings: tuple[int, ...]
    titled: bool
    numbered: bool
    run_in: bool
    parts: list[Part] = field(default_factory=list)

    def all(self) -> Iterator[Part]:
        """Yield the section and everything below it."""
        yield self
        for part in self.parts:
            yield from part.all()


def parts_of(scope: Scope) -> list[Part]:
    """Return the sections of the report's plan.

    A plan without sections takes those of the group's default plan. A topic without explicit sub-sections takes the
    outline's topics below it, unless its meetings are kept apart by sub-headings.
    """
    sections = planned(scope).facts.sections or [Section(key="agenda", content=["agenda"])]
    topics = scope.records.topics()
    explicit = {section.topic for section in walk(sections) if section.topic}
    parts = [_part(scope, section, topics, explicit, scope.plan.facts.numbering) for section in sections]
    _note_doubles(scope, parts)
    return parts


def planned(scope: Scope) -> Plan:
    """Return the plan whose sections the report has: its own, or the group's default plan."""
    names = scope.records.group.plans
    default = scope.records.plans.get(names.several if scope.several else names.one)
    return default if default is not None and not scope.plan.facts.sections else scope.plan


def _note_doubles(scope: Scope, parts: Iterable[Part]) -> None:
    """Note sections that would print the same: two with one key, or with the items of one topic and meeting."""
    place = scope.plan.places.get("sections", scope.plan.place)
    keys: set[str] = set()
    items: set[tuple[str, int]] = set()
    for part in (one for top in parts for one in top.all()):
        if part.key in keys:
            message, help_ = f"two sections have the key '{part.key}'", "give one another key: {key: …, topic: …}"
            scope.found("duplicate-section", message, place, help_)
        keys.add(part.key)
        own = {(part.topic, number) for number in part.meetings if part.topic and "items" in part.content}
        if both := sorted(number for _, number in own & items):
            shown = f"meeting {', '.join(map(str, both))}"
            message = f"two sections print the items of '{part.topic}' of {shown}: they stand in the first"
            scope.found("duplicate-section", message, place, "divide the meetings: {topic: …, meetings: […]}")
        items |= own


def walk(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield sections and everything below them."""
    for section in sections:
        yield section
        yield from walk(section.sections)


def _part(scope: Scope, section: Section, topics: dict[str, Topic], explicit: set[str], above: str) -> Part:
    key = section.key or section.topic
    plan = scope.plan.facts
    numbering = section.numbering or above
    content = section.content
    if content is None:
        content = list(DEFAULT_CONTENT) if section.topic else ["words"]
    title = section.title
    given_by_outline = section.topic in topics and not scope.catalogue.has("titles", key) and not section.run_in
    if title is None and given_by_outline:
        title = topics[section.topic].title
    part = Part(
        key,
        section.topic,
        title.get(scope.language) if title else None,
        tuple(content),
        section.opening or plan.opening,
        tuple(n for n in section.meetings if n in scope.meetings) if section.meetings else scope.meetings,
        section.items == "titled",
        numbering == "paragraphs",
        section.run_in,
    )
    part.parts = [_part(scope, child, topics, explicit, numbering) for child in section.sections]
    shown_items = part.topic and "items" in part.content
    if shown_items and not section.sections and part.opening != "subheading" and not part.titled:
        part.parts = [
            _from_outline(scope, topic, part) for topic in topics[part.topic].topics if topic.key not in explicit
        ]
    return part


def _from_outline(scope: Scope, topic: Topic, above: Part) -> Part:
    part = Part(
        topic.key,
        topic.key,
        topic.title.get(scope.language),
        DEFAULT_CONTENT,
        above.opening,
        above.meetings,
        titled=False,
        numbered=above.numbered,
        run_in=False,
    )
    part.parts = [_from_outline(scope, child, part) for child in topic.topics]
    return part


class Homes:
    """Which section the items of a topic belong to."""

    def __init__(self, scope: Scope, parts: Iterable[Part]) -> None:
        self._parts = [part for top in parts for part in top.all()]
        self._parents: dict[str, str] = {}

        def walk(topics: Iterable[Topic], parent: str) -> None:
            for topic in topics:
                self._parents[topic.key] = parent
                walk(topic.topics, topic.key)

        walk(scope.records.group.topics, "")
        self._covered = {(part.key, number) for part in self._parts for number in _covered(scope, part)}

    def home(self, topic: str, meeting: int) -> Part | None:
        """Return the section that prints a meeting's items under `topic`: its own, else the nearest one above it.

        None where nothing prints them, and where a section's own words stand for them.
        """
        while topic:
            for part in self._parts:
                if part.topic == topic and meeting in part.meetings:
                    if (part.key, meeting) in self._covered:
                        return None
                    if "items" in part.content:
                        return part
            topic = self._parents.get(topic, "")
        return None

    def section(self, topic: str, meeting: int) -> Part | None:
        """Return the section that speaks of a meeting's topic, be it in words that stand for its items."""
        for one in self.above(topic):
            for part in self._parts:
                if part.topic == one and meeting in part.meetings:
                    return part
        return None

    def above(self, topic: str) -> Iterator[str]:
        """Yield a topic and those above it."""
        while topic:
            yield topic
            topic = self._parents.get(topic, "")


def _covered(scope: Scope, part: Part) -> Iterator[int]:
    """Yield the meetings for whose items a section's own words stand."""
    for token in part.content:
        if token.split(" ")[0] != "words":
            continue
        report, sign, key = (token[5:].strip() or part.key).rpartition("#")
        item = scope.words(report if sign else scope.plan.name).item(key)
        if item is not None and item.attributes.get("topic", part.topic) == part.topic:
            yield from (int(one) for one in re.findall(r"\d+", item.attributes.get("covers", "")))


def place_of(scope: Scope, part: Part) -> Place:
    """Return where a section stands in the plan."""
    return scope.plan.places.get(f"section {part.key}", scope.plan.place)


def title_wording(scope: Scope, part: Part) -> str | None:
    """Return the heading that the plan or outline gives a section, None when the catalogue has to give it.

    Where nobody gives one, the section's key stands in its place, and that is a finding.
    """
    if part.title is not None:
        return part.title
    if part.key == "agenda" or "agenda" in part.content or part.run_in:
        return ""
    if not scope.catalogue.has("titles", part.key):
        message = f"the section '{part.key}' has no title"
        help_ = f"write 'title: …' in the plan, or add '{part.key}' to the titles of {scope.catalogue.file}"
        scope.found("section-without-title", message, place_of(scope, part), help_)
        return part.key
    return None
