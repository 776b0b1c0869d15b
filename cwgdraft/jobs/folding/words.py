"""The words of an edit as a change: what the terminal, the answer document and the log show of it."""

from __future__ import annotations

from dataclasses import replace

from cwgdraft.comparing.blocks import changes_of
from cwgdraft.comparing.changes import Change
from cwgdraft.comparing.spans import Span, shortened
from cwgdraft.comparing.words import Ties
from cwgdraft.draft import Block, Kind
from cwgdraft.matching.blocks import Step
from cwgdraft.matching.words import compare_tokens, split_words

KEPT = 160
"""How many signs of what stays are shown on each side of what differs."""


def change_between(old: Block | None, new: Block | None) -> Change | None:
    """Return what became of a block, numbers left out; None where it is no change of words, as between two tables."""
    before, after = (tuple(replace(side, label="") for side in (block,) if side is not None) for block in (old, new))
    if not before and not after:
        return None
    if before and after and (before[0].kind is Kind.TABLE) != (after[0].kind is Kind.TABLE):
        return None
    step = Step((0,) if before else (), (0,) if after else ())
    (change,) = changes_of([step], before, after, Ties())
    return change


def both_cut(old: str, new: str, keep: int = KEPT) -> tuple[list[Span], list[Span]]:
    """Return two texts with the words that differ as spans with a role, what stays cut around these.

    `keep` is how many signs are kept on each side of what differs.
    """
    before, after = split_words(old), split_words(new)
    sides: tuple[list[Span], list[Span]] = ([], [])
    for step in compare_tokens(before, after):
        role = "" if step.tag == "equal" else "differs"
        sides[0].append(Span("".join(before[step.old_start : step.old_end]), role))
        sides[1].append(Span("".join(after[step.new_start : step.new_end]), role))
    first, second = (shortened([one for one in side if one.text], keep) for side in sides)
    return first, second


def look_in_words(old: Block | None, new: Block | None) -> str:
    """Return how the words of a block look otherwise: `bold; italic`; empty where they don't."""
    change = change_between(old, new)
    if change is None or old is None or new is None:
        return ""
    links = {run.link for run in new.runs} ^ {run.link for run in old.runs}
    return "; ".join([*change.formats, *(f"link {one}" for one in sorted(filter(None, links)))])
