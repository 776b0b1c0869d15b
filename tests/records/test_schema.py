"""What each kind of record file may hold, what is said of the rest, and the JSON Schemas made from it."""

# ruff: noqa: E501 - messages stand whole

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cwgdraft.records.json_schema import json_schemas
from cwgdraft.records.schema import FILES, File, GroupFile, MeetingFile, PlanFile, ResolutionsFile, SessionsFile
from cwgdraft.records.validate import validate
from cwgdraft.records.yaml import read_yaml
from tests.builders import GROUP, MEETING, PLAN, shown, source

ROOT = Path(__file__).parents[2]
SCHEMAS = json_schemas()
MEETING_KEYS = (
    "format, number, dates, place, room, form, attendance, chair, vice_chairs, opening, documents, totals, summary, "
    "approval, minutes, thanks, guests, next_meeting"
)


def read(model: type[File], text: str) -> tuple[Any, list[str]]:
    document, findings = read_yaml(source(text, "f"))
    assert not findings
    facts, findings = validate(document, model)
    return facts, shown(findings)


@pytest.mark.parametrize(
    ("model", "text", "finding"),
    [
        (
            MeetingFile,
            "",
            f"f:1:1: error wrong-type: the file is empty | begin with 'format: 1'; the keys of a meeting are {MEETING_KEYS}",
        ),
        (
            MeetingFile,
            "- a",
            "f:1:1: error wrong-type: the file holds a list where keys are wanted"
            f" | begin with 'format: 1'; the keys of a meeting are {MEETING_KEYS}",
        ),
        (
            MeetingFile,
            "format: 2",
            "f:1:9: error unknown-format: the record format '2' is not known; this version reads format 1"
            " | write 'format: 1', or use the version of cwgdraft that wrote the file",
        ),
        (MeetingFile, "format: 1", "f:1:1: error missing-key: 'number' is missing in a meeting | add 'number: …'"),
        (
            MeetingFile,
            MEETING + "plase:",
            "f:3:1: error unknown-key: 'plase' is not a key of a meeting; did you mean 'place'?"
            f" | use one of: {MEETING_KEYS}",
        ),
        (
            MeetingFile,
            MEETING + "documents:\n  1: {title: x}\n  2: {tittle: x}",
            "f:5:7: error unknown-key: 'tittle' is not a key of a document; did you mean 'title'? | use one of: title,"
            " revision, addendum, corrigendum, kind, submitters, presenter, withdrawn, topic, url",
        ),
        (
            MeetingFile,
            MEETING + "documents: {INF/04: x}",
            "f:3:13: error wrong-value: 'INF/04' can't stand here | write 12 or INF/4, and 'revision: 1' below it",
        ),
        (
            MeetingFile,
            MEETING + "documents: {1: {revision: one}}",
            "f:3:27: error wrong-value: 'one' is no whole number | write it in figures, without signs or separators",
        ),
        (
            MeetingFile,
            MEETING + "attendance: {count: -3}",
            "f:3:21: error wrong-value: '-3' is no whole number | write it in figures, without signs or separators",
        ),
        (MeetingFile, "format: 1\nnumber: 0", "f:2:9: error wrong-value: '0' is too small | write 1 or more"),
        (
            MeetingFile,
            MEETING + "form: hybird",
            "f:3:7: error wrong-value: 'hybird' can't be the 'form' of a meeting; did you mean 'hybrid'?"
            " | use one of: physical, virtual, hybrid",
        ),
        (
            MeetingFile,
            MEETING + "vice_chairs: a",
            "f:3:14: error wrong-value: 'a' stands where a list is wanted ('vice_chairs')"
            " | write [a, b], or '- a' lines below it",
        ),
        (
            MeetingFile,
            MEETING + "attendance: 5",
            "f:3:13: error wrong-value: '5' stands where keys are wanted ('attendance')"
            " | the keys of 'attendance' are count, about, who",
        ),
        (
            MeetingFile,
            MEETING + "documents: [a]",
            "f:3:12: error wrong-value: a list stands where keys are wanted ('documents') | write 'key: …' lines below it",
        ),
        (
            MeetingFile,
            MEETING + "guests:\n  - a\n  -",
            "f:5:4: error missing-key: 'person' is missing in a person in a list | add 'person: …'",
        ),
        (
            PlanFile,
            PLAN + "box: {purpos: x}",
            "f:4:7: error wrong-value: 'purpos' is not a key of 'box'; did you mean 'purpose'?"
            " | use one of: purpose, action, strategic_link, financial, references, summary",
        ),
        (
            PlanFile,
            PLAN + "sections:\n  - topic: a\n    sections:\n      - {key: b, opening: insid}",
            "f:7:27: error wrong-value: 'insid' can't be the 'opening' of a section; did you mean 'inside'?"
            " | use one of: phrase, inside, subheading, none",
        ),
        (
            PlanFile,
            PLAN + "sections: [agenda, 5]",
            "f:4:20: error wrong-value: '5' stands where keys are wanted ('sections, 2.') | the keys of a section are key,"
            " topic, title, opening, content, meetings, items, numbering, run_in, sections",
        ),
        (
            PlanFile,
            PLAN + "merge: [{statements: [41#a], keep: 41#a}]",
            "f:4:22: error wrong-value: 'statements' has fewer than 2 entries | write 2 or more",
        ),
        (
            PlanFile,
            PLAN.replace("report\n", "../../etc/passwd\n", 2).replace("council-../../etc/passwd", "council-report"),
            "f:3:11: error wrong-value: '../../etc/passwd' can't stand here"
            " | write a name of letters, figures and hyphens, without a path",
        ),
        (
            PlanFile,
            PLAN + "language: /etc",
            "f:4:11: error wrong-value: '/etc' can't stand here | write en, fr, es, ru, ar, zh …",
        ),
        (
            GroupFile,
            GROUP + "  - {key: Two words, title: x}",
            "f:7:11: error wrong-value: 'Two words' can't stand here | use lower-case letters, figures and hyphens",
        ),
        (
            SessionsFile,
            "format: 1\nboxes: {b: [{field: purpose}]}",
            "f:2:13: error wrong-value: the field 'purpose' has no label | add 'label: …'",
        ),
        (
            ResolutionsFile,
            "format: 1\nresolutions:\n  R 1: {body: council, number: 1, editions: [{edition: b, from: 2020}, {edition: a, from: 2019}]}",
            "f:3:45: error wrong-value: 'a' isn't later than 'b' | put the oldest edition first",
        ),
    ],
)
def test_what_does_not_fit_is_named_in_the_words_of_records(model: type[File], text: str, finding: str) -> None:
    assert read(model, text) == (None, [finding])


