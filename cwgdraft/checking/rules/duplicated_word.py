"""A word stands twice in a row: "the the".

Proper names (Bora Bora) and the pairs that English allows ("that that", "had had") are left out, and so is a word
that belongs to a compound ("in in-person meetings").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_TWICE = re.compile(
    r"(?<![\w’'/.&-])(?P<first>[^\W\d_]+(?: [^\W\d_]+)?)\s+(?P<second>(?P=first))(?![\w&/’']|-\w|\.\w)", re.I
)
_ALLOWED = frozenset({"that", "had", "so", "very", "more and", "again and", "no", "bye", "de", "la", "as well"})
_SMALL = frozenset(
    [
        "a", "an", "the", "of", "to", "in", "on", "for", "and", "or", "with",
        "by", "at", "from", "as", "its", "their", "it", "this", "these", "be", "was",
        "were", "are", "been", "has", "have", "will", "document", "documents", "council", "secretariat", "group",
        "meeting", "member", "members", "report",
    ]
)  # fmt: skip


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words that stand twice."""
    for passage in subject.passages:
        if not _may_repeat(passage.plain):
            continue
        for found in _TWICE.finditer(passage.plain):
            first, second = found["first"], found["second"]
            if _is_meant(first, second):
                continue
            fix = Fix(passage.text[found.start("first") : found.end("first")])
            message = f"'{found[0]}': '{first}' stands twice"
            yield Hit(passage, *found.span(), message, "take one out", fix)


def _may_repeat(text: str) -> bool:
    """Return whether a word, or a word but one, is as the one before it: quick, and rather too often."""
    words = text.lower().split()
    if any(map(str.startswith, words[1:], words)):
        return True
    return any(map(str.__eq__, words[2:], words)) and len(words) > 3


def _is_meant(first: str, second: str) -> bool:
    """Return whether the pair may be right: a name, an initial, a pair that English allows."""
    low = first.lower()
    if low in _ALLOWED or (len(low) < 2 and low != "a") or (low == "a" and second != "a"):
        return True
    if " " in first:
        return first != first.lower() or not any(word in _SMALL for word in first.split())
    capital = second[:1].isupper() and low not in _SMALL
    return capital and not (second.isupper() and len(second) > 2)
