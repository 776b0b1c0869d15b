"""Loading: the files under records/ become Records, or a list of everything that is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from cwgdraft.errors import RecordsError
from cwgdraft.finding import Finding, Place, Severity, errors_in, in_order
from cwgdraft.language.near import near_miss
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Meeting, Plan, Records, Words
from cwgdraft.records.schema import (
    File,
    GroupFile,
    MeetingFile,
    PeopleFile,
    PlanFile,
    ResolutionsFile,
    Section,
    SessionsFile,
)
from cwgdraft.records.source import read_source
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import Document, read_yaml
from cwgdraft.workspace import Workspace, is_litter

F = TypeVar("F", bound=File)
MinutesOf = Callable[[Mapping[str, Plan]], Collection[int]]


class _Loader:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.findings: list[Finding] = []
        self.documents: dict[Path, Document] = {}

    def found(self, rule: str, message: str, place: Place, help_: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(rule, severity, message, place, help_))

    def facts(self, path: Path, model: type[F]) -> F | None:
        """Return a YAML file as its model, or None after noting why not."""
        source, findings = read_source(path)
        self.findings += findings
        if source is None:
            return None
        document, findings = read_yaml(source)
        self.findings += findings
        self.documents[path] = document
        if findings:
            return None
        facts, findings = validate(document, model)
        self.findings += findings
        return facts

    def words(self, path: Path) -> Words:
        """Return a Markdown file's items."""
        source, findings = read_source(path)
        self.findings += findings
        if source is None:
            return Words()
        words, findings = read_markdown(source)
        self.findings += findings
        return words

    def by_language(self, path: Path, language: str) -> dict[str, Words]:
        """Return the words beside a YAML file: `42.md` in the group's language, `42.fr.md` in another."""
        found = {}
        own = path.with_suffix(".md")
        if own.is_file():
            found[language] = self.words(own)
        for other in sorted(path.parent.glob(f"{path.stem}.*.md")):
            tag = other.name[len(path.stem) + 1 : -3]
            if re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", tag) and not is_litter(other):
                found[tag] = self.words(other)
        return found


def load_records(workspace: Workspace, minutes_of: MinutesOf | None = None) -> Records:
    """Return everything under records/.

    `minutes_of` chooses, from the plans, the meetings whose minutes are read; without it all are. Raises
    `RecordsError` with all findings at once when a file can't be understood.
    """
    loader = _Loader(workspace)
    group = loader.facts(workspace.group_file, GroupFile)
    registers = workspace.registers
    people = _optional(loader, registers / "people.yaml", PeopleFile)
    resolutions = _optional(loader, registers / "resolutions.yaml", ResolutionsFile)
    sessions = _optional(loader, registers / "sessions.yaml", SessionsFile)
    meetings = {path: loader.facts(path, MeetingFile) for path in _files(workspace.meetings)}
    plans = {path: loader.facts(path, PlanFile) for path in _files(workspace.reports)}
    _stray_words(loader, workspace)
    language = group.language if group else "en"
    all_plans = {
        path.stem: Plan(path.stem, facts, Place(path, 1, 1), places=_plan_places(loader.documents[path], facts))
        for path, facts in plans.items()
        if facts
    }
    wanted = minutes_of(all_plans) if minutes_of else None
    all_meetings: dict[int, Meeting] = {}
    for path, facts in meetings.items():
        if facts is None:
            continue
        if path.stem.lstrip("0") != str(facts.number):
            place = loader.documents[path].place(("number",))
            message = f"the file of meeting {facts.number} is called {path.name}"
            loader.found("wrong-file-name", message, place, f"call it {facts.number}.yaml, or correct the number")
        minutes = loader.by_language(path, language) if wanted is None or facts.number in wanted else {}
        all_meetings[facts.number] = Meeting(facts, Place(path, 1, 1), minutes)
    for name, plan in all_plans.items():
        words = loader.by_language(plan.place.path, language)
        all_plans[name] = Plan(name, plan.facts, plan.place, words, plan.places)
    if group is None or errors_in(loader.findings):
        raise RecordsError(in_order(loader.findings))
    records = Records(
        group,
        Place(workspace.group_file, 1, 1),
        people.people if people else {},
        resolutions.resolutions if resolutions else {},
        {key: tuple(fields) for key, fields in sessions.boxes.items()} if sessions else {},
        sessions.sessions if sessions else {},
        dict(sorted(all_meetings.items())),
        dict(sorted(all_plans.items())),
    )
    _check_references(loader, records)
    if errors_in(loader.findings):
        raise RecordsError(in_order(loader.findings))
    return Records(
        records.group,
        records.group_place,
        records.people,
        records.resolutions,
        records.boxes,
        records.sessions,
        records.meetings,
        records.plans,
        in_order(loader.findings),
    )


def _optional(loader: _Loader, path: Path, model: type[F]) -> F | None:
    return loader.facts(path, model) if path.is_file() else None


