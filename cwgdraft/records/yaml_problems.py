"""What the YAML parser complains about, in the words of those who write records."""

from __future__ import annotations

import yaml

from cwgdraft.records.source import Source

QUOTE = "put the text in quotes"

_PROBLEMS: tuple[tuple[str, str, str], ...] = (
    ("mapping values are not allowed", "a second ': ' in a line", f'{QUOTE}: key: "Item 4: x"'),
    ("cannot start any token", "a text can't begin like this", QUOTE),
    ("scanning an anchor", "a text can't begin like this", QUOTE),
    ("scanning an alias", "a text can't begin like this", QUOTE),
    ("scanning a directive", "a text can't begin like this", QUOTE),
    ("tag", "a text can't begin like this", QUOTE),
    ("scanning a block scalar", "a text can't begin like this", QUOTE),
    ("incompatible YAML", "the file asks for another YAML than 1.2", "take the line that begins with % out"),
    ("unexpected end of stream", "a quote is opened and not closed", "close it at the end of the text"),
    ("unexpected document indicator", "a quote is opened and not closed", "close it at the end of the text"),
    ("parsing a quoted scalar", "a backslash in double quotes begins no sign that YAML knows", "double it"),
    ("parsing a flow sequence", "a list in [ ] isn't closed, or a comma is missing in it", f"close it, or {QUOTE}"),
    ("parsing a flow mapping", "keys in { } aren't closed, or a comma is missing", f"close them, or {QUOTE}"),
    ("expected node content", "a text can't begin like this", f"take the extra comma or bracket out, or {QUOTE}"),
    ("sequence entries are not allowed", "a list can't begin behind its key", "begin it on the next line, or in [ ]"),
    ("keys are not allowed", "a text can't begin like this", QUOTE),
    ("expected '-' indicator", "a list ends here although nothing closes it", "begin the line with '- ', or indent it"),
    ("expected ':'", "a line that has no 'key: …' stands where one is wanted", "add the key, or indent the line"),
    ("expected key", "this doesn't fit what stands above it", f"line it up with the keys above, or {QUOTE}"),
    ("<document start>", "something stands behind the end of the records ('...')", "take it out"),
)  # fmt: skip


def explained(source: Source, error: yaml.MarkedYAMLError) -> tuple[str, str, int, int]:
    """Return message and help for what stopped the parser, and the line and column where to look."""
    lines = source.text.split("\n")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem = f"{error.context or ''}: {error.problem or ''}"
    opened = error.context_mark
    if opened and ("quoted scalar: found unexpected" in problem or line >= len(lines) or not lines[line].strip()):
        line, column = opened.line, opened.column
    text = lines[line] if line < len(lines) else ""
    excerpt = text.strip()[:60]
    shown = f": '{excerpt}'" if excerpt else ""
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent or "tab character" in problem or text[column : column + 1] == "\t":
        return f"a tab stands where YAML wants spaces{shown}", "replace the tab by spaces", line + 1, column + 1
    message, help_ = _in_plain_words(problem, text, column)
    return message + shown, help_, line + 1, column + 1


def _in_plain_words(problem: str, text: str, column: int) -> tuple[str, str]:
    """Return message and help for a complaint about `column` (from 0) of the line `text`."""
    before = text[:column].rstrip()
    if "expected key" in problem and before.endswith(("'", '"')):
        return (
            "a text goes on behind its closing quote",
            "put all of it in double quotes, or write '' for an apostrophe",
        )
    if "mapping values are not allowed" in problem and ": " not in before:
        return (
            "a key stands where the text above it goes on",
            "line it up with the keys above; or a colon is missing there",
        )
    for fragment, message, help_ in _PROBLEMS:
        if fragment in problem:
            return message, help_
    return "this can't be read as YAML", f"check indentation and colons, or {QUOTE}"
