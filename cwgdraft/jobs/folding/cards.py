"""The cards of the page of decisions: each edit with its place, the texts side by side, and what can be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cwgdraft.comparing.blocks import changes_of
from cwgdraft.comparing.changes import Change
from cwgdraft.comparing.changes import What as Fate
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.page.elements import element, escaped, together
from cwgdraft.comparing.page.tables import shown_table
from cwgdraft.comparing.page.words import shown_words
from cwgdraft.comparing.phrases import SIGNS
from cwgdraft.comparing.words import Ties
from cwgdraft.draft import Block, Kind
from cwgdraft.folding.decisions import Decision, Lands, Standing
from cwgdraft.folding.differences import What
from cwgdraft.jobs.folding.answers import ACCEPT, LATER, REJECT, seal_of
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.places import Places
from cwgdraft.matching.blocks import Step

SAFE, LOOK, HAND, AGREED = "safe", "look", "hand", "agreed"
STATES = {SAFE: "safe", LOOK: "to be looked at", HAND: "by hand", AGREED: "agreed, locked"}
"""The states of decisions, as readers know them."""
_STATE_OF = {Standing.SAFE: SAFE, Standing.LOOK: LOOK, Standing.HAND: HAND, Standing.AGREED: AGREED}
_NOBODY = "nobody named"
_SHOWN = 90
_GONE = "taken out"


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the documents says at the place of an edit: whose words they are, and these."""

    name: str
    words: Markup


@dataclass(frozen=True, slots=True)
class Card:
    """A decision as the page shows it; all texts are HTML already.

    `state` is a key of `STATES`, `answer` what is chosen at first, `answers` what can be chosen. `who` are those who
    edited, in words. `along` are texts that are decided with it or will read otherwise, each with what happens.
    """

    number: int
    name: Markup
    seal: str
    what: str
    sign: str
    lands: str
    place: Markup
    line: Markup
    section: Markup
    excerpt: Markup
    copy: Markup
    who: tuple[Markup, ...]
    state: str
    answer: str
    answers: tuple[str, ...]
    review: Markup
    says: Markup
    sides: tuple[Side, ...]
    along: tuple[Side, ...]

    @property
    def state_in_words(self) -> str:
        """Return the state as readers know it."""
        return STATES[self.state]


def cards(found: Folding) -> list[Card]:
    """Return the decisions as cards, in the order of the document."""
    places = {copy.name: Places(copy) for copy in found.copies}
    return [_card(one, number, places.get(one.copy)) for number, one in enumerate(found.decisions, 1)]


def _card(one: Decision, number: int, places: Places | None) -> Card:
    edit = one.difference
    shown = edit.new or edit.old or edit.base
    state = _STATE_OF[one.standing]
    where = places.of_edit(edit) if places else ""
    return Card(
        number=number,
        name=escaped(one.name),
        seal=seal_of(one),
        what=edit.what.value,
        sign=SIGNS[Fate(edit.what.value)],
        lands=one.lands.value,
        place=escaped("" if where == edit.section else where),
        line=escaped(f"{one.file}:{one.line}" if one.file and one.line else one.file),
        section=escaped(edit.section or "The first page"),
        excerpt=escaped(excerpt(shown.text, _SHOWN) if shown else ""),
        copy=escaped(one.copy),
        who=tuple(escaped(who) for who in one.by or (_NOBODY,)),
        state=state,
        answer=ACCEPT if state == SAFE else LATER,
        answers=(ACCEPT, REJECT, LATER) if state in (SAFE, LOOK) else (REJECT, LATER) if state == HAND else (),
        review=escaped(one.review or edit.conflict),
        says=escaped(_says(one)),
        sides=tuple(_sides(one)),
        along=tuple(_along(one)),
    )


def _says(one: Decision) -> str:
    """Return what accepting an edit does, empty where the texts say it: records then hold just these."""
    takes_words = one.difference.what in (What.CHANGED, What.INSERTED)
    return "" if one.lands is Lands.RECORD and (takes_words or one.says in (_GONE, one.difference.what)) else one.says


def _sides(one: Decision) -> Iterator[Side]:
    edit = one.difference
    base, old, new = edit.base, edit.old, edit.new
    if base is not None:
        yield Side("Was", _whole(base, Fate.DELETED if new is None else Fate.SAME))
    if edit.conflict:
        gone = escaped("the records don't have it any more")
        yield Side("Records now", _compared(base, old) if old is not None else gone)
    if new is None:
        yield Side("Copy", escaped(_GONE))
    elif edit.what is What.MOVED:
        above = edit.before[0] if edit.before else None
        place = f"moved, now behind “{excerpt(above.text, _SHOWN)}”" if above else "moved to the beginning"
        yield Side("Copy", escaped(place))
    else:
        yield Side("Copy", _compared(base, new))
    if edit.what is What.INSERTED and edit.before:
        yield Side("Stands behind", escaped(excerpt(edit.before[0].text, _SHOWN)))


def _along(one: Decision) -> Iterator[Side]:
    for edit in one.covers:
        block = edit.new or edit.old or edit.base
        if block is not None:
            fate = {What.INSERTED: Fate.INSERTED, What.DELETED: Fate.DELETED}.get(edit.what, Fate.SAME)
            both = edit.what is What.CHANGED and edit.base is not None and edit.new is not None
            yield Side(edit.what.value, _compared(edit.base, edit.new) if both else _whole(block, fate))
    for text in one.changes:
        yield Side("will read otherwise", escaped(text))


# --- words ------------------------------------------------------------------------------------------


def _compared(old: Block | None, new: Block | None) -> Markup:
    """Return the words of a block, what went and what came since `old` marked in them."""
    if new is None:
        return Markup("")
    if old is None:
        return _whole(new, Fate.INSERTED)
    if (old.kind is Kind.TABLE) != (new.kind is Kind.TABLE):
        return together(_whole(old, Fate.DELETED), "\n", _whole(new, Fate.INSERTED))
    (change,) = changes_of([Step((0,), (0,))], (old,), (new,), Ties())
    shown = _shown(change)
    return together(shown, *_look(change)) if change.what is Fate.FORMATTED else shown


def _look(change: Change) -> Sequence[Markup]:
    """Return how words look otherwise, where nothing else differs."""
    words = "; ".join(change.formats)
    return (Markup(" "), element("span", f"({words})", class_="formats")) if words else ()


def _whole(block: Block, fate: Fate) -> Markup:
    gone = fate is Fate.DELETED
    return _shown(Change(fate, (block,) if gone else (), () if gone else (block,)))


def _shown(change: Change) -> Markup:
    if change.rows or (change.new or change.old)[0].kind is Kind.TABLE:
        return shown_table(change, _in_cell)
    return shown_words(change)


def _in_cell(change: Change) -> Markup:
    """Return a block of a table's cell."""
    label = (change.new or change.old)[0].label
    if change.rows or (change.new or change.old)[0].kind is Kind.TABLE:
        return _shown(change)
    return element("p", f"{label} " if label else "", shown_words(change), dir="auto")
