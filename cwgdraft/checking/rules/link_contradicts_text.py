"""A link leads to another document than its words say.

The words were corrected and the address was not, or the other way round. Addresses of the document system, of UN
documents and of the basic texts tell which document they lead to; a link that names a symbol, a meeting ("Summary of
the 43rd meeting") or a resolution is compared with it. In plain text, links are written [words](address).
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.linked import Linked, links_of
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.targets import Target, target_of
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import meetings_in, resolutions_in, symbols_in

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the links whose address names another document, meeting or resolution than their words."""
    for link in links_of(subject):
        target = target_of(link.address)
        if target is not None and (said := _contradiction(subject, link, target)):
            yield Hit(
                link.passage,
                link.start,
                link.end,
                f"'{link.words}' links to {target.name}",
                f"link to {said}, or correct the words",
            )


def _contradiction(subject: Subject, link: Linked, target: Target) -> str:
    """Return what the words name where that isn't what the address leads to, else nothing."""
    symbols = [one for one in symbols_in(link.words, subject.acronym) if one.series != "bare"]
    if len(symbols) == 1:
        symbol = symbols[0]
        same = {"group": "group", "short": "group"}.get(symbol.series, symbol.series) == target.series
        if not same:
            return ""
        return "" if target.stem == (symbol.usual if symbol.series == "un" else symbol.stem) else symbol.text
    meetings = list(meetings_in(link.words))
    if not symbols and target.series == "group" and len(meetings) == 1 and len(meetings[0].numbers) == 1:
        own = meetings[0].numbers[0] in subject.numbers
        return f"the {meetings[0].text}" if own and target.meeting != meetings[0].numbers[0] else ""
    resolutions = list(resolutions_in(link.words))
    if target.series == "resolution" and len(resolutions) == 1:
        return "" if resolutions[0].number == target.stem else resolutions[0].text
    return ""
