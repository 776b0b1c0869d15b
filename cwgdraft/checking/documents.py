"""The documents of meetings as the records list them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cwgdraft.checking.subject import Subject
from cwgdraft.language.mentions import SymbolMention, same_group


@dataclass(frozen=True, slots=True)
class Listed:
    """A document on a meeting's list: its title (empty where it isn't known), last revision, and what it is."""

    title: str
    revision: int
    withdrawn: bool
    kind: str

    @property
    def name(self) -> str:
        """Return its title in quotes, or what it is."""
        return f'"{self.title}"' if self.title else self.kind or "without title"


def document_lists(subject: Subject) -> dict[int, dict[str, Listed]]:
    """Return the documents of the meetings of the records, by meeting and number (`INF/4`); none without records."""
    return subject.once(_lists)


def _lists(subject: Subject) -> dict[int, dict[str, Listed]]:
    if subject.records is None:
        return {}
    language = subject.draft.language or subject.records.group.language
    return {
        number: {
            key: Listed(one.title.get(language) if one.title else "", one.revision, one.withdrawn, one.kind or "")
            for key, one in meeting.facts.documents.items()
        }
        for number, meeting in subject.records.meetings.items()
    }


def is_own(subject: Subject, symbol: SymbolMention) -> bool:
    """Return whether a symbol is one of the group's own."""
    if symbol.series == "short":
        return bool(symbol.lead) and symbol.meeting in subject.numbers
    return symbol.series == "group" and bool(subject.acronym) and same_group(symbol.group, subject.acronym)


def titles(lists: Mapping[int, Mapping[str, Listed]]) -> dict[tuple[int, str], str]:
    """Return the titles of documents by meeting and number, those that have one."""
    return {(m, key): one.title for m, documents in lists.items() for key, one in documents.items() if one.title}
