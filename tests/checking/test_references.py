"""Rules of references: what each says, what it puts in place of the words, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cwgdraft.checking.about import meeting_about
from cwgdraft.checking.citations import citations_of
from cwgdraft.checking.editions import CONFERENCES, PLENIPOTENTIARIES, known_editions
from cwgdraft.checking.registry import RULES, load_rule
from cwgdraft.checking.signs import in_brackets, like
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.targets import target_of
from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.finding import Severity
from cwgdraft.jobs.targets import load_targets
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import load_house
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace
from tests.draft_builders import drafted, group

ROOT = Path(__file__).parent.parent.parent
RECORDS = load_records(Workspace(ROOT))
WSIS = "This is on the 41st and 42nd meetings of CWG-WSIS&SDG."


def subject(*texts: str, records: Records | None = None) -> Subject:
    """Return a document of numbered paragraphs, each text one of them."""
    lines = ["1\tIntroduction", *(f"1.{n}\t{text}" for n, text in enumerate(texts, 1))]
    return Subject(read_text("\n".join(lines), "lamps"), load_house(None), records)


def hits(rule: str, *texts: str, records: Records | None = None) -> list[Hit]:
    return list(load_rule(rule).check(subject(*texts, records=records)))


def told(rule: str, *texts: str, records: Records | None = None) -> list[tuple[str, str]]:
    return [(hit.message, hit.help) for hit in hits(rule, *texts, records=records)]


def fixed(rule: str, *texts: str, safe: bool | None = None) -> list[str]:
    """Return the texts with what a rule puts in place of their words, with its safe fixes alone where that is asked."""
    found = list(texts)
    for hit in reversed(hits(rule, *texts)):
        if hit.fix is not None and safe in (None, hit.fix.safe):
            place = hit.passage.number - 1
            found[place] = found[place][: hit.start] + hit.fix.new + found[place][hit.end :]
    return found


def test_a_document_that_is_not_on_the_list_is_found_with_the_one_that_was_meant() -> None:
    assert told("unknown-document", WSIS, "See Document CWG-WSIS&SDG-41/INF/3.", records=RECORDS) == [
        (
            "'CWG-WSIS&SDG-41/INF/3' is not a document of the 41st meeting",
            'cite 41/3 ("Preparations towards the WSIS+20 High-Level Event 2025"), or record it in meetings/41.yaml',
        )
    ]


def test_a_document_without_any_near_miss_is_found_all_the_same() -> None:
    assert told("unknown-document", WSIS, "See Document CWG-WSIS&SDG-42/300.", records=RECORDS) == [
        (
            "'CWG-WSIS&SDG-42/300' is not a document of the 42nd meeting",
            "cite a document that is on the list, or record it in meetings/42.yaml",
        )
    ]


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        (
            "At the 42nd meeting, the keeper read Document CWG-WSIS&SDG-41/5.",
            "'CWG-WSIS&SDG-41/5' is a document of the 41st meeting; the sentence is about the 42nd",
            "cite a document of the 42nd meeting",
        ),
        (
            "Document CWG-WSIS&SDG-41/5 was presented at the 42nd meeting.",
            "'CWG-WSIS&SDG-41/5' is a document of the 41st meeting; the sentence is about the 42nd",
            "cite a document of the 42nd meeting",
        ),
        (
            "The keeper read his papers during the 42nd CWG-WSIS&SDG meeting (Docs CWG-WSIS&SDG-41/5).",
            "'CWG-WSIS&SDG-41/5' is a document of the 41st meeting; the sentence is about the 42nd",
            "cite a document of the 42nd meeting",
        ),
    ],
)
def test_a_document_of_another_meeting_is_found(text: str, message: str, help_: str) -> None:
    assert told("wrong-meeting-document", WSIS, text) == [(message, help_)]


def test_a_document_on_an_event_after_its_meeting_is_found() -> None:
    texts = (
        "The 41st meeting was held on 2 October 2024.",
        "The feast was held on 4 March 2026 (Doc. CWG-WSIS&SDG-41/5).",
    )
    assert told("wrong-meeting-document", WSIS, *texts) == [
        (
            "'CWG-WSIS&SDG-41/5' is a document of the 41st meeting, which was held before the event that the sentence "
            "tells of ('4 March 2026')",
            "cite the document of the later meeting, or correct the date of the event",
        )
    ]


def test_a_document_of_a_meeting_that_is_not_reported_is_found() -> None:
    cited = "Documents " + ", ".join(f"CWG-WSIS&SDG-42/{n}" for n in range(2, 8)) + " were noted."
    assert told("wrong-meeting-document", WSIS, cited, "The keeper read Document CWG-WSIS&SDG-39/5.") == [
        (
            "'CWG-WSIS&SDG-39/5' is a document of the 39th meeting, on which this is no report",
            "cite a document of the meetings that are reported, or name the earlier meeting",
        )
    ]


def test_the_document_with_the_fitting_title_is_named_where_there_are_records() -> None:
    text = "At the 42nd meeting, the keeper spoke of the outcomes of IGF 2024 (Doc. CWG-WSIS&SDG-41/5)."
    found = told("wrong-meeting-document", WSIS, text, records=RECORDS)
    assert found[0][1] == 'cite a document of the 42nd meeting (18 is "Outcomes of IGF 2024")'


def test_the_heading_says_which_meeting_a_passage_is_about() -> None:
    text = "1\tOil\n1.1\tWords on the 41st and 42nd meetings.\nUpdates from the 41st meeting\n1.2\tSee CWG-FHR-42/5.\n"
    here = Subject(read_text(text, "lamps"), load_house(None))
    found = list(load_rule("wrong-meeting-document").check(here))
    assert [hit.message for hit in found] == [
        "'CWG-FHR-42/5' is a document of the 42nd meeting; the heading is about the 41st"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "As requested at the 41st meeting, the keeper presented Document CWG-WSIS&SDG-42/5.",
        "At the 41st and 42nd meetings, the keeper presented Document CWG-WSIS&SDG-42/5.",
        "Prior to the 41st meeting the keeper had sent Document CWG-WSIS&SDG-42/5.",
        "At its 41st meeting, the group requested a list of lamps, which is Document CWG-WSIS&SDG-42/5.",
        "Document CWG-WSIS&SDG-42/5, prepared at the request of the group at the 41st meeting, was read.",
        "At the 41st meeting, some spoke of oil. The keeper then presented Document CWG-WSIS&SDG-42/5.",
    ],
)
def test_a_meeting_that_is_only_mentioned_says_nothing_of_the_documents(text: str) -> None:
    assert hits("wrong-meeting-document", WSIS, text) == []


def test_ordinals_in_words_count_where_documents_of_the_meeting_are_cited() -> None:
    one = subject("At the sixteenth meeting, Document CWG-COP-15/2 was read.", "See Document CWG-COP-16/3.")
    passage = one.passages[1]
    about = meeting_about(one, passage, passage.plain.index("CWG"))
    assert about is not None
    assert about.number == 16


def test_in_reports_of_the_workspace_a_reference_to_another_meeting_is_on_purpose(tmp_path: Path) -> None:
    words = (
        "## Alpha {#alpha topic=alpha}\n\nAt the 12th meeting, the keeper read Document [[11/2]] and CWG-TEST-11/3.\n"
    )
    place = group(tmp_path, {"records/meetings/12.md": words})
    records, (target,) = load_targets(place, ("11", "12"))
    draft = drafted(place, "11", "12").draft
    here = Subject(draft, load_house(None), records, target.plan, target.meetings, own=True)
    found = [(hit.words, hit.help) for hit in load_rule("wrong-meeting-document").check(here)]
    assert found == [
        (
            "CWG-TEST-11/3",
            "cite a document of the 12th meeting, or write [[11/3]] to cite the earlier meeting on purpose",
        )
    ]


def test_a_revision_that_is_not_the_last_is_found() -> None:
    assert told("superseded-revision", WSIS, "See Document CWG-WSIS&SDG-42/12.", records=RECORDS) == [
        ("'CWG-WSIS&SDG-42/12' is not the last revision; (Rev.1) is", "add (Rev.1)")
    ]


def test_a_revision_here_and_none_there_is_found() -> None:
    texts = ("See Document CWG-FHR-14/5(Rev.1).", "Document CWG-FHR-14/5 was noted.")
    assert told("differing-revision", *texts) == [
        (
            "'CWG-FHR-14/5' here, (Rev.1) in 1.1",
            "cite the revision that the meeting considered in both places",
        )
    ]


def test_a_document_that_is_cited_nowhere_is_found_unless_the_plan_leaves_it_out() -> None:
    cited = [one for one in RECORDS.meetings[42].facts.documents if one not in ("17", "18")]
    texts = [f"This is on the 42nd meeting. Document CWG-WSIS&SDG-42/{one} was noted." for one in cited]
    assert told("uncited-document", *texts, records=RECORDS) == [
        (
            f"'42/{number}' (\"{title}\") is cited nowhere",
            "cite the document where its matter is reported, or leave it out on purpose (leave_out in the plan)",
        )
        for number, title in (
            ("17", "Preparation of the overall review on the WSIS outcomes"),
            ("18", "Outcomes of IGF 2024"),
        )
    ]


WHOLE = "Document CWG-FHR-14/2, Document CWG-FHR-14/3 and Document CWG-FHR-14/5 were noted."


def test_a_number_without_a_symbol_is_found_with_the_document_that_was_cited_before() -> None:
    texts = (WHOLE, "Some liked what document 5 says.", "Others did not (document 3).")
    assert told("document-form", *texts) == [
        ("'document 5' has no symbol; other documents are cited by theirs", "write 'Document CWG-FHR-14/5'"),
        ("'document 3' has no symbol; other documents are cited by theirs", "write 'Doc. CWG-FHR-14/3'"),
    ]


def test_a_number_that_no_document_had_before_gets_no_symbol() -> None:
    assert told("document-form", WHOLE, "Some liked what document 8 says.") == [
        ("'document 8' has no symbol; other documents are cited by theirs", "cite the document by its symbol")
    ]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("He read the document CWG-FHR-14/5.", "He read Document CWG-FHR-14/5."),
        ("The document CWG-FHR-14/5 was read.", "Document CWG-FHR-14/5 was read."),
        ("He read the documents CWG-FHR-14/5 and CWG-FHR-14/6.", "He read Documents CWG-FHR-14/5 and CWG-FHR-14/6."),
        ("He read the Document CWG-FHR-14/5.", "He read Document CWG-FHR-14/5."),
        ("He read on (Doc CWG-FHR-14/5).", "He read on (Doc. CWG-FHR-14/5)."),
        ("He read on (Docs. CWG-FHR-14/5 and CWG-FHR-14/6).", "He read on (Docs CWG-FHR-14/5 and CWG-FHR-14/6)."),
    ],
)
def test_the_word_before_a_symbol_is_put_right(text: str, new: str) -> None:
    assert fixed("document-word", text, safe=True) == [new]


def test_the_words_before_symbols_say_what_is_wrong() -> None:
    text = "He read the document CWG-FHR-14/5, the Document CWG-FHR-14/6 and one more (Doc CWG-FHR-14/7)."
    assert told("document-word", text) == [
        ("'the document' before a symbol", "write 'Document'"),
        ("'the Document' before a symbol", "leave out 'the'"),
        ("'Doc' before a symbol", "write 'Doc.'"),
    ]


def test_a_word_that_departs_from_the_habit_of_the_document_is_found() -> None:
    running = [f"He read Document CWG-FHR-14/{n}." for n in (2, 3, 4)]
    bracketed = [f"He read on (Doc. CWG-FHR-14/{n})." for n in (5, 6, 7)]
    odd = ("He read Doc. CWG-FHR-14/8.", "He read on (Document CWG-FHR-14/9).")
    assert told("document-word", *running, *bracketed, *odd) == [
        ("'Doc.' in running text; other citations there have 'Document'", "write 'Document'"),
        ("'Document' in brackets; other citations there have 'Doc.'", "write 'Doc.'"),
    ]


def test_the_number_of_the_word_before_symbols_is_compared_with_theirs() -> None:
    assert told("singular-plural-document", "He read Documents CWG-FHR-14/5 and went home.") == [
        ("'Documents' before one symbol", "write 'Document'")
    ]
    assert told("singular-plural-document", "He read Document CWG-FHR-14/5, CWG-FHR-14/6 and CWG-FHR-14/7.") == [
        ("'Document' before 3 symbols", "write 'Documents'")
    ]


def test_a_symbol_without_a_word_is_found_where_others_have_one() -> None:
    led = [f"He read Document CWG-FHR-14/{n} and more (Doc. CWG-FHR-15/{n})." for n in (2, 3, 4, 5)]
    assert told("bare-symbol", *led, "He read CWG-FHR-14/6 and more (CWG-FHR-15/6).") == [
        (
            "'CWG-FHR-15/6' stands alone in brackets; other citations have 'Doc.' before them",
            "write 'Doc. CWG-FHR-15/6'",
        ),
        (
            "'CWG-FHR-14/6' stands alone in a sentence; other citations have 'Document' before them",
            "write 'Document CWG-FHR-14/6' or '(Doc. CWG-FHR-14/6)'",
        ),
    ]


def test_symbols_side_by_side_are_found() -> None:
    assert told("unseparated-symbols", "Papers: CWG-FHR-14/5 CWG-FHR-14/6.") == [
        ("'CWG-FHR-14/5' and 'CWG-FHR-14/6' stand side by side", "put a comma or 'and' between them")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("CWGWSIS&SDG37/7-Rev.1", "CWG-WSIS&SDG-37/7(Rev.1)"),
        ("CWG-WSIS&SDG-34-22", "CWG-WSIS&SDG-34/22"),
        ("CWG WSIS&SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG&WSIS&SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG-WSIS-SDG-42/3", "CWG-WSIS&SDG-42/3"),
        ("CWG-WSIS&SDG-42/12(Rev 1)", "CWG-WSIS&SDG-42/12(Rev.1)"),
        ("CWG-WSIS&SDG-42/12 Rev. 1", "CWG-WSIS&SDG-42/12(Rev.1)"),
        ("CWG-WSIS&SDG-42/12-E Rev. 1", "CWG-WSIS&SDG-42/12-E(Rev.1)"),
        ("CWG-WSIS&SDG-42 / 3", "CWG-WSIS&SDG-42/3"),
        ("C-26/8", "C26/8"),
        ("CL25/44", "CL-25/44"),
        ("CWG‑WSIS&SDG‑42 /3", "CWG‑WSIS&SDG‑42/3"),
    ],
)
def test_a_symbol_is_put_into_the_form_of_its_series(old: str, new: str) -> None:
    texts = ("CWG-WSIS&SDG met. CWG-WSIS&SDG met again at the 42nd meeting.", f"See Document {old} here.")
    assert fixed("symbol-form", *texts, safe=True) == [texts[0], f"See Document {new} here."]


def test_a_symbol_in_another_form_says_so() -> None:
    assert told("symbol-form", "CWG-FHR met.", "See Document CWGFHR-14/5.") == [
        ("'CWGFHR-14/5' is not the form of its series", "write 'CWG-FHR-14/5'")
    ]


def test_the_former_name_of_the_group_is_right_in_symbols_of_its_time() -> None:
    text = "CWG-WSIS&SDG met, and CWG-WSIS&SDG-42/2 to CWG-WSIS&SDG-42/5 were read, and CWG-WSIS-32/19."
    assert hits("symbol-form", WSIS, text) == []


def test_the_acronym_is_compared_with_the_one_that_is_used_most() -> None:
    texts = ("The CWG-WSIS&SDG met.", "CWG-WSIS&SDG is glad.", "The CWG WSIS&SDG rests, the CWG-WSIS&SDGs too.")
    assert told("group-acronym", *texts) == [
        ("'CWG WSIS&SDG' is 'CWG-WSIS&SDG' elsewhere", "write 'CWG-WSIS&SDG'"),
        ("'CWG-WSIS&SDGs' is 'CWG-WSIS&SDG' elsewhere", "write 'CWG-WSIS&SDG'"),
    ]


def test_a_name_with_fewer_letters_is_only_worth_a_look() -> None:
    texts = ["The CWG-WSIS&SDG met."] * 4
    assert [hit.severity for hit in hits("group-acronym", *texts, "It was CWG-WSIS once.")] == [Severity.ADVICE]


def test_symbols_of_the_united_nations_say_what_is_wrong() -> None:
    assert told("un-symbol", "See A/RES 80/173 and A/RES/80.") == [
        ("'A/RES 80/173' is not a symbol of the United Nations", "write 'A/RES/80/173'"),
        ("'A/RES/80' lacks the number of the session or of the resolution", "write the whole symbol: A/RES/80/173"),
    ]


def test_a_resolution_without_the_word_is_found() -> None:
    assert told("resolution-without-noun", "In line with 140 (Rev. Bucharest, 2022) it met.") == [
        (
            "'140 (Rev. Bucharest, 2022)' has no 'Resolution' before it",
            "write 'PP Resolution 140 (Rev. Bucharest, 2022)'",
        )
    ]


def test_a_first_mention_without_edition_is_worth_a_look() -> None:
    texts = ("PP Resolution 140 is read.", "PP Resolution 140 (Rev. Bucharest, 2022) is long.")
    assert told("resolution-without-edition", *texts) == [
        (
            "'PP Resolution 140' is first cited without its edition, later with '(Rev. Bucharest, 2022)'",
            "add '(Rev. Bucharest, 2022)' here",
        )
    ]


HELD = "The 43rd meeting was held on 9-10 September 2025."


@pytest.mark.parametrize(
    ("texts", "message", "help_"),
    [
        (
            ["See Council Resolution 1332 (Geneva, 2024)."],
            "'Council Resolution 1332 (Geneva, 2024)' has a city; the Council's resolutions have none",
            "write '(Modified 2024)'",
        ),
        (
            ["See Resolution 130 (Rev. Dubai, 2022)."],
            "'Rev. Dubai, 2022': the conference of Dubai was held in 2018, Bucharest in 2022",
            "correct the city or the year",
        ),
        (
            ["See Council Resolution 1332 (Modified 2021)."],
            "'Council Resolution 1332 (Modified 2021)': there is no edition of 2021",
            "cite one of its editions: Modified 2016, Modified 2019, Modified 2023, Modified 2024",
        ),
        (
            ["See PP Resolution 214 (Rev. Bucharest, 2022)."],
            "'PP Resolution 214 (Rev. Bucharest, 2022)' was first adopted in 2022; it is no revision",
            "write '(Bucharest, 2022)'",
        ),
        (
            ["See PP Resolution 140 (Bucharest, 2022)."],
            "'PP Resolution 140 (Bucharest, 2022)' was first adopted in 2006; this is a revision",
            "write '(Rev. Bucharest, 2022)'",
        ),
        (
            [HELD, "See Council Resolution 1332 (Modified 2023)."],
            "'Council Resolution 1332 (Modified 2023)' had been replaced by the edition 'Modified 2024'",
            "cite the edition in force: '(Modified 2024)'",
        ),
        (
            ["The 33rd meeting was held on 9-10 September 2018.", "See PP Resolution 140 (Rev. Bucharest, 2022)."],
            "'PP Resolution 140 (Rev. Bucharest, 2022)' is an edition of October 2022, later than the report",
            "cite the edition that was in force",
        ),
    ],
)
def test_an_edition_that_is_none_or_not_in_force_is_found(texts: list[str], message: str, help_: str) -> None:
    assert told("resolution-edition", *texts) == [(message, help_)]


def test_what_tells_the_history_of_a_resolution_may_cite_older_editions() -> None:
    assert hits("resolution-edition", HELD, "Council Resolution 1332 (Modified 2016) was then revised.") == []


def test_the_registers_of_conferences_and_editions_are_in_order() -> None:
    days = list(PLENIPOTENTIARIES.values())
    assert days == sorted(days)
    assert all(years == tuple(sorted(years)) for years in CONFERENCES.values())
    known = known_editions(subject("x"), ("plenipotentiary", "140"))
    assert known is not None
    assert [one.text for one in known.editions] == [
        "Antalya, 2006", "Rev. Guadalajara, 2010", "Rev. Busan, 2014", "Rev. Dubai, 2018", "Rev. Bucharest, 2022",
    ]  # fmt: skip


def test_the_workspace_has_its_own_register_of_editions() -> None:
    one = RECORDS.resolutions["C 1334"]
    later = type(one.editions[-1])(edition="Modified 2026", from_=RECORDS.sessions["C26"].dates.last)
    changed = type(one)(**{**vars(one), "editions": [*one.editions, later]})
    records = replace(RECORDS, resolutions={**RECORDS.resolutions, "C 1334": changed})
    known = known_editions(subject("x", records=records), ("council", "1334"))
    assert known is not None
    assert [edition.text for edition in known.editions] == ["2011", "Modified 2015", "Modified 2023", "Modified 2026"]


@pytest.mark.parametrize(
    ("texts", "message", "help_"),
    [
        (
            ["See PP Resolution 140 (rev. Bucharest, 2022)."],
            "'(rev. Bucharest, 2022)' is not the usual form of an edition",
            "write 'Rev. Bucharest, 2022'",
        ),
        (
            ["See Council Resolutions: 1332 and 1334."],
            "'Council Resolutions:' with a colon before the number",
            "write 'Council Resolutions'",
        ),
        (
            ["See Council resolutions 1332 and 1334 and PP Resolution 140."],
            "'Council resolutions' with a small letter before a number",
            "write 'Council Resolutions'",
        ),
        (
            ["See PP Resolution 140.", "See PP-22 Resolution 214."],
            "'PP-22 Resolution' here, 'PP Resolution' elsewhere",
            "write 'PP Resolution'",
        ),
        (
            ["See PP Resolution 140.", "See ITU Resolution 140."],
            "'ITU Resolution 140' here, 'PP Resolution' elsewhere",
            "write 'PP Resolution'",
        ),
        (
            ["See ITU PP Resolution 140."],
            "'ITU PP Resolution' names ITU twice",
            "write 'PP Resolution'",
        ),
        (
            ["See Council Resolution 1332.", "See Resolution 1332."],
            "'Resolution 1332' without 'Council', which stands before it elsewhere",
            "write 'Council Resolution'",
        ),
    ],
)
def test_a_resolution_in_another_form_is_found(texts: list[str], message: str, help_: str) -> None:
    assert told("resolution-form", *texts) == [(message, help_)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PP Resolution 140 (Rev. Bucharest 2022)", "PP Resolution 140 (Rev. Bucharest, 2022)"),
        ("PP Resolution 140 (Rev.Bucharest, 2022)", "PP Resolution 140 (Rev. Bucharest, 2022)"),
        ("PP Resolution 140 (Rev Bucharest, 2022)", "PP Resolution 140 (Rev. Bucharest, 2022)"),
        ("WTDC Resolution 30 (REV. Kigali, 2022)", "WTDC Resolution 30 (Rev. Kigali, 2022)"),
        ("PP Resolution 140 (Bucharest, Rev. 2022)", "PP Resolution 140 (Rev. Bucharest, 2022)"),
        ("Council Resolution 1334 (mod.2023)", "Council Resolution 1334 (Modified 2023)"),
        ("Council Resolution 1334 (MOD, 2023)", "Council Resolution 1334 (Modified 2023)"),
        ("Council Resolution 1334 (Modified, 2023)", "Council Resolution 1334 (Modified 2023)"),
    ],
)
def test_a_malformed_edition_is_put_right(old: str, new: str) -> None:
    assert fixed("resolution-form", f"See {old}.") == [f"See {new}."]


def test_short_and_amended_editions_are_right_where_no_other_form_is_used() -> None:
    assert hits("resolution-form", "See Council Resolution 1332 (Mod. 2016).") == []
    assert hits("resolution-form", "See Council Resolution 1332 (C11, last amended C15).") == []


def test_an_article_before_a_numbered_resolution_is_found() -> None:
    assert told("article-before-resolution", "In accordance with the ITU Council Resolution 1334, it met.") == [
        ("'the ITU Council Resolution 1334' has an article before a name", "write 'ITU Council Resolution 1334'")
    ]


def test_two_editions_of_a_resolution_are_found() -> None:
    texts = ("See Council Resolution 1306 (Modified 2015).", "See Council Resolution 1306 (Modified 2019).")
    assert told("differing-edition", *texts) == [
        (
            "'Council Resolution 1306 (Modified 2015)' here, '(Modified 2019)' in 1.2",
            "cite the edition that was in force at the meetings in both places",
        )
    ]


def test_references_to_what_is_not_there_are_found_with_the_number_that_is() -> None:
    assert told("dangling-cross-reference", "See section 1.22 and paragraph 1.9.", "See in 1.8 above.", "x") == [
        ("'section 1.22' refers to what isn't in the document", "correct the number (1.2 exists)"),
        ("'paragraph 1.9' refers to what isn't in the document", "correct the number, or leave the reference out"),
        ("'in 1.8 above' refers to what isn't in the document", "correct the number, or leave the reference out"),
    ]


def test_words_that_point_the_wrong_way_are_found() -> None:
    assert told("contrary-direction", "See section 1.2 above.", "See section 1.1 below.") == [
        ("'section 1.2 above', but 1.2 stands after it", "write 'below', or correct the number"),
        ("'section 1.1 below', but 1.1 stands before it", "write 'above', or correct the number"),
    ]


def linked(*runs: Run) -> Subject:
    """Return a document with one paragraph of runs, as Word has them."""
    blocks = (Block(Kind.PARAGRAPH, (Run("On the 42nd meeting of CWG-WSIS&SDG."),)), Block(Kind.PARAGRAPH, runs))
    return Subject(Draft("lamps", "", "", "", {}, blocks), load_house(None))


def test_a_link_of_word_that_leads_elsewhere_than_its_words_is_found_as_one() -> None:
    address = "https://www.itu.int/md/S25-CWGWSIS42-C-0006/en"
    here = linked(Run("See "), Run("CWG-WSIS&SDG-", link=address), Run("42/5", strong=True, link=address), Run("."))
    found = list(load_rule("link-contradicts-text").check(here))
    assert [(hit.message, hit.help, hit.words) for hit in found] == [
        (
            "'CWG-WSIS&SDG-42/5' links to 42/6",
            "link to CWG-WSIS&SDG-42/5, or correct the words",
            "CWG-WSIS&SDG-42/5",
        )
    ]


def test_links_that_no_reader_can_follow_are_found() -> None:
    here = linked(Run("plan", link="file:///C:/plan.docx"), Run(" and "), Run("page", link=""), Run("top", link="#top"))
    found = list(load_rule("unusable-link").check(here))
    assert [(hit.message, hit.help) for hit in found] == [
        ("'plan' links to 'file:///C:/plan.docx'", "link to an address that readers can open, or unlink it"),
        ("'page' links to nothing", "link to an address that readers can open, or unlink it"),
    ]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://www.itu.int/md/S19-CWGWSIS34-C-0002/en", "34/2"),
        ("https://www.itu.int/md/S19-CWGWSIS34-INF-0001/en", "34/INF/1"),
        ("https://www.itu.int/md/S18-CLCWGFHR09-C-0012/en", "9/12"),
        ("https://www.itu.int/md/S21-CL-C-0008/en", "C21/8"),
        ("https://www.itu.int/md/S21-CL-INF-0003/en", "C21/INF/3"),
        ("https://www.itu.int/md/S25-SG-CIR-0044/en", "CL-25/44"),
        ("https://docs.un.org/en/A/RES/80/173", "A/RES/80/173"),
        ("https://undocs.org/A/RES/70/1", "A/RES/70/1"),
        ("https://www.itu.int/en/council/Documents/basic-texts/RES-140-E.pdf", "Resolution 140"),
        ("https://www.itu.int/en/council", ""),
    ],
)
def test_an_address_tells_what_it_leads_to(address: str, name: str) -> None:
    target = target_of(address)
    assert (target.name if target else "") == name


def test_a_citation_has_all_symbols_that_follow_each_other() -> None:
    text = "He read Documents CWG-FHR-14/2 (wicks), 14/3 and CWG-FHR-14/4, then more (Doc. CWG-FHR-14/5 and C26/8)."
    found = [(one.lead, len(one.symbols), one.bracketed) for one in citations_of(subject(text))]
    assert found == [("Documents", 3, False), ("Doc.", 2, True)]


def test_new_words_keep_the_non_breaking_signs_of_the_old() -> None:
    assert like("CWG\u2011FHR-1/2", "CWG-FHR-1/2") == "CWG\u2011FHR\u20111/2"
    assert like("Doc.\u00a05", "Document 5") == "Document\u00a05"
    assert in_brackets("a (b [c] d", 9)
    assert not in_brackets("a) (b) d", 8)


@pytest.mark.parametrize("name", RULES["references"])
def test_a_rule_of_references_finds_nothing_in_an_empty_document(name: str) -> None:
    empty = Subject(Draft("empty", "", "", "", {}, ()), load_house(None), RECORDS)
    assert list(load_rule(name).check(empty)) == []
