"""The body of a comparison and the stories beside it: what changed in its place, what didn't folded to a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from cwgdraft.comparing.changes import Change, Comparison, StoryChanges, What
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.page.blocks import Scope, shown_change
from cwgdraft.comparing.page.elements import element, together
from cwgdraft.comparing.phrases import folded
from cwgdraft.draft import Kind

_ABOUT = 60
_SHORT = 600
"""A single paragraph of up to so many signs between two changes isn't folded."""


def story_title(story: StoryChanges) -> str:
    """Return the heading of a story: `Body`, `Footnote 2`."""
    return story.name[:1].upper() + story.name[1:]


def shown_stories(comparison: Comparison, scope: Scope) -> Markup:
    """Return all stories in their order; those in which nothing changed in one fold at the end."""
    found: list[Markup] = []
    quiet: list[StoryChanges] = []
    for number, story in enumerate(comparison.stories):
        if story.what is What.SAME and not any(change.is_shown for change in story.changes):
            quiet.append(story)
        else:
            found.append(_story(number, story, scope))
    if quiet:
        found.append(_quiet(quiet, scope, alone=not found))
    return together(*found)


def _story(number: int, story: StoryChanges, scope: Scope) -> Markup:
    fate = "" if story.what in (What.SAME, What.CHANGED) else element("span", story.what.value, class_="fate")
    about = f" on “{excerpt(story.about, _ABOUT, 'both')}”" if story.about else ""
    place = about + (f", in {story.section}" if story.section else "")
    where = element("span", place, class_="fate", dir="auto") if place else ""
    head = element("h2", story_title(story), " " if fate else "", fate, where, id=f"s{number}")
    kind = story.kind.value.replace(" ", "-") if story.kind else "whole"
    return element(
        "section", head, *_stretches(story.changes, scope), class_=f"story {kind}", aria_labelledby=f"s{number}"
    )


def _stretches(changes: Sequence[Change], scope: Scope) -> Iterator[Markup]:
    """Yield the changes and the headings above them; between them folds of what stayed the same."""
    headings = _headings_above(changes)
    hidden: list[Change] = []
    for place, change in enumerate(changes):
        if change.is_shown or place in headings:
            yield from _folded(hidden, scope)
            hidden = []
            yield shown_change(change, scope)
        else:
            hidden.append(change)
    yield from _folded(hidden, scope)


def _headings_above(changes: Sequence[Change]) -> set[int]:
    """Return the places of the headings under which something changed."""
    found: set[int] = set()
    path: list[tuple[int, int]] = []
    for place, change in enumerate(changes):
        block = (change.new or change.old)[0]
        if block.kind is Kind.HEADING:
            path = [(level, where) for level, where in path if level < block.level]
            path.append((block.level, place))
        if change.is_shown:
            found.update(where for _, where in path)
    return found


def _folded(changes: Sequence[Change], scope: Scope) -> Iterator[Markup]:
    """Yield the blocks as one fold; a short paragraph by itself stays open."""
    if not changes:
        return
    if len(changes) == 1 and len((changes[0].new or changes[0].old)[0].text) <= _SHORT:
        yield shown_change(changes[0], scope)
        return
    shown = (shown_change(change, scope) for change in changes)
    noise = _noise(changes)
    summary = element("summary", f"… {_counted(len(changes), 'paragraph')} unchanged", _span(changes), noise)
    yield element("details", summary, *shown, class_="fold", data_noise=bool(noise))


def _noise(changes: Sequence[Change]) -> Markup:
    counts = Counter(change.derived for change in changes if change.derived and change.what is not What.SAME)
    if not counts:
        return Markup("")
    return element("span", f" ({folded(counts)})", class_="noted")


def _span(changes: Sequence[Change]) -> str:
    """Return from which number to which a stretch goes, empty where it has fewer than two."""
    counted = (Kind.HEADING, Kind.NUMBERED)
    blocks = [(change.new or change.old)[0] for change in changes]
    labels = [block.label for block in blocks if block.label and block.kind in counted]
    return f", {labels[0]} to {labels[-1]}" if len(labels) > 1 else ""


def _quiet(stories: Sequence[StoryChanges], scope: Scope, *, alone: bool) -> Markup:
    """Return the stories in which nothing changed."""
    if alone and len(stories) == 1:
        return _story(0, stories[0], scope)
    names = [story_title(story) for story in stories]
    said = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
    noise = _noise([change for story in stories for change in story.changes])
    inner: list[Markup] = []
    for story in stories:
        inner.append(element("h3", story_title(story), class_="quiet"))
        inner.extend(shown_change(change, scope) for change in story.changes)
    summary = element("summary", "… unchanged: ", said, noise)
    fold = element("details", summary, *inner, class_="fold", data_noise=bool(noise))
    return element("section", element("h2", "Unchanged parts", class_="v"), fold, class_="story")


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
