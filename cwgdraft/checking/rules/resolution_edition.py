"""A resolution is cited in an edition that doesn't exist, or was no longer in force.

An edition is named by the city and year of the conference that adopted it, or by the year in which the Council
modified it; a city behind a Council resolution, or a city with the year of another conference, is a slip. An edition
that had been replaced before the first of the report's meetings is found too. The register that comes along holds
what is certain (where conferences met, the editions of the resolutions on WSIS and some others); the workspace's
register of resolutions comes before it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from cwgdraft.checking.editions import (
    CONFERENCES,
    PLENIPOTENTIARIES,
    Key,
    Known,
    city_of,
    known_editions,
    replaced_by,
    resolutions_by_key,
    tells_history,
)
from cwgdraft.checking.moment import moment_of
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Fix, Hit, Subject
from cwgdraft.finding import Severity
from cwgdraft.language.mentions import ResolutionMention

SEVERITY = Severity.ERROR
_REVISED = re.compile(r"\brev", re.I)
_LATER = dt.timedelta(days=200)


def check(subject: Subject) -> Iterator[Hit]:
    """Yield the editions that don't exist, or aren't in force."""
    for key, places in resolutions_by_key(subject).items():
        known = known_editions(subject, key)
        for passage, mention in places:
            if mention.edition and (found := _wrong(subject, key, known, passage, mention)):
                yield found


def _wrong(subject: Subject, key: Key, known: Known | None, passage: Passage, mention: ResolutionMention) -> Hit | None:
    body, year, city = key[0], mention.edition_year, city_of(mention)
    if body == "council" and city:
        right = next((one.text for one in known.editions if one.year == year), "") if known else ""
        return _hit(
            passage,
            mention,
            f"'{mention.text}' has a city; the Council's resolutions have none",
            f"write '({right or f'Modified {year}'})'",
            right or f"Modified {year}",
        )
    if city and (years := _years(body, city)) and year not in years:
        held = next((name for name, day in PLENIPOTENTIARIES.items() if day.year == year), "")
        other = f", {held} in {year}" if held and body in ("plenipotentiary", "") else ""
        return _hit(
            passage,
            mention,
            f"'{mention.edition}': the conference of {city} was held in {' and '.join(map(str, years))}{other}",
            "correct the city or the year",
        )
    if known is None:
        return None
    if not known.has(year):
        editions = ", ".join(one.text for one in known.editions if one.year >= known.whole_from)
        message = f"'{mention.text}': there is no edition of {year}"
        return _hit(passage, mention, message, f"cite one of its editions: {editions}")
    if body == "plenipotentiary" and city in PLENIPOTENTIARIES and (found := _first(known, passage, mention)):
        return found
    return _not_in_force(subject, known, passage, mention)


def _years(body: str, city: str) -> tuple[int, ...]:
    """Return the years in which a conference of that body, or any, met in a city."""
    own = (PLENIPOTENTIARIES[city].year,) if city in PLENIPOTENTIARIES else ()
    if body == "plenipotentiary":
        return own
    return tuple(sorted((*own, *CONFERENCES.get(city, ()))))


def _first(known: Known, passage: Passage, mention: ResolutionMention) -> Hit | None:
    """Return a hit where "Rev." stands at the first adoption of a resolution, or is missing later."""
    revised = _REVISED.search(mention.edition) is not None
    if known.first and mention.edition_year == known.first and revised:
        new = re.sub(r"(?i)^rev\w*\.?,?\s?", "", mention.edition)
        message = f"'{mention.text}' was first adopted in {known.first}; it is no revision"
        return _hit(passage, mention, message, f"write '({new})'", new)
    if known.first and mention.edition_year > known.first and not revised:
        message = f"'{mention.text}' was first adopted in {known.first}; this is a revision"
        return _hit(passage, mention, message, f"write '(Rev. {mention.edition})'", f"Rev. {mention.edition}")
    return None


def _not_in_force(subject: Subject, known: Known, passage: Passage, mention: ResolutionMention) -> Hit | None:
    """Return a hit for an edition that was replaced before the report's first meeting, or adopted after the report."""
    moment = moment_of(subject)
    force = replaced_by(subject, known, mention.edition_year)
    if force is not None and not tells_history(passage, mention):
        return _hit(
            passage,
            mention,
            f"'{mention.text}' had been replaced by the edition '{force.text}'",
            f"cite the edition in force: '({force.text})'",
            force.text,
            Severity.WARNING,
        )
    own = next((one for one in known.editions if one.year == mention.edition_year), None)
    if (
        own is not None
        and moment.now is not None
        and own.since > moment.now + (dt.timedelta() if moment.exact else _LATER)
    ):
        return _hit(
            passage,
            mention,
            f"'{mention.text}' is an edition of {own.since:%B %Y}, later than the report",
            "cite the edition that was in force",
            severity=Severity.WARNING,
        )
    return None


def _hit(
    passage: Passage,
    mention: ResolutionMention,
    message: str,
    help_: str,
    new: str = "",
    severity: Severity | None = None,
) -> Hit:
    start, end = mention.edition_start, mention.edition_start + len(mention.edition)
    return Hit(passage, start, end, message, help_, Fix(new, safe=False) if new else None, severity)
