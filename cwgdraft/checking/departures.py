"""Words that the house writes otherwise: where a document has one of the forms that aren't wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.prose import Prose
from cwgdraft.finding import Severity
from cwgdraft.records.house import Term


@dataclass(frozen=True, slots=True)
class Departure:
    """A form that the house doesn't write, from `start` to `end` of a passage, and what stands in its place.

    `beside` counts how often the document writes the wanted form. `severity` is set where it weighs less than usual.
    """

    passage: Passage
    start: int
    end: int
    words: str
    new: str
    at: int
    term: Term
    beside: int = 0
    severity: Severity | None = None


def departures(prose: Prose, terms: Iterable[Term], keep: Iterable[str] = ()) -> Iterator[Departure]:
    """Yield the unwanted forms of terms, in the order of the document; of two that overlap, the longer.

    What stands in an address, a symbol or a quotation isn't looked at, nor what is part of a name in `keep` or of the
    wanted form.
    """
    kept = tuple(keep)
    found = [one for term in terms for one in _of_term(prose, term, kept)]
    found.sort(key=lambda one: (one.at, one.start - one.end))
    end = -1
    for one in found:
        if one.at >= end:
            end = one.at + len(one.words)
            yield one


def places_of(text: str, words: str) -> Iterator[int]:
    """Yield where words stand in a text as whole words: no letter, figure or hyphen before them, no letter behind."""
    at = text.find(words)
    while at >= 0:
        before = text[at - 1] if at else " "
        after = text[at + len(words)] if at + len(words) < len(text) else " "
        if not (before.isalnum() or before in "-&/@.") and not after.isalnum() and after != "&":
            yield at
        at = text.find(words, at + 1)


def _of_term(prose: Prose, term: Term, keep: tuple[str, ...]) -> list[Departure]:
    text, found = prose.text, []
    for form, new in _forms(term):
        if form.replace("-", "").isalpha():
            places: Iterable[int] = prose.words.get(form, ())
        elif all(one in prose.words for one in form.split() if one.isalpha()) and form in text:
            places = places_of(text, form)
        else:
            continue
        allowed = (*term.but, *keep, *((new,) if form in new else ()))
        for at in places:
            if prose.is_verbatim(at) or _inside(text, at, at + len(form), allowed):
                continue
            passage, start = prose.place(at)
            if not passage.is_signature:
                found.append((passage, start, form, new, at))
    if not found:
        return []
    beside = sum(1 for _ in places_of(text, term.write))
    weaker = Severity.ADVICE if term.mixed and beside * 4 < len(found) else None
    return [
        Departure(
            passage, start, start + len(form), passage.text[start : start + len(form)], new, at, term, beside, weaker
        )
        for passage, start, form, new, at in found
    ]


def _forms(term: Term) -> Iterator[tuple[str, str]]:
    """Yield each form with its replacement; where both begin with a small letter, with a capital one too."""
    for form in term.unwanted:
        yield form, term.write
        if form[0].islower() and term.write[0].islower():
            yield form[0].upper() + form[1:], term.write[0].upper() + term.write[1:]


def _inside(text: str, start: int, end: int, phrases: tuple[str, ...]) -> bool:
    """Return whether the signs from `start` to `end` are part of one of some phrases, or stand right before its end."""
    for phrase in phrases:
        at = text.find(phrase, max(start - len(phrase), 0), end + len(phrase))
        if 0 <= at < end and start < at + len(phrase):
            return True
    return False
