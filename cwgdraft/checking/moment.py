"""When a report was written, and what time it covers, as far as the document tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cwgdraft.checking.council import Session, council_sessions
from cwgdraft.checking.meeting_dates import Stated, stated_dates
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.checking.told_dates import Told, sentence_start, told_dates
from cwgdraft.language.mentions import SessionMention

_SINCE = re.compile(r"\b[Ss]ince (?:the )?(?:last )?$")
_NOT_A_SPAN = re.compile(r"\s*(?:adopted|modified|revised|decided|approved|instructed|[Rr]esolution|[Dd]ecision)")
_TARGET = re.compile(
    r"\s*(?:ITU )?C(?:OUNCIL|ouncil)[ -](20\d\d)\s*|\s*Document:? C(\d\d)/.*|.*\bDocument C(\d\d)/\d+-[A-Z]\s*"
)
_LONG_SPAN = re.compile(r"\b[Ss]ince (?:the )?(?:last )?(?:PP\b|PP-\d\d|Plenipotentiary)")
_OWN_REPORT = re.compile(
    r"\b(?:combined|this|present|Chair['’]s|consolidated) (?:\w+ )?[Rr]eport\b|\b[Rr]eport on the [Oo]utcomes"
)
_PUBLISHED = re.compile(r"\b(?:published|issued|posted|made available)\b")
_TOP = 15
_HEAD = 40


@dataclass(frozen=True, slots=True)
class Since:
    """That a document says "since Council 2024": where, and which session."""

    passage: Passage
    mention: SessionMention


@dataclass(frozen=True, slots=True)
class Moment:
    """The time of a report.

    `since` is the session since which it reports, `target` the one that it is for, None where it isn't said. `first` is
    the earliest day that it can speak of as its own: the first day of its first meeting, or of the time since the last
    session. `now` is a day on which it can't have been written yet or just was: all that it tells was known then;
    `exact` says that it is the document's own date. Both are None where nothing tells.
    """

    since: Session | None
    target: Session | None
    first: dt.date | None
    now: dt.date | None
    exact: bool = False


def since_mentions(subject: Subject) -> tuple[Since, ...]:
    """Return where a document names, in its first part, the session since which it reports."""
    return subject.once(_since)


def own_dates(subject: Subject) -> tuple[Stated, ...]:
    """Return the dates of the meetings on which the document reports, without those that were still to come."""
    return subject.once(_own)


def moment_of(subject: Subject) -> Moment:
    """Return when a report was written and what time it covers."""
    return subject.once(_moment)


def is_combined(subject: Subject) -> bool:
    """Return whether a document reports on several meetings, numbered or not."""
    return subject.combined or len({one.first for one in own_dates(subject) if not one.is_month}) > 1


def _since(subject: Subject) -> tuple[Since, ...]:
    found = []
    for passage, mention in subject.sessions:
        text = passage.plain
        if passage.number >= _HEAD:
            break
        if _SINCE.search(text, max(mention.start - 20, 0), mention.start) and not _NOT_A_SPAN.match(text, mention.end):
            found.append(Since(passage, mention))
    return tuple(found)


def _own(subject: Subject) -> tuple[Stated, ...]:
    return tuple(
        one
        for one in stated_dates(subject)
        if not one.planned and (one.number == 0 or one.in_words or one.number in subject.numbers)
    )


def document_date(subject: Subject) -> dt.date | None:
    """Return the date of the document: that of its plan, or the one that stands alone on its first page."""
    if subject.plan is not None and subject.plan.facts.date is not None:
        return subject.plan.facts.date
    for passage, date in subject.dates:
        if passage.number >= _TOP or passage.is_heading:
            break
        if date.first is not None and date.first == date.last and passage.plain.strip() == date.text:
            return date.first
    return None


def _moment(subject: Subject) -> Moment:
    sessions = council_sessions(subject.records)
    years = {one.mention.year for one in since_mentions(subject)}
    since = sessions.get(years.pop()) if len(years) == 1 and not _reports_long(subject) else None
    target = target_session(subject)
    date = document_date(subject)
    own = own_dates(subject)
    fitting = [one for one in own if _fits(one, since, target, date)]
    starts = [one.first for one in fitting if not one.is_month]
    first = min(starts, default=None)
    if first is None and since is not None:
        first = since.first
    if date is not None:
        return Moment(since, target, first, date, exact=True)
    ends = [one.first if one.is_month else one.last for one in fitting]
    if first is not None:
        end = target.last if target is not None else first + dt.timedelta(days=420)
        ends += [one.last for one in told_dates(subject) if one.told is Told.PAST and first <= one.last <= end]
        ends += [day for day in _announced(subject) if first <= day <= end]
    return Moment(since, target, first, max(ends, default=None))


def target_session(subject: Subject) -> Session | None:
    """Return the session that the document is for: that of its plan, or of the banner or symbol on its first page."""
    sessions = council_sessions(subject.records)
    return next((sessions[year] for year in _targets(subject) if year in sessions), None)


def _reports_long(subject: Subject) -> bool:
    """Return whether a document reports since a Plenipotentiary Conference."""
    return any(_LONG_SPAN.search(one.plain) for one in subject.passages[:_HEAD])


def _announced(subject: Subject) -> Iterator[dt.date]:
    """Yield the days on which a report on several meetings says that it will itself be published."""
    if not subject.combined:
        return
    for one in told_dates(subject):
        text = one.passage.plain
        if (
            one.told is Told.COMING
            and one.date.precision == "day"
            and _PUBLISHED.search(one.mark)
            and _OWN_REPORT.search(text, sentence_start(text, one.start), one.start)
        ):
            yield one.first


def _targets(subject: Subject) -> Iterator[int]:
    if subject.plan is not None and subject.plan.facts.session.startswith("C"):
        figures = subject.plan.facts.session[1:]
        if figures.isdecimal():
            yield 2000 + int(figures)
    for passage in subject.passages[:_TOP]:
        if passage.is_heading and passage.numbers:
            return
        if match := _TARGET.fullmatch(passage.plain):
            yield int(match[1]) if match[1] else 2000 + int(match[2] or match[3])


def _fits(one: Stated, since: Session | None, target: Session | None, date: dt.date | None) -> bool:
    """Return whether a meeting can have been on these days, as far as sessions and the document's date tell."""
    if since is not None and one.last < since.first:
        return False
    if target is not None and one.first > target.last:
        return False
    return date is None or one.first <= date
