"""Findings as comments in Word: for a secretary without a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from cwgdraft.checking.passages import Passage, passages_of
from cwgdraft.draft import Draft
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.checking.check import Checked
from cwgdraft.jobs.checking.documents import Document, words_meant
from cwgdraft.jobs.comment_text import comment_text
from cwgdraft.word.comments import block_paragraphs, passage_paragraphs, with_comments
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import pack


def annotated(document: Document, data: bytes, checked: Sequence[Checked], date: str) -> bytes:
    """Return a Word file with a comment at each finding in it; `data` are its bytes.

    What stands beside the body, where Word allows no comment, is said at the paragraph where it hangs, else at the
    first, and named there. Raises `CwgdraftError` for a document that is no Word file.
    """
    name = document.path.name
    if not data.startswith(b"PK"):
        raise CwgdraftError(f"{name} is no Word file, so it can't have comments", "leave --annotate out")
    parts = read_parts(data, name)
    places = _Places(parts, read_draft(parts, document.name))
    comments = []
    for one in checked:
        hit = one.found.hit
        comments.append((places.of(hit.passage), comment_text(one.finding, words_meant(hit), hit.passage.note)))
    if not comments:
        comments = [(1, "Nothing was found.")]
    return pack(with_comments(parts, comments, date))


class _Places:
    """At which paragraph of a Word file a passage is commented; paragraphs count as `with_comments` counts them."""

    def __init__(self, parts: Parts, draft: Draft) -> None:
        self._paragraphs = passage_paragraphs(parts)
        self._texts = [" ".join(one.text.split()) for one in passages_of(draft)]
        self._first = {text: number for number, text in reversed(list(enumerate(self._texts)))}
        blocks = block_paragraphs(parts)
        self._hanging = {one.name: blocks[one.anchor] for one in draft.stories if 0 <= one.anchor < len(blocks)}

    def of(self, passage: Passage) -> int:
        """Return the number of the paragraph; a report made from records has other passages before it than its file."""
        if passage.note:
            return self._hanging.get(passage.note, 1)
        wanted, number = " ".join(passage.text.split()), passage.number
        if not (number < len(self._texts) and self._texts[number] == wanted):
            number = self._first.get(wanted, number)
        return self._paragraphs[number] if number < len(self._paragraphs) else 1
