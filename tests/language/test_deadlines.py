"""What counts as a deadline, and which day it is."""

import datetime
from pathlib import Path

import pytest
import yaml

from cwgdraft.language.deadlines import Calendar, Deadline, DeadlineWords, deadlines_in, leading_deadline

PHRASES = Path(__file__).parents[2] / "templates" / "phrases" / "acts.en.yaml"
WORDS = DeadlineWords.from_data(yaml.safe_load(PHRASES.read_text(encoding="utf-8")))
D = datetime.date
MEETINGS = {51: (D(2027, 3, 9), D(2027, 3, 10)), 52: (D(2027, 9, 14), D(2027, 9, 15))}
SESSIONS = {"Council 2027": (D(2027, 6, 1), D(2027, 6, 11))}
WHEN = Calendar(D(2027, 3, 10), MEETINGS, SESSIONS)


def read(text: str, *, soft: bool = False, when: Calendar = WHEN) -> list[Deadline]:
    return list(deadlines_in(text, WORDS, when, soft=soft))


def only(text: str, *, soft: bool = False, when: Calendar = WHEN) -> Deadline:
    (deadline,) = read(text, soft=soft, when=when)
    return deadline


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("send remarks by 14 May 2027", D(2027, 5, 14)),
        ("no later than 27 April 2027", D(2027, 4, 27)),
        ("by no later than 27 April 2027", D(2027, 4, 27)),
        ("not later than 27 April 2027", D(2027, 4, 27)),
        ("open until 21 May 2027", D(2027, 5, 21)),
        ("before 11 October 2027", D(2027, 10, 11)),
        ("by May 14, 2027", D(2027, 5, 14)),
        ("by 2027-05-14", D(2027, 5, 14)),
        ("by Friday, 14 May 2027", D(2027, 5, 14)),
        ("by the 14th of May 2027", D(2027, 5, 14)),
        ("by 14\u00a0May\u00a02027", D(2027, 5, 14)),
    ],
)
def test_a_date_written_in_full_is_exact(text: str, date: D) -> None:
    deadline = only(text)
    assert (deadline.date, deadline.relative, deadline.exact) == (date, False, True)


def test_a_deadline_keeps_the_words_and_signs_of_the_minutes() -> None:
    assert only("Members answer by 14\u00a0May\u00a02027, if they can.").text == "by 14\u00a0May\u00a02027"


def test_a_date_without_a_year_is_the_first_one_on_or_after_the_meetings_last_day() -> None:
    assert only("by 4 April") == Deadline("by 4 April", D(2027, 4, 4), False, False)
    assert only("by 10 March").date == D(2027, 3, 10)
    assert only("by 9 March").date == D(2028, 3, 9)


def test_a_date_without_a_year_has_no_day_when_the_meetings_day_is_unknown() -> None:
    assert only("by 4 April", when=Calendar()) == Deadline("by 4 April", None, False, False)


def test_a_leap_day_without_a_year_waits_for_its_leap_year() -> None:
    assert only("by 29 February").date == D(2028, 2, 29)


def test_a_day_that_does_not_exist_is_a_deadline_without_a_date() -> None:
    assert only("by 31 April 2027") == Deadline("by 31 April 2027", None, False, False)


def test_an_extended_deadline_keeps_its_own_words() -> None:
    assert only("answer by the extended deadline of 14 May").text == "by the extended deadline of 14 May"


def test_weeks_before_a_meeting_are_counted_from_its_first_day() -> None:
    deadline = only("three weeks prior to the 52nd meeting")
    assert (deadline.date, deadline.relative, deadline.exact) == (D(2027, 8, 24), True, True)


def test_weeks_before_an_unknown_meeting_have_no_date() -> None:
    deadline = only("three weeks prior to the 53rd meeting")
    assert (deadline.date, deadline.relative, deadline.exact) == (None, True, False)


def test_the_meeting_is_the_one_named_before_it_in_the_sentence() -> None:
    found = read("to be shown at the 52nd meeting, not later than four weeks before the meeting")
    assert [deadline.date for deadline in found] == [D(2027, 8, 17)]


def test_the_meeting_alone_has_no_date() -> None:
    assert only("not later than four weeks before the meeting").date is None


