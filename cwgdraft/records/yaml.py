"""YAML as record files use it: text, lists and maps, each with its place.

No scalar is interpreted here: `NO` is the text NO and `1.10` the text 1.10; the schema says what a value is.
Aliases, anchors, tags and several documents in a file are refused, as is text that YAML would cut.
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
    SequenceStartEvent,
)

from cwgdraft.finding import Finding, Place, Severity
from cwgdraft.records.source import UNPRINTABLE, Source

Data = str | None | list["Data"] | dict[str, "Data"]
Path = tuple[str | int, ...]

MAX_DEPTH = 40
_NULL = {"", "~", "null", "Null", "NULL"}
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE = "put the text in quotes"


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


class _Refused(Exception):
    def __init__(self, rule: str, message: str, help_: str, mark: yaml.Mark) -> None:
        super().__init__(message)
        self.rule, self.message, self.help, self.mark = rule, message, help_, mark


def read_yaml(source: Source) -> tuple[Document, list[Finding]]:
    """Return what the file says and the findings on its form; with findings, the data may be incomplete."""
    document = Document(source)
    findings: list[Finding] = []

    def found(rule: str, message: str, help_: str, line: int, column: int) -> None:
        findings.append(Finding(rule, Severity.ERROR, message, Place(source.path, line, column), help_))

    try:
        _compose(source, document, found)
    except _Refused as refused:
        found(refused.rule, refused.message, refused.help, refused.mark.line + 1, refused.mark.column + 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        found("invalid-yaml", *_explained(source, error, line), line, column)
    except yaml.YAMLError as error:
        found("invalid-yaml", f"the file can't be read as YAML: {error}", _QUOTE, 1, 1)
    except RecursionError:
        found("nested-too-deeply", "lists and maps are nested too deeply", "records need a few levels", 1, 1)
    return document, findings


def _explained(source: Source, error: yaml.MarkedYAMLError, line: int) -> tuple[str, str]:
    lines = source.text.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    if not text.strip() and error.context_mark and error.context_mark.line + 1 < line:
        text = lines[error.context_mark.line]
    excerpt = text.strip()[:60]
    problem = error.problem or "it is not closed"
    if "\t" in text[: len(text) - len(text.lstrip())] or "'\\t'" in problem:
        return f"a tab stands where YAML wants spaces: '{excerpt}'", "replace the tab by spaces"
    if "mapping values are not allowed" in problem:
        return f"a second ': ' in a line: '{excerpt}'", f"{_QUOTE}: key: \"Item 4: x\""
    if "cannot start any token" in problem or "while scanning an anchor" in str(error.context or ""):
        return f"a text can't begin like this: '{excerpt}'", _QUOTE
    return f"this can't be read as YAML ({problem}): '{excerpt}'", f"check indentation and colons, or {_QUOTE}"


def _compose(source: Source, document: Document, found: object) -> None:
    """Fill `document` from the events of the parser, without recursion."""
    report = found
    assert callable(report)  # noqa: S101 - tells the type checker; never input
    lines = source.text.split("\n")
    stack: list[tuple[Path, Data, list[str]]] = []
    documents = 0

    def add(value: Data, event: NodeEvent) -> Path:
        """Put a value where it belongs and return its path."""
        where = (event.start_mark.line + 1, event.start_mark.column + 1)
        if not stack:
            document.data = value
            document.values[()] = where
            return ()
        path, parent, pending = stack[-1]
        if isinstance(parent, list):
            here: Path = (*path, len(parent))
            parent.append(value)
        elif isinstance(parent, dict) and pending:
            here = (*path, pending[0])
            parent[pending.pop()] = value
        elif isinstance(parent, dict) and isinstance(value, str | None):
            name = value or ""
            here = (*path, name)
            if name in parent:
                first = document.keys[here][0]
                report("duplicate-key", f"'{name}' stands twice (first in line {first})", "keep one of them", *where)
            document.keys[here] = where
            pending.append(name)
            return here
        else:
            raise _Refused("invalid-yaml", "a key must be plain text", _QUOTE, event.start_mark)
        document.values[here] = where
        return here

    for event in yaml.parse(source.text, Loader=_LOADER):
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _Refused("several-documents", "a second document begins ('---')", "keep one", event.start_mark)
        elif isinstance(event, AliasEvent):
            message = f"'*{event.anchor}' would be an alias; aliases are not used in records"
            raise _Refused("alias", message, _QUOTE, event.start_mark)
        elif isinstance(event, NodeEvent):
            _refuse_decoration(event)
            if isinstance(event, ScalarEvent):
                add(_scalar(event, lines, report), event)
                continue
            if len(stack) >= MAX_DEPTH:
                raise _Refused("nested-too-deeply", "lists and maps are nested too deeply", _QUOTE, event.start_mark)
            opened: Data = {} if isinstance(event, MappingStartEvent) else []
            stack.append((add(opened, event), opened, []))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            stack.pop()


def _refuse_decoration(event: NodeEvent) -> None:
    if event.anchor:
        message = f"'&{event.anchor}' would be an anchor; anchors are not used in records"
        raise _Refused("anchor", message, _QUOTE, event.start_mark)
    tag = getattr(event, "tag", None)
    if tag and not (isinstance(event, ScalarEvent) and tag == "!"):
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        raise _Refused("tag", f"'{shown}' would be a tag; tags are not used in records", _QUOTE, event.start_mark)
    if isinstance(event, SequenceStartEvent | MappingStartEvent | ScalarEvent):
        return


def _scalar(event: ScalarEvent, lines: list[str], report: object) -> str | None:
    assert callable(report)  # noqa: S101 - tells the type checker; never input
    value: str = event.value
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    bad = UNPRINTABLE.search(value)
    if bad:
        message = f"the character U+{ord(bad.group()):04X} can't stand in a document"
        report("unprintable-character", message, "take the escape out of the text", line, column)
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    if event.style is None:
        if value == "<<":
            raise _Refused("merge-key", "'<<' would merge maps; records don't use it", _QUOTE, event.start_mark)
        rest = lines[event.end_mark.line][event.end_mark.column :] if event.end_mark.line < len(lines) else ""
        cut = re.match(r"\s+#[^\s#]", rest)
        if cut:
            message = f"the text is cut at '{rest.strip()[:20]}': YAML takes ' #' for a comment"
            report("cut-text", message, f"{_QUOTE}, or write '# ' with a space for a comment", line, column)
        if value in _NULL:
            return None
    return value
