"""Bringing together, for people, what went and came in the place of several words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cwgdraft.comparing.changes import Piece, Tag


def gathered(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with what went and came in the place of several words side by side, blanks between them included.

    `[-is-] [-based-]{+works+}` reads better as `[-is based-]{+works+}`, though it marks a blank more. A paragraph mark
    stays where it is.
    """
    found = list(pieces)
    out: list[Piece] = []
    n = 0
    while n < len(found):
        end = n
        while end < len(found) and (_is_marked(found[end]) or (end > n and _is_blank_between(found, end))):
            end += 1
        out.extend(_together(found[n:end]) if end > n + 1 else found[n : n + 1])
        n = max(end, n + 1)
    return out


def _is_marked(piece: Piece) -> bool:
    return piece.tag in (Tag.DELETED, Tag.INSERTED) and not piece.mark


def _is_blank_between(pieces: Sequence[Piece], n: int) -> bool:
    one = pieces[n]
    plain = one.tag is Tag.SAME and not (one.mark or one.derived or one.run.object or one.run.note)
    return plain and one.run.text.isspace() and n + 1 < len(pieces) and _is_marked(pieces[n + 1])


def _together(pieces: Sequence[Piece]) -> list[Piece]:
    """Return marked words as what went and then what came; unchanged where only blanks did, or only one of the two."""
    old = [piece for piece in pieces if piece.tag is not Tag.INSERTED]
    new = [piece for piece in pieces if piece.tag is not Tag.DELETED]
    if not any(piece.tag is Tag.DELETED and piece.run.text.strip() for piece in old) or not any(
        piece.tag is Tag.INSERTED and piece.run.text.strip() for piece in new
    ):
        return list(pieces)
    gone = [replace(piece, tag=Tag.DELETED) for piece in old]
    come = [replace(piece, tag=Tag.INSERTED) for piece in new]
    tail = _taken_off(gone, come, -1)
    head = _taken_off(gone, come, 0)
    return [*head, *gone, *come, *tail]


def _taken_off(gone: list[Piece], come: list[Piece], end: int) -> list[Piece]:
    """Take off the blank that both sides have at an end, and return it as one that stayed."""
    texts = [side[end].run.text for side in (gone, come)]
    if not all(text and text[end] == " " for text in texts):
        return []
    blank = Piece(Tag.SAME, replace(come[end].run, text=" "))
    for side, text in zip((gone, come), texts, strict=True):
        side[end] = replace(side[end], run=replace(side[end].run, text=text[1:] if end == 0 else text[:-1]))
        if not side[end].run.text:
            del side[end]
    return [blank]
