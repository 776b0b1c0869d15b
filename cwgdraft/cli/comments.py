"""`cwgdraft comments`: the log of a comments period as a table."""

from __future__ import annotations

from pathlib import Path

import click

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError


@click.command(name="comments")
@click.argument("report", metavar="REPORT")
@click.option("--csv", "as_csv_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the table as CSV.")
@click.option("--word", "as_word_file", type=click.Path(dir_okay=False, path_type=Path), help="Write it as Word.")
@click.pass_obj
def command(output: Output, report: str, as_csv_file: Path | None, as_word_file: Path | None) -> int:
    """Print the comments and proposals that came back on a report, each with its outcome and answer.

    'cwgdraft fold' keeps them in records/reports/REPORT.comments.yaml; outcomes and answers are written there.
    """
    from cwgdraft.files import write_whole
    from cwgdraft.jobs.folding.log import as_csv, as_word, read_log

    found = read_log(output.workspace, report)
    if not found:
        raise CwgdraftError(
            f"there are no comments on '{report}'", "fold a copy that came back: cwgdraft fold FILE --apply"
        )
    if as_csv_file:
        write_whole(as_csv_file, ("\ufeff" + as_csv(found)).encode())
        output.result(f"wrote {output.shown(as_csv_file)}")
    if as_word_file:
        write_whole(as_word_file, as_word(report, found))
        output.result(f"wrote {output.shown(as_word_file)}")
    if not (as_csv_file or as_word_file):
        for one in found:
            head = " ".join(filter(None, (one.where, one.by, one.date)))
            output.result(f"{head or 'a comment'} [{one.outcome}] {one.text}")
            if one.words:
                output.result(f"    on: {one.words}")
            if one.answer:
                output.result(f"    answer: {one.answer}")
    return 0
