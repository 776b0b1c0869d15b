"""A symbol stands alone where other citations have "Document" or "Doc." before it.

A reader takes a symbol in the middle of a sentence for part of it. The rule counts the citations in sentences and
those in brackets: where most have the word, one without it is found. Lists of references, tables and headings are
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cwgdraft.checking.citations import Citation, citations_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_FEWEST = 4
_FEW = 2
_LISTED = re.compile(r"(?:[,;&/+]|\band|\bor|\bto|\bsee also|\b[Aa]dd\w*|\b[Cc]orr\w*|\b[Rr]ev\w*)\s*$")
_NAMED = re.compile(r"\b(?:[Dd]ocuments?|[Dd]ocs?\.?|[Aa]ddend\w+|[Cc]orrigend\w+|[Rr]evision \d+ (?:of|to))\W*$")
_ALONE = re.compile(r"[(\[]\s*$")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the symbols without a word before them, where most have one."""
    every = [one for one in citations_of(subject) if one.first.series != "short" and not one.passage.is_heading]
    bracketed = [one for one in every if one.bracketed and not one.passage.in_cell]
    running = [one for one in every if one.running and not one.bracketed]
    alone = [one for one in bracketed if not one.lead]
    few = len(bracketed) < _FEWEST and len(alone) <= _FEW
    yield from _without(alone, running) if few else _without(bracketed, bracketed)
    yield from _without(running, running)


def _without(citations: Sequence[Citation], habit: Sequence[Citation]) -> Iterator[Hit]:
    """Yield the symbols without a word where most of those that make the habit have one."""
    led = [one for one in habit if one.lead]
    if len(led) < _FEWEST or len(led) * 10 < len(habit) * 6:
        return
    short = citations is not habit or sum(not one.lead.lower().startswith("document") for one in led) * 2 > len(led)
    for one in citations:
        if one.lead or one.before(_LISTED) or one.before(_NAMED):
            continue
        if one.bracketed and not one.before(_ALONE):
            continue
        several = len(one.symbols) > 1
        word = ("Docs" if several else "Doc.") if short else "Documents" if several else "Document"
        symbol = one.passage.text[one.first.start : one.first.end]
        where = "in brackets" if one.bracketed else "in a sentence"
        plain = one.first.text
        yield Hit(
            one.passage,
            one.first.start,
            one.first.end,
            f"'{plain}' stands alone {where}; other citations have '{word}' before them",
            f"write '{word} {plain}'" + ("" if one.bracketed else f" or '(Doc. {plain})'"),
            Fix(f"{word}\u00a0{symbol}", safe=one.bracketed),
        )
