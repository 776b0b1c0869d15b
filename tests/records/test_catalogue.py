"""Phrase catalogues: what they may hold, and what is said of the rest."""

from pathlib import Path

import pytest

from cwgdraft.errors import CwgdraftError, RecordsError
from cwgdraft.records.catalogue import load_act_words, load_catalogue
from tests.builders import shown, workspace

EN = "templates/phrases/en.yaml"
HELP = "see templates/phrases/en.yaml"


def findings(folder: Path, text: str) -> list[str]:
    with pytest.raises(RecordsError) as caught:
        load_catalogue(workspace(folder, {EN: "format: 1\n" + text}), "en")
    return shown(caught.value.findings, folder)


def test_phrases_are_found_by_group_and_name(tmp_path: Path) -> None:
    text = "format: 1\nsentences:\n  a: x\n  b: {one: y, other: z}\n  c:\n"
    catalogue = load_catalogue(workspace(tmp_path, {EN: text}), "en")
    assert [catalogue.wording("sentences", "b", n) for n in (1, 2)] == ["y", "z"]
    assert catalogue.wording("sentences", "c", 1) == ""


@pytest.mark.parametrize("language", ["fr", "../../etc/passwd", "en\0", "acts.en", ""])
def test_a_language_without_phrases_is_named_with_those_that_have_some(tmp_path: Path, language: str) -> None:
    space = workspace(tmp_path, {EN: "format: 1\n", "templates/phrases/acts.en.yaml": "format: 1\n"})
    with pytest.raises(CwgdraftError) as caught:
        load_catalogue(space, language)
    assert caught.value.message == f"there is no phrase catalogue for '{language}' in templates/phrases"
    assert caught.value.help == "use one of: en; or translate templates/phrases/en.yaml"


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("sentence: {}", "2:1: error unknown-key: 'sentence' is not a key of a catalogue; did you mean 'sentences'?"),
        ("locale: xx_YY", "2:1: error wrong-value: 'xx_YY' is no language that dates can be written in"),
        ("range_sign: [a]", "2:1: error wrong-value: a list stands where a text is wanted ('range_sign')"),
        ("figures_from: ten", "2:1: error wrong-value: 'ten' is no whole number"),
        ("long_list: x", '2:1: error wrong-value: \'long_list\' wants two separators: ["; ", "; and "]'),
        (
            "number_words: one",
            "2:1: error wrong-value: 'number_words' wants a list that begins with zero: [zero, one, two]",
        ),
        ("lowered: The", "2:1: error wrong-value: 'lowered' wants a list of words: [The, A, Some]"),
        ("titles: x", "2:1: error wrong-value: 'x' stands where phrases are wanted ('titles')"),
        ("titles: {a: {one: x}}", "2:10: error wrong-value: the phrase 'a' has no variant 'other'"),
        ("titles: {a: [x]}", "2:10: error wrong-value: a list stands where the words of the phrase 'a' are wanted"),
        (
            "titles: {a: {other: x, many-a: y}}",
            "2:24: error wrong-value: 'many-a' is no variant of a phrase; use one of: zero, one, two, few, many, other",
        ),
    ],
)
def test_what_is_wrong_with_a_catalogue_is_named(tmp_path: Path, text: str, finding: str) -> None:
    assert findings(tmp_path, text) == [f"{EN}:{finding} | {HELP}"]


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("", "1:1: error wrong-type: the file is empty"),
        ("- a", "1:1: error wrong-type: the file holds a list where keys are wanted"),
        ("format: 3", "1:1: error unknown-format: the format '3' is not known; this version reads format 1"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(tmp_path: Path, text: str, finding: str) -> None:
    with pytest.raises(RecordsError) as caught:
        load_catalogue(workspace(tmp_path, {EN: text}), "en")
    assert shown(caught.value.findings, tmp_path) == [f"{EN}:{finding} | {HELP}"]


def test_a_language_without_words_for_acts_has_none(tmp_path: Path) -> None:
    assert load_act_words(workspace(tmp_path), "fr") == {}


def test_the_catalogue_of_the_group_loads() -> None:
    from cwgdraft.workspace import Workspace

    root = Workspace(Path(__file__).parents[2])
    assert load_catalogue(root, "en").phrases["sentences"]
    assert load_act_words(root, "en")["verbs"]
