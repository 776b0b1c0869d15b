"""What a statement does: actor, verb, addressee, matter, deadlines, steps, documents, force."""

import copy
import datetime
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from cwgdraft.language.acts import Act, Force, Vocabulary, recognise

PHRASES = Path(__file__).parents[2] / "templates" / "phrases" / "acts.en.yaml"
DATA = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
WORDS = Vocabulary.from_data(DATA)
D = datetime.date
ON = D(2027, 3, 10)
MEETINGS = {51: (D(2027, 3, 9), D(2027, 3, 10)), 52: (D(2027, 9, 14), D(2027, 9, 15))}


def acts(text: str, children: Sequence[tuple[int, str]] = ()) -> tuple[Act, ...]:
    return recognise(text, WORDS, on=ON, meetings=MEETINGS, children=children)


def only(text: str, children: Sequence[tuple[int, str]] = ()) -> Act:
    (act,) = acts(text, children)
    return act


def brief(text: str, children: Sequence[tuple[int, str]] = ()) -> list[tuple[str, str, str, str]]:
    return [(act.actor, act.verb, act.addressee, act.force.value) for act in acts(text, children)]


# Who asks whom


@pytest.mark.parametrize("verb", ["requested", "invited", "encouraged", "instructed", "asked", "urged"])
def test_what_the_group_asks_is_a_decision(verb: str) -> None:
    act = only(f"The group {verb} the secretariat to draft a budget.")
    assert (act.actor, act.verb, act.addressee, act.matter) == ("group", verb, "secretariat", "draft a budget")
    assert act.force is Force.DECISION
    assert act.asks


@pytest.mark.parametrize(
    ("subject", "actor"),
    [
        ("The Group", "group"),
        ("The meeting", "meeting"),
        ("The CWG-FHR", "CWG-FHR"),
        ("The CWG WSIS&SDG", "CWG WSIS&SDG"),
        ("CWG‑FHR", "CWG‑FHR"),
        ("The 51st CWG-FHR meeting", "51st CWG-FHR meeting"),
        ("The group and the secretariat", "group and the secretariat"),
        ("At the 51st meeting, the group", "group"),
        ("During the 51st CWG-FHR meeting the group", "group"),
        ("In line with PP Resolution 99 (Rev. Bucharest, 2022), the group", "group"),
        ("In accordance with Resolution 7, which requests the Director to report, the group", "group"),
        ("Having heard the speakers, the group", "group"),
        ("Conclusion: The group", "group"),
    ],
)
def test_the_group_is_known_under_its_names_and_behind_any_opening(subject: str, actor: str) -> None:
    assert brief(f"{subject} requested BDT to draft a budget.") == [(actor, "requested", "BDT", "decision")]


@pytest.mark.parametrize("adverb", ["also", "further", "strongly", "again strongly", "has also"])
def test_adverbs_stand_between_the_actor_and_the_verb(adverb: str) -> None:
    assert brief(f"The group {adverb} invited Brazil to speak.") == [("group", "invited", "Brazil", "decision")]


@pytest.mark.parametrize(
    "who", ["Some members", "Other members", "One Member State", "Some members of the group", "Several delegations"]
)
def test_what_some_members_ask_is_a_view(who: str) -> None:
    act = only(f"{who} requested the secretariat to hire a translator.")
    assert (act.actor, act.force, act.asks) == (who[0].lower() + who[1:], Force.VIEW, True)


@pytest.mark.parametrize("verb", ["supported", "cautioned against", "disagreed with", "sought clarification on"])
def test_what_members_say_is_a_view_that_asks_nothing(verb: str) -> None:
    act = only(f"Other members {verb} the plan.")
    assert (act.force, act.asks) == (Force.VIEW, False)


def test_they_are_the_ones_named_before() -> None:
    assert brief("Some members supported the plan. They also requested for more time.") == [
        ("some members", "supported", "", "view"),
        ("some members", "requested", "", "view"),
    ]


def test_a_request_of_the_chairs_is_a_proposal() -> None:
    assert brief("The Chair requested the secretariat to book a room.") == [
        ("Chair", "requested", "secretariat", "proposal")
    ]


def test_a_chair_of_another_body_is_not_the_chair() -> None:
    assert WORDS.speaker("Chair of CSTD") == "other"
    assert WORDS.speaker("The CWG FHR Chair") == "chair"


