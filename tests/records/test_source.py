"""How the bytes of a record file become text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.records.source import read_source
from tests.builders import shown


def read(folder: Path, data: bytes) -> tuple[str | None, list[str]]:
    path = folder / "42.yaml"
    path.write_bytes(data)
    source, findings = read_source(path)
    return source.text if source else None, [line.removeprefix(f"{folder.as_posix()}/") for line in shown(findings)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_the_same_in_every_encoding_that_says_its_name(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "place: Genève\n".encode(encoding)) == ("place: Genève\n", [])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_machine_become_line_feeds(tmp_path: Path, end: str) -> None:
    assert read(tmp_path, f"a{end}{end}b".encode()) == ("a\n\nb", [])


def test_a_byte_of_windows_is_named_with_its_place(tmp_path: Path) -> None:
    assert read(tmp_path, b"x: 1\nplace: Gen\xe8ve\n")[1] == [
        "42.yaml:2:11: error not-utf-8: the file isn't UTF-8: a byte that Windows shows as 'è' stands here"
        " | save the file as UTF-8"
    ]


def test_utf_16_without_its_mark_is_recognised(tmp_path: Path) -> None:
    assert read(tmp_path, "format: 1".encode("utf-16-le"))[1] == [
        "42.yaml:1:1: error not-utf-8: the file isn't text in UTF-8: every second byte or more is zero, as in UTF-16"
        " or a program's file | save the file as UTF-8"
    ]


def test_half_a_sign_of_utf_16_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xff\xfea\x00\x00")[1] == [
        "42.yaml:1:1: error not-utf-8: the file begins as UTF-16 but isn't | save the file as UTF-8"
    ]


def test_a_file_of_more_than_two_megabytes_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, b"#" * 2_000_001)[1] == [
        "42.yaml: error file-too-large: the file has 2,000,001 bytes; a record file has at most 2,000,000"
        " | split it, or take out what isn't a record"
    ]


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "42.yaml").mkdir()
    _, findings = read_source(tmp_path / "42.yaml")
    assert findings[0].message == "the file can't be read: Is a directory"
    assert findings[0].help == "check its name and rights"


def test_every_line_of_a_merge_conflict_is_named(tmp_path: Path) -> None:
    text = b"a: >-\n<<<<<<< HEAD\n  one\n=======\n  two\n>>>>>>> main\n"
    help_ = " | choose one of the two versions and take the marked lines out"
    assert read(tmp_path, text)[1] == [
        f"42.yaml:2:1: error merge-conflict: a merge conflict was left in the file: '<<<<<<< HEAD'{help_}",
        f"42.yaml:4:1: error merge-conflict: a merge conflict was left in the file: '======='{help_}",
        f"42.yaml:6:1: error merge-conflict: a merge conflict was left in the file: '>>>>>>> main'{help_}",
    ]


def test_a_row_of_equals_signs_alone_is_no_conflict(tmp_path: Path) -> None:
    assert read(tmp_path, b"Title\n=======\n")[1] == []


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x85", "\u2028", "\ufeff", "\ufffe", "\U0010fff0"])
def test_a_sign_that_no_document_can_hold_is_refused_at_its_place(tmp_path: Path, sign: str) -> None:
    assert read(tmp_path, f"ab: 1\nc: d{sign}".encode())[1] == [
        f"42.yaml:2:5: error unprintable-character: the character U+{ord(sign):04X} can't stand in a document"
        " | delete it (it is invisible in most editors: retype the word)"
    ]


def test_a_flood_of_bad_signs_is_counted_and_not_listed(tmp_path: Path) -> None:
    findings = read(tmp_path, b"a\x01" * 500_000)[1]
    assert len(findings) == 21
    assert findings[-1].startswith("42.yaml: error unprintable-character: the file has 499,980 more such characters")


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_findings(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    text, findings = read(tmp_path_factory.getbasetemp(), data)
    assert (text is None) == bool(findings)
