"""Filling a phrase: a small Jinja sandbox that can neither run code nor run on.

A catalogue is data from outside. What a phrase may use is listed here (filters, methods of text), and every loop,
call and printed value is counted, so that a slip such as a loop over a thousand million is an error, not a hang.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from jinja2 import StrictUndefined, Template, TemplateRuntimeError, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cwgdraft.language.words import Writing

MAX_STEPS = 100_000
"""How many rounds of loops, calls and printed values one phrase may take."""
MAX_LENGTH = 1_000_000
"""How long a text may become that a phrase makes, in characters."""

FILTERS = (
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int", "items", "join",
    "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
    "select", "selectattr", "sort", "string", "sum", "title", "trim", "unique", "upper",
)  # fmt: skip
METHODS = (
    "capitalize", "count", "endswith", "find", "isdigit", "lower", "lstrip", "removeprefix", "removesuffix", "rstrip",
    "split", "startswith", "strip", "title", "upper",
)  # fmt: skip
_NAMED = re.compile(r"\{\{ *([a-z_]+(?:\.[a-z_]+)*) *\}\}")
_MOST_NAMED = 50
_STEPS, _SHELF = "_steps", "_shelf"


class Protects(Protocol):
    """What takes a value of the data in and returns the text that stands for it."""

    def protect(self, value: Any) -> Any:
        """Return a value as Jinja is to print it."""


class _Steps:
    """How many steps a rendering has left."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def take(self, count: int = 1) -> None:
        self.left -= count
        if self.left < 0:
            raise SecurityError(f"it takes more than {MAX_STEPS} steps")


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(("*", "**", "%"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, str) and attr not in METHODS:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`, which doesn't know it."""

    def call(self, context: Context, obj: Any, /, *arguments: Any, **named: Any) -> Any:
        _steps(context).take()
        return super().call(context, obj, *arguments, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            raise SecurityError(f"'{operator}' is for numbers alone" if operator != "**" else "'**' is not available")
        return super().call_binop(context, operator, left, right)


class Filling:
    """The sandbox of one language, with the phrases that it has read so far."""

    def __init__(self, writing: Writing) -> None:
        self._environment = _environment(writing)
        self._read: dict[str, Template] = {}

    def fill(self, wording: str, data: Mapping[str, Any], shelf: Protects | None) -> str:
        """Return a phrase filled from `data`; its values go through `shelf` where there is one.

        Raises `jinja2.TemplateError` for what can't be read, isn't known or isn't allowed, and Python's own errors for
        operations that can't be.
        """
        if "{" not in wording:
            return wording
        if (text := _simply_filled(wording, data, shelf)) is not None:
            return text
        template = self._read.get(wording)
        if template is None:
            template = self._read[wording] = self._template(wording)
        pieces, length = [], 0
        for piece in template.generate({**data, _STEPS: _Steps(), _SHELF: shelf}):
            length += len(piece)
            if length > MAX_LENGTH:
                raise TemplateRuntimeError(f"it becomes longer than {MAX_LENGTH} characters")
            pieces.append(piece)
        return "".join(pieces)

    def _template(self, wording: str) -> Template:
        """Return a phrase as a template whose loops count their rounds."""
        tree = self._environment.parse(wording)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        return self._environment.from_string(tree)


def _simply_filled(wording: str, data: Mapping[str, Any], shelf: Protects | None) -> str | None:
    """Return a phrase that only names texts and numbers of the data, None for one that Jinja has to read.

    Half of the phrases are such, and compiling them took a tenth of a cold build.
    """
    pieces = _NAMED.split(wording)
    if len(pieces) > _MOST_NAMED or any("{" in piece or "}" in piece for piece in pieces[::2]):
        return None
    for i, name in enumerate(pieces[1::2]):
        value: Any = data
        for step in name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if not isinstance(value, str | int) or len(str(value)) > MAX_LENGTH // _MOST_NAMED:
            return None
        pieces[2 * i + 1] = str(shelf.protect(value) if shelf else value)
    return "".join(pieces).removesuffix("\n")


def _steps(context: Context) -> _Steps:
    steps = context.get(_STEPS)
    return steps if isinstance(steps, _Steps) else _Steps()


@pass_context
def _printed(context: Context, value: Any) -> Any:
    """Return a value as it is printed: through the shelf of this rendering, nothing for what isn't there."""
    _steps(context).take()
    if isinstance(value, str) and len(value) > MAX_LENGTH:
        raise TemplateRuntimeError(f"it becomes longer than {MAX_LENGTH} characters")
    if value is not None and not isinstance(value, str | int | float | StrictUndefined):
        raise TemplateRuntimeError("it prints a list or a map: use 'listed', or print its parts")
    shelf: Protects | None = context.get(_SHELF)
    return shelf.protect(value) if shelf else "" if value is None else value


@pass_context
def _counted(context: Context, values: Iterable[Any]) -> Sequence[Any]:
    """Return what a loop goes through, its rounds taken from the steps that are left."""
    steps, taken = _steps(context), []
    if isinstance(values, range | list | tuple | str | dict):
        steps.take(len(values))
        return list(values)
    for value in values:
        steps.take()
        taken.append(value)
    return taken


def _environment(writing: Writing) -> _Sandbox:
    environment = _Sandbox(
        undefined=StrictUndefined, autoescape=False, finalize=_printed, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals = {"range": environment.globals["range"]}

    @pass_context
    def listed(context: Context, texts: Iterable[Any]) -> str:
        return writing.listed([str(_printed(context, text)) for text in texts])

    @pass_context
    def listed_long(context: Context, texts: Iterable[Any]) -> str:
        return writing.listed_long([str(_printed(context, text)) for text in texts])

    def number(value: int, figures: bool = False) -> str:
        return writing.number(value, figures=figures)

    def plural(value: int, one: str, other: str) -> str:
        return one if writing.plural(value) == "one" else other

    environment.filters = {name: environment.filters[name] for name in FILTERS} | {
        "capitalize": lambda text: text[:1].upper() + text[1:],
        "counted": _counted,
        "listed": listed,
        "listed_long": listed_long,
        "number": number,
        "plural": plural,
        "ordinal": writing.ordinal,
    }
    return environment
