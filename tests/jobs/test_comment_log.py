"""The log of comments: what came back, who said it, where; and that what the secretariat wrote stays."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Kind, Run
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.jobs.folding.fold import fold
from cwgdraft.jobs.folding.log import Entry, Reply, entries_of
from cwgdraft.jobs.folding.log_file import answer, log_file, read_log, write_log
from cwgdraft.jobs.folding.log_table import About, about_of, as_csv, as_word, in_order, summary
from cwgdraft.jobs.folding.places import place_in
from cwgdraft.jobs.states import load_state
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.folding.commented import Said, commented, saved_by, tracked_away
from tests.folding.edits.editor import Editor
from tests.folding.edits.pieces import Q, text_of
from tests.folding.workspaces import drafted, replaced, sample_workspace, with_paragraph_after, without_paragraph

REPORT = "council-2025"
PROMPT, BRAZIL = "how promptly ITU", "The group congratulated Brazil on its"
FIRST = Said("Since when?", PROMPT)
REPLY = Said("Since 2024.", to=0, by="Reader B", date="2026-01-06T10:00:00")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Return a workspace that nobody writes into."""
    return sample_workspace(tmp_path_factory.mktemp("samples") / "work")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


def entries(workspace: Workspace, folder: Path, *copies: bytes) -> list[Entry]:
    """Return the entries that copies give: `copy-1.docx`, `copy-2.docx` …"""
    paths = [folder / f"copy-{number}.docx" for number in range(1, len(copies) + 1)]
    for path, data in zip(paths, copies, strict=True):
        path.write_bytes(data)
    return entries_of(fold(workspace, paths), {})


def entry(name: str = "a1", **more: object) -> Entry:
    texts = {"where": "3.1", "by": "A", "date": "2026-01-05", "about": "", "words": "", "text": "x"}
    return Entry(name, **{**texts, **more})  # type: ignore[arg-type]


# --- what stands in an entry ------------------------------------------------------------------------


def test_replies_stand_under_the_comment_that_began_the_thread(tmp_path: Path, samples: Workspace) -> None:
    third = Said("Thank you.", to=1, date="2026-01-07T09:00:00Z")
    (one,) = entries(samples, tmp_path, commented(drafted(REPORT), [FIRST, REPLY, third]))
    assert (one.where, one.by, one.date, one.time, one.copy) == (
        "3.2.7", "Delegation A", "2026-01-05", "09:00", "copy-1.docx",
    )  # fmt: skip
    assert one.replies == (
        Reply("Reader B", "2026-01-06", "Since 2024."),
        Reply("Delegation A", "2026-01-07", "Thank you."),
    )
    assert not one.resolved


def test_a_closed_thread_is_resolved(tmp_path: Path, samples: Workspace) -> None:
    (one,) = entries(samples, tmp_path, commented(drafted(REPORT), [Said("x", PROMPT, done=True)]))
    assert one.resolved


def test_a_comment_of_ours_is_none_and_a_reply_to_it_is_one(tmp_path: Path, samples: Workspace) -> None:
    ours = Said("Decision 1: leave it to accept", PROMPT, by="cwgdraft", initials="cwg")
    assert entries(samples, tmp_path, commented(drafted(REPORT), [ours])) == []
    (one,) = entries(samples, tmp_path, commented(drafted(REPORT), [ours, REPLY]))
    assert (one.text, one.replies) == ("Since 2024.", ())


def test_the_same_comment_in_two_copies_is_one_with_the_replies_of_both(tmp_path: Path, samples: Workspace) -> None:
    other = Said("In September.", to=0, by="Reader C", date="2026-01-08T10:00:00Z")
    copies = [commented(drafted(REPORT), said) for said in ([FIRST, REPLY], [FIRST, REPLY, other], [FIRST])]
    (one,) = entries(samples, tmp_path, *copies)
    assert [reply.text for reply in one.replies] == ["Since 2024.", "In September."]
    assert one.copy == "copy-1.docx"


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("Introduction", "1"),
        ("41st meeting: held", "2.2, first dash"),
        ("Agenda item", "first page"),
        (PROMPT, "3.2.7"),
    ],
)
def test_where_a_comment_hangs_is_said_in_the_numbers_that_were_printed(
    tmp_path: Path, samples: Workspace, words: str, where: str
) -> None:
    data = commented(drafted(REPORT), [Said("x", words)])
    data = with_paragraph_after(data, "PP-22 also considered", "A paragraph more.")
    found = entries(samples, tmp_path, data)
    assert [one.where for one in found if not one.is_edit] == [where]


