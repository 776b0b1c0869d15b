"""A report now beside the same report at an earlier revision: both drafts, both documents, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cwgdraft
from cwgdraft.comparing.changes import Comparison
from cwgdraft.draft import Draft
from cwgdraft.finding import Finding
from cwgdraft.jobs.causes import Explainer, causes_of_states
from cwgdraft.jobs.history import History, Revision, history_of
from cwgdraft.jobs.states import State, load_revision, load_state
from cwgdraft.workspace import Workspace


@dataclass(frozen=True)
class Since:
    """A report at a revision (`before`) and as the working tree makes it (`after`)."""

    before: State
    after: State
    history: History
    revision: Revision

    @property
    def old(self) -> Draft:
        """Return the draft of the revision, named after it."""
        draft = _printed(self.before)
        return replace(draft, name=f"{draft.name} at {self.revision.shown}")

    @property
    def new(self) -> Draft:
        """Return the draft as it is now."""
        return _printed(self.after)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found when the present draft was made."""
        return (*self.after.records.findings, *self.after.report.findings)

    def old_document(self) -> bytes:
        """Return the report of the revision as a Word file, made through the template of that revision."""
        return self.before.document()

    def new_document(self) -> bytes:
        """Return the present report as a Word file."""
        return self.after.document()

    def causes(self, comparison: Comparison) -> Comparison:
        """Return a comparison of the two drafts with the cause of every change, and a remark on the template."""
        explainer = Explainer(self.before, self.after, self.history, self.revision)
        found = causes_of_states(explainer, comparison)
        templates = [name for name, digest in self.after.digests.items() if name.endswith(".docx")]
        changed = [name for name in templates if self.before.digests.get(name) != self.after.digests[name]]
        if not changed:
            return found
        remark = f"the template changed ({changed[0]}): its own text and look are compared only between two Word files"
        return replace(found, remarks=(*found.remarks, remark))


def _printed(state: State) -> Draft:
    """Return a state's draft with those facts of the first page that its template prints."""
    draft = state.report.draft
    return replace(draft, front={fact: draft.front[fact] for fact in state.template.printed(draft.front)})


def since(workspace: Workspace, words: Sequence[str], revision: str) -> Since:
    """Return the report that `words` name as it was at `revision`, and as it is now; the working tree isn't touched.

    Raises `CwgdraftError` where the workspace is in no repository, nothing is called `revision`, the report can't be
    made at either end, and `RecordsError` where the records can't be loaded.
    """
    history = history_of(workspace)
    found = history.revision(revision)
    after = load_state(workspace, words, cwgdraft.__version__)
    before = load_revision(history, found, words, cwgdraft.__version__, after.catalogue.language)
    return Since(before, after, history, found)