def test_every_mistake_of_a_file_is_named_at_once() -> None:
    text = MEETING + "dates: x\nform: y\nthanks: {vice_chairs: [{persn: a}]}\ndocuments: {1: {url: z, withdrawn: no}}"
    assert len(read(MeetingFile, text)[1]) == 6


def test_values_are_taken_as_they_are_written() -> None:
    facts, _ = read(MeetingFile, MEETING + "place: NO\nroom: 1.10\nsummary: {document: 0042}")
    assert (facts.place.get("en"), facts.room.get("en"), facts.summary.document) == ("NO", "1.10", "0042")


def test_a_title_alone_is_a_document_and_a_key_alone_an_attendee() -> None:
    facts, _ = read(MeetingFile, MEETING + "chair: ada\ndocuments: {7: Lamps, 8: }")
    assert (facts.chair.person, facts.documents["7"].title.get("en"), facts.documents["8"].title) == (
        "ada",
        "Lamps",
        None,
    )


def test_a_key_without_a_value_says_nothing() -> None:
    assert read(MeetingFile, MEETING + "place:\nvice_chairs:\ntotals: {information: }")[1] == []


# --- JSON Schema ----------------------------------------------------------------------------------


class Plain(yaml.SafeLoader):
    """Plain PyYAML, which leaves dates as they are written."""


Plain.yaml_implicit_resolvers = {
    sign: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def loaded(text: str) -> Any:
    """Return YAML as an editor's schema sees it: keys are text."""
    return json.loads(json.dumps(yaml.load(text, Plain), default=str))


def faults(name: str, text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(loaded(text))]


def kind_of(path: Path) -> str:
    return {"meetings": "meeting", "reports": "plan"}.get(path.parent.name, path.stem)


RECORDS = sorted(p for p in (ROOT / "records").rglob("*.yaml") if not p.name.endswith(".comments.yaml"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_each_record_of_the_group_fits_its_json_schema(path: Path) -> None:
    assert faults(kind_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", FILES)
def test_each_json_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["title"] == f"cwgdraft: {name}"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("meeting", "format: 1"),
        ("meeting", "format: 2\nnumber: 42"),
        ("meeting", MEETING + "plase: x"),
        ("meeting", MEETING + "form: hybird"),
        ("meeting", MEETING + "dates: 10 February"),
        ("meeting", MEETING + "documents: {x: y}"),
        ("meeting", MEETING + "documents: {1: {tittle: x}}"),
        ("meeting", MEETING + "attendance: {count: -1}"),
        ("meeting", MEETING + "chair: [a]"),
        ("group", GROUP + "  - {key: A b, title: x}"),
        ("group", GROUP + "website: javascript:x"),
        ("plan", PLAN + "sections: [other]"),
        ("plan", PLAN + "box: {foo: x}"),
        ("plan", PLAN.replace(": report", ": ../x")),
        ("people", "format: 1\npeople: {ada: {given: Ada}}"),
        ("sessions", "format: 1\nboxes: {b: [{field: x}]}"),
        ("resolutions", "format: 1\nresolutions: {a: {body: c, number: 1}}"),
    ],
)
def test_a_wrong_record_fails_its_json_schema_as_it_fails_to_load(name: str, text: str) -> None:
    assert faults(name, text)
    assert read(FILES[name], text)[1]


def test_numbers_may_be_written_as_text() -> None:
    assert faults("meeting", "format: '1'\nnumber: '42'\nattendance: {count: '7'}") == []


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            assert schema["additionalProperties"] is False
            yield from schema["properties"].items()
        for value in schema.values():
            yield from properties(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from properties(value)


@pytest.mark.parametrize("name", FILES)
def test_every_field_has_a_description(name: str) -> None:
    assert [key for key, field in properties(SCHEMAS[name]) if not field.get("description")] == []


def test_written_schemas_are_up_to_date() -> None:
    for path in (ROOT / "records" / "schema").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8")) == SCHEMAS[path.stem], "run cwgdraft schema"
