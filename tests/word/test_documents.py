"""Reading any Word file into a draft: its blocks, what they are, and the three views of tracked changes."""

from __future__ import annotations

import re
import time

import pytest
from lxml import etree

from cwgdraft.draft import Block, Kind, ListKind, Run, digest
from cwgdraft.errors import WordFileError
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.contents import block_elements
from cwgdraft.word.documents import View, read_draft, resolved, rest_of
from cwgdraft.word.gate import read_parts
from tests.document_builders import (
    SPACES,
    W,
    corpus,
    labels,
    level,
    numbered,
    numbering,
    p,
    paragraphs,
    parts_of,
    r,
    read,
    texts,
)
from tests.word_builders import DOTTED, UNDOTTED, Writer, draft_of, own_blocks, template

SECTION = "<w:sectPr/>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


# --- order


def test_every_paragraph_and_table_of_the_body_is_a_block_the_empty_ones_too() -> None:
    draft = read(p("one") + p() + table(row(cell(p("two")))) + p() + SECTION)
    assert [(block.kind, block.text) for block in draft.blocks] == [
        (Kind.PARAGRAPH, "one"),
        (Kind.PARAGRAPH, ""),
        (Kind.TABLE, "two"),
        (Kind.PARAGRAPH, ""),
    ]


@pytest.mark.parametrize(
    "shell",
    [
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:sdtContent></w:sdt>",
        '<w:customXml w:element="x">{}</w:customXml>',
        "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
    ],
)
def test_containers_are_looked_through(shell: str) -> None:
    assert texts(read(p("a") + shell.replace("{}", p("b") + p("c")) + p("d"))) == ["a", "b", "c", "d"]


def test_rows_and_cells_in_content_controls_are_rows_and_cells() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = table(row(control.format(cell(p("a"))), cell(p("b"))) + control.format(row(cell(p("c")), cell(p("d")))))
    assert texts(read(inner)) == ["a\tb\nc\td"]


def test_a_cell_has_its_span_and_says_whether_it_goes_on() -> None:
    inner = table(
        row(cell(p("a"), '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>')),
        row(cell(p(), '<w:gridSpan w:val="2"/><w:vMerge/>')),
    )
    (block,) = read(inner).blocks
    assert [(one.columns, one.continues) for row_ in block.rows for one in row_.cells] == [(2, False), (2, True)]


@pytest.mark.parametrize(("span", "columns"), [("x", 1), ("-3", 1), ("0", 1), ("999999999", 1), ("99", 63), ("²", 1)])
def test_a_span_that_is_nonsense_is_brought_within_what_word_has(span: str, columns: int) -> None:
    (block,) = read(table(row(cell(p("a"), f'<w:gridSpan w:val="{span}"/>')))).blocks
    assert block.rows[0].cells[0].columns == columns


def test_a_table_in_a_cell_is_a_block_of_that_cell() -> None:
    (block,) = read(table(row(cell(p("before") + table(row(cell(p("inner")))) + p())))).blocks
    assert [(one.kind, one.text) for one in block.rows[0].cells[0].blocks] == [
        (Kind.PARAGRAPH, "before"),
        (Kind.TABLE, "inner"),
        (Kind.PARAGRAPH, ""),
    ]


@pytest.mark.parametrize("view", list(View))
@pytest.mark.parametrize("folder", ["read", "pairs", "templates"])
def test_blocks_and_elements_are_one_to_one_in_files_of_others(folder: str, view: View) -> None:
    seen = 0
    for path in sorted(corpus(f"word/{folder}").glob("*.docx")):
        try:
            parts = read_parts(path.read_bytes(), path.name)
            draft = read_draft(parts, path.stem, view)
        except WordFileError:
            continue
        body = etree.fromstring(resolved(parts, view)["word/document.xml"])[0]
        kinds = ["tbl" if block.kind is Kind.TABLE else "p" for block in draft.blocks]
        found = [etree.QName(one).localname for one in block_elements(body)]
        if etree.QName(body).localname == "body":
            assert kinds == found, path.name
            seen += 1
    assert seen > 20


