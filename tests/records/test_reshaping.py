"""Entries of YAML files come, go and move, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.records.reshaping import Coming, Going, Moving, Reshaping, reshaped

PLAN = """\
# the plan
box: {purpose: to note}
sections:
  - key: introduction  # first
    content: [mandate, words, attendance]
  # about the activities
  - topic: activities
    title: >-
      A title
      on two lines

    sections:
      - topic: ai
      - {topic: forum, title: Forum}
  - agenda
leave_out:
- {what: topic x, reason: none}
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (Coming(("box",), "To act: now", name="action"), "to note}", 'to note, action: "To act: now"}'),
        (Coming((), "Own", name="title"), "reason: none}\n", "reason: none}\ntitle: Own\n"),
        (Coming(("new",), "x"), "reason: none}\n", "reason: none}\nnew: [x]\n"),
        (
            Coming(("sections", "introduction", "content"), "words more", after="words"),
            "words, attendance",
            "words, words more, attendance",
        ),
        (Coming(("sections", "introduction", "content"), "x"), "[mandate", "[x, mandate"),
        (Going(("sections", "introduction", "content"), "mandate"), "[mandate, words", "[words"),
        (Going(("sections", "introduction", "content"), "attendance"), ", attendance]", "]"),
        (
            Moving(("sections", "introduction", "content"), "attendance", ""),
            "[mandate, words, attendance]",
            "[attendance, mandate, words]",
        ),
        (Going(("sections",), "agenda"), "  - agenda\n", ""),
        (
            Coming(("sections", "introduction"), "Overview", name="title"),
            "introduction  # first\n",
            "introduction  # first\n    title: Overview\n",
        ),
        (
            Coming(("sections", "activities", "sections"), {"key": "own", "content": ["words"]}, after="forum"),
            "title: Forum}\n",
            "title: Forum}\n      - {key: own, content: [words]}\n",
        ),
        (
            Moving(("sections", "activities", "sections"), "forum", ""),
            "      - topic: ai\n      - {topic: forum, title: Forum}\n",
            "      - {topic: forum, title: Forum}\n      - topic: ai\n",
        ),
        (Coming(("leave_out",), {"what": "y"}), "leave_out:\n", "leave_out:\n- {what: y}\n"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_only_what_changes_is_written(change: Reshaping, old: str, new: str, ending: str, mark: bytes) -> None:
    assert PLAN.count(old) == 1
    data = mark + PLAN.replace("\n", ending).encode()
    wanted = mark + PLAN.replace(old, new).replace("\n", ending).encode()
    assert reshaped(Path("plan.yaml"), data, change) == wanted


def test_an_entry_takes_the_comment_above_it_along() -> None:
    done = reshaped(Path("plan.yaml"), PLAN.encode(), Moving(("sections",), "activities", "")).decode()
    assert sorted(done) == sorted(PLAN)
    assert done.index("# about the activities") < done.index("- topic: activities") < done.index("- key: introduction")


@pytest.mark.parametrize(
    "change",
    [
        Going(("sections",), "nothing"),
        Going(("nowhere", "at", "all"), "x"),
        Moving(("sections",), "agenda", "nothing"),
        Coming(("box",), "again", name="purpose"),
        Coming(("box", "purpose"), "x"),
    ],
)
def test_what_is_not_there_is_refused(change: Reshaping) -> None:
    with pytest.raises(CwgdraftError, match=r"plan\.yaml"):
        reshaped(Path("plan.yaml"), PLAN.encode(), change)


def test_an_empty_list_is_filled() -> None:
    done = reshaped(Path("plan.yaml"), b"a: 1\nleave_out: []  # none yet\n", Coming(("leave_out",), {"what": "y"}))
    assert done == b"a: 1\nleave_out: [{what: y}]  # none yet\n"


def test_a_file_with_several_kinds_of_line_ends_is_refused() -> None:
    with pytest.raises(CwgdraftError, match="line ends of several kinds"):
        reshaped(Path("plan.yaml"), b"a: 1\r\nb: [x]\n", Going(("b",), "x"))
