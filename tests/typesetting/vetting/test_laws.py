"""Laws of vetting: it never crashes, and no sign that is lost from a tag goes unnoticed."""

from __future__ import annotations

import functools
import re
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import template_of
from cwgdraft.typesetting.vetting import RULES, Wanted
from cwgdraft.word.gate import Parts
from tests.laws.test_milestone import sample
from tests.template_builders import before_body, built, lines, place_of, shown, story, swapped, table, vetted
from tests.word_builders import DOTTED, FRONT, UNDOTTED, template_parts, texts

TAG = re.compile(r"\{[{%#].*?[}%#]\}")
FILLED = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
PIECES = st.sampled_from(
    [
        *(
            "{{",
            "}}",
            "{%",
            "%}",
            "{#",
            "#}",
            "{",
            "}",
            "%",
            "#",
            "-",
            "+",
            "|",
            ".",
            "..",
            "(",
            ")",
            "[",
            "]",
            "'",
            '"',
        ),
        *(
            " ",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "«",
            "»",
            "“",
            "”",
            "–",
            "p ",
            "tr ",
            "tc ",
            "r ",
            "if ",
            "for ",
            "in ",
            "=",
        ),
        *("endif", "endfor", "else", "elif ", "set ", "endset", "raw", "endraw", "macro x()", "endmacro", "block a"),
        *("front.title", "front.titel", "meetings", "one", "labels", "body", "box", "sample: dash", "samples", "loop"),
        *(
            "words",
            "1",
            "not ",
            "is ",
            "and ",
            "|join(', ')",
            "|map(attribute='dates')",
            "cellbg ",
            "include 'x'",
            "\n",
        ),
    ]
)
ANY = st.one_of(
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(st.one_of(PIECES, st.characters(exclude_categories=("Cs", "Cc"))), max_size=14).map("".join),
)
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(ANY, ANY)
@example("{{", "}}")
@example("{% raw %}", "{% endraw %}")
@example("{%p raw %}", "{%p endraw %}")
@example("{% for one in meetings %}", "{%- endfor -%}")
@example("{%tr endfor %}", "{%tr for one in meetings %}")
@example("{% set %}", "{% endset %}")
@example("{{ [[] }}", "{{ {} }}")
@example("{#", "{{ x #}")
@example("{{ ''['", "'] }}")
def test_no_text_makes_it_crash(first: str, second: str) -> None:
    text = lines(*first.split("\n"), *second.split("\n"))
    for slot in (before_body(text), before_body(table([text, lines(second)])), story("header", text)):
        for finding in vetted(built(slot)).findings:
            assert finding.rule in RULES
            assert finding.message
            assert finding.help
            assert place_of(finding).where


@QUICK
@given(
    st.sampled_from(["{{ front.title }}", "{{ front.date }}", "{{p body }}", "{# sample: dash #}", "{# samples #}"]),
    ANY,
)
def test_no_text_in_the_place_of_a_tag_makes_it_crash(tag: str, text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " ")
    assert isinstance(shown(vetted(built(swapped(tag, escaped))).findings), list)


# --- signs that are lost --------------------------------------------------------------------------


@functools.cache
def original(name: str) -> list[str]:
    """Return the texts of a report of every kind of block, as the template makes it."""
    return texts(typeset(sample(name), template_of(template_parts(name), f"{name}.docx"), {}))


@functools.cache
def shortened(name: str) -> list[tuple[str, int]]:
    """Return part and place of each sign of each tag of a template."""
    return [
        (part, place)
        for part, data in template_parts(name).items()
        if FILLED.fullmatch(part)
        for tag in TAG.finditer(data.decode())
        for place in range(tag.start(), tag.end())
    ]


def without(name: str, part: str, place: int) -> Parts:
    """Return a template without one sign."""
    parts = template_parts(name)
    text = parts[part].decode()
    parts[part] = (text[:place] + text[place + 1 :]).encode()
    return parts


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([UNDOTTED, DOTTED]), st.data())
def test_a_sign_that_is_lost_from_a_tag_is_reported_or_changes_nothing(name: str, data: st.DataObject) -> None:
    part, place = data.draw(st.sampled_from(shortened(name)))
    parts = without(name, part, place)
    wanted = Wanted("sample", dict.fromkeys(FRONT, ""), is_council=name == UNDOTTED)
    if not vetted(parts, (wanted,)).findings:
        assert texts(typeset(sample(name), template_of(parts, f"{name}.docx"), {})) == original(name)


def test_most_signs_that_are_lost_are_errors() -> None:
    places = shortened(UNDOTTED)[::9]
    weights = [
        max((one.severity.word for one in vetted(without(UNDOTTED, *one)).findings), default="") for one in places
    ]
    assert weights.count("") < len(places) / 5, "few are of no consequence: spaces"


# --- time -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [False, True], ids=["as shipped", "as Word saves it"])
def test_vetting_takes_some_ten_milliseconds(words: bool) -> None:
    parts = built(words=words)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        vetted(parts)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.1, "ten times what it takes on an idle machine"


def test_a_template_of_a_thousand_loops_is_vetted_in_no_time() -> None:
    loops = lines(
        *["{%p for one in meetings %}", "{{ one.dates }} {% if one.place %}a{% endif %}", "{%p endfor %}"] * 1000
    )
    began = time.perf_counter()
    assert vetted(built(loops)).findings == ()
    assert time.perf_counter() - began < 10
