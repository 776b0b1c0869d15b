"""What a template uses, as the contract spells it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.contract import KINDS
from cwgdraft.errors import TemplateError
from cwgdraft.typesetting.usage import usage_of
from tests.word_builders import TEMPLATES, UNDOTTED, changed, written

TAGS = (
    "{% for meeting in meetings %}{{ meeting.dates|upper }}{% for one in meeting.documents %}{{ one.symbol }}"
    "{% endfor %}{% endfor %}{{ places|join(', |lower') }}{% if session %}{{ session.name }}{% endif %}"
)


def with_tags(tmp_path: Path, tags: str) -> Path:
    mark = "<w:p><w:r><w:t>{{p body }}"
    paragraph = f"<w:p><w:r><w:t>{tags}</w:t></w:r></w:p>"
    return written(tmp_path, changed("word/document.xml", lambda xml: xml.replace(mark, paragraph + mark)))


def test_the_first_page_of_a_template_of_ours() -> None:
    usage = usage_of(TEMPLATES / f"{UNDOTTED}.docx")
    assert {"front.title", "front.session", "box", "body", "signature"} <= usage.fields
    assert usage.samples == set(KINDS)
    assert usage.prints("front")
    assert not usage.prints("meetings")


def test_loops_filters_and_conditions_are_seen(tmp_path: Path) -> None:
    usage = usage_of(with_tags(tmp_path, TAGS))
    assert {"meetings", "meetings[].dates", "meetings[].documents[].symbol", "places", "session.name"} <= usage.fields
    assert usage.filters == {"upper", "join"}
    assert usage.prints("meetings[].documents")


def test_a_template_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TemplateError):
        usage_of(tmp_path / "nope.docx")