def test_a_comment_on_a_deleted_paragraph_has_its_words_and_number(tmp_path: Path, samples: Workspace) -> None:
    data = commented(tracked_away(drafted(REPORT), BRAZIL, "Reader B"), [Said("Keep it.", BRAZIL)])
    comment, edit = entries(samples, tmp_path, data)
    assert (comment.where, comment.words[:21]) == ("3.8.7 (deleted)", "The group congratulat")
    assert comment.about == edit.about != ""
    assert (edit.where, edit.text, edit.by, edit.kind, edit.copy) == (
        "3.8.7", "deleted", "Reader B", "edit", "copy-1.docx",
    )  # fmt: skip


def test_each_edit_names_its_copy_and_one_that_came_what_it_follows(tmp_path: Path, samples: Workspace) -> None:
    one = without_paragraph(saved_by(drafted(REPORT), "Delegation B"), BRAZIL)
    two = with_paragraph_after(drafted(REPORT), PROMPT, "The group said more.")
    found = entries(samples, tmp_path, one, two)
    assert {(edit.where, edit.text, edit.copy) for edit in found} == {
        ("3.8.7", "deleted", "copy-1.docx"),
        ("after 3.2.7", "add: The group said more.", "copy-2.docx"),
    }


@pytest.mark.parametrize(
    "date", ["2026-01-05T23:59:00", "2026-01-05T23:59:00+14:00", "2026-01-05", "2026-01-05T23:59:00.5Z"]
)
def test_a_date_without_or_with_a_time_zone_is_the_day_that_was_written(
    tmp_path: Path, samples: Workspace, date: str
) -> None:
    (one,) = entries(samples, tmp_path, commented(drafted(REPORT), [Said("x", PROMPT, date=date)]))
    assert one.date == "2026-01-05"


@pytest.mark.parametrize("date", ["", "yesterday", "05.01.2026"])
def test_what_is_no_date_is_left_out(tmp_path: Path, samples: Workspace, date: str) -> None:
    (one,) = entries(samples, tmp_path, commented(drafted(REPORT), [Said("x", PROMPT, date=date)]))
    assert (one.date, one.time) == ("", "")


def test_odd_names_and_texts_stay_readable(tmp_path: Path, workspace: Workspace) -> None:
    said = [
        Said("", PROMPT, by=""),
        Said("a\u0085b\u2028c\ufeff\nd: # {", PROMPT, by="x" * 500),
        Said("=1+1", PROMPT, by='=cmd|"/c calc"!A1'),
        Said("y" * 30_000, PROMPT, by="A\u202eB\tC"),
    ]
    found = entries(workspace, tmp_path, commented(drafted(REPORT), said))
    assert write_log(workspace, REPORT, found) == 4
    assert read_log(workspace, REPORT) == found
    assert [one.by for one in found] == ["", "x" * 79 + "…", '=cmd|"/c calc"!A1', "AB C"]
    assert [one.text for one in found[:3]] == ["", "abc\nd: # {", "=1+1"]
    assert found[3].text.endswith("y … [10,000 more signs stand in the copy]")
    rows = list(csv.reader(io.StringIO(as_csv(found))))
    assert [row[1][:5] for row in rows[1:]] == ["", "xxxxx", "'=cmd", "AB C"]
    assert as_word(About(REPORT), found).startswith(b"PK")


# --- the file --------------------------------------------------------------------------------------


