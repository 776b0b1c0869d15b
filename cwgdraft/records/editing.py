"""Editing one text in a YAML file: its bytes are replaced, every other byte stays as it is.

Comments, indentation, line ends, a byte order mark and the style of the text stay; where the style can't hold the new
text, another one is taken. What was written is read again before anybody gets it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, NodeEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.records.source import UNPRINTABLE, Source, unmarked, unprintable_message
from cwgdraft.records.yaml import Data, Document, read_yaml
from cwgdraft.records.yaml import Path as Keys

_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_COMMENT = re.compile(r"[ \t]*(#.*)?")


@dataclass(frozen=True, slots=True)
class _Scalar:
    """Where a text stands, lines and columns from 0: `end` is behind its last sign, of a block behind its indicator.

    `parent` is the column of the map or list around it, `body` the range of a block's lines, `key_end` the end of its
    key (of a value that isn't there).
    """

    style: str
    start: tuple[int, int]
    end: tuple[int, int]
    parent: int
    in_flow: bool
    body: tuple[int, int] = (0, 0)
    key_end: tuple[int, int] | None = None


def replace_text(path: Path, data: bytes, keys: Keys, text: str) -> bytes:
    """Return the bytes of the YAML file at `path` with the text at `keys` replaced.

    Raises `RecordsError` for a file that can't be read, and `CwgdraftError` where there is no text at `keys`, where it
    can't be replaced, or where YAML can't hold the new one.
    """
    if bad := UNPRINTABLE.search(text) or re.search("\r", text):
        raise CwgdraftError(unprintable_message(bad[0]), "delete it from the new text")
    mark, encoding, written = unmarked(data)
    lines = [found[0] for found in _LINE.finditer(written)]
    before = read_document(path, written)
    if _at(before.data, keys, path) == text:
        return data
    wanted = _with(before.data, keys, text)
    scalar = _find(written, keys, lines)
    for candidate in _candidates(scalar, lines, text):
        after = "".join(candidate)
        if says(path, after, wanted):
            return mark + after.encode(encoding)
    raise CwgdraftError(
        f"the text at '{_shown(keys)}' of {path.name} can't be replaced where it stands",
        "write it by hand, in double quotes",
    )


def read_document(path: Path, written: str) -> Document:
    """Return what the text of a YAML file says, whatever its line ends; raises `RecordsError` when it can't be read."""
    document, findings = read_yaml(source_of(path, written))
    if findings:
        raise RecordsError(tuple(findings))
    return document


def source_of(path: Path, written: str) -> Source:
    """Return the text of a file as YAML is read: a line feed ends each line."""
    return Source(path, written.replace("\r\n", "\n").replace("\r", "\n"))


def says(path: Path, written: str, wanted: Data) -> bool:
    """Return whether a file's text is read as just the data that are wanted."""
    document, findings = read_yaml(source_of(path, written))
    return not findings and document.data == wanted


def changes_one_text(path: Path, before: str, after: str) -> bool:
    """Return whether a YAML file's text, written otherwise, is read with just one value changed."""
    old, new = (read_yaml(source_of(path, text)) for text in (before, after))
    if old[1] or new[1]:
        return False
    texts = [dict(_texts(document.data)) for document, _ in (old, new)]
    return texts[0].keys() == texts[1].keys() and sum(texts[0][keys] != texts[1][keys] for keys in texts[0]) == 1


def _texts(data: Data, keys: Keys = ()) -> Iterator[tuple[Keys, str | None]]:
    """Yield the texts in what a YAML file says, by the names that lead there."""
    entries = enumerate(data) if isinstance(data, list) else data.items() if isinstance(data, dict) else None
    if entries is None:
        yield keys, data  # type: ignore[misc] # no list and no map
        return
    for key, one in entries:
        yield from _texts(one, (*keys, key))


def _at(data: Data, keys: Keys, path: Path) -> str | None:
    """Return the text at `keys`; raises `CwgdraftError` where there is none."""
    for step in keys:
        entries = dict(enumerate(data)) if isinstance(data, list) else data if isinstance(data, dict) else {}
        if step not in entries:
            raise CwgdraftError(f"{path.name} has nothing at '{_shown(keys)}'", "check the names that lead there")
        data = entries[step]  # type: ignore[index] # a place in a list, or a key
    if not keys or isinstance(data, dict | list):
        raise CwgdraftError(f"{path.name} has no text at '{_shown(keys)}'", "name a text, not what holds several")
    return data


def _with(data: Data, keys: Keys, text: str) -> Data:
    found = copy.deepcopy(data)
    inner: Data = found
    for step in keys[:-1]:
        inner = inner[step]  # type: ignore[index] # `_at` has gone this way
    inner[keys[-1]] = text  # type: ignore[index]
    return found


def _shown(keys: Keys) -> str:
    return " / ".join(str(step) for step in keys)


# --- finding the text -------------------------------------------------------------------------------


@dataclass(slots=True)
class _Level:
    """A map or list that the events are in; `step` is the key or place of what comes next in it."""

    column: int
    in_flow: bool
    is_map: bool
    step: str | int | None = None
    key_end: tuple[int, int] | None = None


def _find(written: str, keys: Keys, lines: list[str]) -> _Scalar:
    """Return where the text at `keys` stands; `_at` knows that there is one."""
    levels: list[_Level] = []
    for event in yaml.parse(source_of(Path(), written).text, Loader=_LOADER):
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            levels.pop()
            if levels and levels[-1].is_map:
                levels[-1].step = None
        if not isinstance(event, NodeEvent):
            continue
        level = levels[-1] if levels else None
        if level and level.is_map and level.step is None and isinstance(event, ScalarEvent):
            level.step, level.key_end = event.value, _end(event)
            continue
        if level and not level.is_map:
            level.step = level.step + 1 if isinstance(level.step, int) else 0
        if isinstance(event, ScalarEvent):
            if level and tuple(one.step for one in levels) == keys:
                return _scalar(event, level, lines)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            flow = bool(event.flow_style) or bool(level and level.in_flow)
            levels.append(_Level(_start(event)[1], flow, isinstance(event, MappingStartEvent)))
            continue
        if level and level.is_map:
            level.step = None
    raise CwgdraftError(f"nothing stands at '{_shown(keys)}'", "check the names that lead there")


def _scalar(event: ScalarEvent, level: _Level, lines: list[str]) -> _Scalar:
    start, end = _start(event), _end(event)
    style = event.style or ""
    found = _Scalar(style, start, end, level.column, level.in_flow, key_end=level.key_end if level.is_map else None)
    if style not in ("|", ">"):
        return found
    head = re.compile(r"[|>][-+0-9]*").match(lines[start[0]], start[1])
    indicator = head.end() if head else start[1] + 1
    return replace(found, end=(start[0], indicator), body=_body(lines, start[0] + 1, end[0]))


def _body(lines: list[str], first: int, end: int) -> tuple[int, int]:
    """Return the range of a block's lines, blank ones and comments behind it left out."""
    inner = next((n for n in range(first, min(end + 1, len(lines))) if lines[n].strip()), None)
    if inner is None or inner >= end:
        return first, first
    depth = _depth(lines[inner])
    last = max(
        (n for n in range(inner, min(end, len(lines))) if lines[n].strip() and _depth(lines[n]) >= depth), default=inner
    )
    return first, last + 1


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _start(event: yaml.Event) -> tuple[int, int]:
    return (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)


def _end(event: yaml.Event) -> tuple[int, int]:
    return (event.end_mark.line, event.end_mark.column) if event.end_mark else (0, 0)


# --- writing another one ----------------------------------------------------------------------------


def _candidates(scalar: _Scalar, lines: list[str], text: str) -> Iterator[list[str]]:
    """Yield the file's lines with the new text in them: in the old style, then in others, the best first."""
    several = "\n" in text
    order = [scalar.style, *("|>" if several else ""), '"']
    for style in dict.fromkeys(order):
        if style in ("|", ">"):
            if _fits_block(text) and not scalar.in_flow:
                for body in _bodies(style, scalar, lines, text):
                    yield _in_block(style, scalar, lines, body)
        elif style == '"' or not several:
            yield _inline(_quoted(style, text), scalar, lines)


def _fits_block(text: str) -> bool:
    """Return whether a text can stand in a block and be seen there: no spaces at the ends of lines."""
    return bool(text) and not any(line != line.rstrip() for line in text.split("\n")) and not text[0].isspace()


def _quoted(style: str, text: str) -> str:
    if style == '"':
        return '"' + "".join(_ESCAPES.get(sign, sign) for sign in text) + '"'
    return "'" + text.replace("'", "''") + "'" if style == "'" else text


def _bodies(style: str, scalar: _Scalar, lines: list[str], text: str) -> Iterator[list[str]]:
    """Yield the lines of a block that hold a text, without indents; of a folded one first as they were broken."""
    if style == "|":
        yield text.split("\n")
        return
    plain = re.sub(r"(?<=[^\n])\n+", lambda found: found[0] + "\n", text).split("\n")
    if scalar.style == ">":
        yield from _broken(plain, [lines[n].strip() for n in range(*scalar.body)])
    yield plain


def _broken(lines: list[str], old: list[str]) -> Iterator[list[str]]:
    """Yield lines broken where the old ones were, as far as the words beside the break are still there."""
    before = [word for line in old for word in line.split(" ")]
    ends, count = set(), 0
    for line in old:
        count += len(line.split(" "))
        ends.add(count - 1)
    after = [word for line in lines for word in line.split(" ")]
    breaks: set[int] = set()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for at, to, size in matcher.get_matching_blocks():
        breaks.update(to + n for n in range(size) if at + n in ends)
        breaks.update(to + n - 1 for n in range(size) if at + n - 1 in ends)
    found, count = [], 0
    for line in lines:
        words = line.split(" ")
        pieces: list[list[str]] = [[]]
        for word in words:
            pieces[-1].append(word)
            if count in breaks and len(pieces[-1]) and word:
                pieces.append([])
            count += 1
        found += [" ".join(piece) for piece in pieces if piece] or [""]
    yield found


def _in_block(style: str, scalar: _Scalar, lines: list[str], body: list[str]) -> list[str]:
    """Return the file's lines with a block in the place of the text."""
    row, column = scalar.start
    end = _line_end(lines)
    if scalar.style in ("|", ">"):
        first, last = scalar.body
        inner = [n for n in range(first, last) if lines[n].strip()]
        indent = _depth(lines[inner[0]]) if inner else scalar.parent + 2
        head = lines[row]
        if style != scalar.style:
            head = head[:column] + style + "-" + head[scalar.end[1] :]
        rest = lines[last:]
    else:
        indent = scalar.parent + 2
        at, gap = _opening(scalar, lines)
        tail = lines[scalar.end[0]][scalar.end[1] :].rstrip("\r\n")
        if not _COMMENT.fullmatch(tail):
            return []
        row, head = at[0], lines[at[0]][: at[1]] + gap + style + "-" + tail
        rest = lines[scalar.end[0] + 1 :]
    whole = [f"{' ' * indent}{line}{end}" if line else end for line in body]
    head = head if head.endswith(("\n", "\r")) else head + end
    if not rest and not lines[-1].endswith(("\n", "\r")):
        whole[-1] = whole[-1].removesuffix(end)
    return [*lines[:row], head, *whole, *rest]


def _inline(new: str, scalar: _Scalar, lines: list[str]) -> list[str]:
    """Return the file's lines with a text on one line in the place of the old one."""
    row, column = scalar.start
    if scalar.style in ("|", ">"):
        head = lines[row]
        return [*lines[:row], head[:column] + new + head[scalar.end[1] :], *lines[max(scalar.body[1], row + 1) :]]
    at, gap = _opening(scalar, lines)
    tail = lines[scalar.end[0]][scalar.end[1] :] if scalar.start != scalar.end else lines[at[0]][at[1] :]
    return [*lines[: at[0]], lines[at[0]][: at[1]] + gap + new + tail, *lines[scalar.end[0] + 1 :]]


def _opening(scalar: _Scalar, lines: list[str]) -> tuple[tuple[int, int], str]:
    """Return where the new text begins, and what stands before it; a value that isn't there begins behind the colon."""
    if scalar.start != scalar.end:
        return scalar.start, ""
    row, column = scalar.key_end or scalar.start
    colon = lines[row].find(":", column)
    return (row, (colon if colon >= 0 else column) + 1), " "


def _line_end(lines: list[str]) -> str:
    """Return how the file ends its lines."""
    first = next((line for line in lines if line.endswith(("\n", "\r"))), "\n")
    return first[len(first.rstrip("\r\n")) :]
