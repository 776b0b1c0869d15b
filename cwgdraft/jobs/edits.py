"""What was edited between two states of the records: each single fact, phrase or file of words, and putting it back.

A sentence is moved by the facts that, put back, put the sentence back; so nobody has to keep lists of what each
sentence is made of, and references, registers and the outline are known as well as dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.states import State
from cwgdraft.jobs.targets import Target
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.model import Meeting, Plan, Records
from cwgdraft.records.schema import (
    File,
    GroupFile,
    MeetingFile,
    PeopleFile,
    PlanFile,
    ResolutionsFile,
    SessionsFile,
)
from cwgdraft.records.source import Source
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import Data, Document, Path, read_yaml

F = TypeVar("F", bound=File)
_NAMES = ("key", "topic", "person", "what", "field", "keep")
_MOST = 40
"""Of a file with more edits than this, only the keys at its top are told apart."""
_MOST_IN_ALL = 100
"""Of more edits than this in all, only the files are told apart: each is put back by drafting once."""


class _Nothing:
    """Stands for what isn't there."""

    def __repr__(self) -> str:
        return "nothing"


NOTHING = _Nothing()
Value = Data | _Nothing


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that differs between two states: the file, the path of the value in it (empty for the whole file).

    `line` is where it stands now, 0 where it is gone.
    """

    file: str
    path: Path
    old: Value
    new: Value
    line: int

    @property
    def of_words(self) -> bool:
        """Return whether a file of words is meant."""
        return self.file.endswith(".md")


def edits_between(old: State, new: State) -> list[Edit]:
    """Return everything that was edited, by file."""
    found: list[Edit] = []
    for name in sorted(old.texts.keys() | new.texts.keys()):
        before, after = old.texts.get(name), new.texts.get(name)
        if before is not None and after is not None and before.text == after.text:
            continue
        if name.endswith(".md"):
            found.append(Edit(name, (), _text(before), _text(after), 0))
        else:
            found += _of_file(name, before, after)
    return found if len(found) <= _MOST_IN_ALL else _by_file(old, new, found)


def _by_file(old: State, new: State, edits: Iterable[Edit]) -> list[Edit]:
    """Return one edit for each file that was edited."""
    names = dict.fromkeys(edit.file for edit in edits)
    return [Edit(name, (), _text(old.texts.get(name)), _text(new.texts.get(name)), 0) for name in names]


def _text(source: Source | None) -> Value:
    return NOTHING if source is None else source.text


def _of_file(name: str, before: Source | None, after: Source | None) -> list[Edit]:
    old: Value = NOTHING if before is None else read_yaml(before)[0].data
    document = read_yaml(after)[0] if after is not None else None
    new: Value = NOTHING if document is None else document.data
    found = list(_differences(old, new, (), depth=99))
    if len(found) > _MOST:
        found = list(_differences(old, new, (), depth=2 if "phrases" in name else 1))
    return [Edit(name, path, a, b, _line(document, path, b)) for path, a, b in found]


def _line(document: Document | None, path: Path, new: Value) -> int:
    if document is None or isinstance(new, _Nothing):
        return 0
    return document.place(path, key=True).line if path else 0


def _differences(old: Value, new: Value, path: Path, depth: int) -> Iterator[tuple[Path, Value, Value]]:
    """Yield path, old and new value of everything that differs, as deep as both sides have one form."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and depth:
        for key in [*new, *(key for key in old if key not in new)]:
            yield from _differences(old.get(key, NOTHING), new.get(key, NOTHING), (*path, key), depth - 1)
    elif isinstance(old, list) and isinstance(new, list) and depth and _named(old) == _named(new):
        for place, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _differences(before, after, (*path, place), depth - 1)
    else:
        yield path, old, new


def _named(values: Sequence[Data]) -> list[str]:
    """Return what each thing of a list is known by, so that its order can be told from its content."""
    return [name_in(value, place) for place, value in enumerate(values)]


def name_in(value: Data, place: int) -> str:
    """Return the name of a thing in a list: its key, its topic or itself; else its place."""
    if isinstance(value, dict):
        return next((str(value[name]) for name in _NAMES if value.get(name)), f"#{place}")
    return f"#{place}" if value is None or isinstance(value, list) else value


# --- putting back ---------------------------------------------------------------------------------


