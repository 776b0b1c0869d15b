"""The log of comments as the table that is published after a comments period: in Word, and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.spans import Span
from cwgdraft.draft import Draft, Kind
from cwgdraft.jobs.actions import csv_cell
from cwgdraft.jobs.folding.log import NOBODY, OPEN, Entry, Reply
from cwgdraft.jobs.folding.places import ORDINALS
from cwgdraft.jobs.folding.words import KEPT, both_cut
from cwgdraft.language.words import Writing
from cwgdraft.word.authors import SAVED
from cwgdraft.word.handout import Cell, Handout, Look, Paragraph, Section, Words, line, write_handout

COLUMNS = (
    "Paragraph", "By", "Date", "On the words", "Comment or proposal", "Replies", "Outcome", "Answer", "Thread", "Copy",
)  # fmt: skip
_SHOWN = ("Paragraph", "By", "On the words", "Comment or proposal", "Outcome", "Answer")
_WIDTHS = (10, 15, 26, 30, 10, 17)
_EXCERPT = 600
_RESOLVED = "resolved in Word"
_ORDERS = {"deleted": "delete", "moved": "move"}
"""What stands in the table for what was done in the copy, by its first word."""


@dataclass(frozen=True, slots=True)
class About:
    """What stands above the table: the report's name, its title and symbol where these are known, the day."""

    report: str
    title: str = ""
    symbol: str = ""
    day: str = ""
    part: str = ""
    """In words which entries are shown, where these aren't all."""


def about_of(report: str, draft: Draft | None, day: str, part: str = "") -> About:
    """Return what stands above the table of a report, drafted as it is now where that can be done."""
    if draft is None:
        return About(report, day=day, part=part)
    symbol = draft.front.get("symbol", "")
    known = bool(symbol) and symbol not in draft.placeholders and "[" not in symbol
    return About(report, " ".join(draft.title.split()), symbol if known else "", day, part)


# --- order ----------------------------------------------------------------------------------------

_Key = tuple[tuple[int, ...], int]
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_BELOW = re.compile(r" (?:dash|bullet|item|paragraph)\b")
_LAST = (10**9,)
_FIRST = ("first page", "header")


def in_order(entries: Iterable[Entry], draft: Draft | None) -> list[Entry]:
    """Return entries in the order of the report: as it is drafted now, else by the numbers that they name.

    What hangs nowhere comes last; entries of one paragraph stay in their order.
    """
    places = _places(draft) if draft else {}
    return sorted(entries, key=lambda one: places.get(one.about) or _by_number(one.where))


def _places(draft: Draft) -> Mapping[str, _Key]:
    """Return for each origin the number above it, and how far below that it stands."""
    found: dict[str, _Key] = {}
    above: _Key = ((), 0)
    for block in draft.blocks:
        if block.label and block.kind is not Kind.LIST_ITEM:
            above = (_numbers(block.label), 0)
        else:
            above = (above[0], above[1] + 1)
        if block.origin:
            found.setdefault(block.origin, above)
    return found


def _numbers(text: str) -> tuple[int, ...]:
    found = _NUMBER.search(text)
    return tuple(int(one[:9]) for one in found[0].split(".")) if found else ()


def _by_number(where: str) -> _Key:
    if where.startswith(_FIRST):
        return (), 0
    numbers = _numbers(where) if not where.startswith(("footer", "footnote", "endnote", "text box")) else ()
    if not numbers:
        return _LAST, 0
    count = next((n for n, word in enumerate(ORDINALS, 1) if f" {word} " in where), len(ORDINALS) + 1)
    if where.startswith("after the heading"):
        return numbers, 1
    is_below = not where[0].isdigit() or _BELOW.search(where)
    return numbers, count * 10 + where.startswith("after ") if is_below else 0


# --- the table ------------------------------------------------------------------------------------


