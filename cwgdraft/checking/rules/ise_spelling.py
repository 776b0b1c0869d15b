"""A word has -ise where the house writes -ize.

The United Nations write "organize", "organization", "recognize", and so does the house. Words that have -ise from
their origin keep it: "exercise", "supervise", "advise", "compromise"; so do proper names such as that of the OECD,
which the house style (house.yaml, `keep`) lists. "Analyse" keeps -yse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.prose import Prose, prose_of
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.records.house import House

SEVERITY = Severity.WARNING
_ENDING = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|er|ers|able|ation|ations|ational|ationally)$)")
_KEPT = frozenset((
    "advert", "adv", "an", "anticlockw", "appra", "appr", "ar", "br", "bru", "cer", "chast", "chem", "circumc",
    "clockw", "comprom", "compr", "conc", "counterpo", "cru", "dem", "desp", "dev", "disenfranch", "disgu",
    "enfranch", "enterpr", "exc", "exerc", "expert", "franch", "fundra", "gu", "improv", "inc", "lengthw", "lia",
    "likew", "mala", "marqu", "mayonna", "merchand", "misadv", "mort", "no", "otherw", "parad", "ped", "po",
    "porpo", "pra", "prec", "prem", "prom", "ra", "reappra", "repr", "rev", "sunr", "superv", "surm", "surpr",
    "telev", "tort", "treat", "turquo", "upr", "val", "w",
))  # fmt: skip
"""What stands before -ise in words that keep it."""
_NAMED = re.compile(
    r"(?:isations?|(?:organ|recogn|util|standard|harmon|digit(?:al)?|mobil|real|general|central|final|summar|author|"
    r"emphas|minim|maxim|optim|prior|special|modern|global|local|formal|visual|liberal|national|regional|commercial|"
    r"industrial|operational|conceptual|character|categor|synchron|econom|subsid|stabil|crystal|energ)is\w+)$",
    re.I,
)
"""Words that are no names though they begin with a capital letter."""


def check(subject: Subject) -> Iterator[Hit]:
    """Yield words with -ise, -ising, -isation that the house writes with z."""
    prose = prose_of(subject)
    for word, places in prose.words.items():
        new = with_z(word)
        if not new:
            continue
        for at in places:
            opens = prose.opens_sentence(at)
            if word[0].isupper() and not opens and not _NAMED.search(word):
                continue
            if not prose.is_verbatim(at) and not _is_name(prose, subject.house, at, len(word)):
                passage, start = prose.place(at)
                yield Hit(
                    passage,
                    start,
                    start + len(word),
                    f"'{word}' has -is- where the house writes -iz-",
                    f"write '{new}'",
                    Fix(new),
                )


def with_z(word: str) -> str:
    """Return a word with -iz- where it has -is- and may not, empty for other words."""
    head, _, tail = word.rpartition("-")
    found = _ENDING.search(tail)
    if found is None or tail[: found.start()].lower() in _KEPT:
        return ""
    return f"{head}-{_with_z(tail, found)}" if head else _with_z(tail, found)


def _with_z(word: str, found: re.Match[str]) -> str:
    return f"{word[: found.start()]}iz{word[found.end() :]}"


def _is_name(prose: Prose, house: House, at: int, length: int) -> bool:
    """Return whether a word belongs to a proper name that keeps its spelling."""
    around = prose.text[max(at - 40, 0) : at + length + 40]
    return any(name in around for name in house.keep)
