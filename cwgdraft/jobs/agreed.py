"""Agreed text: which words of minutes are agreed, the mark that says so, and whether they have changed since."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.files import write_whole
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.jobs.targets import meeting_target
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Item, Meeting, Part, Records
from cwgdraft.records.schema import MeetingFile
from cwgdraft.records.source import Source, read_source, unmarked
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import read_yaml
from cwgdraft.workspace import Workspace

RULE = "agreed-words-changed"
NO_DIGEST = "agreed-without-digest"
_AGREED, _DRAFT = "agreed", "draft"
_FORMULA = re.compile(r"\{([a-z][a-z-]*)(?:\s+[^{}]*)?\}")
_KEY = re.compile(r"^minutes[ \t]*:", re.M)
_VALUE = re.compile(r"[ \t]*(?:\{[^{}]*\}|[^\s#{][^#\r\n]*?(?=[ \t]*(?:[ \t]#|\r?$)))?", re.M)
_BELOW = re.compile(r"(?:\r?\n(?:[ \t]*(?=\r?\n[ \t]+\S)|[ \t]+\S[^\r\n]*))+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was written about a meeting's minutes: the file, and how many paragraphs are agreed by it."""

    file: Path
    paragraphs: int


# --- which words are agreed -------------------------------------------------------------------------


def agreed_statements(records: Records, number: int) -> frozenset[tuple[Path, int]]:
    """Return file and first line of each statement of a meeting, and of each part of it, whose words are agreed.

    What `state=` says on a paragraph, or else on an item above it, wins over what `minutes` of the meeting says.
    """
    meeting = records.meetings.get(number)
    if meeting is None:
        return frozenset()
    return frozenset((part.place.path, part.place.line) for part in _agreed_parts(meeting, _state(meeting)))


def agreed_lines(records: Records, numbers: Collection[int] | None = None) -> frozenset[tuple[Path, int]]:
    """Return every line of agreed paragraphs, its file as an absolute path; of all meetings where none are named."""
    found = set()
    for number, meeting in records.meetings.items():
        if numbers is None or number in numbers:
            for part in _agreed_parts(meeting, _state(meeting)):
                path = part.place.path.resolve()
                found |= {(path, line) for line in (part.place.line, *(one[1] for one in part.breaks))}
    return frozenset(found)


def agreed_in(several: Iterable[Records | None]) -> frozenset[tuple[Path, int]]:
    """Return the lines of agreed paragraphs in the records of several documents, of which some may have none."""
    known = {id(one): one for one in several if one is not None}
    return frozenset(line for records in known.values() for line in agreed_lines(records))


def _state(meeting: Meeting) -> str:
    return meeting.facts.minutes.state if meeting.facts.minutes else _DRAFT


def _agreed_parts(meeting: Meeting, state: str) -> Iterator[Part]:
    """Yield the agreed paragraphs of a meeting's minutes in all languages, if the meeting's own state is `state`."""
    for language in sorted(meeting.minutes):
        for item in meeting.minutes[language].items:
            yield from _agreed_in(item, state)


def _agreed_in(item: Item, above: str) -> Iterator[Part]:
    state = item.attributes.get("state", above)
    for child in item.children:
        if isinstance(child, Item):
            yield from _agreed_in(child, state)
            continue
        own = child.attributes.get("state", state)
        for part in child.parts:
            if part.attributes.get("state", own) == _AGREED:
                yield part


# --- agreeing ---------------------------------------------------------------------------------------


def agree(workspace: Workspace, number: int, date: dt.date) -> Agreement:
    """Mark a meeting's minutes as agreed on a day, with a digest of the words that they print now.

    Every other byte of the meeting's file is kept. Raises `RecordsError` with a finding for each short formula, whose
    words would change with the phrase catalogue, and `CwgdraftError` when there is nothing to agree, when the day is
    before the meeting, or when words that were agreed before have changed.
    """
    records, meeting = _loaded(workspace, number)
    parts = list(_agreed_parts(meeting, _AGREED))
    if not parts:
        what = "are all marked as not agreed" if any(one.count() for one in meeting.minutes.values()) else "hold none"
        help_ = f"write them in {meeting.place.path.with_suffix('.md').name}, or take {{state=…}} out of them"
        raise CwgdraftError(f"there are no words to agree: the minutes of meeting {number} {what}", help_)
    dates = meeting.facts.dates
    if dates is not None and date < dates.first:
        message = f"{date.isoformat()} is before meeting {number}, which began on {dates.first.isoformat()}"
        raise CwgdraftError(message, "correct --date, or the dates of the meeting")
    for finding in agreed_findings(workspace, records, (number,)):
        if finding.rule == RULE:
            raise CwgdraftError(finding.message, finding.help)
    printed = _printed(workspace, records, number)
    if formulas := _formulas(parts, printed, _catalogue(workspace, records, number)):
        error = RecordsError(tuple(formulas))
        error.message = f"the minutes of meeting {number} can't be agreed: they hold {_counted(len(formulas))}"
        error.help = "write the sentences out; [[4]] prints a document with its link, as the formula does"
        raise error
    digest = _digest(parts, printed)
    _write(meeting.place.path, f'{{state: {_AGREED}, date: {date.isoformat()}, digest: "{digest}"}}', _AGREED, digest)
    return Agreement(meeting.place.path, len(parts))


def reopen(workspace: Workspace, number: int) -> Path:
    """Mark a meeting's minutes as a draft again and return the file; raises `CwgdraftError` when they aren't agreed."""
    _, meeting = _loaded(workspace, number)
    if _state(meeting) != _AGREED:
        raise CwgdraftError(f"the minutes of meeting {number} aren't agreed", "there is nothing to open again")
    _write(meeting.place.path, f"{{state: {_DRAFT}}}", _DRAFT, "")
    return meeting.place.path


