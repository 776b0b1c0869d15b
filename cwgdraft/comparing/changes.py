"""What comparing two drafts gives: every block of both in one order, what became of it, and why."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.draft import Block, Cell, Row, Run, StoryKind


class What(enum.StrEnum):
    """What became of a block, a row or a cell. The values are the words that users read."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"
    CHANGED = "changed"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    RENUMBERED = "renumbered"
    FORMATTED = "formatted"


class CauseKind(enum.StrEnum):
    """Where a change comes from."""

    RECORD = "record"
    PLAN = "plan"
    AGREED = "agreed text"
    TEMPLATE = "template"
    COMPUTED = "computed sentence"
    PHRASES = "phrase catalogue"
    PROGRAM = "program"
    HAND = "edited by hand"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a block changed: the file and line that changed (from 1, 0 for the whole file), and the commit if known.

    `detail` is a sentence for the secretariat: "the date of the 43rd meeting: 8-9 September 2025 -> 9-10 September
    2025".
    """

    kind: CauseKind
    detail: str = ""
    file: str = ""
    line: int = 0
    commit: str = ""


class Tag(enum.StrEnum):
    """What became of some words."""

    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"
    FORMATTED = "formatted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a block that share one fate and one look.

    `run` holds the text and look as it is now, or as it was where the words are deleted. `was` is the old look of
    words that were only formatted (its text is that of `run`). A paragraph mark that was inserted or deleted
    (paragraphs split or merged) is a piece whose text is a line break, with `mark` set.

    `derived` names the noise in a piece that counts as the same: the text of `was` gave way to that of `run` because
    something else changed, as the number in a cross-reference does.
    """

    tag: Tag
    run: Run
    was: Run | None = None
    mark: bool = False
    derived: str = ""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a table: `changes` are its blocks in one order, as in a story."""

    what: What
    old: Cell | None
    new: Cell | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table; a row whose structure changed is one row deleted and one inserted."""

    what: What
    old: Row | None
    new: Row | None
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A block of the old draft, of the new one, or of both, and what became of it.

    `number` counts the changes that are shown, from 1 through the whole comparison; 0 for blocks that stayed the
    same and for changes that are `derived`. `old` and `new` are the blocks (several where paragraphs were split or
    merged), `old_places` and `new_places` where they stand in their story, from 0. A move is two changes with the
    same `move` (from 1): what `old` left, and what `new` came to; both hold old and new blocks, `away` is true for
    the place that was left. `edited` says that a moved block was edited as well; its words are in `pieces` of the
    place where it stands now. `pieces` are the words in one order, `rows` the rows of a table. `formats` says in
    words what else differs (`style: Heading 2 -> Heading 3`, `bold`), `label` whether the number differs too.
    `section` is number and title of the heading under which the block stands. `derived` is empty, or names the
    noise that follows from another change: `renumbering`, `page field`, `date of generation`, `cross-reference`.
    """

    what: What
    old: tuple[Block, ...] = ()
    new: tuple[Block, ...] = ()
    old_places: tuple[int, ...] = ()
    new_places: tuple[int, ...] = ()
    pieces: tuple[Piece, ...] = ()
    rows: tuple[RowChange, ...] = ()
    formats: tuple[str, ...] = ()
    label: bool = False
    section: str = ""
    move: int = 0
    away: bool = False
    edited: bool = False
    derived: str = ""
    cause: Cause | None = None
    number: int = 0

    @property
    def is_shown(self) -> bool:
        """Return whether the change counts: something differs, and it doesn't only follow from another change."""
        return self.what is not What.SAME and not self.derived


@dataclass(frozen=True, slots=True)
class StoryChanges:
    """The blocks of the body, or of one story beside it, in one order.

    `kind` is None for the body and for the first-page facts (`name` is then `body` or `front box`). `what` says
    whether the story came or went as a whole. A comment is `about` some words; `section` is number and title of the
    heading under which a comment, note or text box hangs.
    """

    kind: StoryKind | None
    name: str
    changes: tuple[Change, ...]
    what: What = What.SAME
    about: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two drafts beside each other. `remarks` have to be said, as that tracked changes were taken as final."""

    old_name: str
    new_name: str
    stories: tuple[StoryChanges, ...]
    remarks: tuple[str, ...] = ()

    def shown(self) -> Iterator[tuple[StoryChanges, Change]]:
        """Yield the changes that count, in order; those inside tables belong to their table."""
        for story in self.stories:
            for change in story.changes:
                if change.is_shown:
                    yield story, change

    @property
    def differs(self) -> bool:
        """Return whether anything that counts differs."""
        return any(True for _ in self.shown())

    def counts(self) -> dict[What, int]:
        """Return how many changes of each kind count; a move, with its two ends, is one."""
        found: dict[What, int] = {}
        for _, change in self.shown():
            if not (change.move and change.away):
                found[change.what] = found.get(change.what, 0) + 1
        return found

    def derived(self) -> dict[str, int]:
        """Return how many changes were folded, by the kind of noise that they are."""
        found: dict[str, int] = {}
        for story in self.stories:
            for change in story.changes:
                if change.derived and change.what is not What.SAME:
                    found[change.derived] = found.get(change.derived, 0) + 1
        return found
