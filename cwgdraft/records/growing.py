"""Lists of maps in a YAML file grow: fresh entries come, values come into those that are there, every other byte stays.

What was written is read again before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from cwgdraft.errors import CwgdraftError
from cwgdraft.records.editing import read_document, says
from cwgdraft.records.rewriting import FileEdit, applied
from cwgdraft.records.source import unmarked
from cwgdraft.records.writing import as_yaml, flow, list_lines, scalar
from cwgdraft.records.yaml import Data

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile(r"\r\n|\r|\n")
_TOP = re.compile(r"^[^\s#]", re.M)

Change = Mapping[str, object]
"""Values by key: texts, true, lists of maps of texts."""


def grown(path: Path, data: bytes, key: str, changes: Mapping[int, Change], fresh: Sequence[Change]) -> bytes:
    """Return the bytes of the YAML file at `path` with changes of entries by their place, and fresh ones at the end.

    `key` is the file's own key under which the list of entries stands, each a map. A change has new values by key: a
    text stands in the place of the one that was there, what comes in a list goes behind what is in it. Raises
    `CwgdraftError` where that can't be written without touching the rest.
    """
    mark, encoding, text = unmarked(data)
    ending = next(iter(_BREAK.findall(text)), "\n")
    text += "" if text.endswith(("\n", "\r")) else ending
    root = yaml.compose(text, Loader=_LOADER)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    held = next((value for name, value in pairs if name.value == key and isinstance(value, yaml.SequenceNode)), None)
    new = None if held is None else applied(text, list(_edits(text, held, changes, fresh, ending)))
    wanted = _wanted(read_document(path, text).data, key, changes, fresh)
    if new is None or not says(path, new, wanted):
        raise CwgdraftError(
            f"{path.name} can't be added to as it is written", f"write '{key}' as a list with an entry below the other"
        )
    return mark + new.encode(encoding)


def _edits(
    text: str, held: yaml.SequenceNode, changes: Mapping[int, Change], fresh: Sequence[Change], ending: str
) -> Iterator[FileEdit]:
    for place, change in changes.items():
        if isinstance(held.value[place], yaml.MappingNode):
            for name, value in change.items():
                yield _key_edit(text, held.value[place], name, value, ending)
    if fresh:
        yield _list_edit(text, held, fresh, ending, at_end=True)


def _wanted(old: Data, key: str, changes: Mapping[int, Change], fresh: Sequence[Change]) -> Data:
    """Return what a file is to say; None where it has no list of maps under `key`."""
    held = old.get(key) if isinstance(old, dict) else None
    if not isinstance(old, dict) or not isinstance(held, list):
        return None
    entries: list[Data] = [dict(one) if isinstance(one, dict) else one for one in held]
    for place, change in changes.items():
        entry = entries[place]
        if not isinstance(entry, dict):
            return None
        for name, value in change.items():
            more, known = _as_read(value), entry.get(name)
            entry[name] = [*known, *more] if isinstance(more, list) and isinstance(known, list) else more
    return {**old, key: [*entries, *map(_as_read, fresh)]}


def _as_read(value: object) -> Data:
    if isinstance(value, Mapping):
        return {key: _as_read(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_as_read(one) for one in value]
    return "true" if value is True else str(value)


def _key_edit(text: str, entry: yaml.MappingNode, key: str, value: object, ending: str) -> FileEdit:
    """Return the edit that puts a value under a key of an entry; what is in a list there stays."""
    name, held = next((pair for pair in entry.value if pair[0].value == key), (None, None))
    if held is not None and name is not None:
        if isinstance(value, list):
            if isinstance(held, yaml.SequenceNode):
                return _list_edit(text, held, value, ending)
            at, column = _behind(text, held), name.start_mark.column + 2
            return FileEdit(at, at, _lines(list_lines(value, " " * column), ending))
        start, end = held.start_mark.index, held.end_mark.index
        return FileEdit(start, end, scalar(str(value)) if end > start else f" {scalar(str(value))}")
    if entry.flow_style:
        at = entry.value[-1][1].end_mark.index
        return FileEdit(at, at, f", {flow({key: value})[1:-1]}")
    at, indent = _behind(text, entry), " " * entry.value[0][0].start_mark.column
    return FileEdit(at, at, _lines([indent + line for line in as_yaml({key: value}).splitlines()], ending))


def _list_edit(
    text: str, held: yaml.SequenceNode, values: Sequence[object], ending: str, *, at_end: bool = False
) -> FileEdit:
    """Return the edit that adds values to a list, with `at_end` behind what is remarked below it."""
    if held.flow_style:
        at = held.value[-1].end_mark.index if held.value else held.start_mark.index + 1
        return FileEdit(at, at, (", " if held.value else "") + ", ".join(map(flow, values)))
    at = _behind(text, held)
    if at_end and not _TOP.search(text, at):
        at = len(text)
    return FileEdit(at, at, _lines(list_lines(values, " " * held.start_mark.column), ending))


def _lines(lines: Sequence[str], ending: str) -> str:
    return "".join(line + ending for line in lines)


def _behind(text: str, node: yaml.Node) -> int:
    """Return where the line begins that follows the last one on which a node says something."""
    found = _BREAK.search(text, _end(text, node))
    return found.end() if found else len(text)


def _end(text: str, node: yaml.Node) -> int:
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    start, end = node.start_mark.index, node.end_mark.index
    return int(start + len(text[start:end].rstrip()))
