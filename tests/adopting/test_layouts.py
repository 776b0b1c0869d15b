"""Reports of other groups, years and layouts: every paragraph comes back or is named, and facts are what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from cwgdraft.adopting.returning import Difference
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.adopting.adopt import Adoption, adopt

VIRTUAL = """\
Council 2021
Virtual consultation of councillors, 8-18 June 2021
Agenda item: ADM 8
Document C21/91-E
26 February 2021
Original: English
Report by the Chairman of the Council Working Group on Canals and Locks (CWG-LOCK)
Outcomes of the twelfth and thirteenth meetings of CWG-LOCK
Summary
This report is on the 12th and 13th meetings of the Council Working Group on Canals and Locks (CWG-LOCK), held on \
21-22 September 2020 and 1-2 February 2021 as virtual meetings.
Action required
The Council is invited:
a)\tto note the report;
b)\tto endorse what it recommends.
____________
References
Decision 901 (MOD 2019); Documents C20/90 and CL-20/98
1.\tIntroduction
1.1.\tThe meetings were chaired by Mr Dirk Plum (Utopia). The Vice-Chairmen Ms Anna G. Gull (Ruritania) and Ms Seny \
Seck Cisse (Freedonia) participated.
1.2.\tMore than 120 delegates took part in the 12th meeting and some 140 delegates in the 13th meeting.
2.\tDocuments considered
2.1.\tMoney
Document CWG-LOCK 12/4: State of the debts
Document CWG-LOCK 13/3: First draft of a budget
2.2.\tPeople
Document CWG-LOCK 13/INF/2: Figures on lock keepers
3.\tRecommendations
3.1.\tDebts
The group recommended:
a)\tthat debts be paid, and that the secretariat report to the 14th meeting;
b)\tthat plans be
(i)\tsigned before 31 December 2021,
(ii)\tread every year;
c)\tthat the Council note it.
4.\tNext meeting
The 14th meeting of CWG-LOCK will be held on 20-21 September 2021.
_______________
"""
THROUGH = """\
Summary
This is the final report of the Expert Group on the Bridge Rules (EG-BRs), which held six meetings.
Action required
To examine the report.
_______________
References
Council Resolution 1979 (Modified 2019)
Background
1\tThe Council set the group up.
Meetings of the group
2\tThe group held six meetings: on 16-17 September 2019, 12-13 February 2020, 17-18 September 2020, 8-9 February 2021, \
30 September-1 October 2021 and 18-19 January 2022.
3\tThe first meeting was chaired by Mr Lars Bux (Utopia), assisted by the Vice-Chairman Mr Gus Fell (Ruritania).
4\tThe third and sixth meetings were held as virtual meetings.
Views
5\tSome members were of the view that:
a)\tthe old rules aren't used;
b)\tnew ones aren't needed.
Annex
Table of rules
Rule\tView A\tView B
Rule 1.1\tKeep\tDelete
"""
LOW = """\
Council 2023
Geneva, 11-21 July 2023
PL 2
Document C23/98-E
6 June 2023
Original: English
Report by the Chair of the Council Working Group on Ferry Plans (CWG-FERRY)
Report of the activities of CWG-FERRY
Purpose
This document is on the first, second and third meetings of the Council Working Group on Ferry Plans (CWG-FERRY).
Action required
To consider the report.
____________________
References
Report of the 41st meeting of another group
1\tIntroduction
The first meeting, attended by 95 delegates, took place on 8-9 September 2021 in Geneva and was chaired by H.E. \
Mr Omar Al Mirza (Utopia).
The second meeting was held on 10-11 January 2022 with 110 delegates.
The third meeting took place on 24 March 2022; 87 delegates took part.
2\tPlans
2.1\tShape
The group agreed to Document CWG-FERRY-1/4, changed in CWG-FERRY-2/5(Rev.1) and CWG-FERRY-9/5(Rev.2).
2.2\tGoals
1.\tShort ways
2.\tLow prices
3\tMoney
Members asked for:
•\ta table;
•\tan estimate:
–\tat 318,000, and
–\tat 330,000.
H.E. Omar AL MIRZA
Chair, CWG-FERRY
"""
PLAIN = """\
Report of the fifth meeting of the Council Working Group on Tides (CWG-TIDE)
Nairobi, 12 and 13 May 2021
Opening
The meeting was opened by its Chairman, Mr. Ole Hund (Utopia), and 61 participants joined it.
Opening remarks were delivered by Ms. Lia Vale, Director of the Board of Tides.
Tables
The group asked for:
- more data;
- a pilot in two ports.
Next meeting
The sixth meeting will be held on 9 November 2021.
"""
QUOTED = """\
Council Working Group on the Safety of Swimmers (CWG-SWIM)
Document CWG-SWIM 15/16 Rev.1
Date: 23 March 2020
Summary
This report is on the fifteenth and sixteenth meetings of the Council Working Group on the Safety of Swimmers \
(CWG-SWIM), held on 26 September 2019 and on 4 February 2020 in Geneva.
Action required
To note.
References
Council Resolution 1906
1\tIntroduction
1.1\tThe Council resolves:
1\tto set up a group, which is:
1.1\tto speak of swimmers, and
1.2.\tto report every year;
2.\tto report to the next conference.
1.2\tThe meetings were chaired by Prof. Dr Ina Petri (Utopia).
2\tFifteenth meeting
2.1\tAbout 80 participants attended.
2.2\tMs Dora Bell, Director of BDT, delivered opening remarks.
3\tSixteenth meeting
3.1\tAround 90 participants attended.
"""
LISTED = """\
Council Working Group on Weirs
32nd meeting – Geneva, 24-25 January 2018
Document WG-WEIR-32/19-E Rev. 1
Summary
This is on the 31st and 32nd meetings of the Working Group on Weirs (WG-WEIR): the 31st meeting was held on 19 \
September and 20 September 2017 and the 32nd meeting on 24 January and 25 January 2018.
Action required
To consider it.
____________
References
Reports of the 18th, 19th, 20th, 21st and 30th meetings
1.\tIntroduction
1.1.\tThe work went on.
2.\tDocuments considered
2.1.\tThe following documents were considered:
1.\tWG-WEIR-31/2: Survey of weirs
2.\tWG-WEIR-31/5: Prizes for weirs
3.\tWG-WEIR-32/4 (Rev.1): Weirs in winter
3.\tRecommendations
3.1.\tWinter
a)\tTo thank everybody.
b)\tTo encourage members
i)\tto come;
ii)\tto stay.
4.\tClosing
4.1.\tThe group thanked H.E. Dr Milo Al Nour, Deputy Director General of TRX, and Amb. Beni Fons Filho (Utopia) \
as guests.
\tVera MINK
\tChairman, WG-WEIR
"""
WRONG = """\
Summary
This is on the 7th meeting of the Council Working Group on Harbours (CWG-HARB), held on 3-4 March 2020.
Action required
To note.
____________
1.\tIntroduction
1.1.\tIt was attended by 45 participants.
1.3.\tIt was chaired by Ms Eve Holm (Utopia).
1.3.\tIt went well.
2.\tLighthouses
2.1.2.\tIt asked for more.
3.2.\tIt thanked the secretariat.
4.\tBuoys
4.1.1.\tThe group approved it.
4.1.1.\tThe group deferred it.
6.\tClosing
6.1.\tThe Chair closed the meeting.
"""
ANNEXED = """\
Summary
This is on the 14th to 17th meetings of the Council Working Group on Rules (CWG-RULE).
Action required
To note.
____________
1\tIntroduction
1.1\tThe group met four times:
14th meeting\tGeneva\t2-3 February 2015
15th meeting\tGeneva\t1-2 February 2016
16th meeting\tBuenos Aires\t9 October 2017
17th meeting\tGeneva\t22-23 January 2018
1.2\tIt considered:
Symbol\tTitle\tSource
CWG-RULE-16/2\tRules of the sea\tUtopia
2\tResults
14th and 15th meetings
2.1\tThe group wrote rules.
17th meeting
2.2\tThe group sent them on.
Annex 1
Terms of reference
1\tMandate
1.1\tIt writes rules.
"""
TEXTS = {"virtual": VIRTUAL, "through": THROUGH, "low": LOW, "plain": PLAIN, "quoted": QUOTED, "listed": LISTED,
         "wrong": WRONG, "annexed": ANNEXED}  # fmt: skip
Taker = Callable[..., Adoption]


@pytest.fixture
def take(tmp_path: Path) -> Taker:
    """Return what adopts texts, each under its name, into the folder `archive`."""

    def taken(into: str = "archive", **texts: str) -> Adoption:
        paths = []
        for name, text in texts.items():
            paths.append(tmp_path / f"{name}.txt")
            paths[-1].write_text(text, encoding="utf-8")
        return adopt(paths, tmp_path / into)

    return taken


def meeting(adoption: Adoption, number: int) -> dict[str, Any]:
    """Return a meeting's record as data."""
    text = (adoption.workspace / f"records/meetings/{number}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader))


def meetings(adoption: Adoption) -> list[str]:
    return sorted(path.stem for path in (adoption.workspace / "records/meetings").glob("*.yaml"))


def register(adoption: Adoption, name: str) -> dict[str, Any]:
    text = (adoption.workspace / f"records/registers/{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader)[name])


def plan(adoption: Adoption) -> dict[str, Any]:
    text = (adoption.workspace / f"records/reports/{adoption.reports[0]}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader))


def unexplained(adoption: Adoption) -> list[Difference]:
    return [one for each in adoption.returns for one in each.differences if not one.reason]


@pytest.mark.parametrize("name", TEXTS)
def test_every_paragraph_comes_back_or_is_named_and_nine_facts_in_ten_are_data(name: str, take: Taker) -> None:
    found = take(**{name: TEXTS[name]})
    assert unexplained(found) == []
    (back,) = found.returns
    assert back.facts.held >= 0.9 * back.facts.all
    assert sorted(one.line.number for one in found.fates) == list(range(1, back.all + 1))


def test_counts_and_dates_go_to_the_meetings_that_they_are_told_of(take: Taker) -> None:
    found = take(virtual=VIRTUAL)
    assert meetings(found) == ["12", "13"]
    assert meeting(found, 12)["dates"] == "2020-09-21/22"
    assert meeting(found, 12)["attendance"] == {"count": "120", "about": "more than", "who": "delegates"}
    assert meeting(found, 13)["dates"] == "2021-02-01/02"
    assert meeting(found, 13)["attendance"] == {"count": "140", "about": "some", "who": "delegates"}
    assert meeting(found, 13)["form"] == "virtual"
    assert meeting(found, 13)["vice_chairs"] == ["gull", "cisse"]


def test_a_document_named_with_its_title_behind_a_colon_has_it(take: Taker) -> None:
    found = take(virtual=VIRTUAL)
    assert meeting(found, 12)["documents"] == {"4": {"title": "State of the debts"}}
    assert meeting(found, 13)["documents"]["INF/2"] == {"title": "Figures on lock keepers"}


def test_a_list_in_the_box_belongs_to_it(take: Taker) -> None:
    box = plan(take(virtual=VIRTUAL))["box"]
    assert box["action"] == "The Council is invited:\n\na) to note the report;\n\nb) to endorse what it recommends."
    assert "CL-20/98" in box["references"]


def test_a_heading_without_number_below_the_box_is_none_of_its_texts(take: Taker) -> None:
    assert "Background" not in plan(take(through=THROUGH))["box"]["references"]


def test_meetings_without_numbers_have_the_dates_in_their_order(take: Taker) -> None:
    found = take(through=THROUGH)
    assert meetings(found) == ["1", "2", "3", "4", "5", "6"]
    assert meeting(found, 1) == {
        "format": "1", "number": "1", "dates": "2019-09-16/17", "chair": "bux", "vice_chairs": ["fell"],
    }  # fmt: skip
    assert meeting(found, 3)["form"] == "virtual"
    assert "form" not in meeting(found, 2)
    assert meeting(found, 5)["dates"] == "2021-09-30/2021-10-01"


def test_meetings_in_words_count_from_the_first_and_those_of_the_references_do_not(take: Taker) -> None:
    found = take(low=LOW)
    assert meetings(found) == ["1", "2", "3"]
    assert [meeting(found, number)["attendance"]["count"] for number in (1, 2, 3)] == ["95", "110", "87"]
    assert meeting(found, 1)["place"] == "Geneva"
    assert meeting(found, 1)["chair"] == "mirza"
    assert register(found, "people") == {
        "mirza": {"title": "H.E. Mr", "given": "Omar", "family": "Al Mirza", "country": "Utopia"}
    }
    assert plan(found)["title"] == "Report of the activities of CWG-FERRY"
    assert plan(found)["agenda_item"] == "PL 2"


def test_a_revision_of_a_document_without_record_is_kept_as_typed(take: Taker) -> None:
    found = take(low=LOW)
    words = (found.workspace / "records/reports/low.md").read_text(encoding="utf-8")
    assert "changed in [[2/5]] and [[9/5|CWG-FERRY-9/5(Rev.2)]]" in words


def test_a_report_without_box_and_numbers_has_place_and_days_from_the_line_below_its_title(take: Taker) -> None:
    found = take(plain=PLAIN)
    assert meetings(found) == ["5"]
    assert meeting(found, 5) == {
        "format": "1", "number": "5", "dates": "2021-05-12/13", "place": "Nairobi",
        "attendance": {"count": "61", "who": "participants"}, "chair": "hund", "opening": {"speaker": "vale"},
    }  # fmt: skip


def test_numbers_of_a_quotation_stay_as_typed_and_the_reports_own_go_on(take: Taker) -> None:
    found = take(quoted=QUOTED)
    assert not [one for one in found.returns[0].differences if "number" in one.reason]
    words = (found.workspace / "records/reports/quoted.md").read_text(encoding="utf-8")
    assert "  1.1\u00a0to speak of swimmers, and\n" in words


def test_what_stands_under_the_heading_of_a_meeting_is_told_of_that_meeting(take: Taker) -> None:
    found = take(quoted=QUOTED)
    assert meeting(found, 15)["attendance"]["count"] == "80"
    assert meeting(found, 15)["opening"] == {"speaker": "bell"}
    assert meeting(found, 16)["attendance"]["count"] == "90"
    assert "opening" not in meeting(found, 16)
    assert meeting(found, 16)["dates"] == "2020-02-04"
    assert register(found, "people")["petri"]["title"] == "Prof. Dr"


def test_the_symbol_above_the_box_is_read_in_any_form(take: Taker) -> None:
    found = plan(take(quoted=QUOTED))
    assert (found["symbol"], found["date"]) == ("CWG-SWIM-15/16(Rev.1)", "2020-03-23")


def test_two_days_with_the_month_twice_are_the_days_of_one_meeting(take: Taker) -> None:
    found = take(listed=LISTED)
    assert meetings(found) == ["31", "32"]
    assert meeting(found, 31)["dates"] == "2017-09-19/20"
    assert meeting(found, 32)["dates"] == "2018-01-24/25"


def test_a_list_that_reaches_the_number_of_the_next_section_stays_a_list(take: Taker) -> None:
    sections = plan(take(listed=LISTED))["sections"]
    assert [one["title"] for one in sections] == ["Introduction", "Documents considered", "Recommendations", "Closing"]


def test_envoys_among_those_thanked_are_guests_and_no_staff(take: Taker) -> None:
    (shared,) = plan(take(listed=LISTED))["shared"]
    assert shared["guests"] == [{"person": "nour", "organization": "Deputy Director General of TRX"}, "filho"]
    assert "thanks" not in shared


def test_wrong_numbers_are_repaired_and_named(take: Taker) -> None:
    found = take(wrong=WRONG)
    reasons = {one.label: one.reason for one in found.returns[0].differences}
    assert reasons["6."] == "number: 6. in the source, 4. now"
    assert reasons["3.2."] == "number: 3.2. in the source, 2.2. now"


def test_rows_of_tables_tell_days_places_and_titles(take: Taker) -> None:
    found = take(annexed=ANNEXED)
    assert meeting(found, 16) == {
        "format": "1", "number": "16", "dates": "2017-10-09", "place": "Buenos Aires",
        "documents": {"2": {"title": "Rules of the sea"}},
    }  # fmt: skip


TRAPS = """\
Summary
This is on the 51st and 52nd meetings of the Council Working Group on Traps (CWG-TRAP), which build on the 50th meeting.
Action required
To note.
____________
1\tIntroduction
"""


@pytest.mark.parametrize("words", [
    "The ad hoc group, which met during the 51st meeting, was chaired by Ms Ida Fox (Utopia).",
    "The 51st meeting noted that the Forum was held on 3-7 May 2021 in Dubai with 900 participants.",
    "The 52nd meeting requested the secretariat to hold a workshop on 9 June 2022 in Paris.",
    "The 51st meeting agreed that comments be sent by 12 March 2021.",
    "The panel of the 52nd meeting was led by Mr Max Ray (UNX), with 12 representatives of industry.",
    "The 50th meeting was held on 1 February 2020 and attended by 40 delegates.",
    "Mr Al Hood, Vice-Chair, and Ms Flo Dee (Utopia) attended the reception.",
    "The Chair thanked Ms Ann Lee, Mr Bob May and Mr Cy Noe for their talks.",
    "The Chair of CSTX, Mr Leo Paz (Utopia), spoke.",
    "The 51st and 52nd meetings were held on 2 March 2021.",
    "The 53rd meeting will be held on 4 May 2023 in Geneva.",
])  # fmt: skip
def test_what_is_no_fact_of_a_meeting_is_not_made_one(words: str, take: Taker) -> None:
    found = take(traps=f"{TRAPS}1.1\t{words}\n")
    assert meetings(found) == ["51", "52"]
    for number in (51, 52):
        assert set(meeting(found, number)) == {"format", "number"}
    assert "shared" not in plan(found)


def test_what_stands_in_brackets_is_a_country_only_where_it_can_be_one(take: Taker) -> None:
    words = "The group heard Ms Ann Lee (ITU), Mr Bob May (University of Utopia), Mr Cy Noe (USA) and Ms Di Oss (Mali)."
    people = register(take(traps=f"{TRAPS}1.1\t{words}\n"), "people")
    assert {key: one.get("country") for key, one in people.items()} == {
        "lee": None, "may": None, "noe": "USA", "oss": "Mali",
    }  # fmt: skip


def test_signs_of_markdown_in_a_report_stay_signs(take: Taker) -> None:
    words = (
        "# no heading",
        "- no list",
        "a) no letter",
        "A | pipe || and `code`",
        "Braces {topic=x}",
        "5*3*2 = 30 \\[",
    )
    text = TRAPS + "".join(f"1.{place}\t{one}\n" for place, one in enumerate(words, 1)) + "1.7\tEnd.\n"
    found = take(traps=text)
    assert found.returns[0].named == 0
    assert unexplained(found) == []


def test_a_number_without_words_is_words(take: Taker) -> None:
    assert unexplained(take(traps=f"{TRAPS}1.1\tFirst.\n2\n111\n1.2\tSecond.\n")) == []


def test_words_that_cannot_stand_in_records_are_named(take: Taker) -> None:
    with pytest.raises(CwgdraftError) as caught:
        take(traps=f"{TRAPS}1.1\tSee ![plan](x.png).\n")
    assert caught.value.message == (
        "words of the source can't stand in records/reports/traps.md: a document can't link to 'x.png': "
        "'See ![plan](x.png).'"
    )


def test_what_stands_beside_the_text_is_named_and_tells_no_facts(take: Taker) -> None:
    beside = "\n[header 1]\nCWG-TRAP-51/9-E\n\n[footnote 1]\nThe 52nd meeting was held on 3 May 2021.\n"
    found = take(traps=f"{TRAPS}1.1\tFirst.\n{beside}")
    assert [(one.source, one.reason) for one in found.returns[0].differences] == [
        ("CWG-TRAP-51/9-E", "the template has its own headers and footers"),
        ("The 52nd meeting was held on 3 May 2021.", "a footnote, which stands beside the text"),
    ]
    assert set(meeting(found, 52)) == {"format", "number"}


SUMMARY = """\
Summary
This is the summary of the 30th meeting of the Council Working Group on Cables (CWG-CAB), held on 5 October 2017.
Action required
For approval.
1\tOpening
1.1\tThe meeting was chaired by Ms Irma Petri (Utopia). 45 delegates attended it.
2\tWork
2.1\tThe group agreed to repair the cable.
"""
COMBINED = """\
Summary
This is on the 30th and 31st meetings of the Council Working Group on Cables (CWG-CAB).
Action required
To note.
____________
1\tIntroduction
1.1\tThe 30th meeting was held on 6 October 2017 in Nairobi. It was attended by 54 delegates. It was chaired by Mr \
Jon Doe (Utopia).
"""


def test_what_a_summary_and_a_combined_report_contradict_is_told_with_both_and_not_chosen(take: Taker) -> None:
    found = take(one=SUMMARY, two=COMBINED)
    assert {one.what: one.values for one in found.contradictions} == {
        "dates of meeting 30": (("5 October 2017", "one.txt, paragraph 2"), ("6 October 2017", "two.txt, 1.1")),
        "attendance of meeting 30": (("count 45", "one.txt, 1.1"), ("count 54", "two.txt, 1.1")),
        "chair of meeting 30": (("Irma Petri", "one.txt, 1.1"), ("Jon Doe", "two.txt, 1.1")),
    }
    assert meeting(found, 30) == {"format": "1", "number": "30", "place": "Nairobi"}


def test_the_record_that_knows_better_is_printed_and_the_difference_named(take: Taker) -> None:
    before = contents(take(one=SUMMARY).workspace)
    found = take(two=COMBINED.replace("meeting was held", "meeting of CWG-CAB was held"))
    assert [one.reason for one in found.returns[0].differences] == ["source: 6 October 2017; record: 5 October 2017"]
    assert [one.what for one in found.contradictions] == [
        "dates of meeting 30", "attendance of meeting 30", "chair of meeting 30",
    ]  # fmt: skip
    assert "records/meetings/30.yaml has no place: Nairobi (two.txt, 1.1)" in found.notes
    after = contents(found.workspace)
    for name, data in before.items():
        if name.startswith("records/registers"):
            now = iter(after[name].splitlines())
            assert all(line in now for line in data.splitlines())
        else:
            assert after[name] == data


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_report_given_twice_is_refused(take: Taker, tmp_path: Path) -> None:
    with pytest.raises(CwgdraftError, match=r"two\.txt says the same as one\.txt"):
        take(one=SUMMARY, two=SUMMARY)
    assert not (tmp_path / "archive").exists()


def test_of_two_summaries_of_a_meeting_only_one_brings_its_minutes(take: Taker) -> None:
    found = take(one=SUMMARY, two=SUMMARY.replace("the cable", "all cables"))
    assert unexplained(found) == []
    minutes = (found.workspace / "records/meetings/30.md").read_text(encoding="utf-8")
    assert minutes.count("The group agreed to repair") == 1


def test_files_whose_names_have_no_latin_letter_are_reports(take: Taker) -> None:
    first = take(中国=SUMMARY)
    second = take(日本=COMBINED)
    assert (first.reports, second.reports) == (("report",), ("report-2",))


def test_where_one_file_cannot_be_written_none_is(take: Taker, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    (folder / "records").mkdir(parents=True)
    (folder / "records/reports").write_text("in the way", encoding="utf-8")
    before = contents(folder)
    with pytest.raises(CwgdraftError, match="nothing was written into"):
        take(one=SUMMARY)
    assert contents(folder) == before
    assert sorted(path.name for path in folder.rglob("*")) == ["records", "reports"]


def test_a_report_of_five_thousand_words_in_one_paragraph_takes_no_longer_than_in_many(take: Taker) -> None:
    words = "The 51st meeting, held on 3 May 2021, thanked Mr John Smith and Ms Ann Lee (Utopia). " * 300
    found = take(traps=f"{TRAPS}1.1\t{words}\n")
    assert unexplained(found) == []
    assert len((found.workspace / "records/meetings/51.yaml").read_text(encoding="utf-8")) < 400


def test_a_word_report_with_heading_styles_lists_and_tables_comes_back(tmp_path: Path) -> None:
    document = Document()
    for text in ("Council 2019", "Geneva, 10-20 June 2019"):
        document.add_paragraph(text)
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text, head.cell(0, 1).text = "Agenda item: PL 1.8", "Document C19/93-E"
    document.add_paragraph("Outcomes of the third and fourth meetings of CWG-PIER")
    box = document.add_table(rows=1, cols=1).cell(0, 0)
    for text in (
        "Summary",
        "This is on the 3rd and 4th meetings of the Council Working Group on Piers (CWG-PIER), held on 17 May "
        "2018 and 2 July 2018.",
        "Action required", "To note.", "____________", "References", "Document C18/90",
    ):  # fmt: skip
        box.add_paragraph(text)
    document.add_heading("Introduction", 1)
    document.add_paragraph("The third meeting was attended by 44 delegates.")
    document.add_heading("Wooden piers", 1)
    document.add_heading("Repairs", 2)
    document.add_paragraph("The group agreed:")
    document.add_paragraph("to repair the pier;", style="List Bullet")
    document.add_paragraph("First step", style="List Number")
    table = document.add_table(rows=1, cols=3)
    for cell, text in zip(table.row_cells(0), ("CWG-PIER-4/5(Rev.1)", "Report on nails", "Secretariat"), strict=True):
        cell.text = text
    document.save(str(tmp_path / "piers.docx"))
    found = adopt([tmp_path / "piers.docx"], tmp_path / "archive")
    assert unexplained(found) == []
    assert plan(found)["symbol"] == "C19/93"
    assert meeting(found, 3)["attendance"]["count"] == "44"
    assert meeting(found, 4)["documents"] == {"5": {"title": "Report on nails", "revision": "1"}}


def test_what_is_adopted_is_the_same_each_time(take: Taker) -> None:
    texts = {"virtual": VIRTUAL}
    one, two = (contents(take(into=name, **texts).workspace) for name in ("one", "two"))
    assert {name: hashlib.sha256(data).hexdigest() for name, data in one.items()} == {
        name: hashlib.sha256(data).hexdigest() for name, data in two.items()
    }
