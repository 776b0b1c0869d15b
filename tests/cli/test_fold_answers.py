"""`cwgdraft fold --answer`: the document in which each decision is a comment, and what it answers."""

from __future__ import annotations

import copy
import io
import random
from pathlib import Path

import docx
import pytest
from lxml import etree

from cwgdraft.cli import run
from cwgdraft.draft import Draft
from cwgdraft.jobs.folding.answers import seal_of
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.jobs.folding.log import entries_of
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import pack, parse, write_xml
from cwgdraft.workspace import Workspace
from tests.folding.commented import EXTENDED, saved_by
from tests.folding.edits.editor import Editor
from tests.folding.edits.of_paragraphs import take_out
from tests.folding.edits.pieces import Q, text_of
from tests.folding.workspaces import ROOT, document, replaced, sample_workspace, with_paragraph_after, without_paragraph

BRAZIL, PROMPT = "The group congratulated Brazil on its", "how promptly"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    found = sample_workspace(tmp_path / "work")
    monkeypatch.chdir(found.root)
    return found


def answered(*copies: bytes) -> Draft:
    """Return the answer document for some copies: `one.docx`, `two.docx` …"""
    names = ["one.docx", "two.docx", "three.docx"][: len(copies)]
    for name, data in zip(names, copies, strict=True):
        Path(name).write_bytes(data)
    assert run(["fold", *names, "--answer", "answer.docx"]) == 1
    return read_draft(read_parts(Path("answer.docx").read_bytes(), "answer"), "answer")


def comments(draft: Draft) -> list[tuple[str, str]]:
    """Return the paragraph that each comment stands on, and its text."""
    return [
        (draft.blocks[one.anchor].text, "\n".join(block.text for block in one.blocks))
        for one in draft.stories
        if one.names_cause
    ]


def about(draft: Draft, words: str) -> tuple[str, str]:
    return next(one for one in comments(draft) if words in one[1])


def reply(name: str, text: str) -> None:
    """Let somebody reply to the comment of a decision, as Word writes it."""
    parts = dict(read_parts(Path("answer.docx").read_bytes(), "answer"))
    document_, root = parse(parts[MAIN], MAIN), parse(parts["word/comments.xml"], "comments")
    ours = next(one for one in root if f"Decision {name}" in "".join(one.itertext()))
    number = ours.get(f"{Q}id")
    ours[-1].set(f"{_W14}paraId", "0000AAAA")
    other = etree.SubElement(root, f"{Q}comment")
    for key, value in (("id", "900"), ("author", "Chair"), ("initials", "C"), ("date", "2026-02-03T10:00:00Z")):
        other.set(f"{Q}{key}", value)
    paragraph = etree.SubElement(other, f"{Q}p")
    paragraph.set(f"{_W14}paraId", "0000BBBB")
    etree.SubElement(etree.SubElement(paragraph, f"{Q}r"), f"{Q}t").text = text
    for mark in list(document_.iter(f"{Q}commentRangeStart", f"{Q}commentRangeEnd", f"{Q}commentReference")):
        if mark.get(f"{Q}id") == number:
            twin = copy.deepcopy(mark)
            twin.set(f"{Q}id", "900")
            mark.addnext(twin)
    extended = etree.Element(f"{_W15}commentsEx", nsmap={"w15": _W15[1:-1]})
    etree.SubElement(extended, f"{_W15}commentEx").set(f"{_W15}paraId", "0000AAAA")
    line = etree.SubElement(extended, f"{_W15}commentEx")
    line.set(f"{_W15}paraId", "0000BBBB")
    line.set(f"{_W15}paraIdParent", "0000AAAA")
    parts.update({MAIN: write_xml(document_), "word/comments.xml": write_xml(root), EXTENDED: write_xml(extended)})
    Path("answer.docx").write_bytes(pack(parts))


def name_of(draft: Draft, words: str) -> str:
    return about(draft, words)[1].split()[1].rstrip(":")


# --- what the comments say --------------------------------------------------------------------------


def test_edits_of_a_second_copy_stand_on_their_paragraph_and_say_all_of_it(workspace: Workspace) -> None:
    data = document(workspace)
    second = saved_by(replaced(data, PROMPT, "how quickly"), "Delegation B")
    second = with_paragraph_after(without_paragraph(second, BRAZIL), PROMPT.replace("promptly", "quickly"), "More.")
    draft = answered(replaced(data, "side event of UNGIS at IGF", "event of UNGIS at IGF"), second)
    place, text = about(draft, "how quickly")
    assert PROMPT in place
    assert text.splitlines()[0].endswith(": changed at 3.2.7")
    assert "From: two.docx, by Delegation B (saved the copy)" in text
    assert "Was: " in text
    assert "Copy: " in text
    assert text.endswith(
        "Accepting it: writes these words into the records (records/meetings/42.md:13).\n"
        "Leave this comment to accept the edit; delete it to reject it."
    )
    place, text = about(draft, "Copy: More.")
    assert PROMPT in place
    assert ": inserted after 3.2.7\n" in text
    place, text = about(draft, "Copy: taken out")
    assert place.startswith(BRAZIL)
    assert f"Was: {BRAZIL}" in text
    assert all(":0" not in one for _, one in comments(draft))


