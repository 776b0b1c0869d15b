"""Why a report changed: between two states of its records, or between two Word files and the states behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cwgdraft.comparing.causes import (
    Effect,
    Layout,
    cause_by_hand,
    cause_by_sources,
    effect,
    is_computed,
    layout,
    origin_of,
    with_causes,
    word_file,
)
from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, StoryChanges, What
from cwgdraft.comparing.compare import STYLES
from cwgdraft.draft import Block, Draft, Kind, Made, Run, flat
from cwgdraft.drafting.combine import Recorded
from cwgdraft.drafting.coverage import Covered
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.edits import Edit, drafted_without, edits_between
from cwgdraft.jobs.history import History, Revision, history_of
from cwgdraft.jobs.states import State, state_of
from cwgdraft.jobs.wording import described
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace

_FACTS = ("shared", "session", "since", "signature")
"""Keys of a plan that hold facts of computed sentences; the others say how the report is arranged."""
_MOST_NAMED = 2
_OUTCOMES = {"left out": "left out: {reason}", "merged": "{reason}", "covered": "covered by the words of '{where}'"}


@dataclass(frozen=True)
class Explainer:
    """Names the causes of the changes between two states; commits where `history` knows the present lines."""

    old: State
    new: State
    history: History | None = None
    revision: Revision | None = None

    @cached_property
    def _edits(self) -> list[Edit]:
        return edits_between(self.old, self.new)

    @cached_property
    def _layouts(self) -> tuple[Layout, Layout]:
        return layout(self.old.report.draft), layout(self.new.report.draft)

    @cached_property
    def _trials(self) -> list[tuple[Edit, Layout]]:
        """Return what the report would be with each edit put back, by itself."""
        return [(edit, found) for edit in self._edits if (found := self._without([edit])) is not None]

    def _without(self, edits: Sequence[Edit]) -> Layout | None:
        report = drafted_without(self.new, self.old, edits)
        return layout(report.draft) if report else None

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
        before = _recorded(self.old, (one.origin for one in change.old))
        after = _recorded(self.new, (one.origin for one in change.new))
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
        """Return the edits of one kind of file that only together move the block: one alone changes nothing."""
        old, now = self._layouts
        for group, trial in self._groups:
            if effect(change, old, now, trial) is not Effect.NONE:
                return self._named(change, group)
        return None

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
        first = edits[0]
        texts = [self._described(edit, named_file=edit.file != first.file) for edit in edits[:_MOST_NAMED]]
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

    def _described(self, edit: Edit, *, named_file: bool) -> str:
        text = described(edit, self.new.catalogue.writing)
        return f"{edit.file}{f':{edit.line}' if edit.line else ''} {text}" if named_file else text

    def _outcome(self, change: Change) -> str:
        """Return what became of a statement that is recorded but not printed any more."""
        line = self._outcomes.get(change.old[0].origin) if change.what is What.DELETED else None
        found = _OUTCOMES.get(line.outcome, "") if line else ""
        return found.format(reason=line.reason, where=line.where) if line else ""

    def _line(self, change: Change, edit: Edit) -> int:
        """Return the line of an edit; of the order of sections, that of the section in which the block stands."""
        if edit.of_words:
            after = _recorded(self.new, (one.origin for one in change.new))
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
        files = [name for name in self.new.digests if name.endswith(".docx")]
        name = files[0] if files else ""
        if name and self.old.digests.get(name) != self.new.digests[name]:
            return Cause(CauseKind.TEMPLATE, "its samples or numbers changed", name, 0, self._commit(name, 0))
        if change.what is What.FORMATTED:
            return Cause(CauseKind.UNKNOWN, "its look follows from where it stands")
        computed = is_computed(origin_of(change))
        return Cause(CauseKind.UNKNOWN, "no edit of the records moves it by itself" if computed else "")


def _recorded(state: State, origins: Iterable[str]) -> tuple[str, Recorded] | None:
    """Return the first origin that stands in the records, and its words; a paragraph below a statement as it."""
    for origin in origins:
        for name in (origin, origin.rpartition("/")[0]):
            if found := state.report.recorded.get(name):
                return origin, found
    return None


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
    """Return a comparison of two states' drafts with the cause of every change."""
    return with_causes(comparison, lambda _, change: explainer.cause(change))


# --- two Word files -------------------------------------------------------------------------------


