"""The words of a change: runs, and pieces marked as inserted, deleted or formatted."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Piece, Tag, What
from cwgdraft.comparing.gathering import gathered
from cwgdraft.comparing.page.elements import element, escaped, is_safe_link, together
from cwgdraft.draft import Block, Run

EMPTY = "empty paragraph"
_UNSEEN = {
    " ": "space",
    "\t": "tab",
    "\n": "line break",
    "\u00a0": "non-breaking space",
    "\u00ad": "soft hyphen",
    "\u2009": "thin space",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u2011": "non-breaking hyphen",
    "\u202f": "narrow non-breaking space",
    "\u2060": "word joiner",
    "\ufeff": "zero-width non-breaking space",
}
"""What a reader can't see or can't tell from its like; named where nothing else was inserted or deleted."""


def shown_words(change: Change) -> Markup:
    """Return the words of a change that has no rows, marked by what became of them."""
    if change.what is What.DELETED or (change.what is What.MOVED and change.away):
        return element("del", *_blocks(change.old), data_sign=_emptiness(change.old))
    if change.what is What.INSERTED:
        return element("ins", *_blocks(change.new), data_sign=_emptiness(change.new))
    shown = shown_pieces(change) if change.pieces else together(*_blocks(change.new or change.old))
    return element("ins", shown) if change.what is What.MOVED and not change.edited else shown


def _emptiness(blocks: Iterable[Block]) -> str | None:
    """Return a name for what has no words, so that it is seen to have come or gone."""
    return None if any(block.text for block in blocks) else EMPTY


def shown_pieces(change: Change) -> Markup:
    """Return the pieces of a change; neighbours of one fate are one element, blanks between these included."""
    gone, come = iter(change.old[1:]), iter(change.new[1:])
    found: list[Markup] = []
    for (tag, is_mark), pieces in groupby(gathered(change.pieces), key=lambda one: (one.tag, one.mark)):
        if is_mark:
            found.extend(_mark(tag, gone, come) for _ in pieces)
        elif tag is Tag.FORMATTED:
            found.extend(_formatted(piece) for piece in pieces)
        elif tag is Tag.SAME:
            found.extend(_same(piece) for piece in pieces)
        else:
            runs = [piece.run for piece in pieces]
            found.append(_marked(tag, runs, is_whole=len(change.pieces) == len(runs)))
    return together(*found)


def shown_run(run: Run) -> Markup:
    """Return a run with its emphasis; a link only where it may be followed."""
    shown = escaped(run.text)
    if run.object:
        name = run.object.split(" ")[0]
        shown = element("span", run.text or f"[{name}]", class_="object", title=name)
    if run.note:
        shown = element("sup", shown or run.note, title=run.note)
    if run.open:
        shown = element("mark", shown)
    if run.emphasis:
        shown = element("i", shown)
    if run.strong:
        shown = element("b", shown)
    if is_safe_link(run.link):
        shown = element("a", shown, href=run.link, rel="noopener noreferrer")
    return shown


def look_of(run: Run) -> str:
    """Return how a run looks, in words: `bold, italic, link to https://…`; `plain` for nothing special."""
    found = [
        word for word, holds in (("bold", run.strong), ("italic", run.emphasis), ("placeholder", run.open)) if holds
    ]
    if run.link:
        found.append(f"link to {run.link}" if is_safe_link(run.link) else "link")
    if run.look:
        found.append(run.look)
    return ", ".join(found) or "plain"


def _blocks(blocks: Iterable[Block]) -> Iterable[Markup]:
    for n, block in enumerate(blocks):
        if n:
            yield _break(block.label)
        if block.rows:
            yield escaped(block.text)
        else:
            yield from (shown_run(run) for run in block.runs)


def _same(piece: Piece) -> Markup:
    """Return words that stayed; where Word computed them anew, the old ones too, to be shown on demand."""
    if not piece.derived or piece.was is None:
        return shown_run(piece.run)
    old, new = element("del", shown_run(piece.was)), element("ins", shown_run(piece.run))
    return element("span", old, new, class_="noise")


def _marked(tag: Tag, runs: list[Run], *, is_whole: bool) -> Markup:
    shown = [shown_run(run) for run in runs]
    sign = None if is_whole else _unseen("".join(run.text for run in runs))
    return element("ins" if tag is Tag.INSERTED else "del", *shown, data_sign=sign)


def _unseen(text: str) -> str | None:
    """Return the names of the signs, where a text has nothing but signs that can't be seen."""
    if not text or len(text) > 3 or any(sign not in _UNSEEN for sign in text):
        return None
    return ", ".join(_UNSEEN[sign] for sign in text)


def _formatted(piece: Piece) -> Markup:
    """Return words that only look different; `data-was` is their old emphasis, for the column of the old draft."""
    was = piece.was or piece.run
    emphasis = "".join(sign for sign, holds in (("b", was.strong), ("i", was.emphasis)) if holds)
    said = f"formatting: {look_of(was)} → {look_of(piece.run)}"
    return element("span", shown_run(piece.run), class_="fmt", data_was=" ".join(emphasis), title=said)


def _mark(tag: Tag, gone: Iterable[Block], come: Iterable[Block]) -> Markup:
    """Return the end of a paragraph that came (split), went (merged) or stayed, with the number that follows it."""
    old = next(iter(gone), None) if tag is not Tag.INSERTED else None
    new = next(iter(come), None) if tag is not Tag.DELETED else None
    after = new or old
    shown = _break(after.label if after else "")
    if tag is Tag.SAME:
        return shown
    return element("ins" if tag is Tag.INSERTED else "del", shown, class_="mark")


def _break(label: str) -> Markup:
    return together("\n", element("span", label, class_="inlab") if label else "", " " if label else "")
