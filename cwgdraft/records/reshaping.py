"""Entries of the lists and maps of a YAML file come, go and move; every other byte stays as it is.

Entries of lists are called by their names: a text by itself, a map by its `key`, or else its `topic`. What was written
is read again before anybody gets it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from cwgdraft.errors import CwgdraftError
from cwgdraft.records.editing import read_document, says, source_of
from cwgdraft.records.source import unmarked
from cwgdraft.records.writing import as_yaml, flow, list_lines
from cwgdraft.records.yaml import Data

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NAMES = ("key", "topic")

Steps = tuple[str, ...]
"""The names that lead to a list or map: keys, and the names of entries of lists."""


@dataclass(frozen=True, slots=True)
class Coming:
    """An entry that comes into a list behind the one called `after` (first, where that is empty), or into a map.

    `name` is its key in a map. A list or map that isn't there comes with it.
    """

    steps: Steps
    value: Data
    name: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """The entry called `name` goes from a list."""

    steps: Steps
    name: str


@dataclass(frozen=True, slots=True)
class Moving:
    """The entry called `name` goes behind the one called `after` in its list, or to the top where that is empty."""

    steps: Steps
    name: str
    after: str


Reshaping = Coming | Going | Moving


def reshaped(path: Path, data: bytes, change: Reshaping) -> bytes:
    """Return the bytes of the YAML file at `path` with an entry come, gone or moved.

    Raises `RecordsError` for a file that can't be read, and `CwgdraftError` where the entry or its list isn't there, or
    where the change can't be made without touching the rest.
    """
    mark, encoding, text = unmarked(data)
    if len(set(re.findall(r"\r\n|\r|\n", text))) > 1:
        raise CwgdraftError(f"{path.name} has line ends of several kinds", "save it with one kind, or edit it by hand")
    old, clean = read_document(path, text).data, source_of(path, text).text
    wanted = _changed(path, old, change)
    if wanted == old:
        return data
    tree = yaml.compose(clean, Loader=_LOADER)
    ending = next(iter(re.findall(r"\r\n|\r|\n", text)), "\n")
    lines = clean.split("\n")
    for new in _candidates(tree, lines, change):
        written = "\n".join(new)
        if says(path, written, wanted):
            return mark + written.replace("\n", ending).encode(encoding)
    raise CwgdraftError(f"{path.name} can't be changed at '{_shown(change.steps)}' as it is written", "edit it by hand")


def name_of(entry: object) -> str:
    """Return what an entry of a list is called, empty for one without a name."""
    if isinstance(entry, dict):
        return next((str(entry[name]) for name in _NAMES if entry.get(name)), "")
    return entry if isinstance(entry, str) else ""


def _shown(steps: Sequence[str]) -> str:
    return " / ".join(steps) or "the top"


# --- what the file is to say ------------------------------------------------------------------------


def _changed(path: Path, old: Data, change: Reshaping) -> Data:
    found = copy.deepcopy(old)
    inner = found
    for n, step in enumerate(change.steps):
        if isinstance(inner, dict) and step not in inner and isinstance(change, Coming) and n == len(change.steps) - 1:
            inner[step] = {} if change.name else []
        inner = _into(path, inner, step)
    if isinstance(change, Coming) and change.name:
        if not isinstance(inner, dict) or inner.get(change.name) is not None:
            raise _lacking(path, change.steps, f"no place for '{change.name}'")
        inner[change.name] = change.value
        return found
    if not isinstance(inner, list):
        raise _lacking(path, change.steps, "no list")
    names = [name_of(one) for one in inner]
    entry: Data = change.value if isinstance(change, Coming) else None
    if not isinstance(change, Coming):
        if names.count(change.name) != 1:
            raise _lacking(path, change.steps, f"no single entry '{change.name}'")
        place = names.index(change.name)
        entry = inner.pop(place)
        names.pop(place)
    if not isinstance(change, Going):
        if change.after and names.count(change.after) != 1:
            raise _lacking(path, change.steps, f"no single entry '{change.after}'")
        inner.insert(names.index(change.after) + 1 if change.after else 0, entry)
    return found


def _into(path: Path, inner: Data, step: str) -> Data:
    if isinstance(inner, dict) and step in inner:
        return inner[step]
    if isinstance(inner, list):
        found = [one for one in inner if name_of(one) == step]
        if len(found) == 1:
            return found[0]
    raise _lacking(path, (step,), "nothing")


def _lacking(path: Path, steps: Steps, what: str) -> CwgdraftError:
    return CwgdraftError(f"{path.name} has {what} at '{_shown(steps)}'", "edit it by hand")


# --- how it is written ------------------------------------------------------------------------------


def _candidates(tree: yaml.Node | None, lines: list[str], change: Reshaping) -> list[list[str]]:
    """Return the file's lines with the change made, in the ways in which it may be written."""
    *above, last = change.steps or ("",)
    node = _node(tree, change.steps)
    if node is None:
        around = _node(tree, above)
        if not isinstance(change, Coming) or around is None:
            return []
        value: Data = {change.name: change.value} if change.name else [change.value]
        return _with_key(around, lines, last, value)
    if isinstance(change, Coming) and change.name:
        return _with_key(node, lines, change.name, change.value)
    if not isinstance(node, yaml.SequenceNode):
        return []
    write: Callable[[yaml.SequenceNode, list[str], Reshaping], list[list[str]]] = (
        _in_flow if node.flow_style else _in_block
    )
    return write(node, lines, change)


