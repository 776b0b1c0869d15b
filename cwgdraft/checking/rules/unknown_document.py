"""A document is cited that isn't on the list of its meeting.

A symbol that leads nowhere is nearly always a slip of the pen, and a delegate who looks the document up finds another
one or none. The records list the documents of each meeting; where a meeting has no list, nothing is said. The help
names the document that was probably meant: the one with the same number among the information documents (or the other
way round), or the one of the report's other meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.documents import Listed, document_lists, is_own
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import SymbolMention
from cwgdraft.language.near import near_miss
from cwgdraft.language.words import Writing

SEVERITY = Severity.ERROR
NEEDS = "records"
TYPED_ONLY = True


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents that aren't on their meeting's list."""
    lists = document_lists(subject)
    for passage, symbol in subject.symbols:
        listed = lists.get(symbol.meeting)
        if not listed or not is_own(subject, symbol) or symbol.number in listed:
            continue
        near = _near(symbol, lists)
        meant = f"cite {near[0]} ({near[1]})" if near else "cite a document that is on the list"
        yield Hit(
            passage,
            symbol.start,
            symbol.end,
            f"'{symbol.text}' is not a document of the {Writing().ordinal(symbol.meeting)} meeting",
            f"{meant}, or record it in meetings/{symbol.meeting}.yaml",
        )


def _near(symbol: SymbolMention, lists: dict[int, dict[str, Listed]]) -> tuple[str, str] | None:
    own = lists[symbol.meeting]
    figures = symbol.number.rpartition("/")[2]
    turned = figures if "/" in symbol.number else f"INF/{figures}"
    if turned in own:
        return f"{symbol.meeting}/{turned}", own[turned].name
    for meeting, documents in lists.items():
        if meeting != symbol.meeting and symbol.number in documents and abs(meeting - symbol.meeting) == 1:
            return f"{meeting}/{symbol.number}", documents[symbol.number].name
    near = near_miss(symbol.number, own, 60)
    return (f"{symbol.meeting}/{near}", own[near].name) if near else None
