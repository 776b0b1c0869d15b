"""Minutes and words: what of a Markdown file is an item, a statement, a list, an attribute."""

# ruff: noqa: E501 - messages stand whole

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Item, Part, Statement, Words
from tests.builders import shown, source


def read(text: str) -> tuple[Words, list[str]]:
    words, findings = read_markdown(source(text, "f"))
    return words, shown(findings)


def statements(text: str) -> list[Statement]:
    (item,) = read(f"## A\n\n{text}")[0].items
    return [child for child in item.children if isinstance(child, Statement)]


def line(part: Part) -> str:
    kind = part.list_kind.value if part.list_kind else part.kind
    return f"{part.depth} {kind}: {part.source}"


def lines(text: str) -> list[str]:
    return [line(part) for statement in statements(text) for part in statement.parts]


def findings(text: str) -> list[str]:
    return read(f"## A\n\n{text}")[1]


# --- items ----------------------------------------------------------------------------------------


def test_headings_nest_as_items_below_the_title_of_the_file() -> None:
    words, found = read("# Minutes\n\n## A\n\n### B\n\n## C {#c topic=lamps -}\n")
    a, c = words.items
    assert [(item.title[0].text, item.level) for item in (a, c)] == [("A", 1), ("C", 1)]
    assert isinstance(a.children[0], Item)
    assert (c.id, c.attributes, found) == ("c", {"id": "c", "topic": "lamps", "unnumbered": "yes"}, [])


def test_a_heading_keeps_every_sign_of_its_words() -> None:
    words, _ = read("## Work on C# {x}\n\n##   Two  ##")
    assert [item.title[0].text for item in words.items] == ["Work on C# {x}", "Two  ##"]


def test_a_run_in_heading_needs_no_words() -> None:
    words, found = read("## {run-in #x}")
    assert (words.items[0].title, words.items[0].id, found) == ((), "x", [])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("##", "f:1:1: error empty-heading: the heading has no words | write the item's title behind it; or {run-in}"
         " where only its number is printed"),
        ("### A", "f:1:1: error heading-jumps: the first heading has 3 '#' | write ##"),
        ("## A\n#### B", "f:2:1: error heading-jumps: the heading has 4 '#' below one with 2 | write ###"),
        ("# A\n# B", "f:2:1: error second-title: a second heading with one '#': that is the file's own title"
         " | write '## ' before an item's heading"),
        ("words\n\n## A", "f:1:1: error words-without-item: words stand before the first item: 'words'"
         " | put a heading '## …' above them"),
        ("## A {#x}\n## B {#x}", "f:2:1: error duplicate-id: the id '#x' is given twice (first in line 1)"
         " | give one of them another id"),
        ("## A {topc=x}", "f:1:6: error unknown-attribute: 'topc' is not an attribute of a heading; did you mean 'topic'?"
         " | use one of: id, topic, covers, meetings, unnumbered, run-in, state, accept"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_headings_is_named(text: str, finding: str) -> None:
    assert read(text)[1] == [finding]


# --- paragraphs and lists -------------------------------------------------------------------------


def test_paragraphs_are_statements_and_their_lines_are_joined() -> None:
    assert lines("One\ntwo.\n\nThree.") == ["0 text: One two.", "0 text: Three."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p\n\n- a\n- b", ["0 text: p", "1 dash: a", "1 dash: b"]),
        ("* a\n  - b\n* c", ["1 bullet: a", "2 dash: b", "1 bullet: c"]),
        ("1) a\n2) b", ["1 number-paren: a", "1 number-paren: b"]),
        ("1. a\n   1. b\n2. c", ["1 numbered: a", "2 numbered: b", "1 numbered: c"]),
        (
            "1. a {list}\n   - b\n\n   c\n\n2. d",
            ["1 number-dot: a", "2 dash: b", "1 continuation: c", "1 number-dot: d"],
        ),
        ("i. a\nii. b\niii. c\niv. d", [f"1 roman-dot: {x}" for x in "abcd"]),
        ("i) a\nii) b\niii) c\niv) d\nv) e\nvi) f", [f"1 roman-paren: {x}" for x in "abcdef"]),
        ("\n".join(f"{x}) {x}" for x in "abcdefghij"), [f"1 letter-paren: {x}" for x in "abcdefghij"]),
        (
            "a) x\n   i) y\n   ii) z\nb) w",
            ["1 letter-paren: x", "2 roman-paren: y", "2 roman-paren: z", "1 letter-paren: w"],
        ),
        ("- a\n\t- b\n\t\t- c", ["1 dash: a", "2 dash: b", "3 dash: c"]),
        ("- a\n  lazy\nlazier", ["1 dash: a lazy lazier"]),
        ("p\n\n  below", ["0 text: p", "0 continuation: below"]),
    ],
)
def test_lists_of_every_kind_nest(text: str, found: list[str]) -> None:
    assert lines(text) == found
    assert findings(text) == []


@pytest.mark.parametrize(
    "text", ["seen in\n2024. The", "Document\n12) and", "pages\nv. and", "Mr X\nc) y", "1.5 m", "-5 °C", "a.b"]
)
def test_a_wrapped_line_that_looks_like_a_marker_is_text(text: str) -> None:
    assert lines(text) == [f"0 text: {text.replace(chr(10), ' ')}"]


def test_a_number_that_skips_one_or_two_is_an_item() -> None:
    assert lines("a) x\nc) y") == ["1 letter-paren: x", "1 letter-paren: y"]


