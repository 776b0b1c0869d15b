"""The phrase catalogue: the sentences that cwgdraft computes, as the chair worded them.

A phrase is a Jinja template over plain data, rendered in an immutable sandbox where an unknown name is an
error. What it prints of the data is kept apart from its own mark-up, so that a name with an asterisk, or a
title with brackets, arrives as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError

from cwgdraft.draft import Run, Runs
from cwgdraft.errors import CwgdraftError
from cwgdraft.language.filling import Filling
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.words import Writing

_OPEN, _CLOSE = "\U0010fff0", "\U0010fff1"
TOKEN = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""What stands in a filled phrase for a value of the records."""
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")

_UNKNOWN = re.compile(r"'([\w ]+)' is undefined|no attribute '(\w+)'")

Phrase = str | Mapping[str, str]


@dataclass(slots=True)
class Shelf:
    """What one rendering printed of the data: each value is a token in the text, its runs stand here."""

    runs: list[Runs] = field(default_factory=list)

    def put(self, runs: Runs) -> str:
        """Return the token that stands for `runs`."""
        self.runs.append(runs)
        return f"{_OPEN}{len(self.runs) - 1}{_CLOSE}"

    def protect(self, value: Any) -> Any:
        """Return a value as Jinja is to print it: text that isn't a token yet becomes one, on a single line."""
        if not isinstance(value, str) or not value:
            return "" if value is None else value
        value = _BREAK.sub(" ", value)
        if _OPEN not in value:
            return self.put((Run(value),))
        pieces = TOKEN.split(value)
        return "".join(
            f"{_OPEN}{piece}{_CLOSE}" if i % 2 else self.put((Run(piece),)) if piece else ""
            for i, piece in enumerate(pieces)
        )

    def take(self, text: str) -> Runs:
        """Return the runs of a text: its own words, and those that its tokens stand for."""
        if _OPEN not in text:
            return (Run(text),) if text else ()
        found: list[Run] = []
        for i, piece in enumerate(TOKEN.split(text)):
            if i % 2:
                found.extend(self.runs[int(piece)])
            elif piece:
                found.append(Run(piece))
        return tuple(found)

    def plain(self, text: str) -> str:
        """Return a text with its tokens as plain words."""
        return "".join(run.text for run in self.take(text))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The phrases of one language.

    `phrases` holds them by group and name: `sentences`, `titles`, `front`, `forms`, `openings`, `formulas`, `open`.
    `lowered` are the first words of a sentence that lose their capital behind an opening phrase.
    """

    language: str
    file: str
    writing: Writing
    phrases: Mapping[str, Mapping[str, Phrase]]
    lowered: frozenset[str] = frozenset()
    filling: Filling = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "filling", Filling(self.writing))

    def has(self, group: str, name: str) -> bool:
        """Return whether the phrase exists."""
        return name in self.phrases.get(group, {})

    def wording(self, group: str, name: str, count: int) -> str:
        """Return a phrase as the chair worded it, in the variant for `count` things.

        Raises `CwgdraftError`, naming the near miss, for a phrase that isn't in the catalogue.
        """
        phrases = self.phrases.get(group, {})
        phrase = phrases.get(name)
        if phrase is None:
            hint = did_you_mean(name, phrases)
            raise CwgdraftError(
                f"'{name}' is not a phrase under '{group}' in {self.file}{hint}",
                f"add it, or use one of: {', '.join(phrases) or 'none'}",
            )
        if isinstance(phrase, str):
            return phrase
        return phrase.get(self.writing.plural(count)) or phrase["other"]

    def render(
        self, group: str, name: str, data: Mapping[str, Any], shelf: Shelf | None = None, count: int | None = None
    ) -> str:
        """Return a phrase filled from `data`, its values as tokens of `shelf` (plain where there is no shelf).

        `count` picks the variant; else the number of `data["meetings"]`. Raises `CwgdraftError` with the phrase's
        name for a name that the data doesn't have, and for anything that the sandbox refuses.
        """
        number = count if count is not None else len(data.get("meetings", ()))
        wording = self.wording(group, name, number)
        try:
            return self.filling.fill(wording, data, shelf).strip("\n")
        except TemplateError as error:
            hint = ""
            if found := _UNKNOWN.search(str(error)):
                hint = did_you_mean(found[1] or found[2], data)
            line = f" (line {error.lineno} of the phrase)" if isinstance(error, TemplateSyntaxError) else ""
            raise self._unfilled(group, name, f"{error}{hint}{line}") from None
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            MemoryError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise self._unfilled(group, name, str(error) or type(error).__name__) from None

    def _unfilled(self, group: str, name: str, why: str) -> CwgdraftError:
        return CwgdraftError(
            f"the phrase '{group}: {name}' in {self.file} can't be filled: {why}",
            "correct the phrase; docs/chair.md lists what a phrase may use",
        )

    def ordinals(self, meetings: Sequence[int]) -> str:
        """Return `43rd and 44th`; four and more in a row as the catalogue's form `span` has it: `39th to 44th`."""
        if not self.has("forms", "span"):
            return self.writing.meetings(meetings)
        span = self.render("forms", "span", {"first": "{first}", "last": "{last}"})
        return self.writing.meetings(meetings, span)
