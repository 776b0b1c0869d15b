"""Trials: a report drafted with one thing changed, to see what it then says; without the minutes where it can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cwgdraft.drafting.report import Report
from cwgdraft.folding.differences import plain
from cwgdraft.jobs.edits import drafted_without
from cwgdraft.jobs.states import State


def said(text: str) -> str:
    """Return a text with ordinary spaces and hyphens, none at its ends."""
    return plain(text).strip()


def texts_of(report: Report) -> Counter[str]:
    """Return the texts of a report's blocks and of the facts of its first page, as `said` has them."""
    texts = (*(block.text for block in report.draft.blocks), *report.draft.front.values())
    return Counter(said(text) for text in texts)


@dataclass(slots=True)
class Trials:
    """Drafts a state's report again, each time with one thing changed; `copy` are the texts of the copy, as `said`."""

    state: State
    copy: frozenset[str]
    _light: State | None = None
    _texts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._texts = texts_of(self.state.report)

    def says(self, drafted: Callable[[State], Report | None], old: str, new: str) -> bool:
        """Return whether the report, drafted in one way, says what was typed in the place of what it said."""
        self._light = self._light or _without_words(self.state)
        light = self._light if old in texts_of(self._light.report) else self.state
        report = drafted(light)
        if report is None:
            return False
        texts = texts_of(report)
        return new in texts and old not in texts

    def changes(self, drafted: Callable[[State], Report | None]) -> tuple[str, ...]:
        """Return what the report says otherwise than the copy when it is drafted in one way.

        That is what it doesn't say any more though it stands in the copy, and blocks that then say what it doesn't.
        """
        report = drafted(self.state)
        if report is None:
            return ()
        gone = self._texts - texts_of(report)
        come = Counter(said(block.text) for block in report.draft.blocks) - self._texts
        return (*(text for text in gone if text in self.copy), *(text for text in come if text not in self.copy))


def _without_words(state: State) -> State:
    """Return a state without minutes and words of reports, of which drafting takes no time; itself if it makes none."""
    records = state.records
    meetings = {number: replace(one, minutes={}) for number, one in records.meetings.items()}
    plans = {name: replace(one, words={}) for name, one in records.plans.items()}
    light = replace(state, records=replace(records, meetings=meetings, plans=plans))
    if state.target.plan.name in plans:
        light = replace(light, target=replace(state.target, plan=plans[state.target.plan.name]))
    report = drafted_without(light, light, [])
    return replace(light, report=report) if report else state
