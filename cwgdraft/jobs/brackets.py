"""Brackets: words that are still under discussion, alternatives, and positions that somebody reserved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cwgdraft.draft import Block, flat
from cwgdraft.finding import Place, WordPlace
from cwgdraft.jobs.reading import read_document
from cwgdraft.jobs.targets import targets_in
from cwgdraft.language.sentences import sentences_in
from cwgdraft.records.links import is_safe_link
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Item, Records, Words, place_at
from cwgdraft.workspace import Workspace

BRACKET, ALTERNATIVES, RESERVATION, UNPAIRED = "bracket", "alternatives", "reservation", "unpaired"
_ATOM = re.compile(
    r"\[\[(?=\s*[^\s\[\]|])[^\[\]|\n]+(?:\|[^\[\]\n]*)?\]\]"
    r"|\[(?:[^\[\]\n]|\[[^\[\]\n]*\])+\]\((?P<link>(?:[^()\s]|\([^()\s]*\))+)\)"
)
"""References and links, as `cwgdraft.records.inline` reads them."""
_SLASH = re.compile(r"\s/\s")
_WORDS = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)+")
_RESERVED = re.compile(
    r"\breserv(?:e|es|ed|ing)\s+(?:its|their|his|her|the)\s+(?:\w+\s+)?(?:positions?|rights?)\b"
    r"|\b(?:enter|enters|entered|entering|made|makes|lodged|lodges)\s+(?:(?:a|its|their|the)\s+)?(?:\w+\s+)?"
    r"reservations?\b"
    r"|\breservations?\s+(?:was|were|is|are|has\s+been|have\s+been)\s+(?:entered|made|lodged)\b",
    re.I,
)
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "h.e", "no", "nos", "para", "rev", "add", "corr", "cf", "e.g"}
)
_OF_THE_TEXT = re.compile(r"\[\s*(?:sic|…|\.\.\.|\d{1,3})\s*\]", re.I)
_EXCERPT = 60
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text: from where to where, what kind, and how many brackets stand around it."""

    start: int
    end: int
    kind: str
    depth: int = 0
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in brackets, or a reservation: where they stand, what they are and what they say.

    `kind` is `bracket`, `alternatives`, `reservation`, or `unpaired` for a bracket without its other half, of which the
    rest of the paragraph is shown. `depth` counts the brackets around it.
    """

    place: Place | WordPlace
    kind: str
    words: str
    depth: int = 0
    alternatives: tuple[str, ...] = ()


def brackets_in(text: str, *, references: bool) -> list[Stretch]:
    """Return the brackets and reservations of a paragraph in order, those inside others too.

    With `references` what is written `[[…]]` or `[words](address)` is none, as in records.
    """
    masked = _ATOM.sub(_masked, text) if references else text
    found: list[Stretch] = []
    opened: list[int] = []
    for at, sign in enumerate(masked):
        if sign == "[":
            opened.append(at)
        elif sign == "]" and opened:
            start = opened.pop()
            found.append(_bracket(text, masked, start, at + 1, len(opened)))
        elif sign == "]":
            found.append(Stretch(at, at + 1, UNPAIRED))
    found += [Stretch(start, len(text), UNPAIRED, depth) for depth, start in enumerate(opened)]
    found += _reservations(text, found)
    return sorted(found, key=lambda one: (one.start, -one.end))


def brackets_left(text: str) -> Iterator[tuple[int, str]]:
    """Yield where in recorded words a bracket begins that is still to be decided, and what stands in it.

    Brackets inside others, reservations, `[sic]`, `[…]` and numbers of notes are none.
    """
    for one in brackets_in(text, references=True):
        words = " ".join(text[one.start : one.end].split())
        if one.depth == 0 and one.kind != RESERVATION and not _OF_THE_TEXT.fullmatch(words):
            yield one.start, words


def _masked(found: re.Match[str]) -> str:
    """Return signs that stand for a reference or link; what is no address that a document may carry is text."""
    link = found["link"]
    return found[0] if link is not None and not is_safe_link(link) else "x" * len(found[0])


def _bracket(text: str, masked: str, start: int, end: int, depth: int) -> Stretch:
    inside = masked[start + 1 : end - 1]
    own = _without_inner(inside)
    if _RESERVED.search(own):
        return Stretch(start, end, RESERVATION, depth)
    cuts = [one.span() for one in _SLASH.finditer(own)]
    if not cuts and _WORDS.fullmatch(own.strip()):
        cuts = [(at, at + 1) for at, sign in enumerate(own) if sign == "/"]
    if not cuts:
        return Stretch(start, end, BRACKET, depth)
    ends = [0, *(place for cut in cuts for place in cut), len(inside)]
    pieces = zip(ends[::2], ends[1::2], strict=True)
    texts = tuple(" ".join(text[start + 1 + first : start + 1 + last].split()) for first, last in pieces)
    return Stretch(start, end, ALTERNATIVES, depth, texts)


def _without_inner(text: str) -> str:
    """Return a text in which brackets and what they hold are signs without meaning, its length as before."""
    depth = 0
    signs = []
    for sign in text:
        depth += sign == "["
        signs.append("_" if depth else sign)
        depth -= sign == "]"
    return "".join(signs)


def _reservations(text: str, brackets: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the sentences that say outside of such a bracket that somebody reserved a position."""
    taken = [(one.start, one.end) for one in brackets if one.kind == RESERVATION]
    for first, last in sentences_in(text, _ABBREVIATIONS):
        reserved = _RESERVED.finditer(text, first, last)
        if any(not any(start <= one.start() < end for start, end in taken) for one in reserved):
            yield Stretch(first, last, RESERVATION)


