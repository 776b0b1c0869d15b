"""Slips that somebody makes who revises a template in Word: each is found once, where it is, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cwgdraft.finding import Finding, Severity
from cwgdraft.typesetting.vetting import RULES
from tests.template_builders import Slip, built, place_of, shown, vetted
from tests.typesetting.vetting.slips_in_blocks import block_slips
from tests.typesetting.vetting.slips_in_contents import content_slips
from tests.typesetting.vetting.slips_in_contract import contract_slips
from tests.typesetting.vetting.slips_in_layout import LEGITIMATE, layout_slips
from tests.typesetting.vetting.slips_in_samples import sample_slips
from tests.typesetting.vetting.slips_in_tags import tag_slips
from tests.typesetting.vetting.slips_in_word import word_slips

SLIPS = [
    *tag_slips(),
    *block_slips(),
    *contract_slips(),
    *sample_slips(),
    *word_slips(),
    *layout_slips(),
    *content_slips(),
]
BY_FILLING = {"unfillable", "lost-value", "untried-tag"}
"""Rules of `--render`, whose cases are in test_verify.py."""


def facts(finding: Finding) -> tuple[str, str, str, str, str, str | None]:
    """Return what is said of a slip."""
    place = place_of(finding)
    return finding.rule, finding.severity.word, place.where, place.excerpt, finding.message, finding.help


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.id)
def test_a_slip_is_found_once_at_its_place(slip: Slip) -> None:
    found = vetted(built(slip.bad, template=slip.template), slip.wanted, slip.ours).findings
    rule = RULES[slip.rule]
    weight = slip.severity or (rule.others if slip.ours is False else rule.ours)
    assert weight is not None
    expected = (slip.rule, weight.word, slip.where, slip.excerpt, slip.message, slip.help)
    assert [facts(one) for one in found] == [expected]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.id)
def test_without_the_slip_nothing_is_found(slip: Slip) -> None:
    wanted = slip.wanted if slip.good_wanted is None else slip.good_wanted
    assert shown(vetted(built(slip.good, template=slip.template), wanted, slip.ours).findings) == []


@pytest.mark.parametrize("name", LEGITIMATE)
def test_what_is_no_slip_is_not_found(name: str) -> None:
    assert shown(vetted(built(LEGITIMATE[name])).findings) == []


def test_each_rule_has_a_slip() -> None:
    assert {slip.rule for slip in SLIPS} == RULES.keys() - BY_FILLING


def test_no_two_slips_have_one_name() -> None:
    names = [slip.id for slip in SLIPS]
    assert len(names) == len(set(names))


def test_the_guide_has_each_rule_as_it_is() -> None:
    guide = (Path(__file__).parents[3] / "docs/chair.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| `") and line.count(" | ") == 3]
    weights = {None: "–", Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"}
    expected = [
        [f"`{one.name}`", one.what.replace("|", r"\|"), weights[one.ours], weights[one.others]]
        for one in RULES.values()
    ]
    assert [line.strip("| ").split(" | ") for line in rows] == expected
