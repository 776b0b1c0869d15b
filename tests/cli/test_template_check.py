"""`cwgdraft template check`: what it prints in each form, how it ends, and the answer that it writes in Word."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cwgdraft.cli import run
from cwgdraft.typesetting import limits
from cwgdraft.word.gate import Parts, read_file, read_parts
from cwgdraft.word.package import W, pack
from tests.draft_builders import ROOT, group
from tests.repositories import NAMED
from tests.template_builders import MAIN, Slot, between, built, chained, line, lines, put, story, swapped, table
from tests.typesetting.vetting.slips_in_word import comment

Capture = pytest.CaptureFixture[str]
TITEL = swapped("{{ front.title }}", "{{ front.titel }}")
HAS = (
    "'front' has session, session_dates, group, meeting, agenda_item, document, symbol, date, original, originator, "
    "title, website"
)
MESSAGE = "no report has 'front.titel'; did you mean 'front.title'?"
TEXT = f"new.docx, paragraph 8, '{{{{ front.titel }}}}': error unknown-field: {MESSAGE}\n    help: {HAS}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    group(tmp_path, NAMED, templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def saved(*slots: Slot, name: str = "new.docx") -> Path:
    """Return the path of a template with slips, as Word saves it, in the folder where the command runs."""
    path = Path(name)
    path.write_bytes(pack(built(*slots)))
    return path


def checked(*words: str) -> int:
    return run(["template", "check", *words])


def refused(capsys: Capture, *words: str) -> str:
    """Return why a command could not run."""
    assert checked(*words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


def found(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    """Return what is found, as JSON."""
    checked(*words, "--json")
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


# --- how it ends ----------------------------------------------------------------------------------


def test_a_template_without_a_slip_ends_with_0(place: Path, capsys: Capture) -> None:
    assert checked("council-report") == 0
    assert capsys.readouterr() == ("", "council-report.docx: nothing found\n")


def test_a_slip_ends_with_1_and_is_printed_with_its_remedy(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    assert checked("new.docx") == 1
    assert capsys.readouterr() == (TEXT, "new.docx: 1 error\n")


def test_findings_stand_in_the_order_of_the_file(place: Path, capsys: Capture) -> None:
    saved(story("header", line("{{ front.titel }}")), lines("{{ front.titel }}", "{{ front.titel }} {{ tilte }}"))
    places = [(one["where"], one["excerpt"]) for one in found(capsys, "new.docx")]
    assert places == [
        ("paragraph 10", "{{ front.titel }}"),
        ("paragraph 11", "{{ front.titel }}"),
        ("paragraph 11", "{{ tilte }}"),
        ("the header of even pages, paragraph 1", "{{ front.titel }}"),
    ]


@pytest.mark.parametrize(
    ("slot", "severity", "code"),
    [
        (TITEL, "error", 1),
        ("{% set name = front.title %}", "error", 0),
        ("{% set name = front.title %}", "warning", 1),
        ("{% if front.title %}{{ front.title }}{% endif %}", "warning", 0),
        ("{% if front.title %}{{ front.title }}{% endif %}", "advice", 1),
        ("{% set name = front.title %}", "", 1),
        ("{% if front.title %}{{ front.title }}{% endif %}", "", 0),
    ],
)
def test_severity_says_what_ends_with_1(place: Path, slot: Slot, severity: str, code: int) -> None:
    saved(lines(slot) if isinstance(slot, str) else slot)
    assert checked("new.docx", *(["--severity", severity] if severity else [])) == code


def test_a_warning_in_a_template_of_others_ends_with_0(outside: Path, capsys: Capture) -> None:
    saved(lines("{{ title }}", "{% set name = title %}"))
    assert checked("new.docx", "--no-contract") == 0
    printed = capsys.readouterr()
    assert "warning blank-paragraph" in printed.out
    assert printed.err == ("new.docx: 1 warning (checked as a template of somebody else, without our contract)\n")


# --- which file -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["council-report", "council-report.docx", "templates/council-report.docx"])
def test_a_template_may_be_named_or_its_file(place: Path, name: str) -> None:
    assert checked(name) == 0


def test_a_file_is_checked_outside_of_any_workspace(outside: Path, capsys: Capture) -> None:
    saved(TITEL)
    assert checked("new.docx") == 1
    assert capsys.readouterr() == (TEXT, "new.docx: 1 error\n")


def test_a_file_outside_of_the_workspace_is_shown_with_its_path(
    place: Path, tmp_path_factory: Any, capsys: Capture
) -> None:
    path = tmp_path_factory.mktemp("other") / "new.docx"
    path.write_bytes(pack(built(TITEL)))
    assert checked(str(path)) == 1
    assert capsys.readouterr().out.startswith(f"{path.as_posix()}, paragraph 8")


def test_a_wrong_name_is_answered_with_its_near_miss(place: Path, capsys: Capture) -> None:
    assert refused(capsys, "council-reprot") == (
        "error: there is no template council-reprot; did you mean 'council-report'?\n"
        "    help: name the path of a .docx, or one of: council-report, council-report-2020, meeting-summary\n"
    )


def test_a_wrong_name_outside_of_any_workspace_is_said(outside: Path, capsys: Capture) -> None:
    assert refused(capsys, "council-report") == (
        "error: there is no template council-report\n    help: name the path of a .docx\n"
    )


def test_a_folder_is_no_template(place: Path, capsys: Capture) -> None:
    assert refused(capsys, "templates") == "error: templates is a folder\n    help: name a .docx in it\n"


def test_the_lock_of_word_is_no_template(place: Path, capsys: Capture) -> None:
    Path("~$new.docx").write_bytes(b"\x03Ann" + b"\0" * 158)
    assert refused(capsys, "~$new.docx") == (
        "error: ~$new.docx says that a document is open in Word, it isn't one\n    help: name the document\n"
    )


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "old.doc is no Word document: it looks like an old .doc, or a document with a password",
        ),
        ("page.docx", b"<html></html>", "page.docx is no Word document: it looks like an HTML page"),
        ("empty.docx", b"", "empty.docx is empty"),
        ("zip.docx", b"PK\x05\x06" + b"\0" * 18, "zip.docx"),
    ],
)
def test_what_is_no_word_file_is_told_by_its_look(
    outside: Path, capsys: Capture, name: str, data: bytes, said: str
) -> None:
    Path(name).write_bytes(data)
    assert refused(capsys, name).startswith(f"error: {said}")


@pytest.mark.parametrize("size", [100, 3000, 6000])
def test_a_truncated_file_is_an_error_in_one_line(outside: Path, capsys: Capture, size: int) -> None:
    path = saved()
    path.write_bytes(path.read_bytes()[:size])
    said = refused(capsys, "new.docx")
    assert said.startswith("error: new.docx can't be opened: its package is damaged\n")


def test_a_damaged_part_is_an_error(outside: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(pack({**built(), "word/footnotes.xml": b"<w:footnotes"}))
    assert "word/footnotes.xml" in refused(capsys, "new.docx")


def test_macros_of_a_docm_are_found(outside: Path, capsys: Capture) -> None:
    saved(put("word/vbaProject.bin", b"\0"), name="new.docm")
    assert checked("new.docm") == 1
    assert capsys.readouterr().out == (
        "new.docm, the file: error refused-content: a template may not hold macros\n"
        "    help: save it in Word as a document without macros (*.docx)\n"
    )


def without_paragraphs() -> Parts:
    """Return a document whose text is empty."""
    parts = built()
    text = parts[MAIN].decode()
    start, end = text.index("<w:body>") + len("<w:body>"), text.index("</w:body>")
    parts[MAIN] = (text[:start] + text[end:]).encode()
    kept = {part: data for part, data in parts.items() if "header" not in part and "footer" not in part}
    for part in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        kept[part] = re.sub(rb"<(?:Override|Relationship) [^>]*/(?:header|footer)\d[^>]*/>", b"", kept[part])
        kept[part] = re.sub(rb'<Relationship [^>]*Target="(?:header|footer)\d[^>]*/>', b"", kept[part])
    return kept


def test_a_file_without_tags_is_told(outside: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(pack(without_paragraphs()))
    assert checked("new.docx") == 0
    said = "new.docx: nothing found (checked as a template of somebody else, without our contract); it has no tags\n"
    assert capsys.readouterr() == ("", said)


def test_a_file_without_any_paragraph_has_everything_missing(outside: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(pack(without_paragraphs()))
    assert [one["rule"] for one in found(capsys, "new.docx", "--contract")] == ["missing-sample"] + [
        "missing-place"
    ] * 3


# --- our contract ---------------------------------------------------------------------------------


def test_a_template_tells_by_itself_whether_it_is_ours(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    assert [one["rule"] for one in found(capsys, "new.docx")] == ["unknown-field"]
    assert found(capsys, "new.docx", "--no-contract") == []


def test_what_lies_in_the_templates_is_ours_whatever_it_holds(place: Path, capsys: Capture) -> None:
    (place / "templates/empty.docx").write_bytes(pack(without_paragraphs()))
    assert len(found(capsys, "empty")) == 4


def test_reports_that_use_it_say_what_would_be_lost(place: Path, capsys: Capture) -> None:
    (place / "templates/council-report.docx").write_bytes(pack(built(swapped("{{ front.session }}", "Council"))))
    assert checked("council-report") == 1
    assert capsys.readouterr().out == (
        "templates/council-report.docx, the first page: warning lost-field: r would lose the name of the Council "
        "session\n    help: write {{ front.session }} where it belongs\n"
    )


def test_a_file_may_be_checked_as_a_template_of_the_workspace(place: Path, capsys: Capture) -> None:
    saved(swapped("{{ front.session }}", "Council"))
    assert found(capsys, "new.docx") == []
    (one,) = found(capsys, "new.docx", "--as", "council-report")
    assert (one["rule"], one["message"]) == ("lost-field", "r would lose the name of the Council session")


def test_the_shipped_templates_have_no_finding() -> None:
    for name in ("council-report", "meeting-summary"):
        assert run(["-w", str(ROOT), "template", "check", name, "--severity", "advice"]) == 0


# --- forms ----------------------------------------------------------------------------------------


def test_json_has_the_place_in_all_its_parts(place: Path, capsys: Capture) -> None:
    saved(swapped("{{ front.date }}", "{{ front.titel }}"))
    assert checked("new.docx", "--json") == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {
        "file": "new.docx",
        "ours": True,
        "reports": [],
        "findings": [
            {
                "rule": "unknown-field",
                "severity": "error",
                "message": MESSAGE,
                "help": HAS,
                "file": "new.docx",
                "where": "table 1, row 1, column 2",
                "excerpt": "{{ front.titel }}",
                "part": "word/document.xml",
                "paragraph": 5,
                "column": 1,
                "cells": [{"table": 1, "row": 1, "column": 2}],
            }
        ],
    }
    assert printed.err == "new.docx: 1 error\n"


def test_json_of_nothing_found_is_json(place: Path, capsys: Capture) -> None:
    assert checked("council-report", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_github_has_a_line_for_each_finding_with_its_signs_escaped(place: Path, capsys: Capture) -> None:
    saved(lines("{%p if meetings|length % 2 %}", "a", "{%p endif %}"), name="a,b 100%.docx")
    assert checked("a,b 100%.docx", "--format", "github") == 1
    assert capsys.readouterr().out == (
        "::error file=a%2Cb 100%25.docx,title=sign-in-tag::paragraph 10, {%25p if meetings|length %25 2 %25}: the tag "
        "'{%25p if meetings|length %25 2 %25}' has a %25 or } inside, where docxtpl ends it%0Ahelp: compute it before: "
        "{%25 set name = … %25}, and use the name\n"
    )


def test_github_calls_advice_a_notice(place: Path, capsys: Capture) -> None:
    saved(lines("{% if front.title %}{{ front.title }}{% endif %}", "{# note #}"))
    checked("new.docx", "--format", "github")
    kinds = [one.split(" ", 1)[0] for one in capsys.readouterr().out.splitlines()]
    assert kinds == ["::notice", "::warning"]


def test_sarif_has_rules_levels_and_places(place: Path, capsys: Capture) -> None:
    saved(lines("{{ front.titel }}", "{# note #}", "{{ tilte }}", "{% if front.title %}{{ front.title }}{% endif %}"))
    assert checked("new.docx", "--format", "sarif") == 1
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (one_run,) = log["runs"]
    driver = one_run["tool"]["driver"]
    assert driver["name"] == "cwgdraft"
    assert [rule["id"] for rule in driver["rules"]] == ["unknown-field", "blank-paragraph", "perhaps-blank"]
    assert all(rule["shortDescription"]["text"] for rule in driver["rules"])
    results = one_run["results"]
    assert [one["level"] for one in results] == ["error", "warning", "error", "note"]
    for one in results:
        assert driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"]
        assert one["message"]["text"]
        (location,) = one["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "new.docx"
        assert location["logicalLocations"][0]["fullyQualifiedName"].startswith("paragraph 1")


def test_sarif_names_files_by_addresses(place: Path, capsys: Capture) -> None:
    saved(TITEL, name="a new é 100%.docx")
    checked("a new é 100%.docx", "--format", "sarif")
    (result,) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20new%20%C3%A9%20100%25.docx"


def test_sarif_of_nothing_found_is_a_log(place: Path, capsys: Capture) -> None:
    assert checked("council-report", "--format", "sarif") == 0
    assert json.loads(capsys.readouterr().out)["runs"][0]["results"] == []


def test_a_label_that_no_box_has_is_found_without_filling(place: Path, capsys: Capture) -> None:
    saved(lines("{{ labels.purpoze }} {{ labels.action }}", "{% if labels.zzz is defined %}x{% endif %}"))
    told = [(one["severity"], one["message"], one["help"]) for one in found(capsys, "new.docx")]
    has = "'labels' has purpose, action (records/registers/sessions.yaml, boxes)"
    assert told == [
        ("error", "no box has 'labels.purpoze'; did you mean 'labels.purpose'?", has),
        ("warning", "no box has 'labels.zzz'", has),
    ]


def test_what_changes_by_itself_is_found_in_building_blocks_too(place: Path, capsys: Capture) -> None:
    parts = built()
    parts["word/glossary/document.xml"] = (
        f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartBody><w:p><w:fldSimple w:instr=" DATE "/>'
        "</w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"
    ).encode()
    Path("new.docx").write_bytes(pack(parts))
    (one,) = found(capsys, "new.docx")
    assert (one["rule"], one["severity"], one["where"]) == (
        "refused-content", "error", "the building blocks (Insert, Quick Parts)",
    )  # fmt: skip
    assert one["message"] == "a template may not hold a field DATE, which changes by itself"


# --- the answer in Word ---------------------------------------------------------------------------

SLIPS = chained(
    story("header", line("{{ front.titel }}")),
    lines("{{ front.titel }}", "words {%p if front.title %}", "a", "{%p endif %}"),
)


def test_the_answer_has_a_comment_at_each_place(place: Path, capsys: Capture) -> None:
    saved(SLIPS)
    assert checked("new.docx", "--annotate", "answer.docx") == 1
    assert "wrote answer.docx\n" in capsys.readouterr().err
    assert comments_of(Path("answer.docx")) == [
        (
            "{{ front.session }}",
            [
                "The header of even pages, paragraph 1:",
                f"Error: {MESSAGE}",
                "Words: {{ front.titel }}",
                f"What to do: {HAS}",
                "[unknown-field]",
            ],
        ),
        (
            "{{ front.titel }}",
            [f"Error: {MESSAGE}", "Words: {{ front.titel }}", f"What to do: {HAS}", "[unknown-field]"],
        ),
        (
            "words {%p if front.title %}",
            [
                "Error: 'words' would vanish: '{%p if front.title %}' takes its whole paragraph",
                "Words: {%p if front.title %}",
                "What to do: give the tag a paragraph of its own",
                "[text-beside-tag]",
            ],
        ),
    ]


def comments_of(path: Path) -> list[tuple[str, list[str]]]:
    """Return the comments of a document in the order of the text: the paragraph's text, and the comment's lines."""
    import docx

    document = docx.Document(str(path))
    texts = {str(one.comment_id): [p.text for p in one.paragraphs] for one in document.comments}
    found = []
    for paragraph in document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
        words = "".join(paragraph.xpath("./w:r/w:t/text()"))
        found += [(words, texts.pop(str(mark))) for mark in paragraph.xpath("./w:commentRangeStart/@w:id")]
    assert not texts, "each comment has its place"
    return found


def test_the_answer_is_a_valid_document(place: Path) -> None:
    program = Path(sys.executable).with_name("docx-integrity")
    if not program.exists():
        pytest.skip("docx-integrity isn't installed: python -m pip install --group dev")
    saved(SLIPS)
    checked("new.docx", "--annotate", "answer.docx")
    done = subprocess.run(
        [program, "check", "answer.docx"], capture_output=True, text=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stdout


def test_the_answer_checked_again_says_the_same(place: Path, capsys: Capture) -> None:
    saved(SLIPS)
    before = found(capsys, "new.docx", "--annotate", "answer.docx")
    after = found(capsys, "answer.docx")
    assert [{**one, "file": ""} for one in after] == [{**one, "file": ""} for one in before]
    assert len(after) == 3


def test_the_answer_to_an_answer_has_each_comment_once(place: Path, capsys: Capture) -> None:
    saved(SLIPS)
    checked("new.docx", "--annotate", "one.docx")
    checked("one.docx", "--annotate", "two.docx")
    assert comments_of(Path("two.docx")) == comments_of(Path("one.docx"))


def test_somebodys_own_comment_stays_in_the_answer_and_is_named(place: Path, capsys: Capture) -> None:
    saved(comment("Look."))
    assert [one["rule"] for one in found(capsys, "new.docx", "--annotate", "answer.docx")] == ["leftover-comment"]
    assert sorted(words for _, words in comments_of(Path("answer.docx"))) == [
        ["Error: a comment by Ann is left: 'Look.'", "Words: words", f"What to do: {DELETE}", "[leftover-comment]"],
        ["Look."],
    ]
    assert [one["rule"] for one in found(capsys, "answer.docx")] == ["leftover-comment"]


DELETE = "delete it (Review, Delete): it would stand in every report"


def test_the_answer_to_a_good_template_says_so_and_can_be_built_with(place: Path, capsys: Capture) -> None:
    saved()
    assert checked("new.docx", "--annotate", "answer.docx") == 0
    assert comments_of(Path("answer.docx")) == [
        ("{{ front.session }}", ["Nothing was found: this template can be used."])
    ]
    assert run(["build", "r", "--template", "answer.docx", "--out", "answered"]) == 0
    assert run(["build", "r", "--template", "new.docx", "--out", "plain"]) == 0
    texts = [read_file(Path(folder) / "r.docx")[MAIN] for folder in ("answered", "plain")]
    assert b"comment" not in texts[0]
    assert [pack(read_parts((Path(folder) / "r.docx").read_bytes(), "r")) for folder in ("answered",)]


def test_the_answer_may_be_written_again_and_nothing_else_is_replaced(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    for _ in range(2):
        assert checked("new.docx", "--annotate", "answer.docx") == 1
    Path("answer.docx").write_bytes(b"edited")
    capsys.readouterr()
    assert refused(capsys, "new.docx", "--annotate", "answer.docx") == (
        "error: answer.docx is there already, and isn't as this command wrote it\n"
        "    help: write to another file, or give it up with --force\n"
    )
    assert Path("answer.docx").read_bytes() == b"edited"
    assert checked("new.docx", "--annotate", "answer.docx", "--force") == 1
    assert Path("answer.docx").read_bytes() != b"edited"


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_template_itself_is_never_written(place: Path, capsys: Capture, force: list[str]) -> None:
    before = saved(TITEL).read_bytes()
    assert refused(capsys, "new.docx", "--annotate", "new.docx", *force) == (
        "error: new.docx is one of the documents that are read\n    help: write to another file\n"
    )
    assert Path("new.docx").read_bytes() == before


def test_an_answer_that_is_open_in_word_is_not_written(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    Path("~$answer.docx").touch()
    assert "answer.docx is open in Word" in refused(capsys, "new.docx", "--annotate", "answer.docx")


def test_an_answer_must_be_a_docx(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    assert "'answer.txt' must end in .docx, or Word won't open it" in refused(
        capsys, "new.docx", "--annotate", "answer.txt"
    )


def test_without_a_paragraph_there_is_no_answer(place: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(pack(without_paragraphs()))
    assert refused(capsys, "new.docx", "--annotate", "answer.docx") == (
        "error: new.docx has no paragraph that a comment could stand at\n    help: read the list\n"
    )
    assert not Path("answer.docx").exists()


# --- filling --------------------------------------------------------------------------------------


def test_a_template_is_filled_with_the_reports_that_use_it(place: Path, capsys: Capture) -> None:
    assert checked("council-report", "--render") == 0
    assert capsys.readouterr().err == "council-report.docx: nothing found; filled with r\n"


def test_a_template_is_filled_with_the_report_that_is_named(place: Path, capsys: Capture) -> None:
    saved()
    assert checked("new.docx", "--render", "--report", "11") == 0
    assert "; filled with " in capsys.readouterr().err


def test_a_report_to_fill_with_needs_render(place: Path, capsys: Capture) -> None:
    saved()
    assert "--report names a report to fill it with: add --render" in refused(capsys, "new.docx", "--report", "r")


def test_a_report_that_is_not_there_is_said(place: Path, capsys: Capture) -> None:
    saved()
    assert "nope" in refused(capsys, "new.docx", "--render", "--report", "nope")


def test_a_template_is_filled_outside_of_any_workspace(outside: Path, capsys: Capture) -> None:
    saved(lines("{{ front.title + 1 }}"))
    assert [one["rule"] for one in found(capsys, "new.docx", "--render")] == ["unfillable"]
    assert checked("new.docx", "--render") == 1
    assert capsys.readouterr().err == "new.docx: 1 error\n"


def test_without_render_nothing_is_run(place: Path) -> None:
    saved(lines("{{ front.title + 1 }}"))
    assert checked("new.docx") == 0


def test_a_template_with_errors_is_not_filled(place: Path, capsys: Capture) -> None:
    saved(TITEL)
    assert checked("new.docx", "--render") == 1
    assert capsys.readouterr() == (TEXT, "new.docx: 1 error; not filled: the errors stop it\n")


def test_a_report_that_fails_is_named(place: Path, capsys: Capture) -> None:
    head = '<w:p><w:pPr><w:pStyle w:val="{}"/><w:numPr><w:ilvl w:val="{}"/>'
    saved(between(head.format("Heading1", 0), head.format("Heading2", 1)))
    assert checked("new.docx", "--render", "--report", "r", "--severity", "error") == 1
    out = capsys.readouterr().out
    assert "error missing-sample: there is no sample for 'heading 1': " in out
    assert "the report r can't be made: the template new.docx has no sample paragraph for 'heading 1'" in out


def test_a_template_that_hangs_is_stopped(place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 1)
    longer = f"|replace('o', '{'o' * 60}')"
    saved(lines(f"{{% for one in range(90000) %}}{{% set name = front.title{longer * 3} %}}{{% endfor %}}a"))
    began = time.monotonic()
    assert checked("new.docx", "--render") == 1
    assert time.monotonic() - began < 5
    assert capsys.readouterr() == (
        "new.docx, the text: error unfillable: it can't be filled: filling the template took more than 1 seconds\n"
        "    help: take out the tags that were added last, loops within loops first\n",
        "new.docx: 1 error\n",
    )


def test_a_value_that_does_not_arrive_is_named(outside: Path, capsys: Capture) -> None:
    saved(table(["{{tr title }}"], ["a"]))
    (one,) = found(capsys, "new.docx", "--no-contract", "--render")
    assert (one["rule"], one["message"]) == (
        "lost-value",
        "the value of 'title' is printed and doesn't arrive in the document",
    )


def test_a_template_of_others_is_filled_with_made_up_data(outside: Path, capsys: Capture) -> None:
    Path("new.docx").write_bytes(pack(only("{% for one in items %}{{ one.name|upper }}{% endfor %} {{ total }}")))
    assert checked("new.docx", "--render", "--severity", "advice") == 0
    assert capsys.readouterr().err == (
        "new.docx: nothing found (checked as a template of somebody else, without our contract)\n"
    )


def only(text: str) -> Parts:
    """Return a document of one paragraph."""
    parts = without_paragraphs()
    parts[MAIN] = parts[MAIN].replace(b"<w:body>", f"<w:body>{line(text)}".encode())
    return parts
