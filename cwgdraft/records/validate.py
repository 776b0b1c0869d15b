"""Data of a record file against its schema, with a finding for everything that doesn't fit."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from cwgdraft.finding import Finding, Severity
from cwgdraft.language.near import near_miss
from cwgdraft.records.schema import KIND_NAMES, File
from cwgdraft.records.yaml import Data, Document, Path

F = TypeVar("F", bound=File)


def validate(document: Document, model: type[F]) -> tuple[F | None, list[Finding]]:
    """Return the file as its model, or None with every reason why it doesn't fit."""
    data = _without_nulls(document.data)
    if not isinstance(data, dict):
        message = "the file is empty" if data is None else "the file must be a map of keys and values"
        help_ = f"begin with 'format: 1' and the keys of {KIND_NAMES[model]}"
        return None, [Finding("wrong-type", Severity.ERROR, message, document.place(()), help_)]
    if "format" in data and data["format"] != "1":
        message = f"the record format '{data['format']}' is not known; this version reads format 1"
        help_ = "use the version of cwgdraft that wrote the file"
        return None, [Finding("unknown-format", Severity.ERROR, message, document.place(("format",)), help_)]
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_finding(document, model, one) for one in error.errors(include_url=False)]


def _without_nulls(data: Data) -> Data:
    """Return the data without the keys that have no value: they say nothing."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_nulls(value) for value in data if value is not None]
    return data


def _finding(document: Document, model: type[File], error: ErrorDetails) -> Finding:
    path: Path = tuple(part for part in error["loc"] if part != "[key]")
    kind, context = error["type"], error.get("ctx", {})
    name = path[-1] if path else ""
    owner = _model_at(model, path[:-1])
    called = KIND_NAMES.get(owner, f"'{_last_word(path[:-1])}'")  # type: ignore[arg-type]
    if kind == "extra_forbidden":
        known = [field.alias or key for key, field in owner.model_fields.items()] if owner else []
        near = near_miss(str(name), known)
        message = f"'{name}' is not a key of {called}" + (f"; did you mean '{near}'?" if near else "")
        help_ = f"use one of: {', '.join(known)}"
        return Finding("unknown-key", Severity.ERROR, message, document.place(path, key=True), help_)
    if kind == "missing":
        message = f"'{name}' is missing in {called}"
        return Finding("missing-key", Severity.ERROR, message, document.place(path[:-1]), f"add '{name}: …'")
    value = error.get("input")
    shown = f"'{value}'" if isinstance(value, str) else "a list" if isinstance(value, list) else "a map"
    help_text: str | None = None
    if kind == "value_error":
        reason = str(context.get("error", error["msg"]))
        message, _, remedy = reason.partition("; ")
        help_text = remedy or None
    elif kind == "literal_error":
        choices = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        near = near_miss(str(value), choices)
        message = f"{shown} can't be the {name} of {called}" + (f"; did you mean '{near}'?" if near else "")
        help_text = f"use one of: {', '.join(choices)}"
    elif kind.startswith("int_"):
        message, help_text = f"{shown} is no whole number", f"write '{name}' in figures"
    elif kind.startswith("bool_"):
        message, help_text = f"{shown} is neither true nor false", "write true or false"
    elif kind in {"dict_type", "model_type", "model_attributes_type"}:
        message, help_text = f"{shown} stands where a map of keys is wanted ('{name}')", "write 'key: value' below it"
    elif kind == "list_type":
        message, help_text = f"{shown} stands where a list is wanted ('{name}')", "write [a, b], or '- a' below it"
    elif kind == "string_pattern_mismatch":
        message, help_text = f"{shown} is no key", "use lower-case letters, figures and hyphens"
    else:
        message = f"{shown} doesn't fit: {error['msg'][:1].lower()}{error['msg'][1:]}"
    return Finding("wrong-value", Severity.ERROR, message, document.place(path), help_text)


def _last_word(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Return the model of the map at `path`, or None where there is none."""
    current: Any = model
    for part in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = next((f for k, f in current.model_fields.items() if str(part) in (k, f.alias)), None)
            if field is None:
                return None
            current = field.annotation
        else:
            arguments = get_args(current)
            if not arguments:
                return None
            current = arguments[-1]
        current = _inner(current)
    return current if isinstance(current, type) and issubclass(current, BaseModel) else None


def _inner(annotation: Any) -> Any:
    """Return what an optional annotation holds."""
    choices = [one for one in get_args(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]
    if getattr(annotation, "__origin__", None) in (list, dict):
        return annotation
    return choices[0] if choices else annotation
