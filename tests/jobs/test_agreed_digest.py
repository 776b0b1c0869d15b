"""What of agreed words may differ and what may not: headings, references, the phrase catalogue, where words stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest

from cwgdraft.drafting.report import Report
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Severity
from cwgdraft.jobs.agreed import agree, agreed_findings, agreed_lines
from cwgdraft.records.load import load_records
from cwgdraft.workspace import Workspace
from tests.builders import shown
from tests.draft_builders import FIRST_WORDS, SECOND, SECOND_WORDS, drafted, group, ordinary, phrased, plan

DAY = dt.date(2025, 2, 11)
YAML, WORDS = "records/meetings/12.yaml", "records/meetings/12.md"
AGREED = "the minutes of meeting 12 were agreed on 2025-02-11, and"
REOPEN = "or open the minutes again: cwgdraft agree 12 --reopen"
RESOLVED = SECOND_WORDS + "\nThe well-known group recalled [[PP 901]] and saw [[#alpha]].\n"


def agreed(folder: Path, words: str = SECOND_WORDS) -> Workspace:
    place = group(folder, {WORDS: words})
    agree(place, 12, DAY)
    return place


def reworded(place: Workspace, old: str, new: str, name: str = WORDS) -> None:
    path = place.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def findings(place: Workspace) -> list[str]:
    return shown(agreed_findings(place, load_records(place)), place.root)


# --- headings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("## Other business", "## Other matters"),
        ("## Alpha {", "## Alpha, and more {"),
        ("## Other business {#other topic=other}\n\n", ""),
    ],
)
def test_a_changed_heading_is_found_and_not_agreed_over(tmp_path: Path, old: str, new: str) -> None:
    place = agreed(tmp_path)
    reworded(place, old, new)
    message = f"{AGREED} their headings have changed since"
    assert findings(place) == [
        f"{YAML}:14: error agreed-words-changed: {message} | put the agreed headings back, {REOPEN}"
    ]
    with pytest.raises(CwgdraftError, match=message):
        agree(place, 12, DAY)


def test_headings_and_words_are_told_together(tmp_path: Path) -> None:
    place = agreed(tmp_path)
    reworded(place, "## Other business", "## Other matters")
    reworded(place, "more lamps", "fewer lamps")
    assert f"{AGREED} their words and headings have changed since" in findings(place)[0]


def test_a_heading_that_is_marked_as_not_agreed_may_change(tmp_path: Path) -> None:
    place = agreed(tmp_path, SECOND_WORDS + "\n## More {#more topic=alpha state=draft}\n\nIt went on.\n")
    reworded(place, "## More", "## Still more")
    reworded(place, "went on", "went  on")
    assert findings(place) == []
    assert (tmp_path / WORDS).resolve() in {path for path, _ in agreed_lines(load_records(place))}
    assert sorted(line for _, line in agreed_lines(load_records(place))) == [1, 3, 5, 7]


def test_names_and_topics_of_items_are_no_words(tmp_path: Path) -> None:
    place = agreed(tmp_path)
    reworded(place, "{#other topic=other}", "{#rest topic=other}")
    assert findings(place) == []


# --- digests of the first versions ------------------------------------------------------------------


def test_an_old_digest_holds_for_words_and_headings_can_be_added(tmp_path: Path) -> None:
    printed = ["The secretariat presented Document CWG\u2011TEST\u201112/2 at this meeting."]
    printed.append("Some members asked for more lamps.")
    digest = hashlib.sha256("\n".join(printed).encode()).hexdigest()[:16]
    mark = f'minutes: {{state: agreed, date: 2025-02-11, digest: "{digest}"}}\n'
    place = group(tmp_path, {YAML: SECOND + mark})
    message = "what is known of the agreed minutes of meeting 12 doesn't hold their headings"
    help_ = "let it be written: cwgdraft agree 12 --date 2025-02-11"
    assert findings(place) == [f"{YAML}:14: advice agreed-without-digest: {message} | {help_}"]
    reworded(place, "## Other business", "## Other matters")
    assert [one.severity for one in agreed_findings(place, load_records(place))] == [Severity.ADVICE]
    agree(place, 12, DAY)
    assert findings(place) == []
    reworded(place, "## Other matters", "## Other business")
    assert "headings have changed" in findings(place)[0]


def test_an_old_digest_finds_changed_words(tmp_path: Path) -> None:
    mark = 'minutes: {state: agreed, date: 2025-02-11, digest: "0123456789abcdef"}\n'
    place = group(tmp_path, {YAML: SECOND + mark})
    help_ = f"put the agreed words back, {REOPEN}"
    assert findings(place) == [
        f"{YAML}:14: error agreed-words-changed: {AGREED} their words have changed since | {help_}"
    ]


# --- the phrase catalogue ---------------------------------------------------------------------------


def statements(report: Report) -> dict[str, str]:
    """Return by origin what a report prints for statements of the 12th meeting."""
    return {
        one.origin: ordinary(one.text) for one in report.draft.blocks if one.origin.startswith(("12#", "12/other~"))
    }


@pytest.mark.parametrize(
    ("opening", "printed"),
    [
        ("none", "Some members asked for more lamps."),
        ("phrase", "For the 12th meeting: some members asked for more lamps."),
        ("subheading", "Some members asked for more lamps."),
        ("inside", "For the 12th meeting: some members asked for more lamps."),
    ],
)
def test_in_a_report_only_what_opens_agreed_words_differs(tmp_path: Path, opening: str, printed: str) -> None:
    place = agreed(tmp_path)
    sections = "  - {topic: alpha}\n  - {topic: other}\n"
    path = place.root / "records/reports/r.yaml"
    path.write_text(plan(sections, f"opening: {opening}\n"), encoding="utf-8")
    phrased(tmp_path, 'phrase: "At the {{ meetings_named }}, "', 'phrase: "For the {{ meetings_named }}: "')
    phrased(tmp_path, "one: The group noted Document", "one: The group took note of Document")
    phrased(tmp_path, "The secretariat presented Document {{ documents }}.", "The secretariat showed {{ documents }}.")
    assert list(statements(drafted(place, "r")).values()) == [printed]
    assert findings(place) == []


def test_what_the_catalogue_makes_of_a_reference_is_told(tmp_path: Path) -> None:
    place = agreed(tmp_path, RESOLVED)
    phrased(
        tmp_path,
        "resolution-plenipotentiary: PP Resolution {{ number }}",
        "resolution-plenipotentiary: PP {{ number }}",
    )
    help_ = (
        "undo what changed in the phrase catalogue, a register or the plan, or write the agreed words there "
        f"([[12|words]]), {REOPEN}"
    )
    message = f"{AGREED} what their references print has changed since"
    assert findings(place) == [f"{YAML}:14: error agreed-words-changed: {message} | {help_}"]
    reworded(place, "[[PP 901]]", "[[PP 901|PP Resolution 901 (Rev. Mock Town, 2022)]]")
    assert findings(place) == []


def test_where_words_stand_and_what_nobody_sees_may_change(tmp_path: Path) -> None:
    place = agreed(tmp_path, RESOLVED)
    before = drafted(place, "12").draft
    phrased(tmp_path, "format: 1\n", "format: 1\n# no rule\n")
    reworded(
        place,
        "  - agenda\n",
        "  - {key: first, title: First, content: [thanks]}\n  - agenda\n",
        "records/reports/one.yaml",
    )
    now = drafted(place, "12").draft
    assert [one.text for one in before.blocks if "saw" in one.text] != [
        one.text for one in now.blocks if "saw" in one.text
    ]
    reworded(place, "more lamps", "more\u00a0lamps")
    reworded(place, "well-known", "well\u2011known")
    assert findings(place) == []


def test_a_formula_in_words_that_are_marked_by_hand_is_told(tmp_path: Path) -> None:
    marked = FIRST_WORDS.replace("{noted 3, INF/1}", "{noted 3, INF/1} {state=agreed}")
    place = group(tmp_path, {"records/meetings/11.md": marked})
    assert [ordinary(one) for one in findings(place)] == [
        "records/meetings/11.md:18:1: warning formula-in-agreed-words: '{noted 3, INF/1}' stands for words of the"
        " phrase catalogue, which may change"
        " | write: The group noted Documents CWG-TEST-11/3(Rev.1) and CWG-TEST-11/INF/1."
    ]
