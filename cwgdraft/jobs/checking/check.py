"""Checking documents: rules run, hits become findings at their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cwgdraft.checking.registry import Rule
from cwgdraft.checking.run import Found, run_rules
from cwgdraft.finding import Finding
from cwgdraft.jobs.checking.documents import Document


@dataclass(frozen=True, slots=True)
class Checked:
    """A finding, with the hit that it comes from and the document in which it was found."""

    finding: Finding
    found: Found
    document: Document


def check_documents(documents: Iterable[Document], rules: Sequence[Rule]) -> list[Checked]:
    """Return what rules find in documents; what stands in a record that several reports print is found once."""
    seen: set[Finding] = set()
    checked = []
    for document in documents:
        for found in run_rules(document.subject, rules):
            hit = found.hit
            if found.rule.typed_only and not document.is_typed(hit):
                continue
            finding = Finding(found.rule.name, found.severity, hit.message, document.place(hit), hit.help)
            if finding not in seen:
                seen.add(finding)
                checked.append(Checked(finding, found, document))
    return checked
