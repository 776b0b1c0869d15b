"""A report on several meetings counts from one of them: "the next meeting", "upcoming", "last year".

Such words are right in the summary of a meeting, and wrong a year later: the next meeting has been held, and is the
other one on which the report tells. They are left alone where the sentence names a day that is still to come, and
where it announces the meeting after the last one. "Upcoming" without any date, and "current" before an office that is
taken by turns, are advice only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.moment import Moment, is_combined, moment_of
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import sentence_start
from cwgdraft.finding import Severity
from cwgdraft.language.mentions.dates import dates_in

SEVERITY = Severity.WARNING
_GROUP = (
    r"(?:(?:CWG[\w&-]*|Council Working Group|[Gg]roup(?:['’]s)?|[Ww]orking [Gg]roup|regular|ordinary|physical|virtual"
    r"|ITU) )*"
)
_PATTERN = re.compile(
    rf"\b(?:(?P<meeting>(?:[Nn]ext|[Pp]revious|[Ll]ast|[Cc]oming|[Ff]orthcoming|[Pp]resent"
    rf"|[Cc]urrent) {_GROUP}[Mm]eetings?\b)"
    r"|(?P<upcoming>(?:[Uu]p|[Ff]orth)coming)\b"
    r"|(?P<year>(?:[Ll]ast|[Nn]ext|[Tt]his|[Cc]urrent|[Pp]revious|[Cc]oming) (?:year|month|week)"
    r"|[Tt]omorrow|[Yy]esterday)\b(?!['’]?s? of)"
    r"|(?P<office>[Cc]urrent (?:[A-Z][A-Z&+-]{2,} )?(?:Vice-Chair|Chair|President|Presidency|Vice-President|host)))"
)
_HINTS = (
    "ext ",
    "revious ",
    "ast ",
    "oming",
    "resent ",
    "urrent ",
    "his year",
    "his month",
    "his week",
    "orrow",
    "erday",
)
"""What a passage has in which there is such a word: quick to look for."""
_ONGOING = re.compile(r"\b(?:over|during|within|in|each|every|per|for) (?:the )?$", re.I)
_FOREIGN = re.compile(r" of (?:the )?(?!CWG|Council Working|ITU Council Working|group\b|Group\b|this\b)[A-Z]")
_POSSESSIVE = re.compile(
    r"\b(?!CWG|ITU|Group)[A-Z][\w&-]*['’]s? $|\b(?!CWG)(?:[A-Z]{2,}[\w-]*|SG ?\d+|Forum|Commission|Board) $"
)
_ANNOUNCES = re.compile(
    r"\b(?:will be|is|are|to be) (?:tentatively |provisionally )?(?:held|scheduled|planned|convened)"
    r"|\bdates? (?:and place )?of"
)
_SECTION = re.compile(r"next meeting|future meeting|date of|dates of|upcoming meeting|calendar", re.I)
_GREAT = re.compile(r"Plenipotentiary|\bPP\b|\bPP-\d\d|\bWRC|\bWTSA|\bWTDC|\bRA-|\bCouncil\b|Assembly|\bGA\b")
_YEAR = re.compile(r"(?<![\d/])(20\d\d)(?![\d/])|(?<=[A-Z])-(\d\d)\b")
_REACH = 90


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the words that count from one of the meetings."""
    if not is_combined(subject):
        return
    moment = moment_of(subject)
    for passage in subject.body:
        if passage.computed or passage.is_heading or not any(hint in passage.plain for hint in _HINTS):
            continue
        for match in _PATTERN.finditer(passage.plain):
            hit = _hit(passage, match, moment)
            if hit is not None:
                yield hit


def _hit(passage: Passage, match: re.Match[str], moment: Moment) -> Hit | None:
    text = passage.plain
    start = sentence_start(text, match.start())
    sentence = text[start : match.end() + 160]
    severity = None
    if match["meeting"]:
        if _FOREIGN.match(text, match.end()) or _POSSESSIVE.search(text, start, match.start()):
            return None
        section = passage.section
        if section is not None and _SECTION.search(section.plain):
            return None
        if _is_to_come(sentence, moment) or _announces(text, match):
            return None
        help_ = "name the meeting by its number"
    elif match["upcoming"]:
        reach = text[match.end() : match.end() + _REACH]
        if _is_to_come(sentence, moment) or _named_later(reach, moment) or _GREAT.search(reach):
            return None
        severity = None if any(date.last is not None for date in dates_in(sentence)) else Severity.ADVICE
        help_ = "leave it out, or give the date"
    elif match["year"]:
        if _ONGOING.search(text, start, match.start()) or _is_to_come(sentence, moment):
            return None
        help_ = "name the year, or the day"
    else:
        severity, help_ = Severity.ADVICE, "name the period"
    return Hit(
        passage,
        match.start(),
        match.end(),
        f"'{match[0]}' counts from one of the meetings; the document reports on several",
        help_,
        severity=severity,
    )


def _announces(text: str, match: re.Match[str]) -> bool:
    """Return whether the next meeting is what a sentence is about: it begins with it, and says when it is."""
    if not match["meeting"].lower().startswith(("next", "coming", "forthcoming")):
        return False
    return _ANNOUNCES.search(text, match.end(), match.end() + 90) is not None or (
        _ANNOUNCES.search(text, max(match.start() - 40, 0), match.start()) is not None
    )


def _is_to_come(sentence: str, moment: Moment) -> bool:
    if moment.now is None:
        return False
    return any(date.first is not None and date.first > moment.now for date in dates_in(sentence))


def _named_later(reach: str, moment: Moment) -> bool:
    """Return whether what comes carries a year that isn't over."""
    if moment.now is None:
        return False
    clause = re.split(r"[.;,]", reach, maxsplit=1)[0]
    years = [int(one[1]) if one[1] else 2000 + int(one[2]) for one in _YEAR.finditer(clause)]
    dated = any(date.last is not None for date in dates_in(reach))
    return not dated and any(year >= moment.now.year for year in years)
