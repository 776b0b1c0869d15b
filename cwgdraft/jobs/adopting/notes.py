"""`cwgdraft adopt --meeting N`: notes, lists of documents and agendas of a meeting become its records."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cwgdraft.adopting.agenda import agenda_of, lines_of_rows, take_agenda
from cwgdraft.adopting.lists import Listed, documents_in
from cwgdraft.adopting.minutes import Minutes
from cwgdraft.adopting.notes import Noted, Remark, is_known, note
from cwgdraft.adopting.stretches import Typed, lines_of_text, lines_of_word, stretches_of
from cwgdraft.draft import Draft, Kind
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.finding import Severity
from cwgdraft.jobs.reading import read_document, read_plain
from cwgdraft.records.load import load_records
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Records
from cwgdraft.records.schema import MeetingDocument
from cwgdraft.records.source import Source, unmarked
from cwgdraft.records.writing import as_yaml, with_entries
from cwgdraft.workspace import Workspace

_LONGEST = 80
_COLUMNS = re.compile(r"\t| {3,}| *\| *")
_MARKS = (("revision", "Rev"), ("addendum", "Add"), ("corrigendum", "Corr"))


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a line of a file: `line` is its number (of a paragraph in Word), 0 where it isn't one line."""

    file: str
    line: int
    words: str
    what: str
    unit: str = "line"

    @property
    def place(self) -> str:
        """Return where it stands, as messages say it."""
        words = self.words if len(self.words) <= _LONGEST else f"{self.words[: _LONGEST - 1]}…"
        where = f"{self.file}, {self.unit} {self.line}" if self.line else self.file
        return f"{where}, '{words}'" if words else where


@dataclass(slots=True)
class Taken:
    """What was taken into a meeting's records, what wasn't and why, what wants a look, and the files that changed.

    `left_out` is what is no part of notes: their title, a rule.
    """

    placed: list[Note] = field(default_factory=list)
    unplaced: list[Note] = field(default_factory=list)
    looks: list[Note] = field(default_factory=list)
    left_out: list[Note] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def wants_a_look(self) -> bool:
        """Return whether anything wasn't placed, or is doubtful."""
        return bool(self.unplaced or self.looks)

    def add(self, file: str, noted: Noted, unit: str) -> None:
        """Add what came of the lines of a file."""
        for own, remarks in (
            (self.placed, noted.placed), (self.unplaced, noted.unplaced), (self.looks, noted.looks),
            (self.left_out, noted.left_out),
        ):  # fmt: skip
            own += [Note(file, one.line.number, one.line.shown.replace("\t", " "), one.what, unit) for one in remarks]


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
    record = records.meetings.get(meeting)
    facts_path, minutes_path = workspace.meetings / f"{meeting}.yaml", workspace.meetings / f"{meeting}.md"
    known = dict(record.facts.documents) if record else {}
    facts = _bytes(facts_path) or as_yaml({"format": 1, "number": meeting}, "../schema/meeting.json").encode()
    if documents is not None:
        new = _documents(done, records, meeting, known, documents)
        facts = with_entries(facts, "documents", {one.number: one.entry for one in new}) if new else facts
        known |= {one.number: _document(one) for one in new}
    mark, encoding, text = unmarked(_bytes(minutes_path))
    minutes = Minutes(text, meeting)
    if agenda is not None:
        lines, unit = _agenda_lines(agenda)
        items, rest = agenda_of(lines, partial(is_known, minutes=minutes, records=records))
        if not items:
            raise CwgdraftError(f"{agenda.name} has no items", "give an agenda, an item a line")
        noted = take_agenda(items, minutes, records)
        noted.unplaced += [Remark(line, reason) for line, reason in rest]
        done.add(agenda.name, noted, unit)
    for path in notes:
        known_title = partial(is_known, minutes=minutes, records=records)
        lines, unit = _lines(path, known_title)
        stretches = stretches_of(lines, known_title)
        done.add(path.name, note(stretches, minutes, records, meeting, known), unit)
    _check(done, minutes, minutes_path)
    _write(done, workspace, {facts_path: facts, minutes_path: mark + minutes.text.encode(encoding)}, dry_run=dry_run)
    return done


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _check(done: Taken, minutes: Minutes, path: Path) -> None:
    """Note what is wrong with the form of the minutes that wasn't before."""
    before, after = (read_markdown(_source(path, text))[1] for text in (minutes.before, minutes.text))
    known = {(one.rule, one.message) for one in before}
    for one in after:
        if one.severity is Severity.ERROR and (one.rule, one.message) not in known:
            done.looks.append(Note(path.name, getattr(one.place, "line", 0), "", f"{one.message}: {one.help}"))


def _source(path: Path, text: str) -> Source:
    return Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))


