"""A statement says again, in nearly the same words, what one before it in the section says.

It is often one request that came in from the summaries of two meetings. Titles, and sentences that present a
document, recur by right: what counts is a long run of the same words in which somebody is asked, invited or told
something. Other long runs are advice.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.statements import Shared, of_two_meetings, shared_runs, where
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.wording import excerpt, is_stock, names_something, words
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_SHORTEST = 11
_LONG = 14
_ACTS = frozenset(
    [
        "invited", "encouraged", "requested", "informed", "asked", "urged", "instructed",
        "recommended", "agreed", "called", "reminded", "participate", "contribute", "continue",
    ]
)  # fmt: skip
_SHARE = 0.5
_SHARE_NAMED = 0.3


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the statements that share a long run of words with one before."""
    for shared in shared_runs(subject, _SHORTEST):
        first, second = shared.first.passage, shared.second.passage
        if shared.first.words == shared.second.words or of_two_meetings(first, second) or _is_formula(shared):
            continue
        if not _same_section(first, second):
            continue
        act = bool(_ACTS & set(shared.words)) and _is_much(shared)
        if act or shared.length >= _LONG:
            start, end = shared.span
            message = f"'{excerpt(second.text[start:end])}' stands {where(first)} too"
            severity = None if act else Severity.ADVICE
            help_ = "say it once, or make plain in what the two differ"
            yield Hit(second, start, end, message, help_, severity=severity)


def _is_much(shared: Shared) -> bool:
    """Return whether what both say is half of the first, or a third that names something of its own."""
    share = shared.length / len(shared.first.words)
    return share >= _SHARE or (share >= _SHARE_NAMED and names_something(_run(shared)))


def _is_formula(shared: Shared) -> bool:
    """Return whether a statement is a stock sentence, or what both say would fit anywhere.

    Under one heading a request said twice is one too many; under two it must name something of its own.
    """
    first, second = shared.first.passage, shared.second.passage
    if _is_title(shared):
        return True
    if is_stock(second.plain) and not _ACTS & set(shared.words):
        return True
    if first.numbers[:-1] == second.numbers[:-1]:
        return False
    return not names_something(_run(shared))


def _run(shared: Shared) -> str:
    start, end = shared.span
    return shared.second.passage.plain[start:end]


def _is_title(shared: Shared) -> bool:
    """Return whether what both say is a resolution with its edition, or the heading above them."""
    run = " ".join(shared.words)
    if "resolution" in shared.words and sum(word.isdecimal() for word in shared.words) > 1:
        return True
    section = shared.second.passage.section
    heading = " ".join(words(section.plain)) if section is not None else ""
    return bool(heading) and (run in heading or (heading in run and len(heading) * 2 > len(run)))


def _same_section(first: Passage, second: Passage) -> bool:
    """Return whether two passages stand under one heading of the second level, or near each other."""
    if first.numbers and second.numbers and len(first.numbers) > 2 and len(second.numbers) > 2:
        return first.numbers[:2] == second.numbers[:2]
    return first.section is second.section
