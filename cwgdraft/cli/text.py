"""`cwgdraft text`: reports as numbered plain text."""

from __future__ import annotations

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.drafting.report import Report, draft_report
from cwgdraft.jobs.build import template_path
from cwgdraft.jobs.targets import load_targets
from cwgdraft.records.catalogue import load_catalogue


@click.command(name="text")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT | MEETING…", shell_complete=reports_and_meetings)
@click.option("--language", default="", metavar="LANG", help="Print in this language instead of the plan's.")
@click.option("--json", "as_json", is_flag=True, help="Print the blocks as JSON.")
@click.pass_obj
def command(output: Output, reports: tuple[str, ...], language: str, as_json: bool) -> int:
    """Print reports as plain text on stdout: label, TAB, text; the rows of tables with TABs between cells.

    Numbers of meetings are taken together as one report, as in `cwgdraft build 43 44`.
    """
    from cwgdraft.errors import CwgdraftError
    from cwgdraft.labels import Labelling
    from cwgdraft.typesetting.template import load_template

    workspace = output.workspace
    records, targets = load_targets(workspace, reports)
    code = 0
    for target in targets:
        wanted = language or target.plan.facts.language or records.group.language
        try:
            labelling = load_template(template_path(workspace, target, wanted)).labelling
        except CwgdraftError as error:
            output.say(f"{error.message}; numbers are printed without full stops")
            labelling = Labelling()
        catalogue = load_catalogue(workspace, wanted)
        report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name, labelling=labelling)
        output.findings((*records.findings, *report.findings), root=workspace.root)
        code = max(code, exit_code((*records.findings, *report.findings)))
        if as_json:
            output.json(_data(report))
        else:
            output.result("\n".join(report.draft.lines()))
    return code


def _data(report: Report) -> dict[str, object]:
    draft = report.draft
    return {
        "name": draft.name,
        "kind": draft.kind,
        "language": draft.language,
        "front": dict(draft.front),
        "blocks": [
            {"kind": b.kind.value, "label": b.label, "text": b.text, "level": b.level, "origin": b.origin}
            for b in draft.blocks
        ],
    }
