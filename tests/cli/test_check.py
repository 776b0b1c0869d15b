"""`cwgdraft check`: what it runs on, how it prints, and how findings are worked with."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.draft import StoryKind
from cwgdraft.word.documents import View, read_draft
from cwgdraft.word.gate import read_file
from cwgdraft.word.package import pack
from cwgdraft.word.tracked import count_tracked
from tests.document_builders import p, parts_of
from tests.draft_builders import group
from tests.repositories import NAMED, committed, git, needs_git, repository
from tests.witnesses.test_validity import findings_of

Capture = pytest.CaptureFixture[str]
TEXT = "1\tWork\n1.1\tThe group noted  the paper.\n1.2\tThe group met on Monday, 4 March 2025.\n"
"""A double space, and a day that was a Tuesday."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which the test runs, outside of any workspace."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def place(folder: Path, capsys: Capture) -> Path:
    """Return a workspace in which the test runs."""
    group(folder, NAMED, templates=True)
    return folder


def text(content: str = TEXT, name: str = "old.txt") -> str:
    Path(name).write_bytes(content.encode())
    return name


def word(*texts: str, name: str = "old.docx") -> str:
    """Return the name of a Word file with such paragraphs, written whole."""
    from tests.word_builders import template_parts

    parts = template_parts()
    parts["word/document.xml"] = parts_of("".join(map(p, texts)))["word/document.xml"]
    Path(name).write_bytes(pack(parts))
    return name


def found(capsys: Capture, *words: str) -> list[dict[str, object]]:
    """Return the findings of a check as data."""
    run(["check", "--json", *words])
    data = json.loads(capsys.readouterr().out)["findings"]
    assert isinstance(data, list)
    return data


def rules(capsys: Capture, *words: str) -> list[object]:
    return [one["rule"] for one in found(capsys, *words)]


# --- what it runs on --------------------------------------------------------------------------------


