"""A number is written in figures where the house writes a word, or in a word where it writes figures.

The house writes words below 10 and figures from 10 up (house.yaml, `figures_from`): "three documents", "12 documents".
Where one sentence has both kinds, figures for all are usual as well, so that it is advice. Numbers of documents,
sections, dates, money and measures are always in figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import Found, Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
_NOUNS = (
    r"(?:(?:information|multi-country|input|new|main|regional|other|additional|virtual|physical|annual|Member|working|official|"
    r"written|general|key|different|ITU) )?"
    r"(?:meetings?|contributions?|documents?|[Mm]embers?|sessions?|[Ss]ectors?|countries|days?|weeks?|months?|proposals?|items?|"
    r"groups?|questions?|[Rr]egions?|events?|options?|Vice-Chairs?|topics?|parts?|pillars?|recommendations?|years?|delegates|"
    r"languages?|themes?|workshops?|consultations?|candidates?|States?|areas?|projects?|objectives?)\b"
)
_FIGURE = re.compile(rf"(?<= )[2-9] (?={_NOUNS})")
_LABELS = re.compile(
    r"(?:\b(?i:documents?|docs?\.?|annex|article|sections?|items?|parts?|questions?|groups?|goals?|targets?|chapter|table|"
    r"figure|paragraphs?|nos?\.?|resolutions?|session|room|phase|day|week|appendix|"
    r"action lines?|version|level|and|or|to|than)"
    r"|\b(?!The )[A-Z]\w*|[-–,&/%$€£]|\d) $"
)
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_LARGE: dict[str, int] = {
    **{word: n for n, word in enumerate(_WORDS)},
    **dict(zip(_TENS, range(30, 100, 10), strict=True)),
    **{
        f"{ten}-{unit}": number + n
        for ten, number in zip(("twenty", *_TENS), range(20, 100, 10), strict=True)
        for n, unit in enumerate(_WORDS[1:10], 1)
    },
}
_ANY_FIGURES = re.compile(r"(?<![\d/.,-])(?:[1-9]\d|[1-9]\d\d)(?![\d/-]|[.,]\d)(?=\)? [a-z])")
_FOLLOWS = re.compile(r" (?:[a-z]+ )?[a-z]{3,}")
_BRACKETED = re.compile(r" ?\(\d+\)")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield counts below the house's first figure in figures, and numbers from it up in words."""
    prose, least = prose_of(subject), subject.house.figures_from
    for one in prose.find(_FIGURE):
        number = int(one.words)
        if number >= least or one.passage.in_cell or _is_label(prose, one):
            continue
        words = one.passage.text[one.start : one.end] + prose.after(one.at + 2).split(" ")[0].rstrip(".,;:)")
        message = f"'{words}' has a number below {least} in figures"
        new = _WORDS[number]
        weaker = Severity.ADVICE if _has_larger(one) else None
        yield Hit(one.passage, one.start, one.start + 1, message, f"write '{new}'", Fix(new, safe=False), weaker)
    for word, places in prose.words.items():
        number = _LARGE.get(word, 0)
        if number < least or number < 10:
            continue
        for at in places:
            behind = prose.after(at + len(word))
            if (
                prose.is_verbatim(at)
                or prose.opens_sentence(at)
                or prose.before(at).endswith((" or ", " to "))
                or _BRACKETED.match(behind)
                or not _FOLLOWS.match(behind)
            ):
                continue
            passage, start = prose.place(at)
            message = f"'{word}' is a number from {least} up in words"
            yield Hit(passage, start, start + len(word), message, f"write '{number}'", Fix(str(number), safe=False))


def _is_label(prose: Prose, one: Found) -> bool:
    """Return whether the figure counts nothing but names something: document 5, Annex 2."""
    return _LABELS.search(prose.before(one.at, 24)) is not None


def _has_larger(one: Found) -> bool:
    """Return whether the sentence has a count in figures besides: all of its counts have figures then."""
    text = one.passage.plain
    start = max(text.rfind(". ", 0, one.start), -1) + 1
    end = text.find(". ", one.end)
    return _ANY_FIGURES.search(text, start, end if end >= 0 else len(text)) is not None
