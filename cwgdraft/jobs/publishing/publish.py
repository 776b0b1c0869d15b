"""Publishing: a report's copy for the outside under its symbol, kept under records/published as it was sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    Whole,
    digests_of,
    folder_name,
    keep,
    verified,
)
from cwgdraft.jobs.publishing.making import Copy, Maker, maker_of, text_of_draft
from cwgdraft.jobs.publishing.readings import small_words
from cwgdraft.jobs.publishing.symbols import Issue, checked_symbol, issue_of, refuse_stray
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
    Raises `CwgdraftError` when the report isn't ready, the symbol is none, another report's or was published already, a
    published file was changed, a date is missing, or nothing differs from what is published.
    """
    maker = maker_of(workspace, name, language)
    symbol = checked_symbol(maker.records, symbol)
    earlier = verified(workspace)
    refuse_stray(maker.records, maker.target, symbol)
    issue = issue_of(symbol, earlier, maker.target.name, maker.language, later)
    cover = maker.copy(issue.symbol, _date(maker, issue, date))
    maker.refuse_unready(cover.report)
    whole = _whole(issue, earlier)
    copy = maker.copy(whole.symbol, dt.date.fromisoformat(whole.date)) if whole else cover
    files = {REPORT: copy.document, TEXT: text_of_draft(copy.report.draft)}
    remarks = [f"without a link: {fact.what}" for fact in copy.report.open_facts if fact.name == "summary"]
    if issue.previous is not None:
        files |= _own_form(maker, issue, cover, whole, issue.previous)
        files[REDLINE], said = maker.redline(issue.previous, copy, cover.report.draft.date)
        remarks += [f"{REDLINE}: {one}" for one in said]
    published = replace(_published(workspace, maker, issue, cover, files, earlier), whole=whole)
    return Publication(published, keep(published, files), tuple(remarks))


def _date(maker: Maker, issue: Issue, date: dt.date | None) -> dt.date | None:
    """Return the date of a document: the one asked for, else of a translation the original's, else the plan's.

    Raises `CwgdraftError` where that can't be the date of what follows another one.
    """
    if issue.original:
        return date or dt.date.fromisoformat(issue.original.date)
    if issue.previous is None:
        return date
    last, own = issue.previous, maker.own_date
    before = dt.date.fromisoformat(last.date)
    if date is not None and date < before:
        raise CwgdraftError(
            f"{issue.symbol} can't be of {date}: {last.symbol}, which it follows, is of {last.date}",
            f"say a later day with --date, {last.date} at the earliest",
        )
    if date is None and (own is None or own <= before):
        why = f"the plan's, {own}, is no later than that of {last.symbol} ({last.date})" if own else "the plan has none"
        raise CwgdraftError(
            f"{issue.symbol} has no date of its own: {why}", "say the day on which it is issued, with --date"
        )
    return date or own


def _whole(issue: Issue, earlier: Sequence[Published]) -> Whole | None:
    """Return the document that a corrigendum or addendum belongs to, the last that was issued as a whole.

    None for what is issued as a whole itself.
    """
    previous = issue.previous
    if previous is None or not issue.is_short:
        return None
    own = [one for one in earlier if one.base == previous.base and one.language == previous.language]
    at = next((n for n in reversed(range(len(own))) if own[n].is_whole_text), len(own) - 1)
    includes = (*(one.symbol for one in own[at + 1 :]), issue.symbol)
    return Whole(own[at].symbol, own[at].date, includes)


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


def _own_form(maker: Maker, issue: Issue, cover: Copy, whole: Whole | None, previous: Published) -> dict[str, bytes]:
    """Return the corrigendum or addendum and its text, nothing for a revision; raises when nothing differs."""
    beside = maker.beside(previous)
    if not beside.comparison.differs and not (issue.original and not issue.is_short):
        raise CwgdraftError(
            f"nothing differs from {previous.symbol} as it was published ({previous.date})",
            "change the records first, or leave it as it is",
        )
    if whole is None:
        return {}
    name, make = ("corrigendum", corrigendum) if issue.kind == "Corr" else ("addendum", addendum)
    corrections = corrections_of(beside.comparison, beside.frozen, small_words(cover.catalogue))
    frozen = _frozen(cover, previous, whole)
    draft = make(cover.report, corrections, issue.number, frozen, cover.catalogue, cover.template)
    return {f"{name}.docx": cover.typeset(draft), f"{name}.txt": text_of_draft(draft)}


def _frozen(cover: Copy, previous: Published, whole: Whole) -> Frozen:
    """Return the document that is corrected as the corrigendum names it."""
    letter = LANGUAGE_LETTERS.get(previous.language.split("-")[0])
    symbol = printed(f"{whole.symbol}-{letter}" if letter else whole.symbol)
    day = cover.catalogue.writing.day(dt.date.fromisoformat(whole.date))
    return Frozen(symbol, day, printed(previous.symbol) if previous.symbol != whole.symbol else "")
