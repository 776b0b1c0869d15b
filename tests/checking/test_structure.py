"""What the rules about structure say, and where they are silent for a reason that no case shows."""

from __future__ import annotations

import pytest

from cwgdraft.checking.outline import breaks, outlined
from cwgdraft.checking.registry import load_rule
from cwgdraft.checking.statements import shared_runs
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.draft import Block, Draft, Kind, Run
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import House

HEAD = "1\tLamps\n1.1\tThe group noted the report on lamps.\n"
ASK = "The group asked the secretariat to count all the lamps of the town before winter."


def subject(text: str) -> Subject:
    return Subject(read_text(text, "test"), House())


def hits(rule: str, text: str) -> list[Hit]:
    return list(load_rule(rule).check(subject(text)))


@pytest.mark.parametrize(
    ("rule", "text", "message", "help_"),
    [
        (
            "empty-front-field", "Purpose\nWords.\nAction required\n1\tLamps\n",
            "'Action required' has no text under it",
            "say what the Council is asked to do, such as 'The Council is invited to note this document.'",
        ),
        (
            "empty-front-field", "Summary\nWords.\nReferences\n1\tLamps\n", "'References' has no text under it",
            "list the documents and resolutions that the report rests on, or take the label out",
        ),
        (
            "missing-front-field", "Summary\nWords.\n1\tLamps\n",
            "the box lacks 'Action required'", "add 'Action required' and its text",
        ),
        (
            "number-jumps", f"{HEAD}1.3\tThe group noted it.\n",
            "'1.3' follows '1.1': 1.2 is missing", "number it 1.2, or bring back what is missing",
        ),
        (
            "number-jumps", f"{HEAD}a)\tone;\nc)\ttwo.\n", "'c)' follows 'a)' in the list: an item is missing",
            "mark the items one after another, or bring back what is missing",
        ),
        (
            "number-twice", f"{HEAD}1.1\tThe group thanked all.\n1.2\tThe group left.\n",
            "'1.1' stands twice, also before 'The group noted the report on lamps.'",
            "number it 1.2, and what follows after it",
        ),
        (
            "number-twice", f"{HEAD}a)\tone;\nb)\ttwo;\nb)\tthree.\n", "'b)' stands twice in the list",
            "mark the items one after another",
        ),
        (
            "number-twice", f"{HEAD}1.2\t1.2 The group left.\n", "'1.2' stands before the text twice", "take one out",
        ),
        (
            "lead-without-colon", f"{HEAD}1.2\tThe group agreed to\na)\tstay;\nb)\tleave.\n",
            "'…The group agreed to' leads to a list without a colon", "add the colon",
        ),
        (
            "number-under-wrong-parent", f"{HEAD}3.2\tThe group noted it.\n1.2\tThe group left.\n",
            "'3.2' follows '1.1', where 1.2 is expected", "number it 1.2, or move it to its section",
        ),
        (
            "number-under-wrong-parent", "1\tLamps\n1.1.1\tThe group left.\n",
            "'1.1.1' follows '1': there is no 1.1 above it", "number it 1.1, or move it to its section",
        ),
        (
            "label-form", f"{HEAD}1.2.\tThe group left.\n1.3\tThe group came.\n",
            "'1.2.' ends with a full stop, the other numbers of its level don't", "write '1.2'",
        ),
        (
            "label-form", "1.\tLamps\n1.1.\tThe group met.\n1.2\tThe group left.\n1.3.\tThe group came.\n",
            "'1.2' ends without a full stop, the other numbers of its level have one", "write '1.2.'",
        ),
        (
            "empty-paragraph", f"{HEAD}1.2\n1.3\tThe group left.\n",
            "'1.2' has no text", "take the number out, or bring back its text",
        ),
        ("empty-paragraph", f"{HEAD}a)\n", "'a)' has no text", "take it out, or bring back its text"),
        (
            "section-without-heading",
            f"{HEAD}2\tBulbs\n2.1\tIt was so.\n3\tThe Chair was thanked by all.\n4\tWires\n4.1\tSo.\n",
            "'3 The Chair was thanked by all.' has no heading, unlike the sections beside it",
            "give it a heading, or number it below the section before",
        ),
        (
            "statement-among-items",
            "1\tMail\n1.1\tThe group noted:\n1.1.1\tLetter of May\n1.1.2\tThe Chair informed the group of more.\n",
            "'The Chair informed the group of more.' is none of the items that 1.1 leads to",
            "number it one level higher",
        ),
        (
            "heading-without-body", f"{HEAD}2\tOther business\n3\tBulbs\n3.1\tNone.\n4\tWires\n4.1\tNone.\n",
            "nothing stands under '2 Other business'", "bring back its text, or take the heading out",
        ),
        (
            "heading-ends-with-stop", f"{HEAD}2\tOther business:\n2.1\tNone.\n3\tBulbs\n3.1\tNone.\n",
            "the heading 'Other business:' ends with a colon", "take it out",
        ),
        (
            "duplicated-statement", f"{HEAD}1.2\t{ASK}\n1.3\tThe group left.\n1.4\t{ASK}\n",
            "'The group asked the secretariat to count all the lamps of…' stands word for word in 1.2",
            "say it once, or say what is different the second time",
        ),
        (
            "near-duplicate-statement", f"{HEAD}1.2\t{ASK[:-1]} if asked to.\n1.3\t{ASK[:-1]} and requested it.\n",
            "'The group asked the secretariat to count all the lamps of…' stands in 1.2 too",
            "say it once, or make plain in what the two differ",
        ),
        (
            "repeated-phrase", "1\tThe lamps of all the old streets here: the lamps of all the old streets here\n",
            "the heading says 'the lamps of all the old streets here' twice", "say it once",
        ),
        ("duplicated-word", f"{HEAD}1.2\tIt left the the room.\n", "'the the': 'the' stands twice", "take one out"),
        (
            "unclosed-bracket", f"{HEAD}1.2\tIt left (the room.\n",
            "the bracket in '(the room.' is never closed", "close it",
        ),
        (
            "unclosed-bracket", f"{HEAD}1.2\tIt left the room).\n",
            "the bracket in 'It left the room)' was never opened", "open it, or take it out",
        ),
        (
            "unclosed-quotation", f"{HEAD}1.2\tIt left “the room.\n",
            "the quotation “the room. is never closed", "close it",
        ),
        (
            "unclosed-quotation", f"{HEAD}1.2\tIt left the room”.\n",
            "the quotation It left the room” was never opened", "open it, or take it out",
        ),
        (
            "drafting-bracket", f"{HEAD}1.2\tIt left the room [TBC].\n",
            "'[TBC]' is a note of the drafter", "write what belongs there, without the brackets",
        ),
        (
            "placeholder-left", f"{HEAD}1.2\tIt left on xx/xx.\n",
            "'xx/xx' stands for something that isn't filled in", "write what belongs there",
        ),
        (
            "broken-field", f"{HEAD}1.2\tSee Error! Reference source not found.\n",
            "'Error! Reference source not found.' is what Word prints for a field that failed",
            "set the cross-reference or link anew, or write the words",
        ),
        (
            "sentence-without-stop", f"{HEAD}1.2\tThe group noted the room and the door\n",
            "'…group noted the room and the door' ends the paragraph without a full stop", "add the full stop",
        ),
        (
            "lower-case-beginning", f"{HEAD}1.2\tthe group left.\n",
            "'the' begins the paragraph with a small letter", "write 'The', or bring back the words before it",
        ),
        ("stop-twice", f"{HEAD}1.2\tIt left the room..\n", "'room..' ends with two stops", "write '.' alone"),
        (
            "list-punctuation", f"{HEAD}a)\told;\nb)\tnew.\nc)\tred;\nd)\tblue.\n",
            "the item 'new.' ends with a full stop, the other items of the list with a semicolon",
            "end it with a semicolon",
        ),
        (
            "list-punctuation", f"{HEAD}a)\told;\nb)\tnew;\nc)\tred\n",
            "the item 'red' ends with nothing, the last item of such a list with a full stop",
            "end it with a full stop",
        ),
        (
            "stale-session",
            "What was done since Council 2023\nSince Council 2024 it met.\n1\tLamps\n1.1\tSince Council 2024 it met.\n",
            "'since Council 2023': elsewhere the document reports since Council 2024", "write 'Council 2024'",
        ),
    ],
)  # fmt: skip
def test_a_rule_states_the_fact_and_gives_the_order(rule: str, text: str, message: str, help_: str) -> None:
    assert [(hit.message, hit.help) for hit in hits(rule, text)] == [(message, help_)]


