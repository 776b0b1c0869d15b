"""The first page of a report: which lines are facts of the plan."""

from __future__ import annotations

import pytest

from cwgdraft.adopting.masthead import masthead_of, opened
from cwgdraft.adopting.outline import outline_of
from cwgdraft.draft import Kind
from cwgdraft.jobs.reading import as_text
from tests.adopting_builders import outline
from tests.document_builders import p, read

SESSIONS = ("C24", "C25")


def facts(*lines: str) -> dict[str, object]:
    """Return what lines above the box say."""
    text = "\n".join([*lines, "Purpose", "Lamps.", "1\tWork", "1.1\tThe group met."])
    return masthead_of(outline(text).masthead, SESSIONS).facts


def test_every_fact_of_a_first_page_is_found() -> None:
    assert facts(
        "Council 2025, Geneva, 17-27 June 2025",
        "Agenda item: LMP 2.1",
        "Revision 1 to Document C25/77-E",
        "15 March 2025",
        "Original: English",
        "Report by the Chair of the group",
        "Outcomes of the year of lamps",
    ) == {
        "session": "C25",
        "agenda_item": "LMP 2.1",
        "symbol": "C25/77",
        "date": "2025-03-15",
        "title": "Outcomes of the year of lamps",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Council 2031",
        "Agenda item: [to come]",
        "Document: to be given",
        "March 2025",
        "15-17 March 2025",
        "Report by the Chair of the group",
        "Original: English and French only",
        "Geneva, 5-6 February 2024",
        "[title of the report]",
        "Two words",
    ],
)
def test_a_line_that_is_no_fact_is_none(line: str) -> None:
    assert facts(line) == {}


def test_the_title_is_the_last_line_that_may_be_it() -> None:
    assert facts("Working Group on Lamps", "Report on the lamps of 2024") == {"title": "Report on the lamps of 2024"}


def test_each_fact_knows_its_line() -> None:
    found = outline("Council 2025\n15 March 2025\nReport on the lamps\nPurpose\nLamps.\n1\tWork\n1.1\tDone.\n")
    head = masthead_of(found.masthead, SESSIONS)
    assert {line.text: name for line, name in head.where.items()} == {
        "Council 2025": "session",
        "15 March 2025": "date",
        "Report on the lamps": "title",
    }


def test_tables_above_the_first_heading_are_the_paragraphs_in_them() -> None:
    cell = "".join(f"<w:tc>{p(words)}</w:tc>" for words in ("Agenda item: LMP 2.1", "Document C25/77-E"))
    later = f"<w:tbl><w:tr><w:tc>{p('A')}</w:tc></w:tr></w:tbl>"
    style = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    heading = p("Work", '<w:pStyle w:val="Heading1"/>')
    body = f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{heading}{later}{p('Done.')}"
    draft = opened(read(body, styles=style))
    assert [(one.kind, one.text) for one in draft.blocks][:2] == [
        (Kind.PARAGRAPH, "Agenda item: LMP 2.1"),
        (Kind.PARAGRAPH, "Document C25/77-E"),
    ]
    assert draft.blocks[3].kind is Kind.TABLE
    found = masthead_of(outline_of(as_text(draft)).masthead, SESSIONS)
    assert found.facts == {"agenda_item": "LMP 2.1", "symbol": "C25/77"}
