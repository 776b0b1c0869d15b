"""The JSON Schema of each kind of record file, from which editors complete keys and check values."""

from __future__ import annotations

from typing import Any

from cwgdraft.records.schema import FILES, Section
from cwgdraft.records.shape import Holds, Shape, keys_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by name: group, people, resolutions, sessions, meeting, plan, house."""
    return {name: _schema(name, shape) for name, shape in FILES.items()}


def _schema(name: str, shape: type[Shape]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    top = _map(shape, definitions)
    first = top.pop("description").rstrip(".")
    top["properties"]["format"]["enum"] = [1, "1"]
    return {
        "$schema": DRAFT,
        "title": f"cwgdraft: {name}",
        "description": f"{first} (records of cwgdraft, format 1)",
        **top,
        "$defs": definitions,
    }


def _map(shape: type[Shape], definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a map of keys."""
    properties = {}
    for key in keys_of(shape).values():
        one = _holds(key.holds, definitions)
        one["description"] = key.description
        if key.at_least:
            one["minItems"] = key.at_least
        properties[key.name] = one
    required = [key.name for key in keys_of(shape).values() if key.required]
    return {
        "type": "object",
        "description": (shape.__doc__ or "").split("\n")[0],
        "properties": properties,
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _holds(holds: Holds, definitions: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of what a key holds; a shape stands once, among the definitions."""
    if holds.kind is not None:
        return dict(holds.kind.schema)
    if holds.words:
        return {"enum": list(holds.words)}
    if holds.items is not None:
        return {"type": "array", "items": _holds(holds.items, definitions)}
    if holds.shape is not None:
        name = holds.shape.__name__
        if name not in definitions:
            definitions[name] = {}
            definitions[name] = _with_short_form(holds.shape, _map(holds.shape, definitions))
        return {"$ref": f"#/$defs/{name}"}
    assert holds.values is not None and holds.names is not None  # noqa: S101 - a map holds both
    values, names = _holds(holds.values, definitions), holds.names
    schema: dict[str, Any] = {"type": "object", "additionalProperties": values}
    if names.words:
        schema["propertyNames"] = {"enum": list(names.words)}
    if names.kind is not None and "pattern" in names.kind.schema:
        schema["propertyNames"] = {"pattern": names.kind.schema["pattern"]}
    return schema


def _with_short_form(shape: type[Shape], schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a map that may be written as one text, such as a document given by its title."""
    if shape is Section:
        return {"description": schema["description"], "anyOf": [{"const": "agenda"}, schema]}
    if not shape.short:
        return schema
    text = {
        "type": ["string", "number"],
        "minLength": 1,
        "description": schema["properties"][shape.short]["description"],
    }
    return {"description": schema["description"], "anyOf": [text, schema]}
