"""The small values of records: dates, texts by language, series patterns."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_INTERVAL = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(\d{4}-\d{2}-\d{2}|\d{2}-\d{2}|\d{2}))?")


@dataclass(frozen=True, slots=True)
class Local:
    """A text for people, one for all languages or one per language."""

    by_language: Mapping[str, str]

    def get(self, language: str) -> str:
        """Return the text in `language`, else in the one that is not named, else in English, else the first."""
        texts = self.by_language
        for name in (language, language.split("-")[0], "", "en"):
            if name in texts:
                return texts[name]
        return next(iter(texts.values()))


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


def parse_day(value: object) -> dt.date:
    """Return the day that `2025-02-10` names; raises ValueError with the remedy."""
    text = str(value)
    found = _DAY.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no date; write 2025-02-10")
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(f"'{text}' is no day of the calendar") from None


def parse_dates(value: object) -> Dates:
    """Return what `2025-02-10`, `2025-02-10/11`, `2025-02-28/2025-03-01` or a list of these says."""
    texts = value if isinstance(value, list) else [value]
    if not texts:
        raise ValueError("no date is given; write 2025-02-10 or 2025-02-10/11")
    parts: list[tuple[dt.date, dt.date]] = []
    for text in map(str, texts):
        found = _INTERVAL.fullmatch(text.strip())
        if not found:
            raise ValueError(f"'{text}' is no date or range; write 2025-02-10, 2025-02-10/11 or 2025-02-28/2025-03-01")
        first = parse_day(found[1])
        end = found[2]
        last = parse_day(found[1][: 10 - len(end)] + end) if end else first
        if last < first:
            raise ValueError(f"'{text}' ends before it begins")
        if parts and first <= parts[-1][1]:
            raise ValueError(f"'{text}' begins before the part in front of it has ended")
        parts.append((first, last))
    return Dates(tuple(parts))


def parse_moment(value: object) -> dt.date:
    """Return the day that a date names; of a year or month alone, its last day."""
    text = str(value)
    if re.fullmatch(r"\d{4}", text):
        return dt.date(int(text), 12, 31)
    if found := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12:
            return dt.date(year, month, calendar.monthrange(year, month)[1])
    return parse_day(text)


def parse_local(value: object) -> Local:
    """Return the text that a string, or a map from language to string, holds."""
    if isinstance(value, str):
        return Local({"": value})
    if isinstance(value, dict) and value:
        for language, text in value.items():
            if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
                raise ValueError(f"'{language}' is no language; write en, fr, es, ru, ar, zh …")
            if not isinstance(text, str):
                raise ValueError(f"the text in '{language}' is missing")
        return Local(dict(value))
    raise ValueError("a text, or a map from language to text, is wanted")


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("a text is wanted here, not a list or a map; put it in quotes when it holds ': '")


_LOCAL: dict[str, Any] = {
    "anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]
}
_DAY_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_DATES_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "string", "pattern": f"^{_INTERVAL.pattern}$"}, {"type": "array", "items": {"type": "string"}}]
}
_MOMENT_SCHEMA: dict[str, Any] = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}

Text = Annotated[str, PlainValidator(_plain), WithJsonSchema({"type": ["string", "number", "boolean"]})]
LocalText = Annotated[Local, PlainValidator(parse_local), WithJsonSchema(_LOCAL)]
Day = Annotated[dt.date, PlainValidator(parse_day), WithJsonSchema(_DAY_SCHEMA)]
DateRange = Annotated[Dates, PlainValidator(parse_dates), WithJsonSchema(_DATES_SCHEMA)]
Moment = Annotated[dt.date, PlainValidator(parse_moment), WithJsonSchema(_MOMENT_SCHEMA)]
