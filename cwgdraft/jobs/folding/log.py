"""The log of comments: who said what about which words, and how it was answered; beside the plan, and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.draft import Kind, StoryKind, digest
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.files import write_whole
from cwgdraft.folding.decisions import Decision
from cwgdraft.jobs.actions import csv_cell
from cwgdraft.jobs.folding.fold import Copy, Folding
from cwgdraft.records.source import read_source, unmarked
from cwgdraft.records.writing import as_yaml
from cwgdraft.records.yaml import read_yaml
from cwgdraft.word.handout import Handout, Section, cell, write_handout
from cwgdraft.workspace import Workspace

COLUMNS = ("Paragraph", "By", "Date", "On the words", "Comment or proposal", "Outcome", "Answer")
_FIELDS = ("where", "by", "date", "words", "text", "outcome", "answer")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log.

    `name` is what it is known by when the same copy is folded again, `about` the origin of its paragraph. `outcome` is
    `open`, `accepted`, `rejected` or what the secretariat writes there, `answer` is the secretariat's own.
    """

    name: str
    where: str
    by: str
    date: str
    about: str
    words: str
    text: str
    outcome: str = "open"
    answer: str = ""

    def as_data(self) -> dict[str, object]:
        """Return the entry as it stands in the log, without what is empty."""
        found = {name: getattr(self, name) for name in ("name", *_FIELDS[:3], "about", *_FIELDS[3:])}
        return {name: value for name, value in found.items() if value}


def log_file(workspace: Workspace, report: str) -> Path:
    """Return the file that holds a report's log."""
    return workspace.reports / f"{report}.comments.yaml"


def read_log(workspace: Workspace, report: str) -> list[Entry]:
    """Return the log of a report, empty where there is none; raises `RecordsError` for a file that can't be read."""
    path = log_file(workspace, report)
    if not path.is_file():
        return []
    source, findings = read_source(path)
    data = None
    if source is not None:
        document, more = read_yaml(source)
        findings, data = [*findings, *more], document.data
    if findings:
        raise RecordsError(tuple(findings))
    listed = data.get("comments") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise CwgdraftError(f"{path.name} holds no list 'comments'", "restore it, or delete it to begin anew")
    names = ("name", "where", "by", "date", "about", "words", "text", "outcome", "answer")
    return [
        Entry(**{name: str(one[name]) for name in names if isinstance(one.get(name), str)} | _missing(one))
        for one in listed
        if isinstance(one, dict)
    ]


def _missing(one: Mapping[str, object]) -> dict[str, str]:
    return {name: "" for name in ("name", "where", "by", "date", "about", "words", "text") if not one.get(name)}


def entries_of(folding: Folding, outcomes: dict[str, str]) -> list[Entry]:
    """Return the comments of the copies, and each edit with its outcome by the decision's name (else `open`)."""
    found = [entry for copy in folding.copies for entry in _comments(copy)]
    return [*found, *(_edit(one, outcomes.get(one.name, "open")) for one in folding.decisions)]


def _comments(copy: Copy) -> Iterable[Entry]:
    blocks = copy.draft.blocks
    for story in copy.draft.stories:
        if story.kind is not StoryKind.COMMENT or story.names_cause:
            continue
        text = "\n".join(block.text for block in story.blocks).strip()
        block = blocks[story.anchor] if 0 <= story.anchor < len(blocks) else None
        label = block.label if block else ""
        if block is not None and not label:
            before = (
                one.label for one in reversed(blocks[: story.anchor]) if one.label and one.kind is not Kind.LIST_ITEM
            )
            label = f"below {number}" if (number := next(before, "")) else ""
        origin = block.origin if block else ""
        name = digest(f"{story.author}\n{story.date}\n{story.excerpt}\n{text}")[:8]
        yield Entry(name, label, story.author, story.date[:10], origin, story.excerpt, text)


def _edit(one: Decision, outcome: str) -> Entry:
    edit = one.difference
    block = edit.base or edit.old or edit.new
    old, new = (edit.base.text if edit.base else ""), (edit.new.text if edit.new else "")
    said = {"deleted": "deleted", "moved": "moved", "inserted": f"add: {new}"}.get(
        edit.what.value, f"read: {new}" if new != old else "the same words with another emphasis or link"
    )
    origin = block.origin if block else ""
    shown = edit.new or edit.old or edit.base
    label = shown.label if shown else ""
    return Entry(one.name, label, ", ".join(one.by), "", origin, old, said, outcome)


def write_log(workspace: Workspace, report: str, entries: Sequence[Entry]) -> int:
    """Add to a report's log what isn't in it yet, behind what is there, and return how many entries came.

    What stands there keeps its bytes, the secretariat's outcomes and answers with them; only an edit that was open and
    has been decided gets its outcome.
    """
    path = log_file(workspace, report)
    there = {one.name: one for one in read_log(workspace, report)}
    fresh = list({one.name: one for one in entries if one.name not in there}.values())
    if not path.is_file():
        if fresh:
            data = {"format": "1", "report": report, "comments": [one.as_data() for one in fresh]}
            write_whole(path, as_yaml(data).replace('format: "1"', "format: 1", 1).encode())
        return len(fresh)
    mark, encoding, text = unmarked(path.read_bytes())
    ending = "\r\n" if "\r\n" in text else "\n"
    new = text
    for one in entries:
        if one.name in there and there[one.name].outcome == "open" and one.outcome != "open":
            new = _with_outcome(new, one.name, one.outcome)
    if fresh:
        lines = as_yaml({"comments": [one.as_data() for one in fresh]}).split("\n", 1)[1].replace("\n", ending)
        new = new + ("" if new.endswith(("\n", "\r")) else ending) + lines
    if new != text:
        write_whole(path, mark + new.encode(encoding))
    return len(fresh)


def _with_outcome(text: str, name: str, outcome: str) -> str:
    """Return a log with the outcome of the entry `name`, which stands as it was written, no longer open."""
    for mark in (f"name: {name}", f'name: "{name}"'):
        at = text.find(mark)
        if at >= 0:
            end = text.find("name: ", at + len(mark))
            stretch = text[at : end if end > 0 else len(text)]
            return text.replace(stretch, stretch.replace("outcome: open", f"outcome: {outcome}", 1), 1)
    return text


def as_csv(entries: Iterable[Entry]) -> str:
    """Return the log as CSV; a text that a spreadsheet would take for a formula is written as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in entries:
        writer.writerow([csv_cell(getattr(one, name)) for name in _FIELDS])
    return buffer.getvalue()


def as_word(report: str, entries: Iterable[Entry]) -> bytes:
    """Return the log as a Word file with a table."""
    rows = tuple(
        tuple(cell(*str(getattr(one, name)).split("\n")) for name in _FIELDS) for one in entries
    )  # fmt: skip
    section = Section("Comments and proposals", (), COLUMNS, (8, 12, 10, 22, 28, 9, 14), rows)
    return write_handout(Handout(f"Comments on {report}", (), (section,)))
