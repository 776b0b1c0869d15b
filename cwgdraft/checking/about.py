"""Which meeting of the group a sentence is about: the one that it names, else the one of the heading above it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Kind
from cwgdraft.language.mentions import MeetingMention

_END = re.compile(r"(?<!\bMr)(?<!\bMs)(?<!\bDoc)(?<!\bDocs)(?<!\bRev)(?<!\bNo)(?<!\bProf)[.;!?](?=\s)")
_AT = re.compile(r"\b(?:[Aa]t|[Dd]uring|[Ii]n)(?: the| its| this)? $")
_OPENS = re.compile(r"\W*(?:At|During|In)(?: the| its| this)? ")
_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_IN_WORDS = re.compile(
    rf"\b(?P<one>(?a:{'|'.join(_WORDS)}))(?:(?:,| and|, and) (?P<two>(?a:{'|'.join(_WORDS)})))?"
    r"(?: (?:CWG|WG|EG)[\w&-]*)? meetings?\b",
    re.I,
)
_EARLIER_ACT = re.compile(
    r"\b(?:requests?|requested|agreed|agreement|decided|decisions?|made|held|taken|adopted|approved|instructed|invited"
    r"|discussions?|discussed|proposed|raised|reached|expressed|received|given|mandated|submitted|outlined|established"
    r"|recommended|recommendations?|initiated|started|begun|launched|introduced|noted|resolved|comments?|presentation)"
    r"(?: (?:by|of|from) the (?:group|meeting|members|secretariat|Chair))? (?:at|during|in)(?: the| its| this)? $"
)
_ASKED = re.compile(r"\b(?:requested|request|asked|instructed|invited|agreed|decided|proposed|suggested)\b")
_READ_AT = re.compile(
    r"\S+?\)?,?\s?(?:which )?(?:(?:was|were|had been|has been)\s)?(?:also )?"
    r"(?:presented|introduced|considered|discussed|noted|examined|reviewed|tabled)\b[^.,;]{0,50}"
)
_LOOKS_BACK = re.compile(
    r"follow[- ]?up|approval|adoption|previous|minutes|decisions? (?:of|taken)|prior to|next meeting"
    r"|report of|summary of",
    re.I,
)


@dataclass(frozen=True, slots=True)
class About:
    """That words are about a meeting: its number, and the words or heading that say so."""

    number: int
    words: str
    heading: Passage | None = None


def meeting_about(subject: Subject, passage: Passage, at: int) -> About | None:
    """Return the meeting that the sentence around a place of a passage is about, None where the words don't tell."""
    text = passage.plain
    start, end = sentence_around(text, at)
    here = mentions_by_passage(subject).get(passage.number, ())
    first, last = (bisect_left(here, place, key=lambda one: one.start) for place in (start, end))
    named = here[first:last]
    if named:
        return _named_at(text, start, at, named)
    if here:
        return None
    return headings_about(subject).get(passage.number)


def _named_at(text: str, start: int, at: int, named: Sequence[MeetingMention]) -> About | None:
    """Return the only meeting that a sentence names, where it says that what stands at a place happened there."""
    if len({number for one in named for number in one.numbers}) != 1:
        return None
    for one in named:
        before = text[start : one.start]
        if not _AT.search(before):
            continue
        if one.start > at:
            here = _READ_AT.fullmatch(text, at, one.start) is not None
        else:
            opens = _OPENS.fullmatch(before) is not None
            here = (opens or not _EARLIER_ACT.search(before)) and not _ASKED.search(text, one.end, at)
        return About(one.numbers[0], one.text) if here else None
    return None


def sentence_around(text: str, at: int) -> tuple[int, int]:
    """Return where the sentence begins and ends in which a place of a text stands."""
    ends = _ends(text)
    number = bisect_right(ends, at)
    return ends[number - 1] if number else 0, ends[number] if number < len(ends) else len(text)


@lru_cache(maxsize=8)  # a paragraph is asked for each of its symbols
def _ends(text: str) -> list[int]:
    return [match.end() for match in _END.finditer(text)]


def mentions_by_passage(subject: Subject) -> Mapping[int, Sequence[MeetingMention]]:
    """Return the meetings that are named in each passage, by the number of the passage."""
    return subject.once(_mentions)


def _mentions(subject: Subject) -> Mapping[int, Sequence[MeetingMention]]:
    found: dict[int, list[MeetingMention]] = {}
    for passage, mention in subject.meeting_mentions:
        found.setdefault(passage.number, []).append(mention)
    cited = {one.meeting for _, one in subject.symbols if one.series == "group"}
    for passage in subject if cited else ():
        if "eeting" not in passage.plain:
            continue
        for match in _IN_WORDS.finditer(passage.plain):
            numbers = tuple(_WORDS.index(word.lower()) + 1 for word in match.groups() if word)
            if cited.issuperset(numbers):  # else "the first meeting" is one of the year
                found.setdefault(passage.number, []).append(MeetingMention(*match.span(), match[0], numbers, word=True))
    return {number: sorted(named, key=lambda one: one.start) for number, named in found.items()}


def headings_about(subject: Subject) -> Mapping[int, About]:
    """Return what the heading above each passage says of the meeting that it is about, by the passage's number.

    A heading without number that names a meeting counts to the next of its kind, or the next heading with a number as
    deep as the one above it.
    """
    return subject.once(_headings)


def _headings(subject: Subject) -> Mapping[int, About]:
    found: dict[int, About] = {}
    about: About | None = None
    depth = deepest = 0
    for passage in subject.body:
        if passage.kind is Kind.HEADING:
            depth = len(passage.numbers)
            if depth <= deepest:
                about = None
            if own := _named_in(subject, passage):
                about, deepest = own, depth
        elif passage.kind is Kind.SUBHEADING:
            about, deepest = _named_in(subject, passage), depth
        elif about is not None:
            found[passage.number] = about
    return found


def _named_in(subject: Subject, heading: Passage) -> About | None:
    named = mentions_by_passage(subject).get(heading.number, ())
    numbers = {number for one in named for number in one.numbers}
    if len(numbers) != 1 or _LOOKS_BACK.search(heading.plain):
        return None
    return About(numbers.pop(), heading.plain.strip(), heading)
