"""Acts: what was understood of a meeting's statements, and which stand at several meetings."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cwgdraft.draft import Runs
from cwgdraft.drafting.minutes import AgendaItem, Said, agenda
from cwgdraft.drafting.scope import Scope
from cwgdraft.drafting.statements import entry_of
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Finding, Place, in_order
from cwgdraft.language.acts import Act, Deadline, Force, Vocabulary, recognise
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_act_words, load_catalogue
from cwgdraft.records.model import Plan, Records
from cwgdraft.records.schema import PlanFile
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Understood:
    """A statement and the acts that were recognised in it (or that its attributes say)."""

    meeting: int
    item: str
    topic: str
    origin: str
    place: Place
    text: str
    acts: tuple[Act, ...]


def understand(
    workspace: Workspace, records: Records, meetings: Iterable[int], language: str = ""
) -> tuple[list[Understood], tuple[Finding, ...]]:
    """Return every statement of the meetings with its acts, in agenda order, and what was wrong with references.

    Raises `CwgdraftError` when the language has no words to recognise acts by.
    """
    language = language or records.group.language
    catalogue = load_catalogue(workspace, language)
    words = load_act_words(workspace, language)
    if not words:
        raise CwgdraftError(
            f"acts can't be recognised in '{language}': there is no templates/phrases/acts.{language}.yaml",
            "translate templates/phrases/acts.en.yaml",
        )
    try:
        vocabulary = Vocabulary.from_data(words)
    except ValueError as error:
        raise CwgdraftError(f"templates/phrases/acts.{language}.yaml: {error}", "correct the file") from None
    dates = {n: (m.facts.dates.first, m.facts.dates.last) for n, m in records.meetings.items() if m.facts.dates}
    sessions = {s.name.get(language): (s.dates.first, s.dates.last) for s in records.sessions.values()}
    found: list[Understood] = []
    findings: list[Finding] = []
    for number in meetings:
        scope = _scope(records, number, catalogue)
        for item in agenda(scope, number):
            for title, said in _with_titles(item):
                found.append(_understood(scope, said, title, vocabulary, dates, sessions))
        findings += scope.findings
    return found, in_order(findings)


def _scope(records: Records, number: int, catalogue: Catalogue) -> Scope:
    """Return a report on nothing but one meeting, in whose words its statements are read."""
    facts = PlanFile(format="1", kind="meeting-summary", template="none")
    place = records.meetings[number].place
    return Scope(records, Plan("-", facts, place), (number,), catalogue)


def _with_titles(item: AgendaItem) -> Iterable[tuple[str, Said]]:
    title = item.item.words
    for child in item.children:
        if isinstance(child, Said):
            yield title, child
        else:
            yield from _with_titles(child)


def _understood(
    scope: Scope,
    said: Said,
    title: str,
    vocabulary: Vocabulary,
    dates: Mapping[int, tuple[dt.date, dt.date]],
    sessions: Mapping[str, tuple[dt.date, dt.date]],
) -> Understood:
    entry = entry_of(scope, said.statement, said.origin, said.meeting)
    texts = [_plain(paragraph.runs) for paragraph in entry.paragraphs]
    first = entry.paragraphs[0].kind == "text"
    head, rest = (texts[0], entry.paragraphs[1:]) if first else ("", entry.paragraphs)
    children = [(max(p.depth, 1), _plain(p.runs)) for p in rest]
    on = dates[said.meeting][1] if said.meeting in dates else None
    acts = recognise(head, vocabulary, on=on, meetings=dates, sessions=sessions, children=children)
    acts = _corrected(acts, said.statement.attributes, head)
    text = "\n".join(texts)
    return Understood(said.meeting, title, said.topic, said.origin, said.statement.place, text, acts)


def _plain(runs: Runs) -> str:
    """Return runs as text; a cross-reference, whose number no report has given yet, by its name."""
    return "".join(run.text or (run.target or "").rpartition("#")[2] for run in runs)


def _corrected(acts: tuple[Act, ...], attributes: Mapping[str, str], text: str) -> tuple[Act, ...]:
    """Return the acts as the statement's attributes have them: they speak of the first that asks, else the first."""
    if not attributes.keys() & {"actor", "verb", "addressee", "matter", "force", "deadline"}:
        return acts
    if not acts:
        acts = (Act("", "", "", "", (), (), (), Force.INFORMATION, text[:80], asks=False),)
    at = next((i for i, act in enumerate(acts) if act.asks), 0)
    old = acts[at]
    act = replace(
        old,
        actor=attributes.get("actor", old.actor),
        verb=attributes.get("verb", old.verb),
        addressee=attributes.get("addressee", old.addressee),
        matter=attributes.get("matter", old.matter),
        force=Force(attributes.get("force", old.force)),
        deadlines=(_deadline(attributes["deadline"]),) if "deadline" in attributes else old.deadlines,
    )
    if "verb" in attributes or "addressee" in attributes:
        act = replace(act, asks=bool(act.addressee) or act.asks)
    return (*acts[:at], act, *acts[at + 1 :])


def _deadline(text: str) -> Deadline:
    try:
        return Deadline(text, dt.date.fromisoformat(text), relative=False, exact=True)
    except ValueError:
        return Deadline(text, None, relative=True, exact=False)


@dataclass(frozen=True, slots=True)
class Same:
    """Two statements of different meetings that say (nearly) the same: a proposal to print them once."""

    first: Understood
    second: Understood
    likeness: float

    @property
    def differs(self) -> tuple[str, ...]:
        """Return the figures that stand in one of them alone: dates, numbers, symbols that a merge would lose."""
        one, other = (Counter(re.findall(r"\d+", text)) for text in (self.first.text, self.second.text))
        return tuple(sorted(((one - other) + (other - one)).keys()))


def said_twice(statements: Sequence[Understood], at_least: float = 90.0) -> list[Same]:
    """Return the statements of different meetings, under one topic, that are alike in at least so many per cent."""
    from rapidfuzz import fuzz

    found = []
    for i, first in enumerate(statements):
        for second in statements[i + 1 :]:
            if first.meeting == second.meeting or first.topic != second.topic or len(first.text) < 40:
                continue
            likeness = fuzz.ratio(first.text, second.text, score_cutoff=at_least)
            if likeness:
                found.append(Same(first, second, likeness))
    return found
