"""What Word types inside tags is taken back; outside of them everything stays as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cwgdraft.jobs.templates.mending import TAG, TAKES_NUMBER, mended

NBSP, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("{{ places|join(“, ”) }}", '{{ places|join(", ") }}'),
        ("{{ n|plural(‘was’, ‘were’) }}", "{{ n|plural('was', 'were') }}"),
        ("{{ n|plural('was’, ‘were') }}", "{{ n|plural('was', 'were') }}"),
        (f"{{{{ n|plural(«{NBSP}a{NBSP}», „b“) }}}}", '{{ n|plural("a", "b") }}'),
        ("{{ n|plural(‚a‘, ‹b›) }}", "{{ n|plural('a', 'b') }}"),
        ("{{ n|plural(“l’un”, 'x') }}", "{{ n|plural(\"l’un\", 'x') }}"),
        (f"{{{{{NBSP}dates{THIN}}}}}", "{{ dates }}"),
        ("{% if dates –%}x{%– endif %}", "{% if dates -%}x{%- endif %}"),
        ("{{ n\u200b }}", "{{ n }}"),
        ("A paragraph. {–}", "A paragraph. {-}"),
    ],
)
def test_a_tag_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert mended(typed)[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        f"“Words” – of{NBSP}the «{NBSP}group{NBSP}», l’un",
        "{{ n|plural('l’un', \"« x »\") }}",
        "{{ places|join(' – ') }}",
        "{{ n|plural('« x »', 'y') }}",
    ],
)
def test_what_somebody_meant_stays(text: str) -> None:
    assert mended(text) == (text, ())


def test_a_tag_that_stood_so_before_stays() -> None:
    tag = "{{ n|plural(‘was’, 'x') }}"
    assert mended(f"{tag} – x", {tag}) == (f"{tag} – x", ())


def test_what_was_mended_is_told() -> None:
    assert mended("a {{ x|d(“y”) }} b {{ z }}")[1] == (("{{ x|d(“y”) }}", '{{ x|d("y") }}'),)


@given(st.text(st.sampled_from("ab {}%'\"‘’“”«»–\u00a0|(),")))
def test_mending_twice_is_mending_once_and_leaves_all_but_tags(text: str) -> None:
    once, _ = mended(text)
    assert mended(once)[0] == once
    assert TAG.split(once) == [TAKES_NUMBER.sub("{-}", piece) for piece in TAG.split(text)]
