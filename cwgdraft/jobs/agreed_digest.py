"""What agreed words are known by: digests of what is printed for them, of their headings, and of how they are written.

Where words stand may change, and signs that nobody sees: numbers in cross-references, spaces, non-breaking signs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.draft import Block
from cwgdraft.drafting.report import draft_report
from cwgdraft.jobs.targets import meeting_target
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Item, Part, Records
from cwgdraft.workspace import Workspace

Printed = Mapping[tuple[Path, int], Block]
_UNSEEN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_NUMBER = "#"
"""What stands for the number that a cross-reference prints."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What agreed words are known by. One that was written before headings counted has only `printed`."""

    printed: str
    headings: str = ""
    written: str = ""

    @classmethod
    def read(cls, text: str) -> Digest:
        """Return the digest that stands in a meeting's file."""
        pieces = text.split("-")
        return cls(*pieces) if len(pieces) == len(cls.__slots__) else cls(text)

    def __str__(self) -> str:
        return f"{self.printed}-{self.headings}-{self.written}"

    @property
    def knows_headings(self) -> bool:
        """Return whether it was taken of headings, too."""
        return bool(self.headings)


def digest_of(parts: Sequence[Part], headings: Iterable[Item], printed: Printed) -> Digest:
    """Return what paragraphs and headings are known by: as printed, or as recorded where nothing prints them."""
    words = [_seen(printed.get((one.place.path, one.place.line)), one.source) for one in parts]
    titles = [_seen(printed.get((one.place.path, one.place.line)), one.words) for one in headings]
    return Digest(_short(words), _short(titles), _short([one.source for one in parts]))


def first_digest_of(parts: Iterable[Part], printed: Printed) -> Digest:
    """Return what the first versions of cwgdraft wrote: a digest of the paragraphs, to the last sign."""
    blocks = ((printed.get((one.place.path, one.place.line)), one.source) for one in parts)
    return Digest(_short([source if block is None else block.text for block, source in blocks]))


def printed_blocks(workspace: Workspace, records: Records, number: int) -> dict[tuple[Path, int], Block]:
    """Return by file and line what a meeting's own summary prints for the paragraphs and headings of its minutes.

    Raises `CwgdraftError` when the summary can't be made.
    """
    target = meeting_target(records, number)
    catalogue = catalogue_of(workspace, records, number)
    report = draft_report(records, target.plan, target.meetings, catalogue, name=target.name)
    places = {origin: one.place for origin, one in report.recorded_blocks().items()}
    found: dict[tuple[Path, int], Block] = {}
    for block in report.draft.blocks:
        if (place := places.get(block.origin)) is not None:
            found.setdefault((place.path, place.line), block)
    return found


def catalogue_of(workspace: Workspace, records: Records, number: int) -> Catalogue:
    """Return the phrase catalogue that a meeting's own summary is made with."""
    plan = meeting_target(records, number).plan
    return load_catalogue(workspace, plan.facts.language or records.group.language)


def _seen(block: Block | None, recorded: str) -> str:
    """Return the words of a block without what may differ: numbers of cross-references, signs that nobody sees."""
    text = recorded if block is None else "".join(_NUMBER if run.target else run.text for run in block.runs)
    return " ".join(text.translate(_UNSEEN).split())


def _short(texts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
