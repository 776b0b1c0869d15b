"""Checking documents: rules run, hits become findings at their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.checking.registry import AGREED_TEXT, Rule
from cwgdraft.checking.run import Found, run_rules
from cwgdraft.checking.subject import Hit
from cwgdraft.finding import Finding, Place
from cwgdraft.jobs.agreed import Lines
from cwgdraft.jobs.checking.documents import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding, with the hit that it comes from and the document in which it was found."""

    finding: Finding
    found: Found
    document: Document


def check_documents(documents: Iterable[Document], rules: Sequence[Rule]) -> list[Checked]:
    """Return what rules find in documents; what stands in a record is found once, though several reports print it."""
    seen: set[Finding] = set()
    told: set[tuple[str, Place, str] | None] = set()
    checked = []
    for document in documents:
        here: set[tuple[str, Place, str] | None] = set()
        for found in run_rules(document.subject, rules):
            hit = found.hit
            if found.rule.typed_only and not document.is_typed(hit):
                continue
            finding = Finding(found.rule.name, found.severity, hit.message, document.place(hit), hit.help)
            words = _words_of_record(finding, hit)
            if finding in seen or words in told:
                continue
            seen.add(finding)
            here.add(words)
            checked.append(Checked(finding, found, document))
        told |= here - {None}
    return checked


def _words_of_record(finding: Finding, hit: Hit) -> tuple[str, Place, str] | None:
    """Return the rule, and which words of a record a finding means, None where it means no words of a record."""
    place = finding.place
    return (finding.rule, place, hit.words.casefold()) if isinstance(place, Place) and place.column else None


def check_agreed(documents: Iterable[Document], rules: Iterable[Rule]) -> list[Checked]:
    """Return what rules find of agreed words alone: that needs no words that they can read."""
    return check_documents(documents, [rule for rule in rules if rule.group == AGREED_TEXT])


def line_of(one: Checked) -> tuple[Path, int] | None:
    """Return absolute path and line in which the words of a finding stand, None where they stand in none."""
    place = one.document.exact(one.found.hit) or one.finding.place
    return (place.path.resolve(), place.line) if place is not None else None


def with_agreed_told(checked: Iterable[Checked], agreed: Lines) -> list[Checked]:
    """Return findings whose help says of agreed words that they are agreed, and how they are opened again."""
    return [_agreed_told(one, agreed) for one in checked] if agreed else list(checked)


def _agreed_told(one: Checked, agreed: Lines) -> Checked:
    line = line_of(one)
    words = agreed.get(line) if line is not None and one.found.hit.place is None else None
    if words is None:
        return one
    said = f"these are words that {words.shown}: {words.reopening}"
    help_ = f"{one.finding.help}; {said}" if one.finding.help else said
    return replace(one, finding=replace(one.finding, help=help_))
