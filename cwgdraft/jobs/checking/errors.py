"""What every build looks for beside its own findings: the errors that `cwgdraft check` would find in the report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cwgdraft.checking.registry import ERRORS, load_rule, names
from cwgdraft.checking.run import check_names
from cwgdraft.checking.subject import Subject
from cwgdraft.drafting.report import Report
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding, Severity
from cwgdraft.jobs.agreed import agreed_findings, agreed_places
from cwgdraft.jobs.checking.accepted import marks_in_records, without_accepted
from cwgdraft.jobs.checking.check import check_documents, with_agreed_told
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.jobs.targets import Target
from cwgdraft.records.house import load_house
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace


def errors_in(workspace: Workspace, records: Records, target: Target, report: Report) -> tuple[Finding, ...]:
    """Return the errors in a report that nobody accepted; none in a language that the rules don't read.

    Raises `RecordsError` when the house style can't be read, `CwgdraftError` when it names rules that there aren't.
    """
    house = load_house(workspace)
    check_names(house)
    agreed = partial(_about_agreed, workspace, records, target.meetings)
    subject = Subject(report.draft, house, records, target.plan, target.meetings, own=True, agreed=agreed)
    if not subject.is_english:
        return ()
    document = Document(subject, target.plan.place.path, target.name, report.written_blocks(), asked=target.asked)
    heavy = {name for name, severity in house.severities.items() if severity is Severity.ERROR}
    rules = [load_rule(name) for name in names() if name in ERRORS | heavy and name not in house.off]
    found = [one for one in check_documents([document], rules) if one.finding.severity is Severity.ERROR]
    if found:
        found, _ = without_accepted(found, marks_in_records(workspace))
        found = with_agreed_told(found, agreed_places(records, target.meetings))
    return tuple(one.finding for one in found)


def _about_agreed(workspace: Workspace, records: Records, meetings: Sequence[int]) -> tuple[Finding, ...]:
    """Return what is wrong with agreed words; where it can't be told, a check says why, and the build goes on."""
    try:
        return agreed_findings(workspace, records, meetings)
    except CwgdraftError:
        return ()
