"""Whether "since Council 2024" names the session that the dates of the meetings want."""

from __future__ import annotations

from dataclasses import dataclass

from cwgdraft.checking.council import Session, council_sessions, sessions_around
from cwgdraft.checking.moment import Since, document_date, own_dates, since_mentions, target_session
from cwgdraft.checking.subject import Subject


@dataclass(frozen=True, slots=True)
class Misnamed:
    """That a document names one session since which it reports, where its meetings follow another."""

    places: tuple[Since, ...]
    named: Session
    wanted: Session


def misnamed_since(subject: Subject) -> Misnamed | None:
    """Return that the session of "since Council …" is the slip, None where it fits or the dates are the slip."""
    return subject.once(_misnamed)


def _misnamed(subject: Subject) -> Misnamed | None:
    sessions = council_sessions(subject.records)
    places = since_mentions(subject)
    years = {one.mention.year for one in places}
    named = sessions.get(next(iter(years))) if len(years) == 1 else None
    days = {one.number: one for one in own_dates(subject) if not one.is_month}
    if named is None or not days:
        return None
    before = {
        around[0].year for one in days.values() if (around := sessions_around(one.first, sessions))[0] is not None
    }
    if len(before) != 1 or named.year in before:
        return None
    wanted = sessions[before.pop()]
    if (named.year, wanted.year) == (2019, 2020):
        return None  # the Council of 2020 met as consultations: reports went on from the one before
    if _supports(subject, named, wanted) > 0:
        return None
    return Misnamed(places, named, wanted)


def _supports(subject: Subject, named: Session, wanted: Session) -> int:
    """Return how much of the document speaks for the session that it names, less what speaks for the other.

    Its address to the session that comes next speaks loudest, then its own date, then the days that it tells of.
    """
    own = {(one.passage.number, one.date.start) for one in own_dates(subject)}
    score = 0
    target = target_session(subject)
    if target is not None:
        score += 50 * ((target.year == named.year + 1) - (target.year == wanted.year + 1))
    date = document_date(subject)
    if date is not None:
        score += 50 * ((date.year == named.year + 1) - (date.year == wanted.year + 1))
    for passage, mention in subject.dates:
        if mention.first is None or (passage.number, mention.start) in own:
            continue
        day = mention.first
        score += (0 <= (day - named.first).days < 400) - (0 <= (day - wanted.first).days < 400)
    for _, session in subject.sessions:
        score += (session.year == named.year + 1) - (session.year == wanted.year + 1)
    return score
