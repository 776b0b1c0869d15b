"""The page on which somebody decides about edits: every decision with its texts, and the answers to take away."""

from __future__ import annotations

import base64
import hashlib
import os
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from itertools import groupby

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

import cwgdraft
from cwgdraft.comparing.page.elements import escaped
from cwgdraft.jobs.folding.answers import ACCEPT, REPORT
from cwgdraft.jobs.folding.cards import LOOK, SAFE, STATES, Card, cards
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.log import entries_of

_BASE = "cwgdraft.comparing.page"
"""The page of a comparison: its style and its way of stepping are those of this page too."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the cards can be filtered by: the value, its name, how many cards have it."""

    value: Markup
    name: Markup
    number: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of a copy."""

    copy: Markup
    who: Markup
    date: Markup
    where: Markup
    words: Markup
    text: Markup


def decisions_page(found: Folding, command: Sequence[str]) -> str:
    """Return the decisions as one HTML page that fetches nothing.

    `command` are the words of a command line to which the answers are added: `cwgdraft fold copy.docx`.
    """
    script, shown = _part("stepping.js", _BASE) + _part("page.js"), cards(found)
    line = command_line([*command, "--apply"])
    frame = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return frame.from_string(_part("page.html")).render(
        report=escaped(found.report),
        language=escaped(found.state.catalogue.language),
        copies=[(escaped(copy.name), escaped(copy.basis)) for copy in found.copies],
        several=len(found.copies) > 1,
        sections=[(name, list(group)) for name, group in groupby(shown, key=lambda card: card.section)],
        count=len(shown),
        states=list(_states(shown)),
        lands=_choices(escaped(card.lands) for card in shown),
        who=_choices(who for card in shown for who in card.who),
        remarks=list(_remarks(found)),
        line=escaped(line),
        first=escaped(_first(line, shown)),
        head=escaped(f"# {line} --answers FILE\n{REPORT} {found.report}\n"),
        version=cwgdraft.__version__,
        style=Markup(_part("page.css", _BASE) + _part("page.css")),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own file
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
    )


def command_line(words: Sequence[str]) -> str:
    """Return a command line to be typed here: quoted as this system's shell wants it, no name taken for an option."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def _first(line: str, shown: Iterable[Card]) -> str:
    """Return the command line for the answers that are chosen at first: `--apply` takes what is safe by itself."""
    return " ".join([line, *(f"--accept {one.name}" for one in shown if one.answer == ACCEPT and one.state != SAFE)])


def _states(shown: Sequence[Card]) -> Iterator[Choice]:
    """Yield the states, those that are always asked for also when nothing is in them."""
    counts = Counter(card.state for card in shown)
    for state, name in STATES.items():
        if counts[state] or state in (SAFE, LOOK):
            yield Choice(Markup(state), Markup(name), counts[state])  # noqa: S704 - our own words


def _choices(values: Iterable[Markup]) -> list[Choice]:
    return [Choice(value, value, number) for value, number in sorted(Counter(values).items())]


def _remarks(found: Folding) -> Iterator[Remark]:
    """Yield the comments of the copies, in their order."""
    for copy in found.copies:
        for one in entries_of(replace(found, copies=(copy,), decisions=()), {}):
            parts = (copy.name, one.by, one.date, one.where, one.words, one.thread)
            yield Remark(*(escaped(part) for part in parts))


def _part(name: str, package: str = __package__) -> str:
    return resources.files(package).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")
