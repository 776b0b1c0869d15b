"""Items and words put into minutes: every byte that was there stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.adopting.minutes import Minutes, titled

MINUTES = """\
# Minutes

## Opening {#opening topic=opening}

The Chair spoke.

## Work {#work topic=work}

### Alpha {#alpha topic=alpha}

### Beta {#beta topic=beta}


## Other business {#other}
"""


def minutes(text: str = MINUTES) -> Minutes:
    return Minutes(text, 12)


@given(st.text(st.sampled_from("#a \r\n{}-\u2028\x85"), max_size=60))
def test_minutes_into_which_nothing_is_put_stay(text: str) -> None:
    assert Minutes(text, 12).text == text


def test_items_are_found_by_topic_title_words_letters_and_number() -> None:
    found = minutes()
    alpha, other = found.entries[2], found.entries[4]
    assert found.named("whatever", "alpha") is alpha
    assert found.named("Alphas:") is alpha
    assert found.named("Business, other") is other
    assert found.numbered((2, 1)) is alpha
    assert found.numbered((4,)) is None
    assert found.named("Gamma") is None


def test_letters_mean_a_title_that_nothing_else_may_be() -> None:
    assert titled({"Artificial intelligence": 1, "Other": 2}, "AI") == 1
    assert titled({"Artificial intelligence": 1, "Additional items": 2}, "AI") is None


def test_only_items_without_words_are_open() -> None:
    assert [one.is_open for one in minutes().entries] == [False, True, True, True, True]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_words_stand_below_their_heading_and_all_else_stays(ending: str) -> None:
    before = MINUTES.replace("\n", ending)
    found = minutes(before)
    found.put(found.entries[2], ["one", "", "- two"])
    found.put(found.entries[2], ["three"])
    assert found.text == before.replace(
        f"topic=alpha}}{ending}", f"topic=alpha}}{ending}{ending}one{ending}{ending}- two{ending}{ending}three{ending}"
    )


def test_an_item_comes_behind_the_others_or_behind_those_of_the_item_above() -> None:
    found = minutes(MINUTES.rstrip("\n"))
    gamma = found.add("Gamma", "", found.entries[1])
    last = found.add("Lamps [[2]]", "opening")
    found.put(gamma, ["words"])
    found.put(last, ["more"])
    assert found.text == MINUTES.replace(
        "## Other business {#other}\n",
        "### Gamma {#gamma}\n\nwords\n\n## Other business {#other}\n\n"
        "## Lamps [[2]] {#opening-2 topic=opening}\n\nmore\n",
    )
    assert gamma.number == (2, 3)
    assert last.number == (4,)


def test_new_minutes_have_a_title() -> None:
    found = Minutes("", 12)
    found.put(found.add("Alpha", "alpha"), ["fine"])
    assert found.text == "# Minutes of meeting 12\n\n## Alpha {#alpha topic=alpha}\n\nfine\n"
