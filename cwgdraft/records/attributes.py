"""Attributes: what stands in braces at the end of a heading, paragraph or list item."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from cwgdraft.language.near import did_you_mean

ITEM_KEYS = ("id", "topic", "covers", "meetings", "unnumbered", "run-in", "state", "accept")
STATEMENT_KEYS = (
    "id", "topic", "unnumbered", "list", "meetings", "actor", "verb", "addressee", "matter", "deadline", "force",
    "state", "accept",
)  # fmt: skip
FORCES = ("decision", "view", "proposal", "information")
STATES = ("draft", "bracketed", "agreed")
_FLAGS = {"-": "unnumbered", "unnumbered": "unnumbered", "run-in": "run-in", "list": "list"}

_TOKEN = re.compile(r'\s*(?:#([\w.:-]+)|([\w-]+)=(?:"([^"]*)"|([^\s"{}]+))|(-|unnumbered|run-in|list))(?=\s|$)\s*')
_MEANT = re.compile(r"#[\w-]|[\w-]+\s*[=:]")

Report = Callable[[str, str, str], None]
"""Takes rule, message and help of something that is wrong with the attributes."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """The words without the braces at their end, and what the braces say."""

    text: str
    values: dict[str, str] = field(default_factory=dict)


def take_attributes(text: str, known: tuple[str, ...], where: str, report: Report) -> Attributes:
    """Return the text without the attributes at its end, and these; braces of another form are text.

    `where` is what messages call the thing that carries them: a heading, a paragraph.
    """
    start = text.rfind("{")
    inside = text[start + 1 : -1]
    if start < 0 or not text.endswith("}") or "}" in inside or not inside.strip():
        return Attributes(text)
    values: dict[str, str] = {}
    position = 0
    while position < len(inside):
        token = _TOKEN.match(inside, position)
        if not token:
            if _MEANT.match(inside.strip()):
                message = f"these braces are printed as text: '{text[start:][:60]}'"
                report("unread-attributes", message, 'write {#id key=value key="two words"}, without spaces around =')
            return Attributes(text)
        _add(values, token, report)
        position = token.end()
    _check(values, known, where, report)
    return Attributes(text[:start].rstrip(" \t"), values)


def _add(values: dict[str, str], token: re.Match[str], report: Report) -> None:
    """Add what one token says."""
    identifier, key, quoted, bare, flag = token.groups()
    name = "id" if identifier else key or _FLAGS[flag]
    if name in values:
        report("duplicate-attribute", f"'{name}' stands twice in the braces", "keep one of them")
    if key in _FLAGS:
        sign = "-" if key == "unnumbered" else key
        report("wrong-value", f"'{key}' takes no value", f"write {{{sign}}}, or take it out")
    values[name] = identifier or (quoted if key and quoted is not None else bare) or ("" if key else "yes")


def _check(values: dict[str, str], known: tuple[str, ...], where: str, report: Report) -> None:
    """Report names that `where` doesn't have, and values that they can't take."""
    for name, value in values.items():
        if name not in known:
            message = f"'{name}' is not an attribute of {where}{did_you_mean(name, known)}"
            report("unknown-attribute", message, f"use one of: {', '.join(known)}")
        elif not value.strip():
            report("wrong-value", f"the attribute '{name}' is empty", f"write {name}=…, or take it out")
    for name, words in (("force", FORCES), ("state", STATES)):
        value = values.get(name, "")
        if value.strip() and value not in words:
            message = f"'{value}' is no {name}{did_you_mean(value, words)}"
            report("wrong-value", message, f"use one of: {', '.join(words)}")
