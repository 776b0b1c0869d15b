"""Handouts in Word: what is written is read back, in the same bytes each time, and looks as it should."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.draft import Kind
from cwgdraft.errors import WordFileError
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_parts
from cwgdraft.word.handout import Handout, Look, Section, cell, line, write_handout

TABLE = Section(
    "Fields",
    (line("A note."),),
    ("Tag", "What it is"),
    (1, 2),
    ((cell("{{ front.title }}", look=Look.CODE), cell("the title", "on two lines")), (cell("{{ x }}"), ())),
)
HANDOUT = Handout("What a template may use", (line("Copy a tag."),), (TABLE,))


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_the_same_handout_has_the_same_bytes() -> None:
    assert write_handout(HANDOUT) == write_handout(HANDOUT)


def test_what_is_written_is_read_back() -> None:
    draft = read_draft(read_parts(write_handout(HANDOUT), "handout"), "handout")
    assert [(one.kind, one.text) for one in draft.blocks if one.kind is not Kind.TABLE and one.text] == [
        (Kind.PARAGRAPH, "What a template may use"),
        (Kind.PARAGRAPH, "Copy a tag."),
        (Kind.HEADING, "Fields"),
        (Kind.PARAGRAPH, "A note."),
    ]
    (table,) = (one for one in draft.blocks if one.kind is Kind.TABLE)
    cells = [[[block.text for block in one.blocks] for one in row.cells] for row in table.rows]
    assert cells == [
        [["Tag"], ["What it is"]],
        [["{{ front.title }}"], ["the title", "on two lines"]],
        [["{{ x }}"], [""]],
    ]
    assert draft.title == "What a template may use"


def test_the_head_of_a_table_is_repeated_and_no_row_is_split() -> None:
    document = Document(io.BytesIO(write_handout(HANDOUT)))
    rows = document.tables[0]._tbl.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_page_is_a4_lying_on_its_side() -> None:
    section = Document(io.BytesIO(write_handout(HANDOUT))).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_a_tag_has_a_style_of_its_own_that_isnt_proofread() -> None:
    data = write_handout(HANDOUT)
    assert '<w:rStyle w:val="Tag"/>' in part(data)
    style = re.search(r'<w:style [^>]*w:styleId="Tag".*?</w:style>', part(data, "word/styles.xml"), re.DOTALL)
    assert style is not None
    assert "Consolas" in style[0]
    assert "<w:noProof/>" in style[0]


def test_columns_have_their_shares_of_the_width() -> None:
    widths = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', part(write_handout(HANDOUT)))]
    assert widths == [5046, 10092]


def test_nothing_says_when_it_was_made() -> None:
    data = write_handout(HANDOUT)
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", part(data, "docProps/core.xml"))) == {"2000-01-01T00:00:00Z"}
    assert "thumbnail" not in " ".join(read_parts(data, "handout"))


def test_it_isnt_opened_in_compatibility_mode() -> None:
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in part(
        write_handout(HANDOUT), "word/settings.xml"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40))
def test_text_arrives_as_it_was_given(text: str) -> None:
    section = Section("x", (), ("A",), (1,), ((cell(text),),))
    draft = read_draft(read_parts(write_handout(Handout("t", (), (section,))), "handout"), "handout")
    (table,) = (one for one in draft.blocks if one.kind is Kind.TABLE)
    assert table.rows[1].cells[0].blocks[0].text == text


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_what_xml_cannot_hold_is_refused(sign: str) -> None:
    with pytest.raises(WordFileError) as caught:
        write_handout(Handout("t", (line(f"a{sign}b"),)))
    assert caught.value.message == (
        f"the character U+{ord(sign):04X} in '{ascii(f'a{sign}b')[1:-1]}' can't stand in a Word file"
    )
    assert caught.value.help == "delete it where it comes from"


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(ValueError, match="don't fit its 2 columns"):
        write_handout(Handout("t", (), (Section("x", (), ("A", "B"), (1, 1), ((cell("only one"),),)),)))
