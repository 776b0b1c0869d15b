"""A combined report beside what its meetings approved: each statement of their summaries, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import cwgdraft
from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, StoryChanges
from cwgdraft.comparing.compare import BODY, compare
from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.drafting.coverage import Covered
from cwgdraft.drafting.report import draft_report
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Place
from cwgdraft.jobs.agreed import RULE as CHANGED
from cwgdraft.jobs.agreed import Agreed, Lines, agreed_findings, agreed_places
from cwgdraft.jobs.states import State, load_state
from cwgdraft.jobs.targets import load_targets
from cwgdraft.records.model import Item, Words
from cwgdraft.workspace import Workspace

ALIKE = 0.6
"""From this share of its words on, a statement is shown as reworded in a paragraph of the report's own prose."""
_TEXTS = (Kind.NUMBERED, Kind.PARAGRAPH, Kind.CONTINUATION)
NAMING = "naming of the meeting"
"""What is folded: a statement's words are the minutes', but a report on several meetings names which is meant."""
_AS_APPROVED = "as approved but for the naming of the meeting"
_OUTCOMES = ("as approved", _AS_APPROVED, "worded otherwise", "merged", "covered by own words", "left out", "missing")


@dataclass(frozen=True, slots=True)
class _Approved:
    """A statement as its meeting's summary prints it; `agreed` says of each block who agreed its words, if any did."""

    line: Covered
    section: str
    blocks: tuple[Block, ...]
    agreed: tuple[Agreed | None, ...]


def against_summaries(workspace: Workspace, words: Sequence[str]) -> Comparison:
    """Return every statement of the meetings' summaries beside what the combined report makes of it.

    What is printed as approved is the same, and folded where only its meeting is named ("next meeting" becomes "42nd
    meeting"). A merged statement is changed into the one that is kept; one for which the report's own words stand is
    changed where they hold most of it, else deleted, as is what is left out or missing: the cause says which. Where
    words change that a meeting has agreed, the cause is of the kind `agreed text`, and says when that was. Both sides
    are made from the records as they are. Raises `CwgdraftError` for a report that is itself a meeting's summary.
    """
    state = load_state(workspace, words, cwgdraft.__version__)
    target = state.target
    if target.plan.facts.kind == "meeting-summary":
        raise CwgdraftError(
            f"'{target.name}' is itself the summary of a meeting", "name a report on several meetings, such as 43 44"
        )
    lines = {line.what: line for line in state.report.coverage}
    agreed = agreed_places(state.records, target.meetings)
    approved = [one for number in target.meetings for one in _approved(workspace, state, number, lines, agreed)]
    beside = _Beside(state)
    changes: list[Change] = []
    counts = dict.fromkeys(_OUTCOMES, 0)
    place = number = departures = 0
    for one in approved:
        outcome, found = beside.became(one)
        counts[outcome] += 1
        found = [_departing(change, one) for change in found]
        departures += any(change.cause is not None and change.cause.kind is CauseKind.AGREED for change in found)
        for change in found:
            number += change.is_shown
            places = tuple(place + old for old in change.old_places)
            changes.append(replace(change, old_places=places, number=number if change.is_shown else 0))
        place += len(one.blocks)
    named = state.catalogue.ordinals(target.meetings)
    story = StoryChanges(None, BODY, tuple(changes))
    remarks = [_counted(counts)]
    if departures:
        statements = f"{departures} statements depart" if departures > 1 else "1 statement departs"
        remarks.append(f"{statements} from words that a meeting has agreed")
    found_changed = agreed_findings(workspace, state.records, target.meetings) if agreed else ()
    remarks += [f"{one.message}: they stand here as they are now" for one in found_changed if one.rule == CHANGED]
    remarks += _remarks(state, {one.line.what for one in approved})
    return Comparison(f"what the {named} meetings approved", target.name, (story,), tuple(remarks))


