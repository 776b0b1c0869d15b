"""`cwgdraft publish` and `cwgdraft since`: what they print, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.cli import COMMANDS, run
from cwgdraft.workspace import Workspace
from tests.draft_builders import group, plan
from tests.jobs.test_publishing import BOX, DATED, MINUTES, SECTIONS
from tests.repositories import edited

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    for name in ("publish", "since"):
        monkeypatch.setitem(COMMANDS, name, COMMANDS.get(name, name))
    monkeypatch.chdir(tmp_path)
    return group(tmp_path, {"records/reports/r.yaml": plan(SECTIONS, more=DATED + BOX)}, templates=True)


def test_publish_prints_what_it_wrote(place: Workspace, capsys: Capture) -> None:
    assert run(["publish", "r", "--symbol", "C24/8", "--date", "2024-05-09"]) == 0
    found = capsys.readouterr()
    folder = "records/published/C24-8"
    assert found.out.splitlines() == [f"{folder}/report.docx", f"{folder}/report.txt", f"{folder}/about.json"]
    assert found.err.splitlines()[-1] == "published C24/8 (2024-05-09)"
    edited(place, MINUTES, "the lamps;", "all lamps;")
    assert run(["publish", "r", "--symbol", "C24/8", "--rev", "--date", "2024-05-12"]) == 0
    found = capsys.readouterr()
    assert "records/published/C24-8-Rev.1/redline.docx" in found.out.splitlines()
    assert found.err.splitlines()[-1] == "published C24/8(Rev.1) (2024-05-12)"


def test_ready_names_how_a_report_is_sent(place: Workspace, capsys: Capture) -> None:
    edited(place, "records/reports/r.yaml", "session: C24\n", "session: C24\nsymbol: C24/8\n")
    assert run(["ready", "r"]) == 0
    assert capsys.readouterr().err.endswith(
        "r is ready: cwgdraft build r --final --pdf, or cwgdraft publish r --symbol SYMBOL\n"
    )


def test_what_is_refused_ends_with_2(place: Workspace, capsys: Capture) -> None:
    assert run(["publish", "r", "--symbol", "C24/8"]) == 0
    capsys.readouterr()
    assert run(["publish", "r", "--symbol", "C24/8"]) == 2
    found = capsys.readouterr()
    assert (found.out, found.err.splitlines()[0]) == ("", "error: C24/8 is published already (2024-05-02)")


def test_options_that_cant_be_are_refused(place: Workspace, capsys: Capture) -> None:
    assert run(["publish", "r"]) == 2
    assert run(["publish", "r", "--symbol", "C24/8", "--date", "2024-02-30"]) == 2
    assert "'2024-02-30' is no day of the calendar; correct the year, month or day" in capsys.readouterr().err
    assert run(["publish", "r", "--symbol", "C24/8", "--date", "20240203"]) == 2
    assert run(["publish", "r", "--symbol", "C24/8", "--rev", "--add"]) == 2
    assert "--rev, --corr and --add are three kinds of documents: ask for one" in capsys.readouterr().err
    assert not (place.records / "published").exists()


def test_since_says_what_changed(place: Workspace, capsys: Capture) -> None:
    assert run(["since", "r"]) == 2
    assert "error: 'r' was never published" in capsys.readouterr().err
    run(["publish", "r", "--symbol", "C24/8"])
    capsys.readouterr()
    assert run(["since", "r"]) == 0
    assert capsys.readouterr().out == "nothing changed since C24/8 (2024-05-02)\n"
    edited(place, MINUTES, "the lamps;", "all lamps;")
    assert run(["since", "r"]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["--- C24/8 as published", "+++ r as the records make it now"]
    assert any("[-the-]{+all+} lamps;" in line for line in shown)
    assert shown[-2:] == ["changed since C24/8 (2024-05-02):", f"    {MINUTES}"]


def test_since_names_files_that_change_no_word(place: Workspace, capsys: Capture) -> None:
    run(["publish", "r", "--symbol", "C24/8"])
    capsys.readouterr()
    edited(place, "records/meetings/11.yaml", "format: 1", "# a remark\nformat: 1")
    assert run(["since", "r"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "the document says the same as C24/8 (2024-05-02)",
        "changed since C24/8 (2024-05-02):",
        "    records/meetings/11.yaml",
    ]


def test_since_says_with_which_publication_it_compares(place: Workspace, capsys: Capture) -> None:
    run(["publish", "r", "--symbol", "C24/8"])
    run(["publish", "r", "--symbol", "CWG-TEST-12/20"])
    capsys.readouterr()
    assert run(["since", "r"]) == 0
    found = capsys.readouterr()
    assert found.out == "nothing changed since C24/8 (2024-05-02)\n"
    assert found.err == "compared with C24/8; also published as: CWG-TEST-12/20 (--symbol)\n"
    assert run(["since", "r", "--symbol", "CWG-TEST-12/20"]) == 0
    found = capsys.readouterr()
    assert (found.out, found.err) == ("nothing changed since CWG-TEST-12/20 (2024-05-02)\n", "")


def test_check_finds_the_same_with_and_without_a_publication(place: Workspace, capsys: Capture) -> None:
    before = (run(["check", "r"]), capsys.readouterr().out)
    run(["publish", "r", "--symbol", "C24/8"])
    capsys.readouterr()
    assert (run(["check", "r"]), capsys.readouterr().out) == before


def test_a_corrigendum_is_named_among_the_files(place: Workspace, capsys: Capture) -> None:
    run(["publish", "r", "--symbol", "C24/8"])
    edited(place, MINUTES, "the lamps;", "all lamps;")
    capsys.readouterr()
    assert run(["publish", "r", "--symbol", "C24/8", "--corr", "--date", "2024-05-12"]) == 0
    found = capsys.readouterr()
    assert "records/published/C24-8-Corr.1/corrigendum.docx" in found.out.splitlines()
    assert found.err.splitlines()[-1] == "published C24/8(Corr.1) (2024-05-12)"


def test_a_language_without_phrases_ends_with_2(place: Workspace, capsys: Capture) -> None:
    assert run(["publish", "r", "--symbol", "C24/8", "--language", "de"]) == 2
    assert "error: there is no phrase catalogue for 'de' in templates/phrases" in capsys.readouterr().err
    assert run(["since", "r", "--language", "de"]) == 2
