"""What one report is about, and what is noted while it is drafted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from cwgdraft.draft import Run
from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.model import Plan, Records, Words


@dataclass(frozen=True, slots=True)
class OpenFact:
    """A fact that isn't known yet: what stands in its place, what is missing, and where to write it."""

    name: str
    what: str
    place: Place | None

    def as_data(self) -> dict[str, object]:
        """Return the fact as plain data for JSON."""
        where = {"file": self.place.path.name, "line": self.place.line} if self.place else {}
        return {"name": self.name, "what": self.what, **where}


@dataclass(slots=True)
class Scope:
    """One report: its plan, the meetings that it covers, its language; findings and open facts gather here."""

    records: Records
    plan: Plan
    meetings: tuple[int, ...]
    catalogue: Catalogue
    findings: list[Finding] = field(default_factory=list)
    open_facts: dict[str, OpenFact] = field(default_factory=dict)

    @property
    def language(self) -> str:
        """Return the language of the report."""
        return self.catalogue.language

    @property
    def several(self) -> bool:
        """Return whether the report covers more than one meeting."""
        return len(self.meetings) > 1

    @property
    def date(self) -> dt.date | None:
        """Return the report's date, else the last day of its last meeting."""
        return self.plan.facts.date or self.records.last_day(self.meetings)

    def found(
        self, rule: str, message: str, place: Place | None, help_: str, severity: Severity = Severity.ERROR
    ) -> None:
        """Note a finding."""
        self.findings.append(Finding(rule, severity, message, place, help_))

    def open_run(self, name: str, what: str, place: Place | None, value: str = "") -> Run:
        """Note a fact that isn't known and return the placeholder that is printed for it."""
        self.open_facts.setdefault(what, OpenFact(name, what, place))
        data = {"value": value, "meetings": self.meetings, "meetings_named": value}
        shown = self.catalogue.render("open", name, data) if self.catalogue.has("open", name) else value or name
        return Run(f"[{shown}]", open=True)

    def minutes(self, number: int) -> Words:
        """Return the minutes of a meeting in the report's language, empty where there are none."""
        meeting = self.records.meetings.get(number)
        return self._in_language(meeting.minutes) if meeting else Words()

    def words(self, report: str) -> Words:
        """Return a report's own words in this report's language."""
        plan = self.records.plans.get(report)
        return self._in_language(plan.words) if plan else Words()

    def _in_language(self, texts: object) -> Words:
        assert hasattr(texts, "get")  # noqa: S101 - tells the type checker; never input
        found: Words = texts.get(self.language) or Words()
        return found

    def meeting_place(self, number: int) -> Place | None:
        """Return where a meeting's facts stand."""
        meeting = self.records.meetings.get(number)
        return meeting.place if meeting else None
