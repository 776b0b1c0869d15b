"""Both drafts' texts, made from nothing but their comparison: the law that every test of comparing calls."""

from __future__ import annotations

from collections.abc import Iterable

from cwgdraft.comparing.changes import Change, Comparison, Piece, RowChange, Tag, What
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Draft, Run

OLD, NEW = "old", "new"


def check(old: Draft, new: Draft) -> Comparison:
    """Compare two drafts and return the comparison; what it holds must make both of them again."""
    found = compare(old, new)
    for side, draft in ((OLD, old), (NEW, new)):
        assert rebuilt(found, "body", side) == [text_of(block) for block in draft.blocks]
        if old.front and new.front:
            assert rebuilt(found, "front box", side) == list(draft.front.values())
        expected = [[text_of(block) for block in story.blocks] for story in draft.stories]
        assert sorted(_stories(found, side)) == sorted(expected)
    return found


def rebuilt(found: Comparison, name: str, side: str) -> list[str]:
    """Return the texts of a story's blocks as they stand on one side, in their order."""
    story = next(one for one in found.stories if one.kind is None and one.name == name)
    return texts_of(story.changes, side)


def _stories(found: Comparison, side: str) -> Iterable[list[str]]:
    for story in found.stories:
        if story.kind is not None and story.what is not (What.INSERTED if side == OLD else What.DELETED):
            yield texts_of(story.changes, side)


def texts_of(changes: Iterable[Change], side: str) -> list[str]:
    placed: list[tuple[int, str]] = []
    for change in changes:
        places = change.old_places if side == OLD else change.new_places
        if change.move and change.away is (side == NEW):
            continue
        texts = _texts(change, side) if places else []
        assert len(texts) == len(places), (change, texts)
        placed.extend(zip(places, texts, strict=True))
    assert [place for place, _ in placed] == list(range(len(placed))), "each block once, in order"
    return [text for _, text in placed]


def _texts(change: Change, side: str) -> list[str]:
    blocks = change.old if side == OLD else change.new
    if change.what is What.SAME or (change.move and side == OLD):
        return [text_of(block) for block in blocks]
    if change.rows:
        return ["\n".join(_row(row, side) for row in change.rows if row.what is not _absent(side))]
    if len(blocks) == 1 and not change.pieces:
        assert not blocks[0].text
        return [""]
    return _paragraphs(change.pieces, side)


def _absent(side: str) -> What:
    return What.INSERTED if side == OLD else What.DELETED


def _paragraphs(pieces: Iterable[Piece], side: str) -> list[str]:
    pieces = tuple(pieces)
    absent = Tag.INSERTED if side == OLD else Tag.DELETED
    runs = [(piece.was or piece.run) if side == OLD else piece.run for piece in pieces if piece.tag is not absent]
    marks = {id(piece.run) for piece in pieces if piece.mark}
    texts = [""]
    for run in runs:
        if id(run) in marks:
            texts.append("")
        else:
            texts[-1] += run.text
    return texts


def _row(row: RowChange, side: str) -> str:
    return "\t".join(" | ".join(texts_of(cell.changes, side)) for cell in row.cells)


def text_of(block: Block) -> str:
    """Return a block's text; cells of a table divided by tabs, their paragraphs by bars."""
    if block.rows:
        return "\n".join(
            "\t".join(" | ".join(text_of(one) for one in cell.blocks) for cell in row.cells) for row in block.rows
        )
    return "".join(run.text for run in block.runs)


def run(text: str, **look: object) -> Run:
    return Run(text, **look)  # type: ignore[arg-type]
