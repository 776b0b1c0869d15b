"""What a document says of when meetings of the group were held: each number with the days that stand beside it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.language.mentions import DateMention, MeetingMention

_WORDS = ("first", "second", "third", "fourth")
_IN_WORDS = re.compile(
    rf"\b(?P<word>(?a:{'|'.join(_WORDS)}))(?: regular| ordinary| physical| virtual)? meeting\b", re.I
)
_GROUP = r"(?:(?:the|our) )?(?:ITU )?(?:Council Working Group|Council WG|CWG|EG-|Expert Group|[Gg]roup\b)"
_PLACE = (
    r"(?:,? ?(?:virtually|remotely|online|physically|in person|fully|as an? (?:fully )?(?:virtual|hybrid"
    r"|physical|remote)"
    r" meeting|in an? (?:hybrid|virtual|physical)[\w ]{0,20}|with remote participation|in hybrid \w+"
    r"|in [A-Z][\w-]+(?:,? \(?[A-Z]\w+\)?)?|at (?:the )?ITU[\w ]{0,30}|\((?:virtual|online|hybrid|remote"
    r"|physical)[\w ]*\)"
    r"|via [A-Z]\w+))*"
)
_VERB = (
    r"(?:(?:which|that|and) )?(?:(?:was|were|is|has been|had been|will be|to be) )?"
    r"(?:(?:\w+ly |also )?(?:held|convened|organi[sz]ed|conducted|scheduled|planned|met|took place|takes place"
    r"|taking place|will take place)\b)?"
)
_GAP = re.compile(
    rf"[\s,:–-]*(?:(?:of|for) (?P<of>{_GROUP}[^.;:]{{0,110}}?))?[\s,:–-]*\(?(?P<verb>{_VERB}){_PLACE}"
    r"[\s,:–-]*(?:(?:on|from|in|between|during)\b)?(?: the)?\s*\(?"
)
_DONE = re.compile(r"\b(?:was|were|presented|requested|agreed|noted|will|by|before|until|prior|considered|approved)\b")
_BEFORE = re.compile(
    r"\s*\(?(?:the )?|[ ,:–-]*(?:the )?|,? (?:the )?(?:[\w&() -]{0,90}? )?(?:held|convened|had) (?:its|the|their) "
)
_JOIN = re.compile(r",? (?:and|&) (?:on |from )?|, (?:on |from )?")
_HELD = re.compile(
    r"(?:\b(?:held|convened|had) (?:its |their |\w+ )?(?:(?:physical|virtual|hybrid|regular|ordinary|online) )?"
    r"meetings?(?: since [^,.;:]{0,30})?"
    r"|\b(?:[Tt]he|[Bb]oth|[Tt]wo|[Tt]hree) [Mm]eetings?(?: of the group)? (?:was|were) held"
    r"|\b(?:[Gg]roup|CWG[\w&-]*) (?:has )?met(?: twice| \w+ times)?)"
    rf"{_PLACE},?:? ?\(?(?:on |from )?$"
)
_LISTED = re.compile(r"\b(?:held|met|convened|meetings?)\b.*:\s*$")
_FOREIGN = re.compile(
    r"(?:\b[A-Z][A-Z&/-]{2,}[A-Z]?|Commission|Board|Council|Committee|Study Group \d+|SG ?\d+)(?:['’]s)? $"
)
_OWN = re.compile(r"CWG|EG-|Working Group|Expert Group|ITU (?:CWG|Council WG)")
_SENTENCE = re.compile(r"[.;](?=\s)(?<!\bvs\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bNo\.)")


@dataclass(frozen=True, slots=True)
class Stated:
    """That a meeting was, or is, on these days: from `start` to `end` of a passage, the date itself in `date`.

    `number` is 0 where the meeting has none there. `in_words` says that the number is one of a count in words ("the
    second meeting"), which may begin anew each year. `planned` says that the meeting was still to come.
    """

    passage: Passage
    number: int
    start: int
    end: int
    date: DateMention
    first: dt.date
    last: dt.date
    in_words: bool = False
    planned: bool = False

    @property
    def is_month(self) -> bool:
        """Return whether only the month is said."""
        return self.date.precision == "month"


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    numbers: tuple[int, ...]
    in_words: bool = False
    own: bool = False


def stated_dates(subject: Subject) -> tuple[Stated, ...]:
    """Return every date that is given for a meeting of the group, in order."""
    return subject.once(_all)


def is_recorded(subject: Subject, one: Stated) -> bool:
    """Return whether the workspace knows when the meeting was held: then its record says what is right."""
    meeting = subject.records.meetings.get(one.number) if subject.records is not None else None
    return meeting is not None and meeting.facts.dates is not None and not one.in_words


def _all(subject: Subject) -> tuple[Stated, ...]:
    dates: dict[int, list[DateMention]] = {}
    for passage, date in subject.dates:
        if date.first is not None:
            dates.setdefault(passage.number, []).append(date)
    meetings: dict[int, list[MeetingMention]] = {}
    for passage, meeting in subject.meeting_mentions:
        meetings.setdefault(passage.number, []).append(meeting)
    found: list[Stated] = []
    for number, here in dates.items():
        passage = subject.passages[number]
        named = list(_named(subject, passage, meetings.get(number, ())))
        found += _in_passage(subject, passage, here, named)
    return tuple(sorted(found, key=lambda one: (one.passage.number, one.date.start)))


def _named(subject: Subject, passage: Passage, mentions: Sequence[MeetingMention]) -> Iterator[_Named]:
    text = passage.plain
    for one in mentions:
        own = _OWN.search(one.text) is not None
        if not own and _FOREIGN.search(text, max(one.start - 30, 0), one.start) and not _own_before(subject, text, one):
            continue
        if subject.numbers and not any(abs(number - near) <= 6 for number in one.numbers for near in subject.numbers):
            continue
        yield _Named(one.start, one.end, one.numbers, own=own)
    for match in _IN_WORDS.finditer(text):
        if not _FOREIGN.search(text, max(match.start() - 30, 0), match.start()):
            yield _Named(*match.span(), (_WORDS.index(match["word"].lower()) + 1,), in_words=True)


def _own_before(subject: Subject, text: str, one: MeetingMention) -> bool:
    return bool(subject.acronym) and text[max(one.start - 60, 0) : one.start].rstrip().removesuffix("'s").endswith(
        (subject.acronym, "CWG")
    )


def _in_passage(subject: Subject, passage: Passage, dates: list[DateMention], named: list[_Named]) -> Iterator[Stated]:
    text = passage.plain
    taken: set[int] = set()
    by_start, by_end = sorted(named, key=lambda one: one.start), sorted(named, key=lambda one: one.end)
    for chain in _chains(text, dates):
        place = bisect_right(by_end, chain[0].start, key=lambda one: one.end)
        meeting = by_end[place - 1] if place else None
        if meeting is not None and (gap := _gap(text, meeting.end, chain[0].start)) is not None:
            planned = bool(re.search(r"\bwill\b|\bto be\b|scheduled|planned", gap))
            for number, date in _paired(meeting.numbers, chain):
                taken.add(date.start)
                yield _stated(passage, number, meeting.start, date, meeting.in_words, planned)
    for date in dates:
        if date.start in taken:
            continue
        place = bisect_left(by_start, date.end, key=lambda one: one.start)
        after = by_start[place] if place < len(by_start) else None
        if after is not None and len(after.numbers) == 1 and _BEFORE.fullmatch(text, date.end, after.start):
            taken.add(date.start)
            yield _stated(passage, after.numbers[0], date.start, date, after.in_words, planned=False)
    yield from _without_number(subject, passage, [one for one in dates if one.start not in taken])


def _stated(passage: Passage, number: int, start: int, date: DateMention, in_words: bool, planned: bool) -> Stated:
    first, last = date.first, date.last
    if first is None or last is None:
        raise ValueError("a date without a year")
    return Stated(passage, number, min(start, date.start), date.end, date, first, last, in_words, planned)


def _gap(text: str, start: int, end: int) -> str | None:
    """Return the words between a meeting and a date where they say that the meeting was held then, else None."""
    if end - start > 190 or _SENTENCE.search(text, start, end):
        return None
    match = _GAP.fullmatch(text, start, end)
    if match is None or (match["of"] and _DONE.search(match["of"])):
        return None
    return match[0]


def _chains(text: str, dates: list[DateMention]) -> Iterator[list[DateMention]]:
    """Yield dates that follow each other, with nothing but "and" or a comma between them."""
    chain: list[DateMention] = []
    for date in dates:
        if chain and not _JOIN.fullmatch(text, chain[-1].end, date.start):
            yield chain
            chain = []
        chain.append(date)
    if chain:
        yield chain


def _paired(numbers: tuple[int, ...], chain: list[DateMention]) -> Iterator[tuple[int, DateMention]]:
    if len(numbers) == len(chain):
        yield from zip(numbers, chain, strict=True)
    elif len(numbers) == 1 and len(chain) > 1:
        yield numbers[0], chain[0]


def _without_number(subject: Subject, passage: Passage, dates: list[DateMention]) -> Iterator[Stated]:
    """Yield the days of meetings that carry no number: `the group held two meetings, on … and …`, or a list of days."""
    if not dates:
        return
    text = passage.plain
    for chain in _chains(text, dates):
        if chain[0].precision == "day" and _HELD.search(text, max(chain[0].start - 160, 0), chain[0].start):
            for date in chain:
                yield _stated(passage, 0, date.start, date, in_words=False, planned=False)
            return
    first = dates[0]
    if passage.label and not passage.numbers and not text[: first.start].strip() and first.precision == "day":
        head = next(
            (
                one
                for one in reversed(subject.passages[max(passage.number - 6, 0) : passage.number])
                if one.label != passage.label and not (one.label and not one.numbers)
            ),
            None,
        )
        if head is not None and _LISTED.search(head.plain) and re.search(r"\bmeetings?\b", head.plain):
            yield _stated(passage, 0, first.start, first, in_words=False, planned=False)
