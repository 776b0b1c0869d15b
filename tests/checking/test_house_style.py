"""Rules of house style: what each says, what it puts in place of the words, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cwgdraft.checking.acronyms import acronyms_of, long_form
from cwgdraft.checking.prose import prose_of
from cwgdraft.checking.registry import RULES, load_rule
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import House, Term, load_house


def subject(*texts: str, house: House | None = None) -> Subject:
    """Return a document of numbered paragraphs, each text one of them."""
    lines = ["1\tIntroduction", *(f"1.{n}\t{text}" for n, text in enumerate(texts, 1))]
    return Subject(read_text("\n".join(lines), "lamps"), house or load_house(None))


def hits(rule: str, *texts: str, house: House | None = None) -> list[Hit]:
    return list(load_rule(rule).check(subject(*texts, house=house)))


def told(rule: str, *texts: str) -> list[tuple[str, str]]:
    return [(hit.message, hit.help) for hit in hits(rule, *texts)]


def mended(rule: str, text: str) -> str:
    """Return a text after every fix of a rule, the last first."""
    for hit in sorted(hits(rule, text), key=lambda one: one.start, reverse=True):
        assert hit.fix is not None
        text = text[: hit.start] + hit.fix.new + text[hit.end :]
    return text


@pytest.mark.parametrize(
    ("rule", "texts", "message", "help_"),
    [
        (
            "house-term",
            ["All member states came."],
            "'member states' is written 'Member States'",
            "write 'Member States'",
        ),
        (
            "mixed-capitals",
            ["The secretariat came.", "The Secretariat left, and the secretariat came again."],
            "'Secretariat' is written 'secretariat'",
            "write 'secretariat'",
        ),
        (
            "mixed-capitals",
            [*["The Secretariat came."] * 11, "The secretariat left."],
            "'secretariat' is written 'Secretariat' elsewhere",
            "write 'Secretariat'",
        ),
        (
            "mixed-capitals",
            ["The WSIS process is long.", "A WSIS Process is longer."],
            "'WSIS Process' stands beside 'WSIS process'",
            "write 'process'",
        ),
        ("title-full-stop", ["Mr. Lamp spoke."], "'Mr.' has a full stop", "write 'Mr'"),
        ("title-full-stop", ["Prof Lamp spoke."], "'Prof' is written 'Prof.'", "write 'Prof.'"),
        ("differing-name", ["The AI4Good summit."], "'AI4Good' is called 'AI for Good'", "write 'AI for Good'"),
        (
            "differing-name",
            ["A multi-lamp room.", "A multi-lamp hall and a multilamp attic."],
            "'multilamp' stands beside 'multi-lamp'",
            "write 'multi-lamp'",
        ),
        (
            "differing-name",
            ["IGF 2024 came and IGF-25 went."],
            "'IGF-25' stands beside the form 'IGF 2024'",
            "write 'IGF 2025'",
        ),
        (
            "acronym-not-introduced",
            ["The GDC was noted."],
            "'GDC' is never introduced",
            "write 'Global Digital Compact (GDC)'",
        ),
        (
            "acronym-not-introduced",
            ["The LPB was noted."],
            "'LPB' is never introduced",
            "write what it stands for, and '(LPB)' behind it",
        ),
        (
            "acronym-introduced-late",
            ["The LPB came.", "The Lamp Planning Bureau (LPB) left."],
            "'LPB' is introduced only in 1.2",
            "write 'Lamp Planning Bureau (LPB)' here",
        ),
        (
            "acronym-introduced-late",
            ["The LPB came before the Lamp Planning Bureau (LPB) left."],
            "'LPB' is introduced only later in the same place",
            "write 'Lamp Planning Bureau (LPB)' here",
        ),
        (
            "acronym-introduced-twice",
            ["The Lamp Planning Bureau (LPB) came.", "The Lamp Planning Bureau (LPB) left."],
            "'LPB' was introduced in 1.1",
            "write 'LPB'",
        ),
        (
            "acronym-introduced-differently",
            ["The Lamp Planning Bureau (LPB) came.", "The Light Providing Board (LPB) left."],
            "'LPB' stands for 'Light Providing Board' here and for 'Lamp Planning Bureau' before",
            "write the same words in both places",
        ),
        (
            "acronym-introduced-differently",
            ["The Wick Supply Forum (WSV) came."],
            "'WSV' aren't the first letters of 'The Wick Supply Forum'",
            "correct the acronym or the words",
        ),
        ("article-before-itu", ["It is the role of the ITU."], "'the ITU' has an article", "write 'ITU'"),
        ("date-form", ["On 3rd October 2024."], "'3rd October 2024' has an ordinal", "write '3 October 2024'"),
        (
            "date-form",
            ["On October 3, 2024."],
            "'October 3, 2024' has the month before the day",
            "write '3 October 2024'",
        ),
        ("date-form", ["On 2024-10-03."], "'2024-10-03' is in figures", "write '3 October 2024'"),
        (
            "date-form",
            ["On 3 Oct. 2024."],
            "'3 Oct. 2024' has a month that is cut short",
            "write '3 October 2024'",
        ),
        (
            "date-form",
            ["In October, 2024."],
            "'October, 2024' has a comma before the year",
            "write 'October 2024'",
        ),
        (
            "range-form",
            ["It ran from 7-11 July."],
            "'from 7-11 July' mixes a word with a sign",
            "write 'from 7 to 11 July'",
        ),
        (
            "range-form",
            ["It ran between 7 to 11 July."],
            "'between 7 to 11 July' mixes 'between' with 'to'",
            "write 'between 7 and 11 July'",
        ),
        ("range-form", ["It ran on 7–11 July."], "'7–11 July' has a dash", "write '7-11 July'"),
        (
            "range-form",
            ["It ran on 7 - 11 July."],
            "'7 - 11 July' has spaces around its hyphen",
            "write '7-11 July'",
        ),
        (
            "range-form",
            ["It ran 7 to 11 July."],
            "'7 to 11 July' has 'to' without 'from'",
            "write 'from 7 to 11 July', or join the days by a hyphen",
        ),
        ("session-form", ["Since Council 24."], "'Council 24' is called 'Council 2024'", "write 'Council 2024'"),
        (
            "session-form",
            ["For the Council 2025."],
            "'the Council 2025' is called 'Council 2025'",
            "write 'Council 2025'",
        ),
        (
            "ise-spelling",
            ["It was organised."],
            "'organised' has -is- where the house writes -iz-",
            "write 'organized'",
        ),
        ("british-spelling", ["A lamp program."], "'program' is spelt 'programme'", "write 'programme'"),
        (
            "number-in-figures",
            ["It took 3 days."],
            "'3 days' has a number below 10 in figures",
            "write 'three'",
        ),
        ("number-in-figures", ["For twenty years."], "'twenty' is a number from 10 up in words", "write '20'"),
        (
            "ordinal-in-words",
            ["At the twelfth meeting."],
            "'twelfth meeting' has its number in words",
            "write '12th meeting'",
        ),
        ("wrong-ordinal", ["The 43th lamp."], "'43th' has the wrong ending", "write '43rd'"),
        ("abbreviation-with-stops", ["The U.N. lamp."], "'U.N.' has full stops", "write 'UN'"),
        (
            "ampersand-in-text",
            ["Some lamps & wicks."],
            "'&' stands for 'and' in 'lamps & wicks'",
            "write 'lamps and wicks'",
        ),
        ("percent-form", ["Some 40 percent."], "'percent' is written 'per cent'", "write 'per cent'"),
        (
            "percent-form",
            ["Some 40 per cent and 30%."],
            "'%' stands in a document that writes 'per cent'",
            "write one of the two",
        ),
        ("double-space", ["Some  lamps."], "2 spaces stand between 'Some' and 'lamps.'", "leave one"),
        (
            "space-before-punctuation",
            ["Lamps , wicks."],
            "a space stands before ',' in 'Lamps ,'",
            "write 'Lamps,'",
        ),
        ("space-inside-brackets", ["Lamps ( two)."], "a space stands behind '('", "take the space out"),
        ("space-inside-brackets", ["Lamps (two )."], "a space stands before ')'", "take the space out"),
        ("missing-space", ["See Doc.5 there."], "a space is missing in 'Doc.5'", "write 'Doc. 5'"),
        (
            "mixed-quotes",
            ["ITU’s lamps.", "Brazil's wicks."],
            "'Brazil's' has a straight apostrophe; others in the document are curly",
            "write 'Brazil’s'",
        ),
        (
            "mixed-quotes",
            ["A “lamp” was lit.", 'A "wick" burnt.'],
            "the quotation marks of '\"wick\"' are straight; others in the document are curly",
            "write '“wick”'",
        ),
        (
            "mixed-quotes",
            ['A “lamp" was lit.'],
            "'“lamp\"' opens with one kind of quotation mark and closes with another",
            "write '“lamp”'",
        ),
        (
            "wrong-dash",
            ["The lamps - all - burnt."],
            "a hyphen stands for a dash in 'lamps - all'",
            "write 'lamps – all'",
        ),
        (
            "wrong-dash",
            ["The Vice- Chairs came."],
            "a hyphen has a space on one side in 'Vice- Chairs'",
            "join the words, or write a dash with spaces",
        ),
        (
            "wrong-dash",
            ["The multi–lamp room."],
            "a dash stands inside the word 'multi–lamp'",
            "write 'multi-lamp'",
        ),
        (
            "missing-non-breaking",
            ["Mr\u00a0Lamp came with Ms Wick."],
            "'Ms Wick' may break at its space",
            "write a non-breaking space",
        ),
        (
            "missing-non-breaking",
            ["Document CWG\u2011LAMP\u201142/3 and CWG-LAMP-42/4."],
            "'CWG-LAMP-42/4' may break at a hyphen",
            "write non-breaking hyphens",
        ),
    ],
)
def test_a_rule_says_what_is_wrong_and_what_to_write(rule: str, texts: list[str], message: str, help_: str) -> None:
    assert (message, help_) in told(rule, *texts)


@pytest.mark.parametrize(
    ("rule", "text", "mended_text"),
    [
        (
            "ise-spelling",
            "Organisations recognised, re-organised and advised.",
            "Organizations recognized, re-organized and advised.",
        ),
        ("title-full-stop", "Mr. Lamp, Ms.Wick and HE Mr Oil.", "Mr Lamp, Ms Wick and H.E. Mr Oil."),
        ("double-space", "Some   lamps\u00a0 burn.", "Some lamps\u00a0burn."),
        ("space-before-punctuation", "Lamps , wicks : oil .", "Lamps, wicks: oil."),
        ("space-inside-brackets", "Lamps ( two ) and [ one ].", "Lamps (two) and [one]."),
        (
            "missing-space",
            "On 10February 2025and,then(again)the end.",
            "On 10 February 2025 and, then (again) the end.",
        ),
        ("mixed-quotes", 'ITU’s “lamp” and Brazil\'s "wick".', "ITU’s “lamp” and Brazil’s “wick”."),
        ("wrong-dash", "Lamps - all - burnt.", "Lamps – all – burnt."),
        ("wrong-ordinal", "The 22th and the 11st.", "The 22nd and the 11th."),
        ("date-form", "From 3rd of March 2024 on.", "From 3 March 2024 on."),
        ("range-form", "From 7 – 11 July and on 28 April - 8 May.", "From 7 to 11 July and on 28 April-8 May."),
        ("british-spelling", "Labor programs. Programs of labor.", "Labour programmes. Programmes of labour."),
    ],
)
def test_a_fix_puts_the_words_right_and_keeps_every_other_sign(rule: str, text: str, mended_text: str) -> None:
    assert mended(rule, text) == mended_text
    assert hits(rule, mended_text) == []


@pytest.mark.parametrize(
    "rule", ["house-term", "ise-spelling", "british-spelling", "title-full-stop", "differing-name"]
)
def test_addresses_and_quotations_are_left_alone(rule: str) -> None:
    assert (
        hits(
            rule,
            "See https://lamps.int/member-states/organised/program?x=AI4Good "
            "and “Lamp organisation: a program for AI4Good”.",
        )
        == []
    )


def test_what_is_usual_throughout_weighs_less() -> None:
    assert [hit.severity for hit in hits("house-term", "The Chairman spoke.", "The Chairman left.")] == [
        Severity.ADVICE
    ] * 2
    assert [hit.severity for hit in hits("title-full-stop", "Mr. Lamp and Ms. Wick.")] == [None, Severity.ADVICE]
    assert {hit.severity for hit in hits("mixed-capitals", "The Secretariat spoke.", "The Group left.")} == {
        Severity.ADVICE
    }
    assert {hit.severity for hit in hits("session-form", *["Since Council-16."] * 5)} == {Severity.ADVICE}


def test_a_house_has_its_own_terms_names_and_acronyms() -> None:
    base = load_house(None)
    house = replace(
        base,
        terms=(Term("lamp", ("lantern",)),),
        names=(Term("Forum of Lamps", ("Lamp Forum",)),),
        acronyms=base.acronyms | {"LPB"},
        figures_from=13,
    )
    assert [hit.words for hit in hits("house-term", "A lantern.", house=house)] == ["lantern"]
    assert [hit.words for hit in hits("differing-name", "The Lamp Forum.", house=house)] == ["Lamp Forum"]
    assert hits("acronym-not-introduced", "The LPB.", house=house) == []
    assert hits("number-in-figures", "It took eleven days.", house=house) == []


def test_an_acronym_stands_for_the_words_that_have_its_letters() -> None:
    assert long_form("CSTD", "by the Commission on Science and Technology for Development") == (
        "Commission on Science and Technology for Development"
    )
    assert (
        long_form("ICT", "of information and communication technologies")
        == "information and communication technologies"
    )
    assert long_form("P2C", "the Partner2Connect") == "Partner2Connect"
    assert long_form("XYZ", "the Lamp Planning Bureau") == ""


def test_capitals_that_are_no_acronyms_are_left_alone() -> None:
    found = acronyms_of(
        subject("FINAL REPORT OF THE MEETING.", "Mr Peter LAMP spoke of Part III and of Document WG-Lamps-3/4.")
    )
    assert dict(found.uses) == {}


def test_prose_finds_the_passage_of_every_place() -> None:
    prose = prose_of(subject("One lamp.", "Two lamps."))
    assert [prose.place(at)[0].label for at in (*prose.words["lamp"], *prose.words["lamps"])] == ["1.1", "1.2"]
    assert prose.opens_sentence(prose.words["Two"][0])
    assert not prose.opens_sentence(prose.words["lamps"][0])


def test_every_rule_of_the_group_loads() -> None:
    assert [load_rule(name).name for name in RULES["house style"]] == list(RULES["house style"])


def test_a_form_inside_the_wanted_one_is_right() -> None:
    house = replace(load_house(None), names=(Term("Great Feast of Lamps", ("Feast of Lamps",)),))
    found = hits("differing-name", "The Great Feast of Lamps and the Feast of Lamps.", house=house)
    assert [(hit.start, hit.words) for hit in found] == [(33, "Feast of Lamps")]
