"""Lists of documents and agendas as people paste them."""

from __future__ import annotations

import pytest

from cwgdraft.adopting.lists import Listed, agenda_in, documents_in


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [["Document", "Title", "Source"], ["1(Rev.1)", "Agenda", "Chair"], ["INF/2", "Lamps", "Utopia, Freedonia"]],
            [Listed("1", "Agenda", ("Chair",), 1), Listed("INF/2", "Lamps", ("Utopia", "Freedonia"))],
        ),
        (
            [["CWG-TEST-12/3", "Report on lamps"], ["CWG-TEST-12/INF/4", "More lamps"]],
            [Listed("3", "Report on lamps"), Listed("INF/4", "More lamps")],
        ),
        ([["CWG-TEST-12/7(Rev.2): Street lamps"]], [Listed("7", "Street lamps", (), 2)]),
        ([["5", "Old lamps (withdrawn)"]], [Listed("5", "Old lamps", (), 0, withdrawn=True)]),
        ([["Title", "No."], ["Lamps of 2025", "8"]], [Listed("8", "Lamps of 2025")]),
    ],
    ids=["columns by their heads", "symbols", "a line each", "withdrawn", "number behind"],
)
def test_documents_are_read_from_rows(rows: list[list[str]], expected: list[Listed]) -> None:
    assert documents_in(rows, "CWG-TEST", 12) == (expected, [])


def test_rows_without_a_document_of_the_meeting_are_told() -> None:
    found, rest = documents_in([["CWG-TEST-11/3", "Of another meeting"], ["", ""], ["Total", "two"]], "CWG-TEST", 12)
    assert found == []
    assert rest == ["CWG-TEST-11/3 | Of another meeting", "Total | two"]


def test_items_of_an_agenda_stand_without_numbers_and_documents() -> None:
    lines = ["1. Opening remarks", "2)\tAdoption of the agenda (Doc. 1)", "", "–\tLamps [Docs 2, INF/1]", "3.1 Other:"]
    assert list(agenda_in(lines)) == ["Opening remarks", "Adoption of the agenda", "Lamps", "Other"]
