"""Marks that accept a finding, as they are written: the rules that they name, and the reason behind a colon."""

from __future__ import annotations

import re

from cwgdraft.checking.registry import names
from cwgdraft.language.near import did_you_mean

_IN_COMMENT = re.compile(r"\s*accept\s([\w\s,-]*+)(?::(.*))?$", re.IGNORECASE | re.DOTALL)


def mark_in(comment: str) -> tuple[tuple[str, ...], str] | None:
    """Return the rules that a comment in Word accepts, and its reason; None for a comment that is no mark."""
    found = _IN_COMMENT.match(comment)
    if found is None or not set(rules := rules_in(found[1])) & set(names()):
        return None
    return rules, (found[2] or "").strip()


def rules_in(text: str) -> tuple[str, ...]:
    """Return the names that stand in a text side by side, between spaces or commas."""
    return tuple(one for one in re.split(r"[\s,]+", text.strip()) if one)


def unknown_rule(name: str) -> tuple[str, str] | None:
    """Return message and help for a name that no rule has, None for the name of a rule."""
    if name in names():
        return None
    hint = did_you_mean(name, names())
    return f"there is no rule '{name}' that could be accepted{hint}", "cwgdraft rule lists them"


def without_reason(rules: tuple[str, ...], form: str) -> tuple[str, str]:
    """Return message and help for a mark that gives no reason; `form` is how one is written where it stands."""
    message = f"{', '.join(rules)} is accepted here without a reason, so it isn't"
    return message, f"write why behind a colon: {form}"
