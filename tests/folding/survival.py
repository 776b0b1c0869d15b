"""What must hold after folding: the report built again is the copy, but for what was left, and else as it was.

Each check returns lines that say what is wrong, none where all is well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, groupby

from lxml import etree

from cwgdraft.draft import Block, Kind, flat
from cwgdraft.folding.decisions import Decision, Lands, Rewrite
from cwgdraft.jobs.folding.apply import Applied
from cwgdraft.jobs.folding.fold import Folding
from cwgdraft.jobs.folding.log import entries_of
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.word.links import part_of
from cwgdraft.word.package import W, parse
from cwgdraft.workspace import Workspace

_Q = f"{{{W}}}"
_LONG = 20


def possible(found: Folding) -> list[Decision]:
    """Return the decisions that can be made; of facts the safe ones, since others move other sentences too."""
    return [one for one in found.decisions if one.can_be_made and (one.lands is not Lands.FACT or one.is_safe)]


def lost(
    found: Folding, done: Applied, copy: bytes, built: bytes, changed: Iterable[str] = ()
) -> list[str]:  # fmt: skip
    """Return how the report built again differs from a copy, where no decision that was left says so.

    Words, order, headings, emphasis and links count; `changed` are the texts that the records changed meanwhile. What
    decisions said that they change along with them isn't lost.
    """
    placed = {one.name for one in done.done}
    left = _texts(one for one in found.decisions if one.name not in placed) | {_plain(text) for text in changed}
    return _apart("copy", lines_of(copy), lines_of(built), left, _along(done))


def moved_along(found: Folding, done: Applied, built: bytes) -> list[str]:
    """Return how the report built again differs from the one before folding, where no decision made says so."""
    return _apart("before", lines_of(found.state.document()), lines_of(built), _texts(done.done), _along(done))


def _along(done: Applied) -> set[str]:
    """Return the words that decisions made are known to change: a heading that goes, a statement that is opened."""
    return {_plain(text) for one in done.done for text in one.changes}


def _is_along(words: str, text: str) -> bool:
    return words == text or (len(text) > _LONG and words.endswith(text[1:]))


def unlogged(found: Folding, copy: bytes, author: str) -> list[str]:
    """Return the comments of an author in a copy that aren't in the log: words, and who said them."""
    parts = read_parts(copy, "copy")
    name = part_of(parts, "comments", "word/comments.xml")
    comments = parse(parts[name], name).iter(f"{_Q}comment") if name in parts else ()
    said = Counter(_words(one) for one in comments if one.get(f"{_Q}author") == author)
    logged = Counter(one.text for one in entries_of(found, {}) if one.by == author)
    return [f"comment: {text}" for text in said - logged]


def _words(comment: etree._Element) -> str:
    paragraphs = comment.iter(f"{_Q}p")
    return "\n".join("".join(text.text or "" for text in one.iter(f"{_Q}t")) for one in paragraphs).strip()


# --- documents ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A paragraph: its plain words, by which decisions name it, and these with emphasis and links."""

    words: str
    shown: str


def lines_of(data: bytes) -> list[Line]:
    """Return the paragraphs of a document in their order, the cells of the box on the first page among them."""
    blocks = flat(read_draft(read_parts(data, "document"), "document").blocks)
    return [Line(words_of(one), _shown(one)) for one in blocks if one.text.strip()]


def words_of(block: Block) -> str:
    """Return the words of a paragraph without the numbers in it."""
    return _plain(block.text if block.rows else "".join("§" if run.target else run.text for run in block.runs))


def _plain(text: str) -> str:
    """Return a text without its numbers: those of cross-references follow the report."""
    return re.sub(r"\d+(\.\d+)+|§", "§", text).strip(" ")


def _shown(block: Block) -> str:
    """Return the words with emphasis and links; spaces have no look."""
    signs = [
        (sign, (run.strong, run.emphasis, run.link or "") if sign.strip() else None)
        for run in block.runs
        for sign in ("§" if run.target else run.text)
    ]
    found = ""
    look: object = (False, False, "")
    for own, group in groupby(signs, key=lambda pair: pair[1]):
        if own is not None and own != look:
            strong, emphasis, link = own
            found += f"<{'b' * strong}{'i' * emphasis}{' ' * bool(link)}{link}>"
            look = own
        found += "".join(sign for sign, _ in group)
    heading = "# " if block.kind is Kind.HEADING else ""
    return heading + _plain(found or block.text)


