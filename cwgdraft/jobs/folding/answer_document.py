"""The answer document: the first copy with each decision as a comment, which somebody leaves, deletes or replies to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.draft import Block, Draft
from cwgdraft.folding.decisions import Decision, Lands
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.copies import Copy, placed_blocks
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.places import FIRST, Places, at_place
from cwgdraft.jobs.folding.words import both_cut, look_in_words
from cwgdraft.jobs.reading import read_bytes
from cwgdraft.word.comments import block_paragraphs, with_comments
from cwgdraft.word.documents import View, read_draft, resolved
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack

LEAVE = "Leave this comment to accept the edit; delete it to reject it."
REPLY = (
    "To accept the edit, reply 'yes' to this comment; to reject it, delete the comment. "
    "Left without a reply, it stays undecided."
)
_SHOWN = 90


def answer_document(folding: Folding, path: Path, date: str) -> bytes:
    """Return the copy at `path`, the first one, its tracked changes accepted, with a comment on it for each decision.

    Decisions that can only be made by hand have none. The comment stands on the edited paragraph; of one that isn't in
    this copy on the one above. `date` is written on each.
    """
    parts = resolved(read_parts(read_bytes(path), path.name), View.FINAL)
    spots = _Spots(folding, read_draft(parts, path.stem), block_paragraphs(parts))
    comments = [(spots.of(one), _said(folding, one)) for one in folding.decisions if one.can_be_made]
    return pack(with_comments(parts, comments, date))


class _Spots:
    """Tells on which paragraph of the first copy a decision of any copy stands."""

    def __init__(self, folding: Folding, draft: Draft, paragraphs: Sequence[int]) -> None:
        first = folding.copies[0]
        self._copy, self._several = first, len(folding.copies) > 1
        self._others = {copy.name: copy for copy in folding.copies[1:] if copy.name != first.name}
        self._paragraphs = [paragraphs[place] for place, _ in placed_blocks(draft)]
        self._by_origin = {block.origin: n for n, block in reversed([*enumerate(first.blocks)]) if block.origin}
        self._by_text = {block.text: n for n, block in reversed([*enumerate(first.blocks)])}

    def of(self, one: Decision) -> int:
        """Return the number of the paragraph, as comments count them."""
        place = self._place(one)
        return self._paragraphs[place] if 0 <= place < len(self._paragraphs) else 0

    def _place(self, one: Decision) -> int:
        edit, blocks = one.difference, self._copy.blocks
        other = self._others.get(one.copy)
        if other is None and edit.new and 0 <= edit.place < len(blocks) and blocks[edit.place].text == edit.new.text:
            return edit.place
        if edit.base is not None:
            return self._of_base(edit.base, other or self._copy)
        return self._above(edit, other or self._copy)

    def _of_base(self, block: Block, copy: Copy) -> int:
        """Return where a block of the base stands, or, if it was taken out here, the next one above it that is left."""
        if block.origin in self._by_origin:
            return self._by_origin[block.origin]
        start = next((n for n, one in enumerate(copy.base) if one.origin == block.origin and one.origin), -1)
        above = reversed(copy.base[:start] if start >= 0 else ())
        found = next((self._by_origin[one.origin] for one in above if one.origin in self._by_origin), None)
        return self._by_text.get(block.text, 0) if found is None else found

    def _above(self, edit: Difference, copy: Copy) -> int:
        """Return where a block that came in another copy would stand: on the one above it that is here too."""
        above = reversed(copy.blocks[: edit.place]) if edit.place >= 0 else iter(edit.before)
        for block in above:
            found = self._by_origin.get(block.origin) if block.origin else self._by_text.get(block.text)
            if found is not None:
                return found
        return 0


# --- words ----------------------------------------------------------------------------------------


def _said(folding: Folding, one: Decision) -> str:
    """Return what a comment says: the name and place, whose edit it is, the texts, what it does, how to answer."""
    places = next((Places(copy) for copy in folding.copies if copy.name == one.copy), None)
    where = at_place(places.of_edit(one.difference) if places else one.difference.section, one.difference)
    who = f", by {', '.join(one.by)}" if one.by else ""
    lines = [f"Decision {one.name}: {one.difference.what.value} {where}", f"From: {one.copy}{who}"]
    if one.review:
        lines.append(f"Look: {one.review}.")
    lines += _texts(one, places)
    lines += [line for other in one.covers for line in _covered(other)]
    lines += [f"Will read otherwise too: {_line(text)}" for text in one.changes]
    lines.append(f"Accepting it: {_does(one)}.")
    return "\n".join([*lines, LEAVE if one.is_safe else REPLY])


def _texts(one: Decision, places: Places | None) -> Iterator[str]:
    """Yield the words on each side: as sent, in the records where these changed them too, in the copy."""
    edit = one.difference
    base, new = edit.base, edit.new
    moved = edit.what is What.MOVED and base is not None and new is not None and base.text == new.text
    was, reads = (base.text if base else "", new.text if new else "")
    if base is not None and new is not None and was != reads:
        was, reads = ("".join(span.text for span in side) for side in both_cut(_line(was), _line(reads)))
    if base is not None and not moved:
        yield f"Was: {_line(was)}"
    if edit.conflict:
        yield f"Records now: {_line(edit.old.text) if edit.old else 'they do not have it any more'}"
    if new is None:
        yield "Copy: taken out"
        return
    looks = look_in_words(base, new) if base is not None and base.text == new.text else ""
    yield f"Copy: {_line(reads)}{f' ({looks})' if looks else ''}"
    to = places.behind(edit) if places and edit.what in (What.MOVED, What.INSERTED) else ""
    if to and edit.what is What.MOVED:
        yield f"Moved: {'to the beginning' if to == FIRST else to}"
    if to and to != FIRST and edit.above:
        yield f"Stands behind: “{excerpt(_line(edit.above), _SHOWN)}”"


def _covered(edit: Difference) -> Iterator[str]:
    if edit.what is What.CHANGED and edit.base and edit.new:
        yield f"With it, changed: {_line(edit.base.text)} → {_line(edit.new.text)}"
    elif block := edit.new or edit.old or edit.base:
        yield f"With it, {edit.what.value}: {_line(block.text)}"


def _does(one: Decision) -> str:
    """Return what is written when a decision is accepted."""
    place = f"{one.file}:{one.line}" if one.file and one.line else one.file
    where = f" ({place})" if place else ""
    if one.lands is Lands.RECORD:
        does = {What.DELETED: "takes the words out of the records", What.MOVED: "moves the words in the records"}
        return f"{does.get(one.difference.what, 'writes these words into the records')}{where}"
    return f"changes the {one.lands.value}{where}: {_line(one.says).rstrip('.')}"


def _line(text: str) -> str:
    """Return a text on one line, the cells of a table apart."""
    return " / ".join(" | ".join(line.split("\t")) for line in text.split("\n"))
