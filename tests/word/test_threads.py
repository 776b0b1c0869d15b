"""Threads of comments: which answers which, what is resolved, and what isn't as Word writes it."""

from __future__ import annotations

import pytest

from cwgdraft.draft import Story
from cwgdraft.word.documents import read_draft
from tests.folding.commented import EXTENDED, Said, commented, parts_of, tracked_away, with_part
from tests.folding.workspaces import drafted

PROMPT, BRAZIL = "how promptly ITU", "The group congratulated Brazil on its"
THREAD = (
    Said("Since when?", PROMPT),
    Said("Since 2024.\nSee there.", to=0, by="Reader B", date="2026-01-06T10:00:00"),
    Said("Thank you.", to=1),
    Said("Too long.", BRAZIL, done=True),
)


def comments(data: bytes) -> list[Story]:
    return [one for one in read_draft(parts_of(data), "copy").stories if one.kind.value == "comment"]


def test_a_reply_names_the_comment_that_it_answers_and_a_closed_thread_says_so() -> None:
    found = comments(commented(drafted("council-2025"), THREAD))
    assert [(one.name, one.answers, one.resolved) for one in found] == [
        ("comment 1", "", False),
        ("comment 2", "comment 1", False),
        ("comment 3", "comment 2", False),
        ("comment 4", "", True),
    ]


@pytest.mark.parametrize("part", [b"", b"<w15:commentsEx", b"\x00\xff", b"<other/>"])
def test_threads_that_cannot_be_read_leave_the_comments(part: bytes) -> None:
    data = with_part(commented(drafted("council-2025"), THREAD), EXTENDED, lambda _: part)
    draft = read_draft(parts_of(data), "copy")
    assert [one.answers for one in comments(data)] == [""] * 4
    damaged = part not in (b"", b"<other/>")
    assert ("which comment answers which can't be read: the part that says so is damaged" in draft.remarks) is damaged


def test_comments_that_answer_each_other_in_a_circle_end_somewhere() -> None:
    def circle(xml: bytes) -> bytes:
        return xml.replace(b'paraId="00000001" ', b'paraId="00000001" w15:paraIdParent="00000042" ')

    found = comments(with_part(commented(drafted("council-2025"), THREAD), EXTENDED, circle))
    assert [one.answers for one in found] == ["comment 2", "", "comment 2", ""]


def test_a_reply_to_a_comment_that_is_gone_is_a_comment() -> None:
    def gone(xml: bytes) -> bytes:
        return xml.replace(b'paraIdParent="00000001"', b'paraIdParent="FFFFFFFF"')

    found = comments(with_part(commented(drafted("council-2025"), THREAD), EXTENDED, gone))
    assert [one.answers for one in found] == ["", "", "comment 2", ""]


def test_other_parts_of_comments_may_hold_anything() -> None:
    data = commented(drafted("council-2025"), THREAD)
    for name in ("word/commentsIds.xml", "word/commentsExtensible.xml", "word/people.xml"):
        data = with_part(data, name, lambda _: b"<<")
    assert len(comments(data)) == 4


def test_a_comment_on_deleted_words_tells_them_and_their_paragraph() -> None:
    data = commented(tracked_away(drafted("council-2025"), BRAZIL, "Reader B"), [Said("Keep it.", BRAZIL)])
    (found,) = comments(data)
    assert found.excerpt == ""
    assert found.gone == "The group congratulated Brazil on its successful G20 meetings, held in Brazil in 2024."
    assert found.origin.startswith("42/g20~")
