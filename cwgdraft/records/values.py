"""The small values of records: texts, numbers, dates, names, addresses. Each says what is wrong and what to write."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Annotated, Any

from cwgdraft.records.links import LINK_HELP, is_safe_link
from cwgdraft.records.shape import Kind, WrongValueError, shown

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_END = r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}|[0-9]{2}"
_INTERVAL = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:/({_END}))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
_TOPIC = re.compile(r"[a-z0-9][a-z0-9-]*")
_NAME = re.compile(r"\w([\w .-]*\w)?")
_SECTION = re.compile(r"[\w.:-]+")
_DOCUMENT = re.compile(r"((INF|ADM|DT)/)?[1-9][0-9]{0,3}")


@dataclass(frozen=True, slots=True)
class Local:
    """A text for people, one for all languages or one per language."""

    by_language: Mapping[str, str]

    def get(self, language: str) -> str:
        """Return the text in `language`, else in the one that is not named, else in English, else the first."""
        return self.by_language[self.nearest(language)]

    def nearest(self, language: str) -> str:
        """Return the name of the language in which `get` finds a text."""
        wanted = (language, language.split("-")[0], "", "en")
        return next((name for name in wanted if name in self.by_language), next(iter(self.by_language)))


@dataclass(frozen=True, slots=True)
class Dates:
    """One or more stretches of days, each from its first to its last day."""

    parts: tuple[tuple[dt.date, dt.date], ...]

    @property
    def first(self) -> dt.date:
        """Return the first day."""
        return self.parts[0][0]

    @property
    def last(self) -> dt.date:
        """Return the last day."""
        return self.parts[-1][1]


# --- dates --------------------------------------------------------------------------------------


def parse_day(value: object) -> dt.date:
    """Return the day that `2025-02-10` names; raises `WrongValueError` with the remedy."""
    if isinstance(value, dt.date):
        return value
    found = _DAY.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise WrongValueError(f"{shown(value)} is no date", "write 2025-02-10")
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise WrongValueError(f"{shown(value)} is no day of the calendar", "correct the year, month or day") from None


def parse_dates(value: object) -> Dates:
    """Return what `2025-02-10`, `2025-02-10/11`, `2025-02-28/2025-03-01` or a list of these says.

    Raises `WrongValueError` for anything else, and for parts that end before they begin or overlap.
    """
    if isinstance(value, Dates):
        return value
    texts = value if isinstance(value, list) else [value]
    if not texts:
        raise WrongValueError("no date is given", "write 2025-02-10 or 2025-02-10/11")
    parts: list[tuple[dt.date, dt.date]] = []
    for text in texts:
        first, last = _interval(text)
        if parts and first <= parts[-1][1]:
            raise WrongValueError(
                f"{shown(text)} begins before the part in front of it has ended", "put the parts in order"
            )
        parts.append((first, last))
    return Dates(tuple(parts))


def _interval(text: object) -> tuple[dt.date, dt.date]:
    found = _INTERVAL.fullmatch(text) if isinstance(text, str) else None
    if not found:
        help_ = "write 2025-02-10, 2025-02-10/11 or 2025-02-28/2025-03-01"
        raise WrongValueError(f"{shown(text)} is no date or range of dates", help_)
    start, end = found[1], found[2]
    first = parse_day(start)
    last = parse_day(start[: 10 - len(end)] + end) if end else first
    if last < first:
        help_ = "give a range into another month or year both dates in full: 2025-02-28/2025-03-01"
        raise WrongValueError(f"{shown(text)} ends before it begins", help_)
    return first, last


def parse_moment(value: object) -> dt.date:
    """Return the day that a date names; of a year or month alone, its last day. Raises `WrongValueError`."""
    if isinstance(value, str) and (found := re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", value)):
        year, month = int(found[1]), int(found[2] or 12)
        if not (1 <= month <= 12 and year):
            raise WrongValueError(f"{shown(value)} is no month of the calendar", "write 2025-02")
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return parse_day(value)


# --- texts --------------------------------------------------------------------------------------


def parse_local(value: object) -> Local:
    """Return the text that a string, or a map from language to string, holds; raises `WrongValueError`."""
    if isinstance(value, Local):
        return value
    if isinstance(value, str):
        return Local({"": value})
    texts: dict[str, str] = {}
    for language, text in value.items() if isinstance(value, dict) else ():
        if not _LANGUAGE.fullmatch(language):
            raise WrongValueError(
                f"{shown(language)} is no language", "write en, fr, es, ru, ar, zh …; or put the text in quotes"
            )
        if isinstance(text, str):
            texts[language] = text
        elif text is not None:
            raise WrongValueError(f"{shown(text)} stands where the text in '{language}' is wanted", "write one text")
    if not texts:
        raise WrongValueError(
            f"{shown(value)} stands where a text is wanted", "write a text, or one per language: {en: …, fr: …}"
        )
    return Local(texts)


def parse_text(value: object) -> str:
    """Return a text; raises `WrongValueError` for a list or a map."""
    if isinstance(value, str):
        return value
    raise WrongValueError(
        f"{shown(value)} stands where a text is wanted", "write one text, in quotes when it holds ': '"
    )


def parse_filled(value: object) -> str:
    """Return a text that says something; raises `WrongValueError` for an empty one."""
    text = parse_text(value)
    if not text.strip():
        raise WrongValueError("the text is empty", "write it, or take the key out")
    return text


def _named(pattern: re.Pattern[str], help_: str, *, empty: bool = False) -> Callable[[object], str]:
    """Return a reader of texts of one form."""

    def parse(value: object) -> str:
        text = parse_text(value)
        if not pattern.fullmatch(text) and not (empty and not text):
            raise WrongValueError(f"{shown(text)} can't stand here", help_)
        return text

    return parse


def parse_link(value: object) -> str:
    """Return an address that a document may link to, or the empty text; raises `WrongValueError`."""
    text = parse_text(value)
    if text and not is_safe_link(text):
        raise WrongValueError(f"a document can't link to {shown(text)}", LINK_HELP)
    return text


def parse_pattern(value: object) -> str:
    """Return a pattern with only the known names in braces; raises `WrongValueError`."""
    text = parse_text(value)
    help_ = "use {group}, {meeting}, {number}, {yy} and {series}; {number:04} writes four figures"
    try:
        fields = list(Formatter().parse(text))
    except ValueError:
        raise WrongValueError(f"the braces in {shown(text)} don't match", help_) from None
    for _, name, form, conversion in fields:
        if name is None:
            continue
        counted = name in ("meeting", "number") and re.fullmatch(r"0[1-9]", form or "")
        if name not in ("group", "meeting", "number", "yy", "series") or conversion or (form and not counted):
            raise WrongValueError(f"the pattern {shown(text)} holds braces that can't be filled", help_)
    return text


def parse_symbol_pattern(value: object) -> str:
    """Return a pattern of symbols, which has a place for the document's number; raises `WrongValueError`."""
    text = parse_pattern(value)
    if "{number" not in text:
        raise WrongValueError(
            f"the pattern {shown(text)} has no place for the number", "write {number} where it stands"
        )
    return text


