"""The first page: the facts above the box, the box itself, and the signature."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cwgdraft.draft import Block, Kind, Run, Runs
from cwgdraft.drafting.compute import signature
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.sentences import Sentences
from cwgdraft.drafting.symbols import LANGUAGE_LETTERS, document_symbol, printed
from cwgdraft.finding import Place
from cwgdraft.records.inline import read_inline
from cwgdraft.records.schema import BoxField
from cwgdraft.records.values import LocalText

RULE = "_______________"


def front_facts(scope: Scope, sentences: Sentences) -> dict[str, str]:
    """Return the facts of the first page by the names that templates use, placeholders where one isn't known."""
    group = scope.records.group
    symbol = _symbol(scope)
    facts = {
        "session": _session(scope, sentences, "session"),
        "session_dates": _session(scope, sentences, "session_dates"),
        "group": group.name.get(scope.language),
        "meeting": sentences.text("front", "meeting"),
        "agenda_item": _agenda_item(scope, sentences),
        "document": sentences.text("front", "document", value=symbol),
        "symbol": symbol,
        "date": _date(scope),
        "original": _original(scope, sentences),
        "originator": sentences.text("front", "originator"),
        "title": title(scope, sentences),
        "website": group.council_website,
    }
    return {name: _kept(value) for name, value in facts.items()}


def _kept(value: str) -> str:
    return " ".join(value.split(" ")).strip()


def title(scope: Scope, sentences: Sentences) -> str:
    """Return the report's title as plain text."""
    own = scope.plan.facts.title
    if own:
        return "".join(run.text for run in sentences.filled(read_inline(own.get(scope.language))))
    return sentences.text("front", f"title-{scope.plan.facts.kind}")


def _open(scope: Scope, name: str, key: str) -> str:
    place = scope.plan.place
    where = "in a plan of its own: cwgdraft new report" if scope.plan.is_pattern else f"in {place.path.name}"
    return scope.open_run(name, f"{key} ({where})", Place(place.path, 1, 1)).text


def _symbol(scope: Scope) -> str:
    """Return the document's symbol with the letter of its language."""
    symbol = scope.plan.facts.symbol
    if not symbol and scope.plan.facts.kind == "meeting-summary":
        meeting = scope.records.meetings.get(scope.meetings[-1])
        if meeting and meeting.facts.summary and (number := meeting.facts.summary.document):
            record = meeting.facts.documents.get(number)
            symbol = document_symbol(scope.records, meeting.number, number, record)
    if not symbol:
        return _open(scope, "symbol", "symbol of the document")
    letter = LANGUAGE_LETTERS.get(scope.language.split("-")[0])
    return printed(f"{symbol}-{letter}" if letter else symbol)


def _agenda_item(scope: Scope, sentences: Sentences) -> str:
    value = scope.plan.facts.agenda_item
    if not value:
        if scope.plan.facts.kind == "meeting-summary" or not scope.plan.facts.session:
            return ""
        value = _open(scope, "agenda_item", "agenda item")
    return sentences.text("front", "agenda_item", value=value)


def _date(scope: Scope) -> str:
    """Return the plan's date; of one meeting's summary, else the day on which it was approved."""
    approval = None
    if scope.plan.facts.kind == "meeting-summary":
        meeting = scope.records.meetings.get(scope.meetings[-1])
        approval = meeting.facts.approval if meeting else None
    if day := scope.plan.facts.date or (approval.date if approval else None):
        return scope.catalogue.writing.day(day)
    return _open(scope, "date", "date of the document")


def _original(scope: Scope, sentences: Sentences) -> str:
    own = scope.plan.facts.original
    if own:
        return own.get(scope.language)
    special = f"original-{scope.plan.facts.kind}"
    return sentences.text("front", special if scope.catalogue.has("front", special) else "original")


