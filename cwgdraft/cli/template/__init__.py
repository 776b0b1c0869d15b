"""`cwgdraft template`: templates that a chair revises in Word, without a programmer."""

from __future__ import annotations

import click

from cwgdraft.cli.lazy import LazyGroup

COMMANDS = {
    "check": "find what is wrong in a template, and where",
    "fields": "list what a template may use: fields, filters, kinds of blocks",
    "phrases": "write the sentences into a table in Word, and take the revised table back",
    "preview": "fill a template from real records, as Word and PDF",
    "intake": "say whether a revised template can be taken, and take it",
}


@click.command(name="template", cls=LazyGroup, package=__name__, lines=COMMANDS)
def command() -> None:
    """Check, list, preview and take in the templates that a chair revises in Word."""
