"""The cases of the rules: every rule finds what its failing documents show, and nothing in those that pass."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cwgdraft.checking import registry
from cwgdraft.checking.registry import AGREED_TEXT, RULES, load_rule, names
from cwgdraft.checking.subject import Subject
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import load_house
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
CASES = Path(registry.__file__).parent / "cases"
OF_DOCUMENTS = [name for name in names() if name not in RULES[AGREED_TEXT]]
"""The rules that read documents; what is wrong with agreed words is tested in `tests/jobs/test_agreed.py`."""


@cache
def records() -> Records:
    return load_records(Workspace(ROOT))


def parts(name: str) -> dict[str, list[str]]:
    """Return the documents of a rule's cases by the head under which they stand."""
    found: dict[str, list[str]] = {}
    head = ""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").split("\n"):
        if line in ("# fails", "# passes"):
            head = line[2:]
            found[head] = [""]
        elif line.startswith("# withdrawn: "):  # a document that is taken to be withdrawn in the sample's records
            found["withdrawn"] = line.split()[2:]
        elif line == "---":
            found[head].append("")
        else:
            found[head][-1] += f"{line}\n"
    return found


def with_withdrawn(names: list[str]) -> Records:
    """Return the sample's records as if documents (`42/14`) had been withdrawn."""
    meetings = dict(records().meetings)
    for number, document in (name.split("/", 1) for name in names):
        meeting = meetings[int(number)]
        facts = meeting.facts
        one = facts.documents[document]
        changed = type(one)(**{**vars(one), "withdrawn": True})
        documents = {**facts.documents, document: changed}
        meetings[int(number)] = replace(meeting, facts=type(facts)(**{**vars(facts), "documents": documents}))
    return replace(records(), meetings=meetings)


def hits(name: str, text: str) -> list[str]:
    """Return the messages of a rule about a document."""
    rule = load_rule(name)
    known = with_withdrawn(parts(name).get("withdrawn", [])) if rule.needs == "records" else None
    text, _, before = text.partition("=== earlier\n")
    earlier = (read_text(before, "earlier"),) if before else ()
    subject = Subject(read_text(text, "case"), load_house(None), known, earlier=earlier)
    return [hit.message for hit in rule.check(subject)]


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_a_rule_finds_what_its_failing_documents_show(name: str) -> None:
    documents = parts(name)["fails"]
    assert documents
    assert [text for text in documents if not hits(name, text)] == []


@pytest.mark.parametrize("name", OF_DOCUMENTS)
def test_a_rule_finds_nothing_in_its_passing_documents(name: str) -> None:
    documents = parts(name)["passes"]
    assert documents
    assert [(text, found) for text in documents if (found := hits(name, text))] == []


@pytest.mark.parametrize("name", names())
def test_a_rule_has_a_manual_page_of_a_line_and_a_paragraph(name: str) -> None:
    first, blank, rest = (*load_rule(name).manual.split("\n", 2), "", "")[:3]
    assert first.endswith(".")
    assert not blank
    assert rest


def test_every_case_file_is_one_of_a_rule() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} <= set(names())
