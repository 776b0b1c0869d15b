"""`cwgdraft template phrases`: the sentences as a table in Word, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import click

from cwgdraft.cli.output import Output, exit_code
from cwgdraft.jobs.outputs import check_outputs, write_output
from cwgdraft.jobs.templates.phrase_revision import Revision, Rewording, read_revision, write_revision
from cwgdraft.jobs.templates.phrases import ABOUT, Phrase, load_phrases

_COLORS = {"deleted": "red", "inserted": "green"}
_BRACKETS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}


@click.command(name="phrases")
@click.argument("table", required=False, type=click.Path(path_type=Path), metavar="[TABLE.docx]")
@click.option("--accept", is_flag=True, help="Write what the table changes into the catalogue.")
@click.option(
    "--docx", type=click.Path(path_type=Path), metavar="OUT.docx", help="Write the phrases as a table in Word."
)
@click.option("--language", default="", help="The language of the phrases.  [default: the group's]")
@click.option("--force", is_flag=True, help="Write over a table that was edited.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_obj
def command(
    output: Output, table: Path | None, accept: bool, docx: Path | None, language: str, force: bool, as_json: bool
) -> int:
    """List the phrases, write them as a table that is revised in Word, and take the revised table back.

    With TABLE.docx, the table as it came back, show what it would change; --accept writes it. Exit codes: 0 nothing
    to be changed, or written; 1 something was found, or shown and not written; 2 could not run.
    """
    if table is not None and docx is not None:
        raise click.UsageError("--docx writes a table, TABLE.docx is read: give one of the two")
    if table is not None:
        return _revise(output, table, language, accept=accept, as_json=as_json)
    if accept:
        raise click.UsageError(
            "--accept goes with the table that came back: cwgdraft template phrases TABLE.docx --accept"
        )
    if docx is not None:
        check_outputs([docx], [], force=force)
    phrases = load_phrases(output.workspace, language)
    listed = phrases.listed()
    if docx is not None:
        from cwgdraft.jobs.templates.phrase_table import phrase_table

        write_output(docx, phrase_table(listed, phrases.language))
        output.result(output.shown(docx))
    elif not as_json:
        _show_phrases(output, listed)
    if as_json:
        output.json([{"phrase": one.name, "wording": one.wording, "example": one.example} for one in listed])
    return 0


def _revise(output: Output, table: Path, language: str, *, accept: bool, as_json: bool) -> int:
    """Show what a table changes, write it where that is asked for and nothing is wrong with it."""
    revision = read_revision(output.workspace, table, language)
    output.findings(revision.findings)
    writes = accept and revision.can_be_written and bool(revision.rewordings)
    if writes:
        write_revision(revision)
    if as_json:
        output.json(_data(revision, written=writes))
    else:
        for one in revision.rewordings:
            _show(output, one)
        _say(output, revision, accept=accept, written=writes, table=table)
    return exit_code(revision.findings, "warning") or int(bool(revision.rewordings) and not writes)


def _say(output: Output, revision: Revision, *, accept: bool, written: bool, table: Path) -> None:
    count = len(revision.rewordings)
    phrases = f"{count} phrase{'s' if count != 1 else ''}"
    file = output.shown(revision.file)
    if written:
        output.say(f"{file}: {phrases} written")
    elif not revision.can_be_written:
        output.say(f"nothing is written: correct the table, and give it again ({phrases} would change)")
    elif not count:
        output.say(f"the table says what {file} says: nothing to be changed")
    elif not accept:
        output.say(f"{phrases} would change in {file}: cwgdraft template phrases {output.shown(table)} --accept")


def _show(output: Output, one: Rewording) -> None:
    """Print a rewording, its words marked: in colour, or in brackets where there is none."""
    is_colored = sys.stdout.isatty()
    words = ""
    for text, role in one.marked():
        before, after = ("", "") if is_colored or not role else _BRACKETS[role]
        styled = click.style(text, fg=_COLORS[role], strikethrough=role == "deleted") if is_colored and role else text
        words += f"{before}{styled}{after}"
    output.result(click.style(one.name, bold=True) if is_colored else one.name)
    for line in words.split("\n"):
        output.result(f"    {line}".rstrip())


def _show_phrases(output: Output, phrases: Iterable[Phrase]) -> None:
    """Print the phrases by group: name, wording, and behind an arrow what it prints."""
    is_colored = sys.stdout.isatty()
    for group, ones in groupby(phrases, key=lambda one: one.group):
        heading = f"{group}: {ABOUT[group]}"
        output.result(f"\n{click.style(heading, bold=True) if is_colored else heading}")
        for one in ones:
            name = one.name.partition(": ")[2]
            output.result(f"\n  {click.style(name, fg='cyan') if is_colored else name}")
            for line in one.wording.split("\n"):
                output.result(f"      {line}".rstrip())
            for n, line in enumerate(one.example.split("\n") if one.example and one.example != one.wording else ()):
                text = f"    {'→' if not n else ' '} {line}".rstrip()
                output.result(click.style(text, dim=True) if is_colored else text)


def _data(revision: Revision, *, written: bool) -> dict[str, object]:
    return {
        "language": revision.language,
        "written": written,
        "changes": [one.as_data() for one in revision.rewordings],
        "findings": [one.as_data() for one in revision.findings],
    }
