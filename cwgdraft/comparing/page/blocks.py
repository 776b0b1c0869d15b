"""One change, or one block that stayed the same, as a block of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from cwgdraft.comparing.changes import Cause, Change, Comparison, What
from cwgdraft.comparing.page.elements import element, together
from cwgdraft.comparing.page.tables import shown_table
from cwgdraft.comparing.page.words import shown_words
from cwgdraft.comparing.phrases import moved_together, sign_of
from cwgdraft.draft import Block, Kind

_HUES = 6


@dataclass(frozen=True, slots=True)
class Scope:
    """What all blocks of a page need to know: whether it is for the outside, and the two ends of each move.

    `runs` has the first move of those that left and came together, by each of them.
    """

    public: bool
    away: Mapping[int, Change]
    here: Mapping[int, Change]
    runs: Mapping[int, int]

    def goes_on(self, change: Change) -> bool:
        """Return whether a block moved with the one before it: the two are one change on the page."""
        return bool(change.move) and self.runs.get(change.move, change.move) != change.move

    def company(self, change: Change) -> int:
        """Return how many blocks moved along after one."""
        return 0 if not change.move else sum(1 for first in self.runs.values() if first == change.move) - 1

    def other_end(self, change: Change) -> Change | None:
        """Return the other end of a move, None where it isn't on the page."""
        return (self.here if change.away else self.away).get(change.move)


def scope_of(comparison: Comparison, *, public: bool) -> Scope:
    """Return what the blocks of a comparison's page need to know."""
    moves = [change for _, change in comparison.shown() if change.move]
    runs = {move: first for story in comparison.stories for move, first in moved_together(story.changes).items()}
    away, here = ({one.move: one for one in moves if one.away is end} for end in (True, False))
    return Scope(public, away, here, runs)


def anchor(change: Change) -> str:
    """Return the name of a change's place on the page."""
    return f"m{change.move}{'a' if change.away else 'b'}" if change.move else f"c{change.number}"


def hue(change: Change, scope: Scope) -> str:
    """Return the colour of a move, which both of its ends have, and what moved along."""
    return f"h{scope.runs.get(change.move, change.move) % _HUES}"


def shown_change(change: Change, scope: Scope) -> Markup:
    """Return a change as a block: what happened to it, its number, its words."""
    block = (change.new or change.old)[0]
    classes = f"b {block.kind.value.replace(' ', '-')}" + (f" l{min(block.level, 6)}" if block.level else "")
    line = element("div", _label(change), _content(change, block), class_="w")
    origin = None if scope.public else (block.origin or None)
    if change.what is What.SAME:
        return element("div", line, class_=f"{classes} same", title=origin)
    if change.derived:
        return element("div", line, class_=f"{classes} derived", title=origin)
    end = f" {hue(change, scope)} {'away' if change.away else 'here'}" if change.move else ""
    end += " goes-on" if scope.goes_on(change) else ""
    return element(
        "article",
        _meta(change, scope),
        line,
        class_=f"{classes} c {change.what.value}{end}{' edited' if change.edited else ''}",
        id=anchor(change),
        tabindex="-1",
        data_n=change.number,
        data_m=change.move or None,
    )


def kind_of(change: Change) -> str:
    """Return what became of a block, for people: the ends of a move are told apart."""
    if change.what is not What.MOVED:
        return change.what.value + (" and edited" if change.edited else "")
    return "moved away" if change.away else "moved and edited" if change.edited else "moved here"


def move_label(change: Change, scope: Scope) -> str:
    """Return where a moved block went to or came from: `moved to 4.2 ↓`."""
    there = change.new if change.away else change.old
    label = there[0].label if there and there[0].kind is not Kind.LIST_ITEM else ""
    other = scope.other_end(change)
    place = label or (f"“{other.section}”" if other and other.section else "another place")
    down = other is None or (other.number or 0) > (change.number or 0)
    count = scope.company(change)
    company = f", with {count} paragraph{'s' if count > 1 else ''} after it" if count > 0 else ""
    return f"moved {'to' if change.away else 'from'} {place}{company} {'↓' if down else '↑'}"


def shown_cause(cause: Cause) -> Markup:
    """Return why a change came about: kind, file and line, commit, and the sentence that says it."""
    place = f"{cause.file}:{cause.line}" if cause.file and cause.line else cause.file
    parts = [
        element("b", cause.kind.value),
        element("code", place) if place else "",
        element("code", cause.commit if " " in cause.commit else cause.commit[:10], class_="commit")
        if cause.commit
        else "",
        element("span", cause.detail, dir="auto") if cause.detail else "",
    ]
    return element("span", Markup(" ").join(part for part in parts if part), class_="why")


def _meta(change: Change, scope: Scope) -> Markup:
    name = anchor(change)
    parts: list[str] = [
        element("a", str(change.number or "•"), class_="n", href=f"#{name}", aria_label=f"Change {change.number}"),
        element("span", sign_of(change), class_="sign", aria_hidden="true"),
        element("span", kind_of(change), class_="kind"),
    ]
    if change.move:
        other = scope.other_end(change)
        label = move_label(change, scope)
        parts.append(element("a", label, class_="jump", href=f"#{anchor(other)}") if other else label)
    if change.section:
        parts.append(element("span", change.section, class_="sec", dir="auto"))
    if change.formats:
        parts.append(element("span", "; ".join(change.formats), class_="formats"))
    if not scope.public:
        if change.cause:
            parts.append(shown_cause(change.cause))
        parts.append(_origin(change))
    return element("div", Markup(" ").join(part for part in parts if part), class_="meta")


def _origin(change: Change) -> Markup:
    found = list(dict.fromkeys(block.origin for block in (*change.new, *change.old) if block.origin))
    if not found:
        return Markup("")
    return element("details", element("summary", "origin"), element("code", ", ".join(found)), class_="origin")


def _label(change: Change) -> Markup:
    """Return the number or mark of a block; where it differs, the old and the new one."""
    old, new = _first_label(change.old), _first_label(change.new)
    if change.what is What.MOVED and not change.edited:
        old = new = old if change.away else new
    if not change.new or (change.away and change.what is What.MOVED):
        new = old
    if not change.old:
        old = new
    if old == new:
        return element("span", new, class_="lab")
    noise = " noise" if change.derived else ""
    return element("span", element("del", old) if old else "", element("ins", new) if new else "", class_=f"lab{noise}")


def _first_label(blocks: Iterable[Block]) -> str:
    block = next(iter(blocks), None)
    if block is None:
        return ""
    return block.label.replace("_", " ") if block.kind is Kind.FRONT_TEXT else block.label


def _content(change: Change, block: Block) -> Markup:
    if change.rows or block.kind is Kind.TABLE:
        return element("div", shown_table(change, _cell_block), class_="t")
    name = f"h{min(6, max(block.level, 1) + 2)}" if block.kind is Kind.HEADING else "p"
    return element(name, shown_words(change), class_="t", dir="auto")


def _cell_block(change: Change) -> Markup:
    """Return a block of a table's cell, without a line of its own on what happened."""
    block = (change.new or change.old)[0]
    kind = change.what.value if change.is_shown else ""
    if change.rows or block.kind is Kind.TABLE:
        return shown_table(change, _cell_block)
    words = shown_words(change)
    shown = together(_label(change), " ", words) if change.label or block.label else words
    return element("p", shown, dir="auto", class_=kind or None)
