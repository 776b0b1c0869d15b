"""A copy of a report with edits of every fate, for the page of decisions: one of each, and a comment."""

from __future__ import annotations

import random
from pathlib import Path

from lxml import etree

from cwgdraft.word.comments import point_at
from cwgdraft.workspace import Workspace
from tests.folding.edits.editor import AUTHOR, DATE, Editor
from tests.folding.edits.of_paragraphs import take_out
from tests.folding.edits.pieces import Q, empty_like, run_like, text_of
from tests.folding.workspaces import document, sample_workspace

NASTY = "AT&T <script>alert(1)</script> \"q\" 'a' {{ x }} {% y %} &amp; <!-- --> </script><img src=x onerror=alert(1)>"
SAFE_WORDS, OTHER_WORDS = "how promptly", "how quickly"
CONFLICT = "keep working closely with the Regional Offices"
DATES = "10-11\u00a0February 2025"


def decided(folder: Path, *, nasty: str = "", name: str = "from-a-delegate.docx") -> tuple[Workspace, Path]:
    """Return a workspace and a copy with edits: of words, a conflict, a date, a phrase, a paragraph more and one less.

    With `nasty` this text stands in the paragraph that comes, in the comment and in its author's name.
    """
    workspace = sample_workspace(folder)
    editor = Editor(document(workspace), random.Random(0), tracked=True)
    change(editor, DATES, "11-12\u00a0February 2025")
    change(editor, "considered 35 contributions", "discussed 35 contributions")
    change(editor, SAFE_WORDS, OTHER_WORDS)
    change(editor, "success", "great success", within="side event during the Summit")
    insert(editor, "2030 Agenda-GDC Matrix", nasty or "The group asked to be kept informed of this work.")
    take_out(editor, paragraph(editor, "The group congratulated Brazil on its"))
    change(editor, "hold in the regions", "hold\tin the regions")
    change(editor, CONFLICT, "continue to work with the Regional Offices")
    comment(editor, "Roadmaps 2025 for ITU", nasty or "Is there a date for this?", nasty or AUTHOR)
    path = workspace.root / name
    path.write_bytes(editor.saved())
    records = workspace.meetings / "41.md"
    text = records.read_text(encoding="utf-8")
    assert CONFLICT in text
    records.write_text(text.replace(CONFLICT, "go on working closely with all Regional Offices"), encoding="utf-8")
    return workspace, path


def paragraph(editor: Editor, words: str) -> etree._Element:
    """Return the first paragraph that holds some words."""
    return next(one for one in editor.body.iter(f"{Q}p") if words in text_of(one))


def change(editor: Editor, old: str, new: str, within: str = "") -> None:
    """Replace words in the first run that holds them, in a paragraph that holds others."""
    runs = (one for one in paragraph(editor, within or old).iter(f"{Q}r") if one.find(f"{Q}t") is not None)
    run = next(one for one in runs if old in one.find(f"{Q}t").text)
    start = run.find(f"{Q}t").text.index(old)
    editor.replace(run, start, start + len(old), new)


def insert(editor: Editor, behind: str, text: str) -> None:
    """Put a paragraph behind the first one that holds some words."""
    above = paragraph(editor, behind)
    made = empty_like(above)
    made.append(run_like(None, text))
    above.addnext(made)
    editor.mark(made, "ins")
    editor.wrap(made[-1], "ins")


def comment(editor: Editor, about: str, text: str, author: str) -> None:
    """Put a comment on the first paragraph that holds some words."""
    number = str(len(editor.comments))
    made = etree.SubElement(editor.comments, f"{Q}comment")
    for key, value in (("id", number), ("author", author), ("date", DATE), ("initials", "D")):
        made.set(f"{Q}{key}", value)
    etree.SubElement(made, f"{Q}p").append(run_like(None, text))
    point_at(paragraph(editor, about), number)
