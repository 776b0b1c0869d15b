"""Adopting whole reports: nothing lost, nothing invented, nothing overwritten; texts and Word files, and back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.adopting.adopt import Adoption, adopt
from cwgdraft.jobs.build import BuildOptions, build
from cwgdraft.jobs.reading import document_lines, read_document
from cwgdraft.jobs.targets import load_targets
from cwgdraft.records.load import load_records
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.adopting_builders import HEAD, reported
from tests.document_builders import CORPUS, p, parts_of
from tests.draft_builders import drafted, group, lines, ordinary
from tests.word_builders import template_parts

TEXTS = ("meeting-40-summary", "meetings-41-42-council-2025", "meetings-43-44-council-2026")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of published reports isn't here")


def take(folder: Path, text: str, name: str = "report.txt", into: str = "archive") -> Adoption:
    """Adopt a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return adopt([path], folder / into)


def unnamed(found: Adoption) -> list[tuple[str, str, str]]:
    """Return what came back otherwise and nobody knows why."""
    return [(one.label, one.source, one.built) for each in found.returns for one in each.differences if not one.reason]


def as_lines(text: str) -> list[str]:
    """Return a text's paragraphs with each white space once, a TAB between label and words."""
    return ["\t".join(part.strip() for part in line.strip("\t").split("\t")) for line in text.splitlines()]


def typed(text: str) -> bytes:
    """Return a Word file without any style, list or heading: its numbers are typed."""
    body = []
    for line in text.splitlines():
        escaped = line.lstrip("\t").replace("&", "&amp;").replace("<", "&lt;")
        runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in escaped.split("\t"))
        body.append(p(f"<w:r>{runs}</w:r>"))
    return pack(template_parts() | {"word/document.xml": parts_of("".join(body))["word/document.xml"]})


