"""New words for a paragraph of Markdown: references and links that weren't touched stay, all else is as typed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.draft import Run, Runs
from cwgdraft.finding import Place
from cwgdraft.matching.words import compare_tokens, split_words
from cwgdraft.records.inline import read_inline
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Breaks, Statement, place_at
from cwgdraft.records.relisting import renumbered
from cwgdraft.records.source import Source

_REFERENCE = re.compile(r"\[\[(?=\s*[^\s\[\]|])[^\[\]|\n]+(?:\|[^\[\]\n]*)?\]\]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A reference: how it is written, and where in the printed paragraph its words stand."""

    source: str
    start: int
    end: int


def rewritten(source: str, old: Runs, new: Runs) -> str | None:
    """Return a paragraph's Markdown after its printed runs `old` became `new`; None where its lead was touched.

    The lead is what a report prints before the paragraph's own words: an opening, a heading that runs in. A number that
    a cross-reference prints belongs to its reference.
    """
    before, after = "".join(run.text for run in old), "".join(run.text for run in new)
    references, start = _located(source, before)
    lead = before[:start]
    if not after.startswith(lead):
        return None
    kept = {}
    spans = _equal(before, after)
    for one in references:
        for old_start, old_end, new_start in spans:
            there = one.start - old_start + new_start
            held = old_start <= one.start and one.end <= old_end
            if held and (one.start == one.end or _link(old, one.start) == _link(new, there)):
                kept[there] = one
    text = _markdown(new, kept, len(lead))
    return _with_capital(source, before, start, text)


def reads_back(written: str, text: str) -> bool:
    """Return whether a paragraph of Markdown is read as one paragraph that says just `text`.

    What somebody typed may look like a mark: `1. `, `# `, `*`, `[[5]]`.
    """
    words, findings = read_markdown(Source(Path("words"), f"## -\n\n{written}\n"))
    statements = [child for item in words.items for child in item.children]
    if findings or len(statements) != 1 or not isinstance(statements[0], Statement):
        return False
    parts = statements[0].parts
    spans = parts[0].spans
    plain = all(span.reference is None for span in spans)
    return len(parts) == 1 and parts[0].kind == "text" and plain and "".join(span.text for span in spans) == text


def lead_of(source: str, printed: str) -> str:
    """Return what a report prints before the own words of a paragraph: an opening, a heading that runs in."""
    return printed[: _located(source, printed)[1]]


def _link(runs: Runs, place: int) -> str | None:
    """Return the address that the sign at a place links to."""
    ends = itertools.accumulate(len(run.text) for run in runs)
    return next((run.link for run, end in zip(runs, ends, strict=True) if place < end), None)


def _with_capital(source: str, before: str, start: int, text: str) -> str:
    """Return words that a report prints with a small letter behind an opening with the capital that they had."""
    if start and text and source[:1].lower() == before[start : start + 1] == text[:1] != source[:1]:
        return source[:1] + text[1:]
    return text


def _located(source: str, printed: str) -> tuple[list[Printed], int]:
    """Return the references of a paragraph where their words are printed, and where its own words begin.

    A reference that prints nothing (`[[at this meeting]]` below the meeting's own opening) takes a space with it.
    """
    written = [found[0] for found in _REFERENCE.finditer(source)]
    pieces: list[tuple[str, str]] = []  # the words of a stretch, or a reference
    names = iter(written)
    for span in read_inline(source):
        if span.reference is None:
            pieces.append((span.text, ""))
        elif pieces and pieces[-1][1]:
            pieces[-1] = ("", pieces[-1][1] + next(names, ""))
        elif len(pieces) > 1 and pieces[-2][1] and not pieces[-1][0].strip(" "):
            between, _ = pieces.pop()
            pieces[-1] = ("", pieces[-1][1] + between + next(names, ""))
        else:
            pieces.append(("", next(names, "")))
    spans = _spans(pieces, printed) or _spans([(text.lower(), name) for text, name in pieces], printed.lower())
    if spans is None or len(printed.lower()) != len(printed):
        return [], 0
    places = [Printed(name, *span) for (_, name), span in zip(pieces, spans, strict=True) if name]
    start = spans[0][0] if spans else len(printed)
    return [replace(one, source=f"{one.source} ") if one.end == one.start else one for one in places], start


def _spans(pieces: Sequence[tuple[str, str]], printed: str) -> list[tuple[int, int]] | None:
    """Return where stretches of words and the references between them are printed, found from the end; None if not.

    A space beside a reference may be missing.
    """
    found: list[tuple[int, int]] = []
    end = len(printed)
    for n in range(len(pieces) - 1, -1, -1):
        text, name = pieces[n]
        if name:
            found.append((-1, end))  # where it begins is known with the words before it
            continue
        beside = (n > 0 and pieces[n - 1][1], n + 1 < len(pieces) and pieces[n + 1][1])
        inner = text.lstrip(" ") if beside[0] else text
        inner = inner.rstrip(" ") if beside[1] else inner
        start = end - len(inner) if n + 1 == len(pieces) else printed.rfind(inner, 0, end)
        if start < 0 or printed[start : start + len(inner)] != inner:
            return None
        before = start - (len(text) - len(text.lstrip(" ")) if beside[0] else 0)
        begins = before if before >= 0 and not printed[before:start].strip(" ") else start
        stop = start + len(inner)
        after = stop + (len(text) - len(text.rstrip(" ")) if beside[1] else 0)
        ends = after if after <= end and not printed[stop:after].strip(" ") else stop
        if found and found[-1][0] < 0:
            prints_nothing = ends >= found[-1][1] and text.endswith(" ") and printed[ends : ends + 1] == " "
            found[-1] = (ends + 1, ends + 1) if prints_nothing else (ends, max(found[-1][1], ends))
        found.append((begins, ends))
        end = begins
    if found and found[-1][0] < 0:
        found[-1] = (0, found[-1][1])
    return found[::-1]


