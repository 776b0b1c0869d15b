"""Redlines of documents such as other programs and other languages of Word write them."""

from __future__ import annotations

import re

import pytest

from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import R, W, pack, parse
from cwgdraft.word.tracked import accept, reject
from tests.document_builders import level, numbered, numbering, p, r, relationships
from tests.word.redline.facts import check, said
from tests.word.redline.test_redline import A, B, body, document, style, styles, written

_BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"


def with_files(parts: Parts, owner: str, links: dict[str, str], **files: bytes) -> Parts:
    """Return a document whose part `owner` leads to pictures, named `image1` and so on."""
    parts[f"word/_rels/{owner}.xml.rels"] = relationships(links)
    return {**parts, **{f"word/{name}.png": data for name, data in files.items()}}


# --- what says everything in its first tag ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FC"/>', '<w:sym w:font="Wingdings" w:char="F0FD"/>'),
        ("<w:br/>", '<w:br w:type="page"/>'),
        ('<w:br w:type="column"/>', '<w:br w:type="page"/>'),
    ],
)
def test_signs_that_differ_only_in_an_attribute_differ(one: str, other: str) -> None:
    old, new = document(p(r("One") + f"<w:r>{one}</w:r>"), A), document(p(r("One") + f"<w:r>{other}</w:r>"), A)
    check(old, new, xml=True)
    assert "<w:del>" in body(written(old, new))


def test_a_text_box_in_a_text_box_is_written_once() -> None:
    def of(words: str) -> Parts:
        return document(p(_BOX.format(p(r("outer") + _BOX.format(p(words))))), A)

    check(of("inner word"), of("inner words"))


# --- links and pictures ------------------------------------------------------------------------------------------


def test_an_old_link_that_led_nowhere_leads_nowhere_when_it_is_back() -> None:
    link = '<w:hyperlink r:id="rIdX">{}</w:hyperlink>'
    old, new = document(p(link.format(r("one two")))), document(p(r("three ") + link.format(r("one"))))
    new["word/_rels/document.xml.rels"] = relationships({"rIdX": "https://new.example/"})
    check(old, new)


def test_a_picture_in_a_header_that_went_comes_along() -> None:
    drawing = '<w:r><w:pict><v:shape><v:imagedata r:id="rIdP"/></v:shape></w:pict></w:r>'
    end = '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader1"/></w:sectPr>'
    old = document(A, header1=p(drawing))
    old["word/document.xml"] = old["word/document.xml"].replace(b"<w:sectPr/>", end.encode())
    found = check(with_files(old, "header1", {"rIdP": "image1.png"}, image1=b"old picture"), document(A))
    assert found["word/image1.png"] == b"old picture"
    assert b'Id="rId1"' in found["word/_rels/header1.xml.rels"]


# --- styles ------------------------------------------------------------------------------------------------------


def test_styles_are_known_by_their_names_where_ids_are_only_counted() -> None:
    old = document(
        p("Heading of it", '<w:pStyle w:val="a1"/>'),
        p("A list of things", '<w:pStyle w:val="a2"/>'),
        styles=styles(style("a1", "Title") + style("a2", "List Paragraph", "<w:i/>")),
    )
    new = document(
        p("Heading of it", '<w:pStyle w:val="a2"/>'),
        p("A list of many things", '<w:pStyle w:val="a1"/>'),
        styles=styles(style("a2", "Title") + style("a1", "Caption")),
    )
    found = check(old, new)
    assert "Change" not in body(written(old, new)).partition("</w:p>")[0]
    assert b'w:styleId="a2Old"' in found["word/styles.xml"]


def test_a_style_of_another_kind_with_the_same_id_is_another_style() -> None:
    kind = '<w:style w:type="character" w:styleId="S1"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    old = document(p(r("Words", '<w:rStyle w:val="S1"/>')), A, styles=styles(kind))
    check(old, document(p(r("Words")), B.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="S1"/></w:pPr>'),
          styles=styles(style("S1", "Subtitle"))))  # fmt: skip