def test_a_request_of_one_country_is_a_proposal() -> None:
    assert only("Kenya requested the secretariat to book a room.").force is Force.PROPOSAL


def test_a_passive_that_names_nobody_is_a_decision_without_actor() -> None:
    act = only("The secretariat was also requested to book a room.")
    assert (act.actor, act.verb, act.addressee, act.matter) == ("", "requested", "secretariat", "book a room")
    assert act.force is Force.DECISION


def test_a_passive_with_an_actor_names_it() -> None:
    assert brief("BDT was encouraged by the group to book a room.") == [("group", "encouraged", "BDT", "decision")]
    assert brief("BDT was encouraged by some members to book a room.") == [
        ("some members", "encouraged", "BDT", "view")
    ]


def test_by_and_a_date_names_nobody() -> None:
    act = only("The secretariat was requested by 4 May 2027 to book a room.")
    assert (act.actor, act.deadlines[0].date) == ("", D(2027, 5, 4))


@pytest.mark.parametrize("verb", ["are invited", "are encouraged"])
def test_an_invitation_in_the_present_tense_is_one(verb: str) -> None:
    act = only(f"The Membership and all stakeholders {verb} to join the fund.")
    assert (act.addressee, act.asks, act.force) == ("membership and all stakeholders", True, Force.DECISION)


def test_is_to_lays_a_duty_on_its_subject() -> None:
    act = only("The ITU SG is to continue the reform.")
    assert (act.actor, act.verb, act.addressee, act.matter) == ("", "is to", "ITU SG", "continue the reform")
    assert act.asks
    assert act.force is Force.DECISION


def test_being_welcomed_to_do_something_is_an_invitation() -> None:
    act = only("Members were welcomed to continue the exchange.")
    assert (act.addressee, act.asks) == ("members", True)


def test_welcoming_a_report_asks_nothing() -> None:
    assert not only("The group welcomed the report.").asks


def test_them_are_the_ones_named_before() -> None:
    first, second = acts("The group thanked the secretariat for its work and asked them to go on.")
    assert (first.addressee, second.addressee) == ("secretariat", "secretariat")
    assert acts("Representatives from TSB spoke and delivered a talk. The group requested them to publish it.")[
        -1
    ].addressee.endswith("TSB")


def test_an_aside_does_not_hide_what_is_asked() -> None:
    act = only("The group encouraged the BDT, through its offices, to count the schools.")
    assert (act.addressee, act.matter) == ("BDT", "count the schools")


def test_a_request_for_a_thing_has_no_addressee() -> None:
    act = only("The group called for more coordination between offices.")
    assert (act.verb, act.addressee, act.asks) == ("called for", "", True)


# Deciding, noting, telling


def test_agreeing_to_request_asks() -> None:
    act = only("The group agreed to request the secretariat to book a room.")
    assert (act.verb, act.addressee, act.matter, act.asks) == (
        "agreed to request",
        "secretariat",
        "book a room",
        True,
    )


def test_agreeing_to_do_something_asks_nobody() -> None:
    act = only("The group agreed to establish a small team.")
    assert (act.verb, act.matter, act.asks) == ("agreed to", "establish a small team", False)


def test_it_was_agreed_that_somebody_will_act_asks_them() -> None:
    act = only("It was agreed that the secretariat will prepare a note.")
    assert (act.actor, act.verb, act.addressee, act.force, act.asks) == (
        "",
        "agreed",
        "secretariat",
        Force.DECISION,
        True,
    )


def test_it_was_decided_that_the_group_works_asks_the_group() -> None:
    assert brief("In conclusion, it was decided that the group works on it.") == [("", "decided", "group", "decision")]


def test_it_was_proposed_is_a_proposal() -> None:
    assert brief("The group met the guests. It was also proposed that ITU should join.") == [
        ("", "proposed", "ITU", "proposal")
    ]


def test_what_was_not_agreed_is_no_decision() -> None:
    act = only("The group did not agree to request the secretariat to book a room.")
    assert (act.force, act.asks) == (Force.INFORMATION, False)
    assert act.verb.startswith("not ")
    assert only("The plan was not approved.").force is Force.INFORMATION


def test_a_lack_of_consensus_is_said_and_decides_nothing() -> None:
    found = acts("The group acknowledged the paper, however there was no consensus about its tables.")
    assert [(act.verb, act.force) for act in found] == [
        ("acknowledged", Force.DECISION),
        ("was no consensus", Force.VIEW),
    ]


