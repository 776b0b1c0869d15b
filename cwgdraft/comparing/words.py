"""Comparing the words of two blocks: what stayed, came and went, and what only follows from another change."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from cwgdraft.comparing.changes import Piece, Tag
from cwgdraft.draft import Block, Run, Runs
from cwgdraft.matching.words import compare_tokens, split_words

RENUMBERING = "renumbering"
PAGE_FIELD = "page field"
GENERATION = "date of generation"
CROSS_REFERENCE = "cross-reference"

_FIELDS = {
    **dict.fromkeys(("PAGE", "NUMPAGES", "PAGEREF", "SECTION", "SECTIONPAGES", "NUMWORDS", "NUMCHARS"), PAGE_FIELD),
    **dict.fromkeys(("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "REVNUM"), GENERATION),
    **dict.fromkeys(("REF", "NOTEREF", "STYLEREF"), CROSS_REFERENCE),
    **dict.fromkeys(("SEQ", "LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"), RENUMBERING),
}
"""What Word computes, and why its result can differ without anybody having changed it."""
_REGENERATED = re.compile(r"#?_Toc\d+")
"""Names that Word makes anew whenever it brings a table of contents up to date."""
_CONTENTS = re.compile(r"(?:toc|contents?) ?\d+", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.]+|[ivxlcdm]+", re.IGNORECASE)
_PLACE = "\ufffc"
_MARK = Run("\n")


@dataclass(frozen=True, slots=True)
class Ties:
    """What belongs together in two drafts: old names of notes and old origins, and what they are in the new one.

    `formats` says whether looks and links can be compared: plain text has none. `kinds` says whether kinds of blocks
    can: a document without identity has guessed ones.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)
    formats: bool = True
    kinds: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    """The least that is compared: a word, a sign, white space; or a whole reference, object or computed number."""

    key: Hashable
    runs: Runs
    derived: str = ""
    mark: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def said(block: Block) -> str:
    """Return what a block says, computed numbers left out: blocks that say the same are taken for one another."""
    if not any(run.field or run.note or run.object or run.target for run in block.runs):
        text = block.text
    else:
        text = "".join(
            _PLACE if run.target or run.note or _derived(run) else f"{_PLACE}{run.object}" if run.object else run.text
            for run in block.runs
        )
    return text.rpartition("\t")[0] if is_contents(block) and "\t" in text else text


def is_contents(block: Block) -> bool:
    """Return whether a block is a line of a table of contents."""
    if _CONTENTS.fullmatch(block.style):
        return True
    return any((run.field or "").lstrip()[:4].upper().rstrip() == "TOC" for run in block.runs)


def compare_words(old: Sequence[Block], new: Sequence[Block], ties: Ties) -> tuple[Piece, ...]:
    """Return the words of some paragraphs in one order; between several stand their paragraph marks."""
    first = _tokens(old, ties, is_old=True)
    second = _tokens(new, ties, is_old=False)
    weights = ([len(token.text) or 1 for token in first], [len(token.text) or 1 for token in second])
    stretches = compare_tokens([token.key for token in first], [token.key for token in second], weights)
    pieces: list[Piece] = []
    for one in stretches:
        if one.tag == "equal":
            pairs = zip(first[one.old_start : one.old_end], second[one.new_start : one.new_end], strict=True)
            pieces.extend(piece for before, after in pairs for piece in _same(before, after, ties))
        elif one.tag == "delete":
            pieces.extend(_whole(first[one.old_start : one.old_end], Tag.DELETED))
        else:
            pieces.extend(_whole(second[one.new_start : one.new_end], Tag.INSERTED))
    return _merged(pieces)


def whole(blocks: Sequence[Block], tag: Tag) -> tuple[Piece, ...]:
    """Return all words of a paragraph under one tag."""
    return tuple(Piece(tag, run) for block in blocks for run in block.runs)


# --- tokens -----------------------------------------------------------------------------------------


def _tokens(blocks: Sequence[Block], ties: Ties, *, is_old: bool) -> list[_Token]:
    found: list[_Token] = []
    for n, block in enumerate(blocks):
        if n:
            found.append(_Token((_PLACE, "mark"), (_MARK,), mark=True))
        tokens: list[_Token] = []
        for tie, runs in groupby(block.runs, key=lambda run: _tie(run, ties, is_old)):
            if isinstance(tie, tuple) and tie[1] in ("note", "object"):
                tokens.extend(_Token(tie, (run,), RENUMBERING if run.note else "") for run in runs)
            elif isinstance(tie, tuple):
                parts = tuple(runs)
                tokens.append(_Token(tie, parts, _derived(parts[0])))
            else:
                tokens.extend(_split(tuple(runs), tie))
        found.extend(_without_page(tokens) if is_contents(block) else tokens)
    return found


def _tie(run: Run, ties: Ties, is_old: bool) -> Hashable:
    """Return what the words of a run are tied to: an address, empty for none; a tuple for what can't be divided."""
    if run.target:
        return (_PLACE, "target", ties.origins.get(run.target, run.target) if is_old else run.target)
    if run.note:
        name = ties.notes.get(run.note, run.note) if is_old else run.note
        return (_PLACE, "note", name)
    if run.object:
        return (_PLACE, "object", run.object, run.text)
    if _derived(run):
        words = (run.field or "").split()
        name = words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
        return (_PLACE, "field", words[0].upper(), _REGENERATED.sub("_Toc", name))
    return _REGENERATED.sub("#_Toc", run.link or "") if ties.formats else ""