def test_a_paragraph_without_a_number_is_told_the_number_that_it_wants() -> None:
    numbered = "".join(f"1.{n}\tThe group noted report {n}.\n" for n in range(1, 9))
    text = f"1\tReports\n{numbered}2\tApproval\nThe group approved the report.\n"
    assert [(hit.message, hit.help) for hit in hits("paragraph-without-number", text)] == [
        ("'The group approved the report.' has no number", "number it 2.1")
    ]


def test_a_carried_over_passage_names_the_report_that_has_it() -> None:
    words = "1\tLamps\n1.1\tThe meeting of 3 May 2024 was chaired by the oldest lamplighter.\n"
    checked = Subject(read_text(words, "new"), House(), earlier=(read_text(words, "council-2024"),))
    assert [(hit.message, hit.help) for hit in load_rule("carried-over-passage").check(checked)] == [
        (
            "'The meeting of 3 May 2024 was chaired by the oldest…' stands word for word in council-2024",
            "bring its dates and numbers up to this report",
        )
    ]


def test_what_is_printed_from_the_minutes_of_a_meeting_isnt_carried_over() -> None:
    words = "The meeting of 3 May 2024 was chaired by the oldest lamplighter."
    block = Block(Kind.NUMBERED, (Run(words),), 2, "1.1", "41/lamps~1")
    new, old = (Draft(name, "", "en", "", {}, (block,)) for name in ("new", "old"))
    assert list(load_rule("carried-over-passage").check(Subject(new, House(), earlier=(old,)))) == []


