"""References: what stands between double brackets becomes words, links and numbers kept right by Word."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from cwgdraft.draft import Run, Runs
from cwgdraft.drafting.people import name_of
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.symbols import OWN, document_link, document_symbol, held, outside_symbol, printed
from cwgdraft.finding import Place, Severity
from cwgdraft.language.near import did_you_mean, near_miss
from cwgdraft.language.phrases import Shelf
from cwgdraft.records.model import Reference, Spans
from cwgdraft.records.schema import Person, Resolution
from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import parse_dates, parse_moment

_AT_MEETING = "at this meeting"
_MEETING = re.compile(r"meetings? +(\d{1,3}(?: *, *\d{1,3})*)")
_SUMMARY = re.compile(r"summary +(\d{1,3})")
_STATEMENT = re.compile(r"\d{1,3}#[\w.:-]+")
ONLY = "!"
"""Ends a target that is of the meeting it names, and of no other: `[[41#regional]]`."""
_MONTH = re.compile(r"\d{4}-\d\d")
_DAYS = re.compile(r"\d{4}-\d\d(?:-\d\d)?(?:/[\d-]+)?")
_RELATIVE = {"this meeting": 0, "next meeting": 1, "previous meeting": -1}
_FORMS = {
    "meeting": ("dates", "place", "ordinal", "number"),
    "resolution": ("short", "long", "number", "edition"),
    "person": ("name", "full", "office", "family"),
    "session": ("name", "dates", "place"),
    "document": ("symbol", "number", "title"),
}


def spans_to_runs(scope: Scope, spans: Spans, meeting: int | None, *, names_meeting: bool = False) -> Runs:
    """Return the runs of recorded words, references resolved.

    `meeting` is the meeting whose minutes they are, None for a report's own words. `names_meeting` prints the words
    of `[[at this meeting]]`, which otherwise takes the space before it away with itself.
    """
    runs: list[Run] = []
    begins = bool(spans) and spans[0].reference is not None and spans[0].reference.name == _AT_MEETING
    for span in spans:
        if span.reference is None:
            runs.append(Run(span.text, span.strong, span.emphasis, span.link))
            continue
        if span.reference.name == _AT_MEETING:
            _at_meeting(scope, runs, meeting, names_meeting)
            continue
        resolved = resolve(scope, span.reference, meeting)
        if span.reference.name == "this meeting" and runs:
            resolved = _without_second_article(resolved, runs[-1].text)
        for run in resolved:
            if span.strong or span.emphasis:
                run = replace(run, strong=span.strong, emphasis=span.emphasis)
            runs.append(run)
    return _capitalized(runs) if begins and runs else tuple(runs)


def _without_second_article(runs: Runs, before: str) -> Runs:
    """Return "42nd meeting" for "the 42nd meeting" where the words before it end with the article already."""
    article, space, rest = runs[0].text.partition(" ")
    doubled = space and re.search(rf"(?:^|\W){re.escape(article)}\s$", before, re.I)
    return (replace(runs[0], text=rest), *runs[1:]) if doubled else runs


def _capitalized(runs: list[Run]) -> Runs:
    """Return a sentence that began with the words that name its meeting, or has just lost them."""
    text = runs[0].text.lstrip(", ")
    return (replace(runs[0], text=text[:1].upper() + text[1:]), *runs[1:])


def _at_meeting(scope: Scope, runs: list[Run], meeting: int | None, names_meeting: bool) -> None:
    if names_meeting and meeting is not None:
        runs.append(Run(scope.catalogue.render("openings", "inside", {"meetings_named": named(scope, (meeting,))})))
    elif runs and runs[-1].text.endswith(" "):
        last = runs.pop()
        runs.append(replace(last, text=last.text[:-1]))


def named(scope: Scope, meetings: tuple[int, ...]) -> str:
    """Return `43rd and 44th meetings`."""
    data = {"ordinals": scope.catalogue.ordinals(meetings), "meetings": meetings}
    return scope.catalogue.render("forms", "meetings_named", data, count=len(meetings))


def resolve(scope: Scope, reference: Reference, meeting: int | None) -> Runs:
    """Return what a reference prints; what is not known is a finding and is printed as written."""
    name, form, place = reference.name, reference.form, reference.place
    _check_form(scope, name, form, place)
    if name.startswith("#") or _STATEMENT.fullmatch(name):
        target = f"{'' if meeting is None else meeting}{name}" if name.startswith("#") else f"{name}{ONLY}"
        if place is not None:
            scope.reference_places.setdefault(target, place)
        return (Run(form, target=target),)
    if _DAYS.fullmatch(name):
        return _days(scope, name, form, place)
    runs = (
        _meeting(scope, name, form, meeting, place)
        or _own_document(scope, name, form, meeting, place)
        or _outside(name, form)
        or _session(scope, name, form)
        or _resolution(scope, name, form, meeting, place)
        or _person(scope, name, form)
    )
    if runs:
        return runs
    known = [*scope.records.people, *scope.records.resolutions, *scope.records.sessions]
    hint = did_you_mean(name, known)
    scope.found("unknown-reference", f"'[[{name}]]' names nothing that is recorded{hint}", place, _REMEDY)
    return (scope.open_run("reference", f"what [[{name}]] stands for", place, form or name),)


_REMEDY = (
    "write a document ([[12]], [[42/INF/4]]), a resolution ([[PP 140]]), a person's key, "
    "[[meeting 42]], a Council session ([[C25]]), a date ([[2025-02-10/11]]) or [[#id]]; or add it to its register"
)


def _check_form(scope: Scope, name: str, form: str, place: Place | None) -> None:
    """Note words to be shown that look like a slip in the name of a form: `[[meeting 42|date]]`."""
    known = {one for forms in _FORMS.values() for one in forms}
    if form and form.islower() and form not in known and (near := near_miss(form, known, at_least=80)):
        message = f"'[[{name}|{form}]]' prints the word '{form}'; did you mean '{near}'?"
        scope.found("doubtful-form", message, place, f"write [[{name}|{near}]]", Severity.WARNING)


def _shown(kind: str, form: str) -> str:
    """Return the words that a reference asks to be shown, empty when it asks for a form or nothing."""
    return "" if form in _FORMS[kind] else form


def _meeting(scope: Scope, name: str, form: str, meeting: int | None, place: Place | None) -> Runs:
    if name in _RELATIVE:
        if meeting is None:
            if scope.several:
                message = f"'[[{name}]]' in words that belong to several meetings"
                scope.found("unclear-meeting", message, place, "name the meeting: [[meeting 42]]")
                return (Run(form or name),)
            meeting = scope.meetings[0]
        if not scope.several:
            return (Run(form or scope.catalogue.render("forms", name.replace(" ", "-"), {})),)
        text = named(scope, (meeting + _RELATIVE[name],))
        if name == "this meeting" and scope.catalogue.has("forms", "this-meeting-named"):
            text = scope.catalogue.render("forms", "this-meeting-named", {"meetings_named": text})
        return (Run(form or text),)
    if found := _SUMMARY.fullmatch(name):
        return summary_runs(scope, int(found[1]), form)
    found = _MEETING.fullmatch(name)
    if not found:
        return ()
    numbers = tuple(int(n) for n in found[1].split(","))
    missing = [n for n in numbers if n not in scope.records.meetings]
    if missing and form not in ("dates", "place"):
        help_ = f"make a record with 'cwgdraft new meeting {missing[0]}', or correct the number"
        scope.found("unknown-meeting", f"there is no record of meeting {missing[0]}", place, help_, Severity.WARNING)
    if form in ("dates", "place") and missing:
        message = f"the {named(scope, tuple(missing))} has no record: its {form} can't be printed"
        scope.found("unknown-meeting", message, place, f"record it in meetings/{missing[0]}.yaml")
        return (scope.open_run("dates", f"{form} of the {named(scope, tuple(missing))}", place, named(scope, numbers)),)
    facts = [scope.records.meetings[n].facts for n in numbers if n in scope.records.meetings]
    if form == "dates":
        parts = [part for one in facts if one.dates for part in one.dates.parts]
        if parts:
            return (Run(scope.catalogue.writing.days(parts)),)
        return (scope.open_run("dates", f"dates of the {named(scope, numbers)}", place, named(scope, numbers)),)
    if form == "place":
        places = dict.fromkeys(one.place.get(scope.language) for one in facts if one.place)
        return (Run(scope.catalogue.writing.listed(list(places))),)
    if form in ("ordinal", "number"):
        text = scope.catalogue.ordinals(numbers) if form == "ordinal" else ", ".join(map(str, numbers))
        return (Run(text),)
    return (Run(form or named(scope, numbers)),)


def summary_runs(scope: Scope, number: int, shown: str = "") -> Runs:
    """Return the link to a meeting's summary, without an address (and with an open fact) where none is known."""
    text = shown or scope.catalogue.render("forms", "summary", {"meetings_named": named(scope, (number,))})
    meeting = scope.records.meetings.get(number)
    summary = meeting.facts.summary if meeting else None
    link = None
    if meeting and summary:
        link = summary.url or (document_link(scope.records, meeting, summary.document) if summary.document else None)
    if link is None:
        place = scope.meeting_place(number)
        what = f"the address of the summary of the {named(scope, (number,))} (summary: {{document: …}})"
        scope.note_open("summary", what, place, text)
    return (Run(text, link=link),)


