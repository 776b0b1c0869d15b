"""Running rules over a document: those that are chosen, each hit with the weight that it has here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cwgdraft.checking.echoes import without_echoes
from cwgdraft.checking.registry import Rule, load_rule, names
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Severity
from cwgdraft.language.near import did_you_mean
from cwgdraft.records.house import House


@dataclass(frozen=True, slots=True)
class Found:
    """A hit of a rule, and how much it weighs."""

    rule: Rule
    severity: Severity
    hit: Hit


def chosen_rules(house: House, only: Sequence[str] = (), without: Iterable[str] = ()) -> list[Rule]:
    """Return the rules that are on: `only` these, or those that are on by default and in the house style.

    Raises `CwgdraftError` when the house style names rules that there aren't.
    """
    check_names(house)
    if only:
        return [load_rule(name) for name in only]
    off = {*house.off, *without}
    return [
        rule for rule in map(load_rule, names()) if rule.name not in off and (rule.default or rule.name in house.on)
    ]


def check_names(house: House) -> None:
    """Raise `CwgdraftError` for the rules that a house style chooses or weighs and that there aren't."""
    known = names()
    if unknown := sorted({*house.on, *house.off, *house.severities} - set(known)):
        said = "; ".join(f"'{name}' is no rule{did_you_mean(name, known)}" for name in unknown)
        file = house.path.name if house.path else "the house style"
        raise CwgdraftError(f"under 'rules' in {file}: {said}", "correct it or take it out; cwgdraft rule lists them")


def run_rules(subject: Subject, rules: Iterable[Rule]) -> list[Found]:
    """Return what rules find in a document, in its order, each slip once.

    Rules that need records are left out where there are none.
    """
    found = []
    for rule in rules:
        if rule.needs == "records" and subject.records is None:
            continue
        for hit in rule.check(subject):
            severity = subject.house.severities.get(rule.name) or hit.severity or rule.severity
            found.append(Found(rule, severity, hit))
    return sorted(
        without_echoes(found), key=lambda one: (one.hit.passage.number, one.hit.start, one.hit.end, one.rule.name)
    )
