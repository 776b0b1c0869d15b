"""A word is misspelt, or two words don't go together: "the proposals was", "a information", "recieved".

It runs with `--grammar`, or when house.yaml has it under `rules: on`. Harper, an English grammar checker that works
offline, reads the document with those of its rules that are nearly always right in reports: articles before vowels,
forms of verbs, verbs that don't agree with a pronoun, words that are confused, prepositions, nouns without a plural.
Patterns of our own look for plural and singular among the nouns and verbs of reports. Dates, symbols, links and
quotations are left alone.

A word is misspelt when it is in no dictionary, British or American, nor in the registers, the house style or the list
of words that these reports use, when nothing shows that it is a name or foreign, and when a known word is near; it is
told once. A word that stands four times is taken for a term. Every correction is a proposal: look at it before you
take it.

It doesn't look for missing articles and prepositions, for commas inside a sentence, for style and for long sentences:
what Harper says of those is wrong here more often than not.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.agreement import CLASHES
from cwgdraft.checking.english import Kind, faults
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import Prose, prose_of
from cwgdraft.checking.spelling import misspellings
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity

SEVERITY = Severity.WARNING
DEFAULT = False
_WORDS_BEFORE = 4
MISSPELT = Kind(
    "'{words}' is in no dictionary", "write '{new}'; if it is right, name it under 'keep' in records/house.yaml"
)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield what is wrong with words and with what stands beside them."""
    if not subject.house.language.startswith("en"):
        return
    prose = prose_of(subject)
    taken: set[tuple[int, int]] = set()
    for hit in (*_clashes(prose), *_faults(prose), *_misspellings(prose, subject)):
        signs = {(hit.passage.number, at) for at in range(hit.start, hit.end)}
        if not signs & taken:
            taken |= signs
            yield hit


def _clashes(prose: Prose) -> Iterator[Hit]:
    for clash in CLASHES:
        for match in clash.pattern.finditer(prose.text):
            start, end = match.span("wrong")
            if prose.is_verbatim(start):
                continue
            passage, at = prose.place(start)
            before = prose.text[match.start() : start].split(" ")[-_WORDS_BEFORE:]
            shown = " ".join(before) + prose.text[start : match.end()]
            new = clash.right(match["wrong"])
            yield _hit(passage, at, at + end - start, clash.kind, new, shown)


def _faults(prose: Prose) -> Iterator[Hit]:
    found = faults(passage.plain for passage in prose.passages)
    for passage, at, wrong in zip(prose.passages, prose.starts, found, strict=True):
        for one in wrong:
            if not prose.is_verbatim(at + one.start) and not prose.is_verbatim(at + one.end - 1):
                yield _hit(passage, one.start, one.end, one.kind, one.new)


def _misspellings(prose: Prose, subject: Subject) -> Iterator[Hit]:
    for one in misspellings(subject):
        passage, at = prose.place(one.at)
        yield _hit(passage, at, at + len(one.word), MISSPELT, one.new)


def _hit(passage: Passage, start: int, end: int, kind: Kind, new: str | None, shown: str = "") -> Hit:
    words = shown or passage.plain[start:end]
    fix = None if new is None else Fix(new, safe=False)
    return Hit(passage, start, end, kind.message.format(words=words), kind.helps(new), fix)
