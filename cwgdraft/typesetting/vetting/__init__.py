"""Vetting a template: everything that is wrong with it at once, each thing at its place, in the language of Word.

What docxtpl would answer with a traceback, or with text that silently isn't there, is found before anything is filled.
One module looks at one matter; `rules` names and weighs what they find.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from cwgdraft.contract import PLACES
from cwgdraft.errors import WordFileError
from cwgdraft.finding import Finding, in_order
from cwgdraft.typesetting.vetting.contents import check_contents
from cwgdraft.typesetting.vetting.fields import Wanted, check_fields, check_kinds, check_lost, check_places
from cwgdraft.typesetting.vetting.found import Found
from cwgdraft.typesetting.vetting.layout import check_layout
from cwgdraft.typesetting.vetting.leftovers import check_leftovers
from cwgdraft.typesetting.vetting.linter import Part, Tag, Uses
from cwgdraft.typesetting.vetting.mending import mended_texts
from cwgdraft.typesetting.vetting.paragraphs import TemplateText, read_template
from cwgdraft.typesetting.vetting.rules import RULES
from cwgdraft.typesetting.vetting.samples import check_samples
from cwgdraft.typesetting.vetting.styles import check_styles
from cwgdraft.typesetting.vetting.tags import check_tags
from cwgdraft.word.gate import Parts

__all__ = ["RULES", "Found", "Vetted", "Wanted", "is_ours", "vet"]

_MOST_TAGS = 50_000
"""How many tags a template may have. Each takes some 0.2 ms, beside that docxtpl-lint copies all names that a template
sets for each of its loops: with so many tags these take half a minute at worst."""


@dataclass(frozen=True, slots=True)
class Vetted:
    """What was found in a template, and what it uses: its text, tags, fields by path, filters, kinds with a sample."""

    findings: tuple[Finding, ...]
    text: TemplateText
    tags: tuple[Tag, ...]
    fields: tuple[str, ...]
    filters: tuple[str, ...]
    samples: tuple[str, ...]
    said: frozenset[tuple[str, str]] = frozenset()
    """What the findings speak of (`Found.said`)."""


def vet(
    parts: Parts,
    path: Path,
    *,
    ours: bool | None = None,
    wanted: Sequence[Wanted] = (),
    labels: Collection[str] = (),
) -> Vetted:
    """Return what is wrong with a template whose package has passed the gate; nothing in it is run.

    `ours` says whether our contract holds for it; None lets the template tell. `wanted` is what the reports that use
    it ask of it, `labels` the names of the labels that boxes have. Raises `WordFileError` when a part is damaged, or
    when there are more tags than any template needs.
    """
    text = read_template(parts, path)
    found = Found(text, is_ours(text) if ours is None else ours)
    tags: list[Tag] = []
    uses: list[Uses] = []
    is_whole = True
    for name in text.filled_parts:
        paragraphs = text.of(name)
        part = Part(paragraphs, mended_texts(found, paragraphs))
        if len(tags) + len(part.tags) > _MOST_TAGS:
            message = f"{path.name} is no template: it has more than {_MOST_TAGS:,} tags"
            raise WordFileError(message, "delete those that aren't needed")
        uses.append(check_tags(found, part))
        if found.ours:
            check_fields(found, uses[-1], labels)
        check_layout(found, part, paragraphs)
        tags += part.tags
        is_whole = is_whole and part.is_whole
    _check_unfilled(found)
    check_leftovers(found)
    samples = {}
    if found.ours:
        samples = check_samples(found)
        check_places(found, tags, wanted)
        if is_whole:  # else what is printed isn't known
            check_lost(found, uses, wanted)
        check_kinds(found, set(samples), wanted)
    check_styles(found, samples)
    check_contents(found)
    fields = dict.fromkeys(use.path for one in uses for use in one.fields if use.path not in PLACES)
    filters = dict.fromkeys(name for one in uses for name, _ in one.filters)
    findings, said = in_order(found.findings), frozenset(found.said)
    return Vetted(findings, text, tuple(tags), tuple(fields), tuple(filters), tuple(samples), said)


def is_ours(text: TemplateText) -> bool:
    """Return whether a template is made for our reports: it has a sample, or a place for the body."""
    return any(one.sample or any(f"{{{{p {place} }}}}" in one.text for place in PLACES) for one in text.paragraphs)


def _check_unfilled(found: Found) -> None:
    """Note tags in endnotes, which docxtpl leaves as they are."""
    for paragraph in found.text.of("word/endnotes.xml"):
        if "{{" in paragraph.text or "{%" in paragraph.text:
            found.add(
                "unfilled-tag",
                paragraph,
                "tags in endnotes aren't filled: they would be printed as they stand",
                "make it a footnote, or write it in the text",
            )
