"""Reading what Word wrote, however it wrote it."""

from __future__ import annotations

import pytest

from cwgdraft.draft import Kind, Run
from cwgdraft.errors import WordFileError
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.anchors import PREFIX, remove_bookmarks
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import pack, parse
from cwgdraft.word.reading import WordDocument, read_word
from tests.word_builders import Writer, paragraph, read, template

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(inner: str) -> WordDocument:
    """Return a document of nothing but some XML."""
    return read_word({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'.encode()})


def words(inner: str) -> list[str]:
    return [one.text for one in body(f"<w:p>{inner}</w:p>").paragraphs()]


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("one ") + run("two"), "one two"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/></w:r>", "a\tb\nc\u2011"),
        ('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>', "a"),
        (f"<w:ins>{run('new')}</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>", "new"),
        (f"<w:moveFrom>{run('from')}</w:moveFrom><w:moveTo>{run('to')}</w:moveTo>", "to"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
        (f"<w:smartTag>{run('smart')}</w:smartTag>", "smart"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/><w:t> pages</w:t></w:r>',
            "7 pages",
        ),
    ],
)
def test_text_is_what_the_document_says_now(inner: str, text: str) -> None:
    assert words(inner) == [text]


def test_tracked_changes_are_noticed() -> None:
    assert body(f"<w:p><w:ins>{run('new')}</w:ins></w:p>").tracked
    assert not body(f"<w:p>{run('old')}</w:p>").tracked


def test_bold_may_be_switched_off() -> None:
    runs = body('<w:p><w:r><w:rPr><w:b w:val="0"/><w:i w:val="true"/></w:rPr><w:t>x</w:t></w:r></w:p>')
    (found,) = next(iter(runs.paragraphs())).runs
    assert (found.strong, found.emphasis) == (False, True)


def test_a_damaged_document_is_an_error() -> None:
    with pytest.raises(WordFileError, match=r"word/document\.xml is damaged"):
        read_word({"word/document.xml": b"<w:document"})


def test_entities_stay_closed() -> None:
    root = parse(b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>")
    assert root.text is None


def test_text_that_was_typed_in_changes_the_digest_of_the_rest() -> None:
    data = typeset(paragraph("Words."), template())
    parts = read_parts(data, "x.docx")
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", f"<w:p>{run('typed')}</w:p><w:sectPr".encode()
    )
    document = read(pack(parts))
    assert document.identity is not None
    assert document.identity.rest != document.rest()


def test_packing_sorts_the_parts_and_forgets_the_time() -> None:
    parts = {"b": b"2", "a": b"1", "[Content_Types].xml": b"0"}
    assert pack(parts) == pack(dict(reversed(parts.items())))


def test_bookmarks_around_blocks_are_taken_out_and_those_that_references_lead_to_renamed() -> None:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps", origin="41/lamps")
    writer.plain(Kind.PARAGRAPH, "See ", Run("1", target="41/lamps"), ".")
    parts = read_parts(typeset(writer.draft(), template()), "built.docx")
    assert parts[MAIN].count(PREFIX.encode()) > 2
    remove_bookmarks(parts)
    assert PREFIX.encode() not in parts[MAIN]
    assert b'w:name="_Ref000000001"' in parts[MAIN]
    assert b" REF _Ref000000001 " in parts[MAIN]
    assert parts[MAIN].count(b"<w:bookmarkStart") == parts[MAIN].count(b"<w:bookmarkEnd") == 1