# --- records ----------------------------------------------------------------------------------------


def recorded_brackets(workspace: Workspace, words: Sequence[str]) -> list[Bracket]:
    """Return what stands in brackets in the meetings and reports that a command line names, or in all.

    Of a meeting the minutes are read, of a report its own words and the minutes of its meetings. Raises `RecordsError`
    when the records can't be loaded, `CwgdraftError` for a name that nothing has.
    """
    records = load_records(workspace)
    texts = [one for words_ in _chosen(records, words) for one in words_.items]
    found = [one for item in texts for one in _of_item(item)]
    by_place = {(one.place, one.kind, one.words): one for one in found}
    return sorted(by_place.values(), key=_place)


def _place(one: Bracket) -> tuple[str, int, int, int]:
    place = one.place
    return str(place.path), place.line, place.column, one.depth


def _chosen(records: Records, words: Sequence[str]) -> Iterator[Words]:
    if not words:
        for meeting in records.meetings.values():
            yield from meeting.minutes.values()
        for plan in records.plans.values():
            yield from plan.words.values()
    for word in words:
        for target in targets_in(records, [word]):
            for number in target.meetings:
                if number in records.meetings:
                    yield from records.meetings[number].minutes.values()
            if not word.isdecimal():
                yield from target.plan.words.values()


def _of_item(item: Item) -> Iterator[Bracket]:
    column = item.breaks[0][2] if item.breaks else 0

    def in_title(offset: int) -> Place:
        return Place(item.place.path, item.place.line, column + offset if column else 0)

    yield from _of_text(item.words, in_title, references=True)
    for child in item.children:
        if isinstance(child, Item):
            yield from _of_item(child)
            continue
        for part in child.parts:
            yield from _of_text(part.source, partial(place_at, part.place, part.breaks), references=True)


def _of_text(text: str, locate: Callable[[int], Place | WordPlace], *, references: bool) -> Iterator[Bracket]:
    for one in brackets_in(text, references=references):
        words = " ".join(text[one.start : one.end].split())
        yield Bracket(locate(one.start), one.kind, words, one.depth, one.alternatives)


# --- documents --------------------------------------------------------------------------------------


def document_brackets(path: Path) -> list[Bracket]:
    """Return what stands in brackets in a Word file or text; raises `WordFileError` when it can't be read."""
    draft = read_document(path)
    references = path.suffix.lower() in _MARKDOWN
    found = list(_of_blocks(path, draft.blocks, "", references=references))
    for story in draft.stories:
        found += _of_blocks(path, story.blocks, story.name, references=references)
    return found


def _of_blocks(path: Path, blocks: Iterable[Block], where: str, *, references: bool) -> Iterator[Bracket]:
    for number, block in enumerate(flat(blocks), 1):
        shown = where or block.label or f"paragraph {number}"
        excerpt = " ".join(block.text.split())
        excerpt = excerpt if len(excerpt) <= _EXCERPT else f"{excerpt[:_EXCERPT].rstrip()}…"

        def locate(at: int, block: Block = block, shown: str = shown, excerpt: str = excerpt) -> WordPlace:
            return WordPlace(path, shown, excerpt, column=at + 1, label=block.label)

        yield from _of_text(block.text, locate, references=references)
