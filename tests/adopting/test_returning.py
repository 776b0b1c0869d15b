"""The way back: what comes out equal, what comes out otherwise with a reason, and what nobody can explain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from cwgdraft.adopting.facts import said_by
from cwgdraft.adopting.recording import Fate
from cwgdraft.adopting.returning import Return, Share, returned
from cwgdraft.adopting.wording import Piece
from cwgdraft.jobs.reading import as_text
from cwgdraft.language.acts import Vocabulary
from cwgdraft.plain_text import read_text
from cwgdraft.records.catalogue import load_act_words
from cwgdraft.workspace import Workspace
from tests.adopting_builders import HEAD, outline
from tests.draft_builders import ROOT

BODY = "1\tWork\n1.1\tThe group noted the lamps.\n1.2\tThe group agreed to:\na)\tmeet again;\nb)\treport.\n"
SOURCE = HEAD + BODY
VOCABULARY = Vocabulary.from_data(load_act_words(Workspace(ROOT), "en"))


def came_back(
    source: str,
    built: str,
    pieces: Mapping[str, Sequence[Piece]] | None = None,
    where: Mapping[str, str] | None = None,
) -> Return:
    """Return how a text comes back as another.

    `pieces` are those of paragraphs by their words, `where` tells of some where they went; all others are words of
    the plan's.
    """
    read = outline(source)
    fates = [
        Fate(
            "report.txt",
            line,
            (where or {}).get(line.text, "records/reports/report.md"),
            tuple((pieces or {}).get(line.text, [Piece(line.text)])),
        )
        for line in read.lines()
    ]
    draft = as_text(read_text(built, "report"))
    return returned("report.txt", fates, draft, said_by(read, "report.txt"), VOCABULARY)


def test_what_is_built_as_it_was_is_equal() -> None:
    found = came_back(SOURCE, SOURCE)
    assert (found.equal, found.named, found.all, found.differences) == (9, 0, 9, ())
    assert found.paragraphs == Share(9, 9)


def test_white_space_and_non_breaking_signs_dont_count() -> None:
    built = SOURCE.replace("the lamps", "the\u00a0 lamps").replace("11th and", "11th  and")
    assert came_back(SOURCE, built).equal == 9


@pytest.mark.parametrize(
    ("old", "new", "source", "built"),
    [
        ("noted the lamps", "noted no lamps", "The group noted the lamps.", "The group noted no lamps."),
        ("1.1\tThe group noted the lamps.\n", "", "The group noted the lamps.", ""),
        ("b)\treport.\n", "b)\treport.\nc)\tinvented.\n", "", "invented."),
        ("1\tWork", "1\tWorks", "Work", "Works"),
    ],
    ids=["changed", "lost", "invented", "heading"],
)
def test_what_nobody_can_explain_has_no_reason(old: str, new: str, source: str, built: str) -> None:
    found = came_back(SOURCE, SOURCE.replace(old, new))
    assert ("", source, built) in [(one.reason, one.source, one.built) for one in found.differences]
    assert found.equal + found.named < found.all or source == ""


def test_paragraphs_that_changed_places_arent_equal() -> None:
    lines = BODY.splitlines()
    swapped = "\n".join([lines[0], "1.1\tThe group agreed to:", *lines[3:], "1.2\tThe group noted the lamps."]) + "\n"
    found = came_back(SOURCE, HEAD + swapped)
    assert [one for one in found.differences if not one.reason]


def test_another_number_is_named() -> None:
    (only,) = came_back(SOURCE, SOURCE.replace("1.2\t", "1.3\t")).differences
    assert (only.label, only.reason) == ("1.2", "number: 1.2 in the source, 1.3 now")


def test_marks_of_a_list_are_alike_with_and_without_bracket() -> None:
    assert came_back(SOURCE, SOURCE.replace("a)\t", "(a)\t")).equal == 9


@pytest.mark.parametrize(
    ("fact", "typed", "prints", "reason"),
    [
        ("date", "17 October 2023", "2-3 October 2024", "source: 17 October 2023; record: 2-3 October 2024"),
        ("symbol", "CWGTEST-11/2", "CWG-TEST-11/2", "symbol: CWGTEST-11/2; record: CWG-TEST-11/2"),
    ],
)
def test_what_the_record_knows_better_is_named(fact: str, typed: str, prints: str, reason: str) -> None:
    words = f"The group noted {typed} at length."
    source = HEAD + f"1\tWork\n1.1\t{words}\n"
    pieces = {words: [Piece("The group noted "), Piece(typed, "[[x]]", prints, fact), Piece(" at length.")]}
    (only,) = came_back(source, source.replace(typed, prints), pieces).differences
    assert only.reason == reason
    wrong = came_back(source, source.replace("noted " + typed, "lost " + prints), pieces)
    assert [one.reason for one in wrong.differences] == [""]


def test_what_wasnt_taken_is_named_with_its_reason() -> None:
    where = {"The group noted the lamps.": "not taken: a row of a table, which minutes can't hold"}
    built = SOURCE.replace("1.1\tThe group noted the lamps.\n", "").replace("1.2\t", "1.1\t")
    found = came_back(SOURCE, built, where=where)
    reasons = {one.source: one.reason for one in found.differences}
    assert reasons["The group noted the lamps."] == "a row of a table, which minutes can't hold"
    assert found.paragraphs == Share(9, 9)


def test_facts_count_as_held_where_a_reference_stands() -> None:
    words = "The group noted Document CWG-TEST-11/2 on 5 March 2024."
    source = HEAD + f"1\tWork\n1.1\t{words}\n"
    without = came_back(source, source).facts
    reference = [
        Piece("The group noted Document "),
        Piece("CWG-TEST-11/2", "[[11/2]]", "CWG-TEST-11/2", "symbol"),
        Piece(" on 5 March 2024."),
    ]
    held = came_back(source, source, {words: reference}).facts
    assert (without.held, held.held, held.all) == (0, 1, without.all)
    assert held.all == 2


def test_acts_are_counted_in_the_paragraphs_of_sections() -> None:
    source = HEAD + "1\tWork\n1.1\tThe group noted the document.\n1.2\tLamps in the light of lamps.\n"
    assert came_back(source, source).acts == Share(1, 2)


def test_a_share_is_shown_with_its_part_of_a_hundred() -> None:
    assert (Share(191, 200).text, Share(0, 0).text) == ("191 of 200 (95.5 %)", "none there")
