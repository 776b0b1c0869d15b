"""Writing new record files: plain data as YAML in the form in which people write these files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

_PLAIN = re.compile(r"[^\W_](?:[^\n:#\[\]{},&*!|>'\"%@`]|:(?=\S)|(?<=\S)#|&(?=\S))*")
_WIDEST = 110


def as_yaml(data: Mapping[str, object], schema: str = "") -> str:
    """Return a record file; a map or list stands on one line where it fits there, but for the file's own.

    Values are texts, whole numbers, true and false, maps and lists of such. `schema` is the address of the JSON Schema
    beside it, for editors.
    """
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    return "\n".join([*head, *_map(data, "")]) + "\n"


def _map(data: Mapping[str, object], indent: str) -> list[str]:
    found: list[str] = []
    for key, value in data.items():
        name = _key(key)
        line = f"{indent}{name}: {_flow(value)}"
        if _is_simple(value) or (len(line) <= _WIDEST and not _opens(value)):
            found.append(line)
        elif isinstance(value, Mapping):
            found += [f"{indent}{name}:", *_map(value, f"{indent}  ")]
        elif isinstance(value, Sequence):
            found += [f"{indent}{name}:", *_list(value, f"{indent}  ")]
    return found


def _list(values: Sequence[object], indent: str) -> list[str]:
    found: list[str] = []
    for value in values:
        line = f"{indent}- {_flow(value)}"
        if _is_simple(value) or not isinstance(value, Mapping) or (len(line) <= _WIDEST and not _opens(value)):
            found.append(line)
        else:
            first, *rest = _map(value, f"{indent}  ")
            found += [f"{indent}- {first.strip()}", *rest]
    return found


def _opens(value: object) -> bool:
    """Return whether a value holds lists or maps of maps, which are easier to read on lines of their own."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, Sequence) else ()
    if isinstance(value, Mapping):
        return any(not _is_simple(one) and not isinstance(one, Sequence) for one in inner) or any(
            isinstance(one, Sequence) and not isinstance(one, str) and any(not _is_simple(two) for two in one)
            for one in inner
        )
    return not _is_simple(value) and any(not _is_simple(one) for one in inner)


def _is_simple(value: object) -> bool:
    return isinstance(value, str | int | bool)


def _flow(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w][\w /.-]*", key) else json.dumps(key, ensure_ascii=False)


def scalar(text: str) -> str:
    """Return a text as YAML: in double quotes where it isn't plain in every place."""
    plain = _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and text == text.strip()
    return text if plain else json.dumps(text, ensure_ascii=False)


def entries(text: str, key: str, more: Mapping[str, object]) -> str:
    """Return a record file with more entries in the map under one of its own keys; every other byte stays.

    The map must be in block style, as the files that cwgdraft writes have it; where the key is missing it is added.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    new = _map(more, "  ")
    start = next((n for n, one in enumerate(lines) if re.match(rf"{key}:\s*(#.*|\{{\}}|\[\])?$", one)), None)
    if start is None:
        return ending.join([*lines, f"{key}:", *new]) + ending
    lines[start] = re.sub(r":\s*(\{\}|\[\])$", ":", lines[start])
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"[^\s#]", lines[n])), len(lines))
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")) and end < len(lines):
        end -= 1
    return ending.join([*lines[:end], *new, *lines[end:]]) + ending
