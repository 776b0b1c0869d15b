"""What a template may use: every field of the contract, with examples, tags that print it, and who uses it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from jinja2 import Environment, StrictUndefined

from cwgdraft.contract import FIELDS, FILTERS, KINDS, PHRASE_FILTERS, PLACES, Shape, Where, field_at
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.templates.fields import Entry, context_of, entries, matching
from cwgdraft.jobs.templates.handouts import fields_handout
from cwgdraft.jobs.templates.reports import drafted_reports
from cwgdraft.jobs.templates.tags import ready_tag
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.workspace import Workspace
from tests.builders import shown
from tests.draft_builders import ROOT, group

SAMPLES = Workspace(ROOT)


def english() -> Catalogue:
    return load_catalogue(SAMPLES, "en")


def of(found: tuple[Entry, ...], name: str, section: str = "") -> Entry:
    return next(one for one in found if one.name == name and (not section or one.section == section))


def paths_in(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield the path of everything in some data, as the contract spells it, and the value there."""
    if path:
        yield path, value
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from paths_in(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for inner in value:
            yield from paths_in(inner, f"{path}[]")


def filled() -> dict[str, list[object]]:
    """Return every path that drafting fills, over all reports of the samples and of the made-up group."""
    found: dict[str, list[object]] = {}
    for one in drafted_reports(SAMPLES, english()):
        for path, value in paths_in(context_of(one)):
            found.setdefault(path, []).append(value)
    return found


# --- the contract -----------------------------------------------------------------------------------


def test_everything_that_drafting_fills_is_in_the_contract() -> None:
    # an entry of a list of groups of fields has no line of its own
    unknown = [path for path in filled() if field_at(path) is None and field_at(path.removesuffix("[]")) is None]
    assert unknown == []


def test_everything_in_the_contract_is_filled_by_drafting(tmp_path: Path) -> None:
    """Nobody of the samples was represented; in the made-up group somebody can be."""
    names = {"records/meetings/11.yaml": "format: 1\nnumber: 11\ndates: 2024-02-05/06\nplace: Geneva\n"
             "vice_chairs: [{person: sample, presence: represented, by: Ms X Y}]\n"}  # fmt: skip
    place = group(tmp_path, names, templates=True)
    found = filled()
    for one in drafted_reports(place, english()):
        found.update({path: [value] for path, value in paths_in(context_of(one)) if path not in found})
    wanted = [field.path for field in FIELDS if field.where is not Where.PHRASES]
    assert [path for path in wanted if path not in found] == []


@pytest.mark.parametrize("field", [field for field in FIELDS if field.where is not Where.PHRASES], ids=lambda f: f.path)
def test_a_field_holds_what_the_contract_says(field: Any) -> None:
    kinds = {
        Shape.TEXT: (str,),
        Shape.NUMBER: (int,),
        Shape.SWITCH: (bool,),
        Shape.LIST: (list,),
        Shape.MAP: (Mapping, type(None)),
    }
    for value in filled().get(field.path, []):
        assert isinstance(value, kinds[field.shape])
        assert isinstance(value, bool) == (field.shape is Shape.SWITCH)


# --- what is listed ---------------------------------------------------------------------------------


def test_all_fields_places_filters_and_kinds_are_listed() -> None:
    found, findings = entries(SAMPLES)
    assert findings == ()
    names = {one.name for one in found}
    assert {field.path for field in FIELDS if field.where is not Where.PHRASES} <= names
    assert {*PLACES, *FILTERS, *KINDS, "labels.purpose"} <= names
    assert not {"followed_by", *PHRASE_FILTERS} & names


def test_of_phrases_those_are_listed_that_phrases_may_use() -> None:
    found, _ = entries(SAMPLES, phrases=True)
    names = {one.name for one in found}
    assert {"followed_by", "value", *PHRASE_FILTERS, "meetings_named"} <= names
    assert not {"front.title", "labels", "body", "heading 1", "escape"} & names
    assert not [one.tag for one in found if "front" in one.tag or "labels" in one.tag]


def test_an_example_comes_from_the_first_report_that_knows_the_fact() -> None:
    found, _ = entries(SAMPLES)
    assert of(found, "front.symbol").example == "C26/8‑E"
    assert of(found, "meetings").example == "2 entries"
    assert of(found, "chairs[].all").example == "yes"
    assert of(found, "labels.purpose").example == "Purpose"
    assert of(found, "upper").example == "COUNCIL 2025"
    assert of(found, "subheading").example == "Updates from the 41st meeting"


def test_the_templates_that_use_something_are_named() -> None:
    found, _ = entries(SAMPLES)
    assert of(found, "front.session").used == ("council-report", "council-report-2020")
    assert of(found, "body").used == ("council-report", "council-report-2020", "meeting-summary")
    assert of(found, "dash").used == ("council-report", "council-report-2020", "meeting-summary")
    assert of(found, "title", "Filters").used == ()


def test_a_template_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    place = group(tmp_path, templates=True)
    (place.templates / "broken.docx").write_bytes(b"PK")
    _, findings = entries(place)
    assert shown(findings, tmp_path) == [
        "templates/broken.docx: warning unreadable-template: broken.docx can't be opened: its package is damaged | get "
        "the file once more; it may be cut off"
    ]


def test_a_workspace_without_meetings_has_the_fields_without_examples(tmp_path: Path) -> None:
    from cwgdraft.jobs.starting import init

    init(tmp_path, name="Group", acronym="G")
    found, _ = entries(Workspace(tmp_path))
    assert of(found, "front.title").example == ""


# --- searching --------------------------------------------------------------------------------------


def test_all_words_must_be_found_in_any_letters() -> None:
    found, _ = entries(SAMPLES)
    assert [one.name for one in matching(found, ["COUNCIL", "dates"])] == ["front.session_dates"]
    assert matching(found, []) == found


def test_a_near_miss_is_named() -> None:
    found, _ = entries(SAMPLES)
    with pytest.raises(CwgdraftError) as caught:
        matching(found, ["orginator"])
    assert caught.value.message == "nothing that is listed has 'orginator' in it; did you mean 'originator'?"
    assert caught.value.help == "list everything: cwgdraft template fields"
    with pytest.raises(CwgdraftError) as caught:
        matching(found, ["dates", "zzz"])
    assert caught.value.message == "nothing that is listed has 'dates' and 'zzz' in it"


# --- tags to copy -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("front.title", "{{ front.title }}"),
        ("meetings[].dates", "{% for meeting in meetings %}{{ meeting.dates }}{% endfor %}"),
        ("places", "{{ places|join(', ') }}"),
        ("places[]", "{% for place in places %}{{ place }}{% endfor %}"),
        ("meetings", "{% for meeting in meetings %}…{% endfor %}"),
        ("chairs[].all", "{% for part in chairs %}{% if part.all %}…{% endif %}{% endfor %}"),
        ("session", "{% if session %}…{% endif %}"),
        ("group", ""),
        ("session.name", "{% if session %}{{ session.name }}{% endif %}"),
        ("thanked.vice_chairs[]", "{% for person in thanked.vice_chairs %}{{ person }}{% endfor %}"),
        (
            "vice_chairs[].represented[].by",
            "{% for part in vice_chairs %}{% for one in part.represented %}{{ one.by }}{% endfor %}{% endfor %}",
        ),
    ],
)
def test_a_tag_is_ready_to_be_copied(path: str, tag: str) -> None:
    field = field_at(path)
    assert field is not None
    assert ready_tag(field) == tag