def test_folding_a_copy_again_adds_nothing(tmp_path: Path, workspace: Workspace) -> None:
    data = replaced(
        commented(drafted(REPORT), [FIRST, REPLY]), "The group congratulated Brazil on its", "It thanked for"
    )
    found = entries(workspace, tmp_path, data)
    assert write_log(workspace, REPORT, found) == 3
    before = log_file(workspace, REPORT).read_bytes()
    assert write_log(workspace, REPORT, found) == 0
    assert log_file(workspace, REPORT).read_bytes() == before


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_later_reply_is_added_and_every_other_byte_stays(
    tmp_path: Path, workspace: Workspace, ending: str, encoding: str
) -> None:
    write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST, Said("y", BRAZIL)])))
    path = log_file(workspace, REPORT)
    text = path.read_text(encoding="utf-8").replace(
        "outcome: open\n", "outcome: noted  # by the chair\n    answer: Für: später\n", 1
    )
    text = text.replace("Für: später", '"Für: später"').replace("comments:", "# ours\ncomments:").replace("\n", ending)
    path.write_bytes(text.encode(encoding))
    later = entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST, REPLY]))
    assert write_log(workspace, REPORT, later) == 1
    line = "      - {by: Reader B, date: 2026-01-06, text: Since 2024.}" + ending
    head = '"Für: später"' + ending
    assert path.read_bytes() == text.replace(head, f"{head}    replies:{ending}{line}").encode(encoding)
    assert write_log(workspace, REPORT, later) == 0
    assert [(len(one.replies), one.outcome) for one in read_log(workspace, REPORT)] == [(1, "noted"), (0, "open")]


def test_a_thread_that_was_closed_later_says_so(tmp_path: Path, workspace: Workspace) -> None:
    write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST])))
    closed = Said(FIRST.text, FIRST.words, done=True)
    assert write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [closed]))) == 0
    assert [one.resolved for one in read_log(workspace, REPORT)] == [True]


def test_a_comment_whose_words_were_edited_meanwhile_is_the_same(tmp_path: Path, workspace: Workspace) -> None:
    write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST])))
    later = replaced(commented(drafted(REPORT), [FIRST, REPLY]), "how promptly", "how quickly")
    found = [one for one in entries(workspace, tmp_path, later) if not one.is_edit]
    assert write_log(workspace, REPORT, found) == 1
    (one,) = read_log(workspace, REPORT)
    assert [reply.text for reply in one.replies] == ["Since 2024."]


def test_a_reply_that_lost_its_thread_is_no_comment_of_its_own(tmp_path: Path, workspace: Workspace) -> None:
    write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST, REPLY])))
    alone = Said(REPLY.text, PROMPT, by=REPLY.by, date=REPLY.date)
    assert write_log(workspace, REPORT, entries(workspace, tmp_path, commented(drafted(REPORT), [FIRST, alone]))) == 0


OLD = """\
format: 1
report: council-2025
comments:
  - name: 0a0a0a0a
    where: 3.2.7
    by: Delegation A
    date: 2026-01-05
    about: 42/ungis~ad3593ce
    words: some
    text: Why?
    outcome: open
  - {name: 1b1b1b1b, where: 3.3, text: "read: x", words: y, outcome: accepted}
"""


def test_a_log_from_before_is_read_and_grows(workspace: Workspace) -> None:
    path = log_file(workspace, REPORT)
    path.write_text(OLD, encoding="utf-8")
    first, second = read_log(workspace, REPORT)
    assert (first.text, first.is_edit, second.is_edit, second.outcome) == ("Why?", False, True, "accepted")
    assert (first.copy, first.replies, first.resolved) == ("", (), False)
    assert write_log(workspace, REPORT, [first, entry("c3")]) == 1
    assert path.read_text(encoding="utf-8").startswith(OLD)


@pytest.mark.parametrize("text", ["comments: x\n", "comments:\n  - x\n", "x: y\n", ""])
def test_a_log_without_a_list_is_refused(workspace: Workspace, text: str) -> None:
    log_file(workspace, REPORT).write_text(text, encoding="utf-8")
    with pytest.raises(CwgdraftError, match=r"council-2025\.comments\.yaml holds no list 'comments'"):
        write_log(workspace, REPORT, [entry()])


def test_a_log_that_is_no_yaml_names_the_line(workspace: Workspace) -> None:
    log_file(workspace, REPORT).write_text("comments:\n  - name: a\n   b: c\n", encoding="utf-8")
    with pytest.raises(RecordsError):
        read_log(workspace, REPORT)


