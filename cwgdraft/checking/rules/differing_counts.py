"""A count differs from what it counts, or from the same count in another place.

"Two meetings" and three in the list below; 35 contributions in the box and 36 in the introduction; "three
recommendations:" before a list of four; "five (6) documents". The rule compares totals of documents, people and
meetings that are given for the same meetings, the sum of the meetings with the total, a number before a colon with
the list that follows, and a number in words with the figure in brackets. Documents that the text cites aren't
counted: a report doesn't cite all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.counts import NUMBER, WORDS, Count, counts_in, value_of
from cwgdraft.checking.listing import lead_of, lists_of
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import sentence_start
from cwgdraft.draft import Kind
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import MeetingMention

SEVERITY = Severity.WARNING
_BOTH = re.compile(rf"\b(?P<word>(?a:{'|'.join(WORDS[1:])})) \((?P<figure>\d{{1,3}})\)", re.IGNORECASE)
_ANNOUNCED = re.compile(
    rf"\b(?:the )?(?P<following>following )?(?P<number>{NUMBER})(?P<following2> following)?"
    rf" (?P<noun>(?:[\w&+-]+ ){{0,3}}?[a-z-]+s)"
    r"(?P<rest>(?: [\w()&+'’-]+){0,8}?)\s*:\s*$",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:years?|months?|weeks?|days?|hours?|times|minutes|CHF|per cent|percent|Swiss|languages)\b", re.I
)
_MARKER = re.compile(r"(?<![\w(])\(?(?P<mark>i{1,3}|iv|v|vi{1,3}|[a-h]|\d)\)(?= )")
_INLINE = re.compile(
    rf"\b(?P<number>{NUMBER}) (?P<noun>(?:[\w&+-]+ ){{0,3}}?[a-z-]+s)\b[^.:;()]{{0,60}}: ?(?=\(?(?:i|a|1)\) )", re.I
)
_SECTORS = re.compile(
    r"\b(?P<number>two|three|2|3) (?:ITU )?[Ss]ectors \((?P<names>ITU-[RTD](?:(?:, and |, | and )ITU-[RTD])*)\)"
)
_TOTAL = re.compile(
    r"\b(?:consider\w*|receiv\w*|examin\w*|discuss\w*|attend\w*|participa\w*|total|submitted|held"
    r"|convened|had before|review\w*"
    r"|posted|available|considers)\b"
)
_HELD = re.compile(r"\b(?:held|convened|had|over|during|[Tt]he|[Ii]ts)(?: the)? (?:last |past )?$")
_SHARED = re.compile(r" (?:of|per|each|a) ")
_ATTENDED = re.compile(r"\b(?:attend|participa|present\b|took part|register)")
_LONGEST = 4000
"""How many signs behind its number an enumeration within a paragraph is read."""
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii")


@dataclass(frozen=True, slots=True)
class _Total:
    passage: Passage
    count: Count
    meetings: frozenset[int]


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the counts that don't fit."""
    for passage in subject.body:
        if not passage.computed:
            yield from _words_and_figures(passage)
            yield from _inline(passage)
    yield from _announced(subject)
    yield from _meetings_held(subject)
    yield from _totals(subject)


def _words_and_figures(passage: Passage) -> Iterator[Hit]:
    if "(" not in passage.plain:
        return
    for match in _BOTH.finditer(passage.plain):
        if (
            value_of(match["word"]) != int(match["figure"])
            if match["word"].lower() != "one"
            else match["figure"] != "1"
        ):
            message = f"'{match[0]}' is {match['word'].lower()} in words and {match['figure']} in figures"
            yield Hit(passage, match.start(), match.end(), message, "find out which is right")
    for match in _SECTORS.finditer(passage.plain):
        named = len(re.findall(r"ITU-[RTD]", match["names"]))
        if value_of(match["number"]) != named:
            message = f"'{match['number']} Sectors' is followed by {_number(named)}"
            yield Hit(passage, match.start(), match.end(), message, "correct the number, or complete the list")


def _inline(passage: Passage) -> Iterator[Hit]:
    """Yield a number before a colon that isn't that of the items i), ii) … behind it."""
    if ")" not in passage.plain or ":" not in passage.plain:
        return
    for match in _INLINE.finditer(passage.plain):
        if _UNITS.search(match["noun"]):
            continue
        marks = [one["mark"] for one in _MARKER.finditer(passage.plain, match.end(), match.end() + _LONGEST)]
        for row in (_ROMANS, "abcdefgh", "12345678"):
            counted = 0
            for mark in marks:
                counted += counted < len(row) and mark == row[counted]
            if marks and marks[0] == row[0] and counted != value_of(match["number"]) and counted > 1:
                yield _announces(passage, match, counted)


def _announced(subject: Subject) -> Iterator[Hit]:
    for items in lists_of(subject):
        lead = lead_of(subject, items)
        match = (
            _ANNOUNCED.search(lead.plain) if lead is not None and not lead.is_heading and not lead.computed else None
        )
        if lead is None or match is None or _UNITS.search(match["noun"]):
            continue
        if not (match["following"] or match["following2"]) and len(match["rest"].split()) > 4:
            continue
        number, after = value_of(match["number"]), items[-1].number + 1
        goes_on = any(one.kind is Kind.LIST_ITEM for one in subject.passages[after : after + 3])
        if 2 <= number <= 12 and number != len(items) and not goes_on and not _is_meetings(match["noun"]):
            yield _announces(lead, match, len(items))


