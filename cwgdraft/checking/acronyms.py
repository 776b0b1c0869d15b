"""Acronyms of a document: where each is introduced, with what it stands for, and where it is used.

An introduction is "Long Form (ACR)" or "ACR (Long Form)". Which words before the brackets the acronym stands for is
found as Schwartz and Hearst do ("A simple algorithm for identifying abbreviation definitions in biomedical text",
2003): its letters are looked for from the last to the first, the first at the beginning of a word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import Prose, prose_of
from cwgdraft.checking.subject import Subject

_ACRONYM = re.compile(
    r"[A-Z](?<![\w&.+@-][A-Z])(?:[A-Za-z0-9]|&(?=[A-Z])|(?<=[A-Z])-(?=[A-Z]\b))*(?:[A-Z]|\d[A-Z])s?(?![\w&@])"
)
_IN_BRACKETS = re.compile(
    r"\((?:the |hereinafter(?: referred to as)? |or )?(?:ITU |UN )?[“\"'‘]?"
    r"(?P<short>[A-Z][\w&+-]{1,11})[”\"'’]?(?:[,;] [^()]{1,40})?\)"
)
_SPELT_BEHIND = re.compile(r"(?P<short>[A-Z][A-Za-z&]{0,9}[A-Z]s?) \((?P<long>[^()]{6,90})\)")
_ROMAN = re.compile(r"(?=[IVXLC]{1,6}$)(?:X{0,3}(?:IX|IV|V?I{0,3}))$")
_TITLE = re.compile(r"\b(?:M[rs]|Dr|Prof|H\.E|Sir|Madam)")
_PERSON = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|H\.E|Sir|Madam)\.? [^,;:()]{0,40}$")
_EMPLOYED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof|H\.E)\.? [^;:()]{3,60}, $")
_GOES_ON = re.compile(r"-[A-Z][a-z]")
_CAPITALS = re.compile(r"[A-Z]{2,}")
_ACRONYM_YEAR = re.compile(r"-\d{2,4}$")


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where an acronym is introduced: the words that it stands for, and the acronym itself at `start` in `passage`."""

    short: str
    long: str
    passage: Passage
    start: int
    end: int
    at: int


@dataclass(frozen=True, slots=True)
class Use:
    """A place where an acronym stands, `words` as it is there.

    `bracketed` says that it fills brackets, or stands behind a person as the employer.
    """

    words: str
    passage: Passage
    start: int
    end: int
    at: int
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Acronyms:
    """The acronyms of a document in their singular, in order: their introductions and all their uses besides."""

    introductions: Mapping[str, Sequence[Introduction]]
    uses: Mapping[str, Sequence[Use]]


def acronyms_of(subject: Subject) -> Acronyms:
    """Return the acronyms of a document, found once."""
    return subject.once(_acronyms)


def singular(acronym: str) -> str:
    """Return an acronym without the s of its plural: `LDCs` gives `LDC`."""
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


def long_form(short: str, words: str) -> str:
    """Return the words at the end of `words` that an acronym stands for, empty where its letters aren't in them."""
    letters = [sign.lower() for sign in short if sign.isalnum()]
    at = len(words)
    for place in range(len(letters) - 1, -1, -1):
        sign = letters[place]
        at -= 1
        while at >= 0 and (
            words[at].lower() != sign or (place == 0 and at > 0 and (words[at - 1].isalnum() or words[at - 1] == "-"))
        ):
            at -= 1
        if at < 0:
            return ""
    start = words.rfind(" ", 0, at + 1) + 1
    return words[start:]


def _acronyms(subject: Subject) -> Acronyms:
    prose = prose_of(subject)
    introductions: dict[str, list[Introduction]] = defaultdict(list)
    taken: set[int] = set()
    for one in (*_before_brackets(prose), *_in_brackets(prose)):
        introductions[singular(one.short)].append(one)
        taken.add(one.at)
    uses: dict[str, list[Use]] = defaultdict(list)
    capitals = {one.number for one in subject.passages if one.is_signature or one.plain.isupper()}
    acronyms: dict[str, str] = {}
    for found in prose.find(_ACRONYM):
        words = found.match[0]
        if words not in acronyms:
            acronyms[words] = singular(words) if _is_acronym(words) else ""
        short, before = acronyms[words], prose.before(found.at, 70)
        if not short or found.at in taken or found.passage.number in capitals or found.at in prose.addresses:
            continue
        person = _TITLE.search(before) is not None
        if person and len(words) > 3 and _PERSON.search(before):
            continue
        end = found.at + len(words)
        behind = prose.after(end, 40)
        if _GOES_ON.match(behind) or _among_capitals(before, words, behind):
            continue
        bracketed = before.endswith("(") and prose.text[end : end + 1] in (")", ",")
        bracketed = bracketed or (person and _EMPLOYED.search(before) is not None)
        uses[short].append(Use(words, found.passage, found.start, found.end, found.at, bracketed))
    for several in introductions.values():
        several.sort(key=lambda one: one.at)
    return Acronyms(introductions, uses)


def _before_brackets(prose: Prose) -> list[Introduction]:
    """Return the introductions of the form "Long Form (ACR)"."""
    found = []
    for one in prose.find(_IN_BRACKETS):
        short = _ACRONYM_YEAR.sub("", one.match["short"])
        if sum(sign.isupper() for sign in short) < 2:
            continue
        size = sum(sign.isalnum() for sign in short)
        before = re.split(r"[.;:()\[\]“”\"] ?", prose.before(one.at, 140).rstrip())[-1].split()
        long = long_form(singular(short), " ".join(before[-min(size + 5, size * 2 + 1) :]))
        if len(long.split()) > 1 or ("-" in long and len(long) > size + 3):
            start = one.start + one.match.start("short") - one.match.start()
            at = one.at + one.match.start("short") - one.match.start()
            found.append(Introduction(short, long, one.passage, start, start + len(short), at))
    return found


def _in_brackets(prose: Prose) -> list[Introduction]:
    """Return the introductions of the form "ACR (Long Form)"."""
    found = []
    for one in prose.find(_SPELT_BEHIND):
        short, long = one.match["short"], one.match["long"]
        if " " in long and _is_acronym(short) and long_form(singular(short), long) == long:
            found.append(Introduction(short, long, one.passage, one.start, one.start + len(short), one.at))
    return found


def _is_acronym(words: str) -> bool:
    """Return whether a word is one: capitals, but for the s of a plural and one small letter."""
    base = singular(words)
    small = sum(sign.islower() for sign in base)
    return len(base) > 1 and small <= 1 and sum(sign.isupper() for sign in base) > small and not _ROMAN.match(base)


def _among_capitals(before: str, words: str, behind: str) -> bool:
    """Return whether two of the words around a word are capitals as well: a line in capitals, and no acronym."""
    around = (*before.split()[-2:], *behind.split()[:2])
    return len(words) > 1 and sum(_CAPITALS.fullmatch(one.strip(",.:;()")) is not None for one in around) > 1
