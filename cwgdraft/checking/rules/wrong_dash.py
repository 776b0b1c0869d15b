"""A hyphen stands where a dash is wanted, or a dash where a hyphen is.

A dash between words is an en dash with a space on both sides; a hyphen joins the parts of a word and has no space
around it: "multi-country", and "short- and long-term" where the second part is shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import Found, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_AS_DASH = re.compile(r"-(?<=\S -)-{0,2} (?=\S)")
_DOUBLE = re.compile(r"--(?<=[^\W_]--)(?=[^\W_])")
_ONE_SIDE = re.compile(
    r"-(?:(?<=[^\W\d_]{2}-) (?!(?:and|or|to|as|und|et|y)\b)(?=[a-z])"
    r"|(?<=Vice-|tary-|ctor-) (?=[A-Z])|(?<=[^\W_] -)(?=[a-z]{2}))"
)
_IN_WORD = re.compile(r"–(?<=[a-z]–)(?=[a-z])", re.I)
_PREFIXES = frozenset((
    "multi", "co", "non", "high", "long", "short", "follow", "cross", "inter", "pre", "post", "sub", "vice", "self",
    "well", "ad", "bi", "intra", "anti", "socio", "e", "up", "by", "set", "end", "world", "low", "mid", "new", "re",
    "semi", "two", "three",
))  # fmt: skip


def check(subject: Subject) -> Iterator[Hit]:
    """Yield hyphens that stand for dashes, hyphens with a space on one side, and dashes inside words."""
    prose = prose_of(subject)
    dashes = "–" in prose.text.replace("\n–", "")
    weight = None if dashes else Severity.ADVICE
    for one in (*prose.find(_AS_DASH, verbatim=True), *prose.find(_DOUBLE, verbatim=True)):
        if one.at not in prose.addresses and not _between_figures(one):
            words = _around(one)
            spaced = one.words.endswith(" ")
            right = words.replace(f" {one.words}", " – ") if spaced else words.replace("--", " – ")
            message = f"a hyphen stands for a dash in '{words}'"
            fix = Fix("– " if spaced else " – ")
            yield Hit(one.passage, one.start, one.end, message, f"write '{right}'", fix, weight)
    for one in prose.find(_ONE_SIDE):
        words = _around(one)
        message = f"a hyphen has a space on one side in '{words}'"
        yield Hit(one.passage, one.start, one.end, message, "join the words, or write a dash with spaces")
    for one in prose.find(_IN_WORD):
        before = re.findall(r"[^\W\d_]+$", prose.before(one.at, 20))
        if before and before[0].lower() in _PREFIXES:
            words = _around(one)
            message, new = f"a dash stands inside the word '{words}'", words.replace("–", "-")
            yield Hit(one.passage, one.start, one.end, message, f"write '{new}'", Fix("-"))


def _between_figures(one: Found) -> bool:
    """Return whether figures stand on both sides: a range, or a subtraction."""
    plain = one.passage.plain
    return plain[: one.start].rstrip()[-1:].isdigit() and plain[one.end : one.end + 1].isdigit()


def _around(one: Found) -> str:
    """Return the words on both sides of a sign."""
    plain = one.passage.plain
    start = plain.rfind(" ", 0, max(one.start - 1, 0)) + 1
    end = plain.find(" ", one.end)
    return one.passage.text[start : end if end >= 0 else len(plain)].rstrip(".,;:")
