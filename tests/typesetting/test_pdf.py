"""The proof that a PDF shows every block of its draft."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run
from cwgdraft.errors import OutputError
from cwgdraft.typesetting.pdf import check_pdf, lost_blocks, pdf_pages, to_pdf
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import load_template

TEMPLATE = Path(__file__).parents[2] / "templates" / "council-report.docx"
NAMES = "session session_dates agenda_item document symbol date original originator title website group meeting"
FRONT = dict.fromkeys(NAMES.split(), "Council 2099")


def block(text: str, label: str = "") -> Block:
    return Block(Kind.NUMBERED if label else Kind.PARAGRAPH, (Run(text),), 2, label, f"test/{label}{text[:20]}")


def draft(*blocks: Block) -> Draft:
    label = Block(Kind.FRONT_LABEL, (Run("Purpose"),), origin="front:purpose/label")
    heading = Block(Kind.HEADING, (Run("Heading"),), 1, "1", "section:1")
    signature = Block(Kind.SIGNATURE_NAME, (Run("Ann EXAMPLE"),), origin="signature:name")
    return Draft("test", "council-report", "en", "council-report", FRONT, (label, heading, *blocks, signature))


def test_what_stands_on_the_pages_in_order_is_not_lost() -> None:
    pages = ["1.1 The group noted\r\nthe plan.", "- 2 -\r\n1.2 It agreed."]
    assert lost_blocks(pages, [block("The group noted the plan.", "1.1"), block("It agreed.", "1.2")]) == []


def test_a_block_may_go_on_over_pages_with_a_header_between() -> None:
    pages = ["1.1 The group noted the", "- 2 -\r\nC99/1-E\r\nplan of the year."]
    assert lost_blocks(pages, [block("The group noted the plan of the year.", "1.1")]) == []


def test_a_missing_block_is_lost() -> None:
    gone = block("It agreed.", "1.2")
    assert lost_blocks(["1.1 The group noted."], [block("The group noted.", "1.1"), gone]) == [gone]


def test_a_wrong_number_is_a_loss() -> None:
    wrong = block("The group noted.", "1.2")
    assert lost_blocks(["1.1 The group noted."], [wrong]) == [wrong]


def test_blocks_in_another_order_are_lost() -> None:
    first, second = block("First words.", "1.1"), block("Second words.", "1.2")
    assert lost_blocks(["1.2 Second words. 1.1 First words."], [first, second]) == [second]


def test_a_missing_paragraph_from_right_to_left_is_lost() -> None:
    there, gone = block("قرر الفريق"), block("أحاط الفريق علما")
    assert lost_blocks(["قيرفلا ررق"], [there, gone]) == [gone]
    assert lost_blocks(["قيرفلا ررق", "املع قيرفلا طاحأ"], [there, gone]) == []


def test_a_pdf_shows_numbers_lists_signs_and_links() -> None:
    made = draft(
        block("Non\u2011breaking hyphens and\u00a0spaces & <angles>.", "1.1"),
        Block(Kind.LIST_ITEM, (Run("An item"),), 1, "–", "test/item", ListKind.DASH),
        Block(
            Kind.NUMBERED,
            (
                Run("A link", link="https://www.itu.int/"),
                Run(" in words."),
            ),
            2,
            "1.2",
            "test/link",
        ),
    )
    pdf = to_pdf(typeset(made, load_template(TEMPLATE)))
    check_pdf(pdf, made)
    assert "An item" in "".join(pdf_pages(pdf))


def test_a_pdf_that_lost_words_is_refused() -> None:
    pdf = to_pdf(typeset(draft(block("The group noted.", "1.1")), load_template(TEMPLATE)))
    with pytest.raises(OutputError) as caught:
        check_pdf(pdf, draft(block("The group agreed.", "1.1")))
    assert caught.value.message == "the PDF would lose text of the draft: '1.1 The group agreed.'"


def test_a_pdf_uses_one_font_family(tmp_path: Path) -> None:
    if not shutil.which("pdffonts"):
        pytest.skip("pdffonts (poppler-utils) is not installed")
    import subprocess

    file = tmp_path / "one.pdf"
    file.write_bytes(to_pdf(typeset(draft(block("A\u2011B\u00a0C.", "1.1")), load_template(TEMPLATE))))
    shown = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    families = {line.split()[0].partition("+")[2].partition("-")[0] for line in shown.splitlines()[2:]}
    assert len(families) == 1


def test_a_machine_without_calibri_takes_the_font_that_comes_along() -> None:
    pdf = to_pdf(typeset(draft(block("A\u2011B\u00a0C.", "1.1")), load_template(TEMPLATE)))
    if b"Calibri" in pdf:
        pytest.skip("this machine has Calibri")
    assert b"CwgSans" in pdf
