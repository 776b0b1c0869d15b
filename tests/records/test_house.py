"""The house style: what comes along, what a workspace adds, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import RecordsError
from cwgdraft.finding import Severity
from cwgdraft.records.house import House, Term, load_house
from cwgdraft.records.load import load_records
from cwgdraft.workspace import Workspace
from tests.draft_builders import group

ROOT = Path(__file__).parent.parent.parent


def house(tmp_path: Path, text: str) -> House:
    (tmp_path / "records").mkdir(exist_ok=True)
    (tmp_path / "records" / "house.yaml").write_text(text, encoding="utf-8")
    return load_house(Workspace(tmp_path))


def test_a_workspace_without_a_house_style_has_what_comes_along(tmp_path: Path) -> None:
    assert load_house(Workspace(tmp_path)) == load_house(None)
    base = load_house(None)
    assert base.language == "en"
    assert base.figures_from == 10
    assert {"ITU", "UNESCO"} <= base.acronyms
    assert "Mr" in base.titles


def test_what_a_workspace_says_is_added(tmp_path: Path) -> None:
    found = house(
        tmp_path,
        "format: 1\nterms: [{write: lamp, not: [lantern], but: [magic lantern], mixed: true}]\nacronyms: [LPB]\n"
        "expansions: {LPB: Lamp Planning Bureau}\nkeep: [Lamp Organisation]\nfigures_from: 13\ntitles: [Mr]\n",
    )
    base = load_house(None)
    assert found.terms == (Term("lamp", ("lantern",), ("magic lantern",), mixed=True), *base.terms)
    assert found.acronyms == base.acronyms | {"LPB"}
    assert found.expansions["LPB"] == "Lamp Planning Bureau"
    assert found.keep[0] == "Lamp Organisation"
    assert (found.figures_from, found.titles) == (13, ("Mr",))


def test_an_entry_of_the_workspace_stands_for_one_that_comes_along(tmp_path: Path) -> None:
    found = house(
        tmp_path, "format: 1\nnames: [{write: AI for Good, not: []}, {write: Pact for the Future, not: [FP]}]\n"
    )
    assert "AI for Good" not in {one.write for one in found.names}
    assert [one.unwanted for one in found.names if one.write == "Pact for the Future"] == [("FP",)]


def test_rules_are_chosen_and_weighed(tmp_path: Path) -> None:
    found = house(tmp_path, "format: 1\nrules: {on: [a], off: [b], severity: {c: error}}\n")
    assert (found.on, found.off) == ({"a"}, {"b"})
    assert found.severities == {"c": Severity.ERROR}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "format: 1\ntems: []\n",
            "'tems' is not a key of the house style; did you mean 'terms'?",
        ),
        ("format: 1\nterms: [{write: lamp}]\n", "'not' is missing in an entry of the house style"),
        (
            "format: 1\nrules: {severity: {c: heavy}}\n",
            "'heavy' can't be the 'c' of 'severity'",
        ),
        (
            "format: 1\nterms: [{write: lamp, not: [lantern, lamp]}]\n",
            "'lamp' is both what is written and what isn't",
        ),
        (
            "format: 1\nnames: [{write: Day of Lamps, not: []}]\n",
            "'Day of Lamps' has no forms that aren't wanted, and nothing of this name comes along",
        ),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RecordsError) as caught:
        house(tmp_path, text)
    assert [one.message for one in caught.value.findings] == [message]


def test_an_entry_that_forbids_what_it_writes_is_found_at_its_place(tmp_path: Path) -> None:
    with pytest.raises(RecordsError) as caught:
        house(tmp_path, "format: 1\ncapitals:\n  - {write: lamp, not: [Lamp, lamp]}\n")
    assert [one.place.shown(tmp_path) for one in caught.value.findings if one.place] == ["records/house.yaml:3:31"]


def test_the_house_style_is_no_stray_file(tmp_path: Path) -> None:
    place = group(tmp_path)
    (tmp_path / "records" / "house.yaml").write_text("format: 1\n", encoding="utf-8")
    assert load_records(place).findings == ()


def test_the_house_style_of_the_group_and_of_the_starter_can_be_read() -> None:
    assert "GDC" in load_house(Workspace(ROOT)).acronyms
    starter = (ROOT / "cwgdraft" / "starter" / "records" / "house.yaml").read_text(encoding="utf-8")
    assert starter.startswith("# yaml-language-server: $schema=schema/house.json\n")
