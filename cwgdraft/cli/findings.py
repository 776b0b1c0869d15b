"""Findings in the forms that other programs read: GitHub's annotations, SARIF, JSON."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import cwgdraft
from cwgdraft.finding import Finding, Place, Severity, visible

FORMS = ("text", "json", "github", "sarif")
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}
_SARIF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_github(findings: Iterable[Finding], root: Path | None) -> list[str]:
    """Return findings as workflow commands, a line each, which GitHub shows at the files.

    Source: docs.github.com, "Workflow commands for GitHub Actions", setting an error message.
    """
    lines = []
    for one in findings:
        where = one.place.as_data(root) if one.place else {}
        properties = [f"file={_property(str(where['file']))}"] if "file" in where else []
        if isinstance(one.place, Place) and one.place.line:
            properties += [f"line={one.place.line}", *([f"col={one.place.column}"] if one.place.column else [])]
        properties.append(f"title={_property(one.rule)}")
        words = [str(where[key]) for key in ("where", "excerpt") if key in where]
        text = f"{', '.join(words)}: {one.message}" if words else one.message
        text += f"\nhelp: {one.help}" if one.help else ""
        lines.append(f"::{_GITHUB[one.severity]} {','.join(properties)}::{_data(text)}")
    return lines


def _data(text: str) -> str:
    lines = [visible(line) for line in text.replace("%", "%25").replace("\r", "%0D").split("\n")]
    return "%0A".join(lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(findings: Iterable[Finding], rules: Mapping[str, str], root: Path | None) -> dict[str, Any]:
    """Return findings as a SARIF log (OASIS, SARIF 2.1.0); `rules` says by name what each is about."""
    found = list(findings)
    names = list(dict.fromkeys(one.rule for one in found))
    driver = {
        "name": "cwgdraft",
        "version": cwgdraft.__version__,
        "rules": [{"id": name, "shortDescription": {"text": rules.get(name, name)}} for name in names],
    }
    results = [_result(one, names.index(one.rule), root) for one in found]
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def _result(one: Finding, rule: int, root: Path | None) -> dict[str, Any]:
    text = f"{one.message}\nhelp: {one.help}" if one.help else one.message
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": _SARIF[one.severity],
        "message": {"text": text},
    }
    if one.place:
        where = one.place.as_data(root)
        location: dict[str, Any] = {"physicalLocation": {"artifactLocation": {"uri": _address(str(where["file"]))}}}
        if isinstance(one.place, Place) and one.place.line:
            region = {"startLine": one.place.line}
            if one.place.column:
                region["startColumn"] = one.place.column
            location["physicalLocation"]["region"] = region
        named = ", ".join(str(where[key]) for key in ("where", "excerpt") if key in where)
        if named:
            location["logicalLocations"] = [{"fullyQualifiedName": named}]
        result["locations"] = [location]
    return result


def _address(path: str) -> str:
    """Return a path as SARIF has it: relative to the workspace, or the address of a file."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(os.fsencode(path))


def counted(findings: Iterable[Finding]) -> str:
    """Return `2 errors, 1 warning`, or `nothing found`."""
    found = [one.severity for one in findings]
    counts = ((found.count(one), one) for one in sorted(Severity, reverse=True))
    several = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.ADVICE: "pieces of advice"}
    single = {Severity.ADVICE: "piece of advice"}
    words = [f"{count} {several[one] if count != 1 else single.get(one, one.word)}" for count, one in counts if count]
    return ", ".join(words) or "nothing found"
