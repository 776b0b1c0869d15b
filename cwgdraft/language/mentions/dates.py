"""Dates in English text: days, ranges of days, months, in all the forms that people type."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_MONTH = rf"(?:(?:{'|'.join(MONTHS)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9][0-9]"
_DASH = r" ?[-–—] ?"
_TO = rf"(?:{_DASH}| to | and | until )"
_NAMES = "|".join(WEEKDAYS)
_WEEKDAY = rf"(?:(?P<weekday>{_NAMES}),? )?"
_THEN = rf"(?:(?P<weekday2>{_NAMES}),? )?"
_FORMS = (
    # 28 February-1 March 2025, 30 September 2024 to 2 October 2025
    rf"(?P<d1>{_DAY}) (?P<m1>{_MONTH})(?: (?P<y1>{_YEAR}))?(?P<to>{_DASH}| to | until )"
    rf"{_THEN}(?P<d2>{_DAY}) (?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?",
    # 9-10 September 2025, 9 and 10 September, 9, 10 and 11 September, from 7 to 11 July
    rf"(?P<d1>{_DAY})(?:, {_DAY}){{0,9}}(?P<to>{_TO}){_THEN}(?P<d2>{_DAY}) (?:of )?(?P<m2>{_MONTH})"
    rf"(?:,? (?P<y2>{_YEAR}))?",
    # 10 September 2025, 10 September
    rf"(?P<d2>{_DAY}) (?:of )?(?P<m2>{_MONTH})(?:,? (?P<y2>{_YEAR}))?",
    # September 9-10, 2025; September 10, 2025; September 10, where the words end
    rf"(?P<m2>{_MONTH}) (?P<d1>{_DAY})(?:(?P<to>{_TO})(?P<d2>{_DAY}))?(?:,? (?P<y2>{_YEAR})|(?=[,;:)]|\.?$|\. ))",
    # 2025-09-10
    rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)",
    # 10/09/2025, 10.09.2025
    rf"(?P<figures>(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2])[./]{_YEAR})(?!\d)",
    # September 2025
    rf"(?P<m2>{_MONTH}),? (?P<y2>{_YEAR})",
)
_PATTERNS = tuple(re.compile(rf"(?<![\w/])(?<!\w-){_WEEKDAY}{form}(?!\w)") for form in _FORMS)
_BEHIND = re.compile(rf" ?\((?P<weekday>{_NAMES})\)")
_SEVERAL = re.compile(rf"(?:{_NAMES})(?:,? (?:and|to) | ?[-–—] ?)$")
_COUNTED = re.compile(
    r"(?:items?|documents?|docs?\.?|annex(?:es)?|sections?|resolutions?|decisions?|paragraphs?|numbers?|no\.|room|part"
    r"|points?|table|figure) $",
    re.IGNORECASE,
)
_VERB = re.compile(r" (?:be|not|also|have|need|wish|only|still|then|however|want|or may)\b")
_ANY = re.compile(rf"\b{_MONTH}|{_YEAR}-\d\d-|\d[./]\d\d?[./]{_YEAR}")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text, from `start` to `end`.

    `first` and `last` are its days, the first and last day of the month where only that is named (`precision` is then
    `month`); None where no year is named, or the day isn't one. `year` and `month` (of the last day) are None and 0
    where they aren't named. `form` is `usual` (10 September 2025), `american`, `iso` or `figures`; `ordinal` says that
    it has `10th`, `short` that the month is cut short. `to` are the signs or words between two days. `days` are the
    figures of the first and last day, `first_month` is the month of the first. `weekday` belongs to the first day,
    `last_weekday` to the last.
    """

    start: int
    end: int
    text: str
    first: dt.date | None
    last: dt.date | None
    year: int | None
    month: int
    precision: str = "day"
    weekday: str = ""
    form: str = "usual"
    ordinal: bool = False
    short: bool = False
    to: str = ""
    days: tuple[int, int] = (0, 0)
    first_month: int = 0
    last_weekday: str = ""

    @property
    def is_possible(self) -> bool:
        """Return whether there is such a day: `31 June 2025` isn't one."""
        return self.year is None or self.first is not None


