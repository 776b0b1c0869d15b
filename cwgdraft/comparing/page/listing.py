"""The changes of a comparison as a plain list, for a page that shows several comparisons: no anchors, no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Comparison, RowChange, StoryChanges, What
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.page.blocks import kind_of
from cwgdraft.comparing.page.elements import element, escaped, together
from cwgdraft.comparing.page.stories import story_title
from cwgdraft.comparing.page.words import shown_words
from cwgdraft.comparing.phrases import sign_of

MOST = 200
"""How many changes a list shows; of those beyond it only the number is said."""
_MARK = re.compile(r"\{#.*?#\}\s*")
"""What a template writes before the words of a sample."""
_LABELS = 12
_LONG = 300


def listed_changes(comparison: Comparison) -> Markup:
    """Return the changes that count as lists under their places; paragraphs that only look otherwise alike are one."""
    found: list[Markup] = []
    shown = 0
    for title, pairs in groupby(comparison.shown(), key=_title):
        items: list[Markup] = []
        for group in _alike([change for _, change in pairs]):
            if shown < MOST:
                items.append(_item(group))
            shown += 1
        if items:
            found += [element("h4", title, dir="auto"), element("ol", *items, class_="changes")]
    if shown > MOST:
        found.append(element("p", f"and {shown - MOST:,} more", class_="more"))
    return together(*found)


def _title(pair: tuple[StoryChanges, Change]) -> str:
    story, change = pair
    return _MARK.sub("", change.section) if story.kind is None and change.section else story_title(story)


def _alike(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield the changes, those together of which nothing but the look differs, and in the same way."""

    def key(change: Change) -> object:
        only_look = change.what is What.FORMATTED and change.formats and not change.rows
        return change.formats if only_look else id(change)

    for _, group in groupby(changes, key=key):
        yield list(group)


def _item(group: list[Change]) -> Markup:
    change = group[0]
    head = [
        element("span", sign_of(change), class_="sign", aria_hidden="true"),
        element("b", kind_of(change)),
        element("span", "; ".join(change.formats), class_="formats") if change.formats else "",
    ]
    if len(group) > 1:
        labels = [(one.new or one.old)[0].label for one in group]
        named = ", ".join(label for label in labels[:_LABELS] if label)
        more = " …" if len(labels) > _LABELS else ""
        words: Markup = escaped(f"{len(group)} paragraphs{f': {named}{more}' if named else ''}")
    else:
        words = _words(change)
    label = (change.new or change.old)[0].label
    number = element("span", label, class_="label") if label and len(group) == 1 else ""
    line = element("span", Markup(" ").join(one for one in head if one), class_="head")
    return element(
        "li", line, " ", number, " ", element("span", words, class_="words", dir="auto"), class_=change.what.value
    )


def _row(row: RowChange) -> Markup:
    """Return a row: the words of its cells that changed, or the whole row where it came or went."""
    changed = [one for cell in row.cells for one in cell.changes if one.what is not What.SAME]
    if changed:
        return Markup(" · ").join(_words(one) for one in changed)
    kept = row.new or row.old
    text = " · ".join(cell.text for cell in kept.cells) if kept else ""
    return element("del" if row.what is What.DELETED else "ins", excerpt(text, _LONG))


def _words(change: Change) -> Markup:
    """Return the words of a change; of a table, its rows that changed."""
    if change.rows and change.what is What.CHANGED:
        return Markup("; ").join(_row(row) for row in change.rows if row.what is not What.SAME)
    if change.what is What.FORMATTED and not change.pieces:
        return escaped(excerpt((change.new or change.old)[0].text, 90))
    return shown_words(change)
