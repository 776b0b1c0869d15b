"""Phrase catalogues: templates/phrases/LANGUAGE.yaml with the words by which acts are recognised beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Severity
from cwgdraft.language.near import near_miss
from cwgdraft.language.phrases import Catalogue, Phrase
from cwgdraft.language.words import Writing
from cwgdraft.records.source import read_source
from cwgdraft.records.yaml import Document, read_yaml
from cwgdraft.workspace import Workspace

GROUPS = ("sentences", "titles", "openings", "formulas", "front", "forms", "open")
_KEYS = ("format", "language", "locale", "ordinal", "figures_from", "range_sign", "long_list", "lowered", *GROUPS)


def load_catalogue(workspace: Workspace, language: str) -> Catalogue:
    """Return the catalogue of a language.

    Raises `CwgdraftError` when there is none, and `RecordsError` with every finding when it can't be read.
    """
    path = workspace.phrases / f"{language}.yaml"
    if not path.is_file():
        known = sorted(p.stem for p in workspace.phrases.glob("*.yaml") if "." not in p.stem)
        raise CwgdraftError(
            f"there is no phrase catalogue for '{language}' ({path.name} in templates/phrases)",
            f"use one of: {', '.join(known) or 'none'}; or translate templates/phrases/en.yaml",
        )
    source, findings = read_source(path)
    if source is None:
        raise RecordsError(tuple(findings))
    document, findings = read_yaml(source)
    data = document.data
    if findings or not isinstance(data, dict):
        raise RecordsError(tuple(findings or [_wrong(document, (), "the catalogue must be a map")]))
    findings = list(_faults(document, data))
    if findings:
        raise RecordsError(tuple(findings))
    return _catalogue(workspace, language, data)


def _catalogue(workspace: Workspace, language: str, data: Mapping[str, Any]) -> Catalogue:
    pair = data.get("long_list") or ["; ", "; "]
    writing = Writing(
        locale=data.get("locale") or language,
        ordinal_pattern=data.get("ordinal") or "",
        figures_from=int(data.get("figures_from") or 10),
        range_sign=data.get("range_sign") or "-",
        long_list=(pair[0], pair[1]),
    )
    phrases: dict[str, Mapping[str, Phrase]] = {group: data.get(group) or {} for group in GROUPS}
    lowered = frozenset(data.get("lowered") or ())
    return Catalogue(language, f"templates/phrases/{language}.yaml", writing, phrases, lowered)


def load_act_words(workspace: Workspace, language: str) -> Mapping[str, object]:
    """Return the words by which acts are recognised in a language, empty where there is no file of them."""
    path = workspace.phrases / f"acts.{language}.yaml"
    if not path.is_file():
        return {}
    source, findings = read_source(path)
    if source is None:
        raise RecordsError(tuple(findings))
    document, findings = read_yaml(source)
    if findings or not isinstance(document.data, dict):
        raise RecordsError(tuple(findings or [_wrong(document, (), "the file must be a map")]))
    return document.data


def _faults(document: Document, data: Mapping[str, Any]) -> list[Finding]:
    found: list[Finding] = []
    for key in data:
        if key not in _KEYS:
            near = near_miss(key, _KEYS)
            hint = f"; did you mean '{near}'?" if near else ""
            found.append(_wrong(document, (key,), f"'{key}' is not a key of a catalogue{hint}", "unknown-key"))
    if (figures := data.get("figures_from")) and not str(figures).isdigit():
        found.append(_wrong(document, ("figures_from",), f"'{figures}' is no whole number"))
    pair = data.get("long_list")
    if pair is not None and not (isinstance(pair, list) and len(pair) == 2):
        found.append(_wrong(document, ("long_list",), "'long_list' wants two separators: [\"; \", \"; and \"]"))
    locale = data.get("locale") or data.get("language")
    if not _is_locale(str(locale)):
        found.append(_wrong(document, ("locale",), f"'{locale}' is no language that dates can be written in"))
    for group in GROUPS:
        phrases = data.get(group)
        if phrases is None:
            continue
        if not isinstance(phrases, dict):
            found.append(_wrong(document, (group,), f"'{group}' must be a map of phrases"))
            continue
        for name, phrase in phrases.items():
            variants = phrase if isinstance(phrase, dict) else {"other": phrase}
            if "other" not in variants:
                found.append(_wrong(document, (group, name), f"the phrase '{name}' has no variant 'other'"))
            for variant, text in variants.items():
                if text is not None and not isinstance(text, str):
                    found.append(_wrong(document, (group, name, variant), f"the phrase '{name}' must be a text"))
                if variant not in ("zero", "one", "two", "few", "many", "other"):
                    message = f"'{variant}' is no variant of a phrase"
                    found.append(_wrong(document, (group, name, variant), message))
                elif text is None:
                    variants[variant] = ""
            if phrase is None:
                phrases[name] = ""
    return found


def _is_locale(name: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def _wrong(document: Document, path: tuple[str, ...], message: str, rule: str = "wrong-value") -> Finding:
    return Finding(rule, Severity.ERROR, message, document.place(path, key=True), "see templates/phrases/en.yaml")
