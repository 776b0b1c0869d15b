"""Agreed text: which words of minutes are agreed, agreeing them, and whether they have changed since."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.jobs.agreed_digest import (
    Digest,
    Printed,
    catalogue_of,
    digest_of,
    first_digest_of,
    printed_blocks,
)
from cwgdraft.jobs.agreed_mark import line_of_mark, write_mark
from cwgdraft.jobs.brackets import brackets_left
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Item, Meeting, Part, Records, place_at
from cwgdraft.workspace import Workspace

RULE = "agreed-words-changed"
NO_DIGEST = "agreed-without-digest"
FORMULA = "formula-in-agreed-words"
BRACKETS = "brackets-in-agreed-words"
_AGREED, _BRACKETED, _DRAFT = "agreed", "bracketed", "draft"
_FORMULA = re.compile(r"\{([a-z][a-z-]*)(?:\s+[^{}]*)?\}")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was written about a meeting's minutes: the file, and how many paragraphs are agreed by it."""

    file: Path
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """Whose words are agreed: the meeting's number, and the day; None where only `state=agreed` on them says so."""

    meeting: int
    date: dt.date | None

    @property
    def reopening(self) -> str:
        """Return how the words are opened again, as the end of a sentence."""
        if self.date is None:
            return "take {state=agreed} out first"
        return f"open the minutes first (cwgdraft agree {self.meeting} --reopen)"

    @property
    def shown(self) -> str:
        """Return who agreed the words, and when, as the end of a sentence."""
        day = f"agreed on {self.date.isoformat()}" if self.date else "has marked as agreed"
        return f"meeting {self.meeting} {day}"


Lines = Mapping[tuple[Path, int], Agreed]
"""Whose words are agreed, by absolute path and line from 1."""

# --- which words are agreed -------------------------------------------------------------------------


def agreed_statements(records: Records, number: int) -> frozenset[tuple[Path, int]]:
    """Return file and first line of each statement of a meeting, and of each part of it, whose words are agreed.

    What `state=` says on a paragraph, or else on an item above it, wins over what `minutes` of the meeting says.
    """
    meeting = records.meetings.get(number)
    if meeting is None:
        return frozenset()
    return frozenset((part.place.path, part.place.line) for part in _parts(meeting, _state(meeting)))


def agreed_places(records: Records, numbers: Collection[int] | None = None) -> dict[tuple[Path, int], Agreed]:
    """Return whose words are agreed for every line of agreed paragraphs and headings; of all meetings or of some."""
    found: dict[tuple[Path, int], Agreed] = {}
    for number, meeting in records.meetings.items():
        if numbers is None or number in numbers:
            facts = meeting.facts.minutes
            agreed = Agreed(number, facts.date if facts and facts.state == _AGREED else None)
            for one in _marked(meeting, _state(meeting), _AGREED):
                path = one.place.path.resolve()
                lines = (one.place.line, *(line for _, line, _ in one.breaks))
                found.update(((path, line), agreed) for line in lines if line)
    return found


def agreed_lines(records: Records, numbers: Collection[int] | None = None) -> frozenset[tuple[Path, int]]:
    """Return every line of agreed paragraphs and headings, its file as an absolute path; of all meetings or of some."""
    return frozenset(agreed_places(records, numbers))


def agreed_in(several: Iterable[Records | None]) -> dict[tuple[Path, int], Agreed]:
    """Return the agreed lines in the records of several documents, of which some may have none."""
    known = {id(one): one for one in several if one is not None}
    found: dict[tuple[Path, int], Agreed] = {}
    for records in known.values():
        found |= agreed_places(records)
    return found


def bracketed_parts(meeting: Meeting) -> list[Part]:
    """Return the paragraphs of a meeting's minutes that are marked as still under discussion, in all languages."""
    return [one for one in _marked(meeting, _state(meeting), _BRACKETED) if isinstance(one, Part)]


def _state(meeting: Meeting) -> str:
    return meeting.facts.minutes.state if meeting.facts.minutes else _DRAFT