def dates_in(text: str) -> Iterator[DateMention]:
    """Yield the dates that a text names, in order; a range is one."""
    if _ANY.search(text) is None:
        return
    taken = bytearray(len(text))
    found: list[DateMention] = []
    for form, pattern in enumerate(_PATTERNS):
        for match in pattern.finditer(text):
            if _is_none(match, form):
                continue
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(_mention(match, form))
    yield from sorted(found, key=lambda one: one.start)


def _is_none(match: re.Match[str], form: int) -> bool:
    """Return whether what looks like a date is none: `documents 4 and 3 June`, `Annex 2 May also be …`."""
    groups = match.groupdict()
    first = groups.get("d1")
    if form == 1 and first is not None:
        if groups["to"] == " and " and _number(first) >= _number(groups["d2"] or ""):
            return True
        if _COUNTED.search(match.string, max(match.start() - 14, 0), match.start()):
            return True
    if form == 2 and groups["y2"] is None and groups["m2"] == "May":
        return _VERB.match(match.string, match.end()) is not None
    return form == 3 and groups["y2"] is None and groups["m2"] in ("May", "March") and not groups.get("to") and (
        _COUNTED.search(match.string, max(match.start() - 14, 0), match.start()) is not None
    )  # fmt: skip


def _mention(match: re.Match[str], form: int) -> DateMention:
    groups = match.groupdict()
    text = match[0]
    weekday, last_weekday = _weekdays(match)
    if iso := groups.get("iso"):
        day = _day(*map(int, iso.split("-")))
        y, m, d = map(int, iso.split("-"))
        return DateMention(*match.span(), text, day, day, y, m, weekday=weekday, form="iso", days=(d, d), first_month=m)
    if figures := groups.get("figures"):
        d, m, y = map(int, re.split(r"[./]", figures))
        day = _day(y, m, d)
        return DateMention(
            *match.span(), text, day, day, y, m, weekday=weekday, form="figures", days=(d, d), first_month=m
        )
    month = _month(groups["m2"] or "")
    year = int(groups["y2"]) if groups.get("y2") else None
    named = [one for one in (groups.get("m1"), groups.get("m2")) if one]
    short = any(one.rstrip(".") not in MONTHS for one in named)
    if form == len(_FORMS) - 1:
        first, last = _whole(year, month)
        return DateMention(*match.span(), text, first, last, year, month, "month", weekday, short=short)
    d1, d2 = groups.get("d1"), groups.get("d2") or groups.get("d1")
    days = (_number(d1 or d2 or ""), _number(d2 or ""))
    first_month = _month(groups["m1"]) if groups.get("m1") else month
    first_year = int(groups["y1"]) if groups.get("y1") else year
    if first_year is not None and not groups.get("y1") and first_month > month:
        first_year -= 1  # 30 December-2 January 2026
    first = _day(first_year, first_month, days[0]) if first_year is not None else None
    last = _day(year, month, days[1]) if year is not None else None
    if first is None or last is None:
        first = last = None
    return DateMention(
        *match.span(),
        text,
        first,
        last,
        year,
        month,
        weekday=weekday,
        form="american" if form == 3 else "usual",
        ordinal=bool(re.search(r"\d(?:st|nd|rd|th)\b", text)),
        short=short,
        to=groups.get("to") or "",
        days=days,
        first_month=first_month,
        last_weekday=last_weekday,
    )


def _weekdays(match: re.Match[str]) -> tuple[str, str]:
    """Return the weekdays of the first and the last day: before them, or in brackets behind."""
    groups = match.groupdict()
    first, last = groups.get("weekday") or "", groups.get("weekday2") or ""
    if first and groups.get("to") and _SEVERAL.search(match.string, max(match.start() - 20, 0), match.start()):
        return "", first  # Monday to Friday, 9-13 June
    if not first and not groups.get("to") and (behind := _BEHIND.match(match.string, match.end())):
        return behind["weekday"], ""
    return first, last


def _month(name: str) -> int:
    return _SHORT.get(name[:3].lower(), 0)


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day) or 0)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _whole(year: int | None, month: int) -> tuple[dt.date | None, dt.date | None]:
    if year is None:
        return None, None
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), following - dt.timedelta(days=1)
