"""Data of a record file against its schema, with a finding for everything that doesn't fit."""

from __future__ import annotations

from typing import TypeVar

from cwgdraft.finding import Finding, Severity
from cwgdraft.records.schema import File
from cwgdraft.records.shape import read_shape, shown
from cwgdraft.records.yaml import Document

F = TypeVar("F", bound=File)


def validate(document: Document, model: type[F]) -> tuple[F | None, list[Finding]]:
    """Return the file as its model, or None with every reason why it doesn't fit."""
    data = document.data
    if not isinstance(data, dict):
        message = "the file is empty" if data is None else f"the file holds {shown(data)} where keys are wanted"
        help_ = f"begin with 'format: 1'; the keys of {model.called} are {', '.join(model.names())}"
        return None, [Finding("wrong-type", Severity.ERROR, message, document.place(()), help_)]
    version = data.get("format")
    if version is not None and version != "1":
        message = f"the record format {shown(version)} is not known; this version reads format 1"
        help_ = "write 'format: 1', or use the version of cwgdraft that wrote the file"
        return None, [Finding("unknown-format", Severity.ERROR, message, document.place(("format",)), help_)]
    facts, problems = read_shape(model, data)
    return facts, [
        Finding(one.rule, Severity.ERROR, one.message, document.place(one.path, key=one.of_key), one.help)
        for one in problems
    ]
