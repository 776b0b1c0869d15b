"""The file of a log, beside the plan: read, added to and answered; what the secretariat wrote there keeps its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.files import write_whole
from cwgdraft.jobs.folding.log import OPEN, Entry, Reply, fresh_replies, merged
from cwgdraft.records.editing import replace_text
from cwgdraft.records.growing import grown
from cwgdraft.records.source import MAX_BYTES, read_source
from cwgdraft.records.writing import as_yaml
from cwgdraft.records.yaml import Data, read_yaml
from cwgdraft.workspace import Workspace

_TEXTS = ("name", "where", "by", "date", "about", "words", "text", "answer", "kind", "time", "copy")


def log_file(workspace: Workspace, report: str) -> Path:
    """Return the file that holds a report's log."""
    return workspace.reports / f"{report}.comments.yaml"


def read_log(workspace: Workspace, report: str) -> list[Entry]:
    """Return the log of a report, empty where there is none; raises `RecordsError` for a file that can't be read."""
    path = log_file(workspace, report)
    return [_entry(one) for one in _listed(path)] if path.is_file() else []


def _listed(path: Path) -> list[dict[str, Data]]:
    """Return the entries of a log as they stand there."""
    source, findings = read_source(path)
    data: Data = None
    if source is not None:
        document, more = read_yaml(source)
        findings, data = [*findings, *more], document.data
    if findings:
        raise RecordsError(tuple(findings))
    listed = data.get("comments") if isinstance(data, dict) else None
    maps = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not isinstance(listed, list) or len(maps) != len(listed):
        raise CwgdraftError(f"{path.name} holds no list 'comments'", "restore it, or delete it to begin anew")
    return maps


def _entry(one: Mapping[str, Data]) -> Entry:
    texts = {name: _string(one.get(name)) for name in _TEXTS}
    replies = one.get("replies")
    return Entry(
        **texts,
        outcome=_string(one.get("outcome")) or OPEN,
        resolved=one.get("resolved") == "true",
        replies=tuple(
            Reply(*(_string(reply.get(name)) for name in ("by", "date", "text")))
            for reply in (replies if isinstance(replies, list) else ())
            if isinstance(reply, dict)
        ),
    )


def _string(value: Data) -> str:
    return value.strip() if isinstance(value, str) else ""


# --- adding ---------------------------------------------------------------------------------------


def write_log(workspace: Workspace, report: str, entries: Sequence[Entry]) -> int:
    """Add to a report's log what isn't in it yet, behind what is there, and return how many entries and replies came.

    What stands there keeps its bytes, the secretariat's outcomes and answers with them; an edit that was open and has
    been decided gets its outcome, a comment the replies that are new. Raises `CwgdraftError` for a log that can't be
    added to as it is written, or would be larger than what can be read.
    """
    path = log_file(workspace, report)
    entries = merged(entries)
    if not path.is_file():
        if entries:
            whole = {"format": "1", "report": report, "comments": [one.as_data() for one in entries]}
            _write(path, as_yaml(whole).replace('format: "1"', "format: 1", 1).encode())
        return len(entries) + sum(len(one.replies) for one in entries)
    there = read_log(workspace, report)
    entries = [one for one in entries if not _is_reply(one, there)]
    known = _known(there, entries)
    fresh = [one for n, one in enumerate(entries) if n not in known]
    changes = {place: _changes(there[place], entries[n]) for n, place in known.items()}
    changes = {place: change for place, change in changes.items() if change}
    if fresh or changes:
        _write(path, grown(path, path.read_bytes(), "comments", changes, [one.as_data() for one in fresh]))
    replies = sum(len(fresh_replies(there[place], entries[n])) for n, place in known.items())
    return len(fresh) + sum(len(one.replies) for one in fresh) + replies


def _is_reply(one: Entry, there: Iterable[Entry]) -> bool:
    """Return whether a comment is in a log as a reply: a copy that LibreOffice 7 saved doesn't say so any more."""
    said = (one.by, one.date, one.text)
    return not one.is_edit and any(
        entry.about == one.about and said == (reply.by, reply.date, reply.text)
        for entry in there
        for reply in entry.replies
    )


def _known(there: Sequence[Entry], entries: Sequence[Entry]) -> dict[int, int]:
    """Return the place in a log of each entry that is there already, by its place among `entries`.

    It is known by its name; a comment whose words were edited meanwhile by who wrote it when, about which paragraph.
    """
    by_name = {one.name: place for place, one in enumerate(there)}
    found = {n: by_name[one.name] for n, one in enumerate(entries) if one.name in by_name}
    left = {_author(one): place for place, one in enumerate(there) if place not in found.values() and one.time}
    for n, one in enumerate(entries):
        if n not in found and one.time and _author(one) in left:
            found[n] = left.pop(_author(one))
    return found


def _author(one: Entry) -> tuple[str, ...]:
    return (one.by, one.date, one.time, one.text, one.about)


def _changes(there: Entry, one: Entry) -> dict[str, object]:
    """Return what of an entry is to be added to the one that is there."""
    found: dict[str, object] = {}
    if there.outcome == OPEN != one.outcome:
        found["outcome"] = one.outcome
    if one.resolved and not there.resolved:
        found["resolved"] = True
    if replies := fresh_replies(there, one):
        found["replies"] = [reply.as_data() for reply in replies]
    return found


def answer(workspace: Workspace, report: str, name: str, text: str, outcome: str) -> None:
    """Write answer and outcome of the entry `name` into a log; an empty one stays as it is.

    Raises `CwgdraftError` where there is no such entry, or the log can't be changed as it is written.
    """
    path = log_file(workspace, report)
    there = read_log(workspace, report)
    places = [place for place, one in enumerate(there) if one.name == name]
    if len(places) != 1:
        what = "has no entry" if not places else f"has {len(places)} entries called"
        raise CwgdraftError(
            f"{path.name} {what} '{name}'", f"names stand before each entry: cwgdraft comments {report}"
        )
    data = path.read_bytes()
    held = _listed(path)[places[0]]
    for key, value in (("answer", text.strip()), ("outcome", " ".join(outcome.split()))):
        if value and isinstance(held.get(key), str):
            data = replace_text(path, data, ("comments", places[0], key), value)
        elif value:
            data = grown(path, data, "comments", {places[0]: {key: value}}, [])
    _write(path, data)


def _write(path: Path, data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise CwgdraftError(
            f"{path.name} would have {len(data):,} bytes; a record file has at most {MAX_BYTES:,}",
            "move what has been published to another file",
        )
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)
