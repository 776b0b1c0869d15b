"""What a report leaves out, with the reasons, and which statements it prints once for several meetings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place, Severity
from cwgdraft.records.schema import LeaveOut, Topic

_WHAT = re.compile(
    r"(?:meeting +(?P<meeting>\d+)|topic +(?P<topic>[\w-]+)"
    r"|(?P<number>\d+)#(?P<id>[\w.:-]+)|(?:document +)?(?P<of>\d+)/(?P<document>(?:(?:INF|ADM|DT)/)?\d+))"
)


@dataclass(frozen=True, slots=True)
class _Order:
    found: re.Match[str]
    reason: str
    place: Place | None


@dataclass(slots=True)
class Leaving:
    """The plan's `leave_out` and `merge`, asked while the report is combined."""

    orders: list[_Order] = field(default_factory=list)
    merged: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    documents: dict[tuple[int, str], str] = field(default_factory=dict)
    hits: set[int] = field(default_factory=set)

    def settle(self, origins: Collection[str]) -> None:
        """Give up merges into a statement that isn't there: what would have gone into it is printed."""
        lost = [one for one, keep in self.kept.items() if keep not in origins]
        for one in lost:
            del self.kept[one], self.merged[one]

    def leaves(self, name: str, topic: str, meeting: int) -> str | None:
        """Return why an item or statement is left out, None when it isn't.

        `name` is its origin: `41/opening` of an item, `41#id` or `41/item~digest` of a statement.
        """
        if name in self.merged:
            return self.merged[name]
        topics = []
        while topic:
            topics.append(topic)
            topic = self.above.get(topic, "")
        for i, order in enumerate(self.orders):
            parts = order.found
            hit = (
                parts["meeting"] == str(meeting)
                or (parts["topic"] or "-") in topics
                or (
                    parts["number"] == str(meeting) and name in (f"{meeting}#{parts['id']}", f"{meeting}/{parts['id']}")
                )
            )
            if hit:
                self.hits.add(i)
                return order.reason
        return None


def leaving(scope: Scope) -> Leaving:
    """Return what the plan says of leaving out and merging; what can't be understood is a finding."""
    done = Leaving()

    def walk(topics: Iterable[Topic], above: str) -> None:
        for topic in topics:
            done.above[topic.key] = above
            walk(topic.topics, topic.key)

    walk(scope.records.group.topics, "")
    for i, order in enumerate(scope.plan.facts.leave_out or _default_orders(scope)):
        place = scope.plan.places.get(f"leave_out/{i}")
        found = _WHAT.fullmatch(order.what)
        if not found:
            message = f"'{order.what}' names nothing that can be left out"
            help_ = "write 41/INF/3, 41#id, 'meeting 41' or 'topic agenda'"
            scope.found("wrong-value", message, place, help_)
            continue
        if found["document"]:
            done.documents[int(found["of"]), found["document"]] = order.reason
        done.orders.append(_Order(found, order.reason, place))
    for i, merge in enumerate(scope.plan.facts.merge):
        place = scope.plan.places.get(f"merge/{i}")
        if merge.keep not in merge.statements:
            message = f"'{merge.keep}' is to be kept, but is not among the statements to be merged"
            scope.found("wrong-value", message, place, f"use one of: {', '.join(merge.statements)}")
            continue
        others = [one for one in merge.statements if one != merge.keep]
        done.merged |= dict.fromkeys(others, f"merged into {merge.keep}")
        done.kept |= dict.fromkeys(others, merge.keep)
    return done


def _default_orders(scope: Scope) -> list[LeaveOut]:
    """Return what the default plan leaves out, for a plan that takes its sections from there."""
    if scope.plan.facts.sections:
        return []
    names = scope.records.group.plans
    default = scope.records.plans.get(names.several if scope.several else names.one)
    return list(default.facts.leave_out) if default else []


def note_misses(scope: Scope, done: Leaving, origins: set[str]) -> None:
    """Note orders that met nothing, so that a slip in an id doesn't go unseen; patterns serve any meetings."""
    for i, merge in enumerate(scope.plan.facts.merge):
        for one in merge.statements:
            if one not in origins:
                message = f"there is no statement '{one}' to merge"
                place = scope.plan.places.get(f"merge/{i}")
                scope.found("unknown-name", message, place, "give the statement this id: '… {#id}'")
    if scope.plan.is_pattern or scope.plan.facts.meetings != list(scope.meetings):
        return
    for i, order in enumerate(done.orders):
        if i in done.hits or order.found["document"] or order.found["topic"]:
            continue
        message = f"'{order.found[0]}' is to be left out, but is not there"
        scope.found("unknown-name", message, order.place, "correct it, or take the line out", Severity.WARNING)
