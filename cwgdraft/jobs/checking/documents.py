"""Documents to be checked: reports of the workspace, drafted anew, and any Word file or text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Draft
from cwgdraft.drafting.combine import Recorded
from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError, TemplateError
from cwgdraft.finding import Place, WordPlace
from cwgdraft.jobs.reading import document_from, read_bytes
from cwgdraft.jobs.targets import Target, load_targets, template_path
from cwgdraft.labels import Labelling
from cwgdraft.language.mentions import same_group
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.house import House
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


def reports(workspace: Workspace, words: Sequence[str], house: House) -> list[Document]:
    """Return the reports that a command line names, every one with meetings of its own where it names none.

    Raises `RecordsError` when the records can't be loaded, `CwgdraftError` for a name that nothing has.
    """
    records, targets = load_targets(workspace, words, every=not words)
    drafted = [_drafted(workspace, records, target) for target in targets]
    every = (
        drafted if not words else [_drafted(workspace, records, one) for one in _others(workspace, targets)] + drafted
    )
    found = []
    for target, draft, recorded in drafted:
        earlier = tuple(other for _, other, _ in every if other.date and draft.date and other.date < draft.date)
        latest_first = tuple(sorted(earlier, key=lambda one: one.date, reverse=True))
        subject = Subject(draft, house, records, target.plan, target.meetings, latest_first, own=True)
        found.append(Document(subject, target.plan.place.path, target.name, recorded, asked=target.asked))
    return found


def _others(workspace: Workspace, targets: Sequence[Target]) -> list[Target]:
    """Return the reports of the workspace that weren't asked for: an earlier one may have lent its words."""
    try:
        _, every = load_targets(workspace, (), every=True)
    except CwgdraftError:
        return []
    names = {one.name for one in targets}
    return [one for one in every if one.name not in names]


def _drafted(workspace: Workspace, records: Records, target: Target) -> tuple[Target, Draft, Mapping[str, Recorded]]:
    from cwgdraft.typesetting.template import load_template

    catalogue = load_catalogue(workspace, target.plan.facts.language or records.group.language)
    try:
        labelling = load_template(template_path(workspace, target, catalogue.language)).labelling
    except TemplateError:
        labelling = Labelling()
    report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=labelling)
    return target, report.draft, report.recorded_blocks()


def file_document(path: Path, workspace: Workspace | None, house: House) -> Document:
    """Return a Word file or plain text as a document to be checked, with what the workspace knows of it.

    Of a document that another group wrote the workspace knows nothing: its meetings have the same numbers. Raises
    `WordFileError` when it can't be read, `RecordsError` when the workspace's records can't be loaded.
    """
    data = read_bytes(path)
    draft = document_from(data, path)
    records = _records(workspace)
    plan = None
    meetings: tuple[int, ...] = ()
    if records is not None and draft.made is not None:
        plan = records.plans.get(draft.made.report)
        meetings = tuple(plan.facts.meetings) if plan is not None else ()
    subject = Subject(draft, house, records, plan, meetings)
    if records is not None and subject.main_acronym and not same_group(subject.main_acronym, records.group.acronym):
        subject = Subject(draft, house)
    lines = {} if data.startswith(b"PK") else _lines(data.decode("utf-8-sig", "replace"), subject)
    return Document(subject, path, path.stem, lines=lines, data=data)


def _records(workspace: Workspace | None) -> Records | None:
    if workspace is None:
        return None
    from cwgdraft.records.load import load_records

    return load_records(workspace, lambda _: ())


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
