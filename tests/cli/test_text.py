"""`cwgdraft text` of a file: what it prints, and what it says beside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cwgdraft.cli import run
from tests.document_builders import p, r
from tests.jobs.test_reading import docx

Capture = pytest.CaptureFixture[str]
CHANGED = p(r("a ") + f"<w:ins>{r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>")


@pytest.mark.parametrize(
    ("words", "shown"), [("", "a new"), ("--view original", "a old"), ("--view all", "a [+new+][-old-]")]
)
def test_a_file_is_printed_as_a_view_has_it(tmp_path: Path, capsys: Capture, words: str, shown: str) -> None:
    path = docx(tmp_path / "report.docx", CHANGED)
    assert run(["text", str(path), *words.split()]) == 0
    assert capsys.readouterr().out == f"{shown}\n"


def test_a_file_needs_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.chdir(tmp_path)
    docx(tmp_path / "report.docx", p("text"))
    assert run(["text", "report.docx"]) == 0
    assert capsys.readouterr().out == "text\n"


def test_what_was_noticed_is_said_beside(tmp_path: Path, capsys: Capture) -> None:
    run(["text", str(docx(tmp_path / "report.docx", CHANGED))])
    assert capsys.readouterr().err == "report.docx: it carries tracked changes at 2 places: read as final\n"


def test_json_has_blocks_nested_tables_and_stories(tmp_path: Path, capsys: Capture) -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('inner')}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></w:pict></w:r>"
    path = docx(tmp_path / "report.docx", f"<w:tbl><w:tr><w:tc>{inner}{p(box)}</w:tc></w:tr></w:tbl>")
    assert run(["text", "--json", str(path)]) == 0
    data = json.loads(capsys.readouterr().out)
    nested = data["blocks"][0]["rows"][0][0]["blocks"][0]
    assert nested["rows"][0][0]["blocks"][0]["text"] == "inner"
    assert [(one["name"], one["blocks"][0]["text"]) for one in data["stories"]] == [("text box 1", "boxed")]


def test_a_file_that_is_not_there_is_an_error(capsys: Capture) -> None:
    assert run(["text", "nope/report.docx"]) == 2
    assert capsys.readouterr().err == (
        "error: report.docx can't be read: No such file or directory\n    help: check its name and rights\n"
    )
