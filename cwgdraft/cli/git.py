"""`cwgdraft git`: Word files and records as drafts in `git diff`, `git log -p` and `git difftool`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from cwgdraft.cli.output import Output
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.git_setup import repository_of, set_up
from cwgdraft.jobs.git_setup import undo as take_out
from cwgdraft.workspace import find_workspace


@click.group(name="git")
def command() -> None:
    """Let git show Word files and records as drafts, or take that back."""


@command.command(name="setup")
@click.option("--shared", is_flag=True, help="Name the files in .gitattributes, which is committed for everybody.")
@click.pass_obj
def setup(output: Output, shared: bool) -> int:
    """Let `git diff`, `git log -p` and `git difftool` show Word files and records as drafts.

    Nothing that git tracks changes, unless --shared is given; `cwgdraft git undo` puts everything back.
    """
    folder, records = _folder(output)
    repository = repository_of(folder)
    done = set_up(repository, shared=shared, records=records)
    for one in done:
        output.result(one)
    if not done:
        output.result("git shows Word files and records as drafts already")
    output.say("try: git diff --word-diff, git log -p -- '*.docx', git difftool -t cwgdraft")
    if shared:
        output.say("the others who use this repository run 'cwgdraft git setup --shared' once, too")
    return 0


@command.command(name="undo")
@click.pass_obj
def undo(output: Output) -> int:
    """Take out everything that `cwgdraft git setup` wrote."""
    done = take_out(repository_of(_folder(output)[0]))
    for one in done:
        output.result(one)
    if not done:
        output.result("there is nothing to take out: 'cwgdraft git setup' was not run here")
    return 0


def _folder(output: Output) -> tuple[Path, bool]:
    """Return the workspace's folder and true, else the folder where the command runs and false."""
    try:
        return find_workspace(output.folder).root, True
    except CwgdraftError:
        if not output.folder.is_dir():
            raise
        return output.folder, False


@command.command(name="textconv", hidden=True)
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def textconv(output: Output, file: Path) -> int:
    """Print a Word file as git is to compare it; one that can't be read says so, so that no `git log` ends there."""
    from cwgdraft.jobs.git_text import git_lines
    from cwgdraft.jobs.reading import read_document
    from cwgdraft.word.documents import View

    try:
        lines = list(git_lines(read_document(file, View.ALL)))
    except CwgdraftError as error:
        lines = [f"[this file can't be shown: {error.message}]"]
    output.result("\n".join(lines))
    return 0


@command.command(name="difftool", hidden=True)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def difftool(old: Path, new: Path) -> int:
    """Compare two files for `git difftool`: Word files as drafts, any others, new and deleted ones as git does.

    git calls difftools through its own way of calling external programs, which must not be taken again.
    """
    from cwgdraft.cli import run

    if all(path.suffix.lower() == ".docx" for path in (old, new)):
        return run(["diff", str(old), str(new)])
    color = "--color=always" if sys.stdout.isatty() else "--color=never"
    words = ["git", "--no-pager", "diff", "--no-index", "--no-ext-diff", color, "--", str(old), str(new)]
    return subprocess.run(words, check=False).returncode