def _session(scope: Scope, sentences: Sentences, name: str) -> str:
    key = scope.plan.facts.session
    if not key:
        if scope.plan.facts.kind == "meeting-summary":
            return ""
        return _open(scope, name, "Council session") if name == "session" else ""
    session = scope.records.sessions[key]
    return session.name.get(scope.language) if name == "session" else sentences.text("front", "session_dates")


# --- the box ---------------------------------------------------------------------------------------


def box_blocks(scope: Scope, sentences: Sentences) -> list[Block]:
    """Return the labels, texts and rules of the front box, in the order of the session's layout."""
    found: list[Block] = []
    for i, field in enumerate(_layout(scope)):
        if field.field == "rule":
            found.append(Block(Kind.FRONT_RULE, (Run(RULE),), origin=f"front:rule-{i}"))
            continue
        label = field.label.get(scope.language) if field.label else field.field
        found.append(Block(Kind.FRONT_LABEL, (Run(label),), origin=f"front:{field.field}/label"))
        for j, runs in enumerate(_field(scope, sentences, field.field)):
            origin = f"front:{field.field}" + (f".{j + 1}" if j else "")
            found.append(Block(Kind.FRONT_TEXT, runs, origin=origin, facts=(f"box:{field.field}",)))
    return found


def _layout(scope: Scope) -> tuple[BoxField, ...]:
    """Return the box layout that the plan or its session names, else that of the newest session."""
    plan, records = scope.plan.facts, scope.records
    name = plan.box_layout
    if not name and plan.session:
        name = records.sessions[plan.session].box
    if not name and records.sessions:
        day = scope.date
        past = [s for s in records.sessions.values() if day is None or s.dates.first <= day] or list(
            records.sessions.values()
        )
        name = max(past, key=lambda session: session.dates.first).box
    return records.boxes.get(name, ())


def _field(scope: Scope, sentences: Sentences, field: str) -> list[Runs]:
    """Return the paragraphs of one field of the box."""

    def missing() -> Runs:
        place = scope.plan.places.get("box", scope.plan.place)
        return (scope.open_run(field, f"the text of '{field}' in the box (box: {field}: …)", place),)

    texts_given: Mapping[str, LocalText] = {str(key): text for key, text in scope.plan.facts.box.items()}
    own = texts_given.get(field)
    if own is not None:
        texts = [own.get(scope.language)]
    else:
        names = (f"{field}-{scope.plan.facts.kind}", field)
        name = next((one for one in names if scope.catalogue.has("front", one)), None)
        if name is None:
            return [missing()]
        texts = [sentences.render("front", name)]
    paragraphs = [text[start:end] for text in texts for start, end in box_paragraphs(text)]
    return [sentences.filled(read_inline(piece.replace("\n", " "))) for piece in paragraphs] or [missing()]


def box_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return where the paragraphs of a box text begin and end; an empty line stands between them."""
    return [one.span() for one in re.finditer(r"\S(?:(?!\n\n).)*(?<=\S)", text, re.DOTALL)]


def closing_blocks(scope: Scope, sentences: Sentences) -> list[Block]:
    """Return what ends the report: the signature (family name in capitals, the office below it), the closing rule."""
    ends = scope.plan.facts.closing
    if ends is None:
        ends = ["signature", "rule"] if scope.plan.facts.kind == "meeting-summary" else ["signature"]
    blocks = _signature(scope, sentences) if "signature" in ends else []
    if "rule" in ends:
        blocks.append(Block(Kind.CLOSING_RULE, (Run(RULE),), origin="signature:rule"))
    return blocks


def _signature(scope: Scope, sentences: Sentences) -> list[Block]:
    signer = signature(scope)
    if signer is None:
        what = "who signs: the Chair of the last meeting (chair: …), or the plan's signature"
        name: Runs = (scope.open_run("signature", what, scope.meeting_place(scope.meetings[-1])),)
    else:
        name = (Run(signer[1]),)
    office = sentences.text("front", "signature")
    return [
        Block(Kind.SIGNATURE_NAME, name, origin="signature:name"),
        Block(Kind.SIGNATURE_TITLE, (Run(office),), origin="signature:title"),
    ]
