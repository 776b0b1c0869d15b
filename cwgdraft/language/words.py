"""How a language writes ordinals, numbers, dates and lists.

Babel and num2words know the languages; the house's own habits (a hyphen in ranges of days, figures from
ten up, non-breaking spaces) come from the phrase catalogue.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.plural import PluralRule

NBSP = "\u00a0"
NB_HYPHEN = "\u2011"
_DAY = re.compile("'[^']*'|d+")
"""What a date pattern quotes, or the place of its day."""


@dataclass(frozen=True, slots=True)
class Writing:
    """The habits of one language; `locale` is Babel's name for it (`en_GB`).

    `ordinal` is a pattern with `{n}` (`{n}ª`), or empty for num2words' own. Numbers below `figures_from` are words:
    those of `number_words`, which begin with zero, else num2words' own.
    `range_sign` stands between the days of a range; `long_list` are the separator and the last separator of a list
    whose entries have commas of their own.
    """

    locale: str = "en_GB"
    ordinal_pattern: str = ""
    figures_from: int = 10
    number_words: tuple[str, ...] = ()
    range_sign: str = "-"
    long_list: tuple[str, str] = ("; ", "; and ")

    def ordinal(self, number: int) -> str:
        """Return `42nd`."""
        if self.ordinal_pattern:
            return self.ordinal_pattern.format(n=number)
        if self.locale.startswith("en"):
            tail = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{tail}"
        from num2words import num2words

        return str(num2words(number, to="ordinal_num", lang=self.locale.split("_")[0]))

    def number(self, number: int, *, figures: bool = False) -> str:
        """Return a number in words below `figures_from`, else (or when `figures`) in figures."""
        if figures or number >= self.figures_from:
            from babel.numbers import format_decimal

            return format_decimal(number, locale=self.locale)
        if 0 <= number < len(self.number_words):
            return self.number_words[number]
        from num2words import num2words

        return str(num2words(number, lang=self.locale.split("_")[0]))

    def plural(self, number: int) -> str:
        """Return the plural category of CLDR that a number takes: one, two, few, many or other."""
        return str(_plural_rule(self.locale)(number))

    def day(self, day: dt.date) -> str:
        """Return `10 February 2025`, day and month held together."""
        from babel.dates import format_date

        return _held(format_date(day, format="long", locale=self.locale))

    def month(self, day: dt.date) -> str:
        """Return the month of a day with its year: `September 2025`."""
        from babel.dates import format_skeleton

        return _held(format_skeleton("yMMMM", day, locale=self.locale))

    def days(self, parts: Sequence[tuple[dt.date, dt.date]]) -> str:
        """Return `10-11 February 2025`, `28 February-1 March 2025`, several parts joined as a list."""
        if len(parts) > 1 and len({day.year for part in parts for day in part}) == 1 and not self._year_first():
            texts = [self._range(first, last, year=False) for first, last in parts[:-1]]
            return self.listed([*texts, self._range(*parts[-1])])
        return self.listed([self._range(first, last) for first, last in parts])

    def _range(self, first: dt.date, last: dt.date, *, year: bool = True) -> str:
        """Return a day or a range of days, its month (and year) once where both days share it."""
        if first == last:
            return self.day(first) if year else self._without_year(first)
        if (first.year, first.month) == (last.year, last.month):
            pattern = _day_pattern(self.locale, year=year)
            days = f"{first.day}{self.range_sign}{last.day}"
            both = _DAY.sub(lambda found: found[0] if found[0][0] == "'" else f"'{days}'", pattern)
            return _held(_applied(both, first, self.locale))
        if first.year != last.year:
            return f"{self.day(first)}{self.range_sign}{self.day(last)}"
        if not year:
            return f"{self._without_year(first)}{self.range_sign}{self._without_year(last)}"
        if self._year_first():
            return f"{self.day(first)}{self.range_sign}{self._without_year(last)}"
        return f"{self._without_year(first)}{self.range_sign}{self.day(last)}"

    def _without_year(self, day: dt.date) -> str:
        return _held(_applied(_day_pattern(self.locale, year=False), day, self.locale))

    def _year_first(self) -> bool:
        return _day_pattern(self.locale, year=True).startswith("y")

    def listed(self, texts: Sequence[str]) -> str:
        """Return `a, b and c`."""
        if len(texts) < 2:
            return "".join(texts)
        from babel.lists import format_list

        return format_list(list(texts), locale=self.locale)

    def listed_long(self, texts: Sequence[str]) -> str:
        """Return `a; b; and c`."""
        if len(texts) < 2:
            return "".join(texts)
        between, last = self.long_list
        return between.join(texts[:-1]) + last + texts[-1]

    def meetings(self, numbers: Sequence[int], span: str = "") -> str:
        """Return `44th`, `43rd and 44th`, `42nd, 43rd and 44th`, `39th to 44th` (four and more in a row).

        `span` is how the language writes the last form, with `{first}` and `{last}`; without it all are listed.
        """
        texts: list[str] = []
        for row in _rows(numbers):
            if len(row) > 3 and span:
                first, last = self.ordinal(row[0]), self.ordinal(row[-1])
                texts.append(span.replace("{first}", first).replace("{last}", last))
            else:
                texts += [self.ordinal(number) for number in row]
        return self.listed(texts)


def _rows(numbers: Sequence[int]) -> list[list[int]]:
    """Return numbers in stretches that follow one another."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _day_pattern(locale: str, *, year: bool) -> str:
    """Return how CLDR writes a day with its month in words: `d MMMM y`, `d MMMM`."""
    from babel import Locale

    known = Locale.parse(locale)
    if year:
        return str(known.date_formats["long"].pattern)
    skeletons = known.datetime_skeletons
    found = skeletons.get("MMMMd") or skeletons.get("MMMd")
    return str(found.pattern) if found else "d MMMM"


def _applied(pattern: str, day: dt.date, locale: str) -> str:
    from babel.dates import parse_pattern

    return str(parse_pattern(pattern).apply(day, locale))


def _held(text: str) -> str:
    """Return a date whose day can't be torn from its month at the end of a line."""
    out = []
    for i, char in enumerate(text):
        held = char == " " and 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isalpha()
        out.append(NBSP if held else char)
    return "".join(out)


@functools.cache
def _plural_rule(locale: str) -> PluralRule:
    """Return CLDR's rule for the plural categories of a language."""
    from babel import Locale

    return Locale.parse(locale).plural_form
