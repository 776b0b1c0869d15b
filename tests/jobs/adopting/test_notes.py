"""Notes, lists and agendas that are taken into records, by file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.adopting.notes import take
from cwgdraft.records.load import load_records
from cwgdraft.word.package import pack
from cwgdraft.workspace import Workspace
from tests.document_builders import p, parts_of, r
from tests.draft_builders import group
from tests.word_builders import template_parts

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return group(tmp_path)


def word(body: str) -> bytes:
    parts = template_parts()
    parts["word/document.xml"] = parts_of(body)["word/document.xml"]
    return pack(parts)


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(r(one))}</w:tc>" for one in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{one}</w:tr>' for one in cells)}</w:tbl>"


def file(place: Workspace, name: str, content: str | bytes) -> Path:
    path = place.root / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_meeting_without_a_record_gets_one(place: Workspace) -> None:
    done = take(place, 20, notes=[file(place, "n.txt", "Alpha\nfine\n")])
    assert list(done.files) == ["records/meetings/20.yaml", "records/meetings/20.md"]
    assert (place.meetings / "20.yaml").read_text() == (
        "# yaml-language-server: $schema=../schema/meeting.json\nformat: 1\nnumber: 20\n"
    )
    assert load_records(place).meetings[20].minutes["en"].count() == 1


def test_nothing_is_written_where_nothing_is_placed(place: Workspace) -> None:
    done = take(place, 20, notes=[file(place, "n.txt", "only words\n")])
    assert (done.files, done.placed, len(done.unplaced)) == ({}, [], 1)
    assert not (place.meetings / "20.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("l.csv", 'Symbol;Title;Submitted by\nCWG-TEST-20/1;"Lamps; all";Utopia\n20/INF/2;Buoys;"Freedonia\nUtopia"\n'),
        ("l.txt", "No.\tTitle\tSource\n1\tLamps; all\tUtopia\nINF/2\tBuoys\tFreedonia, Utopia\n"),
        (
            "l.md",
            "| Doc | Title | Source |\n| --- | --- | --- |\n| 1 | Lamps; all | Utopia |\n"
            "| INF/2 | Buoys | Freedonia and Utopia |",
        ),
    ],
)  # fmt: skip
def test_documents_are_read_from_tables_of_all_sorts(place: Workspace, name: str, content: str) -> None:
    done = take(place, 20, documents=file(place, name, content))
    assert (place.meetings / "20.yaml").read_text().partition("number: 20\n")[2] == (
        "documents:\n  1: {title: Lamps; all, submitters: [Utopia]}\n"
        "  INF/2: {title: Buoys, submitters: [Freedonia, Utopia]}\n"
    )
    assert done.unplaced == []


def test_documents_are_read_from_a_table_in_word(place: Workspace) -> None:
    listed = table(("Document", "Title", "Source"), ("1", "Lamps", "Utopia"), ("INF/2", "Buoys", ""))
    take(place, 20, documents=file(place, "l.docx", word(listed)))
    assert (
        (place.meetings / "20.yaml")
        .read_text()
        .endswith("documents:\n  1: {title: Lamps, submitters: [Utopia]}\n  INF/2: {title: Buoys}\n")
    )


def test_entries_that_are_there_stay_and_what_differs_is_told(place: Workspace) -> None:
    path = place.meetings / "11.yaml"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + before)
    text = "1\tAgenda\n2(Rev.1)\tReport on alpha\n3\tReport on beta (withdrawn)\n7\tLamps\n"
    done = take(place, 11, documents=file(place, "l.txt", text))
    assert [one.what for one in done.looks] == [
        "document 2: the record has no (Rev.), the list (Rev.1)",
        "document 3: the list says that it was withdrawn, the record doesn't",
    ]
    after = path.read_bytes()
    assert after.replace(b"  7: {title: Lamps}\r\n", b"") == b"\xef\xbb\xbf" + before
    assert "7" in load_records(place).meetings[11].facts.documents


def test_an_agenda_in_a_table_of_word_is_read(place: Workspace) -> None:
    items = table(("No.", "Item", "Documents"), ("1", "Alpha", "1, 2"), ("2", "Lamps", ""))
    done = take(place, 20, agenda=file(place, "a.docx", word(items)))
    assert (place.meetings / "20.md").read_text() == (
        "# Minutes of meeting 20\n\n## Alpha {#alpha topic=alpha}\n\n## Lamps {#lamps}\n"
    )
    assert [one.place for one in done.looks] == ["a.docx, row 3, '2 Lamps'"]


def test_agenda_and_notes_are_taken_together_and_a_second_time_change_nothing(place: Workspace) -> None:
    agenda = file(place, "a.txt", "1. Lamps\n2. Alpha\n")
    notes = file(place, "n.txt", "2. Alpha\nfine\n1. Lamps\nlit\n")
    take(place, 20, notes=[notes], agenda=agenda)
    written = (place.meetings / "20.md").read_bytes()
    assert written.decode() == (
        "# Minutes of meeting 20\n\n## Lamps {#lamps}\n\nlit\n\n## Alpha {#alpha topic=alpha}\n\nfine\n"
    )
    done = take(place, 20, notes=[notes], agenda=agenda)
    assert (place.meetings / "20.md").read_bytes() == written
    assert [one.place for one in done.unplaced] == ["n.txt, line 2, 'fine'", "n.txt, line 4, 'lit'"]


def test_what_notes_would_break_in_the_minutes_is_told(place: Workspace) -> None:
    done = take(place, 20, notes=[file(place, "n.txt", 'Alpha\nfine {accept="x: y"} and more\n')], dry_run=True)
    assert any("this mark is printed as text and accepts nothing" in one.what for one in done.looks)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("name", ["notes", "documents", "agenda"])
def test_every_file_of_the_corpus_gives_a_result_or_a_clear_error(place: Workspace, name: str) -> None:
    for path in sorted((CORPUS / "word" / "read").iterdir()):
        try:
            take(place, 20, dry_run=True, **({"notes": [path]} if name == "notes" else {name: path}))  # type: ignore[arg-type]
        except CwgdraftError as error:
            assert path.name in error.message, path.name
            assert error.help, path.name
