"""What a redline writes, piece by piece, and what it says that Word can't track."""

from __future__ import annotations

import re

from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts, read_parts
from cwgdraft.word.package import W, parse
from cwgdraft.word.redline import Redline, Remark, redline
from cwgdraft.word.tracked import accept, reject
from tests.document_builders import field, level, numbered, numbering, p, parts_of, r, texts
from tests.word.redline.facts import AUTHOR, DATE, check

Q = f"{{{W}}}"
A, B, C = (
    p("The Chair opened the meeting and welcomed the participants from many Member States."),
    p("The secretariat presented the report on what was done since the last session of the Council."),
    p("The group noted the report with appreciation and thanked the secretariat for its work."),
)
END = "<w:sectPr/>"


def document(*blocks: str, **others: str) -> Parts:
    """Return a document whose parts are declared as a package needs them."""
    relations = {f"rId{name}": f"{name}.xml" for name in others}
    parts = parts_of("".join(blocks) + END, relations, **others)
    parts["[Content_Types].xml"] = (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    return parts


def written(old: Parts, new: Parts, *comments: Remark) -> Redline:
    return redline(old, new, author=AUTHOR, date=DATE, comments=comments)


def body(found: Redline) -> str:
    """Return the body of a redline without what every mark says alike, and without the namespaces."""
    root = parse(read_parts(found.data, "redline.docx")["word/document.xml"]).find(f"{Q}body")
    from lxml import etree

    text = etree.tostring(root, encoding="unicode")
    text = re.sub(r' xmlns:?\w*="[^"]*"| w:id="\d+"| xml:space="preserve"', "", text)
    return text.replace(f' w:author="{AUTHOR}" w:date="{DATE}"', "").removeprefix("<w:body>").removesuffix("</w:body>")


def styles(*more: str) -> str:
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return normal + "".join(more)


def style(name: str, shown: str, look: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="Normal"/><w:rPr>{look}</w:rPr></w:style>'
    )


# --- words --------------------------------------------------------------------------------------------------


def test_words_that_went_stand_struck_before_those_that_came() -> None:
    found = written(document(p("The group noted it.")), document(p("The group welcomed it.")))
    assert body(found) == (
        "<w:p><w:r><w:t>The group </w:t></w:r><w:del><w:r><w:delText>noted</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>welcomed</w:t></w:r></w:ins><w:r><w:t> it.</w:t></w:r></w:p><w:sectPr/>"
    )
    assert found.remarks == ()


def test_each_mark_has_author_date_and_a_number_of_its_own() -> None:
    found = read_parts(written(document(A, B), document(p("New."), B, C)).data, "redline")
    marks = [
        one
        for one in parse(found["word/document.xml"]).iter()
        if one.tag in (f"{Q}ins", f"{Q}del", f"{Q}moveFrom", f"{Q}moveTo", f"{Q}rPrChange", f"{Q}pPrChange")
    ]
    assert len(marks) > 3
    assert {(one.get(f"{Q}author"), one.get(f"{Q}date")) for one in marks} == {(AUTHOR, DATE)}
    numbers = [one.get(f"{Q}id") for one in marks]
    assert len(set(numbers)) == len(numbers)


def test_a_word_that_runs_cut_in_two_is_still_one_word() -> None:
    old, new = document(p(r("appro") + r("val given"))), document(p(r("approval ") + r("was given")))
    check(old, new)
    assert "<w:ins><w:r><w:t>was </w:t></w:r></w:ins>" in body(written(old, new))
    assert "<w:del>" not in body(written(old, new))


def test_formatting_alone_is_recorded_and_no_word_is_marked() -> None:
    found = body(written(document(p(r("noted"))), document(p(r("noted", "<w:b/>")))))
    assert found.startswith("<w:p><w:r><w:rPr><w:b/><w:rPrChange><w:rPr/></w:rPrChange></w:rPr><w:t>noted</w:t></w:r>")


def test_a_language_or_a_revision_id_is_no_change() -> None:
    old, new = document(p(r("noted", '<w:lang w:val="en-GB"/>'))), document(p(r("noted", '<w:lang w:val="fr-FR"/>')))
    assert "Change" not in body(written(old, new))


def test_the_instruction_of_a_deleted_field_is_deleted_too() -> None:
    found = body(written(document(p(r("see ") + field(" REF x ", r("4")))), document(p(r("see ")))))
    assert "<w:delInstrText> REF x </w:delInstrText>" in found
    assert "<w:instrText>" not in found


def test_a_simple_field_that_came_leaves_nothing_when_it_is_rejected() -> None:
    new = document(p(r("Page ") + '<w:fldSimple w:instr=" PAGE ">' + r("7") + "</w:fldSimple>"))
    found = check(document(p(r("Page "))), new)
    assert b"fldSimple" not in found["word/document.xml"]
    assert b"PAGE" not in reject(found)["word/document.xml"]


# --- paragraphs -----------------------------------------------------------------------------------------------


def test_a_paragraph_that_came_has_its_mark_marked() -> None:
    found = body(written(document(A, C), document(A, B, C)))
    assert "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:ins><w:r><w:t>The secretariat presented" in found


def test_a_moved_paragraph_is_named_at_both_ends() -> None:
    found = body(written(document(A, B, C, p("End.")), document(B, C, A, p("End."))))
    assert found.count('<w:moveFromRangeStart w:name="move1"/>') == 1
    assert found.count('<w:moveToRangeStart w:name="move1"/>') == 1
    assert "<w:moveFrom/>" in found
    assert "<w:moveTo/>" in found
    assert "<w:ins" not in found


def test_in_a_moved_paragraph_new_words_are_inserted() -> None:
    moved = A.replace("opened", "solemnly opened")
    found = body(written(document(A, B, C, p("End.")), document(B, C, moved, p("End."))))
    assert "<w:ins><w:r><w:t>solemnly </w:t></w:r></w:ins>" in found
    assert found.count("<w:moveTo>") == 2
    check(document(A, B, C, p("End.")), document(B, C, moved, p("End.")))


def test_a_split_paragraph_has_one_new_mark_and_no_marked_word() -> None:
    old = document(p("The Chair opened the meeting. The group adopted the agenda."))
    new = document(p("The Chair opened the meeting. "), p("The group adopted the agenda."))
    assert body(written(old, new)) == (
        "<w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>The Chair opened the meeting. </w:t></w:r></w:p>"
        "<w:p><w:r><w:t>The group adopted the agenda.</w:t></w:r></w:p><w:sectPr/>"
    )


def test_two_paragraphs_made_one_have_one_deleted_mark() -> None:
    old = document(p("The Chair opened the meeting. ", '<w:jc w:val="center"/>'), p("The group adopted the agenda."))
    new = document(p("The Chair opened the meeting. The group adopted the agenda."))
    found = body(written(old, new))
    assert found.startswith('<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:del/></w:rPr></w:pPr>')
    check(old, new)


def test_the_last_mark_of_a_document_is_never_inserted_or_deleted() -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>"
    for old, new in (
        (document(A), document(A, B)),
        (document(A), document(A, table, B)),
        (document(A, B), document(C)),
    ):
        for first, second in ((old, new), (new, old)):
            found = check(first, second)
            last = parse(found["word/document.xml"]).find(f"{Q}body").findall(f"{Q}p")[-1]
            assert last.find(f"{Q}pPr/{Q}rPr/{Q}ins") is None
            assert last.find(f"{Q}pPr/{Q}rPr/{Q}del") is None


# --- tables ---------------------------------------------------------------------------------------------------


def rows(*texts_: str, properties: str = "") -> str:
    return "".join(
        f"<w:tr>{properties}" + "".join(f"<w:tc><w:tcPr/>{p(one)}</w:tc>" for one in row.split("|")) + "</w:tr>"
        for row in texts_
    )


def table(inner: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{inner}</w:tbl>"


def test_a_row_in_a_content_control_is_never_doubled() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    old = document(table(rows("a|b") + control.format(rows("c|d", "e|f"))), A)
    new = document(table(rows("a|b") + control.format(rows("c|D", "e|f", "g|h"))), A)
    found = check(old, new)
    assert len(list(parse(found["word/document.xml"]).iter(f"{Q}tr"))) == 4
    assert found["word/document.xml"].count(b"<w:sdtContent>") == 1


def test_a_row_of_another_structure_is_replaced_by_a_row() -> None:
    found = body(written(document(table(rows("a|b", "c|d")), A), document(table(rows("a|b", "c|d|e")), A)))
    assert found.count("<w:trPr><w:del/></w:trPr>") == 1
    assert found.count("<w:trPr><w:ins/></w:trPr>") == 1


def test_what_a_cell_looked_like_is_recorded() -> None:
    old, new = (
        document(
            table(f'<w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>{p("cell")}</w:tc></w:tr>'), A
        )
        for fill in ("FFFFFF", "FFFF00")
    )
    found = redline(old, new, author=AUTHOR, date=DATE)
    assert '<w:tcPrChange><w:tcPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr></w:tcPrChange>' in body(found)
    back = reject(read_parts(found.data, "redline"))
    assert b'w:fill="FFFFFF"' in back["word/document.xml"]
    assert b'w:fill="FFFF00"' not in back["word/document.xml"]


# --- what old content needs in the new package -----------------------------------------------------------------


def test_a_style_that_only_the_old_document_has_comes_along() -> None:
    look = style("Old", "Old look", "<w:i/>")
    old = document(p("Old words stand here.", '<w:pStyle w:val="Old"/>'), A, styles=styles(look))
    found = check(old, document(A, styles=styles()))
    assert b'w:styleId="Old"' in found["word/styles.xml"]


def test_styles_of_another_language_are_found_by_their_names() -> None:
    old = document(p("Words.", '<w:pStyle w:val="berschrift1"/>'), styles=styles(style("berschrift1", "heading 1")))
    new = document(p("Words.", '<w:pStyle w:val="Heading1"/>'), styles=styles(style("Heading1", "Heading 1")))
    assert "Change" not in body(written(old, new))


def test_a_list_that_only_the_old_document_has_comes_along() -> None:
    old = document(
        p("First item of the list.", numbered(1)),
        p("Second item.", numbered(1)),
        A,
        numbering=numbering(level(0, "%1)")),
    )
    new = document(A, numbering=numbering(level(0, "–", "bullet")))
    assert [one.label for one in read_draft(reject(check(old, new)), "old").blocks] == ["1)", "2)", ""]


def test_a_new_document_without_notes_gets_a_part_for_them() -> None:
    note = '<w:footnote w:id="4">' + p("A note on it.") + "</w:footnote>"
    old = document(p(r("Noted.") + '<w:r><w:footnoteReference w:id="4"/></w:r>'), footnotes=note)
    back = read_draft(reject(check(old, document(p("Noted.")))), "old")
    assert [texts_of.text for story in back.stories for texts_of in story.blocks] == ["A note on it."]


def test_notes_that_only_the_new_document_has_keep_their_styles() -> None:
    note = '<w:footnote w:id="4">' + p("A note on it.", '<w:pStyle w:val="a3"/>') + "</w:footnote>"
    new = document(
        p(r("Noted.") + '<w:r><w:footnoteReference w:id="4"/></w:r>'),
        footnotes=note,
        styles=styles(style("a3", "Note")),
    )
    check(document(p("Noted.", '<w:pStyle w:val="a3"/>'), styles=styles(style("a3", "Other"))), new)


def test_a_note_with_two_references_stays_one_note_when_one_of_them_goes_or_comes() -> None:
    def of(*blocks: str) -> Parts:
        return document(*blocks, footnotes='<w:footnote w:id="4">' + p("A note on it.") + "</w:footnote>")

    mark = '<w:r><w:footnoteReference w:id="4"/></w:r>'
    first = p(r("The group noted the report of the secretariat.") + mark)
    second = p(r("Others asked for more time before a decision.") + mark)
    for old, new in ((of(first, A, second, B), of(first, A, B)), (of(first, A, second, B), document(A, B))):
        for one, other in ((old, new), (new, old)):
            found = check(one, other)
            assert found["word/footnotes.xml"].count(b"<w:footnote ") == 1


def test_bookmarks_that_only_the_old_document_has_come_along() -> None:
    mark = (
        '<w:bookmarkStart w:id="0" w:name="conclusion"/>'
        + r("The group concluded its work.")
        + '<w:bookmarkEnd w:id="0"/>'
    )
    found = check(document(A, p(mark), B), document(A, B))
    assert b'w:name="conclusion"' in reject(found)["word/document.xml"]


def test_bookmarks_of_a_paragraph_that_is_taken_back_go_with_it() -> None:
    mark = (
        '<w:bookmarkStart w:id="0" w:name="conclusion"/>'
        + r("The group concluded its work.")
        + '<w:bookmarkEnd w:id="0"/>'
    )
    back = reject(check(document(A, B), document(A, p(mark), B)))
    assert b"conclusion" not in back["word/document.xml"]


def test_what_only_the_old_document_lets_programs_ignore_does_not_come_along() -> None:
    spaces = 'xmlns:x="urn:x" mc:Ignorable="x" '
    old = document(A, p("Words that went.").replace("<w:p>", '<w:p x:hidden="1">'), B)
    old["word/document.xml"] = old["word/document.xml"].replace(b"<w:document ", b"<w:document " + spaces.encode())
    assert b"hidden" not in check(old, document(A, B))["word/document.xml"]


def test_a_prefix_that_a_deleted_drawing_requires_is_declared() -> None:
    drawing = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wpx"><w:t>shape</w:t></mc:Choice></mc:AlternateContent></w:r>'
    )
    old = document(A, p(drawing), B)
    old["word/document.xml"] = old["word/document.xml"].replace(b"<w:document ", b'<w:document xmlns:wpx="urn:wpx" ')
    found = redline(old, document(A, B), author=AUTHOR, date=DATE)
    root = parse(read_parts(found.data, "redline")["word/document.xml"])
    assert root.nsmap["wpx"] == "urn:wpx"
    assert root.nsmap["w"] == W


def test_what_the_new_document_has_around_its_words_stays() -> None:
    control = (
        f"<w:sdt><w:sdtPr><w:alias w:val='Title'/></w:sdtPr><w:sdtContent>{r('Report of 2025')}</w:sdtContent></w:sdt>"
    )
    mark = '<w:bookmarkStart w:id="3" w:name="start"/><w:bookmarkEnd w:id="3"/>'
    new = document(p(mark + control + r(" of the group")))
    found = check(document(p(mark + control.replace("2025", "2024") + r(" of the group"))), new)
    data = found["word/document.xml"]
    assert b'w:val="Title"' in data
    assert b'w:name="start"' in data


# --- what is said -----------------------------------------------------------------------------------------------


def test_tracked_changes_in_the_inputs_are_final_and_it_says_so() -> None:
    old = document(p(r("Noted ") + "<w:ins w:id='1' w:author='x'>" + r("now") + "</w:ins>"))
    found = written(old, document(p("Noted now")))
    assert found.remarks == ("the old document carries 1 tracked change, compared as final",)
    assert "<w:ins" not in body(found)
    back = written(document(p("Noted now")), old)
    assert back.remarks == ("the new document carries 1 tracked change, compared as final",)


def test_a_shared_style_defined_anew_is_said() -> None:
    old = document(A, styles=styles(style("Body", "Body Text", "<w:i/>")))
    new = document(A, styles=styles(style("Body", "Body Text", "<w:b/>")))
    assert written(old, new).remarks == ("styles are defined differently, which Word can't track: 'Body Text'",)


def test_other_defaults_are_said() -> None:
    def of(size: int) -> str:
        return f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="{size}"/></w:rPr></w:rPrDefault></w:docDefaults>'

    found = written(document(A, styles=of(20) + styles()), document(A, styles=of(24) + styles()))
    assert found.remarks == ("the documents' default formatting differs, which Word can't track",)


def test_other_headers_on_even_pages_are_said() -> None:
    assert written(document(A), document(A, settings="<w:evenAndOddHeaders/>")).remarks == (
        "only one of the documents has other headers on even pages, which Word can't track",
    )


def test_a_section_break_that_came_with_a_kept_paragraph_is_said() -> None:
    new = document(A.replace("<w:p>", "<w:p><w:pPr><w:sectPr/></w:pPr>"), B)
    assert written(document(A, B), new).remarks == (
        "a section break came or went with a paragraph that stayed: Word can't track it",
        "the number of sections differs: headers and footers of the further ones are as in the new document",
    )


def test_a_content_control_around_deleted_text_is_said() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{r('deleted words ')}</w:sdtContent></w:sdt>"
    assert written(document(p(control + r("and others"))), document(p("and others"))).remarks == (
        "a content control around deleted words is not restored when they are: Word can't track it",
    )


def test_a_document_without_any_paragraph_is_said() -> None:
    assert written(document(A), document()).remarks == (
        "one of the documents has no paragraph: where it should stand, an empty one is left",
    )


# --- comments ---------------------------------------------------------------------------------------------------


def test_comments_stand_at_the_blocks_of_either_side() -> None:
    found = written(document(A, B, C), document(A, C), Remark(1, "taken out", in_old=True), Remark(1, "it stays"))
    draft = read_draft(read_parts(found.data, "redline"), "redline")
    said = [(story.author, texts(_only(story.blocks)), story.excerpt[:9]) for story in draft.stories]
    assert (AUTHOR, ["it stays"], "The group") in said
    assert len(said) == 2


def _only(blocks: tuple) -> object:
    class Draft:
        pass

    found = Draft()
    found.blocks = blocks
    return found


def test_a_comment_on_a_block_that_isnt_there_is_left_out() -> None:
    found = written(document(A), document(A), Remark(7, "nowhere"))
    assert "word/comments.xml" not in read_parts(found.data, "redline")


# --- accepting and rejecting -----------------------------------------------------------------------------------


def test_what_is_accepted_or_rejected_carries_no_mark_any_more() -> None:
    found = read_parts(written(document(A, B, p("x")), document(C, A, p("y"))).data, "redline")
    for resolved in (accept(found), reject(found)):
        assert not re.search(rb"<w:(ins|del|move\w+|\w+Change)[ />]", resolved["word/document.xml"])
