"""The mark in a meeting's file that says how far its minutes have come: found, and written anew in place."""

from __future__ import annotations

import re
from pathlib import Path

from cwgdraft.errors import CwgdraftError
from cwgdraft.files import write_whole
from cwgdraft.records.schema import MeetingFile
from cwgdraft.records.source import Source, read_source, unmarked
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import read_yaml

_KEY = re.compile(r"^minutes[ \t]*:", re.M)
_VALUE = re.compile(r"[ \t]*(?:\{[^{}]*\}|[^\s#{][^#\r\n]*?(?=[ \t]*(?:[ \t]#|\r?$)))?", re.M)
_BELOW = re.compile(r"(?:\r?\n(?:[ \t]*(?=\r?\n[ \t]+\S)|[ \t]+\S[^\r\n]*))+")


def line_of_mark(path: Path) -> int:
    """Return the line of a meeting's file in which `minutes` stands, 0 where it isn't found."""
    source, _ = read_source(path)
    found = _KEY.search(source.text) if source else None
    return source.place(found.start()).line if source and found else 0


def write_mark(path: Path, value: str, state: str, digest: str) -> None:
    """Write the state of minutes into a meeting's file; raises `CwgdraftError` where that can't be done for sure."""
    mark, encoding, text = unmarked(path.read_bytes())
    new = _with_value(text, value)
    document, findings = read_yaml(Source(path, new.replace("\r\n", "\n").replace("\r", "\n")))
    facts, more = validate(document, MeetingFile) if not findings else (None, [])
    minutes = facts.minutes if facts is not None and not more else None
    if minutes is None or (minutes.state, minutes.digest) != (state, digest):
        raise CwgdraftError(f"{path.name} isn't written as such files are", f"write into it yourself: minutes: {value}")
    write_whole(path, mark + new.encode(encoding))


def _with_value(text: str, value: str) -> str:
    """Return the text of a meeting's file with another value of `minutes`, which is added where it is missing."""
    key = _KEY.search(text)
    if key is None:
        ending = "\r\n" if "\r\n" in text else "\n"
        between = ending if text and not text.endswith("\n") else ""
        return f"{text}{between}minutes: {value}{ending}"
    inline = _VALUE.match(text, key.end())
    end = inline.end() if inline else key.end()
    if text[key.end() : end].strip():
        return f"{text[: key.end()]} {value}{text[end:]}"
    rest = re.compile(r"[^\r\n]*").match(text, key.end())
    end = rest.end() if rest else key.end()
    below = _BELOW.match(text, end)
    return f"{text[: key.end()]} {value}{text[key.end() : end]}{text[below.end() if below else end :]}"
