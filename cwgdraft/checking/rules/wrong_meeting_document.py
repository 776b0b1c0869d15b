"""A document of another meeting is cited than the one that the passage is about.

Reports on several meetings are put together from the papers of each, and a number of the other meeting is easily left
standing. The rule knows what a passage is about by the meeting that its sentence names ("at the 42nd meeting"), else
by the heading above it. A document of a meeting on which the report doesn't report is found too, unless the passage
names that meeting. A document can't report on an event that was held after its meeting. With records, a title that
fits the words better counts as well. What a sentence says of an earlier request ("as requested at the 41st meeting")
is no sign.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from cwgdraft.checking.about import About, meeting_about, mentions_by_passage, sentence_around
from cwgdraft.checking.documents import Listed, document_lists, is_own
from cwgdraft.checking.linked import links_of
from cwgdraft.checking.meeting_dates import stated_dates
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention, SymbolMention
from cwgdraft.language.words import Writing

SEVERITY = Severity.ERROR
_EARLIER = re.compile(
    r"\b(?:previous|earlier|last|preceding|past|prior|former)\b|\b(?:report|summary) of (?:[\w&-]+ ){1,4}meeting", re.I
)
_WAS_HELD = re.compile(r"\b(?:was|were|had been) (?:successfully )?(?:held|organi[sz]ed|convened)\b|\btook place\b")
_WORD = re.compile(r"(?!the\b|and\b|for\b|ITU\b)[A-Za-z0-9][A-Za-z0-9+-]{2,}")
_FEW = 2


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the documents of other meetings than the passages that cite them."""
    meant = _on_purpose(subject)
    own = [
        (passage, one)
        for passage, one in subject.symbols
        if is_own(subject, one) and not passage.computed and (passage.number, one.start) not in meant
    ]
    strays = _strays(subject, own)
    ends = _last_days(subject)
    dates: dict[int, list[DateMention]] = {}
    for passage, date in subject.dates:
        dates.setdefault(passage.number, []).append(date)
    for passage, symbol in own:
        about = meeting_about(subject, passage, symbol.start)
        if about is not None and about.number != symbol.meeting:
            if not _goes_back(passage, symbol):
                yield _about_another(subject, passage, symbol, about)
        elif symbol.meeting in strays and not _names(subject, passage, symbol.meeting):
            yield _hit(
                passage,
                symbol,
                f"'{symbol.text}' is a document of the {_th(symbol.meeting)} meeting, on which this is no report",
                "cite a document of the meetings that are reported, or name the earlier meeting",
            )
        elif event := _later_event(passage, symbol, dates.get(passage.number, ()), ends):
            yield _hit(
                passage,
                symbol,
                f"'{symbol.text}' is a document of the {_th(symbol.meeting)} meeting, "
                f"which was held before the event that the sentence tells of ('{event.text}')",
                "cite the document of the later meeting, or correct the date of the event",
            )


def _on_purpose(subject: Subject) -> set[tuple[int, int]]:
    """Return where a report of the workspace cites by a reference: one to another meeting is on purpose."""
    return {(one.passage.number, one.start) for one in links_of(subject)} if subject.own else set()


def _about_another(subject: Subject, passage: Passage, symbol: SymbolMention, about: About) -> Hit:
    where = "the heading" if about.heading is not None else "the sentence"
    fitting = document_lists(subject).get(about.number, {})
    titled = _fitting(passage, fitting) if fitting else ""
    purpose = f", or write [[{symbol.stem}]] to cite the earlier meeting on purpose" if subject.own else ""
    return _hit(
        passage,
        symbol,
        f"'{symbol.text}' is a document of the {_th(symbol.meeting)} meeting; {where} is about the {_th(about.number)}",
        f"cite a document of the {_th(about.number)} meeting{titled}{purpose}",
    )


def _hit(passage: Passage, symbol: SymbolMention, message: str, help_: str) -> Hit:
    return Hit(passage, symbol.start, symbol.end, message, help_)


def _th(number: int) -> str:
    return Writing().ordinal(number)


def _goes_back(passage: Passage, symbol: SymbolMention) -> bool:
    """Return whether a sentence cites an earlier document on purpose."""
    start, _ = sentence_around(passage.plain, symbol.start)
    return bool(_EARLIER.search(passage.plain, start, symbol.start))


def _strays(subject: Subject, own: Sequence[tuple[Passage, SymbolMention]]) -> set[int]:
    """Return meetings of which a document or two are cited in a report that cites those of other meetings."""
    counts: dict[int, int] = {}
    for _, symbol in own:
        counts[symbol.meeting] = counts.get(symbol.meeting, 0) + 1
    reported = sum(counts.get(number, 0) for number in subject.numbers)
    if reported < 5 or reported * 10 < len(own) * 8:
        return set()
    return {number for number, count in counts.items() if number not in subject.numbers and count <= _FEW}


def _names(subject: Subject, passage: Passage, meeting: int) -> bool:
    """Return whether a passage names a meeting, or speaks of an earlier one."""
    named = mentions_by_passage(subject).get(passage.number, ())
    return any(meeting in one.numbers for one in named) or bool(_EARLIER.search(passage.plain))


def _last_days(subject: Subject) -> dict[int, dt.date]:
    """Return the last day of each meeting as far as it is known: by the records, else by what the document says.

    Where the document contradicts itself, the latest counts.
    """
    said: dict[int, dt.date] = {}
    for one in stated_dates(subject):
        if one.number and not one.in_words:
            said[one.number] = max(one.last, said.get(one.number, one.last))
    meetings = subject.records.meetings if subject.records is not None else {}
    return said | {number: one.facts.dates.last for number, one in meetings.items() if one.facts.dates}


def _later_event(
    passage: Passage, symbol: SymbolMention, dates: Sequence[DateMention], ends: Mapping[int, dt.date]
) -> DateMention | None:
    """Return a date on which an event was held that a document is on, behind the document's meeting."""
    end = ends.get(symbol.meeting)
    if not dates or end is None:
        return None
    start, stop = sentence_around(passage.plain, symbol.start)
    for date in dates:
        if date.first is None or not start <= date.start < stop or date.precision != "day":
            continue
        held = _WAS_HELD.search(passage.plain, max(date.start - 40, start), date.start)
        if held and date.first > end:
            return date
    return None


def _fitting(passage: Passage, documents: Mapping[str, Listed]) -> str:
    """Return the end of a help that names the document whose title the passage's words fit best, else nothing."""
    words = {one.lower() for one in _WORD.findall(passage.plain)}
    best, most = "", 1
    for key, one in documents.items():
        shared = len({word.lower() for word in _WORD.findall(one.title)} & words)
        if shared > most:
            best, most = f" ({key} is {one.name})", shared
    return best
