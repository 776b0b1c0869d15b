"""Watching a catalogue at work: which phrases a report fills, from what data, and whether another wording would do."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cwgdraft.contract import FILTERS, PHRASE_FILTERS
from cwgdraft.errors import CwgdraftError
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.phrases import Catalogue, Shelf

WHOLE = ""
"""The variant of a phrase that has none."""

Key = tuple[str, str, str]
"""A wording of the catalogue: group, name, and variant."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One filling of a phrase: its data, the shelf for its values, what came out in plain words."""

    data: Mapping[str, Any]
    shelf: Shelf | None
    text: str


class WatchedCatalogue(Catalogue):
    """A catalogue that notes under `fills` how each of its wordings was filled."""

    fills: dict[Key, list[Fill]]

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__(catalogue.language, catalogue.file, catalogue.writing, catalogue.phrases, catalogue.lowered)
        object.__setattr__(self, "fills", {})

    def render(
        self, group: str, name: str, data: Mapping[str, Any], shelf: Shelf | None = None, count: int | None = None
    ) -> str:
        """Return a phrase filled as `Catalogue.render` does, and note it."""
        text = super().render(group, name, data, shelf, count)
        number = count if count is not None else len(data.get("meetings", ()))
        fill = Fill(data, shelf, shelf.plain(text) if shelf else text)
        self.fills.setdefault((group, name, self.variant(group, name, number)), []).append(fill)
        return text

    def variant(self, group: str, name: str, count: int) -> str:
        """Return which variant of a phrase stands for `count` things."""
        phrase = self.phrases[group][name]
        if isinstance(phrase, str):
            return WHOLE
        form = self.writing.plural(count)
        return form if phrase.get(form) else "other"


def wordings(catalogue: Catalogue) -> dict[Key, str]:
    """Return all wordings of a catalogue, in its order."""
    found: dict[Key, str] = {}
    for group, phrases in catalogue.phrases.items():
        for name, phrase in phrases.items():
            variants = {WHOLE: phrase} if isinstance(phrase, str) else phrase
            found |= {(group, name, variant): text for variant, text in variants.items()}
    return found


def wrong_with(catalogue: Catalogue, wording: str, fills: Sequence[Fill], known: Collection[str]) -> str:
    """Return why a wording can't stand in the place of another one, empty when it can.

    It is read, its names are held against those that are `known`, and it is filled from each of `fills`.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        catalogue.filling.fill(wording, {}, None)
    except TemplateSyntaxError as error:
        return f"it can't be read: {_in_plain_words(error.message or '', {*FILTERS, *PHRASE_FILTERS})}"
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        pass  # it lacks its data, as it should
    for name in sorted(names_in(wording) - set(known)):
        return f"'{name}' is not known here{did_you_mean(name, known)}"
    trial = Catalogue(catalogue.language, catalogue.file, catalogue.writing, {"-": {"-": wording}}, catalogue.lowered)
    for fill in fills:
        try:
            trial.render("-", "-", fill.data, fill.shelf)
        except CwgdraftError as error:
            why = error.message.partition("can't be filled: ")[2] or error.message
            return _in_plain_words(why, _keys_in(fill.data))
    return ""


def names_in(wording: str) -> set[str]:
    """Return the names of data that a wording uses, also where it would print them only now and then."""
    from jinja2 import Environment, TemplateSyntaxError, meta

    try:
        return meta.find_undeclared_variables(Environment(autoescape=True).parse(wording)) - {"range"}
    except TemplateSyntaxError:
        return set()


_CLOSING = {"if": "endif", "elif": "endif", "else": "endif", "for": "endfor"}


def _in_plain_words(why: str, known: Collection[str]) -> str:
    """Return what Jinja says of a wording as somebody says it who revises words."""
    if found := re.search(r"has no attribute '(\w+)'", why):
        return f"'{found[1]}' is not known here{did_you_mean(found[1], known)}"
    if found := re.match(r"No filter named '(\w+)'", why):
        return f"there is no filter '{found[1]}'{did_you_mean(found[1], known)}"
    if found := re.search(r"block that needs to be closed is '(\w+)'", why):
        return f"a {{% {found[1]} … %}} isn't closed by {{% {_CLOSING.get(found[1], 'end' + found[1])} %}}"
    if found := re.match(r"Encountered unknown tag '(\w+)'", why):
        return f"{{% {found[1]} %}} is no tag, or has nothing to close"
    return why.removesuffix(".")


def _keys_in(data: object) -> set[str]:
    """Return the names of all fields in some data."""
    if isinstance(data, Mapping):
        return {str(key) for key in data} | {name for value in data.values() for name in _keys_in(value)}
    return {name for value in data[:1] for name in _keys_in(value)} if isinstance(data, list) else set()
