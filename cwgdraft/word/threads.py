"""Threads: which comment answers which, and what is resolved.

What Word does: `word/commentsExtended.xml` has a `w15:commentEx` for each comment, named by the `w14:paraId` of the
comment's last paragraph; `paraIdParent` names the comment that is answered, `done` says that the thread is resolved.
LibreOffice writes the same. The other parts (`commentsIds`, `commentsExtensible`, `people`) say nothing that we need.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from cwgdraft.errors import WordFileError
from cwgdraft.word.gate import Parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import W, parse

_Q = f"{{{W}}}"
_PARA = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_ON = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class Threads:
    """By the number of a comment: which one it answers; the numbers of those that are resolved; what was noticed."""

    answers: Mapping[str, str] = field(default_factory=dict)
    resolved: frozenset[str] = frozenset()
    remark: str = ""


def threads_of(parts: Parts, comments: etree._Element) -> Threads:
    """Return the threads of a document, `comments` being the root of its comments.

    What can't be understood is left out: a damaged part with a remark, an answer to nothing, or to itself, without.
    """
    part = part_of(parts, "commentsExtended", "word/commentsExtended.xml")
    data = parts.get(part)
    if not data:
        return Threads()
    try:
        root = parse(data, part)
    except WordFileError:
        return Threads(remark="which comment answers which can't be read: the part that says so is damaged")
    number_of: dict[str, str] = {}
    for comment in comments.iterchildren(f"{_Q}comment"):
        for paragraph in comment.iter(f"{_Q}p"):
            if name := paragraph.get(_PARA, "").upper():
                number_of.setdefault(name, comment.get(f"{_Q}id", ""))
    answers: dict[str, str] = {}
    resolved = set()
    for one in root.iter(f"{_W15}commentEx"):
        number = number_of.get(one.get(f"{_W15}paraId", "").upper())
        if number is None:
            continue
        above = number_of.get(one.get(f"{_W15}paraIdParent", "").upper())
        if above is not None and not _leads_to(answers, above, number):
            answers.setdefault(number, above)
        if one.get(f"{_W15}done", "").lower() in _ON:
            resolved.add(number)
    return Threads(answers, frozenset(resolved))


def _leads_to(answers: Mapping[str, str], number: str, wanted: str) -> bool:
    """Return whether a comment is `wanted`, or answers it, itself or through others."""
    while number != wanted:
        if number not in answers:
            return False
        number = answers[number]
    return True
