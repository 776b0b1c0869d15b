"""From the files under records/ to Records, or to everything that is wrong with them."""

# ruff: noqa: E501 - messages stand whole

from collections.abc import Mapping
from pathlib import Path

import pytest

from cwgdraft.errors import RecordsError
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from tests.builders import GROUP, MEETING, PLAN, shown, workspace

M, P, G = "records/meetings/42.yaml", "records/reports/p.yaml", "records/group.yaml"


def load(folder: Path, files: Mapping[str, str | bytes]) -> Records:
    return load_records(workspace(folder, files))


def findings(folder: Path, files: Mapping[str, str | bytes]) -> list[str]:
    try:
        found = load(folder, files).findings
    except RecordsError as error:
        found = error.findings
    return shown(found, folder)


def test_a_group_alone_is_a_whole_workspace(tmp_path: Path) -> None:
    records = load(tmp_path, {})
    assert (list(records.topics()), records.meetings, records.findings) == (["lamps", "buoys"], {}, ())


def test_facts_and_words_come_together_by_name(tmp_path: Path) -> None:
    records = load(tmp_path, {M: MEETING, M[:-4] + "md": "## A {#a}\n\nx", M[:-4] + "fr.md": "## B {#a}\n\ny", P: PLAN})
    minutes = records.meetings[42].minutes
    assert {tag: words.items[0].title[0].text for tag, words in minutes.items()} == {"en": "A", "fr": "B"}
    assert records.plans["p"].is_pattern


def test_only_the_minutes_that_are_asked_for_are_read(tmp_path: Path) -> None:
    files = {M: MEETING, M[:-4] + "md": "words before an item"}
    assert load_records(workspace(tmp_path, files), lambda plans: ()).meetings[42].minutes == {}


