"""The page of decisions in a real browser: keys, filters, answers that leave it, and no barrier that axe-core finds."""

from __future__ import annotations

import base64
import os
import shlex
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.workspace import Workspace
from tests.folding.decided import NASTY, OTHER_WORDS, decided
from tests.witnesses.chromium import Browser, browser
from tests.word_builders import ROOT

pytestmark = pytest.mark.witness
NUMBER = 8
"""How many decisions the sample has."""
CURRENT = "return document.querySelector('.current')?.dataset.name ?? ''"
SAID = "return document.querySelector('#said').textContent"
LINE = "return document.querySelector('#line').textContent"


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Path]:
    """Return a workspace with a copy, of which one meeting is agreed, and the page of its decisions."""
    workspace, copy = decided(tmp_path_factory.mktemp("fold") / "work")
    page = workspace.root / "page.html"
    assert run(["-w", str(workspace.root), "fold", str(copy), "--page", str(page)]) == 1
    return workspace, page


@pytest.fixture
def shown(window: Browser, made: tuple[Workspace, Path]) -> Browser:
    window.media()
    window.size(1200)
    window.open(made[1])
    return window


def names(window: Browser) -> list[str]:
    """Return the names of the decisions that stand on the page."""
    script = (
        "return [...document.querySelectorAll('article.c')].filter(e => e.checkVisibility()).map(e => e.dataset.name)"
    )
    found: list[str] = window.run(script)
    return found


def choose(window: Browser, words: str, answer: str) -> str:
    """Choose an answer in the first card that holds some words; return the name of its decision."""
    name: str = window.run(
        "const card = [...document.querySelectorAll('article.c')].find(e => e.textContent.includes(arguments[0]));"
        "card.querySelector(`.answer input[value=${arguments[1]}]`).click(); return card.dataset.name",
        words, answer,
    )  # fmt: skip
    return name


def test_it_asks_for_nothing_and_complains_of_nothing(window: Browser, made: tuple[Workspace, Path]) -> None:
    window.requests()
    window.complaints()
    window.size(1200)
    window.open(made[1])
    for key in ("n", "n", "a", "r", "u", "f", "Escape", "?", "Escape", "End", "e", "Home"):
        window.press(key)
    assert set(window.requests()) - {"about:blank"} == {made[1].as_uri()}
    assert window.complaints() == []


def test_keys_lead_from_decision_to_decision_and_answer_it(shown: Browser) -> None:
    everything = names(shown)
    assert len(everything) == NUMBER
    shown.press("n")
    assert shown.run(CURRENT) == everything[0]
    assert shown.run(SAID) == f"decision 1 of {NUMBER}, changed, to be looked at, Undecided"
    shown.press("r")
    assert shown.run(LINE).endswith(f"--apply --reject {everything[0]}")
    shown.press("n", "u")
    assert shown.run(LINE).endswith(f"--reject {everything[0]} --later {everything[1]}")
    assert shown.texts("#sum") == ["4 accepted, 1 rejected, 3 undecided."]
    shown.press("a")
    assert shown.run(LINE).endswith(f"--apply --reject {everything[0]}")
    assert shown.texts("#open") == ["(2 undecided)"]
    shown.press("End", "p", "a")
    assert shown.run(SAID) == "this decision can't be answered so"
    shown.press("End", "n")
    assert shown.run(SAID) == "this is the last decision"
    assert shown.run("return document.activeElement.dataset.name") == everything[-1]


