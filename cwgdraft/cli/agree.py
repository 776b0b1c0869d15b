"""`cwgdraft agree`: minutes whose words nobody changes any more."""

from __future__ import annotations

import datetime as dt

import click

from cwgdraft.cli.days import day_of
from cwgdraft.cli.output import Output, exit_code
from cwgdraft.errors import CwgdraftError


@click.command(name="agree")
@click.argument("meetings", nargs=-1, type=click.IntRange(1), metavar="[MEETING]…")
@click.option("--date", metavar="DAY", help="The day on which the minutes were agreed: 2025-02-11.")
@click.option("--reopen", is_flag=True, help="Make agreed minutes a draft again.")
@click.option("--check", "checking", is_flag=True, help="Say which agreed minutes have other words than were agreed.")
@click.option("--json", "as_json", is_flag=True, help="With --check: print the findings as JSON.")
@click.pass_obj
def command(
    output: Output, meetings: tuple[int, ...], date: str | None, reopen: bool, checking: bool, as_json: bool
) -> int:
    """Mark the minutes of a meeting as agreed, and find out whether agreed words were changed.

    \b
    cwgdraft agree 42 --date 2025-02-11
    cwgdraft agree 42 --reopen
    cwgdraft agree --check

    The mark stands in the meeting's file, under `minutes`, with a digest of the words, as the meeting's summary prints
    them, and of the headings. `cwgdraft check --fix` leaves agreed words alone; `check`, `build`, `ready` and `publish`
    say where they have changed. What is still open in agreed minutes is marked {state=draft} or {state=bracketed}.
    Minutes that hold a short formula such as {noted 4, 5} aren't agreed: its words are those of the phrase catalogue.

    Where words stand may change: what opens them in a report, numbers in cross-references, non-breaking signs.

    Exit code 0; 1 when --check found something, 2 when the minutes can't be agreed.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    day = day_of(date or "", "--date")
    if day is not None and day > dt.date.today():
        raise CwgdraftError(
            f"{day} lies ahead: minutes are agreed at a meeting that was held", "name the day on which it was"
        )
    if sum((day is not None, reopen, checking)) != 1:
        raise click.UsageError("say just one of --date DAY, --reopen and --check")
    if as_json and not checking:
        raise click.UsageError("--json is for --check")
    if checking:
        return _check(output, meetings, as_json=as_json)
    if len(meetings) != 1:
        raise click.UsageError("name one meeting")
    if day is not None:
        _agree(output, meetings[0], day)
    else:
        from cwgdraft.jobs.agreed import reopen as open_again

        output.result(f"wrote {output.shown(open_again(output.workspace, meetings[0]))}")
        output.say(f"the minutes of meeting {meetings[0]} are a draft again")
    return 0


def _agree(output: Output, number: int, date: dt.date) -> None:
    from cwgdraft.jobs.agreed import agree
    from cwgdraft.jobs.brackets import recorded_brackets

    found = agree(output.workspace, number, date)
    output.result(f"wrote {output.shown(found.file)}")
    several = found.paragraphs > 1
    left = f"{found.paragraphs} paragraphs are left as they are" if several else "1 paragraph is left as it is"
    output.say(f"the minutes of meeting {number} are agreed: {left} from now on")
    if count := len(recorded_brackets(output.workspace, [str(number)])):
        output.say(f"still in brackets, or reserved: {count} (cwgdraft brackets {number} lists them)")


def _check(output: Output, meetings: tuple[int, ...], *, as_json: bool) -> int:
    from cwgdraft.errors import CwgdraftError
    from cwgdraft.jobs.agreed import agreed_findings
    from cwgdraft.records.load import load_records

    records = load_records(output.workspace)
    if missing := [one for one in meetings if one not in records.meetings]:
        known = ", ".join(map(str, records.meetings)) or "none"
        raise CwgdraftError(f"there is no record of meeting {missing[0]}", f"recorded are: {known}")
    findings = agreed_findings(output.workspace, records, meetings or None)
    root = output.workspace.root
    if as_json:
        output.json({"findings": [one.as_data(root) for one in findings]})
    else:
        output.results(findings, root=root)
    return exit_code(findings, "warning")
