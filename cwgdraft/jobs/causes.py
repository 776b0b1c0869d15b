"""Why a report changed between two states of its records: the edits that, put back, put a block back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from cwgdraft.comparing.causes import is_computed, origin_of, with_causes
from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, What
from cwgdraft.comparing.effects import Effect, Layout, effect, layout
from cwgdraft.drafting.combine import Recorded
from cwgdraft.drafting.coverage import Covered
from cwgdraft.jobs.edits import Edit, drafted_without, edits_between
from cwgdraft.jobs.history import History, Revision
from cwgdraft.jobs.states import State
from cwgdraft.jobs.wording import described

_FACTS = ("shared", "session", "since", "signature")
"""Keys of a plan that hold facts of computed sentences; the others say how the report is arranged."""
_MOST_NAMED = 2
_MOST_TRIALS = 300
"""So many drafts are made at most to find which of several edits are needed together: a few seconds."""
_MOST_IDLE = 5
_OUTCOMES = {"left out": "left out: {reason}", "merged": "{reason}", "covered": "covered by the words of '{where}'"}


@dataclass(frozen=True)
class Explainer:
    """Names the causes of the changes between two states; commits where `history` knows the present lines."""

    old: State
    new: State
    history: History | None = None
    revision: Revision | None = None
    _together: list[Sequence[Edit]] = field(default_factory=list, repr=False, compare=False)
    """The edits that were found to move a block only together."""
    _tried: dict[tuple[int, ...], Layout | None] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def _edits(self) -> list[Edit]:
        return edits_between(self.old, self.new)

    @cached_property
    def _recorded(self) -> tuple[dict[str, Recorded], dict[str, Recorded]]:
        return self.old.report.recorded_blocks(), self.new.report.recorded_blocks()

    @cached_property
    def _layouts(self) -> tuple[Layout, Layout]:
        return layout(self.old.report.draft), layout(self.new.report.draft)

    @cached_property
    def _trials(self) -> list[tuple[Edit, Layout]]:
        """Return what the report would be with each edit put back, by itself."""
        return [(edit, found) for edit in self._edits if (found := self._without([edit])) is not None]

    def _without(self, edits: Sequence[Edit]) -> Layout | None:
        names = tuple(id(edit) for edit in edits)
        if names not in self._tried:
            report = drafted_without(self.new, self.old, edits)
            self._tried[names] = layout(report.draft) if report else None
        return self._tried[names]

    @cached_property
    def _since(self) -> frozenset[str]:
        return self.history.since(self.revision) if self.history and self.revision else frozenset()

    @cached_property
    def _outcomes(self) -> dict[str, Covered]:
        return {line.what: line for line in self.new.report.coverage}

    # --- the cause of one change ----------------------------------------------------------------

    def cause(self, change: Change) -> Cause:
        """Return why a block changed."""
        return self._of_words(change) or self._of_edits(change) or self._of_several(change) or self._of_template(change)

    def _of_words(self, change: Change) -> Cause | None:
        """Return the statement or heading that was reworded, written or taken out, None where the words stayed."""
        before = _first(self._recorded[0], (one.origin for one in change.old))
        after = _first(self._recorded[1], (one.origin for one in change.new))
        if after and not change.old and not self._stands(self.old, after[1], self.new.file_of(after[1].place)):
            return self._at(after[1], "written")
        if before and not change.new and not self._stands(self.new, before[1], self.old.file_of(before[1].place)):
            return self._gone(before[1])
        if after and before and after[1].source != before[1].source and not after[0].startswith("section:"):
            return self._at(after[1], self._reworded(change))
        return None

    def _reworded(self, change: Change) -> str:
        """Return that words were changed; of words that moved as well, what moved them."""
        moved = self._of_edits(change) if change.what is What.MOVED else None
        if moved is None or moved.kind is CauseKind.RECORD:
            return "moved and reworded" if change.what is What.MOVED else "reworded"
        where = f"{moved.file}:{moved.line}" if moved.line else moved.file
        return f"reworded; moved by {where} {moved.detail}"

    @staticmethod
    def _stands(state: State, words: Recorded, file: str) -> bool:
        """Return whether words stand in a file of a state; a section's heading stands in no file of words."""
        text = state.texts.get(file)
        return not file.endswith(".md") or (text is not None and _first_line(words) in text.text)

    def _at(self, words: Recorded, detail: str) -> Cause:
        file, line = self.new.file_of(words.place), words.place.line
        return Cause(CauseKind.RECORD, detail, file, line, self._commit(file, line))

    def _gone(self, words: Recorded) -> Cause:
        file = self.old.file_of(words.place)
        commit = self.history.removed(file, _first_line(words), self.revision) if self.history and self.revision else ""
        return Cause(CauseKind.RECORD, f"taken out; it stood in line {words.place.line}", file, 0, commit)

    def _commit(self, file: str, line: int) -> str:
        if self.history is None or self.revision is None:
            return ""
        found = self.history.commit_of(file, line, self._since) if line else ""
        return found or self.history.last_change(file, self.revision)

    # --- edits that, put back, put the block back -----------------------------------------------

    def _of_edits(self, change: Change) -> Cause | None:
        """Return the edit that moves the block, the ones that restore it before those that only touch it."""
        old, now = self._layouts
        effects = [(effect(change, old, now, trial), edit) for edit, trial in self._trials]
        best = max((found for found, _ in effects), default=Effect.NONE)
        if best is Effect.NONE:
            return None
        return self._named(change, [edit for found, edit in effects if found is best])

    def _of_several(self, change: Change) -> Cause | None:
        """Return the edits that only together move the block: one alone changes nothing."""
        old, now = self._layouts

        def moved_by(edits: Sequence[Edit]) -> Effect:
            trial = self._without(edits)
            return Effect.NONE if trial is None else effect(change, old, now, trial)

        for edits in self._together:
            if moved_by(edits) is not Effect.NONE:
                return self._named(change, edits)
        for group, _ in self._groups:
            if (found := moved_by(group)) is not Effect.NONE:
                needed = self._needed(group, moved_by, found)
                self._together.append(needed)
                return self._named(change, needed)
        return None

    def _needed(self, edits: Sequence[Edit], moved_by: Callable[[Sequence[Edit]], Effect], least: Effect) -> list[Edit]:
        """Return those of some edits that it takes to move a block: the others are dropped, in ever smaller parts."""
        needed = list(edits)
        size = len(needed) // 2
        while size and len(self._tried) < _MOST_TRIALS:
            place = 0
            while place < len(needed):
                fewer = needed[:place] + needed[place + size :]
                if fewer and moved_by(fewer) >= least:
                    needed = fewer
                else:
                    place += size
            size //= 2
        return needed

    @cached_property
    def _groups(self) -> list[tuple[list[Edit], Layout]]:
        """Return the edits of plans, of phrases, of other records, and all together, each with its trial."""
        plans = [edit for edit in self._edits if _is_plan(edit)]
        phrases = [edit for edit in self._edits if edit.file.startswith("templates/")]
        others = [edit for edit in self._edits if edit not in plans and edit not in phrases]
        groups = [group for group in (others, plans, phrases) if len(group) > 1]
        groups += [self._edits] if len(self._edits) > 1 else []
        return [(group, found) for group in groups if (found := self._without(group)) is not None]

    def _named(self, change: Change, edits: Sequence[Edit]) -> Cause:
        if left_out := self._left_out(change, edits):
            return left_out
        first = edits[0]
        texts = [self._described(change, edit, named_file=edit.file != first.file) for edit in edits[:_MOST_NAMED]]
        more = len(edits) - len(texts)
        if more:
            texts.append(f"{more} more edit{'s' if more > 1 else ''}")
        line = self._line(change, first)
        return Cause(
            _kind(change, first),
            self._outcome(change) or "; ".join(texts),
            first.file,
            line,
            self._commit(first.file, line),
        )

    def _left_out(self, change: Change, edits: Iterable[Edit]) -> Cause | None:
        """Return the line of the plan that leaves a statement out, where that line is one of the edits."""
        line = self._outcomes.get(change.old[0].origin) if change.what is What.DELETED else None
        plan = self.new.target.plan
        file = self.new.file_of(plan.place)
        if (
            line is None
            or line.outcome != "left out"
            or not any(edit.file == file and edit.path[:1] in ((), ("leave_out",)) for edit in edits)
        ):
            return None
        lines = [
            plan.places[f"leave_out/{i}"].line
            for i, one in enumerate(plan.facts.leave_out)
            if one.reason == line.reason
        ]
        if len(lines) != 1:
            return None
        return Cause(CauseKind.PLAN, self._outcome(change), file, lines[0], self._commit(file, lines[0]))

    def _described(self, change: Change, edit: Edit, *, named_file: bool) -> str:
        text = self._of_own_words(change, edit) or described(edit, self.new.catalogue.writing)
        return f"{edit.file}{f':{edit.line}' if edit.line else ''} {text}" if named_file else text

    def _of_own_words(self, change: Change, edit: Edit) -> str:
        """Return what became of a block whose words stand in a file that was edited; empty where it has none there."""
        before = _first(self._recorded[0], (one.origin for one in change.old))
        after = _first(self._recorded[1], (one.origin for one in change.new))
        stood = before[1].place if before and self.old.file_of(before[1].place) == edit.file else None
        stands = after[1].place if after and self.new.file_of(after[1].place) == edit.file else None
        if not edit.of_words or not (stood or stands):
            return ""
        if change.what is What.MOVED and stood:
            return f"moved; it stood in line {stood.line}"
        if not change.new and stood:
            return f"taken out; it stood in line {stood.line}"
        return "written" if not change.old else ""

    def _outcome(self, change: Change) -> str:
        """Return what became of a statement that is recorded but not printed any more."""
        line = self._outcomes.get(change.old[0].origin) if change.what is What.DELETED else None
        found = _OUTCOMES.get(line.outcome, "") if line else ""
        return found.format(reason=line.reason, where=line.where) if line else ""

    def _line(self, change: Change, edit: Edit) -> int:
        """Return the line of an edit; of the order of sections, that of the section in which the block stands."""
        if edit.of_words:
            after = _first(self._recorded[1], (one.origin for one in change.new))
            same = after is not None and self.new.file_of(after[1].place) == edit.file
            return after[1].place.line if after and same else 0
        if edit.path[:1] != ("sections",) or edit.file != self.new.file_of(self.new.target.plan.place):
            return edit.line
        now = self._layouts[1]
        placed = next((now[one.origin] for one in change.new if one.origin in now), None)
        key = (origin_of(change) if origin_of(change).startswith("section:") else placed.section if placed else "")[8:]
        place = self.new.target.plan.places.get(f"section {key}")
        return place.line if place else edit.line

    def _of_template(self, change: Change) -> Cause:
        """Return the template where it changed and nothing else explains a block, else that nothing is known."""
        if self.changed_template:
            return self.of_template("its samples or numbers changed")
        if change.what is What.FORMATTED:
            return Cause(CauseKind.UNKNOWN, "its look follows from where it stands")
        computed = is_computed(origin_of(change))
        return Cause(CauseKind.UNKNOWN, "no edit of the records moves it by itself" if computed else "")

    # --- the template, and what moved nothing ---------------------------------------------------

    @property
    def changed_template(self) -> str:
        """Return the template where it changed, else the empty text."""
        files = [name for name in self.new.digests if name.endswith(".docx")]
        return next((name for name in files if self.old.digests.get(name) != self.new.digests[name]), "")

    def of_template(self, detail: str = "") -> Cause:
        """Return the template that changed as a cause."""
        name = self.changed_template
        return Cause(CauseKind.TEMPLATE, detail, name, 0, self._commit(name, 0))

    def _shows_in_template(self, edit: Edit) -> bool:
        """Return whether an edit moves a fact that the template prints by a tag of its own, beside the draft."""
        report = drafted_without(self.new, self.old, [edit])
        if report is None or report.data == self.new.report.data:
            return False
        trial = replace(self.new, report=replace(self.new.report, data=report.data))
        return trial.document() != self.new.document()

    def idle(self) -> str:
        """Return which edits of the report's own sources moved nothing in it, in words; empty where all did."""
        now = self._layouts[1]
        together = {id(edit) for edits in self._together for edit in edits}
        sources = {*self.old.digests, *self.new.digests}
        found = [
            f"{edit.file}:{edit.line}" if edit.line else edit.file
            for edit, trial in self._trials
            if edit.file in sources and id(edit) not in together and trial == now and not self._shows_in_template(edit)
        ]
        if not found:
            return ""
        more = f" and {len(found) - _MOST_IDLE} more" if len(found) > _MOST_IDLE else ""
        edits = f"{len(found)} edits" if len(found) > 1 else "1 edit"
        return f"{edits} of the records moved nothing here: {', '.join(found[:_MOST_IDLE])}{more}"


