"""The resolutions that reports cite, with their editions: a register that comes along, and the workspace's own.

It holds only what is certain: where and when Plenipotentiary and other conferences met, which of the Plenipotentiary
Conference's resolutions were adopted when and revised at every conference since, and which editions of the Council's
resolutions there are between two years.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from cwgdraft.checking.about import sentence_around
from cwgdraft.checking.council import KNOWN
from cwgdraft.checking.moment import moment_of
from cwgdraft.checking.passages import Passage
from cwgdraft.checking.subject import Subject
from cwgdraft.language.mentions import ResolutionMention

PLENIPOTENTIARIES: Mapping[str, dt.date] = {
    "Kyoto": dt.date(1994, 10, 14),
    "Minneapolis": dt.date(1998, 11, 6),
    "Marrakesh": dt.date(2002, 10, 18),
    "Antalya": dt.date(2006, 11, 24),
    "Guadalajara": dt.date(2010, 10, 22),
    "Busan": dt.date(2014, 11, 7),
    "Dubai": dt.date(2018, 11, 16),
    "Bucharest": dt.date(2022, 10, 14),
}
"""The last days of Plenipotentiary Conferences by the city that an edition names."""
CONFERENCES: Mapping[str, tuple[int, ...]] = {
    "Valletta": (1998,), "Istanbul": (2000, 2002), "Doha": (2006, 2026), "Hyderabad": (2010,),
    "Dubai": (2012, 2014, 2023), "Buenos Aires": (1994, 2017), "Kigali": (2022,), "Baku": (2025,),
    "Montreal": (2000,), "Florianópolis": (2004,), "Johannesburg": (2008,), "Hammamet": (2016,),
    "New Delhi": (2024,), "Sharm el-Sheikh": (2019,),
}  # fmt: skip
"""Years of the other conferences (development, standardization, radiocommunication) by city; Geneva had too many."""
_FIRST: Mapping[str, int] = {
    "101": 1998, "102": 1998, "130": 2002, "133": 2002, "137": 2006, "139": 2006, "140": 2006, "146": 2006,
    "154": 2006, "172": 2010, "179": 2010, "180": 2010, "191": 2014, "200": 2014, "214": 2022,
}  # fmt: skip
"""When resolutions of the Plenipotentiary Conference were first adopted."""
_ALWAYS_REVISED = ("102", "130", "140", "179")
"""Those that every conference since 2010 has revised."""
_COUNCIL: Mapping[str, tuple[tuple[int, ...], int, int]] = {
    "1332": ((2011, 2016, 2019, 2023, 2024), 2016, 2025),
    "1334": ((2011, 2015, 2023), 2015, 2025),
}
"""Years of editions of the Council's resolutions, and between which years the list is whole."""
_HISTORY = re.compile(
    r"\b(?:revis(?:ed|ing|ion)|amend(?:ed|ing|ment)|replac\w+|supersed\w+|previous|earlier|then|created|established"
    r"|originally|first|history|since PP)\b",
    re.I,
)

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: as it is printed in brackets, its year, the day on which it was adopted."""

    text: str
    year: int
    since: dt.date


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a resolution: its editions, the oldest first, and between which years there are no others.

    `first` is the year in which it was adopted, 0 where that isn't known.
    """

    editions: tuple[Edition, ...]
    whole_from: int = 9999
    whole_to: int = 0
    first: int = 0

    def has(self, year: int) -> bool:
        """Return whether there is, or may be, an edition of a year."""
        return not self.whole_from <= year <= self.whole_to or any(one.year == year for one in self.editions)

    def after(self, year: int) -> Edition | None:
        """Return the first edition that is later than one of a year."""
        return next((one for one in self.editions if one.year > year), None)

    def at(self, day: dt.date) -> Edition | None:
        """Return the edition in force on a day."""
        return next((one for one in reversed(self.editions) if one.since <= day), None)


def body_of(mention: ResolutionMention) -> str:
    """Return who adopted a resolution, as its name, number or edition tell, empty where they don't."""
    if mention.body:
        return mention.body
    if mention.is_decision:
        return ""
    if mention.number.isdecimal() and int(mention.number) >= 1000:
        return "council"
    city = city_of(mention)
    if city in CONFERENCES and city not in PLENIPOTENTIARIES:
        return "conference"
    plenipotentiary = city in PLENIPOTENTIARIES and PLENIPOTENTIARIES[city].year == mention.edition_year
    return "plenipotentiary" if plenipotentiary and city != "Dubai" else ""


