"""`cwgdraft diff`: what changed between two drafts, and why."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click
from click.core import ParameterSource

from cwgdraft.cli.names import reports_and_meetings
from cwgdraft.cli.output import Output
from cwgdraft.comparing.changes import Comparison
from cwgdraft.errors import CwgdraftError

_STYLES: dict[str, dict[str, object]] = {
    "deleted": {"fg": "red", "strikethrough": True},
    "inserted": {"fg": "green"},
    "deleted blank": {"bg": "red"},
    "inserted blank": {"bg": "green"},
    "moved": {"fg": "cyan"},
    "formatted": {"fg": "yellow"},
    "heading": {"bold": True},
    "section": {"fg": "cyan", "bold": True},
    "label": {"bold": True},
    "cause": {"fg": "magenta"},
    "quiet": {"dim": True},
}


_NO_NAME = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_AUTHOR = 255
"""What the schema of Word's files allows (ST_String of `w:author`)."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a command line asked for, and what gives the two Word files of a redline when it asked for one."""

    found: Comparison
    language: str
    documents: Callable[[], tuple[bytes | None, bytes | None]] | None = None
    noted: Callable[[], Comparison] | None = None


@click.command(name="diff")
@click.argument("words", nargs=-1, metavar="OLD NEW | REPORT | MEETING…", shell_complete=reports_and_meetings)
@click.option("--since", "revision", default="", metavar="REVISION", help="Compare a report with itself at a revision.")
@click.option("--against-summaries", is_flag=True, help="Compare a report with what its meetings approved.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page for the browser.")
@click.option("--redline", type=click.Path(dir_okay=False, path_type=Path), help="Write NEW with tracked changes.")
@click.option("--author", default="cwgdraft", show_default=True, help="Whose tracked changes they are.")
@click.option("--date", default="", metavar="DATE", help="When they were made.  [default: now]")
@click.option("--causes", "--comments", is_flag=True, help="Name the causes in comments of the redline.")
@click.option(
    "--force", is_flag=True, help="Replace a page or redline that this command didn't write, or that was edited."
)
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--stat", "counts", is_flag=True, help="Print only how many changes each section has.")
@click.option("--all", "everything", is_flag=True, help="Show also what only follows from other changes.")
@click.option("--public", is_flag=True, help="Leave out causes, origins and paths: for readers outside.")
@click.option(
    "--context", "-U", type=click.IntRange(0), default=0, show_default=True, metavar="N",
    help="Show N unchanged blocks around a change.",
)  # fmt: skip
@click.option("--full", is_flag=True, help="Show changed paragraphs to their ends.")
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
    help="Colours in the place of [-brackets-] and {+braces+}.",
)  # fmt: skip
@click.pass_obj
def command(
    output: Output,
    words: tuple[str, ...],
    revision: str,
    against_summaries: bool,
    html: Path | None,
    redline: Path | None,
    author: str,
    date: str,
    causes: bool,
    force: bool,
    as_json: bool,
    counts: bool,
    everything: bool,
    public: bool,
    context: int,
    full: bool,
    color: str,
) -> int:
    """Show what changed between two drafts, and why.

    \b
    cwgdraft diff OLD.docx NEW.docx              two files, Word or plain text
    cwgdraft diff build/r.docx r                 a file, and what its records make now
    cwgdraft diff r --since v1                   a report since a revision in git
    cwgdraft diff 41 42                          the summary of one meeting, and that of another
    cwgdraft diff 41 42 --since v1               the report on both meetings since a revision
    cwgdraft diff r --against-summaries          a report, and what its meetings approved

    Words that went stand in [-brackets-], words that came in {+braces+}; on a terminal they are red and green.
    A line that begins with < or > is a move: < where it stood, > where it stands now, with its edits.
    What only follows from another change (numbers, pages, dates of printing) is counted and not shown.

    With --html or --redline alone, no changes are printed. What was written, and all remarks, go to stderr.

    Exit code 0 when nothing that counts differs, 1 when something does, 2 when the two can't be compared.
    """  # noqa: D301 - click's own mark, which a raw text would hide from it
    from cwgdraft.jobs.compare import outside
    from cwgdraft.jobs.outputs import check_outputs, redlined, write_output

    stamp, author = _stamp(date), _checked_author(author)
    _check_options(words, revision, against_summaries, redline, public=public, causes=causes)
    _check_outputs(html, redline, as_json=as_json, counts=counts)
    check_outputs([path for path in (html, redline) if path], words, force=force)
    asked = _asked(output, words, revision, public=public, against_summaries=against_summaries)
    found = outside(asked.found) if public else asked.found
    for remark in found.remarks:
        output.say(remark)
    if html:
        from cwgdraft.comparing.page import page

        title = f"{found.old_name} → {found.new_name}"
        write_output(html, page(found, title=title, public=public, language=asked.language or "en").encode())
        output.say(f"wrote {output.shown(html)}")
    if redline and asked.documents:
        old, new = asked.documents()
        noted = asked.noted() if causes and asked.noted else None
        data, remarks = redlined(old, new, noted, old_name=found.old_name, author=author, date=stamp, public=public)
        write_output(redline, data)
        for remark in remarks:
            output.say(f"{redline.name}: {remark}")
        output.say(f"wrote {output.shown(redline)}")
    if as_json:
        from cwgdraft.comparing.as_json import as_data

        output.json(as_data(found, everything=everything, public=public))
    elif counts or not (html or redline):
        _print(found, counts=counts, everything=everything, public=public, context=context, full=full, color=color)
    return int(found.differs)


# --- what is compared -------------------------------------------------------------------------------


