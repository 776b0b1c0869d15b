"""A document of a meeting is not cited anywhere in the report.

Whoever submitted a document looks for it in the report. The rule goes through the lists of the meetings on which the
document reports; agendas and summaries aren't looked for, nor withdrawn documents, nor what the report's plan leaves
out. A report that cites hardly any document of a meeting is condensed prose, and nothing is said of that meeting.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.documents import document_lists, is_own
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.ADVICE
NEEDS = "records"
_NOT_LOOKED_FOR = ("agenda", "summary")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents of the report's meetings that it doesn't cite; the hit lies in its last paragraph."""
    lists = document_lists(subject)
    cited = {(symbol.meeting, symbol.number) for _, symbol in subject.symbols if is_own(subject, symbol)}
    left_out = {one.what.removeprefix("document ") for one in subject.plan.facts.leave_out} if subject.plan else set()
    where = next((one for one in reversed(subject.body) if one.text.strip()), None)
    for meeting in subject.numbers:
        documents = lists.get(meeting, {})
        named = [key for key in documents if (meeting, key) in cited]
        if where is None or len(named) * 2 < len(documents):
            continue
        for key, listed in documents.items():
            if key in named or listed.withdrawn or listed.kind in _NOT_LOOKED_FOR or f"{meeting}/{key}" in left_out:
                continue
            yield Hit(
                where,
                0,
                0,
                f"'{meeting}/{key}' ({listed.name}) is cited nowhere",
                "cite the document where its matter is reported, or leave it out on purpose (leave_out in the plan)",
            )
