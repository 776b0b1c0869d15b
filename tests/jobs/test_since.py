"""A report since a revision: what changed, and the record, fact, phrase or line of the plan that changed it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, What
from cwgdraft.comparing.compare import compare
from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.jobs.since import since
from cwgdraft.workspace import Workspace
from tests.builders import shown
from tests.draft_builders import group, plan
from tests.repositories import PLAN, committed, edited, git, needs_git, repository

pytestmark = needs_git


def compared(place: Workspace, revision: str = "HEAD", *words: str) -> Comparison:
    found = since(place, words or ["r"], revision)
    return found.causes(compare(found.old, found.new))


def changes(place: Workspace, revision: str = "HEAD") -> list[Change]:
    return [change for _, change in compared(place, revision).shown()]


def only(place: Workspace, revision: str = "HEAD") -> tuple[What, Cause]:
    (change,) = changes(place, revision)
    assert change.cause is not None
    return change.what, change.cause


def test_nothing_changed_since_gives_nothing(tmp_path: Path) -> None:
    assert not compared(repository(tmp_path)).differs


def test_a_statement_that_was_reworded_names_its_line_and_its_commit(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.md", "to count the lamps", "to count all lamps")
    commit = committed(tmp_path)
    assert only(place, "HEAD~1") == (
        What.CHANGED,
        Cause(CauseKind.RECORD, "reworded", "records/meetings/11.md", 13, commit),
    )


def test_what_is_not_committed_yet_says_so(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.md", "The secretariat presented", "A consultant presented")
    assert only(place)[1] == Cause(CauseKind.RECORD, "reworded", "records/meetings/11.md", 9, "not committed")


def test_a_new_statement_and_one_that_went_are_records(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.md", "{noted 3, INF/1}\n", "{noted 3, INF/1}\n\nA new sentence on beacons.\n")
    edited(place, "records/meetings/12.md", "The secretariat presented Document [[2]] at [[this meeting]].\n\n", "")
    commit = committed(tmp_path)
    found = {change.what: change.cause for change in changes(place, "HEAD~1")}
    assert found == {
        What.INSERTED: Cause(CauseKind.RECORD, "written", "records/meetings/11.md", 20, commit),
        What.DELETED: Cause(CauseKind.RECORD, "taken out; it stood in line 3", "records/meetings/12.md", 0, commit),
    }


def test_a_computed_sentence_names_the_fact_that_moved_it(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    commit = committed(tmp_path)
    what, cause = only(place, "HEAD~1")
    assert what is What.CHANGED
    assert cause == Cause(CauseKind.COMPUTED, "attendance / count: 80 -> 85", "records/meetings/11.yaml", 6, commit)


def test_a_date_is_told_in_words(tmp_path: Path) -> None:
    sections = PLAN + "  - {key: general, content: [list-of-meetings]}\n"
    place = repository(tmp_path, {"records/reports/r.yaml": plan(sections)})
    edited(place, "records/meetings/11.yaml", "2024-02-05/06", "2024-02-06/07")
    causes = {change.cause for change in changes(place)}
    detail = "dates: 5-6\N{NO-BREAK SPACE}February 2024 -> 6-7\N{NO-BREAK SPACE}February 2024"
    assert Cause(CauseKind.COMPUTED, detail, "records/meetings/11.yaml", 3, "not committed") in causes


def test_a_register_that_moves_a_statement_is_a_record(tmp_path: Path) -> None:
    words = "## Alpha {#alpha topic=alpha}\n\n[[mock|full]] spoke of lamps.\n"
    place = repository(tmp_path, {"records/meetings/11.md": words})
    edited(place, "records/registers/people.yaml", "family: Mock", "family: Mockingbird")
    found = [change.cause for change in changes(place) if change.new[0].origin.startswith("11/")]
    detail = "people / mock / family: Mock -> Mockingbird"
    assert found == [Cause(CauseKind.RECORD, detail, "records/registers/people.yaml", 5, "not committed")]


def test_a_phrase_that_was_reworded_names_its_words_and_line(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "templates/phrases/en.yaml", "delivered welcoming remarks", "spoke words of welcome")
    _, cause = only(place)
    assert (cause.kind, cause.file, cause.commit) == (
        CauseKind.PHRASES, "templates/phrases/en.yaml", "not committed",
    )  # fmt: skip
    line = (place.phrases / "en.yaml").read_text(encoding="utf-8").split("\n")[cause.line - 1]
    assert line.startswith("  attendance-and-officers:")
    assert cause.detail.startswith("sentences / attendance-and-officers: … %} delivered welcoming remarks{% if … -> ")
    assert cause.detail.endswith(" -> … %} spoke words of welcome{% if …")


def test_a_section_that_moved_with_its_statements_names_the_plan(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(
        place,
        "records/reports/r.yaml",
        "  - {topic: alpha}\n  - {topic: beta}\n",
        "  - {topic: beta}\n  - {topic: alpha}\n",
    )
    found = changes(place)
    assert {change.what for change in found} == {What.MOVED}
    assert {(c.cause.kind, c.cause.file, c.cause.detail) for c in found if c.cause} == {
        (CauseKind.PLAN, "records/reports/r.yaml", "sections: 'alpha' moved"),
    }


def test_what_the_plan_leaves_out_names_its_reason_and_line(tmp_path: Path) -> None:
    place = repository(tmp_path)
    path = place.reports / "r.yaml"
    path.write_text(f"{path.read_text()}leave_out:\n  - {{what: 11#presented, reason: it is known}}\n")
    found = [change.cause for change in changes(place) if change.what is What.DELETED]
    assert found == [Cause(CauseKind.PLAN, "left out: it is known", "records/reports/r.yaml", 12, "not committed")]


def test_of_edits_that_act_only_together_those_that_do_are_named(tmp_path: Path) -> None:
    sections = PLAN + "  - {topic: other}\n"
    shared = "shared:\n  - {meetings: [11, 12], attendance: {count: 90}, totals: {contributions: 3}}\n"
    place = repository(tmp_path, {"records/reports/r.yaml": plan(sections, more=shared)})
    edited(place, "records/reports/r.yaml", "count: 90", "count: 95")
    edited(place, "records/reports/r.yaml", "contributions: 3", "contributions: 4")
    edited(place, "records/reports/r.yaml", "  - {topic: other}\n", "")
    path = place.reports / "r.yaml"
    path.write_text(f"{path.read_text()}leave_out:\n  - {{what: topic other, reason: all is said}}\n")
    lines = path.read_text().split("\n")
    sections_at, reason_at = (
        next(n for n, one in enumerate(lines, 1) if words in one) for words in ("sections:", "reason")
    )
    found = [(change.old[0].origin[:9], change.cause) for change in changes(place) if change.what is What.DELETED]
    file, commit = "records/reports/r.yaml", "not committed"
    detail = "sections: 'other' taken out; leave_out: what: topic other, reason: all is said (new)"
    assert found[0][0] == "section:o"
    assert found[0][1] == Cause(CauseKind.PLAN, detail, file, sections_at, commit)
    assert found[1][1] == Cause(CauseKind.PLAN, "left out: all is said", file, reason_at, commit)


def test_an_item_of_a_list_that_went_or_moved_names_its_own_line(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.md", "2. to report by 1 March 2024.\n", "")
    what, cause = only(place)
    assert what is What.DELETED
    assert cause == Cause(
        CauseKind.RECORD, "taken out; it stood in line 14", "records/meetings/11.md", 0, "not committed"
    )


def test_an_item_of_a_list_that_moved_says_where_it_stood(tmp_path: Path) -> None:
    lamps, report, buoys = (
        f"{n}. to {what} of the northern harbour before the winter storms begin;\n"
        for n, what in enumerate(("count the lamps", "report by 1 March on the state", "paint the red buoys"), 1)
    )
    words = f"## Alpha {{#alpha topic=alpha}}\n\nThe group asked the clerk: {{#asked}}\n\n{lamps}{report}{buoys}"
    place = repository(tmp_path, {"records/meetings/11.md": words})
    edited(place, "records/meetings/11.md", lamps + report + buoys, report + buoys + lamps)
    (cause,) = {change.cause for change in changes(place)}
    assert cause == Cause(CauseKind.RECORD, "moved; it stood in line 5", "records/meetings/11.md", 7, "not committed")


def test_edits_that_moved_nothing_are_a_remark(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "INF/1: Notes", "INF/1: Remarks")
    edited(place, "records/meetings/13.yaml", "2025-02-03", "2025-02-04")  # is no source of the report
    line = next(n for n, one in enumerate((place.meetings / "11.yaml").read_text().split("\n"), 1) if "INF/1" in one)
    found = compared(place)
    assert not found.differs
    assert found.remarks == (f"1 edit of the records moved nothing here: records/meetings/11.yaml:{line}",)


def test_an_edit_that_only_the_template_prints_moved_something(tmp_path: Path) -> None:
    place = repository(tmp_path)
    path = place.templates / "council-report.docx"
    template = docx.Document(str(path))
    template.sections[0].header.add_paragraph("{% for one in meetings[0].documents %}{{ one.title }} {% endfor %}")
    template.save(str(path))
    committed(tmp_path)
    edited(place, "records/meetings/11.yaml", "INF/1: Notes", "INF/1: Remarks")
    assert compared(place).remarks == ()


def test_a_meeting_that_the_plan_gave_up_took_its_statements_along(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/reports/r.yaml", "meetings: [11, 12]", "meetings: [12]")
    gone = [change.cause for change in changes(place) if change.what is What.DELETED]
    detail = "meetings: '11' taken out"
    assert len(gone) > 3
    assert set(gone) == {Cause(CauseKind.PLAN, detail, "records/reports/r.yaml", 3, "not committed")}


def test_of_many_edits_in_a_file_the_keys_at_its_top_are_named(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/registers/people.yaml", "family: Mock", "family: Mockingbird")
    with (place.registers / "people.yaml").open("a") as file:
        file.writelines(f"  p{n}: {{family: P}}\n" for n in range(50))
    (cause,) = {change.cause for change in changes(place)}
    assert cause is not None
    assert (cause.kind, cause.file, cause.line) == (CauseKind.COMPUTED, "records/registers/people.yaml", 2)
    assert cause.detail.startswith("people: 'mock' changed, 'p0', 'p1', 'p2', ")


def test_of_very_many_edits_only_the_files_are_named(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/registers/people.yaml", "family: Mock", "family: Mockingbird")
    for number in range(100, 201):
        (place.meetings / f"{number}.yaml").write_text(f"format: 1\nnumber: {number}\n")
    detail = "one of many edits of the file"
    assert {change.cause for change in changes(place)} == {
        Cause(CauseKind.COMPUTED, detail, "records/registers/people.yaml", 0, "not committed")
    }


def test_a_fact_of_the_first_page_is_the_plans(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/reports/r.yaml", "symbol: C24/1", "symbol: C24/2")
    causes = {change.cause for change in changes(place)}
    assert causes == {Cause(CauseKind.PLAN, "symbol: C24/1 -> C24/2", "records/reports/r.yaml", 6, "not committed")}


def test_a_fact_that_the_template_does_not_print_is_no_change(tmp_path: Path) -> None:
    """The meetings stand in no template for combined reports; their dates are in the text."""
    place = repository(tmp_path)
    found = since(place, ["r"], "HEAD")
    assert "meeting" in found.after.report.draft.front
    assert "meeting" not in found.new.front and "meeting" not in found.old.front
    assert "title" in found.new.front


def test_two_facts_that_move_one_sentence_are_both_named(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    edited(place, "records/meetings/12.yaml", "count: 90", "count: 95")
    _, cause = only(place)
    assert cause.file == "records/meetings/11.yaml"
    assert cause.detail == ("attendance / count: 80 -> 85; records/meetings/12.yaml:6 attendance / count: 90 -> 95")


def test_both_word_files_can_be_built(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    found = since(place, ["r"], "HEAD")
    assert found.old_document() != found.new_document()
    assert found.old_document().startswith(b"PK")


def test_a_workspace_may_lie_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    place = repository(tmp_path, below="of groups/one")
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    committed(tmp_path)
    assert only(place, "HEAD~1")[1].file == "records/meetings/11.yaml"


def test_a_revision_may_be_a_tag_or_a_day_and_names_the_old_draft(tmp_path: Path) -> None:
    place = repository(tmp_path)
    git(tmp_path, "tag", "v1")
    commit, day = git(tmp_path, "show", "-s", "--format=%H %cs").split()
    assert since(place, ["11", "12"], "v1").old.name == f"r at v1 ({commit[:10]}, {day})"
    assert since(place, ["r"], day).revision.commit == commit


def test_the_working_tree_and_the_index_are_not_touched(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "count: 80", "count: 85")
    before = git(tmp_path, "status", "--porcelain"), (tmp_path / ".git" / "index").read_bytes()
    compared(place)
    assert (git(tmp_path, "status", "--porcelain"), (tmp_path / ".git" / "index").read_bytes()) == before


def test_a_template_that_changed_is_a_remark(tmp_path: Path) -> None:
    place = repository(tmp_path)
    (place.templates / "meeting-summary.docx").replace(place.templates / "council-report.docx")
    assert compared(place).remarks[-1] == (
        "the template changed (templates/council-report.docx): "
        "its own text and look are compared only between two Word files"
    )


# --- what can't be compared -----------------------------------------------------------------------


def refused(place: Workspace, *words: str, revision: str = "HEAD") -> tuple[str, str | None]:
    with pytest.raises(CwgdraftError) as caught:
        since(place, words or ["r"], revision)
    return caught.value.message, caught.value.help


def test_no_repository_has_no_revisions(tmp_path: Path) -> None:
    place = group(tmp_path / "alone", templates=True)
    assert refused(place, "11") == (
        "alone is in no git repository, so it has no earlier revisions",
        "keep the records in git (git init, git add, git commit), or compare two Word files: cwgdraft diff OLD NEW",
    )


@pytest.mark.parametrize("revision", ["nope", "HEAD~9", "--all", "", "1999-13-01"])
def test_what_names_no_revision_is_refused(tmp_path: Path, revision: str) -> None:
    assert refused(repository(tmp_path), revision=revision) == (
        f"'{revision}' is no revision of this repository",
        "name a commit, a tag, HEAD~3, @{yesterday} or a day such as 2025-11-20; 'git log' shows them",
    )


def test_a_day_before_the_first_commit_says_when_the_repository_begins(tmp_path: Path) -> None:
    place = repository(tmp_path)
    day = git(tmp_path, "show", "-s", "--format=%cs").strip()
    assert refused(place, revision="1999-01-01") == (
        f"the repository begins on {day}: it doesn't know what stood on 1999-01-01",
        "name that day or a later one; 'git log' shows what there is",
    )


def test_a_repository_without_a_commit_has_no_revision(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    place = group(tmp_path, templates=True)
    assert refused(place, "11") == ("the repository has no commit yet", "commit the records first: git commit")


def test_a_plan_that_was_not_there_yet_is_refused(tmp_path: Path) -> None:
    place = repository(tmp_path)
    (place.reports / "young.yaml").write_text(plan("  - {topic: alpha}\n", meetings="[11, 13]"))
    message, help_ = refused(place, "young")
    assert message.startswith("at HEAD (")
    assert message.endswith("): there is no report 'young'")
    assert help_ == "use one of: r; or numbers of meetings"


def test_a_workspace_that_was_not_there_yet_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.txt").write_text("a")
    committed(tmp_path)
    message, help_ = refused(group(tmp_path, templates=True), "11")
    assert message.startswith("there was no records/group.yaml at HEAD (")
    assert help_ == "name a later revision"


def test_records_that_could_not_be_loaded_then_are_all_named_with_their_revision(tmp_path: Path) -> None:
    place = repository(tmp_path)
    edited(place, "records/meetings/11.yaml", "dates: 2024-02-05/06", "dates: nonsense\nplce: x")
    committed(tmp_path)
    edited(place, "records/meetings/11.yaml", "dates: nonsense\nplce: x", "dates: 2024-02-05/06")
    with pytest.raises(RecordsError) as caught:
        since(place, ["r"], "HEAD")
    assert [line.split(" | ")[0] for line in shown(caught.value.findings)] == [
        "HEAD:records/meetings/11.yaml:3:8: error wrong-value: 'nonsense' is no date or range of dates",
        "HEAD:records/meetings/11.yaml:4:1: error unknown-key: 'plce' is not a key of a meeting; did you mean 'place'?",
    ]
    assert caught.value.message.endswith(") can't be loaded: 2 findings")


def test_one_report_at_a_time(tmp_path: Path) -> None:
    assert refused(repository(tmp_path), "r", "13") == ("2 reports are named: r, one-13", "name one of them")


def test_a_commit_that_is_named_by_itself_is_named_once(tmp_path: Path) -> None:
    place = repository(tmp_path)
    commit = git(tmp_path, "rev-parse", "HEAD").strip()
    day = since(place, ["r"], commit).old.name.rpartition("(")[2]
    for asked in (commit, commit[:12], commit[:7]):
        assert since(place, ["r"], asked).old.name.endswith(f"{commit[:10]} ({day}")
        assert since(place, ["r"], asked).old.name.count(commit[:7]) == 1
    assert since(place, ["r"], "HEAD").old.name.endswith(f"HEAD ({commit[:10]}, {day}")
