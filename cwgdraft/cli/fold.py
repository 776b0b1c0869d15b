"""`cwgdraft fold`: edits that came back in Word go into the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output, is_terminal
from cwgdraft.errors import CwgdraftError

if TYPE_CHECKING:
    from cwgdraft.folding.decisions import Decision
    from cwgdraft.jobs.folding.fold import Folding


@click.command(name="fold")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Write what is safe; on a terminal, ask for the rest one by one.")
@click.option("--dry-run", is_flag=True, help="Write nothing, show every edit and where it lands: what happens anyway.")
@click.option("--accept", multiple=True, metavar="NAME", help="With --apply: make this decision too (or 'all').")
@click.option("--reject", multiple=True, metavar="NAME", help="With --apply: leave this edit out.")
@click.option("--reopen", is_flag=True, help="Let edits of words that a meeting has agreed be accepted.")
@click.option(
    "--answer", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx",
    help="Write a Word file with each decision as a comment: delete those that you reject.",
)  # fmt: skip
@click.option(
    "--answers", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="With --apply: do as the comments left in that file say.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the decisions as JSON.")
@click.pass_obj
def command(
    output: Output,
    files: tuple[Path, ...],
    write: bool,
    dry_run: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    reopen: bool,
    answer: Path | None,
    answers: Path | None,
    as_json: bool,
) -> int:
    """Fold copies of a draft that came back from Word into the records.

    Tracked changes, plain edits and comments are read, held against what the copy was made from and against the
    records as they are now. Each edit becomes a decision: the record, the fact, the plan or the phrase that it
    belongs to, or a line on the list of what has no place.

    \b
    cwgdraft fold council-2026-from-the-chair.docx
    cwgdraft fold chair.docx delegate.docx --apply
    cwgdraft fold chair.docx --apply --accept 3f2a91bc --reject 91bc3f2a

    Safe is what only the copy changed. What the records changed too, where copies disagree, where a fact is meant or a
    meeting has agreed the words, wants a look and an --accept. Comments and decisions go into
    records/reports/NAME.comments.yaml ('cwgdraft comments').

    Exit code 0 when nothing is left to be decided, 1 when something is, 2 when a file is no copy of a report here.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.agreed import agreed_lines
    from cwgdraft.jobs.folding.fold import fold
    from cwgdraft.jobs.folding.log import entries_of, write_log
    from cwgdraft.records.load import load_records

    if dry_run and write:
        raise click.UsageError("--dry-run writes nothing, --apply writes: take one of them")
    if as_json and write:
        raise click.UsageError("--json shows the decisions, --apply writes them: take one of them")
    if (accept or reject or answers) and not write:
        raise click.UsageError("--accept, --reject and --answers say what --apply is to do: add --apply")
    found = fold(output.workspace, files, frozenset() if reopen else agreed_lines(load_records(output.workspace)))
    names = {one.name for one in found.decisions}
    if unknown := [one for one in (*accept, *reject) if one not in names and (one != "all" or one in reject)]:
        raise CwgdraftError(f"there is no decision '{unknown[0]}'", "names stand before each edit: cwgdraft fold FILE")
    if as_json:
        output.json({"report": found.report, "decisions": [one.as_data() for one in found.decisions]})
    else:
        _show(output, found)
    if answer:
        _write_answer(output, found, files, answer)
    if answers:
        from cwgdraft.jobs.folding.answers import answers_in

        kept, gone = answers_in(found, answers)
        accept, reject = (*accept, *kept), (*reject, *gone)
    if not write:
        return int(bool(found.decisions))
    return _apply(output, found, accept, reject, lambda outcomes: write_log(
        output.workspace, found.report, entries_of(found, outcomes)
    ))  # fmt: skip


def _write_answer(output: Output, found: Folding, files: tuple[Path, ...], answer: Path) -> None:
    """Write the answer document on the first copy."""
    from cwgdraft.jobs.folding.answers import answer_document
    from cwgdraft.jobs.outputs import check_outputs, write_output

    check_outputs([answer], [str(file) for file in files], force=False)
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    write_output(answer, answer_document(found, files[0], now))
    output.result(f"wrote {output.shown(answer)}")


def _show(output: Output, found: Folding) -> None:
    for copy in found.copies:
        comments = sum(story.kind.value == "comment" and not story.names_cause for story in copy.draft.stories)
        output.say(f"{copy.name}: a copy of '{found.report}', held against {copy.basis}; comments: {comments}")
    for one in found.decisions:
        edit = one.difference
        block = edit.new or edit.old or edit.base
        place = block.label or edit.section if block else ""
        state = "safe" if one.is_safe else f"look: {one.review}" if one.review else "by hand"
        by = f" by {', '.join(one.by)}" if one.by else ""
        output.result(f"{one.name} {one.lands.value}: {edit.what.value} at {place or 'the beginning'}{by} ({state})")
        if one.file:
            output.result(f"    {one.file}{f':{one.line}' if one.line else ''}")
        if edit.base is not None:
            output.result(f"    was:     {edit.base.text}")
        if edit.conflict and edit.old is not None:
            output.result(f"    records: {edit.old.text}")
        if edit.new is not None and edit.what.value != "moved":
            output.result(f"    copy:    {edit.new.text}")
        if one.lands.value not in ("record",):
            output.result(f"    {one.says}")
    if not found.decisions:
        output.say("no edit is left to be folded")


def _apply(
    output: Output, found: Folding, accept: Sequence[str], reject: Sequence[str], log: Callable[[dict[str, str]], int]
) -> int:
    """Write the decisions that are safe or accepted, keep the log, and say what is left."""
    from cwgdraft.jobs.folding.fold import apply

    chosen = [one for one in found.decisions if one.name not in reject and (one.is_safe or _is_accepted(one, accept))]
    refused = set(reject)
    if is_terminal() and not (accept or reject):
        for one in found.decisions:
            if one.can_be_made and one not in chosen:
                answer = click.prompt(
                    f"{one.name}: {one.says}\n    accept, reject or later",
                    type=click.Choice(["a", "r", "l"]),
                    default="l",
                )
                if answer == "a":
                    chosen.append(one)
                elif answer == "r":
                    refused.add(one.name)
    done = apply(output.workspace, found, chosen)
    for name in done.files:
        output.result(f"wrote {output.shown(output.workspace.root / name)}")
    made = {one.name for one in done.done}
    outcomes = {**dict.fromkeys(made, "accepted"), **dict.fromkeys(refused, "rejected")}
    added = log(outcomes)
    left = [one for one in found.decisions if one.name not in outcomes]
    failed = {one.name: one for one in done.failed}
    for one in left:
        why = failed[one.name].says if one.name in failed else one.review or one.says
        output.result(f"not placed: {one.name} ({one.lands.value}): {why}")
    output.say(f"{len(made)} taken into the records, {len(refused)} rejected, {len(left)} left; {added} new in the log")
    return int(bool(left))


def _is_accepted(one: Decision, accept: Sequence[str]) -> bool:
    return one.can_be_made and (one.name in accept or ("all" in accept and not one.difference.conflict))
