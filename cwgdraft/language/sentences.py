"""Divide a paragraph into sentences, and find the symbols of documents in it, without changing an offset."""

from __future__ import annotations

import re

_PLAIN = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\t", " "), ("\n", " "), ("\r", " "),
    ("\u2011", "-"), ("\u2010", "-"), ("\u2018", "'"), ("\u2019", "'"), ("\u201c", '"'), ("\u201d", '"'),
)  # fmt: skip
BLOT = "\x01"
_END = re.compile(r"[.!?][)\"'\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_INNERMOST = re.compile(r"\(([^()]*)\)")
_QUOTED = re.compile(r'"([^"]*)"')
_SYMBOL = re.compile(
    r"""(?<![\w/&-])(?P<symbol>
        S\d\d-[A-Z0-9]+-[A-Z]+-\d{4}                                              # the document system's own name
      | C?WG[- ]?[A-Z&]*-\d+-\d+                                                  # an old form: 34-22 for 34/22
      | (?:C?WG\ )?[A-Z][A-Z&]*(?:-[A-Z][A-Z&]*)*-?\d{0,3}(?:/(?:[A-Z]+(?:\.\d+)?|\d+))*/(?:L\.\d+|\d+)
    )(?P<language>-[EFSRAC]\b)?
    (?:[- ]?\(?(?P<change>Rev|Add|Corr)\.?\s?(?P<number>\d+)\)?)?""",
    re.VERBOSE,
)


def plain(text: str) -> str:
    """Return `text` with plain spaces, hyphens and quotes in place of the typographic ones; same length."""
    if text.isascii() and text.isprintable():
        return text
    for sign, plain_sign in _PLAIN:
        text = text.replace(sign, plain_sign)
    return text


def outline(text: str) -> str:
    """Return plain `text` with what stands in parentheses or quotes blotted out; same length.

    Verbs and commas in there belong to another sentence than the one that is read.
    """
    if '"' in text:
        text = _QUOTED.sub(_blot, text)
    while "(" in text:
        text, count = _INNERMOST.subn(_blot, text)
        if not count:
            break
    return text


def sentences_in(text: str, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """Return where each sentence of `text` begins and ends.

    `abbreviations` are the words, in lower case and without their last full stop, that end no sentence. An
    initial ("J. Smith") ends none, nor does a full stop before a non-breaking space or inside a quotation.
    """
    flat = plain(text)
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(flat):
        stop = match.start() + 1
        if flat[match.start()] == "." and _ties(flat[start : match.start()], abbreviations):
            continue
        if "\u00a0" in text[match.start() : match.end()]:
            continue
        if flat.count('"', start, match.end()) % 2 and '"' in flat[match.end() :]:
            continue  # inside a quotation
        spans.append((start, max(stop, len(flat[: match.end()].rstrip()))))
        start = match.end()
    end = len(flat.rstrip())
    if start < end:
        spans.append((start + len(flat[start:]) - len(flat[start:].lstrip()), end))
    return tuple(spans)


def symbols_in(text: str) -> tuple[str, ...]:
    """Return the symbols of documents in `text`, in order, each once.

    Non-breaking hyphens become hyphens, a language at the end (-E) is dropped and a revision is written
    "(Rev.1)".
    """
    if "/" not in text and "-" not in text and "\u2011" not in text:
        return ()
    symbols: dict[str, None] = {}
    for match in _SYMBOL.finditer(plain(text)):
        bare = match["symbol"]
        if match["change"]:
            bare += f"({match['change']}.{match['number']})"
        symbols[bare] = None
    return tuple(symbols)


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match.group())


def _ties(before: str, abbreviations: frozenset[str]) -> bool:
    words = before[-24:].replace("(", " ").replace('"', " ").split()
    if not words or before[-1:].isspace():
        return False
    last = words[-1]
    return last.lower() in abbreviations or _INITIAL.fullmatch(last) is not None