def _write(done: Taken, workspace: Workspace, files: dict[Path, bytes], *, dry_run: bool) -> None:
    """Write the files that changed; a record of a new meeting only with something in it or in its minutes."""
    changed = {path: data for path, data in files.items() if data != _bytes(path)}
    if not done.placed:
        return
    for path, data in changed.items():
        done.files[path.relative_to(workspace.root).as_posix()] = data
        if not dry_run:
            write_whole(path, data)


# --- documents --------------------------------------------------------------------------------------


def _documents(
    done: Taken, records: Records, meeting: int, known: dict[str, MeetingDocument], path: Path
) -> list[Listed]:
    """Return the documents of a list that a meeting's record lacks; what it has otherwise wants a look."""
    listed, rest = documents_in(_rows(path), records.group.acronym, meeting)
    if not listed:
        raise CwgdraftError(
            f"{path.name} lists no document of meeting {meeting}", "give a table with numbers and titles"
        )
    new = [one for one in listed if one.number not in known]
    done.placed += [Note(path.name, 0, one.title, f"document {one.number}") for one in new]
    for one in listed:
        if old := known.get(one.number):
            done.looks += [Note(path.name, 0, "", what) for what in _differing(old, one, records.group.language)]
    done.looks += [Note(path.name, 0, "", f"document {one.number} has no title") for one in new if not one.title]
    done.unplaced += [Note(path.name, 0, row, "no document of this meeting is named") for row in rest]
    return new


def _differing(old: MeetingDocument, new: Listed, language: str) -> Iterator[str]:
    """Yield what a list says otherwise of a document than the record does."""
    title = old.title.get(language) if old.title else ""
    if new.title and title != new.title:
        yield f"document {new.number}: the record has {_quoted(title)}, the list '{new.title}'"
    for name, sign in _MARKS:
        if getattr(new, name) > getattr(old, name):
            count = getattr(old, name)
            has = f"({sign}.{count})" if count else f"no ({sign}.)"
            yield f"document {new.number}: the record has {has}, the list ({sign}.{getattr(new, name)})"
    if new.withdrawn and not old.withdrawn:
        yield f"document {new.number}: the list says that it was withdrawn, the record doesn't"
    if new.submitters and tuple(old.submitters) != new.submitters:
        has = ", ".join(old.submitters) or "nobody"
        yield f"document {new.number}: the record has as submitters {has}, the list {', '.join(new.submitters)}"


def _quoted(text: str) -> str:
    return f"'{text}'" if text else "no title"


def _document(one: Listed) -> MeetingDocument:
    """Return a document as notes ask for it; its title isn't needed for that."""
    return MeetingDocument(revision=one.revision, addendum=one.addendum, corrigendum=one.corrigendum)


def _rows(path: Path) -> list[list[str]]:
    """Return the rows of a list: of the tables of a Word file, of CSV, else lines with columns."""
    text = read_plain(path)
    if text is None:
        draft = read_document(path)
        return _table_rows(draft) or [[f"{one.label} {one.text}".strip()] for one in draft.blocks]
    if path.suffix.lower() == ".csv":
        try:
            dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:4000], ",;\t")
        except csv.Error:
            dialect = csv.excel
        try:
            return list(csv.reader(io.StringIO(text), dialect))
        except csv.Error as error:
            raise CwgdraftError(f"{path.name} is no CSV: {error}", "save the list again as CSV, or as text") from None
    return [_COLUMNS.split(line.strip().strip("|").strip()) for line in text.splitlines()]


def _table_rows(draft: Draft) -> list[list[str]]:
    """Return the rows of all tables that have columns, paragraphs in a cell on lines of their own."""
    tables = [block for block in draft.blocks if block.kind is Kind.TABLE]
    rows = (row for table in tables for row in table.rows if len(row.cells) > 1)
    return [["\n".join(block.text for block in cell.blocks) for cell in row.cells] for row in rows]


# --- lines ------------------------------------------------------------------------------------------


def _lines(path: Path, is_title: Callable[[str], bool] = lambda _: False) -> tuple[list[Typed], str]:
    """Return the lines of notes, and what their numbers count; `is_title` knows the titles of items."""
    text = read_plain(path)
    if text is not None:
        return list(lines_of_text(text)), "line"
    return list(lines_of_word(read_document(path), is_title)), "paragraph"


def _agenda_lines(path: Path) -> tuple[list[Typed], str]:
    """Return the lines of an agenda; of a Word file with a table, its rows."""
    lines, unit = _lines(path)
    if unit == "paragraph" and not any(one.line.label or one.level for one in lines):
        rows = _table_rows(read_document(path))
        return (_without_rows(lines) + lines_of_rows(rows), "row") if rows else (lines, unit)
    return lines, unit


def _without_rows(lines: Iterable[Typed]) -> list[Typed]:
    return [one for one in lines if one.line.kind is not Kind.TABLE]
