"""The acronym of the group is spelt otherwise than in the rest of the document.

CWG&WSIS&SDG, CWG WSIS&SDG and CWG-WSIS-SDG have stood in published reports beside CWG-WSIS&SDG, in a signature too.
The form that the document uses most is taken as right, or that of the workspace. An acronym with more letters or
fewer, used rarely, may be the group's former name: it is only worth a look. Addresses and the symbols of documents
are left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import Spans
from cwgdraft.checking.signs import letters, like
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_PARTS = re.compile(r"[A-Za-z]+")
_AROUND = 200
_HEADS = ("CWG", "WG", "EG")
_WORD = re.compile(r"(?<![\w/.@&-])(?:C?WG|EG|[CGW]{2,4})-[A-Za-z&-]*[A-Za-z]{4,}(?![\w@/&-])")
_LONG = 10
"""From how many signs on two of an acronym's letters may be wrong."""


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the places where the group's acronym is spelt in another way."""
    pattern = _pattern(subject.acronym)
    if pattern is None:
        return
    by_passage: dict[int, list[tuple[int, int]]] = {}
    for passage, symbol in subject.symbols:
        by_passage.setdefault(passage.number, []).append((symbol.start, symbol.end))
    symbols = {number: Spans(spans) for number, spans in by_passage.items()}
    found: list[tuple[Passage, re.Match[str]]] = []
    for passage in subject:
        taken = symbols.get(passage.number, ())
        found += [(passage, match) for match in pattern.finditer(passage.plain) if match.start() not in taken]
    found += list(_near(subject, pattern))
    counts = Counter(match[0] for _, match in found)
    right = max(counts[subject.acronym], 1)
    for passage, match in found:
        if match[0] == subject.acronym or match[0].islower():
            continue
        if _is_in_capitals(match, subject.acronym):
            continue
        same = letters(match[0]).removesuffix("S") == letters(subject.acronym).removesuffix("S")
        former = not (same or _is_slip(match[0], subject.acronym)) and re.fullmatch(r"C?WG-\w+(?:&\w+)?", match[0])
        if former and counts[match[0]] * 4 > right:
            continue
        if same and counts[match[0]] > right:
            continue
        old = passage.text[match.start() : match.end()]
        yield Hit(
            passage,
            match.start(),
            match.end(),
            f"'{match[0]}' is '{subject.acronym}' elsewhere",
            f"write '{subject.acronym}'",
            Fix(like(old, subject.acronym), safe=same),
            Severity.ADVICE if former else None,
        )


def _near(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Yield misspelt acronyms that the pattern doesn't know."""
    for passage in subject:
        for match in _WORD.finditer(passage.plain):
            if _is_slip(match[0], subject.acronym) and not pattern.match(passage.plain, match.start()):
                yield passage, match


def _is_slip(word: str, acronym: str) -> bool:
    """Return whether a word is a letter away from the acronym, two from a long one."""
    far = 1 if len(acronym) < _LONG else 2
    return 0 < Levenshtein.distance(word, acronym, score_cutoff=far) <= far


def _pattern(acronym: str) -> re.Pattern[str] | None:
    """Return what the acronym and its misspellings look like, None for an acronym without a working group in it."""
    parts = _PARTS.findall(acronym)
    if len(parts) < 2 or parts[0] not in _HEADS:
        return None
    head = "C?WG" if parts[0] in ("CWG", "WG") else parts[0]
    first = rf"(?<![\w/.@-]){head}(?:\s?[-–&/]\s?| )?{re.escape(parts[1])}"
    rest = "".join(rf"(?:\s?[-–&/]?\s?{re.escape(part.removesuffix('s'))}(?:s\b)?)?" for part in parts[2:])
    return re.compile(rf"{first}{rest}s?(?![\w@]|/[a-z]|-[a-z]|[.]\w)", re.I)


def _is_in_capitals(match: re.Match[str], acronym: str) -> bool:
    """Return whether what was found is the acronym in the capitals of a title."""
    if match[0].upper() != acronym.upper():
        return False
    around = match.string[max(match.start() - _AROUND, 0) : match.end() + _AROUND]
    rest = around.replace(match[0], "")
    return sum(sign.isupper() for sign in rest) * 2 > sum(sign.isalpha() for sign in rest)
