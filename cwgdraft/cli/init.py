"""`cwgdraft init`: a workspace for a working group."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cwgdraft.cli.output import Output
from cwgdraft.jobs.starting import init


@click.command(name="init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=".", metavar="[DIR]")
@click.option("--name", help="Full name of the group.")
@click.option("--acronym", help="Its acronym, as in symbols: CWG-FHR.")
@click.pass_obj
def command(output: Output, folder: Path, name: str | None, acronym: str | None) -> int:
    """Make a workspace: records, templates and phrases for any working group."""
    asking = sys.stdin.isatty()
    if not asking and (acronym is None or name is None):
        raise click.UsageError('name the group: --acronym CWG-FHR --name "Council Working Group on …"')
    acronym = acronym or click.prompt("Acronym of the group")
    name = name or click.prompt("Name of the group")
    written = init(folder, name=name, acronym=acronym)
    output.result(output.shown(folder))
    output.say(f"{len(written)} files written. Next:")
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    output.say(f"    {where}cwgdraft new meeting 1      then write a sentence into records/meetings/1.md")
    output.say("    cwgdraft build 1 --pdf")
    return 0
