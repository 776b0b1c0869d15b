"""`cwgdraft template intake`: whether a revised template can be taken, what it changes, and taking it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.draft import StoryKind
from cwgdraft.word.documents import read_draft
from cwgdraft.word.gate import Parts, read_file
from cwgdraft.word.package import pack
from tests.draft_builders import group
from tests.repositories import NAMED
from tests.witnesses.test_validity import findings_of
from tests.word_builders import changed, template_parts

Capture = pytest.CaptureFixture[str]
BODY = "<w:p><w:r><w:t>{{p body }}"
KEPT = Path("templates/.replaced")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sent(parts: Parts, name: str = "new.docx") -> Path:
    """Return the file that a chair sent back."""
    path = Path(name)
    path.write_bytes(pack(parts))
    return path


def revised(text: str = "Considered by {{ front.group }}") -> Parts:
    """Return the template with a paragraph more."""
    return changed("word/document.xml", lambda xml: xml.replace(BODY, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>{BODY}"))


def intake(*words: str, name: str = "council-report") -> int:
    return run(["template", "intake", "new.docx", "--as", name, *words])


def comments(path: Path) -> list[str]:
    """Return the comments of a Word file, each as its text behind the words that it is about."""
    draft = read_draft(read_file(path), path.stem)
    found = [one for one in draft.stories if one.kind is StoryKind.COMMENT]
    return [f"{one.excerpt} | {' / '.join(block.text for block in one.blocks)}" for one in found]


# --- verdict --------------------------------------------------------------------------------------


def test_a_template_without_errors_can_be_taken_and_nothing_is_replaced(place: Path, capsys: Capture) -> None:
    before = Path("templates/council-report.docx").read_bytes()
    sent(revised())
    assert intake() == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "This template can be taken as 'council-report'.",
        "found in it: nothing found",
        "fields gained: front.group",
        "its own words and looks: 1 inserted",
        "r: 1 inserted",
        "build/intake/council-report.html",
        "build/intake/council-report-answer.docx",
    ]
    assert printed.err == "to take it: cwgdraft template intake new.docx --as council-report --accept\n"
    assert Path("templates/council-report.docx").read_bytes() == before
    assert not KEPT.exists()


def test_a_template_with_errors_can_not(place: Path, capsys: Capture) -> None:
    sent(revised("By {{ front.gruop }} {% if front.title %}"))
    before = Path("templates/council-report.docx").read_bytes()
    assert intake("--accept") == 1
    printed = capsys.readouterr()
    assert printed.out.startswith(
        "This template can't be taken as 'council-report': 2 errors in the template.\n"
        "new.docx, paragraph 10, '{{ front.gruop }}': error unknown-field: no report has 'front.gruop'; "
        "did you mean 'front.group'?\n"
    )
    assert printed.err == "not taken: nothing was replaced\n"
    assert Path("templates/council-report.docx").read_bytes() == before


def test_warnings_are_said_and_stop_nothing(place: Path, capsys: Capture) -> None:
    sent(revised("{% set name = front.title %}"))
    assert intake() == 0
    assert "This template can be taken as 'council-report'; 1 warning to look at.\n" in capsys.readouterr().out


def test_what_is_gained_and_lost_is_named(place: Path, capsys: Capture) -> None:
    def change(xml: str) -> str:
        xml = xml.replace("{{ front.originator }}", "{{ group.long_name }}")
        return re.sub(r"<w:p>(?:(?!</w:p>).)*\{# sample: closing rule #\}.*?</w:p>", "", xml)

    sent(changed("word/document.xml", change))
    assert intake("--json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["contract"] == {
        "fields_gained": ["group.long_name"],
        "fields_lost": ["front.originator"],
        "samples_gained": [],
        "samples_lost": ["closing rule"],
    }
    assert {one["rule"] for one in data["findings"]} == {"lost-field", "missing-sample"}
    assert data["can_be_taken"] is True


def test_a_sample_that_a_report_needs_is_an_error(place: Path, capsys: Capture) -> None:
    sent(changed("word/document.xml", lambda xml: xml.replace("{# sample: numbered 2 #}", "")))
    assert intake() == 1
    assert (
        "error missing-sample: there is no sample for 'numbered 2': 6 blocks of r would be lost"
        in capsys.readouterr().out
    )


def test_a_restyled_sample_shows_in_every_report(place: Path, capsys: Capture) -> None:
    parts = template_parts()
    styles = parts["word/styles.xml"].decode()
    old = re.search(r'<w:style [^>]*w:styleId="Numbered2">.*?</w:style>', styles)
    assert old is not None
    new = old[0].replace("</w:style>", '<w:rPr><w:color w:val="1F4E79"/></w:rPr></w:style>')
    parts["word/styles.xml"] = styles.replace(old[0], new).encode()
    sent(parts)
    assert intake() == 0
    printed = capsys.readouterr().out
    assert "r: 1 formatted\n" in printed
    assert "style that looks otherwise: Numbered 2 (colour: 1F4E79)\n" in printed
    (verdict,) = [one for one in comments(Path("build/intake/council-report-answer.docx")) if "can be taken" in one]
    assert "Style that looks otherwise: Numbered 2 (colour: 1F4E79)" in verdict
    page = Path("build/intake/council-report.html").read_text(encoding="utf-8")
    assert "colour: 1F4E79" in page


# --- page and answer --------------------------------------------------------------------------------


def test_the_page_says_everything_and_fetches_nothing(place: Path, capsys: Capture) -> None:
    sent(revised("Considered by {{ front.group }} &amp; &lt;others&gt;"))
    intake()
    page = Path("build/intake/council-report.html").read_text(encoding="utf-8")
    assert "This template can be taken as &#39;council-report&#39;." in page
    assert "It was filled with made-up values, each looked for in the result, and with r." in page
    assert "<dd>front.group</dd>" in page
    assert "<ins>Considered by {{ front.group }} &amp; &lt;others&gt;</ins>" in page
    assert "Considered by Council Working Group on Testing &amp; &lt;others&gt;" in page
    assert not re.search(r"(?:src|href)=|<script", page)


def test_the_page_of_a_template_with_errors_names_each_at_its_place(place: Path, capsys: Capture) -> None:
    sent(revised("By {{ front.gruop }}"))
    intake()
    page = Path("build/intake/council-report.html").read_text(encoding="utf-8")
    assert "paragraph 10: <q>{{ front.gruop }}</q> <code>unknown-field</code>" in page
    assert "It wasn't filled: the errors stop it." in page
    assert "None was made with it: the errors in the template come first." in page


def test_the_answer_is_the_template_with_the_verdict_and_comments_at_their_places(place: Path, capsys: Capture) -> None:
    sent(revised("By {{ front.gruop }}"))
    intake()
    answer = Path("build/intake/council-report-answer.docx")
    found = comments(answer)
    assert found[0].startswith(
        "{{ front.session }} | This template can't be taken as 'council-report': 1 error in the template."
    )
    assert (
        "By {{ front.gruop }} | Error: no report has 'front.gruop'; did you mean 'front.group'? / Words: "
        "{{ front.gruop }} / What to do: 'front' has session, session_dates, group, meeting, agenda_item, "
        "document, symbol, date, original, originator, title, website / [unknown-field]"
    ) in found
    assert "By {{ front.gruop }} | Compared with the present template: inserted" in found
    assert findings_of(answer) == ""


def test_an_answer_that_was_mended_can_be_sent_back_with_its_comments(place: Path, capsys: Capture) -> None:
    sent(revised("By {{ front.gruop }}"))
    intake()
    parts = read_file(Path("build/intake/council-report-answer.docx"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"front.gruop", b"front.group")
    sent(parts)
    capsys.readouterr()
    assert intake("--accept") == 0
    taken = read_file(Path("templates/council-report.docx"))
    assert b"commentReference" not in taken["word/document.xml"]
    assert b"<w:comment " not in taken.get("word/comments.xml", b"")
    assert run(["template", "check", "council-report"]) == 0


def test_a_change_in_a_cell_is_commented_in_that_cell(place: Path, capsys: Capture) -> None:
    def cells(*texts: str) -> str:
        row = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in texts)
        return f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{row}</w:tr></w:tbl>"

    def with_table(*texts: str) -> Parts:
        return changed("word/document.xml", lambda xml: xml.replace(BODY, f"{cells(*texts)}{BODY}"))

    sent(with_table("Chair of the group", "Words of the chair"))
    assert intake("--accept") == 0
    sent(with_table("Chair of the group", "Words of the chair and more"))
    assert intake() == 0
    (comment,) = [one for one in comments(Path("build/intake/council-report-answer.docx")) if "Compared" in one]
    assert comment == (
        "Words of the chair and more | Compared with the present template: changed / It was: Words of the chair"
    )


def test_the_page_of_a_new_template_says_with_what_it_was_tried(place: Path, capsys: Capture) -> None:
    sent(revised())
    assert intake("--new", name="our-own") == 0
    page = Path("build/intake/our-own.html").read_text(encoding="utf-8")
    assert "No report is made with this template yet; it was only tried with r." in page


# --- taking it --------------------------------------------------------------------------------------


def test_an_accepted_template_takes_the_place_of_the_old_one_which_is_kept(place: Path, capsys: Capture) -> None:
    before = Path("templates/council-report.docx").read_bytes()
    path = sent(revised())
    assert intake("--accept") == 0
    assert Path("templates/council-report.docx").read_bytes() == path.read_bytes()
    (kept,) = KEPT.iterdir()
    assert kept.read_bytes() == before
    assert capsys.readouterr().err.splitlines() == [
        "taken: templates/council-report.docx",
        f"the template before it is kept: {kept}",
        f"    to go back: cwgdraft template intake {kept} --as council-report --accept",
    ]
    assert run(["template", "intake", str(kept), "--as", "council-report", "--accept"]) == 0
    assert Path("templates/council-report.docx").read_bytes() == before
    assert len(list(KEPT.iterdir())) == 2


def test_the_same_template_again_keeps_nothing(place: Path, capsys: Capture) -> None:
    shutil.copy("templates/council-report.docx", "new.docx")
    assert intake("--accept") == 0
    assert "its own words and looks: nothing changed" in capsys.readouterr().out
    assert not KEPT.exists()


def test_a_new_template_needs_to_be_called_new(place: Path, capsys: Capture) -> None:
    sent(revised())
    assert intake(name="council-raport") == 2
    assert capsys.readouterr().err == (
        "error: there is no template 'council-raport' to be replaced; did you mean 'council-report'?\n"
        "    help: use one of: council-report, council-report-2020, meeting-summary; "
        "or add --new to make it a new one\n"
    )
    assert intake("--new", "--accept", name="our-own.docx") == 0
    assert Path("templates/our-own.docx").is_file()


def test_a_file_that_is_no_template_is_refused_before_anything_is_written(place: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(b"%PDF-1.7")
    assert intake("--accept") == 2
    assert "new.docx is no Word document: it looks like a PDF" in capsys.readouterr().err
    assert not Path("build/intake").exists() or not any(Path("build/intake").glob("*.html"))
    assert run(["template", "intake", "gone.docx", "--as", "council-report"]) == 2
    assert "error: there is no file gone.docx\n    help: name the .docx that was sent back\n" in capsys.readouterr().err


def test_an_answer_that_somebody_edited_is_not_overwritten(place: Path, capsys: Capture) -> None:
    sent(revised())
    intake()
    answer = Path("build/intake/council-report-answer.docx")
    answer.write_bytes(answer.read_bytes() + b" ")
    capsys.readouterr()
    assert intake() == 2
    assert "council-report-answer.docx is there already, and isn't as this command wrote it" in capsys.readouterr().err
    assert intake("--force") == 0


def test_a_template_with_contents_of_others_is_refused_whole(place: Path, capsys: Capture) -> None:
    parts = revised()
    parts["word/vbaProject.bin"] = b"\xd0\xcf"
    sent(parts)
    assert intake("--accept") == 1
    assert "error refused-content: a template may not hold macros" in capsys.readouterr().out
