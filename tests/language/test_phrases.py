"""Phrases: filled in a sandbox, their values kept apart from their mark-up."""

from __future__ import annotations

import time

import pytest

from cwgdraft.draft import Run
from cwgdraft.errors import CwgdraftError
from cwgdraft.language.phrases import Catalogue, Phrase, Shelf
from cwgdraft.language.words import Writing

DATA = {"name": "harbour", "names": ["a", "b", "c"], "facts": {"count": 2}, "nothing": None}


def catalogue(phrase: Phrase) -> Catalogue:
    return Catalogue("en", "templates/phrases/en.yaml", Writing(), {"sentences": {"said": phrase}})


def filled(phrase: Phrase, count: int = 1) -> str:
    return catalogue(phrase).render("sentences", "said", DATA, count=count)


@pytest.mark.parametrize(
    ("phrase", "printed"),
    [
        ("No values.", "No values."),
        ("The {{ name }}.", "The harbour."),
        ("{{ names|listed }}", "a, b and c"),
        ("{{ names|listed_long }}", "a; b; and c"),
        ("{{ 3|number }} and {{ 12|number }}", "three and 12"),
        ("{{ 42|ordinal }}", "42nd"),
        ("{{ facts.count|plural('lamp', 'lamps') }}", "lamps"),
        ("{{ name|capitalize }}", "Harbour"),
        ("{{ 'virtual consultation of ITU'|capitalize }}", "Virtual consultation of ITU"),
        ("{{ nothing }}", ""),
        (
            "{% for one in names %}{{ loop.index }}{{ one }}{% if not loop.last %}, {% endif %}{% endfor %}",
            "1a, 2b, 3c",
        ),
        ("{% if names|length > 2 %}many{% endif %}", "many"),
    ],
)
def test_a_phrase_prints(phrase: str, printed: str) -> None:
    assert filled(phrase) == printed


def test_a_variant_is_picked_by_the_count() -> None:
    assert [filled({"one": "a lamp", "other": "lamps"}, count) for count in (1, 2)] == ["a lamp", "lamps"]


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("{{ nam }}", "'nam' is undefined; did you mean 'name'?"),
        ("{{ facts.cuont }}", "'dict object' has no attribute 'cuont'"),
        ("{% if %}", "Expected an expression, got 'end of statement block' (line 1 of the phrase)"),
        ("{{ name|nope }}", "No filter named 'nope'. (line 1 of the phrase)"),
        ("{{ names }}", "it prints a list or a map: use 'listed', or print its parts"),
        ("{{ ''.__class__ }}", "access to attribute '__class__' of 'str' object is unsafe."),
        ("{{ '{:9999999999}'.format(1) }}", "access to attribute 'format' of 'str' object is unsafe."),
        ("{{ 'a' * 999999999 }}", "'*' is for numbers alone"),
        ("{{ 10 ** 10 ** 10 }}", "'**' is not available"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ names[7] }}", "list object has no element 7"),
        ("{% include 'x' %}", "no loader for this environment specified"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "maximum recursion depth exceeded"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "it takes more than 100000 steps",
        ),
    ],
)
def test_a_phrase_that_goes_wrong_is_an_error_with_its_name(phrase: str, why: str) -> None:
    began = time.monotonic()
    with pytest.raises(CwgdraftError) as caught:
        filled(phrase)
    assert caught.value.message.startswith(
        f"the phrase 'sentences: said' in templates/phrases/en.yaml can't be filled: {why}"
    )
    assert caught.value.help == "correct the phrase; docs/chair.md lists what a phrase may use"
    assert time.monotonic() - began < 2


def test_a_phrase_that_is_not_there_is_an_error_with_the_near_miss() -> None:
    with pytest.raises(CwgdraftError) as caught:
        catalogue("x").render("sentences", "siad", {})
    assert caught.value.message == (
        "'siad' is not a phrase under 'sentences' in templates/phrases/en.yaml; did you mean 'said'?"
    )


@pytest.mark.parametrize("value", ["*a*", "[[x]]", "{{ y }}", "- z", "1. z", "# z", "{- }", "a & <b>"])
def test_a_value_is_kept_apart_from_the_phrase(value: str) -> None:
    shelf = Shelf()
    text = catalogue("{{ name }}").render("sentences", "said", {"name": value}, shelf, 1)
    assert value not in text
    assert shelf.take(text) == (Run(value),)


def test_line_ends_in_a_value_become_spaces() -> None:
    shelf = Shelf()
    text = catalogue("{{ name }}").render("sentences", "said", {"name": "a \n\n b\r\nc"}, shelf, 1)
    assert shelf.plain(text) == "a b c"


def test_a_token_that_is_printed_again_stands_for_the_same() -> None:
    shelf = Shelf()
    token = shelf.put((Run("x", link="https://example.org"),))
    text = catalogue("{{ name }}").render("sentences", "said", {"name": f"a {token}"}, shelf, 1)
    assert shelf.take(text) == (Run("a "), Run("x", link="https://example.org"))


def test_four_meetings_in_a_row_take_the_catalogues_form() -> None:
    forms = Catalogue("en", "en.yaml", Writing(), {"forms": {"span": "{{ first }} through {{ last }}"}})
    assert forms.ordinals([1, 2, 3, 4]) == "1st through 4th"
