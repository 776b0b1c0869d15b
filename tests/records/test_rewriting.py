"""New words for a paragraph of Markdown: references that weren't touched stay, whatever they print."""

from __future__ import annotations

import time

import pytest

from cwgdraft.draft import Run
from cwgdraft.records.rewriting import lead_of, reads_back, rewritten


@pytest.mark.parametrize(
    ("source", "printed", "typed", "new"),
    [
        (
            "The secretariat presented [[at this meeting]] Document [[5]] on it.",
            "At the 42nd meeting, the secretariat presented Document CWG-42/5 on it.",
            "At the 42nd meeting, the secretariat presented Document CWG-42/5 on this.",
            "The secretariat presented [[at this meeting]] Document [[5]] on this.",
        ),
        (
            "Noted: [[5]] [[6]] and [[7]].",
            "Noted: A B and C D.",
            "Also noted: A B and C D.",
            "Also noted: [[5]] [[6]] and [[7]].",
        ),
        ("It noted [[5]].", "It noted Doc X.", "It noted Doc Y.", "It noted Doc Y."),
        ("[[5]] was noted.", "CWG-42/5 was noted.", "CWG-42/5 was welcomed.", "[[5]] was welcomed."),
        ("Both [[5]] and [[6]]", "Both X and Y and Z", "Both X and Y and Z!", "Both [[5]] and [[6]]!"),
    ],
)
def test_references_stay(source: str, printed: str, typed: str, new: str) -> None:
    assert rewritten(source, (Run(printed),), (Run(typed),)) == new


def test_an_edited_opening_is_no_words_of_the_paragraph() -> None:
    assert rewritten("It was noted.", (Run("At the 42nd meeting, it was noted."),), (Run("It was noted."),)) is None
    assert lead_of("It was noted.", "At the 42nd meeting, it was noted.") == "At the 42nd meeting, "


def test_many_references_that_do_not_fit_take_no_time() -> None:
    source = " and ".join(f"[[{n}]]" for n in range(40)) + " end"
    begun = time.perf_counter()
    rewritten(source, (Run(" and ".join("x and y" for _ in range(40)) + " ende"),), (Run("z"),))
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize("typed", ["1. first", "- first", "# first", "a) first", "See [[5]].", "Noted {-}", "*first*"])
def test_what_looks_like_a_mark_is_not_read_back(typed: str) -> None:
    assert not reads_back(typed, typed)


@pytest.mark.parametrize("typed", ["In 2026. It was so.", "5 % of them", "A - B", "He said: [sic] it's 3 * 4."])
def test_plain_words_are_read_back(typed: str) -> None:
    assert reads_back(typed, typed)
