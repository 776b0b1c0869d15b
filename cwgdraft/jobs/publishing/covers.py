"""One body under two covers: the first page of a paper for the group itself, where the plan is for the Council."""

from __future__ import annotations

from dataclasses import replace

from cwgdraft.drafting.report import Report
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.sentences import Sentences
from cwgdraft.language.mentions.symbols import symbols_in

_COUNCIL_ONLY = ("session", "session_dates", "agenda_item")


def own_meeting(symbol: str, acronym: str) -> int:
    """Return the meeting to which a symbol of the group belongs, 0 for a Council document."""
    return next((one.meeting for one in symbols_in(symbol, acronym) if one.series == "group"), 0)


def with_own_cover(report: Report, scope: Scope) -> Report:
    """Return a report with the banner of the meeting that `scope` is about, as the group's own papers have it.

    The group's name stands for the session, the meeting with place and dates for the session's, no agenda item, and
    "English only" for the original language. What only the Council's cover needs is no open fact then.
    """
    sentences, catalogue = Sentences(scope), scope.catalogue
    original = "original-meeting-summary" if catalogue.has("front", "original-meeting-summary") else "original"
    group, meeting = scope.records.group.name.get(scope.language), sentences.text("front", "meeting")
    front = {
        **report.draft.front,
        "session": group,
        "session_dates": meeting,
        "group": group,
        "meeting": meeting,
        "agenda_item": "",
        "original": sentences.text("front", original),
    }
    draft = report.draft
    left = tuple(one for one in draft.placeholders if any(one in value for value in front.values()))
    facts = tuple(fact for fact in report.open_facts if fact.name not in _COUNCIL_ONLY)
    return replace(report, draft=replace(draft, front=front, placeholders=left), open_facts=facts)
