"""Which symbols are a report's, its two covers, and which publication `since` compares with."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.jobs.publishing.since import since_published
from cwgdraft.workspace import Workspace
from tests.draft_builders import group, ordinary
from tests.jobs.test_publishing import BOX, DATED, LATER, MINUTES, blocks, folders, made, refused
from tests.repositories import edited

OWN = "CWG-TEST-12/20"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return made(tmp_path / "group", DATED + BOX)


@pytest.mark.parametrize(
    ("more", "symbol", "message", "help_"),
    [
        ("symbol: C24/8\n", "C24/9", "C24/9 isn't the symbol of 'r': that is C24/8",
         "write --symbol 'C24/8', or correct it in r.yaml"),
        ("symbol: C24/8-E\n", "C24/INF/8", "C24/INF/8 isn't the symbol of 'r': that is C24/8",
         "write --symbol 'C24/8', or correct it in r.yaml"),
        ("symbol: CWG-TEST-12/20\n", "CWG-TEST-12/21", "CWG-TEST-12/21 isn't the symbol of 'r': that is CWG-TEST-12/20",
         "write --symbol 'CWG-TEST-12/20', or correct it in r.yaml"),
        ("", "C99/1", "C99/1 is no document of C24, the session of 'r'",
         "write --symbol 'C24/1', or correct session in r.yaml"),
        ("", "CWG-TEST-10/3", "CWG-TEST-10/3 is a document of meeting 10, and 'r' is about meetings 11, 12",
         "name the number that it has there: --symbol 'CWG-TEST-12/…'"),
    ],
)  # fmt: skip
def test_a_symbol_that_cant_be_the_reports_is_refused(
    tmp_path: Path, more: str, symbol: str, message: str, help_: str
) -> None:
    place = made(tmp_path / "group", DATED + more + BOX)
    error = refused(place, symbol)
    assert (error.message, error.help) == (message, help_)
    assert folders(place) == []


def test_a_report_without_a_session_has_no_council_document(tmp_path: Path) -> None:
    place = made(tmp_path / "group", f"date: 2024-05-02\n{BOX}")
    error = refused(place, "C24/8")
    assert error.message == "C24/8 is a Council document, and 'r' goes to no Council session"
    assert error.help == "write session: C24 into r.yaml, or name the group's symbol: --symbol 'CWG-TEST-12/…'"
    assert publish(place, "r", OWN).published.symbol == OWN


@pytest.mark.parametrize("suffix", ["(Rev.1)", "(Corr.1)", "(Add.1)"])
def test_nothing_follows_what_was_never_published(place: Workspace, suffix: str) -> None:
    error = refused(place, f"C24/8{suffix}", date=LATER)
    assert (error.message, error.help) == ("C24/8 isn't published yet", "publish C24/8 first, without a suffix")
    assert folders(place) == []


def test_the_plan_may_name_one_of_two_symbols(tmp_path: Path) -> None:
    place = made(tmp_path / "group", f"{DATED}symbol: C24/8\n{BOX}")
    publish(place, "r", "C24/8-E")
    publish(place, "r", OWN)
    assert folders(place) == ["C24-8", "CWG-TEST-12-20"]


# --- the second cover ------------------------------------------------------------------------------


def front(place: Workspace, folder: str) -> list[str]:
    return [ordinary(block.text) for block in blocks(place, folder)[:5]]


def test_a_paper_of_the_group_has_the_groups_first_page(place: Workspace) -> None:
    publish(place, "r", OWN)
    assert front(place, "CWG-TEST-12-20")[:3] == [
        "Council Working Group on Testing",
        "12th meeting – Geneva, 30 September-1 October 2024",
        "\tDocument CWG-TEST-12/20-E 2 May 2024 English only",
    ]
    publish(place, "r", "C24/8")
    assert front(place, "C24-8")[:3] == [
        "Council 2024",
        "Geneva, 4-14 June 2024",
        "Agenda item: PL 1.5\tDocument C24/8-E 2 May 2024 Original: English",
    ]


def test_what_only_the_councils_cover_needs_isnt_open_on_the_groups(tmp_path: Path) -> None:
    place = made(tmp_path / "group", f"session: C24\ndate: 2024-05-02\n{BOX}")
    assert "open: agenda item" in refused(place, "C24/8").message
    assert publish(place, "r", OWN).published.symbol == OWN


def test_what_follows_a_paper_of_the_group_has_its_cover(place: Workspace) -> None:
    publish(place, "r", OWN)
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", OWN, later="Rev", date=LATER)
    assert front(place, "CWG-TEST-12-20-Rev.1")[1:3] == [
        "12th meeting – Geneva, 30 September-1 October 2024",
        "\tDocument CWG-TEST-12/20(Rev.1)-E 20 May 2024 English only",
    ]
    assert not since_published(place, "r").changed


def test_a_meetings_summary_has_the_symbol_that_the_meeting_gives_it(tmp_path: Path) -> None:
    place = group(tmp_path / "group", templates=True)
    with pytest.raises(CwgdraftError) as caught:
        publish(place, "11", "CWG-TEST-11/20", date=LATER)
    assert caught.value.message == "CWG-TEST-11/20 isn't the symbol of 'one-11': that is CWG-TEST-11/9"
    assert caught.value.help == (
        "write --symbol 'CWG-TEST-11/9', or correct it in a plan of its own (cwgdraft new report)"
    )
    assert publish(place, "11", "CWG-TEST-11/9", date=LATER).published.report == "one-11"


# --- since -----------------------------------------------------------------------------------------


def test_since_compares_with_the_publication_that_is_meant(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", OWN)
    found = since_published(place, "r")
    assert (found.published.symbol, found.others, found.comparison.differs) == ("C24/8", (OWN,), True)
    found = since_published(place, "r", symbol=OWN)
    assert (found.published.symbol, found.others, found.changed) == (OWN, ("C24/8",), False)
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    assert since_published(place, "r").published.symbol == "C24/8(Rev.1)"
    assert since_published(place, "r", symbol="C24/8-E").comparison.differs
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r", symbol="C24/9")
    assert caught.value.message == "'r' isn't published under C24/9"
    assert caught.value.help == f"name a symbol under which it is: C24/8, {OWN}, C24/8(Rev.1)"


def test_since_takes_the_groups_paper_where_no_other_is_published(place: Workspace) -> None:
    publish(place, "r", OWN)
    assert since_published(place, "r").published.symbol == OWN
