"""The page of a comparison: its structure, its words, what a public one leaves out."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

import cwgdraft
from cwgdraft.comparing.changes import Cause, CauseKind, Change, Comparison, Piece, StoryChanges, Tag, What
from cwgdraft.comparing.compare import compare
from cwgdraft.comparing.page import page
from cwgdraft.draft import Run, StoryKind
from tests.comparing.pages import NASTY, caused, compared, draft, heading, note, paragraph, sample, table


def parsed(comparison: Comparison, *, public: bool = False, title: str = "Changes") -> html.HtmlElement:
    return html.document_fromstring(page(comparison, title=title, public=public))


def text_of(found: html.HtmlElement, selector: str) -> list[str]:
    return [one.text_content() for one in found.xpath(selector)]


def lines(found: html.HtmlElement) -> list[str]:
    """Return the lines of the text, without their numbers and without what is said about them."""
    return text_of(found, "//main//*[contains(concat(' ', @class, ' '), ' t ')]")


def change(kind: str) -> str:
    return f"//article[contains(concat(' ', @class, ' '), ' {kind} ')]"


# --- structure --------------------------------------------------------------------------------------


def test_each_change_that_counts_is_on_the_page_and_in_the_list() -> None:
    comparison = sample()
    found = parsed(comparison)
    numbers = [str(one.number) for _, one in comparison.shown()]
    assert len(numbers) > 8
    assert found.xpath("//main//article/@data-n") == numbers
    assert text_of(found, "//nav//li//b[1][not(ancestor::*[@class='why'])]") == numbers
    ids = found.xpath("//*/@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in found.xpath("//a[starts-with(@href, '#')]/@href")} <= set(ids)


def test_every_kind_of_change_is_counted_once_in_the_filter() -> None:
    chips = text_of(parsed(sample()), "//fieldset[legend='Kind']/label")
    assert [chip.split() for chip in chips] == [
        ["inserted", "1"],
        ["deleted", "1"],
        ["changed", "4"],
        ["moved", "1"],
        ["split", "1"],
        ["formatted", "1"],
    ]


def test_changed_words_are_ins_and_del() -> None:
    found = parsed(compared([paragraph("The group met in May.")], [paragraph("The group met in June.")]))
    (block,) = found.xpath(change("changed"))
    assert text_of(block, ".//p/del") == ["May"]
    assert text_of(block, ".//p/ins") == ["June"]


def test_a_moved_block_leads_to_its_other_end_and_back() -> None:
    found = parsed(sample())
    away, here = found.xpath(change("away"))[0], found.xpath(change("here"))[0]
    assert away.xpath(".//a[@class='jump']/@href") == [f"#{here.get('id')}"]
    assert here.xpath(".//a[@class='jump']/@href") == [f"#{away.get('id')}"]
    assert text_of(away, ".//a[@class='jump']") == ["moved to 3.7 ↓"]
    assert text_of(here, ".//a[@class='jump']") == ["moved from 2.1 ↑"]
    assert away.get("data-m") == here.get("data-m") == "1"


def test_what_moved_together_is_one_card_and_one_entry() -> None:
    moved = [paragraph(f"Paragraph {n} of the section on lamps says what was done there.") for n in range(3)]
    others = [paragraph(f"Another part of the report, its line {n}, has what nobody moved away.") for n in range(9)]
    found = parsed(compared([*moved, *others], [*others, *moved]))
    cards = found.xpath("//article")
    assert [("goes-on" in one.get("class"), "away" in one.get("class")) for one in cards] == [
        (False, True), (True, True), (True, True), (False, False), (True, False), (True, False),
    ]  # fmt: skip
    assert len({next(word for word in one.get("class").split() if re.match(r"h\d", word)) for one in cards}) == 1
    assert text_of(found, "//nav//li//*[@class='kind']") == [
        "moved to another place, with 2 paragraphs after it ↓",
        "moved from another place, with 2 paragraphs after it ↑",
    ]


def test_what_stayed_is_folded_to_a_line_with_its_number() -> None:
    old = [heading("1", "One"), *(paragraph(f"Sentence {n}.", f"1.{n}") for n in range(1, 24)), paragraph("Old end.")]
    found = parsed(compared(old, [*old[:-1], paragraph("New end.")]))
    assert text_of(found, "//details[@class='fold']/summary") == ["… 23 paragraphs unchanged, 1.1 to 1.23"]
    assert len(found.xpath("//details[@class='fold']/div")) == 23


def test_the_headings_above_a_change_stay_in_sight() -> None:
    old = [
        heading("1", "One"), *(paragraph(f"First {n}.", f"1.{n}") for n in range(5)),
        heading("2", "Two"), heading("2.1", "Two and one"), paragraph("May.", "2.1.1"),
    ]  # fmt: skip
    found = parsed(compared(old, [*old[:-1], paragraph("June.", "2.1.1")]))
    seen = "//main//*[self::h3 or self::h4][not(ancestor::details)]"
    assert text_of(found, seen) == ["Two", "Two and one"]
    assert [one.tag for one in found.xpath(seen)] == ["h3", "h4"]


def test_automatic_changes_are_folded_and_counted() -> None:
    found = parsed(sample())
    (counts,) = text_of(found, "//p[@class='counts']")
    assert counts.endswith("Folded: 6 renumbered, 1 page field.")
    assert not found.xpath("//article[contains(@class, 'derived')]")
    assert "6 renumbered" in " ".join(text_of(found, "//summary"))
    labels = found.xpath("//details//span[@class='lab noise'][del and ins]")
    assert next((one.find("del").text, one.find("ins").text) for one in labels) == ("1.9", "1.8")


def test_a_computed_word_inside_a_changed_sentence_is_marked_as_automatic() -> None:
    run = Piece(Tag.SAME, Run("3.2", target="x"), Run("3.1", target="x"), derived="cross-reference")
    block = paragraph("See 3.2 now.")
    pieces = (Piece(Tag.SAME, Run("See ")), run, Piece(Tag.INSERTED, Run(" now")), Piece(Tag.SAME, Run(".")))
    made = Change(What.CHANGED, (block,), (block,), (0,), (0,), pieces, number=1)
    found = parsed(Comparison("a", "b", (StoryChanges(None, "body", (made,)),)))
    (noise,) = found.xpath("//p/span[@class='noise']")
    assert (noise.find("del").text, noise.find("ins").text) == ("3.1", "3.2")


def test_words_that_gave_way_together_are_marked_together() -> None:
    old, new = "It is based on lamps and bulbs.", "It works on lamps and bulbs."
    (block,) = parsed(compared([paragraph(old)], [paragraph(new)])).xpath(change("changed"))
    assert [(one.tag, one.text_content()) for one in block.xpath(".//ins | .//del")] == [
        ("del", "is based"),
        ("ins", "works"),
    ]


def quoted(old: str, new: str) -> str:
    (found,) = parsed(compared([paragraph(old)], [paragraph(new)])).xpath("//nav//*[@class='x']")
    for one in found.xpath(".//ins | .//del"):
        one.text = f"<{one.tag} {one.text}>"
    return str(found.text_content())


def test_the_list_quotes_each_change_with_three_words_around_it() -> None:
    words = [f"w{n}" for n in range(40)]
    changed = list(words)
    changed[5], changed[30] = "NEW", "w30 NEWER"
    assert quoted(" ".join(words), " ".join(changed)) == (
        "… w2 w3 w4 <del w5><ins NEW> w6 w7 w8 … w28 w29 w30 <ins NEWER >w31 w32 w33 …"
    )
    assert quoted("One two three four.", "One two three more four.") == "One two three <ins more >four."


def test_the_list_quotes_three_places_of_a_paragraph() -> None:
    words = [f"w{n}" for n in range(40)]
    changed = [word if n % 8 else f"X{n}" for n, word in enumerate(words)]
    found = quoted(" ".join(words), " ".join(changed))
    assert found.count("<ins") == 3
    assert found.endswith("<ins X16> w17 w18 w19 …")


def test_names_signs_and_version_stand_where_they_are_looked_for() -> None:
    found = parsed(sample(), title="a.docx → b.docx")
    assert text_of(found, "//h1") == ["What changed"]
    assert text_of(found, "//title") == ["a.docx → b.docx"]
    assert set(text_of(found, "//article//span[@class='sign']")) == {"+", "-", "~", "<", ">", "="}
    assert text_of(found, "//footer") == [f"made by cwgdraft {cwgdraft.__version__}"]
    assert text_of(parsed(sample(), public=True), "//footer") == []


def test_a_split_paragraph_shows_the_mark_and_the_second_number() -> None:
    (block,) = parsed(sample()).xpath(change("split"))
    marks = block.xpath(".//ins[@class='mark']")
    assert [one.text_content().strip() for one in marks] == ["2.2"]


def test_rows_of_a_table_are_marked_and_the_rest_is_folded() -> None:
    old = table(*((f"{n}", "a") for n in range(8)))
    new = replace(old, rows=(*old.rows[:-1], table(("7", "b")).rows[0], table(("8", "c")).rows[0]))
    found = parsed(compared([old], [new]))
    assert found.xpath("//table//tr/@class") == ["same"] * 7 + ["changed", "inserted"]
    assert text_of(found, "//button[@class='rows']") == ["… 7 rows unchanged"]
    assert text_of(found, "//tr[@class='changed']//del") == ["a"]
    assert text_of(found, "//tr[@class='inserted']//span[@class='v']") == ["row inserted"]


def test_stories_have_sections_and_quiet_ones_share_a_fold() -> None:
    found = parsed(sample())
    assert text_of(found, "//main//h2") == ["Front box", "Body", "Footnote 1", "Unchanged parts"]
    assert text_of(found, "//section[last()]//summary") == ["… unchanged: Footer 1, Footnote 2 (1 page field)"]


def test_a_comment_says_what_it_is_about_and_where_it_hangs() -> None:
    comment = replace(note("comment 1", "Why?", StoryKind.COMMENT), author="A. Writer", excerpt="the lamps", anchor=1)
    body = [heading("1", "Lamps"), paragraph("The group noted the lamps.")]
    found = parsed(compare(draft(body), draft(body, [comment])))
    assert text_of(found, "//main//h2")[0] == "Comment 1 (A. Writer) inserted on “the lamps”, in 1 Lamps"


def test_a_story_that_came_says_so() -> None:
    old, new = draft([paragraph("Same.")]), draft([paragraph("Same.")], [note("footnote 1", "New.")])
    assert "Footnote 1 inserted" in text_of(parsed(compare(old, new)), "//main//h2")


def test_two_drafts_that_say_the_same() -> None:
    found = parsed(compared([paragraph("Same.")], [paragraph("Same.")]))
    assert text_of(found, "//p[@class='counts']") == ["Nothing that counts differs."]
    assert found.xpath("//form[@id='filters']") == []


def test_remarks_are_said() -> None:
    comparison = replace(compared([], []), remarks=("first: tracked changes were taken as final",))
    assert text_of(parsed(comparison), "//ul[@class='remarks']/li") == ["first: tracked changes were taken as final"]


def test_a_formatted_word_says_how_it_looked() -> None:
    (block,) = parsed(sample()).xpath(change("formatted"))
    (word,) = block.xpath(".//span[@class='fmt']")
    assert (word.text_content(), word.get("title")) == ("noted", "formatting: plain → bold")
    assert word.xpath("b")


def test_signs_that_nobody_sees_are_named() -> None:
    found = parsed(compared([paragraph("10 May, a b")], [paragraph("10\u00a0May, a b")]))
    assert found.xpath("//p/del/@data-sign") == ["space"]
    assert found.xpath("//p/ins/@data-sign") == ["non-breaking space"]
    assert text_of(found, "//p/ins") == ["\u00a0"]


def test_an_empty_paragraph_that_came_is_named() -> None:
    found = parsed(compared([paragraph("Same.")], [paragraph("Same."), paragraph("")]))
    assert found.xpath("//p/ins/@data-sign") == ["empty paragraph"]
    assert text_of(found, "//nav//*[@class='x']") == ["empty paragraph"]


def test_a_block_that_was_moved_and_edited_shows_its_words_where_it_stands_now() -> None:
    rest = [paragraph(f"Sentence {n} stands where it always stood, and says what it said.") for n in range(6)]
    lamps = "The secretariat presented the report on lamps, which the group had asked for in May."
    found = parsed(compared([paragraph(lamps), *rest], [*rest, paragraph(lamps.replace("May", "June"))]))
    (here,), (away,) = found.xpath(change("here")), found.xpath(change("away"))
    assert text_of(here, ".//*[@class='kind']") == ["moved and edited"]
    assert (text_of(here, ".//p/del"), text_of(here, ".//p/ins")) == (["May"], ["June"])
    assert text_of(away, ".//p/del") == [lamps]


# --- text is text -----------------------------------------------------------------------------------


def test_text_arrives_as_written() -> None:
    comparison = caused(
        compared([], [heading("1", NASTY), paragraph(NASTY), table((NASTY,))]), Cause(CauseKind.HAND, NASTY)
    )
    found = parsed(replace(comparison, old_name=NASTY, new_name=NASTY, remarks=(NASTY,)), title=NASTY)
    assert lines(found)[:2] == [NASTY, NASTY]
    assert NASTY in text_of(found, "//table//p")
    assert text_of(found, "//title") == [NASTY]
    assert text_of(found, "//ul[@class='remarks']/li") == [NASTY]
    assert len(found.xpath("//script")) == 1


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_arrives_as_written(text: str) -> None:
    source = page(compared([], [paragraph(text)]), title="t")
    (line,) = re.findall(r'<p class="t" dir="auto"><ins>(.*?)</ins></p>', source, re.DOTALL)
    fragment = html.fragment_fromstring(f"<p>{line}</p>")
    assert fragment.text_content() == re.sub("[\ufdd0-\ufdef\ufffe\uffff]", "\ufffd", text)


def test_signs_that_html_cannot_hold_are_replaced() -> None:
    source = page(compared([], [paragraph("a\ud800b\x00c\x1bd")]), title="\udfff")
    source.encode("utf-8")
    assert "a\ufffdb\ufffdc\ufffdd" in source


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://www.itu.int/md/S24", True),
        ("http://example.org/?a=1&b=\"2'", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https:evil", False),
        ("//example.org", False),
    ],
)
def test_only_links_to_the_web_and_to_people_are_links(link: str, kept: bool) -> None:
    found = parsed(compared([], [paragraph((Run("here", link=link),))]))
    assert found.xpath("//main//p//a/@href") == ([link] if kept else [])
    assert lines(found) == ["here"]


# --- alone ------------------------------------------------------------------------------------------


def test_the_page_needs_nothing_from_outside() -> None:
    source = page(sample(), title="t")
    found = html.document_fromstring(source)
    assert not found.xpath("//link | //img | //iframe | //object | //embed | //base | //script[@src] | //*[@style]")
    assert not [name for name in found.xpath("//@*/..") for name in name.attrib if name.startswith("on")]
    style = found.xpath("//style")[0].text
    assert "url(" not in style
    assert "@import" not in style


def test_its_policy_allows_its_own_script_alone() -> None:
    source = page(sample(), title="t")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', source)
    (script,) = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.split("; ")[:3] == [
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        f"script-src 'sha256-{digest}'",
    ]


def test_the_same_comparison_gives_the_same_page() -> None:
    assert page(sample(), title="t") == page(sample(), title="t")


# --- causes -----------------------------------------------------------------------------------------


def test_the_secretariat_sees_causes_and_origins() -> None:
    found = parsed(sample())
    why = text_of(found, "//article//span[@class='why']")
    assert set(why) == {"record records/meetings/42.md:118 1a2b3c4d5e the words of an item"}
    assert "43/opening" in text_of(found, "//details[@class='origin']/code")
    assert text_of(found, "//fieldset[legend='Cause']/label")[0].split() == ["record", "10"]
    assert set(found.xpath("//nav//li/@data-c")) == {"record"}


def test_a_public_page_names_no_cause_no_origin_and_no_folder() -> None:
    comparison = replace(sample(), remarks=("build/first.docx: tracked changes were taken as final",))
    source = page(comparison, title="build/first.docx and build/second.docx", public=True)
    hidden = [
        "records/",
        "42.md",
        "118",
        "1a2b3c4",
        "words of an item",
        "43/",
        "section:",
        "front:",
        "build/",
        'origin"',
    ]
    assert [word for word in hidden if word in source] == []
    assert "first.docx: tracked changes were taken as final" in source
    assert html.document_fromstring(source).xpath("//@data-c | //*[@class='why'] | //select[@id='group']") == []


def test_a_public_page_keeps_symbols_that_look_like_folders() -> None:
    comparison = replace(compared([], []), old_name="C26/8-E", new_name="CWG-WSIS&SDG-42/12(Rev.1)")
    found = parsed(comparison, public=True)
    assert text_of(found, "//dl[@class='names']//dd") == ["C26/8-E", "CWG-WSIS&SDG-42/12(Rev.1)"]


# --- for screen readers -----------------------------------------------------------------------------


def test_landmarks_languages_and_directions() -> None:
    found = html.document_fromstring(page(sample(), title="t", language="ar"))
    assert found.get("lang") == "en"
    assert found.xpath("//main/div[@class='text']/@lang") == ["ar"]
    assert found.xpath("//a[@class='skip']/@href") == ["#text"]
    assert found.xpath("//nav/@aria-label") == ["List of changes"]
    assert found.xpath("//*[@role='status']/@aria-live") == ["polite"]
    assert set(found.xpath("//main//article//p[contains(@class, 't')]/@dir")) == {"auto"}


def test_the_total_counts_a_move_once_and_says_how_many_places_there_are() -> None:
    moved = "The group noted the long report of the secretariat with appreciation."
    others = [f"Paragraph {n} of the report says what was done in year {n}." for n in range(4)]
    found = compared([paragraph(moved), *map(paragraph, others)], [*map(paragraph, others), paragraph(moved)])
    assert "1 change at 2 places" in page(found, title="moved")
    assert "No changes" in page(compared([paragraph(moved)], [paragraph(moved)]), title="same")
    assert "1 change:" in page(compared([paragraph(moved)], [paragraph(moved), paragraph("New.")]), title="one")
