"""`cwgdraft template preview`: which report fills the template, what is written where, and how it ends."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.jobs.templates.preview import computed_origins
from cwgdraft.workspace import Workspace
from tests.draft_builders import ROOT, drafted, group, minutes, plan
from tests.repositories import NAMED
from tests.word_builders import texts

Capture = pytest.CaptureFixture[str]
LEGEND = "Preview: from the records"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def previewed(*words: str) -> int:
    return run(["template", "preview", *words])


def said(capsys: Capture) -> str:
    """Return what a command that failed has printed on stderr; nothing is on stdout."""
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


# --- files ----------------------------------------------------------------------------------------


def test_a_template_is_filled_with_the_first_report_that_has_it(place: Path, capsys: Capture) -> None:
    assert previewed("council-report") == 0
    printed = capsys.readouterr()
    assert printed.out == "build/preview/council-report-r.docx\nbuild/preview/council-report-r.pdf\n"
    assert printed.err.split("\n") == [
        "filled with r: 17 blocks",
        "the records have 2 open facts; to see them: cwgdraft build r",
        "",
    ]
    assert (place / "build/preview/council-report-r.pdf").read_bytes().startswith(b"%PDF")


def test_a_preview_is_byte_for_byte_what_a_build_with_the_template_makes(place: Path) -> None:
    shutil.copy("templates/council-report.docx", "trial.docx")
    assert previewed("trial.docx", "--report", "r", "--out", "seen") == 0
    assert run(["build", "r", "--template", "trial.docx", "--out", "built", "--pdf"]) == 0
    for suffix in ("docx", "pdf"):
        assert (place / f"seen/trial-r.{suffix}").read_bytes() == (place / f"built/r.{suffix}").read_bytes()


def test_a_tinted_preview_stands_beside_the_other_and_has_its_text_behind_a_legend(place: Path) -> None:
    assert previewed("council-report", "--no-pdf") == 0
    assert previewed("council-report", "--no-pdf", "--tint") == 0
    found = {path.name: texts(path.read_bytes()) for path in (place / "build/preview").glob("*") if path.is_file()}
    legend, *words = found["council-report-r-tinted.docx"]
    assert legend.startswith(LEGEND)
    assert words == found["council-report-r.docx"]
    assert sorted(found) == ["council-report-r-tinted.docx", "council-report-r.docx"]


def test_a_tinted_preview_is_no_draft(place: Path, capsys: Capture) -> None:
    assert previewed("council-report", "--no-pdf", "--tint") == 0
    capsys.readouterr()
    assert run(["status", "build/preview/council-report-r-tinted.docx"]) != 0


def test_a_preview_that_was_edited_is_kept_unless_forced(place: Path, capsys: Capture) -> None:
    assert previewed("council-report", "--no-pdf") == 0
    path = place / "build/preview/council-report-r.docx"
    made = path.read_bytes()
    path.write_bytes(b"edited")
    capsys.readouterr()
    assert previewed("council-report", "--no-pdf") == 2
    assert said(capsys) == (
        "error: council-report-r.docx isn't as a preview left it: another preview would lose what was edited since\n"
        "    help: keep it under another name, write elsewhere with --out, or give it up with --force\n"
    )
    assert path.read_bytes() == b"edited"
    assert previewed("council-report", "--no-pdf", "--force") == 0
    assert path.read_bytes() == made


def test_nothing_is_written_when_only_the_pdf_was_edited(place: Path) -> None:
    assert previewed("council-report") == 0
    path = place / "build/preview/council-report-r.docx"
    path.unlink()
    path.with_suffix(".pdf").write_bytes(b"edited")
    assert previewed("council-report") == 2
    assert not path.exists()


def test_a_preview_that_is_open_in_word_is_not_written(place: Path, capsys: Capture) -> None:
    (place / "build/preview").mkdir(parents=True)
    (place / "build/preview/~$uncil-report-r.docx").touch()
    assert previewed("council-report", "--no-pdf") == 2
    assert said(capsys) == (
        "error: council-report-r.docx is open in Word (~$uncil-report-r.docx is beside it)\n"
        "    help: close council-report-r.docx, or write elsewhere with --out; if nobody has it open, "
        "delete ~$uncil-report-r.docx\n"
    )


def test_findings_in_the_records_take_one_line(place: Path, capsys: Capture) -> None:
    path = place / "records/meetings/11.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n{notted 3}\n", encoding="utf-8")
    assert previewed("council-report", "--no-pdf") == 0
    assert capsys.readouterr().err == (
        "filled with r: 18 blocks\nthe records have 1 finding and 2 open facts; to see them: cwgdraft build r\n"
    )


# --- which template -------------------------------------------------------------------------------


def test_a_template_of_the_workspace_may_be_named_with_its_ending(place: Path) -> None:
    assert previewed("council-report.docx", "--no-pdf") == 0
    assert (place / "build/preview/council-report-r.docx").is_file()


def test_a_template_that_is_not_there_is_named_with_its_near_miss(place: Path, capsys: Capture) -> None:
    assert previewed("council-reprot") == 2
    assert said(capsys) == (
        "error: there is no template council-reprot.docx; did you mean 'council-report'?\n"
        "    help: use one of: council-report, council-report-2020, meeting-summary\n"
    )


def test_a_template_that_can_not_be_filled_is_an_error_and_leaves_no_file(place: Path, capsys: Capture) -> None:
    from tests.word_builders import changed, written

    def misspelt(xml: str) -> str:
        return xml.replace("{{ front.title }}", "{{ front.titel }}")

    written(place, changed("word/document.xml", misspelt), "trial.docx")
    assert previewed("trial.docx", "--tint") == 2
    assert said(capsys).startswith("error: the template trial.docx prints 'titel' in word/document.xml")
    assert not list(place.glob("build/preview/*.docx"))


def test_a_translated_template_is_filled_in_its_language(place: Path) -> None:
    shutil.copy("templates/council-report.docx", "templates/council-report.fr.docx")
    english = (place / "templates/phrases/en.yaml").read_text(encoding="utf-8")
    changed = english.replace("The Council is invited to note", "Le Conseil est invité à noter", 1)
    assert changed != english
    (place / "templates/phrases/fr.yaml").write_text(changed, encoding="utf-8")
    assert previewed("council-report.fr", "--no-pdf") == 0
    assert "Le Conseil est invité à noter" in "\n".join(
        texts((place / "build/preview/council-report.fr-r.docx").read_bytes())
    )


# --- which report ---------------------------------------------------------------------------------


def test_meetings_may_be_named_in_the_place_of_a_report(place: Path, capsys: Capture) -> None:
    assert previewed("council-report", "--report", "12 13", "--no-pdf") == 0
    printed = capsys.readouterr()
    assert printed.out == "build/preview/council-report-several-12-13.docx\n"
    assert printed.err.endswith("to see them: cwgdraft build 12 13\n")


def test_two_reports_are_one_too_many(place: Path, capsys: Capture) -> None:
    assert previewed("council-report", "--report", "r 11") == 2
    assert said(capsys) == "error: a preview is of one report: r, 11 are 2\n    help: name one of them\n"


def test_a_template_that_only_a_pattern_has_is_filled_with_the_last_meeting_that_has_minutes(
    place: Path, capsys: Capture
) -> None:
    assert previewed("meeting-summary", "--no-pdf") == 0
    assert capsys.readouterr().out == "build/preview/meeting-summary-one-13.docx\n"


def test_a_pattern_for_several_meetings_is_filled_with_the_last_two(place: Path, capsys: Capture) -> None:
    (place / "records/reports/r.yaml").unlink()
    assert previewed("council-report", "--no-pdf") == 0
    assert capsys.readouterr().out == "build/preview/council-report-several-12-13.docx\n"


def test_a_template_that_no_plan_has_is_filled_with_the_first_report(place: Path, capsys: Capture) -> None:
    shutil.copy("templates/council-report.docx", "trial.docx")
    assert previewed("trial.docx", "--no-pdf") == 0
    assert capsys.readouterr().out == "build/preview/trial-r.docx\n"


def test_without_a_meeting_there_is_nothing_to_fill_a_template_from(place: Path, capsys: Capture) -> None:
    for path in (place / "records/meetings").iterdir():
        path.unlink()
    (place / "records/reports/r.yaml").unlink()
    assert previewed("council-report") == 2
    assert said(capsys) == (
        "error: there is no record of a meeting to fill the template from\n"
        "    help: make one with 'cwgdraft new meeting 1', and write what was said\n"
    )


def test_the_templates_of_the_samples_can_be_previewed(tmp_path: Path, capsys: Capture) -> None:
    for folder in ("records", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("council-report", "meeting-summary"):
        assert run(["-w", str(tmp_path), "template", "preview", name, "--tint"]) == 0
    names = [Path(one).name for one in capsys.readouterr().out.split()]
    assert names == [
        "council-report-council-2025-tinted.docx",
        "council-report-council-2025-tinted.pdf",
        "meeting-summary-summary-40-tinted.docx",
        "meeting-summary-summary-40-tinted.pdf",
    ]


# --- what is computed -----------------------------------------------------------------------------


def computed(place: Workspace, *words: str) -> dict[str, bool]:
    """Return by the text of each block whether its words count as computed."""
    from cwgdraft.jobs.targets import load_targets

    report = drafted(place, *words)
    _, (target,) = load_targets(place, words)
    found = computed_origins(report, target.plan)
    return {block.text: block.origin in found for block in report.draft.blocks}


def test_sentences_of_the_catalogue_are_computed_and_statements_are_not(tmp_path: Path) -> None:
    found = computed(group(tmp_path, NAMED), "r")
    assert found["The secretariat presented Document CWG‑TEST‑11/2."] is False
    assert next(is_computed for text, is_computed in found.items() if "attended" in text) is True


def test_a_short_formula_is_computed(tmp_path: Path) -> None:
    found = computed(
        group(tmp_path, {**NAMED, **minutes("## Beta {#b topic=beta}\n\n{noted 2, 3}\n\nThey {left}.\n")}), "r"
    )
    assert found["They {left}."] is False
    assert next(is_computed for text, is_computed in found.items() if "noted" in text) is True


def test_headings_are_recorded_where_plan_or_outline_give_them_and_else_computed(tmp_path: Path) -> None:
    sections = (
        "  - {key: introduction, content: [attendance-and-officers]}\n"
        "  - {key: general, title: Own title, content: [documents-considered]}\n  - {topic: alpha}\n"
    )
    found = computed(group(tmp_path, {"records/reports/r.yaml": plan(sections)}), "r")
    assert {text: found[text] for text in ("Introduction", "Own title", "Alpha")} == {
        "Introduction": True,
        "Own title": False,
        "Alpha": False,
    }


def test_texts_of_the_box_are_computed_unless_the_plan_gives_them(tmp_path: Path) -> None:
    more = "session: C24\nbox: {purpose: Ours.}\n"
    sections = "  - {topic: alpha}\n"
    found = computed(group(tmp_path, {"records/reports/r.yaml": plan(sections, more)}), "r")
    assert {text: found[text] for text in ("Purpose", "Ours.", "Action required")} == dict.fromkeys(
        ("Purpose", "Ours.", "Action required"), False
    )
    assert next(is_computed for text, is_computed in found.items() if "is invited" in text) is True


def test_who_signs_is_recorded_and_the_office_computed(tmp_path: Path) -> None:
    found = computed(group(tmp_path, NAMED), "r")
    assert found["A EXAMPLE"] is False
    assert next(is_computed for text, is_computed in found.items() if re.match("Chair", text)) is True