def test_every_tag_prints_what_the_example_says() -> None:
    """A strict environment, in which an unknown name is an error; of several entries the example has the first."""
    environment = Environment(undefined=StrictUndefined, autoescape=False)
    contexts = [context_of(one) for one in drafted_reports(SAMPLES, english()) if one.report]
    found, _ = entries(SAMPLES)
    for one in found:
        if not one.tag or one.section in ("Places for the blocks", "Kinds of blocks, each made after its sample"):
            continue
        tag = f"{{% if {one.name} is defined %}}{one.tag}{{% endif %}}" if "is defined" in one.what else one.tag
        printed = [environment.from_string(tag).render(context) for context in contexts]
        if one.example and "…" not in one.tag + one.example and one.holds != "list" and one.name not in ("e", "escape"):
            assert any(one.example in " ".join(text.split(" ")) for text in printed), one


def test_every_tag_of_phrases_can_be_filled() -> None:
    drafted = drafted_reports(SAMPLES, english())
    found, _ = entries(SAMPLES, phrases=True)
    more = {"followed_by": "", "value": "", "documents": "", "count": 1}
    for one in found:
        if one.tag:
            english().filling.fill(one.tag, {**drafted[0].sentences.data, **more}, None)


# --- the handout ------------------------------------------------------------------------------------


def test_the_handout_has_every_tag_exactly_as_it_is_to_be_copied() -> None:
    found, _ = entries(SAMPLES)
    data = fields_handout(found)
    document = Document(io.BytesIO(data))
    cells = [row.cells[0].text for table in document.tables for row in table.rows]
    assert [cell for cell in cells if cell != "Copy this"] == [one.tag for one in found if one.tag]
    assert not [cell for cell in cells if re.search("[‘’“”\u00a0–]", cell)]
    assert fields_handout(found) == data


def test_the_handout_of_phrases_says_nothing_of_templates() -> None:
    found, _ = entries(SAMPLES, phrases=True)
    document = Document(io.BytesIO(fields_handout(found, phrases=True)))
    assert document.paragraphs[0].text == "What a phrase may use"
    assert {len(table.columns) for table in document.tables} == {3}
