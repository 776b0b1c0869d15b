"""Grammar: what it says, what it leaves alone, and where it points."""

from __future__ import annotations

import pytest

from cwgdraft.checking.registry import load_rule
from cwgdraft.checking.rules.grammar import check
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.plain_text import read_text
from cwgdraft.records.house import House, load_house


def hits(*paragraphs: str, house: House | None = None) -> list[Hit]:
    text = "".join(f"1.{number}\t{words}\n" for number, words in enumerate(paragraphs, 1))
    return list(check(Subject(read_text(f"1\tLamps\n{text}", "lamps"), house or load_house(None))))


def messages(*paragraphs: str) -> list[str]:
    return [hit.message for hit in hits(*paragraphs)]


@pytest.mark.parametrize(
    ("words", "message", "help_"),
    [
        ("The team read a information paper.", "'a information' has the wrong article", "write 'an information'"),
        ("The oil should be submit today.", "'be submit' has a verb in the wrong form", "write 'submitted'"),
        ("The wick will been lit.", "'will been' has a verb in the wrong form", "say it in other words"),
        ("The proposals was read.", "'The proposals was': verb and subject don't agree", "write 'were'"),
        ("They was late.", "'They was': verb and subject don't agree", "write 'They were'"),
        ("Several member spoke.", "'Several member': one word is singular, the other plural", "write 'members'"),
        (
            "One of the brighter lamp is out.",
            "'One of the brighter lamp': one word is singular, the other plural",
            "write 'One of the brighter lamps'",
        ),
        ("It wants equipments.", "'equipments' can't be counted: no plural, no 'a'", "write 'equipment'"),
        ("They bought a software.", "'a software' can't be counted: no plural, no 'a'", "write 'software'"),
        ("They discussed about oil.", "'discussed about' isn't said in English", "write 'discussed'"),
        ("It costs more then oil.", "'more then' confuses two words", "write 'more than'"),
        ("It burns with out oil.", "'with out' is one word", "write 'without'"),
        ("It burnt in the 1990's.", "'1990's' has an apostrophe", "write '1990s'"),
        ("The lamps of switzerland burn.", "'switzerland' has a small letter", "write 'Switzerland'"),
        ("However the lamp burns.", "'However' opens the sentence without a comma", "write 'However,'"),
        (
            "The lamp allows to read.",
            "'allows to read' doesn't say who is allowed",
            "say who: '… members to …', or write '…ing'",
        ),
        (
            "The keeper recieved oil.",
            "'recieved' is in no dictionary",
            "write 'received'; if it is right, name it under 'keep' in records/house.yaml",
        ),
    ],
)
def test_every_kind_of_fault_is_told_in_our_words(words: str, message: str, help_: str) -> None:
    assert [(hit.message, hit.help) for hit in hits(words)] == [(message, help_)]


def test_it_is_off_unless_asked_for_and_no_correction_is_safe() -> None:
    assert not load_rule("grammar").default
    (hit,) = hits("The keeper recieved oil.")
    assert hit.fix is not None
    assert (hit.fix.new, hit.fix.safe) == ("received", False)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "São Tomé’s “Lillestrøm” plan: ",
        "\U0001f4a1\U0001f4a1 𝔏amps — ",
        "Γλώσσα, язык, اللغة، 语言: ",
        "At\u00a0noon, ",
    ],
)
def test_it_points_at_the_words_whatever_stands_before_them(before: str) -> None:
    words = f"{before}the keeper recieved oil, which can includes wicks, and a information paper."
    assert sorted(hit.words for hit in hits(words)) == ["a information", "includes", "recieved"]


def test_a_misspelt_word_is_told_once_and_a_frequent_one_is_a_term() -> None:
    assert messages("The keeper recieved oil.", "Nobody recieved wicks.") == ["'recieved' is in no dictionary"]
    assert messages(*["The lampwright trimmed wicks."] * 4) == []


def test_the_word_that_the_document_uses_is_the_one_that_was_meant() -> None:
    (hit,) = hits("Our capacity-buidling went on.", "The building was shut.")
    assert hit.fix is not None
    assert hit.fix.new == "building"


def test_two_words_without_a_space_are_taken_apart() -> None:
    assert [hit.fix.new for hit in hits("The keeper andthe team read the documentand left.") if hit.fix] == [
        "and the",
        "document and",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "The mandate was fulfilled, the labour cancelled, the colour favourable, the programme organized.",
        "A historical overview, an historical overview, a UNESCO paper, an SDG, a WSIS day, a SIDS day, an NGO.",
        "Annex A is long, and so is option A of the plan; see points a and b.",
        "Those who support it are many, and documents about it were read.",
        "The members, some of whom had left, were thanked.",
        "The plan will effect change, and wishes affect it.",
        "One of the vast family of lamps is out.",
        "The list of documents has been read; the number of members is small.",
        "All that it did was read; the question whether the reports are true was put.",
        "Those responsible of course knew it; it is up to them to decide.",
        "Ministerio de Telecomunicaciones and Agence nationale des fréquences came with Ms Chola das Neves.",
        "See https://www.itu.int/recieved/teh.aspx, write to teh@itu.int, and read “The proposals was”.",
    ],
)
def test_good_english_and_names_are_left_alone(words: str) -> None:
    assert messages(words) == []


def test_the_house_names_its_own_words() -> None:
    own = House(keep=("lampwrihgt",))
    assert hits("The lampwrihgt came.", house=own) == []
    assert [hit.words for hit in hits("The infomation came.", house=own)] == ["infomation"]


def test_other_languages_are_left_alone() -> None:
    assert hits("The keeper recieved oil.", house=House(language="fr")) == []
    french = (
        "Le gardien présente aux membres une proposition relative aux lampes, puis chacun discute longuement des "
        "mèches et des huiles employées dans chaque région avant que le président ne close la séance sous les "
        "applaudissements nourris des participants venus nombreux malgré une météo capricieuse et plusieurs "
        "retards ferroviaires importants survenus pendant toute cette matinée particulièrement froide, humide, "
        "venteuse, brumeuse, grise puis pluvieuse quoique brièvement ensoleillée vers midi lorsque sonnèrent "
        "joyeusement les cloches anciennes du quartier voisin."
    )
    assert [hit for hit in hits(french) if "dictionary" in hit.message] == []


def test_a_paragraph_without_end_is_read_to_its_end_in_its_signs() -> None:
    head = "😀 The wick was lit. " * 900
    (hit,) = hits(f"{head}The team read a information paper.")
    assert (hit.start, hit.words) == (len(head) + len("The team read "), "a information")


@pytest.mark.parametrize("sign", ["(", "[(", "😀", "a"])
def test_signs_without_words_say_nothing(sign: str) -> None:
    assert hits(sign * 1_000_000) == []
