"""Stories: headers, footers, notes, comments and text boxes of a document."""

from __future__ import annotations

from cwgdraft.draft import Draft, Kind, Story, StoryKind
from cwgdraft.word.documents import View, read_draft
from tests.document_builders import level, numbered, numbering, p, parts_of, r, read, relationships


def named(draft: Draft) -> dict[str, str]:
    """Return the text of each story by its name."""
    return {story.name: "|".join(block.text for block in story.blocks) for story in draft.stories}


def story(draft: Draft, name: str) -> Story:
    return next(one for one in draft.stories if one.name == name)


def section(*references: str, more: str = "") -> str:
    return f"<w:sectPr>{''.join(references)}{more}</w:sectPr>"


def reference(kind: str, number: str, pages: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{number}"/>'


PAGES = {"rId1": "header1.xml", "rId2": "header2.xml", "rId3": "header3.xml", "rId4": "footer1.xml"}
PARTS = {"header1": p("every page"), "header2": p("first page"), "header3": p("even pages"), "footer1": p("foot")}
ALL = (
    reference("footer", "rId4"),
    reference("header", "rId1"),
    reference("header", "rId2", "first"),
    reference("header", "rId3", "even"),
)


def test_headers_come_before_footers() -> None:
    draft = read(p("x") + section(*ALL[:2]), links=PAGES, **PARTS)
    assert named(draft) == {"header 1": "every page", "footer 1": "foot"}
    assert [one.kind for one in draft.stories] == [StoryKind.HEADER, StoryKind.FOOTER]


def test_a_header_for_the_first_page_is_read_where_the_section_has_one() -> None:
    assert "header 1 (first page)" not in named(read(p("x") + section(*ALL), links=PAGES, **PARTS))
    found = named(read(p("x") + section(*ALL, more="<w:titlePg/>"), links=PAGES, **PARTS))
    assert found["header 1 (first page)"] == "first page"


def test_a_header_for_even_pages_is_read_where_the_document_has_them() -> None:
    settings = "<w:evenAndOddHeaders/>"
    found = named(read(p("x") + section(*ALL), links=PAGES, settings=settings, **PARTS))
    assert found == {"header 1": "every page", "header 1 (even pages)": "even pages", "footer 1": "foot"}


def test_a_header_belongs_to_the_section_that_names_it() -> None:
    first = p("x", section(ALL[1]))
    second = section(reference("header", "rId2"))
    assert named(read(first + second, links=PAGES, **PARTS)) == {"header 1": "every page", "header 2": "first page"}


def test_a_header_that_two_sections_share_is_read_once() -> None:
    assert named(read(p("x", section(ALL[1])) + section(ALL[1]), links=PAGES, **PARTS)) == {"header 1": "every page"}


def test_a_header_that_leads_nowhere_is_none() -> None:
    assert read(p("x") + section(reference("header", "rId9")), links={"rId9": "header9.xml"}).stories == ()


def test_a_header_has_links_of_its_own() -> None:
    parts = parts_of(p("x") + section(ALL[1]), PAGES, header1=p(f'<w:hyperlink r:id="rId1">{r("x")}</w:hyperlink>'))
    parts["word/_rels/header1.xml.rels"] = relationships({"rId1": "https://x.org"})
    (found,) = read_draft(parts, "x").stories
    assert found.blocks[0].runs[0].link == "https://x.org"


# --- notes


def note(kind: str, number: int, inner: str, type_: str = "") -> str:
    return f'<w:{kind} w:id="{number}"{f" w:type={chr(34)}{type_}{chr(34)}" if type_ else ""}>{inner}</w:{kind}>'


def call(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


NOTES = note("footnote", 0, p("<w:r><w:separator/></w:r>"), "separator") + "".join(
    note("footnote", number, p(f"<w:r><w:footnoteRef/></w:r>{r(text)}"))
    for number, text in ((1, "one"), (2, "two"), (3, "three"))
)


def test_notes_are_in_the_order_of_their_references_and_know_their_block() -> None:
    draft = read(p("x") + p(r("y") + call("footnote", 3)) + p(call("footnote", 1)), footnotes=NOTES)
    assert [(one.name, one.blocks[0].text, one.anchor) for one in draft.stories] == [
        ("footnote 1", "three", 1),
        ("footnote 2", "one", 2),
    ]


def test_a_note_in_a_table_hangs_in_the_table() -> None:
    cells = f"<w:tbl><w:tr><w:tc>{p('a')}{p(call('footnote', 1))}</w:tc></w:tr></w:tbl>"
    assert story(read(p("x") + cells, footnotes=NOTES), "footnote 1").anchor == 1


def test_notes_to_which_nothing_refers_are_remarked() -> None:
    draft = read(p(call("footnote", 2)), footnotes=NOTES)
    assert named(draft) == {"footnote 1": "two"}
    assert draft.remarks == ("2 footnotes to which nothing refers: not read",)


def test_a_note_that_is_missing_is_remarked() -> None:
    assert read(p(call("footnote", 9)), footnotes=note("footnote", 9, p("x"))).remarks == ()
    assert read(p(call("footnote", 9)), footnotes="").remarks == ("footnote 1 is missing",)
    assert read(p(call("endnote", 9))).remarks == ("the part with its endnotes is missing",)


def test_a_note_whose_reference_is_deleted_is_not_read() -> None:
    body = p(f"<w:del>{call('footnote', 1)}</w:del>" + call("footnote", 2))
    assert named(read(body, footnotes=NOTES)) == {"footnote 1": "two"}
    assert named(read(body, View.ORIGINAL, footnotes=NOTES)) == {"footnote 1": "one", "footnote 2": "two"}


def test_a_note_may_have_paragraphs_and_tables() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>"
    draft = read(p(call("endnote", 1)), endnotes=note("endnote", 1, p("a") + table + p("b")))
    assert [one.kind for one in draft.stories[0].blocks] == [Kind.PARAGRAPH, Kind.TABLE, Kind.PARAGRAPH]


def test_all_footnotes_count_together_and_apart_from_the_body() -> None:
    lists = numbering(level(0, "%1."))
    item = p("x", numbered(1))
    notes = note("footnote", 1, item) + note("footnote", 2, item)
    draft = read(item + p(call("footnote", 1) + call("footnote", 2)) + item, numbering=lists, footnotes=notes)
    assert [block.label for block in draft.blocks] == ["1.", "", "2."]
    assert [one.blocks[0].label for one in draft.stories] == ["1.", "2."]


# --- comments


def comment(number: int, text: str) -> str:
    return f'<w:comment w:id="{number}" w:author="A. Reader" w:date="2031-05-06T07:08:09Z">{p(text)}</w:comment>'


def ranged(number: int, inner: str) -> str:
    end = f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
    return f'<w:commentRangeStart w:id="{number}"/>{inner}{end}'


def test_a_comment_has_author_date_excerpt_and_block() -> None:
    draft = read(p("x") + p(r("a ") + ranged(4, r("b ") + r("c", "<w:b/>")) + r(" d")), comments=comment(4, "Why?"))
    (found,) = draft.stories
    assert (found.kind, found.name, found.author, found.date) == (
        StoryKind.COMMENT,
        "comment 1",
        "A. Reader",
        "2031-05-06T07:08:09Z",
    )
    assert (found.excerpt, found.anchor, found.blocks[0].text) == ("b c", 1, "Why?")


def test_a_comment_may_be_about_several_paragraphs() -> None:
    inner = '<w:commentRangeStart w:id="1"/>' + p("one ") + p("two") + '<w:commentRangeEnd w:id="1"/>' + p("three")
    (found,) = read(inner, comments=comment(1, "Why?")).stories
    assert (found.excerpt, found.anchor) == ("one two", 0)


def test_comments_are_in_the_order_of_the_text_and_those_without_place_last() -> None:
    body = p(ranged(8, r("b"))) + p("<w:r><w:commentReference w:id='3'/></w:r>")
    draft = read(body, comments=comment(1, "nowhere") + comment(3, "second") + comment(8, "first"))
    assert [(one.name, one.blocks[0].text, one.anchor) for one in draft.stories] == [
        ("comment 1", "first", 0),
        ("comment 2", "second", 1),
        ("comment 3", "nowhere", -1),
    ]


def test_a_comment_after_the_last_block_hangs_in_it() -> None:
    inner = p("x") + '<w:commentRangeStart w:id="1"/><w:commentRangeEnd w:id="1"/>'
    assert read(inner, comments=comment(1, "Why?")).stories[0].anchor == 0


# --- text boxes


def box(inner: str) -> str:
    return f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"


def old_box(inner: str) -> str:
    shape = f"<v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape>"
    return f"<w:pict>{shape}</w:pict>"


def test_a_text_box_is_a_story_and_no_text_of_its_paragraph() -> None:
    draft = read(p("x") + p(r("y") + f"<w:r>{box(p('in the box'))}</w:r>"))
    assert [block.text for block in draft.blocks] == ["x", "y"]
    assert [(one.name, one.anchor, one.blocks[0].text) for one in draft.stories] == [("text box 1", 1, "in the box")]


def test_a_text_box_with_a_form_for_older_programs_is_read_once() -> None:
    choice = f"<mc:Choice>{box(p('new'))}</mc:Choice><mc:Fallback>{old_box(p('old'))}</mc:Fallback>"
    draft = read(p(f"<w:r><mc:AlternateContent>{choice}</mc:AlternateContent></w:r>"))
    assert named(draft) == {"text box 1": "new"}


def test_a_text_box_in_the_old_form_is_read() -> None:
    assert named(read(p(f"<w:r>{old_box(p('old'))}</w:r>"))) == {"text box 1": "old"}


def test_a_text_box_in_a_text_box_is_a_story_too() -> None:
    inner = p(r("outer") + f"<w:r>{box(p('inner'))}</w:r>")
    assert named(read(p(f"<w:r>{box(inner)}</w:r>"))) == {"text box 1": "outer", "text box 2": "inner"}


def test_a_text_box_in_a_header_hangs_in_no_block() -> None:
    draft = read(p("x") + section(ALL[1]), links=PAGES, header1=p(f"<w:r>{box(p('a box'))}</w:r>"))
    assert story(draft, "text box 1").anchor == -1


def test_text_boxes_count_together_and_apart_from_the_body() -> None:
    item = p("x", numbered(1))
    draft = read(item + p(f"<w:r>{box(item)}</w:r>" * 2) + item, numbering=numbering(level(0, "%1.")))
    assert [block.label for block in draft.blocks] == ["1.", "", "2."]
    assert [one.blocks[0].label for one in draft.stories] == ["1.", "2."]


def test_changes_in_a_text_box_are_taken_as_the_view_has_them() -> None:
    inner = p(f"<w:r>{box(p(f'<w:ins>{r(chr(110))}</w:ins><w:del><w:r><w:delText>o</w:delText></w:r></w:del>'))}</w:r>")
    assert [named(read(inner, view)) for view in View] == [{"text box 1": text} for text in ("n", "o", "no")]


def test_a_comment_in_a_footnote_or_header_says_so() -> None:
    note = f'<w:footnote w:id="2">{p(ranged(4, r("note text")))}</w:footnote>'
    body = p("a") + p('<w:r><w:footnoteReference w:id="2"/></w:r>') + section(ALL[1])
    draft = read(
        body, links=PAGES, footnotes=note, header1=p(ranged(5, r("head"))), comments=comment(4, "x") + comment(5, "y")
    )
    found = {one.excerpt: (one.anchor, one.within) for one in draft.stories if one.kind is StoryKind.COMMENT}
    assert found == {"note text": (1, "footnote 1"), "head": (-1, "header 1")}