# --- texts ------------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(
        ["lamps", "streets", "R&D", "(a view)", "“quoted”", "10 %", "Ms", "<b>", "é", "2 * 3", "x_y", "#5", "…"]
    ),
    min_size=1,
    max_size=5,
).map(" ".join)  # fmt: skip
LISTS = st.sampled_from([[], ["–", "–"], ["a)", "b)", "c)"], ["i.", "ii."], ["1)", "2)"], ["•"]])


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Return a report with sections, sub-paragraphs, lists, headings without number and headings that run in."""
    found = [HEAD.rstrip("\n")]
    last = draw(st.integers(1, 3))
    for section in range(1, last + 1):
        found.append(f"{section}\tLamps of the town, part {section}")
        for number in range(1, draw(st.integers(1, 3)) + 1):
            if number > 1 and draw(st.booleans()):
                found.append(f"Lamps on the road number {number}")
            found.append(f"{section}.{number}\tThe group noted {draw(WORDS)} in part {section}.")
            found += [
                f"{section}.{number}.{one}\tThe group asked for {draw(WORDS)}."
                for one in range(1, draw(st.integers(0, 2)) + 1)
            ]
            found += [f"{mark}\tthe {draw(WORDS)};" for mark in draw(LISTS)]
    if draw(st.booleans()):
        found.append(f"{last + 1}\tClosing: The group closed.")
    return "\n".join(found) + "\n"


@settings(max_examples=50, deadline=None)
@given(reports())
def test_a_report_that_is_adopted_and_drafted_has_the_text_that_it_had(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = take(Path(folder), text)
        assert [one.line.number for one in sorted(found.fates, key=lambda one: one.line.number)] == list(
            range(1, len(text.splitlines()) + 1)
        )
        assert all(one.is_taken for one in found.fates)
        assert lines(drafted(Workspace(Path(folder) / "archive"), "report")) == as_lines(text)


@pytest.mark.parametrize(
    "box",
    [
        "Purpose\nLamps.\nAction required\nTo note them.\n",
        "Summary\nLamps.\nMore.\nAction required\nTo note them.\n_______________\nReferences\nPP Resolution 901\n",
        "Action required\nTo note them.\n",
        "Purpose\nLamps.\nRelevant link(s) with the Strategic Plan\nNone.\nFinancial implications\nNone.\n",
        "",
    ],
    ids=["purpose", "summary, rule, references", "action alone", "link and finances", "none"],
)
def test_every_layout_of_the_box_comes_back(tmp_path: Path, box: str) -> None:
    words = "The 11th and 12th meetings of the Council Working Group on Lamps (CWG-TEST) were held in Geneva."
    body = f"1\tIntroduction\n1.1\t{words}\n"
    found = take(tmp_path, box + body)
    assert unnamed(found) == []
    assert lines(drafted(Workspace(tmp_path / "archive"), "report")) == as_lines(box + body)


def test_nothing_stands_in_the_records_that_the_source_doesnt_say(tmp_path: Path) -> None:
    take(tmp_path, reported("The 11th meeting noted lamps.", "Mr Bo Sample asked for Document CWG-TEST-11/4 by May."))
    records = load_records(Workspace(tmp_path / "archive"))
    facts = records.meetings[11].facts
    assert (facts.dates, facts.place, facts.chair, facts.attendance, facts.totals) == (None,) * 5
    assert list(facts.documents) == ["4"]
    assert facts.documents["4"].title is None
    assert not records.meetings[12].facts.documents
    (who,) = records.people.values()
    assert (who.title, who.given, who.family, who.country) == ("Mr", "Bo", "Sample", None)


def test_names_of_files_and_folders_may_have_spaces_and_other_signs(tmp_path: Path) -> None:
    found = take(tmp_path, reported("The group met."), "Rapport final (é) n° 3.txt", "the archive of 2024")
    assert found.reports == ("rapport-final-e-n-3",)
    assert (
        lines(drafted(Workspace(tmp_path / "the archive of 2024"), "rapport-final-e-n-3"))[-1] == "1.1\tThe group met."
    )


def test_two_files_of_one_name_become_two_reports(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(reported(f"The group {folder} met."), encoding="utf-8")
    found = adopt([tmp_path / "a" / "report.txt", tmp_path / "b" / "report.txt"], tmp_path / "archive")
    assert found.reports == ("report", "report-2")
    assert unnamed(found) == []


# --- workspaces that are there ----------------------------------------------------------------------


def bytes_of(place: Workspace) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in place.root.rglob("*") if one.is_file()}


@pytest.mark.parametrize(("ending", "mark"), [("\n", ""), ("\r\n", ""), ("\r\n", "\ufeff")])
def test_registers_get_entries_and_keep_every_other_byte(tmp_path: Path, ending: str, mark: str) -> None:
    place = group(tmp_path / "work", templates=True)
    path = place.registers / "people.yaml"
    path.write_bytes((mark + path.read_text(encoding="utf-8").replace("\n", ending)).encode())
    before = bytes_of(place)
    words = "The meetings were chaired by Ms Ann Lamp (Utopia), in line with PP Resolution 77 (Rev. Lamp City, 2022)."
    take(tmp_path, reported(words), into="work")
    after = bytes_of(place)
    changed = {one.name for one in before if after[one] != before[one]}
    assert changed == {"people.yaml", "resolutions.yaml", "sessions.yaml"}
    new = f"  lamp: {{title: Ms, given: Ann, family: Lamp, country: Utopia}}{ending}".encode()
    assert after[path] == before[path] + new
    assert {one.name for one in after.keys() - before.keys()} >= {"report.yaml", "report.md"}


def test_a_dry_run_changes_nothing_in_a_workspace_that_is_there(tmp_path: Path) -> None:
    place = group(tmp_path / "work", templates=True)
    before = bytes_of(place)
    source = tmp_path / "report.txt"
    source.write_text(reported("Mr New Lamp (Utopia) spoke."), encoding="utf-8")
    wet = adopt([source], place.root, dry_run=True)
    assert bytes_of(place) == before
    assert "records/registers/people.yaml" in wet.files


def test_what_cant_be_adopted_changes_nothing(tmp_path: Path) -> None:
    place = group(tmp_path / "work", templates=True)
    before = bytes_of(place)
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(reported("Mr New Lamp (Utopia) spoke."), encoding="utf-8")
    bad.write_text("Dear all,\nplease find lamps.\n", encoding="utf-8")
    with pytest.raises(CwgdraftError, match=r"bad\.txt names no meeting that it reports on"):
        adopt([good, bad], place.root)
    assert bytes_of(place) == before


# --- Word -------------------------------------------------------------------------------------------


def word_of(place: Workspace, *words: str) -> Path:
    """Build a report as a Word file and return it."""
    records, (target,) = load_targets(place, words)
    return next(one for one in build(place, records, target, BuildOptions()).files if one.suffix == ".docx")


def body_of(path: Path) -> list[str]:
    return [ordinary(one) for one in document_lines(read_document(path)) if one.strip()]


@pytest.mark.parametrize("words", [("11", "12"), ("11",)], ids=["combined report", "summary"])
def test_a_word_file_that_we_built_is_adopted_and_built_again_and_again(tmp_path: Path, words: tuple[str, ...]) -> None:
    place = group(tmp_path / "work", templates=True)
    before = word_of(place, *words)
    found = adopt([before], tmp_path / "archive")
    assert unnamed(found) == []
    again = word_of(Workspace(tmp_path / "archive"), *found.reports)
    second = adopt([again], tmp_path / "second")
    assert unnamed(second) == []
    first_words = [one.line.text for one in found.fates if one.is_taken and not one.where.endswith(": signature")]
    assert {ordinary(one) for one in first_words} - {ordinary(one.line.text) for one in second.fates} == set()


def test_typed_numbers_in_word_are_read_as_in_a_text(tmp_path: Path) -> None:
    text = reported("The 11th meeting was held on 5 February 2024.", "The group noted:") + "a)\tlamps;\nb)\tlights.\n"
    take(tmp_path, text)
    (tmp_path / "report.docx").write_bytes(typed(text))
    found = adopt([tmp_path / "report.docx"], tmp_path / "word")
    assert unnamed(found) == []
    one, other = Workspace(tmp_path / "archive"), Workspace(tmp_path / "word")
    assert lines(drafted(one, "report")) == lines(drafted(other, "report")) == as_lines(text)


# --- published reports ------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", TEXTS)
def test_a_published_report_in_word_with_typed_numbers_comes_back(tmp_path: Path, name: str) -> None:
    source = tmp_path / f"{name}.docx"
    source.write_bytes(typed((CORPUS / f"{name}.txt").read_text(encoding="utf-8")))
    found = adopt([source], tmp_path / "archive")
    (back,) = found.returns
    assert unnamed(found) == []
    assert back.paragraphs.held == back.paragraphs.all
    assert back.facts.held >= 0.9 * back.facts.all


@needs_corpus
@pytest.mark.parametrize("name", TEXTS)
def test_a_published_report_is_adopted_built_in_word_and_adopted_again(tmp_path: Path, name: str) -> None:
    first = adopt([CORPUS / f"{name}.txt"], tmp_path / "archive")
    again = word_of(Workspace(tmp_path / "archive"), *first.reports)
    second = adopt([again], tmp_path / "second")
    (back,) = second.returns
    assert unnamed(second) == []
    assert back.paragraphs.held == back.paragraphs.all
    assert back.facts.held >= 0.9 * back.facts.all
    told = {ordinary(one.line.text) for one in second.fates}
    lost = [one.line.text for one in first.fates if one.is_taken and ordinary(one.line.text) not in told]
    named = {one.source for each in first.returns for one in each.differences}
    assert [one for one in lost if one not in named and one.strip("_")] == []


# --- afterwards -------------------------------------------------------------------------------------


def test_words_that_are_moved_into_minutes_as_the_manual_says_come_out_at_their_place(tmp_path: Path) -> None:
    text = reported("Lamps were lit.", "The group asked for light.", "Lamps went out.")
    take(tmp_path, text)
    place = Workspace(tmp_path / "archive")
    words, plan = place.reports / "report.md", place.reports / "report.yaml"
    own = words.read_text(encoding="utf-8")
    assert "\nThe group asked for light.\n\nLamps went out.\n" in own
    before, _, after = own.partition("\nThe group asked for light.\n")
    words.write_text(f"{before}\n## Later {{#later}}\n{after}", encoding="utf-8")
    (place.meetings / "11.md").write_text(
        "## Light {#light}\n\nThe group asked for light. {#request}\n", encoding="utf-8"
    )
    content = plan.read_text(encoding="utf-8")
    assert "content: [words]" in content
    plan.write_text(content.replace("content: [words]", "content: [words, 11#request, words later]"), encoding="utf-8")
    assert lines(drafted(place, "report")) == as_lines(text)
