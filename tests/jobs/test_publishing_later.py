"""Corrigenda and addenda: short documents of their own, made from the frozen text and the report as it is now."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from cwgdraft.draft import Block
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.compare import document_of
from cwgdraft.jobs.publishing.publish import Publication, publish
from cwgdraft.jobs.publishing.since import since_published
from cwgdraft.word.gate import read_file
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.draft_builders import ordinary, phrased
from tests.jobs.test_publishing import BOX, DATED, MINUTES, made, refused
from tests.repositories import edited

OTHER = "records/meetings/12.md"
SEEN = "The lamps were seen by the group, and the lamps were good."
LIST = "- one lamp;\n- two lamps.\n\na) first;\nb) second."
FOLLOWS = "Numbers that follow, and references to them, change accordingly."
Edit = tuple[str, str, str]


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    found = made(tmp_path / "group", DATED + BOX)
    edited(
        found, MINUTES, "See [[#presented]].", f"See [[#presented]]. {SEEN}\n\n{LIST}\n\nTo be taken away.\n\nThe end."
    )
    publish(found, "r", "C24/8")
    return found


def issued(place: Workspace, later: str, *edits: Edit, **options: object) -> Publication:
    for edit in edits:
        edited(place, *edit)
    return publish(place, "r", "C24/8", later=later, **options)  # type: ignore[arg-type]


def lines(done: Publication, name: str) -> list[str]:
    """Return the lines of a corrigendum or addendum below its box, without the closing rule and the signature."""
    text = ordinary((done.published.folder / f"{name}.txt").read_text(encoding="utf-8"))
    return text.splitlines()[2:-1] if name == "corrigendum" else text.splitlines()[2:-2]


def blocks(done: Publication, name: str) -> tuple[Block, ...]:
    return document_of((done.published.folder / f"{name}.docx").read_bytes(), name).draft.blocks


def test_a_corrigendum_is_a_document_of_its_own_beside_the_report_as_reissued(place: Workspace) -> None:
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"), date=dt.date(2024, 5, 20))
    assert [path.name for path in done.files] == [
        "report.docx", "report.txt", "corrigendum.docx", "corrigendum.txt", "redline.docx", "about.json",
    ]  # fmt: skip
    shown = [ordinary(block.text) for block in blocks(done, "corrigendum")]
    assert shown[2] == "Agenda item: PL 1.5\tDocument C24/8(Corr.1)-E 20 May 2024 Original: English"
    assert shown[3:] == [
        "Report by the Chair of the Council Working Group on Testing (CWG-TEST)",
        "Corrigendum 1 to Document C24/8-E: Report on the outcomes of the 11th and 12th meetings of CWG-TEST",
        "Purpose This corrigendum corrects Document C24/8-E of 2 May 2024.",
        "Paragraph 3.1.2.1 – For count the read count all",
        "_______________",
    ]
    assert "count all lamps" in (done.published.folder / "report.txt").read_text(encoding="utf-8")


def test_the_words_that_are_replaced_are_roman_and_the_words_around_them_in_italics(place: Workspace) -> None:
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    found = blocks(done, "corrigendum")[-2].runs
    assert [(run.text, run.strong, run.emphasis) for run in found] == [
        ("Paragraph 3.1.2.1", True, False), (" – ", False, False), ("For", False, True),
        (" count the ", False, False), ("read", False, True), (" count all", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((MINUTES, "were good", "were fair"), ["Paragraph 3.2.2 – For were good read were fair"]),
        ((MINUTES, SEEN, SEEN.replace("seen", "found").replace("good", "bad")),
         ["Paragraph 3.2.2 – For were seen read were found", "For were good read were bad"]),
        ((MINUTES, "- two lamps.", "- three lamps."), ["Paragraph 3.2.2, item 2 – For two lamps read three lamps"]),
        ((MINUTES, "b) second.", "b) another."), ["Paragraph 3.2.2, item b) – For second read another"]),
        ((MINUTES, "\n\nTo be taken away.", ""),
         ["Paragraph 3.2.3 – Delete To be taken away.", FOLLOWS]),
        ((OTHER, "Some members asked for more lamps.", "All that it wanted was light in each of its streets."),
         ["Paragraph 4.1 – For the existing text read", "4.1\tAll that it wanted was light in each of its streets."]),
        ((MINUTES, "b) second.", "b) new;\nc) second."),
         ["Insert after paragraph 3.2.2, item a)", "b)\tnew;",
          FOLLOWS]),
        ((MINUTES, "## Beta {#beta", "New on *beacons*.\n\n- dash.\n\n## Beta {#beta"),
         ["Insert after paragraph 3.1.2.2", "3.1.3\tNew on beacons.", "–\tdash.",
          FOLLOWS]),
        ((MINUTES, SEEN, SEEN.replace("good", "*good*")),
         ["Paragraph 3.2.2 – For the existing text read", f"3.2.2\tSee 3.1.1. {SEEN}"]),
        (("records/group.yaml", "title: Other business", "title: All other business"),
         ["Heading 4 – For Other business read All other business"]),
        (("records/reports/r.yaml", "to note this", "to approve this"),
         ["First page, under “Action required” – For to note this read to approve this"]),
        (("records/reports/r.yaml", "session: C24\n", "session: C24\ntitle: Report on lamps\n"),
         ["Title – For the outcomes of the 11th and 12th meetings of CWG-TEST read lamps"]),
    ],
)  # fmt: skip
def test_a_corrigendum_tells_each_kind_of_change(place: Workspace, edit: Edit, expected: list[str]) -> None:
    assert lines(issued(place, "Corr", edit), "corrigendum") == expected


def test_a_paragraph_that_moved_is_told_where_to(place: Workspace) -> None:
    words = "The caretaker of the tower told the group how the oil of its beacon is bought, stored and burnt."
    edited(place, MINUTES, "The end.", f"The end.\n\n{words}")
    publish(place, "r", "C24/8", later="Rev")
    done = issued(
        place, "Corr", (MINUTES, f"\n\n{words}", ""), (MINUTES, "{noted 3, INF/1}", f"{words}\n\n{{noted 3, INF/1}}")
    )
    assert lines(done, "corrigendum") == ["Paragraph 3.2.5 – Move to follow heading 3.2", FOLLOWS]


def test_a_second_corrigendum_corrects_the_text_as_the_first_left_it(place: Workspace) -> None:
    issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    done = issued(place, "Corr", (MINUTES, "all lamps;", "each lamp;"))
    text = ordinary((done.published.folder / "corrigendum.txt").read_text(encoding="utf-8")).splitlines()
    assert text[1] == "This corrigendum corrects Document C24/8-E of 2 May 2024, as it reads with C24/8(Corr.1)."
    assert text[2] == "Paragraph 3.1.2.1 – For all lamps read each lamp"


def test_a_corrigendum_is_against_the_last_revision(place: Workspace) -> None:
    issued(place, "Rev", (MINUTES, "the lamps;", "all lamps;"))
    done = issued(place, "Corr", (MINUTES, "were good", "were fair"))
    text = ordinary((done.published.folder / "corrigendum.txt").read_text(encoding="utf-8")).splitlines()
    assert text[1] == "This corrigendum corrects Document C24/8(Rev.1)-E of 2 May 2024."
    assert text[2] == "Paragraph 3.2.2 – For were good read were fair"


def test_a_change_of_look_is_nothing_to_correct(place: Workspace) -> None:
    path = place.templates / "council-report.docx"
    parts = dict(read_file(path))
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = re.sub(rb"(<w:rPrDefault>\s*<w:rPr>)", rb'\1<w:color w:val="FF0000"/>', styles)
    assert parts["word/styles.xml"] != styles
    path.write_bytes(pack(parts))
    for later, what in (("Corr", "no words differ from C24/8-E: there is nothing to correct"),
                        ("Add", "nothing is added to C24/8-E")):  # fmt: skip
        error = refused(place, "C24/8", later=later)
        assert ordinary(error.message) == what
        assert error.help == "publish a revision with --rev if the new look matters, else leave it as it is"
    assert publish(place, "r", "C24/8", later="Rev").published.symbol == "C24/8(Rev.1)"


def test_nothing_to_correct_is_refused(place: Workspace) -> None:
    error = refused(place, "C24/8", later="Corr")
    assert error.message == "nothing differs from C24/8 as it was published (2024-05-02)"


def test_an_addendum_has_only_what_is_added_and_is_signed(place: Workspace) -> None:
    done = issued(
        place,
        "Add",
        (OTHER, "for more lamps.", "for more lamps.\n\nOne spoke of *moths*.\n\n- and owls;\n- and bats."),
    )
    shown = [ordinary(block.text) for block in blocks(done, "addendum")]
    assert shown[4:] == [
        "Addendum 1 to Document C24/8-E: Report on the outcomes of the 11th and 12th meetings of CWG-TEST",
        "Purpose This addendum adds to Document C24/8-E of 2 May 2024.",
        "After paragraph 4.1",
        "4.2\tOne spoke of moths.",
        "and owls;",
        "and bats.",
        "A EXAMPLE",
        "Chair, CWG-TEST",
    ]
    assert lines(done, "addendum") == [
        "After paragraph 4.1",
        "4.2\tOne spoke of moths.",
        "–\tand owls;",
        "–\tand bats.",
    ]


def test_a_section_that_is_added_comes_with_its_heading(place: Workspace) -> None:
    done = issued(place, "Add", (MINUTES, "The end.", "The end.\n\n### Gamma\n\nOn gamma."))
    assert lines(done, "addendum") == ["After paragraph 3.2.4", "3.2.5\tGamma", "3.2.5.1\tOn gamma."]


def test_an_addendum_that_changes_what_was_published_is_refused(place: Workspace) -> None:
    edited(place, OTHER, "for more lamps.", "for more lamps.\n\nOne spoke of moths.")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    edited(place, MINUTES, "\n\nTo be taken away.", "")
    error = refused(place, "C24/8", later="Add")
    assert ordinary(error.message) == (
        "an addendum only adds to C24/8-E, and this changes what was published:\n"
        "    paragraph 3.1.2.1 (changed): count all\n"
        "    paragraph 3.2.3 (taken out): To be taken away."
    )
    assert error.help == ("publish a corrigendum with --corr, or a revision with --rev; or take these changes back")
    assert not (place.records / "published" / "C24-8-Add.1").exists()


def test_a_corrigendum_needs_a_published_text(tmp_path: Path) -> None:
    error = refused(made(tmp_path / "other", DATED + BOX), "C24/8(Corr.1)")
    assert error.message == "C24/8 isn't published yet"
    assert error.help == "publish C24/8 first, without a suffix"


def test_a_catalogue_without_the_words_says_which(place: Workspace) -> None:
    phrased(place.root, "  corrigendum-title:", "  corrigendum-heading:")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    assert "'corrigendum-title' is not a phrase under 'forms'" in refused(place, "C24/8", later="Corr").message
    assert not (place.records / "published" / "C24-8-Corr.1").exists()


def test_the_words_of_a_corrigendum_come_from_the_catalogue(place: Workspace) -> None:
    phrased(place.root, '"*For* {{ old }} *read* {{ new }}"', '"*Instead of* {{ old }} *put* {{ new }}"')
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    assert lines(done, "corrigendum") == ["Paragraph 3.1.2.1 – Instead of count the put count all"]


def test_nothing_differs_after_a_corrigendum(place: Workspace) -> None:
    issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    assert not since_published(place, "r").changed
    with pytest.raises(CwgdraftError):
        issued(place, "Corr")
