"""Checking Word files of others: typed numbers, headings without numbers, what stands beside the body, comments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cwgdraft.checking.registry import load_rule
from cwgdraft.draft import StoryKind
from cwgdraft.finding import WordPlace
from cwgdraft.jobs.checking.annotating import annotated
from cwgdraft.jobs.checking.check import Checked, check_documents
from cwgdraft.jobs.checking.documents import Document, file_document
from cwgdraft.jobs.checking.fixing import fix
from cwgdraft.records.house import House
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import read_file, read_parts
from cwgdraft.word.package import pack
from cwgdraft.word.tracked import accept
from tests.document_builders import p, parts_of, r
from tests.word_builders import template_parts

TYPED = (
    "Report on lamps.", "1\tLamps", "1.1\tThe group noted the report on lamps.", "1.2 The group thanked  all.",
    "1.4\tThe group left.", "a)\tone;", "c)\ttwo.",
)  # fmt: skip
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2)
)


def words(text: str) -> str:
    """Return a run in which Word's own tab stands for a TAB."""
    return r(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')


def heading(text: str, level: int = 1) -> str:
    return p(words(text), f'<w:pStyle w:val="H{level}"/>')


def document(folder: Path, *paragraphs: str, links: Mapping[str, str] | None = None, **others: str) -> Document:
    """Return a Word file with such paragraphs, given as text or as XML, as it is checked."""
    body = "".join(one if one.startswith("<w:") else p(words(one)) for one in paragraphs)
    path = folder / "old.docx"
    path.write_bytes(pack(template_parts() | parts_of(body, links, styles=STYLES, **others)))
    return file_document(path, None, House())


def checked(one: Document, *rules: str) -> list[Checked]:
    return check_documents([one], [load_rule(rule) for rule in rules])


def places(found: list[Checked]) -> list[tuple[str, str, str]]:
    """Return label, place in words and words of each finding."""
    shown = [one.finding.place for one in found if isinstance(one.finding.place, WordPlace)]
    return [(one.label, one.where, one.excerpt) for one in shown]


def comments(data: bytes) -> list[tuple[str, list[str]]]:
    """Return the comments in the order of the text: the words they are about, and their lines."""
    draft = read_draft(read_parts(data, "answer"), "answer")
    found = [one for one in draft.stories if one.kind is StoryKind.COMMENT]
    return [(one.excerpt, [block.text for block in one.blocks]) for one in found]


def test_numbers_and_marks_that_are_typed_are_labels(tmp_path: Path) -> None:
    found = checked(document(tmp_path, *TYPED), "number-jumps")
    assert [one.finding.message for one in found] == [
        "'1.4' follows '1.2': 1.3 is missing",
        "'c)' follows 'a)' in the list: an item is missing",
    ]
    assert places(found)[0] == ("1.4", "1.4", "The group left.")


def test_a_fix_behind_a_typed_number_is_made_where_the_words_stand(tmp_path: Path) -> None:
    found = checked(document(tmp_path, *TYPED), "double-space")
    assert [label for label, _, _ in places(found)] == ["1.2"]
    out = tmp_path / "fixed.docx"
    assert fix(found, lambda path: out, author="a", date="2026-01-01T00:00:00Z").done
    texts = [block.text for block in read_draft(accept(read_file(out)), "fixed").blocks]
    assert texts[3] == "1.2 The group thanked all."


@pytest.mark.parametrize("number", ["2 ", "2. ", "2\t"])
def test_a_heading_may_be_numbered_by_hand(tmp_path: Path, number: str) -> None:
    one = document(tmp_path, heading("1. Lamps"), "Words.", heading(f"{number}Paper"))
    assert [passage.label for passage in one.subject][::2] == ["1.", number.strip()]
    years = document(tmp_path, heading("Lamps"), heading("50 years of lamps"))
    assert [passage.label for passage in years.subject] == ["", ""]


def test_headings_without_numbers_have_the_rules_of_headings(tmp_path: Path) -> None:
    one = document(
        tmp_path, heading("Report on lamps"), heading("Opening"), "It met.", heading("Lamps:"), "It lit them.",
        heading("Other business"), p(), heading("Closing"), "It left.",
    )  # fmt: skip
    found = checked(one, "heading-without-body", "heading-ends-with-stop")
    assert sorted(found.finding.message for found in found) == [
        "nothing stands under 'Other business'",
        "the heading 'Lamps:' ends with a colon",
    ]


def test_a_paragraph_without_number_is_named_by_its_place_and_heading(tmp_path: Path) -> None:
    long = "The recommendations of the group on lamps and on all that gives light"
    one = document(tmp_path, "It  met.", heading(long), "It  left.")
    assert [where for _, where, _ in places(checked(one, "double-space"))] == [
        "paragraph 1",
        "paragraph 3, under 'The recommendations of the group on lamps and on…'",
    ]


BESIDE = {
    "links": {"rId1": "header1.xml", "rId2": "header2.xml", "rId3": "footnotes.xml"},
    "header1": p("The  head."),
    "header2": p("The  head."),
    "footnotes": f'<w:footnote w:id="2">{p("The  note.")}</w:footnote>',
}
NOTED = (
    "The group met.",
    '<w:p><w:r><w:t>The group left.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:headerReference w:type="first" r:id="rId2"/>'
    "<w:titlePg/></w:sectPr>",
)


def test_headers_and_notes_are_checked_each_text_once(tmp_path: Path) -> None:
    found = checked(document(tmp_path, *NOTED, **BESIDE), "double-space")  # type: ignore[arg-type]
    assert [where for _, where, _ in places(found)] == ["footnote 1", "header 1"]


def test_what_stands_beside_the_body_is_commented_where_it_hangs_and_named(tmp_path: Path) -> None:
    one = document(tmp_path, *NOTED, **BESIDE)  # type: ignore[arg-type]
    found = comments(annotated(one, one.data, checked(one, "double-space"), "2026-01-01T00:00:00Z"))
    assert [(about, lines[0]) for about, lines in found] == [
        ("The group met.", "Header 1:"),
        ("The group left.[1]", "Footnote 1:"),
    ]


def test_comments_are_alike_and_stand_in_the_order_of_the_findings(tmp_path: Path) -> None:
    one = document(tmp_path, "The group noted  the the paper.")
    both = checked(one, "duplicated-word", "double-space")
    found = [lines for _, lines in comments(annotated(one, one.data, both, "2026-01-01T00:00:00Z"))]
    assert [lines[-1] for lines in found] == [f"[{one.finding.rule}]" for one in both]
    for lines in found:
        assert [line.split(":")[0] for line in lines[1:3]] == ["Words", "What to do"]


def test_a_mark_in_a_comment_is_told_in_the_form_of_word(tmp_path: Path) -> None:
    mark = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Words.</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>'
    comment = f'<w:comment w:id="0" w:author="Ann">{p("accept double-space")}</w:comment>'
    one = document(tmp_path, mark, links={"rId1": "comments.xml"}, comments=comment)
    found = checked(one, "wrong-accept")
    assert [one.finding.help for one in found] == ["write why behind a colon: accept rule: reason"]
