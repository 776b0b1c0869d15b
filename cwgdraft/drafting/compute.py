"""The facts that computed sentences are made of, joined over the meetings of a report.

`phrase_data` returns plain data only: text, numbers, lists and maps, so that a phrase or a template can
print facts and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cwgdraft.drafting.cite import document_runs, mandate, named, summary_runs
from cwgdraft.drafting.people import TITLES, attendee, known_person, name_of, signed
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.symbols import document_link, document_symbol, printed
from cwgdraft.finding import Place
from cwgdraft.language.phrases import Shelf
from cwgdraft.records.schema import Attendance, Attendee, MeetingFile, Shared, Thanks, Totals


@dataclass(frozen=True, slots=True)
class Known:
    """A fact that is known for some meetings together (or for one)."""

    meetings: tuple[int, ...]
    attendance: Attendance | None = None
    totals: Totals | None = None
    thanks: Thanks | None = None
    guests: tuple[Attendee, ...] = ()


def shared_facts(scope: Scope) -> list[Known]:
    """Return the facts recorded for several meetings together, in any plan, whose meetings are all of the report.

    The report's own plan comes first; what another plan repeats for the same meetings is taken once.
    """
    found: dict[tuple[int, ...], Known] = {}
    plans = [scope.plan, *(p for p in scope.records.plans.values() if p is not scope.plan)]
    for plan in plans:
        for shared in plan.facts.shared:
            meetings = tuple(sorted(shared.meetings or plan.facts.meetings))
            if not meetings or not set(meetings) <= set(scope.meetings):
                continue
            found[meetings] = _joined(found.get(meetings), meetings, shared)
    return sorted(found.values(), key=lambda known: (known.meetings[0], -len(known.meetings)))


def _joined(known: Known | None, meetings: tuple[int, ...], shared: Shared) -> Known:
    old = known or Known(meetings)
    return Known(
        meetings,
        old.attendance or shared.attendance,
        old.totals or shared.totals,
        old.thanks or shared.thanks,
        old.guests or tuple(shared.guests),
    )


def facts_for(scope: Scope, name: str) -> list[Known]:
    """Return who knows the fact `name` (attendance, totals, thanks, guests), each meeting in one entry at most.

    What a meeting's own record states counts for it, except where a fact for several meetings covers it and the
    record of one of these is silent. Numbers of documents are counted from lists only where nobody states them.
    """
    found: list[Known] = []
    taken: set[int] = set()
    own = {n: m.facts for n in scope.meetings if (m := scope.records.meetings.get(n))}
    for known in shared_facts(scope):
        silent = any(n not in own or not getattr(own[n], name) for n in known.meetings)
        if getattr(known, name) and silent and not taken & set(known.meetings):
            found.append(known)
            taken |= set(known.meetings)
    for number, facts in own.items():
        if number not in taken and _has(facts, name):
            totals = counted(facts) if name == "totals" else facts.totals
            found.append(Known((number,), facts.attendance, totals, facts.thanks, tuple(facts.guests)))
            taken.add(number)
    return sorted(found, key=lambda known: known.meetings[0])


def _has(facts: MeetingFile, name: str) -> bool:
    return bool(counted(facts) if name == "totals" else getattr(facts, name))


def counted(facts: MeetingFile) -> Totals | None:
    """Return the numbers of documents of a meeting: the stated ones, else those of its list, None without either."""
    contributions = information = 0
    for number, document in facts.documents.items():
        kind = document.kind or ("information" if number.startswith("INF/") else "contribution")
        if not document.withdrawn:
            contributions += kind == "contribution"
            information += kind == "information"
    stated = facts.totals
    if stated is None:
        return Totals(contributions=contributions, information=information) if contributions + information else None
    return Totals(
        contributions=contributions if stated.contributions is None else stated.contributions,
        information=information if stated.information is None else stated.information,
    )


# --- data for phrases -----------------------------------------------------------------------------


def phrase_data(scope: Scope, shelf: Shelf) -> dict[str, Any]:
    """Return what phrases and templates may use; values with links are tokens of `shelf`."""
    records, language = scope.records, scope.language
    group = records.group
    facts = [records.meetings[n].facts for n in scope.meetings if n in records.meetings]
    session = records.sessions.get(scope.plan.facts.session)
    since_key = scope.plan.facts.since or records.session_before(scope.plan.facts.session)
    since = records.sessions.get(since_key)
    parts = [part for one in facts if one.dates for part in one.dates.parts]
    all_dated = all(one.dates for one in facts) and len(facts) == len(scope.meetings)
    signer = signature(scope)
    return {
        "group": {
            "name": group.name.get(language),
            "long_name": (group.long_name or group.name).get(language),
            "originator": (group.originator or group.name).get(language),
            "acronym": group.acronym,
            "organization": group.organization,
            "website": group.website,
            "council_website": group.council_website,
        },
        "meetings": [_meeting_data(scope, number, shelf) for number in scope.meetings],
        "meetings_named": named(scope, scope.meetings),
        "dates": scope.catalogue.writing.days(parts) if all_dated and parts else "",
        "places": list(dict.fromkeys(one.place.get(language) for one in facts if one.place)),
        "session": _session_data(scope, scope.plan.facts.session) if session else None,
        "since": _session_data(scope, since_key) if since else None,
        "mandate": mandate(scope, shelf) if group.mandate else "",
        "mandate_long": mandate(scope, shelf, long=True) if group.mandate else "",
        "attendance": [
            _attendance(scope, known.meetings, known.attendance)
            for known in facts_for(scope, "attendance")
            if known.attendance
        ],
        "documents_counted": documents_counted(scope, shelf),
        "openings": _openings(scope, shelf),
        "chairs": _chairs(scope, shelf),
        "vice_chairs": _vice_chairs(scope, shelf),
        "thanked": _thanked(scope, shelf),
        "guests": _guests(scope, shelf),
        "guests_of": named(scope, tuple(sorted(n for one in facts_for(scope, "guests") for n in one.meetings))),
        "chair": signer[0] if signer else "",
        "chairs_named": _chairs_named(scope, shelf),
        "chair_of": scope.catalogue.render("forms", "chair-of", {"group": {"acronym": group.acronym}}),
        "report": {"kind": scope.plan.facts.kind, "name": scope.plan.name, "language": language},
    }


def _meeting_data(scope: Scope, number: int, shelf: Shelf) -> dict[str, Any]:
    meeting = scope.records.meetings.get(number)
    writing = scope.catalogue.writing
    data: dict[str, Any] = {"number": number, "ordinal": writing.ordinal(number), "named": named(scope, (number,))}
    facts = meeting.facts if meeting else None
    if facts is None or facts.dates is None:
        place = scope.meeting_place(number)
        run = scope.open_run("dates", f"dates of the {named(scope, (number,))}", place, named(scope, (number,)))
        data["dates"] = shelf.put((run,))
    else:
        data["dates"] = writing.days(facts.dates.parts)
    data["place"] = facts.place.get(scope.language) if facts and facts.place else ""
    data["room"] = facts.room.get(scope.language) if facts and facts.room else ""
    data["form"] = facts.form or "" if facts else ""
    data["summary"] = shelf.put(summary_runs(scope, number)) if _has_summary(scope) else ""
    data["documents"] = [
        {
            "number": key,
            "symbol": printed(document_symbol(scope.records, number, key, one)),
            "title": one.title.get(scope.language) if one.title else "",
            "submitters": list(one.submitters),
            "link": document_link(scope.records, meeting, key) or "",
        }
        for key, one in (facts.documents.items() if facts else ())
        if not one.withdrawn
    ]
    return data


def _has_summary(scope: Scope) -> bool:
    """Return whether the report lists the summaries of its meetings: one meeting's own summary doesn't."""
    return scope.plan.facts.kind != "meeting-summary"


def _session_data(scope: Scope, key: str) -> dict[str, Any]:
    session = scope.records.sessions[key]
    return {
        "name": session.name.get(scope.language),
        "place": session.place.get(scope.language) if session.place else "",
        "form": session.form.get(scope.language) if session.form else "",
        "dates": scope.catalogue.writing.days(session.dates.parts),
    }


def _attendance(scope: Scope, meetings: tuple[int, ...], attendance: Attendance) -> dict[str, Any]:
    count, writing = attendance.count, scope.catalogue.writing
    about = attendance.about.get(scope.language) + " " if attendance.about else ""
    who = attendance.who.get(scope.language) if attendance.who else None
    forms = {m.facts.form for n in meetings if (m := scope.records.meetings.get(n))}
    form = forms.pop() if len(forms) == 1 else None
    return {
        "meetings_named": named(scope, meetings),
        "count_of_meetings": len(meetings),
        "count": about + writing.number(count),
        "who": who or scope.catalogue.render("forms", "delegates", {}, count=count),
        "manner": scope.catalogue.render("forms", f"manner-{form}", {}) if form else "",
    }


def documents_counted(scope: Scope, shelf: Shelf) -> str:
    """Return `26 contributions and 6 information documents` over all meetings, or a placeholder where one is silent."""
    known = facts_for(scope, "totals")
    covered = {n for one in known for n in one.meetings}
    missing = tuple(n for n in scope.meetings if n not in covered)
    if missing:
        what = f"the number of documents of the {named(scope, missing)} (totals, or a list of documents)"
        return shelf.put((scope.open_run("totals", what, scope.meeting_place(missing[0]), named(scope, missing)),))
    sums = {
        name: sum(getattr(one.totals, name) or 0 for one in known if one.totals)
        for name in ("contributions", "information")
    }
    figures = any(value >= scope.catalogue.writing.figures_from for value in sums.values())
    texts = [
        scope.catalogue.render(
            "forms", name, {"number": scope.catalogue.writing.number(value, figures=figures)}, count=value
        )
        for name, value in sums.items()
        if value
    ]
    return scope.catalogue.writing.listed(texts)


# --- people over several meetings -----------------------------------------------------------------


def _groups(scope: Scope, people: Mapping[int, str]) -> list[tuple[str, tuple[int, ...]]]:
    """Return who stands for which meetings, in the order of the first of these."""
    found: dict[str, list[int]] = {}
    for number in scope.meetings:
        if number in people:
            found.setdefault(people[number], []).append(number)
    return [(who, tuple(numbers)) for who, numbers in found.items()]


def _facts(scope: Scope) -> list[tuple[int, MeetingFile]]:
    return [(n, scope.records.meetings[n].facts) for n in scope.meetings if n in scope.records.meetings]


def _openings(scope: Scope, shelf: Shelf) -> list[dict[str, Any]]:
    speakers = {
        n: attendee(scope, facts.opening.speaker, scope.meeting_place(n), shelf)
        for n, facts in _facts(scope)
        if facts.opening
    }
    return [
        {"speakers": [who], "all": numbers == scope.meetings, "meetings_named": named(scope, numbers)}
        for who, numbers in _groups(scope, speakers)
    ]


def _chairs_named(scope: Scope, shelf: Shelf) -> list[str]:
    """Return the names of those who chaired the meetings, each once."""
    names = []
    for number, facts in _facts(scope):
        if facts.chair:
            person = scope.records.people.get(facts.chair.person)
            place = scope.meeting_place(number)
            names.append(name_of(person) if person else attendee(scope, facts.chair, place, shelf, brackets=True))
    return list(dict.fromkeys(names))


def _chairs(scope: Scope, shelf: Shelf) -> list[dict[str, Any]]:
    chairs = {
        n: attendee(scope, facts.chair, scope.meeting_place(n), shelf, brackets=True)
        for n, facts in _facts(scope)
        if facts.chair
    }
    return [
        {
            "person": who,
            "all": numbers == scope.meetings,
            "meetings_named": named(scope, numbers),
            "count_of_meetings": len(numbers),
        }
        for who, numbers in _groups(scope, chairs)
    ]


def _name_by(scope: Scope, who: Attendee) -> str:
    """Return the name of who stood in for somebody, the empty text for nobody."""
    person = scope.records.people.get(who.by)
    return name_of(person) if person else who.by


def _remark(scope: Scope, who: Attendee, shelf: Shelf) -> str:
    if who.presence not in ("remote", "represented"):
        return ""
    by = _name_by(scope, who)
    return scope.catalogue.render("forms", who.presence, {"by": by}, shelf if by else None).strip()


def _vice_chairs(scope: Scope, shelf: Shelf) -> list[dict[str, Any]]:
    """Return the Vice-Chairs present, joined over the meetings whose officers are recorded, with their remarks."""
    recorded = tuple(n for n, facts in _facts(scope) if facts.vice_chairs)
    if not recorded:
        return []
    presence: dict[str, dict[int, Attendee]] = {}
    for number, facts in _facts(scope):
        for who in facts.vice_chairs:
            presence.setdefault(who.person, {})[number] = who
    people, represented = [], []
    for by_meeting in presence.values():
        there = {n: who for n, who in by_meeting.items() if who.presence != "absent"}
        if not there:
            continue
        if set(there) == set(recorded) and all(who.presence == "represented" for who in there.values()):
            represented.append(_represented(scope, there, shelf))
            continue
        first = next(iter(there.values()))
        remark = _joined_remark(scope, there, recorded, shelf)
        people.append(attendee(scope, first, scope.meeting_place(min(there)), shelf, brackets=True, remark=remark))
    if not people and not represented:
        return []
    every = recorded == scope.meetings
    part = {"people": people, "represented": represented, "all": every, "meetings_named": named(scope, recorded)}
    return [part]


def _represented(scope: Scope, there: Mapping[int, Attendee], shelf: Shelf) -> dict[str, str]:
    """Return who was represented throughout, and by whom: the names of all who stood in, each once."""
    number, first = next(iter(there.items()))
    names = [_name_by(scope, who) for who in there.values() if who.by]
    person = attendee(scope, first, scope.meeting_place(number), shelf, brackets=True)
    return {"person": person, "by": scope.catalogue.writing.listed(list(dict.fromkeys(names)))}


def _joined_remark(scope: Scope, there: Mapping[int, Attendee], recorded: tuple[int, ...], shelf: Shelf) -> str:
    """Return `remote`, `remote at the 43rd meeting`, or the meetings at which somebody was who wasn't at all."""
    remarks = {n: _remark(scope, who, shelf) for n, who in there.items()}
    texts = []
    for remark in dict.fromkeys(remarks.values()):
        numbers = tuple(n for n in recorded if remarks.get(n) == remark)
        if numbers == recorded:
            return remark
        if remark:
            data = {"remark": remark, "meetings_named": named(scope, numbers)}
            texts.append(scope.catalogue.render("forms", "remark-at", data, shelf))
        elif set(there) != set(recorded):
            texts.append(scope.catalogue.render("openings", "inside", {"meetings_named": named(scope, numbers)}))
    return ", ".join(texts)


