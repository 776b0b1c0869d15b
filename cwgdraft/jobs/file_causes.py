"""Why two Word files differ: by hand, by the states of the records that they were made from, or by their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cwgdraft.comparing.causes import origin_of, with_causes
from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, StoryChanges, What
from cwgdraft.comparing.compare import STYLES
from cwgdraft.comparing.word_files import cause_by_hand, cause_by_sources, changed_sources, word_file
from cwgdraft.draft import Block, Draft, Kind, Made, Run, flat
from cwgdraft.jobs.causes import Explainer
from cwgdraft.jobs.history import history_or_none
from cwgdraft.jobs.states import State, state_of
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.workspace import Workspace


def causes_of_files(old: Draft, new: Draft, comparison: Comparison, workspace: Workspace | None) -> Comparison:
    """Return a comparison of two Word files with the causes that can be known.

    What was edited by hand is told from the digests that the files carry. Where the records from which both files
    were made are in the workspace, or in its git, the two states are compared; else the digests of the sources say
    which of them changed. Files without identity, and two different reports, have no causes: a remark says so.
    """
    before, after = word_file(old), word_file(new)
    if before is None or after is None:
        return _with(comparison, _without_identity(comparison, old, new))
    if before.made.report and after.made.report and before.made.report != after.made.report:
        both = f"'{before.made.report}' and '{after.made.report}'"
        return _with(comparison, f"causes aren't named: {both} are two different reports")
    explainer = _explainer(old, before.made, new, after.made, workspace)
    builds = _Builds.between(explainer) if explainer else None

    def name(story: StoryChanges, change: Change) -> Cause:
        by_hand = cause_by_hand(change, before, after) or (builds.look_by_hand(change) if builds else None)
        if by_hand is not None:
            return by_hand
        if story.kind is None and story.name == STYLES:
            return _of_template(explainer, before.made, after.made) or _BY_HAND
        if not origin_of(change):
            found = builds.cause_of_free_text(change) if builds else None
            return found or _of_free_text(explainer, story, change, before.made, after.made)
        if explainer is None:
            return cause_by_sources(change, before.made, after.made)
        found = explainer.cause(change)
        if found.kind is CauseKind.UNKNOWN and before.made.version != after.made.version:
            return Cause(CauseKind.PROGRAM, f"version {before.made.version} -> {after.made.version}")
        return found

    return _with(with_causes(comparison, name), explainer.idle() if explainer else "")


_BY_HAND = Cause(CauseKind.HAND, "changed in one of the files, not in the template")


def _with(comparison: Comparison, remark: str) -> Comparison:
    return replace(comparison, remarks=(*comparison.remarks, remark)) if remark else comparison


def _without_identity(comparison: Comparison, old: Draft, new: Draft) -> str:
    """Return which of two documents doesn't say what it was made from, in words."""
    if old.made is None and new.made is None:
        which = f"neither {comparison.old_name} nor {comparison.new_name} says"
    else:
        which = f"{comparison.old_name if old.made is None else comparison.new_name} doesn't say"
    return f"causes aren't known: {which} what it was made from"


# --- what the two states build ----------------------------------------------------------------------


def _explainer(old: Draft, before: Made, new: Draft, after: Made, workspace: Workspace | None) -> Explainer | None:
    """Return what explains two files by the states that they were made from, None where one can't be found."""
    if workspace is None:
        return None
    history = history_or_none(workspace)
    first = state_of(workspace, history, before, old.language)
    second = state_of(workspace, history, after, new.language) if first else None
    if first is None or second is None:
        return None
    return Explainer(first, second, history if second.revision is None else None, first.revision)


