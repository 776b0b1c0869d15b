"""A sign that stands for something not yet known is left in the text: XX, xx/xx, TBD, ??, ____.

It was to be replaced before the report went out: the number of a document, a date, a name. Roman numerals (the XX
century) and the rules of a form are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_ANY = re.compile(
    r"(?P<symbol>\b(?:CWG|EG|WG|C\d\d)[\w&-]*[-/](?:\w+/)?[XxY?]{1,4}\b|\bC(?:XX|xx)/\w+)"
    r"|(?P<date>\b(?:dd|xx|XX|[Xx]|__+)[./ -](?:mm|xx|XX|[A-Z][a-z]+)[./ -](?:yyyy|yy|xxxx|XXXX|20\d\d|20xx|20XX)\b"
    r"|\b20(?:XX|xx|YY|yy|__?|\?\?)(?!\w)|\bxx/xx\b|\bXX/XX\b)"
    r"|(?P<word>\b(?:TBC|TBD|T\.B\.[CD]\.|XXX+|xxx+|[Ll]orem ipsum|FIXME|TODO)(?![\w/]))"
    r"|(?P<double>(?<![\w-])(?:XX|xx)(?![\w-]))"
    r"|(?P<marks>(?<!\?)\?\?+(?!\?))"
    r"|(?P<rule>(?<!\w)_{3,}(?!\w))"
)
_SIGNS = (
    "XX",
    "xx",
    "TBC",
    "TBD",
    "T.B.",
    "??",
    "___",
    "/X",
    "/x",
    "/Y",
    "/?",
    "-X",
    "-x",
    "YY",
    "yy",
    "dd",
    "orem",
    "FIXME",
    "TODO",
)
"""What a text must have to be looked at."""
_ROMAN = re.compile(
    r"\s*(?:th\b|centur|congress|assembl|anniversar|session\b|edition\b|olymp|and XX[IV]|[-–,] ?XX[IV])", re.I
)
_LEAD = re.compile(r"\b(?:Article|Chapter|Part|Title|Annex|Schedule|Pope|King|Section)\s\Z")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the signs that stand for something."""
    for passage in subject.passages:
        if passage.kind in (Kind.FRONT_RULE, Kind.CLOSING_RULE) or passage.computed:
            continue
        if not any(sign in passage.plain for sign in _SIGNS):
            continue
        for found in _ANY.finditer(passage.plain):
            if not _is_meant(passage.plain, found):
                message = f"'{found[0]}' stands for something that isn't filled in"
                yield Hit(passage, *found.span(), message, "write what belongs there")


def _is_meant(text: str, found: re.Match[str]) -> bool:
    """Return whether the sign may be right: a Roman numeral, a rule that is the whole line, a bracket of its own."""
    if found.lastgroup == "double":
        return bool(_ROMAN.match(text, found.end()) or ending(_LEAD, text, found.start()))
    if found.lastgroup == "rule":
        return not re.search(r"\w{2}", text.replace("_", " "))
    around = text[max(found.start() - 1, 0) : found.end() + 1]
    return around.startswith("[") and around.endswith("]")  # of drafting-bracket
