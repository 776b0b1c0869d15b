"""A heading ends with a full stop, colon, semicolon or comma.

Headings in the Council's documents have no stop at the end; a colon there is left over from the agenda. Nothing is
said where most headings of the document end so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.outline import headings
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.wording import excerpt, has_verb
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_STOP = re.compile(r"(?<![.\s])\s*(?P<stop>[.:;,])\s*\Z")
_SHORTENED = re.compile(r"\b(?:etc|al|Inc|Ltd|Corp|Rep|Rev|No|Mr|Ms|Dr|U\.S|U\.K|[A-Z])\.\s*\Z")
_SENTENCE = re.compile(r"(?:The|A|An|It|This|These|Those|There|All|Each|Every|He|She|They|No|Some|Several|Many)\b")
_LONGEST = 20
_NAMES = {".": "a full stop", ":": "a colon", ";": "a semicolon", ",": "a comma"}


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the headings that end with a stop."""
    every = [one for one in headings(subject) if _is_heading(subject, one)]
    stopped = [(one, found) for one in every if (found := _STOP.search(one.text)) and not _SHORTENED.search(one.plain)]
    if len(stopped) * 3 > len(every):
        return
    for one, found in stopped:
        message = f"the heading '{excerpt(one.text)}' ends with {_NAMES[found['stop']]}"
        yield Hit(one, found.start("stop"), found.end("stop"), message, "take it out", Fix(""))


def _is_heading(subject: Subject, one: Passage) -> bool:
    """Return whether a numbered passage heads others; one that ends with a full stop reads as a short paragraph."""
    if one.is_heading:
        return not (len(one.numbers) > 1 and has_verb(one.plain))
    after = subject.passages[one.number + 1] if one.number + 1 < len(subject.passages) else None
    heads = after is not None and after.numbers[:-1] == one.numbers and bool(after.numbers)
    title = len(one.plain.split()) <= _LONGEST and not _SENTENCE.match(one.plain)
    return heads and title and not has_verb(one.plain) and not one.plain.endswith(":")