def test_two_meetings_may_say_the_same_in_a_report_made_from_records() -> None:
    blocks = tuple(Block(Kind.NUMBERED, (Run(ASK),), 2, f"1.{n}", f"4{n}/lamps~1") for n in (1, 2))
    draft = Draft("new", "", "en", "", {}, blocks)
    assert list(load_rule("duplicated-statement").check(Subject(draft, House()))) == []


def test_a_repeated_word_is_taken_out_without_a_look() -> None:
    (hit,) = hits("duplicated-word", f"{HEAD}1.2\tIt left the the room.\n")
    assert hit.fix is not None
    assert (hit.words, hit.fix.new, hit.fix.safe) == ("the the", "the", True)


def test_a_restart_is_told_once() -> None:
    text = f"{HEAD}1.2\tThe group met.\n1.3\tThe group left.\n1.1\tThe group came.\n1.2\tIt met.\n1.3\tIt left.\n"
    assert [hit.passage.text for hit in hits("number-twice", text)] == ["The group came."]


def test_numbers_in_a_manner_of_their_own_are_left_alone() -> None:
    numbers = (7, 3, 9, 1, 8, 2, 6, 4)
    text = "1\tLamps\n" + "".join(f"1.{n}\tThe group noted report {n}.\n" for n in numbers)
    assert breaks(subject(text)) == ()


def test_a_quoted_list_is_no_part_of_the_outline() -> None:
    text = f"{HEAD}1.2\tThe terms are:\n1\tto study;\n1.1\tto write;\n2\tto report.\n1.3\tThe group left.\n"
    assert [one.label for one in outlined(subject(text))] == ["1", "1.1", "1.2", "1.3"]


def test_the_longest_run_of_two_statements_is_found_once() -> None:
    text = "1\tLamps\n1.1\tOne a b c d e f g h two.\n1.2\tThree a b c d e f g h four.\n"
    assert [" ".join(one.words) for one in shared_runs(subject(text), 6)] == ["a b c d e f g h"]