@pytest.mark.parametrize("verb", ["noted", "took note of", "appreciated", "approved"])
def test_noting_is_a_decision_that_asks_nothing(verb: str) -> None:
    act = only(f"The group {verb} the report.")
    assert (act.force, act.asks, act.matter) == (Force.DECISION, False, "the report")


@pytest.mark.parametrize(
    ("subject", "actor"),
    [
        ("The secretariat", "secretariat"),
        ("A representative from UNESCO", "representative from UNESCO"),
        ("Representatives from ECLAC and ESCWA", "representatives from ECLAC and ESCWA"),
        ("The representative of the multi-country contribution", "representative of the multi-country contribution"),
        ("Poland, on behalf of the European Union,", "Poland, on behalf of the European Union"),
        ("Saudi Arabia", "Saudi Arabia"),
        ("Mr. A. B. Smith (Kenya)", "Mr. A. B. Smith"),
        ("During 51st CWG-FHR meeting, Brazil", "Brazil"),
        ("During the 51st CWG-FHR meeting Brazil", "Brazil"),
    ],
)
def test_presenting_is_information_by_any_actor(subject: str, actor: str) -> None:
    assert brief(f"{subject} presented the budget.") == [(actor, "presented", "", "information")]


def test_telling_names_who_is_told() -> None:
    act = only("A representative from UNDP informed the group that its offices are open.")
    assert (act.addressee, act.matter, act.force) == ("group", "its offices are open", Force.INFORMATION)
    told = only("The group was informed that the forum moved.")
    assert (told.actor, told.addressee, told.force) == ("", "group", Force.INFORMATION)


# Proposals in papers


def test_what_a_contribution_invites_to_is_a_proposal() -> None:
    found = brief("China presented a contribution. It invites the group to recommend a study.")
    assert found[-1][1:] == ("invites", "group", "proposal")


@pytest.mark.parametrize("added", ["requesting", "asking", "inviting"])
def test_a_request_in_a_presented_paper_is_a_proposal(added: str) -> None:
    first, second = acts(f"Kenya presented Document C27/8 {added} the secretariat to book a room.")
    assert first.force is Force.INFORMATION
    assert (second.actor, second.addressee, second.force) == ("Kenya", "secretariat", Force.PROPOSAL)


def test_a_paper_that_offers_proposals_is_presented_and_proposes() -> None:
    found = brief("China presented a contribution offering proposals on training.")
    assert [(verb, force) for _, verb, _, force in found] == [
        ("presented", "information"),
        ("offering proposals", "proposal"),
    ]


def test_a_paper_that_was_calling_for_something_proposes_it() -> None:
    assert acts("Kenya presented the contribution which was calling for a study.")[-1].force is Force.PROPOSAL


def test_a_proposal_of_the_chairs_to_invite_is_a_proposal() -> None:
    act = only("The Chair made a proposal to invite the secretariat to book a room.")
    assert (act.verb, act.addressee, act.force) == ("made a proposal to invite", "secretariat", Force.PROPOSAL)


def test_a_request_inside_a_noted_resolution_is_not_the_groups() -> None:
    act = only("The group noted UNGA Resolution A/RES/99/1 requesting UNGIS to write a roadmap.")
    assert (act.verb, act.asks) == ("noted", False)


# Several acts


def test_two_verbs_of_one_subject_are_two_acts() -> None:
    first, second = acts("The group took note of the plan and requested the secretariat to update it by 4 May 2027.")
    assert (first.verb, first.deadlines) == ("took note", ())
    assert (second.actor, second.verb, second.addressee) == ("group", "requested", "secretariat")
    assert second.deadlines[0].date == D(2027, 5, 4)
    assert second.excerpt == "requested the secretariat to update it by 4 May 2027."


def test_two_requests_with_two_deadlines_and_a_sentence_that_goes_on_lose_nothing() -> None:
    found = acts(
        "The group proposed that the secretariat is to revise the text and invited the CWG to comment by 4 April. "
        "The text should stay short, with the last version to be posted by 14 April."
    )
    assert [(act.actor, act.addressee, act.asks) for act in found] == [
        ("group", "secretariat", True),
        ("group", "CWG", True),
        ("", "", False),
    ]
    assert [deadline.date for act in found for deadline in act.deadlines] == [D(2027, 4, 4), D(2027, 4, 14)]


