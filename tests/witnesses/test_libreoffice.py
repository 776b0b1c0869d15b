"""LibreOffice reads each report to the same text and the same numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cwgdraft.draft import Draft, Kind
from tests.witnesses.reports import PLANS, built, draft
from tests.word_builders import converted

_MARK = re.compile(r"^[–•◦▪] ")
"""LibreOffice's plain text has marks of its own for lists without numbers."""


def shown(text: str) -> str:
    return _MARK.sub("* ", " ".join(text.split()))


def expected(report: Draft) -> Iterator[str]:
    """Yield the lines of a draft as plain text has them: a cell of a table on a line of its own."""
    for block in report.blocks:
        if block.kind is Kind.TABLE:
            yield from (one.text for row in block.rows for cell in row.cells for one in cell.blocks)
        else:
            yield f"{block.label} {block.text}"


@pytest.mark.witness
def test_libreoffice_reads_every_report_to_the_same_text_and_numbers(tmp_path: Path) -> None:
    files = []
    for name in PLANS:
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(built(name))
    for name, file in zip(PLANS, converted(tmp_path, "txt:Text (encoded):UTF8", *files), strict=True):
        lines = iter([shown(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()])
        for line in filter(None, map(shown, expected(draft(name)))):
            assert line in lines, f"{name}: LibreOffice doesn't show '{line}' where it belongs"
