"""Straight and curly quotation marks or apostrophes stand in one document.

Word types curly ones; straight ones come from text that was pasted. One document has one kind. Those that the document
has less of are marked; where both are as frequent, the straight ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import Found, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_APOSTROPHES = {
    "straight": re.compile(r"'(?<=[^\W_]')(?=[^\W\d_]|[\s.,;:)]|$)", re.M),
    "curly": re.compile(r"’(?<=[^\W_]’)"),
}
_MARKS = {"straight": re.compile(r'"[^"\n]{1,300}"'), "curly": re.compile(r"“[^“”\"\n]{1,300}”")}
_ONE_OF_EACH = re.compile(r"“[^“”\"\n]{1,300}\"|\"[^“”\"\n]{1,300}”")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the apostrophes and pairs of quotation marks that are of the rarer kind, and pairs that mix both."""
    prose = prose_of(subject)
    uneven = list(prose.find(_ONE_OF_EACH, verbatim=True))
    for one in uneven:
        new = f"“{one.words[1:-1]}”"
        yield Hit(
            one.passage,
            one.start,
            one.end,
            f"{_shown(one.words)} opens with one kind of quotation mark and closes with another",
            f"write {_shown(new)}",
            Fix(new),
        )
    taken = {(one.passage.number, at) for one in uneven for at in (one.start, one.end - 1)}
    apostrophes = {kind: list(prose.find(pattern, verbatim=True)) for kind, pattern in _APOSTROPHES.items()}
    marks = {
        kind: [one for one in prose.find(pattern, verbatim=True) if not _touches(one, taken)]
        for kind, pattern in _MARKS.items()
    }
    curly = len(apostrophes["curly"]) + len(marks["curly"])
    straight = len(apostrophes["straight"]) + len(marks["straight"])
    if not curly or not straight:
        return
    wrong, other = ("straight", "curly") if curly * 2 >= straight else ("curly", "straight")
    for one in apostrophes[wrong]:
        start, end = _word(one)
        words, new = one.passage.text[start:end], "’" if wrong == "straight" else "'"
        right = words[: one.start - start] + new + words[one.end - start :]
        message = f"{_shown(words)} has a {wrong} apostrophe; others in the document are {other}"
        yield Hit(one.passage, one.start, one.end, message, f"write {_shown(right)}", Fix(new))
    for one in marks[wrong]:
        inner = one.words[1:-1]
        new = f"“{inner}”" if wrong == "straight" else f'"{inner}"'
        message = f"the quotation marks of {_shown(one.words)} are {wrong}; others in the document are {other}"
        yield Hit(one.passage, one.start, one.end, message, f"write {_shown(new)}", Fix(new))


def _word(one: Found) -> tuple[int, int]:
    """Return where the word around an apostrophe begins and ends."""
    text, start, end = one.passage.text, one.start, one.end
    while start and (text[start - 1].isalnum() or text[start - 1] in "-&"):
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _touches(one: Found, taken: set[tuple[int, int]]) -> bool:
    return any((one.passage.number, at) in taken for at in (one.start, one.end - 1))


def _shown(words: str) -> str:
    """Return words as a message shows them, cut to what fits a line."""
    return f"'{words}'" if len(words) <= 48 else f"'{words[:22]} … {words[-22:]}'"
