"""`cwgdraft fold`: edits that came back in Word go into the records."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cwgdraft.cli.output import Output, is_terminal
from cwgdraft.errors import CwgdraftError

if TYPE_CHECKING:
    from cwgdraft.comparing.terminal import Options
    from cwgdraft.folding.decisions import Decision
    from cwgdraft.jobs.folding.answers import Answers
    from cwgdraft.jobs.folding.fold import Folding


@click.command(name="fold")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--apply", "write", is_flag=True, help="Write what is safe; on a terminal, ask for the rest one by one.")
@click.option("--dry-run", is_flag=True, help="Write nothing, show every edit and where it lands: what happens anyway.")
@click.option("--accept", multiple=True, metavar="NAME", help="With --apply: make this decision too (or 'all').")
@click.option("--reject", multiple=True, metavar="NAME", help="With --apply: leave this edit out.")
@click.option(
    "--later", multiple=True, metavar="NAME", help="With --apply: leave this edit undecided, also a safe one."
)
@click.option("--reopen", is_flag=True, help="Let edits of words that a meeting has agreed be accepted.")
@click.option(
    "--answer", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx",
    help="Write a Word file with each decision as a comment, to be deleted or replied to.",
)  # fmt: skip
@click.option(
    "--answers", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="With --apply: do as that file says: comments left in the file of --answer, or what the page saved.",
)  # fmt: skip
@click.option(
    "--page", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.html",
    help="Write a page on which somebody decides in a browser.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a page or Word file that this command didn't write.")
@click.option("--full", is_flag=True, help="Show paragraphs to their ends, not only the words around an edit.")
@click.option("--json", "as_json", is_flag=True, help="Print the decisions as JSON.")
@click.pass_obj
def command(
    output: Output,
    files: tuple[Path, ...],
    write: bool,
    dry_run: bool,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    later: tuple[str, ...],
    reopen: bool,
    answer: Path | None,
    answers: Path | None,
    page: Path | None,
    force: bool,
    full: bool,
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
    cwgdraft fold chair.docx --page decisions.html

    Safe is what only the copy changed and what changes nothing else. What the records changed too, where copies
    disagree, where computed words would become fixed ones or a phrase is meant, and where a meeting has agreed the
    words, wants a look and an --accept; 'all' leaves conflicts and disagreements out. Comments and decisions go into
    records/reports/NAME.comments.yaml ('cwgdraft comments').

    Exit code 0 when nothing is left to be decided, 1 when something is, 2 when a file is no copy of a report here.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.agreed import agreed_lines
    from cwgdraft.jobs.folding.answers import Answers
    from cwgdraft.jobs.folding.fold import fold
    from cwgdraft.jobs.outputs import check_outputs
    from cwgdraft.records.load import load_records

    _check_options(
        write, dry_run=dry_run, as_json=as_json, page=page, answered=bool(accept or reject or later or answers)
    )
    read = [*files, answers] if answers else files
    check_outputs([one for one in (answer, page) if one], [str(file) for file in read], force=force)
    agreed = agreed_lines(load_records(output.workspace))
    found = fold(output.workspace, files, agreed, reopen=reopen)
    names = {one.name for one in found.decisions}
    if unknown := [
        one for one in (*accept, *reject, *later) if one not in names and (one != "all" or one in (*reject, *later))
    ]:
        raise CwgdraftError(f"there is no decision '{unknown[0]}'", "names stand before each edit: cwgdraft fold FILE")
    if as_json:
        output.json({"report": found.report, "decisions": [one.as_data() for one in found.decisions]})
    else:
        _show(output, found, full=full, write=write)
    if answer:
        _write_answer(output, found, files, answer)
    if page:
        _write_page(output, found, files, page, reopen=reopen)
    if not write:
        return int(bool(found.decisions))
    wanted = Answers(accept, reject, later)
    if answers:
        wanted = _with_file(output, found, answers, wanted)
    elif is_terminal() and not wanted:
        try:
            wanted = _asked(output, found)
        except click.Abort:
            output.say("\nstopped; nothing was written")
            return 130
    return _apply(output, found, wanted)


def _check_options(write: bool, *, dry_run: bool, as_json: bool, page: Path | None, answered: bool) -> None:
    """Raise `UsageError` for options that don't go together."""
    if dry_run and write:
        raise click.UsageError("--dry-run writes nothing, --apply writes: take one of them")
    if as_json and write:
        raise click.UsageError("--json shows the decisions, --apply writes them: take one of them")
    if page and write:
        raise click.UsageError("--page is for deciding, --apply writes what is decided: take one of them")
    if answered and not write:
        raise click.UsageError("--accept, --reject, --later and --answers say what --apply is to do: add --apply")