def city_of(mention: ResolutionMention) -> str:
    """Return the city that an edition names, as the register spells it; empty without."""
    words = mention.edition.casefold()
    cities = (*PLENIPOTENTIARIES, *CONFERENCES, "Geneva")
    return next((one for one in cities if re.search(rf"\b{re.escape(one.casefold())}\b", words)), "")


def resolutions_by_key(subject: Subject) -> Mapping[Key, list[tuple[Passage, ResolutionMention]]]:
    """Return the resolutions (and decisions) of ITU that a document cites, by who adopted them and their number.

    One that is cited without its body belongs to the only body that a resolution of the number has in the document.
    """
    return subject.once(_by_key)


def _by_key(subject: Subject) -> Mapping[Key, list[tuple[Passage, ResolutionMention]]]:
    bodies: dict[str, set[str]] = {}
    for _, mention in subject.resolutions:
        if body := body_of(mention):
            bodies.setdefault(_number(mention), set()).add(body)
    found: dict[Key, list[tuple[Passage, ResolutionMention]]] = {}
    for passage, mention in subject.resolutions:
        number = _number(mention)
        named = bodies.get(number, set())
        body = body_of(mention) or (next(iter(named)) if len(named) == 1 else _usual_body(mention))
        if "/" not in number:
            found.setdefault((body, number), []).append((passage, mention))
    return found


def _number(mention: ResolutionMention) -> str:
    return f"Decision {mention.number}" if mention.is_decision else mention.number


def _usual_body(mention: ResolutionMention) -> str:
    return "plenipotentiary" if mention.number in _FIRST and not mention.is_decision else ""


def known_editions(subject: Subject, key: Key) -> Known | None:
    """Return what is known of a resolution: by the workspace's register, else by the one that comes along."""
    body, number = key
    own = subject.records.resolutions.values() if subject.records is not None else ()
    for one in own:
        if one.body == body and one.number == number and one.editions:
            editions = tuple(Edition(e.edition, _year(e.edition) or e.from_.year, e.from_) for e in one.editions)
            shipped = _shipped(body, number)
            whole = (shipped.whole_from, max(shipped.whole_to, editions[-1].year)) if shipped else (9999, 0)
            earlier = tuple(e for e in shipped.editions if e.year < editions[0].year) if shipped else ()
            return Known(earlier + editions, *whole, first=shipped.first if shipped else 0)
    return _shipped(body, number)


def reported_from(subject: Subject) -> dt.date | None:
    """Return the day from which a document reports: that of its first meeting, or the end of the session before it."""
    moment = moment_of(subject)
    if moment.first is not None and moment.since is not None and moment.first <= moment.since.last:
        return moment.since.last
    return moment.first


def replaced_by(subject: Subject, known: Known, year: int) -> Edition | None:
    """Return the edition that had replaced one of a year before what is reported began, None for one in force."""
    begin, later = reported_from(subject), known.after(year)
    if begin is None or later is None or later.since > begin:
        return None
    return known.at(begin) or later


def tells_history(passage: Passage, mention: ResolutionMention) -> bool:
    """Return whether the sentence around a resolution tells how it was adopted or revised."""
    start, end = sentence_around(passage.plain, mention.start)
    around = f"{passage.plain[start : mention.start]} {passage.plain[mention.end : end]}"
    return _HISTORY.search(around) is not None


def _shipped(body: str, number: str) -> Known | None:
    if body == "council" and number in _COUNCIL:
        years, whole_from, whole_to = _COUNCIL[number]
        editions = tuple(
            Edition(f"Modified {year}" if year > years[0] else str(year), year, _closing(year)) for year in years
        )
        return Known(editions, whole_from, whole_to, years[0])
    if body == "plenipotentiary" and number in _FIRST:
        first = _FIRST[number]
        met = [(city, day) for city, day in PLENIPOTENTIARIES.items() if day.year >= first]
        editions = tuple(
            Edition(f"{'Rev. ' if day.year > first else ''}{city}, {day.year}", day.year, day)
            for city, day in met
            if day.year == first or (number in _ALWAYS_REVISED and day.year >= 2010)
        )
        return Known(editions, first=first)
    return None


def _closing(year: int) -> dt.date:
    return KNOWN[year].last if year in KNOWN else dt.date(year, 12, 31)


def _year(edition: str) -> int:
    found = re.search(r"(?:19|20)\d\d", edition)
    return int(found[0]) if found else 0
