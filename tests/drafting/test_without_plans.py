"""Meetings of a group that names no default plan."""

from __future__ import annotations

from pathlib import Path

from tests.draft_builders import GROUP, drafted, group, lines, ordinary

NO_PLANS = {"records/group.yaml": GROUP.replace("plans: {one: one, several: several}\n", "")}


def test_one_meeting_follows_its_agenda(tmp_path: Path) -> None:
    printed = [ordinary(line) for line in lines(drafted(group(tmp_path, NO_PLANS), "11"))]
    assert "1\tIntroduction" in printed
    assert "2\tOpening" in printed


def test_several_meetings_follow_the_outline(tmp_path: Path) -> None:
    printed = [ordinary(line) for line in lines(drafted(group(tmp_path, NO_PLANS), "11", "12"))]
    assert [line for line in printed if line.endswith(("\tIntroduction", "\tWork", "\tAlpha"))] == [
        "1\tIntroduction",
        "3\tWork",
        "3.1\tAlpha",
    ]


def test_a_summary_without_a_date_bears_the_day_of_its_approval(tmp_path: Path) -> None:
    place = group(tmp_path, NO_PLANS)
    file = place.meetings / "11.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "approval: {date: 2024-02-06}\n", encoding="utf-8")
    assert ordinary(drafted(place, "11").draft.front["date"]) == "6 February 2024"
