"""The sandbox in which a template's tags run: facts can be printed, and nothing else.

Jinja's immutable sandbox with a list of what is allowed, because the list of what isn't never ends. Rounds of loops and
calls are counted, so that a loop over a thousand million is an error, and it is known which field is printed now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cwgdraft.contract import FILTERS
from cwgdraft.language.filling import MAX_STEPS, METHODS


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox of one rendering.

    `field` is the path of the field that is printed now (`front.title`), `line` the line of its tag. `outputs` are line
    and field of every tag that prints, in the sources that were read since it was last emptied.
    """

    intercepted_binops = frozenset(("*", "**", "%"))

    def __init__(self, printed: Callable[[Any], Any], filters: Iterable[str] = tuple(FILTERS)) -> None:
        """Make a sandbox in which every printed value goes through `printed`, with these of Jinja's filters."""
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=printed)
        self.steps = 0
        self.field = ""
        self.line = 0
        self.outputs: list[tuple[int, str]] = []
        self.filters = {name: self.filters[name] for name in filters}
        self.filters["counted"] = self.counted
        self.filters["named"] = self.named
        self.globals = {"range": self.globals["range"]}

    def take(self, count: int) -> None:
        """Count rounds of loops and calls, of which a rendering may take so many."""
        self.steps += count
        if self.steps > MAX_STEPS:
            raise SecurityError(f"it takes more than {MAX_STEPS} steps")

    def counted(self, values: Any) -> list[Any]:
        """Return what a loop goes through, its rounds counted."""
        found = []
        for value in values:
            self.take(1)
            found.append(value)
        return found

    def named(self, value: Any, path: str, line: int) -> Any:
        """Return a value that is about to be printed, its field and line taken down."""
        self.field, self.line = path, line
        return value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "counted", [], [], None, None, lineno=loop.lineno)
        for output in tree.find_all(nodes.Output):
            output.nodes = [self._named(one) for one in output.nodes]
        return tree

    def _named(self, node: nodes.Expr) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            return node
        line, path = node.lineno, path_of(node)
        self.outputs.append((line, path))
        arguments: list[nodes.Expr] = [nodes.Const(path, lineno=line), nodes.Const(line, lineno=line)]
        return nodes.Filter(node, "named", arguments, [], None, None, lineno=line)

    def call(self, context: Any, obj: Any, /, *arguments: Any, **named: Any) -> Any:
        """Call what a template calls, one step taken for it."""
        self.take(1)
        return super().call(context, obj, *arguments, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may look at an attribute: of texts, harmless methods alone."""
        if isinstance(obj, str) and attr not in METHODS:
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def wrap_str_format(self, value: Any) -> None:
        """Leave `str.format` to `is_safe_attribute`, which doesn't know it."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Compute with numbers alone: a text times a thousand million would fill the memory."""
        if operator == "**" or not all(isinstance(side, int | float) for side in (left, right)):
            raise SecurityError(f"'{operator}' is not for texts and lists")
        return super().call_binop(context, operator, left, right)


def path_of(node: nodes.Node | None) -> str:
    """Return the path of the field that an expression begins with, as it is written; empty where it names none."""
    if isinstance(node, nodes.Filter):
        return path_of(node.node)
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        base = path_of(node.node)
        return f"{base}.{node.attr}" if base else ""
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base = path_of(node.node)
        key = node.arg.value
        return (f"{base}.{key}" if isinstance(key, str) else f"{base}[{key}]") if base else ""
    return ""


def plain(value: object) -> object:
    """Return a value that may be printed; raises `TemplateRuntimeError` for a list or a map, and what is no data."""
    if isinstance(value, list | tuple | dict):
        what = "a group of fields" if isinstance(value, dict) else "a list"
        raise TemplateRuntimeError(f"it prints {what} with brackets and quotes: print its entries one by one")
    if not isinstance(value, str | int | float | None):  # a method, or what a filter is still about to give
        raise TemplateRuntimeError("it prints what is no text: print a field, or add |join(', ')")
    return value


def line_of(error: BaseException) -> int:
    """Return the line of a template's source at which an error came up, counted from 1; 0 where it isn't known.

    Jinja puts frames of its own into the traceback, whose lines are those of the template.
    """
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    found, frame = 0, error.__traceback__
    while frame is not None:
        if "__jinja_exception__" in frame.tb_frame.f_globals:
            found = frame.tb_lineno
        frame = frame.tb_next
    return found
