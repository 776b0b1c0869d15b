"""Drafts, comparisons and pages for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cwgdraft.comparing.changes import Cause, CauseKind, Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Draft, Kind, ListKind, Row, Run, Runs, Story, StoryKind, plain_row

CAUSE = Cause(CauseKind.RECORD, "the words of an item", "records/meetings/42.md", 118, "1a2b3c4d5e6f7a8b")
NASTY = "AT&T <script>alert(1)</script> \"q\" 'a' {{ x }} {% y %} 42‑1\u00a0x &amp; مرحبا <!-- -->"


def words(text: str) -> Runs:
    return (Run(text),)


def heading(label: str, text: str) -> Block:
    return Block(Kind.HEADING, words(text), level=label.count(".") + 1, label=label, origin=f"section:{label}")


def paragraph(text: str | Runs, label: str = "", origin: str = "") -> Block:
    runs = words(text) if isinstance(text, str) else text
    return Block(Kind.NUMBERED if label else Kind.PARAGRAPH, runs, level=2 if label else 0, label=label, origin=origin)


def item(text: str) -> Block:
    return Block(Kind.LIST_ITEM, words(text), level=1, label="–", list_kind=ListKind.DASH)


def table(*rows: Row | tuple[str, ...]) -> Block:
    made = tuple(plain_row(*map(words, row)) if isinstance(row, tuple) else row for row in rows)
    return Block(Kind.TABLE, rows=made)


def note(name: str, text: str, kind: StoryKind = StoryKind.FOOTNOTE) -> Story:
    return Story(kind, name, (paragraph(text),))


def draft(blocks: Iterable[Block], stories: Iterable[Story] = (), **front: str) -> Draft:
    return Draft("draft", "council-report", "en", "", front, tuple(blocks), stories=tuple(stories))


def compared(old: Iterable[Block], new: Iterable[Block]) -> Comparison:
    return compare(draft(old), draft(new), old_name="first", new_name="second")


def caused(comparison: Comparison, cause: Cause = CAUSE) -> Comparison:
    """Return a comparison in which each change that counts has a cause."""
    stories = (
        replace(
            story,
            changes=tuple(replace(one, cause=cause) if one.is_shown else one for one in story.changes),
        )
        for story in comparison.stories
    )
    return replace(comparison, stories=tuple(stories))


def sample() -> Comparison:
    """Return a comparison with every kind of change, in body and notes, with automatic changes and causes."""
    old = draft(
        _old(), [note("footnote 1", "See Resolution 140."), _footer("3"), note("footnote 2", "Quiet.")], date="x"
    )
    new = draft(
        _new(), [note("footnote 1", "See Resolution 141."), _footer("4"), note("footnote 2", "Quiet.")], date="y"
    )
    return caused(compare(old, new, old_name="build/first.docx", new_name="build/second.docx"))


def _footer(page: str) -> Story:
    return Story(StoryKind.FOOTER, "footer 1", (paragraph((Run("Page "), Run(page, field="PAGE"))),))


def _plain(start: int, label: str) -> list[Block]:
    return [paragraph(f"Plain sentence number {n} says nothing new.", f"{label}.{n}") for n in range(start, start + 6)]


_MOVED = "The secretariat presented the report on lamps, which the group had asked for at its last meeting."
_LONG = "The group asked for lamps in all of the rooms. The secretariat was invited to count them before the session."


def _old() -> list[Block]:
    return [
        heading("1", "Introduction"),
        paragraph("The group met on 8-9 September 2025.", "1.1", "43/opening"),
        *_plain(2, "1"),
        paragraph("This sentence is going to leave without a trace.", "1.8"),
        *_plain(9, "1"),
        heading("2", "Lamps"),
        paragraph(_MOVED, "2.1", "43/lamps"),
        paragraph(_LONG, "2.2"),
        paragraph((Run("The group "), Run("noted"), Run(" the document on the counting of lamps.")), "2.3"),
        table(("Meeting", "Date"), *((f"{n}th", f"{n} May") for n in range(30, 38)), ("38th", "gone")),
        heading("3", "Closing"),
        *_plain(1, "3"),
    ]


def _new() -> list[Block]:
    first, second = _LONG.split(". ", 1)
    return [
        heading("1", "Introduction"),
        paragraph("The group met on 9-10 September 2025.", "1.1", "43/opening"),
        *_plain(2, "1"),
        *[replace(one, label=f"1.{n}") for n, one in enumerate(_plain(9, "1"), 8)],
        heading("2", "Lamps"),
        paragraph(first + ".", "2.1"),
        paragraph(second, "2.2"),
        paragraph(
            (Run("The group "), Run("noted", strong=True), Run(" the document on the counting of lamps.")), "2.3"
        ),
        table(("Meeting", "Date"), *((f"{n}th", f"{n} May") for n in range(30, 37)), ("37th", "37 June")),
        heading("3", "Closing"),
        *_plain(1, "3"),
        paragraph(_MOVED, "3.7", "43/lamps"),
        item(NASTY),
    ]
