"""Shapes: how maps of record files become frozen objects, and what is said when they don't fit.

A shape is a dataclass whose annotations say what its keys hold: a `Kind` of value, another shape, a list or a map of
these, or one of some words. It is read in one pass that goes on after an error, so that everything wrong is said at
once, and the same annotations give the JSON Schema.

Written here rather than taken from pydantic: with it, importing and building the schema was a third of a cold build.
"""

from __future__ import annotations

import dataclasses
import functools
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    cast,
    dataclass_transform,
    get_args,
    get_origin,
    get_type_hints,
)

from cwgdraft.language.near import did_you_mean

Path = tuple[str | int, ...]
S = TypeVar("S", bound="Shape")


class WrongValueError(ValueError):
    """A value doesn't fit: the message says why, `help` what to write, `key` which key of a map is meant."""

    def __init__(self, message: str, help: str, key: str = "") -> None:  # noqa: A002 - the word users see
        super().__init__(message)
        self.help = help
        self.key = key


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """A kind of value: `read` returns what a value means (or raises `WrongValueError`), `schema` is its JSON Schema."""

    read: Callable[[object], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that doesn't fit at `path`, named by `rule`; `of_key` says that the key is meant and not its value."""

    rule: str
    path: Path
    message: str
    help: str
    of_key: bool = False


@dataclass(frozen=True, slots=True)
class Holds:
    """What a key holds: one of `kind`, `words`, `shape`, `items`, or `values` with their `names`."""

    kind: Kind | None = None
    words: tuple[str, ...] = ()
    shape: type[Shape] | None = None
    items: Holds | None = None
    values: Holds | None = None
    names: Holds | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a shape: its name in files and in Python, what it holds, whether it must be there, its field."""

    name: str
    attribute: str
    holds: Holds
    required: bool
    field: _Field

    @property
    def description(self) -> str:
        """Return what the key means."""
        return self.field.description

    @property
    def at_least(self) -> int:
        """Return the fewest entries that its list may have."""
        return self.field.at_least


@dataclass(frozen=True, slots=True)
class _Field:
    default: Any
    default_factory: Callable[[], Any] | None
    alias: str
    description: str
    at_least: int


def Field(  # noqa: N802 - the word that dataclass_transform knows for it
    *,
    default: Any = MISSING,
    default_factory: Callable[[], Any] | None = None,
    alias: str = "",
    description: str,
    at_least: int = 0,
) -> Any:
    """Return a field of a shape; `alias` is its name in files, `at_least` the fewest entries of its list."""
    if isinstance(default, list | dict):
        default_factory = type(default)
    return _Field(default, default_factory, alias, description, at_least)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
class Shape:
    """A map of a record file. Unknown keys are errors; nothing changes after reading.

    `called` is what messages call it; `short` is the key that a text alone stands for. It behaves as a frozen
    dataclass; making two dozen of these took a tenth of a cold build.
    """

    called: ClassVar[str] = "the file"
    short: ClassVar[str] = ""

    def __init__(self, **values: Any) -> None:
        for key in keys_of(type(self)).values():
            if key.attribute in values:
                value = values.pop(key.attribute)
            elif key.required:
                raise TypeError(f"{type(self).__name__}() needs '{key.attribute}'")
            else:
                value = key.field.default_factory() if key.field.default_factory else key.field.default
            self.__dict__[key.attribute] = value
        if values:
            raise TypeError(f"{type(self).__name__}() has no '{next(iter(values))}'")

    def __setattr__(self, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to '{name}'")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({inside})"

    @classmethod
    def written_out(cls, value: object) -> object:
        """Return the map that a value stands for."""
        if value is None:
            return {}
        return {cls.short: value} if cls.short and isinstance(value, str) else value

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the keys as files write them."""
        return tuple(keys_of(cls))

    def check(self) -> None:
        """Raise `WrongValueError` for what no key shows alone."""


def keys_of(shape: type[Shape]) -> dict[str, Key]:
    """Return the keys of a shape by their names in files."""
    return _keys(cast("Hashable", shape))


@functools.cache
def _keys(shape: Any) -> dict[str, Key]:
    hints = get_type_hints(shape, include_extras=True)
    found = {}
    for attribute, hint in hints.items():
        field = getattr(shape, attribute)
        if isinstance(field, _Field):
            name = field.alias or attribute
            required = field.default is MISSING and field.default_factory is None
            found[name] = Key(name, attribute, holds_of(hint), required, field)
    return found


def holds_of(annotation: Any) -> Holds:
    """Return what an annotation says that a key holds."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return holds_of(next(one for one in arguments if one is not type(None)))
    if origin is Annotated:
        return Holds(kind=next(one for one in arguments[1:] if isinstance(one, Kind)))
    if origin is Literal:
        return Holds(words=arguments)
    if origin is list:
        return Holds(items=holds_of(arguments[0]))
    if origin is dict:
        return Holds(values=holds_of(arguments[1]), names=holds_of(arguments[0]))
    return Holds(shape=annotation)


def read_shape(shape: type[S], value: object, path: Path = ()) -> tuple[S | None, list[Problem]]:
    """Return the object that a value of a file describes, or None with everything that doesn't fit."""
    problems: list[Problem] = []
    made = _shape(shape, value, path, "", problems)
    return (None if problems else made), problems


def _shape(shape: type[S], value: object, path: Path, name: str, problems: list[Problem]) -> S | None:
    value = shape.written_out(value)
    if not isinstance(value, dict):
        help_ = f"the keys of {shape.called} are {', '.join(shape.names())}"
        problems.append(Problem("wrong-value", path, f"{shown(value)} stands where keys are wanted ('{name}')", help_))
        return None
    keys = keys_of(shape)
    before = len(problems)
    taken: dict[str, Any] = {}
    for one, inner in value.items():
        key = keys.get(one)
        if key is None:
            hint, known = did_you_mean(one, keys), ", ".join(keys)
            message = f"{shown(one)} is not a key of {shape.called}{hint}"
            problems.append(Problem("unknown-key", (*path, one), message, f"use one of: {known}", of_key=True))
        elif inner is not None:
            taken[key.attribute] = _value(key.holds, inner, (*path, one), one, shape.called, problems)
            few = isinstance(inner, list) and len(inner) < key.at_least
            if few:
                message = f"'{one}' has fewer than {key.at_least} entries"
                problems.append(Problem("wrong-value", (*path, one), message, f"write {key.at_least} or more"))
    for one, key in keys.items():
        if key.required and value.get(one) is None:
            where = (*path, one) if one in value else path
            message = f"'{one}' is missing in {shape.called}"
            problems.append(Problem("missing-key", where, message, f"add '{one}: …'", of_key=one in value))
    if len(problems) > before:
        return None
    made = shape(**taken)
    try:
        made.check()
    except WrongValueError as error:
        where = (*path, error.key) if error.key else path
        problems.append(Problem("wrong-value", where, str(error), error.help))
    return made


def _value(holds: Holds, value: object, path: Path, name: str, called: str, problems: list[Problem]) -> Any:
    """Return what a value means at a place that holds something; what doesn't fit is a problem."""
    if holds.kind is not None:
        try:
            return holds.kind.read(value)
        except WrongValueError as error:
            problems.append(Problem("wrong-value", path, str(error), error.help))
            return None
    if holds.words:
        if value not in holds.words:
            hint = did_you_mean(value, holds.words) if isinstance(value, str) else ""
            message = f"{shown(value)} can't be the '{name}' of {called}{hint}"
            problems.append(Problem("wrong-value", path, message, f"use one of: {', '.join(holds.words)}"))
        return value
    if holds.shape is not None:
        return _shape(holds.shape, value, path, name, problems)
    if holds.items is not None:
        if not isinstance(value, list):
            message = f"{shown(value)} stands where a list is wanted ('{name}')"
            problems.append(Problem("wrong-value", path, message, "write [a, b], or '- a' lines below it"))
            return []
        return [
            _value(holds.items, one, (*path, i), f"{name}, {i + 1}.", called, problems) for i, one in enumerate(value)
        ]
    if not isinstance(value, dict):
        message = f"{shown(value)} stands where keys are wanted ('{name}')"
        problems.append(Problem("wrong-value", path, message, "write 'key: …' lines below it"))
        return {}
    assert holds.names is not None and holds.values is not None  # noqa: S101 - a map holds both
    return {
        _name(holds.names, one, (*path, one), f"'{name}'", problems): _value(
            holds.values, inner, (*path, one), one, f"'{name}'", problems
        )
        for one, inner in value.items()
    }


def _name(holds: Holds, name: str, path: Path, called: str, problems: list[Problem]) -> str:
    """Return a key of a map, after it was looked at."""
    if holds.kind is not None:
        try:
            holds.kind.read(name)
        except WrongValueError as error:
            problems.append(Problem("wrong-value", path, str(error), error.help, of_key=True))
    elif name not in holds.words:
        message = f"{shown(name)} is not a key of {called}{did_you_mean(name, holds.words)}"
        problems.append(Problem("wrong-value", path, message, f"use one of: {', '.join(holds.words)}", of_key=True))
    return name


def shown(value: object) -> str:
    """Return a value as messages name it, cut to what fits a line."""
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a group of keys"
    if value is None:
        return "nothing"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"
