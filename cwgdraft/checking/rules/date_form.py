"""A date isn't written as the house writes dates.

It is "10 September 2025": day, month in full, year, without ordinal and without comma. "September 10, 2025", "10th
September", "10 Sept. 2025", "2025-09-10", "10/09/2025" and "September, 2025" are other houses' forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention
from cwgdraft.language.mentions.dates import MONTHS

SEVERITY = Severity.WARNING
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_SHORT = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMES = "|".join(MONTHS)
_WITHOUT_YEAR = re.compile(
    rf"(?:{_NAMES}) \d{{1,2}}(?:st|nd|rd|th)?(?: ?[-–] ?\d{{1,2}}(?:st|nd|rd|th)?)?"
    r"(?: (?:19|20)\d\d)?(?![\d:%/]|[.,]\d|\w)"
)
_LEADS = re.compile(
    r"(?:\b(?:[Oo]n|[Bb]y|[Ff]rom|[Uu]ntil|[Tt]ill|[Ss]ince|[Bb]efore|[Aa]fter|[Tt]o|of|"
    r"[Bb]etween|and|dated?|held)|\() $"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield dates in American order, in figures, with ordinals, commas or months cut short."""
    prose = prose_of(subject)
    for passage, one in subject.dates:
        at = prose.starts[passage.number] + one.start
        if at in prose.addresses or one.text.isupper():
            continue
        if found := _fault(prose, one, at):
            what, new = found
            new = new.replace(" ", "\u00a0") if "\u00a0" in passage.text[one.start : one.end] else new
            weaker = Severity.ADVICE if passage.in_cell else None
            message = f"'{one.text}' {what}"
            yield Hit(passage, one.start, one.end, message, f"write '{new}'", Fix(new, one.form == "usual"), weaker)
    yield from _without_year(subject, prose)


def _fault(prose: Prose, one: DateMention, at: int) -> tuple[str, str] | None:
    """Return what is wrong with a date's form, and the date as it is to be."""
    if one.form == "american":
        return "has the month before the day", _written(one)
    if one.form in ("iso", "figures"):
        return ("is in figures", _written(one)) if one.first else None
    if one.ordinal:
        right = re.sub(r" of (?=[A-Z])", " ", _ORDINAL.sub("", one.text))
        return "has an ordinal", _full(right).replace(",", "")
    if one.short and _SHORT.search(one.text):
        return "has a month that is cut short", _full(one.text).replace(",", "")
    comma = re.search(r"(?<=[a-z]),(?= (?:19|20)\d\d)", one.text)
    if comma and not _names_comma(prose, one, at):
        return "has a comma before the year", one.text[: comma.start()] + one.text[comma.end() :]
    return None


def _names_comma(prose: Prose, one: DateMention, at: int) -> bool:
    """Return whether the comma parts two entries of a list rather than a month from its year."""
    return one.precision == "month" and prose.before(at, 12).rstrip().endswith((",", "and", "of")) and not one.year


def _full(text: str) -> str:
    """Return a date with its months in full."""

    def whole(match: re.Match[str]) -> str:
        return next((name for name in MONTHS if name.startswith(match[1][:3])), match[0])

    return _SHORT.sub(whole, text)


def _written(one: DateMention) -> str:
    """Return a date as the house writes it: 10 September 2025, 9-10 September 2025."""
    if one.first is None or one.last is None:
        first, last = one.days
        days = f"{first}-{last}" if first != last else f"{last}"
        return f"{days} {MONTHS[one.month - 1]}" + (f" {one.year}" if one.year else "")
    day = f"{one.last.day} {MONTHS[one.last.month - 1]} {one.last.year}"
    if one.first == one.last:
        return day
    if (one.first.month, one.first.year) == (one.last.month, one.last.year):
        return f"{one.first.day}-{day}"
    return f"{one.first.day} {MONTHS[one.first.month - 1]}-{day}"


def _without_year(subject: Subject, prose: Prose) -> Iterator[Hit]:
    """Yield dates in American order without a comma and year, which aren't taken for dates elsewhere."""
    taken = {(passage.number, at) for passage, one in subject.dates for at in range(one.start, one.end)}
    for found in prose.find(_WITHOUT_YEAR):
        passage: Passage = found.passage
        if (passage.number, found.start) in taken or not _LEADS.search(prose.before(found.at, 12)):
            continue
        month, _, days = _ORDINAL.sub("", found.match[0]).partition(" ")
        year = _YEAR.search(days)
        day = re.sub(r" ?[-–] ?", "-", days[: year.start()] if year else days).strip()
        if max(map(int, day.split("-"))) > 31:
            continue
        new = f"{day} {month}" + (f" {year[0]}" if year else "")
        message = f"'{found.match[0]}' has the month before the day"
        yield Hit(passage, found.start, found.end, message, f"write '{new}'", Fix(new, safe=False))
