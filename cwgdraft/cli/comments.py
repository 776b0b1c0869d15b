"""`cwgdraft comments`: the log of a comments period as a table, and answers to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError

if TYPE_CHECKING:
    from cwgdraft.draft import Draft
    from cwgdraft.jobs.folding.log import Entry


@click.command(name="comments")
@click.argument("report", metavar="REPORT")
@click.option("--csv", "as_csv_file", type=click.Path(dir_okay=False, path_type=Path), help="Write the table as CSV.")
@click.option("--word", "as_word_file", type=click.Path(dir_okay=False, path_type=Path), help="Write it as Word.")
@click.option("--open", "only_open", is_flag=True, help="Only what is still open.")
@click.option("--only-comments", is_flag=True, help="Only comments, no edits.")
@click.option("--answer", nargs=2, metavar="NAME TEXT", help="Write the answer to an entry into the log.")
@click.option("--outcome", metavar="WORD", help="With --answer: its outcome too, as 'accepted' or 'rejected'.")
@click.option("--force", is_flag=True, help="Replace a file that this command didn't write.")
@click.pass_obj
def command(
    output: Output,
    report: str,
    as_csv_file: Path | None,
    as_word_file: Path | None,
    only_open: bool,
    only_comments: bool,
    answer: tuple[str, str] | None,
    outcome: str | None,
    force: bool,
) -> int:
    """Print the comments and proposals that came back on a report, each with its replies, outcome and answer.

    'cwgdraft fold' keeps them in records/reports/REPORT.comments.yaml, in the order in which they came; outcomes and
    answers are written there, by hand or so:

    \b
    cwgdraft comments council-2026 --answer 3f2a91bc "Taken up in 3.2." --outcome accepted
    cwgdraft comments council-2026 --answer 3f2a91bc "" --outcome rejected
    cwgdraft comments council-2026 --open
    cwgdraft comments council-2026 --word comments.docx --csv comments.csv

    The table has the order of the report as it is drafted now.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.folding.log_file import log_file, read_log
    from cwgdraft.jobs.folding.log_table import in_order

    outputs = [one for one in (as_csv_file, as_word_file) if one]
    _check_options(outputs, answer, outcome, filtered=only_open or only_comments)
    entries = read_log(output.workspace, report)
    if not entries:
        _refuse_unknown(output, report)
        raise CwgdraftError(
            f"there are no comments on '{report}'", "fold a copy that came back: cwgdraft fold FILE --apply"
        )
    if answer:
        return _answer(output, report, answer, outcome or "")
    _check_outputs(outputs, log_file(output.workspace, report), force=force)
    draft = _draft(output, report)
    found = [
        one
        for one in in_order(entries, draft)
        if (not only_open or one.outcome == "open") and not (only_comments and one.is_edit)
    ]
    part = " ".join(filter(None, ("open" if only_open else "", "comments" if only_comments else "entries")))
    part = f"only {part}" if only_open or only_comments else ""
    if outputs:
        _write(output, report, as_csv_file, as_word_file, found, draft, part)
    else:
        _show(output, found)
    return 0


def _words(report: str) -> list[str]:
    """Return the words of a command line that name a report: its name, or numbers of meetings (`43-44`)."""
    numbers = report.split("-")
    return numbers if all(one.isdigit() for one in numbers) else [report]


def _refuse_unknown(output: Output, report: str) -> None:
    """Raise `CwgdraftError` for a report that isn't there."""
    from cwgdraft.language.near import did_you_mean
    from cwgdraft.records.load import load_records

    records = load_records(output.workspace, lambda _: ())
    plans = records.plans
    if report not in plans and not all(one.isdigit() and int(one) in records.meetings for one in _words(report)):
        known = [name for name, plan in plans.items() if not plan.is_pattern]
        raise CwgdraftError(
            f"there is no report '{report}'{did_you_mean(report, known)}", f"there are: {', '.join(known) or 'none'}"
        )


def _check_options(
    outputs: Sequence[Path], answer: tuple[str, str] | None, outcome: str | None, *, filtered: bool
) -> None:
    """Raise `UsageError` for options that don't go together."""
    if outcome is not None and not answer:
        raise click.UsageError('--outcome says how an entry ended: name it with --answer NAME "text"')
    if answer and (outputs or filtered):
        raise click.UsageError("--answer writes into the log, the other options print it: take one of them")
    if answer and not answer[1].strip() and not (outcome or "").strip():
        raise click.UsageError("--answer without words wants an --outcome")


def _check_outputs(outputs: Sequence[Path], log: Path, *, force: bool) -> None:
    from cwgdraft.jobs.outputs import check_outputs

    check_outputs(outputs, [str(log)], force=force)


def _answer(output: Output, report: str, answer: tuple[str, str], outcome: str) -> int:
    from cwgdraft.jobs.folding import log_file

    name, text = answer
    log_file.answer(output.workspace, report, name, text, outcome)
    output.result(f"wrote {output.shown(log_file.log_file(output.workspace, report))}")
    return 0


def _draft(output: Output, report: str) -> Draft | None:
    """Return the report as it is drafted now, None where it can't be: the numbers in the log tell the order then."""
    import cwgdraft
    from cwgdraft.jobs.states import load_state

    try:
        return load_state(output.workspace, _words(report), cwgdraft.__version__).report.draft
    except CwgdraftError as error:
        output.say(f"'{report}' can't be drafted, so the numbers in the log tell the order: {error.message}")
        return None


def _write(
    output: Output,
    report: str,
    as_csv_file: Path | None,
    as_word_file: Path | None,
    found: Sequence[Entry],
    draft: Draft | None,
    part: str,
) -> None:
    from cwgdraft.jobs.folding.log_table import about_of, as_csv, as_word
    from cwgdraft.jobs.outputs import write_output

    day = dt.datetime.now().astimezone().date().isoformat()
    if as_csv_file:
        write_output(as_csv_file, ("\ufeff" + as_csv(found)).encode())
        output.result(f"wrote {output.shown(as_csv_file)}")
    if as_word_file:
        write_output(as_word_file, as_word(about_of(report, draft, day, part), found))
        output.result(f"wrote {output.shown(as_word_file)}")


def _show(output: Output, found: Sequence[Entry]) -> None:
    from cwgdraft.jobs.folding.log_table import summary

    for one in found:
        head = " ".join(filter(None, (one.name, one.where, one.by or one.copy, one.date)))
        state = f"{one.outcome}, resolved in Word" if one.resolved else one.outcome
        output.result(f"{head} [{state}] {one.text or '(no words)'}")
        if one.words:
            output.result(f"    on: {one.words}")
        for reply in one.replies:
            output.result(f"    reply: {reply.whole}")
        if one.answer:
            output.result(f"    answer: {one.answer}")
    output.say(summary(found))
