"""Facts of several reports made one: what they agree on, what contradicts what, and what the records have already."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cwgdraft.adopting.facts import Cited, Fact, Said
from cwgdraft.adopting.people import Who, key_of, signer, split_name
from cwgdraft.adopting.wording import interval, written
from cwgdraft.records.model import Records

EACH = ("chair", "vice_chairs", "form", "opening", "dates", "place")
"""Facts that, told of several meetings together, hold for each of them."""
_EDITION = re.compile(r"(?:(rev)\.? ?)?([A-Z][\w ]+?), ?((?:19|20)\d\d)|mod(?:ified)?\.? ?((?:19|20)\d\d)", re.I)
_COUNCIL_FROM = 1000


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact on which sources differ: what it is, and each value with where it stands; nothing was chosen."""

    what: str
    values: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Merged:
    """The facts of all sources: by meetings and name, each with its sources; and what contradicts what."""

    facts: dict[tuple[tuple[int, ...], str], tuple[object, tuple[str, ...]]] = field(default_factory=dict)
    documents: dict[tuple[int, str], Cited] = field(default_factory=dict)
    people: dict[str, tuple[str, Who]] = field(default_factory=dict)
    resolutions: dict[str, dict[int, str]] = field(default_factory=dict)
    contradictions: list[Contradiction] = field(default_factory=list)

    def of(self, meetings: Sequence[int], name: str) -> object:
        """Return a fact that is told of just these meetings, None where none is."""
        found = self.facts.get((tuple(meetings), name))
        return found[0] if found else None


def merged(sources: Iterable[Said], records: Records) -> Merged:
    """Return the facts of all sources together; what the records have already stays as it is there."""
    found = Merged()
    sources = list(sources)
    _facts(found, [fact for said in sources for fact in said.facts], records)
    for said in sources:
        for key, cited in said.documents.items():
            found.documents[key] = _joined(found.documents.get(key), cited)
    _people(found, sources, records)
    _resolutions(found, sources)
    return found


def _facts(found: Merged, facts: Iterable[Fact], records: Records) -> None:
    told: dict[tuple[tuple[int, ...], str], list[Fact]] = {}
    for fact in facts:
        owners = [(number,) for number in fact.meetings] if fact.name in EACH else [fact.meetings]
        for owner in owners:
            told.setdefault((owner, fact.name), []).append(fact)
    for (owner, name), several in told.items():
        values: dict[str, list[Fact]] = {}
        for fact in several:
            values.setdefault(_compared(fact.value), []).append(fact)
        recorded = _recorded(records, owner, name)
        what = f"{name.replace('_', '-')} of meeting{'s' if len(owner) > 1 else ''} {', '.join(map(str, owner))}"
        sides = {
            value: (shown_value(those[0].value), ", ".join(fact.source for fact in those))
            for value, those in values.items()
        }
        if recorded is not None:
            others = [side for value, side in sides.items() if value != _compared(recorded)]
            if others:
                known = (shown_value(recorded), f"meetings/{owner[0]}.yaml")
                found.contradictions.append(Contradiction(what, (known, *others)))
            continue
        if _has(records, owner, name):
            continue
        if len(values) > 1:
            found.contradictions.append(Contradiction(what, tuple(sides.values())))
            continue
        found.facts[owner, name] = (several[0].value, tuple(dict.fromkeys(fact.source for fact in several)))


def _recorded(records: Records, owner: tuple[int, ...], name: str) -> object:
    """Return what the records have of a fact already, as facts of sources have it; None where they have nothing."""
    meeting = records.meetings.get(owner[0]) if len(owner) == 1 else None
    if meeting is None:
        return None
    facts = meeting.facts
    if name == "dates" and facts.dates:
        return (facts.dates.first, facts.dates.last)
    if name == "place" and facts.place:
        return facts.place.get("en")
    if name == "attendance" and facts.attendance:
        return {"count": facts.attendance.count}
    if name == "totals" and facts.totals:
        return {"contributions": facts.totals.contributions, "information": facts.totals.information}
    if name == "chair" and facts.chair:
        return _who(records, facts.chair.person)
    return str(facts.form) if name == "form" and facts.form else None


def _who(records: Records, named: str) -> Who:
    """Return somebody whom a record names by a key, or by title and name."""
    person = records.people.get(named)
    return signer(named) if person is None else Who(person.title, f"{person.given} {person.family}".strip())


