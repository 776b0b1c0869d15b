"""`cwgdraft build`: reports as Word and PDF."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import SEVERITIES, Output, exit_code, is_terminal
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Severity
from cwgdraft.jobs.build import BuildOptions, Built, build
from cwgdraft.jobs.targets import load_targets


@click.command(name="build")
@click.argument("reports", nargs=-1, metavar="[REPORT… | MEETING…]", shell_complete=reports_and_meetings)
@click.option("--all", "every", is_flag=True, help="Build every report that names its meetings.")
@click.option("--pdf", is_flag=True, help="Write a PDF beside the Word file.")
@click.option(
    "--final",
    is_flag=True,
    help="Write the copy for the outside: no origins, no anchors; exit with 1 while placeholders stand in it.",
)
@click.option("--template", default="", metavar="NAME|FILE", help="Use this template instead of the plan's.")
@click.option("--language", default="", metavar="LANG", help="Build in this language instead of the plan's.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write to.  [default: build/]")
@click.option("--force", is_flag=True, help="Overwrite a file that was edited by hand.")
@click.option("--beside", is_flag=True, help="Write NAME (2).docx where the file is open or was edited.")
@click.option("--watch", is_flag=True, help="Build again whenever a record, phrase or template changes.")
@click.option(
    "--severity",
    type=click.Choice(list(SEVERITIES)),
    default="error",
    show_default=True,
    help="Exit with 1 when something at least as severe is found; advice is shown only with advice.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what was built as JSON.")
@click.pass_obj
def command(
    output: Output,
    reports: tuple[str, ...],
    every: bool,
    pdf: bool,
    final: bool,
    template: str,
    language: str,
    out: Path | None,
    force: bool,
    beside: bool,
    watch: bool,
    severity: str,
    as_json: bool,
) -> int:
    """Write reports as Word files, by name of report or by meetings.

    \b
    cwgdraft build council-2026 --pdf     the report with this plan
    cwgdraft build 43 44                  the report on just these meetings
    cwgdraft build --all                  every report

    Facts that aren't known yet print as placeholders and are listed, and so are the errors that `cwgdraft check` would
    find; warnings and advice are left to it. A file that was edited since it was
    built is not overwritten.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    options = BuildOptions(out, pdf, final, force, beside, template, language)
    if watch:
        return _watch(output, reports, every, options, severity)
    return _build(output, reports, every, options, severity, as_json)


def _build(
    output: Output, reports: tuple[str, ...], every: bool, options: BuildOptions, severity: str, as_json: bool = False
) -> int:
    workspace = output.workspace
    records, targets = load_targets(workspace, reports, every=every)
    code, done = 0, []
    for i, target in enumerate(targets, 1):
        if is_terminal() and len(targets) > 1:
            output.say(f"[{i}/{len(targets)}] {target.name}")
        try:
            built = build(workspace, records, target, options)
        except CwgdraftError as error:
            if len(targets) == 1:
                raise
            output.show_error(error)
            code = 2
            continue
        done.append(built)
        code = max(code, exit_code(built.findings, severity))
        if options.final and any(fact.name != "summary" for fact in built.open_facts):
            output.say(f"{built.name}: this copy for the outside still holds placeholders")
            code = max(code, 1)
    everything = tuple(dict.fromkeys(f for built in done for f in built.findings))
    output.findings(
        [one for one in everything if one.severity > Severity.ADVICE or severity == "advice"], root=workspace.root
    )
    advice = sum(one.severity is Severity.ADVICE for one in everything)
    if advice and severity != "advice":
        output.say(f"{advice} piece{'s' if advice > 1 else ''} of advice: see them with --severity advice")
    if as_json:
        output.json([_data(output, built) for built in done])
        return code
    for built in done:
        _show(output, built)
    return code


def _show(output: Output, built: Built) -> None:
    """Say what was written and what is still open."""
    for path in built.files:
        output.result(output.shown(path))
    state = "unchanged, " if built.unchanged else ""
    several = "statements or documents are" if built.missing != 1 else "statement or document is"
    missing = f"{built.missing} {several} left out without a reason"
    output.say(f"{built.name}: {state}{built.blocks} blocks; {missing}")
    if built.missing:
        output.say(f"    see: cwgdraft coverage {built.asked} --missing")
    if built.open_facts:
        count = len(built.open_facts)
        output.say(f"{built.name}: {count} fact{'s are' if count > 1 else ' is'} still open")
        for fact in built.open_facts:
            where = f" ({fact.place.path.name})" if fact.place and fact.place.path.name not in fact.what else ""
            output.say(f"    {fact.what}{where}")


def _data(output: Output, built: Built) -> dict[str, object]:
    root = output.workspace.root
    return {
        "name": built.name,
        "files": [str(path) for path in built.files],
        "unchanged": built.unchanged,
        "blocks": built.blocks,
        "findings": [finding.as_data(root) for finding in built.findings],
        "open": [fact.as_data() for fact in built.open_facts],
        "missing": [line.as_data() for line in built.coverage if line.outcome == "missing"],
    }


def _watch(output: Output, reports: tuple[str, ...], every: bool, options: BuildOptions, severity: str) -> int:
    """Build now, and again after each change below records/ and templates/, until interrupted."""
    from watchfiles import watch

    workspace = output.workspace
    folders = [folder for folder in (workspace.records, workspace.templates) if folder.is_dir()]

    def once() -> None:
        try:
            _build(output, reports, every, options, severity)
        except CwgdraftError as error:
            output.show_error(error)
        gc.collect()

    once()
    output.say("watching records/ and templates/; stop with Ctrl-C")
    for changes in watch(*folders, watch_filter=lambda _, path: not Path(path).name.startswith((".", "~"))):
        names = ", ".join(sorted({Path(path).name for _, path in changes}))
        output.say(f"changed: {names}")
        once()
    return 0
