"""`cwgdraft agree`, and what `cwgdraft check --fix` does with agreed words."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from cwgdraft.cli import run
from tests.draft_builders import SECOND_WORDS, group

Capture = pytest.CaptureFixture[str]
WORDS = Path("records/meetings/12.md")
AGREE = ["agree", "12", "--date", "2025-02-11"]
SLIP = SECOND_WORDS.replace("asked for", "asked  for") + "\nThey  left. {state=draft}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    group(tmp_path, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reworded(old: str, new: str) -> None:
    WORDS.write_text(WORDS.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_minutes_are_agreed_checked_and_opened_again(place: Path, capsys: Capture) -> None:
    assert run(AGREE) == 0
    printed = capsys.readouterr()
    assert printed.out == "wrote records/meetings/12.yaml\n"
    assert printed.err == "the minutes of meeting 12 are agreed: 2 paragraphs are left as they are from now on\n"
    assert run(["agree", "--check"]) == 0
    reworded("more", "fewer")
    assert run(["agree", "--check", "11"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["agree", "--check"]) == 1
    assert capsys.readouterr().out == (
        "records/meetings/12.yaml:14: error agreed-words-changed: the minutes of meeting 12 were agreed on 2025-02-11,"
        " and their words have changed since\n"
        "    help: put the agreed words back, or open the minutes again: cwgdraft agree 12 --reopen\n"
    )
    assert run(["agree", "12", "--check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "agreed-words-changed"
    assert run(["agree", "12", "--reopen"]) == 0
    assert capsys.readouterr().err == "the minutes of meeting 12 are a draft again\n"
    assert run(["agree", "--check"]) == 0


def test_one_paragraph_is_told_as_one(place: Path, capsys: Capture) -> None:
    reworded("Some members asked for more lamps.", "Some members asked for more lamps. {state=draft}")
    assert run(AGREE) == 0
    assert capsys.readouterr().err == "the minutes of meeting 12 are agreed: 1 paragraph is left as it is from now on\n"


def test_what_an_old_digest_lacks_is_told_and_is_no_fault(place: Path, capsys: Capture) -> None:
    assert run(AGREE) == 0
    facts = Path("records/meetings/12.yaml")
    printed = "The secretariat presented Document CWG\u2011TEST\u201112/2 at this meeting.\n"
    printed += "Some members asked for more lamps."
    old = hashlib.sha256(printed.encode()).hexdigest()[:16]
    text = re.sub(r'digest: "[^"]*"', f'digest: "{old}"', facts.read_text(encoding="utf-8"))
    facts.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run(["agree", "--check"]) == 0
    assert capsys.readouterr().out == (
        "records/meetings/12.yaml:14: advice agreed-without-digest: what is known of the agreed minutes of meeting 12"
        " doesn't hold their headings\n"
        "    help: let it be written: cwgdraft agree 12 --date 2025-02-11\n"
    )
    assert run(["check", "--rule", "agreed-without-digest"]) == 0
    assert run(["check", "--rule", "agreed-without-digest", "--severity", "advice"]) == 1


def test_brackets_that_are_left_are_counted(place: Path, capsys: Capture) -> None:
    reworded("more", "[more]")
    assert run(AGREE) == 0
    assert capsys.readouterr().err.split("\n")[1] == (
        "still in brackets, or reserved: 1 (cwgdraft brackets 12 lists them)"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["12"], "say just one of --date DAY, --reopen and --check"),
        (["12", "--reopen", "--check"], "say just one of --date DAY, --reopen and --check"),
        (["--reopen"], "name one meeting"),
        (["12", "--reopen", "--json"], "--json is for --check"),
        (["77", "--check"], "there is no record of meeting 77"),
        (["77", "--reopen"], "there is no record of meeting 77"),
        (["12", "--date", "2999-01-01"], "2999-01-01 lies ahead: minutes are agreed at a meeting that was held"),
        (["12", "--date", "2025-02-30"], "'2025-02-30' is no day of the calendar; correct the year, month or day"),
        (["11", "--date", "2025-02-11"], "the minutes of meeting 11 can't be agreed: they hold a short formula"),
    ],
)
def test_what_cannot_be_done_is_refused(place: Path, capsys: Capture, words: list[str], message: str) -> None:
    assert run(["agree", *words]) == 2
    assert message in capsys.readouterr().err


# --- check --fix ------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["12", str(WORDS)])
def test_fixing_leaves_agreed_words_and_puts_the_others_right(place: Path, capsys: Capture, target: str) -> None:
    WORDS.write_text(SLIP, encoding="utf-8")
    assert run(AGREE) == 0
    assert run(["check", target, "--rule", "double-space", "--fix", "--unsafe"]) == 1
    after = WORDS.read_text(encoding="utf-8")
    assert after == SLIP.replace("They  left", "They left")
    assert "put right: 1\n" in capsys.readouterr().err
    assert run(["agree", "--check"]) == 0


def test_words_in_a_later_line_of_an_agreed_paragraph_are_left(place: Path) -> None:
    words = SECOND_WORDS.replace("asked for more", "asked\nfor  more")
    WORDS.write_text(words, encoding="utf-8")
    assert run(AGREE) == 0
    assert run(["check", "12", "--rule", "double-space", "--fix"]) == 1
    assert WORDS.read_text(encoding="utf-8") == words


def test_words_that_are_not_agreed_are_put_right(place: Path) -> None:
    WORDS.write_text(SLIP, encoding="utf-8")
    assert run(["check", "12", "--rule", "double-space", "--fix"]) == 0
    assert WORDS.read_text(encoding="utf-8") == SLIP.replace("  ", " ")
