"""Writing new record files: plain data as YAML in the form in which people write these files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import yaml

from cwgdraft.records.source import unmarked

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W_](?:[^\x00-\x1f:#\[\]{},&*!|>'\"%@`]|:(?=\S)|(?<=\S)#|&(?=\S))*")
_NOTHING = ("null", "Null", "NULL")
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
        line = f"{indent}{name}: {flow(value)}"
        if _is_simple(value) or (len(line) <= _WIDEST and not _opens(value)):
            found.append(line)
        elif isinstance(value, Mapping):
            found += [f"{indent}{name}:", *_map(value, f"{indent}  ")]
        elif isinstance(value, Sequence):
            found += [f"{indent}{name}:", *list_lines(value, f"{indent}  ")]
    return found


def list_lines(values: Sequence[object], indent: str) -> list[str]:
    """Return the lines of a list, each entry on lines of its own behind the indent."""
    found: list[str] = []
    for value in values:
        line = f"{indent}- {flow(value)}"
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


def flow(value: object) -> str:
    """Return a value on one line: a map in braces, a list in brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {flow(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(flow, value)) + "]"
    return str(value)


def _key(key: str) -> str:
    return key if re.fullmatch(r"\w(?:[\w /.-]*[\w.-])?", key) and key not in _NOTHING else _quoted(key)


def scalar(text: str) -> str:
    """Return a text as YAML: in double quotes where it isn't plain in every place."""
    plain = _PLAIN.fullmatch(text) and not text.endswith((" ", ":")) and text == text.strip()
    return text if plain and text not in _NOTHING else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def entries(text: str, key: str, more: Mapping[str, object]) -> str:
    """Return the text of a record file with more entries in the map under one of its own keys.

    They stand as those that are there do: on lines of their own, as far in, or in the braces; every other sign stays.
    Where the key is missing it is added. The file must be one that can be read.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=_LOADER)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    name, node = next(((name, node) for name, node in pairs if name.value == key), (None, None))
    if name is None or node is None:
        return _put(text, len(text), [f"{key}:", *_map(more, "  ")], ending)
    filled = isinstance(node, yaml.MappingNode) and bool(node.value)
    if filled and node.flow_style:
        end = node.value[-1][1].end_mark.index
        return f"{text[:end]}, {flow(more)[1:-1]}{text[end:]}"
    if filled:
        column = node.value[0][0].start_mark.column
        return _put(text, _end_of(text, name.end_mark.index), _map(more, " " * column), ending)
    start, end = node.start_mark.index, node.end_mark.index
    if end > start:  # {} or ~
        text = text[:start].rstrip(" ") + text[end:]
    behind = text.find("\n", name.end_mark.index) + 1
    return _put(text, behind or len(text), _map(more, "  "), ending)


def _put(text: str, place: int, lines: Sequence[str], ending: str) -> str:
    """Return a text with more lines at a place where a line begins or all ends."""
    before = text[:place]
    between = ending if before and not before.endswith("\n") else ""
    return before + between + "".join(line + ending for line in lines) + text[place:]


def _end_of(text: str, start: int) -> int:
    """Return where the block ends that begins on the line of `start`: before blank lines and comments behind it."""
    behind = text.find("\n", start) + 1
    following = re.compile(r"^[^\s#]", re.M).search(text, behind)
    lines = text[behind : following.start() if following else len(text)].splitlines(keepends=True)
    while lines and (not lines[-1].strip() or lines[-1].startswith("#")):
        lines.pop()
    return behind + len("".join(lines))


def with_entries(data: bytes, key: str, more: Mapping[str, object]) -> bytes:
    """Return the bytes of a record file as `entries` does its text, its byte order mark and encoding kept."""
    mark, encoding, text = unmarked(data)
    return mark + entries(text, key, more).encode(encoding)