def test_a_thing_that_is_to_be_done_keeps_its_deadline_and_asks_nobody() -> None:
    act = acts("The group requested BDT to report. The report is to be posted three weeks prior to the 52nd meeting.")[
        1
    ]
    assert (act.actor, act.addressee, act.asks, act.force) == ("", "", False, Force.DECISION)
    assert act.deadlines[0].date == D(2027, 8, 24)


def test_should_behind_a_view_is_part_of_the_view() -> None:
    assert acts("Some members requested a list. ITU should publish it by 4 May 2027.")[1].force is Force.VIEW
    assert acts("Some members requested a list. The list is to be short.")[1].force is Force.VIEW


def test_an_announcement_with_a_deadline_is_information() -> None:
    act = only("The draft will be presented no later than 4 May 2027.")
    assert (act.force, act.asks, act.deadlines[0].date) == (Force.INFORMATION, False, D(2027, 5, 4))


def test_a_deadline_in_a_sentence_without_a_verb_that_is_known_is_kept() -> None:
    assert only("Remarks go to the Chair by 4 May 2027.").deadlines[0].date == D(2027, 5, 4)


def test_a_clause_with_a_subject_of_its_own_has_its_own_actor() -> None:
    assert brief("Some members supported the plan, while some other members disagreed with it.") == [
        ("some members", "supported", "", "view"),
        ("some other members", "disagreed", "", "view"),
    ]
    assert brief("The secretariat presented the plan, and the group noted it.")[1][0] == "group"


def test_what_the_group_was_encouraged_to_is_not_asked_by_the_group() -> None:
    assert brief("The group noted the news and was encouraged to attend.") == [
        ("group", "noted", "", "decision"),
        ("", "encouraged", "group", "decision"),
    ]
    assert brief("The group was encouraged to attend and invited ITU to help.")[1] == (
        "group",
        "invited",
        "ITU",
        "decision",
    )


def test_what_the_group_says_in_a_relative_clause_counts() -> None:
    found = acts("The secretariat presented Document C27/8, which was appreciated by the group.")
    assert [(act.actor, act.verb) for act in found] == [("secretariat", "presented"), ("group", "appreciated")]


def test_participles_are_no_acts() -> None:
    assert brief("The group noted the plan presented by Kenya and the remarks received from members.") == [
        ("group", "noted", "", "decision")
    ]
    assert brief("The group recalled Resolution 7, in line with the newly adopted plan.") == [
        ("group", "recalled", "", "decision")
    ]
    assert brief("The documents presented were noted.") == [("", "noted", "", "decision")]


def test_reported_clauses_are_no_acts() -> None:
    assert len(acts("The Chair informed the group that the co-chairs had been invited to the forum.")) == 1


# Lists below a statement


def test_each_item_below_agreed_to_is_an_act_of_the_group() -> None:
    found = acts(
        "In accordance with PP Resolution 99 the CWG-FHR agreed to:",
        [
            (2, "request the Secretariat to post a draft no later than 9 April 2027,"),
            (2, "invite the membership to comment; and"),
            (2, "invite the Council to instruct the group:"),
            (3, "to finish the report;"),
        ],
    )
    assert [(act.actor, act.verb, act.addressee, act.force.value) for act in found] == [
        ("CWG-FHR", "agreed to request", "secretariat", "decision"),
        ("CWG-FHR", "agreed to invite", "membership", "decision"),
        ("CWG-FHR", "agreed to invite", "Council", "decision"),
    ]
    assert found[0].deadlines[0].date == D(2027, 4, 9)
    assert found[2].matter == "instruct the group to finish the report"


def test_each_item_below_a_request_inherits_its_addressee() -> None:
    found = brief("The group requested the secretariat to:", [(1, "book a room;"), (1, "print the map.")])
    assert found == [("group", "requested", "secretariat", "decision")] * 2


def test_dated_items_are_steps() -> None:
    act = only(
        "The secretariat was requested to send the text, with this timetable:",
        [(1, "24 April – Last remarks."), (1, "3 May – Text goes to the Council.")],
    )
    assert [(step.deadline.date, step.text) for step in act.steps] == [
        (D(2027, 4, 24), "Last remarks."),
        (D(2027, 5, 3), "Text goes to the Council."),
    ]