def _days(scope: Scope, name: str, shown: str, place: Place | None) -> Runs:
    """Return a date, a range of days or a month: `2025-02-10/11`, `2025-02`."""
    writing = scope.catalogue.writing
    try:
        if _MONTH.fullmatch(name):
            return (Run(shown or writing.month(parse_moment(name))),)
        return (Run(shown or writing.days(parse_dates(name).parts)),)
    except WrongValueError as error:
        scope.found("wrong-value", str(error), place, error.help)
        return (scope.open_run("reference", f"the days of [[{name}]]", place, shown or name),)


def _own_document(scope: Scope, name: str, form: str, meeting: int | None, place: Place | None) -> Runs:
    found = OWN.fullmatch(name)
    if not found:
        return ()
    number = int(found[1]) if found[1] else meeting
    if number is None:
        if scope.several:
            message = f"'[[{name}]]' doesn't say of which meeting the document is"
            scope.found("unclear-meeting", message, place, f"write [[{scope.meetings[-1]}/{name}]]")
            return (scope.open_run("reference", f"the meeting of document {name}", place, name),)
        number = scope.meetings[0]
    return document_runs(scope, number, found[2], form, place)


def document_runs(scope: Scope, meeting: int, number: str, form: str, place: Place | None) -> Runs:
    """Return a document's symbol (or the words to show), linked to its page."""
    record = scope.records.meetings.get(meeting)
    document = record.facts.documents.get(number) if record else None
    if document is None:
        what = f"document {number}" if record else f"a record of the {named(scope, (meeting,))}"
        message = f"{what} is not in meetings/{meeting}.yaml" if record else f"there is no {what[2:]}"
        help_ = f"add '{number}: TITLE' under documents in meetings/{meeting}.yaml"
        scope.found("unregistered-document", message, place, help_, Severity.WARNING)
    elif document.withdrawn:
        message = f"document {meeting}/{number} was withdrawn"
        scope.found("withdrawn-document", message, place, "cite what took its place", Severity.WARNING)
    text = printed(document_symbol(scope.records, meeting, number, document))
    if form == "number":
        text = number
    elif form == "title" and document and document.title:
        text = document.title.get(scope.language)
    elif shown := _shown("document", form):
        text = shown
    return (Run(text, link=document_link(scope.records, record, number)),)


