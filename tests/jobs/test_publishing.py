"""Publishing: what is kept, what is refused, what the outside can see, and what changed since."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from cwgdraft.draft import Block
from cwgdraft.errors import CwgdraftError, OutputError
from cwgdraft.jobs.build import BuildOptions, build
from cwgdraft.jobs.compare import document_of
from cwgdraft.jobs.publishing import kept as publishing
from cwgdraft.jobs.publishing.kept import folder_name, load_published, published_drafts
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.jobs.publishing.since import since_published
from cwgdraft.jobs.targets import load_targets
from cwgdraft.records.load import load_records
from cwgdraft.word.gate import read_parts
from cwgdraft.word.tracked import accept, count_tracked, reject
from cwgdraft.workspace import Workspace
from tests.draft_builders import ROOT, group, plan
from tests.repositories import edited

SECTIONS = """\
  - {key: introduction, content: [attendance-and-officers]}
  - {key: general, content: [documents-considered, all-documents]}
  - topic: work
  - topic: other
leave_out:
  - {what: topic opening, reason: the introduction names the speaker}
"""
FACTS = "session: C24\nagenda_item: PL 1.5\n"
DATED = f"{FACTS}date: 2024-05-02\n"
BOX = "box: {action: The Council is invited to note this report.}\n"
MINUTES = "records/meetings/11.md"
LATER = dt.date(2024, 5, 20)


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    return made(tmp_path / "group", DATED + BOX)


def made(folder: Path, more: str, sections: str = SECTIONS) -> Workspace:
    return group(folder, {"records/reports/r.yaml": plan(sections, more=more)}, templates=True)


def refused(place: Workspace, symbol: str, **options: object) -> CwgdraftError:
    with pytest.raises(CwgdraftError) as caught:
        publish(place, "r", symbol, **options)  # type: ignore[arg-type]
    return caught.value


def folders(place: Workspace) -> list[str]:
    root = place.records / "published"
    return sorted(path.name for path in root.iterdir()) if root.is_dir() else []


def blocks(place: Workspace, folder: str) -> tuple[Block, ...]:
    data = (place.records / "published" / folder / "report.docx").read_bytes()
    return document_of(data, folder).draft.blocks


def touched(path: Path, data: bytes) -> None:
    """Write a published file, as somebody does who has taken its write protection away."""
    path.chmod(0o644)
    path.write_bytes(data)


def test_a_publication_keeps_the_document_its_text_and_what_made_it(place: Workspace) -> None:
    done = publish(place, "r", "C24/8")
    folder = place.records / "published" / "C24-8"
    assert done.files == tuple(folder / name for name in ("report.docx", "report.txt", "about.json"))
    assert sorted(path.name for path in folder.iterdir()) == ["about.json", "report.docx", "report.txt"]
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    assert (about["format"], about["symbol"], about["report"]) == (1, "C24/8", "r")
    assert (about["date"], about["language"]) == ("2024-05-02", "en")
    assert about["sha256"] == {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in ("report.docx", "report.txt")
    }
    assert {MINUTES, "records/reports/r.yaml", "templates/council-report.docx"} <= about["sources"].keys()
    assert "The group requested the secretariat:" in (folder / "report.txt").read_text(encoding="utf-8")


def test_symbol_and_date_stand_in_the_document_and_not_in_the_plan(place: Workspace) -> None:
    before = (place.reports / "r.yaml").read_bytes()
    publish(place, "r", "C24/8", date=dt.date(2024, 5, 9))
    text = "\n".join(block.text for block in blocks(place, "C24-8")).replace("\u2011", "-").replace("\xa0", " ")
    assert "C24/8-E" in text
    assert "9 May 2024" in text
    assert (place.reports / "r.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("symbol", "name"),
    [
        ("C26/8", "C26-8"),
        ("C26/8(Rev.1)", "C26-8-Rev.1"),
        ("C26/INF/8(Corr.2)", "C26-INF-8-Corr.2"),
        ("CWG-WSIS&SDG-44/20(Add.1)", "CWG-WSIS&SDG-44-20-Add.1"),
    ],
)
def test_a_folder_is_named_after_the_symbol(symbol: str, name: str) -> None:
    assert folder_name(symbol) == name


@pytest.mark.parametrize(
    ("symbol", "message"),
    [
        ("nonsense", "'nonsense' is no symbol of a document"),
        ("../x", "'../x' is no symbol of a document"),
        ("c24/8", "'c24/8' is no symbol of a document; did you mean C24/8?"),
        ("Document C24/8", "'Document C24/8' is no symbol of a document; did you mean C24/8?"),
        ("A/RES/70/125", "'A/RES/70/125' is no symbol of a document"),
        ("C24/8 Rev.1", "'C24/8 Rev.1' isn't how a symbol is written; did you mean C24/8(Rev.1)?"),
        ("CWG-OTHER-11/8", "CWG-OTHER-11/8 is the symbol of another group's document"),
    ],
)
def test_what_is_no_symbol_is_refused(place: Workspace, symbol: str, message: str) -> None:
    error = refused(place, symbol)
    assert error.message == message
    assert error.help == "write that of a Council document, C26/8, or of the group, CWG-TEST-15/20"
    assert folders(place) == []


def test_the_letter_of_the_language_is_no_part_of_the_symbol(place: Workspace) -> None:
    assert publish(place, "r", "C24/8-E").published.symbol == "C24/8"


def test_open_facts_are_named(tmp_path: Path) -> None:
    error = refused(made(tmp_path, "session: C24\n" + BOX), "C24/8")
    assert error.message == (
        "'r' can't be published yet:\n    open: agenda item (in r.yaml)\n    open: date of the document (in r.yaml)"
    )
    assert error.help == "see all of it with 'cwgdraft ready r'"


def test_what_is_left_out_without_a_reason_is_named(tmp_path: Path) -> None:
    place = made(tmp_path, DATED + BOX, SECTIONS.replace("  - topic: other\n", ""))
    assert "\n    left out without a reason: 12: " in refused(place, "C24/8").message
    assert folders(place) == []


def test_errors_among_the_findings_are_named(place: Workspace) -> None:
    edited(place, MINUTES, "The group requested", "The group group requested")
    assert re.fullmatch(
        r"'r' can't be published yet:\n    records/meetings/11.md:\d+:\d+: error duplicated-word: .*",
        refused(place, "C24/8").message,
    )
    assert folders(place) == []


def test_a_symbol_is_published_once(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    error = refused(place, "C24/8")
    assert error.message == "C24/8 is published already (2024-05-02)"
    assert error.help == (
        "publish what follows it: --symbol 'C24/8' with --rev (a revision), --corr (a corrigendum)"
        " or --add (an addendum)"
    )
    assert refused(place, "C24/8(Rev.3)").message == "C24/8 is published already (2024-05-02)"


def test_what_follows_is_counted_and_brings_a_redline(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    words = ["the lamps", "all lamps", "every lamp", "each lamp", "lamps"]
    symbols = []
    for (old, new), later in zip(pairwise(words), ("Rev", "Rev", "Corr", "Corr"), strict=True):
        edited(place, MINUTES, f"count {old};", f"count {new};")
        done = publish(place, "r", "C24/8", later=later, date=LATER)
        symbols.append(done.published.symbol)
        redline = read_parts((done.published.folder / "redline.docx").read_bytes(), "redline")
        assert count_tracked(redline)
        now, before = (str(view(redline)["word/document.xml"]) for view in (accept, reject))
        assert re.sub("<[^>]*>", "", now).count(f"count {new};") == 1
        assert re.sub("<[^>]*>", "", before).count(f"count {old};") == 1
    assert symbols == ["C24/8(Rev.1)", "C24/8(Rev.2)", "C24/8(Corr.1)", "C24/8(Corr.2)"]
    assert folders(place) == ["C24-8", "C24-8-Corr.1", "C24-8-Corr.2", "C24-8-Rev.1", "C24-8-Rev.2"]
    assert [one.order for one in load_published(place)] == [1, 2, 3, 4, 5]


def test_nothing_follows_what_it_doesnt_differ_from(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    error = refused(place, "C24/8", later="Rev", date=dt.date(2024, 6, 1))
    assert error.message == "nothing differs from C24/8 as it was published (2024-05-02)"
    assert error.help == "change the records first, or leave it as it is"
    assert folders(place) == ["C24-8"]


def test_what_isnt_published_has_no_revision(place: Workspace) -> None:
    error = refused(place, "C24/8", later="Rev", date=LATER)
    assert (error.message, error.help) == ("C24/8 isn't published yet", "leave out --rev")
    error = refused(place, "C24/8(Rev.1)", later="Corr", date=LATER)
    assert error.message == "C24/8(Rev.1) has a suffix already"
    assert error.help == "name the document itself: C24/8 --corr"


def test_another_report_is_no_revision(place: Workspace) -> None:
    (place.reports / "s.yaml").write_bytes((place.reports / "r.yaml").read_bytes())
    publish(place, "s", "C24/8")
    error = refused(place, "C24/8", later="Rev", date=LATER)
    assert (error.message, error.help) == ("C24/8 is the report 's', not 'r'", "name 's', or another symbol")


@pytest.mark.parametrize("name", ["report.docx", "report.txt", "redline.docx"])
def test_a_published_file_that_was_changed_is_an_error(place: Workspace, name: str) -> None:
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    path = place.records / "published" / "C24-8-Rev.1" / name
    touched(path, path.read_bytes() + b" ")
    shown = f"records/published/C24-8-Rev.1/{name}"
    error = refused(place, "C24/9")
    assert error.message == f"{shown} was changed since it was published: C24/8(Rev.1) must stay as it was sent"
    assert error.help == f"bring it back: git checkout -- '{shown}'"
    path.unlink()
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r")
    assert caught.value.message == f"{shown} is gone: C24/8(Rev.1) must stay as it was sent"


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"format": 2}'])
def test_an_about_that_cant_be_read_is_an_error(place: Workspace, content: str) -> None:
    path = publish(place, "r", "C24/8").files[-1]
    touched(path, content.encode())
    error = refused(place, "C24/9")
    assert error.message == "records/published/C24-8/about.json can't be read as what a publication wrote"
    path.unlink()
    assert refused(place, "C24/9").message == "records/published/C24-8/about.json is gone"


def test_published_files_can_only_be_read(place: Workspace) -> None:
    for path in publish(place, "r", "C24/8").files:
        assert not path.stat().st_mode & 0o222


def test_an_about_that_was_edited_is_an_error(place: Workspace) -> None:
    path = publish(place, "r", "C24/8").files[-1]
    touched(path, path.read_bytes().replace(b"2024-05-02", b"2024-05-03"))
    error = refused(place, "C24/9")
    assert error.message == (
        "records/published/C24-8/about.json was changed since it was published: C24/8 must stay as it was sent"
    )


def test_what_something_was_published_against_must_stay(place: Workspace) -> None:
    first = publish(place, "r", "C24/8").published.folder
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    shutil.rmtree(first)
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r")
    assert caught.value.message == "C24/8 is gone from records/published: C24/8(Rev.1) was published against it"
    assert caught.value.help == "bring it back: git checkout -- records/published"


def test_a_build_to_the_place_of_a_publication_is_refused(place: Workspace) -> None:
    """A plan may be called 'report': then its draft has the name of the copy that is kept."""
    (place.reports / "report.yaml").write_bytes((place.reports / "r.yaml").read_bytes())
    folder = publish(place, "report", "C24/8").published.folder
    before = (folder / "report.docx").read_bytes()
    records, (target,) = load_targets(place, ["report"])
    with pytest.raises(OutputError) as caught:
        build(place, records, target, BuildOptions(out=folder))
    assert caught.value.message.startswith("report.docx isn't as a build left it")
    assert (folder / "report.docx").read_bytes() == before
    build(place, records, target, BuildOptions(out=folder, force=True))
    with pytest.raises(CwgdraftError, match=r"report\.docx was changed since it was published"):
        since_published(place, "report")


def test_published_drafts_are_read_from_the_copies_that_are_kept(place: Workspace) -> None:
    assert published_drafts(place) == ()
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    publish(place, "r", "C24/8", later="Rev", date=LATER)
    found = published_drafts(place)
    assert [(one.symbol, one.report) for one in found] == [("C24/8", "r"), ("C24/8(Rev.1)", "r")]
    texts = [[block.text for block in one.draft.blocks] for one in found]
    assert ["to count the lamps;" in one for one in texts] == [True, False]
    assert "to count all lamps;" in texts[1]


STOPPED = """
import sys, time
from pathlib import Path
from cwgdraft.jobs.publishing import kept
from cwgdraft.jobs.publishing.publish import publish
from cwgdraft.workspace import Workspace

