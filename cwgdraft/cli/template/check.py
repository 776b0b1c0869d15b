"""`cwgdraft template check`: everything that is wrong in a template, in the language of Word."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from cwgdraft.cli.findings import FORMS, as_github, as_sarif, counted
from cwgdraft.cli.names import templates
from cwgdraft.cli.output import SEVERITIES, Output, exit_code
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import errors_in
from cwgdraft.workspace import Workspace, find_workspace


@click.command(name="check")
@click.argument("file", shell_complete=templates)
@click.option("--render", is_flag=True, help="Fill it, too: with made-up values, and with each report that uses it.")
@click.option("--report", "reports", multiple=True, metavar="REPORT", help="Fill it with this report (with --render).")
@click.option(
    "--annotate",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT.docx",
    help="Write the template with comments.",
)
@click.option("--as", "name", default="", metavar="NAME", help="Check it as the template NAME of the workspace.")
@click.option(
    "--contract/--no-contract", "ours", default=None,
    help="Hold our contract against it (fields, samples, places), or don't.  [default: the template tells]",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to print.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--severity", type=click.Choice(list(SEVERITIES)), default=None,
    help="Exit with 1 when something at least as severe is found.  [default: warning; error without our contract]",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that --annotate didn't write, or that was edited.")
@click.pass_obj
def command(
    output: Output,
    file: str,
    render: bool,
    reports: tuple[str, ...],
    annotate: Path | None,
    name: str,
    ours: bool | None,
    form: str,
    as_json: bool,
    severity: str | None,
    force: bool,
) -> int:
    """Find what is wrong in a template, all of it at once: where, what, and what to do in Word.

    \b
    cwgdraft template check council-report             a template of the workspace
    cwgdraft template check new.docx --render          any file, filled as well
    cwgdraft template check new.docx --annotate answer.docx

    Without --render nothing in the template is run. With it, it is filled in a process of its own, under limits of time
    and memory: with made-up values, each looked for in the result, and with each report that uses it.

    A template made for other programs is checked without our contract: no fields, samples and places are asked of it.

    Exit code 0 when nothing was found, 1 when something was, 2 when the file can't be checked.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.outputs import check_outputs, write_output
    from cwgdraft.jobs.templates.check import CheckOptions, annotated, check_template, template_file

    if reports and not render:
        raise click.UsageError("--report names a report to fill it with: add --render")
    if annotate and annotate.suffix.lower() != ".docx":
        raise click.BadParameter(f"'{annotate}' must end in .docx, or Word won't open it", param_hint="--annotate")
    workspace = _workspace(output, file)
    path = template_file(file, workspace)
    if annotate:
        check_outputs([annotate], [str(path)], force=force)
    checked = check_template(path, workspace, CheckOptions(ours, name, render, reports))
    root = workspace.root if workspace else None
    form = "json" if as_json else form
    if form == "json":
        output.json(
            {
                "file": output.shown(path),
                "ours": checked.ours,
                "reports": list(checked.reports),
                "findings": [one.as_data(root) for one in checked.findings],
            }
        )
    elif form == "github":
        for line in as_github(checked.findings, root):
            output.result(line)
    elif form == "sarif":
        from cwgdraft.typesetting.vetting import RULES

        output.json(as_sarif(checked.findings, {rule.name: rule.what for rule in RULES.values()}, root))
    else:
        output.results(checked.findings, root=root)
    if annotate:
        now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        write_output(annotate, annotated(checked, now))
        output.say(f"wrote {output.shown(annotate)}")
    tried = f"; filled with {', '.join(checked.reports)}" if checked.reports else ""
    if render and errors_in(checked.vetted.findings):
        tried = "; not filled: the errors stop it"
    others = "" if checked.ours else " (checked as a template of somebody else, without our contract)"
    others += "" if checked.vetted.tags else "; it has no tags"
    output.say(f"{path.name}: {counted(checked.findings)}{tried}{others}")
    return exit_code(checked.findings, severity or ("warning" if checked.ours else "error"))


def _workspace(output: Output, file: str) -> Workspace | None:
    """Return the workspace in which the file lies, else that in which the command runs, None without any."""
    folders = [Path(file).resolve().parent] if Path(file).is_file() else []
    for folder in (*folders, output.folder):
        try:
            return find_workspace(folder)
        except CwgdraftError:
            continue
    return None
