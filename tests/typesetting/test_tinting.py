"""Tinted previews: everything is where it was, and shows where it comes from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import pytest
from lxml import etree

from cwgdraft.draft import Block, Draft, Kind, ListKind, Run
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template, template_of
from cwgdraft.typesetting.tinting import TINTS, Source
from cwgdraft.word.anchors import read_identity
from cwgdraft.word.gate import read_parts
from tests.laws.test_milestone import sample
from tests.witnesses.test_validity import check
from tests.word_builders import (
    DOTTED,
    UNDOTTED,
    Writer,
    changed,
    converted,
    draft_of,
    paragraph,
    part,
    read,
    replaced,
    template,
    texts,
    with_paragraph,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RECORDS, COMPUTED, OWN = "records", "computed", "template"
FILLS = {TINTS[Source.RECORDED]: RECORDS, TINTS[Source.COMPUTED]: COMPUTED}
LEGEND = "Preview: from the records   computed: sentences from the phrases, and numbers   the template’s own words"

Pieces = list[tuple[str, str]]


def tinted(draft: Draft, through: Template, computed: tuple[str, ...] = (), **data: object) -> bytes:
    return typeset(draft, through, data, computed=computed)


def source_of(run: etree._Element) -> str:
    """Return whose words a run holds, as a reader of the preview sees it."""
    properties = run.find(f"{W}rPr")
    shading = properties.find(f"{W}shd") if properties is not None else None
    found = FILLS.get(shading.get(f"{W}fill", ""), OWN) if shading is not None else OWN
    under = properties.find(f"{W}u") if properties is not None else None
    dotted = under is not None and under.get(f"{W}val") == "dotted"
    assert dotted == (found == COMPUTED), "dots are what tells computed words apart in grey"
    return found


def words_of(run: etree._Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in run)


def pieces(data: bytes, containing: str, name: str = "word/document.xml") -> Pieces:
    """Return the paragraph with some words, in stretches of one source."""
    for one in etree.fromstring(part(data, name).encode()).iter(f"{W}p"):
        runs = [(source_of(run), words_of(run)) for run in one.iter(f"{W}r")]
        if containing in "".join(words for _, words in runs):
            stretches = groupby((run for run in runs if run[1]), key=lambda run: run[0])
            return [(source, "".join(words for _, words in found)) for source, found in stretches]
    raise AssertionError(f"no paragraph has '{containing}'")


def line(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def parts_of(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# --- nothing but tints ----------------------------------------------------------------------------

TEMPLATES = pytest.mark.parametrize("name", [UNDOTTED, DOTTED])


@TEMPLATES
def test_a_tinted_document_has_the_text_of_the_other_behind_its_legend(name: str) -> None:
    draft = sample(name)
    plain, colored = typeset(draft, template(name)), tinted(draft, template(name))
    assert texts(colored) == [LEGEND, *texts(plain)]
    stories = [(one.name, [block.text for block in one.blocks]) for one in read(plain).stories]
    assert [(one.name, [block.text for block in one.blocks]) for one in read(colored).stories] == stories


@TEMPLATES
def test_a_tinted_document_has_the_kinds_labels_and_looks_of_the_other(name: str) -> None:
    draft = sample(name)
    plain, colored = read(typeset(draft, template(name), final=True)), read(tinted(draft, template(name)))
    shape = [(one.kind, one.label, one.level, one.style, one.look) for one in plain.blocks]
    assert [(one.kind, one.label, one.level, one.style, one.look) for one in colored.blocks[1:]] == shape


@TEMPLATES
def test_without_its_tints_a_tinted_document_is_the_final_copy(name: str) -> None:
    def bare(xml: str) -> str:
        xml = re.sub(r'<w:u w:val="dotted"/>|<w:shd w:val="clear" w:color="auto" w:fill="(?:CFE2F3|FFF2CC)"/>', "", xml)
        return re.sub("<w:pPr></w:pPr>|<w:rPr></w:rPr>|<w:rPr/>", "", xml)

    draft = sample(name)
    plain, colored = typeset(draft, template(name), final=True), tinted(draft, template(name), ("41/t#1",))
    found = re.sub("(<w:body>)<w:p>.*?</w:p>", r"\1", part(colored), count=1)
    assert bare(found) == bare(part(plain))
    others = {name: data for name, data in parts_of(colored).items() if name.endswith((".rels", "numbering.xml"))}
    assert others.items() <= parts_of(plain).items()


def test_every_run_belongs_to_one_of_three_sources_or_holds_a_placeholder() -> None:
    draft = sample(UNDOTTED)
    computed = {block.origin for block in draft.blocks[::2]}
    root = etree.fromstring(part(typeset(draft, template(), computed=computed)).encode())
    found: dict[str, str] = {}
    for run in root.iter(f"{W}r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        source = "placeholder" if style is not None and "Open" in style.get(f"{W}val", "") else source_of(run)
        found[source] = found.get(source, "") + words_of(run)
    assert found[OWN] == "Preview:       the template’s own words"
    assert found["placeholder"]
    assert {RECORDS, COMPUTED, OWN, "placeholder"} == set(found)


def test_a_tinted_document_says_nothing_of_its_origins() -> None:
    data = tinted(sample(UNDOTTED), template())
    assert read_identity(read_parts(data, "t.docx")) is None
    assert "_cwg" not in part(data)


def test_the_legend_lies_at_the_head_of_the_page_and_shows_the_tints_that_it_names() -> None:
    data = tinted(paragraph("Words."), template())
    assert pieces(data, "Preview:") == [
        (OWN, "Preview: "),
        (RECORDS, "from the records"),
        (OWN, "   "),
        (COMPUTED, "computed: sentences from the phrases, and numbers"),
        (OWN, "   the template’s own words"),
    ]
    assert part(data).index("<w:framePr ") < part(data).index("Preview:")
    assert 'w:after="160"' in part(data)[: part(data).index("Preview:")], "a program without frames prints it above"


# --- what tags print ------------------------------------------------------------------------------


def test_two_tags_in_one_run_are_tinted_beside_words_of_the_template() -> None:
    through = with_paragraph(line("On {{ front.date }}, {{ front.originator }} wrote."))
    assert pieces(tinted(draft_of([]), through), "wrote.") == [
        (OWN, "On "),
        (RECORDS, "4 March 2031"),
        (OWN, ", "),
        (COMPUTED, "Contribution by the Chair of the group"),
        (OWN, " wrote."),
    ]


def test_tags_that_touch_are_told_apart() -> None:
    through = with_paragraph(line("{{ front.date }}{{ front.original }}{{ front.session }}"))
    assert pieces(tinted(draft_of([]), through), "4 March 2031E") == [
        (RECORDS, "4 March 2031"),
        (COMPUTED, "English only"),
        (RECORDS, "Council 2031"),
    ]


def test_a_value_in_a_header_and_a_footer_is_tinted() -> None:
    data = tinted(draft_of([]), template())
    assert pieces(data, "C31/77", "word/header2.xml") == [(RECORDS, "C31/77‑E")]
    assert pieces(data, "- 2 -", "word/header2.xml") == [(OWN, "- 2 -")]
    assert pieces(data, "example.org", "word/footer1.xml") == [(RECORDS, "https://example.org/council")]


def test_tabs_breaks_and_signs_of_tags_in_a_value_stay_within_its_tint() -> None:
    through = with_paragraph(line("a{{ front.date }}b"))
    value = "one\ttwo\nthree‑{{ four }} & <five>"
    assert pieces(tinted(draft_of([], date=value), through), "five>b") == [(OWN, "a"), (RECORDS, value), (OWN, "b")]


def test_an_empty_value_leaves_nothing() -> None:
    through = with_paragraph(line("a{{ front.date }}b"))
    assert pieces(tinted(draft_of([], date=""), through), "ab") == [(OWN, "ab")]


def test_a_value_inside_a_hyperlink_is_tinted_where_it_stands() -> None:
    link = '<w:p><w:hyperlink w:anchor="x"><w:r><w:t>see {{ front.website }}</w:t></w:r></w:hyperlink></w:p>'
    data = tinted(draft_of([]), with_paragraph(link))
    assert pieces(data, "see ") == [(OWN, "see "), (RECORDS, "https://example.org/council")]
    assert re.search('<w:hyperlink w:anchor="x">(?:(?!</w:hyperlink>).)*CFE2F3.*?</w:hyperlink>', part(data))


def test_a_value_in_the_instruction_of_a_field_stays_as_it_was() -> None:
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> QUOTE "{{ front.website }}" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{{ front.website }}!</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    data = tinted(draft_of([]), with_paragraph(field))
    assert ' QUOTE "https://example.org/council" </w:instrText>' in part(data)
    assert pieces(data, "council!") == [(RECORDS, "https://example.org/council"), (OWN, "!")]


def test_what_stands_beside_the_text_in_a_run_stays_in_its_place() -> None:
    run = "<w:p><w:r><w:t>a {{ front.date }}</w:t><w:tab/><w:t>{{ front.original }} b</w:t><w:br/></w:r></w:p>"
    assert pieces(tinted(draft_of([]), with_paragraph(run)), "2031\tEnglish") == [
        (OWN, "a "),
        (RECORDS, "4 March 2031"),
        (OWN, "\t"),
        (COMPUTED, "English only"),
        (OWN, " b\n"),
    ]


def test_a_tint_goes_to_its_place_among_the_properties_of_the_tags_run() -> None:
    look = '<w:b/><w:u w:val="single"/><w:shd w:val="clear" w:fill="FF0000"/><w:lang w:val="en-GB"/>'
    xml = f"<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{{{{ front.original }}}}.</w:t></w:r></w:p>"
    found = part(tinted(draft_of([]), with_paragraph(xml)))
    shading = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'
    assert f'<w:rPr><w:b/><w:u w:val="dotted"/>{shading}<w:lang w:val="en-GB"/></w:rPr>' in found
    assert f'<w:rPr>{look}</w:rPr><w:t xml:space="preserve">.</w:t>' in found


def test_a_tag_that_writes_a_value_in_capitals_keeps_its_tint() -> None:
    through = with_paragraph(line("{% filter upper %}{{ front.date }}{% endfilter %} {{ front.original|lower }}"))
    assert pieces(tinted(draft_of([]), through), "MARCH") == [
        (RECORDS, "4 MARCH 2031"),
        (OWN, " "),
        (COMPUTED, "english only"),
    ]


def test_a_value_in_a_loop_is_from_the_records() -> None:
    through = with_paragraph(line("{% for one in meetings %}{{ one.ordinal }}; {% endfor %}done"))
    data = tinted(draft_of([]), through, meetings=[{"ordinal": "5th"}, {"ordinal": "6th"}])
    assert pieces(data, "done") == [(RECORDS, "5th"), (OWN, "; "), (RECORDS, "6th"), (OWN, "; done")]


def test_a_placeholder_on_the_first_page_keeps_its_own_look() -> None:
    from dataclasses import replace

    draft = replace(draft_of([], document="Document [symbol]"), placeholders=("[symbol]",))
    xml = part(tinted(draft, template()))
    style = template().style_id("Open placeholder")
    assert f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t xml:space="preserve">[symbol]</w:t></w:r>' in xml
    assert pieces(tinted(draft, template()), "Document [")[0] == (RECORDS, "Document ")


# --- blocks ---------------------------------------------------------------------------------------


def test_blocks_are_tinted_by_their_origin_in_body_box_and_signature() -> None:
    blocks = [
        Block(Kind.FRONT_LABEL, (Run("Purpose"),), origin="front:purpose/label"),
        Block(Kind.FRONT_TEXT, (Run("Says the catalogue."),), origin="front:purpose"),
        Block(Kind.PARAGRAPH, (Run("They "), Run("agreed", strong=True), Run(".")), origin="41/t#1"),
        Block(Kind.SIGNATURE_NAME, (Run("A. EXAMPLE"),), origin="signature:name"),
        Block(Kind.SIGNATURE_TITLE, (Run("Chair of Samples"),), origin="signature:title"),
    ]
    data = tinted(draft_of(blocks), template(), ("front:purpose", "signature:title"))
    assert pieces(data, "Purpose") == [(RECORDS, "Purpose")]
    assert pieces(data, "Says") == [(COMPUTED, "Says the catalogue.")]
    assert pieces(data, "agreed") == [(RECORDS, "They agreed.")]
    assert pieces(data, "A. EX") == [(RECORDS, "A. EXAMPLE")]
    assert pieces(data, "Chair of S") == [(COMPUTED, "Chair of Samples")]


def test_links_tables_and_emphasis_are_tinted_too() -> None:
    writer = Writer()
    writer.plain(Kind.PARAGRAPH, Run("link", link="https://example.org/"), Run(" then "), Run("words", emphasis=True))
    writer.table([["head"], ["cell"]])
    data = tinted(writer.draft(), template(), ("41/t#1",))
    assert pieces(data, "link then") == [(RECORDS, "link then words")]
    assert pieces(data, "head") == [(COMPUTED, "head")]
    assert pieces(data, "cell") == [(COMPUTED, "cell")]


def test_the_same_words_are_tinted_by_block_and_not_once_for_all() -> None:
    writer = Writer()
    writer.plain(Kind.PARAGRAPH, "Alike, one.")
    writer.plain(Kind.PARAGRAPH, "Alike, two.")
    data = tinted(writer.draft(), template(), ("41/t#1",))
    assert [pieces(data, words)[0][0] for words in ("one.", "two.")] == [RECORDS, COMPUTED]


def test_the_number_in_a_reference_is_computed_and_a_placeholder_keeps_its_look() -> None:
    writer = Writer()
    label = writer.outline(Kind.HEADING, 1, "Lamps", origin="41/lamps")
    pieces_of_text = Run("See "), Run(label, target="41/lamps"), Run(" on "), Run("[day]", open=True), Run("!")
    writer.plain(Kind.PARAGRAPH, *pieces_of_text)
    data = tinted(writer.draft(), template())
    assert pieces(data, "See ") == [
        (RECORDS, "See "),
        (COMPUTED, label),
        (RECORDS, " on "),
        (OWN, "[day]"),
        (RECORDS, "!"),
    ]
    assert re.search('<w:rStyle w:val="OpenPlaceholder"/>(?:(?!w:shd|</w:r>).)*\\[day\\]', part(data))


def test_numbers_that_count_have_the_look_of_computed_words_and_dashes_none() -> None:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps")
    writer.item(ListKind.LETTER_PAREN, 1, "counted")
    writer.item(ListKind.DASH, 1, "dashed")
    xml = part(tinted(writer.draft(), template()))
    marks = {
        words: "FFF2CC" in re.findall(rf"<w:p>(?:(?!<w:p>).)*?>{words}<", xml)[0].partition("</w:pPr>")[0]
        for words in ("Lamps", "counted", "dashed")
    }
    assert marks == {"Lamps": True, "counted": True, "dashed": False}


def test_a_number_keeps_the_look_that_its_sample_gives_it() -> None:
    mark = '<w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr>'
    find = r'(<w:pStyle w:val="Heading1"/>.*?)</w:pPr>(?=<w:r><w:t>\{# sample: heading 1)'
    through = template_of(changed("word/document.xml", lambda xml: re.sub(find, rf"\g<1>{mark}", xml)), "t.docx")
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps")
    look = '<w:b/><w:u w:val="dotted"/><w:shd w:val="clear" w:color="auto" w:fill="FFF2CC"/>'
    assert f'<w:jc w:val="left"/><w:rPr>{look}</w:rPr></w:pPr>' in part(tinted(writer.draft(), through))


def test_shading_of_the_template_itself_stays() -> None:
    own = '<w:p><w:r><w:rPr><w:shd w:val="clear" w:fill="00FF00"/></w:rPr><w:t>Green.</w:t></w:r></w:p>'
    assert own in part(tinted(draft_of([]), with_paragraph(own)))


# --- other programs -------------------------------------------------------------------------------


@TEMPLATES
@pytest.mark.witness
def test_a_tinted_document_is_valid(tmp_path: Path, name: str) -> None:
    check(tmp_path / "tinted.docx", tinted(sample(name), template(name), ("41/t#2", "41/t#3")))


@pytest.mark.witness
def test_libreoffice_opens_a_tinted_document_with_its_text(tmp_path: Path) -> None:
    path = tmp_path / "tinted.docx"
    path.write_bytes(tinted(sample(UNDOTTED), replaced("{{ front.date }}", "of {{ front.date }}")))
    (saved,) = converted(tmp_path, "docx", path)
    assert texts(saved.read_bytes()) == texts(path.read_bytes())