def causes_of_files(old: Draft, new: Draft, comparison: Comparison, workspace: Workspace | None) -> Comparison:
    """Return a comparison of two Word files with the causes that can be known.

    What was edited by hand is told from the digests that the files carry. Where the records from which both files
    were made are in the workspace, or in its git, the two states are compared; else the digests of the sources say
    which of them changed. Files without identity have no known causes.
    """
    if old.made is None and new.made is None:
        unknown = Cause(CauseKind.UNKNOWN, "the files don't say what they were made from")
        return with_causes(comparison, lambda *_: unknown)
    explainer = _explainer(old, new, workspace)
    free = _FreeText.between(explainer) if explainer else None
    before, after = word_file(old), word_file(new)

    def name(story: StoryChanges, change: Change) -> Cause:
        by_hand = cause_by_hand(change, before, after)
        if by_hand is not None:
            return by_hand
        if old.made is None or new.made is None:
            which = "old" if old.made is None else "new"
            return Cause(CauseKind.UNKNOWN, f"the {which} file doesn't say what it was made from")
        if story.kind is None and story.name == STYLES:
            return _of_styles(old.made, new.made)
        if not origin_of(change):
            return (free.cause(change) if free else None) or _of_free_text(story, change, old.made, new.made)
        if explainer is None:
            return cause_by_sources(change, old.made, new.made)
        found = explainer.cause(change)
        if found.kind is CauseKind.UNKNOWN and old.made.version != new.made.version:
            return Cause(CauseKind.PROGRAM, f"version {old.made.version} -> {new.made.version}")
        return found

    return with_causes(comparison, name)


@dataclass(frozen=True)
class _FreeText:
    """What the two builds wrote outside the draft's blocks: the first page, headers, closing."""

    explainer: Explainer
    old: frozenset[str]
    new: frozenset[str]

    @classmethod
    def between(cls, explainer: Explainer) -> _FreeText:
        """Return the free text of the documents that the two states build."""
        return cls(explainer, _free_texts(explainer.old), _free_texts(explainer.new))

    def cause(self, change: Change) -> Cause | None:
        """Return the hand that wrote a text which no build did, or the first-page fact that it shows."""
        if any(one.text not in self.new for one in change.new if one.text):
            return Cause(CauseKind.HAND, "written into the new file" if not change.old else "edited in the new file")
        if any(one.text not in self.old for one in change.old if one.text):
            return Cause(
                CauseKind.HAND, "it stood in the old file only" if not change.new else "edited in the old file"
            )
        if not change.new and any(one.text in self.new for one in change.old if one.text):
            return Cause(CauseKind.HAND, "taken out of the new file")
        old, new = self.explainer.old.report.draft.front, self.explainer.new.report.draft.front
        was, now = (" ".join(one.text for one in blocks) for blocks in (change.old, change.new))
        for fact in new:
            if old.get(fact) != new[fact] and new[fact] in now and old.get(fact, "") in was:
                return self.explainer.cause(_of_front(fact, old.get(fact, ""), new[fact]))
        return None


def _free_texts(state: State) -> frozenset[str]:
    draft = read_draft(read_parts(state.document(), "built"), "built")
    blocks = (*draft.blocks, *(block for story in draft.stories for block in story.blocks))
    return frozenset(block.text for block in flat(blocks) if not block.origin)


def _of_front(name: str, old: str, new: str) -> Change:
    before, after = (Block(Kind.FRONT_TEXT, (Run(text),), origin=f"front:{name}") for text in (old, new))
    return Change(What.CHANGED, (before,), (after,))


def _explainer(old: Draft, new: Draft, workspace: Workspace | None) -> Explainer | None:
    """Return what explains two files by the states that they were made from, None where one can't be found."""
    if workspace is None or old.made is None or new.made is None:
        return None
    try:
        history: History | None = history_of(workspace)
    except CwgdraftError:
        history = None
    before = state_of(workspace, history, old.made, old.language)
    after = state_of(workspace, history, new.made, new.language) if before else None
    if before is None or after is None:
        return None
    return Explainer(before, after, history if after.revision is None else None, before.revision)


def _of_styles(old: Made, new: Made) -> Cause:
    """Return the cause of a style that is defined otherwise: the template, or somebody who changed it in Word."""
    return _of_template(old, new) or Cause(CauseKind.HAND, "changed in one of the files, not in the template")


def _of_template(old: Made, new: Made) -> Cause | None:
    """Return that the template changed, None where it is the same one."""
    templates = [name for name in new.sources if name.endswith(".docx")]
    changed = [name for name in templates if old.sources.get(name) != new.sources[name] and new.sources[name]]
    return Cause(CauseKind.TEMPLATE, "", changed[0]) if changed else None


def _of_free_text(story: StoryChanges, change: Change, old: Made, new: Made) -> Cause:
    """Return the cause of a change in text that no block holds: the template brings it, or somebody's hand."""
    if by_template := _of_template(old, new):
        return by_template
    in_body = story.kind is None
    if in_body and change.what is What.INSERTED:
        return Cause(CauseKind.HAND, "written into the new file")
    if in_body and change.what is What.DELETED:
        return Cause(CauseKind.HAND, "it stood in the old file only")
    found = cause_by_sources(change, old, new)
    if found.kind is CauseKind.UNKNOWN:
        return Cause(CauseKind.HAND, "it is no paragraph that a build wrote")
    return found
