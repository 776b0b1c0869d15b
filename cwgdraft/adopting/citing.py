"""Citations as note-takers type them, without the group's name: "doc 5", "45/5", "INF/2", "docs 3, 4 and INF/1"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cwgdraft.adopting.wording import Piece
from cwgdraft.language.mentions import same_group, symbols_in

_KIND = r"(?:(?P<kind>INF|ADM|DT)\s?[/. -]?\s?)?"
_NUMBER = r"(?P<number>\d{1,3})(?:\s?[(/-]?\s?rev\.?\s?(?P<revision>\d{0,2})\)?)?(?![\w/]|\.\d)"
_LED = re.compile(
    rf"(?P<lead>\b(?:documents?|docs?)\b\.?[: ]*(?:nos?\b\.? ?|# ?)?|\bdocs?\.?(?=\d))"
    rf"(?:(?P<meeting>\d{{1,3}})/)?{_KIND}{_NUMBER}", re.I
)  # fmt: skip
_NEXT = re.compile(
    rf"(?P<join>,? and |,? & |, ?| ?[-–] ?| to )(?:(?P<meeting>\d{{1,3}})/)?{_KIND}{_NUMBER}", re.I
)  # fmt: skip
_ALONE = re.compile(rf"(?<![\w/.-])(?P<meeting>){_KIND.removesuffix('?')}{_NUMBER}")
_PAIR = re.compile(rf"(?<![\w/.-])(?P<meeting>\d{{1,3}})/{_KIND}{_NUMBER}", re.I)
_NO_NUMBER = re.compile(
    r"(?:st|nd|rd|th)\b|\s*(?:%|(?:per cent|contributions?|information|documents?|years?|days?|months?|pages?|"
    r"countries|members?|delegat\w+|participants?|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\b)", re.I
)  # fmt: skip
_LEAD = re.compile(r"(?P<word>document|doc)(?P<several>s?)(?P<stop>\.?)", re.I)
_AS_TYPED = re.compile(r"Documents?|Doc\.|Docs")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document of the group in a text: where it stands, whose it is, and the reference that is written for it."""

    start: int
    end: int
    meeting: int
    number: str
    revision: int
    piece: Piece


def citations_in(text: str, acronym: str, meeting: int, lists: Mapping[int, Collection[str]]) -> list[Citation]:
    """Return the documents of the group that a text cites, in order, in whatever form.

    Without a meeting's number they are of `meeting`. `lists` are the numbers of documents by meeting: two figures with
    a stroke ("44/3") are a symbol where a list has such a document, or where they name `meeting` itself.
    """
    reader = _Reader(text, meeting)
    for one in symbols_in(text, acronym):
        if one.series == "group" and same_group(one.group, acronym):
            start = one.lead_start if one.lead else one.start
            reader.take(start, one.end, one.meeting, one.number, one.revision, one.lead)
        elif one.series not in ("short", "bare"):
            reader.taken[one.start : one.end] = b"\1" * (one.end - one.start)
    for match in _LED.finditer(text):
        reader.led(match)
    for match in _ALONE.finditer(text):
        reader.match(match)
    for match in _PAIR.finditer(text):
        if int(match["meeting"]) == meeting or _number(match) in lists.get(int(match["meeting"]), ()):
            reader.match(match)
    return sorted(reader.found, key=lambda one: one.start)


def unlisted_in(text: str, meeting: int, lists: Mapping[int, Collection[str]]) -> list[str]:
    """Return the figures with a stroke ("44/9") that may be symbols of earlier meetings, but are in no list."""
    pairs = [match for match in _PAIR.finditer(text) if int(match["meeting"]) in lists]
    return [
        one[0] for one in pairs if int(one["meeting"]) != meeting and _number(one) not in lists[int(one["meeting"])]
    ]


class _Reader:
    """Collects the citations of a text, each stretch of it once."""

    def __init__(self, text: str, meeting: int) -> None:
        self.text, self.meeting = text, meeting
        self.taken = bytearray(len(text))
        self.found: list[Citation] = []

    def take(self, start: int, end: int, meeting: int, number: str, revision: int, lead: str = "") -> None:
        if any(self.taken[start:end]):
            return
        self.taken[start:end] = b"\1" * (end - start)
        name = number if meeting == self.meeting else f"{meeting}/{number}"
        before = _lead(lead, in_brackets=self.text.count("(", 0, start) > self.text.count(")", 0, start))
        piece = Piece(self.text[start:end], f"{before}[[{name}]]", "", "symbol")
        self.found.append(Citation(start, end, meeting, number, revision, piece))

    def match(self, match: re.Match[str], start: int = -1, meeting: int = 0, lead: str = "") -> None:
        """Take what a pattern found, from `start` on if that is given."""
        begins = match.start() if start < 0 else start
        of = int(match["meeting"] or meeting or self.meeting)
        text, end = match[0].rstrip(), match.end() - len(match[0]) + len(match[0].rstrip())
        if text.endswith(")") and "(" not in self.text[begins:end]:
            end -= 1
        self.take(
            begins, end, of, _number(match), int(match["revision"] or 1) if match["revision"] is not None else 0, lead
        )

    def led(self, match: re.Match[str]) -> None:
        """Take a citation behind its word, and those that go on with it: docs 3, 4 and INF/1."""
        if _NO_NUMBER.match(self.text, match.end()):
            return
        several = match["lead"].strip(" .:").lower().endswith("s")
        of = int(match["meeting"] or self.meeting)
        self.match(match, lead=match["lead"])
        more = _NEXT.match(self.text, match.end())
        while more and (several or more["kind"] or more["meeting"]) and not _NO_NUMBER.match(self.text, more.end()):
            of = int(more["meeting"] or of)
            self.match(more, more.end("join"), of)
            more = _NEXT.match(self.text, more.end())


def _number(match: re.Match[str]) -> str:
    number = str(int(match["number"]))
    return f"{match['kind'].upper()}/{number}" if match["kind"] else number


def _lead(lead: str, *, in_brackets: bool) -> str:
    """Return the word before a symbol: as it was typed, where it is whole; else as the house writes it."""
    found = _LEAD.match(lead)
    if found is None:
        return ""
    if _AS_TYPED.fullmatch(found[0]):
        return f"{found[0]}{': ' if ':' in lead else ' '}"
    if in_brackets:
        return "Docs " if found["several"] else "Doc. "
    return "Documents " if found["several"] else "Document "
