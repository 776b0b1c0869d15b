"""The runs of a paragraph as they are read: text, emphasis, looks, links, fields, notes, objects."""

from __future__ import annotations

import pytest

from cwgdraft.draft import Run
from cwgdraft.word.documents import View, read_draft
from tests.document_builders import W, field, p, parts_of, r, read, texts

STYLES = """
<w:style w:type="paragraph" w:styleId="Big"><w:name w:val="Big"/><w:rPr><w:b/><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heir"><w:name w:val="Heir"/><w:basedOn w:val="Big"/></w:style>
<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="character" w:styleId="L"><w:name w:val="Hyperlink"/></w:style>
<w:style w:type="character" w:styleId="F"><w:name w:val="footnote reference"/></w:style>
<w:style w:type="character" w:styleId="Q"><w:name w:val="Quote Char"/></w:style>
"""


def runs(inner: str, properties: str = "", **more: str) -> list[Run]:
    """Return the runs of one paragraph, with the styles above."""
    (block,) = read(p(inner, properties), links={"rId1": "https://x.org/a"}, styles=STYLES, **more).blocks
    return list(block.runs)


def either(inner: str) -> str:
    return f"<mc:AlternateContent>{inner}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:ptab/></w:r>", "a\tb\nc\n\t"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t><w:br w:type="column"/><w:lastRenderedPageBreak/></w:r>', "a"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>", "a\u2011b\u00ad"),
        ("<w:r><w:t> a </w:t></w:r><w:r><w:t>b\nc</w:t></w:r>", "ab c"),
        ('<w:r><w:t xml:space="preserve"> a </w:t></w:r>', " a "),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "α→"),
        ('<w:r><w:sym w:font="Arial" w:char="00E9"/></w:r>', "é"),
        (f"<w:smartTag><w:smartTagPr/>{r('a')}</w:smartTag><w:bdo>{r('b')}</w:bdo><w:dir>{r('c')}</w:dir>", "abc"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('a')}</w:sdtContent></w:sdt>", "a"),
        (f"<w:ins>{r('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        (f"<w:moveFrom>{r('from')}</w:moveFrom><w:moveTo>{r('to')}</w:moveTo>", "to"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/>'
            '<w:t xml:space="preserve"> pages</w:t></w:r>',
            "7 pages",
        ),
        (f"<w:r><w:ruby><w:rt>{r('かん')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>", "漢(かん)"),
        (either(f"<mc:Choice>{r('a')}</mc:Choice><mc:Fallback>{r('b')}</mc:Fallback>"), "a"),
        (either(f"<mc:Fallback>{r('b')}</mc:Fallback>"), "b"),
        ("<w:r><w:t>a<!-- b -->c</w:t></w:r>", "ac"),
    ],
)  # fmt: skip
def test_text_is_what_word_shows(inner: str, text: str) -> None:
    assert texts(read(p(inner))) == [text]


