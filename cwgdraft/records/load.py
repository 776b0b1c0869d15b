"""Loading: the files under records/ become Records, or a list of everything that is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from cwgdraft import collector
from cwgdraft.errors import RecordsError
from cwgdraft.finding import Finding, Place, Severity, errors_in, in_order
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Meeting, Plan, Records, Words, Written
from cwgdraft.records.references import dangling
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
from cwgdraft.records.values import Local
from cwgdraft.records.written import written_at
from cwgdraft.records.yaml import Document, read_yaml
from cwgdraft.workspace import Workspace, is_litter

F = TypeVar("F", bound=File)
MinutesOf = Callable[[Mapping[str, Plan]], Collection[int]]


_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_REGISTERS = ("people.yaml", "resolutions.yaml", "sessions.yaml")
_HOUSE = "house.yaml"


class _Loader:
    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.findings: list[Finding] = []
        self.documents: dict[Path, Document] = {}
        self.broken: set[Path] = set()

    def found(self, rule: str, message: str, place: Place, help_: str, severity: Severity = Severity.ERROR) -> None:
        self.findings.append(Finding(rule, severity, message, place, help_))

    def facts(self, path: Path, model: type[F]) -> F | None:
        """Return a YAML file as its model, or None after noting why not."""
        source, findings = read_source(path)
        self.findings += findings
        if source is None:
            self.broken.add(path)
            return None
        document, findings = read_yaml(source)
        self.findings += findings
        self.documents[path] = document
        if not findings:
            facts, findings = validate(document, model)
            self.findings += findings
            if facts is not None:
                return facts
        self.broken.add(path)
        return None

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
        for other in sorted(path.parent.iterdir()):
            tag = other.name[len(path.stem) + 1 : -3]
            if other.name != f"{path.stem}.{tag}.md" or is_litter(other) or not other.is_file():
                continue
            if not _TAG.fullmatch(tag):
                message = f"'{tag}' is no language: these words are read for no document"
                self.found("wrong-file-name", message, Place(other, 1, 1), f"call it {path.stem}.fr.md, …es.md, …")
            elif tag in found:
                message = f"{own.name} holds the words in '{tag}' already, the group's language"
                self.found("wrong-file-name", message, Place(other, 1, 1), "keep one of the two files")
            else:
                found[tag] = self.words(other)
        return found


@collector.paused()
def load_records(workspace: Workspace, minutes_of: MinutesOf | None = None) -> Records:
    """Return everything under records/.

    `minutes_of` chooses, from the plans, the meetings whose minutes are read; without it all are. Raises
    `RecordsError` with all findings at once when a file can't be understood.
    """
    loader = _Loader(workspace)
    group = loader.facts(workspace.group_file, GroupFile)
    people, resolutions, sessions = (workspace.registers / name for name in _REGISTERS)
    people_file = _optional(loader, people, PeopleFile)
    resolutions_file = _optional(loader, resolutions, ResolutionsFile)
    sessions_file = _optional(loader, sessions, SessionsFile)
    meetings = {path: loader.facts(path, MeetingFile) for path in _files(loader, workspace.meetings)}
    plans = {path: loader.facts(path, PlanFile) for path in _files(loader, workspace.reports)}
    _stray_files(loader, workspace)
    language = group.language if group else "en"
    all_plans = _plans(loader, plans)
    wanted = minutes_of(all_plans) if minutes_of else None
    all_meetings = _meetings(loader, meetings, wanted, language)
    for name, plan in all_plans.items():
        words = loader.by_language(plan.place.path, language)
        all_plans[name] = replace(plan, words=words)
    if group is None:
        raise RecordsError(in_order(loader.findings))
    records = Records(
        group=group,
        people=people_file.people if people_file else {},
        resolutions=resolutions_file.resolutions if resolutions_file else {},
        boxes={key: tuple(fields) for key, fields in sessions_file.boxes.items()} if sessions_file else {},
        sessions=sessions_file.sessions if sessions_file else {},
        meetings=dict(sorted(all_meetings.items())),
        plans=dict(sorted(all_plans.items())),
    )
    unread = {path for path, facts in (*meetings.items(), *plans.items()) if facts is None}
    unread |= {path for path in (resolutions, sessions) if path in loader.broken}
    loader.findings += dangling(records, loader.documents, workspace, unread)
    if errors_in(loader.findings):
        raise RecordsError(in_order(loader.findings))
    return replace(records, findings=in_order(loader.findings))


def _plans(loader: _Loader, files: Mapping[Path, PlanFile | None]) -> dict[str, Plan]:
    """Return the plans by name."""
    found = {}
    for path, facts in files.items():
        name = unicodedata.normalize("NFC", path.stem)
        if "." in name:
            message = f"a plan can't be called '{name}': what stands behind a full stop would be a language"
            help_ = f"call it {name.replace('.', '-')}.yaml"
            loader.found("wrong-file-name", message, Place(path, 1, 1), help_)
        elif facts:
            document = loader.documents[path]
            places, texts = _plan_places(document, facts), _plan_texts(document, facts)
            found[name] = Plan(name, facts, Place(path, 1, 1), places=places, texts=texts)
    return found


def _meetings(
    loader: _Loader, files: Mapping[Path, MeetingFile | None], wanted: Collection[int] | None, language: str
) -> dict[int, Meeting]:
    """Return the meetings by number, with the minutes of those that are wanted."""
    found = {}
    for path, facts in files.items():
        if facts is None:
            continue
        if path.stem != str(facts.number):
            place = loader.documents[path].place(("number",))
            message = f"the file of meeting {facts.number} is called {path.name}"
            loader.found("wrong-file-name", message, place, f"call it {facts.number}.yaml, or correct the number")
        minutes = loader.by_language(path, language) if wanted is None or facts.number in wanted else {}
        document = loader.documents[path]
        places = {one: document.place(("documents", one), key=True) for one in facts.documents}
        found[facts.number] = Meeting(facts, Place(path, 1, 1), minutes, places)
    return found


def _optional(loader: _Loader, path: Path, model: type[F]) -> F | None:
    return loader.facts(path, model) if path.is_file() else None


def _files(loader: _Loader, folder: Path) -> list[Path]:
    """Return the YAML files of a folder, by number or name; of two with one name, the first."""
    found: dict[str, Path] = {}
    for path in _listed(folder):
        if path.suffix not in (".yaml", ".yml"):
            continue
        if path.stem in found:
            message = f"{found[path.stem].name} stands beside {path.name}: only one of them would be read"
            loader.found("wrong-file-name", message, Place(path, 1, 1), "keep one of the two files")
        else:
            found[path.stem] = path
    return sorted(found.values(), key=_by_number)


def _by_number(path: Path) -> tuple[bool, int, str]:
    number = path.stem if re.fullmatch("[0-9]{1,9}", path.stem) else ""
    return not number, int(number or 0), path.stem


def _listed(folder: Path) -> list[Path]:
    """Return the files of a folder that somebody put there on purpose."""
    if not folder.is_dir():
        return []
    return [path for path in sorted(folder.iterdir()) if path.is_file() and not is_litter(path) and not is_log(path)]


def is_log(path: Path) -> bool:
    """Return whether a file is a report's log of comments, which is no plan (`NAME.comments.yaml`)."""
    return path.name.endswith(".comments.yaml")


