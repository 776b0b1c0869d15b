"""The changes as lines for a terminal: by section, words that went and came marked within their paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cwgdraft.comparing.changes import Change, Comparison, Piece, RowChange, StoryChanges, Tag, What
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.comparing.gathering import gathered
from cwgdraft.comparing.phrases import (
    SIGNS,
    cause_in_words,
    counted,
    moved_together,
    other_ends,
    place_in_words,
    sign_of,
    summary,
)
from cwgdraft.comparing.spans import Span, Style, joined, laid_out, printable, shortened, width_of
from cwgdraft.draft import Kind

_ROLES = {Tag.SAME: "", Tag.DELETED: "deleted", Tag.INSERTED: "inserted", Tag.FORMATTED: "formatted"}
_BRACKETS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
_CONTEXT_LENGTH = 64
_CELL_LENGTH = 32
_PLACE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How to show changes.

    `style` colours a text; `brackets` says to mark what went and came with brackets. `width` is that of the terminal,
    0 where lines aren't wrapped. `context` unchanged blocks stand around a change. `everything` shows what is folded,
    `full` paragraphs to their ends; `public` leaves out causes.
    """

    style: Style = lambda text, role: text  # noqa: ARG005
    brackets: bool = True
    width: int = 0
    context: int = 0
    everything: bool = False
    full: bool = False
    public: bool = False


def lines(found: Comparison, options: Options) -> Iterator[str]:
    """Yield the changes by section, and at the end how many there are."""
    style = options.style
    if found.differs or (options.everything and found.derived()):
        yield style(f"--- {printable(found.old_name)}", "heading")
        yield style(f"+++ {printable(found.new_name)}", "heading")
    for story in found.stories:
        yield from _Story(story, options).lines()
    if found.differs or (options.everything and found.derived()):
        yield ""
    yield summary(found, everything=options.everything)


def stat(found: Comparison, options: Options) -> Iterator[str]:
    """Yield how many changes each section has, and at the end how many there are."""
    counts: dict[str, dict[What, int]] = {}
    for story, change in found.shown():
        if not (change.move and change.away):
            own = counts.setdefault(_title(story, change.section), {})
            own[change.what] = own.get(change.what, 0) + 1
    longest = max((width_of(excerpt(title, 50)) for title in counts), default=0)
    for title, own in counts.items():
        short = printable(excerpt(title, 50))
        yield f" {short}{' ' * (longest - width_of(short))} | {counted(own)}"
    yield summary(found, everything=options.everything)


def change_lines(change: Change, options: Options) -> Iterator[str]:
    """Yield the lines of one change by itself, without its cause."""
    yield from _Story(StoryChanges(None, "", (change,)), options)._change(change)


def _title(story: StoryChanges, section: str) -> str:
    """Return where a change stands: under which heading of the body, or in which story."""
    if story.kind is not None or section:
        return section or story.name
    headed = any(change.section for change in story.changes)
    return "before the first heading" if headed else story.name


