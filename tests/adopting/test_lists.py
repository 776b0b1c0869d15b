"""Lists of documents as people paste them."""

from __future__ import annotations

import pytest

from cwgdraft.adopting.lists import Listed, documents_in

HEAD = ["Document", "Title", "Source"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [HEAD, ["1(Rev.1)", "Agenda", "Chair"], ["INF/2", "Lamps", "Utopia, Freedonia and Trinidad and Tobago"]],
            [
                Listed("1", "Agenda", ("Chair",), 1),
                Listed("INF/2", "Lamps", ("Utopia", "Freedonia", "Trinidad and Tobago")),
            ],
        ),
        (
            [["CWG-TEST-12/3", "Report on lamps"], ["CWG-TEST-12/INF/4-E", "More lamps"]],
            [Listed("3", "Report on lamps"), Listed("INF/4", "More lamps")],
        ),
        ([["CWG-TEST-12/7(Rev.2): Street lamps"]], [Listed("7", "Street lamps", (), 2)]),
        ([["5. Lamps of 2025"], ["Doc 6 – Buoys"]], [Listed("5", "Lamps of 2025"), Listed("6", "Buoys")]),
        ([["5", "Old lamps (withdrawn)"]], [Listed("5", "Old lamps", withdrawn=True)]),
        ([["5 (withdrawn)", "Old lamps"]], [Listed("5", "Old lamps", withdrawn=True)]),
        ([["Title", "No."], ["Lamps of 2025", "8"]], [Listed("8", "Lamps of 2025")]),
        (
            [["[ 9 ]", "Lamps, in full words", "Utopia", "2025-08-01"]],
            [Listed("9", "Lamps, in full words", ("Utopia",))],
        ),
        (
            [HEAD, ["5(Add.1)(Corr.2)", "Lamps\nand buoys", "Utopia\nFreedonia"]],
            [Listed("5", "Lamps and buoys", ("Utopia", "Freedonia"), 0, 1, 2)],
        ),
        ([HEAD, ["5", "Lamps", ""], ["5(Rev.1)", "", "Utopia"]], [Listed("5", "Lamps", ("Utopia",), 1)]),
    ],
    ids=[
        "columns by their heads", "symbols", "a line each", "numbers of lines", "withdrawn", "withdrawn at the number",
        "number behind", "columns by what is in them", "addenda, lines in cells", "listed twice",
    ],
)  # fmt: skip
def test_documents_are_read_from_rows(rows: list[list[str]], expected: list[Listed]) -> None:
    assert documents_in(rows, "CWG-TEST", 12) == (expected, [])


def test_rows_without_a_document_of_the_meeting_are_told() -> None:
    rows = [["CWG-TEST-11/3", "Of another meeting"], ["", ""], ["Total", "two"], ["C26/8", "The Council's"]]
    found, rest = documents_in([*rows, ["4", "On document 5"]], "CWG-TEST", 12)
    assert found == [Listed("4", "On document 5")]
    assert rest == ["CWG-TEST-11/3 | Of another meeting", "Total | two", "C26/8 | The Council's"]


def test_an_agenda_is_not_counted_and_what_is_not_told_is_not_written() -> None:
    assert Listed("1", "Draft agenda", ("Chair",), 1).entry == {
        "title": "Draft agenda",
        "kind": "agenda",
        "revision": 1,
        "submitters": ["Chair"],
    }
    assert Listed("2", "Connect 2030 Agenda").entry == {"title": "Connect 2030 Agenda"}