def _stray_files(loader: _Loader, workspace: Workspace) -> None:
    """Note files that nothing reads: their words and facts would be lost in silence."""
    for folder in (workspace.meetings, workspace.reports):
        for path in _listed(folder):
            stem = path.name.split(".")[0]
            if path.suffix in (".yaml", ".yml"):
                continue
            if path.suffix != ".md":
                if path.suffix.lower() in (".yaml", ".yml", ".md", ".markdown"):
                    _unread(loader, path, f"call it {path.stem}{'.yaml' if 'y' in path.suffix.lower() else '.md'}")
                continue
            if (folder / f"{stem}.yaml").is_file() or (folder / f"{stem}.yml").is_file():
                continue
            message = f"there is no {stem}.yaml beside {path.name}: these words belong to nothing"
            help_ = f"write {stem}.yaml with 'format: 1'" + (f" and 'number: {stem}'" if stem.isdigit() else "")
            loader.found("words-without-facts", message, Place(path, 1, 1), help_)
    for folder, known in ((workspace.registers, _REGISTERS), (workspace.records, (workspace.group_file.name, _HOUSE))):
        for path in _listed(folder):
            if path.name not in known and path.suffix.lower() in (".yaml", ".yml", ".md"):
                _unread(loader, path, f"call it as it is meant: {', '.join(known)} are read here; or put it elsewhere")


def _unread(loader: _Loader, path: Path, help_: str) -> None:
    message = f"nothing reads {path.name} in this folder"
    loader.found("unread-file", message, Place(path, 1, 1), help_, Severity.WARNING)


def _plan_places(document: Document, facts: PlanFile) -> dict[str, Place]:
    """Return the places of what messages about a plan point at, by `leave_out/0`, `merge/0`, `section KEY`."""
    places = {f"leave_out/{i}": document.place(("leave_out", i, "what")) for i in range(len(facts.leave_out))}
    places |= {f"merge/{i}": document.place(("merge", i)) for i in range(len(facts.merge))}
    places |= {key: document.place((key,), key=True) for key in ("sections", "box")}

    def walk(sections: Iterable[Section], path: tuple[str | int, ...]) -> None:
        for i, section in enumerate(sections):
            places[f"section {section.key or section.topic}"] = document.place((*path, i))
            walk(section.sections, (*path, i, "sections"))

    walk(facts.sections, ("sections",))
    return places


def _plan_texts(document: Document, facts: PlanFile) -> dict[str, Written]:
    """Return how the titles and box texts of a plan are written, by `title KEY LANGUAGE` and `box FIELD LANGUAGE`."""
    found: dict[str, Written] = {}

    def take(name: str, texts: Local, path: tuple[str | int, ...]) -> None:
        for language, text in texts.by_language.items():
            found[f"{name} {language}"] = written_at(document, (*path, language) if language else path, text)

    def walk(sections: Iterable[Section], path: tuple[str | int, ...]) -> None:
        for i, section in enumerate(sections):
            if section.title is not None:
                take(f"title {section.key or section.topic}", section.title, (*path, i, "title"))
            walk(section.sections, (*path, i, "sections"))

    for field, texts in facts.box.items():
        take(f"box {field}", texts, ("box", field))
    walk(facts.sections, ("sections",))
    return found
