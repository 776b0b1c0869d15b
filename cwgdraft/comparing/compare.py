"""Comparing two drafts: every block of both in one order, what became of it, and what only follows from that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cwgdraft.comparing.blocks import aligned, changes_of, compare_blocks
from cwgdraft.comparing.changes import Change, Comparison, Piece, StoryChanges, Tag, What
from cwgdraft.comparing.formats import style_formats
from cwgdraft.comparing.stories import Pair, front_blocks, note_names, pair_stories
from cwgdraft.comparing.words import RENUMBERING, Ties
from cwgdraft.draft import DOCUMENT_DEFAULTS, Block, Draft, Kind, Run, Story
from cwgdraft.matching.blocks import Step

BODY = "body"
FRONT_BOX = "front box"
STYLES = "styles"


def compare(old: Draft, new: Draft, *, old_name: str = "", new_name: str = "") -> Comparison:
    """Return what differs between two drafts, and everything that stayed; `old_name` and `new_name` are for views.

    Looks and links are left out where only one of the drafts has styles.
    """
    steps = aligned(old.blocks, new.blocks)
    places = _places(steps)
    pairs = list(pair_stories(old, new, places))
    kinds = _knows_kinds(old) and _knows_kinds(new) and _has_identity(old) == _has_identity(new)
    ties = Ties(note_names(pairs), _origins(places, old.blocks, new.blocks), _have_formats(old, new), kinds)
    changes = _caused(changes_of(steps, old.blocks, new.blocks, ties))
    stories = [
        *_front(old, new, ties),
        StoryChanges(None, BODY, _sectioned(changes, places, old.blocks, new.blocks)),
        *(_story(pair, ties, old.blocks, new.blocks) for pair in pairs),
        *_styles(old, new),
    ]
    old_name, new_name = old_name or old.name, new_name or new.name
    return Comparison(old_name, new_name, _numbered(stories), _remarks(old, new, ties, old_name, new_name))


def _have_formats(old: Draft, new: Draft) -> bool:
    """Return whether the looks of two drafts can be compared: what was read from Word has styles, plain text none."""
    return not (old.blocks and new.blocks) or _has_styles(old) == _has_styles(new)


def _has_styles(draft: Draft) -> bool:
    return any(block.style for block in draft.blocks)


def _knows_kinds(draft: Draft) -> bool:
    """Return whether the kinds of blocks are more than a guess from their words, as they are in plain text."""
    return _has_identity(draft) or _has_styles(draft)


def _has_identity(draft: Draft) -> bool:
    """Return whether a draft knows the kinds of its blocks, because it was made here; else they are guessed."""
    return draft.made is not None or any(block.origin for block in draft.blocks)


def _places(steps: Iterable[Step]) -> dict[int, int]:
    """Return where the old blocks stand in the new draft, those that are in both."""
    found: dict[int, int] = {}
    ends: dict[int, dict[str, int]] = {}
    for step in steps:
        if step.move:
            end = ends.setdefault(step.move, {})
            end.update({"old": step.old[0]} if step.old else {"new": step.new[0]})
        elif len(step.old) == len(step.new) == 1:
            found[step.old[0]] = step.new[0]
    found.update({end["old"]: end["new"] for end in ends.values()})
    return found


def _origins(places: Mapping[int, int], old: Sequence[Block], new: Sequence[Block]) -> dict[str, str]:
    """Return the origins of old blocks, and those that they have in the new draft: words may have changed them."""
    return {old[i].origin: new[j].origin for i, j in places.items() if old[i].origin and new[j].origin}


def _front(old: Draft, new: Draft, ties: Ties) -> Iterator[StoryChanges]:
    """Yield the facts of the first page where both drafts know them; read from Word they are part of the body."""
    if old.front and new.front:
        yield StoryChanges(None, FRONT_BOX, compare_blocks(front_blocks(old), front_blocks(new), ties))


def _styles(old: Draft, new: Draft) -> Iterator[StoryChanges]:
    """Yield the styles that both drafts have and define otherwise: no block says so, and all of its paragraphs show it.

    The number of a place says which style it is in its draft.
    """
    before, after = list(old.styles), list(new.styles)
    changes: list[Change] = []
    for name, formats in style_formats(old.styles, new.styles):
        block = Block(Kind.PARAGRAPH, (Run(name if name == DOCUMENT_DEFAULTS else f"style {name}"),))
        was, now, pieces = (before.index(name),), (after.index(name),), (Piece(Tag.SAME, block.runs[0]),)
        changes.append(Change(What.FORMATTED, (block,), (block,), was, now, pieces, formats=formats))
    if changes:
        yield StoryChanges(None, STYLES, tuple(changes))


def _story(pair: Pair, ties: Ties, before: Sequence[Block], after: Sequence[Block]) -> StoryChanges:
    old, new = pair
    story = new or old
    if story is None:
        raise ValueError("a pair of stories has at least one")
    changes = compare_blocks(old.blocks if old else (), new.blocks if new else (), ties)
    what = What.INSERTED if old is None else What.DELETED if new is None else What.SAME
    section = _above(story.anchor, after if new else before)
    return StoryChanges(story.kind, _name(story), changes, what, story.excerpt, section)


def _above(place: int, blocks: Sequence[Block]) -> str:
    """Return number and title of the heading under which a block stands, empty where there is none."""
    headings = (block for block in reversed(blocks[: place + 1]) if block.kind is Kind.HEADING)
    return next((_title(heading) for heading in headings), "")


def _name(story: Story) -> str:
    return f"{story.name} ({story.author})" if story.author else story.name


# --- what follows from another change ---------------------------------------------------------------


def _caused(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes with those numbers shown that no change before them explains: a list was told to count anew."""
    found: list[Change] = []
    explained = False
    for change in changes:
        if change.derived == RENUMBERING and change.what is What.RENUMBERED and not explained:
            found.append(replace(change, derived=""))
            explained = True
            continue
        explained = explained or _shifts(change)
        found.append(change)
    return tuple(found)


