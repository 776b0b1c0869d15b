"""The phrases of a catalogue: their examples, the table in Word, and what comes back in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.templates import phrase_revision
from cwgdraft.jobs.templates.phrase_revision import Revision, read_revision, write_revision
from cwgdraft.jobs.templates.phrase_table import phrase_table, read_table
from cwgdraft.jobs.templates.phrases import Phrase, load_phrases
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Records
from cwgdraft.records.source import UNPRINTABLE
from cwgdraft.workspace import Workspace
from tests.builders import shown
from tests.draft_builders import ROOT, plan
from tests.jobs.templates.tables import (
    catalogue_of,
    change_catalogue,
    place_with,
    repeat,
    row_of,
    sent_back,
    table_of,
    take_out,
    track,
)
from tests.word_builders import converted

NEXT = "Chair, {{ group.acronym }}"


def revised(place: Workspace, *changes: Any, **more: Any) -> Revision:
    """Return what a table says that was sent back with some changes."""
    return read_revision(place, sent_back(table_of(place), *changes, **more))


def found_in(revision: Revision) -> list[str]:
    return shown(revision.findings, revision.file.parents[2])


def changes_of(revision: Revision) -> list[tuple[str, str]]:
    return [(one.name, one.new) for one in revision.rewordings]


# --- examples -------------------------------------------------------------------------------------


def test_every_wording_of_the_catalogue_is_listed_once_in_the_order_of_its_groups() -> None:
    listed = load_phrases(Workspace(ROOT)).listed()
    names = [one.name for one in listed]
    assert len(set(names)) == len(names)
    assert "sentences: held-and-mandate (one)" in names
    assert "forms: manner-physical" in names
    catalogue = load_catalogue(Workspace(ROOT), "en")
    count = sum(1 if isinstance(one, str) else len(one) for ones in catalogue.phrases.values() for one in ones.values())
    assert len(names) == count


def test_nearly_every_phrase_of_the_samples_has_an_example() -> None:
    listed = load_phrases(Workspace(ROOT)).listed()
    assert [one.name for one in listed if not one.example] == [
        "forms: manner-physical", "forms: represented", "open: person", "open: reference",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("titles: general", "General update on the 41st and 42nd meetings of CWG-WSIS&SDG"),
        ("front: document", "Document C26/8‑E"),
        ("forms: contributions (one)", "one contribution"),
        ("formulas: noted (other)", "The group noted Documents CWG‑WSIS&SDG‑41/2 and CWG‑WSIS&SDG‑41/3."),
        (
            "sentences: all-documents (one)",
            "The documents of the meeting, with its agenda and summary, are on the web page of the group.",
        ),
        (
            "sentences: list-of-meetings",
            "– 41st meeting: held on 2-3 October 2024 (Summary of the 41st meeting);\n"
            "– 42nd meeting: held on 10-11 February 2025 (Summary of the 42nd meeting).",
        ),
    ],
)  # fmt: skip
def test_an_example_is_what_the_phrase_prints_in_a_real_report(name: str, example: str) -> None:
    listed = {one.name: one.example for one in load_phrases(Workspace(ROOT)).listed()}
    assert listed[name].replace("\u00a0", " ") == example


def test_every_wording_of_the_samples_passes_its_own_trial() -> None:
    phrases = load_phrases(Workspace(ROOT))
    assert {key: phrases.wrong_with(key, text) for key, text in phrases.wordings.items()} == dict.fromkeys(
        phrases.wordings, ""
    )


# --- the round through Word -------------------------------------------------------------------------


def test_the_table_has_the_same_bytes_each_time() -> None:
    phrases = load_phrases(Workspace(ROOT))
    assert phrase_table(phrases.listed(), "en") == phrase_table(load_phrases(Workspace(ROOT)).listed(), "en")


def test_an_untouched_table_changes_nothing(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    before = (place.phrases / "en.yaml").read_bytes()
    revision = revised(place)
    write_revision(revision)
    assert (revision.rewordings, revision.findings) == ((), ())
    assert (place.phrases / "en.yaml").read_bytes() == before


def test_a_table_that_libreoffice_saved_changes_nothing(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    (saved,) = converted(tmp_path, "docx:MS Word 2007 XML", table_of(place))
    revision = read_revision(place, saved)
    assert (revision.rewordings, revision.findings) == ((), ())


WORDING = st.text(
    st.one_of(
        st.sampled_from("ab {}%-*'\"\n"),
        st.characters(exclude_categories=("Cs", "Cc")).filter(lambda sign: not UNPRINTABLE.match(sign)),
    ),
    max_size=60,
).map(lambda text: text.strip("\n"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wording=WORDING)
def test_every_wording_survives_the_round_through_word(tmp_path: Path, wording: str) -> None:
    path = tmp_path / "table.docx"
    path.write_bytes(phrase_table([Phrase(("sentences", "a", ""), wording, wording)], "en"))
    (row,) = read_table(path).rows
    assert row.wording == wording
    assert row.wording_stands
    assert row.example_stands


def test_paragraphs_list_items_and_marks_survive(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    new = "First {{ group.acronym }}. {-}\n\n- one\n- two\n\nLast."
    revision = revised(place, {"sentences: took-note": new})
    assert revision.findings == ()
    write_revision(revision)
    assert load_catalogue(place, "en").phrases["sentences"]["took-note"] == new
    assert revised(place).rewordings == ()


def test_a_phrase_is_reworded_and_no_other_byte(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    before = catalogue_of(place)
    revision = revised(
        place, {"front: signature": "The Chair, {{ group.acronym }}", "forms: delegates (other)": "a, b"}
    )
    assert changes_of(revision) == [
        ("front: signature", "The Chair, {{ group.acronym }}"),
        ("forms: delegates (other)", "a, b"),
    ]
    write_revision(revision)
    assert catalogue_of(place) == before.replace(f"signature: {NEXT}", f"signature: The {NEXT}").replace(
        "delegates: {one: delegate, other: delegates}", 'delegates: {one: delegate, other: "a, b"}'
    )


def test_tracked_changes_are_read_as_final(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    revision = revised(place, change=track("titles: closing", "Closing remarks"))
    assert changes_of(revision) == [("titles: closing", "Closing remarks")]


def test_words_that_went_and_came_are_marked(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    (one,) = revised(place, {"titles: closing": "Last remarks"}).rewordings
    assert list(one.marked()) == [("Concluding", "deleted"), ("Last", "inserted"), (" remarks", "")]


def test_a_list_and_italics_that_word_made_are_read_as_a_phrase_has_them(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        cell = row_of(document, "titles: closing").cells[1]
        cell.paragraphs[0].text = ""
        run = cell.paragraphs[0].add_run("words")
        run.italic = True
        cell.add_paragraph("an item", style="List Bullet")

    assert changes_of(revised(place_with(tmp_path), change=change)) == [("titles: closing", "*words*\n* an item")]


# --- what Word types by itself ----------------------------------------------------------------------


def test_signs_that_word_typed_in_tags_are_mended_and_said(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    new = "{{\u00a0guests|length|plural(‘one’, “two”) }} – “words” of the {{ meetings_named }}"
    revision = revised(place, {"titles: closing": new})
    assert changes_of(revision) == [
        ("titles: closing", "{{ guests|length|plural('one', \"two\") }} – “words” of the {{ meetings_named }}")
    ]
    assert found_in(revision) == [
        "table.docx, row 'titles: closing', '{{ guests|length|plural(‘one’, “two”) }}': advice mended-tag: "
        "Word has changed signs in '{{ guests|length|plural(‘one’, “two”) }}'; "
        "it is read as '{{ guests|length|plural('one', \"two\") }}' | nothing is to be done"
    ]


# --- what is wrong ----------------------------------------------------------------------------------


def test_all_wordings_that_cannot_be_used_are_named_at_once(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    revision = revised(
        place,
        {
            "titles: closing": "{{ gruop.name }}",
            "titles: documents": "{{ group.nmae }}",
            "titles: introduction": "{% if dates %}x",
            "front: originator": "{{ group.acronym|uper }}",
            "sentences: mandate": "{% if not mandate %}{{ dattes }}{% endif %}",
            "sentences: thanks": "see [here](javascript:x)",
        },
    )
    helps = " | correct it in the table; 'cwgdraft template fields --phrases' lists what it may use"
    assert found_in(revision) == [
        f"table.docx, row '{name}', '{new}': error unusable-wording: the new wording can't be used: {why}{helps}"
        for name, new, why in [
            ("sentences: mandate", "{% if not mandate %}{{ dattes }}{% endif %}",
             "'dattes' is not known here; did you mean 'dates'?"),
            ("sentences: thanks", "see [here](javascript:x)",
             "in the phrase 'thanks': a document can't link to 'javascript:x'"),
            ("titles: introduction", "{% if dates %}x",
             "it can't be read: a {% if … %} isn't closed by {% endif %}"),
            ("titles: closing", "{{ gruop.name }}", "'gruop' is not known here; did you mean 'group'?"),
            ("titles: documents", "{{ group.nmae }}", "'nmae' is not known here; did you mean 'name'?"),
            ("front: originator", "{{ group.acronym|uper }}",
             "it can't be read: there is no filter 'uper'; did you mean 'upper'?"),
        ]
    ]  # fmt: skip
    assert not revision.can_be_written


def test_a_wording_with_which_a_report_cannot_be_made_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phrases that can be filled one by one may still make a report that can't: the last check drafts them all."""
    place = place_with(tmp_path)
    tried = []

    def problems(catalogue: Catalogue, records: Records) -> dict[str, str]:
        tried.append(catalogue.phrases["forms"]["span"])
        return {"one-11": "it is so", "nobody": "it isn't one of the reports that could be made"}

    monkeypatch.setattr(phrase_revision, "problems_with", problems)
    revision = revised(place, {"forms: span": "{{ first }} until {{ last }}"})
    assert tried == ["{{ first }} until {{ last }}"]
    assert found_in(revision) == [
        "table.docx: error unusable-wording: with the new wordings the report 'one-11' can't be made: it is so | "
        "look at the wordings that were changed"
    ]
    assert not revision.can_be_written


