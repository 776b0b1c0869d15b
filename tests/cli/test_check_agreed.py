"""`cwgdraft check` and `cwgdraft ready` on words that a meeting has agreed, or that are still bracketed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cwgdraft.cli import run
from tests.draft_builders import SECOND_WORDS, group
from tests.repositories import NAMED, committed, git, needs_git

Capture = pytest.CaptureFixture[str]
FACTS, WORDS = Path("records/meetings/12.yaml"), Path("records/meetings/12.md")
AGREE = ["agree", "12", "--date", "2025-02-11"]
CHANGED = (
    "records/meetings/12.yaml:14: error agreed-words-changed: the minutes of meeting 12 were agreed on 2025-02-11,"
    " and their words have changed since\n"
    "    help: put the agreed words back, or open the minutes again: cwgdraft agree 12 --reopen\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    """Return a workspace in which the test runs; the minutes of its 12th meeting are agreed."""
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    agreed()
    capsys.readouterr()
    return tmp_path


def agreed(words: str = SECOND_WORDS) -> None:
    if "agreed" in FACTS.read_text(encoding="utf-8"):
        assert run(["agree", "12", "--reopen"]) == 0
    WORDS.write_text(words, encoding="utf-8")
    assert run(AGREE) == 0


def reworded(old: str = "more lamps", new: str = "fewer lamps", path: Path = WORDS) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def printed(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    run([*words])
    return capsys.readouterr().out


def said(capsys: Capture, *words: str) -> str:
    capsys.readouterr()
    run([*words])
    return capsys.readouterr().err


# --- changed words ----------------------------------------------------------------------------------


@pytest.mark.parametrize("target", [(), ("r",), ("12",), (str(WORDS),), ("11", "12")])
def test_changed_words_are_found_once(place: Path, capsys: Capture, target: tuple[str, ...]) -> None:
    assert "agreed" not in printed(capsys, "check", *target)
    reworded()
    assert printed(capsys, "check", *target).count(CHANGED) == 1
    assert run(["check", *target, "--rule", "agreed-words-changed"]) == 1
    (found,) = json.loads(printed(capsys, "check", *target, "--rule", "agreed-words-changed", "--json"))["findings"]
    assert (found["rule"], found["file"], found["line"]) == ("agreed-words-changed", "records/meetings/12.yaml", 14)


def test_changed_words_of_other_meetings_are_left_to_them(place: Path, capsys: Capture) -> None:
    reworded()
    assert CHANGED not in printed(capsys, "check", "11")


def test_changed_words_are_found_in_a_word_file_of_the_report(place: Path, capsys: Capture) -> None:
    reworded()
    run(["build", "r"])
    assert CHANGED.split("\n")[0] in capsys.readouterr().err
    assert CHANGED in printed(capsys, "check", "build/r.docx")
    assert CHANGED not in printed(capsys, "check", "build/r.docx", "--no-workspace")


def test_changed_words_are_found_in_a_language_that_the_rules_do_not_read(place: Path, capsys: Capture) -> None:
    phrases = Path("templates/phrases/en.yaml").read_text(encoding="utf-8")
    french = phrases.replace("language: en", "language: fr").replace("locale: en_GB", "locale: fr")
    Path("templates/phrases/fr.yaml").write_text(french, encoding="utf-8")
    reworded("kind:", "language: fr\nkind:", Path("records/reports/one.yaml"))
    run(["agree", "12", "--reopen"])
    agreed()
    reworded()
    assert CHANGED in printed(capsys, "check", "12")
    assert "isn't checked: it is in 'fr'" in said(capsys, "check", "12")
    assert "error agreed-words-changed: " in printed(capsys, "ready", "12")


def test_changed_words_are_neither_accepted_nor_known(place: Path, capsys: Capture) -> None:
    reworded()
    reworded("minutes:", "# accept agreed-words-changed: so it is\nminutes:", FACTS)
    out = printed(capsys, "check")
    assert "records/meetings/12.yaml:15: error agreed-words-changed: " in out
    assert (
        "wrong-accept: 'agreed-words-changed' can't be accepted\n"
        "    help: take it out, and see 'cwgdraft rule agreed-words-changed'\n"
    ) in out
    assert run(["check", "--write-baseline"]) == 0
    assert '"rule": "agreed-words-changed"' not in Path("records/baseline.json").read_text(encoding="utf-8")
    assert "error agreed-words-changed: " in printed(capsys, "check")


def test_a_baseline_of_somebody_elses_making_hides_no_changed_words(place: Path, capsys: Capture) -> None:
    reworded()
    words = f"agreed-words-changed\0records/meetings/12.yaml\0\0{CHANGED.split(': ')[2].split(chr(10))[0]}"
    entry = {"mark": hashlib.sha256(words.encode()).hexdigest()[:16]}
    Path("known.json").write_text(json.dumps({"format": 1, "findings": [entry]}), encoding="utf-8")
    assert CHANGED in printed(capsys, "check", "--baseline", "known.json")


@needs_git
def test_changed_words_are_found_among_what_was_edited(place: Path, capsys: Capture) -> None:
    git(place, "init", "-q", "-b", "main")
    committed(place)
    reworded()
    assert CHANGED in printed(capsys, "check", "--changed")


def test_the_rules_of_agreed_text_have_their_pages(capsys: Capture) -> None:
    assert run(["rule", "agreed-words-changed"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("agreed-words-changed (agreed text; error)\n\n")
    assert "To accept it" not in page
    assert run(["rule", "brackets-in-agreed-words"]) == 0
    assert "To accept it with a reason" in capsys.readouterr().out


# --- findings in agreed words -----------------------------------------------------------------------


@pytest.mark.parametrize("target", ["r", "12", str(WORDS)])
def test_a_finding_in_agreed_words_says_how_they_are_opened(place: Path, capsys: Capture, target: str) -> None:
    agreed(
        SECOND_WORDS.replace("The secretariat", "The  secretariat").replace(
            "\n\n##", "\n\nSo  it was. {state=draft}\n\n##"
        )
    )
    out = printed(capsys, "check", target, "--rule", "double-space").split("\n")
    told = "; these are words that meeting 12 agreed on 2025-02-11: open the minutes first (cwgdraft agree 12 --reopen)"
    assert out[0].startswith("records/meetings/12.md:3")
    assert out[1].endswith(told)
    assert out[2].startswith("records/meetings/12.md:5")
    assert "agreed" not in out[3]


def test_words_that_only_a_mark_makes_agreed_are_opened_by_taking_it_out(place: Path, capsys: Capture) -> None:
    run(["agree", "12", "--reopen"])
    WORDS.write_text(SECOND_WORDS + "\nThey  left. {state=agreed}\n", encoding="utf-8")
    out = printed(capsys, "check", "12", "--rule", "double-space")
    assert "these are words that meeting 12 has marked as agreed: take {state=agreed} out first\n" in out


@pytest.mark.parametrize("target", ["12", str(WORDS)])
def test_agreed_headings_are_not_put_right(place: Path, capsys: Capture, target: str) -> None:
    words = SECOND_WORDS.replace("## Other business", "## Other  business")
    agreed(words)
    assert run(["check", target, "--rule", "double-space", "--fix"]) == 1
    assert WORDS.read_text(encoding="utf-8") == words
    assert run(["agree", "12", "--reopen"]) == 0
    assert run(["check", target, "--rule", "double-space", "--fix"]) == 0
    assert WORDS.read_text(encoding="utf-8") == SECOND_WORDS


# --- brackets ---------------------------------------------------------------------------------------


def test_brackets_that_are_left_in_agreed_words_are_told(place: Path, capsys: Capture) -> None:
    agreed(SECOND_WORDS.replace("asked for more", "[asked / called] for\n[some [few]] more [sic]"))
    assert printed(capsys, "check", "--rule", "brackets-in-agreed-words") == (
        "records/meetings/12.md:7:14: warning brackets-in-agreed-words: '[asked / called]' is left in words that"
        " meeting 12 has agreed\n"
        "    help: mark the paragraph {state=bracketed} and agree the others anew; what belongs to the text is"
        ' accepted: {accept="brackets-in-agreed-words: …"}\n'
        "records/meetings/12.md:8:1: warning brackets-in-agreed-words: '[some [few]]' is left in words that meeting"
        " 12 has agreed\n"
        "    help: mark the paragraph {state=bracketed} and agree the others anew; what belongs to the text is"
        ' accepted: {accept="brackets-in-agreed-words: …"}\n'
    )
    assert "warning brackets-in-agreed-words: " in printed(capsys, "ready", "12")
    reworded("lamps.", 'lamps. {accept="brackets-in-agreed-words: so agreed"}')
    assert run(["check", "--rule", "brackets-in-agreed-words"]) == 0
    assert run(["agree", "--check"]) == 0


def test_reservations_may_stay_in_agreed_words(place: Path) -> None:
    agreed(SECOND_WORDS + "\nUtopia reserved its position. [Erewhon reserved its position.]\n")
    assert run(["check", "--rule", "brackets-in-agreed-words"]) == 0


def bracketed(capsys: Capture, words: str, state: str = "bracketed") -> str:
    run(["agree", "12", "--reopen"])
    WORDS.write_text(words, encoding="utf-8")
    reworded("{state: draft}", state, FACTS)
    return printed(capsys, "ready", "12")


def test_a_report_with_bracketed_words_is_not_ready(place: Path, capsys: Capture) -> None:
    words = SECOND_WORDS.replace("more", "[more][fewer]") + "\nIt [may] go. {state=draft}\n"
    out = bracketed(capsys, words)
    assert (
        "not ok  words that are still bracketed: 2\n"
        "          records/meetings/12.md:7:24: '[more]'\n"
        "          records/meetings/12.md:7:30: '[fewer]'\n"
        "        (in brackets, and not marked as bracketed: 1 (cwgdraft brackets 12 lists them))\n"
    ) in out
    assert run(["ready", "12"]) == 1
    assert "[fewer]" in printed(capsys, "brackets", "12")


def test_bracketed_minutes_without_brackets_are_mentioned(place: Path, capsys: Capture) -> None:
    assert (
        "ok      words that are still bracketed: none\n"
        "        (the minutes of meeting 12 are marked as bracketed, and nothing in them stands in brackets)\n"
    ) in bracketed(capsys, SECOND_WORDS)


def test_bracketed_words_that_a_report_leaves_out_do_not_hold_it_up(place: Path, capsys: Capture) -> None:
    words = SECOND_WORDS.replace("members", "[members]")
    words = words.replace("lamps.", "lamps. {#lamps}")
    bracketed(capsys, words)
    plan = Path("records/reports/r.yaml")
    plan.write_text(f"{plan.read_text(encoding='utf-8')}leave_out:\n  - {{what: 12#lamps, reason: later}}\n", "utf-8")
    assert "ok      words that are still bracketed: none\n" in printed(capsys, "ready", "r")