def _shifts(change: Change) -> bool:
    """Return whether the numbers after a change can differ because of it."""
    if change.what in (What.SAME, What.RENUMBERED):
        return False
    if change.rows:
        return True
    blocks = (*change.old, *change.new)
    if change.what in (What.CHANGED, What.FORMATTED) and len(change.old) == len(change.new) == 1:
        return change.label
    return any(block.label for block in blocks)


# --- sections and numbers ---------------------------------------------------------------------------


def _sectioned(
    changes: Iterable[Change], places: Mapping[int, int], old: Sequence[Block], new: Sequence[Block]
) -> tuple[Change, ...]:
    """Return changes with their section; what went stands under its heading as it is now, unless that moved."""
    now, before = list(_headings(new)), list(_headings(old))
    changes = tuple(changes)
    left = {change.old_places[0] for change in changes if change.away}
    found: list[Change] = []
    for change in changes:
        if change.new_places and not change.away:
            heading = now[change.new_places[0]]
            section = _title(new[heading]) if heading >= 0 else ""
        else:
            heading = before[change.old_places[0]]
            here = None if heading in left else places.get(heading)
            section = "" if heading < 0 else _title(old[heading] if here is None else new[here])
        found.append(replace(change, section=section) if section else change)
    return tuple(found)


def _headings(blocks: Iterable[Block]) -> Iterator[int]:
    """Yield for each block the place of the heading under which it stands, -1 where there is none."""
    heading = -1
    for n, block in enumerate(blocks):
        if block.kind is Kind.HEADING:
            heading = n
        yield heading


def _title(heading: Block) -> str:
    return f"{heading.label} {heading.text}".strip()


def _numbered(stories: Iterable[StoryChanges]) -> tuple[StoryChanges, ...]:
    """Return stories with the changes counted that are shown, and moves numbered through all of them."""
    found: list[StoryChanges] = []
    number = moves = 0
    for story in stories:
        changes: list[Change] = []
        for change in story.changes:
            if change.is_shown:
                number += 1
                move = change.move + moves if change.move else 0
                changes.append(replace(change, number=number, move=move))
            else:
                changes.append(change)
        moves = max((moves, *(change.move for change in changes)))
        found.append(replace(story, changes=tuple(changes)))
    return tuple(found)


def _remarks(old: Draft, new: Draft, ties: Ties, old_name: str, new_name: str) -> tuple[str, ...]:
    found = [f"{name}: {remark}" for name, draft in ((old_name, old), (new_name, new)) for remark in draft.remarks]
    if not ties.formats:
        plain = old_name if _has_styles(new) else new_name
        found.append(f"{plain} has no styles: looks and links were not compared")
    return tuple(dict.fromkeys(found))
