"""Actions: what the meetings asked for, of whom, by when; decisions apart from views and proposals."""

from __future__ import annotations

import csv
import datetime as dt
import enum
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cwgdraft.finding import Place
from cwgdraft.jobs.acts import Understood
from cwgdraft.language.acts import Act, Deadline, Force


class Standing(enum.StrEnum):
    """With what right something is asked. Only a decision is an action; the others are listed apart from it."""

    DECISION = "decision"
    UNATTRIBUTED = "unattributed"
    PROPOSAL = "proposal"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that was asked for: who asked whom for what, by when, and whether that day has come."""

    standing: Standing
    meeting: int
    asked_by: str
    owner: str
    verb: str
    matter: str
    deadline: str
    date: dt.date | None
    status: str
    origin: str
    place: Place

    def as_data(self) -> dict[str, object]:
        """Return the action as plain data for JSON."""
        return {
            "standing": self.standing.value,
            "meeting": self.meeting,
            "asked_by": self.asked_by,
            "owner": self.owner,
            "verb": self.verb,
            "matter": self.matter,
            "deadline": self.deadline,
            "date": self.date.isoformat() if self.date else None,
            "status": self.status,
            "origin": self.origin,
            "file": self.place.path.name,
            "line": self.place.line,
        }


def actions(statements: Iterable[Understood], today: dt.date) -> list[Action]:
    """Return everything that was asked for, decisions first, each group by deadline and meeting.

    `status` is `due` from the day of the deadline on, `open` before it and where no day is known.
    """
    found: list[Action] = []
    for statement in statements:
        for act in statement.acts:
            if act.asks:
                found.extend(_of_act(statement, act, today))
    order = list(Standing)
    return sorted(found, key=lambda a: (order.index(a.standing), a.date or dt.date.max, a.meeting))


def _of_act(statement: Understood, act: Act, today: dt.date) -> Iterable[Action]:
    deadlines = _one_for_each_day(act.deadlines)
    standing = {
        Force.DECISION: Standing.DECISION if act.actor else Standing.UNATTRIBUTED,
        Force.VIEW: Standing.VIEW,
        Force.PROPOSAL: Standing.PROPOSAL,
        Force.INFORMATION: Standing.PROPOSAL,
    }[act.force]
    if not act.steps:
        yield _action(statement, act, standing, act.matter, deadlines[0], today)
        for more in deadlines[1:]:
            yield _action(statement, act, standing, act.matter, more, today)
    for step in act.steps:
        yield _action(statement, act, standing, step.text, step.deadline, today)


def _one_for_each_day(deadlines: Sequence[Deadline]) -> list[Deadline | None]:
    """Return the deadlines, the surest for each; "at the next meeting, in February" names one time twice."""
    taken = {_month(one.date) for one in deadlines if one.exact and one.date}
    kept: list[Deadline | None] = []
    for one in deadlines:
        if one.exact or one.date is None:
            kept.append(one)
        elif (month := _month(one.date)) not in taken:
            taken.add(month)
            kept.append(one)
    return kept or [None]


def _month(date: dt.date) -> tuple[int, int]:
    return date.year, date.month


def _action(
    statement: Understood, act: Act, standing: Standing, matter: str, deadline: Deadline | None, today: dt.date
) -> Action:
    date = deadline.date if deadline else None
    return Action(
        standing,
        statement.meeting,
        act.actor,
        act.addressee,
        act.verb,
        " ".join(matter.split()),
        deadline.text if deadline else "",
        date,
        "due" if date and date <= today else "open",
        statement.origin,
        statement.place,
    )


OWNER = b"-//cwgdraft//actions//EN"
"""By this our calendars are known."""
_COLUMNS = ("standing", "meeting", "asked_by", "owner", "verb", "matter", "deadline", "date", "status", "origin")


def as_csv(found: Iterable[Action]) -> str:
    """Return the actions as CSV; a cell that a spreadsheet would take for a formula is written as text."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for action in found:
        data = action.as_data()
        writer.writerow([csv_cell(data[name]) for name in _COLUMNS])
    return buffer.getvalue()


def csv_cell(value: object) -> str:
    """Return a value as a cell of CSV: what a spreadsheet would take for a formula is marked as text."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def as_calendar(found: Iterable[Action], name: str, stamp: dt.date) -> bytes:
    """Return the dated decisions as an iCalendar file (RFC 5545), one whole-day event for each deadline."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", OWNER.decode())
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{name}: deadlines")
    for action in found:
        if action.date is None or action.standing not in (Standing.DECISION, Standing.UNATTRIBUTED):
            continue
        event = Event()
        key = f"{action.origin}|{action.date}|{action.matter}"
        event.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@cwgdraft")
        event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
        event.add("dtstart", action.date)
        event.add("dtend", action.date + dt.timedelta(days=1))
        event.add("summary", f"{action.owner or '?'}: {action.matter}"[:120])
        asked = f"{action.asked_by} {action.verb}" if action.asked_by else f"{action.verb} (nobody is named)"
        event.add("description", f"Meeting {action.meeting} ({action.origin}): {asked}; deadline: {action.deadline}")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
