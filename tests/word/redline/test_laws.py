"""A redline accepted is the new document, rejected the old one; no more is marked than must be."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from cwgdraft.errors import WordFileError
from cwgdraft.word.gate import read_file, read_parts
from cwgdraft.word.redline import redline
from cwgdraft.word.tracked import accept, count_tracked, reject
from tests.word.redline.facts import AUTHOR, DATE, check, marked, redlined, said
from tests.word.redline.least import least_marked
from tests.word.redline.random_documents import versions
from tests.word_builders import ROOT

PAIRS = ROOT.parent / "shared" / "corpus" / "word"
CHUNK = 20


def pairs() -> list[tuple[str, str, str]]:
    table = PAIRS / "pairs.tsv"
    if not table.is_file():
        return [("no corpus", "", "")]
    with table.open(encoding="utf-8", newline="") as file:
        return [(row["id"], row["old"], row["new"]) for row in csv.DictReader(file, delimiter="\t")]


@pytest.mark.parametrize("start", range(0, 260, CHUNK))
def test_random_edits_are_accepted_to_the_new_document_and_rejected_to_the_old(start: int) -> None:
    for seed in range(start, start + CHUNK):
        old, new, done, _, _ = versions(seed, edits=1 + seed % 12)
        try:
            check(old, new, xml=True)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}: {done}") from error


@pytest.mark.parametrize("start", range(1000, 1100, CHUNK))
def test_no_more_characters_are_marked_than_must_be(start: int) -> None:
    for seed in range(start, start + CHUNK):
        old, new, done, before, after = versions(seed, edits=1 + seed % 5)
        most = 1.02 * least_marked(before, after)
        assert marked(redlined(old, new)) <= most, f"seed {seed}: {done}"


def test_the_random_edits_do_mark_something() -> None:
    old, new, _, before, after = versions(3, edits=8)
    assert said(old) != said(new)
    assert least_marked(before, after) > 0
    assert count_tracked(redlined(old, new)) > 0


@pytest.mark.parametrize("seed", range(2000, 2010))
def test_a_document_compared_with_itself_has_no_changes(seed: int) -> None:
    old, _, _, _, _ = versions(seed, edits=1)
    found = redline(old, old, author=AUTHOR, date=DATE)
    assert found.remarks == ()
    assert count_tracked(redlined(old, old)) == 0


@pytest.mark.parametrize("seed", range(2000, 2010))
def test_a_document_written_anew_with_other_numbers_has_no_changes(seed: int) -> None:
    old, new, _, _, _ = versions(seed, edits=0)
    assert old != new
    assert count_tracked(redlined(old, new)) == 0


@pytest.mark.parametrize("seed", range(2000, 2010))
def test_both_ways_lead_to_the_same_two_documents(seed: int) -> None:
    old, new, _, _, _ = versions(seed, edits=6)
    there, back = redlined(old, new), redlined(new, old)
    assert said(accept(there)) == said(reject(back))
    assert said(reject(there)) == said(accept(back))


@pytest.mark.parametrize("folder", ["read", "templates"])
def test_documents_of_others_compared_with_themselves_have_no_changes(folder: str) -> None:
    files = sorted((PAIRS / folder).glob("*.docx"))
    if not files:
        pytest.skip("the corpus of Word files isn't here (../shared/corpus/word)")
    looked = 0
    for file in files:
        try:
            parts = accept(read_file(file))
        except WordFileError:
            continue
        found = redline(parts, parts, author=AUTHOR, date=DATE)
        assert found.remarks == (), file.name
        assert count_tracked(read_parts(found.data, file.name)) == 0, file.name
        looked += 1
    assert looked > 30


@pytest.mark.parametrize(("name", "old", "new"), pairs(), ids=lambda one: Path(one).stem if "." in one else one)
def test_pairs_that_others_made(name: str, old: str, new: str) -> None:
    if not old:
        pytest.skip("the corpus of Word files isn't here (../shared/corpus/word)")
    check(read_file(PAIRS / "pairs" / old), read_file(PAIRS / "pairs" / new))
