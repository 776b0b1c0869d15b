"""`cwgdraft adopt --meeting N`: notes, lists of documents and agendas of a meeting become its records."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.adopting.facts import said_by
from cwgdraft.adopting.lists import Listed, agenda_in, documents_in
from cwgdraft.adopting.masthead import opened
from cwgdraft.adopting.notes import noted
from cwgdraft.adopting.outline import outline_of
from cwgdraft.adopting.recording import Source, slug, unique
from cwgdraft.draft import Kind
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.jobs.reading import as_text, document_lines, read_bytes, read_document
from cwgdraft.language.near import near_miss
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.records.source import unmarked
from cwgdraft.records.writing import as_yaml, entries
from cwgdraft.workspace import Workspace

_ALIKE = 90


@dataclass(slots=True)
class Taken:
    """What was taken into a meeting's records: what was placed, what wasn't and why, what wants a look, the files."""

    placed: list[str] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)

    @property
    def wants_a_look(self) -> bool:
        """Return whether anything wasn't placed, or is doubtful."""
        return bool(self.unplaced or self.doubts)


def take(
    workspace: Workspace,
    meeting: int,
    *,
    notes: Sequence[Path] = (),
    documents: Path | None = None,
    agenda: Path | None = None,
    dry_run: bool = False,
) -> Taken:
    """Write what files say of a meeting into its record and minutes; words and entries that are there stay.

    Raises `CwgdraftError`, before anything is written, when a file can't be read or the records can't be loaded.
    """
    records = load_records(workspace)
    done = Taken()
    facts_path, minutes_path = f"records/meetings/{meeting}.yaml", f"records/meetings/{meeting}.md"
    facts = _text(workspace.root / facts_path) or as_yaml({"format": 1, "number": meeting}, "../schema/meeting.json")
    minutes = _text(workspace.root / minutes_path)
    record = records.meetings.get(meeting)
    numbers = set(record.facts.documents) if record else set()
    if documents is not None:
        facts = _with_documents(done, records, meeting, facts, documents)
        numbers |= {one.removeprefix("document ") for one in done.placed}
    if agenda is not None:
        minutes = _with_agenda(done, records, meeting, minutes, agenda)
    for path in notes:
        document = opened(read_document(path))
        outline = outline_of(as_text(document), knows_levels=False)
        said = said_by(outline, path.name, records.group.acronym)
        said.meetings = (meeting,)
        found = noted(Source("notes", path.name, outline, said), records, meeting, minutes, numbers)
        minutes = found.minutes
        done.placed += [f"item '{title}'" for title in found.placed]
        done.unplaced += [f"{path.name}, {line.shown[:80]!r}: {reason}" for line, reason in found.unplaced]
        done.doubts += [f"{path.name}: {doubt}" for doubt in found.doubts]
    for name, text in ((facts_path, facts), (minutes_path, minutes)):
        if text and text != _text(workspace.root / name):
            done.files[name] = text
            if not dry_run:
                write_whole(workspace.root / name, _encoded(workspace.root / name, text))
    return done


def _text(path: Path) -> str:
    return unmarked(path.read_bytes())[2] if path.is_file() else ""


def _encoded(path: Path, text: str) -> bytes:
    """Return a text as the file that is there holds it: with its byte order mark, in its encoding."""
    mark, encoding, _ = unmarked(path.read_bytes() if path.is_file() else b"")
    return mark + text.encode(encoding)


def _with_documents(done: Taken, records: Records, meeting: int, facts: str, path: Path) -> str:
    """Return a meeting's record with the documents of a list that it lacks."""
    listed, rest = documents_in(_rows(path), records.group.acronym, meeting)
    if not listed:
        raise CwgdraftError(
            f"{path.name} lists no document of meeting {meeting}", "give a table with numbers and titles"
        )
    record = records.meetings.get(meeting)
    known = record.facts.documents if record else {}
    new: dict[str, object] = {}
    for one in listed:
        old = known.get(one.number)
        if old is None:
            new[one.number] = _entry(one)
            done.placed.append(f"document {one.number}")
        elif one.title and (not old.title or old.title.get(records.group.language) != one.title):
            title = old.title.get(records.group.language) if old.title else "no title"
            done.doubts.append(f"document {one.number}: the record has '{title}', the list '{one.title}'")
    done.unplaced += [f"{path.name}, '{row[:80]}': no document of this meeting is named" for row in rest]
    return entries(facts, "documents", new) if new else facts


def _entry(one: Listed) -> dict[str, object]:
    found: dict[str, object] = {"title": one.title} if one.title else {}
    if one.revision:
        found["revision"] = one.revision
    if one.submitters:
        found["submitters"] = list(one.submitters)
    if one.withdrawn:
        found["withdrawn"] = True
    return found


def _rows(path: Path) -> list[list[str]]:
    """Return the rows of a list: of the tables of a Word file, of CSV, else lines divided by TABs."""
    if path.suffix.lower() == ".csv":
        text = read_bytes(path).decode("utf-8-sig", "replace")
        try:
            return list(csv.reader(io.StringIO(text), csv.Sniffer().sniff(text[:4000], ",;\t")))
        except csv.Error:
            return list(csv.reader(io.StringIO(text)))
    draft = read_document(path)
    tables = [block for block in draft.blocks if block.kind is Kind.TABLE]
    if tables:
        return [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    return [line.split("\t") for line in document_lines(draft)]


def _with_agenda(done: Taken, records: Records, meeting: int, minutes: str, path: Path) -> str:
    """Return a meeting's minutes with the items of an agenda that they lack, in its order behind what is there."""
    titles = {topic.title.get(records.group.language): key for key, topic in records.topics().items()}
    text = minutes or f"# Minutes of meeting {meeting}\n"
    present = [line.lstrip("# ").partition(" {")[0] for line in text.split("\n") if line.startswith("##")]
    keys: set[str] = set()
    for title in agenda_in(document_lines(read_document(path))):
        if near_miss(title, present, _ALIKE):
            continue
        near = near_miss(title, titles, _ALIKE)
        topic = titles[near] if near else ""
        key = unique(topic or slug(title), keys)
        keys.add(key)
        text = f"{text.rstrip()}\n\n## {title} {{#{key}{f' topic={topic}' if topic else ''}}}\n"
        done.placed.append(f"item '{title}'")
        if not topic:
            done.doubts.append(f"'{title}' is no topic of the outline: give it one (topic=…)")
    return text