def _has(records: Records, owner: tuple[int, ...], name: str) -> bool:
    """Return whether the records have a fact of a meeting in any form: theirs stays."""
    meeting = records.meetings.get(owner[0]) if len(owner) == 1 else None
    return meeting is not None and bool(getattr(meeting.facts, name, None))


def shown_value(value: object) -> str:
    """Return a fact's value in words, as it is told."""
    if isinstance(value, Who):
        return value.name
    if isinstance(value, tuple) and value and isinstance(value[0], dt.date):
        return written(value[0], value[-1])
    if isinstance(value, tuple):
        return "; ".join(shown_value(one) for one in value)
    if isinstance(value, Mapping):
        kept = {key: one for key, one in value.items() if key not in ("about", "who")}
        return ", ".join(f"{key} {shown_value(one)}" for key, one in kept.items())
    return str(value)


def _compared(value: object) -> str:
    """Return a fact's value as two are compared: names without accents, lists in any order."""
    if isinstance(value, Who):
        return key_of(value.name)
    if isinstance(value, tuple) and not (value and isinstance(value[0], dt.date)):
        return "; ".join(sorted(map(_compared, value)))
    if isinstance(value, Mapping):
        kept = {key: _compared(one) for key, one in value.items() if key not in ("about", "who")}
        return ", ".join(f"{key} {one}" for key, one in kept.items())
    return shown_value(value)


def _joined(before: Cited | None, after: Cited) -> Cited:
    if before is None:
        return after
    return replace(
        before,
        revision=max(before.revision, after.revision),
        addendum=max(before.addendum, after.addendum),
        corrigendum=max(before.corrigendum, after.corrigendum),
        title=before.title or after.title,
        presenter=before.presenter or after.presenter,
    )


# --- registers --------------------------------------------------------------------------------------


def _people(found: Merged, sources: Sequence[Said], records: Records) -> None:
    taken: set[str] = set()
    for key, person in records.people.items():
        name = f"{person.given} {person.family}".strip()
        country = person.country.get("en") if person.country else ""
        office = person.office.get("en") if person.office else ""
        found.people[key_of(name)] = (key, Who(person.title, name, country, office))
        taken.add(key)
    for said in sources:
        for compared, who in said.people.items():
            if compared in found.people:
                key, old = found.people[compared]
                if key not in records.people:
                    more = {
                        one: getattr(old, one) or getattr(who, one) for one in ("country", "office", "organization")
                    }
                    found.people[compared] = (key, replace(old, **more))
                continue
            key = _key(who, taken)
            taken.add(key)
            found.people[compared] = (key, who)


def _key(who: Who, taken: set[str]) -> str:
    """Return the key of a person: the family name, with the first name's letter where another has it."""
    given, family = (re.sub(r"[^a-z0-9]+", "-", key_of(one)).strip("-") for one in split_name(who.name))
    family = family.removeprefix("al-") or family or "person"
    for key in (family, f"{family}-{given[:1]}", f"{given}-{family}"):
        if key not in taken and not key.endswith("-"):
            return key
    return f"{given}-{family}-{len(taken)}"


def _resolutions(found: Merged, sources: Sequence[Said]) -> None:
    """Take down resolutions with the editions that sources name; of two forms of a year the more frequent."""
    told: dict[str, Counter[tuple[int, str]]] = {}
    for said in sources:
        for one in said.resolutions:
            if one.is_decision or not one.number.isdecimal():
                continue
            edition = _edition(one.edition)
            body = one.body or ("council" if int(one.number) >= _COUNCIL_FROM else "plenipotentiary" if edition else "")
            if body not in ("council", "plenipotentiary"):
                continue
            key = f"{'C' if body == 'council' else 'PP'} {one.number}"
            counted = told.setdefault(key, Counter())
            if edition:
                counted[edition] += 1
    for key, counted in told.items():
        editions: dict[int, str] = {}
        for (year, text), _ in counted.most_common():
            editions.setdefault(year, text)
        found.resolutions[key] = dict(sorted(editions.items()))


def _edition(typed: str) -> tuple[int, str] | None:
    match = _EDITION.fullmatch(typed.strip())
    if match is None:
        return None
    if match[4]:
        return int(match[4]), f"Modified {match[4]}"
    return int(match[3]), f"{'Rev. ' if match[1] else ''}{match[2].strip()}, {match[3]}"


def days(value: object) -> str:
    """Return the days of a fact as records write them."""
    return interval(value[0], value[-1]) if isinstance(value, tuple) else str(value)
