"""What copies without identity were made from: a published text, a single meeting, or nothing here."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Lands
from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.jobs.states import load_state
from cwgdraft.typesetting.render import typeset
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import replaced, sample_workspace, with_paragraph_after


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


def _reworded(workspace: Workspace, file: str, old: str, new: str) -> None:
    path = workspace.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _bare(workspace: Workspace, report: str) -> bytes:
    """Return the final copy of a report, which says nothing of its making."""
    state = load_state(workspace, [report], "0")
    return typeset(state.report.draft, state.template, state.report.data, final=True)


def test_a_published_copy_is_held_against_what_was_published(workspace: Workspace) -> None:
    done = publish(workspace, "council-2026", "C26/8")
    sent = next(path for path in done.files if path.name == "report.docx").read_bytes()
    _reworded(workspace, "records/reports/council-2026.md", "has proven to be effective", "has proven its worth")
    copy = workspace.root / "from-a-delegate.docx"
    data = with_paragraph_after(sent, "From 7 to 11 July", "A new paragraph stands here.")
    copy.write_bytes(replaced(data, "in line with", "in accordance with"))
    found = fold(workspace, [copy])
    assert found.copies[0].basis == "the published C26/8"
    assert sum("in accordance with" in one.difference.new.text for one in found.decisions if one.difference.new) > 1
    assert any(one.says == "A new paragraph stands here." and one.is_safe for one in found.decisions)
    records = [one for one in found.decisions if one.lands is Lands.RECORD]
    assert records
    assert not apply(workspace, found, records).failed
    assert "has proven its worth" in (workspace.root / "records/reports/council-2026.md").read_text(encoding="utf-8")


def test_a_copy_of_one_meetings_summary_is_known_by_its_words(workspace: Workspace) -> None:
    copy = workspace.root / "bare.docx"
    copy.write_bytes(replaced(_bare(workspace, "41"), "congratulated Brazil", "commended Brazil"))
    found = fold(workspace, [copy])
    assert found.state.target.asked == "41"
    (one,) = found.decisions
    assert (one.lands, one.is_safe, one.file) == (Lands.RECORD, True, "records/meetings/41.md")


def test_a_strangers_document_is_refused_with_the_nearest_report(workspace: Workspace) -> None:
    data = _bare(workspace, "council-2026")
    for word in ("the", "ITU", "WSIS", "and"):
        data = replaced(data, f" {word} ", f" {word[::-1]}x ")
    copy = workspace.root / "stranger.docx"
    copy.write_bytes(data)
    with pytest.raises(CwgdraftError, match="is no copy of a report of this workspace"):
        fold(workspace, [copy])