def _outside(name: str, form: str) -> Runs:
    symbol = outside_symbol(name)
    return (Run(_shown("document", form) or symbol[0], link=symbol[1]),) if symbol else ()


def _session(scope: Scope, name: str, form: str) -> Runs:
    session = scope.records.sessions.get(name)
    if session is None:
        return ()
    if form == "dates":
        return (Run(scope.catalogue.writing.days(session.dates.parts)),)
    if form == "place":
        return (Run(session.place.get(scope.language) if session.place else ""),)
    return (Run(_shown("session", form) or session.name.get(scope.language)),)


# --- resolutions ----------------------------------------------------------------------------------


def _resolution(scope: Scope, name: str, form: str, meeting: int | None, place: Place | None) -> Runs:
    key, _, wanted = name.partition("@")
    resolution = scope.records.resolutions.get(key.strip())
    if resolution is None:
        return ()
    edition = edition_of(scope, resolution, wanted.strip(), meeting)
    if edition is None:
        listed = ", ".join(f"'{one.edition}'" for one in resolution.editions)
        message = f"'{key}' has no edition '{wanted}'"
        scope.found("unknown-edition", message, place, f"use one of: {listed}; or add it to registers/resolutions.yaml")
        edition = wanted
    if form == "edition":
        return (Run(held(edition)),)
    if shown := _shown("resolution", form):
        return (Run(shown, link=resolution.link or None),)
    suffix = "-long" if form == "long" else ""
    phrase = "resolution-number" if form == "number" else f"resolution-{resolution.body}{suffix}"
    data = {"number": resolution.number, "edition": held(edition)}
    return (Run(scope.catalogue.render("forms", phrase, data), link=resolution.link or None),)


