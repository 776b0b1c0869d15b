"""Days on a command line, read and refused as records read and refuse them."""

from __future__ import annotations

import datetime as dt

import click

from cwgdraft.records.shape import WrongValueError
from cwgdraft.records.values import parse_day


def day_of(text: str, option: str) -> dt.date | None:
    """Return the day that the value of an option names, None without one; raises a usage error for what is no day."""
    if not text:
        return None
    try:
        return parse_day(text)
    except WrongValueError as error:
        raise click.BadParameter(f"{error}; {error.help}", param_hint=option) from None
