"""Facts of several reports made one: agreed, contradicted, or known to the records already."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.adopting.merging import Merged, merged
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from tests.adopting_builders import reported, said
from tests.draft_builders import group

FREE = {"records/meetings/11.yaml": "format: 1\nnumber: 11\n", "records/meetings/12.yaml": "format: 1\nnumber: 12\n"}
HELD = "The 11th meeting was held on 5-6 February 2024 in Geneva."


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Return the records of the made-up group, whose 11th and 12th meetings have a number and nothing else."""
    return load_records(group(tmp_path, FREE))


def together(records: Records, **paragraphs: str) -> Merged:
    """Return the facts of reports, each of one paragraph and called by the name."""
    return merged([said(reported(words), f"{name}.txt") for name, words in paragraphs.items()], records)


def test_what_sources_agree_on_is_one_fact_with_all_its_places(records: Records) -> None:
    found = together(records, one=HELD, two=f"Lamps were lit. {HELD}")
    assert found.contradictions == []
    assert found.facts[(11,), "dates"][1] == ("one.txt, 1.1", "two.txt, 1.1")


def test_what_sources_differ_on_is_a_contradiction_and_no_fact(records: Records) -> None:
    found = together(records, one=HELD, two=HELD.replace("5-6", "6-7"), three=HELD)
    (only,) = found.contradictions
    assert only.what == "dates of meeting 11"
    assert only.values == (
        ("5-6 February 2024", "one.txt, 1.1, three.txt, 1.1"),
        ("6-7 February 2024", "two.txt, 1.1"),
    )
    assert found.of([11], "dates") is None
    assert found.of([11], "place") == "Geneva"


def test_one_report_can_contradict_itself(records: Records) -> None:
    found = together(records, one=f"{HELD} Lamps were lit. {HELD.replace('5-6', '8-9')}")
    assert [one.what for one in found.contradictions] == ["dates of meeting 11"]


def test_the_record_stays_and_a_source_that_differs_is_a_contradiction(tmp_path: Path) -> None:
    known = load_records(group(tmp_path))
    found = together(known, one=HELD.replace("5-6", "6-7"))
    (only,) = found.contradictions
    assert only.values == (("5-6 February 2024", "meetings/11.yaml"), ("6-7 February 2024", "one.txt, 1.1"))
    assert found.of([11], "dates") is None


def test_what_the_record_has_as_well_is_no_news(tmp_path: Path) -> None:
    found = together(load_records(group(tmp_path)), one=HELD)
    assert (found.contradictions, found.of([11], "dates")) == ([], None)


def test_a_fact_of_both_meetings_holds_for_each_where_it_can(records: Records) -> None:
    found = together(records, one="The meetings were chaired by Ms Ann Example (Utopia).")
    assert {owner for owner, name in found.facts if name == "chair"} == {(11,), (12,)}
    counts = together(records, one="The meetings considered 4 contributions and 2 information documents.")
    assert {owner for owner, name in counts.facts if name == "totals"} == {(11, 12)}


def test_documents_have_the_latest_revision_that_any_source_cites(records: Records) -> None:
    found = together(
        records,
        one="The secretariat presented Document CWG-TEST-11/4(Rev.1).",
        two="Document CWG-TEST-11/4(Rev.2) was noted.",
    )
    cited = found.documents[11, "4"]
    assert (cited.revision, cited.presenter) == (2, "secretariat")


def test_people_have_keys_of_their_own_and_those_of_the_register(records: Records) -> None:
    found = together(
        records,
        one="Ms A Example (Utopia), Mr Bo Lamp (Erewhon), Ms Cy Lamp, and Mr Bo Sample (Erewhon) spoke.",
        two="Mr Bo Lamp spoke of lamps with Ms Cy Lamp (Utopia).",
    )
    keys = {who.name: key for key, who in found.people.values()}
    assert keys["A Example"] == "example"
    assert keys["Bo Lamp"] == "lamp"
    assert keys["Cy Lamp"] == "lamp-c"
    assert keys["Bo Sample"] == "sample-b", "B Sample of the register may be somebody else"
    assert {who.name: who.country for _, who in found.people.values()}["Cy Lamp"] == "Utopia"


def test_resolutions_have_every_edition_that_is_cited(records: Records) -> None:
    found = together(
        records,
        one="The group noted PP Resolution 71 (Rev. Mock Town, 2018) and Council Resolution 1400 (Mod. 2023).",
        two="The group noted PP Resolution 71 (Rev. Lamp City, 2022), and Resolution 88, whose body nobody names.",
    )
    assert found.resolutions == {
        "PP 71": {2018: "Rev. Mock Town, 2018", 2022: "Rev. Lamp City, 2022"},
        "C 1400": {2023: "Modified 2023"},
    }