def _parts(meeting: Meeting, state: str) -> list[Part]:
    """Return the agreed paragraphs of a meeting's minutes in all languages, if the meeting's own state is `state`."""
    return [one for one in _marked(meeting, state, _AGREED) if isinstance(one, Part)]


def _headings(meeting: Meeting, state: str) -> list[Item]:
    """Return the items whose headings are agreed: no `state` on them, or on one above them, says otherwise."""
    return [one for one in _marked(meeting, state, _AGREED) if isinstance(one, Item)]


def _marked(meeting: Meeting, state: str, wanted: str) -> Iterator[Item | Part]:
    """Yield items and paragraphs that are `wanted`, if the meeting's own state is `state`."""
    for language in sorted(meeting.minutes):
        for item in meeting.minutes[language].items:
            yield from _marked_in(item, state, wanted)


def _marked_in(item: Item, above: str, wanted: str) -> Iterator[Item | Part]:
    state = item.attributes.get("state", above)
    if state == wanted:
        yield item
    for child in item.children:
        if isinstance(child, Item):
            yield from _marked_in(child, state, wanted)
            continue
        own = child.attributes.get("state", state)
        for part in child.parts:
            if part.attributes.get("state", own) == wanted:
                yield part


# --- agreeing ---------------------------------------------------------------------------------------


def agree(workspace: Workspace, number: int, date: dt.date) -> Agreement:
    """Mark a meeting's minutes as agreed on a day, with a digest of the words that they print now.

    Every other byte of the meeting's file is kept. Raises `RecordsError` with a finding for each short formula, whose
    words would change with the phrase catalogue, and `CwgdraftError` when there is nothing to agree, when the day is
    before the meeting, or when words that were agreed before have changed.
    """
    records, meeting = _loaded(workspace, number)
    parts = _parts(meeting, _AGREED)
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
    printed = printed_blocks(workspace, records, number)
    if formulas := _formulas(parts, printed, catalogue_of(workspace, records, number), Severity.ERROR):
        error = RecordsError(tuple(formulas))
        error.message = f"the minutes of meeting {number} can't be agreed: they hold {_counted(len(formulas))}"
        error.help = "write the sentences out; [[4]] prints a document with its link, as the formula does"
        raise error
    digest = str(digest_of(parts, _headings(meeting, _AGREED), printed))
    value = f'{{state: {_AGREED}, date: {date.isoformat()}, digest: "{digest}"}}'
    write_mark(meeting.place.path, value, _AGREED, digest)
    return Agreement(meeting.place.path, len(parts))


def reopen(workspace: Workspace, number: int) -> Path:
    """Mark a meeting's minutes as a draft again and return the file; raises `CwgdraftError` when they aren't agreed."""
    _, meeting = _loaded(workspace, number)
    if _state(meeting) != _AGREED:
        raise CwgdraftError(f"the minutes of meeting {number} aren't agreed", "there is nothing to open again")
    write_mark(meeting.place.path, f"{{state: {_DRAFT}}}", _DRAFT, "")
    return meeting.place.path


def _loaded(workspace: Workspace, number: int) -> tuple[Records, Meeting]:
    records = load_records(workspace, lambda _: {number})
    if number not in records.meetings:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {number}", f"recorded are: {known}")
    return records, records.meetings[number]


def _counted(count: int) -> str:
    return f"{count} short formulas" if count > 1 else "a short formula"


def _formulas(parts: Iterable[Part], printed: Printed, catalogue: Catalogue, severity: Severity) -> list[Finding]:
    """Return a finding for each paragraph that the phrase catalogue words."""
    found = []
    for part in parts:
        formula = _FORMULA.fullmatch(part.source)
        if formula is None or not catalogue.has("formulas", formula[1]):
            continue
        block = printed.get((part.place.path, part.place.line))
        help_ = f"write: {block.text}" if block is not None and block.text != part.source else "write the sentence out"
        message = f"'{part.source}' stands for words of the phrase catalogue, which may change"
        found.append(Finding(FORMULA, severity, message, part.place, help_))
    return found


