"""References between record files: every key in YAML that names something which isn't there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from cwgdraft.finding import Finding, Severity
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.model import Plan, Records
from cwgdraft.records.schema import MeetingFile, Section, Topic
from cwgdraft.records.shape import shown
from cwgdraft.records.yaml import Document
from cwgdraft.records.yaml import Path as Keys
from cwgdraft.workspace import Workspace


def dangling(
    records: Records, documents: Mapping[Path, Document], workspace: Workspace, unread: Collection[Path]
) -> list[Finding]:
    """Return a finding for each name that nothing answers to.

    What would stand in a file that can't be read (`unread`) is taken to be there: its own findings come first.
    """
    checker = _Checker(records, documents, workspace, unread)
    checker.group()
    checker.sessions()
    for meeting in records.meetings.values():
        checker.meeting(meeting.facts, meeting.place.path)
    for plan in records.plans.values():
        checker.plan(plan)
    return checker.findings


class _Checker:
    def __init__(
        self, records: Records, documents: Mapping[Path, Document], workspace: Workspace, unread: Collection[Path]
    ) -> None:
        self.records, self.documents, self.workspace = records, documents, workspace
        self.findings: list[Finding] = []
        self.topics = records.topics()
        registers = workspace.registers
        self.has_sessions = registers / "sessions.yaml" not in unread
        self.has_resolutions = registers / "resolutions.yaml" not in unread
        self.meetings = {str(n) for n in records.meetings} | {p.stem for p in unread if p.parent == workspace.meetings}
        self.plans = {*records.plans, *(p.stem for p in unread if p.parent == workspace.reports)}

    def found(self, rule: str, message: str, file: Path, path: Keys, help_: str) -> None:
        place = self.documents[file].place(path)
        self.findings.append(Finding(rule, Severity.ERROR, message, place, help_))

    def known(self, file: Path, path: Keys, name: str, known: Collection[str], what: str) -> None:
        """Note a name that isn't among those known."""
        if not name or name in known:
            return
        hint = did_you_mean(name, known)
        names = list(known)
        listed = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
        help_ = f"use one of: {listed}; or record it" if names else "record it first"
        self.found("unknown-name", f"{shown(name)} is not {what}{hint}", file, path, help_)

    def group(self) -> None:
        file, group = self.workspace.group_file, self.records.group
        self.outline(group.topics, ("topics",), set())
        if self.has_resolutions:
            for i, name in enumerate(group.mandate):
                self.known(file, ("mandate", i), name, self.records.resolutions, "a resolution of the register")
        self.known(file, ("plans", "one"), group.plans.one, self.plans, "a plan")
        self.known(file, ("plans", "several"), group.plans.several, self.plans, "a plan")

    def outline(self, topics: Iterable[Topic], path: Keys, seen: set[str]) -> None:
        """Note topics that stand twice."""
        for i, topic in enumerate(topics):
            if topic.key in seen:
                message = f"the topic '{topic.key}' stands twice"
                self.found(
                    "duplicate-topic", message, self.workspace.group_file, (*path, i, "key"), "give one another key"
                )
            seen.add(topic.key)
            self.outline(topic.topics, (*path, i, "topics"), seen)

    def sessions(self) -> None:
        file = self.workspace.registers / "sessions.yaml"
        for key, session in self.records.sessions.items():
            self.known(file, ("sessions", key, "box"), session.box, self.records.boxes, "a layout of the front box")

    def meeting(self, facts: MeetingFile, file: Path) -> None:
        for number, document in facts.documents.items():
            self.known(file, ("documents", number, "topic"), document.topic, self.topics, "a topic of the outline")

    def plan(self, plan: Plan) -> None:
        file, facts = plan.place.path, plan.facts
        self.numbers(file, ("meetings",), facts.meetings, self.meetings, "a meeting with a record")
        if self.has_sessions:
            for key, name in (("session", facts.session), ("since", facts.since)):
                self.known(file, (key,), name, self.records.sessions, "a Council session of the register")
            self.known(file, ("box_layout",), facts.box_layout, self.records.boxes, "a layout of the front box")
        own = [str(number) for number in facts.meetings] or self.meetings
        for i, shared in enumerate(facts.shared):
            self.numbers(file, ("shared", i, "meetings"), shared.meetings, own, "a meeting of the report")
        self.sections(file, facts.sections, ("sections",), own)

    def sections(self, file: Path, sections: Iterable[Section], path: Keys, own: Collection[str]) -> None:
        for i, section in enumerate(sections):
            here = (*path, i)
            if not section.key and not section.topic:
                message = "a section has neither key nor topic"
                self.found("missing-key", message, file, here, "add 'key: …' or 'topic: …'")
            self.known(file, (*here, "topic"), section.topic, self.topics, "a topic of the outline")
            self.numbers(file, (*here, "meetings"), section.meetings, own, "a meeting of the report")
            self.sections(file, section.sections, (*here, "sections"), own)

    def numbers(self, file: Path, path: Keys, numbers: Iterable[int], known: Collection[str], what: str) -> None:
        """Note numbers of meetings that aren't known, and those that stand twice."""
        seen: set[int] = set()
        for i, number in enumerate(numbers):
            self.known(file, (*path, i), str(number), known, what)
            if number in seen:
                self.found(
                    "duplicate-meeting", f"the meeting {number} stands twice", file, (*path, i), "keep one of them"
                )
            seen.add(number)
