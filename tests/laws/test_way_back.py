"""The way back: what is adopted is built again with every paragraph equal, or with its difference named."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.jobs.adopting.adopt import Adoption, adopt

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
WORD = st.sampled_from(
    [
        "lamps",
        "Lamp Forum",
        "R&D",
        "10 %",
        "(a) view",
        "*starred*",
        "5*3*2",
        "x_y_z",
        "“quoted”",
        "a: b",
        "#5",
        "-",
        "’s",
    ]
)
FACT = st.sampled_from(
    [
        "Document CWG-TEST-11/2(Rev.1)", "Docs CWG-TEST-11/INF/4 and CWG-TEST-12/3", "CWG-TEST-12/7", "C21/8",
        "A/RES/80/173", "on 5-6 February 2024", "in March 2024", "by 3 April", "Ms Ann Example (Utopia)",
        "PP Resolution 901 (Rev. Mock Town, 2022)", "Resolution 902 (Mod. 2023)", "the 11th meeting", "document 14",
    ]
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.one_of(WORD, FACT), min_size=1, max_size=6))
    return f"The group noted {' '.join(words)}."


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Return a report on two meetings as text: sections, paragraphs, numbered sub-paragraphs, lists."""
    lines = [
        "Summary",
        "This report is on the 11th and 12th meetings of the Council Working Group on Lamps (CWG-TEST).",
    ]
    for section in range(1, draw(st.integers(1, 3)) + 1):
        lines.append(f"{section}\tSection on lamps, number {section}")
        for number in range(1, draw(st.integers(1, 3)) + 1):
            lines.append(f"{section}.{number}\t{draw(sentences())}")
            below = range(1, draw(st.integers(0, 2)) + 1)
            lines += [f"{section}.{number}.{one}\t{draw(sentences())}" for one in below]
            lines += [f"{mark}\t{draw(sentences())}" for mark in draw(st.sampled_from([[], ["–", "–"], ["a)", "b)"]]))]
    return "\n".join(lines) + "\n"


def adopted(text: str, folder: Path) -> Adoption:
    source = folder / "report.txt"
    source.write_text(text, encoding="utf-8")
    return adopt([source], folder / "archive")


def unnamed(found: Adoption) -> list[tuple[str, str, str]]:
    return [(one.label, one.source, one.built) for each in found.returns for one in each.differences if not one.reason]


@settings(max_examples=30, deadline=None)
@given(reports())
def test_every_paragraph_comes_back(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = adopted(text, Path(folder))
    assert unnamed(found) == []
    assert {one.line.text for one in found.fates} == {" ".join(line.partition("\t")[2].split()) or line
                                                      for line in text.splitlines()}  # fmt: skip


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of published reports isn't here")
@pytest.mark.parametrize(
    ("name", "share"),
    [("meeting-40-summary", 0.95), ("meetings-41-42-council-2025", 0.9), ("meetings-43-44-council-2026", 0.9)],
)
def test_a_published_report_comes_back_with_its_facts_as_data(tmp_path: Path, name: str, share: float) -> None:
    found = adopt([CORPUS / f"{name}.txt"], tmp_path / "archive")
    (returned,) = found.returns
    assert unnamed(found) == []
    assert returned.paragraphs.held == returned.paragraphs.all
    assert returned.facts.held >= share * returned.facts.all


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of published reports isn't here")
def test_all_published_reports_come_into_one_archive(tmp_path: Path) -> None:
    found = adopt(sorted(CORPUS.glob("*.txt")), tmp_path / "archive")
    assert len(found.returns) == 3
    assert unnamed(found) == []