def _write_answer(output: Output, found: Folding, files: tuple[Path, ...], answer: Path) -> None:
    """Write the answer document on the first copy."""
    from cwgdraft.jobs.folding.answer_document import answer_document
    from cwgdraft.jobs.outputs import write_output

    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    write_output(answer, answer_document(found, files[0], now))
    output.say(f"wrote {output.shown(answer)}")


def _write_page(output: Output, found: Folding, files: tuple[Path, ...], page: Path, *, reopen: bool) -> None:
    """Write the page of decisions, which gives its reader this command line with the answers added.

    Whoever decides may be a stranger to this machine: folders are left out.
    """
    from cwgdraft.jobs.folding.page import decisions_page
    from cwgdraft.jobs.outputs import write_output

    named = [f"./{file.name}" if file.name.startswith("-") else file.name for file in files]
    command = ["cwgdraft", "fold", *named, *(["--reopen"] if reopen else [])]
    write_output(page, decisions_page(found, command).encode())
    output.say(f"wrote {output.shown(page)}")


def _with_file(output: Output, found: Folding, path: Path, wanted: Answers) -> Answers:
    """Return the answers of a file with those of the command line, which count where both answer a decision."""
    from cwgdraft.jobs.folding.answers import answers_in
    from cwgdraft.jobs.folding.log_file import read_log

    log = read_log(output.workspace, found.report)
    held = answers_in(found, path, frozenset(one.name for one in log if one.outcome == "accepted"))
    return held.overruled_by(wanted)


def _show(output: Output, found: Folding, *, full: bool, write: bool) -> None:
    from cwgdraft.jobs.folding.listing import decision_lines, tally

    for copy in found.copies:
        comments = sum(story.kind.value == "comment" and not story.names_cause for story in copy.draft.stories)
        output.say(f"{copy.name}: a copy of '{found.report}', held against {copy.basis}; comments: {comments}")
    options = _options(full=full)
    for one in found.decisions:
        for line in decision_lines(found, one, options):
            output.result(line)
    if not found.decisions:
        output.say("no edit is left to be folded")
    else:
        steps = [
            "--apply takes the safe ones" if any(one.is_safe for one in found.decisions) else "",
            "with --apply, --accept NAME those that you looked at" if _to_look_at(found) else "",
        ]
        output.say("; ".join(filter(None, [tally(found.decisions), *([] if write else steps)])))


def _options(*, full: bool) -> Options:
    from cwgdraft.comparing.terminal import Options

    return Options(width=shutil.get_terminal_size().columns if is_terminal() else 0, full=full)


def _to_look_at(found: Folding) -> list[Decision]:
    from cwgdraft.folding.decisions import Standing

    return [one for one in found.decisions if one.standing is Standing.LOOK]


