"""Builders of what tests read: workspaces with a few record files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from cwgdraft.finding import Finding
from cwgdraft.records.source import Source
from cwgdraft.workspace import Workspace

GROUP = """\
format: 1
name: Group on Harbour Lights
acronym: GHL
topics:
  - {key: lamps, title: Lamps}
  - {key: buoys, title: Buoys}
"""
MEETING = "format: 1\nnumber: 42\n"
PLAN = "format: 1\nkind: council-report\ntemplate: report\n"
MINIMAL = {"records/group.yaml": GROUP}


def workspace(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Workspace:
    """Return a workspace in `folder` that holds a group and the given files, by path below it."""
    for name, content in {**MINIMAL, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Workspace(folder)


def source(text: str, name: str = "42.md") -> Source:
    """Return a text as if it had been read from a file."""
    return Source(Path(name), text)


def shown(findings: tuple[Finding, ...] | list[Finding], root: Path | None = None) -> list[str]:
    """Return findings as users see them, the help behind a stroke."""
    return [finding.shown(root).replace("\n    help: ", " | ") for finding in findings]
