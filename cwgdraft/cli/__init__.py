"""The command line. Only modules in here print and exit; each command is imported when it is called."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

import cwgdraft
from cwgdraft import collector
from cwgdraft.cli.lazy import LazyGroup
from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError

COMMANDS = {
    "actions": "list what the meetings asked for, of whom and by when",
    "acts": "show what was understood of a meeting's statements",
    "adopt": "turn published reports into records, from which they can be built again",
    "agree": "mark the minutes of a meeting as agreed, or see whether agreed words have changed",
    "brackets": "list square brackets, alternatives and reservations",
    "build": "write reports as Word and PDF",
    "check": "find in reports and documents what an editor would mark",
    "comments": "print what came back on a report in its comments period, as a table",
    "completion": "print the completion script of your shell",
    "coverage": "show where each statement and document went",
    "diff": "show what changed between two drafts, and why",
    "fold": "take edits that came back in Word into the records",
    "git": "let git show Word files and records as drafts",
    "init": "make a workspace for a working group",
    "new": "make the record of a meeting, or the plan of a report",
    "publish": "publish a report under its symbol, and keep it as it was sent",
    "ready": "take the last look at a report before it is sent",
    "rule": "print what a rule of 'check' looks for, and why",
    "schema": "write the JSON Schemas that editors complete from",
    "since": "show what changed since a report was published",
    "status": "say what a Word file was made from, and what was edited in it by hand",
    "template": "check, list, preview and take in the templates that a chair revises in Word",
    "text": "print reports as numbered plain text",
}


@click.command(
    cls=LazyGroup, package="cwgdraft.cli", lines=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(cwgdraft.__version__, prog_name="cwgdraft")
@click.option(
    "-w",
    "--workspace",
    "folder",
    type=click.Path(),
    default=".",
    help="The workspace, or a folder in it.  [default: where you are]",
)
@click.pass_context
def group(ctx: click.Context, folder: str) -> None:
    """Turn the records of a working group's meetings into Council documents in Word.

    Exit codes: 0 clean, 1 something was found (the files are written all the same), 2 could not run.
    """
    ctx.obj = Output(folder)


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings, 2 could not run."""
    if sys.stdout is None or sys.stderr is None:  # closed by the shell: >&-
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open as long as the program runs
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    with collector.paused():
        sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Return the exit code of the command line `arguments`; nothing that a user can cause ends in a traceback."""
    try:
        code = group.main(arguments, prog_name="cwgdraft", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return 2
    except CwgdraftError as error:
        Output.show_error(error)
        return 2
    except KeyboardInterrupt:
        click.echo("stopped", err=True)
        return 130
    except BrokenPipeError:
        _silence()
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        Output.show_error(CwgdraftError(f"{where}{error.strerror or error}", "free it, and try again"))
        _silence()
        return 2
    return code if isinstance(code, int) else 0


def _silence() -> None:
    """Send what is still to be printed nowhere: whoever read it has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
