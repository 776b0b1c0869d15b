"""Actions: decisions apart from requests of nobody, proposals and views; table, CSV, calendar."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pytest

from cwgdraft.jobs.actions import Action, Standing, actions, as_calendar, as_csv
from cwgdraft.jobs.acts import said_twice, understand
from cwgdraft.records.load import load_records
from tests.draft_builders import group, minutes

WORDS = """\
## Alpha {topic=alpha}

The group requested the secretariat to count the lamps by 1 March 2024.

Some members requested the secretariat to paint the lamps.

The secretariat was requested to dim the lamps.

The group requested the secretariat to store the lamps. {force=proposal deadline=2024-04-01}
"""


def found(tmp_path: Path, words: str = WORDS, on: str = "2024-03-01") -> list[Action]:
    place = group(tmp_path, minutes(words))
    records = load_records(place)
    return actions(understand(place, records, [11])[0], dt.date.fromisoformat(on))


def test_decisions_stand_apart_from_all_else(tmp_path: Path) -> None:
    assert [(one.standing, one.asked_by, one.owner) for one in found(tmp_path)] == [
        (Standing.DECISION, "group", "secretariat"),
        (Standing.UNATTRIBUTED, "", "secretariat"),
        (Standing.PROPOSAL, "group", "secretariat"),
        (Standing.VIEW, "some members", "secretariat"),
    ]


@pytest.mark.parametrize(("on", "status"), [("2024-02-29", "open"), ("2024-03-01", "due"), ("2024-03-02", "due")])
def test_an_action_is_due_from_the_day_of_its_deadline(tmp_path: Path, on: str, status: str) -> None:
    assert found(tmp_path, on=on)[0].status == status


def test_an_action_without_a_day_stays_open(tmp_path: Path) -> None:
    assert found(tmp_path, on="2030-01-01")[1].status == "open"


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("to the next meeting, in September 2024", ["2024-09-30"]),
        ("by 12 September 2024, to the next meeting, in September 2024", ["2024-09-12"]),
        ("to the next meeting, in September 2024, by 12 September 2024", ["2024-09-12"]),
        ("in February 2025, and again by 1 March 2025", ["2025-02-28", "2025-03-01"]),
    ],
)
def test_a_time_that_is_named_twice_is_one_action(tmp_path: Path, when: str, days: list[str]) -> None:
    words = f"## A\n\nThe group requested the secretariat to submit a report {when}.\n"
    assert [str(one.date) for one in found(tmp_path, words)] == days


def test_an_attribute_corrects_force_and_deadline(tmp_path: Path) -> None:
    (one,) = [one for one in found(tmp_path) if one.standing is Standing.PROPOSAL]
    assert one.date == dt.date(2024, 4, 1)


def test_a_cell_that_a_spreadsheet_would_compute_is_text(tmp_path: Path) -> None:
    words = '## A\n\nThe group requested the secretariat to act. {matter="=1+1" addressee="@all"}\n'
    rows = list(csv.DictReader(io.StringIO(as_csv(found(tmp_path, words)))))
    assert [(row["matter"], row["owner"]) for row in rows] == [("'=1+1", "'@all")]


def test_the_calendar_holds_dated_decisions_alone(tmp_path: Path) -> None:
    calendar = as_calendar(found(tmp_path), "CWG-TEST", dt.date(2024, 2, 7)).decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20240301" in calendar


def test_the_calendar_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = (as_calendar(found(tmp_path), "CWG-TEST", dt.date(2024, 2, 7)) for _ in range(2))
    assert one == other


def test_statements_of_two_meetings_that_are_alike_are_proposed_for_merging(tmp_path: Path) -> None:
    same = (
        "## A {{topic=alpha}}\n\nThe group requested the secretariat to count all the lamps of the harbour. {{#{0}}}\n"
    )
    place = group(tmp_path, {**minutes(same.format("a")), "records/meetings/12.md": same.format("b")})
    pairs = said_twice(understand(place, load_records(place), [11, 12])[0])
    assert [(pair.first.origin, pair.second.origin, pair.likeness) for pair in pairs] == [("11#a", "12#b", 100.0)]


def test_statements_under_different_topics_are_not_proposed(tmp_path: Path) -> None:
    same = "## A {{topic={0}}}\n\nThe group requested the secretariat to count all the lamps of the harbour.\n"
    place = group(tmp_path, {**minutes(same.format("alpha")), "records/meetings/12.md": same.format("beta")})
    assert said_twice(understand(place, load_records(place), [11, 12])[0]) == []


def test_statements_that_differ_in_a_figure_say_in_which(tmp_path: Path) -> None:
    words = "## A {{topic=alpha}}\n\nThe group requested the secretariat to count all the lamps by {0}. {{#a}}\n"
    files = {
        **minutes(words.format("1 March 2024")),
        "records/meetings/12.md": words.format("1 March 2025"),
    }
    place = group(tmp_path, files)
    (pair,) = said_twice(understand(place, load_records(place), [11, 12])[0])
    assert pair.differs == ("2024", "2025")
