"""Law 7: a template is data from outside; what it can't do safely or would lose, it is told."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from cwgdraft.draft import Block, Kind, Run
from cwgdraft.errors import TemplateError, WordFileError
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template, load_template, template_of
from cwgdraft.word.gate import MAX_MEMBERS, Parts, read_parts
from cwgdraft.word.package import pack
from tests.word_builders import (
    TEMPLATES,
    changed,
    draft_of,
    paragraph,
    related,
    replaced,
    template_parts,
    with_paragraph,
    written,
    zipped,
)

DRAFT = paragraph("Words.")


def refusal(template: Template) -> str:
    """Return the message and the help with which typesetting through a template ends."""
    with pytest.raises(TemplateError) as caught:
        typeset(DRAFT, template)
    return f"{caught.value.message}\n{caught.value.help}"


def loading(parts: Parts) -> str:
    """Return the message with which loading a template ends."""
    with pytest.raises(TemplateError) as caught:
        template_of(parts, "council-report.docx")
    return caught.value.message


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# --- code -----------------------------------------------------------------------------------------

CODE = "{{ ''.__class__.__mro__ }}"


def test_code_in_the_body_is_refused() -> None:
    assert refusal(with_paragraph(line(CODE))) == (
        "the template council-report.docx runs code in word/document.xml ('{{ ''.__class__.__mro__ }}'): access to "
        "attribute '__class__' of 'str' object is unsafe.\ntake the tag out; a template may only print facts"
    )


def test_code_in_a_footer_is_refused() -> None:
    parts = changed("word/footer2.xml", lambda xml: xml.replace("</w:ftr>", f"{line(CODE)}</w:ftr>"))
    assert "runs code in word/footer2.xml" in refusal(template_of(parts, "t.docx"))


def test_code_in_the_documents_title_is_refused() -> None:
    parts = changed("docProps/core.xml", lambda xml: xml.replace("Council report<", f"{CODE}<"))
    assert "runs code in its properties" in refusal(template_of(parts, "t.docx"))


@pytest.mark.parametrize(
    "tag",
    [
        "{{ front.__init__.__globals__ }}",
        "{{ front.update({'title': 'x'}) }}",
        "{{ front.clear() }}",
        "{{ (front.title|e).__html__.__func__ }}",
        "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
        "{{ '{0.__class__}'.format(1) }}",
        "{{ 'a' * 999999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    ],
)
def test_ways_around_the_sandbox_are_refused(tag: str) -> None:
    assert "runs code in word/document.xml" in refusal(with_paragraph(line(tag)))


@pytest.mark.parametrize("name", ["safe", "urlize", "xmlattr", "tojson"])
def test_filters_that_make_text_into_xml_are_not_there(name: str) -> None:
    found = refusal(with_paragraph(line(f"{{{{ front.title|{name} }}}}")))
    assert found.startswith(
        "a tag in word/document.xml of the template council-report.docx can't be read "
        f"('{{{{ front.title|{name} }}}}'): No filter named '{name}'"
    )


def test_text_is_escaped_even_where_a_template_switches_that_off() -> None:
    tag = "{% autoescape false %}{{ front.title }}{% endautoescape %}|{{ front.title|upper }}|{{ front.title|e }}"
    data = typeset(draft_of([], title="a <b> & {{ c }}"), with_paragraph(line(tag)))
    from tests.word_builders import texts

    assert "a <b> & {{ c }}|A <B> & {{ C }}|a <b> & {{ c }}" in texts(data)


def test_a_template_reads_no_other_file() -> None:
    assert "can't be" in refusal(with_paragraph(line("{% include '/etc/passwd' %}")))


# --- names ----------------------------------------------------------------------------------------


def test_an_unknown_name_is_an_error_with_its_near_miss() -> None:
    found = refusal(replaced("{{ front.title }}", "{{ front.titel }}"))
    assert found.startswith(
        "the template council-report.docx prints 'titel' in word/document.xml ('{{ front.titel }}'), which no report "
        "has; did you mean 'title'?\na template may print front.NAME with one of: session, session_dates, group,"
    )


def test_an_unknown_name_in_a_header_is_an_error() -> None:
    parts = changed("word/header2.xml", lambda xml: xml.replace("</w:hdr>", f"{line('{{ chair_name }}')}</w:hdr>"))
    assert "prints 'chair_name' in word/header2.xml" in refusal(template_of(parts, "t.docx"))


def test_a_tag_that_is_not_closed_is_an_error() -> None:
    assert "can't be read" in refusal(with_paragraph(line("{% if front.title %}")))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("{{ front.title }", "there is '{{' without '}}'"),
        ("Title: { front.title }}", "there is '}}' without '{{'"),
        ("{% if front.title }}", "there is '{%' without '%}'"),
    ],
)
def test_half_a_tag_is_refused_with_its_words(words: str, shown: str) -> None:
    parts = changed(
        "word/document.xml", lambda xml: xml.replace(line("{{p body }}"), line(words) + line("{{p body }}"))
    )
    with pytest.raises(TemplateError) as caught:
        template_of(parts, "council-report.docx")
    assert caught.value.message == (
        f"a tag of the template council-report.docx isn't whole in word/document.xml: '{words}'"
    )
    assert caught.value.help is not None
    assert caught.value.help.startswith(shown)


@pytest.mark.parametrize("tag", ["{{ 'x' * 1000000000 }}", "{{ front.title * 3 }}", "{{ [1] * 9 }}", "{{ 9 ** 9 }}"])
def test_a_template_multiplies_no_texts(tag: str) -> None:
    assert "is not for texts and lists" in refusal(with_paragraph(line(tag)))


def test_a_template_may_multiply_numbers() -> None:
    from tests.word_builders import texts

    assert "12" in texts(typeset(DRAFT, with_paragraph(line("{{ 3 * 4 }}"))))


def test_a_condition_that_ends_in_a_table_is_an_error() -> None:
    table = "<w:tbl><w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    tags = line("{% if not front.title %}one") + table.format(line("two{% endif %}"))
    assert refusal(with_paragraph(tags)).startswith(
        "the tags in word/document.xml of the template council-report.docx break its paragraphs: "
    )


# --- what would be lost ---------------------------------------------------------------------------


def test_a_template_without_a_place_for_the_body_is_refused() -> None:
    assert refusal(replaced("{{p body }}", "nothing")) == (
        "the template council-report.docx has no paragraph {{p body }}: the report's body would be lost\n"
        "write {{p body }} alone in a paragraph where the body belongs"
    )


def test_a_template_with_two_places_for_the_body_is_refused() -> None:
    assert "prints {{p body }} twice" in refusal(with_paragraph(line("{{p body }}")))


def test_a_body_within_a_paragraph_is_refused() -> None:
    found = refusal(replaced("{{p body }}", "{{ body }}"))
    assert "prints {{ body }} within a paragraph, which can't hold paragraphs" in found
    assert "write {{p body }}, alone in a paragraph" in found


def test_a_body_in_a_header_is_refused() -> None:
    parts = changed("word/header2.xml", lambda xml: xml.replace("</w:hdr>", f"{line('{{p body }}')}</w:hdr>"))
    assert "has {{p body }} in word/header2.xml" in refusal(template_of(parts, "t.docx"))


def test_text_beside_a_tag_that_takes_its_paragraph_is_refused() -> None:
    xml = template_parts()
    xml["word/document.xml"] = xml["word/document.xml"].replace(b"{{p body }}", b"Report: {{p body }}")
    assert loading(xml) == (
        "the template council-report.docx would lose 'Report:', which stands beside {{p body }} in word/document.xml"
    )


def test_missing_samples_are_named_all_at_once() -> None:
    template = replaced("{# sample: dash #}", "{# dash #}")
    template.samples.pop("bullet")
    from cwgdraft.draft import ListKind

    items = [Block(Kind.LIST_ITEM, (Run("x"),), 1, "–", f"o{kind}", kind) for kind in (ListKind.DASH, ListKind.BULLET)]
    with pytest.raises(TemplateError) as caught:
        typeset(draft_of(items), template)
    assert caught.value.message == (
        "the template council-report.docx has no sample paragraph for 'dash', 'bullet': these blocks of the report "
        "would be lost"
    )
    assert caught.value.help == "add a paragraph that begins with {# sample: dash #} below the other samples"


def test_an_unknown_kind_of_sample_is_named_with_its_near_miss() -> None:
    parts = changed("word/document.xml", lambda xml: xml.replace("sample: continuation", "sample: continuaton"))
    assert loading(parts) == (
        "the template council-report.docx has a sample of the unknown kind 'continuaton'; did you mean 'continuation'?"
    )


def test_two_samples_of_a_kind_are_refused() -> None:
    parts = changed("word/document.xml", lambda xml: xml.replace("sample: bullet", "sample: dash"))
    assert loading(parts) == "the template council-report.docx has two samples 'dash'"


def test_a_template_without_samples_is_refused() -> None:
    parts = changed("word/document.xml", lambda xml: xml.replace("{# sample:", "{# x:"))
    assert "has no sample paragraphs, after which blocks could be made" in loading(parts)


def test_a_sample_in_a_table_is_refused() -> None:
    parts = changed("word/document.xml", lambda xml: xml.replace("Text of a cell", "{# sample: dash #}", 1))
    assert loading(parts) == "the sample 'table' of the template council-report.docx doesn't stand by itself"


def test_a_sample_in_a_header_is_refused() -> None:
    mark = line("{# sample: dash #}x")
    parts = changed("word/header2.xml", lambda xml: xml.replace("</w:hdr>", f"{mark}</w:hdr>"))
    assert "the sample 'dash' of the template council-report.docx stands in word/header2.xml" in loading(parts)


def test_a_heading_on_the_wrong_level_is_refused() -> None:
    old = '<w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="1"/>'
    parts = changed("word/document.xml", lambda xml: xml.replace(old, old.replace('"1"', '"0"')))
    assert loading(parts) == (
        "the sample 'heading 2' of the template council-report.docx stands on level 1: "
        "the numbers in Word would be wrong"
    )


def test_a_numbered_sample_without_a_number_is_refused() -> None:
    numbering = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    xml = changed("word/document.xml", lambda xml: xml.replace(numbering, ""))
    xml["word/styles.xml"] = xml["word/styles.xml"].replace(b'<w:numId w:val="5"/>', b'<w:numId w:val="0"/>')
    template = template_of(xml, "t.docx")
    from cwgdraft.draft import ListKind

    item = Block(Kind.LIST_ITEM, (Run("x"),), 1, "a)", "o", ListKind.LETTER_PAREN, 1)
    with pytest.raises(
        TemplateError, match=r"the sample 'letter-paren' of the template t\.docx has no automatic number"
    ):
        typeset(draft_of([item]), template)


# --- what runs, or comes from outside -------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "target", "what"),
    [
        ("image", "https://example.org/pixel.png", "a picture from outside"),
        ("oleObject", "https://example.org/x.bin", "an OLE object from outside"),
        ("subDocument", "other.docx", "a document from outside"),
        ("mailMergeSource", "file:///data.mdb", "something from outside ('mailMergeSource')"),
        ("hyperlink", "file:///etc/passwd", "a link to 'file:///etc/passwd'"),
        ("hyperlink", "javascript:alert(1)", "a link to 'javascript:alert(1)'"),
    ],
)
@pytest.mark.parametrize("part", ["document", "settings", "header2"])
def test_what_comes_from_outside_is_refused(kind: str, target: str, what: str, part: str) -> None:
    found = loading(related(kind, target, external=True, part=part))
    assert found == f"the template council-report.docx holds {what} (word/_rels/{part}.xml.rels)"


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("oleObject", "an embedded OLE object"),
        ("package", "an embedded file"),
        ("control", "an ActiveX control"),
        ("aFChunk", "a file of another kind"),
    ],
)
def test_what_is_embedded_and_runs_is_refused(kind: str, what: str) -> None:
    assert f"holds {what} (" in loading(related(kind, "embeddings/thing.bin"))


def test_comments_are_refused() -> None:
    parts = {**template_parts(), "word/comments.xml": b'<w:comments><w:comment w:id="1"/></w:comments>'}
    assert loading(parts) == "the template council-report.docx holds comments (word/comments.xml)"


@pytest.mark.parametrize("mark", ["ins", "del", "moveFrom", "moveTo"])
@pytest.mark.parametrize(("part", "end"), [("word/document.xml", "<w:sectPr"), ("word/footer2.xml", "</w:ftr>")])
def test_tracked_changes_are_refused(mark: str, part: str, end: str) -> None:
    change = f'<w:p><w:{mark} w:id="1" w:author="A"><w:r/></w:{mark}></w:p>'
    parts = changed(part, lambda xml: xml.replace(end, f"{change}{end}", 1))
    assert loading(parts) == f"the template council-report.docx holds tracked changes ({part})"


def test_what_a_template_holds_is_named_all_at_once() -> None:
    change = '<w:p><w:ins w:id="1"><w:r><w:instrText>DATE</w:instrText></w:r></w:ins></w:p>'
    parts = changed("word/footer2.xml", lambda xml: xml.replace("</w:ftr>", f"{change}</w:ftr>"))
    parts["word/comments.xml"] = b'<w:comments><w:comment w:id="1"/></w:comments>'
    found = loading(parts)
    assert "tracked changes (word/footer2.xml)" in found
    assert "a field DATE, which changes by itself (word/footer2.xml)" in found
    assert "comments (word/comments.xml)" in found


def test_macros_are_refused() -> None:
    parts = template_parts()
    parts["word/vbaProject.bin"] = b"\xd0\xcf"
    assert loading(parts) == "the template council-report.docx holds macros (word/vbaProject.bin)"


@pytest.mark.parametrize(
    ("instruction", "what"),
    [
        ('INCLUDEPICTURE "https://example.org/a.png"', "a field INCLUDEPICTURE"),
        ("DDEAUTO c:\\\\cmd.exe", "a field DDEAUTO"),
        ("INCLUDETEXT x.docx", "a field INCLUDETEXT"),
        ("DATE \\@ yyyy", "a field DATE, which changes by itself"),
        ("savedate", "a field SAVEDATE, which changes by itself"),
        ('HYPERLINK "file:///x"', "a link to 'file:///x'"),
        ("MACROBUTTON Run me", "a field MACROBUTTON"),
    ],
)
def test_fields_that_fetch_run_or_change_are_refused_however_they_are_divided(instruction: str, what: str) -> None:
    half = len(instruction.split()[0]) // 2
    pieces = (instruction[:half], instruction[half:])
    runs = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    divided = f"<w:p>{char.format('begin')}{runs}{char.format('end')}</w:p>"
    simple = f"<w:p><w:fldSimple w:instr='{instruction}'/></w:p>"
    for xml in (divided, simple):
        parts = template_parts()
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{xml}".encode())
        assert loading(parts) == f"the template council-report.docx holds {what} (word/document.xml)"


@pytest.mark.parametrize("name", sorted(path.stem for path in TEMPLATES.glob("*.docx")))
def test_the_templates_of_the_workspace_pass(name: str) -> None:
    assert load_template(TEMPLATES / f"{name}.docx").samples


def test_a_template_that_isnt_there_is_named_with_its_near_miss(tmp_path: Path) -> None:
    written(tmp_path, template_parts())
    with pytest.raises(TemplateError) as caught:
        load_template(tmp_path / "council-raport.docx")
    assert caught.value.message == "there is no template council-raport.docx; did you mean 'council-report'?"
    assert caught.value.help == "use one of: council-report"


# --- files that are no Word documents -------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(WordFileError) as caught:
        read_parts(data, "x.docx")
    return caught.value.message


def with_type(old: str, new: str) -> bytes:
    return pack(changed("[Content_Types].xml", lambda xml: xml.replace(old, new)))


MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@pytest.mark.parametrize(
    ("data", "looks"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it looks like an old .doc, or a document with a password"),
        (b"{\\rtf1\\ansi words}", "it looks like an RTF file"),
        (b"\xef\xbb\xbf<!doctype html><html></html>", "it looks like an HTML page"),
        (b"  <html><body>", "it looks like an HTML page"),
        (b"%PDF-1.7", "it looks like a PDF"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "it looks like an XML file"),
        (b"words", ""),
    ],
)
def test_files_of_other_kinds_are_named(data: bytes, looks: str) -> None:
    assert refused(data) == "x.docx is no Word document" + (f": {looks}" if looks else "")


def test_an_empty_file_is_named() -> None:
    assert refused(b"") == "x.docx is empty"


def test_other_packages_are_named() -> None:
    assert refused(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})).endswith("an OpenDocument text")
    assert refused(zipped({"a.txt": b""})).endswith("an archive of some other kind")
    template = MAIN_TYPE.replace("document.main", "template.main")
    assert refused(with_type(MAIN_TYPE, template)).endswith("a Word template (.dotx)")
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refused(with_type(MAIN_TYPE, macros)).endswith("a document with macros (.docm)")
    assert refused(with_type(MAIN_TYPE, "application/xml")).endswith("it has no main part")


def test_a_document_without_its_main_part_is_refused() -> None:
    parts = template_parts()
    del parts["word/document.xml"]
    assert refused(pack(parts)) == "x.docx is no Word document: it has no main part"


def test_a_document_whose_main_part_has_another_name_is_read() -> None:
    parts = template_parts()
    renamed = {name.replace("/document.xml", "/document2.xml"): data for name, data in parts.items()}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        renamed[name] = renamed[name].replace(b"word/document.xml", b"word/document2.xml")
    found = read_parts(pack(renamed), "x.docx")
    assert found == parts


def test_a_truncated_file_is_refused_wherever_it_is_cut() -> None:
    data = pack(template_parts())
    for end in (10, 1000, len(data) // 2, len(data) - 30):
        assert refused(data[:end]) == "x.docx can't be opened: its package is damaged"


def test_an_encrypted_member_is_refused() -> None:
    data = bytearray(pack(template_parts()))
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    assert refused(bytes(data)) == "x.docx is encrypted"


def test_a_part_that_unpacks_to_too_much_is_refused() -> None:
    parts = template_parts() | {"word/media/a.xml": b"\0" * 20_000_000}
    assert refused(zipped(parts)) == "x.docx has a part that is too large to be opened safely: 'word/media/a.xml'"


def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cwgdraft.word.gate.MAX_TOTAL", 10_000)
    data = zipped({"a": b"x" * 6_000, "b": b"y" * 6_000})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    assert refused(data) == "x.docx would unpack to more than 0 MB"


def test_too_many_members_are_refused() -> None:
    members = [(f"m{i}", b"") for i in range(MAX_MEMBERS + 1)]
    assert refused(zipped(members)) == "x.docx has 2,001 parts; a document has at most 2,000"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/x", "word/../../x", "C:/x", "word\\..\\x"])
def test_names_that_leave_the_package_are_refused(name: str) -> None:
    assert refused(zipped([(name, b"")])) == f"x.docx has a part outside its package: '{name}'"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "word/Document.xml"])
def test_a_name_that_stands_twice_is_refused(name: str) -> None:
    members = [("word/document.xml", b""), (name, b"")]
    assert refused(zipped(members)) == f"x.docx has the part '{name}' twice"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_entities_of_its_own_is_refused(encoding: str) -> None:
    xml = f"<?xml version='1.0' encoding='{encoding}'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>".encode(encoding)
    for late in (b"", b" " * 3_000):
        data = zipped(template_parts() | {"word/styles.xml": late + xml if encoding == "utf-8" else xml})
        assert refused(data) == "x.docx declares entities of its own in 'word/styles.xml'"


def test_strict_open_xml_is_refused_with_the_remedy() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    old = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert refused(pack(changed("word/document.xml", lambda xml: xml.replace(old, strict)))) == (
        "x.docx is saved as 'Strict Open XML'"
    )


def test_a_damaged_part_of_a_template_is_named(tmp_path: Path) -> None:
    parts = template_parts()
    parts["word/styles.xml"] = parts["word/styles.xml"][:-20]
    with pytest.raises(
        WordFileError, match=r"the template council-report\.docx can't be used: word/styles\.xml is damaged"
    ):
        load_template(written(tmp_path, parts))


def test_a_macro_that_calls_itself_without_end_is_refused() -> None:
    endless = "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}"
    found = refusal(with_paragraph(line(endless)))
    assert "can't be filled in word/document.xml (" in found
    assert "): maximum recursion depth" in found


# --- the template that Word attached it to ---------------------------------------------------------


def test_the_template_that_a_file_is_attached_to_is_forgotten() -> None:
    parts = related("attachedTemplate", "file:///c:/evil.dotm", external=True, part="settings")
    attached = b'<w:attachedTemplate r:id="rId99"/><w:zoom '
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(b"<w:zoom ", attached)
    built = read_parts(typeset(DRAFT, template_of(parts, "t.docx")), "built.docx")
    assert not any(b"attachedTemplate" in data or b"evil" in data for data in built.values())
