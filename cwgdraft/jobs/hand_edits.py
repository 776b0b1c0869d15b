"""What somebody edited in a Word file by hand: beside the document as built, or as far as the file itself tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cwgdraft.comparing.changes import Change, Comparison, Piece, RowChange, Tag, What
from cwgdraft.comparing.compare import compare
from cwgdraft.comparing.word_files import word_file
from cwgdraft.draft import Block, Draft, Kind, Made, Run, StoryKind, flat


@dataclass(frozen=True, slots=True)
class Edited:
    """A paragraph or table that somebody changed in Word.

    `pieces` are its words in one order; empty where what stood there isn't known. `where` names the story beside the
    body in which it stands.
    """

    what: What
    label: str
    section: str
    old: str | None
    new: str | None
    pieces: tuple[Piece, ...] = ()
    origin: str = ""
    where: str = ""

    def as_data(self) -> dict[str, object]:
        """Return the edit as plain data for JSON."""
        data = {"what": self.what.value, "label": self.label, "section": self.section, "where": self.where}
        return {**data, "origin": self.origin, "old": self.old, "new": self.new}


def edits_against(built: Draft, draft: Draft) -> tuple[tuple[Edited, ...], int]:
    """Return what was edited since the document was built: words, no numbers that follow; and how many looks."""
    stories = tuple(story for story in draft.stories if story.kind is not StoryKind.COMMENT)
    comparison = compare(_settled(built), _settled(replace(draft, stories=stories)))
    looks = sum(not change.away and not says_otherwise(change) for _, change in comparison.shown())
    return tuple(_edits_in(comparison)), looks


def _settled(draft: Draft) -> Draft:
    """Return a draft without empty paragraphs, which programs put in and take out when they save."""
    return replace(draft, blocks=tuple(block for block in draft.blocks if block.text.strip()))


def _edits_in(comparison: Comparison) -> Iterator[Edited]:
    for story, change in comparison.shown():
        if change.away or not says_otherwise(change):
            continue
        block = (change.new or change.old)[0]
        where = "" if story.kind is None else story.name
        yield Edited(
            change.what,
            block.label,
            change.section,
            _joined(change.old),
            _joined(change.new),
            _pieces(change),
            block.origin,
            where,
        )


def says_otherwise(change: Change) -> bool:
    """Return whether words changed or stand elsewhere; a look or a number alone doesn't count as an edit."""
    if change.what in (What.INSERTED, What.DELETED, What.MOVED, What.SPLIT, What.MERGED):
        return True
    return _joined(change.old) != _joined(change.new)


def _joined(blocks: tuple[Block, ...]) -> str | None:
    return "\n".join(block.text for block in blocks) if blocks else None


def _pieces(change: Change) -> tuple[Piece, ...]:
    if change.what is What.INSERTED:
        return tuple(Piece(Tag.INSERTED, run) for block in change.new for run in _runs(block))
    if change.what is What.DELETED:
        return tuple(Piece(Tag.DELETED, run) for block in change.old for run in _runs(block))
    return tuple(_in_rows(change.rows)) if change.rows else change.pieces


def _in_rows(rows: Iterable[RowChange]) -> Iterator[Piece]:
    """Yield the words of the rows that changed: cells with a stroke between them, their paragraphs with a blank."""
    for n, row in enumerate(row for row in rows if row.what not in (What.SAME, What.FORMATTED)):
        if n:
            yield Piece(Tag.SAME, Run("\n"))
        for place, cell in enumerate(row.cells):
            if place:
                yield Piece(Tag.SAME, Run(" | "))
            for count, change in enumerate(cell.changes):
                if count:
                    yield Piece(Tag.SAME, Run(" "))
                yield from _pieces(change) or (Piece(Tag.SAME, Run(_joined(change.new) or "")),)


def _runs(block: Block) -> tuple[Run, ...]:
    return (Run(block.text),) if block.kind is Kind.TABLE else block.runs


# --- edits by the digests alone -------------------------------------------------------------------


def edits_by_digests(draft: Draft, made: Made) -> Iterator[Edited]:
    """Yield what was edited, as far as the file itself tells: the words as they were are known to nobody."""
    blocks = list(flat(draft.blocks))
    file = word_file(draft)
    present = file.present if file else frozenset()
    moved = file.moved if file else frozenset()
    ends = [n for n, block in enumerate(blocks) if block.origin in made.blocks and not _is_on_first_page(block)]
    section = ""
    for place, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            section = f"{block.label} {block.text}".strip()
        if block.origin in made.blocks:
            if made.blocks[block.origin] != block.digest:
                yield Edited(What.CHANGED, block.label, section, None, block.text, (), block.origin)
            elif block.origin in moved:
                yield Edited(What.MOVED, block.label, section, block.text, block.text, (), block.origin)
        elif block.text.strip() and ends and ends[0] < place < ends[-1]:
            pieces = tuple(Piece(Tag.INSERTED, run) for run in _runs(block))
            yield Edited(What.INSERTED, block.label, section, None, block.text, pieces)
    for origin in made.blocks:
        if origin not in present:
            yield Edited(What.DELETED, "", "", None, None, (), origin)


def _is_on_first_page(block: Block) -> bool:
    return block.origin.startswith("front:")
