"""Phrase catalogues: templates/phrases/LANGUAGE.yaml with the words by which acts are recognised beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.finding import Finding, Severity
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.phrases import Catalogue, Phrase
from cwgdraft.language.words import Writing
from cwgdraft.records.shape import shown
from cwgdraft.records.source import read_source
from cwgdraft.records.yaml import Document, read_yaml
from cwgdraft.workspace import Workspace

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
VARIANTS = ("zero", "one", "two", "few", "many", "other")
GROUPS = ("sentences", "titles", "openings", "formulas", "front", "forms", "open")
_KEYS = (
    "format",
    "language",
    "locale",
    "ordinal",
    "figures_from",
    "number_words",
    "range_sign",
    "long_list",
    "lowered",
    *GROUPS,
)


def load_catalogue(workspace: Workspace, language: str) -> Catalogue:
    """Return the catalogue of a language.

    Raises `CwgdraftError` when there is none, and `RecordsError` with every finding when it can't be read.
    """
    path = workspace.phrases / f"{language}.yaml"
    if not _TAG.fullmatch(language) or not path.is_file():
        known = sorted(p.stem for p in workspace.phrases.glob("*.yaml") if _TAG.fullmatch(p.stem))
        raise CwgdraftError(
            f"there is no phrase catalogue for {shown(language)} in templates/phrases",
            f"use one of: {', '.join(known) or 'none'}; or translate templates/phrases/en.yaml",
        )
    document, data = _read(path)
    findings = _faults(document, data, language)
    if findings:
        raise RecordsError(tuple(findings))
    return _catalogue(language, data)


def _read(path: Path) -> tuple[Document, dict[str, Any]]:
    """Return a file of templates/phrases as data; raises `RecordsError`."""
    source, findings = read_source(path)
    if source is None:
        raise RecordsError(tuple(findings))
    document, findings = read_yaml(source)
    if findings:
        raise RecordsError(tuple(findings))
    data = document.data
    if not isinstance(data, dict):
        message = "the file is empty" if data is None else f"the file holds {shown(data)} where keys are wanted"
        raise RecordsError((_wrong(document, (), message, "wrong-type"),))
    version = data.get("format")
    if version != "1":
        message = f"the format {shown(version)} is not known; this version reads format 1"
        raise RecordsError((_wrong(document, ("format",), message, "unknown-format"),))
    return document, data


def _catalogue(language: str, data: Mapping[str, Any]) -> Catalogue:
    pair = data.get("long_list") or ["; ", "; "]
    writing = Writing(
        locale=data.get("locale") or language,
        ordinal_pattern=data.get("ordinal") or "",
        figures_from=int(data.get("figures_from") or 10),
        number_words=tuple(data.get("number_words") or ()),
        range_sign=data.get("range_sign") or "-",
        long_list=(pair[0], pair[1]),
    )
    phrases: dict[str, Mapping[str, Phrase]] = {group: data.get(group) or {} for group in GROUPS}
    lowered = frozenset(data.get("lowered") or ())
    return Catalogue(language, f"templates/phrases/{language}.yaml", writing, phrases, lowered)


def load_act_words(workspace: Workspace, language: str) -> Mapping[str, object]:
    """Return the words by which acts are recognised in a language, empty where there is no file of them."""
    path = workspace.phrases / f"acts.{language}.yaml"
    if not _TAG.fullmatch(language) or not path.is_file():
        return {}
    return _read(path)[1]


def _faults(document: Document, data: dict[str, Any], language: str) -> list[Finding]:
    """Return everything that is wrong with a catalogue; phrases without words become empty texts."""
    found: list[Finding] = []

    def wrong(path: tuple[str, ...], message: str, rule: str = "wrong-value") -> None:
        found.append(_wrong(document, path, message, rule))

    for key in data:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            wrong((key,), f"{shown(key)} is not a key of a catalogue{hint}", "unknown-key")
    for key in ("language", "locale", "ordinal", "range_sign"):
        if (value := data.get(key)) is not None and not isinstance(value, str):
            wrong((key,), f"{shown(value)} stands where a text is wanted ('{key}')")
    figures = data.get("figures_from")
    if figures is not None and not (isinstance(figures, str) and re.fullmatch("[0-9]{1,4}", figures)):
        wrong(("figures_from",), f"{shown(figures)} is no whole number")
    pair = data.get("long_list")
    if pair is not None and not (_is_texts(pair) and len(pair) == 2):
        wrong(("long_list",), '\'long_list\' wants two separators: ["; ", "; and "]')
    lowered = data.get("lowered")
    if lowered is not None and not _is_texts(lowered):
        wrong(("lowered",), "'lowered' wants a list of words: [The, A, Some]")
    numbers = data.get("number_words")
    if numbers is not None and not _is_texts(numbers):
        wrong(("number_words",), "'number_words' wants a list that begins with zero: [zero, one, two]")
    locale = data.get("locale") or data.get("language") or language
    if isinstance(locale, str) and not _is_locale(locale):
        wrong(("locale",), f"{shown(locale)} is no language that dates can be written in")
    for group in GROUPS:
        phrases = data.get(group)
        if isinstance(phrases, dict):
            for name in phrases:
                found += _phrase_faults(document, group, name, phrases)
        elif phrases is not None:
            wrong((group,), f"{shown(phrases)} stands where phrases are wanted ('{group}')")
    return found


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _phrase_faults(document: Document, group: str, name: str, phrases: dict[str, Any]) -> Iterator[Finding]:
    """Yield what is wrong with a phrase; one without words becomes an empty text."""
    phrase = phrases[name]
    if phrase is None:
        phrases[name] = ""
    variants = phrase if isinstance(phrase, dict) else {"other": phrase}
    if "other" not in variants:
        yield _wrong(document, (group, name), f"the phrase {shown(name)} has no variant 'other'")
    for variant, text in variants.items():
        if variant not in VARIANTS:
            message = f"{shown(variant)} is no variant of a phrase; use one of: {', '.join(VARIANTS)}"
            yield _wrong(document, (group, name, variant), message)
        elif text is None:
            variants[variant] = ""
        elif not isinstance(text, str):
            message = f"{shown(text)} stands where the words of the phrase {shown(name)} are wanted"
            yield _wrong(document, (group, name, variant), message)


def _is_locale(name: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(name)
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


def _wrong(document: Document, path: tuple[str, ...], message: str, rule: str = "wrong-value") -> Finding:
    return Finding(rule, Severity.ERROR, message, document.place(path, key=True), "see templates/phrases/en.yaml")
