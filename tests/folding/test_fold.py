from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.folding.decisions import Lands
from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.jobs.folding.log import entries_of
from cwgdraft.jobs.folding.log_file import read_log, write_log
from cwgdraft.jobs.folding.log_table import About, as_csv, as_word
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import document, replaced, sample_workspace, with_paragraph_after, without_paragraph
from tests.repositories import committed, git, needs_git

PROMPT = "how promptly ITU, after the Summit"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


def copy(tmp_path: Path, data: bytes, name: str = "copy.docx") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def minutes(workspace: Workspace, number: int = 42) -> str:
    return (workspace.meetings / f"{number}.md").read_text(encoding="utf-8")


def test_an_unedited_draft_changes_nothing(tmp_path: Path, workspace: Workspace) -> None:
    assert fold(workspace, [copy(tmp_path, document(workspace))]).decisions == ()


def test_new_words_replace_those_of_the_record_and_every_other_byte_stays(tmp_path: Path, workspace: Workspace) -> None:
    before = minutes(workspace)
    found = fold(workspace, [copy(tmp_path, replaced(document(workspace), "how promptly", "how quickly"))])
    (one,) = found.decisions
    assert (one.lands, one.is_safe, one.file) == (Lands.RECORD, True, "records/meetings/42.md")
    assert apply(workspace, found, found.decisions).files == ("records/meetings/42.md",)
    assert minutes(workspace) == before.replace("how promptly", "how quickly")


def test_references_beside_the_new_words_stay_references(tmp_path: Path, workspace: Workspace) -> None:
    data = replaced(document(workspace), " on how the WSIS process is implemented", " on how WSIS is carried out")
    found = fold(workspace, [copy(tmp_path, data)])
    apply(workspace, found, found.decisions)
    assert "The secretariat presented [[at this meeting]] Document [[5]] on how WSIS is carried out" in minutes(
        workspace
    )


def test_folding_the_same_copy_twice_changes_nothing_the_second_time(tmp_path: Path, workspace: Workspace) -> None:
    data = replaced(document(workspace), "how promptly", "how quickly")
    data = with_paragraph_after(data, "how quickly", "The group added a sentence of its own.")
    data = without_paragraph(data, "The group congratulated Brazil on its")
    path = copy(tmp_path, data)
    found = fold(workspace, [path])
    assert len(apply(workspace, found, found.decisions).done) == 3
    assert fold(workspace, [path]).decisions == ()


def test_an_inserted_paragraph_stands_behind_its_neighbour(tmp_path: Path, workspace: Workspace) -> None:
    data = with_paragraph_after(document(workspace), PROMPT, "The group added a sentence of its own.")
    found = fold(workspace, [copy(tmp_path, data)])
    apply(workspace, found, found.decisions)
    text = minutes(workspace)
    place = text.index("The group added a sentence of its own.")
    assert text.index(PROMPT) < place < text.index("The group noted with appreciation the side event of UNGIS")


def test_a_paragraph_that_was_split_is_two_statements(tmp_path: Path, workspace: Workspace) -> None:
    data = replaced(
        document(workspace),
        "The group congratulated Brazil on its successful G20 meetings, held in Brazil in 2024.",
        "The group congratulated Brazil ",
    )
    data = with_paragraph_after(
        data, "The group congratulated Brazil ", "on its successful G20 meetings, held in Brazil in 2024."
    )
    found = fold(workspace, [copy(tmp_path, data)])
    apply(workspace, found, found.decisions)
    assert "The group congratulated Brazil\n\non its successful G20 meetings, held in Brazil in 2024.\n" in minutes(
        workspace
    )


def test_edits_in_different_paragraphs_of_word_and_records_both_survive(tmp_path: Path, workspace: Workspace) -> None:
    path = copy(tmp_path, replaced(document(workspace), "how promptly", "how quickly"))
    file = workspace.meetings / "42.md"
    file.write_text(minutes(workspace).replace("congratulated Brazil", "warmly congratulated Brazil"), encoding="utf-8")
    found = fold(workspace, [path])
    assert [one.is_safe for one in found.decisions] == [True]
    apply(workspace, found, found.decisions)
    assert "how quickly" in minutes(workspace)
    assert "warmly congratulated Brazil" in minutes(workspace)