def test_reading_changes_no_file(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + MEETING.replace("\n", "\r\n").encode()
    load(tmp_path, {M: data})
    assert (tmp_path / M).read_bytes() == data


def test_what_lies_about_of_other_programs_is_skipped(tmp_path: Path) -> None:
    litter = {f"records/meetings/{name}": "\0" for name in ("._42.yaml", ".~lock.42.md#", "~$42.md", "42.yaml~")}
    assert findings(tmp_path, {**litter, "records/reports/p.comments.yaml": "x"}) == []


def test_mistakes_of_all_files_are_named_at_once_and_in_order(tmp_path: Path) -> None:
    found = findings(
        tmp_path, {M: "format: 1\nnumber: x", P: PLAN + "session: C9", "records/meetings/43.yaml": "a: @b"}
    )
    assert [line.split(" | ")[0] for line in found] == [
        "records/meetings/42.yaml:2:9: error wrong-value: 'x' is no whole number",
        "records/meetings/43.yaml:1:4: error invalid-yaml: a text can't begin like this: 'a: @b'",
        "records/reports/p.yaml:4:10: error unknown-name: 'C9' is not a Council session of the register",
    ]


def test_a_file_that_cannot_be_read_makes_no_dangling_names(tmp_path: Path) -> None:
    files = {
        M: "format: 1\nnumber: 42\nx: y",
        P: PLAN + "meetings: [42]\nsession: C9",
        "records/registers/sessions.yaml": "x",
    }
    assert [line.split(": ")[0] for line in findings(tmp_path, files)] == [
        "records/meetings/42.yaml:3:1",
        "records/registers/sessions.yaml:1:1",
    ]


@pytest.mark.parametrize(
    ("files", "finding"),
    [
        ({G: GROUP + "mandate: [PP 1]"}, "records/group.yaml:7:11: error unknown-name: 'PP 1' is not a resolution of the"
         " register | record it first"),
        ({G: GROUP + "plans: {one: q}", P: PLAN}, "records/group.yaml:7:14: error unknown-name: 'q' is not a plan"
         " | use one of: p; or record it"),
        ({G: GROUP + "  - {key: lamps, title: x}"}, "records/group.yaml:7:11: error duplicate-topic: the topic 'lamps'"
         " stands twice | give one another key"),
        ({M: MEETING + "documents: {1: {topic: lamp}}"}, "records/meetings/42.yaml:3:24: error unknown-name: 'lamp' is not"
         " a topic of the outline; did you mean 'lamps'? | use one of: lamps, buoys; or record it"),
        ({P: PLAN + "meetings: [42]"}, "records/reports/p.yaml:4:12: error unknown-name: '42' is not a meeting with a"
         " record | record it first"),
        ({M: MEETING, P: PLAN + "meetings: [42, 42]"}, "records/reports/p.yaml:4:16: error duplicate-meeting: the meeting"
         " 42 stands twice | keep one of them"),
        ({P: PLAN + "since: C8"}, "records/reports/p.yaml:4:8: error unknown-name: 'C8' is not a Council session of the"
         " register | record it first"),
        ({P: PLAN + "box_layout: b"}, "records/reports/p.yaml:4:13: error unknown-name: 'b' is not a layout of the front"
         " box | record it first"),
        ({P: PLAN + "sections: [{topic: buoy}]"}, "records/reports/p.yaml:4:20: error unknown-name: 'buoy' is not a topic"
         " of the outline; did you mean 'buoys'? | use one of: lamps, buoys; or record it"),
        ({P: PLAN + "sections:\n  - key: a\n    sections: [{title: x}]"}, "records/reports/p.yaml:6:16: error missing-key:"
         " a section has neither key nor topic | add 'key: …' or 'topic: …'"),
        ({M: MEETING, P: PLAN + "meetings: [42]\nshared: [{meetings: [41]}]"}, "records/reports/p.yaml:5:22: error"
         " unknown-name: '41' is not a meeting of the report | use one of: 42; or record it"),
        ({"records/registers/sessions.yaml": "format: 1\nsessions: {C9: {name: x, dates: 2025-01-01, box: b}}"},
         "records/registers/sessions.yaml:2:50: error unknown-name: 'b' is not a layout of the front box"
         " | record it first"),
        ({"records/meetings/50.md": "## A"}, "records/meetings/50.md:1:1: error words-without-facts: there is no 50.yaml"
         " beside 50.md: these words belong to nothing | write 50.yaml with 'format: 1' and 'number: 50'"),
        ({"records/meetings/042.yaml": MEETING}, "records/meetings/042.yaml:2:9: error wrong-file-name: the file of meeting"
         " 42 is called 042.yaml | call it 42.yaml, or correct the number"),
        ({M: MEETING, "records/meetings/42.yml": MEETING}, "records/meetings/42.yml:1:1: error wrong-file-name: 42.yaml"
         " stands beside 42.yml: only one of them would be read | keep one of the two files"),
        ({M: MEETING, "records/meetings/42.french.md": "## A"}, "records/meetings/42.french.md:1:1: error wrong-file-name:"
         " 'french' is no language: these words are read for no document | call it 42.fr.md, …es.md, …"),
        ({M: MEETING, "records/meetings/42.md": "## A", "records/meetings/42.en.md": "## A"},
         "records/meetings/42.en.md:1:1: error wrong-file-name: 42.md holds the words in 'en' already, the group's language"
         " | keep one of the two files"),
        ({"records/reports/a.b.yaml": PLAN}, "records/reports/a.b.yaml:1:1: error wrong-file-name: a plan can't be called"
         " 'a.b': what stands behind a full stop would be a language | call it a-b.yaml"),
        ({"records/registers/person.yaml": "x"}, "records/registers/person.yaml:1:1: warning unread-file: nothing reads"
         " person.yaml in this folder | call it as it is meant: people.yaml, resolutions.yaml, sessions.yaml are read here;"
         " or put it elsewhere"),
        ({"records/reports/p.YAML": PLAN}, "records/reports/p.YAML:1:1: warning unread-file: nothing reads p.YAML in this"
         " folder | call it p.yaml"),
    ],
)  # fmt: skip
def test_names_that_nothing_answers_to_are_named(tmp_path: Path, files: dict[str, str], finding: str) -> None:
    assert findings(tmp_path, files) == [finding]


def test_the_error_counts_its_findings(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"^the records can't be loaded: 1 error$"):
        load(tmp_path, {M: ""})


def test_the_records_of_the_group_load_without_errors() -> None:
    from cwgdraft.workspace import Workspace

    assert load_records(Workspace(Path(__file__).parents[2])).meetings
