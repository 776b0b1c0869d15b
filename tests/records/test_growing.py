"""Lists of maps grow, every other byte stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.records.growing import Change, grown

REPLY = {"by": "B", "text": "Yes: it is"}
BLOCK = """\
# a log
format: 1
comments:
  # the first
  - name: a1   # known
    text: |
      Two
      lines

    outcome: "open"  # so far
    answer:
  - {name: b2, outcome: open}
  # the end
"""


def changed(text: str, changes: dict[int, Change], fresh: list[Change]) -> str:
    return grown(Path("x.yaml"), text.encode(), "comments", changes, fresh).decode()


def test_fresh_entries_come_behind_all_and_values_into_those_that_are_there() -> None:
    new = changed(
        BLOCK, {0: {"outcome": "accepted", "answer": "so"}, 1: {"outcome": "no", "resolved": True}}, [{"name": "c3"}]
    )
    expected = (
        BLOCK.replace('"open"  # so far', "accepted  # so far")
        .replace("answer:", "answer: so")
        .replace("{name: b2, outcome: open}", "{name: b2, outcome: no, resolved: true}")
    )
    assert new == expected + "  - {name: c3}\n"


def test_what_comes_in_a_list_goes_behind_what_is_in_it() -> None:
    text = (
        "comments:\n- name: a\n  replies:\n  - by: A\n    text: x\n  answer: y\n"
        "- name: b\n  replies: [{by: A}]\n- name: c\n"
    )
    new = changed(text, {0: {"replies": [REPLY]}, 1: {"replies": [REPLY]}, 2: {"replies": [REPLY]}}, [])
    assert new == (
        'comments:\n- name: a\n  replies:\n  - by: A\n    text: x\n  - {by: B, text: "Yes: it is"}\n  answer: y\n'
        '- name: b\n  replies: [{by: A}, {by: B, text: "Yes: it is"}]\n'
        '- name: c\n  replies:\n    - {by: B, text: "Yes: it is"}\n'
    )


@pytest.mark.parametrize("text", ["comments: []\n", "comments: [{name: a}]\n"])
def test_a_list_in_brackets_grows_in_them(text: str) -> None:
    assert changed(text, {}, [{"name": "b"}]) == text.replace("]", ", {name: b}]").replace("[, ", "[")


def test_a_key_behind_the_list_stays_behind_it() -> None:
    text = "comments:\n  - name: a\nreport: x\n"
    assert changed(text, {}, [{"name": "b"}]) == "comments:\n  - name: a\n  - {name: b}\nreport: x\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_line_ends_and_byte_order_marks_stay(encoding: str) -> None:
    text = BLOCK.replace("\n", "\r\n")
    new = grown(Path("x.yaml"), text.encode(encoding), "comments", {0: {"outcome": "accepted"}}, [{"name": "c"}])
    assert new == (text.replace('"open"', "accepted") + "  - {name: c}\r\n").encode(encoding)


def test_a_last_line_without_an_end_gets_one() -> None:
    assert changed("comments:\n  - name: a", {}, [{"name": "b"}]) == "comments:\n  - name: a\n  - {name: b}\n"


@pytest.mark.parametrize("text", ["report: x\n", "comments: x\n", "comments:\n", "[]\n", "comments:\n  - a\n", ""])
def test_what_has_no_list_of_maps_is_refused(text: str) -> None:
    with pytest.raises(CwgdraftError, match=r"x\.yaml can't be added to as it is written"):
        changed(text, {0: {"outcome": "x"}} if "- a" in text else {}, [{"name": "b"}])
