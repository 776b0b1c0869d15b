"""The house style: what comes along, and what a workspace says in records/house.yaml.

It has the words that the house writes, the acronyms that need no introduction, and which rules are on. A workspace adds
to what comes along; an entry of its own replaces the one that writes the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.errors import RecordsError
from cwgdraft.finding import Finding, Severity
from cwgdraft.records.schema import HouseFile, Wording
from cwgdraft.records.source import read_source
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import Document, read_yaml
from cwgdraft.workspace import Workspace

BASE = Path(__file__).with_name("house.yaml")
"""The house style that comes along."""
_LISTS = {"terms": "terms", "names": "names_", "spelling": "spelling", "capitals": "capitals"}
"""The keys with words in one form, and their names in Python."""


@dataclass(frozen=True, slots=True)
class Term:
    """What the house writes, and the forms that it doesn't; `but` are phrases in which such a form is right.

    `mixed` says that a form is wrong only where a document writes the right one as well.
    """

    write: str
    unwanted: tuple[str, ...]
    but: tuple[str, ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """The house style: `terms`, `spelling`, `names` (one name for one thing), acronyms, and which rules are chosen.

    `capitals` are words that have a small letter, `titles` those of persons that have no full stop, `keep` proper names
    that keep their spelling. `acronyms` are those that need no introduction, `expansions` what acronyms stand for.
    Numbers are written in figures from `figures_from` on. `on` and `off` are rules by name, `severities` those that
    weigh otherwise than they do by themselves.
    """

    language: str = "en"
    terms: tuple[Term, ...] = ()
    names: tuple[Term, ...] = ()
    acronyms: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    path: Path | None = None
    spelling: tuple[Term, ...] = ()
    capitals: tuple[Term, ...] = ()
    titles: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    expansions: Mapping[str, str] = field(default_factory=dict)
    figures_from: int = 10


def load_house(workspace: Workspace | None) -> House:
    """Return the house style of a workspace; outside of one, or where it has no house.yaml, what comes along.

    Raises `RecordsError` with every finding when the file can't be understood.
    """
    base = _file(BASE)
    own = workspace.records / "house.yaml" if workspace is not None else None
    if own is None or not own.is_file():
        return _house(HouseFile(format="1"), base, BASE)
    return _house(_file(own, base), base, own)


def _file(path: Path, base: HouseFile | None = None) -> HouseFile:
    """Return a house.yaml; `base` is what comes along with it."""
    source, findings = read_source(path)
    if source is None:
        raise RecordsError(tuple(findings))
    document, findings = read_yaml(source)
    if findings:
        raise RecordsError(tuple(findings))
    facts, findings = validate(document, HouseFile)
    if facts is not None:
        findings = list(_useless(facts, base, document))
    if facts is None or findings:
        raise RecordsError(tuple(findings))
    return facts


def _useless(own: HouseFile, base: HouseFile | None, document: Document) -> Iterator[Finding]:
    """Yield the entries that forbid what they write, and those that forbid nothing and drop none of the `base`."""
    for key, attribute in _LISTS.items():
        known = {one.write for one in getattr(base, attribute)} if base is not None else set()
        for number, one in enumerate(getattr(own, attribute)):
            path = (key, number, "not")
            if one.write in one.not_:
                message = f"'{one.write}' is both what is written and what isn't"
                help_ = "under 'not', leave only the forms that aren't wanted"
                place = document.place((*path, one.not_.index(one.write)))
                yield Finding("useless-entry", Severity.ERROR, message, place, help_)
            elif not one.not_ and one.write not in known:
                message = f"'{one.write}' has no forms that aren't wanted, and nothing of this name comes along"
                help_ = "write the forms that aren't wanted under 'not', or take the entry out"
                yield Finding("useless-entry", Severity.ERROR, message, document.place(path), help_)


def _house(own: HouseFile, base: HouseFile, path: Path) -> House:
    severities = {**base.rules.severity, **own.rules.severity}
    return House(
        own.language or base.language or "en",
        _terms(own.terms, base.terms),
        _terms(own.names_, base.names_),
        frozenset((*base.acronyms, *own.acronyms)),
        _chosen(own.rules.on, base.rules.on, own.rules.off),
        _chosen(own.rules.off, base.rules.off, own.rules.on),
        {name: Severity[word.upper()] for name, word in severities.items()},
        path,
        _terms(own.spelling, base.spelling),
        _terms(own.capitals, base.capitals),
        tuple(own.titles or base.titles),
        tuple(dict.fromkeys((*own.keep, *base.keep))),
        {**base.expansions, **own.expansions},
        base.figures_from or 10 if own.figures_from is None else own.figures_from,
    )


def _terms(own: Sequence[Wording], base: Sequence[Wording]) -> tuple[Term, ...]:
    """Return the entries of both; one of the workspace's own stands for what comes along with the same words."""
    said = {one.write for one in own}
    every = (*own, *(one for one in base if one.write not in said))
    return tuple(Term(one.write, tuple(one.not_), tuple(one.but), one.mixed) for one in every if one.not_)


def _chosen(own: Iterable[str], base: Iterable[str], otherwise: Iterable[str]) -> frozenset[str]:
    return frozenset(own) | (frozenset(base) - frozenset(otherwise))