def test_a_text_outside_any_workspace_is_held_against_itself(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--rule", "wrong-weekday"]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("old.txt:3, 1.2, ")
    assert ": error wrong-weekday: " in printed.out
    assert printed.err == "1 error\n"


def test_findings_in_a_text_have_line_label_and_the_words_meant(folder: Path, capsys: Capture) -> None:
    (one,) = found(capsys, text(), "--rule", "double-space")
    assert (one["file"], one["line"], one["label"], one["rule"]) == ("old.txt", 2, "1.1", "double-space")
    assert {"severity", "message", "help", "excerpt"} <= one.keys()


def test_a_word_file_is_checked_as_a_text_is(folder: Path, capsys: Capture) -> None:
    assert "double-space" in rules(capsys, word("The group noted  the paper."))


def test_a_report_of_a_workspace_points_into_its_records(place: Path, capsys: Capture) -> None:
    edited_minutes = Path("records/meetings/11.md")
    content = edited_minutes.read_text(encoding="utf-8")
    line = next(one for one in content.split("\n") if one.startswith("The group"))
    edited_minutes.write_text(content.replace(line, line.replace(" ", "  ", 1)), encoding="utf-8", newline="\n")
    (one,) = found(capsys, "r", "--rule", "double-space")
    assert one["file"] == "records/meetings/11.md"
    assert one["line"] == content.split("\n").index(line) + 1
    assert one["column"]


def test_words_on_a_later_line_and_in_a_list_are_found_and_fixed_where_they_stand(place: Path, capsys: Capture) -> None:
    minutes = Path("records/meetings/11.md")
    content = (
        "## Alpha {#alpha topic=alpha}\n\nThe group asked\nfor a  list:\n\n1. of lamps\n   and  wires;\n2. of  bulbs.\n"
    )
    minutes.write_text(content, encoding="utf-8")
    found_places = [(one["line"], one["column"]) for one in found(capsys, "r", "--rule", "double-space")]
    assert found_places == [(4, 6), (7, 7), (8, 6)]
    assert run(["check", "r", "--rule", "double-space", "--fix"]) == 0
    assert minutes.read_text(encoding="utf-8") == content.replace("a  list", "a list").replace(
        "and  w", "and w"
    ).replace("of  b", "of b")


def test_what_a_reference_prints_is_left_to_the_draft(place: Path, capsys: Capture) -> None:
    Path("records/meetings/11.md").write_text(
        "## Alpha {#alpha topic=alpha}\n\nThe group noted [[77]] and CWG-TEST-11/78.\n", encoding="utf-8"
    )
    (one,) = found(capsys, "r", "--rule", "unknown-document")
    assert one["message"] == "'CWG-TEST-11/78' is not a document of the 11th meeting"
    run(["build", "r"])
    said = capsys.readouterr().err
    assert "unregistered-document: document 77" in said
    assert "CWG-TEST-11/77" not in said


def test_what_several_reports_print_is_found_once(place: Path, capsys: Capture) -> None:
    Path("records/reports/s.yaml").write_bytes(Path("records/reports/r.yaml").read_bytes())
    minutes = Path("records/meetings/11.md")
    minutes.write_text(
        minutes.read_text(encoding="utf-8").replace(" requested the ", " requested  the ", 1), encoding="utf-8"
    )
    assert rules(capsys, "--rule", "double-space") == ["double-space"]


OTHERS = (
    "1\tWork\n1.1\tThe 11th meeting of CWG-LAMP was held on 5 May 2020. CWG-LAMP noted CWG-LAMP-11/7.\n"
    "1.2\tThe CWG LAMP thanked CWG-LAMP.\n"
)


@pytest.mark.parametrize("acronym", ["CWG-LAMP", "CWG-BULB"])
def test_an_empty_workspace_changes_nothing_of_what_is_found(folder: Path, capsys: Capture, acronym: str) -> None:
    name = text(OTHERS)
    alone = found(capsys, name, "--no-workspace")
    assert "group-acronym" in {one["rule"] for one in alone}
    assert run(["init", "--name", "Group", "--acronym", acronym, "."]) == 0
    capsys.readouterr()
    assert found(capsys, name) == alone


def test_the_records_say_nothing_of_another_groups_documents(place: Path, capsys: Capture) -> None:
    """Its 11th meeting is another one."""
    assert "wrong-meeting-date" not in rules(capsys, text(OTHERS))
    mine = OTHERS.replace("CWG-LAMP", "CWG-TEST").replace("CWG LAMP", "CWG TEST")
    assert "wrong-meeting-date" in rules(capsys, text(mine))


def test_without_words_every_report_is_checked(place: Path, capsys: Capture) -> None:
    assert run(["check", "--rule", "double-space"]) == 0
    assert capsys.readouterr().err == "nothing found\n"


def test_a_file_that_is_not_there_is_named(folder: Path, capsys: Capture) -> None:
    assert run(["check", "gone.docx"]) == 2
    assert capsys.readouterr().err == (
        "error: there is no file gone.docx\n    help: name a Word file, a text, or a report\n"
    )


def test_an_unknown_rule_is_named_with_its_near_miss(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--rule", "wrong-weakday"]) == 2
    assert capsys.readouterr().err == (
        "error: there is no rule 'wrong-weakday'; did you mean 'wrong-weekday'?\n    help: cwgdraft rule lists them\n"
    )


def test_rules_of_the_house_style_that_there_are_not_are_named_all_at_once(place: Path, capsys: Capture) -> None:
    Path("records/house.yaml").write_text(
        "format: 1\nrules: {off: [duble-space], severity: {zebra: advice}}\n", encoding="utf-8"
    )
    for command in (["check", "r"], ["build", "r"]):
        assert run(command) == 2
        assert capsys.readouterr().err == (
            "error: under 'rules' in house.yaml: 'duble-space' is no rule; did you mean 'double-space'?; "
            "'zebra' is no rule\n    help: correct it or take it out; cwgdraft rule lists them\n"
        )


def test_files_that_can_not_be_read_are_said_all_at_once(folder: Path, capsys: Capture) -> None:
    Path("a.docx").write_bytes(b"%PDF-1.7")
    Path("b.docx").write_bytes(b"")
    assert run(["check", "a.docx", "b.docx"]) == 2
    said = capsys.readouterr().err
    assert "a.docx is no Word document: it looks like a PDF" in said
    assert "b.docx is empty" in said


# --- forms ------------------------------------------------------------------------------------------


def test_other_programs_get_annotations_and_sarif(folder: Path, capsys: Capture) -> None:
    run(["check", text(), "--rule", "wrong-weekday", "--format", "github"])
    assert capsys.readouterr().out.startswith("::error file=old.txt,title=wrong-weekday::1.2, ")
    run(["check", text(), "--rule", "wrong-weekday", "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    (result,) = log["runs"][0]["results"]
    assert (log["version"], result["ruleId"], result["level"]) == ("2.1.0", "wrong-weekday", "error")


def test_severity_chooses_what_is_shown_and_counts(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--rule", "double-space", "--severity", "error"]) == 0
    assert capsys.readouterr().out == ""


# --- accepted, known, changed -----------------------------------------------------------------------


def with_mark(mark: str) -> None:
    """Put a double space into a statement of the minutes, and a mark at its end."""
    path = Path("records/meetings/11.md")
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(
        n
        for n, one in enumerate(lines)
        if one and not one.startswith(("#", "{", "-")) and "{" not in one and " the " in one
    )
    lines[at] = f"{lines[at].replace(' ', '  ', 1)} {{{mark}}}"
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def test_a_finding_is_accepted_beside_the_text_with_a_reason(place: Path, capsys: Capture) -> None:
    with_mark('accept="double-space: printed so"')
    assert run(["check", "r", "--rule", "double-space"]) == 0
    assert capsys.readouterr().err == "1 accepted with a reason\nnothing found\n"


def test_what_is_found_in_computed_sentences_is_accepted_in_the_plan(place: Path, capsys: Capture) -> None:
    phrases = Path("templates/phrases/en.yaml")
    words = phrases.read_text(encoding="utf-8")
    assert '"{{ ordinals }} meeting"' in words
    phrases.write_text(words.replace("{{ ordinals }} meeting", "{{ ordinals }}  meeting"), encoding="utf-8")
    assert "double-space" in rules(capsys, "r", "--rule", "double-space")
    plan = Path("records/reports/r.yaml")
    plan.write_text("# accept double-space: printed so\n" + plan.read_text(encoding="utf-8"), encoding="utf-8")
    left = found(capsys, "r", "--rule", "double-space")
    assert [one["file"] for one in left] == ["records/meetings/12.md"]


def test_without_a_reason_nothing_is_accepted(place: Path, capsys: Capture) -> None:
    with_mark('accept="double-space"')
    assert run(["check", "r", "--rule", "double-space"]) == 1
    out = capsys.readouterr().out
    assert "warning double-space: " in out
    assert "warning wrong-accept: double-space is accepted here without a reason, so it isn't" in out


def test_a_mark_that_accepts_nothing_is_reported(place: Path, capsys: Capture) -> None:
    path = Path("records/meetings/11.yaml")
    path.write_text("# accept wrong-weekday: it was so\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    run(["check"])
    out = capsys.readouterr().out
    assert (
        "records/meetings/11.yaml:1:1: warning wrong-accept: 'wrong-weekday' is accepted here, and isn't found" in out
    )


def test_a_mark_for_an_unknown_rule_is_reported(place: Path, capsys: Capture) -> None:
    with_mark('accept="duble-space: printed so"')
    run(["check", "r", "--rule", "wrong-accept"])
    assert (
        "there is no rule 'duble-space' that could be accepted; did you mean 'double-space'?" in capsys.readouterr().out
    )


def test_a_baseline_leaves_out_what_is_known(folder: Path, capsys: Capture) -> None:
    name = text()
    assert run(["check", name, "--rule", "double-space", "--baseline", "known.json", "--write-baseline"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == "wrote known.json: 1 findings are known from now on"
    assert run(["check", name, "--rule", "double-space", "--baseline", "known.json"]) == 0
    assert capsys.readouterr().err == "1 known from known.json\nnothing found\n"
    text("1\tWork\n\n1.1\tThe group noted  the paper.\n1.2\tThe group  met.\n")
    assert len(found(capsys, name, "--rule", "double-space", "--baseline", "known.json")) == 1


@pytest.mark.parametrize("content", ["[" * 100_000, '{"format": 1, "findings": ' + "[" * 100_000, "null", "[]"])
def test_a_damaged_baseline_is_refused(folder: Path, capsys: Capture, content: str) -> None:
    Path("known.json").write_text(content, encoding="utf-8")
    assert run(["check", text(), "--baseline", "known.json"]) == 2
    assert "known.json is no baseline of this version" in capsys.readouterr().err


def test_a_file_whose_name_is_no_text_has_a_baseline_and_an_address(folder: Path, capsys: Capture) -> None:
    name = text(name=os.fsdecode(b"old\xff.txt"))
    assert run(["check", name, "--baseline", "known.json", "--write-baseline"]) == 0
    assert json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"][0]["file"] == name
    assert run(["check", name, "--baseline", "known.json"]) == 0
    capsys.readouterr()
    run(["check", name, "--format", "sarif"])
    (found, *_) = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "old%FF.txt"


def test_signs_that_steer_a_terminal_are_written_out(folder: Path, capsys: Capture) -> None:
    name = text("1\tWork\n1.1\tThe \x1b[31mlamps.. and \x9b\u202eoil.. burn.\n")
    for form in ("text", "github"):
        run(["check", name, "--format", form, "--rule", "stop-twice"])
        out = capsys.readouterr().out
        assert "\\x1b[31mlamps.." in out
        assert "\\x9b\\u202eoil.." in out
        assert not {"\x1b", "\x9b", "\u202e"} & set(out)


def test_a_file_that_is_no_baseline_is_refused(folder: Path, capsys: Capture) -> None:
    Path("known.json").write_text("{}", encoding="utf-8")
    assert run(["check", text(), "--baseline", "known.json"]) == 2
    assert capsys.readouterr().err == (
        "error: known.json is no baseline of this version\n"
        "    help: move it away, or name another file with --baseline; --write-baseline writes one\n"
    )


@needs_git
def test_changed_shows_only_what_the_last_edits_touched(folder: Path, capsys: Capture) -> None:
    place = repository(folder)
    minutes = place.root / "records/meetings/11.md"
    lines = minutes.read_text(encoding="utf-8").split("\n")
    statements = [
        n
        for n, one in enumerate(lines)
        if one and not one.startswith(("#", "{", "-")) and "{" not in one and " the " in one
    ]
    lines[statements[0]] = lines[statements[0]].replace(" the ", " the  ", 1)
    minutes.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    committed(folder, "a slip")
    assert rules(capsys, "r", "--rule", "double-space", "--changed") == []
    lines[statements[1]] = lines[statements[1]].replace(" the ", " the  ", 1)
    minutes.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    (one,) = found(capsys, "r", "--rule", "double-space", "--changed")
    assert one["line"] == statements[1] + 1
    assert git(folder, "status", "--short").strip() == "M records/meetings/11.md"


def test_changed_outside_a_repository_says_so(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--rule", "double-space", "--changed"]) == 2
    assert "lies in no git repository\n    help: leave --changed out\n" in capsys.readouterr().err


# --- fixing -----------------------------------------------------------------------------------------


def test_a_safe_fix_changes_just_those_bytes_of_a_record(place: Path, capsys: Capture) -> None:
    path = Path("records/meetings/11.md")
    before = path.read_bytes()
    path.write_bytes(
        b"\xef\xbb\xbf" + before.replace(b" requested the ", b" requested  the ", 1).replace(b"\n", b"\r\n")
    )
    assert run(["check", "r", "--rule", "double-space", "--fix"]) == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + before.replace(b"\n", b"\r\n")
    assert "put right: 1" in capsys.readouterr().err


def test_a_text_is_fixed_in_place(folder: Path, capsys: Capture) -> None:
    name = text()
    assert run(["check", name, "--rule", "double-space", "--fix"]) == 0
    assert Path(name).read_text(encoding="utf-8") == TEXT.replace("noted  the", "noted the")


def test_a_word_file_is_fixed_with_tracked_changes_in_a_file_beside_it(folder: Path, capsys: Capture) -> None:
    name = word("The group noted  the paper.", "It met.")
    before = Path(name).read_bytes()
    assert run(["check", name, "--rule", "double-space", "--fix"]) == 0
    assert Path(name).read_bytes() == before
    fixed = read_file(Path("old-fixed.docx"))
    assert count_tracked(fixed)
    final, original = (read_draft(fixed, "x", view) for view in (View.FINAL, View.ORIGINAL))
    assert [block.text for block in final.blocks] == ["The group noted the paper.", "It met."]
    assert [block.text for block in original.blocks] == ["The group noted  the paper.", "It met."]
    assert findings_of(Path("old-fixed.docx")) == ""


def test_a_fixed_file_that_somebody_edited_is_not_overwritten(folder: Path, capsys: Capture) -> None:
    name = word("The group noted  the paper.")
    Path("old-fixed.docx").write_bytes(b"mine")
    assert run(["check", name, "--rule", "double-space", "--fix"]) == 2
    assert Path("old-fixed.docx").read_bytes() == b"mine"


# --- comments ---------------------------------------------------------------------------------------


def test_findings_can_be_read_as_comments_in_word(folder: Path, capsys: Capture) -> None:
    name = word("Nothing here.", "The group noted  the paper.")
    assert run(["check", name, "--rule", "double-space", "--annotate", "answer.docx"]) == 1
    draft = read_draft(read_file(Path("answer.docx")), "answer")
    (comment,) = [one for one in draft.stories if one.kind is StoryKind.COMMENT]
    assert " ".join(comment.excerpt.split()) == "The group noted the paper."
    assert comment.blocks[0].text.startswith("Warning: ")
    assert comment.blocks[-1].text == "[double-space]"
    assert findings_of(Path("answer.docx")) == ""


def test_a_report_is_annotated_as_it_would_be_built(place: Path, capsys: Capture) -> None:
    minutes = Path("records/meetings/11.md")
    minutes.write_text(
        minutes.read_text(encoding="utf-8").replace(" requested the ", " requested  the ", 1), encoding="utf-8"
    )
    assert run(["check", "r", "--rule", "double-space", "--annotate", "answer.docx"]) == 1
    draft = read_draft(read_file(Path("answer.docx")), "answer")
    (comment,) = [one for one in draft.stories if one.kind is StoryKind.COMMENT]
    assert "requested" in comment.excerpt


def test_a_text_has_no_comments(folder: Path, capsys: Capture) -> None:
    assert run(["check", text(), "--annotate", "answer.docx"]) == 2
    assert (
        "error: old.txt is no Word file, so it can't have comments\n    help: leave --annotate out"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--unsafe"], "--unsafe is for --fix: it shows what --fix alone leaves"),
        (["--out", "x.docx"], "--out names where --fix writes: add --fix"),
        (["a.txt", "b.txt", "--annotate", "x.docx"], "--annotate and --out are for one document: name just one"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    folder: Path, capsys: Capture, words: list[str], message: str
) -> None:
    assert run(["check", *words]) == 2
    assert message in capsys.readouterr().err


# --- rules and the last look --------------------------------------------------------------------------


def test_a_rule_prints_its_manual_page(capsys: Capture) -> None:
    assert run(["rule", "wrong-weekday"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("wrong-weekday (facts; error)\n\n")
    for words in ("Is found:", "Is right:", 'accept="wrong-weekday: …"', "rules: {off: [wrong-weekday]}"):
        assert words in page


def test_all_rules_are_listed_by_group(capsys: Capture) -> None:
    assert run(["rule"]) == 0
    out = capsys.readouterr().out
    assert [one for one in out.splitlines() if one.endswith(":") and not one.startswith(" ")] == [
        "facts:", "references:", "carried over:", "structure:", "house style:", "agreed text:", "language:",
    ]  # fmt: skip


def test_a_report_with_open_facts_is_not_ready(place: Path, capsys: Capture) -> None:
    assert run(["ready", "r"]) == 1
    printed = capsys.readouterr()
    assert "not ok  open placeholders: 2\n" in printed.out
    assert "ok      traces of its making in the copy for the outside: none\n" in printed.out
    assert printed.err == "r isn't ready\n"


def test_what_the_baseline_knows_is_a_remark_of_the_last_look(place: Path, capsys: Capture) -> None:
    minutes = Path("records/meetings/11.md")
    minutes.write_text(minutes.read_text(encoding="utf-8").replace("group ", "group  ", 1), encoding="utf-8")
    run(["ready", "r"])
    assert "not ok  errors and warnings: 1\n" in capsys.readouterr().out
    run(["check", "--write-baseline"])
    run(["ready", "r"])
    out = capsys.readouterr().out
    assert "ok      errors and warnings: none\n        (1 known from baseline.json)\n" in out


def test_what_is_less_severe_is_counted(folder: Path, capsys: Capture) -> None:
    name = text()
    run(["check", name, "--severity", "error"])
    said = capsys.readouterr().err
    run(["check", name, "--severity", "advice", "--json"])
    less = sum(one["severity"] != "error" for one in json.loads(capsys.readouterr().out)["findings"])
    assert less
    assert f"less severe: {less} (shown with --severity advice)\n" in said


def test_a_draft_that_was_edited_by_hand_is_not_ready(place: Path, capsys: Capture) -> None:
    assert run(["build", "r"]) in (0, 1)
    path = Path("build/r.docx")
    parts = read_file(path)
    main = parts["word/document.xml"].decode()
    at = main.index("</w:t>", main.index("_cwg"))
    parts["word/document.xml"] = f"{main[:at]} and more{main[at:]}".encode()
    path.write_bytes(pack(parts))
    capsys.readouterr()
    run(["ready", "r"])
    assert "r.docx: 1 paragraph was edited (cwgdraft status r.docx)" in capsys.readouterr().out
