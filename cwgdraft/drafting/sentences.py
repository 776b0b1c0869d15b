"""Computed sentences: phrases of the catalogue filled with facts, as paragraphs and lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from cwgdraft.draft import Run, Runs, joined
from cwgdraft.drafting.cite import spans_to_runs
from cwgdraft.drafting.compute import phrase_data
from cwgdraft.drafting.number import Entry, Paragraph
from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place
from cwgdraft.language.phrases import Shelf
from cwgdraft.records.inline import is_safe_link
from cwgdraft.records.markdown import read_markdown
from cwgdraft.records.model import Spans, Statement
from cwgdraft.records.source import Source


class Sentences:
    """The sentences of one report, all filled from the same facts."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.shelf = Shelf()
        self.data: dict[str, Any] = phrase_data(scope, self.shelf)

    def render(self, group: str, name: str, **more: Any) -> str:
        """Return a phrase filled with the report's facts, its values as tokens."""
        return self.scope.catalogue.render(group, name, {**self.data, **more}, self.shelf)

    def text(self, group: str, name: str, **more: Any) -> str:
        """Return a phrase filled with the report's facts as plain text, a paragraph on one line."""
        return " ".join(self.shelf.plain(self.render(group, name, **more)).split(" ")).strip()

    def entries(self, section: str, name: str, followed_by: str = "") -> list[Entry]:
        """Return the paragraphs of a sentence; none when there is nothing to say.

        `followed_by` names the content that stands behind it in its section, for a phrase that leads to it.
        """
        text = re.sub(r"(?<=\S) {2,}", " ", self.render("sentences", name, followed_by=followed_by))
        if not text.strip():
            return []
        facts = (f"phrase:{name}",)
        return [
            self._entry(statement, f"phrase:{section}/{name}" + (f".{i}" if i > 1 else ""), facts)
            for i, statement in enumerate(self.statements(name, text), 1)
        ]

    def statements(self, name: str, text: str) -> list[Statement]:
        """Return the paragraphs and lists of a phrase; what is wrong with its form is a finding."""
        path = Path(self.scope.catalogue.file)
        words, findings = read_markdown(Source(path, f"## -\n\n{text}"))
        for one in findings:
            message = f"in the phrase '{name}': {self.shelf.plain(one.message)}"
            self.scope.found(one.rule, message, Place(path), one.help or "correct the phrase", one.severity)
        return [child for item in words.items for child in item.children if isinstance(child, Statement)]

    def _entry(self, statement: Statement, origin: str, facts: tuple[str, ...]) -> Entry:
        paragraphs = [
            Paragraph(part.kind, self.filled(part.spans), part.depth, part.list_kind, part.ordinal, place=part.place)
            for part in statement.parts
        ]
        return Entry(paragraphs, origin, "unnumbered" not in statement.attributes, facts=facts)

    def filled(self, spans: Spans) -> Runs:
        """Return spans with their tokens replaced by what they stand for."""
        found: list[Run] = []
        for run in spans_to_runs(self.scope, spans, None):
            link = self.shelf.plain(run.link) if run.link else None
            link = link if link and is_safe_link(link) else None
            found.extend(
                Run(
                    inner.text,
                    run.strong or inner.strong,
                    run.emphasis or inner.emphasis,
                    inner.link or link,
                    inner.target or run.target,
                    inner.open or run.open,
                )
                for inner in self.shelf.take(run.text) or ((run,) if run.target else ())
            )
        return joined(tuple(found))