def _counted(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    shown = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    return f"{total} statements of the meetings: {shown}" if total else "the meetings' minutes record no statement"


def _approved(
    workspace: Workspace, state: State, number: int, lines: Mapping[str, Covered], agreed: Lines
) -> Iterator[_Approved]:
    """Yield the statements of a meeting as its summary prints them, in agenda order."""
    records, (target,) = load_targets(workspace, [str(number)])
    report = draft_report(
        records, target.plan, target.meetings, state.catalogue, name=target.name, labelling=state.labelling
    )
    places = {origin: one.place for origin, one in report.recorded_blocks().items()}
    meeting = f"{state.catalogue.writing.ordinal(number)} meeting"
    section, seen = meeting, set[str]()
    for place, block in enumerate(report.draft.blocks):
        if block.kind is Kind.HEADING:
            section = f"{meeting}, {block.label} {block.text}".strip()
        line = lines.get(block.origin)
        if line is not None and block.origin not in seen:
            seen.add(block.origin)
            blocks = tuple(_statement(report.draft, place))
            yield _Approved(line, section, blocks, tuple(_agreed(agreed, places.get(one.origin)) for one in blocks))
    for name, line in lines.items():  # what the summary itself leaves out was recorded all the same
        if line.meeting == number and _is_statement(name) and name not in seen:
            text = report.recorded.get(name)
            runs = (Run(" ".join((text.source if text else line.excerpt).split())),)
            blocks = (Block(Kind.PARAGRAPH, runs, origin=name),)
            whose = [_agreed(agreed, part.place) for part in text.parts] if text else []
            by = next((one for one in whose if one is not None), None)
            yield _Approved(line, f"{meeting}, not in its summary", blocks, (by,))


def _agreed(agreed: Lines, place: Place | None) -> Agreed | None:
    return agreed.get((place.path.resolve(), place.line)) if agreed and place is not None else None


def _departing(change: Change, one: _Approved) -> Change:
    """Return a change whose cause says so where it departs from agreed words; what comes does where any are agreed.

    What is left out is no departure: nothing else is said in its place. Its cause says that it was agreed.
    """
    if not change.is_shown or change.cause is None:
        return change
    whose = [one.agreed[at] for at in change.old_places] if change.old else one.agreed
    by = next((agreed for agreed in whose if agreed is not None), None)
    if by is None:
        return change
    if one.line.outcome in ("left out", "missing"):
        return replace(change, cause=replace(change.cause, detail=f"{change.cause.detail} (words that {by.shown})"))
    detail = f"departs from words that {by.shown}: {change.cause.detail}"
    return replace(change, cause=replace(change.cause, kind=CauseKind.AGREED, detail=detail))


def _is_statement(name: str) -> bool:
    return re.match(r"\d+[#/].*", name) is not None and ("#" in name or "~" in name)


def _statement(draft: Draft, place: int) -> Iterator[Block]:
    """Yield the blocks of the statement that begins at a place: its first paragraph, and those that hang on it."""
    origin = draft.blocks[place].origin
    yield draft.blocks[place]
    for block in draft.blocks[place + 1 :]:
        if not block.origin.startswith(f"{origin}/"):
            return
        yield block


class _Beside:
    """The combined report, asked what became of statements."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.draft = state.report.draft
        self.places = {block.origin: place for place, block in enumerate(self.draft.blocks)}
        self.plan = state.file_of(state.target.plan.place)

    def became(self, one: _Approved) -> tuple[str, list[Change]]:
        """Return in a word what became of a statement, and its changes."""
        line = one.line
        if line.outcome == "printed":
            changes = self._compared(one, line.what, Cause(CauseKind.PLAN, f"printed in {line.where or 'the report'}"))
            if not any(change.is_shown for change in changes):
                return "as approved", changes
            if any(run.open for change in changes for block in change.new for run in block.runs):
                return "worded otherwise", changes
            return _AS_APPROVED, [replace(one, derived=NAMING, cause=None) if one.is_shown else one for one in changes]
        if line.outcome == "merged":
            return "merged", self._merged(one)
        if line.outcome == "covered":
            return "covered by own words", self._covered(one)
        reason = f"left out: {line.reason}" if line.outcome == "left out" else f"missing: {line.reason}"
        cause = Cause(CauseKind.PLAN, reason, self.plan, self._order_line(one) if line.outcome == "left out" else 0)
        return line.outcome, _gone(one, cause)

    def _compared(self, one: _Approved, origin: str, cause: Cause) -> list[Change]:
        """Return the changes from a statement to what the report prints under `origin`."""
        place = self.places[origin]
        return _beside(one, list(_statement(self.draft, place)), place, cause)

    def _merged(self, one: _Approved) -> list[Change]:
        merges = self.state.target.plan.facts.merge
        for i, merge in enumerate(merges):
            if one.line.what in merge.statements and merge.keep in self.places:
                line = self.state.target.plan.places[f"merge/{i}"].line
                detail = f"merged into {merge.keep}, printed in {one.line.where}"
                return self._compared(one, merge.keep, Cause(CauseKind.PLAN, detail, self.plan, line))
        return _gone(one, Cause(CauseKind.PLAN, one.line.reason, self.plan))

    def _covered(self, one: _Approved) -> list[Change]:
        """Return a statement beside the own words that hold most of it; else as gone, with how much of it is left."""
        heading, prose = self._prose.get(one.line.where, ("", []))
        wanted = _words("\n".join(block.text for block in one.blocks))
        shares = [(len(wanted & _words(block.text)) / max(len(wanted), 1), block) for block in prose]
        share, nearest = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        recorded = self.state.report.recorded.get(nearest.origin) if nearest else None
        file = self.state.file_of(recorded.place) if recorded else self.plan
        line = recorded.place.line if recorded else 0
        detail = f"covered by the words of '{heading or one.line.where}'"
        if nearest is not None and share >= ALIKE:
            cause = Cause(CauseKind.RECORD, detail, file, line)
            return _beside(one, [nearest], self.places[nearest.origin], cause)
        if wanted:
            detail += f", of which the nearest paragraph holds {share:.0%} of its words"
        return _gone(one, Cause(CauseKind.RECORD, detail, file, line))

    @cached_property
    def _prose(self) -> dict[str, tuple[str, list[Block]]]:
        """Return by section its heading and the paragraphs of own words below it."""
        found: dict[str, tuple[str, list[Block]]] = {}
        own = re.compile(rf"{re.escape(self.state.target.plan.name)}[#/]")
        section = ""
        for block in self.draft.blocks:
            if block.origin.startswith("section:"):
                section = block.origin.removeprefix("section:")
                found.setdefault(section, (f"{block.label} {block.text}".strip(), []))
            elif own.match(block.origin) and block.kind is not Kind.HEADING and section in found:
                found[section][1].append(block)
        return found

    def _order_line(self, one: _Approved) -> int:
        """Return the line of the plan's `leave_out` that gives the reason; 0 where several give the same."""
        orders = self.state.target.plan.facts.leave_out
        lines = [
            self.state.target.plan.places[f"leave_out/{i}"].line
            for i, order in enumerate(orders)
            if order.reason == one.line.reason
        ]
        return lines[0] if len(lines) == 1 else 0


def _beside(one: _Approved, printed: Sequence[Block], place: int, cause: Cause) -> list[Change]:
    """Return the changes from a statement to the blocks that are printed from `place` on; numbers don't count."""
    old, new = (_bare(blocks) for blocks in (one.blocks, printed))
    story = next(story for story in compare(old, new).stories if story.name == BODY)
    found = []
    for change in story.changes:
        places = change.new_places
        found.append(
            replace(
                change,
                old=tuple(one.blocks[at] for at in change.old_places),
                new=tuple(printed[at] for at in places),
                new_places=tuple(place + at for at in places),
                section=one.section,
                cause=cause if change.is_shown else None,
            )
        )
    return found


def _bare(blocks: Iterable[Block]) -> Draft:
    """Return blocks as a draft without numbers: the same statement has another number in every report."""
    bare = tuple(
        replace(block, label="", level=0, starts=0, kind=Kind.PARAGRAPH if block.kind in _TEXTS else block.kind)
        for block in blocks
    )
    return Draft("", "", "", "", {}, bare)


def _gone(one: _Approved, cause: Cause) -> list[Change]:
    """Return the changes by which a statement went, with its words."""
    there, nothing = (Draft("", "", "", "", {}, blocks) for blocks in (one.blocks, ()))
    story = next(story for story in compare(there, nothing).stories if story.name == BODY)
    return [replace(change, section=one.section, cause=cause) for change in story.changes]


def _words(text: str) -> set[str]:
    """Return the words that carry sense: those of four letters and more, and figures."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3 or word.isdigit()}


# --- what can't be compared -------------------------------------------------------------------------


def _remarks(state: State, seen: Collection[str]) -> Iterator[str]:
    """Yield which meetings record nothing, and for which own words nothing is recorded to compare them with."""
    covered = {line.where for line in state.report.coverage if line.what in seen and line.outcome == "covered"}
    words = state.target.plan.words.get(state.catalogue.language) or Words()
    printed = _printed(state.report.draft, seen)
    alone = [
        item.id
        for item in _items(words.items)
        if (named := {int(one) for one in re.findall(r"\d+", item.attributes.get("covers", ""))})
        and item.id not in covered
        and not named & printed.get(item.id, set())
    ]
    if alone:
        yield (
            f"the report's own words on {', '.join(alone)} stand for what the minutes don't record: "
            "they can't be compared with anything approved"
        )


def _printed(draft: Draft, seen: Collection[str]) -> dict[str, set[int]]:
    """Return by section the meetings whose statements are printed in it, or in a section below it."""
    found: dict[str, set[int]] = {}
    above: list[tuple[int, str]] = []
    for block in draft.blocks:
        if block.kind is Kind.HEADING and block.origin.startswith("section:"):
            above = [*(one for one in above if one[0] < block.level), (block.level, block.origin[8:])]
        elif block.origin in seen:
            for _, section in above:
                found.setdefault(section, set()).add(int(re.split("[#/]", block.origin)[0]))
    return found


def _items(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _items(child for child in item.children if isinstance(child, Item))
