"""The last look before a report is sent: what is open, wrong, left out, edited by hand, or tells how it was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cwgdraft
from cwgdraft.checking.run import chosen_rules
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding, Severity, visible
from cwgdraft.jobs.agreed import RULE as CHANGED
from cwgdraft.jobs.agreed import agreed_places, bracketed_parts
from cwgdraft.jobs.brackets import brackets_left
from cwgdraft.jobs.checking.accepted import marks_in_records, without_accepted, wrong_marks
from cwgdraft.jobs.checking.baseline import without_known
from cwgdraft.jobs.checking.check import check_documents, with_agreed_told
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
    """One question of the last look: what must not be there, whether there is none, and what there is.

    `remarks` need no answer: somebody ought to know them.
    """

    question: str
    details: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        """Return whether there is nothing of the kind."""
        return not self.details


def last_look(workspace: Workspace, words: Sequence[str]) -> tuple[str, tuple[Answer, ...]]:
    """Return the report's name and what a last look at it gives; nothing is written.

    Raises `RecordsError` when the records can't be loaded, `CwgdraftError` when the report can't be made.
    """
    state = load_state(workspace, words, cwgdraft.__version__)
    answers = (
        _open_facts(state),
        _findings(workspace, words, state),
        _brackets(workspace, state),
        _uncovered(state),
        _hand_edits(workspace, state),
        _metadata(workspace, state),
    )
    return state.target.name, answers


def _open_facts(state: State) -> Answer:
    """Return the facts for which a placeholder stands; the name of a summary stands there without its link."""
    facts = state.report.open_facts
    details = tuple(fact.what for fact in facts if fact.name != "summary")
    return Answer(
        "open placeholders", details, tuple(f"without a link: {fact.what}" for fact in facts if fact.name == "summary")
    )


def _findings(workspace: Workspace, words: Sequence[str], state: State) -> Answer:
    """Return what an editor would mark: errors and warnings that nobody accepted."""
    question = "errors and warnings"
    house = load_house(workspace)
    library = Library(workspace)
    documents = reports(library, words, house)
    changed = [one for one in library.agreed(state.records, state.target.meetings) if one.rule == CHANGED]
    if any(not one.subject.is_english for one in documents):
        remark = f"the rules read English only, not '{state.report.draft.language}': have somebody read it"
        return Answer(question, tuple(one.shown(workspace.root) for one in changed), (remark,))
    checked = check_documents(documents, chosen_rules(house))
    marks = marks_in_records(workspace)
    kept, _ = without_accepted(checked, marks)
    kept += wrong_marks(marks, documents[0])
    known = 0
    if (baseline := workspace.baseline).is_file():
        kept, known, _ = without_known(kept, baseline, workspace.root)
    kept = with_agreed_told(kept, agreed_places(state.records))
    found: list[Finding] = [*(one.finding for one in kept), *state.records.findings, *state.report.findings]
    found += [one for one in changed if one not in found]  # also where the house style has switched the rule off
    serious = [one for one in found if one.severity >= Severity.WARNING]
    remarks = (f"{known} known from {baseline.name}",) if known else ()
    return Answer(question, tuple(one.shown(workspace.root) for one in serious), remarks)


def _brackets(workspace: Workspace, state: State) -> Answer:
    """Return the brackets that the report prints of words marked as bracketed; what else is in brackets is a remark."""
    meetings = [state.records.meetings[one] for one in state.target.meetings if one in state.records.meetings]
    marked = {one.number: bracketed_parts(one) for one in meetings}
    places = {part.place for parts in marked.values() for part in parts}
    agreed = agreed_places(state.records)
    details, others = [], 0
    for place, one in {one.place: one for one in state.report.recorded_blocks().values()}.items():
        for start, words in brackets_left(one.source):
            if place in places:
                details.append(f"{one.at(start).shown(workspace.root)}: '{visible(words)}'")
            elif (place.path.resolve(), place.line) not in agreed:
                others += 1
    remarks = [
        f"the minutes of meeting {number} are marked as bracketed, and nothing in them stands in brackets"
        for number, parts in marked.items()
        if parts and not any(True for part in parts for _ in brackets_left(part.source))
    ]
    if others:
        listed = f"cwgdraft brackets {state.target.asked} lists them"
        remarks.append(f"in brackets, and not marked as bracketed: {others} ({listed})")
    return Answer("words that are still bracketed", tuple(details), tuple(remarks))


def _uncovered(state: State) -> Answer:
    missing = tuple(f"{line.meeting}: {line.what}" for line in state.report.missing)
    return Answer("statements and documents left out without a reason", missing)


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
    return Answer("drafts in build/ edited by hand", tuple(details))


def _metadata(workspace: Workspace, state: State) -> Answer:
    """Return whether the copy for the outside says nothing of how it was made."""
    document = typeset(state.report.draft, state.template, state.report.data, final=True)
    details = tuple(_traces(read_parts(document, state.target.name), str(workspace.root)))
    return Answer("traces of its making in the copy for the outside", details)


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
