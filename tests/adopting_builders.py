"""What tests of adopting read: texts of a made-up group, their outlines and facts."""

from __future__ import annotations

from cwgdraft.adopting.facts import Said, said_by
from cwgdraft.adopting.outline import Outline, Paragraph, Section, outline_of
from cwgdraft.jobs.reading import as_text
from cwgdraft.plain_text import read_text

HEAD = """\
Summary
This is a report on the 11th and 12th meetings of the Council Working Group on Lamps (CWG-TEST).
Action required
The Council is invited to note it.
"""


def outline(text: str) -> Outline:
    """Return the outline of a text."""
    return outline_of(as_text(read_text(text, "report")))


def said(text: str, file: str = "report.txt", acronym: str = "") -> Said:
    """Return what a text says."""
    return said_by(outline(text), file, acronym)


def reported(*paragraphs: str) -> str:
    """Return a report on the 11th and 12th meetings with these paragraphs, numbered in a section."""
    lines = [f"1.{number}\t{words}" for number, words in enumerate(paragraphs, 1)]
    return HEAD + "\n".join(["1\tIntroduction", *lines]) + "\n"


def tree(child: Section | Paragraph) -> object:
    """Return a section as its heading with what stands in it, a paragraph as its line, or with what hangs on it."""
    if isinstance(child, Section):
        head = child.line.shown if child.line else ""
        mark = "- " if child.is_sub else "> " if child.run_in else ""
        return {f"{mark}{head}": [tree(one) for one in child.children]}
    head = child.line.shown if child.line else ""
    parts = [f"{part.kind} {part.depth} {part.line.shown}" for part in child.parts]
    return [head, *parts] if parts else head
