"""The page that says whether a revised template can be taken: verdict, findings, contract, wording, reports."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, StrictUndefined

import cwgdraft
from cwgdraft.comparing.page.elements import escaped
from cwgdraft.comparing.page.listing import listed_changes
from cwgdraft.comparing.phrases import counted, folded
from cwgdraft.finding import Finding, Severity, WordPlace
from cwgdraft.jobs.templates.intake import Intake, ReportChange

_SHORT = 12
"""How many changes of a report are shown without a click."""


def intake_page(found: Intake) -> str:
    """Return the page as HTML that fetches nothing and runs no script."""
    frame = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = resources.files(__package__).joinpath("intake.html").read_text(encoding="utf-8")
    contract = found.contract
    return frame.from_string(text).render(
        name=escaped(found.name),
        new=escaped(found.new.name),
        verdict=escaped(found.verdict),
        can=found.can_be_taken,
        findings=[_finding(one) for one in found.checked.findings],
        stopped=any(one.severity is Severity.ERROR for one in found.checked.findings) and not found.checked.reports,
        tried=escaped(", ".join(found.checked.reports)),
        contract=[
            ("Fields it prints, which the present one doesn't", contract.fields_gained),
            ("Fields it doesn't print any more", contract.fields_lost),
            ("Samples that have come", contract.samples_gained),
            ("Samples that are gone", contract.samples_lost),
        ],
        replaces=found.old is not None,
        wording=listed_changes(found.wording) if found.wording else "",
        wording_count=counted(found.wording.counts()) if found.wording and found.wording.differs else "",
        reports=[_report(one) for one in found.reports],
        version=cwgdraft.__version__,
    )


def _finding(one: Finding) -> dict[str, str]:
    place = one.place if isinstance(one.place, WordPlace) else None
    return {
        "severity": one.severity.word,
        "rule": one.rule,
        "where": escaped(place.where if place else ""),
        "excerpt": escaped(place.excerpt if place else ""),
        "message": escaped(one.message),
        "help": escaped(one.help or ""),
        "weight": {Severity.ERROR: "bad", Severity.WARNING: "look", Severity.ADVICE: "note"}[one.severity],
    }


def _report(one: ReportChange) -> dict[str, object]:
    comparison = one.comparison
    return {
        "name": escaped(one.name),
        "words": escaped(one.in_words),
        "error": bool(one.error),
        "differs": comparison is not None and comparison.differs,
        "short": comparison is not None and 0 < sum(comparison.counts().values()) <= _SHORT,
        "changes": listed_changes(comparison) if comparison else "",
        "folded": escaped(folded(comparison.derived())) if comparison else "",
    }
