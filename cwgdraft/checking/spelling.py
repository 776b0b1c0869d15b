"""Words that are in no dictionary: Harper's, the registers', the house style's, the register of reports.

What looks like a name is none of its business: a word with a capital inside a sentence is wrong only where it is one
letter away from a word that these reports write with a capital, "Plenipotentairy".
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from cwgdraft.checking.english import unknown_words
from cwgdraft.checking.prose import Prose, prose_of
from cwgdraft.checking.subject import Subject
from cwgdraft.records.model import Records

_LISTS = Path(__file__).with_name("words.txt")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"(?<![\w'’.@/&+\\-])[a-z]+(?:-[a-z]+)*(?![\w@/&+\\-]|[.'’][a-rt-z0-9])")
_CAPITAL = re.compile(r"(?<![\w'’.@/&+\\-])[A-Z][a-z]{7,}(?![\w@/&+\\]|[.'’][a-rt-z0-9])")
_SHORTEST = 3
_OFTEN = 4
_LONG = 6
_PREFIXES = re.compile(
    r"(?:multi|inter|intra|sub|non|pre|post|co|cyber|tele|geo|micro|macro|mega|mini|nano|socio|bio|over|under|anti|de|re|un|mis|"
    r"super|trans|ultra|video|audio|radio|neuro|info|eco|agri|work|web|data|round|fact|fore|semi|self|out|up|hand|man|mail|"
    r"smart|clear|time|list|back|code|black|grey|green|white|key|pass|user|file|side|cross|life|home|land|cloud|open|news|"
    r"head|water|tool|check|life|group|photo|phone|broad|wide|long|short|down|life)(?=[a-z]{4})"
)
_SUFFIXES = re.compile(
    r"(?:i[sz]ations?|i[sz]e[ds]?|i[sz]ing|ships?|ness|wise|able|ability|ally|ly|hood|less|isms?|ists?|like|ful)\Z"
)
_GLUED = ("the", "and", "for", "with", "from", "that", "this", "which", "was", "were")
_TINY = frozenset({"of", "in", "to", "on", "at", "by", "is", "as"})
_FOREIGN_END = re.compile(r"(?:ci[oó]n(?:es)?|cional|dad|aire|aux|ique|ung|[oae]s?)\Z")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is in no dictionary: where it stands first in the prose, and the word that it is near to."""

    at: int
    word: str
    new: str


def misspellings(subject: Subject) -> Iterator[Misspelling]:
    """Yield the misspelt words of a document, each once, in no order; nothing in what isn't English."""
    prose = prose_of(subject)
    known = _list("known") | _own_words(subject)
    small = _small_words(prose, known)
    capital = _capital_words(prose, known)
    unknown = unknown_words(sorted({*small, *(word.lower() for word in capital)}))
    doubtful = [
        word
        for word, others in unknown.items()
        if len(small.get(word, ())) in range(1, _OFTEN) and not any(other.lower() == word for other in others)
    ]
    unknown_too = unknown_words(doubtful, american=True)
    doubtful = [word for word in doubtful if word in unknown_too]
    built, glued = _built(doubtful, known)
    for word in doubtful:
        new = _nearest(word, unknown[word], prose.words)
        if word in glued and (
            not new or OSA.distance(word, new) > 1 or set(glued[word].split()) <= _list("common") | _TINY
        ):
            new = glued[word]
        if new and word not in built and not _is_in_foreign_text(prose, small[word][0], unknown):
            yield Misspelling(small[word][0], word, new)
    for word, at in capital.items():
        new = _near_title(word.lower())
        if word.lower() in unknown and new:
            yield Misspelling(at, word, new.capitalize())


@cache
def _list(name: str) -> frozenset[str]:
    """Return the words of one of the lists that come along."""
    found: set[str] = set()
    head = ""
    for line in _LISTS.read_text("utf-8").splitlines():
        if line.startswith("# "):
            head = line[2:].partition(":")[0]
        elif head == name:
            found.update(line.split())
    return frozenset(found)


def _own_words(subject: Subject) -> frozenset[str]:
    """Return the words, in small letters, of the registers and the house style."""
    house = subject.house
    texts = [*house.acronyms, *house.expansions.values(), *house.keep]
    for term in (*house.terms, *house.names, *house.spelling, *house.capitals):
        texts += [term.write, *term.unwanted]
    if subject.records is not None:
        texts += _register_texts(subject.records)
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _register_texts(records: Records) -> Iterator[str]:
    """Yield what the registers call people, organizations, meetings' documents, resolutions and topics."""
    group = records.group
    yield from _texts(group.acronym, group.name, group.long_name, group.organization)
    for person in records.people.values():
        yield from _texts(person.title, person.given, person.family, person.country, person.organization, person.office)
    for resolution in records.resolutions.values():
        yield from _texts(resolution.title, *(edition.edition for edition in resolution.editions))
    for session in records.sessions.values():
        yield from _texts(session.name)
    topics = list(group.topics)
    while topics:
        topic = topics.pop()
        topics += topic.topics
        yield from _texts(topic.title)
    for meeting in records.meetings.values():
        for document in meeting.facts.documents.values():
            yield from _texts(document.title)


def _texts(*values: object) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from (one for one in value.values() if isinstance(one, str))


