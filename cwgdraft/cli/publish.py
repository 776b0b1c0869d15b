"""`cwgdraft publish`: a report's copy for the outside under its symbol, kept as it was sent."""

from __future__ import annotations

import click

from cwgdraft.cli.days import day_of
from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output


@click.command(name="publish")
@click.argument("report", metavar="REPORT", shell_complete=reports_and_meetings)
@click.option("--symbol", required=True, metavar="SYMBOL", help="Symbol of the document, without language: C26/8.")
@click.option("--date", default="", metavar="DATE", help="Date of the document.  [default: the plan's]")
@click.option("--rev", is_flag=True, help="Publish a revision: C26/8(Rev.1), then (Rev.2).")
@click.option("--corr", is_flag=True, help="Publish a corrigendum: C26/8(Corr.1).")
@click.option("--add", is_flag=True, help="Publish an addendum: C26/8(Add.1).")
@click.option("--language", default="", metavar="LANG", help="Publish in this language instead of the plan's.")
@click.pass_obj
def command(
    output: Output, report: str, symbol: str, date: str, rev: bool, corr: bool, add: bool, language: str
) -> int:
    """Publish a report under a symbol, and keep it as it was sent.

    \b
    cwgdraft publish council-2026 --symbol C26/8 --date 2026-02-13
    cwgdraft publish council-2026 --symbol C26/8 --corr --date 2026-03-02
    cwgdraft publish council-2026 --symbol C26/8 --language fr

    The copy for the outside, its text and the digests of what made it stand in records/published; put them under
    version control. What is published stays: the same symbol isn't published twice in a language. A revision, a
    corrigendum or an addendum brings a redline against what was published last; the last two also a short document of
    their own, which lists what is corrected or added.

    A symbol of the group gives the group's own first page over the same text. What follows an earlier publication
    wants a date of its own.

    Nothing is published while facts are open, errors stand in it, or something is left out without a reason.

    Exit code 0 when it was published, 2 when not.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.publishing.publish import publish

    chosen = [word for word, wanted in (("Rev", rev), ("Corr", corr), ("Add", add)) if wanted]
    if len(chosen) > 1:
        raise click.UsageError("--rev, --corr and --add are three kinds of documents: ask for one")
    day = day_of(date, "--date")
    done = publish(output.workspace, report, symbol, date=day, later="".join(chosen), language=language)
    for path in done.files:
        output.result(output.shown(path))
    for remark in done.remarks:
        output.say(remark)
    shown = done.published
    output.say(f"published {shown.symbol} ({shown.date}){f' in {shown.language}' if language else ''}")
    return 0
