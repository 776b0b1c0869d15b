"""The pages of the documentation lead where they say: contents, anchors, and the table of commands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cwgdraft.cli import COMMANDS
from tests.draft_builders import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def headings(path: Path) -> list[tuple[int, str]]:
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return [(len(found[1]), found[2]) for found in re.finditer(r"^(#+) (.*)$", text, re.MULTILINE)]


def anchor(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def test_the_contents_of_the_secretariats_page_are_its_headings() -> None:
    path = ROOT / "docs" / "secretariat.md"
    listed = re.findall(r"^(\d+\. )\[(.*)\]\((#.*)\)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    sections = [heading for level, heading in headings(path) if level == 2]
    assert [f"{number}{title}" for number, title, _ in listed] == sections
    assert [target for *_, target in listed] == [f"#{anchor(heading)}" for heading in sections]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", path.read_text(encoding="utf-8"))
    for page, target in re.findall(r"\]\(([^)#\s:]*)(?:#([^)\s]*))?\)", text):
        there = path.parent / page if page else path
        assert there.exists(), page
        if target:
            assert target in [anchor(heading) for _, heading in headings(there)], f"{page}#{target}"


def test_sections_that_are_named_are_there() -> None:
    path = ROOT / "docs" / "secretariat.md"
    sections = len([heading for level, heading in headings(path) if level == 2])
    assert all(1 <= int(one) <= sections for one in re.findall(r"section (\d+)[)\]]", path.read_text(encoding="utf-8")))


def test_the_readme_lists_each_command() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Commands")[2].partition("## Read on")[0]
    rows = [line.split(" | ")[0] for line in table.splitlines()]
    assert [name for name in COMMANDS if not any(f"cwgdraft {name}" in row for row in rows)] == []
