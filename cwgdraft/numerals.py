"""Numbers in the formats that Word has for lists, pages and notes (ECMA-376 part 1, 17.18.59).

Words (`cardinalText`, `ordinalText`, `ordinal`) are English: Word takes them from the language of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 400)
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHINESE = "〇一二三四五六七八九"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_CHICAGO = "*†‡§"
_MOST = 32_767
"""The largest number that Word counts to."""


def roman(number: int) -> str:
    """Return a number above 0 in small Roman letters."""
    text = ""
    for value, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        times, number = divmod(number, value)
        text += sign * times
    return text


def cardinal(number: int) -> str:
    """Return a number below 100,000 in English words: `twenty-one`."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    return f"{cardinal(count)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal_words(number: int) -> str:
    """Return the place of a number in English words: `twenty-first`."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ending = _IRREGULAR.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return words[:cut] + ending


def ordinal(number: int) -> str:
    """Return the place of a number in figures: `21st`."""
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def letters(number: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Return the letter of a number above 0; past the last one they are doubled: the 27th is aa, the 28th bb."""
    return alphabet[(number - 1) % len(alphabet)] * (1 + (number - 1) // len(alphabet))


def hebrew(number: int) -> str:
    """Return a number above 0 in Hebrew letters by their values; 15 and 16 avoid the divine name."""
    text = ""
    for value, letter in reversed(tuple(zip(_HEBREW_VALUES, _HEBREW, strict=True))):
        while number >= value and number not in (15, 16):
            text += letter
            number -= value
        if number in (15, 16):
            return text + "ט" + _HEBREW[number - 10]
    return text


def chinese_counting(number: int) -> str:
    """Return a number above 0 as Chinese and Japanese count: 十, 十一, 二十; by figures from 100."""
    if number >= 100:
        return "".join(_CHINESE[int(figure)] for figure in str(number))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _CHINESE[tens] + "十")
    return head + (_CHINESE[ones] if ones else "")


def circled(number: int) -> str:
    """Return a number in a circle up to 20, as Word has it, else in figures."""
    return chr(0x245F + number) if number <= 20 else str(number)


def _full_width(number: int) -> str:
    return "".join(chr(0xFF10 + int(figure)) for figure in str(number))


def _kana(number: int) -> str:
    return letters(
        number, "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    )


def _iroha(number: int) -> str:
    return letters(
        number, "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
    )


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda number: cardinal(number).capitalize(),
    "ordinalText": lambda number: ordinal_words(number).capitalize(),
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: letters(number, _CHICAGO),
    "numberInDash": lambda number: f"- {number} -",
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedParen": lambda number: chr(0x2473 + number) if number <= 20 else str(number),
    "decimalEnclosedFullstop": lambda number: chr(0x2487 + number) if number <= 20 else str(number),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "aiueo": _kana,
    "aiueoFullWidth": _kana,
    "iroha": _iroha,
    "irohaFullWidth": _iroha,
    "chineseCounting": chinese_counting,
    "chineseCountingThousand": chinese_counting,
    "japaneseCounting": chinese_counting,
    "ideographDigital": chinese_counting,
    "taiwaneseCounting": chinese_counting,
    "taiwaneseCountingThousand": chinese_counting,
    "japaneseDigitalTenThousand": lambda number: "".join(_CHINESE[int(figure)] for figure in str(number)),
    "hebrew1": hebrew,
    "hebrew2": lambda number: letters(number, _HEBREW),
    "arabicAlpha": lambda number: letters(number, _ARABIC_ALPHA),
    "arabicAbjad": lambda number: letters(number, _ARABIC_ABJAD),
    "russianLower": lambda number: letters(number, _CYRILLIC),
    "russianUpper": lambda number: letters(number, _CYRILLIC).upper(),
    "hindiNumbers": lambda number: "".join(chr(0x0966 + int(figure)) for figure in str(number)),
    "thaiNumbers": lambda number: "".join(chr(0x0E50 + int(figure)) for figure in str(number)),
}


def format_number(number: int, name: str) -> str:
    """Return a number in one of Word's formats (`decimal`, `lowerLetter`, `upperRoman` …), figures for others.

    `bullet` and `none` show no number. A number that has no form in a format, 0 in letters, is shown in figures.
    """
    if name in ("decimal", ""):
        return str(number)
    if name in ("bullet", "none"):
        return ""
    if name.startswith("decimalZero"):
        width = int(name[len("decimalZero") :] or 2) if name[len("decimalZero") :].isdecimal() else 2
        return f"{number:0{min(width, 9)}}"
    form = _FORMATS.get(name)
    least = 0 if name in ("ordinal", "cardinalText", "ordinalText") else 1
    return form(number) if form and least <= number <= _MOST else str(number)
