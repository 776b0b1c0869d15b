"""Every build says the errors that `cwgdraft check` would find in the report."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from cwgdraft.checking.registry import ERRORS, load_rule, names
from cwgdraft.cli import run
from cwgdraft.finding import Severity
from cwgdraft.typesetting import limits
from tests.draft_builders import group
from tests.repositories import NAMED

Capture = pytest.CaptureFixture[str]
MINUTES = Path("records/meetings/11.md")
SLIP = "The group met met on the lamps."


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace in which the test runs; its minutes end with a slip that is an error."""
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    MINUTES.write_text(f"## Alpha {{#alpha topic=alpha}}\n\n{SLIP}\n", encoding="utf-8")
    return tmp_path


def test_the_rules_that_builds_run_are_those_whose_hits_are_errors() -> None:
    rules = [load_rule(name) for name in names()]
    own = {one.name for one in rules if "Severity.ERROR" in inspect.getsource(inspect.getmodule(one.check))}  # type: ignore[arg-type]
    assert own == ERRORS
    assert {one.name for one in rules if one.severity is Severity.ERROR} == ERRORS


def test_a_build_says_the_errors_of_the_rules_and_writes_all_the_same(place: Path, capsys: Capture) -> None:
    assert run(["build", "r"]) == 1
    said = capsys.readouterr().err
    assert f"{MINUTES}:3:11: error duplicated-word: " in said
    assert Path("build/r.docx").is_file()


def test_warnings_are_left_to_the_check(place: Path, capsys: Capture) -> None:
    MINUTES.write_text(MINUTES.read_text(encoding="utf-8").replace("met met", "met  again"), encoding="utf-8")
    assert run(["build", "r"]) == 0
    assert "double-space" not in capsys.readouterr().err


def test_what_is_accepted_isnt_said(place: Path, capsys: Capture) -> None:
    marked = f'{SLIP} {{accept="duplicated-word: said so"}}'
    MINUTES.write_text(MINUTES.read_text(encoding="utf-8").replace(SLIP, marked), encoding="utf-8")
    assert run(["build", "r"]) == 0
    assert "duplicated-word" not in capsys.readouterr().err


def test_the_house_style_says_what_is_an_error(place: Path, capsys: Capture) -> None:
    house = Path("records/house.yaml")
    house.write_text("format: 1\nrules: {off: [duplicated-word], severity: {double-space: error}}\n", encoding="utf-8")
    MINUTES.write_text(MINUTES.read_text(encoding="utf-8").replace("on the", "on  the"), encoding="utf-8")
    assert run(["build", "r"]) == 1
    said = capsys.readouterr().err
    assert "error double-space" in said
    assert "duplicated-word" not in said
    house.write_text("format: 1\nrules: {severity: {duplicated-word: advice}}\n", encoding="utf-8")
    assert run(["build", "r"]) == 0


def test_without_fork_the_same_is_said(place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_HAS_FORK", False)
    with limits.meanwhile(sum, (1, 2)) as result:
        assert result() == 3


def test_what_goes_wrong_in_the_child_is_raised_here() -> None:
    with limits.meanwhile(int, "x") as result, pytest.raises(RuntimeError, match="ValueError"):
        result()


def test_a_report_in_another_language_isnt_checked(place: Path, capsys: Capture) -> None:
    from dataclasses import replace

    from cwgdraft.drafting.report import draft_report
    from cwgdraft.jobs.checking.errors import errors_in
    from cwgdraft.jobs.targets import load_targets
    from cwgdraft.records.catalogue import load_catalogue
    from cwgdraft.workspace import Workspace

    workspace = Workspace(place)
    records, (target,) = load_targets(workspace, ["r"])
    report = draft_report(records, target.plan, target.meetings, load_catalogue(workspace, "en"))
    french = replace(report, draft=replace(report.draft, language="fr"))
    assert [one.rule for one in errors_in(workspace, records, target, report)] == ["duplicated-word"]
    assert errors_in(workspace, records, target, french) == ()
