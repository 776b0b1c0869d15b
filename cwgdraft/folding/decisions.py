"""What becomes of an edit: the record, fact, plan or phrase that would make the report say so, or a line."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from cwgdraft.draft import digest
from cwgdraft.folding.differences import Difference, What, format_of, look_of
from cwgdraft.records.reshaping import Reshaping


class Lands(enum.StrEnum):
    """Where an edit belongs."""

    RECORD = "record"
    FACT = "fact"
    PLAN = "plan"
    PHRASE = "phrase"
    TEMPLATE = "template"
    UNPLACED = "unplaced"


class Standing(enum.StrEnum):
    """What it takes to make a decision. The values are the words that users read."""

    SAFE = "safe"
    LOOK = "to look at"
    HAND = "by hand"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Signs of a file of words to be replaced: the file below the workspace, where they begin and end, the new ones.

    With `counts` items of a list come or go: those behind them count on. What is `last` stands behind all else that
    comes to its place.
    """

    file: str
    start: int
    end: int
    new: str
    counts: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A text of a YAML file to be replaced: the file, the names that lead to it, the new text."""

    file: str
    keys: tuple[str | int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a YAML file that comes, goes or moves: the file, and what happens to it."""

    file: str
    change: Reshaping


@dataclass(frozen=True, slots=True)
class Decision:
    """An edit of a copy and what it would do.

    `says` is it in words. `review` says why somebody has to look at it, empty where it is safe. `rewrites`, `values`
    and `entries` are what is written when it is accepted; without any the edit can only be made by hand. `by` are those
    who edited. With `agreed` it would change what a meeting has agreed, and can't be accepted unless it is `reopened`.
    `covers` are other differences that it decides too, as the paragraphs of a section that was moved; `changes` are
    the texts of paragraphs that will read otherwise though nobody edited them, as the one that gets an opening.
    """

    lands: Lands
    difference: Difference
    copy: str
    says: str
    file: str = ""
    line: int = 0
    review: str = ""
    rewrites: tuple[Rewrite, ...] = ()
    values: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()
    covers: tuple[Difference, ...] = ()
    changes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    agreed: bool = False
    reopened: bool = False

    @property
    def name(self) -> str:
        """Return eight digits by which the decision is called: the same each time that this copy is read."""
        if not self.covers:
            return name_of(self.difference)
        return digest("\n".join(name_of(one) for one in self.differences))[:8]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return all the differences that it decides."""
        return (self.difference, *self.covers)

    @property
    def is_safe(self) -> bool:
        """Return whether it can be made without being looked at."""
        return self.can_be_made and not self.review

    @property
    def can_be_made(self) -> bool:
        """Return whether accepting it writes something."""
        return bool(self.rewrites or self.values or self.entries) and (self.reopened or not self.agreed)

    @property
    def standing(self) -> Standing:
        """Return what it takes to make it."""
        if self.agreed and not self.reopened:
            return Standing.AGREED
        return Standing.SAFE if self.is_safe else Standing.LOOK if self.can_be_made else Standing.HAND

    def as_data(self) -> dict[str, object]:
        """Return the decision as plain data for JSON."""
        one = self.difference
        shown = one.new or one.old or one.base
        return {
            "name": self.name,
            "lands": self.lands.value,
            "what": one.what.value,
            "copy": self.copy,
            "label": shown.label if shown else "",
            "section": one.section,
            "base": one.base.text if one.base else None,
            "records": one.old.text if one.old else None,
            "edited": one.new.text if one.new else None,
            "says": self.says,
            "file": self.file,
            "line": self.line,
            "safe": self.is_safe,
            "standing": self.standing.value,
            "review": self.review or one.conflict,
            "by": list(self.by),
            "changes": list(self.changes),
            "with": [block.text for one in self.covers for block in (one.new or one.old or one.base,) if block],
        }


def name_of(one: Difference) -> str:
    """Return eight digits that stand for an edit: what was done to which block, what it reads now, and where it stands.

    They come from the copy alone, so that they stay when records change; where a block stands counts where that is the
    edit.
    """
    block = one.new or one.base
    origin = (one.base.origin if one.base else "") or (block.origin if block else "")
    look = (look_of(one.new), format_of(one.new) if one.what is What.FORMATTED else ()) if one.new else ()
    above = one.above if one.what in (What.INSERTED, What.MOVED) or not origin else ""
    return digest(f"{one.what}\n{origin}\n{look}\n{above}\n{one.twin}")[:8]
