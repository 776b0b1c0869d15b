"""The sample reports: complete, without findings, and true to the facts of docs and domain."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from cwgdraft.drafting.report import Report
from cwgdraft.workspace import Workspace
from tests.draft_builders import ROOT, drafted, ordinary, text

SAMPLES = ("summary-40", "council-2025", "council-2026", "cycle-2026")


@functools.cache
def sample(name: str) -> Report:
    return drafted(Workspace(Path(ROOT)), name)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_no_findings(name: str) -> None:
    assert [finding.shown(ROOT) for finding in sample(name).findings] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_leaves_nothing_out_without_a_reason(name: str) -> None:
    assert [line.what for line in sample(name).missing] == []


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("summary-40", "1-2 February 2024"),
        ("summary-40", "Ms Cynthia Lesufi (South Africa)"),
        ("summary-40", "Cynthia LESUFI"),
        ("council-2025", "41st and 42nd meetings"),
        ("council-2025", "2-3 October 2024"),
        ("council-2025", "10-11 February 2025"),
        ("council-2025", "35 contributions and 16 information documents"),
        ("council-2025", "more than 300 delegates"),
        ("council-2025", "Since Council 2024"),
        ("council-2025", "CWG-WSIS&SDG-42/12(Rev.1)"),
        ("council-2025", "PP Resolution 140 (Rev. Bucharest, 2022)"),
        ("council-2025", "PP Resolution 214 (Bucharest, 2022)"),
        ("council-2025", "1332 (Modified 2024)"),
        ("council-2025", "Mr Tomas Lamanauskas, Deputy Secretary-General"),
        ("council-2025", "Chair, CWG-WSIS&SDG"),
        ("council-2026", "43rd and 44th meetings"),
        ("council-2026", "9-10 September 2025"),
        ("council-2026", "15-16 January 2026"),
        ("council-2026", "26 contributions and six information documents"),
        ("council-2026", "Action required by the Council"),
        ("council-2026", "A/RES/80/173"),
        ("cycle-2026", "39th to 44th meetings"),
        ("cycle-2026", "17 October 2023"),
        ("cycle-2026", "44th meeting"),
    ],
)
def test_a_sample_carries(name: str, fact: str) -> None:
    report = sample(name)
    said = text(report) + ordinary("\n".join(report.draft.front.values()))
    assert fact in said or fact.replace("six information", "6 information") in said


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("council-2025", "17 October 2023"), ("council-2025", "1-2 February 2024"), ("council-2026", "Modified 2019")],
)
def test_a_sample_does_not_print_another_meetings_fact(name: str, wrong: str) -> None:
    assert wrong not in text(sample(name))


def test_the_front_of_the_report_of_2026_is_that_of_the_session() -> None:
    front = {name: ordinary(value) for name, value in sample("council-2026").draft.front.items()}
    assert front["session"] == "Council 2026"
    assert front["session_dates"] == "Geneva, 28 April-8 May 2026"
    assert front["agenda_item"] == "Agenda item: PL 1.5"
    assert front["document"] == "Document C26/8-E"
    assert front["date"] == "13 February 2026"
    assert front["original"] == "Original: English"
    assert front["originator"] == ("Report by the Chair of the Council Working Group on WSIS and SDGs (CWG-WSIS&SDG)")
    assert front["title"].startswith("Report on the outcomes of the CWG-WSIS&SDG")
    assert front["title"].endswith("since Council 2025")


def test_every_number_of_a_sample_is_used_once() -> None:
    for name in SAMPLES:
        labels = [block.label for block in sample(name).draft.blocks if block.label and block.list_kind is None]
        assert len(labels) == len(set(labels))
