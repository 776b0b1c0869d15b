"""Documents to be checked: reports of the workspace, drafted anew, and any Word file or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Draft
from cwgdraft.drafting.combine import Recorded
from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError, RecordsError, TemplateError
from cwgdraft.finding import Place, WordPlace
from cwgdraft.jobs.reading import document_from, read_bytes
from cwgdraft.jobs.targets import Target, load_targets, meeting_target, plan_targets, targets_in, template_path
from cwgdraft.labels import Labelling
from cwgdraft.language.mentions import same_group
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.house import House
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace

_LONGEST = 80
_AROUND = 30


@dataclass(frozen=True)
class Document:
    """A document that is checked, and where its words stand.

    `recorded` says by origin where the words of a report's blocks stand in the records; `lines` by the number of a
    passage on which line of a plain text it stands, from 1. `data` are the bytes of a file, `asked` the words by which
    a command line names a report.
    """

    subject: Subject
    path: Path
    name: str
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)
    data: bytes = b""
    asked: str = ""

    def place(self, hit: Hit) -> Place | WordPlace:
        """Return where a hit lies: in the record, else by label and excerpt in the document."""
        passage = hit.passage
        recorded = self.recorded.get(passage.origin)
        if recorded is not None:
            return _in_record(recorded, hit)
        shown = " ".join(hit.words.split()) or _words_around(passage.text, hit.start, hit.end)
        return WordPlace(
            self.path,
            self._where(passage),
            shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…",
            paragraph=passage.number + 1,
            column=hit.start + 1,
            label=passage.label,
            line=self.lines.get(passage.number, 0),
        )

    def is_typed(self, hit: Hit) -> bool:
        """Return whether somebody typed the words of a hit; in a report they may have been printed for a reference."""
        recorded = self.recorded.get(hit.passage.origin)
        return recorded is None or hit.words in recorded.source

    def _where(self, passage: Passage) -> str:
        head = f"{self.name}, " if self.recorded else ""
        if passage.note:
            return f"{head}{passage.note}"
        if passage.is_front:
            return f"{head}the box" + (f", '{passage.front}'" if passage.front else "")
        if passage.label and passage.numbers:
            return f"{head}{passage.label}"
        if passage.section is not None:
            section = " ".join(f"{passage.section.label} {passage.section.text}".split())
            return f"{head}under '{section[:50]}'"
        return f"{head}paragraph {passage.number + 1}"


def _words_around(text: str, start: int, end: int) -> str:
    """Return the whole words around a place where only signs stand."""
    first = max(start - _AROUND, 0)
    first = text.find(" ", first, start) + 1 or first if first else 0
    last = end + _AROUND
    last = max(text.rfind(" ", end, last), end) if last < len(text) else len(text)
    return " ".join(text[first:last].split())


def _in_record(recorded: Recorded, hit: Hit) -> Place:
    """Return the place of a hit's words in the record; of their paragraph where they don't stand there as printed."""
    words, source = hit.words, recorded.source
    if not words or words not in source:
        return recorded.place
    offset = source.find(words)
    for _ in range(hit.passage.text[: hit.start].count(words)):
        following = source.find(words, offset + 1)
        if following < 0:
            break
        offset = following
    return recorded.at(offset)


class Library:
    """The records of a workspace and its reports, drafted anew, each when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._drafted: dict[str, tuple[Draft, Mapping[str, Recorded]]] = {}

    @cached_property
    def records(self) -> Records:
        """Return all records; raises `RecordsError` when they can't be loaded."""
        return load_records(self.workspace)

    def every(self) -> list[Target]:
        """Return the reports whose plans name their meetings, and one on each meeting that none of these reports on."""
        planned = plan_targets(self.records)
        covered = {number for one in planned for number in one.meetings}
        alone = [number for number in self.records.meetings if number not in covered]
        return [*planned, *(meeting_target(self.records, number) for number in alone)]

    def drafted(self, records: Records, target: Target) -> tuple[Draft, Mapping[str, Recorded]]:
        """Return a report, and where the words of its blocks stand; raises `CwgdraftError` when it can't be made."""
        if target.name not in self._drafted:
            self._drafted[target.name] = _drafted(self.workspace, records, target)
        return self._drafted[target.name]

    def earlier(self, meetings: Sequence[int]) -> tuple[Draft, ...]:
        """Return the reports all of whose meetings were held before these, the latest first: they may lend words."""
        try:
            planned = plan_targets(self.records)
            before = [one for one in planned if meetings and max(one.meetings, default=0) < min(meetings)]
            latest_first = sorted(before, key=lambda one: one.meetings[::-1], reverse=True)
            return tuple(self.drafted(self.records, one)[0] for one in latest_first)
        except CwgdraftError:
            return ()  # what can't be drafted is said of the reports that are asked for


def reports(library: Library, words: Sequence[str], house: House) -> list[Document]:
    """Return the reports that a command line names; where it names none, what shows all that is recorded.

    Raises `RecordsError` when the records can't be loaded, `CwgdraftError` for a name that nothing has.
    """
    try:
        records = library.records
        targets = targets_in(records, words) if words else library.every()
    except RecordsError:
        if not words:
            raise
        records, targets = load_targets(library.workspace, words)  # another meeting's minutes can't be read
    found = []
    for target in targets:
        draft, recorded = library.drafted(records, target)
        earlier = library.earlier(target.meetings)
        subject = Subject(draft, house, records, target.plan, target.meetings, earlier, own=True)
        found.append(Document(subject, target.plan.place.path, target.name, recorded, asked=target.asked))
    return found


def _drafted(workspace: Workspace, records: Records, target: Target) -> tuple[Draft, Mapping[str, Recorded]]:
    from cwgdraft.typesetting.template import load_template

    catalogue = load_catalogue(workspace, target.plan.facts.language or records.group.language)
    try:
        labelling = load_template(template_path(workspace, target, catalogue.language)).labelling
    except TemplateError:
        labelling = Labelling()
    report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=labelling)
    return report.draft, report.recorded_blocks()


def file_document(path: Path, library: Library | None, house: House) -> Document:
    """Return a Word file or plain text as a document to be checked, with what the workspace knows of it.

    Of a document that another group wrote the workspace knows nothing: its meetings have the same numbers. Raises
    `WordFileError` when it can't be read, `RecordsError` when the workspace's records can't be loaded.
    """
    data = read_bytes(path)
    draft = document_from(data, path)
    subject = Subject(draft, house)
    if library is not None:
        subject = _with_records(subject, library)
    lines = {} if data.startswith(b"PK") else _lines(data.decode("utf-8-sig", "replace"), subject)
    return Document(subject, path, path.stem, lines=lines, data=data)


def _with_records(alone: Subject, library: Library) -> Subject:
    records = library.records
    if alone.acronym and not same_group(alone.acronym, records.group.acronym):
        return alone
    plan = records.plans.get(alone.draft.made.report) if alone.draft.made is not None else None
    meetings = tuple(plan.facts.meetings) if plan is not None else ()
    earlier = library.earlier(meetings or alone.numbers)
    return Subject(alone.draft, alone.house, records, plan, meetings, earlier)


def _lines(text: str, subject: Subject) -> dict[int, int]:
    """Return on which line of a plain text each passage stands: found again in order, white space apart."""
    lines = ["".join(line.split()) for line in text.split("\n")]
    found: dict[int, int] = {}
    at = 0
    for passage in subject.passages:
        words = "".join(passage.text.split())
        if not words:
            continue
        for number in range(at, len(lines)):
            if words in lines[number]:
                found[passage.number] = number + 1
                at = number
                break
    return found
