"""Fields: what an instruction says of the text that it computed (ECMA-376 part 1, 17.16).

A complex field is marked by `fldChar` elements in the runs, may begin in one paragraph and end in another, and may
stand in another one's instruction or result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from cwgdraft.word.package import W

_Q = f"{{{W}}}"
_CHAR, _KIND = f"{_Q}fldChar", f"{_Q}fldCharType"
_ABOUT = frozenset(
    ("SEQ", "MERGEFIELD", "DOCPROPERTY", "DOCVARIABLE", "STYLEREF", "REF", "PAGEREF", "NOTEREF", "FILLIN", "ASK")
)
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"?|(\S+)')


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, and what it says once the result begins.

    `name` is the first word of the instruction and what it is about (`PAGE`, `SEQ Figure`); `link` is where a
    HYPERLINK leads, `refers` the bookmark that a REF shows.
    """

    instruction: str = ""
    in_result: bool = False
    name: str = ""
    link: str | None = None
    refers: str = ""

    def begin_result(self) -> None:
        """Take the instruction as complete."""
        self.in_result = True
        words = [found[1] or found[2] or "" for found in _WORD.finditer(self.instruction[:4_000])]
        if not words:
            return
        keyword = words[0].upper()
        about = words[1] if keyword in _ABOUT and len(words) > 1 and not words[1].startswith(("\\", "_")) else ""
        if keyword == "HYPERLINK":
            self.link = _address(words[1:])
            return
        if keyword == "REF" and len(words) > 1:
            self.refers = words[1]
        self.name = f"{keyword} {about}" if about else keyword


def _address(words: list[str]) -> str | None:
    """Return where the words of a HYPERLINK lead; to a place in the document itself as `#name`."""
    address, place, i = "", "", 0
    while i < len(words):
        if words[i] == "\\l" and i + 1 < len(words):
            i += 1
            place = words[i]
        elif words[i] in ("\\o", "\\t"):
            i += 1
        elif not words[i].startswith("\\") and not address:
            address = words[i].replace("\\\\", "\\")
        i += 1
    return link_to(address, place)


def link_to(address: str | None, place: str | None) -> str | None:
    """Return an address with a place in it; places that Word named itself (`_Toc123`) say nothing and are none."""
    if place and not (place.startswith("_") and not address):
        return f"{address or ''}#{place}"
    return address or None


def unmatched(root: etree._Element) -> list[etree._Element]:
    """Return the `fldChar` elements of a story that begin a field which never ends: their text isn't hidden."""
    opened: list[etree._Element] = []
    for one in root.iter(_CHAR):
        kind = one.get(_KIND)
        if kind == "begin":
            opened.append(one)
        elif kind == "end" and opened:
            opened.pop()
    return opened
