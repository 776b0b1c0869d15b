"""Where the words of a report stand in the records, and how lines of them are taken out or put in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from cwgdraft.adopting.wording import mark_of
from cwgdraft.draft import Block, Kind
from cwgdraft.drafting.combine import Recorded
from cwgdraft.finding import Place
from cwgdraft.folding.decisions import Rewrite
from cwgdraft.folding.differences import Difference
from cwgdraft.jobs.states import State
from cwgdraft.records.rewriting import Lines
from cwgdraft.records.source import unmarked

_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Home:
    """A paragraph of a record: the file, its first and last line, how many paragraphs its statement has.

    `place` is its own among them, from 0, `statement` are the first and last line of all.
    """

    file: str
    recorded: Recorded
    first: int
    last: int
    place: int
    statement: tuple[int, int]
    parts: int


@dataclass(slots=True)
class Homes:
    """The record files behind a state's report.

    `unsettled` are the origins of blocks that move or go: nothing finds its place beside them.
    """

    state: State
    recorded: Mapping[str, Recorded] = field(default_factory=dict)
    unsettled: Collection[str] = ()
    _lines: dict[str, Lines] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.recorded = self.state.report.recorded_blocks()

    def lines(self, file: str) -> Lines:
        """Return a record file's text with the line ends that it has."""
        if file not in self._lines:
            self._lines[file] = Lines(unmarked((self.state.root / file).read_bytes())[2])
        return self._lines[file]

    def of(self, origin: str) -> Home | None:
        """Return where the words of the block with an origin stand, None where they are no words of records."""
        recorded = self.recorded.get(origin)
        if recorded is None:
            return None
        file = self.state.file_of(recorded.place)
        if not file.endswith(".md") or file not in self.state.texts:
            return None
        whole = self.state.report.recorded.get(origin) or self.state.report.recorded.get(origin.rpartition("/")[0])
        parts = whole.parts if whole and whole.parts else (recorded,)
        places = [part.place for part in parts]
        own = places.index(recorded.place) if recorded.place in places else 0
        ends = [self._last_line(file, part) for part in parts]
        return Home(
            file, recorded, recorded.place.line, ends[own], own, (places[0].line, ends[-1]), len(parts)
        )  # fmt: skip

    def _last_line(self, file: str, part: Recorded) -> int:
        last = max([part.place.line, *(line for _, line, _ in part.breaks)])
        following = self.lines(file).line(last + 1).strip()
        return last + 1 if _BRACES.fullmatch(following) else last

    def is_heading(self, home: Home) -> bool:
        """Return whether the words of a block are those of a heading."""
        return self.lines(home.file).line(home.first).startswith("#")

    def heading_place(self, home: Home) -> Place | None:
        """Return where the words of a heading begin in its line; None where they aren't there as they are printed."""
        line = self.lines(home.file).line(home.first)
        if line.startswith("#"):
            column = line.find(home.recorded.source)
            return Place(home.recorded.place.path, home.first, column + 1) if column > 0 else None
        return home.recorded.place

    def neighbour(self, one: Difference, file: str = "") -> tuple[Home, bool] | None:
        """Return the recorded paragraph that an inserted one stands behind (true), or before, in its section."""
        for blocks, behind in ((one.before, True), (one.behind, False)):
            for block in blocks:
                if block.origin in self.unsettled:
                    continue
                home = self.of(block.origin) if block.origin else None
                if home is not None and (not file or home.file == file):
                    return home, behind
                if block.origin and behind and block.kind is not Kind.HEADING:
                    break
                if block.origin and not behind:
                    break
        return None

    # --- lines that go and come ------------------------------------------------------------------

    def without_lines(self, file: str, first: int, last: int) -> Rewrite:
        """Return what takes lines out, with the empty one behind them where one stands before them too."""
        lines = self.lines(file)
        if not lines.line(first - 1).strip() and not lines.line(last + 1).strip():
            last += 1
        return Rewrite(file, lines.begins(first), lines.begins(last + 1), "")

    def item(self, home: Home, new: Block, words: str) -> Rewrite:
        """Return an item behind a paragraph: below it, or beside it where that is an item itself."""
        lines = self.lines(home.file)
        line = lines.line(home.first)
        indent = line[: len(line) - len(line.lstrip(" "))]
        mark = mark_of(new.list_kind, new.label)
        at = lines.begins(home.last + 1)
        gap = "" if home.place else lines.ending
        return replace(self._put(home.file, at, f"{gap}{indent}{mark} {words}{lines.ending}"), counts=True)

    def paragraph(self, home: Home, text: str, *, behind: bool) -> Rewrite:
        """Return a paragraph behind another, or before it."""
        lines = self.lines(home.file)
        ending = lines.ending
        at = lines.begins(home.last + 1) if behind else lines.begins(home.first)
        below = ending if lines.line(home.last + 1).strip() else ""
        return self._put(home.file, at, f"{ending}{text}{ending}{below}" if behind else f"{text}{ending}{ending}")

    def _put(self, file: str, at: int, text: str) -> Rewrite:
        lines = self.lines(file)
        if at == len(lines.text) and not lines.text.endswith(("\n", "\r")):
            text = lines.ending + text
        return Rewrite(file, at, at, text)