def _derived(run: Run) -> str:
    """Return which noise a run's text can be, because Word computes it, or an empty text."""
    if run.target:
        return CROSS_REFERENCE
    words = (run.field or "").split(maxsplit=1)
    return _FIELDS.get(words[0].upper(), "") if words else ""


def _split(runs: Runs, link: Hashable) -> Iterator[_Token]:
    """Yield the words of runs that share an address, also those that go over from one run to the next."""
    text = "".join(run.text for run in runs)
    n = start = 0
    for word in split_words(text):
        end = len(word)
        parts: list[Run] = []
        while end:
            here = runs[n]
            part = here.text[start : start + end]
            if part:
                parts.append(here if len(part) == len(here.text) else _cut(here, part))
            end -= len(part)
            start += len(part)
            if start == len(here.text):
                n, start = n + 1, 0
        yield _Token((word, link) if link else word, tuple(parts))


def _cut(run: Run, text: str) -> Run:
    return Run(
        text, run.strong, run.emphasis, run.link, run.target, run.open,
        run.look, run.note, run.field, run.object, run.tracked,
    )  # fmt: skip


def _without_page(tokens: list[_Token]) -> list[_Token]:
    """Return the tokens of a line of contents, its section number and its page number made computed ones."""
    tabs = [n for n, token in enumerate(tokens) if "\t" in token.text]
    if not tabs:
        return tokens
    found = list(tokens)
    last = found[tabs[-1] + 1 :]
    if last and not any(token.derived for token in last) and _is_number(last):
        found[tabs[-1] + 1 :] = [_Token((_PLACE, "page"), _runs_of(last), PAGE_FIELD)]
    if len(tabs) > 1 and tabs[0] and _is_number(found[: tabs[0]]):
        found[: tabs[0]] = [_Token((_PLACE, "number"), _runs_of(found[: tabs[0]]), RENUMBERING)]
    return found


def _is_number(tokens: Iterable[_Token]) -> bool:
    return _NUMBER.fullmatch("".join(token.text for token in tokens)) is not None


def _runs_of(tokens: Iterable[_Token]) -> Runs:
    return tuple(run for token in tokens for run in token.runs)


# --- pieces -----------------------------------------------------------------------------------------


def _whole(tokens: Iterable[_Token], tag: Tag) -> Iterator[Piece]:
    for token in tokens:
        yield from (Piece(tag, run, mark=token.mark) for run in token.runs)


def _same(old: _Token, new: _Token, ties: Ties) -> Iterator[Piece]:
    """Yield the pieces of words that are in both drafts, divided where either look changes."""
    if new.derived and old.text != new.text:
        before, after = old.runs[0], new.runs[0]
        if len(old.runs) > 1:
            before = _cut(before, old.text)
        if len(new.runs) > 1:
            after = _cut(after, new.text)
        yield Piece(Tag.SAME, after, before, derived=new.derived)
        return
    if old.mark or len(old.runs) == len(new.runs) == 1:
        yield _same_run(old.runs[0], new.runs[0], ties, new.mark)
        return
    was, now = list(old.runs), list(new.runs)
    while was and now:
        length = min(len(was[0].text), len(now[0].text))
        before, after = _cut(was[0], was[0].text[:length]), _cut(now[0], now[0].text[:length])
        yield _same_run(before, after, ties, False)
        for side in (was, now):
            rest = side[0].text[length:]
            side[:1] = [_cut(side[0], rest)] if rest else []


def _same_run(old: Run, new: Run, ties: Ties, mark: bool) -> Piece:
    if not ties.formats or _look(old) == _look(new):
        return Piece(Tag.SAME, new, mark=mark)
    return Piece(Tag.FORMATTED, new, old, mark)


def _look(run: Run) -> tuple[bool, bool, bool, str]:
    return run.strong, run.emphasis, run.open, run.look


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return the pieces with neighbours of one fate and one look made one."""
    found: list[Piece] = []
    for piece in pieces:
        if found and _goes_on(found[-1], piece):
            last = found[-1]
            was = _cut(last.was, last.was.text + (piece.was.text if piece.was else "")) if last.was else None
            found[-1] = replace(last, run=_cut(last.run, last.run.text + piece.run.text), was=was)
        else:
            found.append(piece)
    return tuple(found)


def _goes_on(one: Piece, other: Piece) -> bool:
    if one.tag is not other.tag or one.mark or other.mark or one.derived or other.derived:
        return False
    if any(run.note or run.object or run.target for run in (one.run, other.run)):
        return False
    same_was = one.was is None or (other.was is not None and _rest(one.was) == _rest(other.was))
    return same_was and _rest(one.run) == _rest(other.run)


def _rest(run: Run) -> tuple[object, ...]:
    return (*_look(run), run.link, run.field, run.tracked)
