"""`cwgdraft diff`: what it compares, prints, writes and refuses."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from cwgdraft.cli import run
from cwgdraft.draft import Kind, Run
from cwgdraft.typesetting.render import typeset
from cwgdraft.word.gate import read_parts
from cwgdraft.word.package import pack
from tests.draft_builders import group as made_up
from tests.draft_builders import minutes
from tests.word_builders import Writer, template

Capture = pytest.CaptureFixture[str]
OLD = "1\tLamps\n1.1\tThe group noted the lamps.\n1.2\tIt closed the item.\n"
NEW = "1\tLamps\n1.1\tThe group noted the bulbs.\n1.2\tIt closed the item.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with two texts and two Word files, in which commands run."""
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "old.docx").write_bytes(document("The group noted the lamps."))
    (tmp_path / "new.docx").write_bytes(document("The group noted the bulbs."))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def document(words: str) -> bytes:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps")
    writer.outline(Kind.NUMBERED, 2, words, origin="41/t#words")
    return typeset(writer.draft(), template(), {})


def test_two_texts_are_compared(place: Path, capsys: Capture) -> None:
    assert run(["diff", "old.txt", "new.txt"]) == 1
    assert capsys.readouterr().out == (
        "--- old.txt\n"
        "+++ new.txt\n"
        "\n"
        "@@ 1 Lamps\n"
        "~ 1.1  The group noted the [-lamps-]{+bulbs+}.\n"
        "\n"
        "1 change: 1 changed\n"
    )


def test_two_word_files_are_compared(place: Path, capsys: Capture) -> None:
    assert run(["diff", "old.docx", "new.docx"]) == 1
    assert "\n~ 1.1  The group noted the [-lamps-]{+bulbs+}.\n" in capsys.readouterr().out


def test_a_file_compared_with_itself_gives_nothing(place: Path, capsys: Capture) -> None:
    assert run(["diff", "old.docx", "old.docx"]) == 0
    assert capsys.readouterr().out == "no changes\n"


def test_a_report_and_its_copy_for_the_outside_say_the_same(place: Path, capsys: Capture) -> None:
    writer = Writer()
    writer.outline(Kind.HEADING, 1, "Lamps")
    writer.outline(Kind.NUMBERED, 2, "The group noted the lamps.", origin="41/t#words")
    writer.plain(Kind.CONTINUATION, "It went on.", origin="41/t#more")
    writer.plain(Kind.SUBHEADING, "Bulbs", origin="41/t#bulbs")
    (place / "old.docx").write_bytes(typeset(writer.draft(), template(), {}))
    (place / "new.docx").write_bytes(typeset(writer.draft(), template(), {}, final=True))
    assert run(["diff", "old.docx", "new.docx"]) == 0
    assert capsys.readouterr().out == "no changes\n"


def test_a_public_redline_accepted_is_the_new_document(place: Path, capsys: Capture) -> None:
    """It doesn't know what its blocks are; that is no change of them."""
    run(["diff", "old.docx", "new.docx", "--redline", "redline.docx", "--public"])
    assert run(["diff", "redline.docx", "new.docx"]) == 0
    assert capsys.readouterr().out == "no changes\n"


