"""What commands print: results on stdout, all else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Severity, in_order
from cwgdraft.workspace import Workspace, find_workspace


class Output:
    """Where a command runs, and how it speaks."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    @cached_property
    def workspace(self) -> Workspace:
        """Return the workspace; raises `CwgdraftError` when there is none."""
        return find_workspace(self.folder)

    @staticmethod
    def say(text: str) -> None:
        """Print a line on stderr."""
        click.echo(text, err=True)

    @staticmethod
    def result(text: str) -> None:
        """Print a line on stdout."""
        click.echo(text)

    @staticmethod
    def json(data: Any) -> None:
        """Print data as JSON on stdout."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))

    def shown(self, path: Path) -> str:
        """Return a path as a user would type it."""
        try:
            return str(path.resolve().relative_to(Path.cwd()))
        except ValueError:
            return str(path)

    def findings(self, findings: Iterable[Finding], *, root: Path | None = None) -> None:
        """Print findings on stderr, by place."""
        for finding in in_order(findings):
            click.echo(_colored(finding, root), err=True)

    @staticmethod
    def results(findings: Iterable[Finding], *, root: Path | None = None) -> None:
        """Print findings on stdout, by place, where they are what a command is for."""
        for finding in in_order(findings):
            click.echo(_colored(finding, root))

    @staticmethod
    def show_error(error: CwgdraftError) -> None:
        """Print why a command could not run, and what to do."""
        if isinstance(error, RecordsError):
            root = _root_of(error.findings)
            for finding in error.findings:
                click.echo(finding.shown(root), err=True)
        click.echo(f"{click.style('error:', fg='red', bold=True)} {error.message}", err=True)
        if error.help:
            click.echo(f"    help: {error.help}", err=True)


def _colored(finding: Finding, root: Path | None) -> str:
    color = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}[finding.severity]
    text = finding.shown(root)
    head, sign, tail = text.partition(f": {finding.severity.word} {finding.rule}: ")
    if not sign:
        return text
    return f"{head}: {click.style(finding.severity.word, fg=color, bold=True)} {finding.rule}: {tail}"


def _root_of(findings: Iterable[Finding]) -> Path | None:
    """Return the workspace that findings are in, so that paths can be shown from there."""
    for finding in findings:
        if finding.place:
            try:
                root = find_workspace(finding.place.path.parent).root
            except CwgdraftError:
                return None
            return root if Path.cwd().is_relative_to(root) or root.is_relative_to(Path.cwd()) else None
    return None


SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "advice": Severity.ADVICE}


def exit_code(findings: Iterable[Finding], severity: str = "error") -> int:
    """Return 1 when a finding is at least as severe as `severity`, else 0."""
    return int(any(finding.severity >= SEVERITIES[severity] for finding in findings))


def is_terminal() -> bool:
    """Return whether somebody is watching: progress is shown to people, not to pipes."""
    return sys.stderr.isatty()
