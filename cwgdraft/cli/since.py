"""`cwgdraft since`: what changed in the records since a report was published."""

from __future__ import annotations

import shutil
import sys

import click

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output


@click.command(name="since")
@click.argument("report", metavar="REPORT", shell_complete=reports_and_meetings)
@click.option("--symbol", default="", metavar="SYMBOL", help="What was published under this symbol.")
@click.option("--language", default="", metavar="LANG", help="What was published in this language.")
@click.pass_obj
def command(output: Output, report: str, symbol: str, language: str) -> int:
    """Show what changed since a report was published.

    \b
    cwgdraft since council-2026
    cwgdraft since council-2026 --symbol 'C26/8(Rev.1)'

    Without --symbol since it was published for the Council last; where it never was, since it was published last.

    The published copy beside the one that today's records make under the same symbol and date, and the files that
    changed since. Published files that were touched are an error.

    Exit code 0 when nothing changed, 1 when the document or a file that it is made from did, 2 when the report was
    never published.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.comparing.terminal import Options, lines
    from cwgdraft.jobs.publishing.since import since_published

    found = since_published(output.workspace, report, language, symbol)
    if found.others and not symbol:
        output.say(f"compared with {found.published.symbol}; also published as: {', '.join(found.others)} (--symbol)")
    if found.languages and not language:
        output.say(f"also published in: {', '.join(found.languages)} (--language)")
    last = f"{found.published.symbol} ({found.published.date})"
    if not found.changed:
        output.result(f"nothing changed since {last}")
        return 0
    for remark in found.comparison.remarks:
        output.say(remark)
    if found.comparison.differs:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
        for line in lines(found.comparison, Options(width=width, public=True)):
            output.result(line)
    else:
        output.result(f"the document says the same as {last}")
    if found.sources:
        output.result(f"changed since {last}:")
        for file, state in found.sources:
            output.result(f"    {file}{'' if state == 'changed' else f' is {state}'}")
    return 1