def as_csv(entries: Iterable[Entry]) -> str:
    """Return a log as CSV; a text that a spreadsheet would take for a formula is written as text."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in entries:
        replies = "\n".join(reply.whole for reply in one.replies)
        thread = _RESOLVED if one.resolved else ""
        cells = (one.where, one.by, one.date, one.words, one.text, replies, one.outcome, one.answer, thread, one.copy)
        writer.writerow([csv_cell(cell) for cell in cells])
    return buffer.getvalue()


def as_word(about: About, entries: Sequence[Entry]) -> bytes:
    """Return a log as a Word file with a table, its title that of the report."""
    symbol = f" ({about.symbol})" if about.symbol else ""
    said = f"As of {_written(about.day)}. " if about.day else ""
    paragraphs: list[Paragraph] = [line(f"{said}{summary(entries)}")]
    if about.part:
        paragraphs.append(line(f"Shown are {about.part}."))
    shown = ["Paragraph numbers are those of the draft that was sent for comments."]
    shown += (
        ["Words that differ are bold; … stands for words that stay."] if any(one.is_edit for one in entries) else []
    )
    section = Section("Comments and proposals", (line(" ".join(shown)),), _SHOWN, _WIDTHS, tuple(map(_row, entries)))
    return write_handout(Handout(f"{about.title or about.report}{symbol}", tuple(paragraphs), (section,)))


def _written(day: str) -> str:
    """Return a day as reports write it; what is no day as it is."""
    try:
        return Writing().day(dt.date.fromisoformat(day))
    except ValueError:
        return day


def summary(entries: Sequence[Entry]) -> str:
    """Return in a sentence how many comments and proposals there are, of how many persons, and what became of them."""
    edits = sum(one.is_edit for one in entries)
    counts = [_count(len(entries) - edits, "comment"), _count(edits, "proposal")]
    persons = {
        name.removesuffix(SAVED) for one in entries for name in one.by.split(", ") if name
    }  # fmt: skip
    outcomes = Counter(one.outcome for one in entries)
    first = [one for one in ("accepted", "rejected", OPEN) if outcomes[one]]
    parts = [f"{outcomes[one]} {one}" for one in [*first, *sorted(outcomes.keys() - {*first})]]
    by = f" by {_count(len(persons), 'person')}" if persons else ""
    return f"{' and '.join(one for one in counts if one)}{by}: {', '.join(parts)}." if entries else "No comments."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _row(one: Entry) -> tuple[Cell, ...]:
    old, new = _marked(one)
    who = [line(one.by or NOBODY)]
    who += [line(one.copy, Look.GREY)] if one.copy and not one.by else []
    who += [line(_written(one.date), Look.GREY)] if one.date else []
    outcome = [line(one.outcome)] + ([line(_RESOLVED, Look.GREY)] if one.resolved else [])
    replies = [paragraph for reply in one.replies for paragraph in _reply(reply)]
    answer = tuple(line(part) for part in one.answer.split("\n")) if one.answer else ()
    return ((line(one.where),), tuple(who), old, (*new, *replies), tuple(outcome), answer)


def _reply(reply: Reply) -> Iterator[Paragraph]:
    first, *rest = reply.text.split("\n")
    yield Words(f"↳ {replace(reply, text='', date=_written(reply.date)).whole}", Look.STRONG), Words(first)
    yield from (line(part) for part in rest)


def _marked(one: Entry) -> tuple[Cell, Cell]:
    """Return the words that an entry is about and what it says of them; of an edit what differs is bold.

    What is new stands there whole, what stays is cut around what differs.
    """
    if not one.is_edit:
        words = excerpt(" ".join(one.words.split()), _EXCERPT, "both")
        return (line(words),), tuple(line(part) for part in (one.text or "(no words)").split("\n"))
    if one.text.startswith("read: ") and one.words:
        old, new = both_cut(one.words, one.text.removeprefix("read: "))
        return _paragraphs(_looking(old)), _paragraphs((Words("read: ", Look.GREY), *_looking(new)))
    if one.text.startswith("add: "):
        return (line(""),), _paragraphs((Words("add: ", Look.GREY), Words(one.text.removeprefix("add: "))))
    verb, space, rest = one.text.partition(" ")
    said = f"{_ORDERS.get(verb.strip(), verb)}{space}{rest}" or "(no words)"
    old_words = tuple(line(excerpt(part, 2 * KEPT, "both")) for part in one.words.split("\n"))
    return old_words, tuple(line(part) for part in said.split("\n"))


def _paragraphs(words: Paragraph) -> Cell:
    """Return words with each of their lines as a paragraph."""
    found: list[list[Words]] = [[]]
    for one in words:
        first, *rest = one.text.split("\n")
        found[-1].append(Words(first, one.look))
        found += [[Words(part, one.look)] for part in rest]
    return tuple(tuple(part) for part in found)


def _looking(spans: Sequence[Span]) -> Paragraph:
    return tuple(Words(span.text, Look.STRONG if span.role else Look.PLAIN) for span in spans)
