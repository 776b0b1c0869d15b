"""Publishing: a report's copy for the outside under its symbol, kept under records/published as it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cwgdraft
from cwgdraft.drafting.symbols import LANGUAGE_LETTERS, printed
from cwgdraft.errors import CwgdraftError
from cwgdraft.jobs.publishing.corrections import corrections_of
from cwgdraft.jobs.publishing.issuing import Frozen, addendum, corrigendum
from cwgdraft.jobs.publishing.kept import (
    REDLINE,
    REPORT,
    TEXT,
    Published,
    digests_of,
    folder_name,
    keep,
    verified,
)
from cwgdraft.jobs.publishing.making import Copy, Maker, maker_of, text_of_draft
from cwgdraft.jobs.publishing.symbols import Issue, checked_symbol, issue_of
from cwgdraft.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication wrote, and what has to be said about it."""

    published: Published
    files: tuple[Path, ...]
    remarks: tuple[str, ...]


def publish(
    workspace: Workspace, name: str, symbol: str, *, date: dt.date | None = None, later: str = "", language: str = ""
) -> Publication:
    """Publish a report under a symbol; `later` is Rev, Corr or Add for what follows an earlier publication of it.

    In another `language` the symbol stays: it is a translation, with a copy of its own. All files are written or none.
    Raises `CwgdraftError` when the report isn't ready, the symbol is none or was published already, a published file
    was changed, or nothing differs from what is published.
    """
    maker = maker_of(workspace, name, language)
    symbol = checked_symbol(maker.records, symbol)
    earlier = verified(workspace)
    issue = issue_of(symbol, earlier, maker.target.name, maker.language, later)
    if date is None and issue.original:
        date = dt.date.fromisoformat(issue.original.date)
    copy = maker.copy(issue.symbol, date)
    maker.refuse_unready(copy.report)
    files = {REPORT: copy.document, TEXT: text_of_draft(copy.report.draft)}
    remarks = [f"without a link: {fact.what}" for fact in copy.report.open_facts if fact.name == "summary"]
    if issue.previous is not None:
        files |= _own_form(maker, issue, copy, earlier, issue.previous)
        files[REDLINE], said = maker.redline(issue.previous, copy)
        remarks += [f"{REDLINE}: {one}" for one in said]
    published = _published(workspace, maker, issue, copy, files, earlier)
    return Publication(published, keep(published, files), tuple(remarks))


def _published(
    workspace: Workspace,
    maker: Maker,
    issue: Issue,
    copy: Copy,
    files: Mapping[str, bytes],
    earlier: Sequence[Published],
) -> Published:
    """Return what is to be known of a publication; a translation's folder has its language behind the symbol."""
    draft = copy.report.draft
    return Published(
        workspace.records / "published" / folder_name(issue.symbol, draft.language if issue.original else ""),
        issue.symbol,
        maker.target.name,
        draft.date,
        draft.language,
        cwgdraft.__version__,
        max((one.order for one in earlier), default=0) + 1,
        digests_of(files),
        copy.sources,
        issue.previous.symbol if issue.previous else "",
    )


def _own_form(
    maker: Maker, issue: Issue, copy: Copy, earlier: Sequence[Published], previous: Published
) -> dict[str, bytes]:
    """Return the corrigendum or addendum and its text, nothing for a revision; raises when nothing differs."""
    beside = maker.beside(previous)
    if not beside.comparison.differs and not (issue.original and issue.kind not in ("Corr", "Add")):
        raise CwgdraftError(
            f"nothing differs from {previous.symbol} as it was published ({previous.date})",
            "change the records first, or leave it as it is",
        )
    if issue.kind not in ("Corr", "Add"):
        return {}
    name, make = ("corrigendum", corrigendum) if issue.kind == "Corr" else ("addendum", addendum)
    corrections = corrections_of(beside.comparison, beside.frozen)
    frozen = _frozen(copy, previous, earlier)
    draft = make(copy.report, corrections, issue.number, frozen, copy.catalogue, copy.template)
    return {f"{name}.docx": copy.typeset(draft), f"{name}.txt": text_of_draft(draft)}


def _frozen(copy: Copy, previous: Published, earlier: Sequence[Published]) -> Frozen:
    """Return the document that is corrected as the corrigendum names it: the last that was issued as a whole."""
    own = [one for one in earlier if one.base == previous.base and one.language == previous.language]
    whole = next((one for one in reversed(own) if one.is_whole_text), previous)
    letter = LANGUAGE_LETTERS.get(previous.language.split("-")[0])
    symbol = printed(f"{whole.symbol}-{letter}" if letter else whole.symbol)
    day = copy.catalogue.writing.day(dt.date.fromisoformat(whole.date))
    return Frozen(symbol, day, printed(previous.symbol) if previous is not whole else "")
