"""One slip is told once, though several rules see it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cwgdraft.checking.echoes import TOLD_BY
from cwgdraft.checking.registry import load_rule, names
from cwgdraft.checking.run import chosen_rules, run_rules
from cwgdraft.checking.subject import Subject
from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.drafting.combine import Recorded
from cwgdraft.finding import Place
from cwgdraft.jobs.checking.check import check_documents
from cwgdraft.jobs.checking.documents import Document
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import House, Term, load_house

HEAD = "1\tIntroduction\n1.1\tThe Council Working Group on Lamps and the Oil (CWG-LAMP&OIL) met.\n"


def found(text: str, house: House | None = None) -> list[tuple[str, str]]:
    """Return the rules that tell something of a document's last paragraph, with the words that they mean."""
    house = house or load_house(None)
    subject = Subject(read_text(f"{HEAD}1.2\t{text}", "lamps"), house)
    every = run_rules(subject, chosen_rules(house))
    last = subject.passages[-1].number
    return [(one.rule.name, one.hit.words) for one in every if one.hit.passage.number == last]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Lamps burn under PP Resolution 140 (Rev.Bucharest, 2022).", "resolution-form", "Rev.Bucharest, 2022"),
        ("The group met on [TBC].", "drafting-bracket", "[TBC]"),
        ("The group met on TBC.", "placeholder-left", "TBC"),
    ],
)
def test_a_slip_is_told_once(text: str, rule: str, words: str) -> None:
    assert found(text) == [(rule, words)]


def test_an_edition_that_was_replaced_has_one_remedy() -> None:
    text = (
        "1\tLamps\n1.1\tThis report is on the 3rd meeting of the group, held on 3 March 2025.\n"
        "1.2\tThe group works under Council Resolution 1332 (Modified 2024), "
        "and Council Resolution 1332 (mod.2023) before."
    )
    subject = Subject(read_text(text, "lamps"), load_house(None))
    rules = [one for one in chosen_rules(load_house(None)) if one.group == "references"]
    assert [one.rule.name for one in run_rules(subject, rules)] == ["resolution-edition"]


def test_an_acronym_that_the_house_names_is_told_once() -> None:
    base = load_house(None)
    house = replace(base, names=(Term("CWG-LAMP&OIL", ("CWG LAMP&OIL",)),))
    assert found("The CWG LAMP&OIL met.", house) == [("group-acronym", "CWG LAMP&OIL")]


def test_what_two_reports_print_of_one_record_is_told_once() -> None:
    path = Path("42.md")
    recorded = {"42:lamps": Recorded(Place(path, 7, 1), "The the lamps burn.")}

    def document(text: str) -> Document:
        block = Block(Kind.PARAGRAPH, (Run(text),), origin="42:lamps")
        draft = Draft("lamps", "", "en", "", {}, (block,))
        return Document(Subject(draft, load_house(None), own=True), path, "report", recorded)

    checked = check_documents(
        [document("The the lamps burn."), document("At the 42nd meeting, the the lamps burn.")],
        [load_rule("duplicated-word")],
    )
    assert [one.finding.message for one in checked] == ["'The the': 'The' stands twice"]


def test_echoes_are_of_rules_that_there_are() -> None:
    assert {*TOLD_BY, *(name for told in TOLD_BY.values() for name in told)} <= set(names())
