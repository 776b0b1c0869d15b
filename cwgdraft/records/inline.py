"""The inside of a paragraph: emphasis, links and references; all else is text.

Written here rather than taken from a Markdown library: CommonMark's escapes, entities, code, HTML and
emphasis inside words would all have to be switched off, and its tokens carry no columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from cwgdraft.finding import Place
from cwgdraft.language.phrases import TOKEN
from cwgdraft.records.model import Reference, Span, Spans

_MARK = re.compile(
    r"\[\[(?P<name>[^\[\]|\n]+)(?:\|(?P<form>[^\[\]\n]*))?\]\]"
    r"|\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\((?P<link>(?:[^()\s]|\([^()\s]*\))+)\)"
    r"|(?P<emphasis>\*\*\*|\*\*|\*|_)"
)
_SPECIAL = re.compile(r"[\[*_]")
SCHEMES = ("http", "https", "mailto")


def is_safe_link(address: str) -> bool:
    """Return whether a document may link to `address`: http, https and mailto only.

    The address of a phrase may be a token for one that the records hold; it is looked at again when it is filled in.
    """
    if TOKEN.fullmatch(address):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme == "mailto" and parts.path)


Locate = Callable[[int], Place]
Refuse = Callable[[Place, str], None]


def read_inline(text: str, locate: Locate | None = None, refuse: Refuse | None = None) -> Spans:
    """Return the spans of a paragraph.

    `locate` gives the place of the character at an offset of `text`; `refuse` is called with the place and the
    address of each link that a document may not carry, which then stays text as written.
    """
    if not _SPECIAL.search(text):
        return (Span(text),) if text else ()
    spans: list[Span] = []
    _read(text, 0, len(text), False, False, spans, locate, refuse)
    return tuple(spans)


def _read(
    text: str,
    start: int,
    end: int,
    strong: bool,
    emphasis: bool,
    spans: list[Span],
    locate: Locate | None,
    refuse: Refuse | None,
) -> None:
    plain = position = start
    while found := _MARK.search(text, position, end):
        at, after = found.span()
        if found["name"] is not None:
            place = locate(at) if locate else None
            reference = Reference(found["name"].strip(), (found["form"] or "").strip(), place)
            span: Span | None = Span("", strong, emphasis, None, reference)
        elif found["link"] is not None:
            if not is_safe_link(found["link"]):
                if refuse and locate:
                    refuse(locate(at), found["link"])
                position = after
                continue
            span = Span(found["words"], strong, emphasis, found["link"])
        else:
            close = _closing(text, at, found["emphasis"], end)
            if close < 0:
                position = after
                continue
            span = None
        if at > plain:
            spans.append(Span(text[plain:at], strong, emphasis))
        if span is not None:
            spans.append(span)
            plain = position = after
            continue
        marks = found["emphasis"]
        _read(text, after, close, strong or len(marks) > 1, emphasis or len(marks) != 2, spans, locate, refuse)
        plain = position = close + len(marks)
    if end > plain:
        spans.append(Span(text[plain:end], strong, emphasis))


def _closing(text: str, at: int, marks: str, end: int) -> int:
    """Return where the emphasis opened at `at` closes, or -1 when the marks are only text.

    Marks open before a word and close behind one, never inside: `5*3*2` and `snake_case_names` are text.
    """
    after = at + len(marks)
    if after >= end or text[after].isspace() or (at > 0 and (text[at - 1].isalnum() or text[at - 1] in "*_")):
        return -1
    position = after
    while (close := text.find(marks, position, end)) >= 0:
        behind = close + len(marks)
        follows = text[behind] if behind < len(text) else " "
        if close > after and not text[close - 1].isspace() and not follows.isalnum() and follows not in "*_":
            return close
        position = behind
    return -1
