"""The changes as JSON, against the schema that is published."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from cwgdraft.comparing.as_json import as_data
from cwgdraft.comparing.changes import Cause, CauseKind, What
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Draft, Kind, Run
from tests.comparing.test_compare import LONG, OTHER, THIRD, numbered, table, texts
from tests.comparing.test_laws import edited

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "changes.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def data_of(old: Draft, new: Draft) -> dict[str, Any]:
    """Return the changes as JSON brings them, after the schema has seen them."""
    found: dict[str, Any] = json.loads(json.dumps(as_data(compare(old, new, old_name="a", new_name="b"))))
    VALIDATOR.validate(found)
    return found


@settings(max_examples=60, deadline=None)
@given(edited())
def test_every_comparison_is_what_the_schema_says(pair: tuple[Draft, Draft]) -> None:
    for public in (False, True):
        VALIDATOR.validate(as_data(compare(*pair), everything=True, public=public))


def test_the_schema_is_one_and_refuses_what_is_not_in_it() -> None:
    VALIDATOR.check_schema(SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**data_of(texts(LONG), texts(OTHER)), "more": 1})


def test_every_kind_of_change_is_in_the_schema() -> None:
    assert set(SCHEMA["$defs"]["fate"]["enum"]) == {what.value for what in What} - {"same"}
    causes = SCHEMA["$defs"]["change"]["properties"]["cause"]["properties"]["kind"]["enum"]
    assert causes == [kind.value for kind in CauseKind]


def test_a_change_has_its_words_sides_and_section() -> None:
    found = data_of(numbered("one old lamp"), numbered("two old lamp"))
    assert {name: found[name] for name in ("format", "old", "new", "differs", "counts", "folded", "remarks")} == {
        "format": 1, "old": "a", "new": "b", "differs": True, "counts": {"changed": 1}, "folded": {}, "remarks": [],
    }  # fmt: skip
    assert found["changes"] == [
        {
            "number": 1,
            "story": {"kind": "body", "name": "body"},
            "what": "changed",
            "section": "1 Lamps",
            "old": [{"kind": "numbered", "text": "one old lamp", "place": 1, "label": "1.1"}],
            "new": [{"kind": "numbered", "text": "two old lamp", "place": 1, "label": "1.1"}],
            "pieces": [
                {"tag": "deleted", "text": "one"},
                {"tag": "inserted", "text": "two"},
                {"tag": "same", "text": " old lamp"},
            ],
        }
    ]


def test_a_move_names_its_two_ends() -> None:
    found = data_of(texts(LONG, OTHER, THIRD), texts(OTHER, THIRD, LONG))
    assert [change["move"] for change in found["changes"]] == [
        {"number": 1, "end": "left", "edited": False},
        {"number": 1, "end": "arrived", "edited": False},
    ]


def test_a_table_has_rows_and_cells() -> None:
    found = data_of(texts(table("a | 1", "b | 2")), texts(table("a | 1", "b | 3")))
    (change,) = found["changes"]
    assert [row["what"] for row in change["rows"]] == ["same", "changed"]
    assert change["rows"][1]["cells"][1]["changes"][0]["pieces"] == [
        {"tag": "deleted", "text": "2"},
        {"tag": "inserted", "text": "3"},
    ]


def test_causes_and_origins_are_not_for_the_public() -> None:
    old, new = (texts(Block(Kind.PARAGRAPH, (Run(text),), origin="41/hidden#a")) for text in (LONG, OTHER))
    found = compare(old, new)
    cause = Cause(CauseKind.RECORD, "reworded", "records/meetings/hidden.md", 3, "abc")
    stories = tuple(
        replace(story, changes=tuple(replace(change, cause=cause) for change in story.changes))
        for story in found.stories
    )
    found = replace(found, stories=stories)
    own = as_data(found)
    VALIDATOR.validate(own)
    assert own["changes"][0]["cause"] == {
        "kind": "record", "detail": "reworded", "file": "records/meetings/hidden.md", "line": 3, "commit": "abc",
    }  # fmt: skip
    assert own["changes"][0]["new"][0]["origin"] == "41/hidden#a"
    assert "hidden" not in json.dumps(as_data(found, public=True))
