"""Agendas: items with the levels that numbers, lists and headings give them, without the documents behind them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cwgdraft.adopting.minutes import Entry, Minutes, plain, topic_named
from cwgdraft.adopting.notes import Noted, Remark, title_of
from cwgdraft.adopting.outline import Line
from cwgdraft.adopting.stretches import Typed, number_of
from cwgdraft.draft import Kind
from cwgdraft.records.model import Records

_TIME = re.compile(r"\d{1,2}[.:h]\d\d(?: ?(?:hrs?|[ap]\.?m\.?))?(?: ?[-–] ?\d{1,2}[.:h]\d\d)?", re.I)
_COUNT = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?")
_HEAD = re.compile(
    r"#|nos?\.?|(?:agenda )?items?|subject|title|topic|documents?|docs?\.?|time|(?:agenda )?item no\.?", re.I
)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of an agenda: the line that says it, its level from 1, its title without number and documents."""

    line: Line
    level: int
    title: str


def agenda_of(
    lines: Sequence[Typed], is_known: Callable[[str], bool]
) -> tuple[list[AgendaItem], list[tuple[Line, str]]]:
    """Return the items of an agenda, and the lines that are none, each with the reason.

    Where lines are numbered, items of lists or headings, the others are no items but for those that `is_known` knows.
    """
    marked = any(one.line.label or one.level for one in lines)
    headed = min((one.level for one in lines if one.level), default=0)
    found: list[AgendaItem] = []
    rest: list[tuple[Line, str]] = []
    numbered = 0
    for one in lines:
        title = plain(title_of(one.line.text)[0])
        level = 1
        if one.reason or not any(map(str.isalpha, title)) or _TIME.fullmatch(title):
            rest.append((one.line, one.reason or "it has no words of an item"))
            continue
        if count := number_of(one.line):
            level = numbered = len(count)
        elif one.line.kind is Kind.LIST_ITEM:
            level = numbered + 1 if numbered else max(one.depth, 1)
        elif one.level:
            level = one.level - headed + 1
        elif marked and not is_known(one.line.text):
            rest.append((one.line, "it has no number and is no topic of the outline"))
            continue
        above = found[-1].level if found else 0
        found.append(AgendaItem(one.line, min(level, above + 1), title))
    return found, rest


def take_agenda(items: Sequence[AgendaItem], minutes: Minutes, records: Records) -> Noted:
    """Write the items that minutes lack into them, each with its topic, and return what came of them."""
    done = Noted()
    above: list[tuple[int, Entry]] = []
    for item in items:
        while above and above[-1][0] >= item.level:
            above.pop()
        entry = minutes.named(item.title)
        if entry is None:
            topic = topic_named(item.title, records)
            entry = minutes.add(item.title, topic, above[-1][1] if above else None)
            done.placed.append(Remark(item.line, f"item '{item.title}'"))
            if not topic:
                done.looks.append(
                    Remark(item.line, f"'{item.title}' is no topic of the outline: give it one (topic=…)")
                )
        above.append((item.level, entry))
    return done


def lines_of_rows(rows: Sequence[Sequence[str]]) -> list[Typed]:
    """Return the rows of a table as the lines of an agenda: the number, and the longest of the other cells."""
    found: list[Typed] = []
    for number, row in enumerate(rows, 1):
        cells = [" ".join(cell.split()) for cell in row]
        label = next((cell for cell in cells[:2] if _COUNT.fullmatch(cell)), "")
        title = max((cell for cell in cells if cell != label), key=len, default="")
        line = Line(number, Kind.NUMBERED if label else Kind.PARAGRAPH, label, title)
        if title:
            found.append(
                Typed(line, reason="it heads the table" if all(map(_HEAD.fullmatch, filter(None, cells))) else "")
            )
    return found
