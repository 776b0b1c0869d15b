"""What plans say of themselves before their sections: enough for a check of templates, which must be quick.

A plan's sections are most of its file, and most of the time that reading it takes. A file that can't be read is left
out here; building the report, or `template check --render`, says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cwgdraft.records.source import Source, read_source
from cwgdraft.records.yaml import Data, read_yaml
from cwgdraft.workspace import Workspace, is_litter

_LONG = re.compile(
    r"^(?:sections|shared|merge|leave_out)[ \t]*:[^\n]*\n(?:(?:[ \t#-][^\n]*|[ \t\r]*)\n)*", re.MULTILINE
)
"""A key of the top whose value fills the lines below it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The top of a plan: its name, kind and template; the facts of its first page, and the labels of its box."""

    name: str
    kind: str
    template: str
    is_pattern: bool
    session: str = ""
    agenda_item: str = ""
    symbol: str = ""
    labels: tuple[str, ...] = ()


def plan_heads(workspace: Workspace) -> list[Head]:
    """Return the heads of the workspace's plans, by name."""
    sessions = _data(workspace.registers / "sessions.yaml")
    if not workspace.reports.is_dir():
        return []
    files = [path for path in sorted(workspace.reports.iterdir()) if path.suffix in (".yaml", ".yml")]
    found = (_head(path, sessions) for path in files if not is_litter(path) and "." not in path.stem)
    return [head for head in found if head is not None]


def label_names(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the labels that the boxes of the workspace's register have, each once."""
    boxes = _map(_data(workspace.registers / "sessions.yaml").get("boxes"))
    fields = [_text(_map(one).get("field")) for layout in boxes.values() if isinstance(layout, list) for one in layout]
    return tuple(name for name in dict.fromkeys(fields) if name not in ("", "rule"))


def _head(path: Path, sessions: Mapping[str, Data]) -> Head | None:
    data = _data(path)
    kind, template = _text(data.get("kind")), _text(data.get("template"))
    if not kind or not template:
        return None
    session = _text(data.get("session"))
    own = _map(_map(sessions.get("sessions")).get(session))
    layout = _text(data.get("box_layout")) or _text(own.get("box"))
    return Head(
        path.stem,
        kind,
        template,
        not data.get("meetings"),
        session,
        _text(data.get("agenda_item")),
        _text(data.get("symbol")),
        _labels(_map(sessions.get("boxes")).get(layout)),
    )


def _labels(layout: Data) -> tuple[str, ...]:
    fields = [_map(one) for one in layout] if isinstance(layout, list) else []
    return tuple(_text(one.get("label")) or _text(one.get("field")) for one in fields if one.get("field") != "rule")


def _data(path: Path) -> Mapping[str, Data]:
    """Return a YAML file's map without the long values at its top, empty where it can't be read."""
    source, _ = read_source(path) if path.is_file() else (None, [])
    if source is None:
        return {}
    text = source.text if source.text.endswith("\n") else f"{source.text}\n"
    document, findings = read_yaml(_with_text(source, _LONG.sub("", text)))
    return {} if findings else _map(document.data)


def _with_text(source: Source, text: str) -> Source:
    return replace(source, text=text)


def _map(data: Data) -> Mapping[str, Data]:
    return data if isinstance(data, dict) else {}


def _text(data: Data) -> str:
    """Return a text; of one in several languages, the first."""
    if isinstance(data, dict):
        data = next(iter(data.values()), "")
    return data if isinstance(data, str) else ""