write = kept.write_whole

def slow(path, data):
    write(path, data)
    print(path.name, flush=True)
    time.sleep(0.2)

kept.write_whole = slow
publish(Workspace(Path(sys.argv[1])), "r", "C24/8")
print("published", flush=True)
"""


@pytest.mark.parametrize("files", [1, 2, 3, 4])
def test_a_publication_that_is_killed_is_whole_or_none(place: Workspace, files: int) -> None:
    command = [sys.executable, "-c", STOPPED, str(place.root)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    for _ in range(files):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.wait(10)
    child.stdout.close()
    there = len(load_published(place))
    assert there == (1 if files == 4 else 0)
    if not there:
        assert [name for name in folders(place) if not name.startswith(".")] == []
        publish(place, "r", "C24/8")
    assert not since_published(place, "r").changed


def test_line_ends_as_git_may_write_them_are_no_change(place: Workspace) -> None:
    path = publish(place, "r", "C24/8").files[1]
    touched(path, path.read_bytes().replace(b"\n", b"\r\n"))
    assert not since_published(place, "r").changed


def test_files_are_written_all_or_none(place: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    write = publishing.write_whole

    def failing(path: Path, data: bytes) -> None:
        if path.name == "about.json":
            raise OutputError("the disk is full")
        write(path, data)

    monkeypatch.setattr(publishing, "write_whole", failing)
    assert refused(place, "C24/8").message == "the disk is full"
    assert folders(place) == []


def test_one_body_goes_under_two_covers(place: Workspace) -> None:
    own = publish(place, "r", "CWG-TEST-12/20")
    council = publish(place, "r", "C24/8")
    assert own.files[1].read_bytes() == council.files[1].read_bytes()
    one, other = blocks(place, "CWG-TEST-12-20"), blocks(place, "C24-8")
    different = [n for n, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    first = next(n for n, block in enumerate(one) if block.text == "Introduction" or block.label.startswith("1"))
    assert different
    assert max(different) < first
    assert council.published.sources == own.published.sources


def test_what_is_published_is_no_record(place: Workspace) -> None:
    before = load_records(place)
    publish(place, "r", "C24/8")
    after = load_records(place)
    assert (after.findings, after.plans.keys(), after.meetings.keys()) == (
        before.findings, before.plans.keys(), before.meetings.keys(),
    )  # fmt: skip


def test_nothing_differs_right_after_publishing(place: Workspace) -> None:
    publish(place, "r", "C24/8", date=dt.date(2024, 5, 9))
    found = since_published(place, "r")
    assert (found.changed, found.comparison.differs, found.sources) == (False, False, ())


def test_since_names_what_changed_and_in_which_files(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    edited(place, MINUTES, "the lamps;", "all lamps;")
    found = since_published(place, "r")
    assert found.sources == ((MINUTES, "changed"),)
    assert len(list(found.comparison.shown())) == 1
    publish(place, "r", "C24/8", later="Corr", date=LATER)
    assert not since_published(place, "r").changed


def test_a_file_that_changes_no_word_is_told(place: Workspace) -> None:
    publish(place, "r", "C24/8")
    edited(place, "records/meetings/11.yaml", "format: 1", "# a remark\nformat: 1")
    found = since_published(place, "r")
    assert (found.changed, found.comparison.differs) == (True, False)


def test_since_needs_a_publication(place: Workspace) -> None:
    with pytest.raises(CwgdraftError) as caught:
        since_published(place, "r")
    assert caught.value.message == "'r' was never published"
    assert caught.value.help == "published are: none; publish it with 'cwgdraft publish r --symbol SYMBOL'"
