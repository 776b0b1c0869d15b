"""Agendas that become items of minutes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from cwgdraft.adopting.agenda import agenda_of, lines_of_rows, take_agenda
from cwgdraft.adopting.minutes import Minutes
from cwgdraft.adopting.notes import is_known
from cwgdraft.adopting.stretches import Typed, lines_of_text
from cwgdraft.records.load import load_records
from tests.draft_builders import group


def taken(folder: Path, lines: list[Typed], before: str = "") -> tuple[str, list[str]]:
    """Return the minutes of a 14th meeting with an agenda's items, and the reasons for what isn't one."""
    records = load_records(group(folder))
    minutes = Minutes(before, 14)
    items, rest = agenda_of(lines, partial(is_known, minutes=minutes, records=records))
    take_agenda(items, minutes, records)
    return minutes.text.removeprefix("# Minutes of meeting 14\n"), [f"{line.text}: {why}" for line, why in rest]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Opening\nOther business\n", ["## Opening {#opening topic=opening}",
                                       "## Other business {#other topic=other}"]),
        ("1. Lamps\n– of streets\n- of ships", ["## Lamps {#lamps}", "### of streets {#of-streets}",
                                                    "### of ships {#of-ships}"]),
        ("# Agenda\n## Lamps\n", ["## Agenda {#agenda}", "### Lamps {#lamps}"]),
    ],
    ids=["lines", "lists below numbers", "headings"],
)  # fmt: skip
def test_items_stand_in_their_order_and_depth(tmp_path: Path, text: str, items: list[str]) -> None:
    assert taken(tmp_path, list(lines_of_text(text)))[0] == "".join(f"\n{one}\n" for one in items)


def test_numbers_and_documents_behind_are_no_part_of_a_title(tmp_path: Path) -> None:
    text = (
        "1. Opening\n2)\tLamps (Doc. 1)\n3.\tAlpha [Docs 2, INF/1]\n3.1 Street lamps of 2025 (1, 2(Rev.1))\n"
        "4.\tBuoys Doc. 4"
    )
    assert taken(tmp_path, list(lines_of_text(text)))[0] == (
        "\n## Opening {#opening topic=opening}\n\n## Lamps {#lamps}\n\n## Alpha {#alpha topic=alpha}\n\n"
        "### Street lamps of 2025 {#street-lamps-of-2025}\n\n## Buoys {#buoys}\n"
    )


def test_lines_beside_numbered_items_are_told(tmp_path: Path) -> None:
    text, rest = taken(tmp_path, list(lines_of_text("Draft agenda\nGeneva, 9 May\n1. Alpha\n10:30-11:00\n2. Beta\n")))
    assert text == "\n## Alpha {#alpha topic=alpha}\n\n## Beta {#beta topic=beta}\n"
    why = "it has no number and is no topic of the outline"
    assert rest == [f"Draft agenda: {why}", f"Geneva, 9 May: {why}", "10:30-11:00: it has no words of an item"]


def test_items_that_are_there_stay_and_take_those_below_them(tmp_path: Path) -> None:
    before = "# M\n\n## Alpha {#a}\n\nWords.\n"
    text, _ = taken(tmp_path, list(lines_of_text("1. Alpha\n1.1 Lamps\n2. Beta")), before)
    assert text == before + "\n### Lamps {#lamps}\n\n## Beta {#beta topic=beta}\n"


def test_a_table_is_read_row_by_row(tmp_path: Path) -> None:
    rows = [["No.", "Item", "Documents"], ["1", "Alpha", "1, 2"], ["1.1", "Street lamps", "INF/1"], ["", "Beta", ""]]
    text, rest = taken(tmp_path, lines_of_rows(rows))
    assert text == "\n## Alpha {#alpha topic=alpha}\n\n### Street lamps {#street-lamps}\n\n## Beta {#beta topic=beta}\n"
    assert rest == ["Documents: it heads the table"]