def test_braces_in_a_form_are_words(tmp_path: Path) -> None:
    """A form that is filled once more prints what stands in single braces; no report breaks on it."""
    place = place_with(tmp_path)
    four = plan("  - {key: introduction, content: [mandate]}\n", meetings="[11, 12, 13, 14]")
    (place.reports / "four.yaml").write_text(four)
    revision = revised(place, {"forms: span": "{{ first }} {to} {{ last }}"})
    assert found_in(revision) == []
    assert revision.can_be_written


def test_an_edit_of_a_phrase_that_was_edited_in_the_catalogue_too_is_a_conflict(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    path = table_of(place)
    change_catalogue(place, "closing: Concluding remarks", "closing: Final remarks")
    change_catalogue(place, "documents: Documents considered", "documents: Considered documents")
    sent_back(path, {"titles: closing": "Last remarks", "titles: introduction": "Beginning"})
    revision = read_revision(place, path)
    assert found_in(revision) == [
        "table.docx, row 'titles: closing', 'Last remarks': error conflict: the catalogue has changed since the table "
        "was made: it has 'Final remarks' now, the table 'Last remarks' | make the two the same, in the table or in "
        "the catalogue"
    ]  # fmt: skip
    assert changes_of(revision) == [("titles: introduction", "Beginning")]


def test_the_same_edit_in_table_and_catalogue_is_no_conflict(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    path = sent_back(table_of(place), {"titles: closing": "Last remarks"})
    change_catalogue(place, "closing: Concluding remarks", "closing: Last remarks")
    revision = read_revision(place, path)
    assert (revision.rewordings, revision.findings) == ((), ())


def test_rows_that_name_no_phrase_or_one_twice_are_errors(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        row_of(document, "titles: closing").cells[0].paragraphs[0].text = "titles: closng"
        repeat("titles: documents")(document)

    revision = revised(place_with(tmp_path), change=change)
    assert found_in(revision) == [
        "table.docx, table 2, row 4, 'Concluding remarks': error unknown-phrase: 'titles: closng' is no phrase of "
        "templates/phrases/en.yaml; did you mean 'titles: closing'? | give the row the name that it had, or take it "
        "out; a new phrase is added in the file",
        "table.docx, table 2, row 6, 'titles: documents': error repeated-row: the phrase has a second row: the first "
        "is table 2, row 5 | keep one of the two",
        "table.docx: warning missing-row: 1 phrase has no row any more: titles: closing | they stay as they are; to "
        "print nothing, empty the wording and leave the row",
    ]  # fmt: skip


def test_rows_that_are_gone_leave_their_phrases(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for name in ("general", "closing", "documents", "introduction"):
            take_out(f"titles: {name}")(document)

    revision = revised(place_with(tmp_path), change=change)
    assert found_in(revision) == [
        "table.docx: warning missing-row: 4 phrases have no row any more: titles: introduction, titles: general, "
        "titles: closing, 1 more | they stay as they are; to print nothing, empty the wording and leave the row"
    ]
    assert revision.can_be_written


def test_an_emptied_wording_is_a_warning_and_is_written(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    revision = revised(place, {"sentences: thanks-chair": ""})
    (message,) = found_in(revision)
    assert re.fullmatch(
        r"table\.docx, row 'sentences: thanks-chair', '.*…': warning empty-wording: the wording is empty: the phrase "
        r"will print nothing \| write words, if it is to print any",
        message,
    )
    write_revision(revision)
    assert '  thanks-chair: ""\n' in catalogue_of(place)


def test_a_space_that_is_lost_at_an_end_is_said(tmp_path: Path) -> None:
    revision = revised(
        place_with(tmp_path),
        {"openings: phrase": "At its {{ meetings_named }},", "forms: manner-virtual": "from afar"},
    )
    assert found_in(revision) == [
        "table.docx, row 'openings: phrase', 'At its {{ meetings_named }},': warning lost-space: the wording no "
        "longer ends with a space, which kept it apart from the words beside it | put the space back",
        "table.docx, row 'forms: manner-virtual', 'from afar': warning lost-space: the wording no longer begins with a "
        "space, which kept it apart from the words beside it | put the space back",
    ]


def test_an_edited_example_is_not_taken_and_said(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        row_of(document, "titles: closing").cells[2].paragraphs[0].text = "Last remarks"

    revision = revised(place_with(tmp_path), change=change)
    assert revision.rewordings == ()
    assert found_in(revision) == [
        "table.docx, row 'titles: closing', 'Last remarks': warning edited-example: the example was edited, and isn't "
        "taken: it is only what the wording prints | edit the wording beside it"
    ]


def test_a_row_without_its_mark_is_taken_only_where_it_says_the_same(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        for name in ("titles: closing", "titles: documents"):
            row_of(document, name).cells[0].paragraphs[1].text = ""
        row_of(document, "titles: documents").cells[1].paragraphs[0].text = "Documents"

    revision = revised(place_with(tmp_path), change=change)
    assert found_in(revision) == [
        "table.docx, row 'titles: documents', 'Documents': error lost-mark: the row has lost its grey mark, so nobody "
        "can say what was edited in it | put the mark back, or write the wording into templates/phrases/en.yaml "
        "yourself"
    ]  # fmt: skip


def test_cells_that_were_divided_or_joined_are_an_error(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        row = row_of(document, "titles: closing")
        row.cells[0].merge(row.cells[1])

    messages = found_in(revised(place_with(tmp_path), change=change))
    assert messages[0] == (
        "table.docx, table 2, row 4: error unfit-row: this row hasn't three cells as it had: name, wording, example | "
        "divide or join its cells again, or make a new table"
    )


def test_a_comment_is_said_not_to_be_taken(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        run = row_of(document, "titles: closing").cells[1].paragraphs[0].runs[0]
        document.add_comment(run, text="Say it otherwise", author="Chair")

    assert found_in(revised(place_with(tmp_path), change=change)) == [
        "table.docx, 'Say it otherwise': warning comment: a comment of Chair isn't taken: only the column of wordings "
        "is | write what it asks for into the wording"
    ]


def test_a_sign_that_no_record_can_hold_is_refused(tmp_path: Path) -> None:
    assert found_in(revised(place_with(tmp_path), {"titles: closing": "a\ufeffb"})) == [
        "table.docx, row 'titles: closing', 'a\ufeffb': error unprintable-character: the character U+FEFF can't stand "
        "in a document | delete it: it is invisible in Word, so retype the word"
    ]


def test_a_document_without_such_a_table_is_refused(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    with pytest.raises(CwgdraftError) as caught:
        read_revision(place, place.templates / "council-report.docx")
    assert caught.value.message == "council-report.docx holds no table of phrases"
    assert caught.value.help == (
        "give the table that 'cwgdraft template phrases --docx OUT.docx' wrote, revised in Word"
    )


def test_a_table_of_another_language_is_refused(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    with pytest.raises(CwgdraftError) as caught:
        read_revision(place, table_of(place), "fr")
    assert caught.value.message == "table.docx holds the phrases of 'en', not of 'fr'"
    assert caught.value.help == "leave --language out"


def test_a_table_of_a_language_that_has_no_catalogue_is_refused(tmp_path: Path) -> None:
    place = place_with(tmp_path)
    path = table_of(place)

    def change(document: Any) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text == "templates/phrases/en.yaml":
                paragraph.text = "templates/phrases/xx.yaml"

    with pytest.raises(CwgdraftError) as caught:
        read_revision(place, sent_back(path, change=change))
    assert caught.value.message == "there is no phrase catalogue for 'xx' in templates/phrases"
