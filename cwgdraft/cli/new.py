"""`cwgdraft new`: the record of a meeting, the plan of a report."""

from __future__ import annotations

import click

from cwgdraft.cli.output import Output
from cwgdraft.jobs.starting import new_meeting, new_report
from cwgdraft.records.load import load_records


@click.group(name="new")
def command() -> None:
    """Make the record of a meeting, or the plan of a report."""


@command.command(name="meeting")
@click.argument("number", type=click.IntRange(1, 9999))
@click.pass_obj
def meeting(output: Output, number: int) -> int:
    """Make the record of a meeting: officers and topics of the meeting before it, dates and words never."""
    workspace = output.workspace
    records = load_records(workspace)
    for path in new_meeting(workspace, records, number):
        output.result(output.shown(path))
    output.say(f"write the facts into {number}.yaml and the minutes into {number}.md, then: cwgdraft build {number}")
    return 0


@command.command(name="report")
@click.argument("name")
@click.option("--meetings", required=True, metavar="43,44", help="The meetings that it is about.")
@click.option("--session", default="", metavar="C26", help="The Council session that it is addressed to.")
@click.option(
    "--kind",
    type=click.Choice(["council-report", "cycle-report", "meeting-summary"]),
    default="council-report",
    show_default=True,
    help="What kind of report it is.",
)
@click.pass_obj
def report(output: Output, name: str, meetings: str, session: str, kind: str) -> int:
    """Make the plan of a report and a file for its own words."""
    pieces = [piece for piece in meetings.replace(",", " ").split() if piece]
    if not pieces or not all(piece.isdigit() for piece in pieces):
        raise click.BadParameter(f"'{meetings}' are no meetings; write 43,44", param_hint="--meetings")
    workspace = output.workspace
    records = load_records(workspace, lambda _: ())
    for path in new_report(workspace, records, name, [int(p) for p in pieces], kind=kind, session=session):
        output.result(output.shown(path))
    output.say(f"then: cwgdraft build {name}")
    return 0