def test_a_number_that_skips_more_is_read_as_words_and_named() -> None:
    assert findings("1) a\n12) b") == [
        "f:4:1: warning skipped-number: this line goes on with the item above, whose number it doesn't follow: '12) b'"
        " | correct the number; or, if it is no item, let the line break elsewhere"
    ]


@pytest.mark.parametrize("text", ["---", "===", "```", "##Title", " ## Title", "####### Title", "<!-- note -->"])
def test_mark_up_of_other_dialects_is_printed_and_named(text: str) -> None:
    (finding,) = findings(f"p\n\n{text}")
    assert f"warning text-not-markup: this line is printed as it is: '{text.strip()}' | " in finding
    assert lines(f"p\n\n{text}")[-1].endswith(text.strip())


@pytest.mark.parametrize("sign", ["\u00a0", "\u2003", "\u3000", "\u200f"])
def test_signs_of_space_that_are_not_blanks_stay_at_the_edges(sign: str) -> None:
    assert statements(f"{sign}a{sign}")[0].source == f"{sign}a{sign}"


def test_a_tab_inside_a_text_stays() -> None:
    assert statements("\ta\tb")[0].source == "a\tb"


def test_an_index_of_a_place_counts_the_signs_of_the_line() -> None:
    part = statements("- x\n\t- see [[a]]\n  and [[b]]")[0].parts[1]
    places = [span.reference.place.shown() for span in part.spans if span.reference and span.reference.place]
    assert (part.place.shown(), places) == ("f:4:4", ["f:4:8", "f:5:7"])


# --- attributes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("p {-}", {"unnumbered": "yes"}),
        ("p {#a.b-c}", {"id": "a.b-c"}),
        (
            'p {force=view addressee="the two of them" -}',
            {"force": "view", "addressee": "the two of them", "unnumbered": "yes"},
        ),
        ("p\n{topic=lamps}", {"topic": "lamps"}),
        ("p {a} {#x}", {"id": "x"}),
    ],
)
def test_braces_at_the_end_are_attributes(text: str, attributes: dict[str, str]) -> None:
    assert statements(text)[0].attributes == attributes
    assert findings(text) == []


@pytest.mark.parametrize(
    "text", ["{noted 4, 5}", "p {foo}", "p {{ x }}", "p {% x %}", "p {}", "p {a, b}", "{#x} p", "p {-5}"]
)
def test_braces_of_another_form_are_text(text: str) -> None:
    assert (statements(text)[0].source, findings(text)) == (text, [])


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("p {force = view}", "f:3:3: warning unread-attributes: these braces are printed as text: '{force = view}'"
         ' | write {#id key=value key="two words"}, without spaces around ='),
        ("p {forse=view}", "f:3:3: error unknown-attribute: 'forse' is not an attribute of a paragraph; did you mean"
         " 'force'? | use one of: id, topic, unnumbered, list, meetings, actor, verb, addressee, matter, deadline, force, state, accept"),
        ("p {force=vew}", "f:3:3: error wrong-value: 'vew' is no force; did you mean 'view'?"
         " | use one of: decision, view, proposal, information"),
        ("p {#a #b}", "f:3:3: error duplicate-attribute: 'id' stands twice in the braces | keep one of them"),
        ('p {topic=""}', "f:3:3: error wrong-value: the attribute 'topic' is empty | write topic=…, or take it out"),
        ("p {unnumbered=no}", "f:3:3: error wrong-value: 'unnumbered' takes no value | write {-}, or take it out"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_attributes_is_named(text: str, finding: str) -> None:
    assert findings(text) == [finding]


def test_a_digest_follows_the_words_alone() -> None:
    one, two, other = (statements(text)[0].digest for text in ("a\nb {#x}", "a b", "a c"))
    assert one == two != other


# --- laws -----------------------------------------------------------------------------------------

PRINTABLE = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="*[{}#-`~<=_\ufeff ")


@given(st.text(PRINTABLE, min_size=1).filter(lambda text: text.strip() and not text[0].isascii()))
def test_any_printable_text_comes_back(text: str) -> None:
    (statement,) = statements(text)
    assert "".join(span.text for span in statement.parts[0].spans) == text


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=200))
def test_reading_never_fails(text: str) -> None:
    read(text)


@given(st.text('#-*1a.)i{}[]="| \n\t', max_size=60))
def test_no_mix_of_marks_makes_it_fail(text: str) -> None:
    read(text)


@given(st.lists(st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){0,5}", fullmatch=True), min_size=1, max_size=20))
def test_the_order_and_number_of_statements_are_kept(texts: list[str]) -> None:
    assert [one.source for one in statements("\n\n".join(texts))] == texts


def test_ten_thousand_lines_are_read_within_seconds() -> None:
    text = "## A\n\n" + "".join(
        f"Words [[{n}]] and *more* of them. {{#s{n}}}\n\n1. one\n   - two\n\n" for n in range(2500)
    )
    start = time.perf_counter()
    words, found = read(text)
    assert (len(words.items[0].children), found) == (2500, [])
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "text", ["p" + " " * 500_000 + "}", "{" * 500_000 + "}", "*a* [[b]] " * 20_000, "](" * 200_000]
)
def test_no_run_of_signs_takes_long(text: str) -> None:
    start = time.perf_counter()
    read(f"## A\n\n{text}")
    assert time.perf_counter() - start < 5
