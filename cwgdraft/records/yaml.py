"""YAML as record files use it: text, lists and maps, each with its place.

No scalar is interpreted here: `NO` is the text NO and `1.10` the text 1.10; the schema says what a value is.
Aliases, anchors, tags and several documents in a file are refused, as is text that YAML would cut or join.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.records.source import UNPRINTABLE, Source, unprintable_message
from cwgdraft.records.yaml_problems import QUOTE, explained

Data = str | None | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]

MAX_DEPTH = 40
_NULL = {"", "~", "null", "Null", "NULL"}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """What a YAML file says: `data`, and the place of each value and key by its path."""

    source: Source
    data: Data = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return the place of the value at `path`, or of its key; of the nearest thing above it when it has none."""
        while path:
            where = (self.keys.get(path) if key else None) or self.values.get(path) or self.keys.get(path)
            if where:
                return Place(self.source.path, *where)
            path = path[:-1]
        return Place(self.source.path, 1, 1)


class _StoppedError(Exception):
    """Nothing behind this point can be read; the finding that says why is already noted."""


def read_yaml(source: Source) -> tuple[Document, list[Finding]]:
    """Return what the file says and the findings on its form; with findings, the data may be incomplete."""
    composer = _Composer(source)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            composer.take(event)
    except _StoppedError:
        pass
    except yaml.MarkedYAMLError as error:
        if (
            "nesting depth" in (error.problem or "") and error.problem_mark
        ):  # libyaml's own limit, met while looking ahead
            composer.found_nested(error.problem_mark.line + 1, error.problem_mark.column + 1)
        else:
            composer.found("invalid-yaml", *explained(source, error))
    except (yaml.YAMLError, RecursionError):
        composer.found("invalid-yaml", "the file can't be read as YAML", QUOTE, 1, 1)
    return composer.document, composer.findings


@dataclass(slots=True)
class _Open:
    """A list or map that is being filled; `key` is the key whose value comes next."""

    path: Path
    data: list[Data] | dict[str, Data]
    key: str | None = None


class _Composer:
    """Fills a document from the events of the parser, without recursion."""

    def __init__(self, source: Source) -> None:
        self.document = Document(source)
        self.findings: list[Finding] = []
        self.lines = source.text.split("\n")
        self.stack: list[_Open] = []
        self.documents = 0

    def found(self, rule: str, message: str, help_: str, line: int, column: int) -> None:
        place = Place(self.document.source.path, line, column)
        self.findings.append(Finding(rule, Severity.ERROR, message, place, help_))

    def found_nested(self, line: int, column: int) -> None:
        message = f"lists and keys are nested more than {MAX_DEPTH} levels deep"
        self.found("nested-too-deeply", message, f"records need a few levels; or {QUOTE}", line, column)

    def take(self, event: yaml.Event) -> None:
        """Take one event; raises `_StoppedError` when what follows can't be understood."""
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.found("several-documents", "a second document begins ('---')", "keep one", *_where(event))
                raise _StoppedError
        elif isinstance(event, AliasEvent):
            message = f"'*{_cut(str(event.anchor))}' would be an alias; aliases are not used in records"
            self.found("alias", message, QUOTE, *_where(event))
            self.add(f"*{event.anchor}", event)
        elif isinstance(event, NodeEvent):
            self.take_node(event)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.stack.pop()

    def take_node(self, event: NodeEvent) -> None:
        self.check_decoration(event)
        if isinstance(event, ScalarEvent):
            self.add(self.scalar(event), event)
            return
        if len(self.stack) >= MAX_DEPTH:
            self.found_nested(*_where(event))
            raise _StoppedError
        opened: list[Data] | dict[str, Data] = {} if isinstance(event, MappingStartEvent) else []
        self.stack.append(_Open(self.add(opened, event), opened))

    def add(self, value: Data, event: NodeEvent) -> Path:
        """Put a value, or a key, where it belongs and return its path."""
        if not self.stack:
            self.document.data = value
            self.document.values[()] = _where(event)
            return ()
        parent = self.stack[-1]
        if isinstance(parent.data, list):
            path: Path = (*parent.path, len(parent.data))
            parent.data.append(value)
        elif parent.key is not None:
            path = (*parent.path, parent.key)
            parent.data[parent.key], parent.key = value, None
        else:
            return self.add_key(parent, parent.data, value, event)
        self.document.values[path] = _where(event)
        return path

    def add_key(self, parent: _Open, data: dict[str, Data], value: Data, event: NodeEvent) -> Path:
        if not isinstance(value, str):
            message = "a key is empty" if value is None else "a list or a map stands where a key is wanted"
            self.found("invalid-yaml", message, f"write the key before the colon, or {QUOTE}", *_where(event))
            raise _StoppedError
        path = (*parent.path, value)
        if value in data:
            message = f"'{_cut(value)}' stands twice (first in line {self.document.keys[path][0]})"
            self.found("duplicate-key", message, "keep one of them", *_where(event))
        else:
            self.document.keys[path] = _where(event)
        parent.key = value
        return path

    # --- what a node may look like ------------------------------------------------------------

    def check_decoration(self, event: NodeEvent) -> None:
        """Note anchors and tags."""
        if event.anchor:
            message = f"'&{_cut(event.anchor)}' would be an anchor; anchors are not used in records"
            self.found("anchor", message, QUOTE, *_where(event))
        tag = getattr(event, "tag", None)
        if tag:
            shown = _cut(tag.replace("tag:yaml.org,2002:", "!!"))
            self.found("tag", f"'{shown}' would be a tag; tags are not used in records", QUOTE, *_where(event))

    def scalar(self, event: ScalarEvent) -> str | None:
        """Return a text as it is meant; None for nothing."""
        value: str = event.value
        where = _where(event)
        if bad := UNPRINTABLE.search(value):
            self.found("unprintable-character", unprintable_message(bad[0]), "take the escape out of the text", *where)
        value = value.replace("\r\n", "\n").replace("\r", "\n")
        if event.style in ("|", ">"):
            return value.rstrip("\n")
        if event.style:
            return value
        if value == "<<":
            self.found("merge-key", "'<<' would merge maps; records don't use it", QUOTE, *where)
        self.check_cut(event)
        return None if value in _NULL else value

    def check_cut(self, event: ScalarEvent) -> None:
        """Note text in no quotes that ends before its author meant it to, or goes on when he meant it to end."""
        if event.start_mark is None or event.end_mark is None:
            return
        first, last, column = event.start_mark.line, event.end_mark.line, event.end_mark.column
        rest = self.lines[last][column:] if last < len(self.lines) else ""
        if re.match(r"\s+#[^\s#]", rest):
            message = f"the text is cut at '{rest.strip()[:20]}': YAML takes ' #' for a comment"
            help_ = f"{QUOTE}, or write '# ' with a space for a comment"
            self.found("cut-text", message, help_, *_where(event))
        for number in range(first + 1, min(last + 1, len(self.lines))):
            text = self.lines[number].lstrip()
            if text.startswith("- ") and (number < last or column):
                message = f"this line goes on with the text above it: '{text[:40]}'"
                help_ = f"line its '-' up with the one above it, or {QUOTE}"
                self.found("joined-text", message, help_, number + 1, len(self.lines[number]) - len(text) + 1)


def _where(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
