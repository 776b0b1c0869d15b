"""`cwgdraft template preview`: a template filled from real records, as Word and PDF."""

from __future__ import annotations

from pathlib import Path

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output
from cwgdraft.jobs.templates.preview import Preview, PreviewOptions, preview


@click.command(name="preview")
@click.argument("template", metavar="FILE")
@click.option(
    "--report",
    default="",
    metavar="REPORT|MEETINGS",
    shell_complete=reports_and_meetings,
    help="Fill it with this report: its name, or meetings as in '43 44'.  [default: the first with this template]",
)
@click.option("--tint", is_flag=True, help="Show by colour what is from the records, computed, or the template's own.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to.  [default: build/preview/]",
)
@click.option("--no-pdf", is_flag=True, help="Write no PDF beside the Word file.")
@click.option("--force", is_flag=True, help="Overwrite a preview that was edited by hand.")
@click.pass_obj
def command(output: Output, template: str, report: str, tint: bool, out: Path | None, no_pdf: bool, force: bool) -> int:
    """Fill a template from real records, as Word and PDF.

    \b
    cwgdraft template preview trial.docx                   with the first report that fits
    cwgdraft template preview council-report --tint        a template of the workspace, by name
    cwgdraft template preview trial.docx --report '43 44'  with these meetings

    With --tint, pale blue is from the records, pale yellow with dots below is computed, and what has no tint is the
    template's own.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    _show(output, preview(output.workspace, template, PreviewOptions(report, tint, out, not no_pdf, force)))
    return 0


def _show(output: Output, made: Preview) -> None:
    """Say where the files are, and in a line that the records have something to say."""
    for path in made.files:
        output.result(output.shown(path))
    output.say(f"filled with {made.report}: {made.blocks} blocks")
    said = []
    if made.findings:
        said.append(f"{made.findings} finding{'s' if made.findings > 1 else ''}")
    if made.open_facts:
        said.append(f"{made.open_facts} open fact{'s' if made.open_facts > 1 else ''}")
    if said:
        output.say(f"the records have {' and '.join(said)}; to see them: cwgdraft build {made.asked}")