def _files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, by number or name."""
    if not folder.is_dir():
        return []
    found = [p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and p.is_file() and not is_litter(p)]
    found = [p for p in found if not p.name.endswith(".comments.yaml")]
    return sorted(found, key=lambda p: (not p.stem.isdigit(), int(p.stem) if p.stem.isdigit() else 0, p.stem))


def _stray_words(loader: _Loader, workspace: Workspace) -> None:
    """Note Markdown files that no YAML file goes with: their words would be lost in silence."""
    for folder in (workspace.meetings, workspace.reports):
        if not folder.is_dir():
            continue
        for path in sorted(folder.glob("*.md")):
            stem = path.name.split(".")[0]
            if is_litter(path) or (folder / f"{stem}.yaml").is_file() or (folder / f"{stem}.yml").is_file():
                continue
            message = f"there is no {stem}.yaml beside {path.name}: these words belong to nothing"
            help_ = f"write {stem}.yaml with 'format: 1'" + (f" and 'number: {stem}'" if stem.isdigit() else "")
            loader.found("words-without-facts", message, Place(path, 1, 1), help_)


def _plan_places(document: Document, facts: PlanFile) -> dict[str, Place]:
    """Return the places of what messages about a plan point at, by `leave_out/0`, `merge/0`, `sections/0`."""
    places = {f"leave_out/{i}": document.place(("leave_out", i, "what")) for i in range(len(facts.leave_out))}
    places |= {f"merge/{i}": document.place(("merge", i)) for i in range(len(facts.merge))}
    places |= {f"sections/{i}": document.place(("sections", i)) for i in range(len(facts.sections))}
    places |= {key: document.place((key,)) for key in ("meetings", "session", "template", "sections", "language")}
    return places


# --- references between files ---------------------------------------------------------------------


def _check_references(loader: _Loader, records: Records) -> None:
    """Note every key in YAML that names something which isn't there."""
    workspace = loader.workspace
    topics = records.topics()
    _check_outline(loader, records, workspace.group_file)
    _known(loader, workspace.group_file, ("mandate",), records.group.mandate, records.resolutions, "a resolution")
    for name in (records.group.plans.one, records.group.plans.several):
        if name:
            place = ("plans", "one" if name == records.group.plans.one else "several")
            _known(loader, workspace.group_file, place, [name], records.plans, "a plan", single=True)
    sessions_file = workspace.registers / "sessions.yaml"
    for key, session in records.sessions.items():
        path: tuple[str | int, ...] = ("sessions", key, "box")
        _known(loader, sessions_file, path, [session.box], records.boxes, "a box layout", single=True)
    for meeting in records.meetings.values():
        for number, document in meeting.facts.documents.items():
            if document.topic:
                path = ("documents", number, "topic")
                _known(loader, meeting.place.path, path, [document.topic], topics, "a topic", single=True)
    for plan in records.plans.values():
        _check_plan(loader, records, plan)


def _check_outline(loader: _Loader, records: Records, file: Path) -> None:
    seen: set[str] = set()

    def walk(topics: list[object], path: tuple[str | int, ...]) -> None:
        for i, topic in enumerate(topics):
            key: str = topic.key  # type: ignore[attr-defined]
            here = (*path, i)
            if key in seen:
                place = loader.documents[file].place((*here, "key"))
                loader.found("duplicate-topic", f"the topic '{key}' stands twice", place, "give one another key")
            seen.add(key)
            walk(topic.topics, (*here, "topics"))  # type: ignore[attr-defined]

    walk(list(records.group.topics), ("topics",))


def _check_plan(loader: _Loader, records: Records, plan: Plan) -> None:
    file, facts = plan.place.path, plan.facts
    known_meetings = {str(number): number for number in records.meetings}
    _known(loader, file, ("meetings",), [str(n) for n in facts.meetings], known_meetings, "a meeting with a record")
    for key in ("session", "since"):
        if value := getattr(facts, key):
            _known(loader, file, (key,), [value], records.sessions, "a Council session", single=True)
    if facts.box_layout:
        _known(loader, file, ("box_layout",), [facts.box_layout], records.boxes, "a box layout", single=True)
    topics = records.topics()

    def walk(sections: Iterable[Section], path: tuple[str | int, ...]) -> None:
        for i, section in enumerate(sections):
            here = (*path, i)
            if not section.key and not section.topic:
                place = loader.documents[file].place(here)
                loader.found("missing-key", "a section has neither key nor topic", place, "add 'key: …' or 'topic: …'")
            if section.topic:
                _known(loader, file, (*here, "topic"), [section.topic], topics, "a topic", single=True)
            wanted = [str(n) for n in section.meetings]
            own = {str(n): n for n in facts.meetings} or known_meetings
            _known(loader, file, (*here, "meetings"), wanted, own, "a meeting of the report")
            walk(section.sections, (*here, "sections"))

    walk(facts.sections, ("sections",))


def _known(
    loader: _Loader,
    file: Path,
    path: tuple[str | int, ...],
    names: Iterable[str],
    known: Collection[str],
    what: str,
    *,
    single: bool = False,
) -> None:
    for i, name in enumerate(names):
        if name in known:
            continue
        near = near_miss(name, known)
        hint = f"; did you mean '{near}'?" if near else ""
        place = loader.documents[file].place(path if single else (*path, i))
        listed = ", ".join(list(known)[:12]) or "none"
        loader.found("unknown-name", f"'{name}' is not {what}{hint}", place, f"use one of: {listed}; or record it")
