"""The command line: what it prints, its exit codes, and that nothing a user does ends in a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cwgdraft.cli import COMMANDS, group, run
from cwgdraft.errors import CwgdraftError
from tests.draft_builders import ROOT, minutes, plan
from tests.draft_builders import group as made_up

Capture = pytest.CaptureFixture[str]
NAMED = {"records/reports/r.yaml": plan("  - {topic: work}\n  - {topic: other}\n")}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made_up(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def called(*words: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "cwgdraft", *words], capture_output=True, check=False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--help", 0), ("--version", 0), ("", 2), ("bild", 2), ("--nope", 2), ("-w /no/such text 11", 2),
        ("build", 2), ("build nope", 2), ("build 999", 2), ("build 11 999", 2), ("build ²", 2), ("build 1.5", 2),
        ("build -1", 2), ("build several", 2), ("build 11", 0), ("build 11 12 --json", 0), ("build --all", 0),
        ("build 11 --template .", 2), ("build 11 --template records/group.yaml", 2), ("build 11 --template nope", 2),
        ("build 11 --language xx", 2), ("build 11 --language ../x", 2), ("build 11 --out records/group.yaml", 2),
        ("build 11 --out some/where", 0), ("build 11 --severity none", 2),
        ("build 11 --final", 1),
        ("text", 2), ("text 999", 2), ("text 11", 0), ("text 11 12 --json", 0), ("text 11 --language xx", 2),
        ("coverage 11", 0), ("coverage r", 1), ("coverage 999", 2), ("coverage 11 12 --missing --json", 1),
        ("acts", 2), ("acts x", 2), ("acts 999", 2), ("acts 11", 0), ("acts 11 12 --same", 0), ("acts 11 --json", 0),
        ("actions", 0), ("actions 999", 2), ("actions --on 2024", 2), ("actions --on 2024-03-01 --due --csv", 0),
        ("actions --calendar .", 2), ("actions --calendar a/b.ics", 0), ("actions --json", 0),
        ("new", 2), ("new meeting 11", 2), ("new meeting 0", 2), ("new meeting x", 2), ("new meeting 16", 0),
        ("new report", 2), ("new report x --meetings 99", 2), ("new report x --meetings a", 2),
        ("new report ../x --meetings 11", 2), ("new report con --meetings 11", 2), ("new report x --meetings 11,12", 0),
        ("init .", 2), ("init x --acronym A/B", 2), ("init x", 2), ("init x --name C", 2),
        ("init x --acronym AB --name C", 0),
        ("schema --print nope", 2), ("schema --print plan", 0), ("schema --out s", 0),
        ("completion bash", 0), ("completion tcsh", 2),
    ],
)  # fmt: skip
def test_a_command_ends_with(place: Path, words: str, code: int, capfd: Capture) -> None:
    assert run(words.split()) == code
    printed = capfd.readouterr()
    assert code != 2 or printed.err
    assert "Traceback" not in printed.err


def test_a_near_miss_of_a_command_is_named(capsys: Capture) -> None:
    assert run(["bild"]) == 2
    assert "No such command 'bild'. Did you mean 'build'?" in capsys.readouterr().err


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + [["new", "meeting"], ["new", "report"]])
def test_a_command_explains_itself(words: list[str], capsys: Capture) -> None:
    assert run([*words, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: cwgdraft {' '.join(words)}")


def test_findings_end_a_build_with_1_and_the_file_is_written(place: Path, capsys: Capture) -> None:
    made_up(place, minutes("## A {topic=alpha}\n\nSee [[#nope]].\n"))
    assert run(["build", "11"]) == 1
    printed = capsys.readouterr()
    assert printed.out == f"build{os.sep}one-11.docx\n"
    assert "error unknown-cross-reference: '[[#nope]]'" in printed.err
    assert (place / "build" / "one-11.docx").is_file()


def test_a_warning_counts_where_it_is_asked_for(place: Path) -> None:
    made_up(place, minutes("## A {topic=alpha}\n\nSee [[77]].\n"))
    assert [run(["build", "11"]), run(["build", "11", "--severity", "warning"])] == [0, 1]


def test_a_calendar_replaces_no_file_but_its_own(place: Path, capsys: Capture) -> None:
    other = place / "other.ics"
    other.write_text("BEGIN:VCALENDAR\nPRODID:-//somebody//else\nEND:VCALENDAR\n")
    before = other.read_bytes()
    assert run(["actions", "--calendar", "other.ics"]) == 2
    assert "no calendar that this command wrote" in capsys.readouterr().err
    assert other.read_bytes() == before
    assert [run(["actions", "--calendar", "ours.ics"]) for _ in range(2)] == [0, 0]


def test_records_that_can_not_be_loaded_end_with_2_and_all_findings(place: Path, capsys: Capture) -> None:
    (place / "records" / "meetings" / "11.yaml").write_text("format: 1\nnumber: 11\ndates: never\nplac: x\n")
    assert run(["text", "11"]) == 2
    printed = capsys.readouterr().err
    assert "11.yaml:3:" in printed
    assert "11.yaml:4:" in printed
    assert "error: the records can't be loaded: 2 errors" in printed


def test_a_build_says_what_is_missing_and_how_to_see_it(place: Path, capsys: Capture) -> None:
    made_up(place, minutes("## Lost\n\nNobody asked.\n"))
    assert run(["build", "11", "12"]) == 0
    printed = capsys.readouterr().err
    assert "r: " in printed
    assert "statements or documents are left out without a reason\n    see: cwgdraft coverage r --missing" in printed


def test_a_build_lists_the_open_facts(place: Path, capsys: Capture) -> None:
    run(["build", "11"])
    assert capsys.readouterr().err == (
        "one-11: 24 blocks; 0 statements or documents are left out without a reason\n"
        "one-11: 1 fact is still open\n"
        "    date of the document (in a plan of its own: cwgdraft new report) (one.yaml)\n"
    )


@pytest.mark.parametrize("words", ["acts 11", "acts 11 --same", "actions", "coverage 11", "coverage 11 --json"])
def test_a_command_that_reads_minutes_tells_what_is_wrong_with_them(place: Path, words: str, capsys: Capture) -> None:
    made_up(place, minutes("## A {topic=alpha}\n\nSee [[exmple]], [[2]], [[3]] and [[INF/1]].\n"))
    assert run(words.split()) == 1
    assert "11.md:3:5: error unknown-reference: '[[exmple]]' names nothing" in capsys.readouterr().err


def test_a_merge_is_proposed_only_where_no_figure_differs(place: Path, capsys: Capture) -> None:
    words = "## A {{topic=alpha}}\n\nThe group requested the secretariat to count all the lamps by {0}. {{#a}}\n"
    later = {"records/meetings/12.md": words.format("2 May 2024")}
    made_up(place, minutes(words.format("1 May 2024")) | later)
    run(["acts", "11", "12", "--same"])
    assert "       not the same: they differ in 1, 2\n" in (printed := capsys.readouterr().out)
    assert "merge:" not in printed
    made_up(place, minutes(words.format("2 May 2024")) | later)
    run(["acts", "11", "12", "--same"])
    assert "       merge: - {statements: [11#a, 12#a], keep: 12#a}\n" in capsys.readouterr().out


def test_a_final_copy_with_placeholders_is_told(place: Path, capsys: Capture) -> None:
    assert run(["build", "11", "--final"]) == 1
    assert "one-11-final: this copy for the outside still holds placeholders\n" in capsys.readouterr().err


def test_several_targets_report_each(place: Path, capsys: Capture) -> None:
    assert run(["build", "r", "11"]) == 0
    printed = capsys.readouterr()
    assert printed.out.split() == [f"build{os.sep}r.docx", f"build{os.sep}one-11.docx"]


def test_a_report_that_can_not_be_written_does_not_stop_the_others(place: Path, capsys: Capture) -> None:
    (place / "build" / "r.docx").mkdir(parents=True)
    assert run(["build", "r", "11"]) == 2
    printed = capsys.readouterr()
    assert "r.docx is a folder" in printed.err
    assert printed.out.split() == [f"build{os.sep}one-11.docx"]


@pytest.mark.parametrize(
    "words", ["build 11 --json", "text 11 --json", "coverage 11 --json", "acts 11 --json", "actions --json"]
)
def test_json_is_read_by_a_program(place: Path, words: str, capsys: Capture) -> None:
    run(words.split())
    assert json.loads(capsys.readouterr().out)


def test_text_prints_label_tab_text(place: Path, capsys: Capture) -> None:
    run(["text", "r"])
    assert "\n1.1\tAlpha\n1.1.1\tThe secretariat presented" in capsys.readouterr().out


def test_text_works_on_a_console_that_is_not_utf_8(place: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(
        [sys.executable, "-m", "cwgdraft", "text", "r"], capture_output=True, check=True, env=environment
    )
    assert "CWG\u2011TEST" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="a shell's pipe")
def test_a_pipe_that_closes_is_no_error(place: Path) -> None:
    command = f"{sys.executable} -m cwgdraft text r | head -1 && exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a Linux device")
def test_a_full_disk_behind_stdout_is_a_line(place: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cwgdraft", "text", "r"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_is_said(place: Path, capsys: Capture) -> None:
    (place / "build").mkdir(mode=0o500)
    assert run(["build", "11"]) == 2
    assert "can't be written" in capsys.readouterr().err


def test_completion_offers_reports_and_meetings(place: Path) -> None:
    environment = {
        **os.environ,
        "COMP_WORDS": "cwgdraft build ",
        "COMP_CWORD": "2",
        "_CWGDRAFT_COMPLETE": "bash_complete",
    }
    done = subprocess.run([sys.executable, "-m", "cwgdraft"], capture_output=True, check=False, env=environment)
    assert {"plain,r", "plain,11"} <= set(done.stdout.decode().split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_named_in_the_secretariats_guide(name: str) -> None:
    assert f"cwgdraft {name}" in (ROOT / "docs" / "secretariat.md").read_text(encoding="utf-8")


def test_every_command_is_the_one_of_its_module() -> None:
    for name in COMMANDS:
        assert group.get_command(None, name).name == name


def test_errors_carry_their_remedy() -> None:
    error = CwgdraftError("what is wrong", "what to do")
    assert (error.message, error.help) == ("what is wrong", "what to do")


def test_the_module_runs_as_a_program() -> None:
    assert called("--version").stdout.startswith(b"cwgdraft, version")