def test_days_before_a_session_of_the_council_are_counted() -> None:
    assert only("two weeks before Council 2027").date == D(2027, 5, 18)


def test_before_a_session_of_the_council_is_no_date() -> None:
    deadline = only("prior to the Council-27")
    assert (deadline.text, deadline.date, deadline.relative) == ("prior to the Council-27", None, True)


def test_due_time_before_a_session_is_one_deadline() -> None:
    assert only("ready in due time prior to the Council 2027").text == "in due time prior to the Council 2027"


@pytest.mark.parametrize("text", ["once received", "once available", "as soon as possible", "in a timely manner"])
def test_a_deadline_may_be_no_date_at_all(text: str) -> None:
    assert only(f"It goes online, {text}.") == Deadline(text, None, True, False)


def test_days_before_any_first_annual_meeting_have_no_date() -> None:
    deadline = only("no later than 20 days before the first annual meetings of the CWG-FHR")
    assert deadline.text == "no later than 20 days before the first annual meetings of the CWG-FHR"
    assert deadline.date is None


def test_within_two_weeks_counts_from_the_meetings_last_day() -> None:
    deadline = only("within two weeks")
    assert (deadline.date, deadline.exact) == (D(2027, 3, 24), False)


def test_working_days_are_not_counted() -> None:
    assert only("ten working days before the 52nd meeting").date is None


def test_the_end_of_a_month_is_its_last_day_and_not_exact() -> None:
    assert only("by the end of February 2028") == Deadline("by the end of February 2028", D(2028, 2, 29), False, False)


def test_a_month_says_by_when_where_something_is_handed_over() -> None:
    assert only("submit the report in May 2027", soft=True) == Deadline("in May 2027", D(2027, 5, 31), False, False)
    assert read("take part in the forum in May 2027", soft=True) == []


def test_a_month_of_an_event_is_no_deadline_even_where_something_is_handed_over() -> None:
    assert read("report on the workshop held in May 2027", soft=True) == []


def test_the_next_meeting_is_the_first_one_after_the_meetings_last_day() -> None:
    deadline = only("report at the next meeting", soft=True)
    assert (deadline.text, deadline.date, deadline.exact) == ("at the next meeting", D(2027, 9, 14), False)


def test_the_next_meeting_and_its_month_are_one_deadline() -> None:
    deadline = only("report to the next meeting of the CWG-FHR in September 2027", soft=True)
    assert (deadline.text, deadline.date) == ("to the next meeting of the CWG-FHR in September 2027", D(2027, 9, 14))


def test_a_meeting_that_is_over_is_no_deadline() -> None:
    assert read("report at the 51st meeting", soft=True) == []


def test_handing_over_to_a_session_of_the_council_is_a_deadline_without_date() -> None:
    assert only("present it to the Council in 2027", soft=True).text == "to the Council in 2027"


@pytest.mark.parametrize(
    "text",
    [
        "The forum will take place on 7-11 July 2027.",
        "It was adopted by the group.",
        "figures as of 10 May 2027",
        "a session held in April 2027 before the High-Level Event 2027",
        "progress since Council 2026",
    ],
)
def test_the_date_of_an_event_is_no_deadline(text: str) -> None:
    assert read(text) == []


def test_the_day_of_a_publication_is_a_deadline() -> None:
    found = read("It will be published on 14 May 2027, for remarks until 21 May 2027.")
    assert [deadline.date for deadline in found] == [D(2027, 5, 14), D(2027, 5, 21)]


def test_a_step_begins_with_its_date() -> None:
    step = leading_deadline("24 May – Last remarks", WORDS, WHEN)
    assert step == (Deadline("24 May", D(2027, 5, 24), False, False), "Last remarks")


def test_a_text_with_a_date_further_in_is_no_step() -> None:
    assert leading_deadline("Last remarks, 24 May", WORDS, WHEN) is None


def test_malformed_deadline_words_are_named() -> None:
    data = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    data["deadlines"]["months"] = ["January"]
    with pytest.raises(ValueError, match=r"'deadlines\.months' must be a list of 12 lists of words"):
        DeadlineWords.from_data(data)
