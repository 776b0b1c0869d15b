"""Documents to be checked: reports of the workspace, drafted anew, and any Word file or text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt
from cwgdraft.draft import Draft
from cwgdraft.drafting.combine import Recorded
from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError, RecordsError, TemplateError
from cwgdraft.finding import Finding, Place, WordPlace
from cwgdraft.jobs.agreed import agreed_findings, brackets_in_agreed
from cwgdraft.jobs.reading import document_from, read_bytes
from cwgdraft.jobs.targets import Target, load_targets, meeting_target, plan_targets, targets_in, template_path
from cwgdraft.labels import Labelling
from cwgdraft.language.mentions import same_group
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.house import House
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Meeting, Records
from cwgdraft.workspace import Workspace

_LONGEST = 80
_SECTION = 50
_AROUND = 30
_MARKS = "*[]()|"
"""Signs at which what is recorded may differ from what is printed."""


@dataclass(frozen=True)
class Document:
    """A document that is checked, and where its words stand.

    `recorded` says by origin where the words of a report's blocks stand in the records; `begins` by the number of a
    passage where in a plain text it begins. `data` are the bytes of a file, `asked` the words by which a command line
    names a report.
    """

    subject: Subject
    path: Path
    name: str
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    begins: Mapping[int, Place] = field(default_factory=dict)
    data: bytes = b""
    asked: str = ""

    def place(self, hit: Hit) -> Place | WordPlace:
        """Return where a hit lies: in the record, else by label and excerpt in the document."""
        if hit.place is not None:
            return hit.place
        passage = hit.passage
        recorded = self.recorded.get(passage.origin)
        if recorded is not None:
            return self.exact(hit) or recorded.place
        return WordPlace(
            self.path,
            self._where(passage),
            excerpt(words_meant(hit), _LONGEST),
            paragraph=passage.number + 1,
            column=passage.typed + hit.start + 1,
            label=passage.label,
            line=self.begins[passage.number].line if passage.number in self.begins else 0,
        )

    def exact(self, hit: Hit) -> Place | None:
        """Return where the first sign of a hit's words stands in a record or text, None where that isn't certain."""
        recorded, begins = self.recorded.get(hit.passage.origin), self.begins.get(hit.passage.number)
        if recorded is not None:
            offset = _offset(recorded.source, hit)
            return recorded.at(offset) if offset >= 0 else None
        if begins is None or not begins.column:
            return None
        return Place(begins.path, begins.line, begins.column + hit.start)

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
            under = f"under '{excerpt(f'{passage.section.label} {passage.section.text}', _SECTION)}'"
            return f"{head}{under}" if self.recorded or self.begins else f"paragraph {passage.number + 1}, {under}"
        return f"{head}paragraph {passage.number + 1}"


def words_meant(hit: Hit) -> str:
    """Return the words of a hit, those around it where only signs stand there."""
    return " ".join(hit.words.split()) or _words_around(hit.passage.text, hit.start, hit.end)


def _words_around(text: str, start: int, end: int) -> str:
    """Return the whole words around a place where only signs stand."""
    first = max(start - _AROUND, 0)
    first = text.find(" ", first, start) + 1 or first if first else 0
    last = end + _AROUND
    last = max(text.rfind(" ", end, last), end) if last < len(text) else len(text)
    return " ".join(text[first:last].split())


def _offset(source: str, hit: Hit) -> int:
    """Return where the words of a hit stand in the words as they are recorded, -1 where that isn't certain.

    What is printed differs from what is recorded where marks of emphasis, links and references stand. So the words are
    looked for between the same neighbours, which may end at such a mark.
    """
    text, words = hit.passage.text, hit.words
    if not words or source == text:
        return hit.start if words else -1
    best: tuple[int, list[int]] = (0, [])
    for found in re.finditer(f"(?={re.escape(words)})", source):
        at = found.start()
        before = _alike(source[max(at - _AROUND, 0) : at][::-1], text[max(hit.start - _AROUND, 0) : hit.start][::-1])
        after = _alike(source[at + len(words) :][:_AROUND], text[hit.end :][:_AROUND])
        if before >= 0 and after >= 0 and before + after >= best[0]:
            best = (before + after, [*(best[1] if before + after == best[0] else []), at])
    places = best[1]
    if len(places) == 1:
        return places[0]
    printed = [one.start() for one in re.finditer(f"(?={re.escape(words)})", text)]
    return places[printed.index(hit.start)] if len(places) == len(printed) else -1


def _alike(recorded: str, printed: str) -> int:
    """Return how many signs two texts begin with alike, -1 where another word follows than is printed."""
    limit = min(len(recorded), len(printed))
    same = next((n for n in range(limit) if recorded[n].lower() != printed[n].lower()), limit)
    return same if same == limit or recorded[same] in _MARKS else -1


class Library:
    """The records of a workspace and its reports, drafted anew, each when it is first asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._drafted: dict[str, tuple[Draft, Mapping[str, Recorded]]] = {}
        self._agreed: dict[int, tuple[Finding, ...]] = {}

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

    def agreed(self, records: Records, meetings: Sequence[int]) -> tuple[Finding, ...]:
        """Return what is wrong with the words that meetings have agreed; raises `CwgdraftError` as drafting does."""
        for number in meetings:
            if number not in self._agreed:
                brackets = brackets_in_agreed(records, (number,))
                self._agreed[number] = (*agreed_findings(self.workspace, records, (number,)), *brackets)
        return tuple(one for number in meetings for one in self._agreed[number])

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
        agreed = partial(library.agreed, records, target.meetings)
        subject = Subject(draft, house, records, target.plan, target.meetings, earlier, own=True, agreed=agreed)
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
    return report.draft, report.written_blocks()


