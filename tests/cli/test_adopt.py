"""`cwgdraft adopt`: reports, notes, lists and agendas become records."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.word.package import pack
from tests.document_builders import p, parts_of
from tests.draft_builders import group
from tests.word_builders import template_parts

Capture = pytest.CaptureFixture[str]
COMBINED = """\
Purpose
This report is on the 31st and 32nd meetings of the Council Working Group on Lamps (CWG-LAMP).
Action required
The Council is invited to note it.
1\tIntroduction
1.1\tThe 31st meeting was held on 4-5 March 2024 in Geneva, and the 32nd meeting: held on 9 September 2024.
1.2\tThe meetings were attended physically and virtually by more than 70 delegates. The meetings were chaired by \
Ms Ann Example (Utopia).
1.3\tThe meetings considered 12 contributions and 3 information documents.
2\tLamps
2.1\tThe secretariat presented Document CWG-LAMP-31/4(Rev.1) on lamps.
2.2\tDuring the 32nd meeting, the group thanked Mr Bo Guest for Doc. CWGLAMP-32/INF/2.
2.3\tThe group noted the documents:
a)\twith thanks;
b)\twith interest, in line with PP Resolution 901 (Rev. Sample City, 2022).
2.4\tThe group agreed to:
2.4.1\tmeet again;
2.4.2\treport to the Council.
3\tClosing: The group closed.
\tAnn EXAMPLE
\tChair, CWG-LAMP
"""
SUMMARY = """\
Summary
This is the summary of the 31st meeting of the Council Working Group on Lamps (CWG-LAMP), held on 4-5 March 2024.
Action required
To approve it.
1.\tIntroduction
1.1.\tThe 31st meeting was held on 4-5 March 2024 in Geneva.
2.\tLamps
2.1.\tThe secretariat presented Document CWG-LAMP-31/4(Rev.1) on lamps.
2.2.\tThe group asked for more lamps.
3.\tOther business
There was none.
______________
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the test runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text(content: str, name: str = "report.txt") -> str:
    Path(name).write_text(content, encoding="utf-8")
    return name


def records(folder: str = "archive") -> dict[str, str]:
    """Return the record files of a workspace by their path below records/."""
    root = Path(folder) / "records"
    files = sorted(one for one in root.rglob("*") if one.suffix in (".yaml", ".md"))
    return {one.relative_to(root).as_posix(): one.read_text(encoding="utf-8") for one in files}


# --- reports ----------------------------------------------------------------------------------------


def test_a_combined_report_becomes_a_workspace_and_comes_back(folder: Path, capsys: Capture) -> None:
    assert run(["adopt", text(COMBINED), "--into", "archive", "--verify"]) == 0
    out = capsys.readouterr().out
    assert "report.txt: paragraphs that come back equal or named: 20 of 20 (100.0 %)" in out
    assert "symbol: CWGLAMP-32/INF/2; record: CWG-LAMP-32/INF/2" in out
    found = records()
    assert found["meetings/31.yaml"].startswith(
        "# yaml-language-server: $schema=../schema/meeting.json\nformat: 1\nnumber: 31\ndates: 2024-03-04/05\n"
        "place: Geneva\nform: hybrid\nchair: example\ndocuments:\n  4: {revision: 1, presenter: secretariat}\n"
    )
    assert "dates: 2024-09-09\n" in found["meetings/32.yaml"]
    plan = found["reports/report.yaml"]
    assert "attendance: {count: 70, about: more than, who: delegates}" in plan
    assert "totals: {contributions: 12, information: 3}" in plan
    assert "signature: example\n" in plan
    assert "example: {title: Ms, given: Ann, family: Example, country: Utopia}" in found["registers/people.yaml"]
    assert '{edition: "Rev. Sample City, 2022", from: 2022}' in found["registers/resolutions.yaml"]


def test_a_paragraph_goes_into_minutes_only_where_the_document_says_whose_it_is(folder: Path) -> None:
    run(["adopt", text(COMBINED), "--into", "archive"])
    found = records()
    assert "The secretariat presented Document [[31/4]] on lamps." in found["meetings/31.md"]
    assert "the group thanked [[guest]] for Doc. [[32/INF/2]]." in found["meetings/32.md"]
    assert "The group noted the documents:" in found["reports/report.md"]
    assert "content: [31#lamps-1, 32#lamps-1-2, words]" in found["reports/report.yaml"].replace("lamps-2", "lamps-1-2")


def test_what_was_adopted_builds_the_same_text(folder: Path, capsys: Capture) -> None:
    run(["adopt", text(COMBINED), "--into", "archive"])
    capsys.readouterr()
    run(["-w", "archive", "text", "report"])
    printed = capsys.readouterr().out.replace("\u00a0", " ").replace("\u2011", "-")
    wanted = COMBINED.replace("CWGLAMP-32", "CWG-LAMP-32").replace("\n\tAnn", "\nAnn").replace("\n\tChair", "\nChair")
    assert printed == wanted


