"""Taking back what Word types by itself inside tags: curly quotes, dashes, spaces of other widths.

Outside of tags everything stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from cwgdraft.language.typed_signs import CURLY, DASHES, QUOTES, SPACES, UNSEEN

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
"""A tag of a phrase, from its braces to its braces."""
TAKES_NUMBER = re.compile(r"\{[–—‑−][ \xa0\u202f\u2009]*\}")
"""What takes a paragraph's number away, `{-}`, written with another dash."""
_INNER = r"[^'‘’‚“”„«»]|(?<=\w)’(?=\w)|«[^«»'\"]*»|“[^“”'\"]*”"
_QUOTED = re.compile(rf"'(?:{_INNER})*'|\"[^\"“”„]*\"")
"""Words in straight quotes that are as somebody meant them; what is in there is text."""
_SIGNS = str.maketrans({**CURLY, **QUOTES, **DASHES, **SPACES, **UNSEEN})


def mended(text: str, known: Collection[str] = ()) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a wording with its tags as they were meant, and what was mended: the tag as it stood, and as it is now.

    Tags in `known` stay as they are: they stood so in the wording before.
    """
    found: list[tuple[str, str]] = []

    def mend(match: re.Match[str]) -> str:
        tag = match[0]
        new = tag if tag in known else _mended_tag(tag)
        if new != tag:
            found.append((tag, new))
        return new

    def plain(match: re.Match[str]) -> str:
        found.append((match[0], "{-}"))
        return "{-}"

    text = TAG.sub(mend, text)
    return TAKES_NUMBER.sub(plain, text), tuple(found)


def tags_in(text: str) -> frozenset[str]:
    """Return the tags that stand in a wording."""
    return frozenset(TAG.findall(text))


def _mended_tag(tag: str) -> str:
    pieces, at = [], 0
    for quoted in _QUOTED.finditer(tag):
        pieces += [_plain(tag[at : quoted.start()]), quoted[0]]
        at = quoted.end()
    return "".join([*pieces, _plain(tag[at:])])


def _plain(text: str) -> str:
    """Return a stretch of a tag with plain signs; an apostrophe inside a word stays."""
    text = re.sub(r"[«„][\xa0\u202f\u2009 ]?", '"', text)
    text = re.sub(r"[\xa0\u202f\u2009]?»", '"', text)
    text = re.sub(r"‹[\xa0\u202f\u2009 ]?|[\xa0\u202f\u2009]?›", "'", text)
    kept = re.split(r"(?<=[^\W\d_])(’)(?=[^\W\d_])", text)
    return "".join(piece if i % 2 else piece.translate(_SIGNS) for i, piece in enumerate(kept))