def file_document(path: Path, library: Library | None, house: House, copy: Path | None = None) -> Document:
    """Return a Word file or plain text as a document to be checked, with what the workspace knows of it.

    With a `copy` that stands for it, the text is that of the copy.
    Of a document that another group wrote the workspace knows nothing: its meetings have the same numbers. Raises
    `WordFileError` when it can't be read, `RecordsError` when the workspace's records can't be loaded.
    """
    data = read_bytes(copy or path)
    draft = document_from(data, path)
    subject = Subject(draft, house)
    if library is not None:
        subject = _with_records(subject, library, path)
    begins = {} if data.startswith(b"PK") else _begins(path, data.decode("utf-8-sig", "replace"), subject)
    return Document(subject, path, path.stem, begins=begins, data=data)


def _with_records(alone: Subject, library: Library, path: Path) -> Subject:
    records = library.records
    if alone.acronym and not same_group(alone.acronym, records.group.acronym):
        return alone
    plan = records.plans.get(alone.draft.made.report) if alone.draft.made is not None else None
    meetings = tuple(plan.facts.meetings) if plan is not None else ()
    earlier = library.earlier(meetings or alone.numbers)
    minutes = [number for number, one in records.meetings.items() if path.resolve() in _files_of(one)]
    agreed = partial(library.agreed, records, minutes or _made_of(alone.draft, records))
    return Subject(alone.draft, alone.house, records, plan, meetings, earlier, agreed=agreed)


def _files_of(meeting: Meeting) -> set[Path]:
    """Return the files that hold a meeting's minutes."""
    return {item.place.path.resolve() for words in meeting.minutes.values() for item in words.items[:1]}


def _made_of(draft: Draft, records: Records) -> list[int]:
    """Return the meetings from whose records a document was made, as it says itself."""
    numbers = (re.fullmatch(r"records/meetings/(\d+)\.yaml", one) for one in (draft.made.sources if draft.made else ()))
    return [int(one[1]) for one in numbers if one and int(one[1]) in records.meetings]


def _begins(path: Path, text: str, subject: Subject) -> dict[int, Place]:
    """Return where in a plain text each passage begins: found again in order, white space apart.

    The column is 0 where the passage isn't on its line as it is read.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    packed = ["".join(line.split()) for line in lines]
    found: dict[int, Place] = {}
    at = column = 0
    for passage in subject.passages:
        words = "".join(passage.text.split())
        if not words:
            continue
        for number in range(at, len(lines)):
            if words in packed[number]:
                column = lines[number].find(passage.text, column if number == at else 0)
                found[passage.number] = Place(path, number + 1, column + 1)
                at, column = number, column + len(passage.text) if column >= 0 else 0
                break
    return found