class _Story:
    """The lines of one story."""

    def __init__(self, story: StoryChanges, options: Options) -> None:
        self.story, self.options = story, options
        self.ends = other_ends(story.changes)
        self.order = {id(change): n for n, change in enumerate(story.changes)}
        self.runs = moved_together(story.changes)
        self.last_cause = ""

    def lines(self) -> Iterator[str]:
        changes = self.story.changes
        wanted = {n for n, change in enumerate(changes) if self._wanted(change)}
        around = self.options.context
        near = {i for n in wanted for i in range(max(0, n - around), min(len(changes), n + around + 1))}
        shown = {changes[n].section for n in wanted}
        section, last = None, -1
        for n in sorted(near):
            change = changes[n]
            if n not in wanted and (change.section not in shown or not _is_context(change)):
                continue
            if self._told_before(n):
                last = n
                continue
            title = _title(self.story, change.section)
            if title != section:
                section = title
                yield ""
                yield self.options.style(f"@@ {self._heading(title)}", "section")
            elif around and n > last + 1:
                yield self.options.style("…", "quiet")
            last = n
            yield from self._change(change)

    def _heading(self, title: str) -> str:
        """Return the line above changes: of a comment or note also which words it is about, and where it hangs."""
        story = self.story
        what = f" ({story.what.value})" if story.what is not What.SAME else ""
        about = f" on “{excerpt(story.about, _PLACE_LENGTH, 'both')}”" if story.about else ""
        section = f", in {excerpt(story.section, _PLACE_LENGTH)}" if story.section else ""
        found = excerpt(title, self.options.width - 8) if self.options.width else title
        return printable(f"{found}{what}{about}{section}")

    def _wanted(self, change: Change) -> bool:
        return change.is_shown or (self.options.everything and change.what is not What.SAME)

    # --- one change -------------------------------------------------------------------------------

    def _change(self, change: Change) -> Iterator[str]:
        if change.what is What.SAME:
            yield from self._line(" ", change, [Span(excerpt(_plain(change), _CONTEXT_LENGTH), "quiet")])
            return
        if change.what is What.MOVED and change.away:
            yield from self._left(change)
            return
        head: list[Span] = []
        sign = sign_of(change)
        if change.what is What.MOVED:
            head = [Span(f"({self._moved(change, 'from', back=True)}{self._company(change)}) ", "moved")]
        if change.rows:
            yield from self._table(sign, change, head)
        else:
            yield from self._line(sign, change, [*head, *self._words(change)])
        yield from self._remarks(change)

    def _line(self, sign: str, change: Change, text: Sequence[Span]) -> Iterator[str]:
        label = self._label(change)
        indent = 2 + (width_of("".join(span.text for span in label)) + 2 if label else 0)
        spans = [Span(f"{sign} ", _SIGN_ROLES.get(sign, "")), *label, *([Span("  ")] if label else []), *text]
        yield from laid_out(spans, self.options.style, self.options.width, min(indent, 14))

    def _label(self, change: Change) -> list[Span]:
        was, now = (blocks[0].label if blocks else "" for blocks in (change.old, change.new))
        if not change.old or not change.new or was == now or change.move:
            found = (was if change.away else now) or was
            return [Span(printable(found), "label")] if found else []
        return [Span(printable(f"{was or '(none)'} -> {now or '(none)'}"), "label")]

    def _words(self, change: Change) -> list[Span]:
        if not any(block.text or block.runs for block in (*change.old, *change.new)):
            return [Span("(empty paragraph)", _ROLES.get(Tag(change.what.value), "") if change.what in _WHOLE else "")]
        spans = joined(self._span(piece) for piece in gathered(change.pieces))
        if change.what is What.MOVED and not change.edited:
            text = "".join(span.text for span in spans)
            return [Span(text if self.options.full else excerpt(text, _CONTEXT_LENGTH), "moved")]
        if not any(span.role in ("deleted", "inserted") for span in spans):
            return shortened(spans) if not self.options.full else spans
        marked = list(self._marked(spans))
        whole = self.options.full or change.what in (*_WHOLE, What.MOVED)
        return marked if whole else shortened(marked)

    def _span(self, piece: Piece) -> Span:
        text = "¶" if piece.mark else printable(piece.run.text)
        if piece.derived and self.options.everything and piece.was:
            opened, closed = _BRACKETS["deleted"]
            was = printable(piece.was.text)
            return Span(f"{opened}{was}{closed}{{+{text}+}}", "formatted")
        return Span(text, _ROLES[piece.tag])

    def _marked(self, spans: Iterable[Span]) -> Iterator[Span]:
        for span in spans:
            opened, closed = _BRACKETS.get(span.role, ("", "")) if self.options.brackets else ("", "")
            blank = not self.options.brackets and span.role and not span.text.strip()
            yield Span(f"{opened}{span.text}{closed}", f"{span.role} blank" if blank else span.role)

    # --- moves ------------------------------------------------------------------------------------

    def _moved(self, change: Change, word: str, *, back: bool) -> str:
        """Return where a block was moved from (`back`), or to, as number or section, else as the direction."""
        other = self.ends.get((change.move, back))
        if other is None:
            return "moved"
        here, there = place_in_words(change, not back), place_in_words(other, back)
        if there and there != here:
            return f"moved {word} {printable(excerpt(there, _PLACE_LENGTH))}"
        before = self.order[id(other)] < self.order[id(change)]
        return f"moved {word} {'further up' if before else 'further down'}"

    def _left(self, change: Change) -> Iterator[str]:
        """Yield one line for blocks that left together and came together."""
        count = self._together(self.order[id(change)])
        what = self._moved(change, "to", back=False)
        text = printable(excerpt(change.old[0].text, _CONTEXT_LENGTH))
        several = f" and {count - 1} more after it" if count > 1 else ""
        yield from self._line("<", change, [Span(f"({what}{several}) ", "moved"), Span(text, "quiet")])

    def _together(self, n: int) -> int:
        changes = self.story.changes
        count = 1
        while n + count < len(changes) and self._goes_on(changes[n + count - 1], changes[n + count]):
            count += 1
        return count

    def _told_before(self, n: int) -> bool:
        changes = self.story.changes
        here = changes[n]
        if here.move and not here.away:
            return self.runs[here.move] != here.move and not (self.options.full or here.formats)
        return n > 0 and self._goes_on(changes[n - 1], here)

    def _company(self, change: Change) -> str:
        """Return how many blocks came along with one, which are shown only with `full`."""
        count = 0 if self.options.full else sum(1 for first in self.runs.values() if first == change.move) - 1
        if count < 1:
            return ""
        if change.new[0].kind is Kind.HEADING:
            return f", with the {count} paragraph{'s' if count > 1 else ''} below it"
        return f" and {count} more after it"

    def _goes_on(self, one: Change, other: Change) -> bool:
        if not (one.move and one.away and other.move and other.away):
            return False
        first, second = self.ends.get((one.move, False)), self.ends.get((other.move, False))
        return first is not None and second is not None and self.order[id(second)] == self.order[id(first)] + 1

    # --- tables and what else differs -------------------------------------------------------------

    def _table(self, sign: str, change: Change, head: Sequence[Span]) -> Iterator[str]:
        rows = len((change.new or change.old)[0].rows)
        title = f"table of {rows} row{'s' if rows != 1 else ''}"
        yield from self._line(sign, change, [*head, Span(title, "quiet" if change.what is What.CHANGED else "")])
        if change.what is What.MOVED and not change.edited:
            return
        skipped = 0
        for row in change.rows:
            if row.what is What.SAME and not self.options.everything:
                skipped += 1
                continue
            if skipped:
                yield self.options.style(f"    … {skipped} row{'s' if skipped != 1 else ''}", "quiet")
            skipped = 0
            spans = [Span(f"  {SIGNS[row.what]} "), *self._row(row)]
            yield from laid_out(spans, self.options.style, self.options.width, 6)
        if skipped:
            yield self.options.style(f"    … {skipped} row{'s' if skipped != 1 else ''}", "quiet")

    def _row(self, row: RowChange) -> Iterator[Span]:
        for n, cell in enumerate(row.cells):
            if n:
                yield Span(" | ", "quiet")
            if cell.what is What.SAME:
                shown = cell.new or cell.old
                text = printable(shown.text) if shown else ""
                yield Span(text if self.options.full else excerpt(text, _CELL_LENGTH))
            else:
                yield from self._cell(cell.changes)

    def _cell(self, changes: Iterable[Change]) -> Iterator[Span]:
        for n, change in enumerate(changes):
            if n:
                yield Span(" ¶ ", "quiet")
            if change.what is What.SAME:
                yield Span(excerpt(_plain(change), _CELL_LENGTH))
            elif change.rows:
                for i, row in enumerate(change.rows):
                    yield Span("; " if i else "(table: ", "quiet")
                    yield from self._row(row)
                yield Span(")", "quiet")
            else:
                yield from self._words(change)

    def _remarks(self, change: Change) -> Iterator[str]:
        """Yield what else differs, in words, and why."""
        texts = [(text, "quiet") for text in (*change.formats, *_inner_formats(change.rows), *_links(change.pieces))]
        texts.extend((text, "quiet") for text in _lookalikes(change.pieces))
        cause = "" if self.options.public else cause_in_words(change.cause)
        if cause:
            texts.append(("cause: as above" if cause == self.last_cause else f"cause: {cause}", "cause"))
        self.last_cause = cause
        for text, role in texts:
            yield from laid_out([Span(f"    {printable(text)}", role)], self.options.style, self.options.width, 6)


