"""Typesetting through templates as people make them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest

from cwgdraft.draft import Block, Kind, ListKind, Run
from cwgdraft.errors import CwgdraftError
from cwgdraft.typesetting.body import _with
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template, template_of
from cwgdraft.word.documents import rest_of
from cwgdraft.word.package import relationships_of
from tests.laws.test_milestone import sample, seen
from tests.word_builders import (
    DOTTED,
    UNDOTTED,
    Writer,
    changed,
    draft_of,
    own_blocks,
    paragraph,
    part,
    read,
    replaced,
    template,
    template_parts,
    texts,
    with_paragraph,
)

BODY = "<w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p>"
SECTION = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'


def document_of(xml: Template) -> str:
    return xml.parts["word/document.xml"].decode()


# --- templates as Word saves them -----------------------------------------------------------------


def split(text: str) -> str:
    """Return a text of one run as Word likes to divide it: a run per sign, a spelling mark between them."""
    runs = [f'<w:r><w:rPr><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{one}</w:t></w:r>' for one in text]
    return '<w:proofErr w:type="spellStart"/>'.join(runs)


def test_tags_and_sample_marks_may_be_divided_among_runs() -> None:
    def divide(xml: str) -> str:
        pattern = r"<w:r><w:t>(\{\{p? ?[^<]*\}\}|\{# samples? ?[^<]*)</w:t></w:r>"
        return re.sub(pattern, lambda found: split(found[1].replace("&amp;", "+")), xml)

    divided = template_of(changed("word/document.xml", divide), "t.docx")
    assert set(divided.samples) == set(template().samples)
    draft = sample(UNDOTTED)
    document = read(typeset(draft, divided))
    assert seen(own_blocks(document)) == seen(draft.blocks)
    assert rest_of(document) == rest_of(read(typeset(draft, template())))


def test_a_section_of_nothing_but_samples_goes_with_them() -> None:
    landscape = f"<w:p><w:pPr>{SECTION}</w:pPr></w:p>"
    mark = '<w:p><w:pPr><w:pStyle w:val="SampleNote"/>'
    found = document_of(replaced(mark, landscape + mark))
    assert found.count("<w:sectPr") == 1
    assert "landscape" in found
    assert found.rstrip().endswith("</w:sectPr></w:body></w:document>")


def test_a_section_break_in_the_paragraph_of_the_body_stays_behind_it() -> None:
    found = typeset(paragraph("Words."), replaced(BODY, BODY.replace("<w:r>", f"<w:pPr>{SECTION}</w:pPr><w:r>", 1)))
    xml = part(found)
    assert xml.index("Words.") < xml.index("landscape") < xml.index("</w:body>")


def test_a_section_break_in_a_sample_stays_when_its_section_has_words() -> None:
    old = '<w:p><w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    found = replaced(old, old + SECTION)
    assert "landscape" in document_of(found)
    assert "sectPr" not in found.samples["bullet"].properties


def test_a_page_break_before_the_samples_leaves_no_empty_page() -> None:
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    mark = '<w:p><w:pPr><w:pStyle w:val="SampleNote"/>'
    assert 'w:type="page"' not in document_of(replaced(mark, page + mark))


@pytest.mark.parametrize("blocks", ["all", "none", "table"])
def test_the_body_may_stand_in_a_cell_of_a_table(blocks: str) -> None:
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>'
    )
    cell = replaced(BODY, table.format(BODY))
    draft = sample(UNDOTTED)
    if blocks != "all":
        kept = [b for b in draft.blocks if blocks == "table" and b.kind is Kind.TABLE]
        draft = replace(draft, blocks=tuple(kept))
    data = typeset(draft, cell)
    document = read(data)
    assert seen(own_blocks(document)) == seen(draft.blocks)
    assert document.made is not None
    assert document.made.rest == rest_of(document)
    assert not re.search(r"</w:tbl>(?:<w:bookmarkEnd[^>]*>)?</w:tc>|</w:tcPr></w:tc>", part(data))


def test_a_loop_without_rounds_leaves_no_cell_without_a_paragraph_and_no_table_without_a_row() -> None:
    def p(words: str) -> str:
        return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"

    def table(*rows: str) -> str:
        cells = "".join(f"<w:tr><w:tc><w:tcPr/>{row}</w:tc></w:tr>" for row in rows)
        return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>{cells}</w:tbl>'

    never = [p("{%p for one in [] %}"), p("{{ one }}"), p("{%p endfor %}")]
    rows = table(p("{%tr for one in [] %}"), p("{{ one }}"), p("{%tr endfor %}"))
    xml = part(typeset(paragraph("Words."), with_paragraph(table("".join(never)) + table(p("a") + rows))))
    assert xml.count("<w:tcPr/></w:tc>") == 0
    assert xml.count("<w:tcPr/><w:p/></w:tc>") == 1
    assert "</w:tblGrid></w:tbl>" not in xml
    assert ">a</w:t></w:r></w:p></w:tc>" in xml


def test_tables_that_follow_one_another_stay_apart() -> None:
    writer = Writer()
    writer.table([["a"]])
    writer.table([["b"]])
    xml = part(typeset(writer.draft(), template()))
    assert not re.search(r"</w:tbl>(?:<w:bookmark[^>]*>)*<w:tbl>", xml)


def test_a_template_without_numbering_serves_drafts_without_numbers() -> None:
    parts = template_parts()
    del parts["word/numbering.xml"]
    parts["word/_rels/document.xml.rels"] = re.sub(
        rb'<Relationship [^>]*numbering\.xml"/>', b"", parts["word/_rels/document.xml.rels"]
    )
    parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*numbering[^>]*>", b"", parts["[Content_Types].xml"])
    assert own_blocks(read(typeset(paragraph("Words."), template_of(parts, "t.docx"))))[0].text == "Words."


@pytest.mark.parametrize("name", ["docProps/core.xml", "docProps/other.xml", ""])
def test_properties_are_written_where_the_package_says_or_made(name: str) -> None:
    parts = template_parts()
    core = parts.pop("docProps/core.xml")
    if name:
        parts[name] = core
        for file in ("_rels/.rels", "[Content_Types].xml"):
            parts[file] = parts[file].replace(b"docProps/core.xml", name.encode())
    else:
        parts["_rels/.rels"] = re.sub(rb'<Relationship [^>]*core\.xml"/>', b"", parts["_rels/.rels"])
        parts["[Content_Types].xml"] = re.sub(rb"<Override [^>]*core[^>]*>", b"", parts["[Content_Types].xml"])
    data = typeset(draft_of([], title="A & B"), template_of(parts, "t.docx"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = [one for one in archive.namelist() if b"dc:title" in archive.read(one)]
        assert len(found) == 1
        assert b"<dc:title>A &amp; B</dc:title>" in archive.read(found[0])
        assert archive.read("_rels/.rels").count(found[0].encode()) == 1
        assert archive.read("[Content_Types].xml").count(found[0].encode()) == 1


def test_custom_parts_of_the_template_stay() -> None:
    parts = template_parts()
    parts["customXml/item1.xml"] = b'<own xmlns="urn:own"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relationship = f'<Relationship Id="rId77" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relationship.encode())
    data = typeset(paragraph("Words."), template_of(parts, "t.docx"))
    assert part(data, "customXml/item1.xml").endswith('<own xmlns="urn:own"/>')
    assert "41/t#only" in part(data, "customXml/item2.xml")
    assert [block.origin for block in own_blocks(read(data))] == ["41/t#only"]


def test_a_draft_that_was_made_into_a_template_brings_no_anchors_of_its_own() -> None:
    from cwgdraft.word.gate import read_parts

    built = read_parts(typeset(paragraph("Old words.", "41/t#old"), template()), "old.docx")
    samples = "".join(
        re.findall(r"<w:p>(?:(?!</w:p>).)*\{# sample: (?!table)(?:(?!</w:p>).)*</w:p>", part_of_template())
    )
    built["word/document.xml"] = built["word/document.xml"].replace(
        b"<w:sectPr", (BODY + samples).encode() + b"<w:sectPr", 1
    )
    data = typeset(paragraph("New words.", "41/t#new"), template_of(built, "t.docx"))
    assert [block.origin for block in own_blocks(read(data))] == ["41/t#new"]
    assert "Old words." in texts(data)
    final = typeset(paragraph("New words.", "41/t#new"), template_of(built, "t.docx"), final=True)
    assert "customXml" not in str(zipfile.ZipFile(io.BytesIO(final)).namelist())
    assert "<w:bookmarkStart" not in part(final)


def part_of_template() -> str:
    return template_parts()["word/document.xml"].decode()


def test_relationships_may_be_empty_or_have_another_prefix() -> None:
    from cwgdraft.word.package import Relationships

    for xml in (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships"></r:Relationships>',
        '<r:Relationships xmlns:r="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<r:Relationship Id="rId1" Type="t" Target="a"/></r:Relationships>',
    ):
        parts = {relationships_of("word/document.xml"): xml.encode()}
        links = Relationships(parts, "word/document.xml")
        made = links.link("https://example.org/?a=1&b=2")
        links.save()
        again = Relationships(parts, "word/document.xml")
        assert again.target("http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink") == (
            "https://example.org/?a=1&b=2"
        )
        assert made == ("rId2" if 'Id="rId1"' in xml else "rId1")


# --- ids ------------------------------------------------------------------------------------------


def test_ids_of_bookmarks_and_links_are_unique_over_the_whole_document() -> None:
    mark = '<w:bookmarkStart w:name="own" w:id="3"/><w:bookmarkEnd w:id="3"/>'
    parts = changed("word/header2.xml", lambda xml: xml.replace("</w:p>", f"{mark}</w:p>", 1))
    data = typeset(sample(UNDOTTED), template_of(parts, "t.docx"))
    ids, names = [], []
    for name in ("word/document.xml", "word/header2.xml"):
        for tag in re.findall(r"<w:bookmarkStart[^>]*>", part(data, name)):
            ids += re.findall(r'w:id="(\d+)"', tag)
            names += re.findall(r'w:name="([^"]*)"', tag)
    assert len(ids) == len(set(ids)) == len(names) == len(set(names)) == len(sample(UNDOTTED).blocks) + 1
    links = re.findall(r'<w:hyperlink r:id="(\w+)"', part(data))
    assert len(set(links)) == 2
    relationships = re.findall(r'\bId="(\w+)"', part(data, "word/_rels/document.xml.rels"))
    assert len(relationships) == len(set(relationships))
    assert set(links) <= set(relationships)


def test_blocks_of_one_origin_have_bookmarks_of_their_own() -> None:
    blocks = [Block(Kind.PARAGRAPH, (Run(text),), origin="same") for text in ("one", "two")]
    assert [block.text for block in own_blocks(read(typeset(draft_of(blocks), template())))] == ["one", "two"]


# --- a copy for the outside -----------------------------------------------------------------------


@pytest.mark.parametrize("name", [UNDOTTED, DOTTED])
def test_a_final_copy_tells_nothing_of_its_making(name: str) -> None:
    data = typeset(sample(name), template(name), final=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [one for one in archive.namelist() if one.startswith("customXml")]
        for one in archive.namelist():
            assert ("cwg" + "draft").encode() not in archive.read(one).lower(), one
            assert b"_cwg" not in archive.read(one).lower(), one
    assert re.findall(r'<w:bookmarkStart[^>]*w:name="([^"]*)"', part(data)) == ["_Ref000000001"]
    assert " REF _Ref000000001 " in part(data)
    assert [text for text in texts(data) if text] == [
        text for text in texts(typeset(sample(name), template(name))) if text
    ]


def test_a_final_copys_bookmarks_differ_from_the_templates_own() -> None:
    own = '<w:p><w:bookmarkStart w:id="1" w:name="_Ref000000001"/><w:bookmarkEnd w:id="1"/></w:p>'
    xml = part(typeset(sample(UNDOTTED), with_paragraph(own), final=True))
    assert sorted(re.findall(r'w:name="(_Ref\d+)"', xml)) == ["_Ref000000001", "_Ref000000002"]


# --- looks ----------------------------------------------------------------------------------------


def test_blocks_look_as_their_samples_do() -> None:
    bold = '<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>'
    styled = replaced("<w:r><w:t>{# sample: subheading #}", f"<w:r>{bold}<w:t>{{# sample: subheading #}}")
    block = Block(Kind.SUBHEADING, (Run("plain "), Run("slanted", emphasis=True)), origin="o")
    data = typeset(draft_of([block]), styled)
    assert f'{bold}<w:t xml:space="preserve">plain ' in part(data)
    assert '<w:rPr><w:b/><w:i/><w:iCs/><w:color w:val="FF0000"/></w:rPr>' in part(data)
    assert own_blocks(read(data))[0].runs == tuple(replace(run, look="color=FF0000") for run in block.runs)


def test_cells_look_as_those_of_the_sample_table_do() -> None:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="DDDDDD"/>'
    head = '<w:tc><w:tcPr><w:tcW w:w="4819" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableHead"/>'
    shaded = replaced(head, head.replace("</w:tcPr>", f"{shade}</w:tcPr>"))
    writer = Writer()
    writer.table([["a", "b", "c"], ["d", "e", "f"]])
    assert part(typeset(writer.draft(), shaded)).count(shade) == 3


def test_styles_that_links_and_placeholders_need_are_added_where_there_are_none() -> None:
    parts = template_parts()
    for name in (b"Hyperlink", b"OpenPlaceholder"):
        pattern = rb'<w:style [^>]*w:styleId="' + name + rb'".*?</w:style>'
        parts["word/styles.xml"] = re.sub(pattern, b"", parts["word/styles.xml"], flags=re.DOTALL)
    runs = (Run("a", link="https://example.org/"), Run("b", open=True))
    data = typeset(draft_of([Block(Kind.PARAGRAPH, runs, origin="o")]), template_of(parts, "t.docx"))
    styles = re.findall(r'w:styleId="(\w+)"', part(data, "word/styles.xml"))
    assert styles.count("Hyperlink") == styles.count("OpenPlaceholder") == 1
    assert own_blocks(read(data))[0].runs == runs


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///x", "\\\\host\\x", "https://", "#a", "http://[x", ""])
def test_links_to_other_places_than_the_web_and_mail_are_refused(link: str) -> None:
    block = Block(Kind.PARAGRAPH, (Run("here", link=link),), origin="41/t#a")
    with pytest.raises(CwgdraftError) as caught:
        typeset(draft_of([block]), template())
    assert caught.value.message == f"the link to '{link}' in '41/t#a' can't stand in a document"


def test_rows_of_a_table_are_made_as_long_as_the_longest() -> None:
    writer = Writer()
    writer.table([["a"], ["b", "c", "d"], []])
    (block,) = own_blocks(read(typeset(writer.draft(), template())))
    assert block.text == "a\t\t\nb\tc\td\n\t\t"


def test_a_table_without_rows_is_an_empty_block() -> None:
    (block,) = own_blocks(read(typeset(draft_of([Block(Kind.TABLE, origin="o")]), template())))
    assert (block.kind, block.text, block.origin) == (Kind.TABLE, "", "o")


def test_a_list_nested_deeper_than_the_templates_is_refused() -> None:
    item = Block(Kind.LIST_ITEM, (Run("deep"),), 5, "a)", "o", ListKind.LETTER_PAREN, 1)
    with pytest.raises(CwgdraftError) as caught:
        typeset(draft_of([item]), template())
    assert caught.value.message == (
        "the template council-report.docx has 4 levels of the list 'letter-paren', the report uses 5 ('deep')"
    )


# --- properties in the order of the schema --------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "name", "result"),
    [
        ("", "ind", "<w:ind/>"),
        ('<w:pStyle w:val="A"/><w:jc w:val="left"/>', "ind", '<w:pStyle w:val="A"/><w:ind/><w:jc w:val="left"/>'),
        ('<w:ind w:left="1"/>', "ind", "<w:ind/>"),
        ("<w:numPr><w:numId/></w:numPr>", "numPr", "<w:numPr/>"),
        (
            '<w:pStyle w:val="A"/><w:pBdr><w:top/></w:pBdr><w:tabs><w:tab w:val="left"/></w:tabs>',
            "numPr",
            '<w:pStyle w:val="A"/><w:numPr/><w:pBdr><w:top/></w:pBdr><w:tabs><w:tab w:val="left"/></w:tabs>',
        ),
        (
            "<w:pBdr><w:top/></w:pBdr><w:rPr><w:rStyle/><w:spacing/></w:rPr>",
            "ind",
            "<w:pBdr><w:top/></w:pBdr><w:ind/><w:rPr><w:rStyle/><w:spacing/></w:rPr>",
        ),
        ("<w:rPr><w:ind/></w:rPr>", "ind", "<w:ind/><w:rPr><w:ind/></w:rPr>"),
        ("<w:indent/>", "ind", "<w:ind/><w:indent/>"),
    ],
)
def test_a_property_is_set_at_its_place_and_once(inner: str, name: str, result: str) -> None:
    assert _with(inner, name, f"<w:{name}/>") == result


# --- the signature --------------------------------------------------------------------------------


@pytest.mark.parametrize(("signed", "kept"), [(True, 1), (False, 0)])
def test_the_last_paragraph_is_kept_with_the_signature(signed: bool, kept: int) -> None:
    blocks = [Block(Kind.PARAGRAPH, (Run(text),), origin=text) for text in ("First.", "Last.")]
    if signed:
        blocks.append(Block(Kind.SIGNATURE_NAME, (Run("Ann EXAMPLE"),), origin="signature:name"))
    xml = part(typeset(draft_of(blocks), template()))
    first, last = (re.search(rf"<w:p>(?:(?!</w:p>).)*{text}", xml) for text in ("First", "Last"))
    assert first and last
    assert first.group().count("<w:keepNext/>") == 0
    assert last.group().count("<w:keepNext/>") == kept


def test_placeholders_on_the_first_page_have_a_look_of_their_own() -> None:
    front = {"document": "Document [symbol]", "symbol": "[symbol]"}
    data = typeset(replace(draft_of([], **front), placeholders=("[symbol]",)), template())
    for name in ("word/document.xml", "word/header2.xml"):
        found = re.findall(r"<w:r>(?:(?!</w:r>).)*\[symbol\](?:(?!</w:r>).)*</w:r>", part(data, name))
        assert found
        assert all('<w:rStyle w:val="OpenPlaceholder"/>' in run for run in found)
    assert "Document [symbol]" in texts(data)


@pytest.mark.parametrize(
    ("language", "found"),
    [("en", 'w:val="en-GB"'), ("fr", 'w:val="fr-FR"'), ("zh", 'w:eastAsia="zh-CN"'), ("de-AT", 'w:val="de-AT"')],
)
def test_word_checks_the_spelling_in_the_language_of_the_draft(language: str, found: str) -> None:
    styles = part(typeset(replace(draft_of([]), language=language), template()), "word/styles.xml")
    (default,) = re.findall(r"<w:lang [^>]*>", styles[: styles.index("</w:docDefaults>")])
    assert found in default


# --- templates saved in Word of another language ---------------------------------------------------


def test_links_take_the_style_that_a_french_word_calls_otherwise() -> None:
    parts = template_parts()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'w:styleId="Hyperlink"', b'w:styleId="Lienhypertexte"')
    link = Block(Kind.PARAGRAPH, (Run("here", link="https://example.org"),), origin="41/t#1")
    data = typeset(draft_of([link]), template_of(parts, "t.docx"))
    assert '<w:rStyle w:val="Lienhypertexte"/>' in part(data)
    assert part(data, "word/styles.xml").count('<w:name w:val="Hyperlink"/>') == 1


def test_a_copy_for_the_outside_forgets_the_sittings_in_which_its_template_was_edited() -> None:
    parts = changed("word/document.xml", lambda xml: xml.replace("<w:p>", '<w:p w:rsidR="00A1B2C3">', 1))
    rsids = b'<w:rsids><w:rsidRoot w:val="00A1B2C3"/></w:rsids><w:compat>'
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:compat>", rsids)
    kept, final = (typeset(paragraph("Words."), template_of(parts, "t.docx"), final=one) for one in (False, True))
    assert "rsid" in part(kept)
    assert "rsid" not in part(final) + part(final, "word/settings.xml")