def _announces(passage: Passage, match: re.Match[str], counted: int) -> Hit:
    noun = match["noun"].strip()
    return Hit(
        passage,
        match.start("number"),
        match.end("noun"),
        f"'{match['number']} {noun}' is followed by {_number(counted)}",
        "correct the number, or complete the list",
    )


def _meetings_held(subject: Subject) -> Iterator[Hit]:
    """Yield the number of meetings held where the list of them is longer or shorter."""
    listed = _listed_meetings(subject)
    numbers = subject.numbers if subject.combined else ()
    for passage in subject.body:
        if passage.computed or passage.number > 40 or "meetings" not in passage.plain:
            continue
        for count in counts_in(passage.plain):
            held = ending(_HELD, passage.plain, count.start)
            if count.thing != "meetings" or held is None or count.about or not 1 < count.number <= 12:
                continue
            there = listed.get(passage.number) or (
                len(numbers) if len(numbers) > 1 and held[0].startswith(("held", "conv")) else 0
            )
            if there and there != count.number and not _SHARED.match(passage.plain, count.end):
                message = f"'{count.text}' is followed by {_number(there)}"
                if passage.number not in listed:
                    message = f"'{count.text}' were held, and the document reports on {_number(there)}"
                yield Hit(passage, count.start, count.end, message, "correct the number, or complete the list")


def _listed_meetings(subject: Subject) -> dict[int, int]:
    """Return how many meetings are listed behind a passage, by its number."""
    named: dict[int, MeetingMention] = {}
    for passage, mention in subject.meeting_mentions:
        if mention.start < 25 and len(mention.numbers) == 1:
            named.setdefault(passage.number, mention)
    found = {}
    for items in lists_of(subject):
        lead = lead_of(subject, items)
        if lead is not None and all(item.number in named for item in items):
            found[lead.number] = len({named[item.number].numbers for item in items})
    return found


def _totals(subject: Subject) -> Iterator[Hit]:
    """Yield totals that differ from those of the same meetings, and from the sum of the meetings."""
    seen: dict[tuple[str, frozenset[int]], _Total] = {}
    for total in subject.once(_all_totals):
        key = total.count.thing, total.meetings
        first = seen.setdefault(key, total)
        if first.count.number != total.count.number and first.passage is not total.passage:
            message = f"'{total.count.text}' here, and '{first.count.text}' in {_place(first.passage)}"
            yield Hit(total.passage, total.count.start, total.count.end, message, "find out which is right")
    own = frozenset(subject.numbers)
    for thing in ("contributions", "documents", "information documents"):
        single = [seen.get((thing, frozenset({number}))) for number in own]
        whole = seen.get((thing, own))
        known = [one.count.number for one in single if one is not None]
        if whole is not None and len(own) > 1 and len(known) == len(own) and sum(known) != whole.count.number:
            message = f"'{whole.count.text}' in all, but the meetings have {' and '.join(map(str, known))}"
            yield Hit(whole.passage, whole.count.start, whole.count.end, message, "find out which number is right")


def _all_totals(subject: Subject) -> tuple[_Total, ...]:
    return tuple(_each_total(subject))


def _each_total(subject: Subject) -> Iterator[_Total]:
    own = frozenset(subject.numbers)
    named: dict[int, list[MeetingMention]] = {}
    for passage, mention in subject.meeting_mentions:
        named.setdefault(passage.number, []).append(mention)
    for passage in subject.passages:
        if passage.is_heading or passage.computed or not _opens(passage):
            continue
        mentions = named.get(passage.number, [])
        starts = [one.start for one in mentions]
        for count in counts_in(passage.plain):
            start = sentence_start(passage.plain, count.start)
            sentence = passage.plain[start : count.end + 60]
            people = count.thing in ("delegates", "participants", "member states", "sector members")
            if count.thing in ("meetings", "recommendations", "countries") or not (
                _ATTENDED if people else _TOTAL
            ).search(sentence):
                continue
            behind = bisect_left(starts, count.start)
            here = mentions[bisect_left(starts, start) : behind]
            nearest = mentions[max(behind - 1, 0) : behind]
            meetings = frozenset(nearest[0].numbers) if nearest else own
            if len(here) > 1 and len({one.numbers for one in here}) > 1 and not _is_near(here[-1], count):
                continue
            yield _Total(passage, count, meetings)


def _opens(passage: Passage) -> bool:
    """Return whether a passage stands where a document speaks of all its meetings: the box, the first sections."""
    section = passage.section
    if passage.is_front or section is None or not section.numbers:
        return passage.number < 25
    return section.numbers[0] <= 2


def _is_near(mention: MeetingMention, count: Count) -> bool:
    return count.start - mention.end < 60


def _is_meetings(noun: str) -> bool:
    return noun.strip().endswith("meetings")


def _number(number: int) -> str:
    return WORDS[number] if number < 10 else str(number)


def _place(passage: Passage) -> str:
    if passage.is_front:
        return "the box on the first page"
    return passage.label.rstrip(".") if passage.numbers else "an earlier passage"
