"""The list of changes beside the page: by section, with counts and what to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Comparison, StoryChanges, Tag, What
from cwgdraft.comparing.page.blocks import SIGNS, Scope, anchor, hue, kind_of, move_label, shown_cause
from cwgdraft.comparing.page.elements import element, escaped
from cwgdraft.comparing.page.stories import story_title
from cwgdraft.comparing.page.words import EMPTY
from cwgdraft.draft import Row

_LONG = 90
_HALF = 45
_NEAR = 18
_BRIDGE = 3
"""So few signs that stayed between words that differ are quoted with them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something to filter by: its value, what people read, how many changes it holds."""

    value: str
    name: str
    number: int


def kinds(comparison: Comparison) -> list[Filter]:
    """Return what became of blocks, with counts; the two ends of a move are one move."""
    changes = [change for _, change in comparison.shown()]
    counts = Counter(change.what for change in changes if not (change.move and change.away))
    counts.update({What.MOVED: 0})
    return [Filter(what.value, what.value, counts[what]) for what in What if counts[what] > 0]


def causes(comparison: Comparison) -> list[Filter]:
    """Return the kinds of causes, with counts, in the order of CauseKind's first appearance."""
    counts = Counter(change.cause.kind.value for _, change in comparison.shown() if change.cause)
    return [Filter(name, name, number) for name, number in sorted(counts.items())]


def sections(comparison: Comparison) -> list[Filter]:
    """Return the sections in which something changed, with counts, in order."""
    counts = Counter(_section(story, change) for story, change in comparison.shown())
    return [Filter(str(n), name, number) for n, (name, number) in enumerate(counts.items())]


def shown_list(comparison: Comparison, scope: Scope) -> Markup:
    """Return the list of changes under the titles of their sections."""
    places = {one.name: one.value for one in sections(comparison)}
    found: list[Markup] = []
    for name, group in groupby(comparison.shown(), key=lambda pair: _section(*pair)):
        items = (_item(change, places[name], scope) for _, change in group)
        found.append(element("h3", name, dir="auto"))
        found.append(element("ol", *items))
    return Markup("").join(found)


def _section(story: StoryChanges, change: Change) -> str:
    if story.kind is not None or not change.section:
        return story_title(story) if not change.section else f"{story_title(story)}: {change.section}"
    return change.section


def _item(change: Change, section: str, scope: Scope) -> Markup:
    cause = change.cause if not scope.public else None
    link = element(
        "a",
        element(
            "span",
            element("b", str(change.number or "•")),
            " ",
            element("span", SIGNS.get(change.what, "±"), class_="sign", aria_hidden="true"),
            " ",
            element("span", move_label(change, scope) if change.move else kind_of(change), class_="kind"),
            class_="head",
        ),
        " ",
        element("span", *_excerpt(change), class_="x", dir="auto"),
        href=f"#{anchor(change)}",
    )
    return element(
        "li",
        link,
        shown_cause(cause) if cause else "",
        class_=f"{change.what.value} {hue(change)}" if change.move else change.what.value,
        data_k=change.what.value,
        data_s=section,
        data_c=cause.kind.value if cause else None,
    )


def _excerpt(change: Change) -> Iterator[Markup]:
    """Yield what to know a change by: its first changed words, else how its text begins."""
    if change.what is What.FORMATTED and change.formats:
        yield element("span", _cut("; ".join(change.formats), _LONG))
        return
    if change.pieces and change.what not in (What.INSERTED, What.DELETED) and not change.away:
        before, old, new, after = _first_difference(change)
        if old.strip() or new.strip():
            yield escaped(before)
            yield element("del", _cut(old, _HALF)) if old else Markup("")
            yield Markup(" ") if old and new else Markup("")
            yield element("ins", _cut(new, _HALF)) if new else Markup("")
            yield escaped(after)
            return
    rows = [row for row in change.rows if row.what is not What.SAME]
    if rows and change.what is What.CHANGED:
        cells = (rows[0].new or rows[0].old or Row()).cells
        said = f"{len(rows)} row{'' if len(rows) == 1 else 's'}: {' · '.join(cell.text for cell in cells)}"
        yield element("span", _cut(said, _LONG))
        return
    block = (change.old if change.away else change.new or change.old)[0]
    yield element("span", _cut(block.text, _LONG) or EMPTY)


def _first_difference(change: Change) -> tuple[str, str, str, str]:
    """Return the first words that went and came, with the words before and after them."""
    before = old = new = after = ""
    for piece in change.pieces:
        text = "" if piece.mark else piece.run.text
        if piece.tag in (Tag.DELETED, Tag.INSERTED):
            old, new, after = old + after, new + after, ""
            if piece.tag is Tag.DELETED:
                old += text
            else:
                new += text
        elif not (old.strip() or new.strip()):
            before, old, new = text, "", ""
        else:
            after += text
            if len(after.strip()) > _BRIDGE:
                break
    return _end(before), old, new, _start(after)


def _start(text: str) -> str:
    """Return the first whole words of a text."""
    return text if len(text) <= _NEAR else text[:_NEAR].rpartition(" ")[0] + "…"


def _end(text: str) -> str:
    """Return the last whole words of a text."""
    return text if len(text) <= _NEAR else "…" + text[-_NEAR:].partition(" ")[2]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