def _thanked(scope: Scope, shelf: Shelf) -> dict[str, Any]:
    known = [one for one in facts_for(scope, "thanks") if one.thanks]
    meetings = tuple(sorted(n for one in known for n in one.meetings))
    lists: dict[str, Any] = {"meetings_named": named(scope, meetings) if meetings else ""}
    for name in ("vice_chairs", "officials", "secretariat"):
        merged = _merged((one.meetings[0], getattr(one.thanks, name)) for one in known)
        lists[name] = [
            attendee(
                scope,
                who,
                scope.meeting_place(number) if len(known) else None,
                shelf,
                brackets=name == "vice_chairs",
                remark=_remark(scope, who, shelf) if len(known) == 1 else "",
            )
            for number, who in merged
        ]
    return lists


def _guests(scope: Scope, shelf: Shelf) -> list[str]:
    merged = _merged((one.meetings[0], one.guests) for one in facts_for(scope, "guests"))
    return [attendee(scope, who, scope.meeting_place(number), shelf) for number, who in merged]


def _merged(lists: Iterable[tuple[int, Iterable[Attendee]]]) -> list[tuple[int, Attendee]]:
    """Return the people of several lists, each once, in an order that keeps the order of every list where it can.

    Precedence is as recorded: a newcomer stands behind the person that stands before it in its own list.
    """
    merged: list[tuple[int, Attendee]] = []
    for number, people in lists:
        position = 0
        for who in people:
            here = next((i for i, (_, other) in enumerate(merged) if other.person == who.person), None)
            if here is None:
                merged.insert(position, (number, who))
                position += 1
            else:
                position = max(position, here + 1)
    return merged


def signature(scope: Scope) -> tuple[str, str] | None:
    """Return the name of who signs, in running text and as signed: the plan's, else the last meeting's Chair."""
    who, place = scope.plan.facts.signature, scope.plan.place
    if who is None:
        for number, facts in reversed(_facts(scope)):
            if facts.chair:
                who, place = facts.chair, scope.meeting_place(number) or place
                break
    if who is None:
        return None
    person = known_person(scope, who.person, place)
    if person is None:
        words = who.person.split()
        if len(words) < 2:
            return None
        return who.person, " ".join([*[word for word in words[:-1] if word not in TITLES], words[-1].upper()])
    return name_of(person), signed(person)


def documents_phrase(scope: Scope, meeting: int, numbers: Iterable[str], shelf: Shelf, place: Place | None) -> str:
    """Return a list of documents, each linked, for a formula such as `{noted 4, 5}`."""
    return scope.catalogue.writing.listed(
        [shelf.put(document_runs(scope, meeting, number, "", place)) for number in numbers]
    )