def _check_options(
    words: Sequence[str],
    revision: str,
    against_summaries: bool,
    redline: Path | None,
    *,
    public: bool,
    causes: bool,
) -> None:
    """Raise a usage error for options that can't go together."""
    if revision and against_summaries:
        raise click.UsageError("--since and --against-summaries are two comparisons: ask for one at a time")
    if against_summaries and redline:
        raise click.UsageError("a redline needs two documents: --against-summaries has only one")
    if causes and not redline:
        raise click.UsageError("--causes writes comments into a redline: name it with --redline OUT.docx")
    if causes and public:
        raise click.UsageError("--public leaves out the causes that --causes would write")
    if not words:
        raise click.UsageError("name two files, or a report with --since REVISION")
    if not (revision or against_summaries) and len(words) != 2:
        raise click.UsageError(
            f"{len(words)} document{'s' if len(words) > 1 else ''} named: name two, or a report with --since REVISION"
        )


def _check_outputs(html: Path | None, redline: Path | None, *, as_json: bool, counts: bool) -> None:
    """Raise a usage error for options that nothing would come of, and for names that fit no file of that kind."""
    if not redline:
        for name in ("author", "date"):
            if click.get_current_context().get_parameter_source(name) is not ParameterSource.DEFAULT:
                raise click.UsageError(f"--{name} is for a redline: name it with --redline OUT.docx")
    if as_json and counts:
        raise click.UsageError("--json and --stat are two forms: ask for one; the JSON has the counts, too")
    if redline and redline.suffix.lower() != ".docx":
        raise click.BadParameter(f"'{redline}' must end in .docx, or Word won't open it", param_hint="--redline")
    if html and html.name == "-":
        raise click.BadParameter("a page is written into a file: name it, such as changes.html", param_hint="--html")


def _asked(output: Output, words: tuple[str, ...], revision: str, *, public: bool, against_summaries: bool) -> _Asked:
    if revision:
        return _since(output, words, revision, public=public)
    if against_summaries:
        from cwgdraft.jobs.summaries import against_summaries as compared_with_summaries

        return _Asked(compared_with_summaries(output.workspace, words), "")
    return _files(output, words, public=public)


def _files(output: Output, words: tuple[str, ...], *, public: bool) -> _Asked:
    """Compare two documents; what is wrong with either is said at once."""
    from cwgdraft.jobs.compare import Document, compared, open_document, workspace_of

    workspace = workspace_of(words, output.folder)
    documents: list[Document] = []
    errors: list[CwgdraftError] = []
    for word in words:
        try:
            documents.append(open_document(word, workspace))
        except CwgdraftError as error:
            errors.append(error)
    if errors:
        for one in errors[:-1]:
            output.show_error(one)
        raise errors[-1]
    old, new = documents
    found = compared(old, new, workspace, public=public)
    return _Asked(found, new.draft.language, lambda: (old.data, new.data), lambda: found)


def _since(output: Output, words: tuple[str, ...], revision: str, *, public: bool) -> _Asked:
    """Compare a report with itself at a revision."""
    from cwgdraft.comparing.compare import compare
    from cwgdraft.jobs.compare import document_of
    from cwgdraft.jobs.since import since

    both = since(output.workspace, words, revision)
    output.findings(both.findings, root=output.workspace.root)
    found = compare(both.old, both.new)
    if public:
        found = replace(found, old_name=f"{found.new_name}, before")

    def noted() -> Comparison:
        """Return the comparison of the two Word files, whose blocks are those that comments are put on."""
        old, new = document_of(both.old_document(), "old"), document_of(both.new_document(), "new")
        return both.causes(compare(old.draft, new.draft))

    return _Asked(
        found if public else both.causes(found),
        both.new.language,
        lambda: (both.old_document(), both.new_document()),
        noted,
    )


def _stamp(date: str) -> str:
    """Return the date of tracked changes as Word writes it; raises a usage error for what is no date."""
    try:
        when = dt.datetime.fromisoformat(date) if date else dt.datetime.now(dt.UTC)
        when = when if when.tzinfo is None else when.astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter(f"'{date}' is no date; write 2026-02-13", param_hint="--date") from None
    return f"{when.replace(tzinfo=None, microsecond=0).isoformat()}Z"


def _checked_author(author: str) -> str:
    """Return whose tracked changes they are; raises a usage error for a name that Word can't hold."""
    name = " ".join(author.split())
    if not name:
        raise click.BadParameter("tracked changes need an author: write a name", param_hint="--author")
    if len(name) > _LONGEST_AUTHOR:
        raise click.BadParameter(f"the name has {len(name)} signs; Word takes {_LONGEST_AUTHOR}", param_hint="--author")
    if _NO_NAME.search(name):
        raise click.BadParameter("the name has signs that no file can hold", param_hint="--author")
    return name


# --- the terminal -----------------------------------------------------------------------------------


def _print(
    found: Comparison, *, counts: bool, everything: bool, public: bool, context: int, full: bool, color: str
) -> None:
    from cwgdraft.comparing.terminal import Options, lines, stat

    colored = _is_colored(color)
    options = Options(_styled if colored else _plain, not colored, _width(), context, everything, full, public)
    for line in (stat if counts else lines)(found, options):
        click.echo(line, color=colored)


def _is_colored(color: str) -> bool:
    """Return whether to write colours: as git does, on a terminal that shows them, unless NO_COLOR is set."""
    if color != "auto":
        return color == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 0


def _plain(text: str, role: str) -> str:  # noqa: ARG001
    return text


def _styled(text: str, role: str) -> str:
    style = _STYLES.get(role)
    return click.style(text, **style) if style else text  # type: ignore[arg-type]