def _node(tree: yaml.Node | None, steps: Sequence[str]) -> yaml.Node | None:
    for step in steps:
        if isinstance(tree, yaml.MappingNode):
            tree = next((value for key, value in tree.value if key.value == step), None)
        elif isinstance(tree, yaml.SequenceNode):
            tree = next((one for one in tree.value if _called(one) == step), None)
        else:
            return None
    return tree


def _called(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        named = {key.value: value.value for key, value in node.value if isinstance(value, yaml.ScalarNode)}
        return next((str(named[name]) for name in _NAMES if named.get(name)), "")
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _last_line(node: yaml.Node, lines: list[str]) -> int:
    """Return the last line on which a node says something."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(last[1] if isinstance(last, tuple) else last, lines)
    end = int(node.end_mark.line)
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end -= node.end_mark.column == 0 or end >= len(lines)
        while end > node.start_mark.line and (not lines[end].strip() or lines[end].lstrip().startswith("#")):
            end -= 1
    return min(end, len(lines) - 1)


def _with_key(node: yaml.Node, lines: list[str], name: str, value: Data) -> list[list[str]]:
    """Return the lines with a key more in a map: behind its last, or for one in braces before the closing one."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        return []
    written = as_yaml({name: value}).rstrip("\n").split("\n")
    if node.flow_style:
        row, column = node.value[-1][1].end_mark.line, node.value[-1][1].end_mark.column
        line = lines[row]
        return [[*lines[:row], f"{line[:column]}, {flow({name: value})[1:-1]}{line[column:]}", *lines[row + 1 :]]]
    column = node.value[0][0].start_mark.column
    found = []
    for key, one in reversed(
        [pair for pair in node.value if pair[0].value not in ("sections", "content")] or node.value
    ):
        at = _last_line(one, lines) + 1 if one.value != "" else key.end_mark.line + 1
        found.append([*lines[:at], *(" " * column + line for line in written), *lines[at:]])
    return found


def _in_block(node: yaml.SequenceNode, lines: list[str], change: Reshaping) -> list[list[str]]:
    column = node.start_mark.column
    spans = [_span(one, lines, column) for one in node.value]
    names = [_called(one) for one in node.value]
    taken: list[str] = []
    new: list[str | None] = list(lines)
    if isinstance(change, Coming):
        taken = list_lines([change.value], " " * column)
    else:
        first, last = spans[names.index(change.name)]
        taken = lines[first : last + 1]
        new[first : last + 1] = [None] * (last + 1 - first)
    if not isinstance(change, Going):
        at = spans[names.index(change.after)][1] + 1 if change.after else spans[0][0]
        new[at:at] = taken
    return [[line for line in new if line is not None]]


def _span(node: yaml.Node, lines: list[str], column: int) -> tuple[int, int]:
    """Return the first and last line of an entry, comments directly above it with it."""
    first = int(node.start_mark.line)
    dash = re.compile(rf" {{{column}}}-(?:\s|$)")
    while first and not dash.match(lines[first]):
        first -= 1
    while first and re.match(rf" {{{column}}}#", lines[first - 1]):
        first -= 1
    return first, _last_line(node, lines)


def _in_flow(node: yaml.SequenceNode, lines: list[str], change: Reshaping) -> list[list[str]]:
    """Return the lines with an entry come, gone or moved between brackets."""
    text = "\n".join(lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def at(mark: yaml.Mark) -> int:
        return starts[mark.line] + int(mark.column)

    pieces = [text[at(one.start_mark) : at(one.end_mark)] for one in node.value]
    gaps = [
        text[at(one.end_mark) : at(other.start_mark)] for one, other in zip(node.value, node.value[1:], strict=False)
    ]
    names = [_called(one) for one in node.value]
    if not pieces:
        if not isinstance(change, Coming):
            return []
        start, end = at(node.start_mark), at(node.end_mark)
        return [f"{text[:start]}[{flow(change.value)}]{text[end:]}".split("\n")]
    if isinstance(change, Coming):
        piece = flow(change.value)
    else:
        place = names.index(change.name)
        piece = pieces.pop(place)
        names.pop(place)
        if gaps:
            gaps.pop(max(place - 1, 0))
    if not isinstance(change, Going):
        place = names.index(change.after) + 1 if change.after else 0
        pieces.insert(place, piece)
        gaps.insert(max(place - 1, 0), ", ")
    inner = "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=False))
    start, end = at(node.value[0].start_mark), at(node.value[-1].end_mark)
    return [(text[:start] + inner + text[end:]).split("\n")]
