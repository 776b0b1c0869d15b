"""Where a document refers to places of itself: "section 3.6.2", "6.2.1 above", "Annex 2", "Table 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cwgdraft.checking.passages import Passage
from cwgdraft.checking.signs import ending
from cwgdraft.checking.subject import Subject

_NUMBER = r"\d{1,2}(?:\.\d{1,3}){0,5}"
_REFERENCE = re.compile(
    rf"\b(?P<what>[Ss]ections?|[Ss]ub-?sections?|[Pp]aragraphs?|[Pp]aras?\.?|§+|[Cc]hapters?)\s(?P<number>{_NUMBER})"
    rf"(?!\d|\.\d|/\d|-\d)(?P<direction>,? (?:above|below))?"
    rf"|\b(?:[Ss]ee|[Ii]n|[Uu]nder|[Aa]t) (?P<alone>\d{{1,2}}(?:\.\d{{1,3}}){{1,5}})"
    rf"(?!\d|[/-]\d|\s?(?:%|per|million|billion))(?P<direction2>,? (?:above|below))"
    rf"|\b(?P<part>Annex|Appendix|Table|Figure)\s(?P<mark>\d{{1,2}}|[IVX]{{1,4}}|[A-Z])"
    rf"(?![\w.]\w|/\d|\w)(?P<direction3>,? (?:above|below))?"
)
_ANY = re.compile(r"(?:ction|graph|para|para\.|§|apter|above|below|nnex|endix|able|igure)s?\b")
_ELSEWHERE = re.compile(r"\s*(?:\([^()]*\)\s*)?,?\s*(?:of|to|in|from|attached to|annexed to)\s+\S")
_OWN = re.compile(r"\s*(?:of|to|in) (?:the present|this) (?:report|document)")
_DOCUMENT_BEFORE = re.compile(
    r"(?:[A-Z]{1,4}[\w&-]*/[\w/.()-]+|[Rr]esolution \d+(?: \([^)]*\))?|[Dd]ecision \d+(?: \([^)]*\))?"
    r"|\b(?:Convention|Constitution|Agenda|Compact|Rules|Regulations|Plan|[Rr]eport|[Oo]utcome [Dd]ocument)"
    r"),? (?:\w+ ){0,2}\(?$"
)
_CAPTION = re.compile(r"\s*(Annex|ANNEX|Appendix|APPENDIX|Table|TABLE|Figure|FIGURE)\s+(\d{1,2}|[A-Z]|[IVX]{1,4})\b")
_QUOTED = re.compile(r"[“\"][^”\"]*$")


@dataclass(frozen=True, slots=True)
class Referred:
    """A reference in a passage: to what (`section`, `annex` …), to which number, in which direction."""

    passage: Passage
    start: int
    end: int
    what: str
    number: str
    direction: str = ""

    @property
    def words(self) -> str:
        """Return the reference as it is written."""
        return self.passage.plain[self.start : self.end]

    @property
    def is_number(self) -> bool:
        """Return whether it leads to a number of the outline."""
        return self.what == "section"


def references_of(subject: Subject) -> tuple[Referred, ...]:
    """Return the references of a document to itself, in order."""
    return subject.once(_references)


def _references(subject: Subject) -> tuple[Referred, ...]:
    return tuple(one for passage in subject for one in _in_passage(passage))


def _in_passage(passage: Passage) -> Iterator[Referred]:
    text = passage.plain
    if _ANY.search(text) is None:
        return
    for match in _REFERENCE.finditer(text):
        if _leads_elsewhere(text, match):
            continue
        direction = (match["direction"] or match["direction2"] or match["direction3"] or "").strip(", ")
        if match["part"]:
            if match.start() <= len(text) - len(text.lstrip()):
                continue  # the caption itself
            yield Referred(passage, *match.span(), match["part"].lower(), match["mark"], direction)
            continue
        number = match["number"] or match["alone"]
        if "." in number or match["what"][0] in "Ss" or direction:
            yield Referred(passage, *match.span(), "section", number, direction)


def _leads_elsewhere(text: str, match: re.Match[str]) -> bool:
    if _OWN.match(text, match.end()):
        return False
    if _ELSEWHERE.match(text, match.end()) and not any(
        match[name] for name in ("direction", "direction2", "direction3")
    ):
        return True
    before = text[max(match.start() - 60, 0) : match.start()]
    return bool(_DOCUMENT_BEFORE.search(before) or ending(_QUOTED, text, match.start(), 400))


def has_target(subject: Subject, one: Referred) -> bool:
    """Return whether what is referred to is in the document, or can't be known."""
    if one.is_number:
        numbers = _numbers(subject)
        figures = tuple(map(int, one.number.split(".")))
        return len(figures) > max(map(len, numbers), default=0) or figures in numbers
    captions = _captions(subject)
    if one.what in ("table", "figure") and not any(what == one.what for what, _ in captions):
        return True
    return (one.what, one.number) in captions


def place_of(subject: Subject, one: Referred) -> Passage | None:
    """Return the passage to which a reference leads, None where it is none with a number."""
    return _numbers(subject).get(tuple(map(int, one.number.split(".")))) if one.is_number else None


def _numbers(subject: Subject) -> Mapping[tuple[int, ...], Passage]:
    return subject.once(_outline)


def _outline(subject: Subject) -> Mapping[tuple[int, ...], Passage]:
    """Return the passages by their numbers, and the first one below a number that isn't printed."""
    found: dict[tuple[int, ...], Passage] = {}
    for passage in subject:
        for length in range(1, len(passage.numbers) + 1):
            found.setdefault(passage.numbers[:length], passage)
    return found


def _captions(subject: Subject) -> frozenset[tuple[str, str]]:
    return subject.once(_captioned)


def _captioned(subject: Subject) -> frozenset[tuple[str, str]]:
    return frozenset(
        (match[1].lower(), match[2]) for passage in subject if (match := _CAPTION.match(passage.plain)) is not None
    )
