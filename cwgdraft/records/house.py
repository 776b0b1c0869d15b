"""The house style of a workspace: records/house.yaml, or what comes along where there is none.

It has the words that the house writes, the acronyms that need no introduction, and which rules are on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cwgdraft.errors import RecordsError
from cwgdraft.finding import Finding, Severity
from cwgdraft.records.shape import shown
from cwgdraft.records.source import read_source
from cwgdraft.records.yaml import Data, Document, read_yaml
from cwgdraft.workspace import Workspace

STARTER = Path(__file__).parent.parent / "starter" / "records" / "house.yaml"
_KEYS = ("format", "language", "terms", "names", "acronyms", "rules")
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "advice": Severity.ADVICE}


@dataclass(frozen=True, slots=True)
class Term:
    """What the house writes, and the forms that it doesn't; `but` are phrases in which such a form is right."""

    write: str
    unwanted: tuple[str, ...]
    but: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """The house style: `terms` and `names` (one name for one thing), acronyms, and which rules are chosen.

    `acronyms` are those that need no introduction. `on` and `off` are rules by name, `severities` those that weigh
    otherwise than they do by themselves.
    """

    language: str = "en"
    terms: tuple[Term, ...] = ()
    names: tuple[Term, ...] = ()
    acronyms: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    path: Path | None = None


def load_house(workspace: Workspace | None) -> House:
    """Return the house style of a workspace, the one that comes along where it has none.

    Raises `RecordsError` with every finding when the file can't be understood.
    """
    own = workspace.records / "house.yaml" if workspace is not None else None
    path = own if own is not None and own.is_file() else STARTER
    source, findings = read_source(path)
    if source is None:
        raise RecordsError(tuple(findings))
    document, findings = read_yaml(source)
    if not findings:
        findings = _faults(document)
    if findings:
        raise RecordsError(tuple(findings))
    return _house(document.data if isinstance(document.data, dict) else {}, path)


def _house(data: Mapping[str, Data], path: Path) -> House:
    rules = data.get("rules") or {}
    chosen: Mapping[str, Data] = rules if isinstance(rules, dict) else {}
    levels = chosen.get("severity") or {}
    return House(
        _text(data.get("language")) or "en",
        _terms(data.get("terms")),
        _terms(data.get("names")),
        frozenset(_texts(data.get("acronyms"))),
        frozenset(_texts(chosen.get("on"))),
        frozenset(_texts(chosen.get("off"))),
        {name: _LEVELS[_text(level)] for name, level in levels.items()} if isinstance(levels, dict) else {},
        path,
    )


def _terms(data: Data) -> tuple[Term, ...]:
    found = []
    for one in data if isinstance(data, list) else []:
        if isinstance(one, dict):
            found.append(Term(_text(one.get("write")), _texts(one.get("not")), _texts(one.get("but"))))
    return tuple(found)


def _text(data: Data) -> str:
    return data if isinstance(data, str) else ""


def _texts(data: Data) -> tuple[str, ...]:
    if isinstance(data, str):
        return (data,)
    return tuple(one for one in data if isinstance(one, str)) if isinstance(data, list) else ()


def _faults(document: Document) -> list[Finding]:
    """Return everything that is wrong with the file."""
    data = document.data
    if not isinstance(data, dict):
        return [_wrong(document, (), "the file holds no keys")]
    found = [
        _wrong(document, (key,), f"{shown(key)} is not a key of the house style") for key in data if key not in _KEYS
    ]
    for key in ("terms", "names"):
        found += [
            _wrong(document, (key, place), "an entry wants 'write: …' and 'not: […]'")
            for place, one in enumerate(data.get(key) or [])
            if not isinstance(one, dict) or not _text(one.get("write")) or not _texts(one.get("not"))
        ]
    rules = data.get("rules")
    if rules is not None and not isinstance(rules, dict):
        found.append(_wrong(document, ("rules",), "'rules' wants on, off and severity"))
    levels = rules.get("severity") if isinstance(rules, dict) else None
    for name, level in levels.items() if isinstance(levels, dict) else ():
        if level not in _LEVELS:
            message = f"{shown(level)} is no severity; use error, warning or advice"
            found.append(_wrong(document, ("rules", "severity", name), message))
    return found


def _wrong(document: Document, path: tuple[str | int, ...], message: str) -> Finding:
    return Finding("wrong-value", Severity.ERROR, message, document.place(path), "see docs/records.md")
