"""The adoption report as a page: what it says of each source, and that nothing of a source is mark-up in it."""

from __future__ import annotations

import re
from pathlib import Path

from cwgdraft.adopting.merging import Contradiction
from cwgdraft.adopting.outline import Line
from cwgdraft.adopting.recording import Fate
from cwgdraft.adopting.returning import Difference, Return, Share
from cwgdraft.draft import Kind
from cwgdraft.jobs.adopting.adopt import Adoption
from cwgdraft.jobs.adopting.page import adoption_data, adoption_page

LINE = Line(1, Kind.NUMBERED, "1.1", "The group noted <b>lamps</b> & more.")
FATE = Fate("a.txt", LINE, "records/reports/a.md#work", (), (11, 12))


def adoption(*files: str, differences: tuple[Difference, ...] = (), fates: tuple[Fate, ...] = (FATE,)) -> Adoption:
    returns = tuple(Return(one, 1, 0, 1, Share(1, 2), Share(0, 1), differences) for one in files)
    told = (Contradiction("dates of meeting 11", (("5 May 2024", "a.txt, 1.1"), ("6 May 2024", "b.txt, 1.1"))),)
    return Adoption(Path("archive"), tuple(one[0] for one in files), ("records/group.yaml",), fates, told, (), returns)


def words(page: str) -> str:
    """Return the words of a page as a reader sees them, entities left as they are."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<body>")[2]).split())


def test_each_paragraph_stands_with_its_number_its_file_and_its_meetings() -> None:
    page = adoption_page(adoption("a.txt"))
    assert (
        "1.1 The group noted &lt;b&gt;lamps&lt;/b&gt; &amp; more. records/reports/a.md#work meetings: 11, 12"
    ) in words(page)


def test_what_contradicts_what_is_shown_with_each_place() -> None:
    assert "dates of meeting 11 5 May 2024 (a.txt, 1.1) 6 May 2024 (b.txt, 1.1)" in words(
        adoption_page(adoption("a.txt"))
    )


def test_what_came_back_otherwise_says_what_stands_there_now() -> None:
    found = adoption(
        "a.txt",
        differences=(
            Difference("a.txt", 1, "1.1", "was so", "is so"),
            Difference("a.txt", 2, "1.2", "was there", ""),
            Difference("a.txt", 0, "1.3", "", "nobody wrote this"),
            Difference("a.txt", 0, "", "", "[references]", "the source says nothing here"),
        ),
    )
    page = adoption_page(found)
    assert "<del>was so</del> <ins>is so</ins>" in page
    assert "1.2 was there isn't built" in words(page)
    assert "1.3 not in the source: nobody wrote this" in words(page)
    assert "not in the source: the source says nothing here: [references]" in words(page)


def test_many_reports_are_counted_and_few_are_named() -> None:
    assert "<h1>What became of a.txt, b.txt</h1>" in adoption_page(adoption("a.txt", "b.txt"))
    assert "<h1>What became of 4 reports</h1>" in adoption_page(adoption("a.txt", "b.txt", "c.txt", "d.txt"))


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    page = adoption_page(adoption("a.txt"))
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<link|<img|\bsrc=|\bhref=|url\(|@import", page)


def test_the_data_have_what_the_page_has() -> None:
    data = adoption_data(adoption("a.txt", differences=(Difference("a.txt", 1, "1.1", "was so", "is so"),)))
    assert data["contradictions"] == [
        {
            "what": "dates of meeting 11",
            "values": [{"value": "5 May 2024", "where": "a.txt, 1.1"}, {"value": "6 May 2024", "where": "b.txt, 1.1"}],
        }
    ]
    (source,) = data["sources"]  # type: ignore[misc]
    assert source["paragraphs"] == {"held": 1, "of": 1, "equal": 1, "named": 0}
    assert source["differences"] == [
        {"paragraph": 1, "label": "1.1", "source": "was so", "built": "is so", "reason": ""}
    ]
    assert source["fates"] == [
        {
            "paragraph": 1,
            "label": "1.1",
            "text": LINE.text,
            "where": "records/reports/a.md#work",
            "meetings": [11, 12],
            "references": [],
        }
    ]
