"""The phrases of a catalogue, each with its wording and what it prints for a real report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from cwgdraft.drafting.sentences import Sentences
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.templates.reports import Drafted, drafted_reports
from cwgdraft.language.phrases import Catalogue, Shelf
from cwgdraft.language.watching import WHOLE, Fill, Key, WatchedCatalogue, names_in, wordings, wrong_with
from cwgdraft.records.catalogue import GROUPS, load_catalogue
from cwgdraft.records.inline import read_inline
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace

ABOUT: Mapping[str, str] = {
    "sentences": "Whole sentences and lists of the report.",
    "titles": "Headings of sections whose plan gives none.",
    "openings": "How a meeting's part of a section opens.",
    "formulas": "Short formulas of minutes, such as {noted 4, 5}.",
    "front": "The first page.",
    "forms": "How references are printed, and small words.",
    "open": "What stands in brackets while a fact isn't known.",
}
_OPEN = re.compile(r"\[[^\]]+\](?!\()")
"""How a fact that isn't known is printed; a link has its address behind it."""


_PUBLISHED: dict[str, Any] = {
    "number": 1, "date": "13 February 2026", "last": "", "place": "paragraph 3.1", "label": "3.2", "value": 1,
    "nth": "first",
    "old": "10 February", "new": "11 February",
}  # fmt: skip
"""What a corrigendum or an addendum may say, which no report prints."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One wording of the catalogue, and what it prints; the example is empty where no report prints it."""

    key: Key
    wording: str
    example: str = ""

    @property
    def group(self) -> str:
        """Return the catalogue's group that the phrase is in."""
        return self.key[0]

    @property
    def name(self) -> str:
        """Return the phrase's name as people read it: `sentences: mandate`, `forms: meeting (one)`."""
        return name_of(self.key)


@dataclass(frozen=True, slots=True)
class Phrases:
    """A catalogue at work: its wordings, how the reports of the workspace fill them, and these reports."""

    catalogue: WatchedCatalogue
    records: Records
    drafted: tuple[Drafted, ...]
    wordings: Mapping[Key, str]
    fills: Mapping[Key, Sequence[Fill]] = field(repr=False)
    """How reports fill the wordings; for those that none does, from what data one could."""

    @property
    def language(self) -> str:
        """Return the language of the catalogue."""
        return self.catalogue.language

    def wrong_with(self, key: Key, wording: str) -> str:
        """Return why a wording can't stand for a phrase in the reports of the workspace, empty when it can.

        Of a phrase that no report prints, only its form and its names can be tried.
        """
        real = self.catalogue.fills.get(key, [])
        known = {name for fill in self.fills.get(key, ()) for name in fill.data}
        if not real:
            alike = (one for (group, _, _), ones in self.fills.items() if group == key[0] for one in ones[:1])
            known |= {name for fill in alike for name in fill.data}
        return wrong_with(self.catalogue, wording, real, known | names_in(self.wordings[key]))

    def listed(self) -> tuple[Phrase, ...]:
        """Return every phrase with its example, in the order of the catalogue's groups."""
        found = [Phrase(key, text, self._example(key)) for key, text in self.wordings.items()]
        return tuple(sorted(found, key=lambda one: GROUPS.index(one.group)))

    def _example(self, key: Key) -> str:
        texts = [fill.text for fill in self.fills.get(key, ()) if fill.text.strip()]
        text = next((one for one in texts if not _OPEN.search(one)), texts[0] if texts else "")
        if key[0] == "sentences":
            return _as_printed(text)
        is_cut = text.endswith(" ") and not self.wordings[key].endswith(" ")  # what stands at its end isn't known
        return "" if is_cut else text.strip("\n")


def name_of(key: Key) -> str:
    """Return a phrase's name as people read it."""
    group, name, variant = key
    return f"{group}: {name} ({variant})" if variant != WHOLE else f"{group}: {name}"


