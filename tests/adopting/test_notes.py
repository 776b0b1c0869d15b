"""Notes that become minutes: headings, what stands below them, words and what wants a look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cwgdraft.adopting.minutes import Minutes, plain
from cwgdraft.adopting.notes import Noted, Remark, is_known, note
from cwgdraft.adopting.stretches import Typed, lines_of_text, lines_of_word, stretches_of
from cwgdraft.finding import Severity
from cwgdraft.records.load import load_records
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Item, Records, Statement
from cwgdraft.records.schema import MeetingDocument
from cwgdraft.records.source import Source
from tests.document_builders import p, r, read
from tests.draft_builders import GROUP, group

DOCUMENTS = {"1": MeetingDocument(), "2": MeetingDocument(revision=1, topic="beta"), "INF/1": MeetingDocument()}
HEADING = '<w:outlineLvl w:val="{}"/>'


@pytest.fixture
def records(tmp_path: Path) -> Records:
    more = "  smith: {title: Mr, given: A, family: Smith}\n  smithe: {title: Mr, given: B, family: Smith}\n"
    place = group(tmp_path)
    people = place.registers / "people.yaml"
    people.write_text(people.read_text() + more, encoding="utf-8")
    place.group_file.write_text(GROUP.replace("title: Work\n", "title: Work in progress\n"), encoding="utf-8")
    return load_records(place)


def taken(records: Records, lines: list[Typed], before: str = "") -> tuple[str, Noted]:
    """Return the minutes of a 14th meeting with notes put into them, and what came of the notes."""
    minutes = Minutes(before, 14)
    stretches = stretches_of(lines, partial(is_known, minutes=minutes, records=records))
    done = note(stretches, minutes, records, 14, DOCUMENTS)
    assert sorted(one.line.number for one in lines) == sorted(
        one.line.number for one in (*done.placed, *done.unplaced, *done.left_out)
    ), "a line is placed, or it is told why not"
    return minutes.text, done


def of_text(records: Records, text: str, before: str = "") -> tuple[str, Noted]:
    return taken(records, list(lines_of_text(text)), before)


def told(remarks: list[Remark]) -> list[str]:
    return [f"{one.line.number}: {one.what}" for one in remarks]


def items(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("##")]


# --- headings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha:\nfine\nOther business\nno", ["## Alpha {#alpha topic=alpha}",
         "## Other business {#other topic=other}"]),
        ("1. Opening\nfine\n1) One\n2) Two\n2. Lamps\nx", ["## Opening {#opening topic=opening}", "## Lamps {#lamps}"]),
        ("1. Opening\nfine\n2) Lamps\nx", ["## Opening {#opening topic=opening}", "## Lamps {#lamps}"]),
        ("# Lamps\nfine\n1. Alpha\n2. Beta\n## Alpha\nyes", ["## Lamps {#lamps}", "### Alpha {#alpha topic=alpha}"]),
        ("## Lamps {#l topic=beta}\nfine", ["## Lamps {#beta topic=beta}"]),
        ("Item 3: Alpha\nfine\nAgenda item 4 - Lamps\nyes", ["## Alpha {#alpha topic=alpha}", "## Lamps {#lamps}"]),
        ("LAMPS AGAIN\nfine\nBUOYS TOO\nyes", ["## LAMPS AGAIN {#lamps-again}", "## BUOYS TOO {#buoys-too}"]),
        ("ALPHA\nfine", ["## ALPHA {#alpha topic=alpha}"]),
        ("WP\nfine\nAlpha\nfine", ["## WP {#work topic=work}", "## Alpha {#alpha topic=alpha}"]),
        ("## Lamps\ndoc 2 noted", ["## Lamps {#beta topic=beta}"]),
        ("1. Alpha (docs 1, INF/1)\nfine", ["## Alpha (Docs [[1]], [[INF/1]]) {#alpha topic=alpha}"]),
    ],
    ids=[
        "known titles", "numbers that go on", "a slipped form", "hashes", "attributes", "items",
        "capitals", "a title in capitals",
        "letters", "documents of a topic", "documents behind",
    ],
)  # fmt: skip
def test_headings_are_told_from_words(records: Records, text: str, expected: list[str]) -> None:
    assert items(of_text(records, text)[0]) == expected


def test_headings_of_word_are_items_and_a_title_above_them_is_left_out(records: Records) -> None:
    draft = read(
        p(r("Notes of a day"), HEADING.format(0))
        + p(r("Alpha"), HEADING.format(1))
        + p(r("fine"))
        + p(r("Street lamps"), HEADING.format(2))
        + p(r("first") + "<w:r><w:br/></w:r>" + r("second"))
    )
    text, done = taken(records, list(lines_of_word(draft)))
    assert text == (
        "# Minutes of meeting 14\n\n## Alpha {#alpha topic=alpha}\n\nfine\n\n### Street lamps {#street-lamps}\n\n"
        "first\n\nsecond\n"
    )
    assert told(done.left_out) == ["1: it is the title of the notes"]
    assert told(done.looks) == ["4: 'Street lamps' is no topic of the outline: give it one (topic=…)"]


def test_bold_lines_are_headings_where_nothing_else_is(records: Records) -> None:
    draft = read(
        p(r("Street lamps", "<w:b/>")) + p(r("fine")) + p(r("Buoys", "<w:b/>")) + p(r("red ") + r("ones", "<w:b/>"))
    )
    text, _ = taken(records, list(lines_of_word(draft)))
    assert text.endswith("## Street lamps {#street-lamps}\n\nfine\n\n## Buoys {#buoys}\n\nred ones\n")


def test_a_row_of_a_table_with_a_known_title_is_an_item(records: Records) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{p(r(one))}</w:tc>" for one in cells) + "</w:tr>"

    draft = read(
        f"<w:tbl>{row('No.', 'Item', 'Notes')}{row('2.', 'Alpha', 'doc 1 noted')}{row('3', 'Lamps', 'x')}</w:tbl>"
    )
    lines = list(lines_of_word(draft, partial(is_known, minutes=Minutes("", 14), records=records)))
    text, done = taken(records, lines)
    assert text.endswith("## Alpha {#alpha topic=alpha}\n\nDocument [[1]] noted\n")
    assert told(done.unplaced) == ["1: it is a row of a table", "3: it is a row of a table"]


BEFORE = """\
# Minutes of the day

