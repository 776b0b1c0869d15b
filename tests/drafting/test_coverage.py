"""Law 4: nothing recorded is lost in silence."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.draft_builders import FIRST, GROUP, drafted, group, messages, minutes, outcomes, plan


def test_every_statement_and_document_has_a_line(tmp_path: Path) -> None:
    found = outcomes(drafted(group(tmp_path), "11", "12"))
    assert found == {
        "11/opening": "left out",
        "11#presented": "printed",
        "11/alpha": "printed",
        "11/beta": "printed",
        "12/alpha": "printed",
        "12/other": "printed",
        "CWG-TEST-11/2": "printed",
        "CWG-TEST-11/3(Rev.1)": "printed",
        "CWG-TEST-11/INF/1": "printed",
        "CWG-TEST-12/2": "printed",
    }


def test_a_printed_line_names_its_number(tmp_path: Path) -> None:
    report = drafted(group(tmp_path), "11", "12")
    assert {line.what: line.where for line in report.coverage}["11#presented"] == "3.1.1"


def test_what_is_left_out_carries_the_plans_reason(tmp_path: Path) -> None:
    report = drafted(group(tmp_path), "11", "12")
    assert [line.reason for line in report.coverage if line.outcome == "left out"] == [
        "the introduction names the speaker"
    ]


def test_an_item_without_topic_is_missing_with_a_hint(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## Lost\n\nNobody asked.\n")), "11", "12")
    assert report.missing[0].reason == "its item names no topic: write '## Title {topic=…}'"


def test_a_topic_without_a_section_is_missing_with_a_hint(tmp_path: Path) -> None:
    files = {"records/reports/r.yaml": plan("  - {topic: alpha}\n"), **minutes("## B {topic=beta}\n\nSaid.\n")}
    assert drafted(group(tmp_path, files), "r").missing[0].reason == (
        "no section prints the items of 'beta' of meeting 11: add one, or leave it out"
    )


def test_a_document_that_nothing_cites_is_missing_with_a_hint(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("")), "11")
    assert report.missing[0].reason == "nothing in the report cites it: cite it, or leave out 11/2 with a reason"


def test_a_document_left_out_by_its_number_carries_the_reason(tmp_path: Path) -> None:
    more = "leave_out: [{what: 11/2, reason: of no use}, {what: document 11/INF/1, reason: of none}]\n"
    files = {"records/reports/r.yaml": plan("  - {topic: work}\n", more), **minutes("")}
    reasons = {
        line.what: line.reason for line in drafted(group(tmp_path, files), "r").coverage if line.outcome == "left out"
    }
    assert reasons == {"CWG-TEST-11/2": "of no use", "CWG-TEST-11/INF/1": "of none"}


def test_a_document_of_a_statement_that_is_left_out_shares_its_reason(tmp_path: Path) -> None:
    more = "leave_out: [{what: 11#x, reason: of no use}]\n"
    files = {
        "records/reports/r.yaml": plan("  - {topic: work}\n", more),
        **minutes("## A {topic=alpha}\n\nDoc. [[2]]. {#x}\n"),
    }
    lines = {
        line.what: line.reason for line in drafted(group(tmp_path, files), "r").coverage if line.outcome == "left out"
    }
    assert lines["CWG-TEST-11/2"] == "of no use"


def test_a_document_cited_by_other_words_is_printed(tmp_path: Path) -> None:
    report = drafted(group(tmp_path, minutes("## A {topic=alpha}\n\nThe [[2|first report]].\n")), "11")
    assert outcomes(report)["CWG-TEST-11/2"] == "printed"


def test_a_document_without_an_address_is_printed_where_it_is_named(tmp_path: Path) -> None:
    without = "\n".join(line for line in GROUP.splitlines() if "link:" not in line and "series:" not in line) + "\n"
    report = drafted(group(tmp_path, {"records/group.yaml": without}), "11")
    assert outcomes(report)["CWG-TEST-11/3(Rev.1)"] == "printed"
    assert report.missing == ()


def test_agendas_summaries_and_withdrawn_documents_need_no_line(tmp_path: Path) -> None:
    files = {"records/meetings/11.yaml": FIRST.replace("2: Report on alpha", "2: {title: Gone, withdrawn: true}")}
    names = outcomes(drafted(group(tmp_path, files), "11"))
    assert not {"CWG-TEST-11/1", "CWG-TEST-11/2", "CWG-TEST-11/9"} & names.keys()


def test_minutes_that_are_not_translated_are_a_finding(tmp_path: Path) -> None:
    place = group(tmp_path)
    english = (place.phrases / "en.yaml").read_text(encoding="utf-8")
    (place.phrases / "fr.yaml").write_text(english.replace("en_GB", "fr"), encoding="utf-8")
    assert messages(drafted(place, "12", language="fr").findings) == [
        "untranslated: the minutes of meeting 12 are not there in 'fr', only in 'en'"
    ]


TOPICS = st.sampled_from(["", "alpha", "beta", "work", "other", "opening"])
STATEMENT = st.tuples(st.sampled_from(["Said.", "See [[2]].", "- a\n- b", "All:\n\n1. one\n2. two"]), TOPICS)
ITEM = st.tuples(TOPICS, st.booleans(), st.lists(STATEMENT, max_size=3))
SECTIONS = st.lists(st.sampled_from(["alpha", "beta", "work", "other"]), unique=True, min_size=1)


def written(items: list[tuple[str, bool, list[tuple[str, str]]]]) -> str:
    """Return minutes with these items: topic, whether below the one before, statements with topics of their own."""
    found = []
    for position, (topic, below, statements) in enumerate(items):
        marks = "###" if below and position else "##"
        found.append(f"{marks} Item {position}" + (f" {{topic={topic}}}" if topic else ""))
        for number, (words, own) in enumerate(statements):
            attribute = f" {{topic={own}}}" if own and "\n" not in words else ""
            found.append(f"{words.replace('Said', f'Said {number}')}{attribute}")
    return "\n\n".join(found) + "\n"


@settings(max_examples=60, deadline=None)
@given(
    first=st.lists(ITEM, max_size=4),
    second=st.lists(ITEM, max_size=4),
    sections=SECTIONS,
    options=st.sampled_from(["", "items: titled, ", "opening: subheading, ", "opening: phrase, "]),
    leave=st.sampled_from(["", "topic other", "meeting 12", "11/item-0"]),
)
def test_each_statement_and_document_is_printed_covered_or_named(
    first: list[tuple[str, bool, list[tuple[str, str]]]],
    second: list[tuple[str, bool, list[tuple[str, str]]]],
    sections: list[str],
    options: str,
    leave: str,
) -> None:
    listed = "".join(f"  - {{{options}topic: {topic}}}\n" for topic in sections)
    more = f"leave_out: [{{what: {leave}, reason: so}}]\n" if leave else ""
    with tempfile.TemporaryDirectory() as folder:
        files = {"records/reports/r.yaml": plan(listed, more), "records/meetings/12.md": written(second)}
        report = drafted(group(Path(folder), {**files, **minutes(written(first))}), "r")
    statements = sum(
        not (words[0] == "-" and place) for one in (*first, *second) for place, (words, _) in enumerate(one[2])
    )
    lines = [line for line in report.coverage if "/INF" not in line.what and not line.what.startswith("CWG-TEST")]
    assert len(lines) == statements
    assert len(report.coverage) == statements + 4
    printed = {block.origin for block in report.draft.blocks}
    for line in lines:
        assert (line.outcome == "printed") == (line.what in printed)
        assert line.outcome == "printed" or line.reason
    origins = [block.origin for block in report.draft.blocks]
    assert len(origins) == len(set(origins))


def test_a_document_has_the_place_of_its_own_line(tmp_path: Path) -> None:
    found = {line.what: line.place for line in drafted(group(tmp_path), "11").coverage}
    places = [found["CWG-TEST-11/2"], found["CWG-TEST-11/INF/1"]]
    lines = FIRST.splitlines()
    wanted = [lines.index("  2: Report on alpha") + 1, lines.index("  INF/1: Notes") + 1]
    assert [place.line for place in places if place] == wanted
