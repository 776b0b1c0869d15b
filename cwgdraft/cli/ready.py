"""`cwgdraft ready`: the last look before a report is sent."""

from __future__ import annotations

import textwrap

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output


@click.command(name="ready")
@click.argument("words", nargs=-1, required=True, metavar="REPORT | MEETING…", shell_complete=reports_and_meetings)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(output: Output, words: tuple[str, ...], as_json: bool) -> int:
    """Take the last look at a report before it is sent.

    Placeholders that are still open, what an editor would mark, statements that are left out without a reason, drafts
    that were edited by hand, and whether the copy for the outside is clean.

    Exit code 0 when it is ready, 1 when it isn't, 2 when it can't be made.
    """
    from cwgdraft.jobs.checking.ready import last_look

    name, answers = last_look(output.workspace, words)
    ready = all(one.ready for one in answers)
    if as_json:
        data = [
            {"question": one.question, "ready": one.ready, "details": list(one.details), "remarks": list(one.remarks)}
            for one in answers
        ]
        output.json({"report": name, "ready": ready, "answers": data})
        return int(not ready)
    for one in answers:
        sign = click.style("ok    ", fg="green", bold=True) if one.ready else click.style("not ok", fg="red", bold=True)
        output.result(f"{sign}  {one.question}: {len(one.details) or 'none'}")
        for detail in one.details:
            output.result(textwrap.indent(detail, " " * 10))
        for remark in one.remarks:
            output.result(f"        ({remark})")
    if ready:
        asked = " ".join(words)
        publish = f", or cwgdraft publish {asked} --symbol SYMBOL" if len(words) == 1 else ""
        output.say(f"{name} is ready: cwgdraft build {asked} --final --pdf{publish}")
    else:
        output.say(f"{name} isn't ready")
    return int(not ready)
