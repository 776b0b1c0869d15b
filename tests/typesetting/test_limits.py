"""Work under limits: what it returns and raises comes back, and it can neither hang nor fill the memory."""

from __future__ import annotations

import os
import time

import pytest

from cwgdraft.errors import TemplateError
from cwgdraft.typesetting import limits
from cwgdraft.typesetting.limits import LimitError, limited

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


def refuse(part: str) -> None:
    raise TemplateError("it is wrong", "mend it", part=part, paragraph="words")


def double(text: str) -> str:
    return text * 2


def test_what_the_work_returns_comes_back_however_long_it_is() -> None:
    assert limited(double, "x" * 5_000_000) == "x" * 10_000_000


def test_what_the_work_raises_comes_back_whole() -> None:
    with pytest.raises(TemplateError) as caught:
        limited(refuse, "word/header1.xml")
    error = caught.value
    assert (error.message, error.help, error.part, error.paragraph) == (
        "it is wrong",
        "mend it",
        "word/header1.xml",
        "words",
    )


@forks
def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(LimitError) as caught:
        limited(time.sleep, 60, seconds=0.2)
    assert caught.value.message == "filling the template took more than 0.2 seconds"
    assert caught.value.help == "take out the tags that were added last, loops within loops first"


@forks
def test_work_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(LimitError) as caught:
        limited(bytearray, 2_000_000_000, megabytes=200)
    assert caught.value.message == "filling the template took more than 200 MB of memory"


@forks
def test_a_child_that_dies_is_said() -> None:
    with pytest.raises(LimitError) as caught:
        limited(os._exit, 3)
    assert caught.value.message == "filling the template took more than 1,500 MB of memory, or was stopped"


@forks
def test_no_child_is_left_behind() -> None:
    with pytest.raises(LimitError):
        limited(time.sleep, 60, seconds=0.1)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_it_works_without_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_HAS_FORK", False)
    assert limited(double, "ab") == "abab"
    with pytest.raises(TemplateError, match="it is wrong"):
        limited(refuse, "x")