def test_filters_leave_what_fits(shown: Browser) -> None:
    everything = names(shown)
    shown.click(".chip:has([name=s][value=look])")
    assert shown.texts("article .state") == ["to be looked at"] * 2
    assert shown.texts("#found") == [f"2 of {NUMBER} decisions"]
    assert len(shown.texts("nav li")) == 2
    assert "2 General update" in shown.texts(".story > h2")[0]
    shown.press("n", "n")
    assert shown.run(SAID).startswith("decision 2 of 2")
    shown.run("const box = document.querySelector('#lands'); box.value = 'phrase';"
              "box.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
    assert names(shown) == everything[:1]
    shown.click("#all")
    assert names(shown) == everything
    shown.run("const box = document.querySelector('#who'); box.value = 'Delegate';"
              "box.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
    assert names(shown) == everything


def test_the_list_says_what_is_chosen(shown: Browser) -> None:
    script = "return [...document.querySelectorAll('nav .chosen')].map(e => e.dataset.a)"
    before = shown.run(script)
    assert before.count("accept") == 5
    choose(shown, "how promptly", "reject")
    after = shown.run(script)
    assert [n for n in range(NUMBER) if before[n] != after[n]] == [3]
    assert after[3] == "reject"


def test_the_command_that_is_copied_does_what_was_chosen(
    shown: Browser,
    made: tuple[Workspace, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown.command("Browser.grantPermissions", {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]})
    rejected = choose(shown, "great success", "reject")
    accepted = choose(shown, "keep working closely", "accept")
    shown.click("#copy")
    assert shown.texts("#copy") == ["Copied"]
    line = shown.wait("const done = arguments[0]; navigator.clipboard.readText().then(done)")
    assert line == shown.run(LINE)
    assert line.endswith(f" --apply --reject {rejected} --accept {accepted}")
    words = shlex.split(line)
    work = tmp_path / "work"
    shutil.copytree(made[0].root, work)
    monkeypatch.chdir(work)
    assert run(words[1:]) == 1
    assert "5 taken into the records, 1 rejected, 2 left" in capsys.readouterr().err
    assert "continue to work with" in (work / "records" / "meetings" / "41.md").read_text(encoding="utf-8")


def test_the_answers_that_are_saved_are_followed(
    shown: Browser, made: tuple[Workspace, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown.command("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    choose(shown, "great success", "reject")
    later = choose(shown, "The group congratulated Brazil", "later")
    shown.click("#save")
    saved = tmp_path / "answers.txt"
    for _ in range(100):
        if saved.is_file() and saved.read_bytes():
            break
        time.sleep(0.1)
    lines = saved.read_text(encoding="utf-8").splitlines()
    assert lines[1] == "report: council-2025"
    assert len(lines) == 2 + NUMBER
    work = tmp_path / "work"
    shutil.copytree(made[0].root, work)
    words = ["-w", str(work), "fold", str(work / "from-a-delegate.docx"), "--apply", "--answers", str(saved)]
    assert run(words) == 1
    out, err = capsys.readouterr()
    assert "3 taken into the records, 1 rejected, 4 left" in err
    assert f"left open: {later}: left undecided" in out
    assert OTHER_WORDS in (work / "records" / "meetings" / "42.md").read_text(encoding="utf-8")


def test_agreed_words_cannot_be_answered(window: Browser, tmp_path: Path) -> None:
    workspace, copy = decided(tmp_path / "work")
    page = workspace.root / "page.html"
    assert run(["-w", str(workspace.root), "agree", "42", "--date", "2025-02-11"]) == 0
    assert run(["-w", str(workspace.root), "fold", str(copy), "--page", str(page)]) == 1
    window.size(1200)
    window.open(page)
    window.click(".chip:has([name=s][value=agreed])")
    window.press("n", "r")
    assert window.run(SAID) == "this decision can't be answered so"
    assert window.run(LINE).endswith("--apply")
    assert window.run("return document.querySelector('.current .answer').disabled")


def test_texts_of_copies_run_nothing(window: Browser, tmp_path: Path) -> None:
    workspace, copy = decided(tmp_path / "work", nasty=NASTY)
    page = workspace.root / "page.html"
    assert run(["-w", str(workspace.root), "fold", str(copy), "--page", str(page)]) == 1
    window.complaints()
    window.size(1200)
    window.open(page)
    assert any(NASTY in text for text in window.texts("article .t"))
    assert any(NASTY in text for text in window.texts("#comments .t"))
    assert window.complaints() == []


def test_without_a_script_everything_is_there(window: Browser, made: tuple[Workspace, Path]) -> None:
    window.command("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.size(1200)
        window.open(made[1])
        assert window.texts(".tools, #copy, #save, nav form") == []
        assert len(names(window)) == NUMBER
        assert "switched off" in window.texts(".plain")[0]
        assert window.texts("#line")[0].endswith("--apply")
    finally:
        window.command("Emulation.setScriptExecutionDisabled", {"value": False})


def test_a_narrow_screen_needs_no_scrolling_to_the_side(window: Browser, made: tuple[Workspace, Path]) -> None:
    window.size(360)
    window.open(made[1])
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")
    assert window.texts("nav li") == []
    window.click("#side")
    window.click("nav li:nth-child(2) a")
    assert window.texts("nav li") == []
    assert window.run(CURRENT)


def test_on_paper_stand_all_decisions(shown: Browser) -> None:
    shown.media("print")
    assert len(names(shown)) == NUMBER
    assert shown.texts(".tools button, #copy, nav form") == []
    assert base64.b64decode(shown.command("Page.printToPDF", {})["data"]).startswith(b"%PDF")
    shown.media()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 420])
def test_axe_finds_no_barrier(window: Browser, made: tuple[Workspace, Path], width: int, scheme: str) -> None:
    program = Path(os.environ.get("AXE_CORE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    if not program.is_file():
        pytest.skip("axe-core isn't installed: npm install axe-core, or run .ci/run")
    window.media(prefers_color_scheme=scheme)
    window.size(width)
    window.open(made[1])
    window.run(program.read_text(encoding="utf-8"))
    # What isn't on the screen is not laid out, and axe-core would pass over it.
    window.run("document.styleSheets[0].insertRule('.b { content-visibility: visible !important }', 0)")
    window.press("n", "r", "n", "n", "u")
    found = window.wait(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(all => done(["
        "all.passes.length, all.violations.map(one => `${one.id}: ${one.nodes[0].html}`)]))"
    )
    assert found[0] > 20
    assert found[1] == []