def test_a_style_defined_otherwise_is_told_in_every_view(place: Path, capsys: Capture) -> None:
    parts = read_parts((place / "old.docx").read_bytes(), "old")
    styled = b'w:styleId="Numbered2"><w:name w:val="Numbered 2"/><w:basedOn w:val="BodyText"/>'
    assert styled in parts["word/styles.xml"]
    inner = b'<w:rPr><w:color w:val="FF0000"/></w:rPr></w:style>'
    head, _, rest = parts["word/styles.xml"].partition(styled)
    parts["word/styles.xml"] = head + styled + rest.replace(b"</w:style>", inner, 1)
    (place / "new.docx").write_bytes(pack(parts))
    assert run(["diff", "old.docx", "new.docx", "--public"]) == 1
    assert "\n@@ styles\n= style Numbered 2\n    colour: FF0000\n" in capsys.readouterr().out
    assert run(["diff", "old.docx", "new.docx", "--html", "page.html", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["changes"]
    assert (found["story"], found["formats"]) == ({"kind": "styles", "name": "styles"}, ["colour: FF0000"])
    assert "style Numbered 2" in (place / "page.html").read_text(encoding="utf-8")


def test_a_word_file_and_a_text_are_compared_without_their_looks(place: Path, capsys: Capture) -> None:
    run(["diff", "old.docx", "new.txt"])
    assert "new.txt is plain text: looks and links were not compared\n" in capsys.readouterr().err


def test_the_text_of_a_word_file_is_that_file(place: Path, capsys: Capture) -> None:
    """Stories, links, tables with several paragraphs in a cell: what is printed is read as it was meant."""
    for name, noun in (("old", "lamps"), ("new", "bulbs")):
        writer = Writer()
        writer.plain(Kind.FRONT_LABEL, "Purpose")
        writer.plain(Kind.FRONT_TEXT, "A first page.")
        writer.outline(Kind.HEADING, 1, "Lamps. ")
        link = Run("Document 3", link="https://example.org")
        writer.outline(Kind.NUMBERED, 2, f"The group noted the {noun} (", link, ").", origin="41/t#words")
        (place / f"{name}.docx").write_bytes(typeset(writer.draft(), template(), {}))
    capsys.readouterr()
    run(["text", "old.docx"])
    (place / "old.txt").write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["diff", "old.txt", "old.docx"]) == 0
    assert capsys.readouterr().out == "no changes\n"
    assert run(["diff", "old.txt", "new.docx"]) == 1
    assert capsys.readouterr().out.splitlines()[2:] == [
        "",
        "@@ 1 Lamps.",
        "~ 1.1  The group noted the [-lamps-]{+bulbs+} (Document 3).",
        "",
        "1 change: 1 changed",
    ]


def test_nothing_is_an_empty_document(place: Path, capsys: Capture) -> None:
    """Git names /dev/null where a file came or went."""
    assert run(["diff", "/dev/null", "new.txt"]) == 1
    assert capsys.readouterr().out.endswith("3 changes: 3 inserted\n")


def test_colours_stand_in_the_place_of_brackets(place: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    run(["diff", "old.txt", "new.txt", "--color", "always"])
    assert "noted the \x1b[31m\x1b[9mlamps\x1b[0m\x1b[32mbulbs\x1b[0m." in capsys.readouterr().out
    run(["diff", "old.txt", "new.txt", "--color", "never"])
    assert "\x1b" not in capsys.readouterr().out


def test_the_changes_are_printed_as_json(place: Path, capsys: Capture) -> None:
    assert run(["diff", "old.txt", "new.txt", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["counts"]) == (1, {"changed": 1})


def test_a_statistic_is_printed(place: Path, capsys: Capture) -> None:
    run(["diff", "old.txt", "new.txt", "--stat"])
    assert capsys.readouterr().out == " 1 Lamps | 1 changed\n1 change: 1 changed\n"


# --- files that are written -------------------------------------------------------------------------


def test_a_page_is_written_and_may_be_replaced(place: Path, capsys: Capture) -> None:
    assert [run(["diff", "old.docx", "new.docx", "--html", "page.html"]) for _ in range(2)] == [1, 1]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.endswith("wrote page.html\n")
    assert "bulbs" in (place / "page.html").read_text(encoding="utf-8")


def test_a_date_long_ago_is_written_with_four_digits_of_the_year(place: Path) -> None:
    run(["diff", "old.docx", "new.docx", "--redline", "r.docx", "--date", "0500-01-01"])
    xml = read_parts((place / "r.docx").read_bytes(), "r")["word/document.xml"].decode()
    assert 'w:date="0500-01-01T00:00:00Z"' in xml


def test_a_document_that_comes_through_a_pipe_is_read_once(place: Path) -> None:
    os.mkfifo(place / "pipe.docx")
    data = (place / "old.docx").read_bytes()
    writer = threading.Thread(target=lambda: (place / "pipe.docx").write_bytes(data), daemon=True)
    writer.start()
    assert run(["diff", "pipe.docx", "new.docx", "--redline", "r.docx"]) == 1
    assert (place / "r.docx").exists()


def test_an_input_under_another_name_is_never_written(place: Path, capsys: Capture) -> None:
    os.link(place / "new.docx", place / "NEW.docx")  # as a disk has it that knows no capitals
    assert run(["diff", "old.docx", "new.docx", "--redline", "NEW.docx", "--force"]) == 2
    assert "NEW.docx is one of the documents that are read" in capsys.readouterr().err


def test_a_redline_is_written_with_author_and_date(place: Path, capsys: Capture) -> None:
    words = ["diff", "old.docx", "new.docx", "--redline", "r.docx", "--author", "A. Clerk", "--date", "2031-03-04"]
    assert [run(words) for _ in range(2)] == [1, 1]
    assert capsys.readouterr().err.endswith("wrote r.docx\n")
    xml = read_parts((place / "r.docx").read_bytes(), "r.docx")["word/document.xml"].decode()
    assert "<w:delText" in xml
    assert 'w:author="A. Clerk" w:date="2031-03-04T00:00:00Z"' in xml


def test_a_redline_that_was_edited_is_not_replaced_without_force(place: Path, capsys: Capture) -> None:
    words = ["diff", "old.docx", "new.docx", "--redline", "r.docx"]
    run(words)
    edited = (place / "old.docx").read_bytes()
    (place / "r.docx").write_bytes(edited)
    assert run(words) == 2
    assert capsys.readouterr().err.endswith(
        "error: r.docx is there already, and isn't as this command wrote it\n"
        "    help: write to another file, or give it up with --force\n"
    )
    assert (place / "r.docx").read_bytes() == edited
    assert run([*words, "--force"]) == 1
    assert (place / "r.docx").read_bytes() != edited


@pytest.mark.parametrize("option", ["--html", "--redline"])
@pytest.mark.parametrize("name", ["old.docx", "./new.docx", "link.docx"])
def test_a_document_that_is_compared_is_never_written(place: Path, option: str, name: str, capsys: Capture) -> None:
    (place / "link.docx").symlink_to("new.docx")
    before = digests(place)
    assert run(["diff", "old.docx", "new.docx", option, name, "--force"]) == 2
    assert "is one of the documents that are read\n    help: write to another file\n" in capsys.readouterr().err
    assert digests(place) == before


def test_page_and_redline_are_two_files(place: Path) -> None:
    assert run(["diff", "old.docx", "new.docx", "--html", "x.docx", "--redline", "x.docx"]) == 2
    assert not (place / "x.docx").exists()


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


# --- what can't be compared -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("diff", "name two files, or a report with --since REVISION"),
        ("diff old.txt", "1 document named: name two, or a report with --since REVISION"),
        ("diff old.txt new.txt old.docx", "3 documents named: name two, or a report with --since REVISION"),
        ("diff r --since a --against-summaries", "--since and --against-summaries are two comparisons: ask for one"),
        ("diff r --against-summaries --redline x.docx", "a redline needs two documents: --against-summaries has only"),
        ("diff old.docx new.docx --causes", "--causes writes comments into a redline: name it with --redline"),
        ("diff old.docx new.docx --redline x.docx --causes --public", "--public leaves out the causes"),
        ("diff old.docx new.docx --date never", "'never' is no date; write 2026-02-13"),
        ("diff old.docx new.docx --date 9999-12-31T23:59:59-12:00", "'9999-12-31T23:59:59-12:00' is no date"),
        ("diff old.docx new.docx --author=", "tracked changes need an author: write a name"),
        ("diff old.docx new.docx --author=A\x1bB", "the name has signs that no file can hold"),
        (f"diff old.docx new.docx --author={300 * 'x'}", "the name has 300 signs; Word takes 255"),
        ("diff old.docx new.docx --author Me", "--author is for a redline: name it with --redline OUT.docx"),
        ("diff old.docx new.docx --date 2026-02-13", "--date is for a redline: name it with --redline OUT.docx"),
        (
            "diff old.docx new.docx --json --stat",
            "--json and --stat are two forms: ask for one; the JSON has the counts",
        ),
        ("diff old.docx new.docx --redline x.doc", "'x.doc' must end in .docx, or Word won't open it"),
        ("diff old.docx new.docx --html -", "a page is written into a file: name it, such as changes.html"),
        ("diff old.txt nope.docx", "error: there is no file nope.docx\n    help: name two files, or a report with"),
        (
            "diff old.txt new.docx --redline x.docx",
            "error: a redline is made of two Word files\n    help: leave",
        ),
    ],
)
def test_what_can_not_run_ends_with_2_and_says_why(place: Path, words: str, said: str, capsys: Capture) -> None:
    before = digests(place)
    assert run(words.split()) == 2
    assert said in capsys.readouterr().err
    assert digests(place) == before


def test_both_documents_that_can_not_be_read_are_named_at_once(place: Path, capsys: Capture) -> None:
    (place / "old.docx").write_bytes(b"%PDF-1.7")
    assert run(["diff", "old.docx", "nope.docx"]) == 2
    printed = capsys.readouterr().err
    assert "old.docx" in printed
    assert "there is no file nope.docx" in printed


# --- reports ----------------------------------------------------------------------------------------


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace in git, one statement reworded since its only commit."""
    made_up(tmp_path, minutes("## Alpha {topic=alpha}\n\nThe group noted the lamps. {#a}\n"), templates=True)
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)
    made_up(tmp_path, minutes("## Alpha {topic=alpha}\n\nThe group noted the bulbs. {#a}\n"), templates=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_report_is_compared_with_itself_at_a_revision(records: Path, capsys: Capture) -> None:
    assert run(["diff", "11", "--since", "HEAD"]) == 1
    printed = capsys.readouterr().out
    assert "The group noted the [-lamps-]{+bulbs+}." in printed
    assert "    cause: records/meetings/11.md:3" in printed


def test_the_public_sees_no_cause(records: Path, capsys: Capture) -> None:
    run(["diff", "11", "--since", "HEAD", "--public"])
    printed = capsys.readouterr().out
    assert printed.startswith("--- one-11, before\n+++ one-11\n")
    assert "records/" not in printed
    run(["diff", "11", "--since", "HEAD", "--public", "--json"])
    printed = capsys.readouterr().out
    assert "records/" not in printed
    assert "origin" not in printed


def test_a_redline_for_the_public_does_not_say_what_it_was_made_from(place: Path) -> None:
    words = ["diff", "old.docx", "new.docx", "--redline", "r.docx"]
    for option, told in (([], True), (["--public"], False)):
        run([*words, *option])
        parts = read_parts((place / "r.docx").read_bytes(), "r.docx")
        assert any(b"41/t#words" in data for data in parts.values()) is told
        assert any(b"_cwg" in data for data in parts.values()) is told


def test_the_public_sees_no_folder(place: Path, capsys: Capture) -> None:
    (place / "inner").mkdir()
    (place / "old.txt").rename(place / "inner" / "old.txt")
    run(["diff", "inner/old.txt", "new.txt", "--public"])
    assert capsys.readouterr().out.startswith("--- old.txt\n")
    run(["diff", "inner/old.txt", "new.txt"])
    assert capsys.readouterr().out.startswith("--- inner/old.txt\n")


def test_causes_are_comments_of_a_redline_when_asked(records: Path) -> None:
    words = ["diff", "11", "--since", "HEAD", "--redline", "r.docx"]
    assert run([*words, "--causes"]) == 1
    comments = read_parts((records / "r.docx").read_bytes(), "r.docx")["word/comments.xml"].decode()
    assert "records/meetings/11.md:3" in comments
    assert run(words) == 1
    assert "word/comments.xml" not in read_parts((records / "r.docx").read_bytes(), "r.docx")


def test_a_file_is_compared_with_what_its_records_make_now(records: Path, capsys: Capture) -> None:
    run(["build", "11"])
    assert run(["diff", "build/one-11.docx", "11"]) == 0
    made_up(records, minutes("## Alpha {topic=alpha}\n\nThe group noted the wires. {#a}\n"), templates=True)
    capsys.readouterr()
    assert run(["diff", "build/one-11.docx", "11"]) == 1
    printed = capsys.readouterr().out
    assert "+++ one-11 as built now" in printed
    assert "The group noted the [-bulbs-]{+wires+}." in printed


def test_a_report_is_compared_with_what_its_meetings_approved(records: Path, capsys: Capture) -> None:
    assert run(["diff", "11", "12", "--against-summaries"]) == 0
    printed = capsys.readouterr()
    assert printed.err.startswith("3 statements of the meetings: ")
    assert printed.out == "no changes; folded: 3 meetings named (--all shows them)\n"