def test_edits_in_the_same_paragraph_are_a_conflict_with_both_texts(tmp_path: Path, workspace: Workspace) -> None:
    path = copy(tmp_path, replaced(document(workspace), "how promptly", "how quickly"))
    file = workspace.meetings / "42.md"
    file.write_text(minutes(workspace).replace("how promptly", "how slowly"), encoding="utf-8")
    (one,) = fold(workspace, [path]).decisions
    assert not one.is_safe
    assert one.difference.new is not None
    assert "how quickly" in one.difference.new.text
    assert one.difference.old is not None
    assert "how slowly" in one.difference.old.text


@needs_git
def test_the_base_is_the_commit_that_the_copy_was_built_from(tmp_path: Path, workspace: Workspace) -> None:
    git(workspace.root, "init", "-q", "-b", "main")
    committed(workspace.root)
    path = copy(tmp_path, replaced(document(workspace), "how promptly", "how quickly"))
    file = workspace.meetings / "42.md"
    file.write_text(minutes(workspace).replace("how promptly", "how slowly"), encoding="utf-8")
    committed(workspace.root)
    found = fold(workspace, [path])
    (one,) = found.decisions
    assert found.copies[0].basis.startswith("the records at ")
    assert (one.difference.conflict, one.is_safe) == ("the records changed it too", False)
    texts = [block.text if block else "" for block in (one.difference.base, one.difference.old, one.difference.new)]
    assert [next(w for w in ("promptly", "slowly", "quickly") if w in text) for text in texts] == [
        "promptly", "slowly", "quickly",
    ]  # fmt: skip


def test_copies_that_disagree_are_to_be_reviewed_and_equal_edits_are_one(tmp_path: Path, workspace: Workspace) -> None:
    data = document(workspace)
    paths = [
        copy(tmp_path, replaced(data, "how promptly", words), f"{n}.docx")
        for n, words in enumerate(("how quickly", "how soon"))
    ]
    found = fold(workspace, paths)
    assert [one.review for one in found.decisions] == ["the copies disagree"] * 2
    same = copy(tmp_path, replaced(data, "how promptly", "how quickly"), "same.docx")
    assert len(fold(workspace, [paths[0], same]).decisions) == 1


def test_an_edited_date_is_the_fact_that_would_make_it_say_so(tmp_path: Path, workspace: Workspace) -> None:
    data = replaced(document(workspace), "10-11\u00a0February 2025", "11-12\u00a0February 2025")
    (one,) = [one for one in fold(workspace, [copy(tmp_path, data)]).decisions if one.lands is Lands.FACT]
    assert one.says.replace("\u00a0", " ") == "42.yaml: dates: 10-11 February 2025 -> 11-12 February 2025"
    assert one.values[0].text == "2025-02-11/12"
    assert one.is_safe


def test_a_copy_of_something_else_is_refused_with_the_reason(tmp_path: Path, workspace: Workspace) -> None:
    stranger = copy(tmp_path, (workspace.templates / "council-report.docx").read_bytes())
    with pytest.raises(CwgdraftError, match="no copy of a report of this workspace"):
        fold(workspace, [stranger])
    data = document(workspace)
    (workspace.reports / "council-2025.yaml").unlink()
    (workspace.reports / "council-2025.md").unlink()
    with pytest.raises(CwgdraftError, match="is a copy of 'council-2025', which this workspace doesn't have"):
        fold(workspace, [copy(tmp_path, data, "other.docx")])


def test_the_log_keeps_what_the_secretariat_wrote_and_grows_only_by_what_is_new(
    tmp_path: Path, workspace: Workspace
) -> None:
    found = fold(workspace, [copy(tmp_path, replaced(document(workspace), "how promptly", "=how quickly"))])
    assert write_log(workspace, found.report, entries_of(found, {})) == 1
    assert write_log(workspace, found.report, entries_of(found, {})) == 0
    write_log(workspace, found.report, entries_of(found, {found.decisions[0].name: "accepted"}))
    (entry,) = read_log(workspace, found.report)
    assert entry.outcome == "accepted"
    assert as_csv([entry]).count("\r\n") == 2
    assert as_word(About("council-2025"), [entry]).startswith(b"PK")
