"""`cwgdraft actions`: what the meetings asked for, of whom and by when."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from cwgdraft.cli import names
from cwgdraft.cli.days import day_of
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.jobs.actions import OWNER, Action, Standing, actions, as_calendar, as_csv
from cwgdraft.jobs.acts import understand
from cwgdraft.records.load import load_records

_HEADINGS = {
    Standing.DECISION: "Decisions that ask for something",
    Standing.UNATTRIBUTED: "Requests without a named actor: decisions only if the group made them",
    Standing.PROPOSAL: "Proposals and requests of others: not decisions",
    Standing.VIEW: "Views of some: not decisions",
}


@click.command(name="actions")
@click.argument("meetings", nargs=-1, type=int, metavar="[MEETING…]", shell_complete=names.meetings)
@click.option("--on", "today", default=None, metavar="DATE", help="The day on which to look.  [default: today]")
@click.option("--due", is_flag=True, help="Only what is due.")
@click.option("--csv", "as_table", is_flag=True, help="Print as CSV.")
@click.option("--calendar", type=click.Path(dir_okay=False, path_type=Path), help="Write the deadlines as iCalendar.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(
    output: Output,
    meetings: tuple[int, ...],
    today: str | None,
    due: bool,
    as_table: bool,
    calendar: Path | None,
    as_json: bool,
) -> int:
    """List what the meetings asked for: owner, deadline, whether it is due.

    Decisions of the group come first. Requests of which nobody says who made them, proposals and views are
    listed apart: they oblige nobody.
    """
    workspace = output.workspace
    records = load_records(workspace)
    unknown = [number for number in meetings if number not in records.meetings]
    if unknown:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {unknown[0]}", f"recorded are: {known}")
    day = day_of(today or "", "--on") or dt.datetime.now().astimezone().date()
    statements, findings = understand(workspace, records, meetings or list(records.meetings))
    output.findings((*records.findings, *findings), root=workspace.root)
    found = [one for one in actions(statements, day) if not due or one.status == "due"]
    if calendar is not None:
        _check_calendar(calendar)
        write_whole(calendar, as_calendar(found, records.group.acronym, day))
        output.say(f"{output.shown(calendar)}: {sum(1 for one in found if _dated(one))} deadlines")
    if as_json:
        output.json([one.as_data() for one in found])
    elif as_table:
        click.echo(as_csv(found), nl=False)
    elif calendar is None:
        _show(output, found)
    return exit_code((*records.findings, *findings))


def _check_calendar(path: Path) -> None:
    """Raise `CwgdraftError` when a file would be overwritten that isn't a calendar of ours."""
    if path.is_file() and OWNER not in path.read_bytes()[:2000]:
        raise CwgdraftError(
            f"{path} is there already, and is no calendar that this command wrote",
            "name another file, or move that one away",
        )


def _dated(action: Action) -> bool:
    return action.date is not None and action.standing in (Standing.DECISION, Standing.UNATTRIBUTED)


def _show(output: Output, found: list[Action]) -> None:
    """Print a table for each kind of standing."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    wide = console if console.is_terminal else Console(width=160)
    for standing, heading in _HEADINGS.items():
        group = [one for one in found if one.standing is standing]
        if not group:
            continue
        table = Table(title=f"{heading} ({len(group)})", title_justify="left", title_style="bold", show_lines=False)
        for name in ("Meeting", "Asked by", "Owner", "What", "Deadline", "State"):
            table.add_column(name, overflow="fold")
        for one in group:
            deadline = one.deadline + (f" ({one.date})" if one.date and str(one.date) not in one.deadline else "")
            state = Text(one.status, style="bold red" if one.status == "due" else "")
            what = Text(f"{one.verb}: {one.matter}" if one.matter else one.verb)
            table.add_row(
                str(one.meeting), Text(one.asked_by or "–"), Text(one.owner or "–"), what, Text(deadline), state
            )
        wide.print(table)
    if not found:
        output.say("nothing was asked for")
