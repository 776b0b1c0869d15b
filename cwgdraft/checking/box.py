"""The box on the first page of a Council document: its labels, what stands under them, the session that it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind

ACTION = "action required"
LAYOUT_2026 = (
    "Purpose", "Action required by the Council", "Relevant link(s) with the Strategic Plan", "Financial implications",
    "References",
)  # fmt: skip
"""The labels of the Council's documents from its session of 2026 on; a workspace has them in its register."""
_BANNER = re.compile(r"\s*(?:ITU )?Council (20\d\d)\b")
_SYMBOL = re.compile(r"(?:Document|Doc\.)\s+C(\d\d)/\d")
_FIRST_LINES = 20


@dataclass(frozen=True, slots=True)
class Field:
    """A label of the box, and the passages under it; `after` is what stands behind them, None at the end."""

    label: Passage
    texts: tuple[Passage, ...]
    after: Passage | None

    @property
    def name(self) -> str:
        """Return the label without a colon at its end."""
        return self.label.plain.strip().rstrip(":").strip()


def fields(subject: Subject) -> Iterator[Field]:
    """Yield the labels of the box in order."""
    passages = subject.passages
    for place, label in enumerate(passages):
        if label.kind is not Kind.FRONT_LABEL:
            continue
        end = place + 1
        while end < len(passages) and passages[end].kind is Kind.FRONT_TEXT:
            end += 1
        yield Field(label, passages[place + 1 : end], passages[end] if end < len(passages) else None)


def session_year(subject: Subject) -> int:
    """Return the year of the Council session that a document is for, 0 where its first page doesn't say."""
    if subject.plan is not None and subject.records is not None and subject.plan.facts.session:
        session = subject.records.sessions.get(subject.plan.facts.session)
        return session.dates.first.year if session is not None else 0
    lines = [*subject.draft.front.values()]
    lines += [one.plain for one in subject.passages[:_FIRST_LINES] if not one.is_front and not one.label]
    for line in lines:
        if len(line) < 60 and (found := _BANNER.match(line) or _SYMBOL.search(line)):
            return 2000 + int(found[1][-2:])
    return 0
