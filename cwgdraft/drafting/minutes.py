"""The minutes of the report's meetings, each statement with its origin and its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.model import Item, Statement, Words
from cwgdraft.records.schema import Topic


@dataclass(eq=False, slots=True)
class Said:
    """A statement of a meeting: where it comes from, and what it is about."""

    statement: Statement
    meeting: int
    origin: str
    topic: str


@dataclass(eq=False, slots=True)
class AgendaItem:
    """An item of a meeting's agenda, with its statements and sub-items in order."""

    item: Item
    meeting: int
    key: str
    topic: str
    names_topic: bool
    children: list[AgendaItem | Said] = field(default_factory=list)

    def said(self) -> Iterator[Said]:
        """Yield every statement below the item, in order."""
        for child in self.children:
            if isinstance(child, Said):
                yield child
            else:
                yield from child.said()


def agenda(scope: Scope, meeting: int) -> list[AgendaItem]:
    """Return a meeting's items in agenda order.

    A statement's origin is its `#id`, else the key of its item and a digest of its words; equal ones are counted.
    A topic that the outline doesn't know is a finding; its item keeps it.
    """
    return index(scope, scope.minutes(meeting), meeting)


def index(scope: Scope, words: Words, meeting: int) -> list[AgendaItem]:
    """Return the items of a Markdown file with origins and topics."""
    topics = scope.records.topics()
    seen: dict[str, int] = {}

    def once(origin: str) -> str:
        seen[origin] = seen.get(origin, 0) + 1
        return origin if seen[origin] == 1 else f"{origin}.{seen[origin]}"

    def read(item: Item, inherited: str, parent: str, position: int) -> AgendaItem:
        own = item.attributes.get("topic", "")
        _check_topic(scope, own, topics, item.place)
        key = item.id or _slug(item.words) or own or f"{parent}-{position}"
        topic = own or inherited
        done = AgendaItem(item, meeting, once(f"{meeting}/{key}"), topic, bool(own))
        for place, child in enumerate(item.children, 1):
            if isinstance(child, Item):
                done.children.append(read(child, topic, key, place))
                continue
            sent = child.attributes.get("topic", "")
            _check_topic(scope, sent, topics, child.place)
            origin = f"{meeting}#{child.id}" if child.id else f"{meeting}/{key}~{child.digest}"
            done.children.append(Said(child, meeting, once(origin), sent or topic))
        return done

    return [read(item, "", "item", place) for place, item in enumerate(words.items, 1)]


def _check_topic(scope: Scope, topic: str, known: dict[str, Topic], place: Place) -> None:
    if topic and topic not in known:
        hint = did_you_mean(topic, known)
        help_ = f"use one of: {', '.join(known)}; or add it to the outline in group.yaml"
        scope.found("unknown-topic", f"'{topic}' is not a topic of the outline{hint}", place, help_)


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40]
