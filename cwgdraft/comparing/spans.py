"""Stretches of text with a role, for views of lines: shortening what stayed, and wrapping to a width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from cwgdraft.comparing.excerpts import beginning, ending, excerpt

Style = Callable[[str, str], str]
"""Returns a text as it is shown in a role: `deleted`, `inserted`, `moved`, `formatted`, `heading`, `quiet`."""

KEEP = 48
"""How many characters of unchanged text stand around a change."""
_SLACK = 24
_CONTROL = dict.fromkeys((*range(32), *range(127, 160)), "\ufffd") | {10: "↵", 13: "↵", 9: "⇥"}


@dataclass(frozen=True, slots=True)
class Span:
    """Some text, and its role; empty for text that stayed as it was."""

    text: str
    role: str = ""


def printable(text: str) -> str:
    """Return a text on one line, with signs for line breaks and tabs, that can't steer a terminal."""
    return text.translate(_CONTROL)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return spans with neighbours of one role made one, empty ones left out."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].role == span.role:
            found[-1] = Span(found[-1].text + span.text, span.role)
        elif span.text:
            found.append(span)
    return found


def shortened(spans: Iterable[Span], keep: int = KEEP) -> list[Span]:
    """Return spans with the middle of long unchanged text left out, and what is far before or after all changes."""
    found = joined(spans)
    last = len(found) - 1
    return [span if span.role else Span(_short(span.text, n > 0, n < last, keep)) for n, span in enumerate(found)]


def _short(text: str, follows: bool, leads: bool, keep: int) -> str:
    """Return text with its beginning kept where it follows a change, its end where it leads to one."""
    if not follows and not leads:
        return excerpt(text, 2 * keep)
    if len(text) <= (follows + leads) * keep + _SLACK:
        return text
    head = f"{beginning(text, keep)} " if follows else ""
    tail = f" {ending(text, keep)}" if leads else ""
    return f"{head}…{tail}"


def width_of(text: str) -> int:
    """Return how many columns a text takes: ideographs take two, accents that combine none."""
    if text.isascii():
        return len(text)
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def laid_out(spans: Sequence[Span], style: Style, width: int, indent: int) -> list[str]:
    """Return spans as styled lines of at most `width` columns, all but the first indented; width 0 for one line."""
    if not width:
        return ["".join(style(span.text, span.role) for span in joined(spans))]
    lines: list[list[Span]] = [[]]
    used = 0
    for span in spans:
        for word in _words(span.text):
            size = width_of(word.rstrip(" "))
            if used + size > width and used > indent:
                lines.append([Span(" " * indent)])
                used = indent
                if word == " ":
                    continue
            for part in _fitting(word, max(width - used, 1), max(width - indent, 1)):
                if used + width_of(part.rstrip(" ")) > width and used > indent:
                    lines.append([Span(" " * indent)])
                    used = indent
                lines[-1].append(Span(part, span.role))
                used += width_of(part)
    return ["".join(style(span.text, span.role) for span in _without_end(line)) for line in lines]


def _without_end(line: Iterable[Span]) -> list[Span]:
    """Return a line without the blank at its end where it was broken."""
    found = joined(line)
    if found and not found[-1].role:
        found[-1] = Span(found[-1].text.rstrip(" "), "")
    return found


def _words(text: str) -> list[str]:
    """Return the places where a line may end: after blanks, and on either side of an ideograph."""
    return re.findall(
        r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^ \u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+ ?| ", text
    )


def _fitting(word: str, first: int, rest: int) -> list[str]:
    """Return a word in parts where it is wider than a whole line."""
    if width_of(word.rstrip(" ")) <= rest:
        return [word]
    parts, used, room = [""], 0, first
    for sign in word:
        size = _width(sign)
        if used + size > room and used:
            parts.append("")
            used, room = 0, rest
        parts[-1] += sign
        used += size
    return parts
