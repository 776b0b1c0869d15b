"""A report as it is published: under its symbol and date, through its template, with nobody's name on it."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cwgdraft.comparing.changes import Comparison
from cwgdraft.comparing.compare import compare
from cwgdraft.draft import Block, Draft, Made
from cwgdraft.drafting.report import Report
from cwgdraft.drafting.scope import Scope
from cwgdraft.errors import CwgdraftError
from cwgdraft.finding import Severity
from cwgdraft.jobs.agreed import agreed_findings
from cwgdraft.jobs.build import BuildOptions, drafted
from cwgdraft.jobs.checking.errors import errors_in
from cwgdraft.jobs.compare import document_of
from cwgdraft.jobs.outputs import redlined
from cwgdraft.jobs.publishing.covers import own_meeting, with_own_cover
from cwgdraft.jobs.publishing.kept import Published
from cwgdraft.jobs.targets import Target, load_targets
from cwgdraft.language.phrases import Catalogue
from cwgdraft.records.catalogue import load_catalogue
from cwgdraft.records.model import Records
from cwgdraft.typesetting.render import typeset
from cwgdraft.typesetting.template import Template
from cwgdraft.word.outside import for_outside
from cwgdraft.workspace import Workspace


@dataclass(frozen=True)
class Copy:
    """A report and its copy for the outside, with what made it; nobody's name is in the file's properties."""

    report: Report
    template: Template
    catalogue: Catalogue

    @functools.cached_property
    def document(self) -> bytes:
        """Return the copy as a Word file."""
        return self.typeset(self.report.draft)

    @property
    def sources(self) -> Mapping[str, str]:
        """Return the digests of the records and templates that made it."""
        return (self.report.draft.made or Made("")).sources

    def typeset(self, draft: Draft) -> bytes:
        """Return another document through the same template."""
        return for_outside(typeset(draft, self.template, self.report.data, final=True), draft.author)


@dataclass(frozen=True, slots=True)
class Beside:
    """What is published (its blocks are `frozen`) beside what the records make now under the same symbol and date."""

    comparison: Comparison
    frozen: tuple[Block, ...]
    copy: Copy


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes one report of a workspace in one language; `language` is empty for the plan's own."""

    workspace: Workspace
    records: Records
    target: Target
    language: str

    def copy(self, symbol: str, date: dt.date | None) -> Copy:
        """Return the report with this symbol and date, `own_date` without one; the symbol's kind gives the first page.

        In the properties the group stands as its author.
        """
        facts = self.target.plan.facts
        changed = type(facts)(**{**vars(facts), "symbol": symbol, "date": date or self.own_date})
        target = replace(self.target, plan=replace(self.target.plan, facts=changed))
        catalogue = load_catalogue(self.workspace, self.language)
        report, template = drafted(self.workspace, self.records, target, catalogue, BuildOptions(final=True))
        report = replace(report, draft=replace(report.draft, author=self.records.group.acronym))
        meeting = own_meeting(symbol, self.records.group.acronym)
        if meeting and facts.kind != "meeting-summary":
            report = with_own_cover(report, Scope(self.records, target.plan, (meeting,), catalogue))
        return Copy(report, template, catalogue)

    @property
    def own_date(self) -> dt.date | None:
        """Return the date of the plan, of one meeting's summary else that of its approval; None without either."""
        facts = self.target.plan.facts
        if facts.date or facts.kind != "meeting-summary":
            return facts.date
        meeting = self.records.meetings.get(self.target.meetings[-1])
        return meeting.facts.approval.date if meeting and meeting.facts.approval else None

    def beside(self, published: Published) -> Beside:
        """Return what is published beside what the records make now."""
        copy = self.copy(published.text_symbol, dt.date.fromisoformat(published.text_date))
        old = document_of(published.document(), f"{published.symbol} as published")
        new = document_of(copy.document, f"{self.target.name} as the records make it now")
        comparison = compare(old.draft, new.draft, old_name=old.name, new_name=new.name)
        return Beside(comparison, old.draft.blocks, copy)

    def redline(self, previous: Published, copy: Copy, date: str) -> tuple[bytes, tuple[str, ...]]:
        """Return the copy with tracked changes of `date` from the one before; the group's, so that nobody is named."""
        author = self.records.group.acronym
        data, remarks = redlined(
            previous.document(),
            copy.document,
            None,
            old_name=previous.text_symbol,
            author=author,
            date=f"{date}T00:00:00Z",
            public=True,
        )
        return for_outside(data, author), remarks

    def refuse_unready(self, report: Report) -> None:
        """Raise `CwgdraftError` that names what is open, wrong or missing.

        The name of a summary that has no address yet stands there without a link: that is no placeholder.
        """
        target, root = self.target, self.workspace.root
        found = [f"open: {fact.what}" for fact in report.open_facts if fact.name != "summary"]
        agreed = agreed_findings(self.workspace, self.records, target.meetings)
        errors = errors_in(self.workspace, self.records, target, report)
        findings = (*self.records.findings, *report.findings, *errors, *agreed)
        found += [one.shown(root).split("\n")[0] for one in findings if one.severity is Severity.ERROR]
        found += [f"left out without a reason: {line.meeting}: {line.what}" for line in report.missing]
        if found:
            lines = "".join(f"\n    {one}" for one in dict.fromkeys(found))
            raise CwgdraftError(
                f"'{target.name}' can't be published yet:{lines}", f"see all of it with 'cwgdraft ready {target.asked}'"
            )


def maker_of(workspace: Workspace, name: str, language: str) -> Maker:
    """Return what makes a report in a language, empty for the plan's own; raises `CwgdraftError` for an unknown one."""
    records, (target,) = load_targets(workspace, [name])
    return Maker(workspace, records, target, language or target.plan.facts.language or records.group.language)


def text_of_draft(draft: Draft) -> bytes:
    """Return a document's text, a paragraph on a line."""
    return "".join(f"{line}\n" for line in draft.lines()).encode()
