"""Corrigenda and addenda: short documents of their own, made from the frozen text and the report as it is now."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from cwgdraft.draft import Block
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.compare import document_of
from cwgdraft.jobs.publishing.kept import Whole, load_published
from cwgdraft.jobs.publishing.publish import Publication, publish
from cwgdraft.jobs.publishing.since import since_published
from cwgdraft.jobs.publishing.spots import Spot
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.word.gate import read_file
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.draft_builders import ordinary, phrased
from tests.jobs.test_publishing import BOX, DATED, LATER, MINUTES, made, refused
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
    return publish(place, "r", "C24/8", later=later, **{"date": LATER, **options})  # type: ignore[arg-type]


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
        "Paragraph 3.1.2.1 – For count the lamps read count all lamps",
        "_______________",
    ]
    assert "count all lamps" in (done.published.folder / "report.txt").read_text(encoding="utf-8")


def test_the_words_that_are_replaced_are_roman_and_the_words_around_them_in_italics(place: Workspace) -> None:
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    found = blocks(done, "corrigendum")[-2].runs
    assert [(run.text, run.strong, run.emphasis) for run in found] == [
        ("Paragraph 3.1.2.1", True, False), (" – ", False, False), ("For", False, True),
        (" count the lamps ", False, False), ("read", False, True), (" count all lamps", False, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ((MINUTES, "were good", "were fair"), ["Paragraph 3.2.2 – For lamps were good read lamps were fair"]),
        ((MINUTES, SEEN, SEEN.replace("seen", "found").replace("good", "bad")),
         ["Paragraph 3.2.2 – For lamps were seen read lamps were found", "For lamps were good read lamps were bad"]),
        ((MINUTES, "- two lamps.", "- three lamps."),
         ["Paragraph 3.2.2, second dash – For two lamps read three lamps"]),
        ((MINUTES, "\n- two lamps.", ""), ["Paragraph 3.2.2, second dash – Delete the item"]),
        ((MINUTES, "- one lamp;\n", "- one lamp;\n  - a lantern;\n"),
         ["Insert after paragraph 3.2.2, first dash", "–\ta lantern;"]),
        ((MINUTES, "b) second.", "b) another."), ["Paragraph 3.2.2, item b) – For second read another"]),
        ((MINUTES, "\n\nTo be taken away.", ""),
         ["Paragraph 3.2.3 – Delete the paragraph", FOLLOWS]),
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
         ["First page, under “Action required” – For invited to note this report read invited to approve this report"]),
        (("records/reports/r.yaml", "session: C24\n", "session: C24\ntitle: Report on lamps\n"),
         ["Title – For Report on the outcomes of the 11th and 12th meetings of CWG-TEST read Report on lamps"]),
    ],
)  # fmt: skip
def test_a_corrigendum_tells_each_kind_of_change(place: Workspace, edit: Edit, expected: list[str]) -> None:
    assert lines(issued(place, "Corr", edit), "corrigendum") == expected


def test_a_paragraph_that_moved_is_told_where_to(place: Workspace) -> None:
    words = "The caretaker of the tower told the group how the oil of its beacon is bought, stored and burnt."
    edited(place, MINUTES, "The end.", f"The end.\n\n{words}")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    done = issued(
        place, "Corr", (MINUTES, f"\n\n{words}", ""), (MINUTES, "{noted 3, INF/1}", f"{words}\n\n{{noted 3, INF/1}}")
    )
    assert lines(done, "corrigendum") == ["Paragraph 3.2.5 – Move to follow heading 3.2", FOLLOWS]


def test_a_second_corrigendum_corrects_the_text_as_the_first_left_it(place: Workspace) -> None:
    issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    done = issued(place, "Corr", (MINUTES, "all lamps;", "each lamp;"))
    text = ordinary((done.published.folder / "corrigendum.txt").read_text(encoding="utf-8")).splitlines()
    assert text[1] == "This corrigendum corrects Document C24/8-E of 2 May 2024, as it reads with C24/8(Corr.1)."
    assert text[2] == "Paragraph 3.1.2.1 – For count all lamps read count each lamp"


def test_a_corrigendum_is_against_the_last_revision(place: Workspace) -> None:
    issued(place, "Rev", (MINUTES, "the lamps;", "all lamps;"))
    done = issued(place, "Corr", (MINUTES, "were good", "were fair"))
    text = ordinary((done.published.folder / "corrigendum.txt").read_text(encoding="utf-8")).splitlines()
    assert text[1] == "This corrigendum corrects Document C24/8(Rev.1)-E of 20 May 2024."
    assert text[2] == "Paragraph 3.2.2 – For lamps were good read lamps were fair"


def test_a_change_of_look_is_nothing_to_correct(place: Workspace) -> None:
    path = place.templates / "council-report.docx"
    parts = dict(read_file(path))
    styles = parts["word/styles.xml"]
    parts["word/styles.xml"] = re.sub(rb"(<w:rPrDefault>\s*<w:rPr>)", rb'\1<w:color w:val="FF0000"/>', styles)
    assert parts["word/styles.xml"] != styles
    path.write_bytes(pack(parts))
    for later, what in (("Corr", "no words differ from C24/8-E: there is nothing to correct"),
                        ("Add", "nothing is added to C24/8-E")):  # fmt: skip
        error = refused(place, "C24/8", later=later, date=LATER)
        assert ordinary(error.message) == what
        assert error.help == "publish a revision with --rev if the new look matters, else leave it as it is"
    assert publish(place, "r", "C24/8", later="Rev", date=LATER).published.symbol == "C24/8(Rev.1)"


def test_places_are_counted_in_words_and_dashes_named_as_dashes(place: Workspace) -> None:
    edited(place, MINUTES, "- two lamps.", "- two lamps:\n  * red;\n  * green.\n- three lamps.")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    done = issued(place, "Corr", (MINUTES, "  * green.", "  * blue."), (MINUTES, "- three lamps.", "- four lamps."))
    assert lines(done, "corrigendum") == [
        "Paragraph 3.2.2, second dash, second bullet – For green read blue",
        "Paragraph 3.2.2, third dash – For three lamps read four lamps",
    ]


@pytest.mark.parametrize(("number", "nth"), [(1, "first"), (3, "third"), (9, "ninth"), (10, "10th"), (12, "12th")])
def test_an_unnumbered_paragraph_is_counted_as_the_house_writes_numbers(
    place: Workspace, number: int, nth: str
) -> None:
    spot = Spot((("section", "4"), ("text", str(number))))
    assert spot.words(load_catalogue(place, "en")) == f"section 4, {nth} paragraph"


def test_the_whole_text_keeps_the_symbol_and_date_of_the_document_that_is_corrected(place: Workspace) -> None:
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    short, whole = blocks(done, "corrigendum")[2].text, blocks(done, "report")[2].text
    assert "Document C24/8(Corr.1)-E 20 May 2024" in ordinary(short)
    assert "Document C24/8-E 2 May 2024" in ordinary(whole)
    about = json.loads((done.published.folder / "about.json").read_text(encoding="utf-8"))
    assert (about["symbol"], about["date"]) == ("C24/8(Corr.1)", "2024-05-20")
    assert about["text"] == {"symbol": "C24/8", "date": "2024-05-02", "includes": ["C24/8(Corr.1)"]}
    later = issued(place, "Corr", (MINUTES, "all lamps;", "each lamp;"), date=dt.date(2024, 5, 21))
    assert later.published.whole == Whole("C24/8", "2024-05-02", ("C24/8(Corr.1)", "C24/8(Corr.2)"))
    assert load_published(place)[-1] == later.published
    assert blocks(later, "redline")[2] == blocks(later, "report")[2]


def test_what_is_issued_as_a_whole_bears_its_own_symbol(place: Workspace) -> None:
    done = issued(place, "Rev", (MINUTES, "the lamps;", "all lamps;"))
    assert "Document C24/8(Rev.1)-E 20 May 2024" in ordinary(blocks(done, "report")[2].text)
    assert b'"text"' not in done.files[-1].read_bytes()


def test_what_follows_wants_a_date_of_its_own(place: Workspace) -> None:
    edited(place, MINUTES, "the lamps;", "all lamps;")
    for later in ("Rev", "Corr", "Add"):
        error = refused(place, "C24/8", later=later)
        assert error.message == (
            f"C24/8({later}.1) has no date of its own:"
            " the plan's, 2024-05-02, is no later than that of C24/8 (2024-05-02)"
        )
        assert error.help == "say the day on which it is issued, with --date"
    error = refused(place, "C24/8", later="Rev", date=dt.date(2024, 5, 1))
    assert error.message == "C24/8(Rev.1) can't be of 2024-05-01: C24/8, which it follows, is of 2024-05-02"
    assert error.help == "say a later day with --date, 2024-05-02 at the earliest"
    edited(place, "records/reports/r.yaml", "date: 2024-05-02", "date: 2024-05-10")
    assert publish(place, "r", "C24/8", later="Rev").published.date == "2024-05-10"


def test_nothing_to_correct_is_refused(place: Workspace) -> None:
    error = refused(place, "C24/8", later="Corr", date=LATER)
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
    error = refused(place, "C24/8", later="Add", date=LATER)
    assert ordinary(error.message) == (
        "an addendum only adds to C24/8-E, and this changes what was published:\n"
        "    paragraph 3.1.2.1 (changed): count all lamps\n"
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
    assert (
        "'corrigendum-title' is not a phrase under 'forms'" in refused(place, "C24/8", later="Corr", date=LATER).message
    )
    assert not (place.records / "published" / "C24-8-Corr.1").exists()


def test_the_words_of_a_corrigendum_come_from_the_catalogue(place: Workspace) -> None:
    phrased(place.root, '"*For* {{ old }} *read* {{ new }}"', '"*Instead of* {{ old }} *put* {{ new }}"')
    done = issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    assert lines(done, "corrigendum") == ["Paragraph 3.1.2.1 – Instead of count the lamps put count all lamps"]


def test_nothing_differs_after_a_corrigendum(place: Workspace) -> None:
    issued(place, "Corr", (MINUTES, "the lamps;", "all lamps;"))
    assert not since_published(place, "r").changed
    with pytest.raises(CwgdraftError):
        issued(place, "Corr")
