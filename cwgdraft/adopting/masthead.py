"""What stands above the box of a report: session, document, date, title, and who it is from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.adopting.outline import Line
from cwgdraft.draft import Block, Draft, Kind, flat
from cwgdraft.language.mentions import dates_in, sessions_in, symbols_in

_AGENDA = re.compile(r"(?:Agenda item:? *)?((?:PL|ADM)\b.*)|Agenda item:? *(\S.*)")
_DOCUMENT = re.compile(r"(?:Revision \d+ to )?Document:? +(\S.*)")
_LANGUAGE = re.compile(r"-[EFSRAC]?$")
_FROM = re.compile(
    r"(?:(?:Report|Note|Contribution|Document|Submission) (?:by|from|of the (?:Chair|Secretar))"
    r"|Chair(?:man|person)?\b)",
    re.I,
)
_ORIGINAL = re.compile(r"Original: ")
_PLACE = re.compile(r".{0,80}\b(?:19|20)\d\d$")


@dataclass(slots=True)
class Masthead:
    """The facts above the box as a plan has them, and by the line of each where it goes."""

    facts: dict[str, object] = field(default_factory=dict)
    where: dict[Line, str] = field(default_factory=dict)


def masthead_of(lines: Sequence[Line], sessions: Collection[str]) -> Masthead:
    """Return what the lines above the box say; `sessions` are the keys of the Council sessions that are registered."""
    found = Masthead()
    title: Line | None = None
    for line in lines:
        name, value = _fact(line.text, sessions)
        if not name and _may_be_title(line.text):
            title = line  # the last that may be it stands right above the box
        if name and name not in found.facts:
            found.facts[name] = value
            found.where[line] = name
    if title is not None:
        found.facts["title"] = title.text
        found.where[title] = "title"
    return found


def _fact(text: str, sessions: Collection[str]) -> tuple[str, object]:
    """Return the name and value of the fact that a line is, empty where it is none."""
    if agenda := _AGENDA.fullmatch(text):
        item = agenda[1] or agenda[2]
        return ("", "") if item.startswith("[") else ("agenda_item", item)
    if document := _DOCUMENT.fullmatch(text):
        symbol = next(iter(symbols_in(document[1])), None)
        is_it = symbol is not None and not _LANGUAGE.sub("", document[1].replace(symbol.text, "", 1))
        return ("symbol", symbol.usual) if symbol and is_it else ("", "")
    day = next(iter(dates_in(text)), None)
    if day is not None and text in (day.text, f"Date: {day.text}") and day.first is not None and day.first == day.last:
        return "date", day.first.isoformat()
    session = next(iter(sessions_in(text)), None)
    if session is not None and session.text == text.split(",")[0] and (key := f"C{session.year % 100:02}") in sessions:
        return "session", key
    return "", ""


def _may_be_title(text: str) -> bool:
    """Return whether a line is the report's title: no originator, no language, no place with days, no placeholder."""
    if (
        len(text.split()) < 3
        or text.startswith(("[", "Document:"))
        or _FROM.match(text)
        or _ORIGINAL.match(text)
        or _DOCUMENT.match(text)
    ):
        return False
    return not (_PLACE.fullmatch(text) and next(iter(dates_in(text)), None)) and not _AGENDA.match(text)


def opened(draft: Draft) -> Draft:
    """Return a document whose tables above the first heading are the paragraphs that stand in them."""
    blocks = list(draft.blocks)
    first = next((n for n, one in enumerate(blocks) if one.kind in (Kind.HEADING, Kind.NUMBERED)), len(blocks))
    front: list[Block] = []
    for block in blocks[:first]:
        front += [one for one in flat([replace(block, origin="")]) if one.text.strip()]
    return replace(draft, blocks=(*(replace(one, kind=Kind.PARAGRAPH, origin="") for one in front), *blocks[first:]))
