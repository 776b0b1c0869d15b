"""A statement as it will stand in a document: references resolved, short formulas written out."""

from __future__ import annotations

import re

from cwgdraft.draft import Runs
from cwgdraft.drafting.cite import named, spans_to_runs
from cwgdraft.drafting.compute import documents_phrase
from cwgdraft.drafting.number import Entry, Paragraph
from cwgdraft.drafting.scope import Scope
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.phrases import Shelf
from cwgdraft.records.model import Part, Statement

_FORMULA = re.compile(r"\{([a-z][a-z-]*)(?:\s+([^{}]*))?\}")


def entry_of(
    scope: Scope, statement: Statement, origin: str, meeting: int | None, *, names_meeting: bool = False
) -> Entry:
    """Return a statement's paragraphs.

    `meeting` is the meeting whose minutes hold it, None for a report's own words on several meetings. `names_meeting`
    prints what `[[at this meeting]]` stands for.
    """
    paragraphs = [
        Paragraph(
            part.kind,
            _formula(scope, part, meeting) or spans_to_runs(scope, part.spans, meeting, names_meeting=names_meeting),
            part.depth,
            part.list_kind,
            part.ordinal,
            _names(part, meeting),
            part.place,
        )
        for part in statement.parts
    ]
    return Entry(paragraphs, origin, "unnumbered" not in statement.attributes)


def names_its_meeting(statement: Statement) -> bool:
    """Return whether the words say themselves where their meeting is to be named."""
    return any(
        span.reference is not None and span.reference.name == "at this meeting"
        for part in statement.parts
        for span in part.spans
    )


def _names(part: Part, meeting: int | None) -> tuple[str, ...]:
    name = part.attributes.get("id")
    return () if not name else (f"#{name}",) if meeting is None else (f"{meeting}#{name}", f"#{name}")


def _formula(scope: Scope, part: Part, meeting: int | None) -> Runs | None:
    """Return a short formula written out from the catalogue, None for words of one's own."""
    found = _FORMULA.fullmatch(part.source) if part.source[:1] == "{" else None
    if not found:
        return None
    name, arguments = found[1], found[2] or ""
    if not scope.catalogue.has("formulas", name):
        known = scope.catalogue.phrases.get("formulas", {})
        hint = did_you_mean(name, known)
        help_ = f"use one of: {', '.join(known)}; or write the sentence out"
        scope.found("unknown-formula", f"'{{{name}}}' is not a formula{hint}", part.place, help_)
        return None
    numbers = [piece for piece in re.split(r"[,\s]+", arguments) if piece]
    wrong = [piece for piece in numbers if not re.fullmatch(r"((INF|ADM|DT)/)?\d{1,4}", piece)]
    if wrong or (meeting is None and numbers):
        message = f"'{wrong[0] if wrong else numbers[0]}' in '{part.source}' is no number of a document here"
        help_ = "write numbers of the meeting's documents: {noted 4, INF/5}"
        scope.found("wrong-value", message, part.place, help_)
        return None
    if not numbers and "documents" in scope.catalogue.wording("formulas", name, 1):
        message, help_ = f"'{part.source}' names no document", f"write its numbers: {{{name} 4, INF/5}}"
        scope.found("wrong-value", message, part.place, help_)
        return None
    shelf = Shelf()
    own = (meeting,) if meeting is not None else scope.meetings
    documents = documents_phrase(scope, own[0], numbers, shelf, part.place)
    data = {"documents": documents, "meetings_named": named(scope, own), "count": len(numbers)}
    return shelf.take(scope.catalogue.render("formulas", name, data, shelf, count=len(numbers) or 1))
