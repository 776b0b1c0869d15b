"""The page of a comparison in a real browser: keys, filters, views, paper, and no barrier that axe-core finds."""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cwgdraft.comparing.page import page
from cwgdraft.draft import Block
from tests.comparing.pages import compared, heading, paragraph, sample
from tests.witnesses.chromium import Browser, browser
from tests.word_builders import ROOT

pytestmark = pytest.mark.witness
SHOWN = "//main//article"
CURRENT = "return document.querySelector('.current')?.id ?? ''"
SAID = "return document.querySelector('#said').textContent"
NUMBER = 10
"""How many changes the sample has."""


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "sample.html"
    path.write_text(page(sample(), title="Lamps"), encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def shown(window: Browser, made: Path) -> Browser:
    """Return a browser with the sample open on a wide screen."""
    window.media()
    window.size(1400)
    window.open(made)
    return window


def numbers(window: Browser) -> list[str]:
    """Return the numbers of the changes that stand on the page."""
    script = "return [...document.querySelectorAll('article.c')].filter(e => e.checkVisibility()).map(e => e.dataset.n)"
    found: list[str] = window.run(script)
    return found


def test_it_asks_for_nothing_and_complains_of_nothing(window: Browser, made: Path) -> None:
    window.requests()
    window.complaints()
    window.size(1400)
    window.open(made)
    for key in ("n", "u", "u", "d", "f", "Escape", "?", "Escape", "End", "m", "Home"):
        window.press(key)
    assert set(window.requests()) - {"about:blank"} == {made.as_uri()}
    assert window.complaints() == []


def test_wide_screens_show_both_sides_and_narrow_ones_one(window: Browser, made: Path) -> None:
    for width, view in ((1400, "split"), (420, "inline")):
        window.size(width)
        window.open(made)
        assert window.run("return document.documentElement.dataset.view") == view
        assert window.run("return document.documentElement.scrollWidth <= innerWidth")


def test_the_columns_hold_the_old_and_the_new_text(shown: Browser) -> None:
    assert shown.texts("#c2 > .s > .o .t") == ["The group met on 8-9 September 2025."]
    assert shown.texts("#c2 > .s > .n .t") == ["The group met on 9-10 September 2025."]
    assert shown.texts("#c2 > .w") == []
    shown.press("u")
    assert shown.run("return document.documentElement.dataset.view") == "inline"
    assert shown.texts("#c2 > .s") == []
    assert shown.texts("#c2 > .w .t") == ["The group met on 8-9-10 September 2025."]
    shown.click("#split")
    assert len(shown.texts("#c2 > .s > .o .t")) == 1


def test_a_fold_opens_in_both_columns(shown: Browser) -> None:
    shown.click(".fold > summary")
    left = shown.texts("details[open] .s > .o .t")
    assert left
    assert left == shown.texts("details[open] .s > .n .t")


def test_keys_lead_from_change_to_change(shown: Browser) -> None:
    found = []
    for key in ("n", "j", "n", "p", "k", "End", "n", "Home", "p"):
        shown.press(key)
        found.append(shown.run("return document.activeElement.dataset.n"))
    last = str(NUMBER)
    assert found == ["1", "2", "3", "2", "1", last, last, "1", "1"]
    assert shown.texts("#position") == [f"1 of {NUMBER}"]


def test_each_step_is_announced_and_in_sight(shown: Browser) -> None:
    shown.press("n", "n")
    assert shown.run(SAID) == f"change 2 of {NUMBER}, changed, section 1 Introduction"
    shown.press("End")
    assert shown.run(SAID).startswith(f"change {NUMBER} of {NUMBER}, changed, Footnote 1")
    top, bottom, height = shown.run(
        "const box = document.activeElement.getBoundingClientRect(); return [box.top, box.bottom, innerHeight]"
    )
    assert 0 < top < bottom < height
    assert shown.run("return document.querySelector('nav li[aria-current]').textContent").startswith(str(NUMBER))


def test_keys_are_letters_while_somebody_types(shown: Browser) -> None:
    shown.press("f")
    assert shown.run("return document.activeElement.id") == "search"
    shown.press("n", "j", "u")
    assert shown.run("return document.activeElement.value") == "nju"
    assert shown.run(CURRENT) == ""
    shown.press("Escape")
    shown.click("#all")
    shown.press("n")
    assert shown.run(CURRENT)


def test_keys_can_be_switched_off(shown: Browser) -> None:
    shown.press("?")
    assert shown.run("return document.querySelector('#keys').open")
    shown.click("#letters")
    shown.press("Escape")
    shown.press("n")
    assert shown.run(CURRENT) == ""


def test_filters_leave_what_fits(shown: Browser) -> None:
    everything = numbers(shown)
    assert everything == [str(n + 1) for n in range(NUMBER)]
    shown.click(".chip.deleted")
    assert len(numbers(shown)) == 1
    assert shown.texts("#found") == [f"1 of {NUMBER} changes"]
    shown.press("n")
    assert shown.run(SAID).startswith("change 1 of 1, deleted")
    shown.click(".chip.inserted")
    assert len(numbers(shown)) == 2
    assert shown.texts("nav li .kind") == ["deleted", "inserted"]
    shown.click("#all")
    assert shown.texts("#found") == [""]
    assert numbers(shown) == everything


def test_changes_are_found_by_their_words_and_causes(shown: Browser) -> None:
    shown.press("f", *"alert(1)")
    assert shown.texts("nav li .kind") == ["inserted"]
    shown.run("const box = document.querySelector('#search'); box.value = '42.md:118';"
              "box.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
    assert len(numbers(shown)) == NUMBER
    shown.run("const box = document.querySelector('#section'); document.querySelector('#search').value = '';"
              "box.selectedIndex = 1; box.dispatchEvent(new Event('input', {bubbles: true}))")  # fmt: skip
    assert 0 < len(numbers(shown)) < NUMBER


def test_the_list_can_be_ordered_by_cause(shown: Browser) -> None:
    script = (
        "const box = document.querySelector('#group'); box.value = arguments[0];"
        "box.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    sections = shown.texts(".changes h3")
    shown.run(script, "cause")
    assert shown.texts(".changes h3") == ["record · records/meetings/42.md:118"]
    assert len(shown.texts("nav li")) == NUMBER
    shown.run(script, "section")
    assert shown.texts(".changes h3") == sections


def test_a_move_is_followed_and_both_ends_light_up(shown: Browser) -> None:
    shown.click(".away > .meta .jump")
    assert shown.run(CURRENT) == "m1b"
    assert shown.run("return [...document.querySelectorAll('.join')].map(e => e.id)") == ["m1a", "m1b"]
    shown.press("m")
    assert shown.run(CURRENT) == "m1a"
    shown.click(".here .hole a")
    assert shown.run(CURRENT) == "m1a"


def test_automatic_changes_are_shown_on_demand(shown: Browser) -> None:
    assert shown.texts(".derived .noise del") == []
    shown.press("d")
    assert "1.9" in shown.texts(".derived .s > .o .noise del")
    assert "1.8" in shown.texts(".derived .s > .n .noise ins")
    assert shown.texts("details[data-by] > .same .t") == []
    shown.press("d")
    assert shown.texts(".derived .t") == []


def test_rows_that_stayed_open_on_a_click(shown: Browser) -> None:
    before = len(shown.texts(".n tr"))
    shown.click(".n button.rows")
    assert len(shown.texts(".n tr")) > before + 3


def test_an_address_with_a_change_leads_to_it(window: Browser, made: Path) -> None:
    window.size(1400)
    window.open(made, "#c6")
    assert window.run(CURRENT) == "c6"


def test_the_list_covers_a_narrow_screen_only_on_demand(window: Browser, made: Path) -> None:
    window.size(420)
    window.open(made)
    assert window.texts("nav li") == []
    window.click("#side")
    assert len(window.texts("nav li")) == NUMBER
    window.click("nav li:nth-child(1) a")
    assert window.texts("nav li") == []
    assert window.run(CURRENT)


def test_without_a_script_everything_is_there(window: Browser, made: Path) -> None:
    window.command("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        window.size(1400)
        window.open(made)
        assert window.texts(".tools") == []
        assert window.texts("#c2 > .w .t") == ["The group met on 8-9-10 September 2025."]
        assert len(window.texts("nav li")) == NUMBER
    finally:
        window.command("Emulation.setScriptExecutionDisabled", {"value": False})


def test_on_paper_stand_all_changes_inline_and_their_list(shown: Browser, made: Path, tmp_path: Path) -> None:
    shown.media("print")
    assert shown.texts(".s, .tools button, nav form") == []
    assert numbers(shown) == [str(n + 1) for n in range(NUMBER)]
    shown.media()
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext isn't installed: apt-get install poppler-utils, or run .ci/run")
    answer = shown.command("Page.printToPDF", {"preferCSSPageSize": True})
    paper = tmp_path / "page.pdf"
    paper.write_bytes(base64.b64decode(answer["data"]))
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, encoding="utf-8", timeout=60)
    assert "This sentence is going to leave without a trace." in done.stdout
    assert "moved to 3.7" in done.stdout
    assert "Side by side" not in done.stdout
    assert done.stdout.count("records/meetings/42.md:118") >= 2 * (NUMBER - 2)


def test_five_thousand_paragraphs_stay_quick(window: Browser, tmp_path: Path) -> None:
    old, new = _many(5000)
    path = tmp_path / "many.html"
    path.write_text(page(compared(old, new), title="Many"), encoding="utf-8", newline="\n")
    window.size(1400)
    start = time.perf_counter()
    window.open(path)
    window.press("n")
    said = window.run(SAID)
    seconds = time.perf_counter() - start
    nodes = window.run("return document.querySelectorAll('*').length")
    print(f"5,000 paragraphs: {path.stat().st_size / 1e6:.1f} MB, {nodes} elements, first change after {seconds:.2f} s")  # noqa: T201
    assert said.startswith("change 1 of 250, changed")
    assert path.stat().st_size < 6_000_000
    assert nodes < 60_000


def _many(number: int) -> tuple[list[Block], list[Block]]:
    """Return drafts of so many paragraphs under a heading for every fifty, five in a hundred edited."""
    old: list[Block] = []
    new: list[Block] = []
    for n in range(number):
        words = (
            f"In its meeting {n} the group noted the report of the secretariat on the lamps of room {n % 97}, and " * 3
        )
        before = heading(str(n // 50 + 1), f"Part {n}") if n % 50 == 0 else paragraph(words, f"{n // 50 + 1}.{n % 50}")
        after = paragraph(words.replace("lamps", "windows", 1), before.label) if n % 20 == 7 else before
        old.append(before)
        new.append(after)
    return old, new


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 420])
def test_axe_finds_no_barrier(window: Browser, made: Path, width: int, scheme: str) -> None:
    program = Path(os.environ.get("AXE_CORE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    if not program.is_file():
        pytest.skip("axe-core isn't installed: npm install axe-core, or run .ci/run")
    window.media(prefers_color_scheme=scheme)
    window.size(width)
    window.open(made)
    window.run(program.read_text(encoding="utf-8"))
    # What isn't on the screen is not laid out, and axe-core would pass over it.
    window.run("document.styleSheets[0].insertRule('.b { content-visibility: visible !important }', 0);"
               "for (const fold of document.querySelectorAll('details')) fold.open = true;"
               "document.querySelector('#noise').click()")  # fmt: skip
    for view in ("split", "inline"):
        window.click(f"#{view}")
        found = window.wait(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations']}).then(all => done(["
            "all.passes.length, all.violations.map(one => `${one.id}: ${one.nodes[0].html}`)]))"
        )
        assert found[0] > 20
        assert found[1] == []