def test_a_log_never_grows_so_large_that_it_cannot_be_read(workspace: Workspace) -> None:
    many = [entry(f"{number:08x}", text="z" * 19_000) for number in range(110)]
    write_log(workspace, REPORT, many[:50])
    before = log_file(workspace, REPORT).read_bytes()
    with pytest.raises(CwgdraftError, match="would have 2,1"):
        write_log(workspace, REPORT, many)
    assert log_file(workspace, REPORT).read_bytes() == before


# --- answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_an_answer_changes_its_entry_alone(workspace: Workspace, ending: str, encoding: str) -> None:
    path = log_file(workspace, REPORT)
    text = OLD.replace("\n", ending)
    path.write_bytes(text.encode(encoding))
    answer(workspace, REPORT, "0a0a0a0a", "Now: it says so.", "accepted")
    answer(workspace, REPORT, "1b1b1b1b", "", "rejected")
    new = text.replace("outcome: accepted}", "outcome: rejected}")
    line = f'    answer: "Now: it says so."{ending}'
    assert path.read_bytes() == new.replace(f"outcome: open{ending}", f"outcome: accepted{ending}{line}").encode(
        encoding
    )
    answer(workspace, REPORT, "0a0a0a0a", "Otherwise.\nIn two lines.", "")
    assert [one.answer for one in read_log(workspace, REPORT)] == ["Otherwise.\nIn two lines.", ""]


def test_an_answer_to_what_is_not_there_is_refused(workspace: Workspace) -> None:
    log_file(workspace, REPORT).write_text(OLD + OLD[OLD.index("  - {name: 1b") :], encoding="utf-8")
    with pytest.raises(CwgdraftError, match=r"council-2025\.comments\.yaml has no entry 'ffff'"):
        answer(workspace, REPORT, "ffff", "x", "")
    with pytest.raises(CwgdraftError, match="has 2 entries called '1b1b1b1b'"):
        answer(workspace, REPORT, "1b1b1b1b", "x", "")


# --- the table -------------------------------------------------------------------------------------


def test_the_table_has_the_order_of_the_report(workspace: Workspace) -> None:
    draft = load_state(workspace, [REPORT], "0").report.draft
    drafted_now = [entry("a", where="9.9", about="section:ungis"), entry("b", where="1.1", about="41/ungis~ce6fedc7")]
    by_number = [
        entry("z", where=""), entry("y", where="3.10"), entry("x", where="below 3.2.1"), entry("w", where="3.9"),
        entry("v", where="first page"), entry("u", where="after 1"),
    ]  # fmt: skip
    found = in_order([*by_number, *reversed(drafted_now)], draft)
    assert "".join(one.name for one in found) == "vuabxwyz"
    assert "".join(one.name for one in in_order(by_number, None)) == "vuxwyz"


def test_the_summary_counts_comments_persons_and_outcomes() -> None:
    found = [
        entry(by="A, B"), entry(by="B (saved the copy)", kind="edit", outcome="accepted"), entry(by=""),
        entry(by="C", outcome="noted"), entry(by="C", outcome="rejected"),
    ]  # fmt: skip
    assert summary(found) == "4 comments and 1 proposal by 3 persons: 1 accepted, 1 rejected, 2 open, 1 noted."
    assert summary([entry(by="")]) == "1 comment: 1 open."


def test_the_word_table_says_what_it_is_about_and_holds_the_threads(workspace: Workspace) -> None:
    draft = load_state(workspace, [REPORT], "0").report.draft
    one = entry(
        replies=(Reply("Reader B", "2026-01-06", "Yes.\nIn 2024."), Reply("", "", "No.")), resolved=True, answer="So."
    )
    two = entry("b", by="", date="", copy="chair.docx", kind="edit", text="read: two new words", words="two old words")
    about = about_of(REPORT, draft, "2026-02-03", "only open entries")
    text = "\n".join(read_draft(read_parts(as_word(about, [one, two, entry("c", text="")]), "x"), "x").lines())
    for part in (
        f"{draft.title}\nAs of ",
        "As of 3\u00a0February 2026. 2 comments and 1 proposal by 1 person: 3 open.\nShown are only open ",
        "x ↳ Reader B, 6\u00a0January 2026: Yes. In 2024. ↳ not named: No.\topen resolved in Word\tSo.",
        "3.1\tnot named chair.docx\ttwo old words\tread: two new words\topen",
        "(no words)",
    ):
        assert part in text
    assert about.symbol == ""


