"""Where an edit lands: the paragraph of a record that it is made in, and the signs that are replaced there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cwgdraft.adopting.wording import mark_of
from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.draft import Block, Kind
from cwgdraft.drafting.combine import Recorded
from cwgdraft.finding import Place
from cwgdraft.folding.decisions import Decision, Lands, Rewrite, Value
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.beside import looks_apart
from cwgdraft.jobs.folding.facts import Facts
from cwgdraft.jobs.folding.phrases import Phrases
from cwgdraft.jobs.folding.planning import Planner, ends_section
from cwgdraft.jobs.states import State
from cwgdraft.records.rewriting import Lines, lead_of, rewritten, word_edits
from cwgdraft.records.schema import Section
from cwgdraft.records.source import unmarked

_NO_WORDS = re.compile(r"[\n\t]")
_CHAIR = "a phrase is the chair's: every report that prints it changes"
_SHOWN = 60
_SHARED = "the plan serves other meetings too"
_BRACES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Home:
    """A paragraph of a record: the file, its lines, whether it is the first of its statement, the statement's lines."""

    file: str
    recorded: Recorded
    first: int
    last: int
    place: int
    statement: tuple[int, int]
    parts: int


@dataclass(slots=True)
class Placer:
    """Places the differences of one copy in the records of a state.

    `agreed` are file and line of paragraphs that a meeting has approved.
    """

    state: State
    copy: str
    facts: Facts
    phrases: Phrases
    agreed: frozenset[tuple[Path, int]] = frozenset()
    _lines: dict[str, Lines] = field(default_factory=dict)
    _recorded: Mapping[str, Recorded] = field(default_factory=dict)
    _planner: Planner = field(init=False)

    def __post_init__(self) -> None:
        self._recorded = self.state.report.recorded_blocks()

    def decide(self, found: Sequence[Difference], blocks: Sequence[Block]) -> list[Decision]:
        """Return what would become of each difference of a copy with these blocks."""
        self._planner = planner = Planner(self.state, self.copy, blocks)
        made: dict[int, Decision] = {}
        covered: set[int] = set()

        def take(decisions: Iterable[Decision]) -> None:
            for one in decisions:
                if not covered & {id(other) for other in one.differences}:
                    made[id(one.difference)] = one
                    covered.update(id(other) for other in one.differences)

        take(planner.whole(found))
        take(planner.sentences([one for one in found if id(one) not in covered]))
        lone = [one for one in found if one.what is What.INSERTED and id(one) not in covered and self._is_lone(one)]
        take(planner.words_among_sentences(lone))
        gone = {one.old.origin for one in found if one.what is What.DELETED and one.old}
        order = [one for one in found if id(one) in made or id(one) not in covered]
        return _once(made[id(one)] if id(one) in made else self._decide(one, gone) for one in order)

    def _is_lone(self, one: Difference) -> bool:
        """Return whether a new paragraph has no recorded one beside it."""
        return bool(one.before) and self._neighbour(one) is None

    def _decide(self, one: Difference, gone: set[str]) -> Decision:
        if one.what is What.FORMATTED:
            shown = looks_apart(one.base, one.new) if one.new else ""
            return self._unplaced(one, f"records can't hold this look: {shown}")
        if one.what is What.INSERTED:
            return self._inserted(one)
        block = one.old or one.base
        origin = block.origin if block else ""
        home = self._home(origin) if one.old else None
        if home is not None:
            if one.what is What.DELETED:
                return self._guarded(self._deleted(one, home, gone), home)
            return self._guarded(self._moved(one, home) if one.what is What.MOVED else self._changed(one, home), home)
        return self._elsewhere(one, origin)

    def _guarded(self, made: Decision, home: _Home) -> Decision:
        """Return a decision that is to be looked at where the records changed too, and refused for agreed words.

        A heading, and a paragraph that comes, count as agreed where anything in their file is: they stand among it.
        """
        why = made.difference.conflict or made.review
        path = (self.state.root / home.file).resolve()
        whole = made.difference.what is What.INSERTED or (not home.recorded.parts and self._is_heading(home))
        lines = range(home.first, home.last + 1)
        agreed = any(file == path and (whole or line in lines) for file, line in self.agreed)
        if agreed:
            why = "the meeting has agreed these words (--reopen lets them be changed)"
        return replace(made, review=why, file=home.file, line=home.first, agreed=agreed)

    def _is_heading(self, home: _Home) -> bool:
        return self.lines(home.file).line(home.first).startswith("#")

    # --- words of records -----------------------------------------------------------------------

    def lines(self, file: str) -> Lines:
        """Return a record file's text with the line ends that it has."""
        if file not in self._lines:
            self._lines[file] = Lines(unmarked((self.state.root / file).read_bytes())[2])
        return self._lines[file]

    def _home(self, origin: str) -> _Home | None:
        recorded = self._recorded.get(origin)
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
        return _Home(
            file, recorded, recorded.place.line, ends[own], own, (places[0].line, ends[-1]), len(parts)
        )  # fmt: skip

    def _last_line(self, file: str, part: Recorded) -> int:
        last = max([part.place.line, *(line for _, line, _ in part.breaks)])
        following = self.lines(file).line(last + 1).strip()
        return last + 1 if _BRACES.fullmatch(following) else last

    def _changed(self, one: Difference, home: _Home) -> Decision:
        old, new = one.old, one.new
        if old is None or new is None or _NO_WORDS.search(new.text):
            return self._unplaced(one, "records can't hold a line break or a tab inside a paragraph: make two of it")
        source = rewritten(home.recorded.source, old.runs, new.runs)
        if source is None:
            return Decision(Lands.PHRASE, one, self.copy, "the words that open the paragraph come from a phrase")
        if source == home.recorded.source:
            return self._unplaced(one, "the number of a cross-reference, or a look, that records don't hold")
        lines = self.lines(home.file)
        begins: Place | None = home.recorded.place
        if old.kind in (Kind.HEADING, Kind.SUBHEADING) and not home.recorded.parts:
            begins = self._heading_place(home)
        if begins is None:
            return self._unplaced(one, f"the heading holds marks: edit line {home.first} by hand")
        edits = word_edits(lines, begins, home.recorded.breaks, home.recorded.source, source)
        rewrites = tuple(Rewrite(home.file, edit.start, edit.end, edit.new) for edit in edits)
        return Decision(Lands.RECORD, one, self.copy, source, rewrites=rewrites)

    def _heading_place(self, home: _Home) -> Place | None:
        """Return where the words of a heading begin in its line; None where they aren't there as they are printed."""
        line = self.lines(home.file).line(home.first)
        if line.startswith("#"):
            column = line.find(home.recorded.source)
            return Place(home.recorded.place.path, home.first, column + 1) if column > 0 else None
        return home.recorded.place

    def _deleted(self, one: Difference, home: _Home, gone: set[str]) -> Decision:
        first, last = home.first, home.last
        says = "taken out"
        if self.lines(home.file).line(first).startswith("#"):
            says = "the heading goes when nothing is left below it"
            if self._holds_more(one, gone):
                return Decision(Lands.PLAN, one, self.copy, "only the heading was taken out: its paragraphs stay")
        elif home.place == 0 and home.parts > 1:
            origin = one.old.origin if one.old else ""
            parts = [name for name in self._recorded if name.rpartition("/")[0] == origin]
            if not all(name in gone for name in parts):
                return self._unplaced(one, "what hangs on the paragraph stays: edit the statement by hand")
        changes = self._reopened(one, home, gone)
        review = f"the meeting's opening then stands before: {excerpt(changes[-1], _SHOWN)}" if changes else ""
        if heading := self._left_empty(one, gone):
            changes = (*changes, heading)
            review = review or f"the heading goes too, nothing is left below it: {excerpt(heading, _SHOWN)}"
        return Decision(
            Lands.RECORD, one, self.copy, says, review=review, changes=changes,
            rewrites=(self._without_lines(home.file, first, last),),
        )  # fmt: skip

    def _left_empty(self, one: Difference, gone: set[str]) -> str:
        """Return the heading below which nothing is left when a paragraph goes; empty where there is more."""
        blocks = [block for block in self.state.report.draft.blocks if block.text]
        place = next((n for n, block in enumerate(blocks) if one.old and block.origin == one.old.origin), None)
        if place is None:
            return ""
        above = next((n for n in range(place, -1, -1) if blocks[n].kind is Kind.HEADING), None)
        if above is None or blocks[above].origin in gone:
            return ""
        below = next((n for n in range(place, len(blocks)) if ends_section(blocks[n])), len(blocks))
        more = below < len(blocks) and blocks[below].kind is Kind.HEADING and blocks[below].level > blocks[above].level
        left = more or any(block.origin not in gone for block in blocks[above + 1 : below])
        return "" if left else blocks[above].text

    def _reopened(self, one: Difference, home: _Home, gone: set[str]) -> tuple[str, ...]:
        """Return the texts of the statements one of which gets the opening of the one that goes, none without one."""
        if one.old is None or not lead_of(home.recorded.source, one.old.text):
            return ()
        blocks = self.state.report.draft.blocks
        place = next((n for n, block in enumerate(blocks) if block.origin == one.old.origin), len(blocks))
        found = []
        for block in blocks[place + 1 :]:
            below = self._home(block.origin)
            if block.kind is Kind.HEADING or below is None or below.file != home.file:
                break
            found.append(block.text)
            if block.origin not in gone:
                break
        return tuple(found)

    def _holds_more(self, one: Difference, gone: set[str]) -> bool:
        blocks = self.state.report.draft.blocks
        places = [n for n, block in enumerate(blocks) if one.old and block.origin == one.old.origin]
        if not places:
            return True
        below = blocks[places[0] + 1 :]
        own = next((n for n, block in enumerate(below) if block.kind is Kind.HEADING), len(below))
        return any(block.origin not in gone for block in below[:own])

    def _without_lines(self, file: str, first: int, last: int) -> Rewrite:
        """Return what takes lines out, with the empty one behind them where one stands before them too."""
        lines = self.lines(file)
        if not lines.line(first - 1).strip() and not lines.line(last + 1).strip():
            last += 1
        return Rewrite(file, lines.begins(first), lines.begins(last + 1), "")

    def _moved(self, one: Difference, home: _Home) -> Decision:
        """Take a statement from its lines to those behind the one that it stands behind in the copy."""
        there = self._neighbour(one, home.file)
        if there is None or home.place or not home.parts:
            return self._unplaced(one, "it stands among paragraphs of another record now: move it by hand")
        first, last = home.statement
        lines = self.lines(home.file)
        text = lines.text[lines.begins(first) : lines.begins(last + 1)].rstrip("\r\n")
        target, behind = there
        taken = self._without_lines(home.file, first, last)
        at = lines.begins(target.last + 1) if behind else lines.begins(target.first)
        put = self._paragraph(home.file, at, text, behind=behind)
        return Decision(Lands.RECORD, one, self.copy, "moved", rewrites=(taken, put))

    # --- what was inserted ----------------------------------------------------------------------

    def _neighbour(self, one: Difference, file: str = "") -> tuple[_Home, bool] | None:
        """Return the recorded paragraph that an inserted one stands behind (true), or before, in its section."""
        for blocks, behind in ((one.before, True), (one.behind, False)):
            for block in blocks:
                home = self._home(block.origin) if block.origin else None
                if home is not None and (not file or home.file == file):
                    return home, behind
                if block.origin and behind and block.kind is not Kind.HEADING:
                    break
                if block.origin and not behind:
                    break
        return None

    def _inserted(self, one: Difference) -> Decision:
        new = one.new
        if new is None or new.rows or _NO_WORDS.search(new.text):
            return self._unplaced(one, "records can't hold tables, line breaks or tabs: add it by hand")
        if not one.before and new.kind is not Kind.LIST_ITEM and not one.behind:
            return Decision(Lands.TEMPLATE, one, self.copy, "text outside the report's paragraphs: the template's")
        there = self._neighbour(one)
        if there is None:
            return self._outside(one)
        home, behind = there
        words = rewritten("", (), new.runs) or new.text
        lines = self.lines(home.file)
        line = lines.line(home.first)
        indent = line[: len(line) - len(line.lstrip(" "))]
        if new.kind is Kind.LIST_ITEM and behind and not line.startswith("#"):
            rewrite = self._item(home, indent, new, words)
        else:
            numbered = not any(block.kind is Kind.NUMBERED for block in (*one.before[:1], *one.behind[:1]))
            plain = new.label or new.kind is Kind.NUMBERED or numbered
            if new.kind is Kind.HEADING:
                return self._unplaced(one, "a new heading: add it to the minutes, or to the plan's sections")
            text = words if plain else f"{words} {{-}}"
            at = lines.begins(home.last + 1) if behind else lines.begins(home.first)
            rewrite = self._paragraph(home.file, at, text, behind=behind)
        made = Decision(Lands.RECORD, one, self.copy, words, rewrites=(rewrite,))
        return self._guarded(made, replace(home, first=home.last + 1, last=home.last + 1))

    def _item(self, home: _Home, indent: str, new: Block, words: str) -> Rewrite:
        """Return an item behind a paragraph: below it, or beside it where that is an item itself."""
        lines = self.lines(home.file)
        mark = mark_of(new.list_kind, new.label)
        at = lines.begins(home.last + 1)
        gap = "" if home.place else lines.ending
        return self._put(home.file, at, f"{gap}{indent}{mark} {words}{lines.ending}")

    def _paragraph(self, file: str, at: int, text: str, *, behind: bool) -> Rewrite:
        ending = self.lines(file).ending
        return self._put(file, at, f"{ending}{text}{ending}" if behind else f"{text}{ending}{ending}")

    def _put(self, file: str, at: int, text: str) -> Rewrite:
        lines = self.lines(file)
        if at == len(lines.text) and not lines.text.endswith(("\n", "\r")):
            text = lines.ending + text
        return Rewrite(file, at, at, text)

    def _outside(self, one: Difference) -> Decision:
        """Return what becomes of a paragraph in a section that prints no recorded words."""
        near = next((block.origin for block in (*one.before, *one.behind) if block.origin), "")
        if not near:
            return Decision(Lands.TEMPLATE, one, self.copy, "text outside the report's paragraphs: the template's")
        name = self.state.target.plan.name
        says = f"the section has no recorded words beside it: write them in records/reports/{name}.md"
        return self._unplaced(one, says)

    # --- all that isn't words of records ----------------------------------------------------------

    def _elsewhere(self, one: Difference, origin: str) -> Decision:
        written = self.state.report.plan_texts.get(origin)
        if one.what is What.CHANGED and one.old and one.new and written and written.source:
            value = self._plan_value(origin, written, one)
            if value is not None:
                shared = "" if value.file == self._planner.file and not self.state.target.plan.is_pattern else _SHARED
                return Decision(
                    Lands.PLAN, one, self.copy, value.text, value.file, written.place.line, one.conflict or shared,
                    values=(value,),
                )  # fmt: skip
        if one.what is What.CHANGED and one.old and one.new:
            fact = self.facts.behind(one.old, one.new)
            if fact is not None:
                return Decision(
                    Lands.FACT, one, self.copy, fact.says, fact.value.file, review=one.conflict or fact.review,
                    values=(fact.value,), changes=fact.changes,
                )  # fmt: skip
        if one.what is What.CHANGED and (planned := self._planned(one, origin)) is not None:
            return planned
        if one.what is What.CHANGED and one.old and one.new:
            phrase = self.phrases.behind(origin, one.old, one.new)
            if phrase is not None:
                return Decision(
                    Lands.PHRASE, one, self.copy, f"the phrase '{phrase.keys[1]}': {phrase.text}", phrase.file,
                    review=one.conflict or _CHAIR, values=(phrase,),
                )  # fmt: skip
        if origin.startswith("section:"):
            key = origin.removeprefix("section:")
            says = {
                What.CHANGED: f"give the section '{key}' of the plan this title",
                What.DELETED: f"leave the section '{key}' out: take it out of the plan, or add it to leave_out",
                What.MOVED: f"move the section '{key}' in the plan",
            }[one.what]
            return Decision(Lands.PLAN, one, self.copy, says, f"records/reports/{self.state.target.plan.name}.yaml")
        if not origin:
            return Decision(Lands.TEMPLATE, one, self.copy, "text that the template brings: for the chair")
        if one.old is None:
            return self._unplaced(one, "the records don't have it any more")
        return Decision(Lands.PHRASE, one, self.copy, f"a computed sentence ({origin}): no fact makes it say so")

    def _planned(self, one: Difference, origin: str) -> Decision | None:
        """Return the text that the plan gets in the place of a computed one."""
        if origin.startswith("section:"):
            return self._planner.renamed(one, origin)
        if origin.startswith("front:"):
            return self._planner.boxed(one, origin)
        return None if origin else self._planner.titled(one)

    def _plan_value(self, origin: str, written: Recorded, one: Difference) -> Value | None:
        """Return the text of the plan that prints a title or a box text with the words of the copy."""
        if one.old is None or one.new is None or "\n" in one.new.text:
            return None
        source = rewritten(written.source, one.old.runs, one.new.runs)
        keys = _title_keys(self.state.target.plan.facts.sections, origin, ("sections",))
        if origin.startswith("front:") and "." not in origin:
            keys = ("box", origin.removeprefix("front:"))
        file = self.state.file_of(written.place)
        return Value(file, keys, source) if source and keys and file in self.state.texts else None

    def _unplaced(self, one: Difference, why: str) -> Decision:
        return Decision(Lands.UNPLACED, one, self.copy, why)


def _title_keys(sections: Sequence[Section], origin: str, above: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Return the names that lead to the title of a section in its plan, none where it isn't there."""
    for place, section in enumerate(sections):
        here = (*above, place)
        if origin == f"section:{section.key or section.topic}":
            return (*here, "title")
        if found := _title_keys(section.sections, origin, (*here, "sections")):
            return found
    return ()


def _once(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions of which those on one fact or phrase are one, which covers what the others are about.

    The last of them has all that is to be written: edits of one phrase add up.
    """
    made: list[Decision] = []
    places: dict[object, int] = {}
    for one in decisions:
        if one.lands not in (Lands.FACT, Lands.PHRASE) or not one.values:
            made.append(one)
            continue
        value = one.values[0]
        key = (value.file, value.keys, value.text if one.lands is Lands.FACT else "")
        if key not in places:
            places[key] = len(made)
            made.append(one)
            continue
        first = made[places[key]]
        made[places[key]] = replace(
            first, says=one.says, values=one.values, covers=(*first.covers, *one.differences),
            review=first.review or one.review,
        )  # fmt: skip
    return made
