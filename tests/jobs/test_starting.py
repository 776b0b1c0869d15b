"""Starting: a workspace for any group, the record of a meeting, the plan of a report."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.starting import init, new_meeting, new_report
from cwgdraft.records.load import load_records
from cwgdraft.workspace import Workspace
from tests.draft_builders import drafted, group, text


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("Group on Lamps", "GOL"), ('A: "B" # [c] {d}', "CWG-A&B"), ("Größe & Co", "ÄÖ"), ("yes", "NO")],
)
def test_a_new_workspace_makes_a_report_at_once(tmp_path: Path, name: str, acronym: str) -> None:
    init(tmp_path, name=name, acronym=acronym)
    place = Workspace(tmp_path)
    new_meeting(place, load_records(place), 1)
    words = tmp_path / "records" / "meetings" / "1.md"
    words.write_text(words.read_text(encoding="utf-8") + "\nThe group met.\n", encoding="utf-8")
    report = drafted(place, "1")
    assert {finding.rule for finding in report.findings} == {"empty-item"}
    assert f"{name} ({acronym}) held its 1st meeting." in text(report)
    assert "The group met." in text(report)


def test_nothing_is_written_over_a_workspace(tmp_path: Path) -> None:
    init(tmp_path, name="Group", acronym="G")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(CwgdraftError) as caught:
        init(tmp_path, name="Other", acronym="O")
    assert "holds a workspace already" in caught.value.message
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("acronym", ["", " ", "A B", "A/B", "A\\B"])
def test_an_acronym_that_no_symbol_can_hold_is_an_error(tmp_path: Path, acronym: str) -> None:
    with pytest.raises(CwgdraftError) as caught:
        init(tmp_path, name="Group", acronym=acronym)
    assert caught.value.message == f"'{acronym}' can't be an acronym: it stands in symbols"
    assert list(tmp_path.iterdir()) == []


def test_a_new_meeting_has_the_officers_and_topics_of_the_one_before(tmp_path: Path) -> None:
    place = group(tmp_path)
    facts, minutes = new_meeting(place, load_records(place), 16)
    assert new_meeting(place, load_records(place), 17)
    assert "chair" in facts.read_text(encoding="utf-8")
    assert minutes.read_text(encoding="utf-8").startswith("# Minutes of meeting 16\n")


def test_a_new_meeting_never_has_dates_or_words(tmp_path: Path) -> None:
    place = group(tmp_path)
    for number in (14, 15):
        (tmp_path / "records" / "meetings" / f"{number}.yaml").unlink()
    (tmp_path / "records" / "meetings" / "13.yaml").unlink()
    (tmp_path / "records" / "meetings" / "13.md").unlink()
    facts, minutes = new_meeting(place, load_records(place), 13)
    assert "chair: example" in facts.read_text(encoding="utf-8")
    assert "  - sample\n" in facts.read_text(encoding="utf-8")
    record = load_records(place).meetings[13]
    assert record.facts.dates is None
    assert record.facts.vice_chairs[0].presence == "present"
    assert minutes.read_text(encoding="utf-8") == (
        "# Minutes of meeting 13\n\n## Alpha {#alpha topic=alpha}\n\n## Other business {#other topic=other}\n"
    )


def test_a_meeting_that_is_recorded_is_not_made_anew(tmp_path: Path) -> None:
    place = group(tmp_path)
    with pytest.raises(CwgdraftError) as caught:
        new_meeting(place, load_records(place), 11)
    assert caught.value.message == "11.yaml and 11.md are there already"


def test_a_new_report_can_be_drafted(tmp_path: Path) -> None:
    place = group(tmp_path)
    new_report(place, load_records(place), "council-2025", [11, 12], kind="council-report", session="C25")
    assert "Since Council 2024, the group held two meetings" in text(drafted(place, "council-2025"))


@pytest.mark.parametrize(
    ("name", "meetings", "session", "message"),
    [
        ("a b", [11], "", "'a b' can't be a report's name"),
        ("12", [11], "", "'12' can't be a report's name"),
        ("x", [99], "", "there is no record of meeting 99"),
        ("x", [11], "C99", "'C99' is not a Council session"),
        ("one", [11], "", "one.yaml is there already"),
    ],
)
def test_a_report_that_can_not_be_is_an_error(
    tmp_path: Path, name: str, meetings: list[int], session: str, message: str
) -> None:
    place = group(tmp_path)
    with pytest.raises(CwgdraftError) as caught:
        new_report(place, load_records(place), name, meetings, kind="council-report", session=session)
    assert caught.value.message == message
