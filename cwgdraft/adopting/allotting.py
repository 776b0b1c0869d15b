"""Whose words a paragraph is: one meeting's where the document says so, else the report's own."""

from __future__ import annotations

import re

from cwgdraft.adopting.outline import Paragraph
from cwgdraft.language.mentions import meetings_in, same_group, symbols_in

_AT = re.compile(r"^(?:During|At|In) (?:the |its )?$|\b(?:during|at) (?:the |its )?$")
_LATER = re.compile(r"\b(?:next|prior to|before|for|until|to be held|in advance of|upcoming)\b[^.]{0,30}$", re.I)


def meetings_of(paragraph: Paragraph, reported: tuple[int, ...], acronym: str) -> tuple[int, ...]:
    """Return the meetings that a paragraph speaks of: one where it says whose it is, else all that it may concern.

    It says so by citing documents of that meeting and of no other, or by "During the 41st meeting"; a meeting that it
    looks forward or back to decides nothing.
    """
    if len(reported) == 1:
        return reported
    cited: set[int] = set()
    held: set[int] = set()
    named: set[int] = set()
    for line in paragraph.lines():
        for symbol in symbols_in(line.text, acronym):
            if symbol.series == "short" or (symbol.series == "group" and same_group(symbol.group, acronym)):
                cited.add(symbol.meeting)
        for one in meetings_in(line.text):
            before = line.text[max(one.start - 40, 0) : one.start]
            if len(one.numbers) == 1 and _AT.search(before) and not _LATER.search(before):
                held.add(one.numbers[0])
            named.update(one.numbers)
    inside = (cited | held) & set(reported)
    if len(inside) == 1 and not (named - inside) & set(reported) and cited <= inside:
        return tuple(inside)
    told = inside | (named & set(reported))
    return tuple(sorted(told)) if len(told) > 1 else reported
