"""Edits of whole sections, titles, the box and computed sentences: they land in the report's plan."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from cwgdraft.draft import Kind, flat
from cwgdraft.folding.decisions import Lands
from cwgdraft.jobs.folding.apply import apply
from cwgdraft.jobs.folding.fold import Folding, fold
from cwgdraft.jobs.states import load_state
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import MAIN, read_parts
from cwgdraft.word.package import W, pack, parse, write_xml
from cwgdraft.workspace import Workspace
from tests.folding.workspaces import document, replaced, sample_workspace, with_paragraph_after

_Q = f"{{{W}}}"
PLAN = "records/reports/council-2026.yaml"


def _sections(body: etree._Element) -> dict[str, list[etree._Element]]:
    """Return the paragraphs of each section of the first level by the words of its heading."""
    found: dict[str, list[etree._Element]] = {}
    at: list[etree._Element] = []
    for child in body:
        style = child.find(f"{_Q}pPr/{_Q}pStyle")
        if style is not None and "".join(style.get(f"{_Q}val").split()).lower() in ("heading1", "headingb"):
            at = found.setdefault("".join(child.itertext()), [])
        if child.tag == f"{_Q}sectPr" or "LESUFI" in "".join(child.itertext()):
            break
        at.append(child)
    return found


def _edited(data: bytes, edit: Callable[[dict[str, list[etree._Element]]], None]) -> bytes:
    parts = dict(read_parts(data, "copy"))
    root = parse(parts[MAIN], MAIN)
    edit(_sections(root.find(f"{_Q}body")))
    parts[MAIN] = write_xml(root)
    return pack(parts)


def _folded(workspace: Workspace, data: bytes) -> Folding:
    path = workspace.root / "copy.docx"
    path.write_bytes(data)
    return fold(workspace, [path])


def _texts(data: bytes) -> list[str]:
    return [block.text for block in flat(read_draft(read_parts(data, "x"), "x").blocks) if block.text.strip()]


def _applied(workspace: Workspace, data: bytes) -> Folding:
    """Take every edit in, and hold the report against the copy, paragraph by paragraph."""
    found = _folded(workspace, data)
    done = apply(workspace, found, [one for one in found.decisions if one.can_be_made])
    assert not done.failed
    assert len(done.done) == len(found.decisions), [one.says for one in found.decisions if not one.can_be_made]
    assert _texts(document(workspace, "council-2026")) == _texts(data)
    assert not _folded(workspace, data).decisions
    return found


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return sample_workspace(tmp_path / "work")


FORUM = "Outcomes of the WSIS+20 High-Level Event 2025, and updates on the WSIS 2026 Calls for Action"
DIALOGUE = "Consultation with the Co-Chairs of the first Global Dialogue on AI Governance"
GENERAL = "General update on the 43rd and 44th meetings of CWG-WSIS&SDG"


def test_a_section_that_moved_moves_in_the_plan(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        there = sections[GENERAL][-1]
        for one in reversed(sections[FORUM]):
            there.addnext(one)

    before = (workspace.root / PLAN).read_text()
    (one,) = _applied(workspace, _edited(document(workspace, "council-2026"), edit)).decisions
    assert (one.lands, one.is_safe, len(one.covers)) == (Lands.PLAN, True, 2)
    after = (workspace.root / PLAN).read_text()
    assert after != before
    assert sorted(after) == sorted(before)
    assert after.index("topic: forum") < after.index("topic: activities")


def test_a_section_that_was_taken_out_goes_from_the_plan_and_is_left_out(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        for one in sections[FORUM]:
            one.getparent().remove(one)

    (one,) = _applied(workspace, _edited(document(workspace, "council-2026"), edit)).decisions
    assert (one.lands, len(one.covers)) == (Lands.PLAN, 3)
    assert "topic forum, reason: taken out in copy.docx" in (workspace.root / PLAN).read_text()
    assert "From 7 to 11 July" in (workspace.root / "records/reports/council-2026.md").read_text()


def test_a_computed_title_that_was_reworded_stands_in_the_plan(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "General update on the", "Overview of the")
    (one,) = _applied(workspace, data).decisions
    assert one.review.startswith("it was computed")
    assert "title: Overview of the 43rd and 44th meetings of CWG-WSIS&SDG" in (workspace.root / PLAN).read_text()


def test_a_text_of_the_box_that_was_computed_stands_in_the_plan(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "is invited to note this", "is invited to approve this")
    (one,) = _applied(workspace, data).decisions
    assert (one.lands, one.is_safe) == (Lands.PLAN, False)
    assert "  action: The Council is invited to approve this document." in (workspace.root / PLAN).read_text()


def test_the_title_of_the_report_stands_in_the_plan(workspace: Workspace) -> None:
    data = document(workspace, "council-2026")
    data = replaced(data, "Report on the outcomes of the CWG-WSIS&SDG activities", "Outcomes of the CWG-WSIS&SDG")
    _applied(workspace, data)
    assert "\ntitle: Outcomes of the CWG-WSIS&SDG since Council 2025\n" in (workspace.root / PLAN).read_text()


def test_facts_of_the_first_page_are_found(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "PL 1.5", "PL 1.7")
    (one,) = _applied(workspace, data).decisions
    assert (one.lands, one.values[0].keys, one.is_safe) == (Lands.FACT, ("agenda_item",), True)


def test_a_name_that_was_corrected_in_both_places_is_one_fact(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "Cynthia", "Cyntia")
    (one,) = _applied(workspace, data).decisions
    assert (one.lands, one.is_safe) == (Lands.FACT, True)


def test_a_fact_that_moves_what_the_copy_left_alone_is_looked_at(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "Cynthia LESUFI", "Cynthia LESUFE")
    (one,) = _folded(workspace, data).decisions
    assert (one.lands, one.is_safe) == (Lands.FACT, False)
    assert "changes what the copy left alone too: The 43rd and 44th meetings were attended" in one.review


def test_a_computed_sentence_that_was_taken_out_goes_from_its_section(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        sections["Introduction"][1].getparent().remove(sections["Introduction"][1])

    (one,) = _applied(workspace, _edited(document(workspace, "council-2026"), edit)).decisions
    assert one.lands is Lands.PLAN
    assert "content: [words, attendance-and-officers]" in (workspace.root / PLAN).read_text()


def test_a_computed_sentence_that_moved_moves_in_its_section(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        sections["Introduction"][3].addnext(sections["Introduction"][1])

    _applied(workspace, _edited(document(workspace, "council-2026"), edit))
    assert "content: [words, attendance-and-officers, mandate]" in (workspace.root / PLAN).read_text()


def test_a_paragraph_among_computed_sentences_becomes_words_of_the_report(workspace: Workspace) -> None:
    data = with_paragraph_after(document(workspace, "council-2026"), "delivered welcoming", "Both were held in Geneva.")
    data = with_paragraph_after(data, "Both were held in Geneva.", "Interpretation was provided.")
    (one,) = _applied(workspace, data).decisions
    assert (one.is_safe, len(one.covers)) == (True, 1)
    written = (workspace.root / "records/reports/council-2026.md").read_text()
    assert written.endswith("{#introduction-more}\n\nBoth were held in Geneva.\n\nInterpretation was provided.\n")


def test_a_new_section_comes_into_the_plan_with_its_words(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        last = sections[FORUM][-1]
        for text, like in (("It was long.", last), ("Further matters", sections[FORUM][0])):
            fresh = etree.Element(f"{_Q}p")
            fresh.append(copy.deepcopy(like.find(f"{_Q}pPr")))
            etree.SubElement(etree.SubElement(fresh, f"{_Q}r"), f"{_Q}t").text = text
            last.addnext(fresh)

    (one,) = _applied(workspace, _edited(document(workspace, "council-2026"), edit)).decisions
    assert one.lands is Lands.PLAN
    assert "{key: further-matters, title: Further matters, content: [words]}" in (workspace.root / PLAN).read_text()


def test_a_plan_that_serves_many_meetings_is_not_changed_without_a_look(workspace: Workspace) -> None:
    data = replaced(document(workspace, "41"), "Introduction", "Overview")
    found = _folded(workspace, data)
    assert [(one.lands, one.is_safe, one.file) for one in found.decisions] == [
        (Lands.PLAN, False, "records/reports/summary.yaml")
    ]


def test_a_reworded_sentence_is_a_phrase_for_the_chair(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "works on the basis of", "relies on")
    data = replaced(data, "delivered welcoming remarks", "welcomed the delegates")
    phrases = workspace.root / "templates/phrases/en.yaml"
    before = phrases.read_text()
    one, other = _applied(workspace, data).decisions
    assert {one.lands, other.lands} == {Lands.PHRASE}
    assert not one.is_safe
    assert "a phrase is the chair's" in one.review
    assert phrases.read_text() == before.replace("works on the basis of {{", "relies on {{").replace(
        "delivered welcoming remarks", "welcomed the delegates"
    )


def test_a_new_item_of_minutes_comes_with_its_paragraphs(workspace: Workspace) -> None:
    parts = dict(read_parts(document(workspace, "41"), "copy"))
    root = parse(parts[MAIN], MAIN)
    paragraphs = list(root.iter(f"{_Q}p"))
    last = next(one for one in paragraphs if "invited it to contribute to the calls" in "".join(one.itertext()))
    heading = next(one for one in reversed(paragraphs[: paragraphs.index(last)]) if _style(one).startswith("Heading"))
    for text, like in (("It went well.", last), ("A side event", heading)):
        fresh = etree.Element(f"{_Q}p")
        fresh.append(copy.deepcopy(like.find(f"{_Q}pPr")))
        etree.SubElement(etree.SubElement(fresh, f"{_Q}r"), f"{_Q}t").text = text
        last.addnext(fresh)
    parts[MAIN] = write_xml(root)
    data = pack(parts)
    (one,) = _folded(workspace, data).decisions
    assert (one.lands, one.says, len(one.covers)) == (Lands.RECORD, "a new item: A side event", 1)
    assert apply(workspace, _folded(workspace, data), [one]).done
    assert "\n\nIt went well.\n" in (workspace.root / "records/meetings/41.md").read_text()
    assert _texts(document(workspace, "41")) == _texts(data)


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_Q}pPr/{_Q}pStyle")
    return "" if style is None else str(style.get(f"{_Q}val"))


def test_a_statement_that_moved_to_another_meetings_words_is_named_by_the_plan(workspace: Workspace) -> None:
    parts = dict(read_parts(document(workspace, "council-2025"), "copy"))
    root = parse(parts[MAIN], MAIN)
    paragraphs = {"".join(one.itertext()): one for one in root.iter(f"{_Q}p")}
    there = next(one for text, one in paragraphs.items() if text.startswith("The group noted all updates and"))
    there.addnext(
        next(one for text, one in paragraphs.items() if text.startswith("The Secretary-General of ITU shared"))
    )
    parts[MAIN] = write_xml(root)
    data = pack(parts)
    minutes = (workspace.root / "records/meetings/41.md").read_text()
    found = _folded(workspace, data)
    (one,) = found.decisions
    assert (one.lands, one.says) == (
        Lands.PLAN,
        "the section 'forum-preparations' names it: 41#in-forum-preparations",
    )
    assert not apply(workspace, found, [one]).failed
    assert _texts(document(workspace, "council-2025")) == _texts(data)
    plan = (workspace.root / "records/reports/council-2025.yaml").read_text()
    assert "41#in-forum-preparations" in plan
    assert (workspace.root / "records/meetings/41.md").read_text().replace(" {#in-forum-preparations}", "") == minutes


def test_words_of_the_report_that_moved_to_another_section_get_a_key(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        sections[GENERAL][-1].addnext(sections[FORUM][1])

    _applied(workspace, _edited(document(workspace, "council-2026"), edit))
    plan = (workspace.root / PLAN).read_text()
    assert "content: [documents-considered, list-of-meetings, words]" in plan
    assert "{#general}\n\nFrom 7 to 11 July" in (workspace.root / "records/reports/council-2026.md").read_text()


def test_a_date_typed_with_an_ordinary_space_is_the_fact(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "9-10\u00a0September 2025", "8-9 September 2025")
    found = _folded(workspace, data)
    (one,) = found.decisions
    assert (one.lands, one.is_safe) == (Lands.FACT, True)
    assert apply(workspace, found, [one]).done
    assert not _folded(workspace, data).decisions


def test_two_copies_with_the_same_heading_and_other_words_disagree(workspace: Workspace) -> None:
    base, paths = document(workspace, "council-2026"), []
    for name, words in (("one", "It was long."), ("other", "It was short.")):

        def edit(sections: dict[str, list[etree._Element]], words: str = words) -> None:
            last = sections[FORUM][-1]
            for text, like in ((words, last), ("Further matters", sections[FORUM][0])):
                fresh = etree.Element(f"{_Q}p")
                fresh.append(copy.deepcopy(like.find(f"{_Q}pPr")))
                etree.SubElement(etree.SubElement(fresh, f"{_Q}r"), f"{_Q}t").text = text
                last.addnext(fresh)

        paths.append(workspace.root / f"{name}.docx")
        paths[-1].write_bytes(_edited(base, edit))
    one, other = fold(workspace, paths).decisions
    assert one.review == other.review == "the copies disagree"
    assert {edit.new.text for each in (one, other) for edit in each.covers if edit.new} == {
        "It was long.",
        "It was short.",
    }


def test_two_copies_that_move_a_paragraph_to_two_places_disagree(workspace: Workspace) -> None:
    base, paths = document(workspace, "council-2026"), []
    for name, place in (("one", 1), ("other", 3)):

        def edit(sections: dict[str, list[etree._Element]], place: int = place) -> None:
            there = sections[
                "Update on implementation and on follow-up actions to relevant ITU and UN resolutions and processes"
            ]
            (sections[FORUM][place] if place == 3 else there[-1]).addnext(sections[FORUM][1])

        paths.append(workspace.root / f"{name}.docx")
        paths[-1].write_bytes(_edited(base, edit))
    found = fold(workspace, paths).decisions
    assert [one.review for one in found if one.difference.what == "moved"] == ["the copies disagree"] * 2


def test_the_first_of_two_paragraphs_that_say_the_same_is_taken_out(workspace: Workspace) -> None:
    path = workspace.root / "records/meetings/42.md"
    twin = "The group congratulated Brazil on its successful G20 meetings, held in Brazil in 2024."
    text = path.read_text()
    assert twin in text
    path.write_text(text.replace(twin, f"{twin}\n\nIt was in between.\n\n{twin}"))
    parts = dict(read_parts(document(workspace, "council-2025"), "copy"))
    root = parse(parts[MAIN], MAIN)
    first = next(one for one in root.iter(f"{_Q}p") if "".join(one.itertext()) == twin)
    first.getparent().remove(first)
    parts[MAIN] = write_xml(root)
    data = pack(parts)
    found = _folded(workspace, data)
    assert not apply(workspace, found, [one for one in found.decisions if one.is_safe]).failed
    assert path.read_text() == text.replace(twin, f"It was in between.\n\n{twin}")
    assert not _folded(workspace, data).decisions


def test_a_paragraph_that_was_moved_and_reworded_is_one_decision(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        text = next(sections[FORUM][1].iter(f"{_Q}t"))
        text.text = text.text.replace("From 7 to 11 July", "In July")
        sections[FORUM][3].addnext(sections[FORUM][1])

    (one,) = _applied(workspace, _edited(document(workspace, "council-2026"), edit)).decisions
    assert (one.says, one.is_safe) == ("moved and reworded", True)


def test_a_paragraph_goes_and_another_comes_in_one_section(workspace: Workspace) -> None:
    data = with_paragraph_after(
        document(workspace, "council-2026"), "From 7 to 11 July", "A new paragraph stands here."
    )

    def edit(sections: dict[str, list[etree._Element]]) -> None:
        sections[FORUM][-1].getparent().remove(sections[FORUM][-1])

    _applied(workspace, _edited(data, edit))


def test_a_paragraph_finds_its_place_between_neighbours_that_the_records_reworded(workspace: Workspace) -> None:
    data = with_paragraph_after(
        document(workspace, "council-2026"), "From 7 to 11 July", "A new paragraph stands here."
    )
    words = workspace.root / "records/reports/council-2026.md"
    before = words.read_text()
    for old, new in (("From 7 to 11 July", "In July"), ("were formally transmitted", "were transmitted")):
        assert old in before
        words.write_text(words.read_text().replace(old, new))
    found = _folded(workspace, data)
    (one,) = found.decisions
    assert (one.lands, one.file) == (Lands.RECORD, "records/reports/council-2026.md")
    assert apply(workspace, found, [one]).done
    text = words.read_text()
    assert text.index("In July") < text.index("A new paragraph stands here.") < text.index("were transmitted")


def test_two_facts_in_one_sentence_are_taken_together(workspace: Workspace) -> None:
    data = replaced(document(workspace, "council-2026"), "more than 300", "more than 312")
    data = replaced(data, "Lamanauskas", "Lamanauskis")
    found = _folded(workspace, data)
    (one,) = found.decisions
    assert (one.lands, len(one.values)) == (Lands.FACT, 2)
    assert apply(workspace, found, [one]).done
    assert _texts(document(workspace, "council-2026")) == _texts(data)


@pytest.mark.parametrize("typed", ["1. It looks like an item.", "See [[5]].", "# A title"])
def test_words_that_look_like_marks_of_the_records_are_on_the_list(workspace: Workspace, typed: str) -> None:
    for words in ("From 7 to 11 July", "delivered welcoming remarks"):
        data = with_paragraph_after(document(workspace, "council-2026"), words, typed)
        (one,) = _folded(workspace, data).decisions
        assert not one.can_be_made


def test_a_list_in_a_new_section_stays_a_list(workspace: Workspace) -> None:
    def edit(sections: dict[str, list[etree._Element]]) -> None:
        last = sections[FORUM][-1]
        dashes = sections[GENERAL][2:4]
        texts = [
            ("Further matters", sections[FORUM][0]),
            ("Two were raised:", last),
            ("one;", dashes[0]),
            ("two.", dashes[1]),
        ]
        for text, like in reversed(texts):
            fresh = etree.Element(f"{_Q}p")
            fresh.append(copy.deepcopy(like.find(f"{_Q}pPr")))
            etree.SubElement(etree.SubElement(fresh, f"{_Q}r"), f"{_Q}t").text = text
            last.addnext(fresh)

    _applied(workspace, _edited(document(workspace, "council-2026"), edit))
    blocks = load_state(workspace, ["council-2026"], "0").report.draft.blocks
    assert [one.kind for one in blocks if one.text in ("one;", "two.")] == [Kind.LIST_ITEM, Kind.LIST_ITEM]
