"""The session of the Council since which the document reports doesn't fit its meetings.

"Since Council 2023" stays from the report of the year before, while the meetings below it were held after Council
2024. The rule asks which session was held last before the meetings. Where the rest of the document speaks for the
session that it names, the dates of the meetings are the slip: see meeting-date-out-of-range.
"""

from __future__ import annotations

from collections.abc import Iterator

from cwgdraft.checking.moment import Since, own_dates
from cwgdraft.checking.session_span import misnamed_since
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.checking.written_dates import written
from cwgdraft.finding import Severity

SEVERITY = Severity.ERROR


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the sessions that don't fit."""
    misnamed = misnamed_since(subject)
    if misnamed is not None:
        days = sorted({(one.first, one.last) for one in own_dates(subject) if not one.is_month})
        shown = " and ".join(written(*one) for one in days)
        for place in misnamed.places:
            yield _hit(place, misnamed.wanted.year, f"its meetings ({shown}) follow {misnamed.wanted.name}")


def _hit(place: Since, right: int, why: str) -> Hit:
    mention = place.mention
    year = f"{right}" if mention.form in ("long", "before") else f"{right % 100:02}"
    old = f"{mention.year}" if mention.form in ("long", "before") else f"{mention.year % 100:02}"
    new = year.join(place.passage.text[mention.start : mention.end].rsplit(old, 1))
    return Hit(
        place.passage,
        mention.start,
        mention.end,
        f"the document reports since '{mention.text}', but {why}",
        f"write '{new}', or correct the dates of the meetings",
        Fix(new, safe=False),
    )
