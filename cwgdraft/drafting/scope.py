"""What one report is about, and what is noted while it is drafted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
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
    reference_places: dict[str, Place] = field(default_factory=dict)
    open_facts: dict[str, OpenFact] = field(default_factory=dict)
    placeholders: dict[str, str] = field(default_factory=dict)

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
        data = {"value": value, "meetings": self.meetings, "meetings_named": value}
        shown = self.catalogue.render("open", name, data) if self.catalogue.has("open", name) else value or name
        self.note_open(name, what, place, f"[{shown}]")
        return Run(f"[{shown}]", open=True)

    def note_open(self, name: str, what: str, place: Place | None, printed: str) -> None:
        """Note a fact that isn't known, and the words that are printed where it is missing."""
        self.open_facts.setdefault(what, OpenFact(name, what, place))
        self.placeholders.setdefault(what, printed)

    def open_in(self, text: str) -> tuple[OpenFact, ...]:
        """Return the facts that are missing in a report's text."""
        return tuple(fact for what, fact in self.open_facts.items() if self.placeholders[what] in text)

    def minutes(self, number: int) -> Words:
        """Return the minutes of a meeting in the report's language, empty where there are none."""
        meeting = self.records.meetings.get(number)
        return self._in_language(meeting.minutes) if meeting else Words()

    def words(self, report: str) -> Words:
        """Return a report's own words in this report's language."""
        plan = self.records.plans.get(report)
        return self._in_language(plan.words) if plan else Words()

    def _in_language(self, texts: Mapping[str, Words]) -> Words:
        return texts.get(self.language) or Words()

    def note_untranslated(self) -> None:
        """Note minutes and words that aren't there in the report's language: nothing recorded is lost in silence."""
        for number in self.meetings:
            meeting = self.records.meetings.get(number)
            if meeting:
                self._note_untranslated(meeting.minutes, f"the minutes of meeting {number}", meeting.place)
        self._note_untranslated(self.plan.words, f"the words of '{self.plan.name}'", self.plan.place)

    def _note_untranslated(self, texts: Mapping[str, Words], what: str, place: Place) -> None:
        if self.language in texts:
            self._note_partly(texts, what, place)
            return
        if not any(words.items for words in texts.values()):
            return
        own = self.language != self.records.group.language
        name = f"{place.path.stem}{f'.{self.language}' if own else ''}.md"
        message = f"{what} are not there in '{self.language}', only in '{', '.join(texts)}'"
        self.found("untranslated", message, place, f"translate them: {name}")

    def _note_partly(self, texts: Mapping[str, Words], what: str, place: Place) -> None:
        """Note a translation that holds fewer statements than the words it was made from."""
        original = texts.get(self.records.group.language)
        if original is None or self.language == self.records.group.language:
            return
        there, wanted = texts[self.language].count(), original.count()
        if there < wanted:
            message = f"{what} have {there} of {wanted} statements in '{self.language}'"
            help_ = f"translate the others: {place.path.stem}.{self.language}.md"
            self.found("untranslated", message, place, help_)

    def meeting_place(self, number: int) -> Place | None:
        """Return where a meeting's facts stand."""
        meeting = self.records.meetings.get(number)
        return meeting.place if meeting else None