def load_phrases(workspace: Workspace, language: str = "") -> Phrases:
    """Return the phrases of a language, else of the group's own, filled for every report and meeting.

    Raises `RecordsError` when the records or the catalogue can't be loaded, `CwgdraftError` when there is none.
    """
    records = load_records(workspace)
    catalogue = WatchedCatalogue(load_catalogue(workspace, language or records.group.language))
    drafted = tuple(drafted_reports(workspace, catalogue, records))
    for one in drafted:
        _fill_all(catalogue, one.sentences)
    known = wordings(catalogue)
    fills = {**catalogue.fills}
    for key, text in known.items():
        if key not in fills and (fill := _made_up(catalogue, key, text, drafted)):
            fills[key] = [fill]
    return Phrases(catalogue, records, drafted, known, fills)


def _fill_all(catalogue: Catalogue, sentences: Sentences) -> None:
    """Fill every sentence and title for a report, also those that its plan doesn't name; some can't be filled."""
    for group in ("sentences", "titles", "front"):
        more: dict[str, str] = {"followed_by": ""} if group == "sentences" else {}
        for name in catalogue.phrases[group]:
            try:
                sentences.render(group, name, **more)
            except CwgdraftError:
                continue


def _made_up(catalogue: WatchedCatalogue, key: Key, wording: str, drafted: Sequence[Drafted]) -> Fill | None:
    """Return a filling of a phrase that no report prints, from the data of a report or of a phrase like it."""
    for data, shelf in _data_for(catalogue, key, drafted):
        try:
            text = catalogue.filling.fill(wording, data, shelf).strip("\n")
        except Exception:  # noqa: S112 - the phrase wants other data than these: the next may do
            continue
        return Fill(data, shelf, shelf.plain(text) if shelf else text)
    return None


def _data_for(
    catalogue: WatchedCatalogue, key: Key, drafted: Sequence[Drafted]
) -> Iterator[tuple[dict[str, Any], Shelf | None]]:
    """Yield data that a phrase may have: the first report's facts, then data of phrases like it, by their names."""
    group, name, variant = key
    if group in ("sentences", "titles", "front"):
        return
    for one in drafted[:1]:
        data = one.sentences.data
        documents = [document["symbol"] for meeting in data["meetings"] for document in meeting["documents"]]
        count = 1 if variant == "one" else 2
        listed = catalogue.writing.listed(documents[:count])
        own: dict[str, Any] = {"meetings_named": data["meetings_named"]}
        if group == "formulas":
            own |= {"documents": listed, "count": count}
        elif group == "open":
            own |= {"value": "", "meetings": ()}
        elif name.startswith(("corrigendum-", "addendum-", "correction-", "place-")):
            own |= {**_PUBLISHED, "document": listed, "title": data["report"]["name"]}
        yield own, None
    like = sorted(
        (other for other in catalogue.fills if other[0] == group),
        key=lambda other: (
            -sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(other[1], name, strict=False)))
        ),
    )
    for other in like:
        fills = catalogue.fills[other]
        fill = next((one for one in fills if variant != "other" or _is_of_several(one.data)), fills[0])
        yield _of_one(catalogue, dict(fill.data)) if variant == "one" else dict(fill.data), fill.shelf


def _alike(one: str, other: str) -> int:
    """Return how many letters at the beginning two names have in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_of_several(data: Mapping[str, Any]) -> bool:
    return any(len(value) > 1 for value in data.values() if isinstance(value, list | tuple))


def _of_one(catalogue: Catalogue, data: dict[str, Any]) -> dict[str, Any]:
    """Return data of several things as those of one."""
    one = {key: value[:1] if isinstance(value, list | tuple) else value for key, value in data.items()}
    return {**one, "number": catalogue.writing.number(1)} if "number" in one and "edition" not in one else one


def _as_printed(text: str) -> str:
    """Return a filled sentence without its mark-up: words of links, list items with their dash."""
    lines = []
    for line in re.sub(r"(?<=\S) {2,}", " ", text).split("\n"):
        words = re.sub(r"\s*\{-\s*\}\s*$", "", line)
        dash, item, rest = words.partition("- ")
        if item and not dash:
            words = f"– {rest}"
        lines.append("".join(span.text for span in read_inline(words)))
    return "\n".join(lines).strip("\n ")
