"""How a language writes ordinals, numbers, dates and lists.

Babel and num2words know the languages; the house's own habits (a hyphen in ranges of days, figures from
ten up, non-breaking spaces) come from the phrase catalogue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

NBSP = "\u00a0"
NB_HYPHEN = "\u2011"


@dataclass(frozen=True, slots=True)
class Writing:
    """The habits of one language; `locale` is Babel's name for it (`en_GB`).

    `ordinal` is a pattern with `{n}` (`{n}ª`), or empty for num2words' own. Numbers below `figures_from` are words.
    `range_sign` stands between the days of a range; `long_list` are the separator and the last separator of a list
    whose entries have commas of their own.
    """

    locale: str = "en_GB"
    ordinal_pattern: str = ""
    figures_from: int = 10
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
        from num2words import num2words

        return str(num2words(number, lang=self.locale.split("_")[0]))

    def plural(self, number: int) -> str:
        """Return the plural category of CLDR that a number takes: one, two, few, many or other."""
        from babel import Locale

        return str(Locale.parse(self.locale).plural_form(number))

    def day(self, day: dt.date) -> str:
        """Return `10 February 2025`, day and month held together."""
        from babel.dates import format_date

        return _held(format_date(day, format="long", locale=self.locale))

    def days(self, parts: Sequence[tuple[dt.date, dt.date]]) -> str:
        """Return `10-11 February 2025`, `28 February-1 March 2025`, several parts joined as a list."""
        if len(parts) > 1 and len({first.year for first, _ in parts} | {last.year for _, last in parts}) == 1:
            texts = [self._range(first, last, year=False) for first, last in parts[:-1]]
            return self.listed([*texts, self._range(*parts[-1])])
        return self.listed([self._range(first, last) for first, last in parts])

    def _range(self, first: dt.date, last: dt.date, *, year: bool = True) -> str:
        """Return a day or a range of days with the months written out, as CLDR orders them."""
        from babel import Locale
        from babel.dates import format_interval, format_skeleton, parse_pattern

        locale = Locale.parse(self.locale)
        if first == last:
            return _held(str(format_skeleton("yMMMMd" if year else "MMMMd", first, locale=locale)))
        patterns = locale.interval_formats.get("yMMMd" if year else "MMMd", {})
        field = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        pair = patterns.get(field)
        if pair and len(pair) == 2:
            texts = [
                str(parse_pattern(re.sub("(?<!M)MMM(?!M)", "MMMM", part)).apply(day, locale))
                for part, day in zip(pair, (first, last), strict=True)
            ]
            text = "".join(texts)
        else:
            text = str(format_interval(first, last, "yMMMd" if year else "MMMd", locale=locale))
        return _held(re.sub("[\\s\u2009]*[–-][\\s\u2009]*", self.range_sign, text))

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

    def meetings(self, numbers: Sequence[int]) -> str:
        """Return `44th`, `43rd and 44th`, `42nd, 43rd and 44th`, `39th to 44th` (four and more in a row)."""
        if len(numbers) > 3 and list(numbers) == list(range(numbers[0], numbers[0] + len(numbers))):
            return self.span(self.ordinal(numbers[0]), self.ordinal(numbers[-1]))
        return self.listed([self.ordinal(number) for number in numbers])

    def span(self, first: str, last: str) -> str:
        """Return `39th to 44th` in the language's words."""
        between = {"fr": "à", "es": "a", "ru": "-", "zh": "至", "ar": "إلى"}.get(self.locale.split("_")[0], "to")
        space = "" if self.locale.startswith(("zh", "ru")) else " "
        return f"{first}{space}{between}{space}{last}"


def _held(text: str) -> str:
    """Return a date whose day can't be torn from its month at the end of a line."""
    out = []
    for i, char in enumerate(text):
        held = char == " " and 0 < i < len(text) - 1 and text[i - 1].isdigit() and text[i + 1].isalpha()
        out.append(NBSP if held else char)
    return "".join(out)
