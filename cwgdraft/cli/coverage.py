"""`cwgdraft coverage`: where each statement and document went."""

from __future__ import annotations

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.drafting.report import draft_report
from cwgdraft.jobs.targets import load_targets
from cwgdraft.records.catalogue import load_catalogue


@click.command(name="coverage")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT | MEETING…", shell_complete=reports_and_meetings)
@click.option("--missing", is_flag=True, help="Only what is left out without a reason.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(output: Output, reports: tuple[str, ...], missing: bool, as_json: bool) -> int:
    """Show for each statement and document of the meetings where it went, or why it is left out.

    Exit code 1 when something is left out without a reason, or when an error is found.
    """
    workspace = output.workspace
    records, targets = load_targets(workspace, reports)
    code = 0
    for target in targets:
        catalogue = load_catalogue(workspace, target.plan.facts.language or records.group.language)
        report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name)
        lines = [one for one in report.coverage if one.outcome == "missing"] if missing else report.coverage
        findings = (*records.findings, *report.findings)
        output.findings(findings, root=workspace.root)
        code = max(code, int(bool(report.missing)), exit_code(findings))
        if as_json:
            output.json({"report": target.name, "coverage": [one.as_data() for one in lines]})
            continue
        for one in lines:
            where = {"printed": one.where, "covered": f"words of '{one.where}'"}.get(one.outcome, one.reason)
            place = f"{one.place.path.name}:{one.place.line}" if one.place else ""
            output.result(f"{one.what}\t{one.outcome}\t{where}\t{place}\t{one.excerpt}")
        counts: dict[str, int] = {}
        for one in report.coverage:
            counts[one.outcome] = counts.get(one.outcome, 0) + 1
        output.say(f"{target.name}: " + (", ".join(f"{n} {name}" for name, n in counts.items()) or "nothing recorded"))
    return code
