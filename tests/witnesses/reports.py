"""The reports of the workspace, for programs that look at them from outside."""

from __future__ import annotations

import functools

from cwgdraft.draft import Draft
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.load import load_records
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import load_template
from cwgdraft.workspace import Workspace
from tests.word_builders import ROOT

WORKSPACE = Workspace(ROOT)
PLANS = sorted(path.stem for path in WORKSPACE.reports.glob("*.yaml"))


@functools.cache
def _report(name: str) -> Report:
    records = load_records(WORKSPACE)
    plan = records.plans[name]
    newest = sorted(records.meetings)
    meetings = plan.facts.meetings or newest[-1:] if plan.facts.kind == "meeting-summary" else plan.facts.meetings
    template = load_template(WORKSPACE.template_file(plan.facts.template))
    catalogue = load_catalogue(WORKSPACE, records.group.language)
    return draft_report(records, plan, meetings or newest[-2:], catalogue, labelling=template.labelling)


def draft(name: str) -> Draft:
    """Return the draft of a plan, over the newest meetings when it names none."""
    return _report(name).draft


def built(name: str, *, final: bool = False) -> bytes:
    """Return the Word document of a plan."""
    report = _report(name)
    template = load_template(WORKSPACE.template_file(report.draft.template))
    return typeset(report.draft, template, report.data, final=final)