def test_white_space_stands_where_the_whole_document_keeps_it() -> None:
    parts = parts_of(p("<w:r><w:t> a </w:t></w:r>"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:document ", b'<w:document xml:space="preserve" '
    )
    assert texts(read_draft(parts, "x")) == [" a "]


@pytest.mark.parametrize(
    ("look", "strong", "emphasis", "rest"),
    [
        ("<w:b/>", True, False, ""),
        ('<w:b w:val="0"/><w:i w:val="true"/>', False, True, ""),
        ('<w:rStyle w:val="S"/>', True, False, ""),
        ('<w:rStyle w:val="E"/><w:b/>', True, True, ""),
        ('<w:rStyle w:val="S"/><w:b w:val="0"/>', False, False, ""),
        ('<w:rStyle w:val="Q"/><w:color w:val="FF0000"/>', False, False, "color=FF0000 style=Quote_Char"),
        ('<w:u w:val="single"/><w:strike/><w:caps w:val="0"/>', False, False, "caps=0 strike u=single"),
        ('<w:lang w:val="fr"/><w:noProof/><w:bCs/><w:szCs w:val="20"/>', False, False, ""),
        ('<w:rFonts w:ascii="A B" w:hint="cs"/><w:sz w:val="20"/>', False, False, "rFonts.ascii=A_B sz=20"),
        ('<w:vertAlign w:val="superscript"/><w:em/>', False, False, "em vertAlign=superscript"),
    ],
)  # fmt: skip
def test_formatting_of_a_run_is_told(look: str, strong: bool, emphasis: bool, rest: str) -> None:
    assert runs(r("x", look)) == [Run("x", strong, emphasis, look=rest)]


@pytest.mark.parametrize("style", ["Big", "Heir"])
def test_what_the_style_makes_bold_is_not_flagged_but_what_it_does_not_is(style: str) -> None:
    look = f'<w:pStyle w:val="{style}"/>'
    assert runs(r("a") + r("b", "<w:b/><w:i/>"), look) == [Run("ab")]
    assert runs(r("a", '<w:b w:val="0"/><w:i w:val="0"/>'), look) == [Run("a", look="b=0 i=0")]


def test_runs_of_the_same_look_are_one() -> None:
    inner = (
        r("a")
        + '<w:proofErr w:type="spellStart"/>'
        + r("b", '<w:lang w:val="en"/>')
        + r("c", "<w:b/>")
        + r("d", "<w:b/>")
    )
    assert runs(inner) == [Run("ab"), Run("cd", strong=True)]


# --- links and fields


@pytest.mark.parametrize(
    ("inner", "link"),
    [
        ('<w:hyperlink r:id="rId1">{}</w:hyperlink>', "https://x.org/a"),
        ('<w:hyperlink r:id="rId1" w:anchor="b">{}</w:hyperlink>', "https://x.org/a#b"),
        ('<w:hyperlink w:anchor="b">{}</w:hyperlink>', "#b"),
        ('<w:hyperlink w:anchor="_Toc1">{}</w:hyperlink>', None),
        ('<w:hyperlink r:id="rId9">{}</w:hyperlink>', None),
    ],
)
def test_a_link_has_its_address_but_no_name_of_words_own(inner: str, link: str | None) -> None:
    assert runs(inner.format(r("x", '<w:rStyle w:val="L"/>')))[0].link == link


@pytest.mark.parametrize(
    ("instruction", "link"),
    [
        (' HYPERLINK "https://x.org/b" ', "https://x.org/b"),
        (' HYPERLINK "https://x.org/b" \\l "c" \\o "a tip" ', "https://x.org/b#c"),
        (' hyperlink \\l "c" ', "#c"),
        ("HYPERLINK https://x.org/b", "https://x.org/b"),
        ('HYPERLINK "C:\\\\a\\\\b.docx"', "C:\\a\\b.docx"),
        ("HYPERLINK", None),
    ],
)
def test_a_hyperlink_field_is_a_link(instruction: str, link: str | None) -> None:
    assert runs(field(instruction, r("x", '<w:rStyle w:val="L"/>')))[0].link == link
    assert runs(field(instruction, r("x")))[0].field is None


@pytest.mark.parametrize(
    ("instruction", "name"),
    [
        (" PAGE ", "PAGE"), (" page \\* MERGEFORMAT ", "PAGE"), (" SEQ Figure \\* ARABIC ", "SEQ Figure"),
        (' MERGEFIELD "First name" ', "MERGEFIELD First name"), (" REF _Ref123 \\h ", "REF"),
        (' TOC \\o "1-3" \\h ', "TOC"), (' DATE \\@ "d MMMM" ', "DATE"), ("", None),
    ],
)  # fmt: skip
def test_the_result_of_a_field_is_text_that_names_its_field(instruction: str, name: str | None) -> None:
    assert runs(r("a") + field(instruction, r("7")) + r("b")) == (
        [Run("a"), Run("7", field=name), Run("b")] if name else [Run("a7b")]
    )
    simple = f"<w:fldSimple w:instr='{instruction}'>{r('7')}</w:fldSimple>"
    assert runs(simple) == [Run("7", field=name)]


def test_a_field_in_another_ones_instruction_is_not_text() -> None:
    inner = field(f"IF </w:instrText></w:r>{field('PAGE', r('hidden'))}<w:r><w:instrText> = 1", r("shown"))
    assert runs(inner) == [Run("shown", field="IF")]


def test_a_field_in_another_ones_result_names_the_inner_one() -> None:
    inner = field("TOC", r("a ") + field('HYPERLINK "https://x.org"', r("b ") + field("PAGEREF _Toc1", r("3"))))
    assert [(run.text, run.field, run.link) for run in runs(inner)] == [
        ("a ", "TOC", None),
        ("b ", "TOC", "https://x.org"),
        ("3", "PAGEREF", "https://x.org"),
    ]


def test_a_field_may_go_on_over_paragraphs() -> None:
    begin, end = field("TOC", "|").split("|")
    draft = read(p(begin + r("one")) + p(r("two") + end + r(" after")))
    assert [[(run.text, run.field) for run in block.runs] for block in draft.blocks] == [
        [("one", "TOC")],
        [("two", "TOC"), (" after", None)],
    ]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    assert texts(read(p(begin + r("one")) + p("two"))) == ["one", "two"]


# --- notes


def test_a_note_is_counted_in_the_order_of_the_references() -> None:
    inner = "".join(
        f'<w:r><w:rPr><w:rStyle w:val="F"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>' for number in (7, 2, 7)
    )
    assert runs(r("a") + inner) == [
        Run("a"),
        Run("[1]", note="footnote 1"),
        Run("[2]", note="footnote 2"),
        Run("[1]", note="footnote 1"),
    ]


def test_footnotes_and_endnotes_count_apart() -> None:
    inner = '<w:r><w:footnoteReference w:id="1"/><w:endnoteReference w:id="1"/></w:r>'
    assert [run.note for run in runs(inner)] == ["footnote 1", "endnote 1"]


# --- what isn't text


def picture(number: str, extent: str = "9") -> str:
    inner = f'<wp:extent cx="{extent}" cy="9"/><a:blip r:embed="{number}"/>'
    return f"<w:r><w:drawing><wp:inline>{inner}</wp:inline></w:drawing></w:r>"


def objects(inner: str, *media: bytes) -> list[str | None]:
    """Return the objects in a paragraph of a document with some media."""
    links = {f"rId{n}": f"media/picture{n}.png" for n in range(1, len(media) + 1)}
    parts = parts_of(p(inner), links)
    parts |= {f"word/media/picture{n}.png": data for n, data in enumerate(media, 1)}
    (block,) = read_draft(parts, "x").blocks
    return [run.object for run in block.runs]


def test_a_picture_is_known_by_its_bytes_and_size() -> None:
    first, again, other, larger = objects(
        picture("rId1") + picture("rId2") + picture("rId3") + picture("rId1", "18"), b"one", b"one", b"two"
    )
    assert first == again
    assert len({first, other, larger}) == 3
    assert first is not None
    assert first.startswith("picture ")
    assert len(first) == len("picture ") + 12


def test_a_picture_stands_in_the_text_as_a_word() -> None:
    assert [run.text for run in runs(r("a ") + picture("rId1") + r(" b"))] == ["a ", "[picture]", " b"]


def test_a_picture_that_is_missing_is_still_one() -> None:
    assert objects(picture("rId9")) == ["picture missing"]


def test_a_picture_in_the_old_form_is_one() -> None:
    inner = '<w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'
    (found,) = objects(inner, b"one")
    assert str(found).startswith("picture ")


def test_of_alternatives_one_picture_is_read() -> None:
    drawing = picture("rId1").removeprefix("<w:r>").removesuffix("</w:r>")
    old = '<w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict>'
    choice = f"<mc:Choice>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    assert len(objects(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>", b"one")) == 1


