"""Collecting what is found in a template, each with the weight of its rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from cwgdraft.finding import Finding, Severity, WordPlace
from cwgdraft.typesetting.vetting.paragraphs import Paragraph, TemplateText
from cwgdraft.typesetting.vetting.rules import RULES


@dataclass(slots=True)
class Found:
    """What was found so far; `ours` says whether our contract holds for the template."""

    text: TemplateText
    ours: bool
    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        rule: str,
        place: Paragraph | WordPlace,
        message: str,
        help: str,  # noqa: A002 - the word users see
        *,
        column: int = 0,
        excerpt: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Note a finding at a paragraph, or at any place; what stands in a fallback for old programs is left out."""
        known = RULES[rule]
        weight = known.ours if self.ours else known.others
        if weight is None:
            return
        if isinstance(place, Paragraph):
            if place.in_fallback:
                return
            place = self.text.place(place, column, excerpt)
        self.findings.append(Finding(rule, severity or weight, message, place, help))
