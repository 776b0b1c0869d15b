"""The list of changes beside the page: by section, with counts and what to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Comparison, StoryChanges, Tag, What
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.gathering import gathered
from cwgdraft.comparing.page.blocks import Scope, anchor, hue, kind_of, move_label, shown_cause
from cwgdraft.comparing.page.elements import element, escaped
from cwgdraft.comparing.page.stories import story_title
from cwgdraft.comparing.page.words import EMPTY
from cwgdraft.comparing.phrases import sign_of
from cwgdraft.comparing.spans import Span, joined
from cwgdraft.draft import Row

_LONG = 90
_HALF = 45
_NEAR = 3
"""So many words stand around a change."""
_MOST = 3
"""So many places of a paragraph are quoted."""
_ROLES = {Tag.DELETED: "del", Tag.INSERTED: "ins"}


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
    """Return the list of changes under the titles of their sections; blocks that moved together are one."""
    places = {one.name: one.value for one in sections(comparison)}
    found: list[Markup] = []
    for name, group in groupby(comparison.shown(), key=lambda pair: _section(*pair)):
        items = [_item(change, places[name], scope) for _, change in group if not scope.goes_on(change)]
        if items:
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
            element("span", sign_of(change), class_="sign", aria_hidden="true"),
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
        class_=f"{change.what.value} {hue(change, scope)}" if change.move else change.what.value,
        data_k=change.what.value,
        data_s=section,
        data_c=cause.kind.value if cause else None,
    )


def _excerpt(change: Change) -> Iterator[Markup]:
    """Yield what to know a change by: its first changed words, else how its text begins."""
    if change.what is What.FORMATTED and change.formats:
        yield element("span", excerpt("; ".join(change.formats), _LONG))
        return
    if change.pieces and change.what not in (What.INSERTED, What.DELETED) and not change.away:
        spots = _spots(change)
        if spots:
            yield from spots
            return
    rows = [row for row in change.rows if row.what is not What.SAME]
    if rows and change.what is What.CHANGED:
        cells = (rows[0].new or rows[0].old or Row()).cells
        said = f"{len(rows)} row{'' if len(rows) == 1 else 's'}: {' · '.join(cell.text for cell in cells)}"
        yield element("span", excerpt(said, _LONG))
        return
    block = (change.old if change.away else change.new or change.old)[0]
    yield element("span", excerpt(block.text, _LONG) or EMPTY)


def _spots(change: Change) -> list[Markup]:
    """Return the first words that went and came, with some words around each, empty where only blanks did."""
    spans = joined(Span("" if one.mark else one.run.text, _ROLES.get(one.tag, "")) for one in gathered(change.pieces))
    marked = [n for n, span in enumerate(spans) if span.role]
    if not any(spans[n].text.strip() for n in marked):
        return []
    found: list[Markup] = []
    spots = 0
    for n in range(max(marked[0] - 1, 0), len(spans)):
        span = spans[n]
        if span.role:
            found.append(element(span.role, excerpt(span.text, _HALF)))
            continue
        follows, leads = n > marked[0], n < marked[-1]
        spots += follows
        if spots == _MOST and leads:
            found.append(escaped(f"{_words(span.text, _NEAR)} …"))
            break
        found.append(escaped(_around(span.text, follows=follows, leads=leads)))
    return found


def _around(text: str, *, follows: bool, leads: bool) -> str:
    """Return what stands between two changes, before the first or after the last: some whole words."""
    words = text.split()
    if len(words) <= _NEAR * (follows + leads) + 1:
        return text
    head = _words(text, _NEAR) if follows else ""
    tail = _words(text, -_NEAR) if leads else ""
    return f"{head} … {tail}" if head and tail else f"{head} …" if head else f"… {tail}"


def _words(text: str, count: int) -> str:
    """Return the first words of a text, or the last where `count` is below 0, with the blanks at that end."""
    words = text.split()
    if count > 0:
        return text[: len(text) - len(text.lstrip())] + " ".join(words[:count])
    return " ".join(words[count:]) + text[len(text.rstrip()) :]