def test_a_symbol_that_is_known_stands_behind_the_title(workspace: Workspace) -> None:
    assert b"PK" in as_word(About(REPORT, "T", "C25/8"), [entry()])[:2]
    lines = list(read_draft(read_parts(as_word(About(REPORT, "T", "C25/8"), [entry()]), "x"), "x").lines())
    assert lines[0] == "T (C25/8)"


def test_csv_has_a_row_for_each_entry_and_replies_in_a_cell() -> None:
    one = entry(replies=(Reply("B", "2026-01-06", "Yes."), Reply("C", "", "No.")), resolved=True, copy="a.docx")
    rows = list(csv.DictReader(io.StringIO(as_csv([one]))))
    assert rows == [
        {
            "Paragraph": "3.1", "By": "A", "Date": "2026-01-05", "On the words": "", "Comment or proposal": "x",
            "Replies": "B, 2026-01-06: Yes.\nC: No.", "Outcome": "open", "Answer": "", "Thread": "resolved in Word",
            "Copy": "a.docx",
        }
    ]  # fmt: skip


def lines_of(*found: Entry) -> str:
    return "\n".join(read_draft(read_parts(as_word(About(REPORT), found), "x"), "x").lines())


def test_long_paragraphs_are_cut_around_what_differs_and_new_ones_stand_whole() -> None:
    long = "It took note of the report and of what was said. " * 20
    changed = entry(kind="edit", words=f"{long}Old. {long}", text=f"read: {long}New. {long}")
    text = lines_of(changed, entry("b", kind="edit", text=f"add: {long}"), entry("c", kind="edit", text="deleted"))
    row = next(line for line in text.splitlines() if "Old." in line)
    assert len(row) < 1000
    assert row.count("…") == 4
    assert f"add: {long}".rstrip() in text
    assert "\tdelete\t" in text


def test_a_move_says_where_to(tmp_path: Path, samples: Workspace) -> None:
    editor = Editor(drafted(REPORT), random.Random(0), tracked=False)
    moved, above = (
        next(one for one in editor.body.iter(f"{Q}p") if words in text_of(one)) for words in (PROMPT, BRAZIL)
    )
    above.addnext(moved)
    (one,) = entries(samples, tmp_path, editor.saved())
    assert (one.where, one.text) == ("3.2.7", "moved after 3.8.7")
    assert "\tmove after 3.8.7\t" in lines_of(one)


def test_another_look_says_which(tmp_path: Path, samples: Workspace) -> None:
    parts = dict(read_parts(drafted(REPORT), "copy"))
    text = parts[MAIN].decode()
    start = text.rindex("<w:r>", 0, text.index(PROMPT))
    parts[MAIN] = (
        text[:start] + text[start:].replace("<w:r>", '<w:r><w:rPr><w:u w:val="single"/></w:rPr>', 1)
    ).encode()
    (one,) = entries(samples, tmp_path, pack(parts))
    assert one.text.startswith("another look: underline: “")


def test_places_below_a_number_come_in_their_order() -> None:
    where = ["after section 4, first paragraph", "section 4, second paragraph", "4", "5", "section 4, first paragraph",
             "after the heading of 4"]  # fmt: skip
    found = in_order([entry(str(n), where=one) for n, one in enumerate(where)], None)
    assert [one.where for one in found] == [
        "4", "after the heading of 4", "section 4, first paragraph", "after section 4, first paragraph",
        "section 4, second paragraph", "5",
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "shown"), [(1, "first"), (10, "tenth"), (11, "11th"), (21, "21st"), (22, "22nd")])
def test_paragraphs_without_numbers_are_counted(count: int, shown: str) -> None:
    blocks = [Block(Kind.HEADING, (Run("Title"),), 1, "3"), *[Block(Kind.PARAGRAPH, (Run("words"),))] * count]
    assert place_in(blocks, count) == f"section 3, {shown} paragraph"