## Opening {#opening topic=opening}

## Alpha and more {#a topic=alpha}

Words.

## Street lamps {#lamps}
"""


def test_what_the_minutes_have_stays_and_what_they_lack_comes_behind(records: Records) -> None:
    text, done = of_text(records, "Opening\nfine\nAlpha\nlost\nStreet lamp\nlit\nOther business\nnone", BEFORE)
    assert text == (
        BEFORE.replace("topic=opening}\n", "topic=opening}\n\nfine\n").replace("{#lamps}\n", "{#lamps}\n\nlit\n")
        + "\n## Other business {#other topic=other}\n\nnone\n"
    )
    assert told(done.unplaced) == ["4: the minutes have words under 'Alpha and more' already"]
    assert "3: 'Alpha' is item 'Alpha and more'" in told(done.placed)
    assert told(done.looks) == []


def test_an_item_that_is_only_a_number_is_that_of_the_agenda(records: Records) -> None:
    text, done = of_text(records, "Item 1\nfine\nItem 3\nlit\nItem 9\nlost", BEFORE)
    assert "## Opening {#opening topic=opening}\n\nfine\n" in text
    assert text.endswith("{#lamps}\n\nlit\n")
    reason = "the minutes have no item 9: take the agenda first (--agenda FILE), or write its title"
    assert told(done.unplaced) == [f"5: {reason}", f"6: {reason}"]


def test_an_item_to_which_notes_come_back_takes_both(records: Records) -> None:
    text, done = of_text(records, "Alpha\none\nOther business\nnone\nAlpha\ntwo")
    assert "## Alpha {#alpha topic=alpha}\n\none\n\ntwo\n\n## Other" in text
    assert done.unplaced == []


# --- what stands below ------------------------------------------------------------------------------


def test_lists_keep_their_marks_and_depth(records: Records) -> None:
    text, _ = of_text(
        records, "Alpha\nagreed:\n1. one\n   a) in one\n2. two\n- dash\n  - below\nafter\n  2.5 million\n"
    )
    assert text.endswith("agreed:\n\n1. one {list}\n   a) in one\n2. two\n- dash\n   - below\n\nafter\n\n2.5 million\n")


def test_numbers_of_paragraphs_are_left_to_word_and_other_figures_stay(records: Records) -> None:
    text, _ = of_text(records, "2. Alpha\n2.1 First\n2.2 second\n2.5 million more\n3.1 said\n")
    assert text.endswith("\n\nFirst\n\nsecond\n\n2.5 million more\n\n3.1 said\n")


def test_comments_and_rules_are_told(records: Records) -> None:
    _, done = of_text(records, "Alpha\n-----\nfine\n")
    assert told(done.left_out) == ["2: it is only a rule"]


# --- words ------------------------------------------------------------------------------------------


def below_alpha(records: Records, words: str) -> tuple[str, list[str]]:
    text, done = of_text(records, f"Alpha\n{words}")
    return text.partition("topic=alpha}\n\n")[2].rstrip("\n"), [one.what for one in done.looks]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("C Mock and Ms Mock", "[[mock|C Mock]] and [[mock|Ms Mock]]"),
        ("on 9-10 September 2026", "on [[2026-09-09/10]]"),
        ("on 9 Sept 2026", "on [[2026-09-09|9 Sept 2026]]"),
        ("PP Resolution 901, Resolution 902", "[[PP 901|PP Resolution 901]], [[C 902|Resolution 902]]"),
        ("C26/8 and A/RES/80/173", "[[C26/8]] and [[A/RES/80/173]]"),
        ("[[1]] as it was", "[[1]] as it was"),
        ("half sentence, no stop", "half sentence, no stop"),
    ],
)
def test_facts_become_references_and_words_stay(records: Records, typed: str, written: str) -> None:
    assert below_alpha(records, typed) == (written, [])


@pytest.mark.parametrize(
    ("typed", "written", "look"),
    [
        ("doc 9", "Document [[9]]", "document 9 is not in the meeting's list: meetings/14.yaml"),
        ("doc 1(Rev.1)", "Document [[1]]", "document 1 is cited as (Rev.1), its meeting's list has no revision"),
        ("doc 2(Rev.3)", "Document [[2]]", "document 2 is cited as (Rev.3), its meeting's list has (Rev.1)"),
        ("see 11/88", "see 11/88", "'11/88' stays as it was typed: meetings/11.yaml has no such document"),
        ("Ms New spoke", "Ms New spoke", "'Ms New' is not in the register of people"),
        ("Mr Smith spoke", "Mr Smith spoke", "'Mr Smith' may be several people of the register"),
        ("Mr Mock spoke", "Mr Mock spoke", "'Mr Mock': the register has 'Ms C Mock'"),
        ("by 5 May", "by 5 May", "'5 May' has no year: it stays as it was typed"),
        ("Resolution 999", "Resolution 999", "Resolution 999 is not in the register of resolutions"),
    ],
)
def test_what_cannot_be_completed_is_told(records: Records, typed: str, written: str, look: str) -> None:
    assert below_alpha(records, typed) == (written, [look])


def test_links_of_word_stay(records: Records) -> None:
    link = f'<w:hyperlink r:id="l1">{r("the page")}</w:hyperlink>'
    draft = read(p(r("Alpha")) + p(r("see ") + link), links={"l1": "https://example.org/a"})
    text, _ = taken(records, list(lines_of_word(draft)))
    assert text.endswith("see [the page](https://example.org/a)\n")


# --- laws -------------------------------------------------------------------------------------------

HEADS = st.sampled_from(
    ["", "- ", "* ", "1. ", "2. ", "2.1 ", "2.5 ", "a) ", "ii. ", "  - ", "\t", "## ", "Item 2: ", "# "]
)
WORDS = st.sampled_from(
    ["lamps", "are lit", "Alpha", "5*3*2", "– then", "R&D", "(a) view", "Lamps:", "[x]", "#7", "said: no.", "10 %", "é"]
)
LINES = st.lists(st.tuples(HEADS, st.lists(WORDS, min_size=1, max_size=3)), max_size=8)


@pytest.fixture
def take_text(records: Records) -> Callable[[str], tuple[str, Noted]]:
    return lambda text: of_text(records, text)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES)
def test_whatever_is_placed_is_read_again(
    take_text: Callable[[str], tuple[str, Noted]], lines: list[tuple[str, list[str]]]
) -> None:
    written, done = take_text("".join(f"{head}{' '.join(words)}\n" for head, words in lines))
    words, findings = read_markdown(Source(Path("14.md"), written))
    assert [one.message for one in findings if one.severity is Severity.ERROR] == []
    found = "\n".join(_sources(words.items)).replace("\u00a0", " ").casefold()
    for one in done.placed:
        if "' is item" not in one.what:
            assert plain(one.line.text).removeprefix("Item 2: ").casefold() in found


def _sources(items: Sequence[Item | Statement]) -> Iterator[str]:
    for one in items:
        yield one.words if isinstance(one, Item) else one.source
        yield from _sources(one.children) if isinstance(one, Item) else ()
