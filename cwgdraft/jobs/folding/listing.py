"""Decisions as lines for a terminal: the name, where the edit lands, the words that went and came, what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cwgdraft.comparing.changes import What as Fate
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.terminal import Options, change_lines
from cwgdraft.draft import Block
from cwgdraft.folding.decisions import Decision, Lands, Standing
from cwgdraft.folding.differences import What
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.places import FIRST, Places, at_place
from cwgdraft.jobs.folding.words import change_between, look_in_words

_INDENT = "    "
_SHOWN = 60


def decision_lines(found: Folding, one: Decision, options: Options) -> Iterator[str]:
    """Yield what is told of a decision; `options` say how words are marked, and whether paragraphs are cut."""
    edit = one.difference
    places = next((Places(copy) for copy in found.copies if copy.name == one.copy), None)
    place = at_place(places.of_edit(edit) if places else edit.section, edit)
    state = "safe" if one.is_safe else f"look: {one.review}" if one.review else "by hand"
    by = f" by {', '.join(one.by)}" if one.by else ""
    copy = f" in {one.copy}" if len(found.copies) > 1 else ""
    yield f"{one.name} {one.lands.value}: {edit.what.value} {place}{by}{copy} ({state})"
    if one.file:
        yield f"{_INDENT}{one.file}{f':{one.line}' if one.line else ''}"
    inner = replace(options, width=max(options.width - 13, 40) if options.width else 0)
    for name, old, new in _sides(one):
        for n, line in enumerate(_words(old, new, inner)):
            yield f"{_INDENT}{(name if not n else '').ljust(9 if edit.conflict else 0)}{line}"
    if edit.what is What.MOVED:
        to = places.behind(edit) if places else ""
        above = edit.before[0].text if edit.before else ""
        where = "to the beginning" if to in ("", FIRST) and not above else to or "behind"
        yield f"{_INDENT}{where}{f' “{excerpt(above, _SHOWN)}”' if above else ''}"
    yield from _along(one, inner)
    if one.lands is not Lands.RECORD:
        yield f"{_INDENT}{one.says}"


def _along(one: Decision, options: Options) -> Iterator[str]:
    """Yield what is decided along with an edit: the words of all with `full`, else of the first."""
    if not one.covers:
        return
    shown = one.covers if options.full else one.covers[:1]
    more = len(one.covers) - len(shown)
    yield f"{_INDENT}with it {len(one.covers)} more{', the first:' if more else ':'}"
    for other in shown:
        both = other.what in (What.CHANGED, What.INSERTED, What.DELETED)
        old, new = (other.base, other.new) if both else (None, None)
        block = other.new or other.old or other.base
        lines = _words(old, new, options) if both else iter([excerpt(block.text, _SHOWN)] if block else ())
        for line in lines:
            yield f"{_INDENT}{_INDENT}{line if options.full else excerpt(line, _SHOWN + 2)}"


def tally(decisions: Iterable[Decision]) -> str:
    """Return how many decisions there are of each state: `13 safe, 7 to look at, 3 by hand`."""
    counts = Counter(one.standing for one in decisions)
    return ", ".join(f"{counts[state]} {state}" for state in Standing if counts[state])


def _sides(one: Decision) -> Iterator[tuple[str, Block | None, Block | None]]:
    """Yield what is shown side by side: in a conflict what the records made of the words, then what the copy did."""
    edit = one.difference
    if edit.what in (What.MOVED, What.FORMATTED):
        return
    if edit.conflict and edit.base is not None:
        yield "records:", edit.base, edit.old
    yield "copy:" if edit.conflict else "", edit.base, edit.new


def _words(old: Block | None, new: Block | None, options: Options) -> Iterator[str]:
    """Yield the words of a paragraph with what went and came marked, without numbers."""
    shown = new or old
    if shown is None:
        return
    change = change_between(old, new)
    whole = old is None or new is None
    if change is None or change.what is Fate.SAME or (shown.rows and whole and not options.full):
        yield excerpt(shown.text, _SHOWN)
    elif not whole and change.what is Fate.FORMATTED:
        looks = look_in_words(old, new)
        yield f"{excerpt(shown.text, _SHOWN)}{f' ({looks})' if looks else ''}"
    else:
        yield from change_lines(change, options)
