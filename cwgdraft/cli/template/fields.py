"""`cwgdraft template fields`: what a template may use, with examples from the records."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from cwgdraft.cli.output import Output, exit_code
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.outputs import check_outputs, write_output
from cwgdraft.jobs.templates.fields import Entry, entries, matching


@click.command(name="fields")
@click.argument("words", nargs=-1, metavar="[WORD]…")
@click.option("--phrases", is_flag=True, help="List what phrases may use, instead of templates.")
@click.option(
    "--docx", type=click.Path(path_type=Path), metavar="OUT.docx", help="Write a handout in Word to copy from."
)
@click.option("--force", is_flag=True, help="Write over a handout that was edited.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(
    output: Output, words: tuple[str, ...], phrases: bool, docx: Path | None, force: bool, as_json: bool
) -> int:
    """List what a template may use: fields, places, filters, kinds of blocks.

    Each with what it is, an example from the records, and the templates that use it. WORDs search in names,
    descriptions and examples; all must be found. Exit code 1 when nothing is.
    """
    workspace = output.workspace
    if docx is not None:
        check_outputs([docx], [], force=force)
    every, findings = entries(workspace, phrases=phrases)
    output.findings(findings, root=workspace.root)
    try:
        found = matching(every, words)
    except CwgdraftError as error:
        output.show_error(error)
        return 1
    if docx is not None:
        from cwgdraft.jobs.templates.handouts import fields_handout

        write_output(docx, fields_handout(found, phrases=phrases))
        output.result(output.shown(docx))
    if as_json:
        output.json([one.as_data() for one in found])
    elif docx is None:
        _show(found, with_use=not phrases)
    return exit_code(findings, "warning")


def _show(found: Iterable[Entry], *, with_use: bool) -> None:
    """Print a table for each section; without spaces at the ends of lines where nobody watches."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=160)
    found = tuple(found)
    widest = min(max((len(name) + 1 for one in found for name in one.used), default=8), 30)
    with console.capture() as printed:
        for heading, group in groupby(found, key=lambda one: one.section):
            table = Table(title=heading, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True)
            for name, ratio in (("Name", 8), ("What it is", 10), ("Example", 10)):
                table.add_column(name, overflow="fold", ratio=ratio)
            if with_use:
                table.add_column("Used in", overflow="fold", width=widest)
            for one in group:
                what = f"{one.what} ({one.holds})" if one.holds in ("list", "yes or no") else one.what
                used = (Text(", ".join(one.used), style="dim"),) if with_use else ()
                table.add_row(Text(one.name, style="cyan"), Text(what), Text(one.example), *used)
            console.print(table)
    for text in printed.get().splitlines():
        Output.result(text.rstrip())
