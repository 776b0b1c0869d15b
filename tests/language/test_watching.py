"""Watching a catalogue: which wordings were filled, from what, and whether others would do."""

from __future__ import annotations

import pytest

from cwgdraft.language.phrases import Catalogue, Shelf
from cwgdraft.language.watching import Fill, WatchedCatalogue, names_in, wordings, wrong_with
from cwgdraft.language.words import Writing

PHRASES = {
    "titles": {"a": "{{ name }}!", "b": {"one": "one {{ name }}", "other": "{{ name }} and more"}},
    "forms": {"c": {"other": "always"}},
}
DATA = {"name": "x", "group": {"acronym": "G", "name": "Group"}, "meetings": [{"number": 1}]}


def catalogue() -> WatchedCatalogue:
    return WatchedCatalogue(Catalogue("en", "en.yaml", Writing("en_GB"), PHRASES))


def test_every_filling_is_noted_by_its_wording() -> None:
    watched = catalogue()
    shelf = Shelf()
    watched.render("titles", "a", DATA, shelf)
    watched.render("titles", "b", DATA)
    watched.render("titles", "b", DATA, count=2)
    watched.render("forms", "c", DATA)
    assert {key: [fill.text for fill in fills] for key, fills in watched.fills.items()} == {
        ("titles", "a", ""): ["x!"],
        ("titles", "b", "one"): ["one x"],
        ("titles", "b", "other"): ["x and more"],
        ("forms", "c", "other"): ["always"],
    }
    assert watched.fills["titles", "a", ""][0].shelf is shelf


def test_all_wordings_are_listed_in_order() -> None:
    assert list(wordings(catalogue())) == [
        ("titles", "a", ""), ("titles", "b", "one"), ("titles", "b", "other"), ("forms", "c", "other"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("{{ name }} of {{ group.acronym }}", ""),
        ("{% for one in meetings %}{% if loop.last %}{{ one.number }}{% endif %}{% endfor %}{{ range(2)|length }}", ""),
        ("{{ nmae }}", "'nmae' is not known here; did you mean 'name'?"),
        ("{% if not name %}{{ nmae }}{% endif %}", "'nmae' is not known here; did you mean 'name'?"),
        ("{{ group.akronym }}", "'akronym' is not known here; did you mean 'acronym'?"),
        ("{{ name|uper }}", "it can't be read: there is no filter 'uper'; did you mean 'upper'?"),
        ("{% if name %}x", "it can't be read: a {% if … %} isn't closed by {% endif %}"),
        ("{% endif %}", "it can't be read: {% endif %} is no tag, or has nothing to close"),
        ("{{ name", "it can't be read: unexpected end of template, expected 'end of print statement'"),
        ("{{ meetings }}", "it prints a list or a map: use 'listed', or print its parts"),
        ("{{ name / 0 }}", "unsupported operand type(s) for /: 'str' and 'int'"),
    ],
)
def test_a_wording_is_tried_on_the_data_that_the_old_one_had(wording: str, why: str) -> None:
    assert wrong_with(catalogue(), wording, [Fill(DATA, None, "")], set(DATA)) == why


def test_the_names_of_a_wording_are_those_of_data() -> None:
    assert names_in("{% for one in meetings %}{{ one.x }}{{ loop.index }}{% endfor %}{{ a.b }}") == {"meetings", "a"}
