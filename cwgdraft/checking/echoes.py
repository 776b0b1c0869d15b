"""One slip that two rules see is told once, by the rule that tells it better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cwgdraft.checking.run import Found

TOLD_BY: Mapping[str, Sequence[str]] = {
    "acronym-not-introduced": ("placeholder-left", "group-acronym", "resolution-form"),
    "differing-name": ("group-acronym",),
    "missing-space": ("resolution-form", "resolution-edition", "differing-edition"),
    "mixed-capitals": ("resolution-form",),
    "name-spelt-differently": ("differing-name", "group-acronym", "house-term"),
    "resolution-form": ("resolution-edition", "differing-edition"),
}
"""The rules whose finding is an echo where one of others, that weighs as much, means some of the same words."""


def without_echoes(found: Iterable[Found]) -> list[Found]:
    """Return findings but for those of words that another rule tells better, in the same order."""
    every = list(found)
    better: dict[tuple[str, int], list[Found]] = {}
    for one in every:
        better.setdefault((one.rule.name, one.hit.passage.number), []).append(one)
    return [
        one
        for one in every
        if not any(
            _covers(other, one)
            for name in TOLD_BY.get(one.rule.name, ())
            for other in better.get((name, one.hit.passage.number), ())
        )
    ]


def _covers(other: Found, one: Found) -> bool:
    """Return whether a finding means some of the words of another, and weighs no less."""
    overlap = other.hit.start < one.hit.end and one.hit.start < other.hit.end
    return overlap and other.severity >= one.severity