_SIGN_ROLES = {"+": "inserted", "-": "deleted", ">": "moved", "<": "moved"}
_WHOLE = (What.INSERTED, What.DELETED)


def _is_context(change: Change) -> bool:
    """Return whether a block can stand around changes: one that stayed, and is no heading, which stands above them."""
    return change.what is What.SAME and change.new[0].kind is not Kind.HEADING and bool(change.new[0].text)


def _plain(change: Change) -> str:
    return printable((change.new or change.old)[0].text)


def _inner_formats(rows: Iterable[RowChange]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            for change in cell.changes:
                yield from change.formats
                yield from _inner_formats(change.rows)


def _links(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the addresses of words that only lead elsewhere."""
    for one, other in pairwise(pieces):
        if one.tag is Tag.DELETED and other.tag is Tag.INSERTED and one.run.text == other.run.text:
            was, now = one.run.link, other.run.link
            if was != now:
                yield f"link of “{one.run.text}”: {was or 'none'} -> {now or 'none'}"


def _lookalikes(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield which signs gave way to others that look the same: `space -> non-breaking space (2 times)`."""
    counts: Counter[tuple[str, str]] = Counter()
    for one, other in pairwise(pieces):
        was, now = one.run.text, other.run.text
        if one.tag is Tag.DELETED and other.tag is Tag.INSERTED and was.translate(_ALIKE) == now.translate(_ALIKE):
            counts.update((_NAMES[a], _NAMES[b]) for a, b in zip(was, now, strict=True) if a != b)
    for (was, now), times in counts.items():
        yield f"{was} -> {now}{f' ({times} times)' if times > 1 else ''}"


_NAMES = {
    " ": "space", "\u00a0": "non-breaking space", "\u202f": "narrow non-breaking space",
    "-": "hyphen", "\u2011": "non-breaking hyphen", "\u2010": "typographic hyphen",
}  # fmt: skip
_ALIKE = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"})