def _texts(decisions: Iterable[Decision]) -> set[str]:
    """Return the words that decisions are about: before, now and in the copy.

    Those of formatting that records don't hold (underline, colour) are about no words.
    """
    blocks = [
        block
        for one in decisions
        for edit in one.differences
        if edit.what.value != "formatted"
        for block in (edit.old, edit.new, edit.base)
        if block is not None
    ]
    return {words_of(block) for block in blocks} | {_plain(block.text) for block in blocks}


def _apart(
    name: str, one: Sequence[Line], other: Sequence[Line], explained: set[str], along: Collection[str]
) -> list[str]:
    """Return the lines in which two documents differ, without those that are explained.

    A line that got an opening ends with the words that it had, but for the capital of the first.
    """

    def shown(lines: Sequence[Line]) -> list[str]:
        return [
            line.shown
            for line in lines
            if line.words not in explained and not any(_is_along(line.words, text) for text in along)
        ]

    old, new = shown(one), shown(other)
    found = []
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            found += [f"{name}: - {text}" for text in old[start:end]]
            found += [f"{name}: + {text}" for text in new[first:last]]
    return found


# --- records --------------------------------------------------------------------------------------


def files_in(workspace: Workspace) -> dict[str, bytes]:
    """Return the files of a workspace by their paths below it."""
    paths = sorted(path for name in ("records", "templates") for path in (workspace.root / name).rglob("*"))
    return {path.relative_to(workspace.root).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def touched(before: Mapping[str, bytes], after: Mapping[str, bytes], done: Applied) -> list[str]:
    """Return what changed in the files of a workspace that no decision made has rewritten."""
    return [
        line
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
        for line in _touched(name, before.get(name, b""), after.get(name, b""), done)
    ]


def _touched(name: str, before: bytes, after: bytes, done: Applied) -> Iterator[str]:
    rewrites = [edit for one in done.done for edit in one.rewrites if edit.file == name]
    other = sum(value.file == name for one in done.done for value in one.values)
    other += 2 * sum(entry.file == name for one in done.done for entry in one.entries)
    if name not in done.files or not (rewrites or other):
        yield f"{name}: changed, and no decision says so"
    elif not other:
        counts = any(edit.counts for edit in rewrites)
        made, wanted = (
            _unmarked(text) if counts else text for text in (after.decode(), _rewritten(before.decode(), rewrites))
        )
        if made != wanted:
            yield f"{name}: changed beside the rewrites"
        for start, end in _gone(before.decode(), after.decode()):
            if not any(edit.start <= end + 2 and start - 2 <= edit.end for edit in rewrites):
                yield f"{name}: {before.decode()[start:end]!r} changed"
    else:
        old, new = before.decode().splitlines(True), after.decode().splitlines(True)
        hunks = [one for one in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if one[0] != "equal"]
        if len(hunks) > other + len(rewrites):
            yield f"{name}: {len(hunks)} places changed for {other + len(rewrites)} values"


def _unmarked(text: str) -> str:
    """Return a text without the numbers of its lists: items that come or go let those behind them count on."""
    return re.sub(r"^( *)(?:\d{1,3}|[a-z]|[ivxlc]{2,7})([.)] )", r"\1#\2", text, flags=re.M)


def _rewritten(text: str, rewrites: Iterable[Rewrite]) -> str:
    """Return a text with rewrites made in it; those at one place one after the other, as they were decided."""
    for _, edit in sorted(
        enumerate(rewrites), key=lambda pair: (-pair[1].start, -pair[1].end, not pair[1].last, -pair[0])
    ):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _gone(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a record stood that are no more; of empty ones nobody can say which is gone."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    ends = [0, *accumulate(map(len, old))]
    for what, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal" and before[ends[start] : ends[end]].strip():
            yield ends[start], ends[end]