def test_a_style_that_is_named_but_not_there_gets_no_look_from_the_old_document() -> None:
    old = document(p("One more", '<w:pStyle w:val="H1"/>'), A, styles=styles(style("H1", "heading 1")))
    new = document(A.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>'), styles=styles())
    check(old, new)


def test_a_new_document_without_styles_gets_a_part_for_those_that_went() -> None:
    old = document(p("Words of old", '<w:pStyle w:val="Old"/>'), styles=styles(style("Old", "Old look", "<w:i/>")))
    found = read_parts(written(old, document(p("Words of old"))).data, "redline")
    assert [one.style for one in read_draft(reject(found), "old").blocks] == ["Old look"]


# --- lists -------------------------------------------------------------------------------------------------------


def test_a_number_that_no_list_has_stays_without_a_list() -> None:
    listed = [p("First item.", numbered(1)), p("Second item.", numbered(1))]
    with_list, without = document(*listed, numbering=numbering(level(0, "%1)"))), document(*listed)
    check(with_list, without)
    check(without, with_list)
    check(document(p("First item", numbered(2)), A), document(p("First", numbered(2)), A, numbering=numbering(
        level(0, "%1)"), level(0, "%1."))))  # fmt: skip


def test_levels_of_a_list_style_are_those_of_the_list_behind_it() -> None:
    def of(sign: str, *blocks: str) -> Parts:
        link = '<w:numStyleLink w:val="Items"/>'
        named = '<w:style w:type="numbering" w:styleId="Items"><w:name w:val="Items"/></w:style>'
        lists = numbering(link, '<w:styleLink w:val="Items"/>' + level(0, sign))
        return document(*blocks, styles=styles(named), numbering=lists)

    items = p("First item.", numbered(1)), p("Second item.", numbered(1))
    check(of("%1)", *items), of("%1.", *items))
    found = read_parts(written(of("%1)", *items), document(A)).data, "redline")
    assert [one.label for one in read_draft(reject(found), "old").blocks] == ["1)", "2)"]


# --- XML in other words ------------------------------------------------------------------------------------------


def prefixed(parts: Parts) -> Parts:
    """Return a document with `x` for the prefix `w`."""
    found = {}
    for name, data in parts.items():
        text = re.sub(r"(</?)w:", r"\1x:", data.decode())
        found[name] = re.sub(r"(\s)w:(?=\w+=)", r"\1x:", text).replace("xmlns:w=", "xmlns:x=").encode()
    return found


def unprefixed(parts: Parts) -> Parts:
    """Return a document whose elements have no prefix at all."""
    return {
        name: re.sub(rb"(</?)x:", rb"\1", data).replace(b"xmlns:x=", f'xmlns="{W}" xmlns:x='.encode())
        if name.startswith("word/")
        else data
        for name, data in prefixed(parts).items()
    }


def wide(parts: Parts) -> Parts:
    """Return a document with its parts in UTF-16."""
    return {
        name: data.decode().encode("utf-16") if name.startswith("word/") and name.endswith(".xml") else data
        for name, data in parts.items()
    }


@pytest.mark.parametrize("written_as", [prefixed, unprefixed, wide])
def test_a_document_says_the_same_with_other_prefixes_and_in_other_encodings(written_as: object) -> None:
    def note(words: str) -> str:
        return f'<w:footnote w:id="1">{p(words)}</w:footnote>'

    def of(words: str, sign: str, tracked: str = "") -> Parts:
        reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'
        first = p(r("Noted.") + tracked + reference)
        return document(first, p("Item", numbered(1)), A, footnotes=note(words), numbering=numbering(level(0, sign)))

    gone = '<w:del w:id="9" w:author="x"><w:r><w:delText>gone</w:delText></w:r></w:del>'
    old, new = of("old words", "%1)", gone), of("new words", "%1.")
    for one, other in ((written_as(old), new), (old, written_as(new)), (written_as(old), written_as(new))):
        before, after = (read_parts(pack(parts), "file") for parts in (one, other))
        check(before, after)
        assert parse(before["word/document.xml"]).nsmap["r"] == R
        assert said(accept(before)) == said(accept(old))
        assert said(accept(after)) == said(new)