def test_a_summary_and_a_combined_report_share_what_both_say(folder: Path, capsys: Capture) -> None:
    assert run(["adopt", text(COMBINED, "both.txt"), text(SUMMARY, "one.txt"), "--into", "archive"]) == 0
    found = records()
    assert found["meetings/31.md"].count("The secretariat presented Document [[31/4]] on lamps.") == 1
    assert "The secretariat presented" not in found["reports/both.md"]
    assert "# dates: both.txt, 1.1; one.txt, paragraph 2; one.txt, 1.1.\n" in found["meetings/31.yaml"]
    assert "template: meeting-summary\n" in found["reports/one.yaml"]
    assert "closing: [rule]\n" in found["reports/one.yaml"]


def test_what_sources_contradict_is_shown_with_both_places_and_left_out(folder: Path, capsys: Capture) -> None:
    other = text(SUMMARY.replace("4-5 March 2024", "5-6 March 2024"), "one.txt")
    assert run(["adopt", text(COMBINED, "both.txt"), other, "--into", "archive"]) == 1
    out = capsys.readouterr().out
    assert (
        "contradiction: dates of meeting 31\n    4-5 March 2024 (both.txt, 1.1)\n"
        "    5-6 March 2024 (one.txt, paragraph 2, one.txt, 1.1.)\n"
    ) in out
    assert "dates:" not in records()["meetings/31.yaml"].replace("# dates", "")


def test_a_word_file_with_typed_numbers_is_adopted_as_its_text_is(folder: Path) -> None:
    run(["adopt", text(COMBINED), "--into", "one"])
    parts = template_parts()
    lines = [line.strip("\t").replace("\t", "</w:t><w:tab/><w:t>") for line in COMBINED.splitlines()]
    runs = "".join(p(f"<w:r><w:t>{line}</w:t></w:r>") for line in lines)
    parts["word/document.xml"] = parts_of(runs)["word/document.xml"]
    Path("report.docx").write_bytes(pack(parts))
    assert run(["adopt", "report.docx", "--into", "two"]) == 0
    assert records("one")["meetings/31.md"] == records("two")["meetings/31.md"]
    assert records("one")["reports/report.md"] == records("two")["reports/report.md"]


def test_existing_records_stay_byte_for_byte_and_what_they_lack_is_listed(folder: Path, capsys: Capture) -> None:
    group(folder, templates=True)
    before = {one: one.read_bytes() for one in Path("records").rglob("*") if one.is_file()}
    report = (
        COMBINED.replace("CWG-LAMP", "CWG-TEST").replace("CWGLAMP", "CWG-TEST").replace("31", "11").replace("32", "14")
    )
    assert run(["adopt", text(report)]) == 1
    printed = capsys.readouterr()
    assert "contradiction: dates of meeting 11\n    5-6 February 2024 (meetings/11.yaml)\n" in printed.out
    assert "records/meetings/14.yaml has no dates: 9 September 2024 (report.txt, 1.1)" in printed.err
    changed = [one for one, data in before.items() if one.read_bytes() != data]
    assert {one.name for one in changed} <= {"people.yaml", "resolutions.yaml", "sessions.yaml"}
    for one in changed:
        assert one.read_bytes().startswith(before[one][:40])
    assert run(["adopt", text(report, "b.txt"), "--verify"]) == 1
    assert "1.1: source: 4-5 March 2024; record: 5-6 February 2024" in capsys.readouterr().out


def test_a_folder_with_a_space_is_quoted_in_the_command_that_builds(folder: Path, capsys: Capture) -> None:
    assert run(["adopt", text(COMBINED, "my report.txt"), "--into", "the archive"]) == 0
    command = "cwgdraft -w 'the archive' build my-report"
    assert f"build it again: {command}\n" in capsys.readouterr().err
    assert run(shlex.split(command)[1:]) == 0


def test_differences_that_nobody_can_explain_are_printed_and_counted(folder: Path, capsys: Capture) -> None:
    lines = "".join(f"2.{number}\tThe group read [this](https://a.int/{number}).\n" for number in range(1, 24))
    assert run(["adopt", text(COMBINED.partition("\n2\t")[0] + f"\n2\tLamps\n{lines}"), "--into", "archive"]) == 1
    out = capsys.readouterr().out
    assert (
        "    2.1: differs, and nobody knows why\n        source: The group read [this](https://a.int/1).\n"
        "        built:  The group read this.\n"
    ) in out
    assert "    and 3 more: --verify prints them all\n" in out