def test_items_that_are_sentences_have_acts_of_their_own_and_others_are_matter() -> None:
    first, second = acts(
        "The group noted the two letters:",
        [(1, "Letter C27/INF/3 on hosts"), (1, "The Chair informed the group about the hosts.")],
    )
    assert first.matter.endswith("Letter C27/INF/3 on hosts")
    assert first.documents == ("C27/INF/3",)
    assert second.actor == "Chair"


# Signs


def test_full_stops_in_abbreviations_and_initials_end_no_sentence() -> None:
    text = (
        "Dr. J. Smith presented Doc.\u00a0C27/8, i.e. the draft of Mr. Lee (Rev. Bucharest, 2022), No. 5 of the list."
    )
    assert only(text).excerpt == text


def test_documents_are_normalised() -> None:
    act = only(
        "The group noted Docs CWG\u2011FHR\u201151/12(Rev.1), C27/8-E, CL-27/44 and A/RES/80/173, not A/B papers."
    )
    assert act.documents == ("CWG-FHR-51/12(Rev.1)", "C27/8", "CL-27/44", "A/RES/80/173")


def test_non_breaking_signs_and_curly_quotes_change_nothing() -> None:
    act = only("The\u00a0group\u00a0requested\u00a0BDT to read “AI. And more” in ITU’s Vice\u2011Chairs’ note.")
    assert (act.addressee, act.matter) == ("BDT", "read “AI. And more” in ITU’s Vice\u2011Chairs’ note")


@pytest.mark.parametrize("text", ["", "Introduction", "The event will take place on 7-11 July 2027.", "(", '"', "..."])
def test_text_that_only_describes_has_no_acts(text: str) -> None:
    assert acts(text) == ()


def test_recognising_twice_gives_the_same() -> None:
    text = "The group requested BDT to report by 4 April."
    assert acts(text) == acts(text)


# The vocabulary is data


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("language",), None, "'language' must be a word"),
        (("grammar", "articles"), "the", "'grammar.articles' must be a list of words"),
        (("grammar", "that"), [True], "'grammar.that' must be a list of words"),
        (("verbs", "ask", "request"), ["requests"], "'verbs.ask.request' must be a list of 4 forms"),
        (("verbs", "demand"), {}, "'verbs.demand' is no kind of verb"),
        (
            ("forces", "group", "ask"),
            "order",
            "'forces.group.ask' must be one of decision, view, proposal, information",
        ),
        (("actors",), [{"class": "king", "names": ["king"]}], "'actors.1.class' must be one of"),
        (("deadlines", "units"), {"day": "one"}, "'deadlines.units.day' must be a whole number"),
    ],
)
def test_malformed_vocabulary_is_refused_with_its_key(path: tuple[str, ...], value: object, message: str) -> None:
    data = copy.deepcopy(DATA)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        Vocabulary.from_data(data)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ValueError, match="'language' is missing"):
        Vocabulary.from_data({})


def test_who_decides_is_data() -> None:
    data = copy.deepcopy(DATA)
    data["forces"]["chair"]["ask"] = "decision"
    (act,) = recognise("The Chair requested BDT to report.", Vocabulary.from_data(data))
    assert act.force is Force.DECISION


@pytest.mark.parametrize(
    "text",
    ["The session underscored how important the Forum is to the Union.", "They stressed how important it is to meet."],
)
def test_what_something_is_to_somebody_is_no_duty(text: str) -> None:
    assert not any(act.asks for act in recognise(text, WORDS))


@pytest.mark.parametrize(
    "text",
    [
        "If the group requested the secretariat to provide figures by 3 June 2026, costs would rise.",
        "The group had requested the secretariat to provide figures by 3 March 2025.",
        "Was the secretariat requested to provide figures?",
        "No member requested the secretariat to provide figures.",
        "It was not known whether the group requested the secretariat to provide figures.",
    ],
)
def test_what_only_seems_a_request_asks_nothing(text: str) -> None:
    assert not any(act.asks or act.force is Force.DECISION for act in recognise(text, WORDS))


def test_an_opening_with_if_binds_only_its_own_clause() -> None:
    (act,) = [a for a in recognise("If time allows, the group requested the secretariat to report.", WORDS) if a.asks]
    assert (act.actor, act.force) == ("group", Force.DECISION)