def _small_words(prose: Prose, known: frozenset[str]) -> dict[str, list[int]]:
    """Return the words in small letters that aren't known, with their places; parts of compounds are words too."""
    found: dict[str, list[int]] = {}
    for match in _SMALL.finditer(prose.text):
        for part in re.finditer(r"[a-z]+", match[0]):
            word = part[0]
            if len(word) < (_SHORTEST if part[0] == match[0] else _LONG) or word in known:
                continue
            at = match.start() + part.start()
            places = found.setdefault(word, [])
            if len(places) < _OFTEN and not (prose.is_verbatim(at) or _is_foreign(prose, at, at + len(word))):
                places.append(at)
    return {word: places for word, places in found.items() if places}


def _capital_words(prose: Prose, known: frozenset[str]) -> dict[str, int]:
    """Return the words with a capital that are near to one of those that have a capital here, with the first place."""
    found: dict[str, int] = {}
    for match in _CAPITAL.finditer(prose.text):
        word = match[0]
        if word in found or word.lower() in known or not _near_title(word.lower()):
            continue
        if not prose.is_verbatim(match.start()) and not _is_foreign(prose, match.start(), match.end()):
            found[word] = match.start()
    return found


def _is_foreign(prose: Prose, start: int, end: int) -> bool:
    """Return whether a word stands beside a small word of another language, or between two with capitals."""
    before = re.search(r"([^\W\d_]+)['’ ]\Z", prose.before(start, 24))
    after = re.match(r" ([^\W\d_]+)", prose.after(end, 24))
    beside = [match[1] for match in (before, after) if match]
    if any(word in _list("foreign") for word in beside):
        return True
    return end - start < 5 and len(beside) == 2 and all(word[0].isupper() for word in beside)


def _is_in_foreign_text(prose: Prose, at: int, unknown: Container[str]) -> bool:
    """Return whether a word stands in a paragraph of which a third is in no dictionary."""
    words = re.findall(r"\b[a-z]{4,}\b", prose.place(at)[0].plain)
    strange = sum(word in unknown for word in words)
    return strange > 3 and strange * 3 > len(words)


def _built(words: Sequence[str], known: frozenset[str]) -> tuple[frozenset[str], Mapping[str, str]]:
    """Return unknown words that are made of a known one (multistakeholder, mentorship), and those that are really two.

    The latter with a space between them: `andthe` is `and the`.
    """
    stems: dict[str, list[str]] = {}
    glued: dict[str, list[tuple[str, str]]] = {}
    for word in words:
        for stem in _stems(word):
            stems.setdefault(stem, []).append(word)
        for first, second in _halves(word):
            rest = second if first in _GLUED else first
            glued.setdefault(rest, []).append((word, f"{first} {second}"))
    unknown = unknown_words(sorted({*stems, *glued} - known))
    built = frozenset(word for stem, made in stems.items() if stem not in unknown for word in made)
    return built, {word: new for rest, made in glued.items() if rest not in unknown for word, new in made}


def _halves(word: str) -> Iterator[tuple[str, str]]:
    """Yield a word cut in two where one half is a small word that may have lost its space."""
    for small in _GLUED:
        rest = len(word) - len(small)
        if rest > 2 and word.startswith(small):
            yield small, word[len(small) :]
        if rest > 2 and word.endswith(small):
            yield word[:rest], small
    if word[:2] in _TINY and word[2:] in _GLUED:
        yield word[:2], word[2:]


def _stems(word: str) -> Iterator[str]:
    prefix = _PREFIXES.match(word)
    suffix = _SUFFIXES.search(word)
    if prefix:
        yield word[prefix.end() :]
    if suffix and suffix.start() > _SHORTEST:
        yield word[: suffix.start()]
    maker = re.fullmatch(r"([a-z]{5,})(er|or)s?", word)
    if maker:
        yield from (maker[1], f"{maker[1]}e")
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _nearest(word: str, suggestions: Iterable[str], used: Container[str]) -> str:
    """Return the word that was meant, one that the document uses before others, empty where none is near enough.

    A short word wants one that is common, a very short one the same letters.
    """
    common = _list("common")
    far = 1 if len(word) < 9 else 2
    near = [
        (OSA.distance(word, one), one not in used, one not in common, number, one)
        for number, one in enumerate(suggestions)
        if one == one.lower() and " " not in one and (len(word) >= _LONG or one in common)
        if len(word) > _SHORTEST or sorted(word) == sorted(one)
    ]
    best = min(near, default=(far + 1, True, True, 0, ""))
    return best[-1] if best[0] <= (far if best[-1][:1] == word[0] else 1) else ""


@cache
def _titles_by_start() -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(_list("titles")):
        found.setdefault(word[0], []).append(word)
    return found


def _near_title(word: str) -> str:
    """Return the word with a capital that a word is one sign away from, two in a long one; else nothing."""
    if word in _list("titles"):
        return ""
    far = 1 if len(word) < 11 else 2
    for title in _titles_by_start().get(word[0], ()):
        if abs(len(title) - len(word)) <= far and OSA.distance(word, title, score_cutoff=far) <= far:
            if _FOREIGN_END.search(word) and not _FOREIGN_END.search(title):
                return ""
            return title
    return ""