def test_a_dry_run_writes_nothing(folder: Path, capsys: Capture) -> None:
    assert run(["adopt", text(COMBINED), "--into", "archive", "--dry-run"]) == 0
    assert not Path("archive").exists()
    assert "would write archive/records/meetings/31.yaml\n" in capsys.readouterr().out


def test_the_adoption_report_has_each_paragraph_and_where_it_is(folder: Path, capsys: Capture) -> None:
    run(["adopt", text(COMBINED), "--into", "archive", "--json"])
    data = json.loads(capsys.readouterr().out)
    assert data == json.loads(Path("archive/build/adoption.json").read_text(encoding="utf-8"))
    (source,) = data["sources"]
    lines = [one.partition("\t")[2].strip() or one for one in COMBINED.splitlines()]
    assert [one["text"] for one in source["fates"]] == lines
    assert all(one["where"] for one in source["fates"])
    page = Path("archive/build/adoption.html").read_text(encoding="utf-8")
    assert "<h1>What became of report.txt</h1>" in page
    assert "The group noted the documents:" in page


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("1\tWork\n1.1\tThe group met.\n", "report.txt names no meeting that it reports on"),
        ("", "report.txt names no meeting that it reports on"),
    ],
)
def test_what_is_no_report_is_refused(folder: Path, capsys: Capture, content: str, says: str) -> None:
    assert run(["adopt", text(content), "--into", "archive"]) == 2
    assert says in capsys.readouterr().err
    assert not Path("archive").exists()


def test_what_is_wrong_with_several_files_is_said_at_once(folder: Path, capsys: Capture) -> None:
    Path("b.docx").write_bytes(b"PK no package")
    assert run(["adopt", text("1\tWork\n"), "b.docx", "--into", "archive"]) == 2
    said = capsys.readouterr().err
    assert "report.txt names no meeting" in said
    assert "b.docx" in said


def test_another_groups_report_and_a_second_adoption_are_refused(folder: Path, capsys: Capture) -> None:
    run(["adopt", text(COMBINED, "both.txt"), "--into", "archive"])
    other = text(COMBINED.replace("CWG-LAMP", "CWG-DARK").replace("CWGLAMP", "CWG-DARK"), "other.txt")
    assert run(["adopt", other, "--into", "archive"]) == 2
    assert "other.txt is a report of CWG-DARK, and the workspace is that of CWG-LAMP" in capsys.readouterr().err
    assert run(["adopt", "both.txt", "--into", "archive"]) == 2
    assert "both.txt was adopted before: records/reports/both.yaml is there already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["adopt"], "name the files to be adopted"),
        (["adopt", "nope.txt", "--into", "a"], "there is no file nope.txt"),
        (["adopt", "--agenda", "a.txt"], "--documents and --agenda are those of a meeting"),
        (["adopt", "a.txt", "--meeting", "4", "--verify"], "--verify is for reports: for notes use --dry-run"),
    ],
)
def test_wrong_command_lines_are_answered(folder: Path, capsys: Capture, words: list[str], says: str) -> None:
    Path("a.txt").write_text("Opening\n", encoding="utf-8")
    assert run(words) == 2
    assert says in capsys.readouterr().err


# --- notes ------------------------------------------------------------------------------------------

NOTES = """\
Alpha:
secretariat presented doc 2, see INF/1 and 12/2
- Ms Mock asked for more by 5 May 2026
Other business
none, in line with PP Resolution 901
"""


@pytest.fixture
def place(folder: Path) -> Path:
    """Return a workspace in which the test runs."""
    group(folder, templates=True)
    return folder


def test_notes_go_under_their_items_with_citations_completed(place: Path, capsys: Capture) -> None:
    listed = text("Number,Title,Source\n2,Third report on alpha,Utopia\nINF/1,Notes,\n", "list.csv")
    agenda = text("1. Opening\n2. Alpha (Doc. 2)\n3. Lamps in streets\n", "agenda.txt")
    assert run(["adopt", text(NOTES, "n.txt"), "--meeting", "14", "--documents", listed, "--agenda", agenda]) == 1
    out = capsys.readouterr().out
    assert out == "wrote records/meetings/14.yaml\nwrote records/meetings/14.md\n" + (
        "look: agenda.txt, line 3, '3. Lamps in streets': 'Lamps in streets' is no topic of the outline: "
        "give it one (topic=…)\n"
    )
    assert Path("records/meetings/14.yaml").read_text(encoding="utf-8") == (
        "format: 1\nnumber: 14\ndocuments:\n  2: {title: Third report on alpha, submitters: [Utopia]}\n"
        "  INF/1: {title: Notes}\n"
    )
    minutes = Path("records/meetings/14.md").read_text(encoding="utf-8")
    assert (
        "## Alpha {#alpha topic=alpha}\n\nsecretariat presented Document [[2]], see [[INF/1]] and [[12/2]]\n\n"
        "- [[mock|Ms Mock]] asked for more by [[2026-05-05]]\n\n## Lamps in streets {#lamps-in-streets}\n"
    ) in minutes
    assert minutes.endswith(
        "## Other business {#other topic=other}\n\nnone, in line with [[PP 901|PP Resolution 901]]\n"
    )


