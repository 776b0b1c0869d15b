"""The box on the first page lacks a label that a Council document must have.

Every Council document says what is asked of the Council. The labels changed over the years: up to 2025 the box
needs "Action required"; from the session of 2026 on also the link with the Strategic Plan, the financial
implications and the references. In a workspace the layout of the report's session is the one in the register;
elsewhere the session is read from the first page, and nothing is said of a document without a box.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.box import ACTION, LAYOUT_2026, fields, session_year
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_OPENS = ("purpose", "summary")
_NEW = 2026


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the labels that should stand in the box, at its first label."""
    present = list(fields(subject))
    if not present or present[0].name.lower() not in _OPENS:
        return
    names = [one.name.lower() for one in present]
    names += [one.plain.lower() for one in subject.passages[:30] if one.plain.lower().startswith(ACTION)]
    first = present[0].label
    for label in _wanted(subject, names):
        stem = ACTION if label.lower().startswith(ACTION) else label.lower()
        if not any(name.startswith(stem) for name in names):
            yield Hit(first, 0, len(first.text), f"the box lacks '{label}'", f"add '{label}' and its text")


def _wanted(subject: Subject, names: list[str]) -> tuple[str, ...]:
    """Return the labels that the box of a document must have."""
    if subject.records is not None and subject.plan is not None:
        session = subject.records.sessions.get(subject.plan.facts.session)
        layout = subject.records.boxes.get(session.box, ()) if session is not None else ()
        language = subject.plan.facts.language or subject.draft.language or "en"
        return tuple(one.label.get(language) for one in layout if one.label is not None)
    if session_year(subject) >= _NEW or any(name.startswith(("relevant link", "financial impl")) for name in names):
        return LAYOUT_2026 if session_year(subject) >= _NEW else LAYOUT_2026[:4]
    return ("Action required",)
