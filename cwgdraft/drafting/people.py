"""People as documents name them: titles, countries, offices and remarks."""

from __future__ import annotations

from cwgdraft.drafting.scope import Scope
from cwgdraft.finding import Place
from cwgdraft.language.near import did_you_mean
from cwgdraft.language.phrases import Shelf
from cwgdraft.language.words import NBSP
from cwgdraft.records.schema import Attendee, Person

TITLES = frozenset(
    (
        "Mr",
        "Ms",
        "Mrs",
        "Miss",
        "Dr",
        "Prof.",
        "H.E.",
        "M.",
        "Mme",
        "Mlle",
        "S.E.",
        "Sr.",
        "Sra.",
        "Excmo.",
        "г-н",
        "г-жа",
    )
)
"""What stands before a name that is written out, in the languages of the Council."""


def name_of(person: Person) -> str:
    """Return `Ms Cynthia Lesufi`, title and name held together."""
    name = " ".join(part for part in (person.given, person.family) if part)
    return f"{person.title}{NBSP}{name}" if person.title else name


def signed(person: Person) -> str:
    """Return the name as a signature prints it: `Cynthia LESUFI`."""
    return " ".join(part for part in (person.given, person.family.upper()) if part)


def known_person(scope: Scope, key: str, place: Place | None) -> Person | None:
    """Return the person of the register; None for a name written out, or (with a finding) for an unknown key."""
    person = scope.records.people.get(key)
    if person is None and " " not in key:
        hint = did_you_mean(key, scope.records.people)
        scope.found(
            "unknown-person",
            f"'{key}' is not in the register of people{hint}",
            place,
            f"add '{key}: {{title: …, given: …, family: …}}' to registers/people.yaml, or write the whole name",
        )
    return person


def attendee(
    scope: Scope, who: Attendee, place: Place | None, shelf: Shelf, *, brackets: bool = False, remark: str = ""
) -> str:
    """Return a person of a list: the name, then the office (else the organization) behind a comma.

    `brackets` asks for the officers' form, `Ms Janet Umutesi (Rwanda, remote)`. An unknown key
    becomes a placeholder.
    """
    language = scope.language
    person = known_person(scope, who.person, place)
    if person is None and " " not in who.person:
        return shelf.put((scope.open_run("person", f"the person '{who.person}'", place, who.person),))
    name = name_of(person) if person else _held_title(who.person)
    country = person.country.get(language) if person and person.country else ""
    if brackets:
        inside = ", ".join(part for part in (country, remark) if part)
        return f"{name} ({inside})" if inside else name
    office = who.as_ or (person.office if person else None)
    organization = who.organization or (person.organization if person else None)
    parts = [name]
    if office:
        parts.append(office.get(language))
    elif organization:
        parts.append(organization.get(language))
    return ", ".join(parts)


def _held_title(name: str) -> str:
    """Return a name written out with its title held to it."""
    title, _, rest = name.partition(" ")
    return f"{title}{NBSP}{rest}" if title in TITLES and rest else name