def test_charts_embedded_files_and_shapes_are_objects() -> None:
    chart = '<w:r><w:drawing><c:chart r:id="rId1"/></w:drawing></w:r>'
    embedded = '<w:r><w:object><v:shape><v:imagedata r:id="rId1"/></v:shape><o:OLEObject r:id="rId2"/></w:object></w:r>'
    line = '<w:r><w:pict><v:line from="0,0" to="9,9"/></w:pict></w:r>'
    found = objects(chart + embedded + line, b"one", b"two")
    assert [str(one).rpartition(" ")[0] for one in found] == ["chart", "embedded file", "shape"]


def test_a_shape_is_the_same_whatever_ids_word_gives_it() -> None:
    line = '<w:r><w:pict><v:line id="{0}" o:spid="{0}" to="{1}"/></w:pict></w:r>'
    first, second, third = objects(line.format("a", "9,9") + line.format("b", "9,9") + line.format("a", "8,8"))
    assert first == second != third


def equation(top: str, bottom: str, look: str = "") -> str:
    part = "<m:r>{}<m:t>{}</m:t></m:r>"
    return (
        f"<m:oMath><m:f><m:num>{part.format(look, top)}</m:num><m:den>{part.format('', bottom)}</m:den></m:f></m:oMath>"
    )


def test_an_equation_has_its_text_and_is_known_by_its_structure() -> None:
    flat = "<m:oMath><m:r><m:t>12</m:t></m:r></m:oMath>"
    found = runs(equation("1", "2") + equation("1", "2", "<w:rPr><w:rFonts/></w:rPr>") + equation("2", "1") + flat)
    assert [run.text for run in found] == ["12", "12", "21", "12"]
    assert found[0].object == found[1].object
    assert len({run.object for run in found}) == 3


def test_an_equation_on_a_line_of_its_own_is_read() -> None:
    assert [run.text for run in runs(f"<m:oMathPara><m:oMathParaPr/>{equation('1', '2')}</m:oMathPara>")] == ["12"]


def test_a_deleted_picture_is_shown_as_deleted() -> None:
    (block,) = read(p(f"<w:del>{picture('rId9')}</w:del>" + r("x")), View.ALL).blocks
    assert [(run.text, run.tracked) for run in block.runs] == [("[picture]", "deleted"), ("x", "")]


def test_what_was_inserted_and_then_deleted_is_deleted() -> None:
    (block,) = read(p("<w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:ins>"), View.ALL).blocks
    assert [(run.text, run.tracked) for run in block.runs] == [("x", "deleted")]


def test_other_prefixes_than_words_are_read() -> None:
    xml = f'<document xmlns="{W}"><body><p><r><t>text</t></r></p></body></document>'
    assert texts(read_draft({"word/document.xml": xml.encode()}, "x")) == ["text"]
