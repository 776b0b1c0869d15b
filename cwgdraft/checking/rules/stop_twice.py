"""A stop stands twice: two full stops, two commas, or a comma and a full stop.

Three full stops in a row are meant, and so are the leaders of a table of contents. The stop of an abbreviation may
stand before another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_TWICE = re.compile(
    r"(?<![./])(?<!\. )(?:(?P<full>\.)(?:\.| \.)(?![./\\\d])(?! \.)"
    r"|(?P<comma>,)\s?,(?!,)|(?P<semi>;)\s?;(?!;)|(?P<colon>:)\s?:(?!:)"
    r"|,\s?(?P<last>\.)(?![\w.])|;\s?(?P<end>\.)(?![\w.])|(?<!etc)(?<![A-Z])\.\s?(?P<then>[;:])(?=\s|\Z))"
)
_SIGNS = ("..", ". .", ",,", ", ,", ";;", "; ;", "::", ": :", ",.", ", .", ";.", "; .", ".;", ". ;", ".:", ". :")
_SHOWN = 60
_ABBREVIATED = re.compile(
    r"(?i:\b(?:etc|al|Inc|Ltd|Corp|Co|Rep|Rev|Mod|No|Mr|Ms|Dr|Prof|Doc|Docs|Add|Corr|Res|Dec|St|a\.m|p\.m|e\.g|i\.e|ibid|vs|approx|Art|para|paras|\w)\Z)"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the stops that stand twice."""
    for passage in subject.passages:
        if not any(sign in passage.plain for sign in _SIGNS):
            continue
        for found in _TWICE.finditer(passage.plain):
            if found["then"] and ending(_ABBREVIATED, passage.plain, found.start()):
                continue
            new = next(one for one in found.groups() if one)
            start = passage.plain.rfind(" ", max(found.start() - _SHOWN, 0), found.start()) + 1
            start = start or max(found.start() - _SHOWN, 0)
            message = f"'{passage.plain[start : found.end()]}' ends with two stops"
            yield Hit(passage, *found.span(), message, f"write '{new}' alone", Fix(new, safe=not found["then"]))