# --- what is wrong with agreed words ----------------------------------------------------------------


def agreed_findings(
    workspace: Workspace, records: Records, numbers: Collection[int] | None = None
) -> tuple[Finding, ...]:
    """Return what is wrong with agreed words: changed ones, and what lets them change without being noticed.

    All meetings are looked at where none are named; those whose minutes weren't read are passed over. Raises
    `CwgdraftError` when the summary of one can't be made.
    """
    found: list[Finding] = []
    for number, meeting in records.meetings.items():
        if numbers is not None and number not in numbers:
            continue
        if not meeting.minutes and meeting.place.path.with_suffix(".md").is_file():
            continue
        found += _changed(workspace, records, meeting)
        parts = _parts(meeting, _state(meeting))
        if any(_FORMULA.fullmatch(part.source) for part in parts):
            printed = printed_blocks(workspace, records, number)
            found += _formulas(parts, printed, catalogue_of(workspace, records, number), Severity.WARNING)
    return tuple(found)


def brackets_in_agreed(records: Records, numbers: Collection[int]) -> tuple[Finding, ...]:
    """Return a finding for each bracket that is left in agreed words; reservations may stand there."""
    found = []
    for number, meeting in records.meetings.items():
        for part in _parts(meeting, _state(meeting)) if number in numbers else ():
            for start, words in brackets_left(part.source):
                message = f"'{words}' is left in words that meeting {number} has agreed"
                help_ = (
                    "mark the paragraph {state=bracketed} and agree the others anew; what belongs to the text is "
                    f'accepted: {{accept="{BRACKETS}: …"}}'
                )
                place = place_at(part.place, part.breaks, start)
                found.append(Finding(BRACKETS, Severity.WARNING, message, place, help_))
    return tuple(found)


def _changed(workspace: Workspace, records: Records, meeting: Meeting) -> Iterator[Finding]:
    """Yield whether the words of an agreed meeting are those that its digest was taken of."""
    facts, number, path = meeting.facts.minutes, meeting.number, meeting.place.path
    if facts is None or facts.state != _AGREED:
        return
    place = Place(path, line_of_mark(path))
    day = facts.date.isoformat() if facts.date else ""
    again = f"let it be written: cwgdraft agree {number} --date {day}"
    if not facts.digest:
        message = f"the minutes of meeting {number} are agreed, but nothing says what their words were"
        yield Finding(NO_DIGEST, Severity.WARNING, message, place, again)
        return
    known = Digest.read(facts.digest)
    printed = printed_blocks(workspace, records, number)
    parts, headings = _parts(meeting, _AGREED), _headings(meeting, _AGREED)
    if difference := _difference(known, parts, headings, printed):
        message, help_ = difference
        message = f"the minutes of meeting {number} were agreed on {day}, and {message}"
        help_ = f"{help_}, or open the minutes again: cwgdraft agree {number} --reopen"
        yield Finding(RULE, Severity.ERROR, message, place, help_)
    elif not known.knows_headings:
        message = f"what is known of the agreed minutes of meeting {number} doesn't hold their headings"
        yield Finding(NO_DIGEST, Severity.ADVICE, message, place, again)


def _difference(
    known: Digest, parts: Sequence[Part], headings: Sequence[Item], printed: Printed
) -> tuple[str, str] | None:
    """Return what has changed in agreed words and how it is put right, None where nothing has."""
    now = digest_of(parts, headings, printed) if known.knows_headings else first_digest_of(parts, printed)
    if now.printed == known.printed and now.headings == known.headings:
        return None
    if now.printed == known.printed:
        return "their headings have changed since", "put the agreed headings back"
    if known.knows_headings and now.written == known.written:
        help_ = "undo what changed in the phrase catalogue, a register or the plan, or write the agreed words there"
        return "what their references print has changed since", f"{help_} ([[12|words]])"
    what = "words" if now.headings == known.headings else "words and headings"
    return f"their {what} have changed since", f"put the agreed {what} back"
