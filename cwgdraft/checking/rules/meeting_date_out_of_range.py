"""A meeting on which the document reports is dated outside the sessions of the Council between which it reports.

A report "since Council 2024" tells of meetings that were held after that session began and before the next one ended.
One that doesn't say since when tells of those since the session of the year before. A date outside is a leftover from
the report of another year, or a slip in the year. Where the dates of all meetings would fit another session, and
nothing else in the document speaks for the one that it names, the session is taken for the slip instead: see
wrong-since-session. Sessions are those of the workspace's register, else of a list of the sessions since 2014.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from cwgdraft.checking.council import Session, council_sessions
from cwgdraft.checking.meeting_dates import is_recorded, stated_dates
from cwgdraft.checking.moment import document_date, moment_of, own_dates
from cwgdraft.checking.session_span import misnamed_since
from cwgdraft.checking.subject import Hit, Subject
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR
_FEW = 2
"""On how many meetings a yearly report reports at most; others, of expert groups, go back further."""


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the dates of the document's own meetings that lie outside its time."""
    moment = moment_of(subject)
    since = moment.since
    if since is not None and misnamed_since(subject) is not None:
        since = None
    date = document_date(subject)
    after = next(
        (one for _, one in sorted(council_sessions(subject.records).items()) if since and one.year > since.year), None
    )
    earlier = _session_before(subject)
    for one in own_dates(subject):
        if one.passage.computed or is_recorded(subject, one):
            continue
        if since is not None and one.last < since.first:
            why = f"lies before {since.name} ({written(since.first, since.last)}), since which the document reports"
        elif earlier is not None and _is_a_year_early(one.last, earlier):
            days = written(earlier.first, earlier.last)
            why = f"lies before {earlier.name} ({days}), the session before this report's"
        elif moment.target is not None and one.first > moment.target.last:
            target = moment.target
            why = f"lies after {target.name} ({written(target.first, target.last)}), to which the document reports"
        elif date is not None and one.first > date:
            why = f"lies after the document's own date, {written(date)}"
        elif moment.target is None and since is not None and after is not None and one.first > after.last:
            why = f"lies after {after.name} ({written(after.first, after.last)}), the session that follows {since.name}"
        else:
            continue
        yield Hit(
            one.passage,
            one.date.start,
            one.date.end,
            f"the meeting's date '{one.date.text}' {why}",
            "look up the dates of the meeting, and correct them",
        )


def _session_before(subject: Subject) -> Session | None:
    """Return the session before that of a report that doesn't say since when it reports; None for one of many years."""
    moment = moment_of(subject)
    meetings = {one.number for one in stated_dates(subject)}
    if moment.target is None or moment.since is not None or len(meetings) > _FEW:
        return None
    return council_sessions(subject.records).get(moment.target.year - 1)


def _is_a_year_early(day: dt.date, earlier: Session) -> bool:
    """Return whether a day lies before a session, and a year later wouldn't: the year of the last report is left."""
    return earlier.first - dt.timedelta(days=365) <= day < earlier.first