def edition_of(scope: Scope, resolution: Resolution, wanted: str, meeting: int | None) -> str | None:
    """Return the edition of a resolution: the one that `wanted` names, else the one in force on the day.

    The day is the meeting's last, or the report's date for its own words. None when `wanted` names no edition; the
    empty text for a resolution without editions.
    """
    editions = resolution.editions
    if wanted:
        return next((one.edition for one in editions if wanted in one.edition), None)
    day = day_of(scope, meeting)
    in_force = [one.edition for one in editions if day is None or one.from_ <= day]
    if in_force:
        return in_force[-1]
    return editions[0].edition if editions else ""


def day_of(scope: Scope, meeting: int | None) -> dt.date | None:
    """Return the day for which words are written: the meeting's last, else the report's."""
    record = scope.records.meetings.get(meeting) if meeting is not None else None
    return record.facts.dates.last if record and record.facts.dates else scope.date


def mandate(scope: Scope, shelf: Shelf, *, long: bool = False) -> str:
    """Return the resolutions that the group works under, by body, in the editions in force on the report's date."""
    suffix = "-long" if long else ""
    groups: dict[str, list[str]] = {}
    for key in scope.records.group.mandate:
        resolution = scope.records.resolutions[key]
        edition = held(edition_of(scope, resolution, "", None) or "")
        text = f"{resolution.number} ({edition})" if edition else resolution.number
        run = Run(text, link=resolution.link or None)
        groups.setdefault(resolution.body, []).append(shelf.put((run,)))
    texts = [
        scope.catalogue.render("forms", f"resolutions-{body}{suffix}", {"resolutions": found}, shelf, count=len(found))
        for body, found in groups.items()
    ]
    return scope.catalogue.writing.listed(texts)


# --- people ---------------------------------------------------------------------------------------


def _person(scope: Scope, name: str, form: str) -> Runs:
    person = scope.records.people.get(name)
    if person is None:
        return ()
    return (Run(_shown("person", form) or person_in_form(scope, person, form)),)


def person_in_form(scope: Scope, person: Person, form: str) -> str:
    """Return a person's name, with country (`full`) or office (`office`), or the family name alone (`family`)."""
    text = name_of(person)
    if form == "family":
        return person.family
    if form == "full" and person.country:
        return f"{text} ({person.country.get(scope.language)})"
    if form in ("full", "office"):
        more = person.office or person.organization
        return f"{text}, {more.get(scope.language)}" if more else text
    return text