def _first(recorded: Mapping[str, Recorded], origins: Iterable[str]) -> tuple[str, Recorded] | None:
    """Return the first origin that stands in the records, and its words."""
    return next(((origin, recorded[origin]) for origin in origins if origin in recorded), None)


def _first_line(words: Recorded) -> str:
    return words.source.split("\n", 1)[0]


def _is_plan(edit: Edit) -> bool:
    return edit.file.startswith("records/reports/") and not edit.of_words


def _kind(change: Change, edit: Edit) -> CauseKind:
    """Return what kind of cause an edit is for a block."""
    if edit.file.startswith("templates/"):
        return CauseKind.PHRASES
    computed = is_computed(origin_of(change))
    if _is_plan(edit):
        return CauseKind.COMPUTED if computed and edit.path[:1] and edit.path[0] in _FACTS else CauseKind.PLAN
    return CauseKind.COMPUTED if computed and not edit.of_words else CauseKind.RECORD


def causes_of_states(explainer: Explainer, comparison: Comparison) -> Comparison:
    """Return a comparison of two states' drafts with the cause of every change; a remark names edits without effect."""
    found = with_causes(comparison, lambda _, change: explainer.cause(change))
    idle = explainer.idle()
    return replace(found, remarks=(*found.remarks, idle)) if idle else found