def test_of_paragraphs_that_read_alike_the_edited_one_has_the_comment(workspace: Workspace) -> None:
    data = with_paragraph_after(document(workspace), BRAZIL, "It took note.")
    data = with_paragraph_after(data, PROMPT, "It took note.")
    draft = answered(data)
    places = [one.anchor for one in draft.stories if one.names_cause]
    assert [draft.blocks[one].text for one in places] == ["It took note."] * 2
    assert places[0] != places[1]


def test_what_the_first_copy_took_out_is_answered_on_the_paragraph_above(workspace: Workspace) -> None:
    data = document(workspace)
    draft = answered(without_paragraph(data, "how promptly"), replaced(data, PROMPT, "how quickly"))
    places = {place[:40] for place, _ in comments(draft)}
    assert len(places) == 1
    assert draft.blocks[0].text[:40] not in places
    assert all("Look: the copies disagree." in text and "reply 'yes' to this comment" in text
               for _, text in comments(draft))  # fmt: skip


# --- how they are answered ----------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "accepted"), [("", False), ("Yes.", True), ("perhaps", False), ("no", False)])
def test_what_is_to_be_looked_at_is_accepted_by_a_reply_alone(
    workspace: Workspace, capsys: pytest.CaptureFixture[str], said: str, accepted: bool
) -> None:
    data = document(workspace)
    draft = answered(replaced(data, PROMPT, "how quickly"), replaced(data, PROMPT, "how soon"))
    if said:
        reply(name_of(draft, "how quickly"), said)
    capsys.readouterr()
    assert run(["fold", "one.docx", "two.docx", "--apply", "--answers", "answer.docx"]) == 1
    assert ("how quickly" in (workspace.meetings / "42.md").read_text(encoding="utf-8")) is accepted
    assert ("1 rejected" in capsys.readouterr().err) is (said == "no")


@pytest.mark.parametrize(("said", "accepted"), [("", True), ("yes", True), ("Not sure.", False), ("No!", False)])
def test_what_is_safe_is_accepted_by_leaving_it_unless_somebody_replies_otherwise(
    workspace: Workspace, said: str, accepted: bool
) -> None:
    draft = answered(replaced(document(workspace), PROMPT, "how quickly"))
    if said:
        reply(name_of(draft, "how quickly"), said)
    run(["fold", "one.docx", "--apply", "--answers", "answer.docx"])
    assert ("how quickly" in (workspace.meetings / "42.md").read_text(encoding="utf-8")) is accepted


# --- what is decided along ------------------------------------------------------------------------------


def test_the_words_of_a_new_section_are_in_the_comment_and_in_the_log(workspace: Workspace) -> None:
    editor = Editor(document(workspace, "council-2026"), random.Random(0), tracked=False)
    forum = "Outcomes of the WSIS+20 High-Level Event 2025"
    below = next(one for one in editor.body if text_of(one).startswith("Update on implementation"))
    above = below.getprevious()
    while above.tag != f"{Q}p":
        above = above.getprevious()
    heading = next(one for one in editor.body if text_of(one).startswith(forum))
    for text, like in (("It was long.", above), ("Further matters", heading)):
        fresh = etree.Element(f"{Q}p")
        fresh.append(copy.deepcopy(like.find(f"{Q}pPr")))
        etree.SubElement(etree.SubElement(fresh, f"{Q}r"), f"{Q}t").text = text
        above.addnext(fresh)
    draft = answered(editor.saved())
    ((_, text),) = comments(draft)
    assert "Copy: Further matters\n" in text
    assert "With it, inserted: It was long.\n" in text
    (entry,) = entries_of(fold(workspace, [Path("one.docx")]), {})
    assert entry.text == "add: Further matters\nIt was long."


def test_the_words_of_a_section_that_goes_are_in_the_log(workspace: Workspace) -> None:
    editor = Editor(document(workspace, "council-2026"), random.Random(0), tracked=False)
    paragraphs = list(editor.body)
    start = next(n for n, one in enumerate(paragraphs) if text_of(one).startswith("Outcomes of the WSIS+20 High-Level"))
    end = next(
        n for n in range(start, len(paragraphs)) if text_of(paragraphs[n]).startswith("Update on implementation")
    )
    for one in paragraphs[start:end]:
        if one.tag == f"{Q}p":
            one.getparent().remove(one)
    Path("one.docx").write_bytes(editor.saved())
    (entry,) = entries_of(fold(workspace, [Path("one.docx")]), {})
    assert entry.text == "deleted"
    assert "From 7 to 11 July" in entry.words