def _equal(before: str, after: str) -> list[tuple[int, int, int]]:
    """Return the stretches that stay: where each begins and ends in the old text, where it begins in the new one."""
    old, new = split_words(before), split_words(after)
    old_at = [0, *itertools.accumulate(map(len, old))]
    new_at = [0, *itertools.accumulate(map(len, new))]
    return [
        (old_at[one.old_start], old_at[one.old_end], new_at[one.new_start])
        for one in compare_tokens(old, new)
        if one.tag == "equal"
    ]


def _markdown(runs: Runs, kept: dict[int, Printed], start: int) -> str:
    """Return runs as Markdown from a place on, with the references that begin at the places in `kept`."""
    pieces = list(_pieces(runs, kept, start))
    out: list[str] = []
    for (strong, emphasis), group in itertools.groupby(pieces, key=lambda one: one[:2]):
        text = "".join(one[2] for one in group)
        marks = "*" * (2 * strong + emphasis)
        inner = text.strip(" ")
        if not marks or not inner:
            out.append(text)
            continue
        lead = text[: len(text) - len(text.lstrip(" "))]
        out.append(f"{lead}{marks}{inner}{marks}{text[len(lead) + len(inner) :]}")
    return "".join(out)


def _pieces(runs: Runs, kept: dict[int, Printed], start: int) -> Iterator[tuple[bool, bool, str]]:
    """Yield stretches with bold, italics and their Markdown."""
    at, skip = 0, start
    left = dict(kept)
    for run in runs:
        begin, at = at, at + len(run.text)
        position = max(begin, skip)
        while position < at:
            one = left.pop(position, None)
            if one is not None:
                yield run.strong, run.emphasis, one.source
                position = skip = position + one.end - one.start
                continue
            end = min([at, *(place for place in left if position < place < at)])
            yield run.strong, run.emphasis, _linked(run, run.text[position - begin : end - begin])
            position = end


def _linked(run: Run, text: str) -> str:
    return f"[{text}]({run.link})" if run.link and text.strip() else text


@dataclass(frozen=True, slots=True)
class FileEdit:
    """Signs of a file to be replaced, by where they begin and end in its text.

    With `counts` lists there count anew; what is `last` stands behind all else that comes to its place.
    """

    start: int
    end: int
    new: str
    counts: bool = False
    last: bool = False


class Lines:
    """A file's text, and where its lines begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]
        self.ending = "\r\n" if "\r\n" in text else "\n"

    def at(self, place: Place) -> int:
        """Return where a place lies in the text."""
        return self.starts[place.line - 1] + place.column - 1

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end; empty beyond the last."""
        if not 0 < number <= len(self.starts):
            return ""
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        return self.text[self.starts[number - 1] : end].rstrip("\r\n")

    def begins(self, number: int) -> int:
        """Return where a line begins; the end of the text beyond the last."""
        return self.starts[number - 1] if number <= len(self.starts) else len(self.text)


def word_edits(lines: Lines, place: Place, breaks: Breaks, old: str, new: str) -> list[FileEdit]:
    """Return what to replace in a file so that a paragraph that reads `old` reads `new`: the words that differ."""
    before, after = split_words(old), split_words(new)
    at = [0, *itertools.accumulate(map(len, before))]
    found: list[FileEdit] = []
    for one in compare_tokens(before, after):
        if one.tag == "equal":
            continue
        start = lines.at(place_at(place, breaks, at[one.old_start]))
        end = start
        if one.old_end > one.old_start:
            end = lines.at(place_at(place, breaks, at[one.old_end] - 1)) + 1
            if (following := _next_line(lines, breaks, at[one.old_end])) is not None:
                end = following
        found.append(FileEdit(start, end, "".join(after[one.new_start : one.new_end])))
    return found


def _next_line(lines: Lines, breaks: Breaks, offset: int) -> int | None:
    """Return where the words of a line begin that begins at an offset: what goes before it takes its line end along."""
    return next((lines.starts[line - 1] + column - 1 for begins, line, column in breaks if begins == offset), None)


def applied(text: str, edits: Sequence[FileEdit]) -> str | None:
    """Return a text with edits made, those of one place in their order; None where two overlap."""
    out: list[str] = []
    counts: list[int] = []
    behind = length = 0
    for _, edit in sorted(enumerate(edits), key=lambda one: (one[1].start, one[1].end, one[1].last, one[0])):
        if edit.start < behind:
            return None
        out += [text[behind : edit.start], edit.new]
        length += edit.start - behind
        if edit.counts:
            counts.append(length + len(edit.new) - len(edit.new.lstrip("\r\n")))
        length += len(edit.new)
        behind = edit.end
    made = "".join([*out, text[behind:]])
    return renumbered(made, counts) if counts else made