@dataclass(frozen=True)
class _Built:
    """A document that a state builds: its blocks by origin, and the texts and looks that stand outside them."""

    blocks: Mapping[str, Block]
    texts: frozenset[str]
    looks: frozenset[object]

    @classmethod
    def of(cls, state: State) -> _Built:
        """Return the document of a state, read back from Word."""
        draft = read_draft(read_parts(state.document(), "built"), "built")
        blocks = list(flat((*draft.blocks, *(block for story in draft.stories for block in story.blocks))))
        free = [block for block in blocks if not block.origin]
        return cls(
            {block.origin: block for block in blocks if block.origin},
            frozenset(block.text for block in free),
            frozenset((block.text, _look(block)) for block in free),
        )

    def has_look(self, block: Block) -> bool:
        """Return whether the build gave a block the look that it has; true of what the build didn't write."""
        if block.origin:
            return block.origin not in self.blocks or _look(self.blocks[block.origin]) == _look(block)
        return block.text not in self.texts or (block.text, _look(block)) in self.looks


def _look(block: Block) -> object:
    """Return what of a block isn't its words or number: a cross-reference shows a number."""
    runs = tuple(replace(run, text="" if run.target else run.text, tracked="") for run in block.runs)
    return runs, block.kind, block.list_kind, block.level, block.style, block.look


@dataclass(frozen=True)
class _Builds:
    """The documents that two states build, asked what in two files no build wrote."""

    explainer: Explainer
    old: _Built
    new: _Built

    @classmethod
    def between(cls, explainer: Explainer) -> _Builds:
        """Return the two documents."""
        return cls(explainer, _Built.of(explainer.old), _Built.of(explainer.new))

    def look_by_hand(self, change: Change) -> Cause | None:
        """Return the hand that gave a block another look than it was built with, None where nobody did."""
        if change.what is not What.FORMATTED:
            return None
        for built, blocks, name in ((self.new, change.new, "new"), (self.old, change.old, "old")):
            if not all(built.has_look(block) for block in blocks):
                return Cause(CauseKind.HAND, f"its look was changed in the {name} file")
        return None

    def cause_of_free_text(self, change: Change) -> Cause | None:
        """Return the hand that wrote a text which no build did, or the first-page fact that it shows."""
        if any(one.text not in self.new.texts for one in change.new if one.text):
            return Cause(CauseKind.HAND, "written into the new file" if not change.old else "edited in the new file")
        if any(one.text not in self.old.texts for one in change.old if one.text):
            return Cause(
                CauseKind.HAND, "it stood in the old file only" if not change.new else "edited in the old file"
            )
        if not change.new and any(one.text in self.new.texts for one in change.old if one.text):
            return Cause(CauseKind.HAND, "taken out of the new file")
        old, new = self.explainer.old.report.draft.front, self.explainer.new.report.draft.front
        was, now = (" ".join(one.text for one in blocks) for blocks in (change.old, change.new))
        for fact in new:
            if old.get(fact) != new[fact] and new[fact] in now and old.get(fact, "") in was:
                return self.explainer.cause(_of_front(fact, old.get(fact, ""), new[fact]))
        return None


def _of_front(name: str, old: str, new: str) -> Change:
    before, after = (Block(Kind.FRONT_TEXT, (Run(text),), origin=f"front:{name}") for text in (old, new))
    return Change(What.CHANGED, (before,), (after,))


# --- the template -----------------------------------------------------------------------------------


def _of_template(explainer: Explainer | None, old: Made, new: Made) -> Cause | None:
    """Return that the template changed, with the commit where it is known; None where it is the same one."""
    templates = [name for name in new.sources if name.endswith(".docx")]
    changed = [name for name in templates if old.sources.get(name) != new.sources[name] and new.sources[name]]
    if not changed:
        return None
    return explainer.of_template() if explainer else Cause(CauseKind.TEMPLATE, "", changed[0])


def _of_free_text(explainer: Explainer | None, story: StoryChanges, change: Change, old: Made, new: Made) -> Cause:
    """Return the cause of a change in text that no block holds: the template brings it, or somebody's hand."""
    if by_template := _of_template(explainer, old, new):
        return by_template
    in_body = story.kind is None
    if in_body and change.what is What.INSERTED:
        return Cause(CauseKind.HAND, "written into the new file")
    if in_body and change.what is What.DELETED:
        return Cause(CauseKind.HAND, "it stood in the old file only")
    found = cause_by_sources(change, old, new)
    if found.kind is CauseKind.UNKNOWN and not changed_sources(old, new):
        return Cause(CauseKind.HAND, "it is no paragraph that a build wrote")
    return found
