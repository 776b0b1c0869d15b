"""A session of the Council has other days than those on which it was held.

The banner of a report for Council 2026 that still says "17-27 June 2025", or a session that is named with its days in
brackets, sends its readers to the wrong week. The rule knows the days from the workspace's register, else from a list
of the sessions since 2014, and looks at the days that stand directly behind the name of a session.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cwgdraft.checking.council import Session, council_sessions
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import DateMention

SEVERITY = Severity.ERROR
_GAP = re.compile(r",? ?\(?(?:(?:[Ii]n )?(?:Geneva|Virtual\w*)[\w ]*,? ?)?(?:(?:was |to be )?held )?(?:on |from )?")
_BANNER = re.compile(r"\s*(?:ITU )?(?:COUNCIL|Council) (20\d\d)\s*")
_ANNOUNCED = {2015: (20, 21), 2020: (19,)}
"""Last days of sessions as they had been announced, and as papers went on to print them, by year."""
_PLACE = re.compile(r"\s*[A-Z][\w-]+(?: [\w-]+)?, ?(?:from )?")


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the days of sessions that differ from when they were held."""
    sessions = council_sessions(subject.records)
    dates: dict[int, list[DateMention]] = {}
    for passage, date in subject.dates:
        if date.first is not None and date.precision == "day" and date.first != date.last:
            dates.setdefault(passage.number, []).append(date)
    for passage, mention in subject.sessions:
        for date in dates.get(passage.number, ()):
            if _GAP.fullmatch(passage.plain, mention.end, date.start):
                yield from _compared(passage, date, sessions.get(mention.year))
    for passage in subject.passages[:12]:
        match = _BANNER.fullmatch(passage.plain)
        following = (
            subject.passages[passage.number + 1] if match and passage.number + 1 < len(subject.passages) else None
        )
        if match is None or following is None:
            continue
        for date in dates.get(following.number, ()):
            if _PLACE.fullmatch(following.plain, 0, date.start):
                yield from _compared(following, date, sessions.get(int(match[1])))


def _compared(passage: Passage, date: DateMention, session: Session | None) -> Iterator[Hit]:
    if session is None or date.first is None or date.last is None or passage.computed:
        return
    if (date.first, date.last) in (*session.parts, (session.first, session.last)):
        return
    if date.last.day in _ANNOUNCED.get(session.year, ()) and date.last.year == session.year:
        return
    days = written(session.first, session.last)
    yield Hit(
        passage,
        date.start,
        date.end,
        f"{session.name} was held on {days}, not '{date.text}'",
        f"write '{days}', or name the session that was held then",
        Fix(days, safe=False) if date.form == "usual" else None,
    )
