"""The list of changes beside the page: by section, with counts and what to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Comparison, StoryChanges, Tag, What
from cwgdraft.comparing.page.blocks import SIGNS, Scope, anchor, kind_of, move_label, shown_cause
from cwgdraft.comparing.page.elements import element
from cwgdraft.comparing.page.stories import story_title
from cwgdraft.draft import Run

_LONG = 90
_HALF = 45


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
        class_=change.what.value,
        data_k=change.what.value,
        data_s=section,
        data_c=cause.kind.value if cause else None,
    )


def _excerpt(change: Change) -> Iterator[Markup]:
    """Yield what to know a change by: its first changed words, else how its text begins."""
    if change.what is What.FORMATTED and change.formats:
        yield element("span", _cut("; ".join(change.formats), _LONG))
        return
    differing = _first_difference(change)
    if differing and change.what not in (What.INSERTED, What.DELETED):
        for tag, runs in groupby(differing, key=lambda pair: pair[0]):
            text = _cut("".join(run.text for _, run in runs), _HALF)
            yield element("ins" if tag is Tag.INSERTED else "del", text)
            yield Markup(" ")
        return
    block = (change.old if change.away else change.new or change.old)[0]
    yield element("span", _cut(block.text, _LONG))


def _first_difference(change: Change) -> Sequence[tuple[Tag, Run]]:
    """Return the first inserted or deleted words and those that follow them at once."""
    found: list[tuple[Tag, Run]] = []
    for piece in change.pieces:
        if piece.tag in (Tag.INSERTED, Tag.DELETED):
            if not piece.mark:
                found.append((piece.tag, piece.run))
        elif any(run.text.strip() for _, run in found):
            break
    return found


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
