"""A range of days isn't written as the house writes it.

Days are joined by a hyphen without spaces ("9-10 September 2025", "28 April-8 May 2026"), or by words on both sides:
"from 7 to 11 July", "between 7 and 11 July". "From 7-11 July" mixes the two; a dash, or spaces around the hyphen,
belong to other houses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_LEAD = re.compile(r"\b(from|between|From|Between)(?: the)? $")
_SIGN = re.compile(r"(?<=[\da-z])\s?[-–—\u2011]\s?(?=\d)")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield ranges of days whose sign is no plain hyphen, or that mix a sign with words."""
    prose = prose_of(subject)
    for passage, one in subject.dates:
        if not one.to or one.form != "usual":
            continue
        at = prose.starts[passage.number] + one.start
        text, lead = passage.text[one.start : one.end], ending(_LEAD, passage.plain, one.start)
        sign = one.to.strip()
        if at in prose.addresses:
            continue
        if lead and sign in ("-", "–", "—"):
            word = "to" if lead[1].lower() == "from" else "and"
            new = _SIGN.sub(f" {word} ", text, count=1)
            yield Hit(
                passage,
                lead.start(1),
                one.end,
                f"'{lead[1]} {one.text}' mixes a word with a sign",
                f"write '{lead[1]} {new}'",
                Fix(passage.text[lead.start(1) : one.start] + new),
            )
        elif lead and lead[1].lower() == "between" and sign == "to":
            new = text.replace(" to ", " and ", 1)
            yield Hit(
                passage,
                lead.start(1),
                one.end,
                f"'{lead[1]} {one.text}' mixes 'between' with 'to'",
                f"write '{lead[1]} {new}'",
                Fix(passage.text[lead.start(1) : one.start] + new),
            )
        elif sign in ("–", "—") or one.to in (" - ", "- ", " -"):
            new = _SIGN.sub("-", text, count=1)
            what = "has a dash" if sign != "-" else "has spaces around its hyphen"
            yield Hit(passage, one.start, one.end, f"'{one.text}' {what}", f"write '{new}'", Fix(new))
        elif sign == "to" and not lead:
            message = f"'{one.text}' has 'to' without 'from'"
            yield Hit(
                passage,
                one.start,
                one.end,
                message,
                f"write 'from {one.text}', or join the days by a hyphen",
                severity=Severity.ADVICE,
            )
