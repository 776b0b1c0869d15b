"""The last look before a report is sent: what is open, wrong, left out, edited by hand, or tells how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cwgdraft
from cwgdraft.checking.run import chosen_rules
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding, Severity
from cwgdraft.jobs.checking.accepted import marks_in_records, without_accepted
from cwgdraft.jobs.checking.check import check_documents
from cwgdraft.jobs.checking.documents import Library, reports
from cwgdraft.jobs.states import State, load_state
from cwgdraft.records.house import load_house
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.anchors import NAMESPACE, PREFIX
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.tracked import count_tracked
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of the last look: what was asked, whether it is as it must be, and what isn't."""

    question: str
    ready: bool
    details: tuple[str, ...] = ()


def last_look(workspace: Workspace, words: Sequence[str]) -> tuple[str, tuple[Answer, ...]]:
    """Return the report's name and what a last look at it gives; nothing is written.

    Raises `RecordsError` when the records can't be loaded, `CwgdraftError` when the report can't be made.
    """
    state = load_state(workspace, words, cwgdraft.__version__)
    answers = (
        _open_facts(state),
        _findings(workspace, words, state),
        _uncovered(state),
        _hand_edits(workspace, state),
        _metadata(workspace, state),
    )
    return state.target.name, answers


def _open_facts(state: State) -> Answer:
    details = tuple(fact.what for fact in state.report.open_facts if fact.name != "summary")
    return Answer("no placeholder stands for a fact that isn't known", not details, details)


def _findings(workspace: Workspace, words: Sequence[str], state: State) -> Answer:
    """Return what an editor would mark: errors and warnings that nobody accepted."""
    house = load_house(workspace)
    documents = reports(Library(workspace), words, house)
    if any(not one.subject.is_english for one in documents):
        return Answer("no error or warning is found (the rules read English only: have somebody read it)", ready=True)
    checked = check_documents(documents, chosen_rules(house))
    kept, more, _ = without_accepted(checked, marks_in_records(workspace), complete=False)
    found: list[Finding] = [*(one.finding for one in kept), *more, *state.records.findings, *state.report.findings]
    serious = [one for one in found if one.severity >= Severity.WARNING]
    return Answer("no error or warning is found", not serious, tuple(one.shown(workspace.root) for one in serious))


def _uncovered(state: State) -> Answer:
    missing = tuple(f"{line.meeting}: {line.what}" for line in state.report.missing)
    return Answer("every statement and document is in it, or left out with a reason", not missing, missing)


def _hand_edits(workspace: Workspace, state: State) -> Answer:
    """Return whether drafts of the report in build/ were edited by hand: the records don't know of that."""
    from cwgdraft.jobs.status import status

    details = []
    for path in sorted(workspace.build.glob(f"{state.target.name}*.docx")):
        try:
            found = status(path, workspace)
        except CwgdraftError:
            continue  # a final copy carries no identity
        if found.made.report == state.target.name and found.edits:
            several = f"{len(found.edits)} paragraphs were" if len(found.edits) > 1 else "1 paragraph was"
            details.append(f"{path.name}: {several} edited (cwgdraft status {path.name})")
    return Answer("no draft of it in build/ was edited by hand", not details, tuple(details))


def _metadata(workspace: Workspace, state: State) -> Answer:
    """Return whether the copy for the outside says nothing of how it was made."""
    document = typeset(state.report.draft, state.template, state.report.data, final=True)
    details = tuple(_traces(read_parts(document, state.target.name), str(workspace.root)))
    return Answer("the copy for the outside carries no comments, tracked changes, paths or marks", not details, details)


def _traces(parts: Parts, root: str) -> Iterator[str]:
    if count := count_tracked(parts):
        yield f"tracked changes at {count} places"
    for name, data in parts.items():
        if name.startswith("word/comments") and b"<w:comment " in data:
            yield f"comments ({name})"
        for words, what in (
            (NAMESPACE, "the identity of a draft"),
            (f'w:name="{PREFIX}', "anchors of a draft"),
            (root, "a path of this machine"),
            ("w:rsid", "marks of editing sessions"),
        ):
            if words.encode() in data:
                yield f"{what} ({name})"
