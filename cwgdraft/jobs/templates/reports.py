"""The reports of a workspace, drafted so that examples can be taken from them and wordings tried on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.sentences import Sentences
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.targets import Target, meeting_target, plan_targets
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Drafted:
    """A report and the sentences that are filled for it; where it can't be drafted, `problem` says why."""

    name: str
    sentences: Sentences
    report: Report | None
    problem: str = ""


def drafted_reports(workspace: Workspace, catalogue: Catalogue, records: Records | None = None) -> list[Drafted]:
    """Return every report that a plan makes, then one for each meeting by itself, all in the catalogue's language.

    What isn't there in that language is missing in them; a report for which no sentence can be filled is left out.
    Raises `RecordsError` when the records can't be loaded.
    """
    records = records or load_records(workspace)
    tried = [_drafted(records, target, catalogue) for target in _targets(records)]
    return [one for one in tried if isinstance(one, Drafted)]


def problems_with(catalogue: Catalogue, records: Records) -> dict[str, str]:
    """Return by name why reports can't be drafted with a catalogue; empty when all can."""
    found = {target.name: _drafted(records, target, catalogue) for target in _targets(records)}
    told = {name: one.problem if isinstance(one, Drafted) else one for name, one in found.items()}
    return {name: problem for name, problem in told.items() if problem}


def _drafted(records: Records, target: Target, catalogue: Catalogue) -> Drafted | str:
    """Return a report, or why none of its sentences can be filled.

    A form that is filled once more, such as `span`, raises errors of Python's own.
    """
    sentences = None
    try:
        sentences = Sentences(Scope(records, target.plan, tuple(sorted(target.meetings)), catalogue))
        report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name)
    except (CwgdraftError, LookupError, ValueError) as error:
        why = str(error) or type(error).__name__
        return Drafted(target.name, sentences, None, why) if sentences else why
    return Drafted(target.name, sentences, report)


def _targets(records: Records) -> Iterator[Target]:
    yield from plan_targets(records)
    for number in records.meetings:
        yield meeting_target(records, number)
