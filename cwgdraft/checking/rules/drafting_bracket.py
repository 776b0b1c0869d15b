"""Square brackets with a note of the drafter are left in the text: [TBC], [date], [to be completed].

What stands in them was to be filled in or decided before the report went out. Brackets that belong to the text,
"[…]" or "[sic]" or a number of a note, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_BRACKET = re.compile(r"\[(?P<note>[^\[\]]{0,200})\]")
_NOTE = re.compile(
    r"\s*(?:(?:TBC|TBD|TBA|T\.B\.C\.|xx+|x|\?+|_+|\.{5,}|●|•|\*+)\s*\Z"
    r"|(?:\d{1,2} )?(?:TBC|TBD|xx+)\b"
    r"|(?:[\w./-]+ ){0,4}to be "
    r"(?:confirmed|completed|decided|determined|added|inserted|updated|defined|checked|finali[sz]ed|provided|agreed)\b"
    r"|(?:date|dates|name|names|number|title|symbol|link|url|place|venue|room|year|month|day|document|doc|reference|text|"
    r"amount|figure|figures|time|country|person|number of \w+|date of \w+(?: \w+)?|document (?:number|symbol)|"
    r"name of \w+(?: \w+)?)\s*\Z"
    r"|(?:insert|add|check|complete|update|fill in|please|verify|confirm|delete|note to"
    r"|ed(?:itor(?:'s|’s|ial)?|\.)? ?note|secretariat note|drafting note|comment)\b)",
    re.I,
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the brackets that somebody meant to take out."""
    for passage in subject.passages:
        if "[" not in passage.text or passage.computed:
            continue
        for found in _BRACKET.finditer(passage.plain):
            note = found["note"]
            if (not note.strip() or _NOTE.match(note)) and not note.startswith("bookmark"):
                message = f"'{found[0]}' is a note of the drafter"
                yield Hit(passage, *found.span(), message, "write what belongs there, without the brackets")
