"""The number of a meeting is written in words.

The meetings of the group are counted in figures: "the 42nd meeting". Where a document has figures for other meetings,
such a word is marked; where it has words throughout, that is advice. Up to "ninth" both are usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.words import Writing

SEVERITY = Severity.WARNING
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")
NUMBERS = {
    **{word: n for n, word in enumerate(_UNITS, 1)},
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **{f"{ten}ieth": n * 10 for n, ten in enumerate(_TENS, 2)},
    **{f"{ten}y-{unit}": n * 10 + m for n, ten in enumerate(_TENS, 2) for m, unit in enumerate(_UNITS, 1)},
}
_MEETING = re.compile(r" (?:(?:CWG|EG)[\w&-]* )?[Mm]eetings?\b")
_FIGURES = re.compile(r"\d(?:st|nd|rd|th) (?:(?:CWG|EG)[\w&-]* )?[Mm]eeting")
_ENGLISH = Writing()


def check(subject: Subject) -> Iterator[Hit]:
    """Yield ordinals in words before 'meeting'."""
    prose = prose_of(subject)
    figures = _FIGURES.search(prose.text) is not None
    for word, places in prose.words.items():
        number = NUMBERS.get(word.lower(), 0)
        if number < (4 if figures else 10) or word.isupper():
            continue
        for at in places:
            if not prose.is_verbatim(at) and _MEETING.match(prose.after(at + len(word))):
                passage, start = prose.place(at)
                right = _ENGLISH.ordinal(number)
                yield Hit(
                    passage,
                    start,
                    start + len(word),
                    f"'{word} meeting' has its number in words",
                    f"write '{right} meeting'",
                    Fix(right, safe=False),
                    None if number >= 10 and figures else Severity.ADVICE,
                )