def _apply(output: Output, found: Folding, wanted: Answers) -> int:
    """Write the decisions that are safe or accepted, keep the log, and say what is left."""
    from cwgdraft.jobs.folding.apply import apply
    from cwgdraft.jobs.folding.log import entries_of
    from cwgdraft.jobs.folding.log_file import read_log, write_log

    read_log(output.workspace, found.report)  # a log that can't be read is said before anything is written
    agreed = _agreed_in(output, found)
    done = apply(output.workspace, found, [one for one in found.decisions if wanted.takes(one)])
    for name in done.files:
        output.result(f"wrote {output.shown(output.workspace.root / name)}")
    made = {one.name for one in done.done}
    refused = set(wanted.rejected)
    outcomes = {**dict.fromkeys(made, "accepted"), **dict.fromkeys(refused, "rejected")}
    added = write_log(output.workspace, found.report, entries_of(found, outcomes))
    left = [one for one in found.decisions if one.name not in outcomes]
    failed = {one.name: one.says for one in done.failed}
    for one in left:
        output.result(_left(one, failed.get(one.name, "")))
    for number, day in sorted({agreed[one.name] for one in done.done if one.name in agreed}):
        output.say(
            f"the words of meeting {number} are no longer as agreed{f' on {day}' if day else ''}: open them with "
            f"'cwgdraft agree {number} --reopen', and when the meeting has agreed them anew, "
            f"'cwgdraft agree {number} --date YYYY-MM-DD'"
        )
    output.say(f"{len(made)} taken into the records, {len(refused)} rejected, {len(left)} left; {added} new in the log")
    return int(bool(left))


def _left(one: Decision, failed: str) -> str:
    """Return in words why a decision is left: it was tried and failed, can't be made, or nobody decided."""
    if failed or not one.can_be_made:
        return f"not placed: {one.name} ({one.lands.value}): {failed or one.review or one.says}"
    why = "left undecided" if one.is_safe else one.review
    return f"left open: {one.name}: {why}; --accept {one.name} or --reject {one.name}"


def _agreed_in(output: Output, found: Folding) -> dict[str, tuple[int, str]]:
    """Return the meeting whose agreed words a decision would change, and the day, by the decision's name."""
    from cwgdraft.jobs.agreed import agreed_places
    from cwgdraft.records.load import load_records

    by_file = {path: one for (path, _), one in agreed_places(load_records(output.workspace)).items()}
    known: dict[str, tuple[int, str]] = {}
    for one in found.decisions:
        agreed = by_file.get((output.workspace.root / one.file).resolve())
        if agreed is not None and one.agreed:
            known[one.name] = (agreed.meeting, agreed.date.isoformat() if agreed.date else "")
    return known


_ANSWERS = {
    **dict.fromkeys(("a", "accept", "y", "yes"), "a"),
    **dict.fromkeys(("r", "reject", "n", "no"), "r"),
    **dict.fromkeys(("l", "later", ""), "l"),
}


def _asked(output: Output, found: Folding) -> Answers:
    """Return what somebody at the terminal answers to the decisions that aren't safe, each shown above its question.

    Raises `click.Abort` when it is interrupted.
    """
    from cwgdraft.jobs.folding.answers import Answers
    from cwgdraft.jobs.folding.listing import decision_lines

    chosen: dict[str, list[str]] = {"a": [], "r": [], "l": []}
    asked = _to_look_at(found)
    for number, one in enumerate(asked, 1):
        output.say(f"\n--- {number} of {len(asked)}")
        for line in decision_lines(found, one, _options(full=False)):
            output.say(line)
        chosen[_answer(output, found, one)].append(one.name)
    return Answers(*(tuple(names) for names in chosen.values()))


def _answer(output: Output, found: Folding, one: Decision) -> str:
    """Return the first letter of accept, reject or later; asks again for what is none of these."""
    from cwgdraft.jobs.folding.listing import decision_lines

    while True:
        said = click.prompt(
            "accept (y), reject (n), later (l), show all of it (?)", default="l", show_default=True, err=True
        )
        word = str(said).strip().lower()
        if word in _ANSWERS:
            return _ANSWERS[word]
        if word == "?":
            for line in decision_lines(found, one, _options(full=True)):
                output.say(line)
        else:
            output.say(f"{word[:40]!a} is none of them")
