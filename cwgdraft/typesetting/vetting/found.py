"""Collecting what is found in a template, each with the weight of its rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from cwgdraft.finding import Finding, Severity, WordPlace
from cwgdraft.typesetting.vetting.linter import Issue, Tag
from cwgdraft.typesetting.vetting.paragraphs import Paragraph, TemplateText
from cwgdraft.typesetting.vetting.rules import RULES


@dataclass(slots=True)
class Found:
    """What was found so far; `ours` says whether our contract holds for the template."""

    text: TemplateText
    ours: bool
    findings: list[Finding] = field(default_factory=list)
    said: set[tuple[str, str]] = field(default_factory=set)
    """What findings speak of, by rule: the field that a misspelt one means, the kind of a sample that is no good."""

    def add_at(
        self,
        rule: str,
        tag: Tag | Issue,
        message: str,
        help: str,  # noqa: A002 - the word users see
        *,
        about: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Note a finding at a tag."""
        place, column, excerpt = tag.paragraph, tag.column, tag.raw
        self.add(rule, place, message, help, column=column, excerpt=excerpt, about=about, severity=severity)

    def add(
        self,
        rule: str,
        place: Paragraph | WordPlace,
        message: str,
        help: str,  # noqa: A002 - the word users see
        *,
        column: int = 0,
        excerpt: str = "",
        about: str = "",
        severity: Severity | None = None,
    ) -> None:
        """Note a finding at a paragraph, or at any place; what stands in a fallback for old programs is left out.

        `about` is what it speaks of, where others ask whether that was said already (`said`).
        """
        known = RULES[rule]
        weight = known.ours if self.ours else known.others
        if weight is None:
            return
        if isinstance(place, Paragraph):
            if place.in_fallback:
                return
            place = self.text.place(place, column, excerpt)
        if about:
            self.said.add((rule, about))
        self.findings.append(Finding(rule, severity or weight, message, place, help))