def parse_link_pattern(value: object) -> str:
    """Return a pattern of addresses that a document may link to, or the empty text; raises `WrongValueError`."""
    text = parse_pattern(value)
    if text:
        parse_link(text.format(group="G", meeting=1, number=1, yy="25", series="S"))
    return text


# --- numbers ------------------------------------------------------------------------------------


def _counted(minimum: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= minimum:
            return value
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}", value):
            raise WrongValueError(
                f"{shown(value)} is no whole number", "write it in figures, without signs or separators"
            )
        if int(value) < minimum:
            raise WrongValueError(f"{shown(value)} is too small", f"write {minimum} or more")
        return int(value)

    return parse


def parse_yes_no(value: object) -> bool:
    """Return what `true` or `false` says; raises `WrongValueError` for anything else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    raise WrongValueError(f"{shown(value)} is neither true nor false", "write true or false")


# --- types of the schema ------------------------------------------------------------------------

_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_FILLED: dict[str, Any] = {**_TEXT, "minLength": 1}
_LOCAL: dict[str, Any] = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "propertyNames": {"pattern": f"^{_LANGUAGE.pattern}$"},
            "additionalProperties": _TEXT,
            "minProperties": 1,
        },
    ]
}
_DAY_SCHEMA: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_RANGE: dict[str, Any] = {"type": "string", "pattern": f"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(/({_END}))?$"}
_RANGES: dict[str, Any] = {"anyOf": [_RANGE, {"type": "array", "items": _RANGE, "minItems": 1}]}
_MOMENT: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
_LINK: dict[str, Any] = {"type": "string", "pattern": '^((https?://|mailto:)[^\\s<>"\\\\]+)?$'}


def _count_schema(minimum: int) -> dict[str, Any]:
    figures = {"type": "string", "pattern": "^0*[1-9][0-9]{0,8}$" if minimum else "^[0-9]{1,9}$"}
    return {"anyOf": [{"type": "integer", "minimum": minimum}, figures]}


def _pattern_schema(pattern: str) -> dict[str, Any]:
    return {"type": ["string", "number"], "pattern": f"^{pattern}$"}


_LETTER = r"[^\s\[\]|#/\\]"
"""A letter or figure of a name as ECMAScript can say it, whose own word signs know Latin letters only."""
_NAME_SCHEMA = _pattern_schema(rf"{_LETTER}([^\[\]|#/\\]*{_LETTER})?")
_PLAIN_NAME = "write a name of letters, figures and hyphens, without a path"
_LANGUAGE_HELP = "write en, fr, es, ru, ar, zh …"
_SECTION_HELP = "use letters, figures and hyphens, without spaces"

Text = Annotated[str, Kind(parse_text, _TEXT)]
Filled = Annotated[str, Kind(parse_filled, _FILLED)]
LocalText = Annotated[Local, Kind(parse_local, _LOCAL)]
Day = Annotated[dt.date, Kind(parse_day, _DAY_SCHEMA)]
DateRange = Annotated[Dates, Kind(parse_dates, _RANGES)]
Moment = Annotated[dt.date, Kind(parse_moment, _MOMENT)]
Count = Annotated[int, Kind(_counted(0), _count_schema(0))]
Number = Annotated[int, Kind(_counted(1), _count_schema(1))]
YesNo = Annotated[bool, Kind(parse_yes_no, {"type": "boolean"})]
Link = Annotated[str, Kind(parse_link, _LINK)]
LinkPattern = Annotated[str, Kind(parse_link_pattern, _LINK)]
PlainPattern = Annotated[str, Kind(parse_pattern, {"type": "string"})]
SymbolPattern = Annotated[str, Kind(parse_symbol_pattern, {"type": "string"})]
TopicKey = Annotated[
    str,
    Kind(_named(_TOPIC, "use lower-case letters, figures and hyphens"), _pattern_schema(_TOPIC.pattern)),
]
SectionKey = Annotated[
    str,
    Kind(_named(_SECTION, _SECTION_HELP, empty=True), _pattern_schema(f"{_LETTER}*")),
]
Key = Annotated[
    str,
    Kind(_named(_NAME, "use letters, figures, spaces, full stops and hyphens"), _NAME_SCHEMA),
]
FileName = Annotated[str, Kind(_named(_NAME, _PLAIN_NAME), _NAME_SCHEMA)]
LanguageTag = Annotated[
    str,
    Kind(_named(_LANGUAGE, _LANGUAGE_HELP, empty=True), _pattern_schema(f"({_LANGUAGE.pattern})?")),
]
DocumentNumber = Annotated[
    str,
    Kind(_named(_DOCUMENT, "write 12 or INF/4, and 'revision: 1' below it"), _pattern_schema(_DOCUMENT.pattern)),
]