def _loaded(workspace: Workspace, number: int) -> tuple[Records, Meeting]:
    records = load_records(workspace, lambda _: {number})
    if number not in records.meetings:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {number}", f"recorded are: {known}")
    return records, records.meetings[number]


def _counted(count: int) -> str:
    return f"{count} short formulas" if count > 1 else "a short formula"


def _formulas(parts: Collection[Part], printed: Mapping[tuple[Path, int], str], catalogue: Catalogue) -> list[Finding]:
    """Return a finding for each paragraph that the phrase catalogue words."""
    found = []
    for part in parts:
        formula = _FORMULA.fullmatch(part.source)
        if formula is None or not catalogue.has("formulas", formula[1]):
            continue
        words = printed.get((part.place.path, part.place.line), "")
        help_ = f"write: {words}" if words and words != part.source else "write the sentence out"
        message = f"'{part.source}' stands for words of the phrase catalogue, which may change"
        found.append(Finding("formula-in-agreed-words", Severity.ERROR, message, part.place, help_))
    return found


# --- the words that were agreed ---------------------------------------------------------------------


def agreed_findings(
    workspace: Workspace, records: Records, numbers: Collection[int] | None = None
) -> tuple[Finding, ...]:
    """Return a finding for each agreed meeting whose words aren't those that its digest was taken of.

    All meetings are looked at where none are named; those whose minutes weren't read are passed over. Raises
    `CwgdraftError` when the summary of one can't be made.
    """
    found = []
    for number, meeting in records.meetings.items():
        state = meeting.facts.minutes
        if (numbers is not None and number not in numbers) or state is None or state.state != _AGREED:
            continue
        path = meeting.place.path
        if not meeting.minutes and path.with_suffix(".md").is_file():
            continue
        place = Place(path, _line_of_key(path))
        day = state.date.isoformat() if state.date else ""
        if not state.digest:
            message = f"the minutes of meeting {number} are agreed, but nothing says what their words were"
            help_ = f"let it be written: cwgdraft agree {number} --date {day}"
            found.append(Finding(NO_DIGEST, Severity.WARNING, message, place, help_))
            continue
        parts = list(_agreed_parts(meeting, _AGREED))
        if _digest(parts, _printed(workspace, records, number)) != state.digest:
            message = f"the minutes of meeting {number} were agreed on {day}, and their words have changed since"
            help_ = f"put the agreed words back, or open the minutes again: cwgdraft agree {number} --reopen"
            found.append(Finding(RULE, Severity.ERROR, message, place, help_))
    return tuple(found)


def _catalogue(workspace: Workspace, records: Records, number: int) -> Catalogue:
    plan = meeting_target(records, number).plan
    return load_catalogue(workspace, plan.facts.language or records.group.language)


def _printed(workspace: Workspace, records: Records, number: int) -> dict[tuple[Path, int], str]:
    """Return by file and line what a meeting's own summary prints for the paragraphs of its minutes."""
    target = meeting_target(records, number)
    catalogue = _catalogue(workspace, records, number)
    report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name)
    places = {origin: one.place for origin, one in report.recorded_blocks().items()}
    found: dict[tuple[Path, int], str] = {}
    for block in report.draft.blocks:
        if (place := places.get(block.origin)) is not None:
            found.setdefault((place.path, place.line), block.text)
    return found


def _digest(parts: Collection[Part], printed: Mapping[tuple[Path, int], str]) -> str:
    """Return what paragraphs are known by: their printed words, or as recorded where the summary leaves them out."""
    words = [printed.get((part.place.path, part.place.line), part.source) for part in parts]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:16]


# --- the meeting's file -----------------------------------------------------------------------------


def _line_of_key(path: Path) -> int:
    """Return the line of a meeting's file in which `minutes` stands, 0 where it isn't found."""
    source, _ = read_source(path)
    found = _KEY.search(source.text) if source else None
    return source.place(found.start()).line if source and found else 0


def _write(path: Path, value: str, state: str, digest: str) -> None:
    """Write the state of minutes into a meeting's file; raises `CwgdraftError` where that can't be done for sure."""
    mark, encoding, text = unmarked(path.read_bytes())
    new = _with_value(text, value)
    document, findings = read_yaml(Source(path, new.replace("\r\n", "\n").replace("\r", "\n")))
    facts, more = validate(document, MeetingFile) if not findings else (None, [])
    minutes = facts.minutes if facts is not None and not more else None
    if minutes is None or (minutes.state, minutes.digest) != (state, digest):
        raise CwgdraftError(f"{path.name} isn't written as such files are", f"write into it yourself: minutes: {value}")
    write_whole(path, mark + new.encode(encoding))


def _with_value(text: str, value: str) -> str:
    """Return the text of a meeting's file with another value of `minutes`, which is added where it is missing."""
    key = _KEY.search(text)
    if key is None:
        ending = "\r\n" if "\r\n" in text else "\n"
        between = ending if text and not text.endswith("\n") else ""
        return f"{text}{between}minutes: {value}{ending}"
    inline = _VALUE.match(text, key.end())
    end = inline.end() if inline else key.end()
    if text[key.end() : end].strip():
        return f"{text[: key.end()]} {value}{text[end:]}"
    rest = re.compile(r"[^\r\n]*").match(text, key.end())
    end = rest.end() if rest else key.end()
    below = _BELOW.match(text, end)
    return f"{text[: key.end()]} {value}{text[key.end() : end]}{text[below.end() if below else end :]}"
