"""Reading a document from anywhere, and printing it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.draft import Kind
from cwgdraft.errors import WordFileError
from cwgdraft.jobs.compare import Document, compared
from cwgdraft.jobs.reading import document_lines, read_document
from cwgdraft.plain_text import read_text
from cwgdraft.word.documents import View
from cwgdraft.word.package import pack
from tests.document_builders import CORPUS, corpus, p, parts_of, r, read
from tests.word_builders import TEMPLATES, zipped

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/></Types>'
)


def docx(path: Path, body: str) -> Path:
    path.write_bytes(pack({"[Content_Types].xml": TYPES.encode(), **parts_of(body)}))
    return path


def test_a_word_file_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    for name in ("report.docx", "report", "report.txt"):
        assert [block.text for block in read_document(docx(tmp_path / name, p("text"))).blocks] == ["text"]


@pytest.mark.parametrize("name", ["report.txt", "report.md", "REPORT.TXT", "report", "report.2026"])
def test_a_text_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("\ufeff1\tItem é\r\n".encode())
    draft = read_document(path)
    assert (draft.name, [(block.kind, block.label, block.text) for block in draft.blocks]) == (
        path.stem,
        [(Kind.HEADING, "1", "Item é")],
    )


def test_the_view_is_handed_on(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", p(f"<w:ins>{r('new')}</w:ins>" + r(" text")))
    assert [read_document(path, view).blocks[0].text for view in View] == ["new text", " text", "new text"]


OPEN_AS_DOCX = "open it in Word and save it as .docx"
ITSELF = "give the document itself"


@pytest.mark.parametrize(
    ("name", "data", "message", "remedy"),
    [
        ("a.txt", "1\né\n".encode("cp1252"), "isn't UTF-8: line 2 has a sign in another encoding", "save it as UTF-8"),
        ("a.txt", "text".encode("utf-16"), "is saved as UTF-16", "save it as UTF-8"),
        ("a.md", b"a\x00b", "is no plain text: it holds bytes that no text has", "give a .docx or a text"),
        ("a.pdf", b"%PDF-1.7", "is no Word document: it looks like a PDF", "use the Word file that it was made from"),
        ("a.docx", b"", "is empty", "get the file once more"),
        ("a.bin", b"a\x00b", "is no plain text: it holds bytes that no text has", "give a .docx or a text"),
        ("a", b"{\\rtf1 a}", "is no Word document: it looks like an RTF file", OPEN_AS_DOCX),
        ("a.docx", b"text", "is no Word document", "give the .docx as Word saved it"),
        ("a.txt", zipped({"mimetype": b"x"}), "is no Word document: it looks like an OpenDocument text", OPEN_AS_DOCX),
        ("~$a.docx", b"x", "is no document but a lock that Word keeps while a document is open", ITSELF),
        ("._a.docx", b"x", "is no document but what macOS keeps beside a file", ITSELF),
        (".~lock.a.docx#", b"x", "is no document but a lock that LibreOffice keeps while a document is open", ITSELF),
        ("~WRL1.tmp", b"x", "is no document but a copy that Word keeps while it saves", ITSELF),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_a_remedy(
    tmp_path: Path, name: str, data: bytes, message: str, remedy: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(WordFileError) as caught:
        read_document(tmp_path / name)
    assert (caught.value.message, caught.value.help) == (f"{name} {message}", remedy)


def test_a_text_beyond_20_mb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 20_000_001)
    with pytest.raises(WordFileError) as caught:
        read_document(tmp_path / "a.txt")
    assert caught.value.message == "a.txt has 20,000,001 bytes; a text has at most 20,000,000"


def test_a_folder_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WordFileError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(WordFileError, match=r"nope\.docx can't be read: No such file or directory"):
        read_document(tmp_path / "nope.docx")


def test_a_template_of_ours_is_a_document() -> None:
    assert read_document(TEMPLATES / "council-report.docx").blocks


@pytest.mark.parametrize("folder", ["read", "pairs", "templates"])
def test_every_file_of_others_is_read_or_refused(folder: str) -> None:
    for path in sorted(corpus(f"word/{folder}").iterdir()):
        try:
            assert read_document(path).name == path.stem
        except WordFileError as error:
            assert path.name in error.message


# --- as text


def lines(body: str, view: View = View.FINAL, **more: str) -> list[str]:
    return list(document_lines(read(body, view, **more)))


def test_changes_are_marked_as_in_a_word_diff() -> None:
    body = p(
        r("a ") + f"<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>{r('new', '<w:b/>')}{r('er')}</w:ins>"
    )
    assert lines(body, View.ALL) == ["a [-old-][+newer+]"]
    assert lines(p(f"<w:moveFrom>{r('x')}</w:moveFrom><w:moveTo>{r('y')}</w:moveTo>"), View.ALL) == ["[-x-][+y+]"]


def test_rows_have_tabs_between_their_cells_and_nowhere_else() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{p('in')}</w:tc><w:tc>{p('ner')}</w:tc></w:tr></w:tbl>"
    cell = f"<w:tc>{p('a')}{p('<w:r><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>')}</w:tc>"
    assert lines(f"<w:tbl><w:tr>{cell}<w:tc>{inner}{p()}</w:tc></w:tr></w:tbl>") == ["a b c d\tin | ner "]


def test_stories_stand_under_their_names() -> None:
    comment = f'<w:comment w:id="1" w:author="A. Reader" w:date="2031-05-06T07:08:09Z">{p("Why?")}</w:comment>'
    body = p('<w:commentRangeStart w:id="1"/>' + r("text") + '<w:commentRangeEnd w:id="1"/>'
             '<w:r><w:footnoteReference w:id="1"/></w:r>')  # fmt: skip
    found = lines(body, comments=comment, footnotes=f'<w:footnote w:id="1">{p("a note")}</w:footnote>')
    assert found == ["text[1]", "", "[footnote 1]", "a note", "", "[comment 1] A. Reader, 2031-05-06, “text”", "Why?"]


FOREIGN = sorted(path for path in (CORPUS / "word").rglob("*.docx") if path.stat().st_size < 40_000)[::17]


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_the_text_of_a_document_is_read_as_the_document(path: Path) -> None:
    try:
        document = read_document(path)
    except WordFileError:
        pytest.skip("no document")
    text = read_text("\n".join(document_lines(document)), "text")
    assert not compared(Document(text, "a.txt", is_text=True), Document(document, "b.docx", b"PK"), None).differs
