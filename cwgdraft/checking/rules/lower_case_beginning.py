"""A numbered paragraph or heading begins with a small letter.

Its first words were cut off, or the capital was forgotten. Items that go on with a sentence ("agreed to:") begin so
by right, and so do words such as e-health.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.outline import outlined
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_SMALL = re.compile(r"(?P<word>[a-zà-ÿ][\w'’-]*)")
_OWN = re.compile(r"(?:[a-z]-?[A-Z]|e-|i-|m-|www|http|[a-z]+\.[a-z]|[a-z]+@|de |von |van |al-|el-)")
_OPEN = (":", ",", ";", "and", "or", "to", "that", "the")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the paragraphs that begin with a small letter."""
    every = outlined(subject)
    small = {one.number for one in every if _begins_small(one)}
    siblings: dict[tuple[int, ...], list[Passage]] = {}
    for one in every:
        siblings.setdefault(one.numbers[:-1], []).append(one)
    for one in every:
        if one.number not in small or _goes_on(subject, one):
            continue
        beside = [other for other in siblings[one.numbers[:-1]] if other is not one]
        if any(other.number in small for other in beside) or (not beside and len(one.numbers) > 1):
            continue
        found = _SMALL.match(one.plain)
        if found is not None:
            word = found["word"]
            message = f"'{word}' begins the paragraph with a small letter"
            fix = Fix(word[0].upper() + word[1:], safe=False)
            yield Hit(one, *found.span("word"), message, f"write '{fix.new}', or bring back the words before it", fix)


def _begins_small(one: Passage) -> bool:
    return _SMALL.match(one.plain) is not None and _OWN.match(one.plain) is None


def _goes_on(subject: Subject, one: Passage) -> bool:
    """Return whether the words above are a sentence that isn't ended."""
    above = subject.passages[one.number - 1].plain.rstrip() if one.number else ""
    return above.endswith(_OPEN)
