"""Where an edit lands: the paragraph of a record that it is made in, the plan, a fact, a phrase, or the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from cwgdraft.comparing.excerpts import excerpt
from cwgdraft.draft import Block, Kind
from cwgdraft.finding import Place
from cwgdraft.folding.decisions import Decision, Lands, Rewrite
from cwgdraft.folding.differences import Difference, What
from cwgdraft.jobs.folding.beside import looks_apart
from cwgdraft.jobs.folding.computed import Computed, once
from cwgdraft.jobs.folding.contents import Contents
from cwgdraft.jobs.folding.facts import Facts
from cwgdraft.jobs.folding.homes import Home, Homes
from cwgdraft.jobs.folding.inserting import NO_WORDS, Inserter, marked
from cwgdraft.jobs.folding.outline import Outline, ends_section
from cwgdraft.jobs.folding.phrases import Phrases
from cwgdraft.jobs.folding.planning import Planner
from cwgdraft.jobs.folding.trials import Trials
from cwgdraft.records.rewriting import FileEdit, applied, lead_of, rewritten, word_edits

_AGREED = "the meeting has agreed these words"
_SHOWN = 60


@dataclass(slots=True)
class Placer:
    """Places the differences of one copy, which reads `blocks`.

    `agreed` are file and line of paragraphs that a meeting has approved; with `reopen` they can be changed.
    """

    trials: Trials
    outline: Outline
    copy: str
    blocks: Sequence[Block]
    agreed: frozenset[tuple[Path, int]] = frozenset()
    reopen: bool = False
    _homes: Homes = field(init=False)
    _planner: Planner = field(init=False)
    _contents: Contents = field(init=False)
    _computed: Computed = field(init=False)
    _inserter: Inserter = field(init=False)

    def __post_init__(self) -> None:
        state = self.trials.state
        self._homes = Homes(state)
        self._planner = Planner(self.outline, self.copy, self.blocks)
        self._contents = Contents(self.outline, self.copy)
        self._computed = Computed(state, self.copy, Facts(self.trials), Phrases(self.trials), self._planner)
        self._inserter = Inserter(self._homes, self.copy, self.blocks, self._guarded)

    def decide(self, found: Sequence[Difference]) -> list[Decision]:
        """Return what would become of each difference; some are decided together."""
        made: dict[int, Decision] = {}
        covered: set[int] = set()

        def take(decisions: Iterable[Decision]) -> None:
            for one in decisions:
                if not covered & {id(other) for other in one.differences}:
                    made[id(one.difference)] = one
                    covered.update(id(other) for other in one.differences)

        def left() -> list[Difference]:
            return [one for one in found if id(one) not in covered]

        self._homes.unsettled = {one.old.origin for one in found if one.what in (What.MOVED, What.DELETED) and one.old}
        take(self._planner.whole(found))
        take(self._moves(left()))
        take(self._contents.sentences(left()))
        take(self._inserter.items(left()))
        take(self._contents.words_among_sentences([one for one in left() if self._is_lone(one)]))
        gone = {one.old.origin for one in found if one.what is What.DELETED and one.old}
        order = [one for one in found if id(one) in made or id(one) not in covered]
        return once(made[id(one)] if id(one) in made else self._decide(one, gone) for one in order)

    def _moves(self, found: Sequence[Difference]) -> Iterator[Decision]:
        """Yield the decisions on statements that moved with what hangs on them, or were reworded too, each with all."""
        changed = {one.old.origin: one for one in found if one.what is What.CHANGED and one.old and not one.conflict}
        moved = {one.old.origin: one for one in found if one.what is What.MOVED and one.old}
        for origin, one in moved.items():
            home = self._homes.of(origin)
            parts = self._parts(origin) if home is not None and not home.place else []
            if home is None or not all(name in moved for name in parts):
                continue
            twin = changed.get(origin)
            if parts or twin is not None:
                made = self._moved(one, home, self._changed(twin, home) if twin else None)
                covers = (*made.covers, *(moved[name] for name in parts))
                if made.can_be_made and covers:
                    yield self._guarded(replace(made, covers=covers), home)

    def _parts(self, origin: str) -> list[str]:
        """Return the origins of what hangs on a paragraph."""
        return [name for name in self._homes.recorded if name.rpartition("/")[0] == origin]

    def _is_lone(self, one: Difference) -> bool:
        """Return whether a difference is a new paragraph that has no recorded one beside it."""
        return one.what is What.INSERTED and bool(one.before) and self._homes.neighbour(one) is None

    def _decide(self, one: Difference, gone: set[str]) -> Decision:
        if one.what is What.FORMATTED:
            shown = looks_apart(one.base, one.new) if one.new else ""
            return self._unplaced(one, f"records can't hold this look: {shown}")
        if one.what is What.INSERTED:
            return self._inserter.decide(one)
        block = one.old or one.base
        origin = block.origin if block else ""
        home = self._homes.of(origin) if one.old else None
        if home is None:
            return self._computed.decide(one, origin)
        if one.what is What.DELETED:
            return self._guarded(self._deleted(one, home, gone), home)
        return self._guarded(self._moved(one, home) if one.what is What.MOVED else self._changed(one, home), home)

    def _guarded(self, made: Decision, home: Home) -> Decision:
        """Return a decision that is to be looked at where the records changed too, and refused for agreed words.

        A heading, and a paragraph that comes, count as agreed where anything in their file is: they stand among it.
        """
        why = made.difference.conflict or made.review
        if made.difference.conflict and made.difference.what is What.CHANGED:
            why = f"{why}: accepting puts the copy's words in the place of theirs"
        path = (self._homes.state.root / home.file).resolve()
        whole = made.difference.what is What.INSERTED or (not home.recorded.parts and self._homes.is_heading(home))
        lines = range(home.first, home.last + 1)
        agreed = any(file == path and (whole or line in lines) for file, line in self.agreed)
        if agreed:
            why = _AGREED if self.reopen else f"{_AGREED} (--reopen lets them be changed)"
        return replace(
            made, review=why, file=home.file, line=home.first, agreed=agreed, reopened=agreed and self.reopen
        )

    def _changed(self, one: Difference, home: Home) -> Decision:
        old, new = one.old, one.new
        if old is None or new is None or NO_WORDS.search(new.text):
            return self._unplaced(
                one,
                "records can't hold a line break or tab in a paragraph: make two paragraphs of it, or write a space",
            )
        source = rewritten(home.recorded.source, old.runs, new.runs)
        if source is None:
            return Decision(Lands.PHRASE, one, self.copy, "the words that open the paragraph come from a phrase")
        if source == home.recorded.source:
            return self._unplaced(one, "the number of a cross-reference, or a look, that records don't hold")
        lines = self._homes.lines(home.file)
        begins: Place | None = home.recorded.place
        if old.kind in (Kind.HEADING, Kind.SUBHEADING) and not home.recorded.parts:
            begins = self._homes.heading_place(home)
        if begins is None:
            return self._unplaced(one, f"the heading holds marks: edit line {home.first} by hand")
        edits = word_edits(lines, begins, home.recorded.breaks, home.recorded.source, source)
        rewrites = tuple(Rewrite(home.file, edit.start, edit.end, edit.new) for edit in edits)
        return Decision(Lands.RECORD, one, self.copy, source, rewrites=rewrites)

    def _deleted(self, one: Difference, home: Home, gone: set[str]) -> Decision:
        first, last = home.first, home.last
        says = "taken out"
        if self._homes.is_heading(home):
            says = "the heading goes when nothing is left below it"
            if self._holds_more(one, gone):
                return Decision(Lands.PLAN, one, self.copy, "only the heading was taken out: its paragraphs stay")
        elif not home.place and not all(name in gone for name in self._parts(one.old.origin if one.old else "")):
            return self._unplaced(one, "what hangs on the paragraph stays: edit the statement by hand")
        changes = self._reopened(one, home, gone)
        review = f"the meeting's opening then stands before: {excerpt(changes[-1], _SHOWN)}" if changes else ""
        if heading := self._left_empty(one, gone):
            changes = (*changes, heading)
            review = review or f"the heading goes too, nothing is left below it: {excerpt(heading, _SHOWN)}"
        return Decision(
            Lands.RECORD, one, self.copy, says, review=review, changes=changes,
            rewrites=(replace(self._homes.without_lines(home.file, first, last), counts=home.place > 0),),
        )  # fmt: skip

    def _left_empty(self, one: Difference, gone: set[str]) -> str:
        """Return the heading below which nothing is left when a paragraph goes; empty where there is more."""
        blocks = [block for block in self._homes.state.report.draft.blocks if block.text]
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

    def _reopened(self, one: Difference, home: Home, gone: set[str]) -> tuple[str, ...]:
        """Return the texts of the statements one of which gets the opening of the one that goes, none without one."""
        if one.old is None or not lead_of(home.recorded.source, one.old.text):
            return ()
        blocks = self._homes.state.report.draft.blocks
        place = next((n for n, block in enumerate(blocks) if block.origin == one.old.origin), len(blocks))
        found = []
        for block in blocks[place + 1 :]:
            below = self._homes.of(block.origin)
            if block.kind is Kind.HEADING or below is None or below.file != home.file:
                break
            found.append(block.text)
            if block.origin not in gone:
                break
        return tuple(found)

    def _holds_more(self, one: Difference, gone: set[str]) -> bool:
        blocks = self._homes.state.report.draft.blocks
        places = [n for n, block in enumerate(blocks) if one.old and block.origin == one.old.origin]
        if not places:
            return True
        below = blocks[places[0] + 1 :]
        own = next((n for n, block in enumerate(below) if block.kind is Kind.HEADING), len(below))
        return any(block.origin not in gone for block in below[:own])

    def _moved(self, one: Difference, home: Home, reworded: Decision | None = None) -> Decision:
        """Take a statement from its lines to those behind the one that it stands behind in the copy.

        With the decision that `reworded` it, it goes there with its new words.
        """
        there = self._homes.neighbour(one, home.file)
        if (
            not home.place
            and one.old
            and not all(name in self._homes.unsettled for name in self._parts(one.old.origin))
        ):
            return self._unplaced(one, "what hangs on the paragraph stays where it was: edit the statement by hand")
        first, last = home.statement
        lines = self._homes.lines(home.file)
        begins = lines.begins(first)
        text: str | None = lines.text[begins : lines.begins(last + 1)]
        covers: tuple[Difference, ...] = ()
        if reworded is not None and reworded.rewrites and text is not None:
            text = applied(text, [FileEdit(e.start - begins, e.end - begins, e.new) for e in reworded.rewrites])
            covers = reworded.differences
        if text is None:
            return self._unplaced(one, "it was moved and reworded: edit the statement by hand")
        text = text.rstrip("\r\n")
        if there is None:
            made = self._contents.transferred(one, home, self._homes, text)
            if made is not None:
                return replace(made, covers=covers) if home.file == self._contents.outline.words_file else made
        if there is not None and home.place and one.new is not None and home.recorded.parts == ():
            return self._part_moved(one, home, there)
        if there is None or home.place or not home.parts:
            return self._unplaced(one, "it stands among paragraphs of another record now: move it by hand")
        target, behind = there
        taken = self._homes.without_lines(home.file, first, last)
        put = self._homes.paragraph(target, text, behind=behind)
        says = "moved and reworded" if covers else "moved"
        return Decision(Lands.RECORD, one, self.copy, says, rewrites=(taken, put), covers=covers)

    def _part_moved(self, one: Difference, home: Home, there: tuple[Home, bool]) -> Decision:
        """Take an item of a list, or a paragraph below a statement, from its lines to those behind another."""
        target, behind = there
        words = home.recorded.source
        if one.new is not None and one.new.kind is Kind.LIST_ITEM and behind and not self._homes.is_heading(target):
            put = self._homes.item(target, one.new, words)
        else:
            put = self._homes.paragraph(target, marked(one, words), behind=behind)
        taken = replace(self._homes.without_lines(home.file, home.first, home.last), counts=True)
        return Decision(Lands.RECORD, one, self.copy, "moved", rewrites=(taken, put))

    def _unplaced(self, one: Difference, why: str) -> Decision:
        return Decision(Lands.UNPLACED, one, self.copy, why)