def drafted_without(new: State, old: State, edits: Iterable[Edit]) -> Report | None:
    """Return the report of `new` with some edits put back to what they were in `old`, None where that makes none."""
    records, target, catalogue = new.records, new.target, new.catalogue
    by_file: dict[str, list[Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
    for file, group in by_file.items():
        if file.startswith("templates/"):
            catalogue = _catalogue(catalogue, old.catalogue, group)
            continue
        found = _words(records, old, file) if file.endswith(".md") else _facts(records, new, old, file, group)
        if found is None:
            return None
        records = found
    if target.plan.name in records.plans:
        plan = records.plans[target.plan.name]
        meetings = target.meetings if plan.is_pattern else tuple(sorted(plan.facts.meetings))
        target = Target(target.name, plan, meetings)
    try:
        return draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=new.labelling)
    except (CwgdraftError, KeyError, ValueError):
        return None  # half of an edit may make no sense: a session that isn't there yet


def _words(records: Records, old: State, file: str) -> Records | None:
    """Return records with a file of words as it was."""
    folder, name = file.split("/")[-2:]
    stem = name.split(".")[0]
    if folder == "meetings" and stem.isdigit() and (meeting := records.meetings.get(int(stem))):
        before = old.records.meetings.get(int(stem))
        put = replace(meeting, minutes=before.minutes if before else {})
        return replace(records, meetings={**records.meetings, int(stem): put})
    if folder == "reports" and (plan := records.plans.get(stem)):
        was = old.records.plans.get(stem)
        return replace(records, plans={**records.plans, stem: replace(plan, words=was.words if was else {})})
    return None


def _facts(records: Records, new: State, old: State, file: str, edits: Sequence[Edit]) -> Records | None:
    """Return records with some values of a YAML file as they were."""
    folder, name = file.split("/")[-2:]
    stem = name.rpartition(".")[0]
    if not edits[0].path:
        return _whole_file(records, old, folder, stem)
    source = new.texts[file]
    document, _ = read_yaml(source)
    data = document.data
    for edit in edits:
        data = put_back(data, edit.path, edit.old)
    document = Document(source, data, document.values, document.keys)
    if folder == "meetings" and stem.isdigit():
        meeting, facts = records.meetings.get(int(stem)), _valid(document, MeetingFile)
        if meeting is None or facts is None:
            return None
        changed = Meeting(facts, meeting.place, meeting.minutes, meeting.document_places)
        return replace(records, meetings={**records.meetings, int(stem): changed})
    if folder == "reports":
        plan, recipe = records.plans.get(stem), _valid(document, PlanFile)
        if plan is None or recipe is None:
            return None
        return replace(records, plans={**records.plans, stem: Plan(stem, recipe, plan.place, plan.words, plan.places)})
    return _register(records, document, name)


def _whole_file(records: Records, old: State, folder: str, stem: str) -> Records | None:
    """Return records without a file that is new, or with one that is gone."""
    if folder == "meetings" and stem.isdigit():
        meetings = {number: one for number, one in records.meetings.items() if number != int(stem)}
        if before := old.records.meetings.get(int(stem)):
            meetings[int(stem)] = before
        return replace(records, meetings=dict(sorted(meetings.items())))
    if folder == "reports":
        plans = {name: one for name, one in records.plans.items() if name != stem}
        if was := old.records.plans.get(stem):
            plans[stem] = was
        return replace(records, plans=plans)
    if folder == "registers":
        return replace(records, **{name: getattr(old.records, name) for name in _held_by(stem)})
    return None


def _held_by(register: str) -> tuple[str, ...]:
    return {"people": ("people",), "resolutions": ("resolutions",), "sessions": ("sessions", "boxes")}.get(register, ())


def _register(records: Records, document: Document, name: str) -> Records | None:
    if name == "group.yaml":
        group = _valid(document, GroupFile)
        return replace(records, group=group) if group else None
    if name == "people.yaml":
        people = _valid(document, PeopleFile)
        return replace(records, people=people.people) if people else None
    if name == "resolutions.yaml":
        resolutions = _valid(document, ResolutionsFile)
        return replace(records, resolutions=resolutions.resolutions) if resolutions else None
    if name == "sessions.yaml":
        sessions = _valid(document, SessionsFile)
        if sessions is None:
            return None
        boxes = {key: tuple(fields) for key, fields in sessions.boxes.items()}
        return replace(records, sessions=sessions.sessions, boxes=boxes)
    return None


def _valid(document: Document, model: type[F]) -> F | None:
    facts, findings = validate(document, model)
    return None if findings else facts


def put_back(data: Data, path: Path, value: Value) -> Data:
    """Return data with the value at `path` replaced, or taken out where `value` is nothing; `data` stays as it is."""
    if not path:
        return None if isinstance(value, _Nothing) else value
    first, rest = path[0], path[1:]
    if isinstance(data, list) and isinstance(first, int) and first < len(data):
        return [*data[:first], put_back(data[first], rest, value), *data[first + 1 :]]
    found = dict(data) if isinstance(data, dict) else {}
    key = str(first)
    if not rest and isinstance(value, _Nothing):
        found.pop(key, None)
    else:
        found[key] = put_back(found.get(key), rest, value)
    return found


def _catalogue(catalogue: Catalogue, old: Catalogue, edits: Sequence[Edit]) -> Catalogue:
    """Return a catalogue with some phrases, or ways of writing, as they were."""
    phrases: dict[str, Mapping[str, object]] = dict(catalogue.phrases)
    for edit in edits:
        group = str(edit.path[0]) if edit.path else ""
        if group == "lowered":
            catalogue = replace(catalogue, lowered=old.lowered)
        elif group not in phrases or len(edit.path) < 2:
            catalogue = replace(catalogue, writing=old.writing, phrases=old.phrases if not group else catalogue.phrases)
        else:
            name = str(edit.path[1])
            before = {} if name not in old.phrases.get(group, {}) else {name: old.phrases[group][name]}
            phrases[group] = {**{k: v for k, v in phrases[group].items() if k != name}, **before}
            catalogue = replace(catalogue, phrases=phrases)  # type: ignore[arg-type]
    return catalogue
