"""Rules on facts: what each says of dates, meetings, counts and names, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cwgdraft.checking.council import KNOWN, council_sessions, sessions_around
from cwgdraft.checking.events import dated_events
from cwgdraft.checking.meeting_dates import stated_dates
from cwgdraft.checking.moment import moment_of
from cwgdraft.checking.people import people_in
from cwgdraft.checking.registry import load_rule
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.told_dates import told_dates
from cwgdraft.finding import Severity
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import load_house
from cwgdraft.records.load import load_records
from cwgdraft.records.model import Records
from cwgdraft.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
HELD = "The 12th meeting was held on 3-4 October 2024, the 13th meeting on 5-6 February 2025."
BOTH = "This report covers the 12th and 13th meetings of CWG-LAMP."


@cache
def records() -> Records:
    return load_records(Workspace(ROOT))


def document(text: str, *, known: Records | None = None) -> Subject:
    return Subject(read_text(text, "lamps"), load_house(None), known)


def numbered(*texts: str) -> str:
    """Return a document of two sections: the first text stands in the first, the others in the second."""
    rest = [f"2.{number}\t{text}" for number, text in enumerate(texts[1:], 1)]
    return "\n".join(["1\tIntroduction", f"1.1\t{texts[0]}", *(["2\tLamps", *rest] if rest else [])])


def hits(rule: str, text: str) -> list[Hit]:
    found = load_rule(rule)
    return list(found.check(document(text, known=records() if found.needs else None)))


def told(rule: str, text: str) -> list[tuple[str, str]]:
    return [(hit.message, hit.help) for hit in hits(rule, text)]


def fixed(rule: str, text: str) -> list[tuple[str, str, bool]]:
    """Return what each fix of a rule replaces, by what, and whether it is safe."""
    return [(hit.words, hit.fix.new, hit.fix.safe) for hit in hits(rule, text) if hit.fix is not None]


# --- the dates of meetings ----------------------------------------------------------------------


def test_a_meeting_dated_otherwise_than_its_record_is_put_right() -> None:
    text = numbered("The 43rd meeting of the group was held on 12-13 September 2025.")
    assert told("wrong-meeting-date", text) == [
        (
            "the 43rd meeting is dated '12-13 September 2025'; its record says 9-10 September 2025",
            "write '9-10 September 2025', or correct the dates in 43.yaml",
        )
    ]
    assert fixed("wrong-meeting-date", text) == [("12-13 September 2025", "9-10 September 2025", True)]


def test_a_meeting_before_the_session_since_which_a_report_goes_is_out_of_range() -> None:
    text = numbered(f"Since Council 2024, the group was busy. {HELD.replace('October 2024', 'October 2023')}")
    assert told("meeting-date-out-of-range", text) == [
        (
            "the meeting's date '3-4 October 2023' lies before Council 2024 (4-14 June 2024), since"
            " which the document reports",
            "look up the dates of the meeting, and correct them",
        )
    ]


def test_a_meeting_after_the_session_to_which_a_report_goes_is_out_of_range() -> None:
    text = "Council 2022\nGeneva, 21-31 March 2022\n" + numbered("The 8th meeting was held on 4-5 May 2022.")
    assert [hit.message for hit in hits("meeting-date-out-of-range", text)] == [
        "the meeting's date '4-5 May 2022' lies after Council 2022 (21-31 March 2022), to which the document reports"
    ]


def test_a_meeting_after_the_date_of_the_document_is_out_of_range() -> None:
    text = "13 February 2026\n" + numbered("The 8th meeting was held on 15-16 February 2026.")
    assert [hit.message for hit in hits("meeting-date-out-of-range", text)] == [
        "the meeting's date '15-16 February 2026' lies after the document's own date, 13 February 2026"
    ]


def test_a_meeting_after_the_session_that_follows_is_out_of_range() -> None:
    text = numbered(
        "Since Council 2023, the 11th meeting was held on 3-4 October 2023, the 12th meeting on 5-6 February 2025.",
        "Lamps were tested on 5 November 2023 and on 7 December 2023.",
    )
    assert [hit.message for hit in hits("meeting-date-out-of-range", text)] == [
        "the meeting's date '5-6 February 2025' lies after Council 2024 (4-14 June 2024), the"
        " session that follows Council 2023"
    ]


def test_all_meetings_together_prove_the_session_wrong() -> None:
    text = numbered(f"Since Council 2023, the group was busy. {HELD}")
    assert told("wrong-since-session", text) == [
        (
            "the document reports since 'Council 2023', but its meetings (3-4 October 2024 and 5-6 February 2025)"
            " follow Council 2024",
            "write 'Council 2024', or correct the dates of the meetings",
        )
    ]
    assert fixed("wrong-since-session", text) == [("Council 2023", "Council 2024", False)]
    assert hits("meeting-date-out-of-range", text) == []


def test_the_rest_of_the_document_proves_the_dates_of_the_meetings_wrong() -> None:
    text = numbered(
        "Since Council 24, the 12th meeting was held on 3-4 October 2023, the 13th meeting on 5-6 February 2024.",
        "Lamps were tested on 5 November 2024 and on 7 December 2024, for Council 2025.",
    )
    assert hits("wrong-since-session", text) == []
    assert len(hits("meeting-date-out-of-range", text)) == 2


def test_a_session_on_other_days_is_wrong() -> None:
    text = numbered("The group reports to Council 2025 (Geneva, 4-14 June 2024).")
    assert told("wrong-session-date", text) == [
        (
            "Council 2025 was held on 17-27 June 2025, not '4-14 June 2024'",
            "write '17-27 June 2025', or name the session that was held then",
        )
    ]


def test_one_meeting_with_two_dates_is_a_contradiction() -> None:
    text = "Purpose\nThe 12th meeting, held on 3-4 October 2024.\n" + numbered(
        "The 12th meeting was held on 3-5 October 2024."
    )
    assert told("meetings-contradict", text) == [
        (
            "the 12th meeting is dated '3-5 October 2024' here, and '3-4 October 2024' in the box on the first page",
            "look up the dates of the meeting, and write them alike",
        )
    ]


def test_a_later_meeting_before_an_earlier_one_is_a_contradiction() -> None:
    text = numbered(
        "The 12th meeting took place on 5-6 February 2025.", "The 13th meeting took place on 3 October 2024."
    )
    assert told("meetings-contradict", text) == [
        (
            "the 13th meeting is dated '3 October 2024', before the 12th, '5-6 February 2025'",
            "look up the dates of both meetings, and correct the wrong one",
        )
    ]


def test_a_list_of_meetings_goes_forward() -> None:
    text = numbered("Two meetings:") + "\n–\t13th meeting: a lamp\n–\t12th meeting: a candle"
    assert told("meetings-out-of-order", text) == [
        ("the '13th meeting' stands before the 12th", "put the meetings in the order in which they were held")
    ]


def test_meetings_that_are_named_together_go_forward() -> None:
    text = numbered("The 13th and 12th meetings.")
    assert told("meetings-out-of-order", text) == [
        ("the meetings in '13th and 12th meetings' aren't in their order", "name the earlier meeting first")
    ]
    assert fixed("meetings-out-of-order", text) == [("13th and 12th meetings", "12th and 13th meetings", False)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 12th meeting of the Council Working Group on Lamps (CWG-LAMP), held virtually on 3 May 2021.",
            [(12, "2021-05-03")],
        ),
        (
            "CWG-LAMP held its 12th meeting in Geneva from 3 to 4 May 2021.",
            [(12, "2021-05-03")],
        ),
        (
            "On 3-4 May 2021, the group held its 12th meeting.",
            [(12, "2021-05-03")],
        ),
        (
            "The 12th meeting (Geneva, 3 May 2021) was short.",
            [],
        ),
        (
            "The 12th meeting (3 May 2021) was short.",
            [(12, "2021-05-03")],
        ),
        (
            "The 12th and 13th meetings were held on 3 May 2021 and 4 June 2021.",
            [(12, "2021-05-03"), (13, "2021-06-04")],
        ),
        (
            "The seventh meeting was held on 3 May 2021 and the eighth meeting on 4 June 2021.",
            [(7, "2021-05-03"), (8, "2021-06-04")],
        ),
        (
            "The group held two meetings, on 3 May 2021 and 4 June 2021.",
            [(0, "2021-05-03"), (0, "2021-06-04")],
        ),
        (
            "The 12th meeting asked for comments by 3 May 2021.",
            [],
        ),
        (
            "The 12th meeting of Study Group 5, held on 3 May 2021.",
            [],
        ),
        (
            "The TDAG 12th meeting was held on 3 May 2021.",
            [],
        ),
    ],
)
def test_a_date_beside_the_number_of_a_meeting_is_its_date(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(one.number, str(one.first)) for one in stated_dates(document(numbered(text)))] == expected


# --- days and years -----------------------------------------------------------------------------


def test_a_wrong_weekday_is_named() -> None:
    text = numbered("The lamps will be lit on Monday, 10 June 2025.")
    assert told("wrong-weekday", text) == [
        ("10 June 2025 is a Tuesday, not a 'Monday'", "write 'Tuesday', or correct the date")
    ]
    assert fixed("wrong-weekday", text) == [("Monday", "Tuesday", False)]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("31 June 2025", "'31 June 2025' isn't a date: June has 30 days"),
        ("29 February 2025", "'29 February 2025' isn't a date: February 2025 has 28 days"),
        ("28-24 February 2025", "'28-24 February 2025' ends before it begins"),
        ("28-24 February", "'28-24 February' ends before it begins"),
        ("31/06/2025", "'31/06/2025' isn't a date: June has 30 days"),
    ],
)
def test_a_date_that_cannot_be_is_found(words: str, message: str) -> None:
    assert told("impossible-date", numbered(f"The lamps were lit on {words}.")) == [(message, "correct the date")]


def test_a_date_to_come_that_lies_a_year_back_has_the_old_year() -> None:
    text = numbered(HELD, "The test of lamps will be held on 12 February 2024.")
    assert told("wrong-year", text) == [
        (
            "'12 February 2024' is told as still to come ('will be held'), but lies before all that"
            " the document reports on",
            "check the year; 2025 would fit",
        )
    ]
    assert fixed("wrong-year", text) == [("12 February 2024", "12 February 2025", False)]
    assert hits("event-out-of-time", text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The World Lamp Forum 2025, which will be held on 7-11 July 2024.",
        "A briefing on the World Lamp Forum 2025 was given. The event will take place on 7-11 July 2024.",
    ],
)
def test_a_date_and_the_name_of_its_event_agree_on_the_year(sentence: str) -> None:
    assert [hit.message for hit in hits("wrong-year", numbered(HELD, sentence))] == [
        "'7-11 July 2024' is told of 'World Lamp Forum 2025'"
    ]


def test_one_year_in_a_list_that_differs_is_the_odd_one_out() -> None:
    text = numbered("Steps.") + "\n–\t24 February 2025 – a\n–\t26 February 2024 – b\n–\t28 February 2025 – c"
    assert [hit.message for hit in hits("wrong-year", text)] == ["'26 February 2024' stands in a list of dates of 2025"]


# --- told in the wrong time ---------------------------------------------------------------------


def test_an_event_that_is_over_is_not_to_come() -> None:
    text = numbered(HELD, "The Lamp Forum 2024 will be held from 15 to 19 December 2024.")
    assert told("event-out-of-time", text) == [
        (
            "'15 to 19 December 2024' is told as still to come ('will be held'), but was over on 6 February 2025,"
            " of which the document tells",
            "tell it as past, or leave it out",
        )
    ]
    dated = "14 March 2025\n" + text
    assert hits("event-out-of-time", dated)[0].message.endswith("was over on 14 March 2025, the date of the document")


def test_an_event_that_is_to_come_is_not_over() -> None:
    text = numbered(HELD, "The Lamp Forum was held on 15 December 2025.")
    assert told("event-out-of-time", text) == [
        (
            "'15 December 2025' is told as past ('was held'), but lies after the document",
            "tell it as still to come, or correct the date",
        )
    ]


def test_what_a_meeting_of_the_report_did_is_not_announced() -> None:
    text = numbered(BOTH, "The draft will be presented at the 13th meeting.")
    assert told("event-out-of-time", text) == [
        (
            "'will be presented at the 13th meeting' announces what a meeting on which the document reports did",
            "tell it as past: was presented, was to be submitted",
        )
    ]


def test_what_was_said_at_a_meeting_that_is_named_is_advice_only() -> None:
    text = numbered(HELD, "At the 12th meeting, the group heard that the Forum will be held on 15 December 2024.")
    assert [hit.severity for hit in hits("event-out-of-time", text)] == [Severity.ADVICE]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The group asked for a list for the next CWG-LAMP meeting.", "next CWG-LAMP meeting"),
        ("The Chair recalled the previous meeting.", "previous meeting"),
        ("Many lamps were sold this year.", "this year"),
        ("Norland spoke of the upcoming Forum of 12 November 2024.", "upcoming"),
    ],
)
def test_a_word_that_counts_from_one_meeting_is_stale_in_a_report_on_two(sentence: str, words: str) -> None:
    found = hits("stale-relative-word", numbered(HELD + " " + BOTH, sentence))
    assert [hit.message for hit in found] == [
        f"'{words}' counts from one of the meetings; the document reports on several"
    ]
    assert found[0].severity is None
    assert hits("stale-relative-word", numbered("CWG-LAMP held its 12th meeting on 3 October 2024.", sentence)) == []


@pytest.mark.parametrize("words", ["current Chair", "upcoming"])
def test_a_word_that_may_be_stale_is_advice(words: str) -> None:
    found = hits("stale-relative-word", numbered(BOTH, f"The {words} spoke."))
    assert [hit.severity for hit in found] == [Severity.ADVICE]


def test_an_event_that_was_moved_stands_corrected() -> None:
    text = numbered(
        BOTH,
        "The Global Lamp Forum is scheduled for 12-13 February 2025.",
        "The Global Lamp Forum has been rescheduled to 4-5 June 2025.",
    )
    assert told("uncorrected-fact", text) == [
        (
            "'Global Lamp Forum' is on '12-13 February 2025' here, and on '4-5 June 2025' in 2.2",
            "say that the date was changed, or leave out '12-13 February 2025'",
        )
    ]


def test_an_event_with_two_dates_is_a_contradiction() -> None:
    text = numbered(
        BOTH,
        "The 28th annual session of CLTD will be held on 7-11 April 2025.",
        "The 28th CLTD annual session, scheduled for 8-12 April.",
    )
    assert told("uncorrected-fact", text) == [
        (
            "'28th annual session of CLTD' is on '7-11 April 2025' here, and on '8-12 April' in 2.2",
            "find out which is right, and correct the other",
        )
    ]


def test_a_deadline_lies_after_the_meeting_that_set_it() -> None:
    text = numbered(
        HELD, "The group requested a list by 11 October 2023.", "CWG-LAMP-13/4 is to be revised by 20 January 2025."
    )
    assert told("deadline-before-request", text) == [
        (
            "the deadline '11 October 2023' lies before the meeting at which it was set (3 October 2024)",
            "check the day and the year of the deadline",
        ),
        (
            "the deadline '20 January 2025' lies before the meeting at which it was set (5 February 2025)",
            "check the day and the year of the deadline",
        ),
    ]


def test_a_deadline_lies_in_the_time_of_the_report() -> None:
    text = numbered("Since Council 2024, lamps were tested.", "The group requested a list by 11 October 2023.")
    assert [hit.message for hit in hits("deadline-before-request", text)] == [
        "the deadline '11 October 2023' lies before all that the document reports on (4 June 2024)"
    ]


def test_the_steps_of_a_timetable_are_in_order() -> None:
    text = numbered("Steps.") + "\n–\t24 February – a\n–\t20 February – b"
    assert told("deadline-before-request", text) == [
        (
            "the step of '20 February' stands behind that of '24 February'",
            "check the dates of both steps, and put them in order",
        )
    ]


def test_comments_are_due_after_the_text_is_out() -> None:
    text = numbered("The list will be posted on 13 March 2025, with comments until 7 March 2025.")
    assert told("deadline-before-request", text) == [
        ("comments are due '7 March 2025', before the publication of '13 March 2025'", "check both dates")
    ]


# --- counts and people --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (numbered("The group got five (6) lamps."), "'five (6)' is five in words and 6 in figures"),
        (numbered("The three Sectors (ITU-R and ITU-T) have lamps."), "'three Sectors' is followed by two"),
        (
            numbered("It wants two side events: i) one; ii) two; and iii) three."),
            "'two side events' is followed by three",
        ),
        (
            numbered("The following three recommendations:") + "\na)\tone;\nb)\ttwo.",
            "'three recommendations' is followed by two",
        ),
        (
            numbered("The group held three meetings:")
            + "\n–\t12th meeting: held on 3 May 2024\n–\t13th meeting: held on 4 June 2025",
            "'three meetings' is followed by two",
        ),
        (
            numbered(f"{BOTH} The group held three meetings."),
            "'three meetings' were held, and the document reports on two",
        ),
        (
            "Purpose\nThe meeting considered 35 contributions.\n"
            + numbered("The meeting considered 36 contributions."),
            "'36 contributions' here, and '35 contributions' in the box on the first page",
        ),
        (
            numbered(
                f"{BOTH} The 12th and 13th meetings considered 25 contributions. The 12th meeting"
                f" considered 10 contributions."
                " The 13th meeting considered 14 contributions."
            ),
            "'25 contributions' in all, but the meetings have 10 and 14",
        ),
    ],
)
def test_a_count_that_does_not_fit_is_found(text: str, message: str) -> None:
    assert [hit.message for hit in hits("differing-counts", text)] == [message]


def test_a_name_of_the_register_that_is_misspelt_is_found() -> None:
    text = numbered("The list has Ms Janet Umutezi.")
    assert told("misspelt-name", text) == [
        (
            "'Janet Umutezi' is 'Janet Umutesi' in the register of people",
            "write 'Janet Umutesi', or correct records/registers/people.yaml",
        )
    ]


def test_a_name_in_two_spellings_is_found_where_it_is_rarer() -> None:
    text = numbered("Ms Adela Lindquist and Ms Adela Lindqvist.", "Ms Adela Lindqvist.")
    assert told("name-spelt-differently", text) == [
        (
            "'Adela Lindquist' is 'Adela Lindqvist' elsewhere in the document",
            "find out how the name is spelt, and write it so everywhere",
        )
    ]


def test_one_person_has_one_title_and_one_country() -> None:
    text = numbered("Ms Irena Molnar (Norland) spoke.", "Mr Irena Molnar (Westland, remote) spoke.")
    assert told("name-spelt-differently", text) == [
        ("'Mr Irena Molnar' is 'Ms Irena Molnar' elsewhere in the document", "find out which title is right"),
        ("'Irena Molnar' is from 'Westland' here, and from 'Norland' elsewhere", "write one country, in one form"),
    ]


def test_the_group_has_one_name() -> None:
    text = numbered(
        "The Council Working Group on Lamps and Candles (CWG-LAMP) met.",
        "The Council Working Group on Lamps&Candles (CWG-LAMP) met.",
    )
    assert told("name-spelt-differently", text) == [
        (
            "the group's name ends in 'on Lamps&Candles' here, and in 'on Lamps and Candles' elsewhere",
            "write the name of the group in one way",
        )
    ]


def test_vice_chairs_who_were_present_are_thanked_and_the_other_way_round() -> None:
    text = numbered(
        "The Vice-Chairs Ms Irena Molnar (Norland), Mr Paolo Verdi (Westland) and Ms Ada Lovell"
        " (Eastland) were present.",
        "The Chair thanked the Vice-Chairs, Ms Irena Molnar and Mr Tor Haugestad.",
    )
    assert told("vice-chair-missing", text) == [
        ("'Paolo Verdi' and 'Ada Lovell' were present, and are not thanked", "thank every Vice-Chair who was present"),
        (
            "'Tor Haugestad' is thanked, and is not among the Vice-Chairs who were present",
            "complete the list of those who were present, or that of the thanks",
        ),
    ]


def test_a_report_on_two_meetings_thanks_for_both() -> None:
    text = numbered(BOTH, "A lamp.") + "\n3\tClosing\n3.1\tThe Chair thanked all who participated in the 12th meeting."
    assert told("thanks-for-one-meeting", text) == [
        (
            "only the '12th meeting' is thanked for, in a report on the 12th and 13th meetings",
            "thank for all meetings on which the document reports",
        )
    ]
    assert fixed("thanks-for-one-meeting", text) == [("12th meeting", "12th and 13th meetings", False)]


# --- what the rules stand on --------------------------------------------------------------------


def test_a_day_lies_between_two_sessions() -> None:
    before, after = sessions_around(dt.date(2024, 10, 3), KNOWN)
    assert before is not None
    assert after is not None
    assert (before.name, after.name) == ("Council 2024", "Council 2025")


def test_the_register_of_a_workspace_knows_the_sessions_better() -> None:
    known = records()
    changed = replace(known, sessions={**known.sessions, "C27": known.sessions["C26"]})
    assert council_sessions(changed)[2027].first == dt.date(2026, 4, 28)
    assert council_sessions(changed)[2014] == KNOWN[2014]
    assert {year: one.first for year, one in council_sessions(known).items()} == {
        year: one.first for year, one in KNOWN.items()
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Forum will take place in Geneva on 3 May 2025.", ["COMING"]),
        ("The Forum, hosted by Norland, is scheduled for 3 May 2025.", ["COMING"]),
        ("The Forum was held from 3 to 4 May 2025.", ["PAST"]),
        ("The Forum took place in Geneva in May 2025.", ["PAST"]),
        ("Comments are due by 3 May 2025.", ["DUE"]),
        ("The extended deadline of 3 May 2025.", ["DUE"]),
        ("The letter of 3 May 2025.", []),
        ("The text will be presented after the Forum, which ended on 3 May 2025.", []),
    ],
)
def test_a_date_is_told_as_coming_past_or_due(sentence: str, expected: list[str]) -> None:
    assert [one.told.name for one in told_dates(document(numbered(sentence)))] == expected


@pytest.mark.parametrize(
    ("sentence", "name", "year"),
    [
        ("The IGF 2024 will be held on 3 May 2024.", "IGF 2024", 2024),
        (
            "Members were invited to the 28th CLTD annual session, scheduled for 3 May 2024.",
            "28th CLTD annual session",
            0,
        ),
        ('The Forum on "Lamps and Nights," which was held on 3 May 2024.', 'Forum on "Lamps and Nights,"', 0),
    ],
)
def test_the_event_of_a_date_is_named_before_it(sentence: str, name: str, year: int) -> None:
    assert [(one.name, one.year) for one in dated_events(document(numbered(sentence)))] == [(name, year)]


def test_a_report_was_written_when_it_says_that_it_will_be_published() -> None:
    text = numbered(f"{BOTH} {HELD}", "The combined report will be published on 14 March 2025.")
    assert moment_of(document(text)).now == dt.date(2025, 3, 14)


def test_people_have_a_title_a_name_and_a_country() -> None:
    text = numbered(
        "H.E. Ms Irena de la Molnar (Korea (Rep. of), remote), Prof. J. Verdi, Mr Chair, and Mr. Tor Haugestad."
    )
    assert [(one.title, one.name, one.country) for one in people_in(document(text))] == [
        ("H.E. Ms", "Irena de la Molnar", "Korea (Rep. of)"),
        ("Prof.", "J. Verdi", ""),
        ("Mr.", "Tor Haugestad", ""),
    ]