# --- who edited -------------------------------------------------------------------------------------


def test_who_deleted_elsewhere_is_not_the_author_of_a_new_paragraph(workspace: Workspace) -> None:
    editor = Editor(document(workspace), random.Random(0), tracked=True)
    take_out(editor, next(one for one in editor.body.iter(f"{Q}p") if BRAZIL in text_of(one)))
    above = next(one for one in editor.body.iter(f"{Q}p") if "how promptly" in text_of(one))
    fresh = etree.Element(f"{Q}p")
    added = etree.SubElement(fresh, f"{Q}ins")
    added.set(f"{Q}id", "9999")
    added.set(f"{Q}author", "Delegation of Brazil")
    etree.SubElement(etree.SubElement(added, f"{Q}r"), f"{Q}t").text = "The group said more."
    above.addnext(fresh)
    Path("one.docx").write_bytes(editor.saved())
    made = fold(workspace, [Path("one.docx")]).decisions
    by = {one.difference.what.value: one.by for one in made if one.can_be_made}
    assert by == {"inserted": ("Delegation of Brazil",), "deleted": ("Delegate",)}


def test_a_yes_below_the_words_of_a_comment_counts_as_a_reply(workspace: Workspace) -> None:
    data = document(workspace)
    draft = answered(replaced(data, PROMPT, "how quickly"), replaced(data, PROMPT, "how soon"))
    name = name_of(draft, "how soon")
    parts = dict(read_parts(Path("answer.docx").read_bytes(), "answer"))
    root = parse(parts["word/comments.xml"], "comments")
    ours = next(one for one in root if f"Decision {name}" in "".join(one.itertext()))
    paragraph = etree.SubElement(ours, f"{Q}p")
    etree.SubElement(etree.SubElement(paragraph, f"{Q}r"), f"{Q}t").text = "Yes"
    parts["word/comments.xml"] = write_xml(root)
    Path("answer.docx").write_bytes(pack(parts))
    assert run(["fold", "one.docx", "two.docx", "--apply", "--answers", "answer.docx"]) == 1
    assert "how soon" in (workspace.meetings / "42.md").read_text(encoding="utf-8")


def test_comments_stand_on_their_paragraphs_behind_a_new_table_and_picture(workspace: Workspace) -> None:
    file = docx.Document(io.BytesIO(replaced(document(workspace), "successful G20", "fruitful G20")))
    heading = next(one for one in file.paragraphs if one.style.name == "Heading 1")
    table = file.add_table(rows=2, cols=3)
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = "new"
    heading._p.addnext(table._tbl)
    picture = file.add_paragraph()
    picture.add_run().add_picture(str(ROOT / "docs/images/page.png"), width=914400)
    table._tbl.addnext(picture._p)
    out = io.BytesIO()
    file.save(out)
    paragraph, _ = about(answered(out.getvalue()), "Copy: The group congratulated Brazil on its fruitful")
    assert paragraph.startswith("The group congratulated Brazil on its fruitful")


def test_a_seal_covers_where_a_paragraph_moves_to(workspace: Workspace) -> None:
    def seal() -> str:
        (one,) = fold(workspace, [Path("one.docx")]).decisions
        assert one.difference.what == "moved"
        return seal_of(one)

    parts = dict(read_parts(document(workspace), "copy"))
    root = parse(parts[MAIN], MAIN)
    brazil = next(one for one in root.iter(f"{Q}p") if text_of(one).startswith(BRAZIL))
    brazil.getprevious().addprevious(brazil)
    parts[MAIN] = write_xml(root)
    Path("one.docx").write_bytes(pack(parts))
    before = seal()
    assert seal() == before
    minutes = workspace.meetings / "42.md"
    text = minutes.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(BRAZIL))
    minutes.write_text(text.replace(line, f"{line} {{#brazil}}"), encoding="utf-8")
    assert seal() != before


def test_two_copies_of_one_name_are_told_apart_by_their_folders(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    data = document(workspace)
    for folder, new in (("chair", "how quickly"), ("delegate", "how swiftly")):
        Path(folder).mkdir()
        Path(folder, "draft.docx").write_bytes(replaced(data, PROMPT, new))
    assert run(["fold", "chair/draft.docx", "delegate/draft.docx"]) == 1
    out = capsys.readouterr().out
    assert "in chair/draft.docx (look: the copies disagree)" in out
    assert "in delegate/draft.docx (look: the copies disagree)" in out