def test_minutes_that_are_there_are_not_changed(place: Path, capsys: Capture) -> None:
    before = Path("records/meetings/12.md").read_bytes()
    assert run(["adopt", text(NOTES, "n.txt"), "--meeting", "12"]) == 1
    assert Path("records/meetings/12.md").read_bytes() == before
    out = capsys.readouterr().out
    assert "not placed: n.txt, line 5, 'none, in line with PP Resolution 901': the minutes have words under" in out


def test_a_documents_title_that_differs_is_told_and_not_changed(place: Path, capsys: Capture) -> None:
    before = Path("records/meetings/11.yaml").read_bytes()
    assert run(["adopt", "--meeting", "11", "--documents", text("2\tAnother title\n", "l.txt")]) == 1
    assert "document 2: the record has 'Report on alpha', the list 'Another title'" in capsys.readouterr().out
    assert Path("records/meetings/11.yaml").read_bytes() == before


def test_words_before_the_first_heading_are_not_placed(place: Path, capsys: Capture) -> None:
    assert run(["adopt", text("typed in haste\nAlpha\nfine\n", "n.txt"), "--meeting", "14", "--dry-run"]) == 1
    out = capsys.readouterr().out
    assert "not placed: n.txt, line 1, 'typed in haste': it stands before the first heading" in out
    assert not Path("records/meetings/14.md").exists()


def test_what_was_taken_is_told_as_json(place: Path, capsys: Capture) -> None:
    notes = text("# Notes of a meeting\n## Alpha\nsee doc 77\n", "n.txt")
    assert run(["adopt", notes, "--meeting", "14", "--dry-run", "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data == {
        "meeting": 14,
        "files": ["records/meetings/14.md"],
        "placed": [
            {"file": "n.txt", "line": 2, "words": "Alpha", "what": "item 'Alpha'"},
            {"file": "n.txt", "line": 3, "words": "see doc 77", "what": "item 'Alpha'"},
        ],
        "unplaced": [],
        "looks": [
            {
                "file": "n.txt",
                "line": 3,
                "words": "see doc 77",
                "what": "document 77 is not in the meeting's list: meetings/14.yaml",
            }
        ],
        "left_out": [
            {"file": "n.txt", "line": 1, "words": "Notes of a meeting", "what": "it is the title of the notes"}
        ],
    }
    assert not Path("records/meetings/14.md").exists()


def test_notes_of_which_all_is_placed_end_with_0(place: Path, capsys: Capture) -> None:
    assert run(["adopt", text("Alpha\nfine\n", "n.txt"), "--meeting", "14"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "wrote records/meetings/14.md\n"
    assert printed.err == "placed: item 'Alpha' (2 lines)\n"


def test_notes_can_be_built_at_once(place: Path, capsys: Capture) -> None:
    run(["adopt", text(NOTES, "n.txt"), "--meeting", "15", "--documents", text("2 Third report\n", "l.txt")])
    capsys.readouterr()
    run(["text", "15"])
    printed = capsys.readouterr().out.replace("\u00a0", " ").replace("\u2011", "-")
    assert "secretariat presented Document CWG-TEST-15/2, see CWG-TEST-15/INF/1 and CWG-TEST-12/2\n" in printed


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--documents", "empty.txt"], "empty.txt lists no document of meeting 14"),
        (["--agenda", "empty.txt"], "empty.txt has no items"),
        (["--agenda", "latin.txt"], "latin.txt isn't UTF-8: line 1 has a sign in another encoding"),
        (["--documents", "latin.csv"], "latin.csv isn't UTF-8: line 1 has a sign in another encoding"),
        (["n.docx"], "n.docx can't be opened: its package is damaged"),
    ],
)
def test_files_that_cannot_be_taken_are_refused(place: Path, capsys: Capture, words: list[str], says: str) -> None:
    text("\n", "empty.txt")
    for name in ("latin.txt", "latin.csv"):
        Path(name).write_bytes("1,Caf\u00e9".encode("latin-1"))
    Path("n.docx").write_bytes(b"PK no package")
    before = sorted(Path("records").rglob("*"))
    assert run(["adopt", *words, "--meeting", "14"]) == 2
    assert says in capsys.readouterr().err
    assert sorted(Path("records").rglob("*")) == before
