"""The sessions of the ITU Council: when each was held, and which session a day lies between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cwgdraft.records.model import Records


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the Council: its year, its first and its last day; `parts` where it met more than once."""

    year: int
    first: dt.date
    last: dt.date
    parts: tuple[tuple[dt.date, dt.date], ...] = ()

    @property
    def name(self) -> str:
        """Return how a report names it: `Council 2025`."""
        return f"Council {self.year}"


def _session(year: int, first: tuple[int, int], last: tuple[int, int]) -> Session:
    days = dt.date(year, *first), dt.date(year, *last)
    return Session(year, *days, (days,))


KNOWN: Mapping[int, Session] = {
    one.year: one
    for one in (
        _session(2014, (5, 6), (5, 15)),
        _session(2015, (5, 12), (5, 22)),
        _session(2016, (5, 25), (6, 2)),
        _session(2017, (5, 15), (5, 25)),
        _session(2018, (4, 17), (4, 27)),
        _session(2019, (6, 10), (6, 20)),
        Session(
            2020,
            dt.date(2020, 6, 9),
            dt.date(2020, 11, 20),
            ((dt.date(2020, 6, 9), dt.date(2020, 6, 12)), (dt.date(2020, 11, 16), dt.date(2020, 11, 20))),
        ),
        _session(2021, (6, 8), (6, 18)),
        _session(2022, (3, 21), (3, 31)),
        _session(2023, (7, 11), (7, 21)),
        _session(2024, (6, 4), (6, 14)),
        _session(2025, (6, 17), (6, 27)),
        _session(2026, (4, 28), (5, 8)),
    )
}
"""The sessions since 2014, without the short meetings before a Plenipotentiary Conference."""


def council_sessions(records: Records | None) -> Mapping[int, Session]:
    """Return the sessions by year: those that are known everywhere, and over them those of a workspace's register."""
    if records is None:
        return KNOWN
    own = {}
    for key, one in records.sessions.items():
        figures = key.removeprefix("C")
        if figures.isdecimal() and len(figures) == 2:
            own[2000 + int(figures)] = Session(2000 + int(figures), one.dates.first, one.dates.last, one.dates.parts)
    return {**KNOWN, **own}


def sessions_around(day: dt.date, sessions: Mapping[int, Session]) -> tuple[Session | None, Session | None]:
    """Return the session that was held last before a day or is held on it, and the one that comes next after it."""
    in_order = sorted(sessions.values(), key=lambda one: one.first)
    before = [one for one in in_order if one.first <= day]
    after = [one for one in in_order if one.first > day]
    return (before[-1] if before else None), (after[0] if after else None)