# --- kinds


STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/><w:basedOn w:val="N"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="My own"/><w:basedOn w:val="T2"/></w:style>
<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Not"><w:name w:val="TOC Heading"/><w:basedOn w:val="T2"/>
  <w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
"""


@pytest.mark.parametrize(
    ("properties", "kind", "depth", "style"),
    [
        ("", Kind.PARAGRAPH, 0, "Normal"),
        ('<w:pStyle w:val="T2"/>', Kind.HEADING, 2, "Heading 2"),
        ('<w:pStyle w:val="Own"/>', Kind.HEADING, 2, "My own"),
        ('<w:pStyle w:val="Out"/>', Kind.HEADING, 1, "Outlined"),
        ('<w:pStyle w:val="Not"/>', Kind.PARAGRAPH, 0, "TOC Heading"),
        ('<w:pStyle w:val="A"/>', Kind.PARAGRAPH, 0, "A"),
        ('<w:pStyle w:val="Gone"/>', Kind.PARAGRAPH, 0, "Gone"),
        ('<w:outlineLvl w:val="3"/>', Kind.HEADING, 4, "Normal"),
        ('<w:pStyle w:val="T2"/><w:outlineLvl w:val="9"/>', Kind.PARAGRAPH, 0, "Heading 2"),
        ('<w:outlineLvl w:val="x"/>', Kind.PARAGRAPH, 0, "Normal"),
    ],
)
def test_a_heading_is_known_by_its_outline_level_or_style(properties: str, kind: Kind, depth: int, style: str) -> None:
    (block,) = read(p("text", properties), styles=STYLES).blocks
    assert (block.kind, block.level, block.style) == (kind, depth, style)


def test_an_outline_numbers_paragraphs_and_other_lists_have_items() -> None:
    outline = level(0, "%1.") + level(1, "%1.%2") + level(2, "(%3)", "lowerLetter")
    lists = numbering(
        outline, level(0, "–", "bullet"), level(0, "%1)", "lowerLetter"), level(0, "%1.") + level(1, "%2.")
    )
    inner = "".join(p("x", numbered(*one)) for one in ((1, 0), (1, 1), (1, 2), (2, 0), (3, 0), (4, 0), (4, 1)))
    assert [(one.kind, one.level, one.label, one.list_kind) for one in read(inner, numbering=lists).blocks] == [
        (Kind.NUMBERED, 1, "1.", None),
        (Kind.NUMBERED, 2, "1.1", None),
        (Kind.LIST_ITEM, 3, "(a)", ListKind.LETTER_PAREN),
        (Kind.LIST_ITEM, 1, "–", ListKind.DASH),
        (Kind.LIST_ITEM, 1, "a)", ListKind.LETTER_PAREN),
        (Kind.LIST_ITEM, 1, "1.", ListKind.NUMBER_DOT),
        (Kind.LIST_ITEM, 2, "1.", ListKind.NUMBER_DOT),
    ]


def test_the_first_item_of_a_counted_list_says_where_it_starts() -> None:
    lists = numbering(level(0, "%1)").replace('w:start w:val="1"', 'w:start w:val="4"'))
    assert [one.starts for one in read(p("x", numbered(1)) * 3, numbering=lists).blocks] == [4, 0, 0]


def test_the_formatting_of_a_paragraph_is_told_in_words_words() -> None:
    properties = (
        '<w:pStyle w:val="N"/><w:keepNext/><w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="720" w:hanging="360"/>'
        '<w:jc w:val="center"/><w:rPr><w:b/></w:rPr>'
    )
    (block,) = read(p("x", properties), styles=STYLES).blocks
    assert block.look == "ind.hanging=360 ind.left=720 jc=center keepNext"


# --- labels


def test_numbers_go_through_tables_in_the_order_of_the_document() -> None:
    lists = numbering(level(0, "%1."))
    item = p("x", numbered(1))
    assert labels(read(item + table(row(cell(item), cell(item))) + item, numbering=lists)) == ["1.", "2.", "3.", "4."]


def test_an_empty_paragraph_of_a_list_counts() -> None:
    lists = numbering(level(0, "%1."))
    assert labels(read(p("x", numbered(1)) + p("", numbered(1)) + p("x", numbered(1)), numbering=lists)) == [
        "1.",
        "2.",
        "3.",
    ]


LIST = "<w:pPr><w:numPr>{}</w:numPr></w:pPr></w:style>"


def test_the_default_style_may_number_paragraphs() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N">' + LIST.format('<w:numId w:val="1"/>')
    inner = p("x") + p("y", '<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(read(inner, styles=styles, numbering=numbering(level(0, "%1.")))) == ["1.", ""]


def test_a_style_takes_its_list_from_the_style_it_is_based_on() -> None:
    styles = (
        '<w:style w:styleId="Base">'
        + LIST.format('<w:numId w:val="1"/>')
        + '<w:style w:styleId="Sub"><w:basedOn w:val="Base"/>'
        + LIST.format('<w:ilvl w:val="1"/>')
        + '<w:style w:styleId="Off"><w:basedOn w:val="Base"/>'
        + LIST.format('<w:numId w:val="0"/>')
    )
    inner = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("Base", "Sub", "Off", "Base"))
    lists = numbering(level(0, "%1") + level(1, "%1.%2"))
    assert labels(read(inner, styles=styles, numbering=lists)) == ["1", "1.1", "", "2"]


def test_a_list_style_gives_its_levels_through_its_own_instance() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Steps"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = '<w:style w:type="numbering" w:styleId="Steps">' + LIST.format('<w:numId w:val="1"/>')
    assert labels(read(p("x", numbered(2)) * 2, numbering=lists, styles=styles)) == ["1)", "2)"]


def test_numbering_and_styles_are_found_under_any_name() -> None:
    lists = numbering(level(0, "%1."))
    links = {"rId1": "numbering7.xml", "rId2": "styles7.xml"}
    styles = '<w:style w:styleId="T"><w:name w:val="heading 1"/></w:style>'
    inner = p("x", numbered(1)) + p("y", '<w:pStyle w:val="T"/>')
    found = read(inner, links=links, numbering7=lists, styles7=styles).blocks
    assert [(block.label, block.kind) for block in found] == [("1.", Kind.LIST_ITEM), ("", Kind.HEADING)]


# --- tracked changes


INS, DEL = '<w:ins w:id="1" w:author="A">', '<w:del w:id="2" w:author="A">'


def gone(text: str) -> str:
    return f"{DEL}<w:r><w:delText>{text}</w:delText></w:r></w:del>"


def come(text: str) -> str:
    return f"{INS}{r(text)}</w:ins>"


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        (View.FINAL, [("a new z", "")]),
        (View.ORIGINAL, [("a old z", "")]),
        (View.ALL, [("a ", ""), ("old", "deleted"), ("new", "inserted"), (" z", "")]),
    ],
)
def test_a_change_is_final_taken_back_or_shown(view: View, shown: list[tuple[str, str]]) -> None:
    (block,) = read(p(r("a ") + gone("old") + come("new") + r(" z")), view).blocks
    assert [(run.text, run.tracked) for run in block.runs] == shown


def test_what_was_moved_stands_where_the_view_has_it() -> None:
    inner = p(f"<w:moveFrom>{r('text')}</w:moveFrom>") + p(f"<w:moveTo>{r('text')}</w:moveTo>")
    assert texts(read(inner)) == ["", "text"]
    assert texts(read(inner, View.ORIGINAL)) == ["text", ""]
    assert [[run.tracked for run in one.runs] for one in read(inner, View.ALL).blocks] == [
        ["moved away"],
        ["moved here"],
    ]


def test_a_paragraph_whose_mark_is_deleted_joins_the_next_one() -> None:
    inner = p(r("one "), "<w:rPr><w:del/></w:rPr>") + p("two")
    assert texts(read(inner)) == ["one two"]
    assert texts(read(inner, View.ORIGINAL)) == ["one ", "two"]
    assert [one.tracked for one in read(inner, View.ALL).blocks] == ["deleted", ""]


def test_a_paragraph_whose_mark_is_inserted_joins_the_next_one_in_the_original() -> None:
    inner = p(r("one "), "<w:rPr><w:ins/></w:rPr>") + p("two")
    assert texts(read(inner)) == ["one ", "two"]
    assert texts(read(inner, View.ORIGINAL)) == ["one two"]
    assert [one.tracked for one in read(inner, View.ALL).blocks] == ["inserted", ""]


@pytest.mark.parametrize("view", [View.FINAL, View.ALL])
def test_a_deleted_paragraph_is_not_counted(view: View) -> None:
    lists = numbering(level(0, "%1."))
    item = numbered(1)
    inner = p("x", item) + p(gone("y"), f"{item}<w:rPr><w:del/></w:rPr>") + p("z", item)
    found = [(one.label, one.text) for one in read(inner, view, numbering=lists).blocks if one.label]
    assert found == [("1.", "x"), ("2.", "z")]


@pytest.mark.parametrize(
    ("view", "rows"),
    [
        (View.FINAL, [("kept", ""), ("new", "")]),
        (View.ORIGINAL, [("kept", ""), ("old", "")]),
        (View.ALL, [("kept", ""), ("new", "inserted"), ("old", "deleted")]),
    ],
)
def test_rows_come_and_go_whole(view: View, rows: list[tuple[str, str]]) -> None:
    inner = table(
        row(cell(p("kept"))),
        row(cell(p("new")), properties="<w:trPr><w:ins/></w:trPr>"),
        row(cell(p("old")), properties="<w:trPr><w:del/></w:trPr>"),
    )
    (block,) = read(inner, view).blocks
    assert [(one.cells[0].text, one.tracked) for one in block.rows] == rows


@pytest.mark.parametrize("view", [View.FINAL, View.ALL])
def test_numbers_in_a_deleted_row_are_not_counted(view: View) -> None:
    item = p("x", numbered(1))
    rows = row(cell(item), properties="<w:trPr><w:del/></w:trPr>") + row(cell(item))
    found = labels(read(item + table(rows) + item, view, numbering=numbering(level(0, "%1."))))
    assert [label for label in found if label] == ["1.", "2.", "3."]


def test_text_of_a_cell_that_came_or_went_is_marked_so() -> None:
    inner = table(row(cell(p("a"), "<w:cellIns/>"), cell(p("b"), "<w:cellDel/>"), cell(p("c"))))
    (block,) = read(inner, View.ALL).blocks
    assert [one.blocks[0].runs[0].tracked for one in block.rows[0].cells] == ["inserted", "deleted", ""]


def test_the_original_has_the_former_formatting() -> None:
    look = '<w:b/><w:color w:val="FF0000"/><w:rPrChange w:id="1" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange>'
    paragraph = (
        '<w:jc w:val="right"/><w:pPrChange w:id="2" w:author="A"><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange>'
    )
    inner = p(r("x", look), paragraph)
    (final,), (original,) = read(inner).blocks, read(inner, View.ORIGINAL).blocks
    assert (final.runs, final.look) == ((Run("x", strong=True, look="color=FF0000"),), "jc=right")
    assert (original.runs, original.look) == ((Run("x", emphasis=True),), "jc=center")


@pytest.mark.parametrize(
    ("view", "remark"),
    [
        (View.FINAL, "it carries tracked changes at 2 places: read as final"),
        (View.ORIGINAL, "it carries tracked changes at 2 places: read as it was before them"),
        (View.ALL, "it carries tracked changes at 2 places: shown"),
    ],
)
def test_tracked_changes_are_remarked(view: View, remark: str) -> None:
    assert read(p(gone("a") + come("b")), view).remarks == (remark,)
    assert read(p("b"), view).remarks == ()


# --- what is noticed, and properties


def test_what_is_not_read_is_remarked() -> None:
    chart = '<w:r><w:drawing><c:chart r:id="rId3"/></w:drawing></w:r>'
    draft = read('<w:altChunk r:id="rId1"/>' + p(r("a") + '<w:subDoc r:id="rId2"/>' + chart * 2))
    assert draft.remarks == (
        "it takes in another file (altChunk) when Word opens it: that isn't read",
        "it takes in another document (subDoc), which isn't read",
        "it has a chart, the words in which aren't read",
    )


def test_title_author_date_and_language_come_from_the_document() -> None:
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fr-CH"/></w:rPr></w:rPrDefault></w:docDefaults>'
    parts = parts_of(p("x"), styles=styles)
    parts["docProps/core.xml"] = (
        b'<c:coreProperties xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        b' xmlns:t="http://purl.org/dc/terms/"><dc:title>A title</dc:title><dc:creator>Somebody</dc:creator>'
        b"<t:created>2031-01-02T03:04:05Z</t:created></c:coreProperties>"
    )
    draft = read_draft(parts, "sample")
    assert (draft.name, draft.title, draft.author, draft.date, draft.language) == (
        "sample",
        "A title",
        "Somebody",
        "2031-01-02",
        "fr",
    )


# --- documents of our own


def every_kind(name: str = UNDOTTED) -> Writer:
    writer = Writer(template(name).labelling)
    writer.outline(Kind.HEADING, 1, "Introduction", origin="40/a")
    writer.outline(Kind.NUMBERED, 2, "Plain, ", Run("strong", strong=True), ", ", Run("linked", link="https://x.org/a"))
    for kind in ListKind:
        writer.item(kind, 1, f"An item of {kind}")
        writer.item(kind, 1, "Another")
    writer.item(ListKind.NUMBER_PAREN, 1, "Four", start=4)
    writer.plain(Kind.SUBHEADING, "A sub-heading")
    writer.plain(Kind.CONTINUATION, "It goes on, see ", Run("1", target="40/a"), ".")
    writer.table([["a", "b"], ["c", ""]], origin="40/table")
    return writer


@pytest.mark.parametrize("name", [UNDOTTED, DOTTED])
def test_a_document_of_our_own_gives_its_blocks_back_with_their_origins(name: str) -> None:
    draft = every_kind(name).draft(name)
    found = read_draft(read_parts(typeset(draft, template(name)), "x"), "x")
    anchored = [one for one in found.blocks if one.origin]
    assert [_bare(one) for one in anchored] == [_bare(one) for one in draft.blocks]
    assert (found.kind, found.language, found.template, found.sources) == ("council-report", "en", name, ("a.yaml",))


def _bare(block: Block) -> tuple[object, ...]:
    runs = [(run.text, run.strong, run.emphasis, run.link, run.target) for run in block.runs]
    rows = [[one.text for one in row_.cells] for row_ in block.rows]
    return (block.kind, block.label, block.level, block.list_kind, block.starts, block.origin, block.facts, runs, rows)


def test_what_the_template_brought_is_there_without_origin() -> None:
    found = read_draft(read_parts(typeset(every_kind().draft(), template()), "x"), "x")
    assert "Council 2031" in [one.text for one in paragraphs(found.blocks) if not one.origin]


def test_a_table_of_ours_without_rows_is_an_empty_table_still() -> None:
    blocks = [Block(Kind.TABLE, origin="41/a"), Block(Kind.PARAGRAPH, (Run("One."),), origin="41/b")]
    assert own_blocks(read_draft(read_parts(typeset(draft_of(blocks), template()), "x"), "x")) == tuple(blocks)


def test_words_typed_into_the_paragraph_of_an_empty_table_are_no_table() -> None:
    parts = dict(read_parts(typeset(draft_of([Block(Kind.TABLE, origin="41/a")]), template()), "x"))
    mark = re.compile(rb'(<w:p>(?:(?!</w:p>).)*w:name="_cwg[^>]*>)')
    assert len(mark.findall(parts["word/document.xml"])) == 1
    parts["word/document.xml"] = mark.sub(rb"\1" + r("typed").encode(), parts["word/document.xml"])
    typed = [block for block in read_draft(parts, "x").blocks if block.text == "typed"]
    assert [(block.kind, block.origin) for block in typed] == [(Kind.PARAGRAPH, "")]


@pytest.mark.parametrize(
    ("inner", "same"),
    [
        (p("typed"), False),
        (table(row(cell(p("typed")))), False),
        (table(row(cell(table(row(cell(p("typed")))) + p()))), False),
        (p() + table(row(cell(p()))), True),
        (p('<w:r><w:footnoteReference w:id="2"/></w:r>'), True),
        (p("<w:r><w:drawing/></w:r>"), True),
    ],
)
def test_words_outside_our_blocks_change_the_digest_of_the_rest(inner: str, same: bool) -> None:
    parts = dict(read_parts(typeset(every_kind().draft(), template()), "x"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", inner.encode() + b"<w:sectPr", 1)
    found = read_draft(parts, "x")
    assert found.made is not None
    assert (rest_of(found) == found.made.rest) is same


def test_words_in_our_blocks_and_tables_are_no_rest() -> None:
    parts = dict(read_parts(typeset(every_kind().draft(), template()), "x"))
    for old in (b"Introduction", b">a<"):
        assert old in parts["word/document.xml"]
        parts["word/document.xml"] = parts["word/document.xml"].replace(old, old.replace(b"a", b"changed"))
    found = read_draft(parts, "x")
    assert found.made is not None
    assert rest_of(found) == found.made.rest


def test_the_digest_of_the_rest_is_the_one_that_files_have() -> None:
    draft = read(p("One") + p() + table(row(cell(p("two") + p("three")), cell(table(row(cell(p("four")))) + p()))))
    assert rest_of(draft) == digest("One\ntwo\nthree\nfour")


def test_blocks_of_ours_that_somebody_joined_are_one_and_no_reader_hears_of_origins() -> None:
    writer = Writer(template().labelling)
    writer.plain(Kind.PARAGRAPH, "One. ", origin="41/a")
    writer.plain(Kind.PARAGRAPH, "Two.", origin="41/b")
    parts = dict(read_parts(typeset(writer.draft(), template()), "x"))
    root = etree.fromstring(parts["word/document.xml"])
    (first,) = (one for one in root.iter(f"{{{W}}}p") if "".join(one.itertext()) == "One. ")
    properties = first.find(f"{{{W}}}pPr")
    etree.SubElement(etree.SubElement(properties, f"{{{W}}}rPr"), f"{{{W}}}del")
    parts["word/document.xml"] = etree.tostring(root)
    found = read_draft(parts, "x")
    assert [(block.origin, block.text) for block in found.blocks if block.origin] == [("41/a", "One. Two.")]
    assert found.remarks == ("it carries tracked changes at 1 place: read as final",)


def test_a_bookmark_that_is_left_of_a_block_does_not_name_the_next_one() -> None:
    writer = Writer(template().labelling)
    writer.plain(Kind.PARAGRAPH, "One.", origin="41/a")
    writer.plain(Kind.PARAGRAPH, "Two.", origin="41/b")
    parts = dict(read_parts(typeset(writer.draft(), template()), "x"))
    root = etree.fromstring(parts["word/document.xml"])
    first, second = (one for one in root.iter(f"{{{W}}}p") if "".join(one.itertext()) in ("One.", "Two."))
    for n, mark in enumerate([one for one in first if "bookmark" in one.tag]):
        second.insert(1 + n, mark)
    first.getparent().remove(first)
    parts["word/document.xml"] = etree.tostring(root)
    found = read_draft(parts, "x")
    assert [(block.origin, block.text) for block in found.blocks if block.origin] == [("41/b", "Two.")]


# --- what is broken


def test_a_package_without_main_part_is_refused() -> None:
    with pytest.raises(WordFileError) as caught:
        read_draft({}, "x.docx")
    assert caught.value.message == "x.docx is no Word document: it has no main part"
    assert caught.value.help == "save it in Word as .docx"


def test_a_damaged_document_is_an_error() -> None:
    with pytest.raises(WordFileError, match=r"word/document\.xml is damaged"):
        read_draft({"word/document.xml": b"<w:document"}, "x")


def test_a_document_without_body_has_no_blocks_and_says_so() -> None:
    draft = read_draft({"word/document.xml": f"<w:document {SPACES}/>".encode()}, "x")
    assert (draft.blocks, draft.remarks) == ((), ("it has no body",))


def test_tables_500_deep_in_one_another_are_refused() -> None:
    inner = p("x")
    for _ in range(500):
        inner = table(row(cell(inner + p())))
    with pytest.raises(WordFileError) as caught:
        read(inner)
    assert caught.value.message == "tables stand more than 40 deep in one another"
    assert caught.value.help == "take the innermost tables out in Word"


def test_elements_of_a_line_500_deep_in_one_another_are_refused() -> None:
    inner = "<w:smartTag>" * 500 + r("x") + "</w:smartTag>" * 500
    with pytest.raises(WordFileError, match="a paragraph has elements more than 150 deep in one another"):
        read(p(inner))


def test_content_controls_500_deep_in_one_another_are_looked_through() -> None:
    shell = "<w:sdt><w:sdtContent>"
    assert texts(read(shell * 500 + p("x") + "</w:sdtContent></w:sdt>" * 500)) == ["x"]


def test_changes_600_deep_in_one_another_are_read_or_refused() -> None:
    inner = p(INS * 600 + r("x") + "</w:ins>" * 600)
    assert texts(read(inner)) == ["x"]
    with pytest.raises(WordFileError):
        read(inner, View.ALL)


@pytest.mark.parametrize(
    "inner",
    [
        p("x", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="1"/></w:numPr>'),
        p("x", '<w:numPr><w:ilvl w:val="999999999999"/><w:numId w:val="1"/></w:numPr>'),
        p("x", '<w:numPr><w:ilvl w:val="-1"/><w:numId w:val="1"/></w:numPr>'),
        p("x", "<w:numPr><w:ilvl/><w:numId/></w:numPr><w:pStyle/><w:outlineLvl/>"),
        p('<w:r><w:sym w:font="Symbol" w:char="zz"/><w:sym/></w:r>' + r("x")),
        p('<w:r><w:fldChar w:fldCharType="end"/><w:fldChar/><w:fldChar w:fldCharType="separate"/></w:r>' + r("x")),
        p('<w:hyperlink r:id="rId99">' + r("x") + "</w:hyperlink>"),
        p('<w:commentRangeEnd w:id="7"/><w:bookmarkStart/><w:bookmarkEnd/>' + r("x")),
        p("<w:r><w:drawing/><w:pict/><w:object/></w:r>").replace("</w:p>", r("x") + "</w:p>"),
    ],
)
def test_nonsense_in_a_file_keeps_nothing_from_being_read(inner: str) -> None:
    (block,) = read(inner, numbering=numbering(level(0, "%1."))).blocks
    assert block.text.endswith("x")


@pytest.mark.parametrize("folder", ["read", "pairs", "templates"])
def test_every_file_of_others_is_read_or_refused_and_soon(folder: str) -> None:
    read_ = 0
    for path in sorted(corpus(f"word/{folder}").iterdir()):
        for view in View:
            began = time.perf_counter()
            try:
                read_draft(read_parts(path.read_bytes(), path.name), path.stem, view)
                read_ += 1
            except WordFileError as error:
                assert error.message, path.name
            assert time.perf_counter() - began < 2, path.name
    assert read_ > 60
